"""One observed process as the timeline knows it: who it is, its waits, how it ended.

How it ended: its own last word (`end`) or the exit code its parent learnt tells. The end of its
stream alone only says that it is gone: it counts as ended well until something bad is known.
SIGTERM is how multiprocessing ends daemons when their parent leaves, and how Stop ends everybody:
neither is a failure. Any other signal, exit code or exception is.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.model.exits import VANISHED
from engine.model.messages import (
    AnyMessage,
    ErrorRaised,
    Goodbye,
    Hello,
    ItemDropped,
    LocksSampled,
    ProcessExited,
    StackSampled,
)
from engine.model.snapshot import Failure, State
from engine.model.source import Phase
from engine.model.stack_positions import ProgramLock, StackPosition, read_locks, read_spot
from engine.observe import wire
from engine.timeline.events import FOREVER
from engine.timeline.lanes import STATE_OF_WAIT, LaneTrack, Life

if TYPE_CHECKING:
    from engine.timeline.items import Hand

FIRST_MARK = 16  # codes below are waits
WAITS_OF_ALL_THREADS = (wire.JOIN_QUEUE, wire.JOIN_PROCESS)  # go on whatever other threads do
STOP_CODES = frozenset({-int(signal.SIGTERM), -int(signal.SIGINT)})
_KILLED = -9  # SIGKILL: stopping a run ends in it for those who do not listen
_STOPS = frozenset({Phase.STOPPING, Phase.STOPPED})
UNKNOWN_CODE = "exit code not known"
SILENCE_NS = 300_000_000  # within it, the exit code of one that died without a word comes, if ever
LOST_TOGETHER_NS = 50_000_000  # the ends of processes that die at once are learnt in any order
VERDICT_NS = 2_000_000_000  # so long after a silent end the exit code may still come


@dataclass(frozen=True, slots=True)
class OpenWait:
    """A wait that has begun. `queue` is -1 for one that is at no queue."""

    code: int
    since_ns: int
    argument: int
    queue: int


@dataclass(slots=True)
class Worker:
    """What is known of one process. All of it is filled in as it becomes known."""

    process: int
    seen_ns: int
    hello: Hello | None = None
    queues: dict[int, int] = field(default_factory=dict)  # its own index -> ours
    hands: dict[int, Hand] = field(default_factory=dict)
    lane: LaneTrack = field(default_factory=LaneTrack)
    watermark_ns: int = 0
    is_idle: bool = False
    stream_end_ns: int | None = None
    end: Goodbye | None = None
    exit: ProcessExited | None = None  # as its parent reported
    error: ErrorRaised | None = None
    failure: Failure | None = None
    is_judged: bool = False
    acted_ns: int = -1  # its last put, get, task_done or mark
    drops: list[ItemDropped] = field(default_factory=list)  # at a queue not announced yet
    waited_ns: dict[int, int] = field(default_factory=dict)  # code -> end of its last such wait
    wait: OpenWait | None = None
    announced: set[tuple[int, int]] = field(default_factory=set)  # waits told by a mark already
    too_often: dict[int, int] = field(default_factory=dict)  # queue -> task_done calls refused
    is_watched: bool = False  # the application looks at it
    is_seen_dead: bool = False
    has_taken_leave: bool = False  # its own code had come to its end before it died
    spot: StackPosition | None = None  # where it stood when it was last seen in its own code
    locks: tuple[ProgramLock, ...] = ()  # of the program's own, that it had then
    locks_made: tuple[ProgramLock, ...] = ()  # likewise, that it has made

    @property
    def pid(self) -> int:
        """The system's number."""
        return self.hello.pid if self.hello is not None else 0

    @property
    def started_ns(self) -> int:
        """When the process said hello."""
        return self.hello.at_ns if self.hello is not None else self.seen_ns

    @property
    def is_main(self) -> bool:
        """Whether it is the program's main process."""
        return self.hello is not None and bool(self.hello.is_main)

    @property
    def ended_ns(self) -> int | None:
        """When it ended, as exactly as is known."""
        if self.end is not None:
            return max(self.started_ns, self.end.at_ns)
        told = [self.stream_end_ns, self.exit.at_ns if self.exit is not None else None]
        known = [at_ns for at_ns in told if at_ns is not None]
        return max(self.started_ns, min(known)) if known else None

    @property
    def exit_code(self) -> int | None:
        """The parent knows best; else its own word."""
        codes = (each.code for each in (self.exit, self.end) if each is not None)
        return next((code for code in codes if code is not None), None)

    @property
    def open_wait(self) -> OpenWait | None:
        """The wait it is in, unless something shows that it has moved on."""
        wait = self.wait
        if wait is None or self.waited_ns.get(wait.code, -1) > wait.since_ns:
            return None
        if wait.code not in WAITS_OF_ALL_THREADS and self.acted_ns > wait.since_ns:
            return None
        return wait

    def take(self, message: AnyMessage) -> None:
        """Takes a message about the process itself; others are passed over."""
        match message:
            case ErrorRaised():
                self.error = message
            case Goodbye():
                self.end = message
            case ItemDropped():
                self.drops.append(message)
            case StackSampled():
                self.spot = read_spot(message)
            case LocksSampled(held=held, made=made):
                self.locks = read_locks(held)
                self.locks_made += read_locks(made)

    @property
    def present_spot(self) -> StackPosition | None:
        """Where it stands, unless something shows that it has moved on."""
        spot = self.spot
        if spot is None or self.acted_ns > spot.at_ns or self.ended_ns is not None:
            return None
        return spot if max(self.waited_ns.values(), default=-1) <= spot.at_ns else None

    def life(self, now_ns: int) -> Life:
        """For its lane."""
        wait, ended_ns = self.open_wait, self.ended_ns
        return Life(
            started_ns=self.started_ns,
            ended_ns=ended_ns,
            final=State.FAILED if self.failure is not None else State.ENDED,
            open_state=STATE_OF_WAIT.get(wait.code) if wait is not None else None,
            open_since_ns=wait.since_ns if wait is not None else 0,
            now_ns=now_ns,
        )

    def judge(self, phase: Phase, now_ns: int, stopping_ns: int, *, is_last_word: bool) -> bool:
        """Decides how it ended, once that can be known; returns whether that was decided now."""
        ended_ns = self.ended_ns
        if ended_ns is None or self.is_judged:
            if self.failure is not None and self.failure.text == UNKNOWN_CODE and self.exit:
                self.failure = self._failure(phase, self.failure.at_ns)  # now it is known
            return False
        is_known = self.exit_code is not None or self.error is not None
        if self.is_watched and not self.is_seen_dead and self.end is None:
            is_known = self.error is not None or (self.exit_code or 0) < 0  # without a last word?
        is_known |= self._has_vanished and now_ns - ended_ns > SILENCE_NS
        if not (is_known or is_last_word or now_ns - ended_ns > VERDICT_NS):
            return False
        self.is_judged = True
        is_silent = self.error is None and self.exit_code in {_KILLED, None}
        was_ended = ended_ns >= stopping_ns and is_silent
        self.failure = None if was_ended else self._failure(phase, ended_ns)
        return True

    @property
    def _has_vanished(self) -> bool:
        """Whether it ended without a word in the midst of its work, as os._exit does.

        A child that the program forked itself may do so; nobody joins it, as a rule.
        """
        is_ours = self.hello is not None and self.hello.name != "fork"
        is_silent = self.end is None and self.error is None and not self.has_taken_leave
        return is_ours and is_silent and self.is_seen_dead and (self.exit_code or 0) >= 0

    def _failure(self, phase: Phase, at_ns: int) -> Failure | None:
        code = self.exit_code
        was_stopped = phase in _STOPS and code in STOP_CODES
        was_stopped |= phase in _STOPS and _is_interrupt(self.error)
        was_left = (
            self.hello is not None and bool(self.hello.is_daemon) and code == -int(signal.SIGTERM)
        )
        if was_stopped or was_left:
            return None
        if self.error is not None:
            error = self.error
            return Failure(error.type, error.text, error.traceback, error.at_ns)
        if self._has_vanished:
            return Failure(
                VANISHED, UNKNOWN_CODE if code is None else f"exit code {code}", "", at_ns
            )
        if not code:
            return None
        if code > 0:
            return Failure("SystemExit", f"exit code {code}", "", at_ns)
        return Failure("Signal", _signal_name(-code), "", at_ns)


def _is_interrupt(error: ErrorRaised | None) -> bool:
    return error is not None and error.type == "KeyboardInterrupt"


def main_lost_ns(worker: Worker) -> int:
    """From when on a kill is no failure of a worker's own: its main process was lost then.

    The workers of a main process that a signal has ended are killed too: in our demo by its guard,
    within a moment (engine/program/orphan_guard.py). `FOREVER` where nothing of the kind was seen.
    """
    ended_ns = worker.ended_ns
    is_lost = worker.is_main and ended_ns is not None and (worker.exit_code or 0) < 0
    return ended_ns - LOST_TOGETHER_NS if is_lost and ended_ns is not None else FOREVER


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
