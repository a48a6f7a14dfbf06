"""What the timeline shows the world: one frozen `Snapshot` a frame, and nothing else.

Views take a Snapshot and draw it; they never reach behind it. Long series are not copied: a
Snapshot holds read-only views of arrays that only ever grow, and asks them for what a screen can
show (an envelope with one column a pixel), so its cost does not depend on how long a run is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from engine.model.findings import Finding
from engine.model.ledger import Ledger
from engine.model.source import Phase
from engine.model.wait_for import NO_WAITS, WaitFor

if TYPE_CHECKING:  # who starts a run need not wait for numpy
    import numpy as np
    import numpy.typing as npt

    from engine.model.queue_inside import Inside

Times: TypeAlias = "npt.NDArray[np.int64]"
Counts: TypeAlias = "npt.NDArray[np.int64]"


class Role(StrEnum):
    """What a process does at the queues; known by its kind, or inferred from what it did."""

    MAIN = "main"
    PRODUCER = "producer"
    CONSUMER = "consumer"
    RELAY = "relay"  # both puts and gets
    OTHER = "other"  # has touched no queue yet


@dataclass(frozen=True, slots=True)
class WorkerKinds:
    """The kinds of workers in a run, known beforehand: name -> (role, product it makes or "").

    A process belongs to a kind when its name is the kind's name, a space and a number
    ("Cook A 2"). Kinds of a traced script are unknown: roles follow from what processes do.
    """

    kinds: Mapping[str, tuple[Role, str]] = field(default_factory=dict)


class State(IntEnum):
    """What a worker is doing. The numbers index the columns of `Lane.shares`."""

    BUSY = 0  # in its own code: making, eating, computing
    PUT_WAIT = 1  # blocked in put: no free slot
    GET_WAIT = 2  # blocked in get: no item, or another reader first
    JOINING = 3  # waiting in Process.join or JoinableQueue.join
    PAUSED = 4  # held at Queuescope's gate
    FAILED = 5  # ended with an exception, a signal or a non-zero exit code
    ENDED = 6  # ended well
    ABSENT = 7  # not started yet


class Envelope:
    """The lowest, highest and last depth in each of `columns` equal spans of a time range.

    `low`, `high`, `last`: int32, shape (columns,). A column without an event carries the depth
    that held all through it. Columns before the series began have -1.
    """

    __slots__ = ("end_ns", "high", "last", "low", "start_ns")

    def __init__(
        self,
        start_ns: int,
        end_ns: int,
        low: npt.NDArray[np.int32],
        high: npt.NDArray[np.int32],
        last: npt.NDArray[np.int32],
    ) -> None:
        """The span of time, and what each column shows."""
        self.start_ns, self.end_ns = start_ns, end_ns
        self.low, self.high, self.last = low, high, last


class DepthSeries(Protocol):
    """The depth of a queue over time: a step function, exact at every event."""

    @property
    def times_ns(self) -> Times:
        """When the depth changed, ascending; shape (n,)."""

    @property
    def depths(self) -> npt.NDArray[np.int32]:
        """The depth from that moment on; shape (n,)."""

    def at(self, at_ns: int) -> int:
        """The depth at a moment; 0 before the first event."""

    def envelope(self, start_ns: int, end_ns: int, columns: int) -> Envelope:
        """What a plot of `columns` pixels shows of a range; cost O(columns log n)."""


class Lane(Protocol):
    """One worker's states over time."""

    @property
    def starts_ns(self) -> Times:
        """When each state began, ascending; shape (n,)."""

    @property
    def states(self) -> npt.NDArray[np.int8]:
        """The `State` that began then and held until the next one; shape (n,)."""

    def at(self, at_ns: int) -> tuple[State, int, int]:
        """The state at a moment, and from when to when (ns) it held."""

    def shares(self, start_ns: int, end_ns: int, columns: int) -> npt.NDArray[np.float32]:
        """Share of each column's time spent in each State; shape (columns, len(State))."""


