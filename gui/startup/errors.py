"""An error that nobody expected, in a slot: told once, and counted in the log file.

A slot that fails leaves the window running, and would fail again on every tick: each place in the
code gets one message and one traceback, and never are there two messages at once.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections import Counter
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.platform import log
from gui.common.plain import plain

_log = logging.getLogger(__name__)


class ErrorReporter(QObject):
    """Stands in for `sys.excepthook`, as slots use it, until `restore`."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._box: QMessageBox | None = None
        self._former = sys.excepthook
        sys.excepthook = self.tell

    def tell(
        self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
    ) -> None:
        """Tells of an error unless one from the same place was told before."""
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
            return
        frames = traceback.extract_tb(trace)
        place = (frames[-1].filename, frames[-1].lineno or 0) if frames else ("", 0)
        key = (kind.__name__, *place)
        self._counts[key] += 1
        count = self._counts[key]
        if count == 1:
            _log.error("an error that nobody expected", exc_info=(kind, problem, trace))
        elif count & (count - 1) == 0:  # 2, 4, 8 ...: on every tick it would fill the log file
            _log.error("%s at %s:%d, %d times by now: %s", *key, count, problem)
        if count == 1 and self._box is None:
            self._open(f"{kind.__name__}: {problem}")

    def _open(self, text: str) -> None:
        parent = self._application.activeWindow()
        box = QMessageBox(QMessageBox.Icon.Warning, "Queuescope", plain(text), parent=parent)
        told = QCoreApplication.translate(
            "App", "This should not have happened. The window goes on; the details are in {}."
        )
        box.setInformativeText(told.format(log.log_path()))
        box.finished.connect(self._on_closed)
        self._box = box
        box.open()

    def _on_closed(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None

    def restore(self) -> None:
        """Hands errors back to whoever had them before."""
        sys.excepthook = self._former
