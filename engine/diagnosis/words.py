"""The diagnosis in English: the one place where its sentences are.

Each kind of finding has a title (what, and who), a cause (why) and a remedy (what to do). They are
filled with the finding's `numbers` and `texts`, and with names: `who`, `waiting`, `queue`, `items`.
The window has sentences of its own, in its languages; the command line and the reports take these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from engine.diagnosis.findings import Finding, FindingKind, ItemId
from engine.diagnosis.graph import NodeKind

K = FindingKind


class Told(NamedTuple):
    """A finding in words."""

    title: str
    cause: str
    remedy: str


class Names(NamedTuple):
    """What processes, queues and items are called."""

    worker: Callable[[int], str]
    queue: Callable[[int], str]
    item: Callable[[ItemId], str]


SENTENCES: Mapping[FindingKind, Told] = {
    K.JOIN_BEFORE_DRAIN: Told(
        "Deadlock: {waiting} joins {who} before {queue} is empty",
        "{who} has ended its work, but can't leave: {unsent} of its items are still on their way "
        "into the pipe, which is full. {waiting}, who could take them, waits for {who} instead.",
        "Take all items first, then join. Or let {who} call cancel_join_thread(), if items may be "
        "lost.",
    ),
    K.TASK_DONE_MISSING: Told(
        "{waiting} waits for ever in {queue}.join(): {missing} task_done missing",
        "{missing} items were put that nobody will call task_done for. Last had by: {who}. "
        "Lost on their way: {lost}.",
        "Call task_done() once for each item that get() returned, in a finally block so that an "
        "exception does not skip it.",
    ),
    K.NO_MORE_ITEMS: Told(
        "{waiting} waits for items of {queue} that nobody will put",
        "{queue} is empty, and everybody who could put something has ended or waits himself.",
        "Let the last producer put a sentinel (None) for each consumer, or use get(timeout=...).",
    ),
    K.SENTINEL_MISSING: Told(
        "{missing} sentinel too few: {waiting} waits for one",
        "{ended} consumers of {queue} have got their sentinel and left; {waiting} has not, and "
        "nobody is left who would put another one.",
        "Put as many sentinels as there are consumers.",
    ),
    K.NO_MORE_SLOTS: Told(
        "{waiting} waits for a free slot of {queue} that nobody will free",
        "All {maxsize} slots are taken, and nobody is left who takes items.",
        "Start a consumer, or let producers stop when their consumers have gone.",
    ),
    K.NOBODY_TAKES: Told(
        "{waiting} waits in {queue}.join(), and nobody takes the {depth} items in it",
        "join() returns when task_done was called for each item; nobody is left who takes any.",
        "Start a consumer.",
    ),
    K.CONSUMERS_DEAD: Told(
        "All consumers of {queue} are dead: {who}",
        "{depth} items lie in {queue}. This is no overload: nobody takes them any more.",
        "Look at how {who} died, and start another consumer.",
    ),
    K.PRODUCERS_DEAD: Told(
        "All producers of {queue} are dead: {who}",
        "{waiting} waits for items that will never come.",
        "Look at how {who} died. Let consumers use get(timeout=...), or put sentinels "
        "from elsewhere.",
    ),
    K.SLOTS_LOST: Told(
        "{lost} of {maxsize} slots of {queue} are lost for ever",
        "A process died between taking a slot and giving it back ({who}). {waiting} waits for a "
        "slot, and none is left.",
        "Start the program again. Let processes end by themselves rather than kill them.",
    ),
    K.DEADLOCK: Told(
        "Deadlock: {waiting} wait for one another",
        "Each of them waits for something that only another one of them could bring.",
        "Look at the wait-for graph, and let one of them not wait.",
    ),
    K.READ_LOCK_ORPHANED: Told(
        "{who} died holding the read lock of {queue}",
        "Process {pid} was ended while it was in get(). The lock stays taken, so nobody can get "
        "any more, although there may be items.",
        "Never kill a process that uses a queue: send it a sentinel, and join it.",
    ),
    K.WRITE_LOCK_ORPHANED: Told(
        "{who} died holding the write lock of {queue}",
        "Process {pid} was ended while its feeder thread was writing. The lock stays taken: what "
        "others put stays in their buffers.",
        "Never kill a process that uses a queue: send it a sentinel, and join it.",
    ),
    K.CONDITION_ORPHANED: Told(
        "{who} died holding the condition's lock of {queue}",
        "Process {pid} was ended inside put() or task_done(). Every put(), task_done() and join() "
        "of this JoinableQueue blocks from now on.",
        "Start the program again; let processes end by themselves.",
    ),
    K.DIED_IN_JOIN: Told(
        "{who} died inside {queue}.join(), and {waiting} waits for it to wake up",
        "The last task_done() wakes all who wait in join(), and waits until they have woken up. "
        "Process {pid} never will.",
        "Start the program again; let only one process join the queue, and do not kill it.",
    ),
    K.TORN_MESSAGE: Told(
        "{who} tore a message of {queue}",
        "Process {pid} was ended in the middle of an item of {bytes} bytes ({side}). What follows "
        "in the pipe can't be told apart any more: get() blocks, its timeout notwithstanding.",
        "Start the program again; let processes end by themselves.",
    ),
    K.LOCK_REPAIRED: Told(
        "{who} died holding the {lock} lock of {queue}; it was released for the dead",
        "Process {pid} was ended with the lock in its hands. Nothing was torn, so the others go "
        "on. Without Queuescope they would wait for ever.",
        "Never kill a process that uses a queue: send it a sentinel, and join it.",
    ),
    K.ITEMS_LOST: Told(
        "{lost} items that {who} put into {queue} are lost",
        "{why}",
        "{fix}",
    ),
    K.TASK_DONE_TOO_OFTEN: Told(
        "{who} called task_done() {times} times too often",
        "task_done() was called for more items than were put into {queue}: ValueError.",
        "Call task_done() exactly once for each item that get() returned.",
    ),
    K.WORKER_RAISED: Told(
        "{who} ended with an exception: {type}",
        "{text}. It had in hand: {items}.",
        "Look at its traceback. Catch what may fail for one item, so that the others go on.",
    ),
    K.WORKER_EXITED: Told(
        "{who} left with exit code {code}: {text}",
        "It called sys.exit() or something like it. It had in hand: {items}.",
        "Leave with sys.exit(0), or return, when all is well.",
    ),
    K.WORKER_VANISHED: Told(
        "{who} vanished without a word: {text}",
        "It did not come to the end of its code and cleaned nothing up: os._exit(), or a kill. "
        "What it had put may be lost. It had in hand: {items}.",
        "Do not call os._exit() in a worker: return, or raise.",
    ),
    K.WORKER_CRASHED: Told(
        "{who} crashed: {signal}",
        "The system ended it for a fault such as a bad memory access, most likely in an extension "
        "module. It had in hand: {items}.",
        "Run it with python -X faulthandler to see where.",
    ),
    K.WORKER_KILLED: Told(
        "{who} was killed: {signal}",
        "A signal from outside ended it; the system does so too when memory runs out. It had in "
        "hand: {items}.",
        "Ask it to end by a sentinel instead.",
    ),
    K.WORKER_STOPPED: Told(
        "{who} is stopped",
        "A signal (SIGSTOP, or Ctrl-Z) holds process {pid}. Nothing is lost; others may wait for "
        "it.",
        "Let it go on: kill -CONT {pid}.",
    ),
    K.LOCK_HELD: Told(
        "{who} holds the {lock} lock of {queue} and does not move",
        "It lives, and all others have to wait until it gives the lock back.",
        "Look at what process {pid} does: py-spy dump --pid {pid}.",
    ),
    K.WORKER_BUSY: Told(
        "All wait for {who}, which has been busy for {seconds:.0f} s",
        "{who} is in its own code. That is slow, and no deadlock. It works on: {items}.",
        "If it takes too long, divide the work into smaller items.",
    ),
    K.OVERLOAD: Told(
        "Overload: {queue} fills faster than it is emptied",
        "{in_per_s:.1f} items come in each second, and {out_per_s:.1f} go out, with {consumers} "
        "consumers at work.",
        "Add consumers, make an item cheaper, or bound the queue so that producers slow down.",
    ),
}

LOSSES: Mapping[str, tuple[str, str]] = {
    "unpicklable": (
        "put() had succeeded, then the feeder thread could not pickle {item}: {error}.",
        "Put only what pickle can handle: no locks, sockets, generators or lambdas.",
    ),
    "not-written": (
        "The feeder thread could not write {item}: {error}.",
        "Do not close the queue before all is taken.",
    ),
    "not-flushed": (
        (
            "{who} did not wait for its feeder thread (cancel_join_thread, os._exit), or the "
            "feeder met an error while {who} was leaving."
        ),
        "Leave out cancel_join_thread(), and let the process come to its own end.",
    ),
    "killed": (
        "{who} was killed before its feeder thread had sent them: they died with its buffer.",
        "Let processes end by themselves.",
    ),
    "torn": (
        "A message was cut off in its middle when a process was killed.",
        "Let processes end by themselves.",
    ),
}

# What a run says that its own judge has ended.
ORPHANED = "{who} died holding the {lock} lock of {queue}, and what it guards can't be trusted."
TORN = "{who} died while it {side} a message of {bytes} bytes: {queue} can't be read any more."
MISREAD = "A message of {queue} was torn: {who} read the middle of one as its beginning."
DIED_IN_JOIN = "{who} died in join(); {last} waits for it to wake up."
STALLED = "Nothing can move any more since {who} died: {waits}."
WAITS = "{who} waits {what}"
NAME_AND_PID = "{name} (pid {pid})"
SOMEBODY = "process {process}"
ITEM = "item {number} of {producer}"
FIRST_QUEUE = "the queue"
NTH_QUEUE = "queue {number}"
LOCKS = {"read": "read", "write": "write", "condition": "condition's"}
SIDES = {"read": "read", "write": "wrote", "condition": "had"}
AWAITED = {
    NodeKind.PROCESS: "for a process to end",
    NodeKind.READ_LOCK: "for the read lock",
    NodeKind.WRITE_LOCK: "for the write lock",
    NodeKind.CONDITION: "for the condition's lock",
    NodeKind.SLOTS: "for a free slot",
    NodeKind.ITEMS: "for an item",
    NodeKind.TASKS: "for the queue to be done",
    NodeKind.PIPE: "for room in the pipe",
}
NOBODY = "nobody"
NO_ITEMS = "nothing that is known"
MORE = "{some} and {count} more"
MOST_NAMES = 4


def tell(finding: Finding, names: Names) -> Told:
    """The finding in English."""
    values: dict[str, object] = {
        "who": _list([names.worker(process) for process in finding.who]),
        "waiting": _list([names.worker(process) for process in finding.waiting]),
        "queue": names.queue(finding.queue),
        "items": _list([names.item(item) for item in finding.items], NO_ITEMS),
        **{name: _plain(number) for name, number in finding.numbers.items()},
        **finding.texts,
    }
    if finding.kind is FindingKind.ITEMS_LOST:
        values["item"] = finding.texts["item"] or values["items"]
        why, fix = LOSSES[finding.texts["reason"]]
        values |= {"why": why.format_map(values), "fix": fix}
    return Told(*(sentence.format_map(values) for sentence in SENTENCES[finding.kind]))


def _plain(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def _list(names: list[str], nothing: str = NOBODY) -> str:
    if not names:
        return nothing
    if len(names) > MOST_NAMES:
        some = ", ".join(names[:MOST_NAMES])
        return MORE.format(some=some, count=len(names) - MOST_NAMES)
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
