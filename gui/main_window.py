"""The window: docks, menus, actions. It shows Snapshots and says what was asked for; no logic.

left      the forms            ScenarioForm
centre    banner, depth, lanes Banner, DepthPlot, LanesPlot on one TimeAxis
right     numbers, workers     NumbersPanel, WorkersTable
below     the log              LogPanel
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from engine.source import Phase
from engine.timeline.snapshot import Role, Snapshot
from gui import theme
from gui.forms.scenario_form import ScenarioForm
from gui.forms.speed import SpeedControl
from gui.i18n import LANGUAGES
from gui.palette import Palette
from gui.panels import words
from gui.panels.banner import Banner
from gui.panels.log import LogPanel
from gui.panels.numbers import NumbersPanel
from gui.panels.workers import WorkersTable
from gui.plots import DepthPlot, LanesPlot, TimeAxis

TURNS = 6  # figures and words change ten times a second at most, each in a frame of its own


class MainWindow(QMainWindow):
    """All views, and an action for each thing that can be asked for."""

    closing = Signal(QCloseEvent)
    presetChosen = Signal(str)
    recentChosen = Signal(str)
    languageChosen = Signal(str)
    themeChosen = Signal(str)

    def __init__(self, palette: Palette, presets: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("main")
        self._presets = presets
        self._frames = 0
        self._phase = Phase.READY
        self._snapshot: Snapshot | None = None
        self._make_views()
        self._make_actions()
        self._make_toolbar()
        self._make_menus()
        self._make_status()
        self.set_palette(palette)
        self._say()
        self.resize(1280, 720)
        self.depth_plot.setFocus()  # so that Space starts, and not a field of the form
        self.setMinimumSize(QSize(900, 600))

    # -- making ---------------------------------------------------------------------------------

    def _make_views(self) -> None:
        self.axis = TimeAxis(self)
        self.banner = Banner(self)
        self.depth_plot, self.lanes_plot = DepthPlot(self.axis), LanesPlot(self.axis)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("plots")
        self.splitter.addWidget(self.depth_plot)
        self.splitter.addWidget(self.lanes_plot)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(7)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.splitter, 1)
        self.setCentralWidget(centre)
        self.form = ScenarioForm()
        self.numbers, self.workers, self.log = NumbersPanel(), WorkersTable(), LogPanel()
        area = Qt.DockWidgetArea
        self.docks = {
            "form": self._dock("form", self.form, area.LeftDockWidgetArea),
            "numbers": self._dock("numbers", self.numbers, area.RightDockWidgetArea),
            "workers": self._dock("workers", inset(self.workers), area.RightDockWidgetArea),
            "log": self._dock("log", self.log, area.BottomDockWidgetArea),
        }
        self.setCorner(Qt.Corner.BottomLeftCorner, area.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, area.RightDockWidgetArea)
        self.resizeDocks(
            [self.docks["form"], self.docks["numbers"]], [268, 312], Qt.Orientation.Horizontal
        )
        self.resizeDocks([self.docks["log"]], [150], Qt.Orientation.Vertical)
        self.numbers.queueChosen.connect(self.depth_plot.set_queue)
        self.lanes_plot.workerClicked.connect(self._on_worker_clicked)

    def _dock(self, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        feature = QDockWidget.DockWidgetFeature
        dock.setFeatures(feature.DockWidgetMovable)  # the View menu shows and hides
        self.addDockWidget(area, dock)
        return dock

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
        self.depth_table = self._action("Ctrl+T")
        self.follow.triggered.connect(self.axis.resume_follow)
        self.fit.triggered.connect(self.axis.fit)
        self.zoom_in.triggered.connect(lambda: self.axis.zoom(0.8))
        self.zoom_out.triggered.connect(lambda: self.axis.zoom(1.25))
        self.search.triggered.connect(self.log.focus_filter)
        self.full_screen.toggled.connect(self._on_full_screen)

    def _make_toolbar(self) -> None:
        bar = QToolBar(self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setIconSize(QSize(18, 18))
        bar.addActions([self.start, self.pause, self.step, self.stop])
        bar.addSeparator()
        self.speed = SpeedControl(bar)
        bar.addWidget(self.speed)
        space = QWidget(bar)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        self._scenario_label = QLabel(bar)
        self._scenario_label.setProperty("role", "dim")
        bar.addWidget(self._scenario_label)
        self.scenarios = QComboBox(bar)
        self.scenarios.setMinimumWidth(190)
        self.scenarios.activated.connect(self._on_scenario_activated)
        bar.addWidget(self.scenarios)
        self.addToolBar(bar)
        self.toolbar = bar

    def _make_menus(self) -> None:
        bar = self.menuBar()
        self._file, self._edit, self._run, self._view, self._help = (
            bar.addMenu("") for _ in range(5)
        )
        self._file.addActions([self.new, self.open])
        self.recent_menu, self.preset_menu = QMenu(self), QMenu(self)
        self._file.addMenu(self.recent_menu)
        self._file.addMenu(self.preset_menu)
        self._file.addActions([self.save, self.save_as])
        self._file.addSeparator()
        self._file.addActions([self.copy_plot, self.save_plot, self.save_report, self.save_log])
        self._file.addSeparator()
        self._file.addAction(self.quit)
        self._edit.addActions([self.undo, self.redo])
        self._edit.addSeparator()
        self._edit.addAction(self.search)
        self._run.addActions([self.start, self.pause, self.step, self.stop])
        self._view.addActions(
            [self.follow, self.fit, self.zoom_in, self.zoom_out, self.depth_table]
        )
        self._view.addSeparator()
        self._view.addActions([dock.toggleViewAction() for dock in self.docks.values()])
        self._view.addSeparator()
        self.theme_menu, self.language_menu = QMenu(self), QMenu(self)
        self._view.addMenu(self.theme_menu)
        self._view.addMenu(self.language_menu)
        self._view.addAction(self.full_screen)
        self._help.addActions([self.shortcuts, self.show_log_folder, self.about])
        self._themes = self._choices(self.theme_menu, ("system", "light", "dark"), self.themeChosen)
        self._languages = self._choices(
            self.language_menu, ("system", *LANGUAGES), self.languageChosen
        )
        for number, dock in enumerate(self.docks.values(), 1):
            dock.toggleViewAction().setShortcut(QKeySequence(f"Ctrl+{number}"))

    def _choices(self, menu: QMenu, names: tuple[str, ...], chosen: object) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for name in names:
            action = menu.addAction("")
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: chosen.emit(name))  # type: ignore[attr-defined]
            actions[name] = action
        return actions

    def _make_status(self) -> None:
        self._state, self._clock = QLabel(self), QLabel(self)
        self._pids, self._events = QLabel(self), QLabel(self)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        for label in (self._state, self._clock):
            label.setContentsMargins(12, 2, 8, 2)
            bar.addWidget(label)
        for label in (self._events, self._pids):
            label.setContentsMargins(8, 2, 12, 2)
            bar.addPermanentWidget(label)

    # -- showing --------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame: each view once."""
        self._snapshot = snapshot
        self.depth_plot.show_snapshot(snapshot)
        self.lanes_plot.show_snapshot(snapshot)
        self._frames += 1
        turn = self._frames % TURNS
        is_last = not snapshot.phase.is_live
        if turn == 1 or is_last:
            self.numbers.show_snapshot(snapshot)
            self.banner.show_snapshot(snapshot)
        if turn == 3 or is_last:
            self.workers.show_snapshot(snapshot)
        if turn == 4 or is_last:
            self._show_status(snapshot)
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
        self._state.setText(words.phase_in_words(phase))

    def _show_status(self, snapshot: Snapshot) -> None:
        self._clock.setText(words.seconds(snapshot.duration_s) if snapshot.workers else "")
        alive = [worker for worker in snapshot.workers if worker.ended_ns is None]
        host = next((w for w in snapshot.workers if w.role is Role.MAIN), None)
        if host is not None:
            self._pids.setText(
                self.tr("main program: pid {pid}, {count} processes").format(
                    pid=host.pid, count=len(alive)
                )
            )
            pids = ", ".join(f"{worker.name} {worker.pid}" for worker in alive)
            self._pids.setToolTip(pids or self.tr("No process is alive"))
        self._events.setText(self.tr("{} events").format(words.count(snapshot.event_count)))
        self._events.setToolTip(self.tr("Events received from the observed processes so far"))

    def show_current_scenario(self, key: str) -> None:
        """Shows which built-in scenario is open; "" is none of them."""
        self.scenarios.setCurrentIndex(self.scenarios.findData(key))

    def show_scenario_names(self, entries: list[tuple[str, str, str]]) -> None:
        """Fills the combo and the menu with (key, name, description)."""
        self.scenarios.clear()
        self.preset_menu.clear()
        for key, name, description in entries:
            self.scenarios.addItem(name, key)
            self.scenarios.setItemData(
                self.scenarios.count() - 1, description, Qt.ItemDataRole.ToolTipRole
            )
            if key in self._presets:
                action = self.preset_menu.addAction(name)
                action.setToolTip(description)
                action.triggered.connect(lambda _=False, key=key: self.presetChosen.emit(key))

    def show_recent(self, paths: list[str]) -> None:
        """Fills the menu of recent files."""
        self.recent_menu.clear()
        for path in paths:
            action = self.recent_menu.addAction(path)
            action.triggered.connect(lambda _=False, path=path: self.recentChosen.emit(path))
        self.recent_menu.setEnabled(bool(paths))

    def show_choices(self, theme_name: str, language: str) -> None:
        """Checks the chosen theme and language in their menus."""
        self._themes[theme_name].setChecked(True)
        self._languages[language].setChecked(True)

    # -- looks and words ------------------------------------------------------------------------

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        for view in (self.depth_plot, self.lanes_plot, self.log):
            view.set_palette(palette)
        self.workers.rows.set_palette(palette)
        for action, name in ((self.start, "start"), (self.step, "step"), (self.stop, "stop")):
            colour = palette.accent if name == "start" else palette.text
            action.setIcon(theme.icon(name, colour))
        self.show_phase(self._phase)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        for view in (self.form, self.numbers, self.workers, self.log, self.banner, self.speed):
            view.retranslate()
        self.depth_plot.retranslate()
        self.lanes_plot.retranslate()
        self._say()

    def _say(self) -> None:
        """The window's own words; a view says its own when it is made."""
        self._retranslate_actions()
        for menu, text in (
            (self._file, self.tr("&File")),
            (self._edit, self.tr("&Edit")),
            (self._run, self.tr("&Run")),
            (self._view, self.tr("&View")),
            (self._help, self.tr("&Help")),
            (self.recent_menu, self.tr("Open recent")),
            (self.preset_menu, self.tr("Built-in scenarios")),
            (self.theme_menu, self.tr("Theme")),
            (self.language_menu, self.tr("Language")),
        ):
            menu.setTitle(text)
        for name, title in (
            ("form", self.tr("Scenario")),
            ("numbers", self.tr("Now")),
            ("workers", self.tr("Workers")),
            ("log", self.tr("Log")),
        ):
            self.docks[name].setWindowTitle(title)
            self.docks[name].toggleViewAction().setToolTip(title)
        for name, text in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self._themes[name].setText(text)
        for name, text in (("system", self.tr("As the system")), *LANGUAGES.items()):
            self._languages[name].setText(text)
        self._state.setToolTip(self.tr("What the run is doing"))
        self._clock.setToolTip(self.tr("Time from the main program's start to what is shown"))
        self._scenario_label.setText(self.tr("Scenario"))
        self.scenarios.setToolTip(self.tr("Opens a scenario (a run must be stopped first)"))
        self.scenarios.setAccessibleName(self.tr("Scenario"))
        self.toolbar.setWindowTitle(self.tr("Toolbar"))
        self.show_phase(self._phase)
        if self._snapshot is not None:
            self._show_status(self._snapshot)

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
            (self.shortcuts, self.tr("Keyboard shortcuts"), ""),
            (self.show_log_folder, self.tr("Open the log folder"), ""),
            (self.about, self.tr("About Queuescope"), ""),
        ):
            action.setText(text)
            action.setToolTip(tip or text)

    # -- small reactions ------------------------------------------------------------------------

    def _on_scenario_activated(self, index: int) -> None:
        self.presetChosen.emit(self.scenarios.itemData(index))

    def _on_worker_clicked(self, process: int) -> None:
        rows = [worker.process for worker in self.workers.rows.workers]
        if process in rows:
            self.workers.selectRow(rows.index(process))

    def _on_full_screen(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if is_on else self.windowState() & ~full)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever wires the window decides."""
        self.closing.emit(event)

    # -- layout ---------------------------------------------------------------------------------

    def layout_state(self) -> tuple[QByteArray, QByteArray, QByteArray]:
        """Geometry, docks and splitter, to be remembered."""
        return self.saveGeometry(), self.saveState(), self.splitter.saveState()

    def restore_layout(self, geometry: QByteArray, docks: QByteArray, splitter: QByteArray) -> None:
        """As it was left."""
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
            self.full_screen.setChecked(self.isFullScreen())
        if not docks.isEmpty():
            self.restoreState(docks)
        if not splitter.isEmpty():
            self.splitter.restoreState(splitter)


def inset(view: QWidget) -> QWidget:
    """A view with a margin at its sides, so that its words do not touch the panel's edge."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(6, 0, 6, 0)
    column.addWidget(view)
    return frame
