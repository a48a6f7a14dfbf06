"""The composition root: it makes everything and wires it, and nothing else does."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QPoint, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from engine import frozen, log, presets
from engine.report import build_report, to_json
from engine.run import Run
from engine.scenario import Scenario
from engine.source import Phase
from engine.timeline.snapshot import EMPTY_SNAPSHOT, Snapshot, WorkerView
from engine.validation import ScenarioError
from gui import crash_dialog, dialogs, theme
from gui.about import show_about
from gui.application import Application
from gui.bridge import Bridge
from gui.crash import Watch
from gui.i18n import Languages, localised
from gui.main_window import MainWindow
from gui.plots import render_image
from gui.settings import Settings

STOP_BEFORE_CLOSE_S = 2.5  # a run that is stopped has ended by then; what has not is killed
CASCADE = 32  # pixels, so that a second window does not hide the first
PICTURE_WIDTH, PICTURE_HEIGHT, PICTURE_SCALE = 1280, 720, 2.0

_log = logging.getLogger(__name__)


class App(QObject):
    """One window, one run at a time."""

    def __init__(
        self,
        application: QApplication,
        settings: Settings | None = None,
        make_run: Callable[[Scenario], Run] = Run,
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
        first = next(iter(self._presets))
        self.window = MainWindow(
            localised(self._presets[first]), self._palette, tuple(self._presets)
        )
        self._wire()
        self._show_names(first)
        self.open_preset(self.settings.get("scenario") if not self._file else first)
        self.window.show_choices(self.settings.get("theme"), self.settings.get("language"))
        self.window.show_recent(self.settings.get("recent"))
        self.window.restore_layout(
            *(self.settings.get(name) for name in ("geometry", "layout", "splitter"))
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
        bridge.phaseChanged.connect(self._on_phase)
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
            (w.about, lambda: show_about(w)),
            (w.show_log_folder, self._open_log_folder),
        ):
            action.triggered.connect(lambda _=False, slot=slot: slot())
        w.presetChosen.connect(self.open_preset)
        w.recentChosen.connect(lambda path: self.open_file(Path(path)))
        w.languageChosen.connect(self.choose_language)
        w.themeChosen.connect(self.choose_theme)
        w.speed.changed.connect(self._on_speed)
        w.form.countChanged.connect(self._on_count)
        w.form.scenarioChanged.connect(self._on_scenario)
        w.banner.detailsAsked.connect(self._show_failure)
        w.workers.failureOpened.connect(self._show_failure)
        w.closing.connect(self._on_closing)

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
        self.window.banner.clear()
        self.window.axis.resume_follow()
        self.run = self._make_run(self.window.form.scenario)
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
        if self.is_live and (
            not self.settings.get("ask_before_stop")
            or dialogs.confirm_stop(self.window, self.settings)
        ):
            self.stop()

    def stop(self) -> None:
        """Stops; the run ends within two seconds while the window goes on."""
        if self.run is not None:
            self.run.stop()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
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
        self.window.show_phase(Phase.BROKEN)

    def _on_speed(self, speed: float) -> None:
        if self.is_live and self.run is not None:
            self.run.set_time_scale(speed)

    def _on_count(self, kind: str, count: int) -> None:
        if self.is_live and self.run is not None:
            self.run.set_count(kind, count)

    # -- scenarios ------------------------------------------------------------------------------

    def _show_names(self, current: str) -> None:
        told = [(key, localised(scenario)) for key, scenario in self._presets.items()]
        self.window.show_scenario_names(
            [(key, scenario.name, scenario.description) for key, scenario in told], current
        )

    def _may_leave(self) -> bool:
        """A scenario is opened only when nothing runs; a run is stopped first if that is agreed."""
        if not self.is_live:
            return True
        if not dialogs.confirm_stop(self.window, self.settings):
            return False
        self._end_run()
        return True

    def open_preset(self, key: str) -> None:
        """Opens a built-in scenario."""
        if key not in self._presets:
            key = next(iter(self._presets))
        if not self._may_leave():
            combo = self.window.scenarios
            combo.setCurrentIndex(combo.findData(self._key))
            return
        self._key, self._file = key, None
        self._show(localised(self._presets[key]))
        combo = self.window.scenarios
        combo.setCurrentIndex(combo.findData(key))
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
        self.settings.add_recent(path)
        self.window.show_recent(self.settings.get("recent"))
        return True

    def new_scenario(self) -> None:
        """An empty scenario with one cook and one guest."""
        if self._may_leave():
            self._key, self._file = "", None
            self._show(dialogs.first_scenario())

    def _show(self, scenario: Scenario) -> None:
        self.window.form.show_scenario(scenario)
        self.window.speed.speed = scenario.time_scale
        self._on_scenario(scenario)

    def _on_scenario(self, scenario: Scenario) -> None:
        where = f"{self._file.name} – " if self._file else ""
        self.window.setWindowTitle(f"{where}{scenario.name} – Queuescope")

    def ask_open(self) -> None:
        """Asks for a scenario file."""
        name, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Open scenario"), "", self.tr("Scenarios (*.queuescope *.toml)")
        )
        if name:
            self.open_file(Path(name))

    def save(self) -> None:
        """Saves into the scenario's own file, or asks for one."""
        if self._file is None:
            self.save_as()
        else:
            self._write(self._file, lambda path: presets.save(self.window.form.scenario, path))

    def save_as(self) -> None:
        """Asks where to save."""
        problems = self.window.form.problems
        if problems:
            dialogs.show_problems(self.window, self.tr("This scenario cannot be saved"), problems)
            return
        path = self._ask_path(
            self.tr("Save scenario"),
            f"scenario{presets.SUFFIXES[0]}",
            self.tr("Scenarios (*.queuescope *.toml)"),
        )
        if path and self._write(path, lambda path: presets.save(self.window.form.scenario, path)):
            self._file = path
            self.settings.add_recent(path)
            self.window.show_recent(self.settings.get("recent"))
            self._on_scenario(self.window.form.scenario)

    # -- pictures, reports ----------------------------------------------------------------------

    def copy_plot(self) -> None:
        """The plots as a picture, on the clipboard."""
        image = render_image(
            self.window.depth_plot,
            self.window.lanes_plot,
            PICTURE_WIDTH,
            PICTURE_HEIGHT,
            PICTURE_SCALE,
        )
        QApplication.clipboard().setImage(image)
        self.window.statusBar().showMessage(self.tr("The plot is on the clipboard"), 3000)

    def ask_save_plot(self) -> None:
        """The plots as a picture, in a file."""
        path = self._ask_path(self.tr("Save plot"), "queue.png", self.tr("Pictures (*.png)"))
        if path:
            image = render_image(
                self.window.depth_plot,
                self.window.lanes_plot,
                PICTURE_WIDTH,
                PICTURE_HEIGHT,
                PICTURE_SCALE,
            )
            if not image.save(str(path)):
                dialogs.show_error(
                    self.window,
                    self.tr("{} cannot be written").format(path),
                    self.tr("Is there space, and may you write there?"),
                )

    def ask_save_report(self) -> None:
        """The report of the run, as JSON."""
        path = self._ask_path(self.tr("Save report"), "report.json", self.tr("Reports (*.json)"))
        if path:
            text = to_json(build_report(self._snapshot))
            self._write(path, lambda path: path.write_text(text + "\n", encoding="utf-8"))

    def ask_save_log(self) -> None:
        """The log as it is filtered, as text."""
        path = self._ask_path(self.tr("Save log"), "queue.log", self.tr("Text (*.log *.txt)"))
        if path:
            text = "\n".join(self.window.log.lines())
            self._write(path, lambda path: path.write_text(text + "\n", encoding="utf-8"))

    def _ask_path(self, title: str, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self.window, title, name, kinds)
        return Path(chosen) if chosen else None

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

    def _open_log_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.log_path().parent)))

    # -- looks and languages --------------------------------------------------------------------

    def choose_theme(self, name: str) -> None:
        """Light, dark, or as the system."""
        self.settings.set("theme", name)
        self._palette = theme.chosen_palette(name)
        theme.apply(self._application, self._palette)
        self.window.set_palette(self._palette)
        self.window.show_phase(self.run.phase if self.run else Phase.READY)

    def choose_language(self, name: str) -> None:
        """English, Chinese, or as the system; a built-in scenario follows when nothing runs."""
        self.settings.set("language", name)
        self.languages.choose(name)
        self.window.retranslate()
        self._show_names(self._key)
        if self._key and not self.is_live and not self.window.form.undo_stack.canUndo():
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
        self.window.show_phase(run.phase)

    def _on_closing(self, event: QCloseEvent) -> None:
        self.window.setEnabled(False)
        self._end_run()
        self.bridge.close()
        for name, value in zip(
            ("geometry", "layout", "splitter"), self.window.layout_state(), strict=True
        ):
            self.settings.set(name, value)
        self.settings.save()
        event.accept()


