"""A stage without a window: a lesson's programs run for real, and nothing is shown.

Tests play every lesson on it at full speed; `queuescope lesson` checks a lesson of one's own.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from typing import IO

from engine.analysis.analysis import Analysis
from engine.lessons.player import Halt, Player, Scene
from engine.lessons.schema import Ask, LessonFolder, Part, Program, program_file
from engine.run.run import Run
from engine.run.script_run import ScriptRun
from engine.run.script_target import Target
from engine.scenario.presets import load

BUDGET_S = 0.02
POLL_S = 0.02
_READ_BYTES = 65_536


class HeadlessStage:
    """Runs a lesson's programs, one at a time. Close it when the lesson is over."""

    def __init__(self, folder: LessonFolder) -> None:
        """Nothing is started yet."""
        self._folder = folder
        self._run: Run | ScriptRun | None = None
        self._timeline = Analysis()
        self._pipe: IO[bytes] | None = None
        self._printed = b""

    def poll(self) -> Scene:
        """What is so now."""
        if self._run is None:
            return Scene()
        self._timeline.feed(self._run.poll(BUDGET_S))
        self._read_output()
        snapshot = self._timeline.snapshot(self._run.now_ns(), self._run.phase)
        output = tuple(self._printed.decode(errors="replace").splitlines())
        return Scene(snapshot, output, self._run.phase.is_over)

    def close(self) -> None:
        """Ends what still runs."""
        self.end_program()

    # -- Stage ----------------------------------------------------------------------------------

    def show_part(self, part: Part, *, alone: bool) -> None:
        """Nothing is shown."""

    def point_at(self, part: Part | None, worker: str) -> None:
        """Nothing is shown."""

    def zoom_to(self, last_s: float) -> None:
        """Nothing is shown."""

    def start_program(self, program: Program) -> None:
        """Starts a program of the lesson; ends the one that runs."""
        self.end_program()
        path = program_file(self._folder.path, program)
        if program is Program.SCENARIO:
            self._run = Run(load(path))
            self._timeline = Analysis(self._run.worker_kinds)
        else:
            self._timeline = Analysis()
            self._run = self._script_run(Target(str(path)))
        self._run.start()

    def set_count(self, kind: str, count: int) -> None:
        """Changes how many workers of a kind there are."""
        if isinstance(self._run, Run):
            self._run.set_count(kind, count)

    def set_time_scale(self, time_scale: float) -> None:
        """Changes how fast the scenario's work goes."""
        if isinstance(self._run, Run):
            self._run.set_time_scale(time_scale)

    def kill_worker(self, name: str) -> None:
        """Kills the worker of that name."""
        scene = self.poll()
        for worker in scene.snapshot.workers:
            if worker.name == name and self._run is not None:
                self._run.kill(worker.process)

    def end_program(self) -> None:
        """Ends the program that runs, if one does."""
        if self._run is not None:
            self._run.close()
            self._run = None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        self._printed = b""

    def _script_run(self, target: Target) -> ScriptRun:
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        self._pipe = os.fdopen(reading, "rb", buffering=0)
        with os.fdopen(writing, "wb") as stdout:
            run = ScriptRun(
                target, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL
            )
            run.start()
        return run

    def _read_output(self) -> None:
        if isinstance(self._run, Run):
            self._printed += "".join(f"{line}\n" for line in self._run.take_output()).encode()
        elif self._pipe is not None:
            self._printed += self._pipe.read(_READ_BYTES) or b""


def play(folder: LessonFolder, clock_s: Callable[[], float] = time.monotonic) -> tuple[Halt, str]:
    """Plays a whole lesson without a reader; how it halted, and what failed if something did."""
    stage = HeadlessStage(folder)
    player = Player(folder.lesson, stage, clock_s)
    try:
        while player.halt not in {Halt.DONE, Halt.FAILED}:
            player.poll(stage.poll())
            if player.halt is Halt.ANSWER and isinstance(player.step, Ask):
                player.answer(player.step.answer)
            player.read()
            time.sleep(POLL_S)
    finally:
        stage.close()
    return player.halt, player.failure
