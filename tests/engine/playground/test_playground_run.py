"""The playground without a window: real calls in real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from engine.model.snapshot import State
from engine.model.source import Phase
from engine.playground.calls import CallError, CallState
from engine.playground.isolation import IsolationRun
from engine.playground.lesson import Way, program_file
from engine.playground.playground_run import PlaygroundRun
from engine.playground.program.caller import CANNOT_BE_PICKLED, TOO_BIG
from engine.playground.setup import Setup
from engine.scenario.schema import QueueKind

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[3]
METHODS = ["fork", "spawn", "forkserver"]


@pytest.mark.parametrize("method", METHODS)
def test_the_core_of_it_under_each_start_method(leaves_nothing, sit, method):
    desk = sit(QueueKind.JOINABLE, 1, method)
    assert desk.call("Worker 1", "put", "'bun'").result == "None"
    waiting = desk.begin("Worker 1", "put", "'dumpling'")
    assert desk.call("Worker 2", "get").result == "'bun'"
    assert desk.end(waiting).state is CallState.RETURNED
    joining = desk.begin("main", "join")
    assert desk.call("Worker 2", "task_done").result == "None"
    assert desk.call("Worker 2", "get").result == "'dumpling'"
    assert desk.now(joining).state is CallState.BLOCKED
    assert desk.call("Worker 2", "task_done").result == "None"
    assert desk.end(joining).took_ns > 50_000_000
    getting = desk.begin("Worker 2", "get")
    desk.run.kill_process("Worker 2")
    lost = desk.end(getting)
    assert (lost.state, lost.exit_code) == (CallState.LOST, -signal.SIGKILL)
    desk.run.start_worker()
    desk.until_there(3)
    assert desk.call("Worker 3", "put", "3").result == "None"
    assert desk.call("Worker 3", "exit").state is CallState.EXITED
    desk.stop()
    assert desk.run.phase is Phase.STOPPED
    assert desk.run.problem is None


@pytest.mark.parametrize("method", METHODS)
def test_bench_after_bench_leaves_nothing(leaves_nothing, sit, method):
    desk = sit(QueueKind.QUEUE, 0, method)
    desk.stop()
    leaves_nothing()
    for _ in range(2):
        desk = sit(QueueKind.QUEUE, 0, method, 3)
        desk.begin("Worker 1", "get")
        desk.begin("main", "get")
        desk.run.close()
        assert {call.state for call in desk.run.calls} == {CallState.LOST}


def test_the_time_of_a_call_is_that_of_the_call_alone(sit):
    desk = sit()
    call = desk.call("Worker 1", "get", timeout=0.2)
    assert call.code == "queue.get(timeout=0.2)"
    assert call.result == "Empty"
    assert 0.2e9 <= call.took_ns < 1e9
    assert desk.call("Worker 1", "qsize").took_ns < 0.1e9


def test_a_process_ends_only_when_its_feeder_has_written_all(sit):
    desk = sit()
    assert desk.call("Worker 1", "put", TOO_BIG).result == "None"
    leaving = desk.begin("Worker 1", "exit")
    got = desk.call("Worker 2", "get")
    assert (got.length, got.text[:3]) == (1_000_002, "'xx")
    assert desk.end(leaving).state is CallState.EXITED


def test_what_a_feeder_says_of_an_item_that_cannot_be_pickled_is_heard(sit):
    desk = sit()
    assert desk.call("Worker 1", "put", CANNOT_BE_PICKLED).result == "None"
    desk.until(lambda: any("local object" in line for line in desk.output))
    assert desk.call("Worker 2", "get", timeout=0.1).result == "Empty"


def test_main_exits_as_a_program_does_and_the_run_is_finished(sit):
    desk = sit()
    desk.begin("Worker 1", "get")
    desk.run.call("main", "exit")
    desk.until(lambda: desk.run.phase.is_over)
    desk.run.close()
    assert desk.run.phase is Phase.FINISHED
    assert [call.state for call in desk.run.calls] == [CallState.LOST, CallState.EXITED]


def test_a_queue_closed_in_main_cannot_be_given_to_a_spawned_worker(sit):
    desk = sit(QueueKind.SIMPLE, 0, "spawn")
    assert desk.call("main", "close").result == "None"
    desk.run.start_worker()
    refusals = []
    desk.until(lambda: bool(refusals.append(desk.run.take_refusal()) or refusals[-1]))
    assert refusals[-1] == "OSError: handle is closed"
    assert desk.run.take_refusal() == ""
    assert desk.call("Worker 1", "put", "1").result == "None"


def test_calls_at_a_closed_simple_queue_raise_and_leave_no_trace_in_depth_and_lanes(sit):
    desk = sit(QueueKind.SIMPLE)
    desk.call("Worker 1", "close")
    for method in ("put", "get", "empty"):
        assert desk.call("Worker 1", method, "1").result == "OSError: handle is closed"
    assert desk.call("Worker 2", "put", "2").result == "None"
    desk.until(lambda: desk.state_of("Worker 2") is State.BUSY and desk.snapshot.queues[0].produced)
    assert desk.state_of("Worker 1") is State.BUSY
    assert desk.snapshot.queues[0].depth == desk.snapshot.queues[0].produced == 1


def test_when_the_main_process_is_killed_the_bench_is_over(sit):
    desk = sit()
    number = desk.begin("main", "get")
    desk.run.kill_process("main")
    desk.until(lambda: desk.run.phase.is_over)
    desk.run.close()
    assert desk.run.phase is Phase.FAILED
    assert desk.run.problem == "The main process was ended by signal 9."
    assert (desk.now(number).state, desk.now(number).exit_code) == (CallState.LOST, -9)


def test_a_paused_run_holds_a_call_and_lets_it_go_on(sit):
    desk = sit()
    desk.run.pause()
    states = {CallState.HELD, CallState.RETURNED}
    state = CallState.RETURNED
    while state is CallState.RETURNED:  # a process that was busy looks at the gate every 20 ms
        number = desk.run.call("Worker 1", "put", "1")
        desk.until(lambda number=number: desk.now(number).state in states)
        state = desk.now(number).state
    desk.run.resume()
    assert desk.end(number).result == "None"


@pytest.mark.parametrize(
    ("kind", "arguments", "told"),
    [
        ("Queue", ("Worker 1", "put", "bun"), "value = bun: must be a Python literal"),
        ("Queue", ("Worker 1", "put", ""), 'value = "": must be a Python literal'),
        ("Queue", ("Worker 1", "put", "os.getcwd()"), "value = os.getcwd(): must be a Python"),
        ("Queue", ("Worker 1", "put", "'" + "x" * 4000), "must have at most 4,000 characters"),
        ("Queue", ("Worker 1", "join"), "method = join: must be a method that this queue has"),
        ("Queue", ("Worker 9", "get"), "process = Worker 9: must be one that is there"),
        ("SimpleQueue", ("Worker 1", "qsize"), "method = qsize"),
    ],
)
def test_a_call_that_cannot_be_made_is_refused_by_field_value_and_remedy(
    sit, kind, arguments, told
):
    desk = sit(QueueKind(kind))
    with pytest.raises(CallError) as caught:
        desk.run.call(*arguments)
    assert told in str(caught.value)
    assert desk.run.calls == ()


def test_a_process_that_is_in_a_call_takes_no_other_one(sit):
    desk = sit()
    desk.begin("Worker 1", "get")
    with pytest.raises(CallError, match="must be one that is not in a call already"):
        desk.run.call("Worker 1", "qsize")
    with pytest.raises(CallError, match="timeout = 4000: must be a number of seconds"):
        desk.run.call("Worker 2", "get", timeout=4000)


def test_there_are_at_most_six_workers(sit):
    desk = sit(workers=6)
    with pytest.raises(CallError, match="workers = 7: must be at most 6"):
        desk.run.start_worker()


@pytest.mark.parametrize(
    ("setup", "told"),
    [
        (Setup(workers=7), "workers = 7: must be from 2 to 6"),
        (Setup(QueueKind.SIMPLE, 3), "must be 0 for a SimpleQueue"),
        (Setup(maxsize=-1), "queue.maxsize = -1: must be a whole number from 0"),
    ],
)
def test_a_bench_that_cannot_be_is_not_opened(setup, told):
    run = PlaygroundRun(setup)
    run.start()
    assert run.phase is Phase.BROKEN
    assert told in run.problem
    run.close()


def test_qsize_says_what_this_system_says(sit):
    desk = sit()
    call = desk.call("Worker 1", "qsize")
    assert call.result == ("NotImplementedError" if sys.platform == "darwin" else "0")


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_when_the_application_dies_all_processes_of_the_bench_leave(method, tmp_path):
    code = (
        "import sys, time\n"
        "from engine.playground.playground_run import PlaygroundRun\n"
        "from engine.playground.setup import Setup\n"
        "run = PlaygroundRun(Setup(start_method=sys.argv[1])); run.start()\n"
        "def until(ready):\n"
        "    while not ready(): run.poll(0.1); time.sleep(0.01)\n"
        "until(lambda: len(run.members) == len(run._monitor.members) == 3)\n"
        "run.call('Worker 1', 'get'); run.call('main', 'get')\n"
        "until(lambda: all(call.state == 'blocked' for call in run.calls))\n"
        "print(*[m.pid for m in run._monitor.members.values()], flush=True)\n"
        "time.sleep(60)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, method]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as application:
        pids = [int(pid) for pid in application.stdout.readline().split()]
        family = [psutil.Process(pid) for pid in pids]
        application.send_signal(signal.SIGKILL)
    assert len(family) == 3
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


@pytest.mark.parametrize(("way", "main"), [(Way.LIST, "[]"), (Way.QUEUE, "['bun', 'dumpling']")])
def test_the_lesson_shows_that_memory_is_not_shared_and_that_a_queue_carries_a_copy(
    leaves_nothing, way, main
):
    import time

    run = IsolationRun(way)
    run.start()
    deadline_s = time.monotonic() + 15
    while not run.phase.is_over:
        assert time.monotonic() < deadline_s
        run.poll(0.01)
        time.sleep(0.005)
    run.close()
    assert run.problem is None
    assert run.lists == {"worker": "['bun', 'dumpling']", "main": main}
    alone = subprocess.run(
        [sys.executable, str(program_file(way))], capture_output=True, text=True, timeout=30
    )
    assert alone.stdout.splitlines() == run.take_output()
