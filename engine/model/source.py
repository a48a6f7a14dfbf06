"""Where events come from: of whoever shows a run, `EventSource` is all that it need know.

Everything that there is to know of a run comes in packets, also what its program prints and what
was done to it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol


class Phase(StrEnum):
    """What a run is doing, as a whole."""

    READY = "ready"  # nothing started yet
    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    FINISHED = "finished"  # the program came to its own end, and every worker ended well
    STOPPED = "stopped"  # ended because somebody pressed Stop
    FAILED = "failed"  # came to its end, but a worker or the program failed
    BROKEN = "broken"  # can't be trusted any more; was ended

    @property
    def is_over(self) -> bool:
        """Whether the run has ended, in whatever way."""
        return self in _OVER

    @property
    def is_live(self) -> bool:
        """Whether processes of the run may be alive."""
        return self in _LIVE


_OVER = frozenset({Phase.FINISHED, Phase.STOPPED, Phase.FAILED, Phase.BROKEN})
_LIVE = frozenset({Phase.STARTING, Phase.RUNNING, Phase.PAUSED, Phase.STOPPING})


class Packet(NamedTuple):
    """Some whole frames of one process's stream (see `engine.observe.wire`).

    `process` is the stream's index, counted from 0 in the order of connecting; `arrived_ns` is
    `time.perf_counter_ns()` in the application when they were read; `frames` is whole frames, one
    after another, or empty: the stream has ended and the process is gone or going.
    """

    process: int
    arrived_ns: int
    frames: bytes


class EventSource(Protocol):
    """A stream of packets with a phase. Never blocks."""

    @property
    def phase(self) -> Phase:
        """What the run is doing now."""

    def poll(self, budget_s: float) -> list[Packet]:
        """The packets that arrived since the last call, oldest first.

        Returns what there is, at once; stops early, leaving the rest for the next call, when
        collecting has taken `budget_s` seconds.
        """

    def now_ns(self) -> int:
        """The time on the run's own clock: the live clock, or a replay's position."""

    def close(self) -> None:
        """Ends the run if it is live, and frees everything. Safe to call twice."""
