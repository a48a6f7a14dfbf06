"""One worker's states over time: its waits, one after another, and what lies between them.

Only waits are kept. A worker that lives and does not wait is BUSY; before its beginning it is
ABSENT, after its end ENDED or FAILED. With the time spent in each kind of wait known up to the end
of every wait, the share of any range is two look-ups.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.model.snapshot import State
from engine.observe import wire
from engine.timeline.columns import Growable

if TYPE_CHECKING:
    from engine.model.snapshot import Times

STATE_OF_WAIT = {
    wire.PUT_WAIT: State.PUT_WAIT,
    wire.GET_WAIT: State.GET_WAIT,
    wire.JOIN_QUEUE: State.JOINING,
    wire.JOIN_PROCESS: State.JOINING,
    wire.PAUSED: State.PAUSED,
}
WAITS = 4  # states PUT_WAIT to PAUSED, which are 1 to 4
STATES = len(State)

States = npt.NDArray[np.int8]
_KINDS = np.arange(1, WAITS + 1)


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of a worker beside its finished waits, at one moment."""

    started_ns: int
    ended_ns: int | None
    final: State  # ENDED or FAILED, once it has ended
    open_state: State | None  # the unfinished wait it is in
    open_since_ns: int
    now_ns: int

    @property
    def until_ns(self) -> int:
        """How long it lived, as far as is shown."""
        if self.ended_ns is None:
            return self.now_ns
        return min(self.ended_ns, self.now_ns)


class LaneTrack:
    """Builds one worker's lane from its finished waits."""

    def __init__(self) -> None:
        """Empty."""
        self._begun = Growable(np.int64)  # as told; in `_starts` cut to where the one before ends
        self._starts = Growable(np.int64)
        self._ends = Growable(np.int64)
        self._states = Growable(np.int8)
        self._spent = Growable(np.int64, WAITS)  # ns in each kind of wait, to the end of each

    def add(self, starts: Times, ends: Times, states: States) -> None:
        """Adds finished waits. Where waits of several threads overlap, the earlier one shows."""
        if not len(starts):
            return
        old_ends = self._ends.view()
        first_ns = int(starts.min())
        if len(old_ends) and first_ns < int(old_ends[-1]):
            keep = int(np.searchsorted(old_ends, first_ns, side="right"))
            starts = np.concatenate([self._begun.view()[keep:], starts])
            ends = np.concatenate([old_ends[keep:], ends])
            states = np.concatenate([self._states.view()[keep:], states])
            for column in (self._begun, self._starts, self._ends, self._states, self._spent):
                column.truncate(keep)
            old_ends = old_ends[:keep]
        before_ns = int(old_ends[-1]) if len(old_ends) else 0
        begun, starts, ends, states = _flatten(starts, ends, states, before_ns)
        spent = np.cumsum((states[:, None] == _KINDS) * (ends - starts)[:, None], axis=0)
        if len(self._spent):
            spent += self._spent.view()[-1]
        self._begun.append(begun)
        self._starts.append(starts)
        self._ends.append(ends)
        self._states.append(states)
        self._spent.append(spent)

    def view(self, life: Life) -> LaneView:
        """The lane as it stands."""
        return LaneView(
            self._starts.view(), self._ends.view(), self._states.view(), self._spent.view(), life
        )


