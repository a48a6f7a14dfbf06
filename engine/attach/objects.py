"""Reads a few attributes of Python objects in another process's memory, without running it.

Stacks tell where objects lie ("<JoinableQueue at 0x7f81...>"); what such an object is made of is
read here: which pipe, which semaphores, what a process is called. Only what multiprocessing itself
made is looked into, never what a program keeps in its queues.

    object --type--> name
       |  attributes lie, by version:
       +--> 3.9, 3.10: in a dict       3.11, 3.12: in an array of values before the object
       +--> 3.13 on:   in values behind the object, or in a dict where somebody asked for one

What lies where is CPython's business and differs by version (`_Layout`); a build that is not known
gives no attributes, and nobody guesses. Whoever reads while the process runs may read nonsense:
every reader checks types, and the caller checks that the process stood still meanwhile.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from engine.attach.memory import Memory

_FLAGS_AT, _SIZE_AT, _DICT_OFFSET_AT = 168, 32, 288  # of a type
_TYPE_BASE_AT, _TYPE_DICT_AT = 256, 264
_MOST_BASES = 4
_MANAGED_DICT = 1 << 4
_GONE = (1 << 64) - 1  # the hash of a set's member that was taken out
_MOST_ENTRIES = 512
_MOST_CHARACTERS = 256


class UnreadableError(Exception):
    """What lies there is not what was looked for."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where one version of CPython keeps things; offsets in bytes."""

    cached_keys: int = 0  # of a type: the names of its instances' values; 0: it keeps none
    values: int = 0  # from an array of values to its first
    text: int = 48  # from a str to its characters, where these are ASCII
    tuple_items: int = 24
    function_globals: int = 16


_LAYOUTS: Mapping[int, _Layout] = {  # by minor version
    9: _Layout(function_globals=24),
    10: _Layout(),
    11: _Layout(cached_keys=872),
    12: _Layout(cached_keys=880, text=40),
    13: _Layout(cached_keys=880, values=8, text=40),
    14: _Layout(cached_keys=880, values=8, text=40, tuple_items=32),
}


