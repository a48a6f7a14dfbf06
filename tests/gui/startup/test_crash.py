"""What a crash leaves, and what the next start makes of it: asked of processes that really die."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gui.dialogs import crash_dialog
from gui.startup.crash import HEAD_END, MOST_REPORTS, Watch, collect

DIES = """
import os, signal, sys
from pathlib import Path
from gui.startup.crash import Watch
watch = Watch(Path(sys.argv[1]))
watch.begin()
watch.go_on()
{how}
"""


def die(folder: Path, how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DIES.format(how=how), folder],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def watch(tmp_path):
    made = Watch(tmp_path)
    yield made
    made.end()


def test_a_fatal_signal_leaves_a_report_with_the_stack(tmp_path):
    done = die(tmp_path, "os.kill(os.getpid(), signal.SIGSEGV)")
    assert done.returncode == -signal.SIGSEGV
    (report,) = collect(tmp_path)
    text = report.read_text(encoding="utf-8")
    assert text.startswith("Queuescope ")
    assert "Segmentation fault" in text
    assert 'File "<string>"' in text


def test_an_exception_that_ends_the_application_is_in_the_report(tmp_path):
    die(tmp_path, "watch.tell(ValueError('no such kitchen')); os._exit(1)")
    (report,) = collect(tmp_path)
    assert "ValueError: no such kitchen" in report.read_text(encoding="utf-8")


def test_qts_last_word_is_in_the_report(tmp_path):
    done = die(
        tmp_path,
        "os.environ['QT_QPA_PLATFORM'] = 'nonsense'\n"
        "from PySide6.QtWidgets import QApplication; QApplication([])",
    )
    assert done.returncode == -signal.SIGABRT
    (report,) = collect(tmp_path)
    assert "Qt: This application failed to start" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["os.kill(os.getpid(), signal.SIGKILL)", "watch.end()"])
def test_who_is_killed_or_ends_in_order_has_nothing_to_report(tmp_path, how):
    die(tmp_path, how)
    assert collect(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_offered_once(tmp_path, watch):
    die(tmp_path, "os.abort()")
    watch.begin()
    assert len(watch.go_on()) == 1
    assert watch.go_on() == []
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1


def test_windows_that_are_open_are_counted_and_not_taken_for_dead(tmp_path, watch):
    code = DIES.format(how="print('open', flush=True); sys.stdin.read(); watch.end()")
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout.readline() == b"open\n"
        watch.begin()
        assert watch.go_on() == []
        assert watch.others_open() == 1
        other.communicate()
    assert watch.others_open() == 0


def test_who_died_before_its_head_was_written_is_reported_too(tmp_path):
    (tmp_path / "running-1.txt").write_text("Fatal Python error: Aborted\n", encoding="utf-8")
    (tmp_path / "running-2.txt").touch()
    (tmp_path / "running-3.txt").write_text(f"Queuescope\n{HEAD_END}\n", encoding="utf-8")
    (report,) = collect(tmp_path)
    assert "Aborted" in report.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [report]


def test_old_reports_go(tmp_path):
    for number in range(MOST_REPORTS + 3):
        (tmp_path / f"crash-20200101-00{number:04}-1.txt").write_text("old", encoding="utf-8")
    collect(tmp_path)
    assert len(list(tmp_path.glob("crash-*.txt"))) == MOST_REPORTS


def test_where_nothing_can_be_written_nothing_is_watched(tmp_path):
    (tmp_path / "file").touch()
    watch = Watch(tmp_path / "file" / "folder")
    watch.begin()
    assert watch.go_on() == []
    watch.tell(ValueError())
    watch.end()


def test_the_report_is_shown_when_asked_for(qtbot, tmp_path):
    from PySide6.QtWidgets import QMainWindow

    window = QMainWindow()
    qtbot.addWidget(window)
    report = tmp_path / "crash-1.txt"
    report.write_text("Fatal Python error: Aborted", encoding="utf-8")
    box = crash_dialog.offer(window, [report])
    box.defaultButton().click()
    dialog = window.findChild(crash_dialog.ReportDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.text.toPlainText() == "Fatal Python error: Aborted"
    dialog.reject()
    assert crash_dialog.offer(window, []) is None
