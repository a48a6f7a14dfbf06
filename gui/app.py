"""The composition root: it makes everything and wires it, and nothing else does."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication

from engine.model.faults import FaultKind, FaultPoint
from engine.model.snapshot import WorkerView
from engine.model.source import Phase
from engine.platform import log
from engine.scenario.schema import Scenario
from gui.bridge import Bridge
from gui.common import theme
from gui.common.i18n import QT_TRANSLATE_NOOP, Languages
from gui.common.settings import Settings
from gui.controllers.exports import Exports
from gui.controllers.linking import Linking
from gui.controllers.program_code import CodeController
from gui.controllers.scenarios import Scenarios
from gui.dialogs import dialogs
from gui.playground.controller import PlaygroundController
from gui.presenter import Presenter
from gui.screencast import Recording
from gui.startup import first_frame
from gui.startup.crash import Watch
from gui.startup.errors import ErrorReporter
from gui.startup.opening import Application, cascade, offer_reports, say_start_failed
from gui.window.main_window import MainWindow
from gui.window.title import Title

if TYPE_CHECKING:
    from engine.run.run import Run

STOP_BEFORE_CLOSE_S = 2.5  # a run that is stopped has ended by then; what has not is killed

ENDED = {  # what is said of a run that ended with a problem
    Phase.STOPPED: QT_TRANSLATE_NOOP("Banner", "The run was stopped"),
    Phase.FINISHED: QT_TRANSLATE_NOOP("Banner", "The run has ended"),
    Phase.FAILED: QT_TRANSLATE_NOOP("Banner", "The run failed"),
    Phase.BROKEN: QT_TRANSLATE_NOOP("Banner", "The run could not go on"),
}
_log = logging.getLogger(__name__)


def _make_run(scenario: Scenario) -> Run:
    from engine.run.run import Run  # the first frame does not need it (gui/startup/first_frame.py)

    return Run(scenario)


class App(QObject):
    """One window, one run at a time."""

    def __init__(
        self,
        application: QApplication,
        settings: Settings | None = None,
        make_run: Callable[[Scenario], Run] = _make_run,
    ) -> None:
        super().__init__()
        self._application = application
        self.settings = settings or Settings()
        self._make_run = make_run
        self.run: Run | None = None
        self.languages = Languages(application)
        self.languages.choose(self.settings.get("language"))
        self._palette = theme.chosen_palette(self.settings.get("theme"))
        theme.apply(application, self._palette)
        application.setWindowIcon(theme.application_icon())
        self.bridge = Bridge(self)
        self.window = MainWindow(self._palette)
        self.linking = Linking(self.window, self.settings)
        self.title = Title(self.window)
        self.scenarios = Scenarios(self.window, self.settings, self._may_end_run)
        self.exports = Exports(self.window)
        self.code = CodeController(self.window)
        self.presenter = Presenter(self.window, self.settings)
        self.recording = Recording(self.window, self.settings)
        self.methods = PlaygroundController(
            self.window, self.scenarios.may_leave, self.watch, self.ask_stop, self
        )
        self._controllers = (self.code, self.presenter, self.recording, self.methods)
        self._wire()
        self.scenarios.retranslate(is_live=False)
        self.scenarios.open_preset(self.settings.get("scenario"))
        self.window.menus.show_choices(self.settings.get("theme"), self.settings.get("language"))
        self.window.restore_layout(
            *(self.settings.get(name) for name in ("geometry", "layout", "parts", "splitter"))
        )
        if self.settings.was_damaged:
            self.window.banner.say(
                self.tr(
                    "The window opened with its defaults; the old file is kept beside it as "
                    "window.ini.bak."
                ),
                QT_TRANSLATE_NOOP("Banner", "The settings file was damaged"),
            )

    # -- wiring ---------------------------------------------------------------------------------

    def _wire(self) -> None:
        self._wire_run()
        w = self.window
        for action, slot in (
            (w.quit, w.close),
            (w.shortcuts, lambda: dialogs.show_shortcuts(w)),
            (w.about, self.show_about),
            (w.show_log_folder, self._open_log_folder),
        ):
            action.triggered.connect(lambda _=False, slot=slot: slot())
        w.menus.languageChosen.connect(self.choose_language)
        w.menus.themeChosen.connect(self.choose_theme)
        w.banner.detailsAsked.connect(self._show_failure)
        w.workers.failureOpened.connect(self._show_failure)
        w.closing.connect(self._on_closing)
        self._application.styleHints().colorSchemeChanged.connect(self._on_desktop_theme)
        self.scenarios.shown.connect(self.title.set_scenario)
        self.methods.named.connect(self.title.set_name)
        self.recording.shown.connect(self.title.set_sign)
        self.presenter.toggled.connect(self.title.set_discreet)
        self.presenter.toggled.connect(self._on_presented)
        present = self.presenter
        w.place_tools(
            self.recording.action,
            [
                self.recording.action,
                present.action,
                present.choose_action,
                present.caption_action,
            ],
        )
        for controller in self._controllers:
            controller.set_palette(self._palette)
            controller.retranslate()

    def _wire_run(self) -> None:
        w, bridge = self.window, self.bridge
        for view in (self.exports, self.linking, w, self.code, self.methods):
            bridge.snapshotReady.connect(view.show_snapshot)
        bridge.phaseChanged.connect(self._on_phase)
        bridge.phaseChanged.connect(self.methods.show_phase)
        bridge.failed.connect(self._on_failed_tick)
        for action, slot in (
            (w.start, self.start),
            (w.pause, self.toggle_pause),
            (w.step, self.step),
            (w.stop, self.ask_stop),
        ):
            action.triggered.connect(lambda _=False, slot=slot: slot())
        w.speed.changed.connect(self._on_speed)
        w.form.countChanged.connect(self._on_count)
        w.faultAsked.connect(self._on_fault)

    def open_preset(self, key: str) -> None:
        """Opens a built-in scenario."""
        self.scenarios.open_preset(key)

    def open_file(self, path: Path) -> bool:
        """Opens a scenario file; returns whether it is open."""
        return self.scenarios.open_file(path)

    # -- a run ----------------------------------------------------------------------------------

    @property
    def is_live(self) -> bool:
        """Whether processes may be alive."""
        return self.run is not None and self.run.phase.is_live

    def start(self) -> None:
        """Starts a new run of the form's scenario."""
        if self.is_live:
            return
        problems = self.window.form.problems
        if problems:
            dialogs.show_problems(self.window, self.tr("This scenario cannot run"), problems)
            return
        self.watch(self._make_run(self.window.form.scenario))
        self.scenarios.say()

    def watch(self, run: Run) -> None:
        """Starts a run and shows it."""
        self.window.banner.clear()
        self.window.axis.resume_follow()
        self.run = run
        self.run.set_time_scale(self.window.speed.speed)
        self.bridge.set_source(self.run, self.run.worker_kinds)
        self.run.start()
        self._on_phase(self.run.phase)

    def toggle_pause(self) -> None:
        """Pauses, or goes on."""
        if self.run is not None and self.run.phase is Phase.PAUSED:
            self.run.resume()
        elif self.run is not None:
            self.run.pause()

    def step(self) -> None:
        """One queue operation."""
        if self.run is not None:
            self.run.step()

    def ask_stop(self) -> None:
        """Stops, asking first where the settings say so."""
        if self.is_live and self._may_stop():
            self.stop()

    def _may_stop(self) -> bool:
        return not self.settings.get("ask_before_stop") or dialogs.confirm_stop(
            self.window, self.settings
        )

    def stop(self) -> None:
        """Stops; the run ends within two seconds while the window goes on."""
        if self.run is not None:
            self.run.stop()

    def _on_phase(self, phase: Phase) -> None:
        self.window.show_phase(phase)
        if phase.is_over and self.run is not None:
            if self.run.problem:
                self.window.banner.say(self.run.problem, ENDED[phase])
            run, self.run = self.run, None
            run.close()

    def _on_failed_tick(self, text: str) -> None:
        self.window.banner.say(
            self.tr("{}. The run was ended; the log file has the details.").format(text),
            QT_TRANSLATE_NOOP("Banner", "The display has stopped"),
            is_first=True,
        )
        if self.run is not None:
            self.run.close()
            self.run = None
        self.methods.finish()
        self.window.show_phase(Phase.BROKEN)

    def _on_speed(self, speed: float) -> None:
        if self.is_live and self.run is not None:
            self.run.set_time_scale(speed)

    def _on_count(self, kind: str, count: int) -> None:
        if self.is_live and self.run is not None:
            self.run.set_count(kind, count)

    def _on_fault(self, process: int, what: FaultKind, at: FaultPoint) -> None:
        if self.is_live and self.run is not None:
            self.run.fault(process, what, at)

    def _may_end_run(self) -> bool:
        """Ends the run if there is one and that is agreed; whether nothing runs any more."""
        if not self.is_live:
            return True
        if not self._may_stop():
            return False
        self._end_run()
        return True

    # -- what is asked about the application ----------------------------------------------------

    def _show_failure(self, worker: WorkerView | None) -> None:
        if worker is not None and worker.failure is not None:
            dialogs.show_failure(self.window, worker)

    def show_about(self) -> None:
        """Version, parts, licences."""
        from gui.dialogs.about import show_about  # few ask, and it takes a while to load

        show_about(self.window)

    def _open_log_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.log_path().parent)))

    # -- looks and languages --------------------------------------------------------------------

    def choose_theme(self, name: str) -> None:
        """Light, dark, or as the system."""
        self.settings.set("theme", name)
        self._palette = theme.chosen_palette(name)
        theme.apply(self._application, self._palette, self.presenter.scale)
        for coloured in (self.window, *self._controllers):
            coloured.set_palette(self._palette)

    def _on_desktop_theme(self) -> None:
        if self.settings.get("theme") == "system":
            self.choose_theme("system")

    def _on_presented(self) -> None:
        theme.apply_type(self._application, self._palette, self.presenter.scale)

    def choose_language(self, name: str) -> None:
        """English, Chinese, or as the system; a built-in scenario follows when nothing runs."""
        self.settings.set("language", name)
        self.languages.choose(name)
        for spoken in (self.window, *self._controllers):
            spoken.retranslate()
        self.scenarios.retranslate(is_live=self.is_live)

    # -- the end --------------------------------------------------------------------------------

    def _end_run(self) -> None:
        """Stops the run and waits for it, while the window goes on living."""
        run = self.run
        if run is None:
            return
        run.stop()
        deadline_s = time.monotonic() + STOP_BEFORE_CLOSE_S
        while self.run is run and run.phase.is_live and time.monotonic() < deadline_s:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        self.bridge.close()
        run.close()
        self.run = None
        self.methods.finish()
        self.window.show_phase(run.phase)

    def _on_closing(self, event: QCloseEvent) -> None:
        if not (self.scenarios.may_lose_changes() and self.recording.may_close()):
            event.ignore()
            return
        if self.presenter.is_on:
            self.presenter.toggle()
        self.window.setEnabled(False)
        self._end_run()
        self.bridge.close()
        for name, value in self.window.layout_state().items():
            self.settings.set(name, value)
        self.settings.save()
        event.accept()


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
    application.fileOpened.connect(lambda name: app.open_file(Path(name)))
    if scenario is not None:
        QTimer.singleShot(0, lambda: app.open_file(scenario))
    QTimer.singleShot(first_frame.LATER_MS, lambda: offer_reports(app.window, watch))
    wake = QTimer()  # lets Python see Ctrl-C in the terminal
    wake.timeout.connect(lambda: None)
    wake.start(250)
    code = application.exec()
    watch.end()
    return code
