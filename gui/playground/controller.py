"""Wires the playground and the isolation lesson to the window: panels ask, a run does.

PlaygroundPanel, CallsPanel, IsolationPanel --> PlaygroundController --> PlaygroundRun, IsolationRun
                 ^                                                            |
                 +-------- on each snapshot: members, calls, lists -----------+
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction

from engine.model.snapshot import Snapshot
from engine.model.source import Phase
from engine.playground.lesson import Way
from gui.common import naming
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import LIGHT, Palette
from gui.dialogs import boxes
from gui.dialogs.file_dialogs import Files
from gui.panels.banner import Banner
from gui.window.docks import Docks

if TYPE_CHECKING:  # loaded when they are first needed: most windows are opened without them
    from engine.playground.calls import Call
    from engine.playground.isolation import IsolationRun
    from engine.playground.playground_run import PlaygroundRun
    from engine.playground.setup import Setup
    from engine.run.live_run import LiveRun
    from gui.playground.calls_panel import CallsPanel
    from gui.playground.isolation_panel import IsolationPanel
    from gui.playground.panel import PlaygroundPanel

BENCH_HEIGHT, LESSON_HEIGHT = 220, 416  # px, of what is below the lanes


class PlaygroundController(QObject):
    """The panels, their docks, and the run that they are about."""

    named = Signal(str)
    """What the window shows now, which is no scenario."""

    def __init__(
        self,
        docks: Docks,
        banner: Banner,
        files: Files,
        may_leave: Callable[[], bool],
        watch: Callable[[LiveRun], None],
        stop: Callable[[], None],
    ) -> None:
        """`may_leave` ends the present run if that is agreed; `watch` shows another one."""
        super().__init__(docks)
        self._docks, self._banner, self._files = docks, banner, files
        self._may_leave, self._watch = may_leave, watch
        self.bench: PlaygroundRun | None = None
        self._session: PlaygroundRun | None = None  # the latest playground, also when it is closed
        self._names: dict[int, str] = {}
        self.lesson: IsolationRun | None = None
        self._stop, self._palette = stop, LIGHT
        docks.add_beside("methods", lambda: self.panel, "form")
        docks.add_beside("calls", lambda: self.calls, "log")
        docks.add_beside("isolation", lambda: self.isolation, "log")
        self.show_bench, self.show_lesson = QAction(self), QAction(self)
        self.show_bench.setShortcut("Ctrl+M")
        self.show_bench.triggered.connect(self._on_show_bench)
        self.show_lesson.triggered.connect(self._on_show_lesson)
        self._docks["isolation"].visibilityChanged.connect(
            self._on_lesson_visible, Qt.ConnectionType.QueuedConnection
        )
        self.retranslate()

    # -- the panels, each made when it is first seen --------------------------------------------

    @functools.cached_property
    def panel(self) -> PlaygroundPanel:
        """The methods and the processes, in their dock."""
        from gui.playground.panel import PlaygroundPanel

        panel = PlaygroundPanel()
        panel.setup_card.openAsked.connect(self.open_bench)
        panel.setup_card.closeAsked.connect(self._stop)
        panel.callAsked.connect(self._on_call)
        panel.killAsked.connect(self._on_kill)
        panel.workerAsked.connect(self._on_worker)
        self._docks["methods"].setWidget(panel)
        return panel

    @functools.cached_property
    def calls(self) -> CallsPanel:
        """What was called, in its dock."""
        from gui.playground.calls_panel import CallsPanel
        from gui.playground.press_keys import PressKeys

        calls = CallsPanel(PressKeys(self))
        calls.set_palette(self._palette)
        calls.processChosen.connect(self.panel.processes.choose)
        calls.saveAsked.connect(self._on_save)
        self._docks["calls"].setWidget(calls)
        return calls

    @functools.cached_property
    def isolation(self) -> IsolationPanel:
        """The lesson, in its dock."""
        from gui.playground.isolation_panel import IsolationPanel

        isolation = IsolationPanel()
        isolation.runAsked.connect(self.run_lesson)
        self._docks["isolation"].setWidget(isolation)
        return isolation

    def _made(self) -> list[PlaygroundPanel | CallsPanel | IsolationPanel]:
        return [vars(self)[name] for name in ("panel", "calls", "isolation") if name in vars(self)]

    # -- showing --------------------------------------------------------------------------------

    def _on_show_bench(self) -> None:
        for name in ("methods", "calls"):
            self._docks.bring_up(name)
        self._docks.resize(Qt.Orientation.Vertical, calls=BENCH_HEIGHT)
        self.panel.setup_card.button.setFocus()

    def _on_show_lesson(self) -> None:
        self._docks.bring_up("isolation")
        self._docks.resize(Qt.Orientation.Vertical, isolation=LESSON_HEIGHT)
        self.isolation.columns[Way.LIST].run.setFocus()

    def _on_lesson_visible(self, is_visible: bool) -> None:  # noqa: FBT001 - Qt's own signature
        """Two programs side by side need the width of the forms too."""
        area = Qt.DockWidgetArea
        self._docks.give_corner(
            Qt.Corner.BottomLeftCorner,
            area.BottomDockWidgetArea if is_visible else area.LeftDockWidgetArea,
        )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame; what the panels show besides is the run's own."""
        if (bench := self.bench) is not None and not bench.phase.is_over:
            self.calls.show_calls(bench.calls, bench.now_ns())
            self._names = {worker.process: worker.name for worker in snapshot.workers}
            lost = [w.name for w in snapshot.workers if w.ended_ns is not None and w.taken > w.done]
            self.panel.show_bench(bench.members, bench.calls, bench.now_ns(), lost)
            naming.name_by_value(snapshot, values_put(bench.calls, self._names))
            if refusal := bench.take_refusal():
                title = QT_TRANSLATE_NOOP("Banner", "A worker could not be started")
                self._banner.say(refusal, title)
        if self.lesson is not None:
            self.isolation.show_lists(self.lesson.way, self.lesson.lists, is_over=False)

    def show_phase(self, phase: Phase) -> None:
        """The run of the window has another phase."""
        if phase.is_over:
            self.finish()

    def finish(self) -> None:
        """The run of the window is over and closed: what came of it stays."""
        if self.bench is not None:
            self.calls.show_calls(self.bench.calls, self.bench.now_ns())
            self.panel.show_closed()
            self.bench = None
        if self.lesson is not None:
            self.isolation.show_lists(self.lesson.way, self.lesson.lists, is_over=True)
            self.lesson = None

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette = palette
        if "calls" in vars(self):
            self.calls.set_palette(palette)

    # -- the playground -------------------------------------------------------------------------

    def open_bench(self, setup: Setup) -> None:
        """Makes the queue and starts the processes; the present run is ended first."""
        if not self._may_leave():
            return
        from engine.playground.playground_run import PlaygroundRun

        self._session = self.bench = PlaygroundRun(setup)
        self.calls.begin(setup.kind)
        self._on_show_bench()
        self.panel.setup_card.choose(setup)
        self._watch(self.bench)
        self.named.emit(self.tr("Playground"))

    def _on_call(self, process: str, method: str) -> None:
        from engine.playground.calls import CallError
        from gui.playground import call_texts

        given = self.panel.arguments
        if self.bench is None:
            return
        try:
            self.bench.call(
                process, method, given.source, block=given.is_blocking, timeout=given.timeout_s
            )
        except CallError as error:
            if error.path == "process":  # it ended, or was called, just before: one sees it
                return
            boxes.show_error(
                self._files.parent, self.tr("This cannot be called"), call_texts.problem(error)
            )

    def _on_kill(self, process: str) -> None:
        if self.bench is None:
            return
        for stream, name in self._names.items():
            if name == process:
                self._banner.expect(stream)
        self.bench.kill_process(process)

    def _on_worker(self) -> None:
        if self.bench is not None:
            self.bench.start_worker()

    def choose_process(self, process: int) -> None:
        """Somebody clicked at a process's lane."""
        if self.bench is not None:
            self.panel.processes.choose(self._names.get(process, ""))

    def _on_save(self) -> None:
        if self._session is None:
            return
        kinds = self.tr("Python programs (*.py)")
        if path := self._files.ask_save(self.tr("Save session"), "session.py", kinds):
            self.save_session(path)

    def save_session(self, path: Path) -> None:
        """Writes the session as a program, or says why that is not possible."""
        if self._session is not None:
            from engine.playground.script import script_of

            self._files.write_text(path, script_of(self._session, path.name))

    # -- the lesson -----------------------------------------------------------------------------

    def run_lesson(self, way: Way) -> None:
        """Runs one of the two programs; the present run is ended first."""
        if not self._may_leave():
            return
        from engine.playground.isolation import IsolationRun

        self.lesson = IsolationRun(way)
        self.isolation.show_lists(way, {}, is_over=False)
        self._watch(self.lesson)
        self.named.emit(self.tr("Data isolation"))

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        for panel in self._made():
            panel.retranslate()
        for name, title in (
            ("methods", self.tr("Methods")),
            ("calls", self.tr("Calls")),
            ("isolation", self.tr("Data isolation")),
        ):
            self._docks.set_title(name, title)
        for action, text, tip in (
            (
                self.show_bench,
                self.tr("Playground…"),
                self.tr("Every method of a real queue, called in a process of your choice"),
            ),
            (
                self.show_lesson,
                self.tr("Data isolation…"),
                self.tr("Why queues exist: a global list is not shared"),
            ),
        ):
            action.setText(text)
            action.setToolTip(tip)


def values_put(calls: Iterable[Call], names: Mapping[int, str]) -> dict[tuple[int, int], str]:
    """What each item is, by (process, sequence): the value that the call put."""
    processes = {name: process for process, name in names.items()}
    put: dict[tuple[int, int], str] = {}
    counts: Counter[str] = Counter()
    for call in calls:
        if call.method not in {"put", "put_nowait"} or call.error or call.process not in processes:
            continue
        put[processes[call.process], counts[call.process]] = call.value
        counts[call.process] += 1
    return put
