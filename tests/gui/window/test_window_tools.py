"""What the window offers besides a run: copies, keys, preferences, its layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from engine.model.faults import FaultKind, FaultPoint
from gui.common.units import seconds
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.shortcuts import ShortcutsDialog


def context_menu(widget: QWidget, place: QPoint | None = None) -> QMenu:
    """Asks for a widget's context menu, by the mouse."""
    at = widget.rect().center() if place is None else place
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> str:
    """Chooses an entry; what the clipboard says then."""
    entry = next(action for action in menu.actions() if action.text() == text)
    entry.trigger()
    menu.close()
    return QGuiApplication.clipboard().text()


@pytest.fixture
def finished(bench):
    bench.kitchen(items=3, guests=1).start()
    bench.until_over()
    return bench


@pytest.mark.parametrize("name", ["scene", "xray", "depth", "places", "waits"])
def test_every_part_is_copied_as_picture_and_as_text(finished, name):
    finished.window.centre.bring_up(name)
    part = finished.window.centre.parts[name]
    assert choose(context_menu(part), "Copy as text") == part.as_text() != ""
    choose(context_menu(part), "Copy as picture")
    assert QGuiApplication.clipboard().image().size() == part.size() * part.devicePixelRatio()


def test_a_part_is_hidden_and_shown_alone_from_its_own_menu(finished):
    centre = finished.window.centre
    choose(context_menu(centre.parts["scene"]), "Only this: Scene")
    assert centre.splitter.maximised == "scene"
    choose(context_menu(centre.parts["scene"]), "Scene")
    assert centre.splitter.wanted == ["depth", "lanes"]


def test_numbers_are_copied_one_or_all(finished):
    numbers = finished.window.numbers
    produced = next(label for _, label, _ in numbers._rows if label.text() == "3")
    place = produced.mapTo(numbers, produced.rect().center())
    assert choose(context_menu(numbers, place), "Copy") == "peak\t3 items" or (
        QGuiApplication.clipboard().text().endswith("\t3 items")
    )
    everything = choose(context_menu(numbers), "Copy all numbers").splitlines()
    assert "produced\t3 items" in everything
    assert len(everything) == 14


def test_log_lines_are_copied(finished):
    log = finished.window.log
    row = next(at for at, line in enumerate(log.lines()) if "Cook 1 made bun 1" in line)
    place = log.table.visualRect(log.rows.index(row, 1)).center()
    log.table.scrollTo(log.rows.index(row, 1))
    place = log.table.visualRect(log.rows.index(row, 1)).center()
    log.table.customContextMenuRequested.emit(place)
    assert choose(QApplication.activePopupWidget(), "Copy").endswith("Cook 1 made bun 1")
    log.table.customContextMenuRequested.emit(place)
    assert choose(QApplication.activePopupWidget(), "Copy all lines").splitlines() == log.lines()


