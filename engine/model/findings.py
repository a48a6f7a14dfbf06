"""What the diagnosis found, as data: kinds, severities, and who and how many.

No sentence is in here. A view words a finding by its `kind` and fills in names (of processes and
queues, from the Snapshot), `numbers` and `texts`; `engine/diagnosis/wording.py` does so in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.model.stack_positions import ProcessPosition


class Severity(StrEnum):
    """What a finding means for the run."""

    INFO = "info"  # worth knowing; nothing is wrong with the program
    WARNING = "warning"  # something went wrong or is about to; the others go on
    CRITICAL = "critical"  # somebody waits for what can never come


class FindingKind(StrEnum):
    """What was found. Behind each: what `who`, `waiting`, `numbers` and `texts` hold.

    `who` are the culprits, `waiting` those who wait because of it; both are `WorkerView.process`.
    """

    # -- nothing can move: each CRITICAL -------------------------------------------------------
    JOIN_BEFORE_DRAIN = "join-before-drain"
    """`waiting` join the processes `who`, which can't end before the items that they have put are
    taken; the only ones who could take them are those who wait. numbers: unsent (items in buffers
    of `who`), in_pipe."""
    TASK_DONE_MISSING = "task-done-missing"
    """`waiting` are in JoinableQueue.join(); items were taken that nobody will say task_done for.
    `who` took them last. numbers: missing; items: some of them."""
    NO_MORE_ITEMS = "no-more-items"
    """`waiting` wait in get for items; nobody is left who will put any. texts: because ("lost",
    "own", "unput", "ended" or "unknown"); `who`: of "own" who took back its own. numbers: lost."""
    PRODUCER_FAILED = "producer-failed"
    """As NO_MORE_ITEMS: `who` know the queue and have failed. failures: how."""
    SENTINEL_MISSING = "sentinel-missing"
    """As NO_MORE_ITEMS, and others of the same kind have ended well: they got their sentinel,
    `waiting` got none. numbers: missing (how many), ended (how many got one)."""
    NO_MORE_SLOTS = "no-more-slots"
    """`waiting` wait in put for a free slot; nobody is left who will take. numbers: maxsize."""
    NOBODY_TAKES = "nobody-takes"
    """`waiting` are in JoinableQueue.join(); items lie in the queue, and nobody is left who will
    take them. numbers: depth."""
    CONSUMERS_DEAD = "consumers-dead"
    """As NO_MORE_SLOTS, or items pile up: all who took from the queue (`who`) have died.
    numbers: depth, died."""
    PRODUCERS_DEAD = "producers-dead"
    """As NO_MORE_ITEMS: all who put into the queue (`who`) have died. numbers: died."""
    SLOTS_LOST = "slots-lost"
    """Slots were taken by `who`, who died, and never come back. numbers: lost, maxsize, left.
    CRITICAL when none is left, else WARNING."""
    DEADLOCK = "deadlock"
    """`waiting` wait for one another in a circle that has no other name. texts: circle ("locks"
    or "queues"). spots: of those who wait for a lock of the program's own."""
    OWN_LOCK_ORPHANED = "own-lock-orphaned"
    """`who` died having a lock of the program's own, for which `waiting` wait. texts: kind, made.
    spots: of `waiting`."""
    RESULT_LOST = "result-lost"
    """`waiting` wait for a result of a Pool, and nobody is at work: `who`, workers of it, died with
    a task in hand. spots: of `waiting`. items: the tasks."""
    POOL_INITIALIZER = "pool-initializer"
    """Workers of a Pool fail one after another before they have taken a task; `who` are the first
    of them. numbers: count. texts: type, text. spots: who waits for the Pool."""
    READ_LOCK_ORPHANED = "read-lock-orphaned"
    """`who` died holding the queue's read lock: nobody can get any more. numbers: pid."""
    WRITE_LOCK_ORPHANED = "write-lock-orphaned"
    """`who` died holding the queue's write lock: nothing that is put arrives. numbers: pid."""
    CONDITION_ORPHANED = "condition-orphaned"
    """`who` died holding the lock of JoinableQueue's condition: put, task_done and join block.
    numbers: pid."""
    DIED_IN_JOIN = "died-in-join"
    """`who` died inside JoinableQueue.join(); the last task_done() (`waiting`) waits for it to wake
    up. numbers: pid."""
    TORN_MESSAGE = "torn-message"
    """`who` died in the middle of a message: what follows it in the pipe can't be read. numbers:
    pid, bytes (size of the message; 0: not known). texts: side ("read" or "write")."""

    # -- damage done: each WARNING ---------------------------------------------------------------
    LOCK_REPAIRED = "lock-repaired"
    """`who` died holding a lock; it was released for the dead, nothing was torn. numbers: pid.
    texts: lock ("read" or "write")."""
    ITEMS_LOST = "items-lost"
    """Items of `who` were put and can never be taken. numbers: lost. texts: reason (a
    `LossReason`), item (repr of the first), error. items: some of them."""
    TASK_DONE_TOO_OFTEN = "task-done-too-often"
    """`who` called task_done more often than items were put. numbers: times."""
    WORKER_RAISED = "worker-raised"
    """An exception ended `who`. texts: type, text. items: taken and not finished."""
    WORKER_EXITED = "worker-exited"
    """`who` left through sys.exit with an exit code that is not 0. numbers: code. texts: text.
    items: taken and not finished."""
    WORKER_VANISHED = "worker-vanished"
    """`who` ended without a word in the midst of its work, as os._exit does. numbers: code. items:
    taken and not finished."""
    WORKER_CRASHED = "worker-crashed"
    """A fault of its own (a segmentation fault, an abort) ended `who`. numbers: signal. texts:
    signal (its name). items: taken and not finished."""
    WORKER_KILLED = "worker-killed"
    """A signal from outside ended `who`. As WORKER_CRASHED."""

    # -- slow, not stuck -------------------------------------------------------------------------
    WORKER_STOPPED = "worker-stopped"
    """`who` is stopped (SIGSTOP): it goes on after SIGCONT. WARNING. numbers: pid."""
    LOCK_HELD = "lock-held"
    """`who` lives, holds a lock of the queue and does not move; `waiting` wait for it. WARNING.
    numbers: pid. texts: lock ("read", "write" or "condition")."""
    WORKER_HANGS = "worker-hangs"
    """`who` has been at its work far longer than it and its kin ever were (diagnosis/stints.py).
    WARNING; INFO of a traced producer, which may simply have made all it makes. numbers: seconds,
    pid, cpu (s of CPU time meanwhile), count, p50, p99, longest (s: of its kind's finished times).
    texts: since ("taken", "put" or "done"), doing ("computing" or "waiting"). items: what it took
    last. spots: where it stands."""
    WORKER_BUSY = "worker-busy"
    """All others wait while `who` is in its own code. INFO. numbers: seconds, pid. items: what it
    works on. spots: where it stands."""
    STANDSTILL = "standstill"
    """Nobody moves: `who` wait outside queues, without a timeout, and all others (`waiting`) at
    queues or for a process. WARNING. spots: of `who`."""
    OVERLOAD = "overload"
    """Items arrive faster than they are taken: the queue grows. INFO; WARNING when nothing bounds
    it. numbers: in_per_s, out_per_s, depth, maxsize (0: unbounded), consumers."""


