"""What opening the window takes beside the window: its place, files, crashes before and now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from engine.platform import frozen, log
from gui.common.plain import plain
from gui.startup.crash import Watch

CASCADE = 32  # pixels


class Application(QApplication):
    """The Qt application, which also hears of files: macOS sends a double-click as an event.

    A filter on all events would hear of them as well, and cost time with each event.
    """

    fileOpened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Takes the one kind of event that brings a file."""
        if isinstance(event, QFileOpenEvent):
            self.fileOpened.emit(event.file())
            return True
        return super().event(event)


def cascade(window: QWidget, others: int) -> None:
    """Moves a window aside, so that it hides none of `others` that were opened before it."""
    if others:
        window.move(window.pos() + QPoint(CASCADE, CASCADE) * others)


def offer_reports(window: QWidget, watch: Watch) -> None:
    """Looks for crashes that nobody has been told of, and offers to show the last."""
    reports = watch.go_on()
    if reports:
        from gui.dialogs import crash_dialog  # hardly ever needed

        crash_dialog.offer(window, reports)


def say_start_failed(problem: BaseException) -> None:
    """The window could not be opened: whoever double-clicked has no terminal to read that in."""
    if not frozen.is_frozen():
        return
    box = QMessageBox(
        QMessageBox.Icon.Critical,
        "Queuescope",
        QCoreApplication.translate("Crash", "Queuescope could not start."),
    )
    box.setInformativeText(
        plain(
            QCoreApplication.translate("Crash", "{error}\n\nThe details are in {path}.").format(
                error=f"{type(problem).__name__}: {problem}", path=log.log_path()
            )
        )
    )
    box.exec()
