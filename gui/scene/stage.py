"""Where everybody and everything stands: a Snapshot, laid out. Nothing is painted here.

    +-------------+---------------------------+-------------+
    | producers   |  the queue's places       |  consumers  |
    |  hand ->    |  entrance ....... exit    |  <- hand    |
    |             |  the main program         |             |
    +-------------+---------------------------+-------------+

A dish is on the stage if and only if its item is in the Snapshot: offered by a blocked producer,
waiting in the queue, or in a consumer's hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

from engine.model.snapshot import Item, QueueView, Role, Snapshot, State, WorkerView
from gui.common.naming import item_name
from gui.common.selection import ItemTarget, WorkerTarget
from gui.common.units import count
from gui.scene import labels
from gui.scene.place import Place
from gui.scene.rates import Rates
from gui.scene.seats import Form, Seat, Side, seat
from gui.scene.tray import Tray, lay_out

BASE = QSizeF(656, 176)  # the size at which a line of text has its usual height
MOST_SCALE = 2.4
WIDEST = 60.0  # of the whole picture, in lines
HANDS_EMPTY = {State.GET_WAIT, State.ENDED, State.FAILED, State.JOINING, State.ABSENT}


class Dish(NamedTuple):
    """One item."""

    target: ItemTarget
    place: Place
    at: QPointF  # its centre
    size: float
    name: str  # what it is; "" when that is unknown
    label: str  # its number
    since_ns: int
    owner: int  # whose hands it is in; -1: nobody's
    others: int = 0  # how many more unfinished items the owner has


class Figure(NamedTuple):
    """One worker."""

    target: WorkerTarget
    seat: Seat
    name: str
    role: Role
    state: State
    dish: str  # what it makes
    words: str  # what it does
    brief: str  # the same where there is little room
    lasting: str
    rate: str  # in flows, else ""
    has_ended: bool
    waits_for: str


@dataclass(frozen=True)
class Stage:
    """The whole picture."""

    size: QSizeF
    line: float  # the height of a line of text
    people: tuple[Figure, ...] = ()
    tray: Tray | None = None
    dishes: tuple[Dish, ...] = ()
    heading: str = ""
    filling: str = ""  # depth and limit alone
    depth: str = ""
    left: str = ""
    right: str = ""
    left_summary: str = ""
    right_summary: str = ""
    more: str = ""  # written into the tray's gap
    flow: tuple[float, float, float] | None = None  # share filled, in and out per s; None: dishes
    columns: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # left, tray's two, right

    def person(self, process: int) -> Figure | None:
        """A worker's place."""
        return next((each for each in self.people if each.target.process == process), None)


def line_for(size: QSizeF, line: float) -> float:
    """The height of a line of text in a scene of this size: a larger scene has larger words."""
    scale = min(size.width() / BASE.width(), size.height() / BASE.height())
    return line * min(MOST_SCALE, max(1.0, scale))


def set_stage(
    snapshot: Snapshot, queue: QueueView | None, size: QSizeF, line: float, rates: Rates
) -> Stage:
    """Lays a moment of a run out.

    Args:
        snapshot: the moment.
        queue: the queue shown; None: there is none.
        size: of the picture, in logical pixels.
        line: the height of a line of text, as `line_for` says.
        rates: of the same moment.
    """
    if queue is None:
        return Stage(size, line)
    return _Setter(snapshot, queue, size, line, rates).stage()


