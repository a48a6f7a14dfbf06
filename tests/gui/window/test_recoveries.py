"""A run that broke stays as it is, until somebody ends it or repairs it by a button."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import Severity
from engine.model.source import Phase


def button(bench, text: str) -> QPushButton | None:
    """One of the banner's buttons that are there."""
    buttons = bench.window.banner.findChildren(QPushButton)
    return next((each for each in buttons if text in each.text() and not each.isHidden()), None)


def kill(bench, name: str, at: FaultPoint = FaultPoint.NOW) -> None:
    worker = next(each for each in bench.there if each.name == name)
    bench.app.runs.inject_fault(worker.process, FaultKind.KILL, at)
    bench.until(lambda: name not in [each.name for each in bench.there])


def test_a_run_without_consumers_stays_and_goes_on_with_another(bench, still_alive):
    bench.kitchen(items=0, guests=1, guest_s=0.02, maxsize=2).start().until_going()
    kill(bench, "Guest 1", FaultPoint.MID_WORK)
    bench.until(lambda: button(bench, "Start another Guest") is not None)
    assert bench.window.banner.finding.severity is Severity.CRITICAL
    stuck = bench.until_quiet(1.5)
    assert bench.phase is Phase.RUNNING
    assert len(still_alive(bench.there)) == len(bench.there) == 2  # main and the cook
    assert bench.window.banner.isVisible()

    button(bench, "Start another Guest").click()
    bench.until(lambda: bench.moved > stuck + 20)
    assert bench.names("Guest") == ["Guest 2"]
    bench.until(lambda: button(bench, "Start another Guest") is None)
    bench.window.commands.stop.trigger()
    assert bench.until_over() is Phase.STOPPED


def test_a_missing_task_done_is_called_by_a_button(bench):
    bench.kitchen(items=3, cook_s=0.0, guests=1, guest_s=0.3, maxsize=4).start()
    bench.until(lambda: bench.snapshot.queues and bench.snapshot.queues[0].taken == 1)
    kill(bench, "Guest 1", FaultPoint.MID_WORK)
    bench.until(lambda: button(bench, "Start another Guest") is not None)
    button(bench, "Start another Guest").click()
    bench.until(lambda: button(bench, "Call the missing task_done (1)") is not None)
    assert bench.phase is Phase.RUNNING
    button(bench, "Call the missing task_done (1)").click()
    bench.until_over()
    assert any("Goodbye" in line for line in bench.log)


def test_a_broken_run_ends_when_it_is_stopped(bench, still_alive):
    bench.kitchen(items=0, guests=1, maxsize=2).start().until_going()
    kill(bench, "Guest 1")
    bench.until(lambda: button(bench, "Start another Guest") is not None)
    there = bench.there
    bench.window.commands.stop.trigger()
    assert bench.until_over() is Phase.STOPPED
    assert still_alive(there) == []
    assert button(bench, "Start another Guest") is None
    assert "You stopped the run" in bench.window.banner.text or bench.window.banner.finding
