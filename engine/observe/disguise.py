"""Observed parts that `with` enters: each gets a class of its own, since `with` asks the class.

To the program the part stays what it was: `isinstance`, its name and its pickle are the old ones.
"""

from __future__ import annotations

import copyreg
from typing import Any

_KIND = "_observed_kind"


def observe_with(part: Any, kind: type, enter: Any, leave: Any) -> None:
    """Makes `with part` call `enter(part)` and `leave(...)`, if `part` is a plain `kind`.

    `leave` is called as `__exit__` is; a built-in method does not get the part itself.
    """
    if type(part) is kind or getattr(type(part), _KIND, None) is kind:
        part.__class__ = type(
            kind.__name__,
            (kind,),
            {
                "__enter__": enter,
                "__exit__": leave,
                "__module__": kind.__module__,
                "__reduce_ex__": _reduce,
                _KIND: kind,
            },
        )


def _reduce(part: Any, _protocol: object) -> Any:
    """Pickled as what it is to everybody else."""
    kind = getattr(type(part), _KIND)
    return copyreg._reconstructor, (kind, object, None), part.__getstate__()  # type: ignore[attr-defined]
