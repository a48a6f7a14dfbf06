"""The messages of a stream: what travels as JSON in TEXT frames, each kind a class of its own.

    frames --frames_in--> kind, queue, body --read_message--> Hello, ProcessExited, ...

Observed processes send most of them (engine/observe/wire.py lists the fields), the application a
few, in packets of its own among all others. A message comes from a process that has shown the run's
key, but that process also runs other people's code, and may be another version of the probe:
whatever does not have the form of a known kind is passed over, and so are unknown fields. Control
characters in its texts are made visible, once, here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, TypeVar

import msgspec
from msgspec import Meta, Struct, field

from engine.model.plain import visible
from engine.model.source import Packet
from engine.observe import wire

MOST = 1 << 62  # no number in a message is beyond this, nor below its negative
Natural = Annotated[int, Meta(ge=0, le=MOST)]
ExitCode = Annotated[int, Meta(ge=-MOST, le=MOST)] | None

_log = logging.getLogger(__name__)


class Message(Struct, frozen=True, kw_only=True, tag_field="what"):
    """What all have in common."""

    at_ns: Natural


class Hello(Message, frozen=True, kw_only=True, tag="hello"):
    """The first of every observed process: who it is."""

    pid: Natural
    name: str
    method: str
    is_daemon: bool | None = field(default=False, name="daemon")
    is_main: bool | None = field(default=False, name="main")


class QueueAnnounced(Message, frozen=True, kw_only=True, tag="queue"):
    """A queue that the process has; `queue` is the process's own index of it."""

    queue: Natural
    key: str
    type: str
    maxsize: Natural
    pipe_bytes: Natural | None = field(default=0, name="pipe")
    own_pipe_bytes: Natural | None = field(default=0, name="own")
    trailer_bytes: Natural | None = field(default=0, name="trailer")


class ChildStarted(Message, frozen=True, kw_only=True, tag="child"):
    """The process started a child."""

    pid: Natural
    name: str | None = None


class ProcessExited(Message, frozen=True, kw_only=True, tag="exit"):
    """The exit code that the sender, the parent, has learnt; negative: a signal."""

    pid: Natural
    code: ExitCode = None


class ErrorRaised(Message, frozen=True, kw_only=True, tag="error"):
    """An exception ended the process's own code."""

    type: str
    text: str
    traceback: str


class ItemDropped(Message, frozen=True, kw_only=True, tag="dropped"):
    """An item of this process was put, and can never be taken."""

    queue: Natural
    sequence: Natural
    type: str
    text: str
    repr: str = ""
    reason: Literal["unpicklable", "not-written", "not-flushed"] = "unpicklable"


class Goodbye(Message, frozen=True, kw_only=True, tag="end"):
    """The last message of a process that ended in the ordinary way."""

    code: ExitCode = None


class LockSeen(Struct, frozen=True):
    """A lock of the program's own. Without a key it is none."""

    key: str = ""
    kind: str = ""
    made: str = ""


class StackSampled(Message, frozen=True, kw_only=True, tag="spot"):
    """Where the main thread stands in the program's own code, outside queues."""

    file: str
    line: Natural
    function: str
    source: str
    call: str
    wait: str
    lock: LockSeen
    is_still: bool = field(name="still")


class LocksSampled(Message, frozen=True, kw_only=True, tag="locks"):
    """Which of the program's own locks the process holds, and some that it has made."""

    held: tuple[LockSeen, ...]
    made: tuple[LockSeen, ...]


class Note(Message, frozen=True, kw_only=True, tag="note"):
    """A line for the run's log."""

    text: str


class LinePrinted(Message, frozen=True, kw_only=True, tag="printed"):
    """A line that the program printed, where its output comes to the application."""

    text: str


class LockReleased(Message, frozen=True, kw_only=True, tag="repair"):
    """The application had a lock released for a dead process. `queue` is the run's index."""

    process: int
    queue: Natural
    part: str
    pid: Natural


class TimeScaleSet(Message, frozen=True, kw_only=True, tag="pace"):
    """From now on the demo's work goes so much faster than real time."""

    scale: float


class RunPaused(Message, frozen=True, kw_only=True, tag="pause"):
    """The application has closed the gate: each process is held at its next queue operation."""


class RunResumed(Message, frozen=True, kw_only=True, tag="resume"):
    """The application has opened the gate again."""


AnyMessage = (
    Hello
    | QueueAnnounced
    | ChildStarted
    | ProcessExited
    | ErrorRaised
    | ItemDropped
    | Goodbye
    | StackSampled
    | LocksSampled
    | Note
    | LinePrinted
    | LockReleased
    | TimeScaleSet
    | RunPaused
    | RunResumed
)
_decoder: msgspec.json.Decoder[AnyMessage] = msgspec.json.Decoder(AnyMessage)


class WireFrame(NamedTuple):
    """One frame of a stream; see engine/observe/wire.py."""

    kind: int
    queue: int
    body: memoryview


def frames_in(frames: bytes) -> Iterator[WireFrame]:
    """Cuts whole frames apart; one that is cut off at the end, in a torn recording, is left out."""
    data = memoryview(frames)
    at, size, head = 0, len(data), wire.HEADER.size
    unpack = wire.HEADER.unpack_from
    while at + head <= size:
        length, kind, _, queue = unpack(data, at)
        start = at + head
        at = start + length
        if at > size:
            return
        yield WireFrame(kind, queue, data[start:at])


def read_message(process: int, body: memoryview) -> AnyMessage | None:
    """The message in a TEXT frame's body; None when it has not the form of a known kind."""
    raw = bytes(body)
    is_plain = raw.isascii() and b"\\" not in raw and b"\x7f" not in raw  # most are
    try:
        message = _decoder.decode(raw)
        return message if is_plain else _made_visible(message)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        _log.warning("a message of process %d is passed over: %s", process, problem)
        return None


_Part = TypeVar("_Part", bound=Struct)


def _made_visible(part: _Part) -> _Part:
    """Names, texts and sources as people may see them anywhere: see engine/model/plain.py."""
    changed: dict[str, object] = {}
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, str) and not value.isprintable():
            changed[name] = visible(value, keep_lines=name == "traceback")
        elif isinstance(value, Struct):
            changed[name] = _made_visible(value)
        elif isinstance(value, tuple):
            changed[name] = tuple(_made_visible(each) for each in value)
    return msgspec.structs.replace(part, **changed) if changed else part


def messages_in(packet: Packet) -> Iterator[AnyMessage]:
    """All messages among a packet's frames."""
    for frame in frames_in(packet.frames):
        if frame.kind == wire.TEXT:
            message = read_message(packet.process, frame.body)
            if message is not None:
                yield message


def application_packet(message: AnyMessage) -> Packet:
    """A message of the application's own, as a packet among all others."""
    body = msgspec.json.encode(message)
    frame = wire.frame(wire.TEXT, wire.NO_QUEUE, body)
    return Packet(wire.APPLICATION, time.perf_counter_ns(), frame)


def exit_packet(pid: int, code: int | None) -> Packet:
    """How a program's main process ended: it is the application's child, nobody else can know."""
    return application_packet(ProcessExited(at_ns=time.perf_counter_ns(), pid=pid, code=code))


def scale_packet(scale: float) -> Packet:
    """The demo's time scale from now on."""
    return application_packet(TimeScaleSet(at_ns=time.perf_counter_ns(), scale=scale))
