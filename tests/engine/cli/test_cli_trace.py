"""`queuescope trace`: whatever the script does, it does the same with and without the probe."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.processes

METHODS = ("fork", "spawn", "forkserver")
ONE_PROCESS = ("uncaught", "exit_text", "exit_seven", "surroundings")
COUNTS = {  # script: put, taken, done, lost
    "kitchen": (12, 12, 12, 0),
    "plain_queue": (21, 21, 0, 0),
    "worker_raises": (1, 1, 0, 0),
    "unpicklable": (3, 2, 0, 1),
    "full_and_empty": (1, 1, 1, 0),
    "stdin_lines": (5, 5, 0, 0),
    "subclassed": (6, 6, 0, 0),
}
CASES = [(name, method) for name in (*COUNTS, "pool_map", "executor") for method in METHODS]
CASES += [(name, "fork") for name in ONE_PROCESS]
STDIN = b"bun\ndumpling\n"


def without_addresses(text: bytes) -> bytes:
    """Objects lie elsewhere in each process."""
    return re.sub(rb"0x[0-9a-f]+", b"0x", text)


def worker_named(report, name):
    """The one worker of that name."""
    [worker] = [worker for worker in report["workers"] if worker["name"] == name]
    return worker


def wait_for_line(process: subprocess.Popen, wanted: bytes) -> None:
    """Reads until the script has said it."""
    for line in process.stdout:
        if wanted in line:
            return
    pytest.fail(f"{wanted!r} never came")


@pytest.mark.parametrize(("name", "method"), CASES)
def test_a_traced_script_says_and_returns_what_it_does_without(
    queuescope, scripts, tmp_path, name, method
):
    path = scripts / f"{name}.py"
    plain = queuescope.plain(path, method, "two words", stdin=STDIN)
    report = tmp_path / "report.json"
    traced = queuescope(
        "trace", "--quiet", "--report", report, path, method, "two words", stdin=STDIN
    )
    assert without_addresses(traced.stdout) == without_addresses(plain.stdout)
    assert without_addresses(traced.stderr) == without_addresses(plain.stderr)
    assert traced.returncode == plain.returncode
    told = json.loads(report.read_bytes())
    counts = tuple(told[key] for key in ("produced", "taken", "done", "lost"))
    if name in COUNTS:
        assert counts == COUNTS[name]
    elif name not in ONE_PROCESS:
        assert counts[0] >= counts[1] >= 8  # what is left belongs to workers that were terminated


@pytest.mark.parametrize("method", METHODS)
def test_the_report_names_every_process_of_the_kitchen(queuescope, scripts, method):
    report = queuescope.report(scripts / "kitchen.py", method)
    assert report["outcome"] == "finished"
    roles = {worker["name"]: worker["role"] for worker in report["workers"]}
    assert roles == {
        "main": "main",
        "Cook A": "producer",
        "Cook B": "producer",
        "Cook C": "producer",
        "Guest 1": "consumer",
        "Guest 2": "consumer",
    }
    assert [worker_named(report, f"Cook {name}")["items"] for name in "ABC"] == [4, 4, 4]
    assert worker_named(report, "main")["exit_code"] == 0
    assert not any(worker["error"] for worker in report["workers"])
    [queue] = report["queues"]
    assert (queue["kind"], queue["maxsize"], queue["unfinished"]) == ("JoinableQueue", 0, 0)
    assert report["depth"] == queue["depth"]
    assert queue["depth"]["last"] == 0 < queue["depth"]["peak"] <= 12


def test_the_report_tells_how_a_worker_failed(queuescope, scripts):
    report = queuescope.report(scripts / "worker_raises.py", "spawn")
    worker = worker_named(report, "worker")
    assert report["outcome"] == "failed"
    assert worker["error"] == "RuntimeError: cannot work on bun 1"
    assert "worker_raises.py" in worker["traceback"]
    assert worker["exit_code"] == 1


def test_the_report_tells_of_an_item_that_could_not_be_pickled(queuescope, scripts):
    report = queuescope.report(scripts / "unpicklable.py", "fork")
    [loss] = report["losses"]
    assert report["outcome"] == "failed"
    assert loss["worker"] == "main"
    assert "PicklingError" in loss["why"]
    assert "<function <lambda> at 0x" in loss["why"]


def test_the_report_follows_the_scripts_own_words_on_standard_error(queuescope, scripts):
    plain = queuescope.plain(scripts / "exit_text.py", "fork")
    traced = queuescope("trace", scripts / "exit_text.py", "fork")
    assert traced.stdout == plain.stdout
    assert traced.stderr.startswith(plain.stderr)
    told = traced.stderr.removeprefix(plain.stderr).decode()
    assert told.startswith("exit_text.py: failed after")
    assert "\x1b" not in told


def test_a_report_file_that_is_not_json_is_for_people(queuescope, scripts, tmp_path):
    traced = queuescope("trace", "--report", "told.txt", scripts / "kitchen.py", "fork")
    text = (tmp_path / "told.txt").read_text(encoding="utf-8")
    assert traced.stderr == b""
    assert "12 put, 12 taken, 12 done, 0 lost" in text
    assert "Guest 2" in text


def test_a_module_runs_as_python_would_run_it(queuescope, script):
    script(
        "import sys; print(__name__, __package__, sys.argv, sys.path, __file__, __cached__)\n"
        "print(sorted(name for name in globals() if name.startswith('__')))",
        "mod.py",
    )
    arguments = ["-m", "mod", "--report", "x", "-m", "--", "y"]
    plain, traced = queuescope.plain(*arguments), queuescope("trace", *arguments)
    assert traced.stdout == plain.stdout
    assert traced.returncode == plain.returncode == 0
    assert not Path(queuescope.folder / "x").exists()


def test_options_behind_the_script_are_the_scripts(queuescope, script):
    path = script("import sys; print(sys.argv)")
    arguments = [path.name, "--help", "--report", "-m", "--", "-x"]
    assert queuescope("trace", *arguments).stdout == queuescope.plain(*arguments).stdout


def test_a_relative_script_sees_the_same_paths(queuescope, script):
    script("import sys; print(__file__, sys.argv, sys.path)")
    assert queuescope("trace", "./script.py").stdout == queuescope.plain("./script.py").stdout


def test_a_script_may_have_modules_named_like_ours(queuescope, script):
    script("ours = 'the neighbour'", "engine.py")
    script("ours = 'the other neighbour'", "gui.py")
    path = script("import engine, gui; print(engine.ours, gui.ours)")
    traced = queuescope("trace", path)
    assert traced.stdout == b"the neighbour the other neighbour\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.py"], "There is no script missing.py"),
        (["-m", "missing.module"], "There is no module missing to run"),
        (["broken.py"], "SyntaxError"),
        (["-m", "broken"], "SyntaxError"),
        (["."], ". is a folder"),
        ([], "Give a SCRIPT"),
        (["--python", "/no/such/python", "good.py"], "/no/such/python is not a Python"),
        (["--python", "/bin/echo", "good.py"], "/bin/echo is not a Python"),
        (["--report", "no/such/folder/r.json", "good.py"], "there is no folder"),
        (["--report", ".", "good.py"], "it is a folder"),
        (["--no-such-option", "good.py"], "--no-such-option"),
    ],
)
def test_what_cannot_be_traced_is_told_and_nothing_is_started(
    queuescope, script, tmp_path, arguments, words
):
    script("open('started', 'w')\nprint('started'\n", "broken.py")
    script("open('started', 'w')", "good.py")
    refused = queuescope("trace", *arguments)
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert words in refused.stderr.decode()
    assert "Traceback" not in refused.stderr.decode()
    assert not (tmp_path / "started").exists()


def test_checking_a_module_imports_no_package_of_it(queuescope, tmp_path):
    (tmp_path / "parcel").mkdir()
    (tmp_path / "parcel" / "__init__.py").write_text("print('imported')")
    (tmp_path / "parcel" / "__main__.py").write_text("print('ran')")
    assert queuescope("trace", "-m", "parcel").stdout == b"imported\nran\n"


def test_a_script_killed_by_a_signal_maps_to_its_number(queuescope, script):
    path = script("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert queuescope("trace", path).returncode == 128 + signal.SIGKILL


def test_an_interrupt_goes_to_the_script_and_its_answer_counts(queuescope, script):
    path = script(
        "import sys, time\n"
        "print('ready', flush=True)\n"
        "try:\n    time.sleep(60)\n"
        "except KeyboardInterrupt:\n    print('tidied')\n    sys.exit(5)\n"
    )
    process = queuescope.start("trace", "--report", "report.json", path)
    wait_for_line(process, b"ready")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (out, err, process.returncode) == (b"tidied\n", b"", 5)


def test_a_script_that_dies_of_an_interrupt_is_told_as_stopped(queuescope, script, tmp_path):
    path = script("import time\nprint('ready', flush=True)\ntime.sleep(60)\n")
    process = queuescope.start("trace", "--report", "report.json", path)
    wait_for_line(process, b"ready")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 128 + signal.SIGINT
    assert err.rstrip().endswith(b"KeyboardInterrupt")
    assert json.loads((tmp_path / "report.json").read_text())["outcome"] == "stopped"


def test_termination_is_passed_on_and_no_worker_is_left(queuescope, script):
    path = script(
        "import multiprocessing, time, os\n"
        "def wait(queue):\n    queue.put(os.getpid())\n    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    queue = multiprocessing.Queue()\n"
        "    for _ in range(2):\n"
        "        multiprocessing.Process(target=wait, args=(queue,)).start()\n"
        "    print(queue.get(), queue.get(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    process = queuescope.start("trace", "--report", "report.json", path)
    workers = [int(pid) for pid in process.stdout.readline().split()]
    process.terminate()
    process.communicate(timeout=20)
    assert len(workers) == 2
    assert process.returncode == 128 + signal.SIGTERM
    assert not any(
        psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
        for pid in workers
        if psutil.pid_exists(pid)
    )


def test_a_script_goes_on_unharmed_when_queuescope_is_killed(queuescope, script, tmp_path):
    path = script(
        "import multiprocessing, os, sys\n"
        "queue = multiprocessing.Queue(2)\n"
        "queue.put('before')\n"
        "print(queue.get(), os.getpid(), flush=True)\n"
        "sys.stdin.readline()\n"
        "for number in range(1000):\n    queue.put(number)\n    last = queue.get()\n"
        "print(last, flush=True)\n"
    )
    queuescope.environment["TMPDIR"] = str(tmp_path)  # what a killed one cannot tidy up
    process = queuescope.start("trace", path)
    pid = int(process.stdout.readline().split()[1])
    process.kill()
    process.wait()
    process.stdin.write(b"go on\n")
    process.stdin.close()
    assert (process.stdout.read(), process.stderr.read()) == (b"999\n", b"")
    process.stdout.close()
    process.stderr.close()
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=5)


def test_nothing_is_left_in_the_temporary_folder(queuescope, scripts, tmp_path):
    folder = tmp_path / "t"
    folder.mkdir()
    queuescope.environment["TMPDIR"] = str(folder)
    queuescope("trace", scripts / "kitchen.py", "forkserver")
    deadline_s = time.monotonic() + 5
    while any(folder.iterdir()) and time.monotonic() < deadline_s:
        time.sleep(0.01)  # the forkserver's own folder goes a moment after the main process
    assert list(folder.iterdir()) == []


def test_ctrl_c_at_a_terminal_reaches_the_script_once(queuescope, script):
    path = script(
        "import sys, time\n"
        "for number in range(1, 4):\n"
        "    try:\n"
        "        print('ready', file=sys.stderr, flush=True)\n"
        "        time.sleep(30 if number == 1 else 0.4)\n"
        "    except KeyboardInterrupt:\n        print('interrupt', number)\n"
    )
    code, out, _ = queuescope.on_terminal(
        "trace", "--report", "report.json", path, typed={b"ready": b"\x03"}
    )
    assert (code, out) == (0, b"interrupt 1\n")


def test_that_nothing_moves_is_told_while_it_is_so_with_the_line(queuescope, script):
    path = script(
        "import multiprocessing\n"
        "def wait(event):\n"
        "    event.wait()\n"
        "if __name__ == '__main__':\n"
        "    event = multiprocessing.Event()\n"
        "    waiter = multiprocessing.Process(target=wait, args=(event,), name='waiter')\n"
        "    waiter.start()\n"
        "    waiter.join()\n"
    )
    code, _, told = queuescope.on_terminal("trace", path, typed={b"deadlock.": b"\x03"})
    assert code == 128 + signal.SIGINT
    assert b"Nothing moves any more." in told
    place = "waiter waits at script.py:3 (event.wait()) for the Event made at script.py:5."
    assert place in " ".join(told.decode().split())
    assert b"failed: KeyboardInterrupt\n  Why" not in told  # it was meant so


def test_on_a_terminal_the_report_comes_as_a_table_in_colour(queuescope, scripts):
    _, out, told = queuescope.on_terminal("trace", scripts / "kitchen.py", "fork")
    assert out == b"All dishes are eaten. Goodbye.\n"
    assert b"\x1b[" in told
    assert b"kitchen.py: " in told
