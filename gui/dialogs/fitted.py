"""Contents of a dialog that scroll where the screen is too small for them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

FRAME = QSize(16, 48)  # logical pixels, what the system adds around a window


class FittedArea(QScrollArea):
    """As large as its contents by preference; less high, and scrolled, where it must be."""

    def __init__(self, contents: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.setWidget(contents)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Room for all of the contents."""
        hint = self._contents.sizeHint()
        return hint + QSize(self.verticalScrollBar().sizeHint().width(), 0)

    def minimumSizeHint(self) -> QSize:
        """Their width, and a few lines of their height."""
        return QSize(self.sizeHint().width(), 8 * self.fontMetrics().height())


def fit_to_screen(dialog: QDialog) -> None:
    """Makes a dialog as large as it likes to be, and no larger than its screen."""
    room = dialog.screen().availableGeometry().size() - FRAME
    dialog.resize(dialog.sizeHint().boundedTo(room))
