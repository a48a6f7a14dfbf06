"""Whatever has become of a recording, it opens to what is whole in it, or says clearly why not."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.model.source import Phase
from engine.recording import format as fmt
from engine.recording import reader, records
from engine.recording.reader import Recording, RecordingError
from engine.recording.writer import DepthSpan, RecordingWriter

from .conftest import BEGIN_NS, story, write

ROOT = Path(__file__).resolve().parents[3]
MUTATIONS = 500


def streams(packets):
    found = {}
    for packet in packets:
        found.setdefault(packet.process, []).append(packet)
    return found


def read_all(recording):
    return [packet for part in recording.all_packets() for packet in part]


def is_part_of(some, all_packets):
    """Whether each stream is a beginning of the whole one."""
    whole = streams(all_packets)
    return all(part == whole[process][: len(part)] for process, part in streams(some).items())


def test_a_recording_holds_all_packets_and_who_it_is(recorded, packets):
    with Recording(recorded) as recording:
        assert recording.is_complete
        assert recording.about.title == "Kitchen"
        assert recording.events == 120
        assert len(recording.packet_blocks) > 2
        assert streams(read_all(recording)) == streams(packets)
        assert not recording.damage


def test_what_was_told_is_read_again(tmp_path, packets):
    path = tmp_path / "told.qscope"
    writer = RecordingWriter(path, records.about_run("Kitchen", scenario={"name": "Kitchen"}))
    writer.add(packets)
    writer.tell(records.PhaseNews(BEGIN_NS, Phase.RUNNING))
    writer.add_depths([DepthSpan(0, BEGIN_NS, BEGIN_NS + 10, 1, 4, 2.25)])
    writer.tell(records.EndNews(BEGIN_NS + 9, Phase.FINISHED, problem="none", exit_code=0))
    writer.close()
    with Recording(path) as recording:
        assert recording.about.scenario == {"name": "Kitchen"}
        assert recording.end == records.EndNews(BEGIN_NS + 9, Phase.FINISHED, "none", 0)
        assert recording.news[0] == records.PhaseNews(BEGIN_NS, Phase.RUNNING)
        assert recording.depths().tolist() == [(0, BEGIN_NS, BEGIN_NS + 10, 1, 4, 2250)]


def test_a_file_cut_off_at_any_byte_opens_to_its_whole_blocks_or_says_why(tmp_path):
    whole = tmp_path / "whole.qscope"
    packets = story(10)
    write(whole, packets, pieces=3)
    data, cut = whole.read_bytes(), tmp_path / "cut.qscope"
    events, refused = set(), set()
    for size in range(len(data)):
        cut.write_bytes(data[:size])
        try:
            with Recording(cut) as recording:
                assert not recording.is_complete
                assert is_part_of(read_all(recording), packets)
                events.add(recording.events)
        except RecordingError as problem:
            refused.add(str(problem))
    assert events == {0, 30}
    assert refused == {reader.EMPTY, reader.CUT_OFF}


def test_a_file_with_flipped_bits_opens_to_what_is_whole_or_says_why(recorded, packets):
    data, random_ = recorded.read_bytes(), random.Random(17)
    known, refused = {tuple(packet) for packet in packets}, set()
    for _ in range(MUTATIONS):
        damaged = bytearray(data)
        place = random_.randrange(len(data))
        damaged[place] ^= 1 << random_.randrange(8)
        recorded.write_bytes(damaged)
        try:
            with Recording(recorded) as recording:
                found = read_all(recording)
                recording.depths()
                assert {tuple(packet) for packet in found} <= known
                is_lost = len(found) < len(packets)
                assert bool(recording.damage) or not is_lost, place
        except RecordingError:
            refused.add(place)
    assert all(place < fmt.FILE_HEADER_BYTES for place in refused)  # else: a block at most


def test_damage_in_the_middle_costs_one_block(recorded, packets):
    with Recording(recorded) as recording:
        row = recording.packet_blocks[1]
        lost = len(recording.packets(1))
    data = bytearray(recorded.read_bytes())
    data[int(row["offset"]) + fmt.BLOCK_HEADER_BYTES + 5] ^= 0xFF
    data[-1] ^= 0xFF  # the index too: it has to be walked
    recorded.write_bytes(data)
    with Recording(recorded) as recording:
        assert len(read_all(recording)) == len(packets) - lost
        tail = reader.Damage(len(data) - fmt.TRAILER_BYTES, fmt.TRAILER_BYTES)
        assert set(recording.damage) == {reader.Damage(int(row["offset"]), int(row["bytes"])), tail}


def test_a_damaged_header_is_passed_over(recorded, packets):
    with Recording(recorded) as recording:
        row = recording.packet_blocks[1]
        lost = len(recording.packets(1))
    data = bytearray(recorded.read_bytes())
    data[int(row["offset"]) + 8] ^= 0xFF  # the size of its body
    recorded.write_bytes(data[: -fmt.TRAILER_BYTES])
    with Recording(recorded) as recording:
        assert len(read_all(recording)) == len(packets) - lost
        assert reader.Damage(int(row["offset"]), int(row["bytes"])) in recording.damage


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", reader.EMPTY),
        (b"name = 'a scenario'\n" * 20, reader.FOREIGN),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), reader.FOREIGN),
        (bytes(4096), reader.FOREIGN),
        (fmt.MAGIC, reader.CUT_OFF),
        (fmt.file_header(), reader.CUT_OFF),
        (fmt.file_header() + bytes(5000), reader.CUT_OFF),
    ],
)
def test_what_is_no_recording_is_named(tmp_path, content, reason):
    path = tmp_path / "other.qscope"
    path.write_bytes(content)
    with pytest.raises(RecordingError) as caught:
        Recording(path)
    assert str(caught.value) == reason
    assert path.read_bytes() == content


def test_a_newer_format_is_named(tmp_path):
    path = tmp_path / "newer.qscope"
    path.write_bytes(fmt.file_header(fmt.VERSION + 1) + bytes(100))
    with pytest.raises(RecordingError, match="newer Queuescope has written it"):
        Recording(path)


def test_a_block_in_a_coding_from_elsewhere_is_named(recorded, monkeypatch):
    monkeypatch.setattr(fmt, "CODECS", {0: fmt.CODECS[0]})
    with pytest.raises(RecordingError) as caught:
        Recording(recorded)
    assert str(caught.value) == reader.UNREADABLE


def test_a_folder_and_a_missing_file_are_the_system_s_errors(tmp_path):
    with pytest.raises(IsADirectoryError):
        Recording(tmp_path)
    with pytest.raises(FileNotFoundError):
        Recording(tmp_path / "none.qscope")


def test_kinds_that_are_not_known_are_passed_over(recorded, packets):
    data = recorded.read_bytes()
    head = data[: fmt.FILE_HEADER_BYTES]
    strange = bytearray(fmt.make_block(fmt.Kind.NEWS, b"something new"))
    strange[4] = 99
    strange[44:48] = fmt.zlib.crc32(strange[:44]).to_bytes(4, "little")
    recorded.write_bytes(head + strange + data[fmt.FILE_HEADER_BYTES : -fmt.TRAILER_BYTES])
    with Recording(recorded) as recording:
        assert streams(read_all(recording)) == streams(packets)


def test_it_can_be_opened_while_it_is_written_and_twice(tmp_path, packets):
    path = tmp_path / "live.qscope"
    writer = RecordingWriter(path, records.about_run("Kitchen"))
    writer.add(packets[:5])
    writer.wait_for_blocks(2)
    with Recording(path) as first, Recording(path) as second:
        assert not first.is_complete
        assert read_all(first) == read_all(second)
        assert is_part_of(read_all(first), packets)
    writer.add(packets[5:])
    writer.close()
    with Recording(path) as recording:
        assert streams(read_all(recording)) == streams(packets)


def test_the_reader_in_the_docs_needs_nothing_of_ours(recorded, tmp_path):
    page = (ROOT / "docs" / "recording-format.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert "engine" not in program
    assert len([line for line in program.splitlines() if line.strip()]) <= 30
    script = tmp_path / "read.py"
    script.write_text(program, encoding="utf-8")
    command = [sys.executable, "-I", str(script), str(recorded)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.split() == ["40", "40", "40", "1"]
    recorded.write_bytes(recorded.read_bytes()[:-300])  # and a torn one
    subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
