"""The sentences of the diagnosis, once for everybody: what is so, why, and what to do about it.

They are written in English and marked for the translators (engine/text/sentences.py). Places in
braces are filled by engine/diagnosis/wording.py: with names (`who`, `waiting`, `queue`, `items`),
and with the finding's own numbers and texts; parts that depend on the finding are in phrases.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engine.model.findings import FindingKind
from engine.text.sentences import QT_TRANSLATE_NOOP

K = FindingKind
CONTEXT = "Finding"


class Told(NamedTuple):
    """A finding in words."""

    title: str
    cause: str
    remedy: str


SENTENCES: Mapping[FindingKind, Told] = {
    K.JOIN_BEFORE_DRAIN: Told(
        QT_TRANSLATE_NOOP("Finding", "Deadlock: joined before the queue was drained"),
        "{undrained}",
        QT_TRANSLATE_NOOP("Finding", "Take all items from the queue first, then join the process."),
    ),
    K.TASK_DONE_MISSING: Told(
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
    K.NO_MORE_ITEMS: Told(
        QT_TRANSLATE_NOOP("Finding", "Waiting for items that nobody will put"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Waiting in get(): {waiting}. Every process that could put an item on {queue} has "
            "ended or waits itself. {because} {spots}",
        ),
        "{fix}",
    ),
    K.PRODUCER_FAILED: Told(
        QT_TRANSLATE_NOOP("Finding", "Waiting for items of a process that has failed"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{failures} Still waiting in get() of {queue}: {waiting}. No process is left that "
            "could put the rest. {spots}",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Find out why it failed, and catch what may fail for one item. Where a producer may "
            "fail, call get() with a timeout and look at the exitcode.",
        ),
    ),
    K.SENTINEL_MISSING: Told(
        QT_TRANSLATE_NOOP("Finding", "Too few sentinels"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Consumers of the kind that came to their end: {ended}. Still waiting in get(): "
            "{waiting}. Nobody is left who will put another sentinel; missing: {missing}.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Put as many sentinels as there are consumers. And never get() because empty() said "
            "False: another consumer may take the last item in between.",
        ),
    ),
    K.NO_MORE_SLOTS: Told(
        QT_TRANSLATE_NOOP("Finding", "Waiting for room that nobody will make"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Blocked in put(): {waiting}. {full} Every process that could take an item has ended "
            "or waits itself.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Keep a consumer until the producers have finished, or put with a timeout and "
            "handle Full.",
        ),
    ),
    K.NOBODY_TAKES: Told(
        QT_TRANSLATE_NOOP("Finding", "Nobody is left to take the items"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Waiting in {queue}.join(): {waiting}. It returns when task_done() was called for each "
            "item; {depth} lie in the queue, and no process is left that takes any.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Start a consumer."),
    ),
    K.CONSUMERS_DEAD: Told(
        QT_TRANSLATE_NOOP("Finding", "All consumers are dead"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Everybody who took from {queue} has died: {who}. Items that wait there: {depth}; "
            "nobody comes for them. {failures} {blocked}",
        ),
        QT_TRANSLATE_NOOP("Finding", "Find out why they died, and start consumers again."),
    ),
    K.PRODUCERS_DEAD: Told(
        QT_TRANSLATE_NOOP("Finding", "All producers are dead"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Everybody who put on {queue} has died: {who}. {failures} Waiting in get(): {waiting}. "
            "{spots}",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Find out why they died. Where producers may fail, call get() with a timeout and look "
            "at their exitcode.",
        ),
    ),
    K.SLOTS_LOST: Told(
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
    K.DEADLOCK: Told(
        QT_TRANSLATE_NOOP("Finding", "Deadlock: everybody waits for somebody else"),
        "{circle} {spots}",
        "{fix}",
    ),
    K.OWN_LOCK_ORPHANED: Told(
        QT_TRANSLATE_NOOP("Finding", "A lock died with its holder"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} died having the {kind} made at {made}. A lock does not know that its holder is "
            "gone. Waiting for ever: {waiting}. {spots}",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Do not kill a process that has a lock. Keep what is done under a lock short, or "
            "acquire it with a timeout.",
        ),
    ),
    K.RESULT_LOST: Told(
        QT_TRANSLATE_NOOP("Finding", "A result that will never come"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Waiting for a result of the Pool: {waiting}. But {who} died with the task in hand. "
            "The Pool starts another worker; the task it does not start again. {spots}",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Find out why it died. concurrent.futures.ProcessPoolExecutor raises BrokenProcessPool "
            "instead, and get(timeout) of a Pool's result raises TimeoutError.",
        ),
    ),
    K.POOL_INITIALIZER: Told(
        QT_TRANSLATE_NOOP("Finding", "The Pool's workers fail again and again: {type}"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Workers that failed before they had taken a task: {count} ({text}) In most cases the "
            "initializer raises. The Pool starts new ones for ever, and no task is done. {spots}",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Call the initializer once in the main process before the Pool is made, or catch what "
            "may fail in it.",
        ),
    ),
    K.READ_LOCK_ORPHANED: Told(
        QT_TRANSLATE_NOOP("Finding", "The read lock died with its holder"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died inside get(), holding the read lock of {queue}. A lock does "
            "not know that its holder is gone: nobody can get any more.",
        ),
        "{fix}",
    ),
    K.WRITE_LOCK_ORPHANED: Told(
        QT_TRANSLATE_NOOP("Finding", "The write lock died with its holder"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died while its feeder thread held the write lock of {queue}. What "
            "others put stays in their buffers and never arrives.",
        ),
        "{fix}",
    ),
    K.CONDITION_ORPHANED: Told(
        QT_TRANSLATE_NOOP("Finding", "The condition's lock died with its holder"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died holding the lock that counts unfinished tasks of {queue}: put, "
            "task_done and join wait for it for ever.",
        ),
        "{fix}",
    ),
    K.DIED_IN_JOIN: Told(
        QT_TRANSLATE_NOOP("Finding", "A process died inside join()"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died while it waited in {queue}.join(). The last task_done() wants "
            "to wake it up, and waits for its answer for ever: {waiting}.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "End the one who joins last. For a new queue, start the program again."
        ),
    ),
    K.TORN_MESSAGE: Told(
        QT_TRANSLATE_NOOP("Finding", "A message was torn"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died in the middle of a message on {queue}. What follows in the "
            "pipe cannot be told from its rest: even get(timeout=…) would block for ever.",
        ),
        QT_TRANSLATE_NOOP("Finding", "This queue must be made anew: start the program again."),
    ),
    K.LOCK_REPAIRED: Told(
        QT_TRANSLATE_NOOP("Finding", "A lock of the dead was released"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} (pid {pid}) died holding the {lock} of {queue}. No message was torn, so "
            "Queuescope released it in its place. Without it, everybody would wait for ever.",
        ),
        QT_TRANSLATE_NOOP("Finding", "In your own program nobody does that: do not kill workers."),
    ),
    K.ITEMS_LOST: Told(
        QT_TRANSLATE_NOOP("Finding", "Items were lost"),
        QT_TRANSLATE_NOOP("Finding", "Put by {who} and never to arrive: {lost}; {reason}{item}"),
        "{fix}",
    ),
    K.TASK_DONE_TOO_OFTEN: Told(
        QT_TRANSLATE_NOOP("Finding", "task_done() was called too often"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{who} called task_done() on {queue} more often than items were put ({times} times): "
            "that raises ValueError.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Call it once for each item that get() has returned."),
    ),
    K.WORKER_RAISED: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} failed: {type}"),
        "{text} {raised} {before} {hands} {without}",
        "{fix}",
    ),
    K.WORKER_EXITED: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} left with exit code {code}"),
        "{exit} {hands} {without}",
        QT_TRANSLATE_NOOP("Finding", "An exit code that is not 0 tells the parent of a failure."),
    ),
    K.WORKER_VANISHED: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} vanished without a word"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It ended in the midst of its work with exit code {code}, as os._exit() does: no "
            "finally, no flush. The exit code alone would not tell. {hands} {without}",
        ),
        QT_TRANSLATE_NOOP("Finding", "Leave a worker by return or sys.exit()."),
    ),
    K.WORKER_CRASHED: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} crashed: {signal}"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "A fault below Python ended it, in an extension module or the interpreter. {hands} "
            "{without}",
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Run it with python -X faulthandler: that prints where it happened."
        ),
    ),
    K.WORKER_KILLED: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} was killed by {signal}"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It could not clean up, and what it had not yet sent is gone with it. {hands} "
            "{without}",
        ),
        "{fix}",
    ),
    K.WORKER_STOPPED: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} is stopped"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "The system gives pid {pid} no time (SIGSTOP). It is not dead: what it holds stays "
            "held, and nothing is lost.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Let it go on: kill -CONT {pid}, or in the window Faults, Continue."
        ),
    ),
    K.LOCK_HELD: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} holds a lock and does not move"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It is alive and holds the {lock} of {queue}. Waiting for it: {waiting}.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Look at what it does: py-spy dump --pid {pid}."),
    ),
    K.WORKER_HANGS: Told(
        QT_TRANSLATE_NOOP("Finding", "{who} has not come back from its work for {seconds}"),
        QT_TRANSLATE_NOOP("Finding", "{since} {usual} {doing} {spots}"),
        "{fix}",
    ),
    K.WORKER_BUSY: Told(
        QT_TRANSLATE_NOOP("Finding", "All wait for {who}"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "It (pid {pid}) has been in its own code for {seconds}. {pace} {spots}",
        ),
        "{fix}",
    ),
    K.STANDSTILL: Told(
        QT_TRANSLATE_NOOP("Finding", "Nothing moves any more"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "All processes wait without a timeout. {failures} {spots}",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "See who should bring what is waited for. Where that is a signal or another program, "
            "all is well; else this is a deadlock.",
        ),
    ),
    K.OVERLOAD: Told(
        QT_TRANSLATE_NOOP("Finding", "Overload: items come faster than they are taken"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "{in_per_s} items come each second and {out_per_s} are taken; {depth} wait in {queue}. "
            "Busy taking them: {who}.",
        ),
        "{fix}",
    ),
}
