"""Columns of integers as few bytes: differences, then byte planes, which compress well.

    directory   u32 length, JSON: [[name, rows, bytes a row, is_delta], ...]
    planes      of each column in that order: the lowest bytes of all rows, then the next ones ...

Integers are zigzag coded (0, -1, 1, -2 become 0, 1, 2, 3), so that small ones of either sign need
few bytes. A column of raw bytes has the width 0: its rows are its bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Column = Integers | bytes
RAW: Final = 0
_LENGTH: Final = struct.Struct("<I")
_MOST_WIDTH: Final = 8


class ColumnsError(ValueError):
    """A body that should hold columns does not."""


def pack_columns(columns: Mapping[str, Column], deltas: frozenset[str]) -> bytes:
    """All columns as one body; those named in `deltas` as differences of neighbours."""
    directory: list[tuple[str, int, int, bool]] = []
    parts: list[bytes] = []
    for name, column in columns.items():
        if isinstance(column, bytes):
            width, packed = RAW, column
        else:
            width, packed = _pack(column, is_delta=name in deltas)
        directory.append((name, len(column), width, name in deltas))
        parts.append(packed)
    head = json.dumps(directory, separators=(",", ":")).encode()
    return b"".join([_LENGTH.pack(len(head)), head, *parts])


def unpack_columns(body: bytes) -> dict[str, Column]:
    """The columns in a body; raises ColumnsError where it holds none."""
    try:
        (length,) = _LENGTH.unpack_from(body)
        at = _LENGTH.size + length
        columns: dict[str, Column] = {}
        for name, rows, width, is_delta in json.loads(body[_LENGTH.size : at]):
            size = rows * max(1, width)
            part = body[at : at + size]
            if len(part) != size or not 0 <= width <= _MOST_WIDTH:
                msg = f"column {name} is cut off"
                raise ColumnsError(msg)
            columns[name] = part if width == RAW else _unpack(part, rows, width, is_delta=is_delta)
            at += size
    except (struct.error, ValueError, TypeError, RecursionError) as problem:
        raise ColumnsError(str(problem)) from problem
    return columns


def integers(columns: Mapping[str, Column], name: str) -> Integers:
    """A column of integers; raises ColumnsError where there is none of that name."""
    column = columns.get(name)
    if not isinstance(column, np.ndarray):
        msg = f"there is no column {name}"
        raise ColumnsError(msg)
    return column


def structured(columns: Mapping[str, Any], dtype: np.dtype[Any]) -> npt.NDArray[np.void]:
    """Columns as records, by the names of `dtype`'s fields."""
    names = dtype.names or ()
    records = np.empty(len(columns[names[0]]) if names else 0, dtype)
    for name in names:
        records[name] = columns[name]
    return records


def _pack(values: Integers, *, is_delta: bool) -> tuple[int, bytes]:
    values = values.astype(np.int64, copy=False)
    if is_delta:
        values = np.diff(values, prepend=np.int64(0))
    coded = ((values << 1) ^ (values >> 63)).view(np.uint64)
    most = int(coded.max()) if len(coded) else 0
    width = max(1, (most.bit_length() + 7) // 8)
    planes = coded.view(np.uint8).reshape(-1, 8)[:, :width].T
    return width, np.ascontiguousarray(planes).tobytes()


def _unpack(packed: bytes, rows: int, width: int, *, is_delta: bool) -> Integers:
    coded = np.zeros((rows, 8), np.uint8)
    coded[:, :width] = np.frombuffer(packed, np.uint8).reshape(width, rows).T
    unsigned = coded.view(np.uint64).reshape(-1)
    values = (unsigned >> np.uint64(1)).view(np.int64) ^ -(unsigned & np.uint64(1)).view(np.int64)
    return np.cumsum(values) if is_delta else values
