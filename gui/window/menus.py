"""The menu bar: everything that can be asked for, and the choices that are made there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from gui.common.i18n import LANGUAGES
from gui.common.plain import in_menu, plain
from gui.panels.fault_menu import FaultMenu
from gui.window.centre import Centre
from gui.window.commands import Commands
from gui.window.docks import Docks


class Menus(QObject):
    """Fills a menu bar with what can be asked for."""

    presetChosen = Signal(str)
    recentChosen = Signal(str)
    languageChosen = Signal(str)
    themeChosen = Signal(str)

    def __init__(self, bar: QMenuBar, commands: Commands, docks: Docks, centre: Centre) -> None:
        super().__init__(bar)
        self.file, self.edit, self.run = (bar.addMenu("") for _ in range(3))
        self.faults = FaultMenu(bar)
        bar.addMenu(self.faults)
        self.view, self.help = bar.addMenu(""), bar.addMenu("")
        self.recent, self.presets = QMenu(bar), QMenu(bar)
        self._fill_file(commands)
        self.edit.addActions([commands.undo, commands.redo])
        self.edit.addSeparator()
        self.edit.addAction(commands.search)
        self.edit.addSeparator()
        self.edit.addAction(commands.preferences)
        self.run.addActions([commands.start, commands.pause, commands.step, commands.stop])
        self.axis, self.panels, self.parts = (QMenu(bar) for _ in range(3))
        self.theme, self.language = QMenu(bar), QMenu(bar)
        self._fill_view(commands, docks, centre)
        self.help.addActions([commands.shortcuts, commands.show_log_folder, commands.about])
        docks.added.connect(self.panels.addAction)

    def _fill_file(self, commands: Commands) -> None:
        self.file.addActions([commands.new, commands.open])
        self.file.addMenu(self.recent)
        self.file.addMenu(self.presets)
        self.file.addActions([commands.save, commands.save_as])
        self.file.addSeparator()
        pictures = [commands.copy_plot, commands.save_plot]
        self.file.addActions(
            [*pictures, commands.save_report, commands.save_log, commands.export_run]
        )
        self._after_exports = self.file.addSeparator()
        self.file.addAction(commands.quit)

    def _fill_view(self, commands: Commands, docks: Docks, centre: Centre) -> None:
        self.axis.addActions([commands.follow, commands.fit, commands.zoom_in, commands.zoom_out])
        self.axis.addSeparator()
        self.axis.addAction(commands.depth_table)
        self.panels.addActions(docks.toggle_actions)
        self.parts.addActions(list(centre.show_actions.values()))
        self.parts.addSeparator()
        self.parts.addActions(list(centre.alone_actions.values()))
        for menu in (self.axis, self.panels, self.parts):
            self.view.addMenu(menu)
        self.view.addAction(commands.reset_layout)
        self.view.addSeparator()
        self._before_looks = self.view.addSeparator()
        self.view.addMenu(self.theme)
        self.view.addMenu(self.language)
        self.view.addActions([commands.reduced_motion, commands.full_screen])
        self.themes = self._choices(self.theme, ("system", "light", "dark"), "themeChosen")
        self.languages = self._choices(self.language, ("system", *LANGUAGES), "languageChosen")

    def _choices(self, menu: QMenu, names: tuple[str, ...], signal: str) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for name in names:
            action = menu.addAction("")
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, name=name: getattr(self, signal).emit(name))
            actions[name] = action
        return actions

    def groups(self) -> list[tuple[str, list[QAction]]]:
        """Every menu's title and entries, those of its submenus behind its own."""
        menus = (self.file, self.edit, self.run, self.view, self.axis, self.panels, self.parts)
        return [
            (menu.title().replace("&", ""), [each for each in menu.actions() if not each.menu()])
            for menu in (*menus, self.help)
        ]

    # -- what changes ---------------------------------------------------------------------------

    def add_to_view(self, entries: list[QAction]) -> None:
        """Further entries of the View menu, in a group of their own."""
        self.view.insertActions(self._before_looks, entries)

    def add_to_file(self, entries: list[QAction]) -> None:
        """Further things that can be taken out of a run."""
        self.file.insertActions(self._after_exports, entries)

    def add_to_run(self, entries: list[QAction]) -> None:
        """Further things to run."""
        self.run.addSeparator()
        self.run.addActions(entries)

    def show_presets(self, entries: list[tuple[str, str, str]]) -> None:
        """The built-in scenarios: (key, name, description)."""
        self.presets.clear()
        for key, name, description in entries:
            action = self.presets.addAction(in_menu(name))
            action.setToolTip(plain(description))
            action.triggered.connect(lambda _=False, key=key: self.presetChosen.emit(key))

    def show_recent(self, paths: list[str]) -> None:
        """The files opened last."""
        self.recent.clear()
        for path in paths:
            action = self.recent.addAction(in_menu(path))
            action.setToolTip(plain(path))
            action.triggered.connect(lambda _=False, path=path: self.recentChosen.emit(path))
        self.recent.setEnabled(bool(paths))

    def show_choices(self, theme: str, language: str) -> None:
        """Checks the chosen theme and language."""
        self.themes[theme].setChecked(True)
        self.languages[language].setChecked(True)

    def retranslate(self) -> None:
        """Shows all texts in the present language."""
        for menu, text in (
            (self.file, self.tr("&File")),
            (self.edit, self.tr("&Edit")),
            (self.run, self.tr("&Run")),
            (self.faults, self.tr("F&aults")),
            (self.view, self.tr("&View")),
            (self.help, self.tr("&Help")),
            (self.recent, self.tr("Open recent")),
            (self.presets, self.tr("Built-in scenarios")),
            (self.axis, self.tr("Time axis")),
            (self.panels, self.tr("Panels")),
            (self.parts, self.tr("Parts of the centre")),
            (self.theme, self.tr("Theme")),
            (self.language, self.tr("Language")),
        ):
            menu.setTitle(text)
        for name, text in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self.themes[name].setText(text)
        for name, text in (("system", self.tr("As the system")), *LANGUAGES.items()):
            self.languages[name].setText(text)
