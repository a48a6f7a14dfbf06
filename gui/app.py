"""The composition root: it makes everything and wires it, and nothing else does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication

from engine.model.snapshot import WorkerView
from engine.platform import log
from engine.scenario.schema import Scenario
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.settings import Settings
from gui.controllers.appearance import Appearance
from gui.controllers.attaching import Attaching
from gui.controllers.exports import Exports
from gui.controllers.linking import Linking
from gui.controllers.program_code import CodeController
from gui.controllers.replays import Replays
from gui.controllers.runs import Runs, make_run
from gui.controllers.scenarios import Scenarios
from gui.dialogs import boxes
from gui.dialogs.failure import show_failure
from gui.dialogs.file_dialogs import Files
from gui.dialogs.shortcuts import show_shortcuts
from gui.playground.controller import PlaygroundController
from gui.plots import DepthPlot, LanesPlot
from gui.presenter import Presenter
from gui.scene import Scene
from gui.screencast import Screencast
from gui.startup import first_frame
from gui.startup.crash import Watch
from gui.startup.errors import ErrorReporter
from gui.startup.opening import Application, cascade, offer_reports, say_start_failed
from gui.window.arrangement import Arrangement
from gui.window.main_window import MainWindow
from gui.window.title import Title

if TYPE_CHECKING:
    from engine.run.live_run import LiveRun


class App(QObject):
    """One window and its controllers."""

    def __init__(
        self,
        application: QApplication,
        settings: Settings | None = None,
        make_run: Callable[[Scenario], LiveRun] = make_run,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.appearance = Appearance(application, self.settings)
        self.window = MainWindow(self.appearance.palette)
        self._make_controllers(make_run)
        self._wire_run()
        self._wire_views()
        self._wire_commands()
        self._dress()
        self._restore()

    def _make_controllers(self, make_run: Callable[[Scenario], LiveRun]) -> None:
        w, settings = self.window, self.settings
        files = Files(w, w.notify)
        self.title = Title(w)
        self.runs = Runs(w, w.form, w.toolbar.speed, w.banner, settings, make_run)
        self.scenarios = Scenarios(
            w, w.form, w.toolbar, w.menus, files, settings, self.runs.may_end
        )
        self.replays = Replays(w, self.runs, self.scenarios, w.banner, w.time_bar)
        self.exports = Exports(w, (w.part(DepthPlot), w.part(LanesPlot)), w.log, files)
        self.code = CodeController(w.form, w.docks, files)
        self.presenter = Presenter(w, w.regions, w.arranger, settings)
        self.recording = Screencast(w, w.regions, settings)
        self.methods = PlaygroundController(
            w.docks, w.banner, files, self.scenarios.may_leave, self.runs.watch, self.runs.ask_stop
        )
        self.attaching = Attaching(w, self.runs, w.commands, self.scenarios.may_leave)
        views = (w.part(Scene), w.part(DepthPlot), w.part(LanesPlot), w.log, w.workers)
        self.linking = Linking(views, self)

    # -- wiring ---------------------------------------------------------------------------------

    def _wire_run(self) -> None:
        w, runs = self.window, self.runs
        for view in (self.exports, self.linking, w, self.code, self.replays, self.methods):
            runs.bridge.snapshotReady.connect(view.show_snapshot)
        runs.phaseChanged.connect(w.show_phase)
        runs.phaseChanged.connect(self.methods.show_phase)
        runs.phaseChanged.connect(self.attaching.show_phase)
        runs.began.connect(w.axis.resume_follow)
        runs.began.connect(self.scenarios.say)
        self.scenarios.opened.connect(runs.forget)
        self.scenarios.recordingChosen.connect(self.replays.open_file)
        w.fileChosen.connect(self.scenarios.open_file)
        self.appearance.languageChanged.connect(runs.retranslate)
        w.faultAsked.connect(runs.inject_fault)

    def _wire_views(self) -> None:
        w = self.window
        w.banner.detailsAsked.connect(self._show_failure)
        w.log.momentChosen.connect(w.axis.show_moment)
        w.workers.failureOpened.connect(self._show_failure)
        w.part(LanesPlot).workerClicked.connect(self.methods.choose_process)
        w.closing.connect(self._on_closing)
        w.menus.languageChosen.connect(self.appearance.choose_language)
        w.menus.themeChosen.connect(self.appearance.choose_theme)
        self.appearance.languageChanged.connect(self._on_language)
        self.scenarios.shown.connect(self.title.set_scenario)
        self.methods.named.connect(self.title.set_name)
        self.replays.named.connect(self.title.set_name)
        self.attaching.named.connect(self.title.set_name)
        self.recording.shown.connect(self.title.set_sign)
        self.presenter.toggled.connect(self.title.set_discreet)
        self.presenter.toggled.connect(lambda: self.appearance.set_scale(self.presenter.scale))

    def _wire_commands(self) -> None:
        w, commands = self.window, self.window.commands
        for action, slot in (
            (commands.start, self.runs.start),
            (commands.pause, self.runs.toggle_pause),
            (commands.step, self.runs.step),
            (commands.stop, self.runs.ask_stop),
            (commands.new, self.scenarios.new),
            (commands.open, self.scenarios.ask_open),
            (commands.save, self.scenarios.save),
            (commands.save_as, self.scenarios.save_as),
            (commands.save_plot, self.exports.ask_save_plot),
            (commands.copy_plot, self.exports.copy_plot),
            (commands.save_report, self.exports.ask_save_report),
            (commands.save_log, self.exports.ask_save_log),
            (commands.export_run, self.exports.ask_export),
            (commands.depth_table, self.exports.show_depth_table),
            (commands.quit, w.close),
            (commands.shortcuts, lambda: show_shortcuts(w, w.menus.groups())),
            (commands.preferences, self.show_preferences),
            (commands.about, self.show_about),
            (commands.show_log_folder, _open_log_folder),
        ):
            action.triggered.connect(lambda _=False, slot=slot: slot())
        commands.reduced_motion.toggled.connect(w.part(Scene).set_reduced_motion)
        commands.reduced_motion.setChecked(self.appearance.has_reduced_motion)
        commands.reduced_motion.toggled.connect(self.appearance.reduce_motion)
        self.appearance.motionChanged.connect(commands.reduced_motion.setChecked)
        self.appearance.logRowsChanged.connect(w.log.keep_rows)
        w.log.keep_rows(int(self.settings.get("log_rows")))
        w.toolbar.place(self.recording.action)
        to_view = self.presenter.actions
        to_run = [self.methods.show_bench, self.methods.show_lesson, self.attaching.action]
        w.menus.add_to_file([self.recording.action])
        w.menus.add_to_view(to_view)
        w.menus.add_to_run(to_run)
        w.addActions(
            [self.recording.action, *to_view, *to_run]
        )  # their keys work without a menu bar too

    def _dress(self) -> None:
        controllers = (self.code, self.presenter, self.recording, self.methods, self.replays)
        for each in controllers:
            each.set_palette(self.appearance.palette)
            each.retranslate()
        self.appearance.dress(self.window, *controllers)
        self.appearance.languageChanged.connect(self.attaching.retranslate)

    def _restore(self) -> None:
        """Everything as it was left."""
        settings = self.settings
        self.scenarios.retranslate(is_live=False)
        self.scenarios.open_preset(settings.get("scenario"))
        self.window.menus.show_choices(settings.get("theme"), settings.get("language"))
        self.window.arranger.note_first()
        self.window.arranger.arrange(
            Arrangement(
                geometry=settings.get("geometry"),
                layout=settings.get("layout"),
                parts=settings.get("parts"),
                splitter=settings.get("splitter"),
            )
        )
        if settings.was_damaged:
            self.window.banner.say(
                self.tr(
                    "The window opened with its defaults; the old file is kept beside it as "
                    "window.ini.bak."
                ),
                QT_TRANSLATE_NOOP("Banner", "The settings file was damaged"),
            )

    # -- what is asked about the application ----------------------------------------------------

    def _show_failure(self, worker: WorkerView | None) -> None:
        if worker is not None:
            show_failure(self.window, worker)

    def show_about(self) -> None:
        """Version, parts, licences."""
        from gui.dialogs.about import show_about  # few ask, and it takes a while to load

        show_about(self.window)

    def show_preferences(self) -> None:
        """Language, theme, motion, type, units, what a run keeps."""
        from gui.dialogs.preferences import PreferencesDialog

        boxes.show(PreferencesDialog(self.window, self.settings, self.appearance))

    def _on_language(self) -> None:
        """An open built-in scenario follows when nothing runs."""
        self.scenarios.retranslate(is_live=self.runs.is_live)

    # -- the end --------------------------------------------------------------------------------

    def _on_closing(self, event: QCloseEvent) -> None:
        if not (self.scenarios.may_lose_changes() and self.recording.may_close()):
            event.ignore()
            return
        if self.presenter.is_on:
            self.presenter.toggle()
        self.window.setEnabled(False)
        self.runs.end()
        self.runs.close()
        for name, value in self.window.arranger.arrangement().items():
            self.settings.set(name, value)
        self.settings.save()
        event.accept()


def _open_log_folder() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.log_path().parent)))


def open_window(scenario: Path | None = None) -> int:
    """Opens the window and stays until it is closed; returns the exit code."""
    log.set_up()
    log.replace_missing_streams()
    watch = Watch(log.log_path().parent)
    watch.begin()
    application = Application(sys.argv[:1])
    application.setApplicationName("queuescope")
    application.setDesktopFileName("queuescope")
    ErrorReporter(application)
    try:
        app = App(application)
        cascade(app.window, watch.others_open())
        app.window.show()
    except Exception as problem:
        watch.tell(problem)
        say_start_failed(problem)
        raise
    first_frame.go_on_after_first_frame()
    application.fileOpened.connect(lambda name: app.scenarios.open_file(Path(name)))
    if scenario is not None:
        QTimer.singleShot(0, lambda: app.scenarios.open_file(scenario))
    QTimer.singleShot(first_frame.LATER_MS, lambda: offer_reports(app.window, watch))
    wake = QTimer()  # lets Python see Ctrl-C in the terminal
    wake.timeout.connect(lambda: None)
    wake.start(250)
    code = application.exec()
    watch.end()
    return code
