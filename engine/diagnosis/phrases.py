"""Parts of the diagnosis' sentences, which a finding's own texts choose from.

`Finding.texts` names one of each table by its key; engine/diagnosis/wording.py puts it in place.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.model.ledger import LossReason
from engine.text.sentences import QT_TRANSLATE_NOOP

LOCKS: Mapping[str, str] = {
    "read": QT_TRANSLATE_NOOP("Finding", "read lock"),
    "write": QT_TRANSLATE_NOOP("Finding", "write lock"),
    "condition": QT_TRANSLATE_NOOP("Finding", "condition's lock"),
}
REASONS: Mapping[str, tuple[str, str]] = {  # why items are lost, and what helps
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
            "the process ended before its feeder thread had sent them.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "A process that ends by return or sys.exit() waits for its feeder thread, as long as "
            "somebody takes the items.",
        ),
    ),
    LossReason.EXITED: (
        QT_TRANSLATE_NOOP(
            "Finding",
            "the process left as os._exit() does, before its feeder thread had sent them.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Leave by return or sys.exit(): that flushes the buffer. os._exit() does not.",
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
        QT_TRANSLATE_NOOP("Finding", "This queue must be made anew: start the program again."),
    ),
}
BECAUSE: Mapping[str, tuple[str, str]] = {  # why no item comes any more, and what helps
    "lost": (
        QT_TRANSLATE_NOOP("Finding", "Items lost on their way there: {lost}."),
        QT_TRANSLATE_NOOP("Finding", "See why they were lost: without them the count is short."),
    ),
    "own": (
        QT_TRANSLATE_NOOP(
            "Finding",
            "It took back itself what it had put there: {who}. The same queue is used both ways.",
        ),
        QT_TRANSLATE_NOOP("Finding", "Use one queue for each direction."),
    ),
    "unput": (
        QT_TRANSLATE_NOOP("Finding", "Nothing was ever put there."),
        QT_TRANSLATE_NOOP(
            "Finding", "See who should put, and whether it was started and has the same queue."
        ),
    ),
    "ended": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "When the producers have finished, put one sentinel (None) for each consumer, or make "
            "the consumers daemons.",
        ),
    ),
    "unknown": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding", "See who should put what is waited for, and what that process waits for."
        ),
    ),
}
BLOCKED: Mapping[str, str] = {
    "blocked": QT_TRANSLATE_NOOP("Finding", "Blocked, since nobody takes them: {waiting}.")
}
FAILED: Mapping[str, str] = {  # how a process ended whose work is missed
    "raised": QT_TRANSLATE_NOOP("Finding", "{name} failed ({what})."),
    "signal": QT_TRANSLATE_NOOP("Finding", "{name} was killed by {what}."),
    "exit": QT_TRANSLATE_NOOP("Finding", "{name} left with {what}."),
    "vanished": QT_TRANSLATE_NOOP("Finding", "{name} ended abruptly, as os._exit() does."),
}
FAILED_BEFORE = QT_TRANSLATE_NOOP("Finding", "Before that: {failures}")
RAISED_AT = QT_TRANSLATE_NOOP("Finding", "Raised at {where}.")
EXIT: Mapping[str, str] = {  # how it came to an exit code
    "called": QT_TRANSLATE_NOOP("Finding", "It called sys.exit(). {text}"),
    "code": QT_TRANSLATE_NOOP("Finding", "Nothing but the code tells why."),
}
KILLED: Mapping[str, tuple[str, str]] = {
    "terminated": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "Process.terminate() sends SIGTERM. If the program did not mean to, see who else may "
            "have sent it.",
        ),
    ),
    "killed": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "If nobody of yours sent the signal, look at the system's log: it may have been short "
            "of memory.",
        ),
    ),
}
DIED: Mapping[str, tuple[str, str]] = {  # how the holder of a lock died
    "killed": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "Do not kill a process that uses a queue: let it end by itself. This queue cannot be "
            "used any more: start the program again.",
        ),
    ),
    "exited": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "Leave by return or sys.exit(): os._exit() releases no lock. This queue cannot be used "
            "any more: start the program again.",
        ),
    ),
}
ADVICE: Mapping[str, tuple[str, str]] = {  # by what the error's text tells
    "other": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "Look at its traceback. Catch what may fail for one item, so that the others go on.",
        ),
    ),
    "inherit": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "Pass it when the process is made: as an argument of Process, or to a Pool by "
            "initializer and initargs. Or use a queue of a Manager.",
        ),
    ),
    "daemon": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding",
            "The workers of a Pool are daemons. Use concurrent.futures.ProcessPoolExecutor, or "
            "start all processes from the main one.",
        ),
    ),
}
BOUND: Mapping[str, tuple[str, str]] = {  # what helps against overload
    "unbounded": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding", "Add consumers, or give the queue a maxsize so that it pushes back."
        ),
    ),
    "bounded": (
        "",
        QT_TRANSLATE_NOOP(
            "Finding", "{who} is the bottleneck: add more of its kind, or make its work shorter."
        ),
    ),
}
UNDRAINED: Mapping[str, str] = {  # who cannot end, and whether somebody waits for that
    "joined": QT_TRANSLATE_NOOP(
        "Finding",
        "{waiting} waits for the end of {who}. But {who} cannot end before its feeder thread "
        "has sent what is in its buffer (items: {unsent}), the pipe is full, and only "
        "{waiting} could take something out of it.",
    ),
    "leaving": QT_TRANSLATE_NOOP(
        "Finding",
        "{who} is through, but cannot end before its feeder thread has sent what is in its buffer "
        "(items: {unsent}). The pipe is full, and nobody is left to take something out of it.",
    ),
}
CIRCLE: Mapping[str, tuple[str, str]] = {  # what those in a circle wait for
    "locks": (
        QT_TRANSLATE_NOOP(
            "Finding", "Each waits for a lock that another one of them has: {waiting}."
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Let all acquire the locks in the same order, or only one lock at a time.",
        ),
    ),
    "queues": (
        QT_TRANSLATE_NOOP(
            "Finding", "These wait for one another in a circle, and none can go on: {waiting}."
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Look at who waits for whom, and take one arrow out of the circle."
        ),
    ),
}
FULL: Mapping[str, str] = {  # what a put waits for
    "slots": QT_TRANSLATE_NOOP("Finding", "All {maxsize} slots of {queue} are taken."),
    "pipe": QT_TRANSLATE_NOOP("Finding", "The pipe of {queue} is full."),
}
PACE: Mapping[str, tuple[str, str]] = {  # of the one that all wait for, by its CPU time
    "computing": (
        QT_TRANSLATE_NOOP(
            "Finding", "It uses the CPU: a long computation, or a loop without an end."
        ),
        QT_TRANSLATE_NOOP("Finding", "Share its work among more processes, or make it shorter."),
    ),
    "there": (
        QT_TRANSLATE_NOOP("Finding", "It uses no CPU time."),
        QT_TRANSLATE_NOOP("Finding", "See whether what it waits for can still come."),
    ),
    "asleep": (
        QT_TRANSLATE_NOOP(
            "Finding",
            "It uses no CPU time: it sleeps, or waits for something that is no queue, such as a "
            "lock, an Event, a pipe or the network.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "See what it waits for, and whether that can still come: py-spy dump --pid {pid}.",
        ),
    ),
}
SPOT: Mapping[str, str] = {  # where somebody stands in its own code; by what it waits for
    "": QT_TRANSLATE_NOOP("Finding", "{name} stands at {spot} ({source})."),
    "timed": QT_TRANSLATE_NOOP(
        "Finding", "{name} sleeps, or waits with a timeout, at {spot} ({source})."
    ),
    "lock": QT_TRANSLATE_NOOP(
        "Finding", "{name} waits at {spot} ({source}) for the {kind} made at {made}."
    ),
    "held": QT_TRANSLATE_NOOP(
        "Finding",
        "{name} waits at {spot} ({source}) for the {kind} made at {made}, which {holder} has.",
    ),
    "own": QT_TRANSLATE_NOOP(
        "Finding",
        "{name} waits at {spot} ({source}) for the {kind} made at {made}, which it has itself.",
    ),
    "child": QT_TRANSLATE_NOOP("Finding", "{name} waits for a program at {spot} ({source})."),
    "input": QT_TRANSLATE_NOOP("Finding", "{name} waits for input at {spot} ({source})."),
}
HANDS = QT_TRANSLATE_NOOP("Finding", "In its hands: {items}.")  # where something was
WITHOUT: Mapping[str, str] = {  # what comes of its end
    "pool": QT_TRANSLATE_NOOP(
        "Finding",
        "The Pool starts another worker, but not this task again: its result will never come.",
    ),
    "worker": QT_TRANSLATE_NOOP("Finding", "The run goes on without it."),
    "main": QT_TRANSLATE_NOOP("Finding", "It was the main program: the run ended with it."),
}
SINCE: Mapping[str, str] = {  # what the one that hangs did last
    "taken": QT_TRANSLATE_NOOP("Finding", "It took {items}, and has not touched a queue since."),
    "put": QT_TRANSLATE_NOOP("Finding", "Since its last put() it has not touched a queue."),
    "done": QT_TRANSLATE_NOOP("Finding", "Since its last task_done() it has not touched a queue."),
}
USUAL = QT_TRANSLATE_NOOP(
    "Finding",
    "Its kind usually takes {p50} (99 of 100 times at most {p99}; the longest of {count}: "
    "{longest}).",
)
DOING: Mapping[str, tuple[str, str]] = {  # by its CPU time meanwhile
    "computing": (
        QT_TRANSLATE_NOOP(
            "Finding",
            "It used {cpu} of CPU time meanwhile: it computes, perhaps in a loop without an end. "
            "This is no deadlock.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "See which line it is at: py-spy dump --pid {pid}. Where such work is meant to take so "
            "long, all is well.",
        ),
    ),
    "waiting": (
        QT_TRANSLATE_NOOP(
            "Finding",
            "It used {cpu} of CPU time meanwhile: it sleeps, or waits for something that is no "
            "queue. This is no deadlock.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "See what it waits for: py-spy dump --pid {pid}. Give calls that wait for the network, "
            "a file or a lock a timeout.",
        ),
    ),
}
FIRST_QUEUE = QT_TRANSLATE_NOOP("Finding", "the queue")
JOINT = QT_TRANSLATE_NOOP("Finding", ", ")
MORE = QT_TRANSLATE_NOOP("Finding", "{} more")
NOBODY = QT_TRANSLATE_NOOP("Finding", "nobody")
