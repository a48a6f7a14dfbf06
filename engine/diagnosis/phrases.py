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
        QT_TRANSLATE_NOOP("Finding", "This queue must be made anew: start the program again."),
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
        QT_TRANSLATE_NOOP("Finding", "It computes: that is slow, not stuck."),
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
