"""Timeline: packets of many processes, late and out of order, become one Snapshot.

    packets --sort_frames--> texts --------> workers, queues
                             puts, gets ---> ledgers (every item's way) --+
                             dones --------> hands (whose item?) ---------+--> rows
                             spans, marks -> lanes, blocked spans --------+      |
                                                                               settle
                 Snapshot <-- depth, counts <--------- event table <-------------+

Rows wait until they are settled: until every process that may still speak has spoken, or has been
silent for so long that the picture goes on without it. What comes later still is put in its place,
in the table and in the depth: both are always exact for what is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.model.messages import (
    AnyMessage,
    ChildStarted,
    Hello,
    LinePrinted,
    Note,
    ProcessExited,
    QueueAnnounced,
)
from engine.model.snapshot import EventCode, ItemPath, Snapshot, WorkerKinds
from engine.model.source import Phase
from engine.observe import wire
from engine.timeline import decode, waits
from engine.timeline.decode import Tap, sort_frames
from engine.timeline.events import FOREVER, EventLog, make_rows
from engine.timeline.evidence import Evidence
from engine.timeline.items import Drop, Hand
from engine.timeline.queues import Moment, QueueTrack
from engine.timeline.stats import Tally
from engine.timeline.worker_views import WorkerFacts, in_order, unique_names, view_worker
from engine.timeline.workers import Worker, main_lost_ns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.diagnosis_input import DiagnosisInput
    from engine.model.source import Packet

SILENCE_NS = 1_000_000_000  # one that works without a word holds the picture back for so long
IDLE_NS = 60_000_000  # one that said it is idle: some flush intervals of the probe


class Timeline:
    """Takes packets, gives Snapshots. Knows no clock: it is told what time it is."""

    def __init__(self, worker_kinds: WorkerKinds | None = None) -> None:
        """`worker_kinds` says who plays which role; without it roles are inferred."""
        self._worker_kinds = worker_kinds if worker_kinds is not None else WorkerKinds()
        self._workers: dict[int, Worker] = {}
        self._queues: list[QueueTrack] = []
        self._indices: dict[str, int] = {}  # a queue's key -> its index
        self._exits: dict[int, ProcessExited] = {}  # pid -> exit of a process still unknown
        self._children: dict[int, str] = {}  # pid -> name, told by the parent
        self._notes: list[str] = []
        self._log = EventLog()
        self._evidence = Evidence(self._workers, self._queues)
        self._by_worker, self._by_queue = Tally(), Tally()
        self._settled_ns = 0
        self._stopping_ns = FOREVER  # when stopping began
        self._told_ns = 0  # the latest moment of which all rows are settled
        self._heard_ns: int | None = None  # arrival of the latest packet since the last snapshot

    def feed(self, packets: Iterable[Packet]) -> None:
        """Takes what arrived, in the order of each stream; streams in any order."""
        packets = list(packets)
        self._heard_ns = max((packet.arrived_ns for packet in packets), default=None)
        inbox = sort_frames(packets)
        self._evidence.look(inbox.looks)
        for process, arrived_ns in inbox.seen.items():
            if process not in self._workers:
                self._workers[process] = Worker(process, arrived_ns, watermark_ns=arrived_ns)
        for process, message in inbox.messages:
            self._take_message(process, message)
        for (process, local), tap in inbox.taps.items():
            worker = self._workers[process]
            index = worker.queues.get(local)
            if index is not None or local == wire.NO_QUEUE:
                self._take(worker, self._queues[index] if index is not None else None, tap)
        for process, (time_ns, is_idle) in inbox.watermarks.items():
            worker = self._workers[process]
            worker.watermark_ns, worker.is_idle = time_ns, is_idle
        for process, arrived_ns in inbox.ended.items():
            worker = self._workers[process]
            worker.stream_end_ns, worker.watermark_ns = arrived_ns, FOREVER
            waits.end_wait(worker, self._queues)
        self._match_dones(inbox.seen)
        self._find_drops(inbox.seen, inbox.ended)

    def note(self, text: str, at_ns: int) -> None:
        """Adds a word of the application to the log."""
        self._add_note(text, at_ns, -1)

    @property
    def diagnosis_input(self) -> DiagnosisInput | None:
        """All that a diagnosis is made from, by the latest sample; None: there was none yet."""
        return self._evidence.diagnosis_input

    def item_way(self, queue: int, producer: int, sequence: int) -> ItemPath | None:
        """One item's way; None when there is no such item."""
        if not 0 <= queue < len(self._queues):
            return None
        return self._queues[queue].ledger.way(producer, sequence)

    def snapshot(self, now_ns: int, phase: Phase) -> Snapshot:
        """Everything a view may show, as of what is settled at `now_ns`."""
        self._judge(now_ns, phase)
        for rows in self._evidence.audit(self.drop, is_over=phase.is_over):
            self._log.add(rows)
        for queue in self._queues:
            self._log.add(queue.ledger.dropped_rows(self._evidence.auditor.closed))
        self._settle(now_ns, phase)
        workers = [self._workers[process] for process in sorted(self._workers)]
        if not workers:
            return Snapshot(phase, now_ns, now_ns, (), (), self._log.view(), tuple(self._notes))
        origin_ns = min(worker.started_ns for worker in workers)
        shown_ns = max(self._settled_ns, origin_ns)
        queue_names = self._queue_names()
        names = unique_names(workers)
        by_pid = {**self._children, **{worker.pid: names[worker.process] for worker in workers}}
        facts = [
            WorkerFacts(
                names[worker.process],
                _awaited(worker, by_pid, queue_names),
                self._by_worker.of(worker.process),
            )
            for worker in workers
        ]
        snapshot = Snapshot(
            phase=phase,
            origin_ns=origin_ns,
            now_ns=shown_ns,
            queues=tuple(
                queue.view(moment)
                for queue, moment in zip(
                    self._queues, self._moments(queue_names, shown_ns), strict=True
                )
            ),
            workers=in_order(
                view_worker(worker, fact, self._worker_kinds, shown_ns)
                for worker, fact in zip(workers, facts, strict=True)
            ),
            events=self._log.view(),
            notes=tuple(self._notes),
            event_count=self._log.received,
        )
        return self._evidence.add_to(snapshot)

    # -- messages -----------------------------------------------------------------------------

    def _take_message(self, process: int, message: AnyMessage) -> None:
        """One message of a process, or of the application."""
        match message:
            case ProcessExited():
                self._take_exit(message)
            case Note(at_ns=at_ns, text=text) | LinePrinted(at_ns=at_ns, text=text):
                self._add_note(text, at_ns, process)
            case ChildStarted(pid=pid, name=name):
                self._children[pid] = name or ""
            case Hello() if process != wire.APPLICATION:
                self._greet(self._workers[process], message)
            case QueueAnnounced() if process != wire.APPLICATION:
                self._add_queue(self._workers[process], message)
            case _ if process != wire.APPLICATION:
                self._workers[process].take(message)

    def _greet(self, worker: Worker, hello: Hello) -> None:
        worker.hello = hello
        worker.watermark_ns = hello.at_ns
        exited = self._exits.get(worker.pid)
        if exited is not None and exited.at_ns >= worker.started_ns:
            worker.exit = self._exits.pop(worker.pid)
        self._log.add(make_rows(EventCode.STARTED, worker.started_ns, worker=worker.process))

    def _add_queue(self, worker: Worker, announced: QueueAnnounced) -> None:
        if announced.key not in self._indices:
            self._indices[announced.key] = len(self._queues)
            self._queues.append(QueueTrack(len(self._queues), announced))
        worker.queues[announced.queue] = self._indices[announced.key]

    def _take_exit(self, exited: ProcessExited) -> None:
        for worker in reversed(self._workers.values()):
            is_it = worker.hello is not None and worker.pid == exited.pid
            if is_it and worker.started_ns <= exited.at_ns:
                worker.exit = worker.exit or exited
                return
        self._exits[exited.pid] = exited

    def _add_note(self, text: str, at_ns: int, process: int) -> None:
        argument = len(self._notes)
        self._notes.append(text)
        self._log.add(make_rows(EventCode.NOTE, at_ns, worker=process, argument=argument))

    # -- taking -------------------------------------------------------------------------------

    def _take(self, worker: Worker, queue: QueueTrack | None, tap: Tap) -> None:
        """What one process sent about one queue."""
        if queue is not None:
            self._take_items(worker, queue, tap)
        if tap.spans:
            rows = waits.take_spans(worker, queue, decode.array(tap.spans, decode.SPAN))
            for some in rows:
                self._log.add(some)
        if tap.marks:
            for some in waits.take_marks(worker, queue, decode.array(tap.marks, decode.MARK)):
                self._log.add(some)

    def _take_items(self, worker: Worker, queue: QueueTrack, tap: Tap) -> None:
        process, ledger = worker.process, queue.ledger
        for first, bodies in _consecutive(tap.puts):
            times = decode.array(bodies, decode.TIME)
            self._act(worker, times)
            self._log.add(ledger.put(process, first, times))
        hand = worker.hands.get(queue.index)
        if hand is None and (tap.items or tap.dones):
            hand = worker.hands[queue.index] = Hand(queue.index, process)
        if tap.items and hand is not None:
            items = decode.array(tap.items, decode.ITEM)
            times = decode.array(tap.gets, decode.TIME)
            self._act(worker, times)
            hand.take(items, times)
            for rows in ledger.take(process, items, times):
                self._log.add(rows)
        if tap.dones and hand is not None:
            times = decode.array(tap.dones, decode.TIME)
            self._act(worker, times)
            hand.say_done(times)

    @staticmethod
    def _act(worker: Worker, times: np.ndarray[Any, np.dtype[np.int64]]) -> None:
        if len(times):
            worker.acted_ns = max(worker.acted_ns, int(times.max()))

    def _match_dones(self, processes: Iterable[int]) -> None:
        for process in processes:
            worker = self._workers[process]
            for index, hand in worker.hands.items():
                for rows in hand.match(self._queues[index].ledger, worker.watermark_ns):
                    self._log.add(rows)

    def _find_drops(self, seen: Iterable[int], ended: Iterable[int]) -> None:
        """Drops wait for their puts, at most until the producer's stream has ended."""
        for worker in (self._workers[process] for process in seen):
            reported, worker.drops = worker.drops, []
            for each in reported:
                index = worker.queues.get(each.queue)
                if index is None:  # messages are sent before the queue is announced
                    worker.drops.append(each)
                    continue
                why = f"{each.type}: {each.text} ({each.repr})"
                drop = Drop(each.at_ns, why, each.reason, each.repr)
                self.drop(worker, index, each.sequence, drop)
        gone = set(ended) | self._evidence.auditor.closed
        for queue in self._queues:
            self._log.add(queue.ledger.dropped_rows(gone))

    def drop(self, worker: Worker, queue: int, sequence: int, drop: Drop) -> None:
        """An item of that worker will never be sent."""
        ledger = self._queues[queue].ledger
        if drop.why not in self._notes[-1:]:  # many are lost for one reason, one after another
            self._notes.append(drop.why)
        self._log.add(ledger.drop(worker.process, sequence, drop, len(self._notes) - 1))

    # -- settling -----------------------------------------------------------------------------

    def _settle(self, now_ns: int, phase: Phase) -> None:
        heard_ns, self._heard_ns = self._heard_ns, None
        if heard_ns is not None:  # what arrived while the last packets were being taken is unknown
            now_ns = min(now_ns, heard_ns)
        upto_ns = FOREVER if phase.is_over else self._speakers_ns(now_ns)
        rows = self._log.settle(upto_ns)
        shown_ns = self._log.latest_ns if upto_ns == FOREVER else upto_ns
        self._settled_ns = max(self._settled_ns, shown_ns)
        self._told_ns = max(self._told_ns, shown_ns if upto_ns == FOREVER else upto_ns - 1)
        if len(rows):
            self._by_worker.add(rows["worker"], rows["code"])
            self._by_queue.add(rows["queue"], rows["code"])
            for queue in self._queues:
                queue.settle(rows[rows["queue"] == queue.index])

    def _speakers_ns(self, now_ns: int) -> int:
        """Up to when everybody who may still speak has spoken."""
        return min(
            (
                max(worker.watermark_ns, now_ns - (IDLE_NS if worker.is_idle else SILENCE_NS))
                for worker in self._workers.values()
                if worker.stream_end_ns is None and worker.end is None
            ),
            default=FOREVER,
        )

    def _judge(self, now_ns: int, phase: Phase) -> None:
        has_speakers = any(worker.stream_end_ns is None for worker in self._workers.values())
        if phase is Phase.STOPPING:
            self._stopping_ns = min(self._stopping_ns, now_ns)
        is_last_word = phase.is_over or not has_speakers
        lost_ns = min(map(main_lost_ns, self._workers.values()), default=FOREVER)
        for worker in self._workers.values():
            worker.is_watched = self._evidence.has_looked
            since_ns = self._stopping_ns if worker.is_main else min(self._stopping_ns, lost_ns)
            if worker.judge(phase, now_ns, since_ns, is_last_word=is_last_word):
                code = EventCode.ENDED if worker.failure is None else EventCode.FAILED
                argument = worker.exit_code if worker.exit_code is not None else -1
                at_ns = worker.ended_ns or 0
                self._log.add(make_rows(code, at_ns, worker=worker.process, argument=argument))

    # -- showing ------------------------------------------------------------------------------

    def _queue_names(self) -> list[str]:
        if len(self._queues) == 1:
            return ["queue"]
        return [f"queue {number}" for number in range(1, len(self._queues) + 1)]

    def _moments(self, names: list[str], now_ns: int) -> Iterator[Moment]:
        """What each queue's view needs, gathered in one pass over the workers."""
        opened: dict[tuple[int, int], list[int]] = {}  # by queue and wait
        hands: dict[int, dict[int, Hand]] = {}
        for worker in self._workers.values():
            if (wait := worker.open_wait) is not None:
                opened.setdefault((wait.queue, wait.code), []).append(wait.since_ns)
            for index, hand in worker.hands.items():
                hands.setdefault(index, {})[worker.process] = hand
        for queue in self._queues:
            yield Moment(
                now_ns,
                names[queue.index],
                self._by_queue.of(queue.index),
                opened.get((queue.index, wire.PUT_WAIT), []),
                opened.get((queue.index, wire.GET_WAIT), []),
                hands.get(queue.index, {}),
                self._told_ns,
            )


def _consecutive(puts: list[tuple[int, memoryview]]) -> Iterable[tuple[int, list[memoryview]]]:
    """Frames of consecutive sequences, put together."""
    joined: list[tuple[int, list[memoryview]]] = []
    next_sequence = -1
    for first, body in puts:
        if first == next_sequence:
            joined[-1][1].append(body)
        else:
            joined.append((first, [body]))
        next_sequence = first + len(body) // decode.TIME.itemsize
    return joined


def _awaited(worker: Worker, by_pid: dict[int, str], queue_names: list[str]) -> str:
    """What a joining worker waits for, by name."""
    wait = worker.open_wait
    if wait is None:
        return ""
    if wait.code == wire.JOIN_PROCESS:
        return by_pid.get(wait.argument, "")
    if wait.code == wire.JOIN_QUEUE and wait.queue >= 0:
        return queue_names[wait.queue]
    return ""