class LaneView:
    """A frozen `Lane`. After the snapshot's now it says nothing: shares are 0 there."""

    __slots__ = ("_ends", "_life", "_spent", "_starts", "_wait_states")

    def __init__(
        self, starts: Times, ends: Times, states: States, spent: npt.NDArray[np.int64], life: Life
    ) -> None:
        """The arrays are of finished waits, ascending."""
        self._starts, self._ends, self._wait_states, self._spent = starts, ends, states, spent
        self._life = life

    @property
    def starts_ns(self) -> Times:
        """When each state began, ascending."""
        return self._boundaries()[0]

    @property
    def states(self) -> States:
        """The state that began then."""
        return self._boundaries()[1]

    def at(self, at_ns: int) -> tuple[State, int, int]:
        """The state at a moment, and from when to when it held (to now, when it still holds)."""
        life = self._life
        if at_ns < life.started_ns:
            return State.ABSENT, min(0, at_ns), life.started_ns
        if life.ended_ns is not None and at_ns >= life.ended_ns:
            return life.final, life.ended_ns, max(life.now_ns, life.ended_ns)
        until_ns, open_ns = life.until_ns, self._open_since_ns()
        if open_ns <= min(at_ns, until_ns) and life.open_state is not None:
            return life.open_state, open_ns, until_ns
        index = bisect_right(self._starts, at_ns) - 1
        if index >= 0 and at_ns < (end_ns := int(self._ends[index])):
            state = State(int(self._wait_states[index]))
            return state, max(int(self._starts[index]), life.started_ns), min(end_ns, until_ns)
        since_ns = int(self._ends[index]) if index >= 0 else life.started_ns
        next_ns = int(self._starts[index + 1]) if index + 1 < len(self._starts) else until_ns
        return State.BUSY, max(since_ns, life.started_ns), min(next_ns, open_ns, until_ns)

    def shares(self, start_ns: int, end_ns: int, columns: int) -> npt.NDArray[np.float32]:
        """Share of each column's time spent in each State."""
        edges = np.linspace(start_ns, end_ns, columns + 1)
        width_ns = max(end_ns - start_ns, 1) / columns
        return (np.diff(self._spent_until(edges), axis=0) / width_ns).clip(0, 1).astype(np.float32)

    def totals_ns(self) -> list[int]:
        """Time spent in each State from the worker's beginning until now.

        Asked of every worker in every frame: numpy's way of one row would cost ten times as much.
        """
        life, totals = self._life, [0] * STATES
        lived_ns = max(life.until_ns, life.started_ns)
        begin, end = self._waited_until(life.started_ns), self._waited_until(lived_ns)
        totals[1 : 1 + WAITS] = [after - before for before, after in zip(begin, end, strict=True)]
        if life.open_state is not None:
            totals[life.open_state] += max(0, lived_ns - self._open_since_ns())
        totals[State.BUSY] = lived_ns - life.started_ns - sum(totals)
        if life.ended_ns is not None:
            totals[life.final] = max(0, life.now_ns - life.ended_ns)
        return totals

    def _waited_until(self, at_ns: int) -> list[int]:
        """Time spent in each kind of finished wait up to a moment."""
        index = bisect_right(self._starts, at_ns) - 1
        if index < 0:
            return [0] * WAITS
        waited: list[int] = self._spent[index].tolist()
        waited[int(self._wait_states[index]) - 1] -= max(0, int(self._ends[index]) - at_ns)
        return waited

    def _open_since_ns(self) -> int:
        """When the unfinished wait begins to show; later than everything when there is none."""
        life = self._life
        if life.open_state is None:
            return max(life.now_ns, life.until_ns) + 1
        last_ns = int(self._ends[-1]) if len(self._ends) else life.started_ns
        return max(life.open_since_ns, last_ns, life.started_ns)

    def _spent_until(self, edges: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Time spent in each State up to each edge, up to a constant; shape (edges, states)."""
        life, until_ns = self._life, self._life.until_ns
        spent = np.zeros((len(edges), STATES))
        shown = np.minimum(edges, life.now_ns)
        lived = np.minimum(edges, until_ns)
        np.maximum(lived, life.started_ns, out=lived)
        waits = spent[:, 1 : 1 + WAITS]
        if len(self._starts):
            # Whole ns: for another type than its own numpy would copy all starts of a long run.
            index = self._starts.searchsorted(np.floor(lived).astype(np.int64), "right") - 1
            waits[:] = self._spent[index]
            left = np.maximum(self._ends[index] - lived, 0)
            waits[np.arange(len(edges)), self._wait_states[index] - 1] -= left
            waits[index < 0] = 0
        if life.open_state is not None:
            spent[:, life.open_state] += np.maximum(lived - self._open_since_ns(), 0)
        spent[:, State.BUSY] = lived - life.started_ns - waits.sum(axis=1)
        spent[:, State.ABSENT] = np.minimum(shown - life.started_ns, 0)
        if life.ended_ns is not None:
            spent[:, life.final] = np.maximum(shown - life.ended_ns, 0)
        return spent

    def _boundaries(self) -> tuple[Times, States]:
        life, until_ns = self._life, self._life.until_ns
        count = bisect_right(self._starts, until_ns)
        times = np.empty(2 * count + 1, np.int64)
        states = np.full(2 * count + 1, State.BUSY, np.int8)
        times[0] = life.started_ns
        times[1::2], times[2::2] = self._starts[:count], self._ends[:count]
        np.maximum(times, life.started_ns, out=times)
        states[1::2] = self._wait_states[:count]
        if life.open_state is not None:
            times = np.append(times, self._open_since_ns())
            states = np.append(states, np.int8(life.open_state))
        is_shown = times < max(until_ns, life.started_ns + 1)
        times, states = times[is_shown], states[is_shown]
        if life.ended_ns is not None and life.ended_ns <= life.now_ns:
            times = np.append(times, life.ended_ns)
            states = np.append(states, np.int8(life.final))
        lasts = np.append(np.diff(times) > 0, True)
        return times[lasts], states[lasts]


def _flatten(
    begun: Times, ends: Times, states: States, before_ns: int
) -> tuple[Times, Times, Times, States]:
    """Sorted by beginning, each cut where an earlier one still runs; nothing empty is left.

    Args:
        begun: when the waits began, in any order.
        ends: when they ended.
        states: what they were.
        before_ns: all before this is taken.
    """
    starts = np.maximum(begun, before_ns)
    if len(starts) > 1 and (starts[1:] < ends[:-1]).any():
        order = np.argsort(begun, kind="stable")
        begun, starts, ends, states = begun[order], starts[order], ends[order], states[order]
        before = np.maximum.accumulate(ends)[:-1]
        starts = np.concatenate([starts[:1], np.maximum(starts[1:], before)])
    is_filled = ends > starts
    if is_filled.all():
        return begun, starts, ends, states
    return begun[is_filled], starts[is_filled], ends[is_filled], states[is_filled]
