"""Run, Attach to a process: a running program is chosen, and shown as a run of its own.

AttachDialog --> pid --> AttachRun --> Runs.watch --> Bridge --> Snapshots --> the views
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from engine.model.source import Phase
from gui.common.i18n import translated
from gui.controllers.runs import Runs
from gui.dialogs import boxes
from gui.window.commands import Commands

if TYPE_CHECKING:
    from gui.dialogs.attach_dialog import AttachDialog


class Attaching(QObject):
    """The command, its dialog, and what can be done to a program that is not ours."""

    named = Signal(str)
    """What the window shows now, which is no scenario."""

    def __init__(
        self, window: QWidget, runs: Runs, commands: Commands, may_leave: Callable[[], bool]
    ) -> None:
        """`may_leave` ends the present run if that is agreed."""
        super().__init__(window)
        self._window, self._runs, self._commands = window, runs, commands
        self._may_leave = may_leave
        self.action = QAction(self)
        self.action.triggered.connect(self.ask)
        self.retranslate()

    def ask(self) -> None:
        """Shows what runs here, and attaches to what is chosen."""
        dialog = self._dialog()
        if dialog is not None and boxes.ask(dialog) and dialog.pid:
            self.attach(dialog.pid)

    def _dialog(self) -> AttachDialog | None:
        from engine.attach import (  # few attach, and numpy takes a while
            processes,
            sentences,
            survey,
        )
        from engine.text.sentences import Sentence
        from gui.dialogs.attach_dialog import AttachDialog

        if not processes.TELLS_WAITS:
            text = translated(Sentence(sentences.LINUX_ONLY))
            boxes.show_error(self._window, self.tr("Attach to a process"), text)
            return None
        return AttachDialog(self._window, survey.survey)

    def attach(self, pid: int) -> None:
        """Shows a running program; the present run is ended first."""
        from engine.attach import sentences
        from engine.attach.run import AttachRun
        from engine.text.sentences import Sentence

        if not self._may_leave():
            return
        try:
            run = AttachRun(pid)
        except ProcessLookupError:
            text = translated(Sentence(sentences.NO_PROCESS, pid=pid))
            boxes.show_error(self._window, self.tr("Attach to a process"), text)
            return
        self._runs.watch(run)
        command = run.attachment.command
        script = next((word for word in command[1:] if not word.startswith("-")), command[0])
        self.named.emit(f"{PurePath(script).name} (pid {pid})")

    def show_phase(self, phase: Phase) -> None:
        """A program that is not ours can't be held."""
        if phase.is_live and not self._runs.can_be_held:
            self._commands.pause.setEnabled(False)
            self._commands.step.setEnabled(False)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.action.setText(self.tr("Attach to a process…"))
        self.action.setToolTip(
            self.tr("Shows a program that runs already, from outside, and what it waits for")
        )