class Spans(Protocol):
    """The times in which at least one process was blocked at a queue, merged where they touch."""

    @property
    def starts_ns(self) -> Times:
        """Beginnings, ascending; shape (n,)."""

    @property
    def ends_ns(self) -> Times:
        """Ends, ascending; shape (n,). An unfinished one ends at the snapshot's `now_ns`."""

    def shares(self, start_ns: int, end_ns: int, columns: int) -> npt.NDArray[np.float32]:
        """Share of each column's time that was blocked; shape (columns,)."""


class EventCode(IntEnum):
    """One line of the log."""

    PUT = 1  # worker put item (producer, sequence) on queue
    TAKEN = 2  # worker took item from queue
    DONE = 3  # worker said task_done for the item it took earliest and had not yet finished
    PUT_WAIT = 4  # a put began to wait (shown when it waited at least 1 ms)
    GET_WAIT = 5
    FULL = 6
    EMPTY = 7
    JOIN_QUEUE = 8  # began to wait in JoinableQueue.join
    JOIN_PROCESS = 9  # began to wait in Process.join
    JOINED = 10  # a JOIN_QUEUE or JOIN_PROCESS wait was over
    STARTED = 11
    ENDED = 12  # argument: exit code
    FAILED = 13  # argument: exit code
    DROPPED = 14  # the feeder could not send an item of this worker; argument as of NOTE
    CLOSED = 15
    DONE_TOO_OFTEN = 16
    NOTE = 17  # the probe's or the application's own word; argument indexes Snapshot.notes


class EventTable(Protocol):
    """Every event in the order of time, by columns: what the log shows, formatted row by row.

    Rows are final once listed, except that the last few may still be re-ordered; `len` grows.
    """

    def __len__(self) -> int:
        """How many rows there are."""

    def columns(self, start: int, stop: int) -> EventColumns:
        """Rows start..stop, as arrays."""


@dataclass(frozen=True, slots=True)
class EventColumns:
    """A slice of the event table; each array has shape (n,). -1 stands for "none"."""

    at_ns: Times
    code: npt.NDArray[np.int16]  # EventCode
    worker: npt.NDArray[np.int32]  # WorkerView.process
    queue: npt.NDArray[np.int32]  # QueueView.index
    producer: npt.NDArray[np.int32]  # of the item: WorkerView.process
    sequence: Counts  # of the item, counted from 0 for each producer and queue
    argument: Counts


@dataclass(frozen=True, slots=True)
class Failure:
    """How a worker failed: what to show beside its red lane."""

    type: str
    text: str
    traceback: str
    at_ns: int


@dataclass(frozen=True, slots=True)
class ItemPath:
    """One item's whole way. A moment that has not come (or is not known) is None."""

    queue: int
    producer: int
    sequence: int
    put_ns: int | None
    written_ns: int | None
    taken_ns: int | None
    done_ns: int | None
    consumer: int | None
    dropped: str | None  # why the feeder could not send it


@dataclass(frozen=True, slots=True)
class Item:
    """One item, and since when it has been where it is."""

    producer: int  # WorkerView.process; -1: put by a process that is not observed
    sequence: int  # counted from 0 for each producer and queue; -1: as above
    since_ns: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a process has taken from a queue and has not finished.

    Of a JoinableQueue: taken and without `task_done`. Any other queue is never told that an item is
    finished: there it is the item taken last, whatever has become of it.
    """

    process: int
    item: Item  # the one it took last
    count: int  # how many it has, `item` among them


class Contents(Protocol):
    """Where the items of one queue are at the snapshot's moment.

    It looks at columns that the timeline keeps anyway, and only when asked; nothing in it costs
    more in a longer run. Ask while the snapshot is shown: what became known since about moments
    before it is told too.
    """

    def waiting(self, first: int, last: int) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """The `first` oldest items in the queue, and of the others the `last` newest.

        Both are in the order of their puts, oldest first.
        """

    def held(self) -> tuple[Held, ...]:
        """What processes have in their hands, by process."""

    def put_by(self, process: int) -> int:
        """How many items a process has put here: the sequence of the one it puts next."""

    def taken_by(self, process: int) -> int:
        """How many items a process has taken from here."""

    def way(self, producer: int, sequence: int) -> ItemPath | None:
        """One item's way as far as it is known; None when there is no such item."""

    def puts_ns(self, process: int, start_ns: int, end_ns: int, most: int) -> Times:
        """When a process put items here in a range of time, in their order; shape (n,).

        Where there are more than `most`, so many of them, evenly picked.
        """

    def takes_ns(self, process: int, start_ns: int, end_ns: int, most: int) -> Times:
        """The same of when it took items from here."""

    def worked_on(self, process: int, at_ns: int) -> tuple[int, int] | None:
        """The item (producer, sequence) that a process made or had in its hands at a moment."""

    def nearest(self, at_ns: int, within_ns: int) -> tuple[int, int] | None:
        """The item (producer, sequence) that was put or taken closest to a moment."""


