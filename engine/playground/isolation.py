"""The run of the lesson on data isolation: one of its two programs, and the lists they print."""

from __future__ import annotations

from engine.collect import Session
from engine.model.snapshot import WorkerKinds
from engine.playground.lesson import SIDES, Way, program_file
from engine.run.program_run import ProgramRun


class IsolationRun(ProgramRun):
    """One of the two programs, run under the probe like any other."""

    def __init__(self, way: Way) -> None:
        """Nothing is started yet."""
        super().__init__(WorkerKinds())
        self.way = way
        self.lists: dict[str, str] = {}  # side -> its list, as it was printed

    def _read_output(self) -> list[str]:
        """Remembers what the lines say about the lists."""
        lines = super()._read_output()
        for line in lines:
            side, colon, shown = line.partition(": ")
            if colon and side in SIDES:
                self.lists[side] = shown
        return lines

    def close(self) -> None:
        """Ends everything; the last lines can still be polled."""
        super().close()
        self._remaining += self._report_output()

    def _command(self, session: Session) -> list[str]:
        return session.command([str(program_file(self.way))])
