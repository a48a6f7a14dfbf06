"""What the ends of messages tell: whose items they were, judged all at once or one by one."""

from __future__ import annotations

import pytest

from engine.observe import wire
from engine.observe.pipe_message import TRAILER, TRAILER_SIZE, items_of

MAGIC = bytes.fromhex("00ff10ef20df30cf")
FOREIGN = (0, 0, 0, wire.FOREIGN)


def trailer(number: int) -> bytes:
    return TRAILER.pack(number, number + 5, number, (2).to_bytes(4, "little") + MAGIC)


def item(number: int) -> tuple[int, int, int, int]:
    return number, number + 5, number, 2


@pytest.mark.parametrize(
    ("trailers", "items"),
    [
        ([], []),
        ([trailer(7)], [item(7)]),
        ([trailer(n) for n in range(300)], [item(n) for n in range(300)]),
        ([b"\x80\x04N."], [FOREIGN]),
        ([b"x" * TRAILER_SIZE] * 2, [FOREIGN] * 2),
        ([b"x" * (TRAILER_SIZE - 8), b"x" * (TRAILER_SIZE + 8)], [FOREIGN] * 2),
        ([trailer(1), b"x" * TRAILER_SIZE, trailer(3)], [item(1), FOREIGN, item(3)]),
        ([trailer(1), b"short", trailer(3)], [item(1), FOREIGN, item(3)]),
    ],
    ids=["none", "one", "many", "short", "as long", "uneven", "mixed", "mixed and short"],
)
def test_each_message_gives_its_item_or_a_foreign_one(trailers, items):
    assert list(wire.ITEM.iter_unpack(items_of(trailers, MAGIC))) == items
