"""The listing of a scenario: what it says, and which of its lines a worker is at."""

from __future__ import annotations

import ast
import random
from types import SimpleNamespace

import msgspec
import pytest

from engine.listing import COMMENTS, Does, position, write
from engine.model.snapshot import Role, State
from engine.program.workload import Effort, Workload
from engine.scenario import presets
from engine.scenario.schema import (
    Consumer,
    Duration,
    Ending,
    Law,
    Producer,
    QueueKind,
    QueueSpec,
    Scenario,
    Work,
)

BUILTIN = {preset.key: preset.scenario for preset in presets.builtin()}
FIXED, UNIFORM = Duration(law=Law.FIXED, seconds=0.5), Duration(law=Law.UNIFORM, low=1.0, high=2.0)


def scenario(*kinds, **changes):
    """A scenario of these kinds."""
    return Scenario(
        name="Test",
        producers=tuple(kind for kind in kinds if isinstance(kind, Producer)),
        consumers=tuple(kind for kind in kinds if isinstance(kind, Consumer)),
        **changes,
    )


def functions(text):
    """The functions that a program defines."""
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


def line(listing, kind, does):
    """The line at which such workers do that."""
    return listing.text.splitlines()[listing.places[kind, does]].strip()


@pytest.mark.parametrize("key", BUILTIN)
def test_every_built_in_scenario_is_a_program_with_a_line_for_each_thing_a_worker_does(key):
    chosen = BUILTIN[key]
    listing = write(chosen)
    compile(listing.text, key, "exec")
    for kind in chosen.producers:
        assert line(listing, kind.name, Does.PUT) == "queue.put(item)"
        assert line(listing, kind.name, Does.WORK).startswith("time.sleep(")
    for kind in chosen.consumers:
        assert line(listing, kind.name, Does.GET) == "item = queue.get()"
        assert line(listing, kind.name, Does.WORK).startswith("time.sleep(")
    assert line(listing, "main", Does.START) == "process.start()"
    assert line(listing, "main", Does.JOIN_PRODUCERS) == "producer.join()"
    is_daemon = chosen.queue.ending is Ending.DAEMON
    assert (("main", Does.JOIN_QUEUE) in listing.places) == is_daemon
    assert (("main", Does.PUT_SENTINELS) in listing.places) != is_daemon


def test_kinds_that_differ_in_figures_only_share_one_function():
    kinds = (
        Producer(name="A", dish="bun", items=2, time=FIXED),
        Producer(name="B", dish="pie", items=3, time=Duration(seconds=0.25)),
        Consumer(name="G", time=UNIFORM),
    )
    text = write(scenario(*kinds)).text
    assert functions(text) == ["produce", "consume", "main"]
    assert 'args=(queue, "bun", 2, 0.5)' in text
    assert 'args=(queue, "pie", 3, 0.25)' in text
    assert "time.sleep(random.uniform(1.0, 2.0))" in text


def test_kinds_that_work_in_other_ways_have_functions_of_their_own():
    kinds = (
        Producer(name="Steamer", burst=3, time=FIXED),
        Producer(name="Pan 2", time=UNIFORM),
        Producer(name="炉子", work=Work.CPU, time=FIXED),
        Producer(name="***", items=0, time=FIXED),
    )
    text = write(scenario(*kinds)).text
    assert functions(text) == [
        "burn",
        "produce_steamer",
        "produce_pan_2",
        "produce_炉子",
        "produce_4",
        "main",
    ]
    assert "if number % 3 == 1:" in text
    assert "burn(0.5)" in text
    assert "while time.monotonic() < end:" in text


def test_kinds_without_workers_are_left_out():
    text = write(scenario(Producer(name="A", count=0), Consumer(name="G", count=2))).text
    assert functions(text) == ["consume", "main"]
    assert "    producers = []" in text.splitlines()


def test_an_item_that_takes_no_time_has_no_line_for_it():
    listing = write(scenario(Producer(name="A", time=Duration(law=Law.EXPONENTIAL, seconds=0))))
    assert "sleep" not in listing.text
    assert ("A", Does.WORK) not in listing.places


def test_another_speed_divides_every_time():
    text = write(scenario(Producer(name="A", time=FIXED), time_scale=2.5)).text
    assert "SPEED = 2.5" in text
    assert "time.sleep(0.5 / SPEED)" in text


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        (QueueKind.QUEUE, Ending.SENTINEL),
        (QueueKind.SIMPLE, Ending.SENTINEL),
        (QueueKind.JOINABLE, Ending.SENTINEL),
        (QueueKind.JOINABLE, Ending.DAEMON),
    ],
)
def test_the_queue_and_the_ending_are_the_scenario_s(kind, ending):
    queue = QueueSpec(kind=kind, ending=ending)
    text = write(scenario(Producer(name="A"), Consumer(name="G"), queue=queue)).text
    assert f"queue = {kind.value}()" in text
    assert ("queue.task_done()" in text) == (kind is QueueKind.JOINABLE)
    assert ("if item is None:" in text) == (ending is Ending.SENTINEL)
    assert ("daemon=True" in text) == (ending is Ending.DAEMON)


