"""The bench in the real window: every method pressed, with its result and with its exception."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.model.snapshot import EventCode, State
from engine.model.source import Phase
from engine.playground.calls import Call, CallState
from engine.playground.catalogue import METHODS, has_method
from engine.playground.lesson import Way
from engine.playground.program.caller import CANNOT_BE_PICKLED, TOO_BIG
from engine.playground.setup import Setup
from engine.scenario.schema import QueueKind, StartMethod
from gui.app import App
from gui.common.settings import Settings
from gui.playground import calls_panel

TIMEOUT_MS = 15_000


class Bench:
    """The window with a bench in it, and hands that press."""

    def __init__(self, qtbot: QtBot, app: App) -> None:
        self.qtbot, self.app = qtbot, app
        self.methods, self.panel = app.methods, app.methods.panel
        self.pressed: set[str] = set()

    def open(
        self,
        kind: QueueKind = QueueKind.QUEUE,
        maxsize: int = 0,
        method: str = "fork",
        workers: int = 2,
    ) -> Bench:
        """Opens it as a hand would."""
        self.methods.show_bench.trigger()
        self.panel.setup_card.choose(Setup(kind, maxsize, StartMethod(method), workers))
        self.click(self.panel.setup_card.button)
        self.until(lambda: self.alive() == workers + 1)
        return self

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=TIMEOUT_MS)

    def click(self, button: QAbstractButton) -> None:
        assert button.isEnabled(), button.toolTip()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def alive(self) -> int:
        run = self.methods.bench
        return sum(member.is_alive for member in run.members) if run else 0

    @property
    def calls(self) -> tuple[Call, ...]:
        """What the table shows."""
        return self.methods.calls.rows.calls

    def choose(self, process: str) -> None:
        self.until(lambda: process in self.panel.processes._buttons)
        self.click(self.panel.processes.button(process))

    def start(self, process: str, method: str, value: str | None = None) -> int:
        """Presses a method; returns the row of the call."""
        self.choose(process)
        if value is not None:
            self.panel.arguments.value.setCurrentText(value)
        row = len(self.calls)
        self.pressed.add(method)
        self.until(self.panel.methods[method].isEnabled)
        self.click(self.panel.methods[method])
        self.until(lambda: len(self.calls) > row)
        return row

    def press(self, process: str, method: str, value: str | None = None) -> str:
        """Presses a method and waits for its end; returns what the table shows of it."""
        row = self.start(process, method, value)
        self.until(lambda: not self.calls[row].state.is_open)
        return self.shown(row, calls_panel.RESULT)

    def block(self, process: str, method: str, value: str | None = None) -> int:
        """Presses a method and waits until it is seen to be blocked."""
        row = self.start(process, method, value)
        self.until(lambda: "blocked for" in self.shown(row, calls_panel.STATE))
        return row

    def state(self, row: int) -> CallState:
        return self.calls[row].state

    def shown(self, row: int, column: int) -> str:
        model = self.methods.calls.rows
        return str(model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole))

    def wait_for_item(self, process: str) -> None:
        """Until the feeder thread has written."""
        while self.press(process, "empty") == "True":
            pass

    def lane(self, name: str) -> State:
        workers = self.app.exports.snapshot.workers
        return next((w.state for w in workers if w.name == name), State.ABSENT)


@pytest.fixture(scope="module")
def app(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The whole application, with settings of its own."""
    settings = Settings(tmp_path_factory.mktemp("settings") / "window.ini")
    settings.set("ask_before_stop", value=False)
    settings.set("language", "en")
    app = App(qapp, settings)
    app.window.show()
    yield app
    app.window.close()
    app.window.deleteLater()


@pytest.fixture
def bench(qtbot: QtBot, app: App) -> Iterator[Bench]:
    """Closed yet, and closed again afterwards."""
    yield Bench(qtbot, app)
    app.runs.end()
    given = app.methods.panel.arguments
    given.value.setCurrentText("'bun'")
    given.timeout.setText("")
    given.block.setChecked(True)
    app.appearance.choose_language("en")


# -- each method, and what it gives ---------------------------------------------------------------


