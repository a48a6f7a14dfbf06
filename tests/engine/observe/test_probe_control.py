"""Holding, stepping, and what happens when one side is not what the other expects."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from engine.collect import Session
from engine.observe import wire
from engine.observe.board import Board
from engine.observe.channel import GREETING

pytestmark = pytest.mark.processes

ENDLESS = """
    import multiprocessing, sys, time

    def produce(queue):
        number = 0
        while True:
            queue.put(number)
            number += 1
            time.sleep(0.001)

    if __name__ == "__main__":
        context = multiprocessing.get_context("fork")
        queue = context.Queue()
        worker = context.Process(target=produce, args=(queue,), daemon=True, name="producer")
        worker.start()
        sys.stdin.readline()
        print("ended")
"""


def _end(program: Any) -> None:
    program.process.stdin.write("\n")
    program.process.stdin.flush()


def test_a_held_program_stands_still_and_one_step_lets_one_operation_through(
    observe: Callable[..., Any],
) -> None:
    program = observe(ENDLESS)
    board = program.session.board
    program.wait_until(lambda seen: len(seen.puts) > 20)
    (producer,) = {put[0] for put in program.seen.puts}
    board.gate = Board.HELD
    program.wait_until(lambda _: board.slot(producer).state == wire.PAUSED)
    program.wait_until(lambda seen: seen.marked(wire.PAUSED))
    before = len(program.seen.puts)
    board.grant_step(producer)
    program.wait_until(lambda seen: len(seen.puts) == before + 1)
    program.wait_until(lambda _: board.slot(producer).state == wire.PAUSED)
    assert len(program.seen.puts) == before + 1
    board.gate = Board.OPEN
    program.wait_until(lambda seen: len(seen.puts) > before + 20)
    _end(program)
    program.finish()
    assert program.seen.waited(wire.PAUSED)


def test_a_program_goes_on_when_the_application_goes(observe: Callable[..., Any]) -> None:
    program = observe(ENDLESS)
    program.wait_until(lambda seen: len(seen.puts) > 20)
    program.session.close()
    _end(program)
    out, err = program.process.communicate(timeout=20)
    assert (program.process.returncode, out, err) == (0, "ended\n", "")


def test_a_held_program_goes_on_when_the_application_goes(observe: Callable[..., Any]) -> None:
    program = observe(
        """
        import multiprocessing, sys
        if __name__ == "__main__":
            queue = multiprocessing.Queue()
            queue.put(1)
            print("held", flush=True)
            sys.stdin.readline()
            queue.put(2)
            print(queue.get(), queue.get())
        """
    )
    board = program.session.board
    program.wait_until(lambda _: board.slot(0).pid and not board.is_unsent(board.slot(0).pid))
    board.gate = Board.HELD
    _end(program)
    program.wait_until(lambda _: board.slot(0).state == wire.PAUSED)
    program.session.close()
    out, err = program.process.communicate(timeout=20)
    assert (program.process.returncode, out, err) == (0, "held\n1 2\n", "")


def test_items_of_an_unobserved_process_pass_through_untouched(observe: Callable[..., Any]) -> None:
    program = observe(
        """
        import multiprocessing, sys

        def produce(queue):
            queue.put({"from": "outside"})

        if __name__ == "__main__":
            context = multiprocessing.get_context("spawn")
            queue = context.Queue()
            from multiprocessing import spawn
            observed_command = spawn.get_command_line
            spawn.get_command_line = observed_command.__wrapped__
            worker = context.Process(target=produce, args=(queue,))
            worker.start()
            print(queue.get())
            worker.join()
        """
    )
    assert program.finish()[0] == "{'from': 'outside'}\n"
    (get,) = program.seen.gets
    assert get[4] == wire.FOREIGN
    assert program.session.stream_count == 1


def test_an_unobserved_process_gets_items_of_an_observed_one(observe: Callable[..., Any]) -> None:
    program = observe(
        """
        import multiprocessing, sys

        def consume(queue):
            print(queue.get(), "_queuescope" in sys.modules, flush=True)

        if __name__ == "__main__":
            context = multiprocessing.get_context("spawn")
            queue = context.Queue()
            from multiprocessing import spawn
            spawn.get_command_line = spawn.get_command_line.__wrapped__
            worker = context.Process(target=consume, args=(queue,))
            worker.start()
            queue.put(["for", "outside"])
            worker.join()
        """
    )
    assert program.finish()[0] == "['for', 'outside'] False\n"


def test_the_probe_leaves_no_trace_that_a_program_would_stumble_over(
    observe: Callable[..., Any], method: str
) -> None:
    program = observe(
        """
        import multiprocessing, os, sys, threading

        def look(queue):
            queue.put((threading.active_count(), [t.name for t in threading.enumerate()]))
            queue.put((sys.path[0], [name for name in os.environ if "SCOPE" in name.upper()]))

        if __name__ == "__main__":
            context = multiprocessing.get_context(sys.argv[1])
            queue = context.Queue()
            worker = context.Process(target=look, args=(queue,))
            worker.start()
            print(queue.get(), queue.get(), sys.argv[1:], repr(queue._rlock))
            worker.join()
        """,
        method,
    )
    out, _ = program.finish()
    assert out.startswith("(1, ['MainThread'])")
    assert "[]" in out
    assert "engine" not in out
    assert "<Lock(owner=None)>" in out


def test_the_key_is_in_no_command_line_and_no_file_for_others() -> None:
    session = Session()
    try:
        assert session.key.hex() not in " ".join(session.command(["script.py"]))
        if os.name == "posix":
            assert session.folder.stat().st_mode & 0o777 == 0o700
            assert (session.folder / "run.json").stat().st_mode & 0o777 == 0o600
    finally:
        session.close()
    assert not session.folder.exists()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the channel is a loopback socket here")
@pytest.mark.parametrize(
    "words",
    [b"", b"GET / HTTP/1.1\r\n\r\n", GREETING + bytes(32), GREETING, b"\x00" * 5000],
    ids=["nothing", "garbage", "wrong key", "half a greeting", "zeros"],
)
def test_strangers_at_the_collector_are_refused(words: bytes) -> None:
    session = Session()
    try:
        stranger = socket.socket(socket.AF_UNIX)
        stranger.settimeout(10)
        stranger.connect(str(session.folder / "collector"))
        try:
            stranger.sendall(words)
            assert stranger.recv(16) == b""
        except (ConnectionResetError, BrokenPipeError):
            pass  # refused before all was said
        stranger.close()
        assert session.stream_count == 0
        assert session.poll(0.1) == []
    finally:
        session.close()


def test_a_frame_that_never_became_whole_is_dropped() -> None:
    session = Session()
    try:
        friend = socket.socket(socket.AF_UNIX)
        friend.connect(str(session.folder / "collector"))
        friend.sendall(GREETING + session.key)
        assert friend.recv(4) == bytes(4)
        whole = wire.frame(wire.DONES, 0, bytes(16))
        friend.sendall(whole + whole[:-3])
        friend.close()
        packets = []
        deadline_s = time.monotonic() + 10
        while time.monotonic() < deadline_s and (not packets or packets[-1].frames):
            packets += session.poll(0.1)
        assert [packet.frames for packet in packets] == [whole, b""]
    finally:
        session.close()


def test_a_session_leaves_nothing_behind() -> None:
    import threading

    threads = threading.active_count()
    for _ in range(20):
        Session().close()
    assert threading.active_count() == threads
    if sys.platform == "linux":
        before = len(os.listdir("/proc/self/fd"))
        Session().close()
        assert len(os.listdir("/proc/self/fd")) == before