def test_names_and_descriptions_cannot_break_out_of_their_quotes():
    nasty = 'a"b{c}\\'
    made = scenario(Producer(name=nasty, dish=nasty, count=2))
    made = msgspec.structs.replace(made, name=nasty, description='ends with """ and \\')
    tree = ast.parse(write(made).text)
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert nasty in texts  # the dish
    assert 'a"b{c}\\ ' in texts  # the beginning of the name's f-string


def test_a_long_chinese_description_is_broken_within_the_width():
    made = scenario(Producer(name="甲"))
    made = msgspec.structs.replace(made, description="队列满了，厨师就要等。" * 12)
    lines = ast.get_docstring(ast.parse(write(made).text)).splitlines()
    assert max(map(len, lines)) <= 37
    assert not any(each.startswith(("，", "。")) for each in lines)


def test_the_program_takes_the_same_random_times_as_the_window_s_workers():
    effort = Effort("sleep", "uniform", 0, 1.0, 2.0, seed=8, time_scale=1)
    in_the_window = [Workload(effort, "Cook A 1").draw() for _ in range(1)]
    random.seed("8/Cook A 1")
    assert in_the_window == [random.uniform(1.0, 2.0)]
    assert 'random.seed(f"8/{name}")' in write(BUILTIN["dim-sum-kitchen"]).text


def test_every_comment_can_be_said_in_another_language():
    kinds = (
        Producer(name="A", burst=3, work=Work.CPU, time=UNIFORM),
        Producer(name="B", items=0),
        Consumer(name="G"),
    )
    text = write(scenario(*kinds, time_scale=2.0), lambda comment: f"<{comment}>").text
    assert [comment for comment in COMMENTS if f"<{comment}>" not in text] == []


def worker(role, state, **more):
    """As much of a WorkerView as a position depends on."""
    plain = {"waits_for": "", "put": 0, "taken": 0, "done": 0, "name": "me"}
    return SimpleNamespace(role=role, state=state, **{**plain, **more})


COOK, GUEST = (
    worker(Role.PRODUCER, State.BUSY, name="Cook 1"),
    worker(Role.CONSUMER, State.BUSY, name="Guest 1"),
)


@pytest.mark.parametrize(
    ("one", "does"),
    [
        (worker(Role.PRODUCER, State.BUSY), Does.WORK),
        (worker(Role.PRODUCER, State.PUT_WAIT), Does.PUT),
        (worker(Role.PRODUCER, State.PAUSED), Does.PUT),
        (worker(Role.PRODUCER, State.ENDED), None),
        (worker(Role.CONSUMER, State.GET_WAIT), Does.GET),
        (worker(Role.CONSUMER, State.BUSY), Does.GET),
        (worker(Role.CONSUMER, State.BUSY, taken=2, done=1), Does.WORK),
        (worker(Role.CONSUMER, State.PAUSED, taken=2, done=1), Does.DONE),
        (worker(Role.CONSUMER, State.PAUSED, taken=2, done=2), Does.GET),
        (worker(Role.CONSUMER, State.FAILED, taken=2), None),
        (worker(Role.MAIN, State.BUSY), Does.START),
        (worker(Role.MAIN, State.JOINING, waits_for="Cook 1"), Does.JOIN_PRODUCERS),
        (worker(Role.MAIN, State.JOINING, waits_for="queue"), Does.JOIN_QUEUE),
        (worker(Role.MAIN, State.JOINING, waits_for="Guest 1"), Does.JOIN_CONSUMERS),
        (worker(Role.MAIN, State.BUSY, put=1), Does.PUT_SENTINELS),
        (worker(Role.OTHER, State.BUSY), None),
    ],
)
def test_a_worker_is_at_the_line_that_its_state_tells(one, does):
    queue = SimpleNamespace(name="queue", kind="JoinableQueue")
    snapshot = SimpleNamespace(queues=(queue,), workers=(COOK, GUEST, one))
    assert position(one, snapshot) is does


def test_without_task_done_a_consumer_that_has_taken_something_is_at_work():
    one = worker(Role.CONSUMER, State.BUSY, taken=1)
    queue = SimpleNamespace(name="queue", kind="Queue")
    assert position(one, SimpleNamespace(queues=(queue,), workers=(one,))) is Does.WORK
