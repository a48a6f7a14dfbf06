"""Every item that was put is taken, in the queue, or lost for a reason that is told."""

from __future__ import annotations

import pytest

from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import FindingKind
from engine.model.ledger import LossReason

pytestmark = pytest.mark.usefixtures("ends_clean")

DYING = """
import os, signal, sys, time

def put(queue, end):
    queue.put("first")
    for number in range(99):
        queue.put("x" * 5000)
    if end == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if end == "_exit":
        os._exit(0)
    queue.cancel_join_thread()

if __name__ == "__main__":
    queue = mp.get_context(sys.argv[1]).Queue()
    producer = mp.get_context(sys.argv[1]).Process(target=put, args=(queue, sys.argv[2]))
    producer.start()
    producer.join()
    received = 0
    while queue._reader.poll(0.3) and received < int(sys.argv[3]):
        queue.get()
        received += 1
    print(received)
"""


@pytest.mark.parametrize("end", ["kill", "_exit", "cancel"])
def test_a_producer_that_dies_unflushed_loses_exactly_what_was_not_received(
    trace, method, end, tmp_path
):
    watched = trace(DYING, method, end, "1")
    watched.finish()
    received = int((tmp_path / "output").read_text())
    (ledger,) = watched.snapshot.ledgers
    assert (ledger.put, ledger.taken) == (100, received)
    assert ledger.lost + ledger.in_pipe == 100 - received
    reasons = {loss.reason for loss in ledger.losses} - {LossReason.TORN}
    known = {"kill": LossReason.KILLED, "_exit": LossReason.EXITED}
    assert reasons == {known.get(end, LossReason.NOT_FLUSHED)}
    found = watched.find(FindingKind.ITEMS_LOST)
    assert watched.names(found.who) == [watched.snapshot.workers[-1].name]


def test_items_of_a_killed_producer_that_nobody_had_heard_of_are_in_the_books(trace):
    """It is killed at once: not one word of its 100 puts has been sent."""
    watched = trace("""
import os, signal, threading

def put(queue):
    queue._writer.send_bytes(b"")  # whatever the feeder writes comes behind this, which is torn
    queue._wlock.acquire()
    for number in range(100):
        queue.put(number)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    queue = mp.Queue()
    producer = mp.Process(target=put, args=(queue,))
    producer.start()
    producer.join()
""")
    watched.finish()
    (ledger,) = watched.snapshot.ledgers
    assert (ledger.put, ledger.taken, ledger.lost) == (100, 0, 100)
    assert [(loss.reason, loss.count) for loss in ledger.losses] == [(LossReason.KILLED, 100)]


def test_what_a_killed_consumer_took_last_is_known(cook, method):
    watched = cook(method=method, guests=1, cooks=1, cook_s=0.05)
    watched.until(lambda: watched.has("Guest 1") and watched.taken > 2)
    guest = watched.worker("Guest 1").process
    watched.run.fault(guest, FaultKind.KILL, FaultPoint.BEFORE_TASK_DONE)
    watched.until(lambda: [f for f in watched.snapshot.findings if guest in f.who and f.items])
    ((item,),) = [f.items for f in watched.snapshot.findings if guest in f.who and f.items]
    way = watched.timeline.item_way(0, item.producer, item.sequence)
    assert way.consumer == guest
    assert way.done_ns is None
    watched.end()


BAD_ITEMS = """
import os, sys, ctypes

class Bad:
    def __init__(self, what):
        self.what = what
    def __reduce__(self):
        if self.what == "unpicklable":
            raise TypeError("cannot be pickled, on purpose")
        return (spoil, (self.what,))
    def __repr__(self):
        return f"Bad({self.what!r})"

def spoil(what):
    if what == "raise":
        raise ValueError("cannot be unpickled, on purpose")
    if what == "exit":
        sys.exit("x")
    if what == "crash":
        ctypes.string_at(0)

def put(queue, what):
    for item in ("before", Bad(what), "after", "later"):
        queue.put(item)

def get(queue):
    while queue.get() is not None:
        pass

if __name__ == "__main__":
    what = sys.argv[1]
    queue = mp.Queue()
    consumers = [mp.Process(target=get, args=(queue,), name=f"consumer {n}") for n in range(2)]
    for consumer in consumers:
        consumer.start()
    producer = mp.Process(target=put, args=(queue, what), name="producer")
    producer.start()
    producer.join()
    for consumer in consumers:
        queue.put(None)
    for consumer in consumers:
        consumer.join()
"""


def test_an_unpicklable_item_is_named_and_later_ones_arrive(trace):
    source = BAD_ITEMS.replace(
        '"later"):\n        queue.put(item)',
        '"later"):\n        queue.put(item)\n    import time; time.sleep(0.3)',
    )
    watched = trace(source, "unpicklable")
    watched.finish()
    (ledger,) = watched.snapshot.ledgers
    (loss,) = ledger.losses
    assert (loss.reason, loss.count, loss.repr) == (
        LossReason.UNPICKLABLE,
        1,
        "Bad('unpicklable')",
    )
    assert "on purpose" in loss.error
    assert (ledger.put, ledger.taken) == (6, 5)
    found = watched.find(FindingKind.ITEMS_LOST)
    assert [(item.producer, item.sequence) for item in found.items] == [
        (watched.worker("producer").process, 1)
    ]


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("raise", FindingKind.WORKER_RAISED),
        ("exit", FindingKind.WORKER_EXITED),
        ("crash", FindingKind.WORKER_CRASHED),
    ],
)
def test_an_item_whose_unpickling_fails_is_named_and_later_ones_arrive(trace, what, kind):
    watched = trace(BAD_ITEMS, what)
    watched.finish()
    found = watched.find(kind)
    assert [(item.producer, item.sequence) for item in found.items] == [
        (watched.worker("producer").process, 1)
    ]
    (ledger,) = watched.snapshot.ledgers
    assert ledger.taken >= 5  # one None is left: a consumer less
