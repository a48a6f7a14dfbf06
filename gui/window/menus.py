"""The menu bar: everything that can be asked for, and the choices that are made there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.common.i18n import LANGUAGES
from gui.panels.fault_menu import FaultMenu

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow


class Menus(QObject):
    """Fills a window's menu bar with the window's actions."""

    presetChosen = Signal(str)
    recentChosen = Signal(str)
    languageChosen = Signal(str)
    themeChosen = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        bar = window.menuBar()
        self.file, self.edit, self.run = (bar.addMenu("") for _ in range(3))
        self.faults = FaultMenu(bar)
        bar.addMenu(self.faults)
        self.view, self.help = bar.addMenu(""), bar.addMenu("")
        self._fill_file(window)
        self.edit.addActions([window.undo, window.redo])
        self.edit.addSeparator()
        self.edit.addAction(window.search)
        self.run.addActions([window.start, window.pause, window.step, window.stop])
        self._fill_view(window)
        self.help.addActions([window.shortcuts, window.show_log_folder, window.about])

    def _fill_file(self, window: MainWindow) -> None:
        self.file.addActions([window.new, window.open])
        self.recent, self.presets = QMenu(window), QMenu(window)
        self.file.addMenu(self.recent)
        self.file.addMenu(self.presets)
        self.file.addActions([window.save, window.save_as])
        self.file.addSeparator()
        pictures = [window.copy_plot, window.save_plot]
        self.file.addActions([*pictures, window.save_report, window.save_log])
        self.file.addSeparator()
        self.file.addAction(window.quit)

    def _fill_view(self, window: MainWindow) -> None:
        view = self.view
        view.addActions([window.follow, window.fit, window.zoom_in, window.zoom_out])
        view.addAction(window.depth_table)
        view.addSeparator()
        for number, dock in enumerate(window.docks.values(), 1):
            dock.toggleViewAction().setShortcut(QKeySequence(f"Ctrl+{number}"))
            view.addAction(dock.toggleViewAction())
        window.docks["waits"].toggleViewAction().setShortcut(QKeySequence("Ctrl+G"))
        self._after_docks = view.addSeparator()
        self.parts, self.theme, self.language = (QMenu(window) for _ in range(3))
        window.part_actions.fill(self.parts)
        view.addMenu(self.parts)
        view.addAction(window.reduced_motion)
        view.addSeparator()
        view.addMenu(self.theme)
        view.addMenu(self.language)
        view.addAction(window.full_screen)
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

    # -- what changes ---------------------------------------------------------------------------

    def add_panel(self, action: QAction) -> None:
        """A further panel that can be shown and hidden."""
        self.view.insertAction(self._after_docks, action)

    def add_to_view(self, entries: list[QAction]) -> None:
        """Further entries of the View menu, in a group of their own."""
        self.view.insertActions(self.theme.menuAction(), entries)
        self.view.insertSeparator(self.theme.menuAction())

    def add_to_run(self, entries: list[QAction]) -> None:
        """Further things to run."""
        self.run.addSeparator()
        self.run.addActions(entries)

    def show_presets(self, entries: list[tuple[str, str, str]]) -> None:
        """The built-in scenarios: (key, name, description)."""
        self.presets.clear()
        for key, name, description in entries:
            action = self.presets.addAction(name)
            action.setToolTip(description)
            action.triggered.connect(lambda _=False, key=key: self.presetChosen.emit(key))

    def show_recent(self, paths: list[str]) -> None:
        """The files opened last."""
        self.recent.clear()
        for path in paths:
            action = self.recent.addAction(path)
            action.triggered.connect(lambda _=False, path=path: self.recentChosen.emit(path))
        self.recent.setEnabled(bool(paths))

    def show_choices(self, theme: str, language: str) -> None:
        """Checks the chosen theme and language."""
        self.themes[theme].setChecked(True)
        self.languages[language].setChecked(True)

    def retranslate(self) -> None:
        """Says everything in the present language."""
        for menu, text in (
            (self.file, self.tr("&File")),
            (self.edit, self.tr("&Edit")),
            (self.run, self.tr("&Run")),
            (self.faults, self.tr("F&aults")),
            (self.view, self.tr("&View")),
            (self.help, self.tr("&Help")),
            (self.recent, self.tr("Open recent")),
            (self.presets, self.tr("Built-in scenarios")),
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
