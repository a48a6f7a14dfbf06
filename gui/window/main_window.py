"""The window: its views, and where they are. It shows Snapshots and says what was asked for.

left      the form             ScenarioForm
centre    banner, parts        Centre
right     numbers, workers     NumbersPanel, WorkersTable
below     the log              LogPanel

Whoever needs one of its pieces is given that piece (gui/app.py); nobody is given the window.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from engine.model.source import Phase
from gui.common.palette import Palette
from gui.common.region import WindowRegion
from gui.forms.scenario_form import ScenarioForm
from gui.panels.fault_menu import FaultMenu
from gui.panels.log_panel import LogPanel
from gui.panels.numbers_panel import NumbersPanel
from gui.panels.workers_table import WorkersTable
from gui.plots import DepthPlot, LanesPlot
from gui.window.arrangement import Arranger
from gui.window.centre import TURNS, Centre
from gui.window.commands import Commands
from gui.window.docks import Docks, inset
from gui.window.menus import Menus
from gui.window.status import StatusBar
from gui.window.time_strip import TimeBar
from gui.window.toolbar import Toolbar

SIZE = QSize(1280, 720)
LEAST_SIZE = QSize(900, 600)
NOTICE_MS = 3000


class MainWindow(QMainWindow):
    """All views, and an action for each thing that can be asked for."""

    closing = Signal(QCloseEvent)
    faultAsked = Signal(int, object, object)
    fileChosen = Signal(object)
    """The path of a file that was let go over the window."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("main")
        self._phase = Phase.READY
        self._snapshot: Snapshot = EMPTY_SNAPSHOT
        self._make_views()
        self._add_docks()
        self.commands = Commands(self, self.form.history.undo, self.form.history.redo)
        commands = self.commands
        self.toolbar = Toolbar(
            [commands.start, commands.pause, commands.step, commands.stop],
            commands.changing_texts,
            self,
        )
        self.addToolBar(self.toolbar)
        self.time_bar = TimeBar(self)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.time_bar)
        self.addAction(self.time_bar.back)
        self.menus = Menus(self.menuBar(), commands, self.docks, self.centre)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self._wire()
        self.set_palette(palette)
        self._show_texts()
        self.resize(SIZE)
        self.setMinimumSize(LEAST_SIZE)
        self.setAcceptDrops(True)
        self.arranger = Arranger(self, self.centre.splitter)
        self._arrange_first()
        self.part(DepthPlot).setFocus()  # so that Space starts, and not a field of the form

    # -- making ---------------------------------------------------------------------------------

    def _make_views(self) -> None:
        self.centre = Centre(self)
        self.setCentralWidget(self.centre)
        self.axis, self.banner, self.part = self.centre.axis, self.centre.banner, self.centre.part
        self.form = ScenarioForm()
        self.numbers, self.workers, self.log = NumbersPanel(), WorkersTable(), LogPanel()
        self._worker_menu = FaultMenu(self)

    def _add_docks(self) -> None:
        area = Qt.DockWidgetArea
        self.docks = docks = Docks(self)
        docks.add("form", self.form, area.LeftDockWidgetArea, "Ctrl+1")
        docks.add("numbers", self.numbers, area.RightDockWidgetArea, "Ctrl+2")
        docks.add("workers", inset(self.workers), area.RightDockWidgetArea, "Ctrl+3")
        docks.add("log", self.log, area.BottomDockWidgetArea, "Ctrl+4")
        docks.give_corner(Qt.Corner.BottomLeftCorner, area.LeftDockWidgetArea)
        docks.give_corner(Qt.Corner.BottomRightCorner, area.RightDockWidgetArea)

    def _arrange_first(self) -> None:
        """Panels as they are at first."""
        self.docks.resize(Qt.Orientation.Horizontal, form=268, numbers=312)
        self.docks.resize(Qt.Orientation.Vertical, log=128)

    def _wire(self) -> None:
        commands, axis = self.commands, self.axis
        commands.follow.triggered.connect(axis.resume_follow)
        commands.fit.triggered.connect(axis.fit)
        commands.zoom_in.triggered.connect(lambda: axis.zoom(0.8))
        commands.zoom_out.triggered.connect(lambda: axis.zoom(1.25))
        commands.search.triggered.connect(self._on_search)
        commands.reset_layout.triggered.connect(self._on_reset_layout)
        commands.full_screen.toggled.connect(self._on_full_screen)
        self.toolbar.scenarioChosen.connect(self.menus.presetChosen)
        self.numbers.queueChosen.connect(self.centre.set_queue)
        self.banner.graphAsked.connect(lambda: self.centre.bring_up("waits"))
        self.menus.faults.aboutToShow.connect(self._on_faults)
        for menu in (self.menus.faults, self._worker_menu):
            menu.faultAsked.connect(self.faultAsked)
        for view in (self.part(LanesPlot), self.workers):
            view.workerMenuAsked.connect(self._on_worker_menu)

    def regions(self) -> list[WindowRegion]:
        """What can be shown alone, or recorded: toolbar, parts from top to bottom, docks."""
        titles = self.centre.show_actions
        return [
            WindowRegion("toolbar", self.toolbar.windowTitle(), self.toolbar),
            *(
                WindowRegion(name, titles[name].text(), part)
                for name, part in self.centre.parts.items()
            ),
            *(WindowRegion(name, dock.windowTitle(), dock) for name, dock in self.docks.items()),
        ]

    # -- showing --------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame: the centre, and those of the other views whose turn it is."""
        self._snapshot = snapshot
        self.centre.show_snapshot(snapshot)
        turn = self.centre.frames % TURNS
        is_last = not snapshot.phase.is_live
        for due, views in (
            (1, (self.numbers, self.banner)),
            (3, (self.workers,)),
            (4, (self.status,)),
            (5, (self.log,)),
        ):
            if is_last or turn == due:
                for view in views:
                    view.show_snapshot(snapshot)

    def show_phase(self, phase: Phase) -> None:
        """What can be done now."""
        self._phase = phase
        self.commands.show_phase(phase, has_run=bool(self._snapshot.workers))
        why = self.tr("Locked during a run: stop it first. Counts can be changed at any time.")
        self.form.lock(why if phase.is_live else "")
        self.status.show_phase(phase)

    def notify(self, text: str) -> None:
        """Says for a moment what has been done."""
        self.statusBar().showMessage(text, NOTICE_MS)

    # -- colours and texts ----------------------------------------------------------------------

    def set_palette(self, palette: Palette) -> None:
        """Shows everything in other colours."""
        for view in (self.centre, self.log, self.commands):
            view.set_palette(palette)
        self.workers.rows.set_palette(palette)

    def retranslate(self) -> None:
        """Shows all texts in the present language."""
        for view in (self.centre, self.form, self.numbers, self.workers, self.log):
            view.retranslate()
        self._show_texts()

    def _show_texts(self) -> None:
        """The window's own texts; a view shows its own when it is made."""
        self.centre.retranslate()
        self.commands.retranslate()
        self.menus.retranslate()
        for name, title in (
            ("form", self.tr("Scenario")),
            ("numbers", self.tr("Now")),
            ("workers", self.tr("Workers")),
            ("log", self.tr("Log")),
        ):
            self.docks.set_title(name, title)
        self.toolbar.retranslate()
        self.status.retranslate()
        self.show_phase(self._phase)

    # -- small reactions ------------------------------------------------------------------------

    def _on_faults(self) -> None:
        self.menus.faults.offer_all(self._snapshot.workers if self._phase.is_live else ())

    def _on_worker_menu(self, process: int, place: QPoint) -> None:
        workers = self._snapshot.workers
        worker = next((each for each in workers if each.process == process), None)
        if worker is None:
            return
        copy = QAction(self.tr("Copy"), self._worker_menu)
        copy.triggered.connect(
            lambda: QGuiApplication.clipboard().setText(self.workers.line(process))
        )
        traceback = QAction(self.tr("Traceback…"), self._worker_menu)
        traceback.triggered.connect(lambda: self.workers.failureOpened.emit(worker))
        self._worker_menu.offer(worker, [copy, traceback] if worker.failure else [copy])
        self._worker_menu.popup(place)

    def _on_search(self) -> None:
        self.docks["log"].show()
        self.log.focus_filter()

    def _on_reset_layout(self) -> None:
        self.arranger.reset()
        self._arrange_first()

    def _on_full_screen(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if is_on else self.windowState() & ~full)

    def changeEvent(self, event: QEvent) -> None:
        """However the window came to fill the screen, the menu's entry says so."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.commands.full_screen.setChecked(self.isFullScreen())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file can be let go here."""
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Whoever wires the window opens it."""
        if (path := _dropped_file(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.fileChosen.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever wires the window decides."""
        self.closing.emit(event)


def _dropped_file(dragged: QMimeData) -> Path | None:
    """The one file that is dragged; None of several, or of something else."""
    urls = dragged.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
