"""How frames of observed parts look in a traceback, a stack or a profile: as those they replace.

A part that stands in for `Connection.recv_bytes` has a frame of its own, and whoever prints a
traceback, asks for the stack or warns with a `stacklevel` would meet a file that the program does
not have. So its code gets the file, the name and the line of the function that it stands in for.
It is done once, when a module of ours is imported; an operation pays nothing for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])
_VERSION = tuple(sys.version_info)
_NO_COLUMNS, _ENTRY = 13, 0x80  # of the line tables of Python 3.11: Objects/locations.md
_MOST_UNITS = 8  # that one of their entries covers

_lines: dict[str, list[str]] = {}


def stands_in(**places: tuple[Any, str]) -> Callable[[_Function], _Function]:
    """Decorates a function that makes closures: each looks like the function it stands in for.

    `places`: a closure's name, and that function with a part of the line that it calls on from.
    """

    def decorate(factory: _Function) -> _Function:
        code = factory.__code__
        constants = tuple(
            as_in(each, *places[each.co_name])
            if isinstance(each, CodeType) and each.co_name in places
            else each
            for each in code.co_consts
        )
        factory.__code__ = code.replace(co_consts=constants)
        return factory

    return decorate


def as_in(code: CodeType, original: Any, part: str = "") -> CodeType:
    """`code` as if it were a line of `original`, the one with `part` in it, or else its first."""
    place = getattr(original, "__code__", None)
    if not isinstance(place, CodeType):
        return code
    line = _line_with(part, place) if part else place.co_firstlineno
    new: dict[str, Any] = {
        "co_filename": place.co_filename,
        "co_name": place.co_name,
        "co_firstlineno": line,
    }
    if _VERSION >= (3, 11):
        new["co_qualname"] = place.co_qualname
    if _VERSION >= (3, 10):
        new["co_linetable"] = _one_line(len(code.co_code))
    else:
        new["co_lnotab"] = b""
    return code.replace(**new)


def _one_line(size: int) -> bytes:
    """A line table that gives all of `size` bytes of code to the first line."""
    if _VERSION < (3, 11):
        pairs = [min(254, size - at) for at in range(0, size, 254)]
        return b"".join(bytes((each, 0)) for each in pairs)
    units = size // 2
    lengths = [min(_MOST_UNITS, units - at) for at in range(0, units, _MOST_UNITS)]
    return b"".join(bytes((_ENTRY | _NO_COLUMNS << 3 | each - 1, 0)) for each in lengths)


def _line_with(part: str, place: CodeType) -> int:
    """The number of the first line of `place` that contains `part`, by its source."""
    first = place.co_firstlineno
    try:
        if place.co_filename not in _lines:
            with open(place.co_filename, encoding="utf-8") as file:
                _lines[place.co_filename] = file.readlines()
    except (OSError, UnicodeError):
        return first
    lines = _lines[place.co_filename][first - 1 : first + 80]
    return next((first + at for at, text in enumerate(lines) if part in text), first)


def forget_sources() -> None:
    """Lets go of what was read, once all is decorated."""
    _lines.clear()
