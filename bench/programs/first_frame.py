"""Opens a window, prints a line when its first frame has been painted, and leaves.

`python first_frame.py bare|queuescope`: a bare window with one plot, or the real one, opened as
the command `queuescope` opens it.
"""

from __future__ import annotations

import os
import sys

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer


class FirstFrame(QObject):
    """Waits for the first painting of any widget; the frame is out when the event loop goes on."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at every event until then."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QtWidgets.QWidget):
            QtWidgets.QApplication.instance().removeEventFilter(self)
            QTimer.singleShot(0, self._leave)
        return False

    def _leave(self) -> None:
        print("painted", flush=True)
        os._exit(0)  # how long leaving takes is not asked here


class WatchedApplication(QtWidgets.QApplication):
    """An application that tells of its first frame."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._first_frame = FirstFrame()
        self.installEventFilter(self._first_frame)


def open_bare() -> None:
    """What a window with one plot costs whoever made it."""
    import pyqtgraph

    application = WatchedApplication(sys.argv[:1])
    window = QtWidgets.QMainWindow()
    plot = pyqtgraph.PlotWidget()
    plot.plot([0, 1, 2], [0, 1, 0])
    window.setCentralWidget(plot)
    window.resize(1280, 720)
    window.show()
    application.exec()


def open_queuescope() -> None:
    """The command `queuescope`, without arguments."""
    QtWidgets.QApplication = WatchedApplication  # type: ignore[misc]
    from gui.__main__ import entry

    sys.argv = ["queuescope"]
    entry()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        open_bare()
    else:
        open_queuescope()