@pytest.mark.parametrize("kind", [QueueKind.QUEUE, QueueKind.JOINABLE])
def test_every_method_of_the_queue_is_pressed_and_gives_its_normal_result(bench, kind):
    bench.open(kind, maxsize=2)
    assert bench.press("Worker 1", "put", '{"dish": "bun"}') == "None"
    assert bench.press("Worker 1", "put_nowait", "[1, 2]") == "None"
    assert bench.press("main", "full") == "True"
    assert bench.press("main", "qsize") == (
        "NotImplementedError" if sys.platform == "darwin" else "2"
    )
    assert bench.press("main", "get") == "{'dish': 'bun'}"
    bench.wait_for_item("Worker 2")
    assert bench.press("Worker 2", "get_nowait") == "[1, 2]"
    assert bench.press("Worker 2", "empty") == "True"
    if kind is QueueKind.JOINABLE:
        assert bench.press("Worker 2", "task_done") == "None"
        assert bench.press("main", "task_done") == "None"
        assert bench.press("Worker 1", "join") == "None"
    assert bench.press("Worker 1", "close") == "None"
    assert bench.press("Worker 1", "join_thread") == "None"
    assert bench.press("Worker 2", "cancel_join_thread") == "None"
    assert bench.press("Worker 2", "exit") == "exit code 0"
    assert bench.pressed == {name for name in METHODS if has_method(kind, name)}
    assert {call.state for call in bench.calls} == {CallState.RETURNED, CallState.EXITED}
    assert all(bench.shown(row, calls_panel.TOOK) for row in range(len(bench.calls)))


@pytest.mark.parametrize("kind", [QueueKind.QUEUE, QueueKind.JOINABLE])
def test_every_exception_is_shown_as_it_was_raised(bench, kind):
    bench.open(kind, maxsize=1)
    bench.press("Worker 1", "put", "1")
    assert bench.press("Worker 2", "put_nowait") == "Full"
    bench.panel.arguments.timeout.setText("0.06")
    assert bench.press("Worker 2", "put") == "Full"
    assert bench.calls[-1].took_ns >= 60_000_000
    bench.panel.arguments.timeout.setText("")
    bench.panel.arguments.block.setChecked(False)
    assert bench.press("Worker 2", "put") == "Full"
    bench.wait_for_item("main")
    assert bench.press("main", "get") == "1"
    assert bench.press("main", "get") == "Empty"
    bench.panel.arguments.block.setChecked(True)
    assert bench.press("main", "get_nowait") == "Empty"
    bench.panel.arguments.timeout.setText("0.06")
    assert bench.press("main", "get") == "Empty"
    assert bench.calls[-1].code == "queue.get(timeout=0.06)"
    assert bench.press("Worker 1", "join_thread").startswith("AssertionError")
    if kind is QueueKind.JOINABLE:
        assert bench.press("main", "task_done") == "None"
        assert bench.press("main", "task_done") == "ValueError: task_done() called too many times"
    bench.press("Worker 1", "close")
    for method in ("put", "put_nowait", "get", "get_nowait"):
        told = bench.press("Worker 1", method)
        assert told.startswith("ValueError: Queue <multiprocessing.queues.")
        assert told.endswith("> is closed")
    assert bench.state(len(bench.calls) - 1) is CallState.RAISED


def test_a_simple_queue_has_four_methods_and_says_why_it_lacks_the_others(bench):
    bench.open(QueueKind.SIMPLE)
    assert bench.press("Worker 1", "put", "(None, True)") == "None"
    assert bench.press("Worker 2", "empty") == "False"
    assert bench.press("Worker 2", "get") == "(None, True)"
    assert bench.press("Worker 1", "close") == "None"
    for name, button in bench.panel.methods.items():
        assert button.isEnabled() == (name in {"put", "get", "empty", "close", "exit"}), name
    tips = {name: button.toolTip() for name, button in bench.panel.methods.items()}
    assert "no feeder thread" in tips["join_thread"]
    assert "counts nothing" in tips["qsize"]
    assert "Only a JoinableQueue counts" in tips["task_done"]
    assert "always wait" in tips["get_nowait"]


# -- blocked, released, killed --------------------------------------------------------------------