class Objects:
    """The objects of one process. All methods raise UnreadableError for what is no such object."""

    def __init__(self, memory: Memory, minor: int) -> None:
        """`minor` is the 14 of CPython 3.14."""
        if minor not in _LAYOUTS:
            raise UnreadableError(f"CPython 3.{minor}")
        self._memory, self._minor, self._layout = memory, minor, _LAYOUTS[minor]
        self._names: dict[int, list[str]] = {}  # of the keys at an address

    def type_name(self, address: int) -> str:
        """The name of an object's type."""
        start = self._word(self._word(address + 8) + 24)
        return self._read(start, 64).split(b"\0")[0].decode("ascii", "replace").rpartition(".")[2]

    def attributes(self, address: int) -> dict[str, int]:
        """An instance's own attributes: name -> address of the value."""
        if self._minor < 11 or not self._word(self._type(address) + _FLAGS_AT) & _MANAGED_DICT:
            (offset,) = struct.unpack("<q", self._read(self._type(address) + _DICT_OFFSET_AT, 8))
            if offset <= 0:
                raise UnreadableError
            return self.dict_items(self._word(address + offset))
        dictionary, values = self._managed(address)
        if dictionary:
            return self.dict_items(dictionary)
        names = self._names_at(self._word(self._type(address) + self._layout.cached_keys))
        return self._pair(names, values)

    def dict_items(self, address: int) -> dict[str, int]:
        """A dictionary's items whose keys are text."""
        self._expect(address, "dict")
        keys, values = self._words(address + 32, 2)
        if values:
            return self._pair(self._names_at(keys), values + self._layout.values)
        entries, size, at_key = self._entries(keys)
        found = {}
        for at in range(entries[0], entries[1], size):
            key, value = self._words(at + at_key, 2)
            if key and value and self.type_name(key) == "str":
                found[self.text(key)] = value
        return found

    def text(self, address: int) -> str:
        """A str."""
        self._expect(address, "str")
        length, state = self._word(address + 16), self._read(address + 32, 4)
        (bits,) = struct.unpack("<I", state)
        bits >>= 2
        kind, is_compact, is_ascii = bits & 7, bits >> 3 & 1, bits >> 4 & 1
        if kind not in {1, 2, 4} or not is_compact or length > _MOST_CHARACTERS:
            raise UnreadableError
        start = self._layout.text + (0 if is_ascii else 24 if self._minor < 12 else 16)
        coding = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}[kind]
        return self._read(address + start, length * kind).decode(coding, "replace")

    def integer(self, address: int) -> int:
        """An int of less than 60 bits, or a bool."""
        if self.type_name(address) not in {"int", "bool"}:
            raise UnreadableError
        head: int = struct.unpack("<q", self._read(address + 16, 8))[0]
        size, sign = abs(head), -1 if head < 0 else 1
        if self._minor >= 12:  # the low bits: 0 positive, 1 zero, 2 negative
            size, sign = head >> 3, 1 - (head & 3)
        if size > 2:
            raise UnreadableError
        digits: tuple[int, ...] = struct.unpack("<2I", self._read(address + 24, 8))[:size]
        return sign * sum(digit << 30 * at for at, digit in enumerate(digits))

    def items(self, address: int) -> tuple[int, ...]:
        """The addresses of a tuple's or a list's items."""
        length = min(self._word(address + 16), _MOST_ENTRIES)
        if self.type_name(address) == "tuple":
            return self._words(address + self._layout.tuple_items, length)
        self._expect(address, "list")
        return self._words(self._word(address + 24), length)

    def length(self, address: int) -> int:
        """How many items a deque holds."""
        self._expect(address, "deque")
        return self._word(address + 16)

    def members(self, address: int) -> tuple[int, ...]:
        """The addresses of a set's members."""
        self._expect(address, "set")
        count, mask, table = self._words(address + 24, 3)
        if mask >= _MOST_ENTRIES or count > mask:
            raise UnreadableError
        entries = self._words(table, 2 * (mask + 1))
        return tuple(
            key
            for key, code in zip(entries[::2], entries[1::2], strict=True)
            if key and code != _GONE
        )

    def names_around(self, address: int) -> dict[str, int]:
        """The names of the module in which the class of an instance, or its base, was written."""
        kind = self._type(address)
        for _ in range(_MOST_BASES):
            for value in self.dict_items(self._word(kind + _TYPE_DICT_AT)).values():
                if self.type_name(value) == "function":
                    return self.dict_items(self._word(value + self._layout.function_globals))
            kind = self._word(kind + _TYPE_BASE_AT)
        raise UnreadableError

    def module_names(self, address: int) -> dict[str, int]:
        """The names in a module."""
        self._expect(address, "module")
        return self.dict_items(self._word(address + 16))

    # -- by version -----------------------------------------------------------------------------

    def _managed(self, address: int) -> tuple[int, int]:
        """Where an instance's dict is, or else its first value; one of them is 0."""
        values, dictionary = self._words(address - 32, 2)
        if self._minor == 11:
            return dictionary, values
        if self._minor == 12:
            is_values = dictionary & 1
            return (0, dictionary + 1) if is_values else (dictionary, 0)
        behind = address + self._word(self._type(address) + _SIZE_AT)
        return (dictionary, 0) if dictionary else (0, behind + self._layout.values)

    def _entries(self, keys: int) -> tuple[tuple[int, int], int, int]:
        """Where a table's entries begin and end, how long one is, and where its key is in it."""
        if self._minor < 11:
            slots, count = self._word(keys + 8), self._word(keys + 32)
            width = 1 if slots <= 0xFF else 2 if slots <= 0xFFFF else 4
            start, size, at_key = keys + 40 + slots * width, 24, 8
        else:
            head = self._read(keys, 32)
            is_text = head[10] != 0
            (count,) = struct.unpack_from("<q", head, 24)
            start = keys + 32 + (1 << min(head[9], 32))
            size, at_key = (16, 0) if is_text else (24, 8)
        if not 0 <= count <= _MOST_ENTRIES:
            raise UnreadableError
        return (start, start + count * size), size, at_key

    def _names_at(self, keys: int) -> list[str]:
        if keys not in self._names:
            (start, end), size, at_key = self._entries(keys)
            self._names[keys] = [
                self.text(self._word(at + at_key)) for at in range(start, end, size)
            ]
        return self._names[keys]

    def _pair(self, names: list[str], values: int) -> dict[str, int]:
        found = zip(names, self._words(values, len(names)), strict=True)
        return {name: value for name, value in found if value}

    # -- words ----------------------------------------------------------------------------------

    def _type(self, address: int) -> int:
        return self._word(address + 8)

    def _expect(self, address: int, name: str) -> None:
        if self.type_name(address) != name:
            raise UnreadableError(name)

    def _word(self, address: int) -> int:
        return self._words(address, 1)[0]

    def _words(self, address: int, count: int) -> tuple[int, ...]:
        return struct.unpack(f"<{count}Q", self._read(address, 8 * count))

    def _read(self, address: int, size: int) -> bytes:
        data = self._memory.read(address, size)
        if len(data) < size:
            raise UnreadableError(hex(address))
        return data