def test_a_line_of_the_log_brings_the_plots_to_its_moment(finished, qtbot):
    window, log = finished.window, finished.window.log
    row = next(at for at, line in enumerate(log.lines()) if "made bun 2" in line)
    index = log.rows.index(row, 1)
    log.table.scrollTo(index)
    at = log.table.visualRect(index).center()
    qtbot.mouseClick(log.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    moment_ns = log.rows.moment_ns(row)
    axis = window.axis
    assert axis.marked_ns == axis.cursor_ns == moment_ns
    assert axis.start_ns <= moment_ns <= axis.end_ns
    assert not axis.following
    assert "depth 1" in window.centre.parts["depth"].readout()
    target = finished.app.linking.selection.target
    assert target is not None
    assert window.centre.parts["scene"]._target == target == window.centre.parts["lanes"].target
    window.commands.follow.trigger()
    assert axis.cursor_ns is None


def test_the_crosshair_stays_under_the_pointer_while_the_plot_moves(bench, qtbot):
    bench.kitchen(items=0, guests=1).start().until_going()
    plot, axis = bench.window.centre.parts["depth"], bench.window.axis
    place = QPoint((plot.width() + 112) // 2, plot.height() // 2)
    QTest.mouseMove(plot, place)
    bench.until(lambda: axis.hover_ns is not None)
    before_ns = axis.hover_ns
    bench.until(lambda: axis.hover_ns != before_ns)  # the axis has moved on below the pointer
    assert axis.hover_ns == plot._time_at(place.x())


def test_an_ended_worker_is_copied_and_its_traceback_shown(bench, answers):
    bench.kitchen(items=0, guests=2).start().until_going()
    guest = next(worker for worker in bench.there if worker.name == "Guest 1")
    bench.app.runs.inject_fault(guest.process, FaultKind.RAISE, FaultPoint.NOW)
    bench.until(lambda: "Guest 1" not in bench.names("Guest"))
    workers = bench.window.workers
    row = next(at for at, each in enumerate(workers.rows.workers) if each.name == "Guest 1")
    place = workers.visualRect(workers.rows.index(row, 0)).center()
    bench.until(lambda: workers.rows.workers[row].failure is not None)
    assert choose(context_menu(workers.viewport(), place), "Copy").startswith("Guest 1\tfailed")
    choose(context_menu(workers.viewport(), place), "Traceback…")
    assert "Guest 1 failed" in answers.said[-1]


def test_all_keys_are_listed_by_menu_and_found_by_typing(bench):
    dialog = ShortcutsDialog(bench.window, bench.window.menus.groups())
    everything = dialog.shown()
    assert {"Start", "Record", "Presenter's view", "Who waits for whom"} <= set(everything)
    dialog.search.setText("f5")
    assert dialog.shown() == ["Presenter's view", "Presenter's view: parts and captions…"]
    dialog.search.setText("undo")
    assert dialog.shown() == ["Undo"]
    dialog.search.clear()
    assert dialog.shown() == everything
    dialog.deleteLater()


def test_each_preference_acts_at_once_and_is_remembered(bench, make_bench):
    app, window = bench.app, bench.window
    dialog = PreferencesDialog(window, app.settings, app.appearance)

    def pick(name: str, key: str) -> None:
        box = dialog.boxes[name]
        box.setCurrentIndex(box.findData(key))
        box.activated.emit(box.currentIndex())

    plain = window.font().pixelSize()
    pick("type_size", "130")
    assert window.log.font().pixelSize() == round(13 * 1.3) != plain
    pick("units", "seconds")
    assert seconds(0.0123) == "0.012 s"
    pick("log_rows", "5000")
    assert window.log.rows.most_rows == 5000
    pick("motion", "reduced")
    assert window.commands.reduced_motion.isChecked()
    pick("theme", "dark")
    pick("language", "zh_CN")
    assert dialog.windowTitle() == "首选项"
    names = ("type_size", "units", "log_rows", "motion", "theme", "language")
    chosen = ["130", "seconds", "5000", "reduced", "dark", "zh_CN"]
    assert [app.settings.get(name) for name in names] == chosen
    for name, key in (("units", "adaptive"), ("type_size", "100"), ("language", "en")):
        pick(name, key)
    dialog.deleteLater()


def test_the_layout_is_reset(bench, qtbot):
    window = bench.window
    window.docks["log"].hide()
    window.docks["code"].show()
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, window.docks["form"])
    for name in ("xray", "waits"):
        window.centre.bring_up(name)
    window.centre.alone_actions["lanes"].trigger()
    window.commands.reset_layout.trigger()
    qtbot.wait(20)
    assert window.docks["log"].isVisible()
    assert not window.docks["code"].isVisible()
    assert window.dockWidgetArea(window.docks["form"]) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.centre.splitter.wanted == ["scene", "depth", "lanes"]
    assert window.centre.splitter.maximised == ""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_toolbar_stands_still_when_pause_becomes_resume(make_bench, language):
    bench = make_bench(language=language)
    commands, toolbar = bench.window.commands, bench.window.toolbar

    def places() -> list[int]:
        return [toolbar.widgetForAction(each).x() for each in (commands.step, commands.stop)]

    bench.kitchen(items=0).start().until_going()
    before = places()
    commands.pause.trigger()
    bench.until(lambda: commands.pause.text() in {"Resume", "继续"})
    assert places() == before