def test_blocked_puts_gets_and_joins_are_seen_and_released(bench):
    bench.open(QueueKind.JOINABLE, maxsize=1)
    getting = bench.block("Worker 2", "get")
    bench.until(lambda: bench.lane("Worker 2") is State.GET_WAIT)
    assert not bench.panel.methods["put"].isEnabled()
    assert "is in a call" in bench.panel.methods["put"].toolTip()
    assert "It waits for an item" in bench.panel._doing.text()
    assert bench.press("Worker 1", "put", "1") == "None"
    bench.until(lambda: bench.state(getting) is CallState.RETURNED)
    bench.press("Worker 1", "put", "2")
    putting = bench.block("Worker 1", "put", "3")
    bench.until(lambda: bench.lane("Worker 1") is State.PUT_WAIT)
    joining = bench.block("main", "join")
    bench.until(lambda: bench.lane("main") is State.JOINING)
    for number in (2, 3):
        assert bench.press("Worker 2", "get") == str(number)
    bench.until(lambda: bench.state(putting) is CallState.RETURNED)
    for _ in range(2):
        bench.press("Worker 2", "task_done")
    assert bench.state(joining) is CallState.BLOCKED
    bench.press("Worker 2", "task_done")
    bench.until(lambda: bench.state(joining) is CallState.RETURNED)
    for row in (getting, putting, joining):
        assert bench.calls[row].took_ns > 50_000_000
        assert bench.shown(row, calls_panel.RESULT) in {"1", "None"}


def test_a_process_is_killed_while_it_is_blocked_and_another_takes_its_place(bench):
    bench.open(maxsize=1)
    bench.press("Worker 1", "put", "1")
    row = bench.block("Worker 2", "put", "2")
    bench.click(bench.panel.kill)
    bench.until(lambda: bench.state(row) is CallState.LOST)
    bench.until(lambda: bench.lane("Worker 2") is State.FAILED)
    assert bench.shown(row, calls_panel.STATE) == "✕ never returned"
    assert bench.shown(row, calls_panel.RESULT) == "ended by signal 9"
    assert bench.panel.processes.button("Worker 2").text() == "✕ Worker 2"
    assert not bench.panel.processes.button("Worker 2").isEnabled()
    assert bench.app.window.banner.text == ""
    assert bench.app.runs.run.phase is Phase.RUNNING
    bench.click(bench.panel.add)
    assert bench.press("Worker 3", "get") == "1"


def test_an_item_too_big_for_the_pipe_holds_its_process_when_it_exits(bench):
    bench.open()
    assert bench.press("Worker 1", "put", TOO_BIG) == "None"
    row = bench.block("Worker 1", "exit")
    assert "Its feeder thread cannot write" in bench.panel._doing.text()
    assert bench.press("Worker 2", "get").endswith("(1,000,002 characters)")
    bench.until(lambda: bench.state(row) is CallState.EXITED)


def test_an_item_that_cannot_be_pickled_is_put_and_lost(bench):
    bench.open()
    assert bench.press("Worker 1", "put", CANNOT_BE_PICKLED) == "None"

    def codes() -> set[int]:
        events = bench.app.exports.snapshot.events
        return set(events.columns(0, len(events)).code.tolist())

    bench.until(lambda: EventCode.DROPPED in codes())
    assert bench.press("Worker 2", "get_nowait") == "Empty"


# -- what is wrong, and what is in the way --------------------------------------------------------


def test_a_bad_value_or_timeout_is_named_and_nothing_is_called(bench):
    bench.open()
    bench.choose("Worker 1")
    given = bench.panel.arguments
    given.value.setCurrentText("bun")
    assert "value = bun: must be a Python literal" in given.note.text()
    assert not bench.panel.methods["put"].isEnabled()
    assert given.note.text() in bench.panel.methods["put"].toolTip()
    assert bench.panel.methods["get"].isEnabled()
    given.value.setCurrentText("'bun'")
    given.timeout.setText("soon")
    assert "timeout = soon: must be a number of seconds" in given.note.text()
    assert not bench.panel.methods["get"].isEnabled()
    assert bench.panel.methods["put_nowait"].isEnabled()
    given.timeout.setText("")
    assert given.note.text() == ""
    assert bench.calls == ()


