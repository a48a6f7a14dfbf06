"""One hostile string through all names, items, errors and paths: widgets show it as it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QMessageBox, QWidget

from engine.model.findings import Finding, FindingKind, Severity
from engine.model.snapshot import Role, Snapshot, WorkerKinds
from engine.model.source import Phase
from gui.common.selection import ItemTarget, WorkerTarget
from tests.support.scripted import ScriptedRun

MARK = "hostile"
HOSTILE = f'<img src="x"><b>{MARK}</b>&amp;\x1b[2J\u202e\nfaked line'
ONE_LINE = f'<img src="x"><b>{MARK}</b>&amp; [*]'  # what a scenario's names may hold
OBEYED = ("\x1b", "\u202e")


@pytest.fixture
def snapshot() -> Snapshot:
    """A run whose names, items and exception are hostile."""
    kinds = WorkerKinds({HOSTILE: (Role.PRODUCER, HOSTILE)})
    run = ScriptedRun(kinds)
    run.start(0, "main", main=True)
    run.start(1, f"{HOSTILE} 1")
    run.start(2, f"guest {HOSTILE}")
    for at_ms in (10, 20, 30):
        run.put(at_ms, f"{HOSTILE} 1")
    run.get(40, f"guest {HOSTILE}")
    run.fail(50, f"guest {HOSTILE}", HOSTILE)
    return run.snapshot(100, Phase.BROKEN)


def texts_of_model(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    for row in range(min(model.rowCount(), 50)):
        for column in range(model.columnCount()):
            index = model.index(row, column, QModelIndex())
            yield "cell", str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            yield "tooltip", str(index.data(Qt.ItemDataRole.ToolTipRole) or "")


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """How and what every widget shows: "rich" is what Qt may take for HTML."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield "tooltip", widget.toolTip()
        yield "title", widget.windowTitle()
        yield "name", widget.accessibleName()
        yield "name", widget.accessibleDescription()
        if isinstance(widget, QLabel):
            is_plain = widget.textFormat() == Qt.TextFormat.PlainText
            yield "plain" if is_plain else "rich", widget.text()
        elif isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
            yield from texts_of_model(widget.model())
    for action in root.findChildren(QAction):
        yield "entry", action.text()
        yield "tooltip", action.toolTip()


def harm(shown: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Texts that Qt or a screen would obey."""
    return [
        (how, text)
        for how, text in shown
        if any(sign in text for sign in OBEYED) or (how in {"rich", "tooltip"} and "<img" in text)
    ]


def test_the_window_shows_hostile_names_as_they_are(bench, snapshot, qtbot):
    window = bench.window
    for name in window.centre.parts:
        window.centre.bring_up(name)
    for dock in window.docks.values():
        dock.show()
    who = tuple(worker.process for worker in snapshot.workers)
    finding = Finding(FindingKind.DEADLOCK, Severity.CRITICAL, 0, queue=0, who=who, waiting=who)
    shown = dataclasses.replace(snapshot, findings=(finding,))
    bench.app.runs.bridge.snapshotReady.emit(shown)
    guest = next(worker for worker in shown.workers if worker.name.startswith("guest"))
    for target in (WorkerTarget(guest.process), ItemTarget(0, shown.workers[1].process, 1)):
        bench.app.linking.selection.choose(target)
    scene = window.centre.parts["scene"]
    qtbot.mouseMove(scene, scene.stage.person(guest.process).seat.rect.center().toPoint())
    window.menus.faults.offer_all(shown.workers)
    window._on_worker_menu(guest.process, QPoint())
    texts = list(texts_of(window))
    assert sum(MARK in text for _, text in texts) > 20
    assert harm(iter(texts)) == []
    assert all("\n" not in line for line in window.log.lines())
    assert any(MARK in line for line in window.log.lines())
    window._worker_menu.close()


def test_a_hostile_scenario_is_shown_as_it_is(bench, write_scenario, tmp_path, answers):
    path = write_scenario(f"<b>{MARK} & [*].toml")
    text = path.read_text(encoding="utf-8").replace('"bun"', f"'{ONE_LINE}'")
    text = text.replace('"Test kitchen"', f"'{ONE_LINE}'").replace('"Cook"', f"'{ONE_LINE}'")
    path.write_text(f"description = '{ONE_LINE}'\n{text}", encoding="utf-8")
    assert bench.app.scenarios.open_file(path)
    window = bench.window
    assert ONE_LINE in window.windowTitle().replace("[*][*]", "[*]")
    assert any(MARK in text for how, text in texts_of(window) if how == "plain")
    assert harm(texts_of(window)) == []
    entry = window.menus.recent.actions()[0].text()
    assert entry.replace("&&", "&") == str(path)


def test_boxes_say_hostile_paths_and_reasons_as_they_are(bench, tmp_path, monkeypatch):
    seen: list[str] = []

    def look(dialog: QWidget) -> int:
        dialog.show()
        assert harm(texts_of(dialog)) == []
        seen.extend(text for _, text in texts_of(dialog) if MARK in text)
        assert isinstance(dialog, QMessageBox)
        return 0

    monkeypatch.setattr("gui.dialogs.boxes.ask", look)
    bench.app.scenarios.open_file(Path(tmp_path / f"<img src=x>{MARK}.toml"))
    path = tmp_path / "wrong.toml"
    path.write_text(f"'<img src=x>{MARK}' = 1\n", encoding="utf-8")
    bench.app.scenarios.open_file(path)
    assert len(seen) >= 2


def test_no_module_of_the_window_makes_a_label_that_guesses():
    """Only labels with links or colours of our own may be rich."""
    own = {"about.py", "plain.py", "recording.py"}
    root = Path(__file__).resolve().parents[3] / "gui"
    guessing = [
        path.name
        for path in root.rglob("*.py")
        if path.name not in own and "QLabel(" in path.read_text(encoding="utf-8")
    ]
    assert guessing == []
