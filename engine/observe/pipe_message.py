"""A message as it travels through a queue's pipe: length, pickle, trailer.

The trailer is the item's id (wire.ITEM) and the run's magic. Unpickling stops at the STOP opcode,
so whoever gets the item does not see what is behind it; and an item without a trailer, put by an
unobserved process, passes through untouched.
"""

from __future__ import annotations

import struct

from . import wire

LENGTH = struct.Struct("!i")
HEADER_SIZE = LENGTH.size
TRAILER = struct.Struct("<qqI12s")  # put time, write time, sequence, the recorder's signature
TRAILER_SIZE = TRAILER.size
SMALL = 4000  # such a message is written in one piece, with a header made beforehand
HEADERS = [LENGTH.pack(size + TRAILER_SIZE) for size in range(SMALL)]
SIZES = {header: size + TRAILER_SIZE for size, header in enumerate(HEADERS)}

_ITEM_SIZE = wire.ITEM.size
_FOREIGN = wire.ITEM.pack(0, 0, 0, wire.FOREIGN)


def items_of(trailers: list[bytes], magic: bytes) -> bytes:
    """The wire.ITEM of each; of one without `magic` (of 8 bytes) at its end: a foreign item's.

    As a rule all are whole, and their words are copied column by column.
    """
    count = len(trailers)
    joined = b"".join(trailers)
    if len(joined) == count * TRAILER_SIZE > 0:
        words = memoryview(joined).cast("q")
        if words[3::4].tobytes() == magic * count:
            items = memoryview(bytearray(count * _ITEM_SIZE)).cast("q")
            for word in range(3):
                items[word::3] = words[word::4]
            return items.tobytes()
    return b"".join(
        trailer[:_ITEM_SIZE] if trailer.endswith(magic) else _FOREIGN for trailer in trailers
    )
