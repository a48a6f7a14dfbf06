"""A timeline that is fed when somebody looks, when somebody stands still, or at the end.

Feeding costs as much as the traced program itself, at the rates that a queue can reach, and takes
the CPU from it. So packets are kept as they came while much happens. While little happens they are
fed at once: then it costs next to nothing, and whatever is wrong can be said.

    packets --> kept --+--> little has come ------------------------------+
                       +--> samples: somebody stands still, a queue grows +--> Analysis
                       +--> too much is kept; a look; the end ------------+
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from engine.analysis.analysis import Analysis
from engine.model.system_samples import SystemSamples
from engine.observe import wire

if TYPE_CHECKING:
    from engine.model.snapshot import Snapshot
    from engine.model.source import Packet, Phase

LITTLE_BYTES_PER_S = 200_000
MOST_BYTES = 64_000_000
PAUSE_S = 1.0  # between two times that much is fed
STILL_NS = 600_000_000
GROWN_ITEMS = 2_000  # in one queue
_MAIN = 0  # the main process is the first to connect
_FORGET_S = 1.0  # the rate is that of about the last second


class DeferredTimeline:
    """Takes packets, gives Snapshots that are as new as was worth it."""

    def __init__(self) -> None:
        """Nothing has come."""
        self.timeline = Analysis()
        self._kept: list[Packet] = []
        self._kept_bytes = 0
        self._fed_s = self._taken_s = time.monotonic()
        self._bytes_per_s = 0.0
        self._book = SystemSamples()

    def feed(self, packets: list[Packet]) -> bool:
        """Takes what arrived; returns whether there is a newer Snapshot than before."""
        count = 0
        for packet in packets:
            count += len(packet.frames)
            if packet.process == wire.APPLICATION:
                self._book.take(packet.frames)
        self._kept += packets
        self._kept_bytes += count
        self._note_rate(count)
        is_due = self._is_due()
        if is_due:
            self._feed_kept()
        return is_due

    def _note_rate(self, count: int) -> None:
        now_s = time.monotonic()
        self._bytes_per_s *= math.exp((self._taken_s - now_s) / _FORGET_S)
        self._bytes_per_s += count / _FORGET_S
        self._taken_s = now_s

    def snapshot(self, now_ns: int, phase: Phase) -> Snapshot:
        """Everything that is known at `now_ns`."""
        self._feed_kept()
        return self.timeline.snapshot(now_ns, phase)

    def _feed_kept(self) -> None:
        kept, self._kept, self._kept_bytes = self._kept, [], 0
        self.timeline.feed(kept)
        self._fed_s = time.monotonic()

    def _is_due(self) -> bool:
        if not self._kept:
            return False
        if self._bytes_per_s < LITTLE_BYTES_PER_S or self._kept_bytes > MOST_BYTES:
            return True
        is_time = time.monotonic() - self._fed_s > PAUSE_S
        return is_time and (self._stands_somebody() or self._grows_a_queue())

    def _stands_somebody(self) -> bool:
        """Whether a worker has not moved for a while, which may be what others wait for.

        The main process stands still in most programs, while it waits for its workers.
        """
        book = self._book
        return any(
            not process_state.is_dead
            and not process_state.leaving_ns
            and book.still_ns(process) > STILL_NS
            for process, process_state in book.process_states.items()
            if process != _MAIN
        )

    def _grows_a_queue(self) -> bool:
        """Whether more was put than anybody takes, by the processes' own counters."""
        put = sum(words.puts for words in self._book.words.values())
        got = sum(words.gets for words in self._book.words.values())
        return put - got > GROWN_ITEMS
