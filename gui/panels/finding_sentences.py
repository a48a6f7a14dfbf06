"""The sentences for each kind of finding: what is so, why, and what to do about it.

Places in braces are filled by gui/panels/finding_words.py with names and numbers.
"""

from __future__ import annotations

from engine.diagnosis.findings import FindingKind
from engine.diagnosis.ledger import LossReason
from gui.i18n import QT_TRANSLATE_NOOP

SENTENCES: dict[FindingKind, tuple[str, str, str]] = {
    FindingKind.JOIN_BEFORE_DRAIN: (
        QT_TRANSLATE_NOOP("Finding", "Deadlock: joined before the queue was drained"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{waiting} waits for the end of {who}. But {who} cannot end before its feeder thread "
            "has sent what is in its buffer (items: {unsent}), the pipe is full, and only "
            "{waiting} could take something out of it.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Take all items from the queue first, then join the process."),
    ),
    FindingKind.TASK_DONE_MISSING: (
        QT_TRANSLATE_NOOP("Finding", "join() waits for a task_done() that will never come"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{waiting} waits in {queue}.join(), but nobody will say task_done() for some of "
            "the items taken (missing: {missing}). Taken last by: {who}.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Call task_done() once for each item taken, also when the work on it fails: "
            "put it into a finally block.",
        ),
    ),
    FindingKind.NO_MORE_ITEMS: (
        QT_TRANSLATE_NOOP("Finding", "Waiting for items that nobody will put"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Waiting in get(): {waiting}. Every process that could put an item on {queue} has "
            "ended or waits itself.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "When the producers are through, put one sentinel (None) for each consumer, or make "
            "the consumers daemons.",
        ),
    ),
    FindingKind.SENTINEL_MISSING: (
        QT_TRANSLATE_NOOP("Finding", "Too few sentinels"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{ended} consumers found a sentinel and ended. Still waiting in get(): {waiting}. "
            "Nobody will put another one; {missing} missing.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Put as many sentinels as there are consumers."),
    ),
    FindingKind.NO_MORE_SLOTS: (
        QT_TRANSLATE_NOOP("Finding", "Waiting for free slots that nobody will free"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Blocked in put(): {waiting}. All {maxsize} slots of {queue} are taken, and no process "
            "is left that takes items.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Keep a consumer until the producers are through, or put with a timeout and "
            "handle Full.",
        ),
    ),
    FindingKind.NOBODY_TAKES: (
        QT_TRANSLATE_NOOP("Finding", "Nobody is left to take the items"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Waiting in {queue}.join(): {waiting}. It returns when task_done() was called for each "
            "item; {depth} lie in the queue, and no process is left that takes any.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Start a consumer: set its count."),
    ),
    FindingKind.CONSUMERS_DEAD: (
        QT_TRANSLATE_NOOP("Finding", "All consumers are dead"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Everybody who took from {queue} has died: {who}. Items that wait there: {depth}; "
            "nobody comes for them.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Find out why they died (their lanes tell), and start consumers again: set their "
            "count.",
        ),
    ),
    FindingKind.PRODUCERS_DEAD: (
        QT_TRANSLATE_NOOP("Finding", "All producers are dead"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Everybody who put on {queue} has died: {who}. Waiting in get(): {waiting}.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Find out why they died (their lanes tell). In your own program: watch exitcode, and "
            "put the sentinels in the place of the dead.",
        ),
    ),
    FindingKind.SLOTS_LOST: (
        QT_TRANSLATE_NOOP("Finding", "Slots that never come back"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} died between taking a slot and sending the item. {lost} of {maxsize} slots are "
            "lost with it, {left} are left.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Make a new queue; and let producers end by themselves instead of killing them.",
        ),
    ),
    FindingKind.DEADLOCK: (
        QT_TRANSLATE_NOOP("Finding", "Deadlock: everybody waits for somebody else"),
        QT_TRANSLATE_NOOP(
            "Finding", "These wait for one another in a circle, and none can go on: {waiting}."
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Look at who waits for whom, and take one arrow out of the circle."
        ),
    ),
    FindingKind.READ_LOCK_ORPHANED: (
        QT_TRANSLATE_NOOP("Finding", "The read lock died with its holder"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died inside get(), holding the read lock of {queue}. A lock does "
            "not know that its holder is gone: nobody can get any more.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Never kill a process that uses a queue: send it a sentinel. This queue must be made "
            "anew: press Start.",
        ),
    ),
    FindingKind.WRITE_LOCK_ORPHANED: (
        QT_TRANSLATE_NOOP("Finding", "The write lock died with its holder"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died while its feeder thread held the write lock of {queue}. What "
            "others put stays in their buffers and never arrives.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Never kill a process that puts: let it end by itself. This queue must be made anew: "
            "press Start.",
        ),
    ),
    FindingKind.CONDITION_ORPHANED: (
        QT_TRANSLATE_NOOP("Finding", "The condition's lock died with its holder"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died holding the lock that counts unfinished tasks of {queue}: put, "
            "task_done and join wait for it for ever.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Never kill a process that uses a JoinableQueue. It must be made anew: press Start.",
        ),
    ),
    FindingKind.DIED_IN_JOIN: (
        QT_TRANSLATE_NOOP("Finding", "A process died inside join()"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died while it waited in {queue}.join(). The last task_done() wants "
            "to wake it up, and waits for its answer for ever: {waiting}.",
        ),
        QT_TRANSLATE_NOOP("Finding", "End the one who joins last. Press Start for a new queue."),
    ),
    FindingKind.TORN_MESSAGE: (
        QT_TRANSLATE_NOOP("Finding", "A message was torn"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died in the middle of a message on {queue}. What follows in the "
            "pipe cannot be told from its rest: even get(timeout=…) would block for ever.",
        ),
        QT_TRANSLATE_NOOP("Finding", "This queue must be made anew: press Start."),
    ),
    FindingKind.LOCK_REPAIRED: (
        QT_TRANSLATE_NOOP("Finding", "A lock of the dead was released"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died holding the {lock} of {queue}. No message was torn, so "
            "Queuescope released it in its place. Without it, everybody would wait for ever.",
        ),
        QT_TRANSLATE_NOOP("Finding", "In your own program nobody does that: do not kill workers."),
    ),
    FindingKind.ITEMS_LOST: (
        QT_TRANSLATE_NOOP("Finding", "Items were lost"),
        QT_TRANSLATE_NOOP("Finding", "Put by {who} and never to arrive: {lost}; {reason}{item}"),
        "",
    ),
    FindingKind.TASK_DONE_TOO_OFTEN: (
        QT_TRANSLATE_NOOP("Finding", "task_done() was called too often"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} called task_done() on {queue} more often than items were put ({times} times): "
            "that raises ValueError.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Call it once for each item that get() has returned."),
    ),
    FindingKind.WORKER_RAISED: (
        QT_TRANSLATE_NOOP("Finding", "{who} failed: {type}"),
        QT_TRANSLATE_NOOP("Finding", "{text} The run goes on without it."),
        QT_TRANSLATE_NOOP(
            "Finding", "Look at its traceback; set its count again to put another one in its place."
        ),
    ),
    FindingKind.WORKER_EXITED: (
        QT_TRANSLATE_NOOP("Finding", "{who} left with exit code {code}"),
        QT_TRANSLATE_NOOP("Finding", "It called sys.exit(). {text}"),
        QT_TRANSLATE_NOOP("Finding", "An exit code that is not 0 tells the parent of a failure."),
    ),
    FindingKind.WORKER_VANISHED: (
        QT_TRANSLATE_NOOP("Finding", "{who} vanished without a word"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It ended in the midst of its work with exit code {code}, as os._exit() does: no "
            "finally, no flush. The exit code alone would not tell.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Leave a worker by return or sys.exit()."),
    ),
    FindingKind.WORKER_CRASHED: (
        QT_TRANSLATE_NOOP("Finding", "{who} crashed: {signal}"),
        QT_TRANSLATE_NOOP(
            "Finding", "A fault below Python ended it, in an extension module or the interpreter."
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Run it with python -X faulthandler: that prints where it happened."
        ),
    ),
    FindingKind.WORKER_KILLED: (
        QT_TRANSLATE_NOOP("Finding", "{who} was killed by {signal}"),
        QT_TRANSLATE_NOOP(
            "Finding", "It could not clean up, and what it had not yet sent is gone with it."
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "If nobody of yours sent the signal, look at the system's log: it may have been short "
            "of memory.",
        ),
    ),
    FindingKind.WORKER_STOPPED: (
        QT_TRANSLATE_NOOP("Finding", "{who} is stopped"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "The system gives pid {pid} no time (SIGSTOP). It is not dead: what it holds stays "
            "held, and nothing is lost.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Let it go on: Faults, Continue (SIGCONT)."),
    ),
    FindingKind.LOCK_HELD: (
        QT_TRANSLATE_NOOP("Finding", "{who} holds a lock and does not move"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It is alive and holds the {lock} of {queue}. Waiting for it: {waiting}.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Look at what it does: py-spy dump --pid {pid}."),
    ),
    FindingKind.WORKER_BUSY: (
        QT_TRANSLATE_NOOP("Finding", "All wait for {who}"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It (pid {pid}) has been in its own code for {seconds}. That is slow, not stuck.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Share its work among more processes, or make it shorter."),
    ),
    FindingKind.OVERLOAD: (
        QT_TRANSLATE_NOOP("Finding", "Overload: items come faster than they are taken"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{in_per_s} items come each second and {out_per_s} are taken; {depth} wait in {queue}. "
            "{consumers} consumers are at work.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Add consumers, or give the queue a maxsize so that it pushes back."
        ),
    ),
}

LOCKS = {
    "read": QT_TRANSLATE_NOOP("Finding", "read lock"),
    "write": QT_TRANSLATE_NOOP("Finding", "write lock"),
    "condition": QT_TRANSLATE_NOOP("Finding", "condition's lock"),
}
REASONS: dict[str, tuple[str, str]] = {
    LossReason.UNPICKLABLE: (
        QT_TRANSLATE_NOOP("Finding", "the feeder thread could not pickle them."),
        QT_TRANSLATE_NOOP(
            "Finding", "put() cannot know: it returns before. Put only what pickle can handle."
        ),
    ),
    LossReason.NOT_WRITTEN: (
        QT_TRANSLATE_NOOP("Finding", "the pipe was closed or broken."),
        QT_TRANSLATE_NOOP("Finding", "Keep the reading end open until all producers have ended."),
    ),
    LossReason.NOT_FLUSHED: (
        QT_TRANSLATE_NOOP(
            "Finding",
            "the process left before its feeder thread had sent them (cancel_join_thread).",
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Call cancel_join_thread() only where the items do not matter any more."
        ),
    ),
    LossReason.KILLED: (
        QT_TRANSLATE_NOOP("Finding", "it was killed before its feeder thread had sent them."),
        QT_TRANSLATE_NOOP(
            "Finding", "Let producers end by themselves: then their buffer is flushed."
        ),
    ),
    LossReason.TORN: (
        QT_TRANSLATE_NOOP("Finding", "they lie behind a torn message."),
        QT_TRANSLATE_NOOP("Finding", "This queue must be made anew: press Start."),
    ),
}
