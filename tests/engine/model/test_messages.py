"""Messages: unknown kinds and fields are passed over, and both sides of the wire agree."""

from __future__ import annotations

import json

import msgspec
import pytest

from engine.model import messages
from engine.model.messages import Hello, Note, application_packet, messages_in
from engine.model.source import Packet
from engine.observe import wire
from engine.observe.tap import text_frame

HELLO = {"what": "hello", "at_ns": 1, "pid": 7, "name": "Cook", "method": "fork"}


def read(*contents) -> list[object]:
    bodies = (json.dumps(content).encode() for content in contents)
    frames = b"".join(wire.frame(wire.TEXT, wire.NO_QUEUE, body) for body in bodies)
    return list(messages_in(Packet(0, 0, frames)))


def test_an_unknown_kind_is_passed_over_and_what_follows_is_read():
    assert read({"what": "weather", "at_ns": 1}, {"at_ns": 2}, [], HELLO) == [
        Hello(at_ns=1, pid=7, name="Cook", method="fork")
    ]


def test_an_unknown_field_is_passed_over():
    assert read({**HELLO, "colour": {"deep": [1]}}) == read(HELLO) != []


@pytest.mark.parametrize(
    ("field", "value"),
    [("pid", -1), ("pid", True), ("pid", 1 << 63), ("name", None), ("at_ns", "1")],
)
def test_a_field_of_another_form_makes_it_no_message(field, value):
    assert read({**HELLO, field: value}) == []


def test_what_the_probe_writes_is_read_even_where_no_utf8_can_say_it():
    frame = text_frame(wire.NO_QUEUE, {"what": "note", "text": "caf\udce9"})
    (note,) = messages_in(Packet(0, 0, frame))
    assert isinstance(note, Note)
    assert note.text == "caf?"


def test_a_message_of_the_application_comes_back_as_it_was():
    note = Note(at_ns=5, text="厨房")
    assert list(messages_in(application_packet(note))) == [note]


def test_every_kind_of_message_is_in_the_format_s_description():
    kinds = [each.__struct_config__.tag for each in messages.AnyMessage.__args__]
    assert len(set(kinds)) == len(kinds)
    missing = [kind for kind in kinds if f"``{kind}``" not in (wire.__doc__ or "")]
    assert missing == []


def test_a_torn_frame_ends_the_packet():
    whole = application_packet(Note(at_ns=5, text="x")).frames
    assert len(list(messages_in(Packet(-1, 0, whole + whole[:-1])))) == 1
    assert msgspec.json.decode(whole[wire.HEADER.size :])["what"] == "note"
