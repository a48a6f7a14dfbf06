"""The composition root: it makes everything and wires it, and nothing else does."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QImage
from PySide6.QtWidgets import QApplication

from engine import log, presets
from engine.faults import FaultKind, FaultPoint
from engine.scenario import Scenario
from engine.source import Phase
from engine.timeline.snapshot import EMPTY_SNAPSHOT, Snapshot, WorkerView
from engine.validation import ScenarioError
from gui import dialogs, launch, theme
from gui.bridge import Bridge
from gui.crash import Watch
from gui.errors import ErrorReporter
from gui.i18n import Languages, localised
from gui.linking import Linking
from gui.main_window import MainWindow
from gui.methods.controller import MethodsController
from gui.opening import Application, cascade, offer_reports, say_start_failed
from gui.plots import render_image
from gui.present import Presenter
from gui.record import Recording
from gui.settings import Settings

if TYPE_CHECKING:
    from engine.run import Run

STOP_BEFORE_CLOSE_S = 2.5  # a run that is stopped has ended by then; what has not is killed
PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE = 1280, 720, 2.0

_log = logging.getLogger(__name__)


def _make_run(scenario: Scenario) -> Run:
    from engine.run import Run  # the first frame does not need it (gui/launch.py)

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
        self._snapshot: Snapshot = EMPTY_SNAPSHOT
        self._file: Path | None = None
        self._key = ""
        self.languages = Languages(application)
        self.languages.choose(self.settings.get("language"))
        self._palette = theme.chosen_palette(self.settings.get("theme"))
        theme.apply(application, self._palette)
        application.setWindowIcon(theme.application_icon())
        self.bridge = Bridge(self)
        self._presets = {preset.key: preset.scenario for preset in presets.builtin()}
        self.window = MainWindow(self._palette)
        self.linking = Linking(self.window, self.settings)
        self.presenter = Presenter(self.window, self.settings)
        self.recording = Recording(self.window, self.settings)
        self.methods = MethodsController(
            self.window, self._may_leave, self.watch, self.ask_stop, self
        )
        self._controllers = (self.presenter, self.recording, self.methods)
        self._wire()
        self._show_names()
        self.open_preset(self.settings.get("scenario"))
        self.window.menus.show_choices(self.settings.get("theme"), self.settings.get("language"))
        self.window.menus.show_recent(self.settings.get("recent"))
        self.window.restore_layout(
            *(self.settings.get(name) for name in ("geometry", "layout", "parts", "splitter"))
        )
        if self.settings.was_damaged:
            self.window.banner.say(
                self.tr(
                    "The settings file was damaged. The window opened with its defaults; "
                    "the old file is kept beside it as window.ini.bak."
                )
            )

    # -- wiring ---------------------------------------------------------------------------------

    def _wire(self) -> None:
        w, bridge = self.window, self.bridge
        bridge.snapshotReady.connect(self._on_snapshot)
        bridge.snapshotReady.connect(self.methods.show_snapshot)
        bridge.phaseChanged.connect(self._on_phase)
        bridge.phaseChanged.connect(self.methods.show_phase)
        bridge.failed.connect(self._on_failed_tick)
        for action, slot in (
            (w.start, self.start),
            (w.pause, self.toggle_pause),
            (w.step, self.step),
            (w.stop, self.ask_stop),
            (w.new, self.new_scenario),
            (w.open, self.ask_open),
            (w.save, self.save),
            (w.save_as, self.save_as),
            (w.save_plot, self.ask_save_plot),
            (w.copy_plot, self.copy_plot),
            (w.save_report, self.ask_save_report),
            (w.save_log, self.ask_save_log),
            (w.quit, w.close),
            (w.shortcuts, lambda: dialogs.show_shortcuts(w)),
            (w.about, self.show_about),
            (w.depth_table, self.show_depth_table),
            (w.show_log_folder, self._open_log_folder),
        ):
            action.triggered.connect(lambda _=False, slot=slot: slot())
        w.menus.presetChosen.connect(self.open_preset)
        w.menus.recentChosen.connect(
            self._on_recent, Qt.ConnectionType.QueuedConnection
        )  # new menu
        w.menus.languageChosen.connect(self.choose_language)
        w.menus.themeChosen.connect(self.choose_theme)
        w.speed.changed.connect(self._on_speed)
        w.form.countChanged.connect(self._on_count)
        w.faultAsked.connect(self._on_fault)
        w.form.scenarioChanged.connect(self._on_scenario)
        w.code.saveAsked.connect(self.ask_save_code)
        w.form.history.modifiedChanged.connect(w.setWindowModified)
        w.banner.detailsAsked.connect(self._show_failure)
        w.workers.failureOpened.connect(self._show_failure)
        w.closing.connect(self._on_closing)
        self._application.styleHints().colorSchemeChanged.connect(self._on_desktop_theme)
        self.presenter.toggled.connect(self._on_presented)
        self.recording.shown.connect(self._show_title)
        record, present = self.recording.action, self.presenter
        w.place_tools(
            record, [record, present.action, present.choose_action, present.caption_action]
        )
        for controller in self._controllers:
            controller.set_palette(self._palette)
            controller.retranslate()
        w.lanes_plot.workerClicked.connect(self.methods.choose_process)

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
        self._on_scenario(self.window.form.scenario)

    def watch(self, run: Run) -> None:
        """Starts a run and shows it."""
        self.window.banner.clear()
        self.window.axis.resume_follow()
        self.run = run
        self.run.set_time_scale(self.window.speed.speed)
        self.bridge.set_source(self.run, self.run.cast)
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

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.linking.show_snapshot(snapshot)
        self.window.show_snapshot(snapshot)

    def _on_phase(self, phase: Phase) -> None:
        self.window.show_phase(phase)
        if phase.is_over and self.run is not None:
            if self.run.problem:
                self.window.banner.say(self.run.problem)
            run, self.run = self.run, None
            run.close()

    def _on_failed_tick(self, text: str) -> None:
        self.window.banner.say(
            self.tr(
                "The display has stopped: {}. The run was ended; the log file has the details."
            ).format(text)
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

    # -- scenarios ------------------------------------------------------------------------------

    def _show_names(self) -> None:
        told = [(key, localised(scenario)) for key, scenario in self._presets.items()]
        self.window.show_scenario_names(
            [(key, scenario.name, scenario.description) for key, scenario in told]
        )
        self.window.show_current_scenario(self._key)

    def _may_leave(self) -> bool:
        """Another scenario is opened when nothing runs, and nothing of the user's gets lost."""
        if not self._may_lose_changes():
            return False
        if not self.is_live:
            return True
        if not self._may_stop():
            return False
        self._end_run()
        return True

    def _may_lose_changes(self) -> bool:
        """Asks about changes of the user's own scenario; the built-in ones are to play with."""
        if self._key or not self.window.form.history.is_modified:
            return True
        answer = dialogs.ask_about_changes(self.window, self.window.form.scenario.name)
        return self.save() if answer is dialogs.Answer.SAVE else answer is dialogs.Answer.DISCARD

    def open_preset(self, key: str) -> None:
        """Opens a built-in scenario."""
        if key not in self._presets:
            key = next(iter(self._presets))
        if not self._may_leave():
            self.window.show_current_scenario(self._key)
            return
        self._key, self._file = key, None
        self._show(localised(self._presets[key]))
        self.settings.set("scenario", key)

    def open_file(self, path: Path) -> bool:
        """Opens a scenario file, or says what is wrong with it and starts nothing."""
        try:
            scenario = presets.load(path)
        except ScenarioError as error:
            title = self.tr("{} is not a usable scenario").format(path.name)
            dialogs.show_problems(self.window, title, error.problems)
            return False
        except OSError as error:
            reason = error.strerror or str(error)
            dialogs.show_error(self.window, self.tr("{} cannot be read").format(path), reason)
            return False
        if not self._may_leave():
            return False
        self._key, self._file = "", path
        self._show(scenario)
        self._remember_recent(path)
        return True

    def _on_recent(self, path: str) -> None:
        self.open_file(Path(path))

    def new_scenario(self) -> None:
        """An empty scenario with one cook and one guest."""
        if self._may_leave():
            self._key, self._file = "", None
            self._show(dialogs.first_scenario())

    def _show(self, scenario: Scenario) -> None:
        self.window.form.show_scenario(scenario)
        self.window.speed.speed = scenario.time_scale
        self.window.show_current_scenario(self._key)

    def _on_scenario(self, scenario: Scenario) -> None:
        self.window.scenarios.setPlaceholderText(scenario.name)
        self.window.code.show_scenario(scenario)
        self._show_title()

    def _show_title(self) -> None:
        """Recording, file (not where others look), scenario."""
        where = f"{self._file.name} – " if self._file and not self.presenter.is_on else ""
        name = self.window.form.scenario.name
        self.window.setWindowTitle(f"{self.recording.title}{where}{name}[*] – Queuescope")

    def _remember_recent(self, path: Path) -> None:
        self.settings.add_recent(path)
        self.window.menus.show_recent(self.settings.get("recent"))

    def ask_open(self) -> None:
        """Asks for a scenario file."""
        path = dialogs.ask_open_path(
            self.window, self.tr("Open scenario"), self.tr("Scenarios (*.queuescope *.toml)")
        )
        if path:
            self.open_file(path)

    def save(self) -> bool:
        """Saves into the scenario's own file, or asks for one; returns whether it is saved."""
        return self._save(self._file)

    def save_as(self) -> bool:
        """Asks where to save; returns whether it is saved."""
        return self._save(None)

    def _save(self, path: Path | None) -> bool:
        form = self.window.form
        if problems := form.problems:
            dialogs.show_problems(self.window, self.tr("This scenario cannot be saved"), problems)
            return False
        path = path or dialogs.ask_save_path(
            self.window,
            self.tr("Save scenario"),
            f"scenario{presets.SUFFIXES[0]}",
            self.tr("Scenarios (*.queuescope *.toml)"),
        )
        scenario = msgspec.structs.replace(form.scenario, time_scale=self.window.speed.speed)
        if path is None or not self._write(path, lambda path: presets.save(scenario, path)):
            return False
        self._key, self._file = "", path
        form.history.note_saved()
        self._remember_recent(path)
        self.window.show_current_scenario("")
        self._on_scenario(form.scenario)
        return True

    # -- pictures, reports ----------------------------------------------------------------------

    def _picture(self) -> QImage:
        plots = self.window.depth_plot, self.window.lanes_plot
        return render_image(*plots, PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE)

    def copy_plot(self) -> None:
        """The plots as a picture, on the clipboard."""
        QApplication.clipboard().setImage(self._picture())
        self.window.statusBar().showMessage(self.tr("The plot is on the clipboard"), 3000)

    def ask_save_plot(self) -> None:
        """The plots as a picture, in a file."""
        path = dialogs.ask_save_path(
            self.window, self.tr("Save plot"), "queue.png", self.tr("Pictures (*.png)")
        )
        if path:
            self._write(path, self._write_picture)

    def _write_picture(self, path: Path) -> None:
        path.touch()  # says why not, which Qt does not
        if not self._picture().save(str(path)):
            raise OSError(self.tr("Pictures of this kind cannot be written; try .png"))

    def ask_save_report(self) -> None:
        """The report of the run, as JSON."""
        path = dialogs.ask_save_path(
            self.window, self.tr("Save report"), "report.json", self.tr("Reports (*.json)")
        )
        if path:
            from engine.report import build_report, to_json

            text = to_json(build_report(self._snapshot))
            self._write(path, lambda path: path.write_text(text + "\n", encoding="utf-8"))

    def ask_save_log(self) -> None:
        """The log as it is filtered, as text."""
        path = dialogs.ask_save_path(
            self.window, self.tr("Save log"), "queue.log", self.tr("Text (*.log *.txt)")
        )
        if path:
            text = "\n".join(self.window.log.lines())
            self._write(path, lambda path: path.write_text(text + "\n", encoding="utf-8"))

    def ask_save_code(self) -> None:
        """The scenario as a program, in a file."""
        path = dialogs.ask_save_path(
            self.window, self.tr("Save program"), "kitchen.py", self.tr("Python (*.py)")
        )
        if path:
            text = self.window.code.text
            self._write(path, lambda path: path.write_text(text, encoding="utf-8"))

    def _write(self, path: Path, write: Callable[[Path], object]) -> bool:
        try:
            write(path)
        except OSError as error:
            reason = error.strerror or str(error)
            dialogs.show_error(self.window, self.tr("{} cannot be written").format(path), reason)
            return False
        self.window.statusBar().showMessage(self.tr("Saved: {}").format(path), 3000)
        return True

    def _show_failure(self, worker: WorkerView | None) -> None:
        if worker is not None and worker.failure is not None:
            dialogs.show_failure(self.window, worker)

    def show_depth_table(self) -> None:
        """What the plot shows, in figures."""
        from gui.depth_table import DepthTable

        table = DepthTable(self.window, lambda: self._snapshot)
        table.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table.show()

    def show_about(self) -> None:
        """Version, parts, licences."""
        from gui.about import show_about  # few ask, and it takes a while to load

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
        self._show_title()

    def choose_language(self, name: str) -> None:
        """English, Chinese, or as the system; a built-in scenario follows when nothing runs."""
        self.settings.set("language", name)
        self.languages.choose(name)
        for spoken in (self.window, *self._controllers):
            spoken.retranslate()
        self._show_names()
        if self._key and not self.is_live and not self.window.form.history.is_modified:
            self._show(localised(self._presets[self._key]))

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
        if not self._may_lose_changes():
            event.ignore()
            return
        if not self.recording.may_close():
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
    launch.go_on_after_first_frame()
    application.fileOpened.connect(lambda name: app.open_file(Path(name)))
    if scenario is not None:
        QTimer.singleShot(0, lambda: app.open_file(scenario))
    QTimer.singleShot(launch.LATER_MS, lambda: offer_reports(app.window, watch))
    wake = QTimer()  # lets Python see Ctrl-C in the terminal
    wake.timeout.connect(lambda: None)
    wake.start(250)
    code = application.exec()
    watch.end()
    return code
