"""Numbers, workers, log and banner, filled by a real Timeline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from engine.model.snapshot import EMPTY_SNAPSHOT, Role, WorkerKinds
from engine.observe import wire
from gui.common.palette import DARK, LIGHT
from gui.panels.log_panel import LogPanel
from gui.panels.numbers_panel import NUMBERS, NumbersPanel
from gui.panels.workers_table import WorkersTable
from tests.support.scripted import ScriptedRun


def two_buns():
    """A cook puts two, a guest takes one, and waits for nothing."""
    kitchen = ScriptedRun(
        WorkerKinds({"Cook": (Role.PRODUCER, "bun"), "Guest": (Role.CONSUMER, "")})
    )
    kitchen.start(0, "MainProcess", maxsize=5, main=True)
    kitchen.start(10, "Cook 1", maxsize=5)
    kitchen.start(20, "Guest 1", maxsize=5)
    kitchen.put(1000, "Cook 1")
    kitchen.put(2000, "Cook 1")
    kitchen.wait("Guest 1", wire.GET_WAIT, 500, 1500)
    kitchen.get(1500, "Guest 1")
    return kitchen


@pytest.fixture
def show(qtbot):
    def made(panel):
        qtbot.addWidget(panel)
        panel.resize(420, 300)
        panel.show()
        return panel

    return made


# -- numbers ----------------------------------------------------------------------------------


def figures(panel: NumbersPanel) -> dict[str, str]:
    return {
        title.text(): f"{figure.text()} {unit.text()}".strip()
        for title, figure, unit in panel._rows
    }


def test_before_a_run_there_are_no_numbers(show):
    panel = show(NumbersPanel())
    assert {figure.text() for _, figure, _ in panel._rows} == {"–"}


def test_every_number_is_what_happened_with_its_unit(show):
    panel = show(NumbersPanel())
    panel.show_snapshot(two_buns().snapshot(3000))
    got = figures(panel)
    assert got["depth"] == "1 / 5 items"
    assert got["peak"] == "1 items"
    assert got["produced"] == "2 items"
    assert got["taken"] == "1 items"
    assert got["lost"] == "0 items"
    assert got["wait, median"] == "500 ms"
    assert got["blocked in put"] == "0 s"
    assert got["blocked in get"] == "1.00 s"
    assert got["in"].endswith("/s")
    panel.show_snapshot(EMPTY_SNAPSHOT)
    assert figures(panel)["depth"] == "– items"


def test_numbers_are_heard_with_title_and_unit(show):
    panel = show(NumbersPanel())
    panel.show_snapshot(two_buns().snapshot(3000))
    spoken = [figure.accessibleName() for _, figure, _ in panel._rows]
    assert "depth: 1 / 5 items" in spoken
    assert "wait, median: 500 ms" in spoken
    assert len(spoken) == len(NUMBERS)


# -- workers ----------------------------------------------------------------------------------


def cells(table: WorkersTable, row: int) -> list[str]:
    model = table.rows
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def test_the_table_tells_what_each_worker_does(show):
    table = show(WorkersTable())
    kitchen = two_buns()
    kitchen.begin_wait(2500, "Guest 1", wire.GET_WAIT)
    table.show_snapshot(kitchen.snapshot(3000))
    assert cells(table, 1)[:3] == ["Cook 1", "busy", "2"]
    assert cells(table, 2)[:3] == ["Guest 1", "blocked in get", "1"]
    assert cells(table, 2)[4] == "1.50 s"
    tip = table.rows.data(table.rows.index(2, 0), Qt.ItemDataRole.ToolTipRole)
    assert "consumer, waits: the queue is empty" in tip
    assert "pid 103" in tip
    assert "in get 1.50 s" in tip


def test_a_failed_worker_is_marked_and_asked_about_by_enter(show, qtbot):
    table = show(WorkersTable())
    table.rows.set_palette(DARK)
    kitchen = two_buns()
    kitchen.fail(2200, "Cook 1", "ValueError")
    table.show_snapshot(kitchen.snapshot(3000))
    index = table.rows.index(1, 1)
    assert table.rows.data(index) == "failed"
    assert table.rows.data(index, Qt.ItemDataRole.ForegroundRole).name().upper() == DARK.error
    assert cells(table, 1)[6] == "1"
    table.setCurrentIndex(index)
    with qtbot.waitSignal(table.failureOpened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args[0].name == "Cook 1"


def test_the_signs_of_states_are_drawn_in_their_colours(show):
    table = show(WorkersTable())
    table.show_snapshot(two_buns().snapshot(3000))
    for palette in (LIGHT, DARK):
        table.rows.set_palette(palette)
        sign = table.rows.data(table.rows.index(1, 1), Qt.ItemDataRole.DecorationRole).toImage()
        seen = {sign.pixelColor(x, y).name().upper() for x in range(14) for y in range(14)}
        assert palette.busy_producer in seen


def test_columns_that_do_not_fit_are_left_to_the_tooltip(show):
    table = show(WorkersTable())
    hidden = []
    for width in (300, 500):
        table.resize(width, 300)
        hidden.append([table.isColumnHidden(column) for column in range(7)])
    assert hidden == [[False] * 4 + [True] * 3, [False] * 7]


# -- log --------------------------------------------------------------------------------------


def sentences(panel: LogPanel) -> list[str]:
    return [line.partition("\t")[2] for line in panel.lines()]


def test_the_log_speaks_in_the_tutorials_manner(show):
    panel = show(LogPanel())
    panel.show_snapshot(two_buns().snapshot(3000))
    told = sentences(panel)
    assert "Cook 1 made bun 1" in told
    assert "Guest 1 waits: queue is empty" in told
    assert "Guest 1 is eating bun 1" in told
    assert panel.lines()[told.index("Cook 1 made bun 2")].startswith("0:02.000\t")


def test_the_log_is_filtered_by_words_and_by_kinds(show):
    panel = show(LogPanel())
    panel.show_snapshot(two_buns().snapshot(3000))
    everything = sentences(panel)
    panel._words.setText("BUN 2")
    assert sentences(panel) == ["Cook 1 made bun 2"]
    panel._words.setText("no such word")
    assert sentences(panel) == []
    assert panel._count.text() == "0 rows"
    panel._words.clear()
    assert sentences(panel) == everything
    panel._group.setCurrentIndex(1)
    assert sentences(panel) == ["Cook 1 made bun 1", "Guest 1 is eating bun 1", "Cook 1 made bun 2"]
    panel._group.setCurrentIndex(2)
    assert sentences(panel) == ["Guest 1 waits: queue is empty"]


def test_what_comes_later_passes_the_filter_too(show):
    panel = show(LogPanel())
    kitchen = two_buns()
    panel.show_snapshot(kitchen.snapshot(3000))
    panel._words.setText("made")
    kitchen.put(3500, "Cook 1")
    kitchen.get(3600, "Guest 1")
    panel.show_snapshot(kitchen.snapshot(4000))
    assert sentences(panel) == [f"Cook 1 made bun {number}" for number in (1, 2, 3)]


def test_the_log_follows_until_told_not_to(show):
    panel = show(LogPanel())
    panel.resize(420, 120)
    kitchen = two_buns()
    for number in range(60):
        kitchen.put(3000 + number, "Cook 1")
    panel.show_snapshot(kitchen.snapshot(4000))
    bar = panel.table.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    panel._follow.setChecked(False)
    bar.setValue(0)
    for number in range(60):
        kitchen.put(5000 + number, "Cook 1")
    panel.show_snapshot(kitchen.snapshot(6000))
    assert bar.value() == 0
    panel._follow.setChecked(True)
    assert bar.value() == bar.maximum()


def test_selected_lines_are_copied(show):
    panel = show(LogPanel())
    panel.show_snapshot(two_buns().snapshot(3000))
    panel._words.setText("made")
    panel.table.selectAll()
    QTest.keySequence(panel.table, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == ["0:01.000\tCook 1 made bun 1", "0:02.000\tCook 1 made bun 2"]


def test_rows_are_never_cut_in_half(show):
    panel = show(LogPanel())
    for height in (120, 131, 147, 158):
        panel.resize(420, height)
        QTest.qWait(0)
        assert panel.table.viewport().height() % 20 == 0


# -- banner -----------------------------------------------------------------------------------
