"""Scenario files: the built-in ones, and that what is saved is what is loaded."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.scenario.presets import KEYS, ScenarioError, builtin, dumps, load, loads, save
from engine.scenario.schema import (
    Consumer,
    Duration,
    Ending,
    Law,
    Producer,
    QueueKind,
    QueueSpec,
    Scenario,
    StartMethod,
    Work,
)

words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cn", "Co", "Cf")),
    min_size=1,
    max_size=20,
)
seconds = st.floats(0, 3600)


@st.composite
def durations(draw: st.DrawFn) -> Duration:
    low, high = sorted((draw(seconds), draw(seconds)))
    return Duration(law=draw(st.sampled_from(Law)), seconds=draw(seconds), low=low, high=high)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    names = draw(st.lists(words, unique=True, max_size=6))
    common = {"count": st.integers(0, 64), "time": durations(), "work": st.sampled_from(Work)}
    made = {"dish": words, "items": st.integers(0, 10**8), "burst": st.integers(1, 100_000)}
    producers, consumers = [], []
    for name in names:
        if draw(st.booleans()):
            producers.append(draw(st.builds(Producer, name=st.just(name), **common, **made)))
        else:
            consumers.append(draw(st.builds(Consumer, name=st.just(name), **common)))
    kind = draw(st.sampled_from(QueueKind))
    ending = draw(st.sampled_from(Ending)) if kind is QueueKind.JOINABLE else Ending.SENTINEL
    queue = QueueSpec(
        kind=kind,
        maxsize=0 if kind is QueueKind.SIMPLE else draw(st.integers(0, 32_767)),
        start_method=draw(st.sampled_from(StartMethod)),
        ending=ending,
    )
    return Scenario(
        name=draw(words),
        description=draw(st.text(st.characters(exclude_categories=("Cs",)), max_size=200)),
        seed=draw(st.integers(0, 2**63 - 1)),
        time_scale=draw(st.floats(0.1, 100)),
        queue=queue,
        producers=tuple(producers),
        consumers=tuple(consumers),
    )


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_what_is_written_is_what_is_read(scenario):
    read = loads(dumps(scenario))
    assert read.description.replace("\r\n", "\n") == scenario.description.replace("\r\n", "\n")
    assert msgspec.structs.replace(read, description=scenario.description) == scenario


def test_the_built_in_scenarios_come_in_the_order_of_the_menu():
    assert tuple(preset.key for preset in builtin()) == KEYS
    assert KEYS[0] == "dim-sum-kitchen"
    assert all(preset.scenario.description for preset in builtin())


def test_the_kitchen_is_the_tutorials():
    kitchen = builtin()[0].scenario
    cooks = [(each.name, each.dish, each.count, each.items) for each in kitchen.producers]
    assert cooks == [
        ("Cook A", "bun", 1, 4),
        ("Cook B", "dumpling", 1, 4),
        ("Cook C", "rice parcel", 1, 4),
    ]
    [guest] = kitchen.consumers
    assert (guest.name, guest.count) == ("Guest", 2)
    times = {kind.time for kind in (*kitchen.producers, guest)}
    assert times == {Duration(law=Law.UNIFORM, low=1.0, high=2.0)}
    assert kitchen.queue.kind is QueueKind.JOINABLE
    assert (kitchen.queue.maxsize, kitchen.queue.ending) == (0, Ending.DAEMON)


def test_only_unbounded_growth_goes_on_for_ever():
    endless = [each.key for each in builtin() if any(not p.items for p in each.scenario.producers)]
    assert endless == ["unbounded-growth"]


@pytest.mark.parametrize("preset", builtin(), ids=lambda preset: preset.key)
def test_a_saved_scenario_is_the_same_when_it_is_loaded(preset, tmp_path):
    path = tmp_path / "Küche 点心.toml"
    save(preset.scenario, path)
    assert load(path) == preset.scenario
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_saving_replaces_a_file_and_keeps_its_mode(tmp_path):
    path = tmp_path / "kitchen.toml"
    path.write_text("old")
    path.chmod(0o600)
    save(builtin()[0].scenario, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load(path) == builtin()[0].scenario


def test_what_cannot_be_read_again_is_not_written(tmp_path):
    path = tmp_path / "kitchen.toml"
    path.write_text("old")
    with pytest.raises(ScenarioError, match="time_scale = 1000"):
        save(Scenario(name="x", time_scale=1000.0), path)
    assert path.read_text() == "old"


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.toml")
    picture = tmp_path / "picture.toml"
    picture.write_bytes(b"name = '\xff\xd8'")
    with pytest.raises(ScenarioError, match=r"byte 8 = .*UTF-8"):
        load(picture)


def test_a_file_from_a_windows_editor_is_read(tmp_path):
    path = tmp_path / "kitchen.toml"
    path.write_bytes(b'\xef\xbb\xbfname = "x"\r\n[queue]\r\nmaxsize = 3\r\n')
    assert load(path).queue.maxsize == 3
