"""Opens recordings: whole ones, those of a killed application, damaged ones.

    trailer --> index ------------+
                                  +--> table of blocks --> bodies, one at a time, when asked for
    no trailer: walk the headers -+

A recording without an index was not closed in good order, or is being written right now: it is
read up to its last whole block. Where a header is damaged, the next one is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from engine.model.source import Packet
from engine.recording import format as fmt
from engine.recording import records
from engine.recording.columns import ColumnsError, integers, structured, unpack_columns
from engine.recording.packets import item_moments, unpack_packets
from engine.text.sentences import QT_TRANSLATE_NOOP, Sentence

EMPTY: Final = QT_TRANSLATE_NOOP("Sentence", "it is empty: nothing was recorded")
FOREIGN: Final = QT_TRANSLATE_NOOP("Sentence", "it is not a Queuescope recording")
NEWER: Final = QT_TRANSLATE_NOOP(
    "Sentence",
    "a newer Queuescope has written it (format {version}; this one reads up to format {known}). "
    "Update Queuescope to open it",
)
CUT_OFF: Final = QT_TRANSLATE_NOOP("Sentence", "it is cut off or damaged before its first event")
UNREADABLE: Final = QT_TRANSLATE_NOOP(
    "Sentence",
    "its blocks are compressed with zstd, which this Python cannot read. Install backports.zstd",
)

BLOCK: Final = np.dtype(
    [(name, np.int64) for name in ("kind", "offset", "bytes", "first_ns", "last_ns", "events")]
)
DEPTH: Final = np.dtype(
    [(name, np.int64) for name in ("queue", "start_ns", "end_ns", "low", "high", "mean_milli")]
)
_CHUNK: Final = 1 << 20


class RecordingError(Exception):
    """A file cannot be opened as a recording; says why, as a Sentence."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


class Damage(NamedTuple):
    """A piece of the file that cannot be read."""

    offset: int
    bytes: int


