"""The banner: what went wrong, who, why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from engine.timeline.snapshot import Snapshot, WorkerView


class Banner(QFrame):
    """One line of trouble above the plots; hidden while all is well."""

    detailsAsked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._failed: WorkerView | None = None
        self._dismissed: set[int] = set()
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._details, self._close = QPushButton(self), QToolButton(self)
        self._close.setText("✕")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._details)
        row.addWidget(self._close)
        self._details.clicked.connect(lambda: self.detailsAsked.emit(self._failed))
        self._close.clicked.connect(self._on_closed)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str) -> None:
        """Says something that concerns the whole run."""
        self._failed = None
        self._text.setText(text)
        self.setAccessibleName(text)
        self._details.hide()
        self.show()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Tells of the first worker that failed with an error of its own."""
        failed = [
            worker
            for worker in snapshot.workers
            if worker.failure is not None and worker.process not in self._dismissed
        ]
        if failed and (self._failed is None or self._failed.process != failed[0].process):
            self._tell(failed[0])

    def _tell(self, worker: WorkerView) -> None:
        failure = worker.failure
        assert failure is not None  # noqa: S101
        text = self.tr(
            "{worker} failed: {type}: {text}. The run goes on without it. "
            "Look at its traceback, then set its count again to replace it."
        ).format(worker=worker.name, type=failure.type, text=failure.text)
        self.say(text)
        self._failed = worker
        self._details.show()

    def clear(self) -> None:
        """A new run begins."""
        self._failed = None
        self._dismissed.clear()
        self.hide()

    def expect(self, process: int) -> None:
        """It is killed by hand: no news for whoever did it."""
        self._dismissed.add(process)

    def _on_closed(self) -> None:
        if self._failed is not None:
            self._dismissed.add(self._failed.process)
            self._failed = None
        self.hide()

    def retranslate(self) -> None:
        """Says everything in the present language."""
        self._details.setText(self.tr("Traceback…"))
        self._details.setToolTip(self.tr("Shows where in its code the worker failed"))
        self._close.setToolTip(self.tr("Hides this message"))
        self._close.setAccessibleName(self.tr("Hide the message"))
