"""Every built-in scenario's program runs by itself, and under the probe: the same items in both."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter

import msgspec
import pytest

from engine.analysis.analysis import Analysis
from engine.listing import write
from engine.model.snapshot import EventCode
from engine.run.run import worker_kinds_of
from engine.run.script_run import ScriptRun
from engine.run.script_target import Target
from engine.scenario import presets
from engine.scenario.schema import Work

pytestmark = pytest.mark.processes

TIMEOUT_S = 60.0
FASTER = 100.0  # so that a kitchen's day takes a second
OPEN_S = 0.4
MADE, EATEN = re.compile(r"^(.+) made (.+)$", re.M), re.compile(r"^.+ is eating (.+)$", re.M)
BUILTIN = {preset.key: preset.scenario for preset in presets.builtin()}


@pytest.fixture(autouse=True)
def whole_lines(monkeypatch):
    """Unbuffered, Python's print writes a line in two pieces, between which others may print."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)


def quick(scenario):
    """The same scenario with a hundredth of its times."""
    return msgspec.structs.replace(scenario, time_scale=FASTER)


def on_the_cpu(scenario):
    """The same, with the CPU at work."""
    return msgspec.structs.replace(
        scenario,
        producers=tuple(msgspec.structs.replace(k, work=Work.CPU) for k in scenario.producers),
    )


def expected(scenario):
    """Who makes what, by the scenario; None when there is no end of it."""
    if any(kind.items == 0 for kind in scenario.producers):
        return None
    return Counter(
        (f"{kind.name} {number}", f"{kind.dish} {item}")
        for kind in scenario.producers
        for number in range(1, kind.count + 1)
        for item in range(1, kind.items + 1)
    )


def said(output):
    """Who made what, and what was eaten, as the program printed it."""
    return Counter(MADE.findall(output)), Counter(EATEN.findall(output))


def alone(path):
    """The program by itself."""
    done = subprocess.run(
        [sys.executable, str(path)], capture_output=True, text=True, timeout=TIMEOUT_S, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def observed(path, scenario):
    """The program under the probe: what it printed, and the timeline's last snapshot."""
    run = ScriptRun(Target(str(path)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    timeline = Analysis(worker_kinds_of(scenario))
    run.start()
    try:
        deadline_s = time.monotonic() + TIMEOUT_S
        while not run.phase.is_over and time.monotonic() < deadline_s:
            timeline.feed(run.poll(0.05))
            time.sleep(0.002)
        assert run.exit_code == 0
        output = run.stdout.read().decode()
        return output, timeline.snapshot(run.now_ns(), run.phase)
    finally:
        run.stdout.close()
        run.close()


def items_of(snapshot, code):
    """Whose items were put, or taken, by the events."""
    workers = {worker.process: worker for worker in snapshot.workers}
    columns = snapshot.events.columns(0, len(snapshot.events))
    found = Counter()
    for place in range(len(columns.code)):
        maker = workers.get(int(columns.producer[place]))
        if columns.code[place] == code and maker is not None and maker.product:
            found[maker.name, f"{maker.product} {int(columns.sequence[place]) + 1}"] += 1
    return found


@pytest.mark.parametrize("key", [*BUILTIN, "dim sum on the cpu"])
def test_the_program_makes_the_same_items_by_itself_and_under_the_probe(
    key, tmp_path, leaves_nothing
):
    scenario = quick(BUILTIN.get(key) or on_the_cpu(BUILTIN["dim-sum-kitchen"]))
    path = tmp_path / "kitchen.py"
    path.write_text(write(scenario, open_s=OPEN_S).text, encoding="utf-8")
    output = alone(path)
    made, eaten = said(output)
    seen_output, snapshot = observed(path, scenario)
    seen_made, _ = said(seen_output)
    put, taken = items_of(snapshot, EventCode.PUT), items_of(snapshot, EventCode.TAKEN)
    for text, what in ((output, made), (seen_output, seen_made)):
        assert text.endswith("Main: all done. Goodbye!\n")
        assert what
    assert Counter(item for _, item in made.elements()) == eaten
    assert put == taken == seen_made
    if (all_of_it := expected(scenario)) is not None:
        assert made == seen_made == all_of_it