class Recording:
    """An open recording. Times are in ns on the run's clock."""

    def __init__(self, path: Path) -> None:
        """Opens it.

        Raises:
            OSError: the system does not let it be read.
            RecordingError: it is no recording, or none that can be read.
        """
        self.path = path
        self.damage: list[Damage] = []
        self.is_complete = False
        """Whether it was closed in good order; False too while it is being written."""
        self._file: BinaryIO | None = None
        try:
            self._size = path.stat().st_size
            self._check_header()
            index = self._read_index()
            self.is_complete = index is not None
            self.blocks = index if index is not None else self._walk()
            self._open()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Open already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    def close(self) -> None:
        """Lets the file go until something is read again. Safe to call twice."""
        if self._file is not None:
            self._file.close()
            self._file = None

    # -- what is in it --------------------------------------------------------------------------

    @property
    def first_ns(self) -> int:
        """When its first packet arrived."""
        return int(self.packet_blocks["first_ns"].min())

    @property
    def last_ns(self) -> int:
        """When its last packet arrived, or the run was over."""
        ends = [news.at_ns for news in self.news if isinstance(news, records.EndNews)]
        return max([int(self.packet_blocks["last_ns"].max()), *ends])

    @property
    def events(self) -> int:
        """How many puts, gets and task_dones it holds."""
        return int(self.packet_blocks["events"].sum())

    @property
    def end(self) -> records.EndNews | None:
        """How the run ended; None where that is not recorded."""
        return next((news for news in self.news if isinstance(news, records.EndNews)), None)

    @property
    def gaps(self) -> list[records.GapNews]:
        """Where packets are missing since they came too fast."""
        return [news for news in self.news if isinstance(news, records.GapNews)]

    def packets(self, block: int) -> list[Packet]:
        """The packets of one of `packet_blocks`, oldest first; none where it is damaged."""
        try:
            return unpack_packets(self._body(self.packet_blocks[block]))
        except ColumnsError:
            self._note_damage(self.packet_blocks[block])
            return []

    def moments(self, block: int) -> npt.NDArray[np.int64]:
        """When something about items arrived in one of `packet_blocks`; shape (n,), ascending."""
        try:
            return item_moments(self._body(self.packet_blocks[block]))
        except ColumnsError:
            return np.zeros(0, np.int64)

    def all_packets(self) -> Iterator[list[Packet]]:
        """The packets of all blocks, block by block."""
        for block in range(len(self.packet_blocks)):
            yield self.packets(block)

    def depths(self) -> npt.NDArray[np.void]:
        """How full the queues were, span by span, as DEPTH records in the order of time."""
        parts = [np.zeros(0, DEPTH)]
        for row in self.blocks[self.blocks["kind"] == fmt.Kind.DEPTHS]:
            try:
                columns = unpack_columns(self._body(row))
                named = {name: integers(columns, name) for name in DEPTH.names or ()}
                parts.append(structured(named, DEPTH))
            except (ColumnsError, ValueError):
                self._note_damage(row)
        return np.concatenate(parts)

    # -- opening --------------------------------------------------------------------------------

    def _check_header(self) -> None:
        if self.path.is_file() and not self._size:
            raise RecordingError(Sentence(EMPTY))
        head = self._read(0, fmt.FILE_HEADER_BYTES)
        version = fmt.read_file_header(head)
        if version is None:
            is_ours = fmt.MAGIC.startswith(head[: len(fmt.MAGIC)])
            raise RecordingError(Sentence(CUT_OFF if is_ours else FOREIGN))
        if version > fmt.VERSION:
            raise RecordingError(Sentence(NEWER, version=version, known=fmt.VERSION))

    def _open(self) -> None:
        self.packet_blocks = self.blocks[self.blocks["kind"] == fmt.Kind.PACKETS]
        if not len(self.packet_blocks):
            raise RecordingError(Sentence(CUT_OFF))
        self._check_codec(int(self.packet_blocks["offset"][0]))
        self.about = self._about()
        self.news = [
            news
            for row in self.blocks[self.blocks["kind"] == fmt.Kind.NEWS]
            for news in records.decode_news(self._body(row))
        ]

    def _check_codec(self, offset: int) -> None:
        header = fmt.read_block_header(self._read(offset, fmt.BLOCK_HEADER_BYTES))
        if header is not None and header.codec not in fmt.CODECS:
            raise RecordingError(Sentence(UNREADABLE))

    def _about(self) -> records.About:
        """Without it (it is damaged) the rest can be shown still."""
        for row in self.blocks[self.blocks["kind"] == fmt.Kind.ABOUT]:
            about = records.decode_about(self._body(row))
            if about is not None:
                return about
        return records.About(title=self.path.stem, started_ns=self.first_ns)

    def _read_index(self) -> npt.NDArray[np.void] | None:
        """The table of blocks as it was written at the end; None where there is none."""
        tail = max(0, self._size - fmt.TRAILER_BYTES)
        offset = fmt.read_trailer(self._read(tail, fmt.TRAILER_BYTES))
        if offset is None or offset >= tail:
            return None
        body = self._body_at(offset)
        if body is None:
            return None
        try:
            columns = unpack_columns(body)
            return structured({name: integers(columns, name) for name in BLOCK.names or ()}, BLOCK)
        except (ColumnsError, ValueError):
            return None

    def _walk(self) -> npt.NDArray[np.void]:
        """The table of blocks from their headers, passing over what is damaged."""
        rows: list[tuple[int, ...]] = []
        at = fmt.FILE_HEADER_BYTES
        while at < self._size:
            header = fmt.read_block_header(self._read(at, fmt.BLOCK_HEADER_BYTES))
            if header is None:
                following = self._find_block(at + 1)
                self.damage.append(Damage(at, following - at))
                at = following
                continue
            size = fmt.BLOCK_HEADER_BYTES + header.stored_bytes
            if at + size > self._size:  # it was being written
                self.damage.append(Damage(at, self._size - at))
                break
            rows.append((header.kind, at, size, header.first_ns, header.last_ns, header.events))
            at += size
        return np.array(rows, BLOCK)

    def _find_block(self, at: int) -> int:
        """Where the next whole header is; the file's end where there is none."""
        while at < self._size:
            chunk = self._read(at, _CHUNK)
            found = chunk.find(fmt.BLOCK_MAGIC)
            if found < 0:
                at += max(1, len(chunk) - len(fmt.BLOCK_MAGIC) + 1)
                continue
            at += found
            if fmt.read_block_header(self._read(at, fmt.BLOCK_HEADER_BYTES)) is not None:
                return at
            at += 1
        return self._size

    # -- bodies ---------------------------------------------------------------------------------

    def _body(self, row: npt.NDArray[np.void] | np.void) -> bytes:
        """A block's body; empty where it is damaged."""
        body = self._body_at(int(row["offset"]))
        if body is None:
            self._note_damage(row)
            return b""
        return body

    def _body_at(self, offset: int) -> bytes | None:
        header = fmt.read_block_header(self._read(offset, fmt.BLOCK_HEADER_BYTES))
        if header is None:
            return None
        stored = self._read(offset + fmt.BLOCK_HEADER_BYTES, header.stored_bytes)
        return fmt.read_body(header, stored)

    def _read(self, offset: int, size: int) -> bytes:
        if self._file is None:
            self._file = self.path.open("rb")
        self._file.seek(offset)
        return self._file.read(size)

    def _note_damage(self, row: npt.NDArray[np.void] | np.void) -> None:
        damage = Damage(int(row["offset"]), int(row["bytes"]))
        if damage not in self.damage:
            self.damage.append(damage)
