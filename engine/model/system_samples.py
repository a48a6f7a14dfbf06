"""How each process stood at the latest look: the application's LOOKS and BOOKS, read again.

A look says little by itself: at any moment everybody waits for a microsecond. What counts is how
long a process has stood exactly so, by the board's words and by the CPU time that it used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from engine.model.messages import AnyMessage, LockReleased, TimeScaleSet, frames_in, read_message
from engine.observe import wire
from engine.observe.board import PipeSample, read_pipe_sample, read_state

CPU_NOISE_NS = 20_000_000  # a tick of the system's counting, and what the probe needs at once
CPU_NOISE_SHARE = 0.005  # of the time: what the probe needs for its looks


class ProcessState(NamedTuple):
    """How one process stood. `queue` is the process's own index of the queue it waits at."""

    condition: int  # wire.GONE, RUNNING, STOPPED, ZOMBIE or RUNNABLE
    pid: int
    cpu_ns: int
    status: int  # wait status of a zombie, -1: not known
    state: int  # wire's code of a wait, or the board's; 0: its own code
    queue: int
    is_reading: bool
    is_timed: bool
    since_ns: int
    argument: int
    leaving_ns: int
    threads: int

    @property
    def is_dead(self) -> bool:
        """Whether it has ended, buried or not."""
        return self.condition in {wire.GONE, wire.ZOMBIE}

    @property
    def is_stopped(self) -> bool:
        """Whether a signal holds it."""
        return self.condition == wire.STOPPED


class Words(NamedTuple):
    """The board's words of one queue in one process; see engine/observe/board.py."""

    puts: int = 0
    sending: int = 0
    sent: int = 0
    writing_bytes: int = 0
    gets: int = 0
    reading_bytes: int = 0
    dones: int = 0
    in_condition: int = 0
    drops: int = 0
    pipe_sample_word: int = 0

    @property
    def pipe_sample(self) -> PipeSample | None:
        """What the process last saw of the queue itself; None: it has not looked."""
        return read_pipe_sample(self.pipe_sample_word)

    @property
    def buffered(self) -> int:
        """Put, and not yet written."""
        return max(0, self.puts - self.sent)

    @property
    def is_writing(self) -> bool:
        """Whether the feeder is in mid-write."""
        return self.sending > self.sent


NO_WORDS = Words()


@dataclass(slots=True)
class _Stillness:
    since_ns: int
    cpu_ns: int


class SystemSamples:
    """The latest process_state of everybody; takes the application's packets."""

    def __init__(self) -> None:
        """Nobody has been looked at."""
        self.at_ns = 0  # of the latest look
        self.process_states: dict[int, ProcessState] = {}
        self.words: dict[tuple[int, int], Words] = {}  # by process and its own index of the queue
        self.died_ns: dict[int, int] = {}  # when it was first seen dead
        self.repairs: list[LockReleased] = []
        self.paces: list[tuple[int, float]] = []  # when it was set, how much faster work goes
        self._still: dict[int, _Stillness] = {}

    def take(self, frames: bytes) -> None:
        """Takes the frames of one packet of the application."""
        for kind, _, body in frames_in(frames):
            if kind == wire.TEXT:
                self._take_message(read_message(wire.APPLICATION, body))
            if kind not in {wire.LOOKS, wire.BOOKS} or len(body) < wire.LOOK_TIME.size:
                continue
            (self.at_ns,) = wire.LOOK_TIME.unpack_from(body)
            records = body[wire.LOOK_TIME.size :]
            if kind == wire.LOOKS:
                for process, *look in wire.LOOK.iter_unpack(records):
                    self._take_look(process, look)
            elif kind == wire.BOOKS:
                for process, queue, *book in wire.BOOK.iter_unpack(records):
                    self._take_book((process, queue), Words(*book))

    def still_ns(self, process: int) -> int:
        """How long the process has stood exactly as it stands now."""
        still = self._still.get(process)
        return self.at_ns - still.since_ns if still is not None else 0

    def _take_book(self, key: tuple[int, int], words: Words) -> None:
        before = self.words.get(key, NO_WORDS)
        self.words[key] = words
        if (
            words._replace(pipe_sample_word=before.pipe_sample_word) != before
        ):  # who only looks stands still
            self._move(key[0])

    def _take_look(self, process: int, look: list[int]) -> None:
        condition, pid, cpu_ns, status, word, since_ns, argument, leaving_ns, threads = look
        state, queue, is_reading, is_timed = read_state(word)
        now = ProcessState(
            condition,
            pid,
            cpu_ns,
            status,
            state,
            queue,
            is_reading,
            is_timed,
            since_ns,
            argument,
            leaving_ns,
            threads,
        )
        before = self.process_states.get(process)
        self.process_states[process] = now
        if now.is_dead:
            self.died_ns.setdefault(process, self.at_ns)
        still = self._still.get(process)
        has_worked = still is None or cpu_ns - still.cpu_ns > self._noise_ns(still)
        is_at_it = condition == wire.RUNNABLE  # it has something to do, and may wait for a CPU
        if before is None or is_at_it or has_worked or before._replace(cpu_ns=cpu_ns) != now:
            self._move(process)

    def _noise_ns(self, still: _Stillness) -> float:
        return CPU_NOISE_NS + CPU_NOISE_SHARE * (self.at_ns - still.since_ns)

    def _move(self, process: int) -> None:
        process_state = self.process_states.get(process)
        self._still[process] = _Stillness(self.at_ns, process_state.cpu_ns if process_state else 0)

    def _take_message(self, message: AnyMessage | None) -> None:
        match message:
            case LockReleased():
                self.repairs.append(message)
            case TimeScaleSet(at_ns=at_ns, scale=scale):
                self.paces.append((at_ns, scale))
