"""Replay: a recording as a source of events; to the window it is a run like any other.

    Recording --block by block--> packets up to the position --poll--> timeline
                                      ^
              clock x speed, seek, step

The position is a moment on the run's clock. Packets come as they came: one is told as soon as the
position has reached its arrival. So a picture at a position is the picture that the live run showed
at that moment. Time runs backwards only from the beginning: after a `seek` that returns True the
timeline must be made anew, and is told everything up to there again.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import numpy as np

from engine.analysis.analysis import Analysis
from engine.model.source import Packet, Phase
from engine.recording import records
from engine.recording.reader import Recording

if TYPE_CHECKING:
    from engine.model.snapshot import Snapshot, WorkerKinds

SPEEDS: Final = (0.01, 100.0)
T = TypeVar("T")


class Replay:
    """One recording, played. An EventSource; it begins at its beginning, and does not play yet."""

    def __init__(self, path: Path, clock: Callable[[], int] = time.perf_counter_ns) -> None:
        """Opens the recording; raises OSError or RecordingError."""
        self.recording = Recording(path)
        self._clock = clock
        self._phases = _Changes(
            [(n.at_ns, n.phase) for n in self.recording.news if isinstance(n, records.PhaseNews)]
        )
        self._findings = _Changes(
            [
                (n.at_ns, n.findings)
                for n in self.recording.news
                if isinstance(n, records.FindingsNews)
            ]
        )
        self.first_ns, self.last_ns = self.recording.first_ns, self.recording.last_ns
        self._position_ns = self.first_ns
        self._played_from: tuple[int, int] | None = None  # clock, position: while it plays
        self.speed = 1.0
        self._block = 0  # the next to be read
        self._waiting: list[Packet] = []  # of blocks that were read, not told yet
        self._told_ns = self.first_ns - 1

    # -- EventSource ----------------------------------------------------------------------------

    @property
    def worker_kinds(self) -> WorkerKinds:
        """Who plays which role."""
        return self.recording.about.worker_kinds

    @property
    def phase(self) -> Phase:
        """What the run was doing at the position."""
        if self._position_ns >= self.last_ns and not self._has_more:
            end = self.recording.end
            return end.phase if end is not None else Phase.STOPPED
        phase = self._phases.at(self._position_ns) or Phase.RUNNING
        return Phase.RUNNING if phase.is_over and self._has_more else phase

    @property
    def problem(self) -> str | None:
        """Why the run could not go on, once that is reached."""
        end = self.recording.end
        return end.problem if end is not None and self.phase.is_over else None

    def poll(self, budget_s: float) -> list[Packet]:
        """The packets up to the position that have not been told yet."""
        position_ns, deadline_s = self.now_ns(), time.perf_counter() + budget_s
        packets: list[Packet] = []
        while self._has_more:
            if not self._waiting and not self._read_block(position_ns):
                break
            count = bisect_right(self._waiting, position_ns, key=lambda each: each.arrived_ns)
            packets += self._waiting[:count]
            self._waiting = self._waiting[count:]
            if self._waiting or time.perf_counter() > deadline_s:
                break
        if packets:
            self._told_ns = packets[-1].arrived_ns
        return packets

    def now_ns(self) -> int:
        """The position."""
        if self._played_from is not None:
            clock_ns, from_ns = self._played_from
            passed_ns = int((self._clock() - clock_ns) * self.speed)
            self._position_ns = min(self.last_ns, from_ns + passed_ns)
        return self._position_ns

    def complete(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with what was found by then: that takes a look at every moment before it."""
        findings = self._findings.at(self._position_ns)
        return replace(snapshot, findings=findings or ())

    def close(self) -> None:
        """Frees the file. Safe to call twice."""
        self.recording.close()

    # -- moving ---------------------------------------------------------------------------------

    @property
    def is_playing(self) -> bool:
        """Whether time runs."""
        return self._played_from is not None

    @property
    def is_at_end(self) -> bool:
        """Whether nothing more comes."""
        return self.now_ns() >= self.last_ns

    def play(self, speed: float | None = None) -> None:
        """Lets time run, so many times as fast as it did; raises ValueError out of SPEEDS."""
        if speed is not None:
            low, high = SPEEDS
            if not low <= speed <= high:
                msg = f"speed is {speed}; it must be from {low} to {high}"
                raise ValueError(msg)
        position_ns = self.now_ns()
        self.speed = speed if speed is not None else self.speed
        self._played_from = self._clock(), position_ns

    def pause(self) -> None:
        """Time stands still."""
        self.now_ns()
        self._played_from = None

    def seek(self, at_ns: int) -> bool:
        """Goes to a moment; whether that is before what has been told, which begins anew then."""
        self._position_ns = min(max(at_ns, self.first_ns), self.last_ns)
        if self._played_from is not None:
            self._played_from = self._clock(), self._position_ns
        if self._position_ns >= self._told_ns:
            return False
        self._block, self._waiting, self._told_ns = 0, [], self.first_ns - 1
        return True

    def next_moment(self) -> int | None:
        """When the next news about items comes; None where there is none."""
        position_ns, blocks = self.now_ns(), self.recording.packet_blocks
        first = int(np.searchsorted(blocks["last_ns"], position_ns, side="right"))
        for block in range(first, len(blocks)):
            moments = self.recording.moments(block)
            later = moments[moments > position_ns]
            if len(later):
                return int(later[0])
        return None

    def previous_moment(self) -> int | None:
        """When the news about items before the position came; None where there is none."""
        position_ns, blocks = self.now_ns(), self.recording.packet_blocks
        stop = int(np.searchsorted(blocks["first_ns"], position_ns))
        for block in reversed(range(stop)):
            moments = self.recording.moments(block)
            earlier = moments[moments < position_ns]
            if len(earlier):
                return int(earlier[-1])
        return None

    @property
    def _has_more(self) -> bool:
        return bool(self._waiting) or self._block < len(self.recording.packet_blocks)

    def _read_block(self, position_ns: int) -> bool:
        """Reads the next block, if the position has reached it."""
        if self.recording.packet_blocks["first_ns"][self._block] > position_ns:
            return False
        self._waiting = self.recording.packets(self._block)
        self._block += 1
        return True


def played_to_end(replay: Replay) -> tuple[Analysis, Snapshot]:
    """What the run came to: the timeline that was told all of it, and its last snapshot."""
    timeline = Analysis(replay.worker_kinds)
    replay.seek(replay.last_ns)
    while packets := replay.poll(1.0):
        timeline.feed(packets)
    snapshot = timeline.snapshot(replay.now_ns(), replay.phase)
    return timeline, replay.complete(snapshot)


class _Changes(Generic[T]):
    """What was so from which moment on."""

    def __init__(self, changes: list[tuple[int, T]]) -> None:
        """In any order."""
        self._changes = sorted(changes, key=lambda change: change[0])

    def at(self, at_ns: int) -> T | None:
        """What was so at a moment; None before the first change."""
        place = bisect_right(self._changes, at_ns, key=lambda change: change[0])
        return self._changes[place - 1][1] if place else None
