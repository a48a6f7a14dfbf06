"""The table tells what the plot shows: figures at round moments, growing with the run."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow

from engine.model.snapshot import EMPTY_SNAPSHOT
from engine.observe import wire
from gui.dialogs.depth_table import MOST_ROWS, DepthTable, rows_of
from tests.support.scripted import ScriptedRun, dim_sum


@pytest.fixture
def kitchen():
    """Two puts at 100 and 255 ms, a get at 905; the cook is blocked from 300 to 400 ms."""
    made = ScriptedRun()
    made.start(0, "main", main=True)
    made.start(10, "cook", maxsize=2)
    made.start(20, "guest", maxsize=2)
    made.put(100, "cook")
    made.put(255, "cook")
    made.wait("cook", wire.PUT_WAIT, 300, 400)
    made.get(905, "guest")
    return made


@pytest.fixture
def make_table(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    return lambda snapshot: DepthTable(window, snapshot)


def test_a_row_tells_depth_and_waits_of_one_span(kitchen):
    snapshot = kitchen.snapshot(1000)
    rows = {round(row.start_s * 1000): row for row in rows_of(snapshot, snapshot.queues[0])}
    before, after = rows[250], rows[900]
    assert (before.low, before.high, before.last) == (1, 2, 2)
    assert (after.low, after.high, after.last) == (1, 2, 1)
    assert rows[300].put_blocked == pytest.approx(1.0)
    assert rows[500].put_blocked == 0.0
    assert rows[300].get_blocked == 0.0


@pytest.mark.parametrize("seconds", [0.003, 1, 100, 100_000])
def test_spans_are_round_and_not_too_many(kitchen, seconds):
    snapshot = kitchen.snapshot(seconds * 1000)
    if snapshot.queues:
        rows = rows_of(snapshot, snapshot.queues[0])
        assert len(rows) <= MOST_ROWS


def test_before_a_run_it_says_what_to_do(make_table):
    table = make_table(lambda: EMPTY_SNAPSHOT)
    assert table.summary.text() == "Nothing yet: press Start"
    assert table.model.rowCount() == 0


def test_it_grows_with_the_run_and_is_copied_as_text(make_table, kitchen, qtbot):
    shown = [kitchen.snapshot(300)]
    table = make_table(lambda: shown[-1])
    few = table.model.rowCount()
    shown.append(kitchen.snapshot(340))
    qtbot.waitUntil(lambda: table.model.rowCount() > few)
    head, *lines = table.as_text().splitlines()
    assert head.split("\t")[:2] == ["from, s", "depth at the end"]
    assert len(lines) == table.model.rowCount()
    assert lines[-1].split("\t")[1] == "2"


def test_who_reads_a_row_stays_there_while_rows_come(make_table):
    run = dim_sum()
    shown = [run.snapshot(run.last_ms)]
    table = make_table(lambda: shown[-1])
    table.table.setCurrentIndex(table.model.index(3, 1))
    table.model.show([*table.model.rows, table.model.rows[-1]])
    assert table.table.currentIndex().row() == 3
