"""What a run says of itself that came to a bad end: its `problem`, as Sentences.

Why it could not start, how its program ended, and what its own judge (monitor.py) has ended it for.
"""

from __future__ import annotations

from engine.model.wait_for import NodeKind
from engine.text.sentences import QT_TRANSLATE_NOOP

NOT_STARTED = QT_TRANSLATE_NOOP("Sentence", "The program could not be started: {why}.")
NO_SUCH_METHOD = QT_TRANSLATE_NOOP(
    "Sentence",
    "queue.start_method = {method}: this system does not support it; must be one of {methods}",
)
ENDED_BY_SIGNAL = QT_TRANSLATE_NOOP("Sentence", "The main process was ended by signal {number}.")
ENDED = QT_TRANSLATE_NOOP("Sentence", "The program ended with exit code {code}.")
ENDED_SAYING = QT_TRANSLATE_NOOP("Sentence", "The program ended with exit code {code}: {last}")
SILENT = QT_TRANSLATE_NOOP("Sentence", "it said nothing")

ORPHANED = QT_TRANSLATE_NOOP(
    "Sentence", "{who} died holding the {lock} of {queue}, and what it guards can't be trusted."
)
TORN = QT_TRANSLATE_NOOP(
    "Sentence",
    "{who} died while it {side} a message of {bytes} bytes: {queue} can't be read any more.",
)
MISREAD = QT_TRANSLATE_NOOP(
    "Sentence", "A message of {queue} was torn: {who} read the middle of one as its beginning."
)
DIED_IN_JOIN = QT_TRANSLATE_NOOP(
    "Sentence", "{who} died in join(); {last} waits for it to wake up."
)
STALLED = QT_TRANSLATE_NOOP("Sentence", "Nothing can move any more since {who} died: {waits}.")
WAITS = QT_TRANSLATE_NOOP("Sentence", "{who} waits {what}")
NAME_AND_PID = QT_TRANSLATE_NOOP("Sentence", "{name} (pid {pid})")
SOMEBODY = QT_TRANSLATE_NOOP("Sentence", "process {process}")
FIRST_QUEUE = QT_TRANSLATE_NOOP("Sentence", "the queue")
NTH_QUEUE = QT_TRANSLATE_NOOP("Sentence", "queue {number}")
LOCKS = {
    "read": QT_TRANSLATE_NOOP("Sentence", "read lock"),
    "write": QT_TRANSLATE_NOOP("Sentence", "write lock"),
    "condition": QT_TRANSLATE_NOOP("Sentence", "condition's lock"),
}
SIDES = {
    "read": QT_TRANSLATE_NOOP("Sentence", "read"),
    "write": QT_TRANSLATE_NOOP("Sentence", "wrote"),
    "condition": QT_TRANSLATE_NOOP("Sentence", "had"),
}
AWAITED = {
    NodeKind.PROCESS: QT_TRANSLATE_NOOP("Sentence", "for a process to end"),
    NodeKind.READ_LOCK: QT_TRANSLATE_NOOP("Sentence", "for the read lock"),
    NodeKind.WRITE_LOCK: QT_TRANSLATE_NOOP("Sentence", "for the write lock"),
    NodeKind.CONDITION: QT_TRANSLATE_NOOP("Sentence", "for the condition's lock"),
    NodeKind.SLOTS: QT_TRANSLATE_NOOP("Sentence", "for a free slot"),
    NodeKind.ITEMS: QT_TRANSLATE_NOOP("Sentence", "for an item"),
    NodeKind.TASKS: QT_TRANSLATE_NOOP("Sentence", "for the queue to be done"),
    NodeKind.PIPE: QT_TRANSLATE_NOOP("Sentence", "for room in the pipe"),
}
