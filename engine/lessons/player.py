"""Plays a lesson step by step: the window, a film and the tests drive the same player.

    poll(scene) --> what the step does, through a Stage --> next step
                    Say, Ask: halts, until read() or answer()
                    Wait:     halts, until it is so; after its limit the lesson has failed

The player knows no window and no process: what it does goes through the Stage that it is given,
what it sees comes in as a Scene. The clock is given too, so that a film may have one of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from engine.lessons.files import STATES
from engine.lessons.schema import (
    AnyStep,
    Ask,
    End,
    Kill,
    Lesson,
    Part,
    Pause,
    Point,
    Program,
    Say,
    Set,
    Show,
    Start,
    Wait,
    Zoom,
)
from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot


class Stage(Protocol):
    """What a lesson acts upon: a window, or a run without one."""

    def show_part(self, part: Part, *, alone: bool) -> None:
        """Shows a part of the window."""

    def point_at(self, part: Part | None, worker: str) -> None:
        """Lights up a part of the window, or a worker."""

    def zoom_to(self, last_s: float) -> None:
        """Shows the last seconds of the time axis; 0: the whole run."""

    def start_program(self, program: Program) -> None:
        """Starts a program of the lesson; ends the one that runs."""

    def set_count(self, kind: str, count: int) -> None:
        """Changes how many workers of a kind there are."""

    def set_time_scale(self, time_scale: float) -> None:
        """Changes how fast the scenario's work goes."""

    def kill_worker(self, name: str) -> None:
        """Kills the worker of that name."""

    def end_program(self) -> None:
        """Ends the program that runs, if one does."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is so at one moment."""

    snapshot: Snapshot = EMPTY_SNAPSHOT
    output: tuple[str, ...] = ()  # all lines that the program has printed
    has_ended: bool = False  # the program has come to its end


class Halt(Enum):
    """What a player waits for."""

    NOTHING = auto()  # goes on with the next poll
    READER = auto()  # read()
    ANSWER = auto()  # answer()
    RUN = auto()  # something in the run
    FAILED = auto()  # the run never did what the lesson waits for
    DONE = auto()  # the last step is over


class Player:
    """One playing of one lesson."""

    def __init__(self, lesson: Lesson, stage: Stage, clock_s: Callable[[], float]) -> None:
        """Begins before the first step. `clock_s`: seconds that only grow."""
        self.lesson = lesson
        self.place = 0  # of the present step in `lesson.steps`
        self.halt = Halt.NOTHING
        self.failure = ""  # what was waited for, and what was seen instead
        self.answered: int | None = None  # the choice made at the present question, from 1
        self._stage = stage
        self._clock_s = clock_s
        self._since_s = clock_s()

    @property
    def step(self) -> AnyStep | None:
        """The present step; None when the lesson is over."""
        steps = self.lesson.steps
        return steps[self.place] if self.place < len(steps) else None

    @property
    def progress(self) -> float:
        """How much of the lesson is over, 0 to 1."""
        return self.place / len(self.lesson.steps)

    def poll(self, scene: Scene) -> None:
        """Goes on as far as it can."""
        while (step := self.step) is not None:
            if self.halt is Halt.NOTHING:
                self._since_s = self._clock_s()
                self.halt = self._begin(step)
            if isinstance(step, Wait) and self.halt is Halt.RUN:
                self.halt = self._watch(step, scene)
            if self.halt is not Halt.NOTHING:
                return
            self._next()
        self.halt = Halt.DONE

    def read(self) -> None:
        """The reader has read what was said, or seen why an answer is right."""
        has_answered = self.halt is Halt.ANSWER and self.answered is not None
        if self.halt is Halt.READER or has_answered:
            self._next()

    def answer(self, choice: int) -> bool:
        """The reader predicts, by the number of a choice from 1. Whether it is so."""
        step = self.step
        if self.halt is not Halt.ANSWER or not isinstance(step, Ask):
            return False
        self.answered = choice
        return choice == step.answer

    # -- one step -------------------------------------------------------------------------------

    def _next(self) -> None:
        self.place += 1
        self.answered = None
        self.halt = Halt.NOTHING

    def _begin(self, step: AnyStep) -> Halt:
        match step:
            case Say() | Pause():
                return Halt.READER
            case Ask():
                return Halt.ANSWER
            case Wait():
                return Halt.RUN
            case _:
                self._act(step)
                return Halt.NOTHING

    def _act(self, step: AnyStep) -> None:
        match step:
            case Show(part=part, alone=alone):
                self._stage.show_part(part, alone=alone)
            case Point(part=part, worker=worker):
                self._stage.point_at(part, worker)
            case Zoom(last_s=last_s):
                self._stage.zoom_to(last_s)
            case _:
                self._act_on_run(step)

    def _act_on_run(self, step: AnyStep) -> None:
        match step:
            case Start(program=program):
                self._stage.start_program(program)
            case Set(kind=kind, count=count, time_scale=time_scale):
                if count is not None:
                    self._stage.set_count(kind, count)
                if time_scale is not None:
                    self._stage.set_time_scale(time_scale)
            case Kill(worker=worker):
                self._stage.kill_worker(worker)
            case End():
                self._stage.end_program()

    def _watch(self, step: Wait, scene: Scene) -> Halt:
        if is_so(step, scene):
            return Halt.NOTHING
        if self._clock_s() - self._since_s <= step.within_s:
            return Halt.RUN
        self.failure = (
            f"step {self.place + 1}: {describe(step)} did not come true within "
            f"{step.within_s:g} s; instead: {describe_scene(scene)}"
        )
        return Halt.FAILED


def is_so(step: Wait, scene: Scene) -> bool:
    """Whether everything that a step waits for is so."""
    snapshot = scene.snapshot
    queues, output = snapshot.queues, scene.output
    wanted = (
        (step.depth is None, any(queue.depth == step.depth for queue in queues)),
        (step.put is None, sum(queue.produced for queue in queues) >= (step.put or 0)),
        (step.taken is None, sum(queue.taken for queue in queues) >= (step.taken or 0)),
        (step.lost is None, sum(queue.lost for queue in queues) >= (step.lost or 0)),
        (not step.state, _is_in_state(step, snapshot)),
        (not step.finding, any(each.kind.value == step.finding for each in snapshot.findings)),
        (not step.output, any(step.output in line for line in output)),
        (not step.ended, scene.has_ended),
    )
    return all(is_not_asked or is_met for is_not_asked, is_met in wanted)


def _is_in_state(step: Wait, snapshot: Snapshot) -> bool:
    state = STATES.get(step.state)
    return any(each.name == step.worker and each.state is state for each in snapshot.workers)


def describe(step: Wait) -> str:
    """What a step waits for, as its file has it."""
    fields = ("depth", "put", "taken", "lost", "worker", "state", "finding", "output")
    given = {name: getattr(step, name) for name in fields}
    parts = [f"{name} = {value!r}" for name, value in given.items() if value not in (None, "")]
    return ", ".join([*parts, *(["ended"] if step.ended else [])])


def describe_scene(scene: Scene) -> str:
    """What is so, in one line, for whoever mends a lesson."""
    queues, workers = scene.snapshot.queues, scene.snapshot.workers
    parts = [f"{q.name}: depth {q.depth}, put {q.produced}, taken {q.taken}" for q in queues]
    parts += [f"{each.name} is {each.state.name.lower().replace('_', '-')}" for each in workers]
    parts += [f"finding {each.kind.value}" for each in scene.snapshot.findings]
    parts += [f"last line {scene.output[-1]!r}"] if scene.output else []
    return "; ".join([*parts, "it has ended" if scene.has_ended else "it goes on"])
