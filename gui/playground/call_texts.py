"""What each method does, why one is not to be had, and what came of a call, in the learner's words.

The engine knows no Qt: its few remedies are repeated here for the translators; a test sees to it
that none is missing.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.model.snapshot import State
from engine.playground.calls import LITERAL, SECONDS, TOO_LONG, Call, CallError, CallState
from engine.playground.catalogue import EXIT
from engine.playground.program.caller import CANNOT_BE_PICKLED, TOO_BIG
from engine.scenario.schema import QueueKind
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import STATE_GLYPHS, Palette
from gui.common.units import seconds

EXPLANATIONS = {
    "put": QT_TRANSLATE_NOOP(
        "Methods",
        "Takes a free slot, or waits for one, and leaves the item to the feeder thread, which "
        "pickles it and writes it into the pipe.",
    ),
    "put_nowait": QT_TRANSLATE_NOOP(
        "Methods", "put that does not wait: raises Full when no slot is free."
    ),
    "get": QT_TRANSLATE_NOOP(
        "Methods", "Takes the oldest item out of the pipe and gives its slot back; waits for one."
    ),
    "get_nowait": QT_TRANSLATE_NOOP(
        "Methods", "get that does not wait: raises Empty when nothing is in the pipe yet."
    ),
    "qsize": QT_TRANSLATE_NOOP(
        "Methods",
        "How many slots are taken; out of date by the time you read it, and unavailable on macOS.",
    ),
    "empty": QT_TRANSLATE_NOOP(
        "Methods",
        "Whether the pipe holds nothing; may say True right after a put, whose feeder thread is "
        "still at work.",
    ),
    "full": QT_TRANSLATE_NOOP("Methods", "Whether no slot is free at this moment."),
    "task_done": QT_TRANSLATE_NOOP(
        "Methods",
        "Marks one taken item as done; raises ValueError when there is none.",
    ),
    "join": QT_TRANSLATE_NOOP(
        "Methods", "Waits until task_done has been called once for every item ever put."
    ),
    "close": QT_TRANSLATE_NOOP(
        "Methods",
        "This process will not use the queue again: its feeder thread ends once all is written.",
    ),
    "join_thread": QT_TRANSLATE_NOOP(
        "Methods",
        "After close: waits until the feeder thread has written everything into the pipe.",
    ),
    "cancel_join_thread": QT_TRANSLATE_NOOP(
        "Methods",
        "This process will not wait for its feeder thread when it ends; unwritten items are lost.",
    ),
    EXIT: QT_TRANSLATE_NOOP(
        "Methods",
        "Ends the process by sys.exit(), which waits for its feeder thread to write everything.",
    ),
}
SIMPLE_EXPLANATIONS = {  # a SimpleQueue is a pipe with two locks
    "put": QT_TRANSLATE_NOOP(
        "Methods", "Pickles the item and writes it into the pipe itself; waits while that is full."
    ),
    "get": QT_TRANSLATE_NOOP(
        "Methods", "Takes the oldest item out of the pipe; waits for one without any timeout."
    ),
    "empty": QT_TRANSLATE_NOOP("Methods", "Whether the pipe holds nothing at this moment."),
    "close": QT_TRANSLATE_NOOP("Methods", "Closes both ends of the pipe in this process."),
}
_NO_NOWAIT = QT_TRANSLATE_NOOP(
    "Methods", "A SimpleQueue has no such method: its put and get always wait."
)
_NO_FEEDER = QT_TRANSLATE_NOOP(
    "Methods", "A SimpleQueue has no feeder thread: its put writes into the pipe itself."
)
_NO_COUNT = QT_TRANSLATE_NOOP(
    "Methods", "Only a JoinableQueue counts the items that are not done yet."
)
LACKS = {  # for queues that have no such method
    "put_nowait": _NO_NOWAIT,
    "get_nowait": _NO_NOWAIT,
    "qsize": QT_TRANSLATE_NOOP(
        "Methods", "A SimpleQueue counts nothing: it is a pipe with two locks."
    ),
    "full": QT_TRANSLATE_NOOP("Methods", "A SimpleQueue has no maxsize, and so no notion of full."),
    "task_done": _NO_COUNT,
    "join": _NO_COUNT,
    "join_thread": _NO_FEEDER,
    "cancel_join_thread": _NO_FEEDER,
}
VALUE_NOTES = {
    TOO_BIG: QT_TRANSLATE_NOOP(
        "Methods",
        "Too big for the pipe: the feeder thread waits for a reader.",
    ),
    CANNOT_BE_PICKLED: QT_TRANSLATE_NOOP(
        "Methods", "Cannot be pickled: put succeeds, and the feeder thread drops it."
    ),
}
REMEDIES = (
    QT_TRANSLATE_NOOP(
        "Methods",
        "must be a Python literal: text in quotes, a number, True, False, None, or a tuple, list, "
        "dict or set of these",
    ),
    QT_TRANSLATE_NOOP("Methods", "must have at most 4,000 characters"),
    QT_TRANSLATE_NOOP(
        "Methods", "must be a number of seconds from 0 to 3,600, or empty for no limit"
    ),
)
assert set(REMEDIES) == {LITERAL, SECONDS, TOO_LONG}  # noqa: S101 - else one would stay English

_STATES = {
    CallState.SENT: QT_TRANSLATE_NOOP("Methods", "on its way"),
    CallState.RUNNING: QT_TRANSLATE_NOOP("Methods", "running"),
    CallState.HELD: QT_TRANSLATE_NOOP("Methods", "held by Pause"),
    CallState.RETURNED: QT_TRANSLATE_NOOP("Methods", "returned"),
    CallState.RAISED: QT_TRANSLATE_NOOP("Methods", "raised"),
    CallState.EXITED: QT_TRANSLATE_NOOP("Methods", "process ended"),
    CallState.LOST: QT_TRANSLATE_NOOP("Methods", "never returned"),
}
_BLOCKED = QT_TRANSLATE_NOOP("Methods", "blocked for {}")
_GLYPHS = {
    CallState.SENT: "·",
    CallState.RUNNING: "▸",
    CallState.HELD: "‖",
    CallState.RETURNED: "✓",
    CallState.RAISED: "✕",
    CallState.EXITED: "–",
    CallState.LOST: "✕",
}
_REASONS = {  # why a blocked call waits
    "put": QT_TRANSLATE_NOOP("Methods", "It waits for a free slot: somebody must get an item."),
    "get": QT_TRANSLATE_NOOP("Methods", "It waits for an item: somebody must put one."),
    "join": QT_TRANSLATE_NOOP("Methods", "It waits for task_done, once for every item put."),
    "join_thread": QT_TRANSLATE_NOOP(
        "Methods", "Its feeder thread cannot write: the pipe is full, and somebody must get."
    ),
    EXIT: QT_TRANSLATE_NOOP(
        "Methods", "Its feeder thread cannot write: the pipe is full, and somebody must get."
    ),
}
_SIMPLE_PUT = QT_TRANSLATE_NOOP("Methods", "It waits for room in the pipe: somebody must get.")


def say(text: str) -> str:
    """A text of these tables in the present language."""
    return QCoreApplication.translate("Methods", text)


def explanation(kind: QueueKind, method: str) -> str:
    """What the method does, in one sentence."""
    simple = SIMPLE_EXPLANATIONS.get(method) if kind is QueueKind.SIMPLE else None
    return say(simple or EXPLANATIONS[method])


def problem(error: CallError) -> str:
    """What is wrong with a field: its name, its value, what would be right."""
    return f"{error.path} = {error.value}: {say(error.remedy)}"


def glyph(call: Call) -> str:
    """One character for a call's state, the same as in the lanes where it is the same."""
    if call.state is not CallState.BLOCKED:
        return _GLYPHS[call.state]
    at = {"put": State.PUT_WAIT, "get": State.GET_WAIT, "join": State.JOINING}
    return STATE_GLYPHS[at.get(call.method, State.PUT_WAIT)]


