"""The window: docks, menus, actions. It shows Snapshots and says what was asked for; no logic.

left      the forms            ScenarioForm
centre    banner, scene        Banner, Scene
          depth, lanes         DepthPlot, LanesPlot on one TimeAxis
right     numbers, workers     NumbersPanel, WorkersTable
below     the log              LogPanel

Further panels are added by those who wire them (gui/controllers/program_code.py, gui/playground).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow

from engine.model.snapshot import Snapshot
from engine.model.source import Phase
from gui.common import theme
from gui.common.palette import Palette
from gui.forms.scenario_form import ScenarioForm
from gui.panels.fault_menu import FaultMenu
from gui.panels.log_panel import LogPanel
from gui.panels.numbers_panel import NumbersPanel
from gui.panels.workers_table import WorkersTable
from gui.wait_graph.view import WaitPanel
from gui.window.centre import TURNS, Centre
from gui.window.docks import Docks, inset
from gui.window.menus import Menus
from gui.window.part_actions import PartActions
from gui.window.status import StatusBar
from gui.window.toolbar import Toolbar

WAITS_SIZE = 600, 440


class WindowLayout(TypedDict):
    """Where everything is; see `MainWindow.restore_layout`."""

    geometry: QByteArray
    layout: QByteArray
    parts: list[str]
    splitter: QByteArray


class MainWindow(QMainWindow):
    """All views, and an action for each thing that can be asked for."""

    closing = Signal(QCloseEvent)
    faultAsked = Signal(int, object, object)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("main")
        self._phase = Phase.READY
        self._snapshot: Snapshot | None = None
        self._make_views()
        self._make_actions()
        self._make_toolbar()
        self.menus = Menus(self)
        self.toolbar.scenarioChosen.connect(self.menus.presetChosen)
        self._worker_menu = FaultMenu(self)
        self.menus.faults.aboutToShow.connect(self._on_faults)
        for menu in (self.menus.faults, self._worker_menu):
            menu.faultAsked.connect(self.faultAsked)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self.set_palette(palette)
        self._say()
        self.resize(1280, 720)
        self.depth_plot.setFocus()  # so that Space starts, and not a field of the form
        self.setMinimumSize(QSize(900, 600))

    # -- making ---------------------------------------------------------------------------------

    def _make_views(self) -> None:
        self.centre = centre = Centre(self)
        self.setCentralWidget(centre)
        self.axis, self.banner, self.splitter = centre.axis, centre.banner, centre.parts
        self.scene, self.xray = centre.scene, centre.xray
        self.depth_plot, self.lanes_plot = centre.depth_plot, centre.lanes_plot
        self.layers_plot = centre.layers_plot
        self.form = ScenarioForm()
        self.numbers, self.workers, self.log = NumbersPanel(), WorkersTable(), LogPanel()
        self.waits = WaitPanel()
        area = Qt.DockWidgetArea
        self.docks = Docks(self)
        self.docks.add("form", self.form, area.LeftDockWidgetArea)
        self.docks.add("numbers", self.numbers, area.RightDockWidgetArea)
        self.docks.add("workers", inset(self.workers), area.RightDockWidgetArea)
        self.docks.add("log", self.log, area.BottomDockWidgetArea)
        self.docks.add("waits", self.waits, area.RightDockWidgetArea)
        self.docks.let_float("waits", *WAITS_SIZE)  # it wants room
        self.setCorner(Qt.Corner.BottomLeftCorner, area.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, area.RightDockWidgetArea)
        self.resizeDocks(
            [self.docks["form"], self.docks["numbers"]], [268, 312], Qt.Orientation.Horizontal
        )
        self.resizeDocks([self.docks["log"]], [128], Qt.Orientation.Vertical)
        self.numbers.queueChosen.connect(centre.set_queue)
        self.lanes_plot.workerMenuAsked.connect(self._on_worker_menu)
        self.workers.workerMenuAsked.connect(self._on_worker_menu)
        self.banner.graphAsked.connect(self.show_waits)

    def add_dock(
        self, name: str, fill: Callable[[], object], beside: str, keys: str = ""
    ) -> QDockWidget:
        """A further panel, in a tab beside one that is there; made when it is asked for."""
        dock = self.docks.add_beside(name, fill, beside)
        dock.toggleViewAction().setShortcut(QKeySequence(keys))
        self.menus.add_panel(dock.toggleViewAction())
        return dock

    def add_run_actions(self, *actions: QAction) -> None:
        """Further things to run."""
        self.menus.add_to_run(list(actions))
        self.addActions(actions)

    def _action(
        self, keys: str | QKeySequence.StandardKey = "", *, checkable: bool = False
    ) -> QAction:
        action = QAction(self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setCheckable(checkable)
        self.addAction(action)
        return action

    def _make_actions(self) -> None:
        standard = QKeySequence.StandardKey
        self.start, self.pause = self._action("Space"), self._action()
        self.step, self.stop = self._action("."), self._action("Esc")
        self.new, self.open = self._action(standard.New), self._action(standard.Open)
        self.save, self.save_as = self._action(standard.Save), self._action("Ctrl+Shift+S")
        self.save_plot, self.copy_plot = self._action("Ctrl+P"), self._action("Ctrl+Shift+C")
        self.save_report, self.save_log = self._action("Ctrl+R"), self._action()
        self.quit = self._action("Ctrl+Q")
        self.undo, self.redo = self.form.history.undo, self.form.history.redo
        self.undo.setShortcut(standard.Undo)
        self.redo.setShortcut(standard.Redo)
        self.addActions([self.undo, self.redo])
        self.follow, self.fit = self._action("End"), self._action("Home")
        self.zoom_in, self.zoom_out = self._action("Ctrl++"), self._action("Ctrl+-")
        self.search, self.full_screen = (
            self._action(standard.Find),
            self._action("F11", checkable=True),
        )
        self.shortcuts, self.about = self._action("F1"), self._action()
        self.show_log_folder = self._action()
        self.part_actions = PartActions(self.splitter, self)
        self.reduced_motion = self._action(checkable=True)
        self.reduced_motion.toggled.connect(self.scene.set_reduced_motion)
        self.depth_table = self._action("Ctrl+T")
        self.follow.triggered.connect(self.axis.resume_follow)
        self.fit.triggered.connect(self.axis.fit)
        self.zoom_in.triggered.connect(lambda: self.axis.zoom(0.8))
        self.zoom_out.triggered.connect(lambda: self.axis.zoom(1.25))
        self.search.triggered.connect(self._on_search)
        self.full_screen.toggled.connect(self._on_full_screen)

    def _make_toolbar(self) -> None:
        self.toolbar = Toolbar([self.start, self.pause, self.step, self.stop], self)
        self.speed, self.scenarios = self.toolbar.speed, self.toolbar.scenarios
        self.addToolBar(self.toolbar)

    def place_tools(self, button: QAction, entries: list[QAction]) -> None:
        """A button behind those of the run, and entries of the View menu, of other modules."""
        self.toolbar.place(button)
        self.menus.add_to_view(entries)
        self.addActions(entries)

    # -- showing --------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame: each view once."""
        self._snapshot = snapshot
        self.centre.show_snapshot(snapshot)
        turn = self.centre.frames % TURNS
        is_last = not snapshot.phase.is_live
        if turn == 1 or is_last:
            self.numbers.show_snapshot(snapshot)
            self.banner.show_snapshot(snapshot)
        if turn == 3 or is_last:
            self.workers.show_snapshot(snapshot)
        if turn == 0 or is_last:
            self.waits.show_snapshot(snapshot)
        if turn == 4 or is_last:
            self.status.show_snapshot(snapshot)
        if turn == 5 or is_last:
            self.log.show_snapshot(snapshot)

    def show_phase(self, phase: Phase) -> None:
        """What can be done now."""
        self._phase = phase
        is_live, is_paused = phase.is_live, phase is Phase.PAUSED
        self.start.setEnabled(not is_live)
        self.pause.setEnabled(phase in {Phase.STARTING, Phase.RUNNING, Phase.PAUSED})
        self.step.setEnabled(self.pause.isEnabled())
        self.stop.setEnabled(is_live and phase is not Phase.STOPPING)
        self.start.setShortcut(QKeySequence() if is_live else QKeySequence("Space"))
        self.pause.setShortcut(QKeySequence("Space") if is_live else QKeySequence())
        self.pause.setText(self.tr("Resume") if is_paused else self.tr("Pause"))
        self.pause.setToolTip(
            self.tr("Lets all processes go on (Space)")
            if is_paused
            else self.tr("Holds each process at its next queue operation (Space)")
        )
        self.pause.setIcon(theme.icon("start" if is_paused else "pause", self._palette.text))
        for action in (self.save_plot, self.copy_plot, self.save_report, self.save_log):
            action.setEnabled(self._snapshot is not None and bool(self._snapshot.workers))
        why = self.tr("Locked during a run: stop it first. Counts can be changed at any time.")
        self.form.lock(why if is_live else "")
        self.status.show_phase(phase)

    def show_current_scenario(self, key: str) -> None:
        """Shows which built-in scenario is open; "" is none of them."""
        self.toolbar.show_current(key)

    def show_scenario_names(self, entries: list[tuple[str, str, str]]) -> None:
        """Fills the combo and the menu with the built-in scenarios: (key, name, description)."""
        self.toolbar.show_names(entries)
        self.menus.show_presets(entries)

    # -- looks and words ------------------------------------------------------------------------

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        for view in (self.centre, self.log, self.waits):
            view.set_palette(palette)
        self.workers.rows.set_palette(palette)
        for action, name in ((self.start, "start"), (self.step, "step"), (self.stop, "stop")):
            colour = palette.accent if name == "start" else palette.text
            action.setIcon(theme.icon(name, colour))
        self.show_phase(self._phase)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        panels = (self.form, self.numbers, self.workers, self.log, self.waits)
        for view in (self.centre, *panels, self.part_actions):
            view.retranslate()
        self._say()

    def _say(self) -> None:
        """The window's own words; a view says its own when it is made."""
        self._retranslate_actions()
        self.menus.retranslate()
        for name, title in (
            ("form", self.tr("Scenario")),
            ("numbers", self.tr("Now")),
            ("workers", self.tr("Workers")),
            ("log", self.tr("Log")),
            ("waits", self.tr("Who waits for whom")),
        ):
            self.docks.set_title(name, title)
        self.toolbar.retranslate()
        self.status.retranslate()
        self.show_phase(self._phase)

    def _retranslate_actions(self) -> None:
        for action, text, tip in (
            (self.start, self.tr("Start"), self.tr("Starts the processes (Space)")),
            (self.step, self.tr("Step"), self.tr("Lets one queue operation through (.)")),
            (self.stop, self.tr("Stop"), self.tr("Ends all processes (Esc)")),
            (self.new, self.tr("New scenario"), ""),
            (self.open, self.tr("Open scenario…"), ""),
            (self.save, self.tr("Save scenario"), ""),
            (self.save_as, self.tr("Save scenario as…"), ""),
            (self.save_plot, self.tr("Save plot as picture…"), ""),
            (self.copy_plot, self.tr("Copy plot"), ""),
            (self.save_report, self.tr("Save report…"), ""),
            (self.save_log, self.tr("Save log…"), ""),
            (self.quit, self.tr("Quit"), ""),
            (self.undo, self.tr("Undo"), ""),
            (self.redo, self.tr("Redo"), ""),
            (self.follow, self.tr("Follow the run"), ""),
            (self.fit, self.tr("Show the whole run"), ""),
            (self.zoom_in, self.tr("Zoom in"), ""),
            (self.zoom_out, self.tr("Zoom out"), ""),
            (self.depth_table, self.tr("Depth as a table…"), ""),
            (self.search, self.tr("Filter the log"), ""),
            (self.full_screen, self.tr("Full screen"), ""),
            (
                self.reduced_motion,
                self.tr("Reduced motion"),
                self.tr("Dishes leap to their places instead of moving there"),
            ),
            (self.shortcuts, self.tr("Keyboard shortcuts"), ""),
            (self.show_log_folder, self.tr("Open the log folder"), ""),
            (self.about, self.tr("About Queuescope"), ""),
        ):
            action.setText(text)
            action.setToolTip(tip or text)

    # -- small reactions ------------------------------------------------------------------------

    def show_waits(self) -> None:
        """Brings the wait-for graph to the front."""
        self.docks["waits"].show()
        self.docks["waits"].raise_()
        if self._snapshot is not None:
            self.waits.show_snapshot(self._snapshot)

    def _on_faults(self) -> None:
        has_any = self._snapshot is not None and self._phase.is_live
        self.menus.faults.offer_all(self._snapshot.workers if has_any and self._snapshot else ())

    def _on_worker_menu(self, process: int, place: QPoint) -> None:
        workers = self._snapshot.workers if self._snapshot is not None else ()
        worker = next((each for each in workers if each.process == process), None)
        if worker is not None and worker.ended_ns is None:
            self._worker_menu.offer(worker)
            self._worker_menu.popup(place)

    def _on_search(self) -> None:
        self.docks["log"].show()
        self.log.focus_filter()

    def _on_full_screen(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if is_on else self.windowState() & ~full)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever wires the window decides."""
        self.closing.emit(event)

    # -- layout ---------------------------------------------------------------------------------

    def layout_state(self) -> WindowLayout:
        """Geometry, docks and parts, to be remembered."""
        return {
            "geometry": self.saveGeometry(),
            "layout": self.saveState(),
            "parts": self.splitter.wanted,
            "splitter": self.splitter.layout_state(),
        }

    def restore_layout(
        self, geometry: QByteArray, layout: QByteArray, parts: list[str], splitter: QByteArray
    ) -> None:
        """As it was left."""
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
            self.full_screen.setChecked(self.isFullScreen())
        if not layout.isEmpty():
            self.restoreState(layout)
        for name in self.part_actions.show if parts else ():
            self.splitter.show_part(name, is_wanted=name in parts)
        if not splitter.isEmpty():
            self.splitter.restoreState(splitter)
