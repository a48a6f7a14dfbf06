"""A recording as the window's run: a Replay with the commands that a run has.

Start plays, Pause holds, Step goes to the next news about an item, the speed is that of the
playing. What would change a program does nothing here. Stop ends the playing where it is.
"""

from __future__ import annotations

from typing import ClassVar

from engine.model.faults import FaultKind, FaultPoint
from engine.model.source import Phase
from engine.recording.replay import SPEEDS, Replay


class ReplayRun(Replay):
    """One recording, from `start` to its end or `stop`; after a `seek` from there again."""

    owns_program: ClassVar[bool] = False
    can_be_held: ClassVar[bool] = True
    _is_started = _is_stopped = False

    @property
    def phase(self) -> Phase:
        """PAUSED while time stands still, else what the run was doing at the position."""
        if not self._is_started:
            return Phase.READY
        phase = self.shown_phase
        if self._is_stopped and phase.is_live:
            return Phase.STOPPED
        return phase if self.is_playing or not phase.is_live else Phase.PAUSED

    @property
    def shown_phase(self) -> Phase:
        """What the run was doing at the position: what its picture shows."""
        return super().phase

    @property
    def exit_code(self) -> int | None:
        """The program's, once the end is reached."""
        end = self.recording.end
        return end.exit_code if end is not None and self.shown_phase.is_over else None

    def start(self) -> None:
        """Plays from the position on."""
        self._is_started = True
        self.play()

    def resume(self) -> None:
        """Plays on."""
        self.play()

    def step(self) -> None:
        """Goes to the next news about an item, and stays there."""
        self.pause()
        if (at_ns := self.next_moment()) is not None:
            self.seek(at_ns)

    def stop(self) -> None:
        """Ends the playing; what is shown stays."""
        self.pause()
        self._is_stopped = True

    def seek(self, at_ns: int) -> bool:
        """Goes to a moment; see `Replay.seek`."""
        self._is_stopped = False
        return super().seek(at_ns)

    def set_time_scale(self, scale: float) -> None:
        """How fast it plays."""
        low, high = SPEEDS
        speed = min(max(scale, low), high)
        if self.is_playing:
            self.play(speed)
        self.speed = speed

    def set_count(self, kind_name: str, count: int) -> None:
        """It has the workers that it had."""

    def fault(
        self, process: int, what: FaultKind, at: FaultPoint = FaultPoint.NOW, after_items: int = 0
    ) -> None:
        """Nothing can be done to it any more."""
