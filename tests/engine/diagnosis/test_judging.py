"""Judging situations that are made up: no process is needed for it."""

from __future__ import annotations

import pytest

from engine.diagnosis import wording
from engine.diagnosis.lock_ownership import Part, find_orphans
from engine.diagnosis.wait_graph import Graph
from engine.model.findings import Finding, FindingKind, ItemId, Severity
from engine.model.ledger import Ledger, Loss, LossReason
from engine.model.stack_positions import ProcessPosition, ProgramLock, StackPosition
from engine.model.system_samples import ProcessState, Words
from engine.model.system_state import QueueFacts, SystemState
from engine.model.wait_for import Edge, EdgeKind, find_circle
from engine.observe import wire

LONG_NS = 5_000_000_000
LOCK = ProgramLock("key", "Lock", "a.py:3")
SYNC = "multiprocessing.synchronize"


def process_state(state=0, *, condition=wire.RUNNING, reading=False, timed=False, **more):
    base = {
        "condition": condition,
        "pid": 100,
        "cpu_ns": 0,
        "status": -1,
        "state": state,
        "queue": 0,
        "is_reading": reading,
        "is_timed": timed,
        "since_ns": 1,
        "argument": 0,
        "leaving_ns": 0,
        "threads": 0,
    }
    return ProcessState(**(base | more))


def system_of(process_states, queue_words=None, *, still_ns=LONG_NS, maxsize=0, kind="Queue"):
    process_states = {p: each._replace(pid=100 + p) for p, each in process_states.items()}
    known = {(p, 0): Words() for p in process_states}
    known |= {(p, 0): each for p, each in (queue_words or {}).items()}
    return SystemState(
        at_ns=10 * LONG_NS,
        process_states=process_states,
        places={
            p: 0 if each.state != wire.JOIN_PROCESS else -1 for p, each in process_states.items()
        },
        words=known,
        queues=(QueueFacts(kind, maxsize),),
        still_ns=dict.fromkeys(process_states, still_ns),
        died_ns={p: LONG_NS for p, each in process_states.items() if each.is_dead},
        repaired=frozenset(),
        is_ending=False,
    )


GETS = process_state(wire.GET_WAIT)
READS = process_state(wire.GET_WAIT, reading=True)


def dead(**more):
    return process_state(condition=wire.GONE, **more)


def test_consumers_of_an_empty_queue_are_stuck_when_all_wait():
    assert Graph(system_of({0: READS, 1: GETS})).stuck == (0, 1)


@pytest.mark.parametrize(
    "other",
    [
        process_state(),
        process_state(condition=wire.STOPPED),
        process_state(wire.GET_WAIT, timed=True),
        process_state(wire.JOIN_PROCESS, argument=100, threads=1),
    ],
    ids=["works", "is stopped", "has a timeout", "has another thread"],
)
def test_nobody_is_stuck_while_somebody_could_act_who(other):
    assert Graph(system_of({0: READS, 1: other})).stuck == ()


def test_nobody_is_stuck_who_has_only_just_begun_to_wait():
    assert Graph(system_of({0: READS}, still_ns=1000)).stuck == ()


def test_items_in_the_pipe_free_their_reader_and_who_joins_it():
    both = {0: READS, 1: process_state(wire.JOIN_PROCESS, argument=100)}
    assert Graph(system_of(both)).stuck == (0, 1)
    held = {1: Words(puts=3, sending=3, sent=3)}
    assert Graph(system_of(both, held)).stuck == ()


def test_who_joins_a_dead_process_goes_on():
    both = {0: dead(), 1: process_state(wire.JOIN_PROCESS, argument=100)}
    assert Graph(system_of(both)).stuck == ()


def test_one_that_died_reading_held_the_read_lock():
    (orphan,) = find_orphans(system_of({0: dead(state=wire.GET_WAIT, is_reading=True), 1: GETS}))
    assert (orphan.part, orphan.process, orphan.pid, orphan.is_torn) == (Part.READ, 0, 100, False)


def test_one_that_died_after_its_read_may_have_held_it_if_it_is_missed():
    after = dead()
    assert find_orphans(system_of({0: after, 1: process_state()})) == ()
    assert [orphan.process for orphan in find_orphans(system_of({0: after, 1: GETS}))] == [0]


def test_no_lock_is_an_orphan_that_somebody_alive_has():
    assert find_orphans(system_of({0: dead(), 1: READS, 2: GETS})) == ()


def test_one_that_died_in_a_large_write_tore_it_and_in_a_small_one_did_not():
    for size, is_torn in ((5000, True), (0, False)):
        told = {0: Words(puts=1, sending=1, sent=0, writing_bytes=size)}
        (orphan,) = find_orphans(system_of({0: dead(), 1: process_state()}, told))
        assert (orphan.part, orphan.is_torn) == (Part.WRITE, is_torn)


def test_a_circle_is_found_from_a_hopeless_wait():
    edges = (
        Edge("a", "lock", EdgeKind.WAITS_FOR, is_hopeless=True),
        Edge("lock", "b", EdgeKind.HELD_BY),
        Edge("b", "a", EdgeKind.WAITS_FOR, is_hopeless=True),
        Edge("c", "a", EdgeKind.WAITS_FOR, is_hopeless=True),
    )
    assert set(find_circle(edges)) == {"a", "lock", "b"}
    assert find_circle(edges[:2]) == ()