def state(call: Call, now_ns: int) -> str:
    """A call's state in words: "blocked for 3.2 s"."""
    if call.state is CallState.BLOCKED and call.began_ns is not None:
        return say(_BLOCKED).format(f"{max(0, now_ns - call.began_ns) / 1e9:.1f} s")
    return say(_STATES[call.state])


def reason(call: Call, kind: QueueKind) -> str:
    """Why a blocked call waits; "" for any other."""
    if call.state is not CallState.BLOCKED:
        return ""
    if kind is QueueKind.SIMPLE and call.method == "put":
        return say(_SIMPLE_PUT)
    return say(_REASONS[call.method]) if call.method in _REASONS else ""


def result(call: Call) -> str:
    """What came of a call, in one line."""
    if call.state is CallState.EXITED or (
        call.state is CallState.LOST and call.exit_code is not None
    ):
        code = call.exit_code if call.exit_code is not None else 0
        if code < 0:
            return say(QT_TRANSLATE_NOOP("Methods", "ended by signal {}")).format(-code)
        return say(QT_TRANSLATE_NOOP("Methods", "exit code {}")).format(code)
    if call.length > len(call.text):
        whole = say(QT_TRANSLATE_NOOP("Methods", "{} characters")).format(f"{call.length:,}")
        return f"{call.result[:40]}…  ({whole})"
    return call.result.replace("\n", " ")


def took(call: Call) -> str:
    """How long it took, with its unit; "" while it goes on."""
    return "" if call.took_ns is None else seconds(call.took_ns / 1e9)


def colour(call: Call, palette: Palette) -> str:
    """The colour of a call's state."""
    if call.state in {CallState.RAISED, CallState.LOST}:
        return palette.error
    return palette.warning if call.state is CallState.BLOCKED else palette.text
