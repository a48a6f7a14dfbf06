"""The words that observed processes send, checked: what has not their form is left out.

A TEXT frame holds one JSON object (engine/observe/wire.py). It comes from a process that has shown
the run's key, but that process also runs other people's code, and may have been killed in the
middle: nothing that it sends may harm the application.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from types import NoneType
from typing import Any

from engine.observe import wire

MOST = 1 << 62  # no number in a text is beyond this, nor below its negative

_FLAGS, _FLAG = ("daemon", "main"), (bool, NoneType)  # None: what is not there
_FORMS: dict[str, dict[str, tuple[type, ...]]] = {
    "hello": {"pid": (int,), "name": (str,), "method": (str,), **dict.fromkeys(_FLAGS, _FLAG)},
    "queue": {"queue": (int,), "key": (str,), "type": (str,), "maxsize": (int,)},
    "child": {"pid": (int,), "name": (str, NoneType)},
    "exit": {"pid": (int,), "code": (int, NoneType)},
    "error": {"type": (str,), "text": (str,), "traceback": (str,)},
    "dropped": {"queue": (int,), "sequence": (int,), "type": (str,), "text": (str,)},
    "end": {"code": (int, NoneType)},
    "spot": {
        **dict.fromkeys(("file", "function", "source", "call", "wait"), (str,)),
        "line": (int,),
        "lock": (dict,),
        "still": (bool,),
    },
    "locks": {"held": (list,), "made": (list,)},
    "note": {"text": (str,)},
}
_MAY_BE_NEGATIVE = frozenset({"code"})
_log = logging.getLogger(__name__)


def read_text(process: int, body: bytes | memoryview) -> dict[str, Any] | None:
    """The object in a TEXT frame's body; None, and a line in the log, when it has not its form."""
    try:
        content = json.loads(bytes(body))
    except (ValueError, RecursionError) as problem:
        _log.warning("a text of process %d can't be read: %s", process, problem)
        return None
    if isinstance(content, dict) and _has_form(content):
        return content
    _log.warning("a text of process %d has not the form of one", process)
    return None


def texts_in(process: int, frames: bytes) -> Iterator[dict[str, Any]]:
    """All texts among some frames."""
    at, size = 0, len(frames)
    while at + wire.HEADER.size <= size:
        length, kind, _, _ = wire.HEADER.unpack_from(frames, at)
        at += wire.HEADER.size
        if kind == wire.TEXT and (text := read_text(process, frames[at : at + length])):
            yield text
        at += length


def is_note(text: dict[str, Any]) -> bool:
    """Whether it is something to be told as it is."""
    return text.get("what") == "note"


def _has_form(content: dict[str, Any]) -> bool:
    form = _FORMS.get(str(content.get("what")), {})
    return all(
        _fits(name, content.get(name), kinds) for name, kinds in {"at_ns": (int,), **form}.items()
    )


def _fits(name: str, value: object, kinds: tuple[type, ...]) -> bool:
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        return False
    if isinstance(value, int):
        return (-MOST if name in _MAY_BE_NEGATIVE else 0) <= value <= MOST
    return True
