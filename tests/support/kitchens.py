"""Small kitchens for the tests that run one: a scenario as its file has it, with some changes.

Each folder has kitchens of its own size: `functools.partial(text, ...)` of this one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from engine.scenario.presets import loads
from engine.scenario.schema import Scenario

KITCHEN = """\
name = "{name}"
time_scale = {scale}
{faults}
[queue]
kind = "{kind}"
maxsize = {maxsize}
start_method = "{method}"
ending = "{ending}"

[[producers]]
name = "Cook"
count = {cooks}
items = {items}
dish = "bun"
time = {{ law = "fixed", seconds = {cook_s} }}

[[consumers]]
name = "Guest"
count = {guests}
time = {{ {guest_times} }}
"""
CRITIC = """
[[consumers]]
name = "Critic"
count = {critics}
time = {{ {guest_times} }}
"""
USUAL: Mapping[str, object] = {
    "name": "Test kitchen",
    "scale": 1.0,
    "faults": "",
    "kind": "JoinableQueue",
    "maxsize": 0,
    "method": "fork",
    "ending": "daemon",
    "cooks": 2,
    "items": 0,
    "cook_s": 0.01,
    "guests": 2,
    "guest_s": 0.01,
}


def text(**changes: object) -> str:
    """Two endless cooks and two guests, with changes of what `USUAL` has.

    `guest_times` is a Duration's fields, instead of `guest_s`; `critics` brings a second kind of
    consumers. Raises TypeError for a name that is not known.
    """
    values = {**USUAL, **changes}
    times = values.pop("guest_times", {"law": "fixed", "seconds": values["guest_s"]})
    assert isinstance(times, dict)
    critics = values.pop("critics", None)
    if unknown := set(values) - set(USUAL):
        msg = f"no kitchen has {', '.join(sorted(unknown))}"
        raise TypeError(msg)
    values["guest_times"] = ", ".join(f"{name} = {json.dumps(it)}" for name, it in times.items())
    told = KITCHEN.format_map(values)
    if critics is None:
        return told
    return told + CRITIC.format(critics=critics, guest_times=values["guest_times"])


def kitchen(**changes: object) -> Scenario:
    """The same, read."""
    return loads(text(**changes))