def test_the_bench_takes_the_place_of_a_run_when_that_is_agreed(bench, monkeypatch):
    answers = iter([False, True])
    bench.app.settings.set("ask_before_stop", value=True)
    monkeypatch.setattr("gui.dialogs.boxes.confirm_stop", lambda *_: next(answers))
    bench.app.runs.start()
    bench.until(
        lambda: bench.app.runs.run is not None and bench.app.runs.run.phase is Phase.RUNNING
    )
    kitchen = bench.app.runs.run
    bench.methods.open_bench(Setup(start_method=StartMethod.FORK))
    assert bench.app.runs.run is kitchen
    assert bench.methods.bench is None
    bench.open()
    bench.app.settings.set("ask_before_stop", value=False)
    assert kitchen.phase is Phase.STOPPED
    assert bench.app.window.windowTitle() == "Playground – Queuescope"
    bench.app.window.form.countChanged.emit("Cook A", 3)  # the form has no say here
    bench.block("Worker 1", "get")
    bench.click(bench.panel.setup_card.button)
    bench.until(lambda: not bench.app.runs.is_live)
    assert [call.state for call in bench.calls] == [CallState.LOST]
    assert bench.methods.bench is None
    assert "Open the playground first" in bench.panel.methods["put"].toolTip()
    bench.app.runs.start()
    bench.until(
        lambda: bench.app.runs.run is not None and bench.app.runs.run.phase is Phase.RUNNING
    )
    assert bench.app.window.windowTitle() == "Dim-sum kitchen[*] – Queuescope"


def test_a_bench_opened_anew_begins_with_an_empty_table(bench):
    bench.open()
    bench.press("Worker 1", "put", "1")
    bench.click(bench.panel.setup_card.button)
    bench.until(lambda: bench.methods.bench is None)
    assert len(bench.calls) == 1
    bench.open(QueueKind.JOINABLE, maxsize=1, workers=3)
    assert bench.calls == ()
    assert bench.press("Worker 3", "qsize") in {"0", "NotImplementedError"}


def test_the_main_program_exits_and_the_bench_is_closed(bench):
    bench.open()
    bench.start("main", "exit")
    bench.until(lambda: bench.methods.bench is None)
    assert bench.calls[0].state is CallState.EXITED
    assert not bench.app.runs.is_live


# -- saved, taught, reached -----------------------------------------------------------------------


def test_a_session_is_saved_as_a_program_that_runs(bench, tmp_path, monkeypatch):
    bench.open()
    bench.press("Worker 1", "put", "'bun'")
    bench.press("Worker 2", "get")
    bench.click(bench.panel.setup_card.button)
    bench.until(lambda: not bench.app.runs.is_live)
    path = tmp_path / "mine.py"
    monkeypatch.setattr("gui.dialogs.file_dialogs.Files.ask_save", lambda *_: path)
    bench.click(bench.methods.calls.save)
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == ["Worker 1: None", "Worker 2: 'bun'"]
    shown = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.text()))
    bench.methods.save_session(tmp_path / "nowhere" / "mine.py")
    assert "cannot be written" in shown[0]


def test_the_lesson_shows_both_lists_beside_the_programs(bench):
    bench.methods.show_lesson.trigger()
    columns = bench.methods.isolation.columns
    for way, main in ((Way.LIST, "[]"), (Way.QUEUE, "['bun', 'dumpling']")):
        column = columns[way]
        assert "dishes" in column.code.toPlainText()
        bench.click(column.run)
        bench.until(lambda: bench.methods.lesson is None)
        lists = {side: label.text() for side, label in column.lists.items()}
        assert lists == {"worker": "['bun', 'dumpling']", "main": main}
    assert "its own memory" in columns[Way.LIST]._verdict.text()
    assert "A copy came through" in columns[Way.QUEUE]._verdict.text()


def test_space_and_enter_press_the_button_that_has_the_focus_and_pause_nothing(bench, qtbot):
    bench.open()
    bench.app.window.activateWindow()
    for key, method in ((Qt.Key.Key_Space, "put"), (Qt.Key.Key_Return, "get")):
        row = len(bench.calls)
        bench.choose("Worker 1")
        button = bench.panel.methods[method]
        button.setFocus()
        qtbot.keyClick(button, key)
        bench.until(lambda row=row: len(bench.calls) > row and not bench.state(row).is_open)
        assert bench.calls[row].method == method
    assert bench.app.runs.run.phase is Phase.RUNNING