class _Setter:
    """Lays one Snapshot out."""

    def __init__(
        self, snapshot: Snapshot, queue: QueueView, size: QSizeF, line: float, rates: Rates
    ) -> None:
        self.snapshot, self.queue, self.line, self.rates = snapshot, queue, line, rates
        self.size = size
        width = min(size.width() - 1.4 * line, WIDEST * line)
        begin = (size.width() - width) / 2
        side = min(17.5 * line, max(8.0 * line, 0.33 * width))
        self.columns = (begin, begin + side, begin + width - side, begin + width)
        self.top, self.bottom = 1.75 * line, size.height() - 0.5 * line
        self.workers = {worker.process: worker for worker in snapshot.workers}
        self.held = {each.process: each for each in queue.contents.held()} if queue.contents else {}

    def stage(self) -> Stage:
        """The whole picture."""
        queue, line = self.queue, self.line
        begin, inner, outer, end = self.columns
        middle = QRectF(inner, self.top, outer - inner, self.bottom - self.top)
        middle.adjust(line, 0, -line, 0)
        sides = self._sides()
        has_main = bool(sides[Side.MAIN])
        room = middle.adjusted(0, 0.2 * line, 0, -2.5 * line if has_main else -0.4 * line)
        tray = lay_out(room, queue.maxsize, queue.depth, line)
        places = {
            Side.LEFT: QRectF(begin, self.top, inner - begin, self.bottom - self.top),
            Side.RIGHT: QRectF(outer, self.top, end - outer, self.bottom - self.top),
            Side.MAIN: QRectF(inner + line, self.bottom - 2.0 * line, middle.width(), 2.0 * line),
        }
        people = [
            person
            for side, workers in sides.items()
            for person in self._seat(workers, side, places[side])
        ]
        dishes = [] if self.rates.is_fast else self._dishes(people, tray)
        left_words, right_words = labels.sides(len(sides[Side.LEFT]), len(sides[Side.RIGHT]))
        hidden = max(0, queue.depth - tray.first - tray.last) if tray.gap is not None else 0
        return Stage(
            size=self.size,
            line=line,
            people=tuple(people),
            tray=tray,
            dishes=tuple(dishes),
            heading=labels.heading(queue, several=len(self.snapshot.queues) > 1),
            filling=labels.filling(queue),
            depth=count(queue.depth),
            left=left_words,
            right=right_words,
            left_summary=self._summary(people, sides[Side.LEFT], Side.LEFT),
            right_summary=self._summary(people, sides[Side.RIGHT], Side.RIGHT),
            more=labels.more(hidden) if hidden else "",
            flow=self._flow() if self.rates.is_fast else None,
            columns=self.columns,
        )

    # -- people ---------------------------------------------------------------------------------

    def _sides(self) -> dict[Side, list[WorkerView]]:
        sides: dict[Side, list[WorkerView]] = {side: [] for side in Side}
        for worker in self.snapshot.workers:
            side = self._side_of(worker)
            if side is not None:
                sides[side].append(worker)
        return sides

    def _side_of(self, worker: WorkerView) -> Side | None:
        if worker.role is Role.MAIN:
            return Side.MAIN
        contents, is_only = self.queue.contents, len(self.snapshot.queues) == 1
        if contents is not None and contents.taken_by(worker.process):
            return Side.RIGHT
        if contents is not None and contents.put_by(worker.process):
            return Side.LEFT
        is_here = worker.waits_at == self.queue.index
        if (worker.role is Role.PRODUCER and is_only) or (
            is_here and worker.state is State.PUT_WAIT
        ):
            return Side.LEFT
        if (worker.role is Role.CONSUMER and is_only) or (
            is_here and worker.state is State.GET_WAIT
        ):
            return Side.RIGHT
        return None

    def _seat(self, workers: list[WorkerView], side: Side, room: QRectF) -> list[Figure]:
        seats = seat(len(workers), side, room, self.line)
        if seats and seats[0].form is not Form.CARD and self.snapshot.phase.is_live:
            workers = [each for each in workers if each.state is not State.ENDED]
            seats = seat(len(workers), side, room, self.line)
        return [self._person(worker, where) for worker, where in zip(workers, seats, strict=False)]

    def _person(self, worker: WorkerView, where: Seat) -> Figure:
        held = self.held.get(worker.process)
        item = ""
        if held is not None and self._has_in_hands(worker):
            item = item_name(held.item.producer, held.item.sequence, self.snapshot)
        item = "" if self.rates.is_fast else item
        is_waiting = worker.state in {State.PUT_WAIT, State.GET_WAIT, State.JOINING}
        is_waiting = is_waiting and where.form is not Form.TILE  # no room for it there
        rate = ""
        if self.rates.is_fast and worker.role is not Role.MAIN:
            put, taken = self.rates.of(worker.process)
            rate = labels.rate(taken if where.side is Side.RIGHT else put)
        told = labels.doing(worker, self.queue, item)
        return Figure(
            target=WorkerTarget(worker.process),
            seat=where,
            name=worker.name,
            role=worker.role,
            state=worker.state,
            dish=worker.product,
            words=told,
            brief=labels.briefly(worker, self.queue, item, told),
            lasting=labels.lasting(worker.since_ns, self.snapshot.now_ns) if is_waiting else "",
            rate=rate,
            has_ended=worker.ended_ns is not None,
            waits_for=worker.waits_for,
        )

    def _summary(self, people: list[Figure], workers: list[WorkerView], side: Side) -> str:
        seats = [each.seat for each in people if each.seat.side is side]
        if not seats or seats[0].form is not Form.TILE:
            return ""
        return labels.crowd(workers)

    # -- dishes ---------------------------------------------------------------------------------

    def _has_in_hands(self, worker: WorkerView) -> bool:
        """Without `task_done`, whoever waits for the next item has finished the last one."""
        return self.queue.kind == "JoinableQueue" or worker.state not in HANDS_EMPTY

    def _dishes(self, people: list[Figure], tray: Tray) -> list[Dish]:
        contents = self.queue.contents
        if contents is None:
            return []
        oldest, newest = contents.waiting(tray.first, tray.last)
        dishes = [
            self._dish(item, Place.QUEUE, at, tray.cell * 0.94)
            for item, at in zip(oldest, tray.places, strict=False)
        ]
        behind = tray.places[tray.first :]  # the newest of all lies at the entrance
        for item, at in zip(reversed(newest), reversed(behind), strict=False):
            dishes.append(self._dish(item, Place.QUEUE, at, tray.cell * 0.94))
        for person in people:
            dish = self._in_hand(person)
            if dish is not None:
                dishes.append(dish)
        return dishes

    def _in_hand(self, person: Figure) -> Dish | None:
        process, seat_ = person.target.process, person.seat
        worker = self.workers[process]
        held = self.held.get(process)
        if person.state is State.PUT_WAIT and worker.waits_at in {-1, self.queue.index}:
            offered = self.queue.contents.put_by(process) if self.queue.contents else 0
            item = Item(process, offered, worker.since_ns)
            return self._dish(item, Place.OFFERED, seat_.hand, seat_.hand_size, process)
        if held is not None and self._has_in_hands(worker):
            others = held.count - 1
            return self._dish(held.item, Place.HAND, seat_.hand, seat_.hand_size, process, others)
        return None

    def _dish(
        self, item: Item, place: Place, at: QPointF, size: float, owner: int = -1, others: int = 0
    ) -> Dish:
        producer = self.workers.get(item.producer)
        name = "" if producer is None else producer.product or producer.name
        return Dish(
            target=ItemTarget(self.queue.index, item.producer, item.sequence),
            place=place,
            at=at,
            size=size,
            name=name,
            label=str(item.sequence + 1) if item.sequence >= 0 else "",
            since_ns=item.since_ns,
            owner=owner,
            others=others,
        )

    def _flow(self) -> tuple[float, float, float]:
        queue = self.queue
        most = queue.maxsize or max(queue.peak, 1)
        return min(1.0, queue.depth / most), queue.in_per_s, queue.out_per_s