@dataclass(frozen=True, slots=True)
class WorkerView:
    """One process of the run. Times in ns on the run's clock, durations in s."""

    process: int
    name: str
    role: Role
    kind: str  # the name of its kind ("Cook A"); in a script its own name without its number
    product: str  # what it makes, where its kind is known; else ""
    pid: int
    method: str
    state: State
    since_ns: int
    started_ns: int
    ended_ns: int | None
    put: int
    taken: int
    done: int
    busy_s: float
    blocked_put_s: float
    blocked_get_s: float
    joining_s: float
    paused_s: float
    utilisation: float  # busy time / time alive and not paused, 0 to 1
    exit_code: int | None
    failure: Failure | None
    lane: Lane
    waits_for: str  # what a JOINING worker waits for: a process's name or a queue's name, else ""
    waits_at: int = -1  # QueueView.index of the queue it waits at, in put, get or join; -1: at none

    @property
    def items(self) -> int:
        """Items this worker handled: put, or taken where it puts none."""
        return self.put or self.taken

    @property
    def blocked_s(self) -> float:
        """Time spent blocked in put and get."""
        return self.blocked_put_s + self.blocked_get_s


@dataclass(frozen=True, slots=True)
class QueueView:
    """One queue of the run."""

    index: int
    key: str
    name: str
    kind: str  # "Queue", "JoinableQueue", "SimpleQueue"
    maxsize: int  # 0: unbounded
    depth: int
    peak: int
    mean: float  # time-weighted, from the queue's first event to now
    produced: int
    taken: int
    done: int
    lost: int  # dropped in a feeder, or put by a process that died before it sent them
    unfinished: int  # produced - done, of a JoinableQueue; else 0
    in_per_s: float  # over the last second
    out_per_s: float
    wait_p50_s: float | None  # sojourn in the queue, put to taken; None before the first get
    wait_p99_s: float | None
    blocked_put_s: float  # summed over workers
    blocked_get_s: float
    series: DepthSeries
    put_blocked: Spans
    get_blocked: Spans
    contents: Contents | None = None  # None: of a queue whose items are not known


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a view may show, at one moment."""

    phase: Phase
    origin_ns: int  # the run's beginning: what plots call 0
    now_ns: int  # up to where the series are drawn
    queues: tuple[QueueView, ...]
    workers: tuple[WorkerView, ...]
    events: EventTable | None
    notes: tuple[str, ...] = field(default=())
    event_count: int = 0  # events received so far
    findings: tuple[Finding, ...] = ()  # those that hold first, the gravest of them in front
    wait_for: WaitFor = NO_WAITS
    ledgers: tuple[Ledger, ...] = ()  # one for each of `queues`, in their order
    insides: tuple[Inside, ...] = ()  # likewise, once somebody has looked; in a replay as well

    problem: str | None = None  # of a run that is over: why it is broken, or could not start

    @property
    def duration_s(self) -> float:
        """Seconds from the run's beginning to now."""
        return max(0, self.now_ns - self.origin_ns) / 1e9


EMPTY_SNAPSHOT = Snapshot(
    phase=Phase.READY, origin_ns=0, now_ns=0, queues=(), workers=(), events=None
)
