"""The .qscope file: a header, then blocks that are only ever appended. docs/recording-format.md.

    file    MAGIC, version                          16 bytes, written once
    block   kind, sizes, span of time, checksums    48 bytes
            body, compressed
    block   ...
    index   the last block of a recording that was closed in good order
    trailer where the index is                      20 bytes

Each block can be checked and read by itself. So a recording whose writer was killed is whole up to
its last block, and one that is damaged somewhere is readable before and behind the damage.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from enum import IntEnum
from typing import Final, NamedTuple

try:
    from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # since 3.14
except ImportError:
    try:
        from backports import zstd
    except ImportError:
        zstd = None

SUFFIX: Final = ".qscope"
MAGIC: Final = b"\x89QSCOPE\n"  # no text begins so, and a copy made as text is no longer the same
VERSION: Final = 1
MOST_BODY: Final = 1 << 28  # bytes; a block that claims more is damaged
LEVEL: Final = 1

_FILE = struct.Struct("<8sHHI")
_BLOCK = struct.Struct("<4sHHIIqqQI")
_CHECK = struct.Struct("<I")
_TRAILER = struct.Struct("<8sQ")
_TRAILER_MAGIC = b"QSCOPEND"
BLOCK_MAGIC: Final = b"QSBK"
FILE_HEADER_BYTES: Final = _FILE.size
BLOCK_HEADER_BYTES: Final = _BLOCK.size + _CHECK.size
TRAILER_BYTES: Final = _TRAILER.size + _CHECK.size


class Kind(IntEnum):
    """What a block holds. A reader passes over kinds that it does not know."""

    ABOUT = 1  # JSON: whose recording this is (records.About); the first block
    PACKETS = 2  # columns: what the processes sent, and the application saw
    NEWS = 3  # JSON: a list of records.News
    DEPTHS = 4  # columns: lowest, highest and mean depth of each queue, span by span
    INDEX = 5  # columns: where the blocks are


class Codec(IntEnum):
    """How a block's body is compressed."""

    STORED = 0
    ZLIB = 1
    ZSTD = 2


class BlockHeader(NamedTuple):
    """What is known of a block before its body is read. Times in ns on the run's clock."""

    kind: int
    codec: int
    stored_bytes: int
    body_bytes: int
    first_ns: int
    last_ns: int
    events: int
    body_check: int


class _Coding(NamedTuple):
    compress: Callable[[bytes], bytes]
    decompress: Callable[[bytes, int], bytes]  # of at most so many bytes


def _codecs() -> dict[int, _Coding]:
    known = {
        int(Codec.STORED): _Coding(bytes, lambda stored, _: stored),
        int(Codec.ZLIB): _Coding(
            lambda body: zlib.compress(body, LEVEL),
            lambda stored, most: zlib.decompressobj().decompress(stored, most),
        ),
    }
    if zstd is not None:
        known[int(Codec.ZSTD)] = _Coding(
            lambda body: zstd.compress(body, LEVEL),
            lambda stored, most: zstd.ZstdDecompressor().decompress(stored, most),
        )
    return known


CODECS: Final = _codecs()
BEST_CODEC: Final = max(CODECS)
_ERRORS: Final = (zlib.error, EOFError, *((zstd.ZstdError,) if zstd is not None else ()))


def file_header(version: int = VERSION) -> bytes:
    """The first bytes of a recording."""
    head = _FILE.pack(MAGIC, version, 0, 0)[: -_CHECK.size]
    return head + _CHECK.pack(zlib.crc32(head))


def read_file_header(data: bytes) -> int | None:
    """The version in a recording's first bytes; None where they are no such header."""
    if len(data) < FILE_HEADER_BYTES:
        return None
    magic, version, _, check = _FILE.unpack_from(data)
    is_whole = check == zlib.crc32(data[: FILE_HEADER_BYTES - _CHECK.size])
    return int(version) if magic == MAGIC and is_whole else None


def make_block(
    kind: Kind, body: bytes, *, first_ns: int = 0, last_ns: int = 0, events: int = 0
) -> bytes:
    """A whole block, ready to be appended."""
    stored = CODECS[BEST_CODEC].compress(body)
    head = _BLOCK.pack(
        BLOCK_MAGIC,
        kind,
        BEST_CODEC,
        len(stored),
        len(body),
        first_ns,
        last_ns,
        events,
        zlib.crc32(stored),
    )
    return head + _CHECK.pack(zlib.crc32(head)) + stored


def read_block_header(data: bytes) -> BlockHeader | None:
    """The header that `data` begins with; None where there is none, or not a whole one."""
    if len(data) < BLOCK_HEADER_BYTES or not data.startswith(BLOCK_MAGIC):
        return None
    (check,) = _CHECK.unpack_from(data, _BLOCK.size)
    if check != zlib.crc32(data[: _BLOCK.size]):
        return None
    header = BlockHeader(*_BLOCK.unpack_from(data)[1:])
    return header if max(header.stored_bytes, header.body_bytes) <= MOST_BODY else None


def read_body(header: BlockHeader, stored: bytes) -> bytes | None:
    """A block's body; None where it is damaged, or compressed in an unknown way."""
    coding = CODECS.get(header.codec)
    if coding is None or len(stored) != header.stored_bytes:
        return None
    if zlib.crc32(stored) != header.body_check:
        return None
    try:
        body = coding.decompress(stored, header.body_bytes + 1)
    except _ERRORS:
        return None
    return body if len(body) == header.body_bytes else None


def trailer(index_offset: int) -> bytes:
    """What ends a recording that was closed in good order."""
    head = _TRAILER.pack(_TRAILER_MAGIC, index_offset)
    return head + _CHECK.pack(zlib.crc32(head))


def read_trailer(data: bytes) -> int | None:
    """Where the index is; None where `data` is no trailer."""
    if len(data) != TRAILER_BYTES or not data.startswith(_TRAILER_MAGIC):
        return None
    (check,) = _CHECK.unpack_from(data, _TRAILER.size)
    is_whole = check == zlib.crc32(data[: _TRAILER.size])
    return int(_TRAILER.unpack_from(data)[1]) if is_whole else None
