"""Each thing that can be asked of the window: its text, tooltip and key, and whether it can be had.

Who does it is wired in `gui/app.py`; where it is offered, in menus and toolbar.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from engine.model.source import Phase
from gui.common import theme
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import LIGHT, Palette

_RESUME = QT_TRANSLATE_NOOP("MainWindow", "Resume")
_RESUME_TIP = QT_TRANSLATE_NOOP("MainWindow", "Lets all processes go on (Space)")
CAN_BE_PAUSED = frozenset({Phase.STARTING, Phase.RUNNING, Phase.PAUSED})


class Commands:
    """All commands of one window."""

    def __init__(self, window: QWidget, undo: QAction, redo: QAction) -> None:
        """`undo` and `redo` are the form's own."""
        self._window, self._palette, self._phase = window, LIGHT, Phase.READY
        self._texts: list[tuple[QAction, str, str]] = []
        self.undo, self.redo = undo, redo
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo.setShortcut(QKeySequence.StandardKey.Redo)
        self._list(undo, QT_TRANSLATE_NOOP("MainWindow", "Undo"))
        self._list(redo, QT_TRANSLATE_NOOP("MainWindow", "Redo"))
        self._make_run()
        self._make_file()
        self._make_view()
        self._make_help()

    def _make_run(self) -> None:
        self.start = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Start"),
            "Space",
            QT_TRANSLATE_NOOP("MainWindow", "Starts the processes (Space)"),
        )
        self.pause = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Pause"),
            "",
            QT_TRANSLATE_NOOP(
                "MainWindow", "Holds each process at its next queue operation (Space)"
            ),
        )
        self.step = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Step"),
            ".",
            QT_TRANSLATE_NOOP("MainWindow", "Lets one queue operation through (.)"),
        )
        self.stop = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Stop"),
            "Esc",
            QT_TRANSLATE_NOOP("MainWindow", "Ends all processes (Esc)"),
        )

    def _make_file(self) -> None:
        key = QKeySequence.StandardKey
        self.new = self._add(QT_TRANSLATE_NOOP("MainWindow", "New scenario"), key.New)
        self.open = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Open scenario or recording…"), key.Open
        )
        self.save = self._add(QT_TRANSLATE_NOOP("MainWindow", "Save scenario"), key.Save)
        self.save_as = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Save scenario as…"), "Ctrl+Shift+S"
        )
        self.save_plot = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Save plot as picture…"), "Ctrl+P"
        )
        self.copy_plot = self._add(QT_TRANSLATE_NOOP("MainWindow", "Copy plot"), "Ctrl+Shift+C")
        self.save_report = self._add(QT_TRANSLATE_NOOP("MainWindow", "Save report…"), "Ctrl+R")
        self.export_run = self._add(QT_TRANSLATE_NOOP("MainWindow", "Export run…"), "Ctrl+E")
        self.save_log = self._add(QT_TRANSLATE_NOOP("MainWindow", "Save log…"))
        self.quit = self._add(QT_TRANSLATE_NOOP("MainWindow", "Quit"), "Ctrl+Q")

    def _make_view(self) -> None:
        self.follow = self._add(QT_TRANSLATE_NOOP("MainWindow", "Follow the run"), "End")
        self.fit = self._add(QT_TRANSLATE_NOOP("MainWindow", "Show the whole run"), "Home")
        self.zoom_in = self._add(QT_TRANSLATE_NOOP("MainWindow", "Zoom in"), "Ctrl++")
        self.zoom_out = self._add(QT_TRANSLATE_NOOP("MainWindow", "Zoom out"), "Ctrl+-")
        self.depth_table = self._add(QT_TRANSLATE_NOOP("MainWindow", "Depth as a table…"), "Ctrl+T")
        self.search = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Filter the log"), QKeySequence.StandardKey.Find
        )
        self.full_screen = self._add(QT_TRANSLATE_NOOP("MainWindow", "Full screen"), "F11")
        self.reduced_motion = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Reduced motion"),
            "",
            QT_TRANSLATE_NOOP("MainWindow", "Items jump to their places instead of moving there"),
        )
        self.reset_layout = self._add(
            QT_TRANSLATE_NOOP("MainWindow", "Reset layout"),
            "",
            QT_TRANSLATE_NOOP("MainWindow", "Puts panels and parts back where they were at first"),
        )
        self.preferences = self._add(QT_TRANSLATE_NOOP("MainWindow", "Preferences…"), "Ctrl+,")
        for action in (self.full_screen, self.reduced_motion):
            action.setCheckable(True)

    def _make_help(self) -> None:
        self.shortcuts = self._add(QT_TRANSLATE_NOOP("MainWindow", "Keyboard shortcuts"), "F1")
        self.show_log_folder = self._add(QT_TRANSLATE_NOOP("MainWindow", "Open the log folder"))
        self.about = self._add(QT_TRANSLATE_NOOP("MainWindow", "About Queuescope"))

    def _add(self, text: str, keys: str | QKeySequence.StandardKey = "", tip: str = "") -> QAction:
        """A command; `text` and `tip` are marked for the translators."""
        action = QAction(self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return self._list(action, text, tip)

    def _list(self, action: QAction, text: str, tip: str = "") -> QAction:
        self._texts.append((action, text, tip or text))
        self._window.addAction(action)
        return action

    # -- what can be had ------------------------------------------------------------------------

    def show_phase(self, phase: Phase, *, has_run: bool) -> None:
        """What can be done in a phase; `has_run`: there is something to be saved."""
        self._phase = phase
        self.start.setEnabled(not phase.is_live)
        self.pause.setEnabled(phase in CAN_BE_PAUSED)
        self.step.setEnabled(phase in CAN_BE_PAUSED)
        self.stop.setEnabled(phase.is_live and phase is not Phase.STOPPING)
        self.start.setShortcut(QKeySequence("" if phase.is_live else "Space"))
        self.pause.setShortcut(QKeySequence("Space" if phase.is_live else ""))
        self._show_pause()
        for action in (
            self.save_plot,
            self.copy_plot,
            self.save_report,
            self.save_log,
            self.export_run,
        ):
            action.setEnabled(has_run)

    def _show_pause(self) -> None:
        """One button pauses and resumes."""
        is_paused = self._phase is Phase.PAUSED
        text, tip = next(texts[1:] for texts in self._texts if texts[0] is self.pause)
        self.pause.setText(_say(_RESUME if is_paused else text))
        self.pause.setToolTip(_say(_RESUME_TIP if is_paused else tip))
        self.pause.setIcon(theme.icon("start" if is_paused else "pause", self._palette.text))

    def changing_texts(self) -> dict[QAction, list[str]]:
        """The actions whose text changes, with all that it may be."""
        text = next(text for action, text, _ in self._texts if action is self.pause)
        return {self.pause: [_say(text), _say(_RESUME)]}

    def set_palette(self, palette: Palette) -> None:
        """Draws the icons in other colours."""
        self._palette = palette
        self.start.setIcon(theme.icon("start", palette.accent))
        self.step.setIcon(theme.icon("step", palette.text))
        self.stop.setIcon(theme.icon("stop", palette.text))
        self._show_pause()

    def retranslate(self) -> None:
        """Shows all texts in the present language."""
        for action, text, tip in self._texts:
            action.setText(_say(text))
            action.setToolTip(_say(tip))
        self._show_pause()


def _say(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