def test_the_focus_stays_where_keys_can_go_on(bench, qtbot):
    bench.open()
    bench.app.window.activateWindow()
    bench.choose("Worker 1")
    get = bench.panel.methods["get"]
    get.setFocus()
    qtbot.keyClick(get, Qt.Key.Key_Space)
    bench.until(lambda: bool(bench.calls) and bench.state(0) is CallState.BLOCKED)
    bench.until(lambda: bench.panel.processes.button("Worker 1").hasFocus())
    assert bench.methods.bench is not None
    bench.methods.bench.call("Worker 2", "put", "1")
    bench.until(get.hasFocus)
    qtbot.keyClick(get, Qt.Key.Key_Space)
    bench.until(lambda: len(bench.calls) == 3 and bench.state(2) is CallState.BLOCKED)


def test_every_control_has_a_name_a_tooltip_and_a_place_in_the_order_of_tabs(bench):
    bench.open()
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
    panels: tuple[QWidget, ...] = (bench.panel, bench.methods.calls, bench.methods.isolation)
    controls = [
        control
        for panel in panels
        for kind in kinds
        for control in panel.findChildren(kind)
        if not isinstance(control.parent(), QComboBox | QAbstractSpinBox)
        and not control.objectName().startswith("qt_")
        and "TableCorner" not in type(control).__name__
        and control.metaObject().className() != "QTableCornerButton"
    ]
    assert len(controls) > 20
    for control in controls:
        name = control.accessibleName() or getattr(control, "text", str)()
        assert name, control
        assert control.toolTip(), name
        group = control.group() if isinstance(control, QAbstractButton) else None
        together = group.buttons() if group else [control]  # of one choice, arrows reach the rest
        assert any(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in together), name


def test_in_chinese_nothing_of_the_panels_stays_english(bench):
    bench.app.appearance.choose_language("zh_CN")
    bench.open()
    bench.press("Worker 1", "put", "'bun'")
    assert bench.shown(0, calls_panel.STATE) == "✓ 已返回"
    assert bench.panel.setup_card.button.text() == "关闭"
    assert "馈送线程" in bench.panel.methods["put"].toolTip()
    assert bench.app.window.docks["methods"].windowTitle() == "方法"


def test_items_are_called_by_what_was_put(bench):
    bench.open()
    bench.press("Worker 1", "put", "'bun'")
    bench.press("Worker 1", "put", "(1, 2)")
    bench.wait_for_item("Worker 2")
    bench.press("Worker 2", "get")
    bench.until(lambda: any("Worker 2 took 'bun'" in line for line in bench.app.window.log.lines()))
    bench.until(lambda: any("put (1, 2)" in line for line in bench.app.window.log.lines()))
    bench.press("main", "put_nowait", "'after'")
    bench.until(lambda: any("main put 'after'" in line for line in bench.app.window.log.lines()))


def test_what_is_said_of_a_process_agrees_in_every_view(bench):
    bench.open()
    workers = bench.app.window.workers
    bench.until(lambda: workers.rows.rowCount() == 3)
    told = "{} is in its own code, and waits for your call"
    bench.until(lambda: bench.panel._doing.text() == told.format(bench.panel.processes.current))
    states = lambda: {workers.rows.index(row, 1).data() for row in range(3)}  # noqa: E731
    bench.until(lambda: states() == {"in its own code"})


def test_a_join_says_for_whose_item_it_waits_in_vain(bench):
    bench.open(QueueKind.JOINABLE)
    bench.press("Worker 1", "put", "'bun'")
    bench.wait_for_item("Worker 2")
    bench.press("Worker 2", "get")
    bench.until(lambda: bench.app.window.numbers.figure(9) == "1")  # unfinished
    bench.panel.processes.choose("Worker 2")
    bench.panel.kill.click()
    bench.until(lambda: not bench.methods.bench.members[2].is_alive)
    bench.block("main", "join")
    bench.panel.processes.choose("main")
    bench.until(lambda: "Worker 2 ended with an item in hand" in bench.panel._doing.text())


def test_the_hint_stays_with_the_method_that_was_pressed(bench):
    bench.open()
    bench.panel.methods["get"].setFocus(Qt.FocusReason.TabFocusReason)
    assert bench.panel._explanation.text().startswith("<b>get</b>")
    bench.panel.methods["exit"].setFocus(Qt.FocusReason.OtherFocusReason)  # nobody went there
    assert bench.panel._explanation.text().startswith("<b>get</b>")
