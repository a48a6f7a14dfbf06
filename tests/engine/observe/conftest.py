"""Runs a small program under the probe and decodes what came: independent of the timeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from engine.collect import Session
from engine.model.source import Packet
from engine.observe import wire
from tests.support import frames

PYTHON = os.environ.get("QST_PYTHON") or sys.executable
"""What the programs run on: the probe must work in Pythons that the application does not need."""


@dataclass
class Seen:
    """Everything that observed processes said, decoded by the wire format's own words."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    puts: list[tuple[int, int, int]] = field(default_factory=list)  # process, sequence, at_ns
    gets: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    # process, put_ns, write_ns, sequence, producer, get_ns
    dones: list[int] = field(default_factory=list)
    spans: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    # process, start_ns, end_ns, code, argument
    marks: list[tuple[int, int, int, int]] = field(default_factory=list)
    # process, at_ns, code, argument
    ended: set[int] = field(default_factory=set)

    def take(self, packets: list[Packet]) -> None:
        """Decodes packets, in any order."""
        for packet in packets:
            if not packet.frames:
                self.ended.add(packet.process)
            for kind, _, body in frames.cut(packet.frames):
                self._take(packet.process, kind, body)

    def _take(self, process: int, kind: int, body: bytes) -> None:
        if kind == wire.TEXT:
            self.texts.append({"process": process, **json.loads(body)})
        elif kind == wire.PUTS:
            (first,) = wire.SEQUENCE.unpack_from(body)
            times = memoryview(body)[8:].cast("q")
            self.puts += [(process, first + n, at_ns) for n, at_ns in enumerate(times)]
        elif kind == wire.GETS:
            count = len(body) // (wire.ITEM.size + 8)
            items = wire.ITEM.iter_unpack(body[: count * wire.ITEM.size])
            stamps = memoryview(body)[count * wire.ITEM.size :].cast("q")
            self.gets += [(process, *item, at) for item, at in zip(items, stamps, strict=True)]
        elif kind == wire.DONES:
            self.dones += list(memoryview(body).cast("q"))
        elif kind == wire.SPANS:
            self.spans += [(process, *span) for span in wire.SPAN.iter_unpack(body)]
        elif kind == wire.MARKS:
            self.marks += [(process, *mark) for mark in wire.MARK.iter_unpack(body)]

    def said(self, what: str) -> list[dict[str, Any]]:
        """The TEXT objects of one kind."""
        return [text for text in self.texts if text["what"] == what]

    def marked(self, code: int) -> list[tuple[int, int, int, int]]:
        """The marks of one code."""
        return [mark for mark in self.marks if mark[2] == code]

    def waited(self, code: int) -> list[tuple[int, int, int, int, int]]:
        """The spans of one code."""
        return [span for span in self.spans if span[3] == code]


class Observed:
    """One program under the probe, while it runs."""

    def __init__(self, script: Path, arguments: list[str]) -> None:
        self.session = Session()
        self.seen = Seen()
        self.process = subprocess.Popen(
            self.session.command([str(script), *arguments], python=PYTHON),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until(self, is_so: Callable[[Seen], object], timeout_s: float = 20.0) -> None:
        """Polls until `is_so(seen)`; fails with what was seen."""
        deadline_s = time.monotonic() + timeout_s
        while not is_so(self.seen):
            if time.monotonic() > deadline_s:
                pytest.fail(f"not seen within {timeout_s} s; seen: {self.seen}")
            self.seen.take(self.session.poll(0.05))
            time.sleep(0.005)

    def finish(self, *, code: int | None = 0, timeout_s: float = 30.0) -> tuple[str, str]:
        """Waits for the program's end and for all its streams; returns its stdout and stderr."""
        out, err = self.process.communicate(timeout=timeout_s)
        if code is not None:
            assert self.process.returncode == code, err
        self.wait_until(lambda seen: len(seen.ended) == self.session.stream_count)
        return out, err

    def close(self) -> None:
        """Ends the program if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        self.session.close()


@pytest.fixture
def observe(tmp_path: Path) -> Iterator[Callable[..., Observed]]:
    """`observe(source, *arguments)` starts a program, given as text, under the probe."""
    started: list[Observed] = []

    def start(source: str, *arguments: str) -> Observed:
        script = tmp_path / f"program_{len(started)}.py"
        script.write_text(textwrap.dedent(source), encoding="utf-8")
        started.append(Observed(script, list(arguments)))
        return started[-1]

    yield start
    for observed in started:
        observed.close()


METHODS = [
    method
    for method in ("fork", "spawn", "forkserver")
    if method == "spawn" or sys.platform != "win32"
]


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest) -> str:
    """Each start method of this system."""
    return str(request.param)
