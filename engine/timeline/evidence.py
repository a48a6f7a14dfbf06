"""What a diagnosis is made from: the events and the samples of the system, put together.

samples --> SystemSamples --+--> Auditor: what the dead could not report --> rows, drops
                            |
workers, queues ------------+--> DiagnosisInput
                            |
                            +--> ledgers: put = taken + in the queue + lost
"""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.model.diagnosis_input import DiagnosisInput, InHand
from engine.model.exits import VANISHED
from engine.model.findings import MOST_ITEMS, ItemId
from engine.model.ledger import Ledger, Loss, LossReason
from engine.model.messages import ProcessExited
from engine.model.system_samples import SystemSamples
from engine.model.system_state import QueueFacts, put_together
from engine.observe import wire
from engine.timeline.auditor import TORN_READ, Auditor
from engine.timeline.insides import Insides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from engine.model.queue_inside import Inside
    from engine.model.snapshot import Snapshot
    from engine.model.stack_positions import ProgramLock, StackPosition
    from engine.model.system_state import SystemState
    from engine.timeline.events import Rows
    from engine.timeline.items import Drop
    from engine.timeline.queues import QueueTrack
    from engine.timeline.workers import Worker


class Evidence:
    """One timeline's."""

    def __init__(self, workers: Mapping[int, Worker], queues: Sequence[QueueTrack]) -> None:
        """Reads along in the timeline's own workers and queues."""
        self._workers, self._queues = workers, queues
        self._book = SystemSamples()
        self.auditor = Auditor(self._book)
        self.diagnosis_input: DiagnosisInput | None = None  # None: nobody has been sampled yet
        self._examined: tuple[object, ...] = ()
        self._ledgers: tuple[Ledger, ...] = ()
        self._system: SystemState | None = None
        self._insides = Insides()
        self._inside: tuple[Inside, ...] = ()

    @property
    def has_looked(self) -> bool:
        """Whether the application looks at this run's processes."""
        return self._book.at_ns > 0

    def look(self, looks: Sequence[bytes]) -> None:
        """Takes in what the application saw."""
        for frames in looks:
            self._book.take(frames)
        if looks:
            for process, process_state in self._book.process_states.items():
                if (worker := self._workers.get(process)) is not None:
                    _learn_end(worker, process_state.condition, process_state.status, self._book)

    def audit(
        self, drop: Callable[[Worker, int, int, Drop], None], *, is_over: bool
    ) -> Iterator[Rows]:
        """Rows of what the dead did and could not tell."""
        self.auditor.queue_of = self._queue_of()
        return self.auditor.audit(self._workers, self._queues, drop, is_over=is_over)

    def add_to(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with ledgers and insides; `diagnosis_input` is made anew at each sample."""
        now = (self._book.at_ns, snapshot.phase, snapshot.event_count)
        if not self._book.at_ns:
            return replace(snapshot, ledgers=self._keep_ledgers(snapshot, None))
        if now != self._examined:
            self._examine(snapshot, is_new_look=now[:2] != self._examined[:2])
            self._examined = now
        return replace(
            snapshot,
            ledgers=self._ledgers,
            insides=self._inside,
        )

    def _examine(self, snapshot: Snapshot, *, is_new_look: bool) -> None:
        self._ledgers = self._keep_ledgers(snapshot, self._system)
        if not is_new_look and not snapshot.phase.is_over:
            return
        main = next((p for p, worker in self._workers.items() if worker.is_main), None)
        facts = [QueueFacts(queue.kind, queue.maxsize, queue.pipe) for queue in self._queues]
        system = put_together(self._book, self._queue_of(), facts, main)
        system = replace(
            system,
            spots=self._spots(),
            held=self._held(),
            locks_made=self._locks_made(),
            unwound=self._unwound(),
        )
        self._system = system
        self._inside = self._insides.look(system)
        self._ledgers = self._keep_ledgers(snapshot, system)
        self.diagnosis_input = DiagnosisInput(
            phase=snapshot.phase,
            workers=snapshot.workers,
            queues=snapshot.queues,
            ledgers=self._ledgers,
            system=system,
            in_hand=self._in_hand,
            too_often={
                (process, queue): times
                for process, worker in self._workers.items()
                for queue, times in worker.too_often.items()
            },
            events=snapshot.events,
        )

    def _spots(self) -> dict[int, StackPosition]:
        """Of those who are in their own code, by the board too."""
        found = {}
        for process, process_state in self._book.process_states.items():
            worker = self._workers.get(process)
            is_own = not (process_state.state or process_state.is_dead or process_state.leaving_ns)
            if is_own and worker is not None and (spot := worker.present_spot) is not None:
                found[process] = spot
        return found

    def _unwound(self) -> frozenset[int]:
        """Who left by Python's own way: `with` blocks were left, so their locks released."""
        return frozenset(p for p, worker in self._workers.items() if worker.end is not None)

    def _held(self) -> dict[int, tuple[ProgramLock, ...]]:
        return {process: worker.locks for process, worker in self._workers.items() if worker.locks}

    def _locks_made(self) -> dict[str, ProgramLock]:
        return {lock.key: lock for worker in self._workers.values() for lock in worker.locks_made}

    def _queue_of(self) -> dict[tuple[int, int], int]:
        return {
            (process, local): index
            for process, worker in self._workers.items()
            for local, index in worker.queues.items()
        }

    def _in_hand(self, process: int, queue: int) -> InHand:
        """Of a JoinableQueue: taken and not done. Of others: taken last, unless it waits again."""
        worker = self._workers.get(process)
        hand = worker.hands.get(queue) if worker is not None else None
        if hand is None:
            return InHand(0, ())
        if self._queues[queue].kind == "JoinableQueue":
            held = hand.open()
        else:
            process_state = self._book.process_states.get(process)
            has_left_well = worker is not None and worker.failure is None and worker.end is not None
            is_idle = has_left_well or (
                process_state is not None and process_state.state == wire.GET_WAIT
            )
            last = hand.last()
            held = [last] if last is not None and not is_idle else []
        items = tuple(ItemId(*pair) for pair in held[-MOST_ITEMS:] if pair[0] >= 0)
        return InHand(len(held), items)

    # -- ledgers --------------------------------------------------------------------------------

    def _keep_ledgers(self, snapshot: Snapshot, system: SystemState | None) -> tuple[Ledger, ...]:
        is_over = snapshot.phase.is_over
        books = []
        for view, queue in zip(snapshot.queues, self._queues, strict=True):
            inside = max(0, view.produced - view.taken - view.lost)
            buffered = system.buffered(view.index) if system is not None else 0
            buffered = min(inside, 0 if is_over else buffered)
            books.append(
                Ledger(
                    queue=view.index,
                    put=view.produced,
                    taken=view.taken,
                    in_buffers=buffered,
                    in_pipe=inside - buffered,
                    losses=self._losses(queue, view.lost),
                    unfinished=view.unfinished,
                    is_final=is_over,
                )
            )
        return tuple(books)

    def _losses(self, queue: QueueTrack, shown: int) -> tuple[Loss, ...]:
        """By producer and reason; only those among the first `shown`, which are settled."""
        groups: dict[tuple[int, str, str], list[tuple[int, Drop]]] = {}
        for (producer, sequence), drop in list(queue.ledger.drops.items())[:shown]:
            reason = drop.reason or self._reason(producer)
            error = drop.why if reason in {LossReason.UNPICKLABLE, LossReason.NOT_WRITTEN} else ""
            groups.setdefault((producer, reason, error), []).append((sequence, drop))
        losses = [
            Loss(
                LossReason(reason),
                producer,
                len(drops),
                tuple(ItemId(producer, sequence) for sequence, _ in drops[:MOST_ITEMS]),
                drops[0][1].repr,
                error,
                drops[0][1].at_ns,
            )
            for (producer, reason, error), drops in groups.items()
        ]
        missing = shown - sum(loss.count for loss in losses)
        if missing > 0 and (torn := queue.ledger.torn_reads):
            losses.append(Loss(LossReason.TORN, -1, missing, error=TORN_READ, at_ns=torn[0][1]))
        return tuple(losses)

    def _reason(self, producer: int) -> str:
        """How a producer died that left items in its buffer."""
        worker = self._workers.get(producer)
        if worker is not None and worker.failure is not None and worker.failure.type == VANISHED:
            return LossReason.EXITED
        code = worker.exit_code if worker is not None else None
        is_silent = worker is not None and worker.end is None and not worker.has_taken_leave
        if is_silent and code is not None and code >= 0:
            return LossReason.EXITED  # it has a code, and Python's own end never came
        is_killed = code is not None and code < 0 and code != -signal.SIGINT
        return LossReason.KILLED if is_killed else LossReason.NOT_FLUSHED


def _learn_end(worker: Worker, condition: int, status: int, book: SystemSamples) -> None:
    """What looks tell of how a worker ended: its code while nobody has buried it, and silence."""
    process_state = book.process_states[worker.process]
    if condition not in {wire.GONE, wire.ZOMBIE}:
        return
    worker.is_seen_dead = True
    worker.has_taken_leave = bool(process_state.leaving_ns)
    if status >= 0 and worker.exit is None and worker.end is None:
        code = os.waitstatus_to_exitcode(status)
        worker.exit = ProcessExited(at_ns=book.died_ns[worker.process], pid=worker.pid, code=code)
