"""Which scenario is open: a built-in one, a file, or a new one; opened, changed, saved.

Nothing of the user's gets lost by it: before another scenario is opened, the run is ended if that
is agreed, and changes of the user's own scenario are asked about. The built-in ones are to play
with.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from engine.scenario import presets
from engine.scenario.schema import Scenario
from engine.scenario.validation import ScenarioError
from gui.common import saving
from gui.common.i18n import localised
from gui.common.settings import Settings
from gui.dialogs import dialogs
from gui.window.main_window import MainWindow


class Scenarios(QObject):
    """The scenario in the window's form, and where it comes from."""

    shown = Signal(str, object)
    """Its name, and its file or None."""

    def __init__(
        self, window: MainWindow, settings: Settings, may_end_run: Callable[[], bool]
    ) -> None:
        """`may_end_run` ends the present run if that is agreed; True when nothing runs any more."""
        super().__init__(window)
        self._window, self._settings, self._may_end_run = window, settings, may_end_run
        self._presets = {preset.key: preset.scenario for preset in presets.builtin()}
        self._key = ""
        self._file: Path | None = None
        for action, slot in (
            (window.new, self.new),
            (window.open, self.ask_open),
            (window.save, self.save),
            (window.save_as, self.save_as),
        ):
            action.triggered.connect(lambda _=False, slot=slot: slot())
        window.menus.presetChosen.connect(self.open_preset)
        window.menus.recentChosen.connect(
            self._on_recent, Qt.ConnectionType.QueuedConnection
        )  # new menu
        window.form.scenarioChanged.connect(self.say)
        window.form.history.modifiedChanged.connect(window.setWindowModified)
        window.menus.show_recent(settings.get("recent"))

    # -- leaving the present one ----------------------------------------------------------------

    def may_leave(self) -> bool:
        """Another one is opened when nothing runs, and nothing of the user's gets lost."""
        return self.may_lose_changes() and self._may_end_run()

    def may_lose_changes(self) -> bool:
        """Asks about changes of the user's own scenario."""
        if self._key or not self._window.form.history.is_modified:
            return True
        answer = dialogs.ask_about_changes(self._window, self._window.form.scenario.name)
        return self.save() if answer is dialogs.Answer.SAVE else answer is dialogs.Answer.DISCARD

    # -- opening --------------------------------------------------------------------------------

    def open_preset(self, key: str) -> None:
        """Opens a built-in scenario."""
        if key not in self._presets:
            key = next(iter(self._presets))
        if not self.may_leave():
            self._window.show_current_scenario(self._key)
            return
        self._key, self._file = key, None
        self.show(localised(self._presets[key]))
        self._settings.set("scenario", key)

    def open_file(self, path: Path) -> bool:
        """Opens a scenario file, or says what is wrong with it and starts nothing."""
        try:
            scenario = presets.load(path)
        except ScenarioError as error:
            title = self.tr("{} is not a usable scenario").format(path.name)
            dialogs.show_problems(self._window, title, error.problems)
            return False
        except OSError as error:
            reason = error.strerror or str(error)
            dialogs.show_error(self._window, self.tr("{} cannot be read").format(path), reason)
            return False
        if not self.may_leave():
            return False
        self._key, self._file = "", path
        self.show(scenario)
        self._remember(path)
        return True

    def _on_recent(self, path: str) -> None:
        self.open_file(Path(path))

    def ask_open(self) -> None:
        """Asks for a scenario file."""
        path = dialogs.ask_open_path(
            self._window, self.tr("Open scenario"), self.tr("Scenarios (*.queuescope *.toml)")
        )
        if path:
            self.open_file(path)

    def new(self) -> None:
        """An empty scenario with one cook and one guest."""
        if self.may_leave():
            self._key, self._file = "", None
            self.show(dialogs.first_scenario())

    def show(self, scenario: Scenario) -> None:
        """Puts a scenario into the form."""
        self._window.form.show_scenario(scenario)
        self._window.speed.speed = scenario.time_scale
        self._window.show_current_scenario(self._key)

    def say(self) -> None:
        """Says everywhere what is open; at the start of a run too, for the title was another's."""
        name = self._window.form.scenario.name
        self._window.scenarios.setPlaceholderText(name)
        self.shown.emit(name, self._file)

    def _remember(self, path: Path) -> None:
        self._settings.add_recent(path)
        self._window.menus.show_recent(self._settings.get("recent"))

    # -- saving ---------------------------------------------------------------------------------

    def save(self) -> bool:
        """Saves into the scenario's own file, or asks for one; returns whether it is saved."""
        return self._save(self._file)

    def save_as(self) -> bool:
        """Asks where to save; returns whether it is saved."""
        return self._save(None)

    def _save(self, path: Path | None) -> bool:
        window, form = self._window, self._window.form
        if problems := form.problems:
            dialogs.show_problems(window, self.tr("This scenario cannot be saved"), problems)
            return False
        path = path or dialogs.ask_save_path(
            window,
            self.tr("Save scenario"),
            f"scenario{presets.SUFFIXES[0]}",
            self.tr("Scenarios (*.queuescope *.toml)"),
        )
        scenario = msgspec.structs.replace(form.scenario, time_scale=window.speed.speed)
        if path is None or not saving.write_file(
            window, path, lambda path: presets.save(scenario, path)
        ):
            return False
        self._key, self._file = "", path
        form.history.note_saved()
        self._remember(path)
        window.show_current_scenario("")
        self.say()
        return True

    # -- words ----------------------------------------------------------------------------------

    def retranslate(self, *, is_live: bool) -> None:
        """The names in the present language; an open built-in one follows when nothing runs."""
        told = [(key, localised(scenario)) for key, scenario in self._presets.items()]
        self._window.show_scenario_names(
            [(key, scenario.name, scenario.description) for key, scenario in told]
        )
        self._window.show_current_scenario(self._key)
        if self._key and not is_live and not self._window.form.history.is_modified:
            self.show(localised(self._presets[self._key]))
