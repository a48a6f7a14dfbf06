"""Which scenario is open: a built-in one, a file, or a new one; opened, changed, saved.

Nothing of the user's gets lost by it: before another scenario is opened, the run is ended if that
is agreed, and changes that are not saved are asked about.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from engine.scenario import presets
from engine.scenario.schema import Consumer, Producer, Scenario
from engine.scenario.validation import ScenarioError
from gui.common.i18n import localised
from gui.common.settings import Settings
from gui.dialogs import boxes
from gui.dialogs.file_dialogs import Files
from gui.forms.scenario_form import ScenarioForm
from gui.window.menus import Menus
from gui.window.toolbar import Toolbar

RECORDINGS = ".qscope"


def first_scenario() -> Scenario:
    """What File, New begins with."""
    translate = QCoreApplication.translate
    return Scenario(
        name=translate("Dialogs", "New scenario"),
        producers=(Producer(name=translate("Dialogs", "Cook"), dish=translate("Dialogs", "bun")),),
        consumers=(Consumer(name=translate("Dialogs", "Guest")),),
    )


class Scenarios(QObject):
    """The scenario in the form, and where it comes from."""

    shown = Signal(str, object)
    """Its name, and its file or None."""
    recordingChosen = Signal(object)
    """A recording's path."""
    opened = Signal()
    """Another one than before."""

    def __init__(
        self,
        window: QWidget,
        form: ScenarioForm,
        toolbar: Toolbar,
        menus: Menus,
        files: Files,
        settings: Settings,
        may_end_run: Callable[[], bool],
    ) -> None:
        """`window` is what dialogs are over.

        `may_end_run` ends the present run if that is agreed; True when nothing runs any more.
        """
        super().__init__(window)
        self._window, self._form, self._toolbar, self._menus = window, form, toolbar, menus
        self._files, self._settings, self._may_end_run = files, settings, may_end_run
        self._presets = {preset.key: preset.scenario for preset in presets.builtin()}
        self._key = ""
        self._file: Path | None = None
        menus.presetChosen.connect(self.open_preset)
        # Queued: the menu whose entry was chosen is filled anew.
        menus.recentChosen.connect(self._on_recent, Qt.ConnectionType.QueuedConnection)
        form.scenarioChanged.connect(self.say)
        form.history.modifiedChanged.connect(window.setWindowModified)
        menus.show_recent(settings.get("recent"))

    # -- leaving the present one ----------------------------------------------------------------

    def may_leave(self) -> bool:
        """Another one is opened when nothing runs, and nothing of the user's gets lost."""
        return self.may_lose_changes() and self._may_end_run()

    def may_lose_changes(self) -> bool:
        """Asks about changes that are not saved."""
        if not self._form.history.is_modified:
            return True
        answer = boxes.ask_about_changes(self._window, self._form.scenario.name)
        return self.save() if answer is boxes.Answer.SAVE else answer is boxes.Answer.DISCARD

    # -- opening --------------------------------------------------------------------------------

    def open_preset(self, key: str) -> None:
        """Opens a built-in scenario."""
        if key not in self._presets:
            key = next(iter(self._presets))
        if not self.may_leave():
            self._toolbar.show_current(self._key)
            return
        self._key, self._file = key, None
        self._open(localised(self._presets[key]))
        self._settings.set("scenario", key)

    def open_file(self, path: Path) -> bool:
        """Opens a scenario file, or says what is wrong with it and starts nothing.

        A recording is for others to open: `recordingChosen`.
        """
        if path.suffix == RECORDINGS:
            self._remember(path)
            self.recordingChosen.emit(path)
            return True
        try:
            scenario = presets.load(path)
        except ScenarioError as error:
            title = self.tr("{} is not a usable scenario").format(path.name)
            boxes.show_problems(self._window, title, error.problems)
            return False
        except OSError as error:
            reason = error.strerror or str(error)
            boxes.show_error(self._window, self.tr("{} cannot be read").format(path), reason)
            return False
        if not self.may_leave():
            return False
        self._key, self._file = "", path
        self._open(scenario)
        self._remember(path)
        return True

    def _on_recent(self, path: str) -> None:
        self.open_file(Path(path))

    def ask_open(self) -> None:
        """Asks for a scenario file."""
        kinds = self.tr("Scenarios and recordings (*.queuescope *.toml *.qscope)")
        if path := self._files.ask_open(self.tr("Open scenario or recording"), kinds):
            self.open_file(path)

    def new(self) -> None:
        """An empty scenario with one cook and one guest."""
        if self.may_leave():
            self._key, self._file = "", None
            self._open(first_scenario())

    def show_recorded(self, scenario: Scenario) -> None:
        """The scenario of a recording; it has no file of its own."""
        self._key, self._file = "", None
        self._open(scenario)

    def _open(self, scenario: Scenario) -> None:
        self.show(scenario)
        self.opened.emit()

    def show(self, scenario: Scenario) -> None:
        """Puts a scenario into the form."""
        self._form.show_scenario(scenario)
        self._toolbar.speed.speed = scenario.time_scale
        self._toolbar.show_current(self._key)

    def say(self) -> None:
        """Says everywhere what is open; at the start of a run too, for the title was another's."""
        name = self._form.scenario.name
        self._toolbar.scenarios.setPlaceholderText(name)
        self.shown.emit(name, self._file)

    def _remember(self, path: Path) -> None:
        self._settings.add_recent(path)
        self._menus.show_recent(self._settings.get("recent"))

    # -- saving ---------------------------------------------------------------------------------

    def save(self) -> bool:
        """Saves into the scenario's own file, or asks for one; returns whether it is saved."""
        return self._save(self._file)

    def save_as(self) -> bool:
        """Asks where to save; returns whether it is saved."""
        return self._save(None)

    def _save(self, path: Path | None) -> bool:
        form = self._form
        if problems := form.problems:
            boxes.show_problems(self._window, self.tr("This scenario cannot be saved"), problems)
            return False
        path = path or self._files.ask_save(
            self.tr("Save scenario"),
            f"scenario{presets.SUFFIXES[0]}",
            self.tr("Scenarios (*.queuescope *.toml)"),
        )
        scenario = msgspec.structs.replace(form.scenario, time_scale=self._toolbar.speed.speed)
        if path is None or not self._files.write(path, lambda path: presets.save(scenario, path)):
            return False
        self._key, self._file = "", path
        form.history.note_saved()
        self._remember(path)
        self._toolbar.show_current("")
        self.say()
        return True

    # -- words ----------------------------------------------------------------------------------

    def retranslate(self, *, is_live: bool) -> None:
        """The names in the present language; an open built-in one follows when nothing runs."""
        told = [(key, localised(scenario)) for key, scenario in self._presets.items()]
        entries = [(key, scenario.name, scenario.description) for key, scenario in told]
        self._toolbar.show_names(entries)
        self._menus.show_presets(entries)
        self._toolbar.show_current(self._key)
        if self._key and not is_live and not self._form.history.is_modified:
            self.show(localised(self._presets[self._key]))
