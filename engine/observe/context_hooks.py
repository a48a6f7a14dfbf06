"""Observed parts that `with` enters: they get another class, since `with` asks the class.

One class for each kind, shared by all parts of it: with a class of its own, a reference cycle, no
part would be freed with its last reference. What a part does when it is entered and left is kept in
the part, where the class's `__enter__` and `__exit__` look it up, in C. To the program the part
stays what it was: `isinstance`, its name and its pickle are the old ones.
"""

from __future__ import annotations

import copyreg
from operator import attrgetter
from typing import Any

_KIND = "_queuescope_kind"
_ENTER, _LEAVE = "_queuescope_enter", "_queuescope_leave"

_classes: dict[type, type] = {}


def observe_with(part: Any, kind: type, enter: Any, leave: Any) -> None:
    """Makes `with part` call `enter()` and `leave(...)`, if `part` is a plain `kind`.

    `leave` is called as `__exit__` is, without the part itself.
    """
    if type(part) is kind or getattr(type(part), _KIND, None) is kind:
        setattr(part, _ENTER, enter)
        setattr(part, _LEAVE, leave)
        part.__class__ = _classes.get(kind) or _classes.setdefault(kind, _observed(kind))


def _observed(kind: type) -> type:
    return type(
        kind.__name__,
        (kind,),
        {
            "__enter__": property(attrgetter(_ENTER)),
            "__exit__": property(attrgetter(_LEAVE)),
            "__module__": kind.__module__,
            "__qualname__": kind.__qualname__,
            "__reduce_ex__": _reduce,
            _KIND: kind,
        },
    )


def _reduce(part: Any, _protocol: object) -> Any:
    """Pickled as what it is to everybody else."""
    kind = getattr(type(part), _KIND)
    return copyreg._reconstructor, (kind, object, None), part.__getstate__()  # type: ignore[attr-defined]
