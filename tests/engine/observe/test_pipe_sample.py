"""What is seen of a queue beside its items: the bytes in its pipe, and what its feeder is at."""

from __future__ import annotations

import pickle
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable

import pytest

from engine.analysis.analysis import Analysis
from engine.model.queue_inside import Feeder, Inside
from engine.observe import board
from engine.run.script_run import ScriptRun
from engine.run.script_target import Target

pytestmark = pytest.mark.processes

PATIENCE_S = 20.0
HEADER_BYTES = 4  # multiprocessing's own, in front of each message

ITEMS = ["bun", "x" * 1000, 5]
BYTES = """
    import multiprocessing, time

    if __name__ == "__main__":
        queue = multiprocessing.get_context("spawn").Queue()
        for item in ["bun", "x" * 1000, 5]:
            queue.put(item)
        time.sleep(60)
"""
ONE_FEEDER = """
    import multiprocessing, re, time

    class Slow:
        def __reduce__(self):
            {pickling}
            return str, ()

    if __name__ == "__main__":
        queue = multiprocessing.Queue()
        queue.put("first")
        while queue.empty():
            time.sleep(0.001)
        queue.put(Slow())
        time.sleep(60)
"""
PICKLES = ONE_FEEDER.format(pickling="time.sleep(60)")
HOLDS_THE_INTERPRETER = ONE_FEEDER.format(pickling="re.match('(a+)+$', 27 * 'a' + 'b')")
TWO_FEEDERS = """
    import multiprocessing, time

    def put(queue, item):
        queue.put(item)
        time.sleep(60)

    if __name__ == "__main__":
        context = multiprocessing.get_context("fork")
        queue = context.Queue()
        large = context.Process(target=put, args=(queue, bytes(3_000_000)))
        large.start()
        while queue.empty():
            time.sleep(0.001)
        context.Process(target=put, args=(queue, "small")).start()
        time.sleep(60)
"""


@pytest.fixture
def inside_until(tmp_path):
    """`inside_until(source, is_so)` runs a program until the inside of its queue is so."""

    def wait(source: str, is_so: Callable[[Inside], object]) -> Inside:
        path = tmp_path / "program.py"
        path.write_text(textwrap.dedent(source), encoding="utf-8")
        quiet = subprocess.DEVNULL
        run, timeline = ScriptRun(Target(str(path)), stdout=quiet, stderr=quiet), Analysis()
        run.start()
        deadline_s = time.monotonic() + PATIENCE_S
        try:
            while time.monotonic() < deadline_s:
                timeline.feed(run.poll(0.01))
                insides = timeline.snapshot(run.now_ns(), run.phase).insides
                if insides and is_so(insides[0]):
                    return insides[0]
            pytest.fail(f"never seen; the last was {insides}")
        finally:
            run.close()

    return wait


def test_the_bytes_in_the_pipe_are_counted_and_the_probes_own_told_apart(inside_until):
    own = sum(len(pickle.dumps(item)) + HEADER_BYTES for item in ITEMS)
    inside = inside_until(
        BYTES, lambda seen: seen.in_pipe == 3 and seen.pipe and seen.pipe.own_bytes == own
    )
    assert inside.pipe.bytes > own
    if sys.platform == "linux":
        assert inside.pipe.capacity_bytes >= inside.pipe.own_capacity_bytes == 65_536


@pytest.mark.parametrize(
    ("program", "feeder"),
    [
        pytest.param(PICKLES, Feeder.PICKLING, id="pickles"),
        pytest.param(TWO_FEEDERS, Feeder.AT_WRITE_LOCK, id="waits for the write lock"),
        pytest.param(TWO_FEEDERS, Feeder.WRITING, id="writes"),
        pytest.param(HOLDS_THE_INTERPRETER, Feeder.UNSEEN, id="runs no Python"),
    ],
)
def test_it_is_seen_what_a_feeder_is_at(inside_until, program, feeder):
    inside = inside_until(program, lambda seen: any(s.feeder is feeder for s in seen.senders))
    sender = next(sender for sender in inside.senders if sender.feeder is feeder)
    assert sender.buffered == 1


def test_a_feeder_with_nothing_to_send_is_idle(inside_until):
    inside = inside_until(BYTES, lambda seen: seen.in_pipe == 3)
    assert [sender.feeder for sender in inside.senders] == [Feeder.IDLE]


@pytest.mark.parametrize("size", [0, 1, 65_536, board.MOST_BYTES])
@pytest.mark.parametrize("feeder", [board.AWAY, board.PICKLING, board.AT_WRITE_LOCK])
def test_a_sample_fits_one_word(size, feeder):
    at_ns = time.perf_counter_ns()
    word = board.pipe_sample_word(at_ns, feeder, size)
    assert 0 < word < 1 << 63
    sample = board.read_pipe_sample(word)
    assert sample == (at_ns // 1_000_000 * 1_000_000, feeder, size)


def test_more_bytes_than_a_word_holds_are_told_as_the_most_it_holds():
    assert (
        board.read_pipe_sample(board.pipe_sample_word(0, 0, 1 << 40)).pipe_bytes == board.MOST_BYTES
    )
    assert board.read_pipe_sample(0) is None
