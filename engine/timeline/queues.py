"""One queue as the timeline knows it, and how it shows itself in a Snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.model.snapshot import EventCode, QueueView
from engine.model.system_state import PipeFacts
from engine.observe import wire
from engine.timeline.contents import ContentsView, Cursor
from engine.timeline.depth import DepthTrack
from engine.timeline.items import Ledger
from engine.timeline.spans import SpanTrack
from engine.timeline.stats import DONE, DROPPED, PUT, TAKEN, WaitTimes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.model.messages import QueueAnnounced
    from engine.timeline.events import Rows
    from engine.timeline.items import Hand

RATE_NS = 1_000_000_000
_MOVES = np.zeros(max(EventCode) + 1, bool)
_MOVES[[EventCode.PUT, EventCode.TAKEN, EventCode.DROPPED]] = True


@dataclass(frozen=True, slots=True)
class Moment:
    """What a queue's view needs from outside."""

    now_ns: int
    name: str
    counts: Sequence[int]  # put, taken, done, dropped
    put_waits_ns: Sequence[int]  # beginnings of unfinished waits at this queue
    get_waits_ns: Sequence[int]
    hands: Mapping[int, Hand]  # of each process that has taken something
    told_ns: int  # what happened up to then, and including it, is in the counts


class QueueTrack:
    """Everything about one queue."""

    def __init__(self, index: int, announced: QueueAnnounced) -> None:
        """`announced` is the first announcement of the queue."""
        self.index = index
        self.key, self.kind = announced.key, announced.type
        self.maxsize = announced.maxsize
        self.pipe = PipeFacts(
            announced.pipe_bytes or 0, announced.own_pipe_bytes or 0, announced.trailer_bytes or 0
        )
        self.ledger = Ledger(index)
        self.blocked = {wire.PUT_WAIT: SpanTrack(), wire.GET_WAIT: SpanTrack()}
        self._depth = DepthTrack()
        self._waits = WaitTimes()
        self._cursors: dict[int, Cursor] = {}  # by producer

    def settle(self, rows: Rows) -> None:
        """Takes rows of this queue that are settled, in order."""
        rows = rows[_MOVES[rows["code"]]]
        self._depth.append(rows["at_ns"] * 2 + (rows["code"] != EventCode.PUT))

    def view(self, moment: Moment) -> QueueView:
        """The queue as it stands."""
        if self.ledger.waits_ns:
            self._waits.add(np.concatenate(self.ledger.waits_ns))
            self.ledger.waits_ns.clear()
        now_ns, counts = moment.now_ns, moment.counts
        series = self._depth.view()
        rise, fall = series.changes(now_ns - RATE_NS, now_ns)
        p50_s, p99_s = self._waits.quantiles_s()
        puts, gets = self.blocked[wire.PUT_WAIT], self.blocked[wire.GET_WAIT]
        return QueueView(
            index=self.index,
            key=self.key,
            name=moment.name,
            kind=self.kind,
            maxsize=self.maxsize,
            depth=series.at(now_ns),
            peak=self._depth.peak,
            mean=self._depth.mean(now_ns),
            produced=counts[PUT],
            taken=counts[TAKEN],
            done=counts[DONE],
            lost=counts[DROPPED],
            unfinished=max(0, counts[PUT] - counts[DONE]) if self.kind == "JoinableQueue" else 0,
            in_per_s=rise * 1e9 / RATE_NS,
            out_per_s=fall * 1e9 / RATE_NS,
            wait_p50_s=p50_s,
            wait_p99_s=p99_s,
            blocked_put_s=puts.total_s(now_ns, moment.put_waits_ns),
            blocked_get_s=gets.total_s(now_ns, moment.get_waits_ns),
            series=series,
            put_blocked=puts.view(now_ns, moment.put_waits_ns),
            get_blocked=gets.view(now_ns, moment.get_waits_ns),
            contents=ContentsView(
                self.ledger,
                self._cursors,
                moment.hands,
                moment.told_ns,
                is_joinable=self.kind == "JoinableQueue",
            ),
        )