def _report_once(application: QApplication) -> None:
    """An error in a slot: one dialog for each kind of error, everything in the log file."""
    told: set[str] = set()

    def tell(kind: type[BaseException], problem: BaseException, trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            application.quit()
            return
        _log.error("an error that nobody expected", exc_info=(kind, problem, trace))  # type: ignore[arg-type]
        text = f"{kind.__name__}: {problem}"
        if text not in told:
            told.add(text)
            parent: QWidget | None = application.activeWindow()
            box = QMessageBox(QMessageBox.Icon.Warning, "Queuescope", text, parent=parent)
            box.setInformativeText(
                QCoreApplication.translate("App", "The details are in {}.").format(log.log_path())
            )
            box.open()

    sys.excepthook = tell


def open_window(scenario: Path | None = None) -> int:
    """Opens the window and stays until it is closed; returns the exit code."""
    log.set_up()
    log.replace_missing_streams()
    watch = Watch()
    reports = watch.begin()
    application = Application(sys.argv[:1])
    application.setApplicationName("queuescope")
    application.setDesktopFileName("queuescope")
    _report_once(application)
    try:
        app = App(application)
        app.window.show()
    except Exception as problem:
        watch.tell(problem)
        if frozen.is_frozen():
            crash_dialog.say_start_failed(problem, log.log_path())
        raise
    if others := watch.others_open():
        app.window.move(app.window.pos() + QPoint(CASCADE, CASCADE) * others)
    application.fileOpened.connect(lambda name: app.open_file(Path(name)))
    if scenario is not None:
        QTimer.singleShot(0, lambda: app.open_file(scenario))
    QTimer.singleShot(0, lambda: crash_dialog.offer(app.window, reports))
    wake = QTimer()  # lets Python see Ctrl-C in the terminal
    wake.timeout.connect(lambda: None)
    wake.start(250)
    code = application.exec()
    watch.end()
    return code
