"""Keeps what the parts noticed, and sends it to the application.

    main and other threads               helper thread                    application
    parts: append to plain lists ------> every 20 ms: lists -> frames --> Collector
                                         (parked while nothing happens)

An observed operation only appends to lists, which cannot block. The helper packs what has gathered
and sends it, so that an event is on its way within 20 ms even if its process then works for an
hour. When nothing more comes it says what its process is waiting for, parks, and costs nothing;
the next operation wakes it.

A recorder that fails switches itself off, says so once, and the program goes on (truth 2).
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from . import board as board_module
from . import fault_points, own_threads, pipe_sample, wire
from .board import Board
from .channel import Channel
from .child_grace import ChildGrace
from .fault_points import FaultPoints
from .helper_thread import BUSY_PAUSE_S, PAUSE_S, Helper
from .sender import Sender
from .stack_sampler import StackSampler
from .tap import Tap, now, text_frame
from .taps import Taps

_WARNS_OF_THREADS = sys.version_info[:2] >= (3, 12)
MUCH_BYTES = 16_384  # of one turn: a thousand items or so


class Recorder:
    """The one recorder of a process. All its methods are safe to call from any thread."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] | None = None
        self.folder = ""
        self.magic = bytes(8)
        self.taps = Taps()
        self.own = Tap(wire.NO_QUEUE, {})
        self.own.announced = True
        self.hello: dict[str, Any] = {}
        self.board: Board | None = None
        self._fresh()

    def _fresh(self) -> None:
        """The state of a process that has not connected yet."""
        self.attention = True  # the next operation calls `attend` or `wake`
        self._is_parked = True
        self.process = 0
        self.signature = bytes(12)  # ends each item's id: this process's number, the run's magic
        self.slot = memoryview(bytearray(board_module.SLOT_WORDS * 8)).cast("q")
        self.gate = memoryview(bytearray(8)).cast("q")  # word 0: the board's, once it is open
        self._is_off = False
        self.is_forsaken = False  # the application has gone before this process
        self.fault_points = FaultPoints(self)
        self._sender = Sender()
        self._helper = Helper()
        self._stack_sampler = StackSampler()
        self._announced_ns = 0
        self._child_grace = ChildGrace()

    # -- one process's life -------------------------------------------------------------------

    def begin(self, hello: dict[str, Any]) -> None:
        """The process starts: connect, say who we are, at once: it may die soon. Never raises."""
        self.hello = hello
        if self.settings is not None:
            self.fault_points.script = fault_points.script_of(self.settings, hello)
        self.wake()
        self.flush()

    def end(self, code: int | None) -> None:
        """The process ends in the ordinary way: send what there is, and the last word."""
        if self._sender.channel is None or self._is_off:
            return
        self._dismiss_helper()
        for tap in self.taps.in_use():
            tap.texts += tap.unsent()
        self.flush()
        if self._reports_positions() and (told := self._stack_sampler.lock_report()) is not None:
            self._sender.say(told)  # those that it leaves behind
        self._sender.say({"what": "end", "code": code})
        self.flush()
        if self.has_lost_the_application():
            self.is_forsaken = True
        self._is_off = True
        self._sender.close()

    def say(self, content: dict[str, Any]) -> None:
        """Notes something that is rare enough for words; sent with the next flush."""
        self._sender.say(content)
        if self.attention:
            self.wake()

    def tap(self, about: dict[str, Any], queue: Any) -> Tap:
        """A new tap; its queue is announced at once."""
        tap = self.taps.add(about, queue)
        if self._sender.channel is not None:
            self._count_on(tap)
            self.wake()
            self.flush()
        return tap

    # -- waking, waiting ----------------------------------------------------------------------

    def attend(self, tap: Tap) -> None:
        """Called before an operation when something is up: nobody sends, or the gate is held."""
        self.wake()
        if self.gate[0]:
            self.hold(tap)

    def _is_watched(self) -> bool:
        """Whether operations shall call `attend`: the gate is held, or a fault is ordered."""
        return self.fault_points.check_orders() or bool(self.gate[0])

    def wake(self) -> None:
        """Something was noticed while the helper was parked, or before it ever ran."""
        if not self._is_parked:
            return
        try:
            if self._is_off or self.settings is None:
                self._forget()
                return
            self._is_parked = False
            if self._sender.channel is None:
                self._connect()
            self.attention = self._is_watched()
            self.slot[board_module.IS_PARKED] = 0
            if self._helper.is_there:
                self._helper.ring()
            elif not self._helper.start(self._send_or_park, self._sample, self.switch_off):
                self._is_parked = self.attention = True  # from here on everybody sends for himself
                self.flush()
        except Exception as problem:
            self.switch_off(problem)

    def wait_begins(self, code: int, queue: int, since_ns: int, argument: int = 0) -> None:
        """The process is about to block; if it is still so at the next flush, it is told.

        `code` may carry the board's TIMED.
        """
        slot = self.slot
        slot[board_module.THREADS] = own_threads.own()
        slot[board_module.ARGUMENT] = argument
        slot[board_module.SINCE_NS] = since_ns
        slot[board_module.STATE] = board_module.state_word(code, queue)

    def wait_ends(self) -> None:
        """The process goes on."""
        self.slot[board_module.STATE] = 0
        if self.attention:
            self.wake()

    def hold(self, tap: Tap) -> None:
        """Waits at the gate until the application opens it or grants this process a step."""
        start_ns = now()
        slot = self.slot
        before = slot[board_module.STATE], slot[board_module.SINCE_NS]
        self.wait_begins(wire.PAUSED, tap.index, start_ns)
        try:
            while self.gate[0] and not self._is_off:
                if slot[board_module.GRANTED] > slot[board_module.USED]:
                    slot[board_module.USED] += 1
                    break
                time.sleep(0.005)
                if self.has_lost_the_application():
                    self.switch_off(ConnectionResetError("the application has gone"))
        finally:
            slot[board_module.STATE], slot[board_module.SINCE_NS] = before
        tap.note_span(start_ns, now(), wire.PAUSED)
        self.wake()

    def rest(self) -> None:
        """Stands still in the midst of work while the run is paused: the demo's workers call it."""
        start_ns = now()
        self.wait_begins(board_module.PAUSED_AT_WORK, -1, start_ns)
        if self.attention:
            self.wake()
        while self.board is not None and self.gate[0] and not self.board.time_scale:
            time.sleep(0.005)
            if self._is_off or self.has_lost_the_application():
                break
        self.own.note_span(start_ns, now(), wire.PAUSED)
        self.wait_ends()

    def let_child_send(self, pid: int) -> None:
        """Before this process ends a child: what the child has noticed is sent within a flush."""
        if self.board is not None and not self._is_off:
            self._child_grace.wait_for(pid, self.board)

    def items_in_pipe(self, tap: Tap) -> tuple[int, int] | None:
        """Board.items_in_pipe of its queue; None: its words are on no board."""
        if self.board is None or tap.index >= board_module.QUEUES:
            return None
        return self.board.items_in_pipe(tap.words[board_module.KEY])

    def has_lost_the_application(self) -> bool:
        """Whether the run's collector is gone, and with it whoever could end a hold."""
        return self._sender.is_lost()

    # -- the helper ---------------------------------------------------------------------------

    def _send_or_park(self) -> float:
        """The helper's turn; returns the seconds to its next one, 0 to rest until rung."""
        self.attention = self._is_watched()
        if self.attention:
            self.fault_points.do_at_work()
        sent = self.flush()
        self._sample_pipes()
        if sent:
            return PAUSE_S if sent < MUCH_BYTES else BUSY_PAUSE_S
        self._announce_wait()
        self.slot[board_module.THREADS] = own_threads.own()
        self._is_parked = self.attention = True
        if self._is_pending():
            self._is_parked = False
            self.attention = self._is_watched()
            return PAUSE_S
        self._sender.send_idle()
        self._stack_sampler.move_on()
        self.slot[board_module.IS_PARKED] = int(self._is_parked)
        return 0.0

    def _sample_pipes(self) -> None:
        """Samples each queue's pipe and feeder."""
        self.fault_points.check_orders()  # feeders may go on while nobody else does anything
        for tap in self.taps.in_use():
            tap.sample_pipe()

    def _sample(self) -> float:
        """Looks while parked; returns the seconds to the next time, 0: there is no more to see."""
        self._sample_pipes()
        pauses_s = (
            [pipe_sample.SAMPLE_S] if any(map(pipe_sample.is_due, self.taps.in_use())) else []
        )
        if self._reports_positions():
            slot = self.slot
            is_at_queue = bool(slot[board_module.STATE] & board_module.CODE)
            told, pause_s = self._stack_sampler.sample(
                is_at_queue=is_at_queue or bool(slot[board_module.LEAVING_NS])
            )
            if told:
                for content in told:
                    self._sender.say(content)
                self.flush()
                self._sender.send_idle()
            pauses_s.append(pause_s)
        return min(filter(None, pauses_s), default=0.0)

    def _dismiss_helper(self) -> None:
        """No helper, until the next operation brings one."""
        if self._helper.is_there:
            self._is_parked = self.attention = True
            self._helper.dismiss()
            self._is_parked = self.attention = True  # it may have been in the midst of a turn

    def _announce_wait(self) -> None:
        slot = self.slot
        state, since_ns = slot[board_module.STATE], slot[board_module.SINCE_NS]
        state, queue, _, _ = board_module.read_state(state)
        if 0 < state < board_module.CONDITION_WAIT and since_ns != self._announced_ns:
            self._announced_ns = since_ns
            tap = self.taps.at(queue) or self.own
            code = wire.PAUSED if state == board_module.PAUSED_AT_WORK else state
            tap.marks.append((since_ns, code, slot[board_module.ARGUMENT]))
            self.flush()

    # -- sending ------------------------------------------------------------------------------

    def _is_pending(self) -> bool:
        return (
            bool(self._sender.texts)
            or self.own.is_pending
            or any(tap.is_pending for tap in self.taps.in_use())
        )

    def flush(self) -> int:
        """Sends what there is; returns how many bytes that was. Never raises."""
        if self._is_off:
            return 0
        try:
            size = self._sender.send((*self.taps.in_use(), self.own), self.magic)
            self.taps.retire()
        except Exception as problem:
            self.switch_off(problem)
            return 0
        return size

    def _connect(self) -> None:
        settings = self.settings
        if settings is None:
            return
        channel = Channel(settings)
        self.process = channel.process
        if self.board is None:
            self.board = Board(settings["board"])
        self.slot = self.board.slot_words(self.process)
        self.slot[board_module.PID] = os.getpid()
        for tap in self.taps.in_use():
            self._count_on(tap)
        self.gate = self.board.words
        self.signature = self.process.to_bytes(4, "little") + self.magic
        self._sender.texts.insert(
            0, text_frame(wire.NO_QUEUE, {"what": "hello", "pid": os.getpid(), **self.hello})
        )
        self._sender.channel = channel

    def _count_on(self, tap: Tap) -> None:
        if self.board is not None:
            tap.count_on(self.board.queue_words(self.process, tap.index))

    # -- failing and forking ------------------------------------------------------------------

    def switch_off(self, problem: BaseException) -> None:
        """The probe gives up, once, in words; the program goes on."""
        if self._is_off:
            return
        self._is_off = True
        self.is_forsaken = isinstance(problem, (ConnectionError, FileNotFoundError))
        self._forget()
        self._sender.close()
        if not self.is_forsaken:
            try:
                sys.stderr.write(
                    f"queuescope: stopped observing process {os.getpid()}: {problem!r}\n"
                )
            except (OSError, ValueError, AttributeError):
                pass  # no stderr: windowed, or closed

    def _forget(self) -> None:
        """Switched off: nothing may pile up. `attention` stays set, so each operation comes by."""
        self._is_parked = self.attention = True
        for tap in (*self.taps.in_use(), self.own):
            tap.drop()
        self._sender.texts.clear()

    def before_fork(self) -> None:
        """While the process is copied: nothing to send, no helper, which the next operation brings.

        Nothing is held meanwhile that would have to be given back: a signal's handler that raises
        an exception here is cut short by Python, and so are we.
        """
        self._dismiss_helper()
        self.flush()

    def after_fork_in_parent(self) -> None:
        """Before 3.12; from then on Python warns of threads at this moment, and ours is one."""
        if not _WARNS_OF_THREADS:
            self.go_on()

    def go_on(self) -> None:
        """A child was started. Whose position is sampled may not act again: it needs its helper."""
        if self._sender.channel is not None and self._reports_positions():
            self.wake()

    def _reports_positions(self) -> bool:
        return self.settings is not None and bool(self.settings.get("spots"))

    def after_fork_in_child(self) -> None:
        """A new process: the connection is the parent's, and so is all that was noticed."""
        self._sender.close()
        self._fresh()
        for tap in self.taps.in_use():
            tap.forget()
        self.own.forget()
        self.own.announced = True
        self.hello = {
            "parent_pid": os.getppid() if hasattr(os, "getppid") else 0,
            "name": "fork",
            "method": "fork",
            "daemon": False,
            "main": False,
            "python": sys.version.split()[0],
        }


RECORDER = Recorder()


def configure(folder: str) -> None:
    """Reads the run's settings from its private folder; raises OSError or ValueError."""
    with open(os.path.join(folder, "run.json"), encoding="utf-8") as file:
        RECORDER.settings = json.load(file)
    RECORDER.folder = folder
    RECORDER.magic = bytes.fromhex(RECORDER.settings["magic"]) if RECORDER.settings else bytes(8)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=RECORDER.before_fork,
            after_in_parent=RECORDER.after_fork_in_parent,
            after_in_child=RECORDER.after_fork_in_child,
        )
