"""The banner: what went wrong, who, why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from engine.timeline.snapshot import EventCode, Snapshot, WorkerView
from gui.keys import keep_space


class Banner(QFrame):
    """One line of trouble above the plots; hidden while all is well."""

    detailsAsked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._failed: WorkerView | None = None
        self._dismissed: set[int] = set()
        self._lost = 0  # so many have been told of
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
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keep_space(self._details, self._close)
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
        """Tells of the first worker that failed with an error of its own, or of lost items."""
        failed = [
            worker
            for worker in snapshot.workers
            if worker.failure is not None and worker.process not in self._dismissed
        ]
        if failed and (self._failed is None or self._failed.process != failed[0].process):
            self._tell(failed[0])
        lost = sum(queue.lost for queue in snapshot.queues)
        if lost > self._lost and not failed:
            self._lost = lost
            self._tell_lost(lost, snapshot)

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

    def _tell_lost(self, lost: int, snapshot: Snapshot) -> None:
        why = _why_lost(snapshot)
        if why:
            told = self.tr("Lost items: {count}. {why}. The log names each under Trouble.")
        else:
            told = self.tr("Lost items: {count}. A process ended before it had sent them.")
        self.say(told.format(count=lost, why=why))

    def clear(self) -> None:
        """A new run begins."""
        self._failed = None
        self._dismissed.clear()
        self._lost = 0
        self.hide()

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


def _why_lost(snapshot: Snapshot) -> str:
    """What the feeder thread said of the first item that it could not send."""
    if snapshot.events is None:
        return ""
    columns = snapshot.events.columns(0, len(snapshot.events))
    notes = columns.argument[columns.code == int(EventCode.DROPPED)]
    first = int(notes[0]) if len(notes) else -1
    return snapshot.notes[first].rstrip(".") if 0 <= first < len(snapshot.notes) else ""
