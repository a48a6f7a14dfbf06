"""What the probe sees: real processes on real queues, under each start method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.observe import wire

pytestmark = pytest.mark.processes

KITCHEN = """
    import multiprocessing, sys, time

    def cook(queue, dish):
        for number in range(4):
            queue.put(f"{dish} {number + 1}")

    def guest(queue):
        while True:
            queue.get()
            time.sleep(0.002)
            queue.task_done()

    if __name__ == "__main__":
        multiprocessing.set_start_method(sys.argv[1])
        queue = multiprocessing.JoinableQueue()
        cooks = [
            multiprocessing.Process(target=cook, args=(queue, dish), name=f"Cook {dish}")
            for dish in ("bun", "dumpling", "rice parcel")
        ]
        guests = [
            multiprocessing.Process(target=guest, args=(queue,), name=f"Guest {n}", daemon=True)
            for n in (1, 2)
        ]
        for process in cooks + guests:
            process.start()
        for process in cooks:
            process.join()
        queue.join()
        print("goodbye")
"""


def test_twelve_items_are_put_taken_and_done(observe: Callable[..., Any], method: str) -> None:
    kitchen = observe(KITCHEN, method)
    out, err = kitchen.finish()
    seen = kitchen.seen
    assert (out, err) == ("goodbye\n", "")
    assert (len(seen.puts), len(seen.gets), len(seen.dones)) == (12, 12, 12)
    names = {text["name"] for text in seen.said("hello")}
    assert names == {
        "MainProcess",
        "Cook bun",
        "Cook dumpling",
        "Cook rice parcel",
        "Guest 1",
        "Guest 2",
    }
    assert len({text["key"] for text in seen.said("queue")}) == 1


def test_every_item_keeps_its_id_and_its_moments_are_in_order(
    observe: Callable[..., Any], method: str
) -> None:
    kitchen = observe(KITCHEN, method)
    kitchen.finish()
    seen = kitchen.seen
    put_ns = {(process, sequence): at_ns for process, sequence, at_ns in seen.puts}
    assert len(put_ns) == 12
    assert {(get[4], get[3]) for get in seen.gets} == set(put_ns)
    for _, item_put_ns, write_ns, sequence, producer, get_ns in seen.gets:
        assert item_put_ns == put_ns[producer, sequence]
        assert item_put_ns <= write_ns <= get_ns


def test_rebuilt_depth_is_never_negative_and_never_above_maxsize(
    observe: Callable[..., Any],
) -> None:
    program = observe(
        """
        import multiprocessing, threading

        def produce(queue):
            for number in range(3000):
                queue.put(number)

        def consume(queue):
            while queue.get() is not None:
                pass

        if __name__ == "__main__":
            context = multiprocessing.get_context("fork")
            queue = context.Queue(8)
            makers = [context.Process(target=produce, args=(queue,)) for _ in range(4)]
            takers = [context.Process(target=consume, args=(queue,)) for _ in range(4)]
            for process in makers + takers:
                process.start()
            for process in makers:
                process.join()
            for _ in takers:
                queue.put(None)
            for process in takers:
                process.join()
        """
    )
    program.finish()
    seen = program.seen
    assert len(seen.puts) == len(seen.gets) == 12_004
    changes = [(at_ns, 0) for _, _, at_ns in seen.puts] + [(get[5], 1) for get in seen.gets]
    depth, depths = 0, []
    for _, is_get in sorted(changes):
        depth += -1 if is_get else 1
        depths.append(depth)
    assert min(depths) == 0
    assert max(depths) == 8
    assert depths[-1] == 0


def test_subclasses_early_imports_and_generic_aliases_are_observed(
    observe: Callable[..., Any], method: str
) -> None:
    program = observe(
        """
        import multiprocessing, sys
        from multiprocessing.queues import Queue, SimpleQueue

        class Loud(Queue):
            def put(self, item, block=True, timeout=None):
                super().put(item * 2, block, timeout)

        def work(loud, simple):
            loud.put("a")
            simple.put("b")

        if __name__ == "__main__":
            context = multiprocessing.get_context(sys.argv[1])
            loud, simple = Loud(3, ctx=context), SimpleQueue[int](ctx=context)
            worker = context.Process(target=work, args=(loud, simple))
            worker.start()
            print(loud.get(), simple.get())
            worker.join()
        """,
        method,
    )
    out, _ = program.finish()
    assert out == "aa b\n"
    about = {(text["type"], text["class"], text["maxsize"]) for text in program.seen.said("queue")}
    assert about == {("Queue", "Loud", 3), ("SimpleQueue", "SimpleQueue", 0)}
    assert len(program.seen.gets) == len(program.seen.puts) == 2


def test_items_of_every_size_arrive_as_they_were(observe: Callable[..., Any]) -> None:
    program = observe(
        """
        import multiprocessing, sys

        SIZES = (0, 1, 3900, 3990, 4000, 4096, 16_384, 65_536, 1_000_000, 8 << 20)

        def work(queue, simple):
            for size in SIZES:
                queue.put(b"x" * size)
                simple.put(b"y" * size)

        if __name__ == "__main__":
            context = multiprocessing.get_context("spawn")
            queue, simple = context.Queue(), context.SimpleQueue()
            worker = context.Process(target=work, args=(queue, simple))
            worker.start()
            print(all((queue.get(), simple.get()) == (b"x" * n, b"y" * n) for n in SIZES))
            worker.join()
        """
    )
    assert program.finish()[0] == "True\n"
    assert len(program.seen.gets) == 20


def test_a_pool_is_seen_at_both_its_queues(observe: Callable[..., Any], method: str) -> None:
    program = observe(
        """
        import multiprocessing, sys

        def square(number):
            return number * number

        if __name__ == "__main__":
            context = multiprocessing.get_context(sys.argv[1])
            with context.Pool(2) as pool:
                print(pool.map(square, range(5), chunksize=1))
        """,
        method,
    )
    assert program.finish()[0] == "[0, 1, 4, 9, 16]\n"
    results = [get for get in program.seen.gets if get[0] == 0 and get[4] != 0]
    assert len(results) == 5  # the main process took five results of workers


def test_full_and_empty_are_told(observe: Callable[..., Any]) -> None:
    program = observe(
        """
        import multiprocessing, queue as errors

        if __name__ == "__main__":
            queue = multiprocessing.Queue(1)
            for attempt in (queue.get_nowait, lambda: queue.get(timeout=0.03)):
                try:
                    attempt()
                except errors.Empty:
                    print("empty")
            queue.put(1)
            for attempt in (lambda: queue.put_nowait(2), lambda: queue.put(2, timeout=0.03)):
                try:
                    attempt()
                except errors.Full:
                    print("full")
            queue.get()
            queue.close()
        """
    )
    assert program.finish()[0] == "empty\nempty\nfull\nfull\n"
    seen = program.seen
    assert (len(seen.marked(wire.EMPTY)), len(seen.marked(wire.FULL))) == (2, 2)
    assert len(seen.marked(wire.CLOSED)) == 1
    (put_wait,) = [span for span in seen.waited(wire.PUT_WAIT) if span[2] - span[1] > 25_000_000]
    assert put_wait[2] - put_wait[1] < 1_000_000_000
    assert any(span[2] - span[1] > 25_000_000 for span in seen.waited(wire.GET_WAIT))


def test_a_wait_is_told_while_it_lasts(observe: Callable[..., Any], method: str) -> None:
    program = observe(
        """
        import multiprocessing, sys

        def consume(queue):
            queue.get()

        def produce(queue):
            queue.put(1)
            queue.put(2)

        if __name__ == "__main__":
            context = multiprocessing.get_context(sys.argv[1])
            empty, small = context.Queue(), context.JoinableQueue(1)
            workers = [
                context.Process(target=consume, args=(empty,), name="consumer"),
                context.Process(target=produce, args=(small,), name="producer"),
            ]
            for worker in workers:
                worker.start()
            sys.stdin.readline()
            small.get(), small.get(), small.task_done(), small.task_done()
            small.join()
            empty.put(1)
            for worker in workers:
                worker.join()
        """,
        method,
    )
    program.wait_until(lambda seen: seen.marked(wire.GET_WAIT) and seen.marked(wire.PUT_WAIT))
    name = {text["process"]: text["name"] for text in program.seen.said("hello")}
    assert name[program.seen.marked(wire.GET_WAIT)[0][0]] == "consumer"
    assert name[program.seen.marked(wire.PUT_WAIT)[0][0]] == "producer"
    assert program.process.stdin is not None
    program.process.stdin.write("\n")
    program.process.stdin.flush()
    program.finish()
    assert program.seen.marked(wire.JOIN_IMMEDIATE) or program.seen.waited(wire.JOIN_QUEUE)
    pids = {text["pid"] for text in program.seen.said("hello")}
    assert {span[4] for span in program.seen.waited(wire.JOIN_PROCESS)} <= pids
    assert {text["code"] for text in program.seen.said("exit")} == {0}


def test_an_item_that_cannot_be_pickled_is_named_and_later_ones_arrive(
    observe: Callable[..., Any], method: str
) -> None:
    program = observe(
        """
        import multiprocessing, sys

        class Dish:
            def __repr__(self):
                return "<a dish that stays in the kitchen>"
            def __reduce__(self):
                raise TypeError("no dish leaves")

        def cook(queue, is_eaten):
            queue.put("soup")
            queue.put(Dish())
            queue.put("rice")
            is_eaten.wait()

        if __name__ == "__main__":
            context = multiprocessing.get_context(sys.argv[1])
            queue, is_eaten = context.Queue(2), context.Event()
            worker = context.Process(target=cook, args=(queue, is_eaten))
            worker.start()
            print(queue.get(), queue.get())
            is_eaten.set()
            worker.join()
        """,
        method,
    )
    out, err = program.finish()
    assert out == "soup rice\n"
    assert "TypeError: no dish leaves" in err
    (dropped,) = program.seen.said("dropped")
    assert dropped["repr"] == "<a dish that stays in the kitchen>"
    assert (dropped["sequence"], dropped["type"], dropped["text"]) == (
        1,
        "TypeError",
        "no dish leaves",
    )
    assert sorted(get[3] for get in program.seen.gets) == [0, 2]


def test_items_that_a_leaving_feeder_gave_up_are_named(observe: Callable[..., Any]) -> None:
    program = observe(
        """
        import multiprocessing

        class Dish:
            def __repr__(self):
                return "<a dish>"
            def __reduce__(self):
                import time
                while not multiprocessing.util.is_exiting():
                    time.sleep(0.001)
                raise TypeError("no dish leaves")

        def cook(queue):
            queue.put(Dish())
            queue.put("rice")

        if __name__ == "__main__":
            context = multiprocessing.get_context("fork")
            queue = context.Queue()
            worker = context.Process(target=cook, args=(queue,))
            worker.start()
            worker.join()
            print(worker.exitcode, queue.empty())
        """
    )
    assert program.finish()[0] == "0 True\n"
    lost = {text["sequence"]: text["repr"] for text in program.seen.said("dropped")}
    assert lost == {0: "(being sent)", 1: "'rice'"}


def test_a_worker_that_raises_is_told_with_its_traceback(
    observe: Callable[..., Any], method: str
) -> None:
    program = observe(
        """
        import multiprocessing, sys

        def fail():
            raise LookupError("no more flour")

        if __name__ == "__main__":
            context = multiprocessing.get_context(sys.argv[1])
            worker = context.Process(target=fail)
            worker.start()
            worker.join()
            print(worker.exitcode)
        """,
        method,
    )
    assert program.finish()[0] == "1\n"
    (error,) = program.seen.said("error")
    assert (error["type"], error["text"]) == ("LookupError", "no more flour")
    assert error["traceback"].rstrip().endswith("LookupError: no more flour")
    codes = {text["code"] for text in program.seen.said("end")}
    assert codes == {0, 1}


def test_one_task_done_too_many_is_told(observe: Callable[..., Any]) -> None:
    program = observe(
        """
        import multiprocessing

        if __name__ == "__main__":
            queue = multiprocessing.JoinableQueue()
            queue.put(1)
            queue.get()
            queue.task_done()
            queue.join()
            try:
                queue.task_done()
            except ValueError as problem:
                print(problem)
        """
    )
    assert program.finish()[0] == "task_done() called too many times\n"
    assert len(program.seen.dones) == 1
    assert len(program.seen.marked(wire.DONE_TOO_OFTEN)) == 1
    assert len(program.seen.marked(wire.JOIN_IMMEDIATE)) == 1


def test_a_feeder_that_is_quicker_than_a_put_sends_no_item_before_its_put(
    observe: Callable[..., Any],
) -> None:
    program = observe(
        """
        import multiprocessing, threading, time

        def fill(queue):
            for number in range(100):
                queue.put(number)

        def slow(release):
            def released():
                time.sleep(0.0002)  # the item is in the buffer, and its put is not over
                release()
            return released

        if __name__ == "__main__":
            queue = multiprocessing.JoinableQueue(3)
            queue._unfinished_tasks.release = slow(queue._unfinished_tasks.release)
            threads = [threading.Thread(target=fill, args=(queue,)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for _ in range(400):
                queue.get()
                queue.task_done()
            queue.join()
            print("done")
        """
    )
    assert program.finish() == ("done\n", "")
    put_ns = {sequence: at_ns for _, sequence, at_ns in program.seen.puts}
    assert sorted(put_ns) == list(range(400))
    assert sorted(get[3] for get in program.seen.gets) == list(range(400))
    for _, item_put_ns, write_ns, sequence, _, get_ns in program.seen.gets:
        assert put_ns[sequence] == item_put_ns <= write_ns <= get_ns


def test_a_put_that_an_exception_cut_short_is_counted_if_its_item_is_in_the_queue(
    observe: Callable[..., Any],
) -> None:
    program = observe(
        """
        import multiprocessing

        class Interrupt(Exception):
            pass

        def cut_short(queue, step):
            def interrupt(*_):
                delattr(part, step)
                raise Interrupt
            part = queue if step == "_start_thread" else queue._unfinished_tasks
            before = getattr(part, step)
            setattr(part, step, interrupt)
            try:
                queue.put(step)
            except Interrupt:
                setattr(part, step, before)
                print("cut short in", step)

        if __name__ == "__main__":
            queue = multiprocessing.JoinableQueue()
            cut_short(queue, "_start_thread")  # its item never gets into the buffer
            queue.put("first")
            print(queue.get())
            cut_short(queue, "release")  # its item is in the buffer already
            queue.put("last")
            print(queue.get(), queue.get())
        """
    )
    out, err = program.finish()
    assert (out.splitlines(), err) == (
        ["cut short in _start_thread", "first", "cut short in release", "release last"],
        "",
    )
    assert [sequence for _, sequence, _ in program.seen.puts] == [0, 1, 2]
    assert [get[3] for get in program.seen.gets] == [0, 1, 2]
    assert not program.seen.said("dropped")


def test_what_a_feeder_sends_when_its_process_ends_is_not_lost(
    observe: Callable[..., Any], method: str
) -> None:
    program = observe(
        """
        import multiprocessing, sys

        def fill(queue):
            for number in range(5000):
                queue.put(number)

        if __name__ == "__main__":
            multiprocessing.set_start_method(sys.argv[1])
            queue = multiprocessing.Queue()
            worker = multiprocessing.Process(target=fill, args=(queue,))
            worker.start()
            print(sum(queue.get() for _ in range(5000)))
            worker.join()
        """,
        method,
    )
    assert program.finish() == (f"{sum(range(5000))}\n", "")
    assert (len(program.seen.puts), len(program.seen.gets)) == (5000, 5000)
    assert not program.seen.said("dropped")
    assert [text["code"] for text in program.seen.said("end")] == [0, 0]
