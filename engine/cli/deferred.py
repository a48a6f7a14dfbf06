"""A timeline that is fed when somebody looks, when somebody stands still, or at the end.

Feeding costs as much as the traced program itself, at the rates that a queue can reach, and takes
the CPU from it. So packets are kept as they came while much happens. While little happens they are
fed at once: then it costs next to nothing, and whatever is wrong can be said.

    packets --> kept --+--> little has come ------------------------------+
                       +--> samples: somebody stands still, a queue grows +--> Timeline
                       +--> too much is kept; a look; the end ------------+
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from engine.diagnosis.looks import LookBook
from engine.observe import wire
from engine.timeline.timeline import Timeline

if TYPE_CHECKING:
    from engine.model.snapshot import Snapshot
    from engine.model.source import Packet, Phase

LITTLE_BYTES_PER_S = 200_000
MOST_BYTES = 64_000_000
PAUSE_S = 1.0  # between two times that much is fed
STILL_NS = 600_000_000
GROWN_ITEMS = 2_000  # in one queue


class DeferredTimeline:
    """Takes packets, gives Snapshots that are as new as was worth it."""

    def __init__(self) -> None:
        """Nothing has come."""
        self.timeline = Timeline()
        self._kept: list[Packet] = []
        self._kept_bytes = 0
        self._fed_s = time.monotonic()
        self._book = LookBook()

    def feed(self, packets: list[Packet]) -> bool:
        """Takes what arrived; returns whether there is a newer Snapshot than before."""
        for packet in packets:
            self._kept_bytes += len(packet.frames)
            if packet.process == wire.APPLICATION:
                self._book.take(packet.frames)
        self._kept += packets
        is_due = self._is_due(time.monotonic() - self._fed_s)
        if is_due:
            self._feed_kept()
        return is_due

    def snapshot(self, now_ns: int, phase: Phase) -> Snapshot:
        """Everything that is known at `now_ns`."""
        self._feed_kept()
        return self.timeline.snapshot(now_ns, phase)

    def _feed_kept(self) -> None:
        kept, self._kept, self._kept_bytes = self._kept, [], 0
        self.timeline.feed(kept)
        self._fed_s = time.monotonic()

    def _is_due(self, since_s: float) -> bool:
        if not self._kept:
            return False
        if self._kept_bytes < LITTLE_BYTES_PER_S * since_s or self._kept_bytes > MOST_BYTES:
            return True
        return since_s > PAUSE_S and (self._stands_somebody() or self._grows_a_queue())

    def _stands_somebody(self) -> bool:
        """Whether a process has not moved for a while, which may be what others wait for."""
        book = self._book
        return any(
            not standing.is_dead and not standing.leaving_ns and book.still_ns(process) > STILL_NS
            for process, standing in book.standings.items()
            if standing.state != wire.JOIN_PROCESS
        )

    def _grows_a_queue(self) -> bool:
        """Whether more was put than anybody takes, by the processes' own counters."""
        put = sum(words.puts for words in self._book.words.values())
        got = sum(words.gets for words in self._book.words.values())
        return put - got > GROWN_ITEMS
