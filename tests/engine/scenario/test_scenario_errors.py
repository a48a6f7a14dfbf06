"""Whatever is wrong with a scenario is told at once: field, value, and what would be right."""

from __future__ import annotations

import msgspec
import pytest

from engine.scenario.presets import ScenarioError, loads
from engine.scenario.schema import (
    Consumer,
    Duration,
    Law,
    Producer,
    QueueKind,
    QueueSpec,
    Scenario,
)
from engine.scenario.validation import find_problems

GOOD = """
name = "Small"
seed = 1
time_scale = 2.0

[queue]
kind = "JoinableQueue"
maxsize = 3

[[producers]]
name = "Cook"
items = 5
time = { law = "uniform", low = 1.0, high = 2.0 }

[[consumers]]
name = "Guest"
"""


def problems_of(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(ScenarioError) as caught:
        loads(text)
    return [tuple(problem) for problem in caught.value.problems]


def test_what_is_left_out_has_its_default():
    scenario = loads(GOOD)
    assert scenario.consumers == (Consumer(name="Guest"),)
    assert scenario.producers[0].time == Duration(law=Law.UNIFORM, low=1.0, high=2.0)
    assert scenario.queue == QueueSpec(maxsize=3)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "maxsize = 3",
            "maxsize = -1",
            ("queue.maxsize", "-1", "must be a whole number from 0 to 32,767"),
        ),
        (
            "maxsize = 3",
            "maxsise = 3",
            ("queue.maxsise", "3", 'is not a field; did you mean "maxsize"?'),
        ),
        (
            '"JoinableQueue"',
            '"LifoQueue"',
            ("queue.kind", '"LifoQueue"', 'must be one of "Queue", "JoinableQueue", "SimpleQueue"'),
        ),
        (
            "items = 5",
            "items = 1.5",
            ("producers[0].items", "1.5", "must be a whole number from 0 to 100,000,000"),
        ),
        (
            "items = 5",
            "items = true",
            ("producers[0].items", "true", "must be a whole number from 0 to 100,000,000"),
        ),
        (
            "time_scale = 2.0",
            "time_scale = nan",
            ("time_scale", "nan", "must be a number from 0.1 to 100.0"),
        ),
        (
            'name = "Small"',
            "",
            ("name", "(missing)", "must be given: a text of 1 to 80 characters"),
        ),
        (
            'name = "Guest"',
            'name = " "',
            ("consumers[0].name", '" "', "must be a text of 1 to 40 characters"),
        ),
        (
            'name = "Guest"',
            'name = "Guest\\n"',
            ("consumers[0].name", '"Guest\\n"', "must be in one line, without blanks around it"),
        ),
        (
            'name = "Guest"',
            'name = "Cook"',
            (
                "consumers[0].name",
                '"Cook"',
                "must differ from producers[0].name: each kind has its own",
            ),
        ),
        (
            "low = 1.0",
            "low = 3",
            ("producers[0].time.low", "3.0", "must be at most high, which is 2.0"),
        ),
        (
            "low = 1.0",
            "low = 'a'",
            ("producers[0].time.low", '"a"', "must be a number from 0.0 to 3,600.0"),
        ),
        (
            "[[consumers]]",
            "[consumers]",
            ("consumers", '{"name": "Guest"}', "must be tables, each headed [[consumers]]"),
        ),
        (
            '[queue]\nkind = "JoinableQueue"\nmaxsize = 3',
            "queue = 3",
            ("queue", "3", "must be a table of fields"),
        ),
    ],
)
def test_an_error_names_the_field_the_value_and_what_would_be_right(old, new, problem):
    assert old in GOOD
    assert problems_of(GOOD.replace(old, new)) == [problem]


def test_all_errors_are_told_in_one_go():
    text = GOOD.replace("maxsize = 3", "maxsize = -1\nlength = 3").replace(
        "items = 5", "items = -5"
    )
    text = text.replace('"Guest"', '"Cook"').replace("seed = 1", "seed = 1.5").replace("1.0", "7.0")
    assert [path for path, _, _ in problems_of(text)] == [
        "seed",
        "queue.maxsize",
        "queue.length",
        "producers[0].items",
        "producers[0].time.low",
        "consumers[0].name",
    ]


@pytest.mark.parametrize(
    ("queue", "paths"),
    [
        ({"kind": "Queue", "ending": "daemon"}, ["queue.ending"]),
        ({"kind": "SimpleQueue", "ending": "sentinel", "maxsize": 2}, ["queue.maxsize"]),
        ({"kind": "SimpleQueue", "maxsize": 2}, ["queue.ending", "queue.maxsize"]),
        ({"kind": "SimpleQueue", "ending": "sentinel"}, []),
        ({"kind": "JoinableQueue", "ending": "sentinel", "maxsize": 2}, []),
    ],
)
def test_a_queue_must_be_able_to_do_what_its_ending_needs(queue, paths):
    scenario = Scenario(name="x", queue=msgspec.convert(queue, QueueSpec))
    assert [problem.path for problem in find_problems(scenario)] == paths


def test_limits_of_a_uniform_time_matter_only_to_a_uniform_time():
    fixed = Duration(law=Law.FIXED, low=5.0, high=1.0)
    scenario = Scenario(name="x", producers=(Producer(name="Cook", time=fixed),))
    assert find_problems(scenario) == []


def test_what_a_form_put_together_is_checked_as_well():
    queue = QueueSpec(kind=QueueKind.JOINABLE, maxsize=40_000)
    scenario = Scenario(name="", queue=queue, consumers=(Consumer(name="Guest", count=65),))
    assert [problem.path for problem in find_problems(scenario)] == [
        "name",
        "queue.maxsize",
        "consumers[0].count",
    ]


def test_too_many_kinds_are_refused():
    consumers = tuple(Consumer(name=f"Guest {n}") for n in range(17))
    [problem] = find_problems(Scenario(name="x", consumers=consumers))
    assert problem == ("consumers", "(17 tables)", "must be at most 16 of them")


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ('name = "x"\n[queue', "line 2 (the end)", '"[queue"'),
        ("name = \n", "line 1, column 8", '"name ="'),
        ('name = "x"\nname = "y"\n', "line 2, column 11", '"name = \\"y\\""'),
        ("x = " + "[" * 5000, "line 1", "(deeply nested)"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text, place, value):
    [(path, shown, remedy)] = problems_of(text)
    assert (path, shown) == (place, value)
    assert remedy.startswith("must be")


def test_the_error_as_text_has_a_line_for_each_problem():
    with pytest.raises(ScenarioError, match=r"(?s)^queue\.maxsize = -1: .*\nproducers"):
        loads(GOOD.replace("maxsize = 3", "maxsize = -1").replace("items = 5", "items = -5"))
