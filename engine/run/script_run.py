"""ScriptRun: an existing script under the probe, as an event source.

The script is started as its user would start it, with the standard streams it would have; only the
probe is loaded first. Nothing is done to it unless somebody pauses, stops or closes the run. What
it leaves running is its own business until `close`, which ends all its processes that are still
there, and notes that.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from typing import IO

from engine.collect import Session
from engine.model.messages import Note, application_packet
from engine.model.snapshot import WorkerKinds
from engine.platform import frozen
from engine.run.live_run import LiveRun
from engine.run.script_target import Target
from engine.run.shutdown import Patience
from engine.text.notes import ASKED, INTERRUPTED, LEFT_RUNNING

BURY_S = 1.0
_TO_GROUP = frozenset(
    getattr(signal, name) for name in ("SIGINT", "SIGQUIT", "SIGHUP") if hasattr(signal, name)
)
Stream = int | IO[bytes] | None


class ScriptProcess:
    """The script's main process, from its start to its end."""

    leads_session = False

    def __init__(
        self, command: list[str], environment: dict[str, str], streams: tuple[Stream, ...]
    ) -> None:
        """Starts it; raises OSError when that fails."""
        stdin, stdout, stderr = streams
        with frozen.foreign_program():
            self._process = subprocess.Popen(
                command, env=environment, stdin=stdin, stdout=stdout, stderr=stderr
            )
        self.stdout = self._process.stdout

    @property
    def pid(self) -> int:
        """The system's number."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        return self._process.poll()

    def send_signal(self, number: int) -> None:
        """Sends a signal; never to another process that has got its pid."""
        self._process.send_signal(number)

    def ask_to_end(self) -> None:
        """By what every system has for that."""
        self._process.terminate()

    def close(self) -> None:
        """Buries it, and learns its exit code."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(BURY_S)


class ScriptRun(LiveRun):
    """One run of one script."""

    patience = Patience(terminate_s=3.0, kill_s=5.0)
    asked_note = INTERRUPTED if os.name == "posix" else ASKED
    holds_while_stopping = False
    ends_leftovers = False

    def __init__(
        self, target: Target, *, stdin: Stream = None, stdout: Stream = None, stderr: Stream = None
    ) -> None:
        """`stdin`, `stdout`, `stderr` are as for `subprocess.Popen`: None means inherited."""
        super().__init__(WorkerKinds())
        self.target = target
        self._streams = stdin, stdout, stderr
        self._script: ScriptProcess | None = None

    @property
    def stdout(self) -> IO[bytes] | None:
        """The script's output, where it was asked for as a pipe; the reader's to close."""
        return self._script.stdout if self._script is not None else None

    def send_signal(self, number: int) -> None:
        """Passes a signal on as a terminal would: SIGINT and its like to the whole group.

        SIGTERM goes to the main process alone, as `kill` would send it.
        """
        if self._script is None or self._process_tree is None:
            return
        if number in _TO_GROUP:
            self._process_tree.signal_group(number)
        else:
            self._script.send_signal(number)

    def close(self) -> None:
        """Ends all processes of the script that are still there, and notes how many they were."""
        tree = self._process_tree if self._session is not None else None
        if tree is not None and self._phase.is_over and (count := len(tree.alive())):
            text = LEFT_RUNNING.format(count=count)
            note = Note(at_ns=time.perf_counter_ns(), text=text)
            self._own_packets.append(application_packet(note))
        super().close()

    def _ask_to_end(self) -> None:
        """As Ctrl-C would."""
        if os.name == "posix":
            self.send_signal(signal.SIGINT)
        else:
            super()._ask_to_end()

    def _open_session(self) -> Session:
        return Session(tells_spots=True)

    def _launch(self, session: Session) -> ScriptProcess:
        command = session.command(self.target.command, python=self.target.python)
        self._script = ScriptProcess(command, session.environment(), self._streams)
        return self._script