@dataclass(frozen=True, slots=True)
class ItemId:
    """One item: `producer` is `WorkerView.process`, `sequence` its number there, from 0."""

    producer: int
    sequence: int


@dataclass(frozen=True, slots=True)
class FailedProcess:
    """How a process ended that others wait for.

    `how` is "raised", "signal", "exit" or "vanished"; `what` the error, the signal or the code.
    """

    process: int
    how: str
    what: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    A finding keeps its `since_ns` while it holds, so (kind, queue, who) identifies it from one
    Snapshot to the next. One that is over (`is_over`) stays in the list as long as it matters for
    what the run came to, behind all that hold.
    """

    kind: FindingKind
    severity: Severity
    since_ns: int  # when it began, on the run's clock
    queue: int = -1  # QueueView.index, -1: none in particular
    who: tuple[int, ...] = ()  # the culprits: WorkerView.process
    waiting: tuple[int, ...] = ()  # those who wait because of it
    behind: tuple[int, ...] = ()  # those who wait for one of them, in turn
    items: tuple[ItemId, ...] = ()  # at most MOST_ITEMS of those it is about
    numbers: Mapping[str, int | float] = field(default_factory=dict)  # counts stay whole ones
    texts: Mapping[str, str] = field(default_factory=dict)
    spots: tuple[
        ProcessPosition, ...
    ] = ()  # where those concerned stand in their own code, where that is known
    failures: tuple[FailedProcess, ...] = ()  # of those whose end may be the cause
    is_over: bool = False

    @property
    def key(self) -> tuple[FindingKind, int, tuple[int, ...]]:
        """What identifies it from one Snapshot to the next."""
        return self.kind, self.queue, self.who


MOST_ITEMS = 5