def test_books_balance_or_say_by_how_much_they_do_not():
    losses = (Loss(LossReason.KILLED, 1, 3), Loss(LossReason.TORN, 1, 1))
    books = Ledger(0, put=10, taken=4, in_buffers=1, in_pipe=1, losses=losses)
    assert (books.in_queue, books.lost, books.balance) == (2, 4, 0)
    assert Ledger(0, put=10, taken=4).balance == 6


@pytest.mark.parametrize("kind", list(FindingKind))
def test_every_kind_of_finding_can_be_told(kind):
    numbers = ["pid", "bytes", "signal", "code", "unsent", "in_pipe", "missing", "lost", "depth"]
    numbers += ["died", "maxsize", "left", "ended", "times", "seconds", "consumers"]
    numbers += ["in_per_s", "out_per_s", "cpu", "count", "p50", "p99", "longest"]
    texts = dict.fromkeys(("lock", "side", "type", "text", "signal", "item", "error"), "x")
    texts |= {"since": "taken", "doing": "computing", "without": "main"}
    texts |= {"undrained": "leaving", "full": "pipe", "pace": "computing"}
    texts |= {"kind": "Lock", "made": "x.py:1", "circle": "queues", "because": "own"}
    texts |= {"exit": "code", "killed": "killed", "died": "killed", "advice": "other"}
    texts |= {"bound": "bounded", "where": "x.py:3 in f", "blocked": "blocked"}
    spot = StackPosition(
        0, "/home/x/y.py", 7, "work", "with lock:", "", "lock", LOCK, is_still=True
    )
    for reason in LossReason:
        finding = Finding(
            kind,
            Severity.WARNING,
            0,
            0,
            who=(1,),
            waiting=(2, 3),
            items=(ItemId(1, 0),),
            numbers=dict.fromkeys(numbers, 7),
            texts=texts | {"reason": reason.value},
            spots=(ProcessPosition(1, spot, 2),),
        )
        names = wording.Names(lambda p: f"worker {p}", lambda q: f"queue {q}", lambda i: "an item")
        told = wording.tell(finding, names)
        assert all(sentence and not set("{?") & set(sentence) for sentence in told)


@pytest.mark.parametrize(
    ("call", "wait", "lock", "holder", "told"),
    [
        ("", "lock", LOCK, 2, "A waits at y.py:7 (x()) for the Lock made at a.py:3, which B has."),
        ("", "lock", LOCK, -1, "A waits at y.py:7 (x()) for the Lock made at a.py:3."),
        ("", "lock", LOCK, 1, "for the Lock made at a.py:3, which it has itself."),
        ("", "lock", ProgramLock("k", "Lock"), 2, "A stands at y.py:7 (x())."),
        (f"{SYNC}.Event.wait", "lock", LOCK, -1, "for the Event made at a.py:3."),
        ("threading.Barrier.wait", "lock", LOCK, -1, "for the Barrier made at a.py:3."),
        (f"{SYNC}.SemLock.__enter__", "lock", LOCK, -1, "for the Lock made at a.py:3."),
        ("threading.Event.wait", "thread", None, -1, "A stands at y.py:7 (x())."),
        ("", "timed", None, -1, "A sleeps, or waits with a timeout, at y.py:7 (x())."),
        ("subprocess.run", "child", None, -1, "A waits for a program at y.py:7 (x())."),
        ("", "input", None, -1, "A waits for input at y.py:7 (x())."),
    ],
)
def test_where_a_process_stands_is_told_with_what_it_waits_for(call, wait, lock, holder, told):
    spot = StackPosition(0, "/home/me/y.py", 7, "work", "x()", call, wait, lock)
    spots = (ProcessPosition(1, spot, holder),)
    finding = Finding(FindingKind.STANDSTILL, Severity.WARNING, 0, who=(1,), spots=spots)
    names = wording.Names(lambda process: "-AB"[process], str, str)
    assert wording.tell(finding, names).cause.endswith(told)


def test_of_many_who_stand_somewhere_some_are_told_and_how_many_more():
    spot = StackPosition(0, "y.py", 7, "work", "x()", "", "thread")
    spots = tuple(ProcessPosition(process, spot) for process in range(8))
    finding = Finding(FindingKind.STANDSTILL, Severity.WARNING, 0, spots=spots)
    cause = wording.tell(finding, wording.Names("ABCDEFGH".__getitem__, str, str)).cause
    assert cause.endswith("C stands at y.py:7 (x()). (5 more)")


@pytest.mark.parametrize(
    ("state", "has_read", "is_orphan"),
    [
        (wire.PUT_WAIT, False, True),  # a producer that has begun to wait for a slot meanwhile
        (wire.JOIN_QUEUE, False, True),
        (0, False, True),  # in its own code, and has never got anything
        (0, True, False),  # a get was begun and has returned: the lock went round
    ],
)
def test_a_read_lock_died_with_its_holder_unless_somebody_has_got_something_since(
    state, has_read, is_orphan
):
    alive = process_state(state, since_ns=2 * LONG_NS)
    victim = dead(state=wire.GET_WAIT, reading=True)
    words_of = {1: Words(gets=3 * has_read, puts=4), 0: Words(gets=3)}
    orphans = find_orphans(system_of({0: victim, 1: alive}, words_of))
    assert [orphan.process for orphan in orphans] == [0] * is_orphan
