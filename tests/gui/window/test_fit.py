"""Everything fits a screen of 1024x700, and no part of the window lies over another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QDialog, QWidget

from gui.dialogs.about import AboutBox
from gui.dialogs.crash_dialog import ReportDialog
from gui.dialogs.depth_table import DepthTable
from gui.presenter.captions import PresenterDialog
from gui.screencast.dialog import RecordDialog

SCREEN = QSize(1024, 700)
TITLE_BAR = QSize(8, 30)
ROOM = SCREEN - TITLE_BAR
SIZES = [ROOM, QSize(1280, 690), QSize(1920, 1050)]


def fits(widget: QWidget) -> bool:
    needed = widget.minimumSizeHint().expandedTo(widget.minimumSize())
    return needed.width() <= ROOM.width() and needed.height() <= ROOM.height()


def part_rects(window) -> dict[str, QRect]:
    """Where each part that is shown lies, in the splitter."""
    parts = window.centre.splitter
    return {name: parts.parts[name].geometry() for name in parts.wanted}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_window_with_any_of_its_panels_fits(make_bench, language):
    window = make_bench(language=language).window
    for name in window.centre.parts:
        window.centre.bring_up(name)
    for dock in window.docks.values():
        dock.show()
        dock.raise_()
        dock.widget().layout()
        assert fits(window), dock.objectName()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_parts_never_overlap_and_each_has_its_least_height(bench, qtbot, size):
    window = bench.window
    window.resize(size)
    for shown in (("scene", "depth", "lanes"), tuple(window.centre.parts)):
        for name in window.centre.parts:
            window.centre.splitter.show_part(name, is_wanted=name in shown)
        qtbot.wait(50)  # the layout is asked for, and made by the event loop
        rects = part_rects(window)
        assert list(rects) == list(shown)
        for name, rect in rects.items():
            assert rect.height() >= window.centre.parts[name].info.least_height_px, name
            others = [other for key, other in rects.items() if key != name]
            assert not any(rect.intersects(other) for other in others), name


@pytest.mark.parametrize("has_banner", [False, True])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_depth_plot_has_a_third_of_the_centre(bench, qtbot, size, has_banner):
    window = bench.window
    window.resize(size)
    if has_banner:
        window.banner.say("Something is so. " * 20, "The run failed")
    qtbot.wait(50)
    parts = part_rects(window)
    assert parts["depth"].height() >= window.centre.splitter.height() / 3 - 8


def dialogs_of(app, tmp_path) -> list[QDialog]:
    report = tmp_path / "crash.txt"
    report.write_text(f"{datetime.now(tz=UTC)}\n" + "line\n" * 200, encoding="utf-8")
    window = app.window
    return [
        AboutBox(window),
        ReportDialog(window, report),
        DepthTable(window, lambda: app.exports.snapshot),
        PresenterDialog(window, app.settings, window.regions()),
        RecordDialog(window, app.settings, window.regions()),
    ]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_dialog_fits(make_bench, tmp_path, language):
    for dialog in dialogs_of(make_bench(language=language).app, tmp_path):
        dialog.show()
        assert fits(dialog), dialog
        dialog.close()
        dialog.deleteLater()
