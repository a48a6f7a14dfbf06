"""What goes wrong is told: who, what, why; once; and everything else goes on."""

from __future__ import annotations

import json
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPlainTextEdit

from engine.model.snapshot import State
from engine.model.source import Phase
from engine.run import host_process
from gui.common.palette import LIGHT
from gui.startup.errors import ErrorReporter

RAISES = """
import multiprocessing, time

def cook(queue):
    for number in range(400):
        time.sleep(0.01)
        queue.put(number)

def eat(queue, name):
    for number in iter(queue.get, None):
        if name == "Guest 1" and number > 5:
            raise ValueError(f"no appetite for {number}")

if __name__ == "__main__":
    queue = multiprocessing.get_context("fork").Queue()
    workers = [multiprocessing.get_context("fork").Process(target=eat, args=(queue, n), name=n)
               for n in ("Guest 1", "Guest 2")]
    for worker in workers:
        worker.start()
    cook(queue)
    queue.put(None)
    workers[1].join()
"""
UNPICKLABLE = """
import multiprocessing

class Steam:
    def __repr__(self):
        return "<steam of bun 7>"
    def __reduce__(self):
        raise TypeError("steam cannot be packed")

if __name__ == "__main__":
    queue = multiprocessing.get_context("fork").Queue()
    for item in ("first", Steam(), "last"):
        queue.put(item)
    queue.get(), queue.get()
"""


@pytest.fixture
def run_script(bench, monkeypatch, tmp_path):
    """Lets the next run be of a script instead of the kitchen."""

    def run(text):
        path = tmp_path / "script.py"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(
            host_process, "host_command", lambda session, _: session.command([str(path)])
        )
        return bench.kitchen().start()

    return run


def test_a_worker_that_raises_is_told_everywhere_and_the_run_goes_on(
    run_script, bench, answers, monkeypatch, tmp_path
):
    run_script(RAISES)
    bench.until(lambda: "Guest 1 failed" in bench.window.banner.text)
    bench.until(lambda: bench.produced > 30)  # the run goes on
    failed = next(worker for worker in bench.snapshot.workers if worker.name == "Guest 1")
    assert failed.state is State.FAILED
    assert failed.failure.type == "ValueError"
    assert "no appetite for" in bench.window.banner.text
    told = "Guest 1 failed, exit code 1: ValueError: no appetite for"
    bench.until(lambda: any(line.startswith(told) for line in bench.log))

    image = bench.window.centre.parts["lanes"].grab().toImage()  # its lane is red
    ys = range(bench.window.centre.parts["lanes"].height())
    lane = [
        y
        for y in ys
        if (w := bench.window.centre.parts["lanes"].worker_at(y)) and w.name == "Guest 1"
    ]
    colours = {QColor(image.pixel(x, y)).name() for y in lane for x in range(image.width())}
    assert LIGHT.failed.lower() in colours

    seen = []
    answers.seen = lambda dialog: seen.extend(
        [dialog.findChild(QLabel).text(), dialog.findChild(QPlainTextEdit).toPlainText()]
    )
    bench.window.banner._details.click()
    assert seen[0].startswith("ValueError: no appetite for")
    assert "Traceback" in seen[1]
    assert "in eat" in seen[1]

    bench.until_over()
    path = tmp_path / "report.json"
    monkeypatch.setattr("gui.dialogs.file_dialogs.Files.ask_save", lambda *_: path)
    bench.window.commands.save_report.trigger()
    report = json.loads(path.read_text())
    worker = next(each for each in report["workers"] if each["name"] == "Guest 1")
    assert worker["exit_code"] == 1
    assert worker["error"].startswith("ValueError: no appetite for")
    assert report["outcome"] == "failed"


def test_an_item_that_cannot_be_pickled_is_told_by_its_repr(run_script, bench):
    run_script(UNPICKLABLE)
    bench.until_over()
    assert bench.window.numbers.figure(8) == "1"
    assert "<steam of bun 7>" in bench.window.banner.text
    assert "steam cannot be packed" in bench.window.banner.text
    bench.window.log._group.setCurrentIndex(4)
    assert any("<steam of bun 7>" in line for line in bench.log)


def test_a_dismissed_message_stays_away(run_script, bench):
    run_script(RAISES)
    bench.until(lambda: "Guest 1 failed" in bench.window.banner.text)
    bench.window.banner._close.click()
    before = bench.produced
    bench.until(lambda: bench.produced > before + 20)
    assert bench.window.banner.text == ""


def test_a_program_that_cannot_begin_is_told_with_its_last_words(run_script, bench):
    run_script("raise SystemExit('the oven is cold')")
    assert bench.until_over() is Phase.FAILED
    assert "the oven is cold" in bench.window.banner.text
    assert bench.status == "Failed"


def test_a_tick_that_fails_is_told_once_and_ends_the_run(bench, still_alive, monkeypatch, caplog):
    bench.kitchen().start().until_going()
    workers = bench.there
    monkeypatch.setattr(
        bench.app.runs.bridge._timeline, "feed", lambda _: (_ for _ in ()).throw(KeyError("frame"))
    )
    bench.until(lambda: bench.app.runs.run is None)
    assert "KeyError" in bench.window.banner.text
    assert bench.status == "Broken"
    assert still_alive(workers) == []
    assert sum("a tick failed" in record.message for record in caplog.records) == 1
    monkeypatch.undo()
    bench.kitchen(items=2, guests=1).start()  # the window is not spoilt
    assert bench.until_over() is Phase.FINISHED


@pytest.fixture
def reporter(qapp):
    made = ErrorReporter(qapp)
    yield made
    if made._box is not None:
        made._box.close()
    made.restore()
    made.deleteLater()


def fail(text: str) -> None:
    raise RuntimeError(text)


def raised(text: str) -> tuple:
    try:
        fail(text)
    except RuntimeError:
        return sys.exc_info()
    raise AssertionError


def test_a_slot_that_fails_on_every_tick_is_told_once(reporter, bench, qtbot, caplog):
    boxes = []

    def slot() -> None:
        reporter.tell(*raised(f"frame {len(boxes)}"))  # as PySide does for a slot that raises
        boxes.append(len(QApplication.topLevelWidgets()))

    timer = QTimer()
    timer.timeout.connect(slot)
    timer.start(1)
    bench.until(lambda: len(boxes) > 10)
    timer.stop()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    assert [box.text() for box in shown if box.isVisible()] == ["RuntimeError: frame 0"]
    told = [record.message for record in caplog.records if record.name == "gui.startup.errors"]
    assert sum("nobody expected" in message for message in told) == 1
    assert "4 times by now: frame 3" in told[2]
    assert len(told) == len(boxes).bit_length()  # not one for each: the log file has its limit
    shown[0].close()
    reporter.tell(*raised("again"))
    assert reporter._box is None


def test_ctrl_c_in_the_terminal_ends_the_window_without_a_word(reporter, qapp, monkeypatch):
    asked = []
    monkeypatch.setattr(type(qapp), "quit", lambda *_: asked.append("quit"))
    reporter.tell(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert asked == ["quit"]
    assert reporter._box is None


def test_errors_reach_the_reporter_by_the_hook_that_slots_use(reporter):
    assert sys.excepthook == reporter.tell
    reporter.restore()
    assert sys.excepthook != reporter.tell
