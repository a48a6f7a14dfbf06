"""What shall stand in the playground: the queue's kind, its size, how workers start, how many."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from engine.playground.setup import FEWEST_WORKERS, MOST_WORKERS, Setup
from engine.scenario.schema import QueueKind, QueueSpec, StartMethod
from gui.common.editors import CalmSpinBox
from gui.common.plain import PlainLabel
from gui.forms.fields import Field


class SetupCard(QFrame):
    """Fields while the playground is closed, one line while it is open, and the button between."""

    openAsked = Signal(object)
    closeAsked = Signal()
    kindChanged = Signal()

    def __init__(self, keys: QObject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._kind, self._maxsize, self._method = (
            Field(QueueSpec, name, f"queue.{name}", self)
            for name in ("kind", "maxsize", "start_method")
        )
        self._method.value = StartMethod.SPAWN
        for field in (self._kind, self._method):
            field.editor.installEventFilter(keys)
        self._workers_label = PlainLabel(self)
        self._workers_label.setProperty("role", "small")
        self.workers = CalmSpinBox(self)
        self.workers.setRange(FEWEST_WORKERS, MOST_WORKERS)
        self._workers_label.setBuddy(self.workers)
        self._told = PlainLabel(self)
        self._told.setTextFormat(Qt.TextFormat.RichText)  # of our own
        self._told.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.installEventFilter(keys)
        self.button.clicked.connect(self._on_clicked)
        self._kind.edited.connect(self._on_kind)
        self._is_open = False
        self._lay_out()
        self._on_kind()
        self.show_open(is_open=False)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        workers = (self._workers_label, self.workers)
        fields = [(field.label, field.editor) for field in (self._kind, self._maxsize)]
        fields += [workers, (self._method.label, self._method.editor)]
        for at, (label, editor) in enumerate(fields):
            row, column = at // 2 * 2, at % 2
            grid.addWidget(label, row, column)
            grid.addWidget(editor, row + 1, column)
        self._fields = [part for pair in fields for part in pair]
        self._gap = QWidget(self)
        self._gap.setFixedHeight(4)
        grid.addWidget(self._gap, 4, 0, 1, 2)
        self._grid = grid
        for column, stretch in ((0, 6), (1, 5)):  # "JoinableQueue" is the longest choice
            grid.setColumnStretch(column, stretch)

    @property
    def kind(self) -> QueueKind:
        """The kind that is chosen."""
        return QueueKind(self._kind.value)

    @property
    def setup(self) -> Setup:
        """What is chosen."""
        return Setup(
            kind=self.kind,
            maxsize=0 if self.kind is QueueKind.SIMPLE else self._maxsize.value,
            start_method=self._method.value,
            workers=self.workers.value(),
        )

    def choose(self, setup: Setup) -> None:
        """Chooses all at once."""
        self._kind.value, self._maxsize.value = setup.kind, setup.maxsize
        self._method.value = setup.start_method
        self.workers.setValue(setup.workers)
        self._on_kind()

    def show_open(self, *, is_open: bool) -> None:
        """Fields and Open, or one line and Close."""
        self._is_open = is_open
        for part in (*self._fields, self._gap):
            part.setVisible(not is_open)
        self._told.setVisible(is_open)
        self._grid.removeWidget(self.button)
        if is_open:
            self._grid.addWidget(self._told, 0, 0)
            self._grid.addWidget(self.button, 0, 1)
            self._grid.setColumnStretch(0, 2)
        else:
            self._grid.removeWidget(self._told)
            self._grid.setColumnStretch(0, 1)
            self._grid.addWidget(self.button, 5, 0, 1, 2)
        self.retranslate()

    def _on_kind(self) -> None:
        is_simple = self.kind is QueueKind.SIMPLE
        why = self.tr("A SimpleQueue has no maxsize: it holds what fits into the pipe.")
        self._maxsize.lock(why if is_simple else "")
        self.kindChanged.emit()

    def _on_clicked(self) -> None:
        if self._is_open:
            self.closeAsked.emit()
        else:
            self.openAsked.emit(self.setup)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        for field in (self._kind, self._maxsize, self._method):
            field.retranslate()
        self._workers_label.setText(self.tr("workers"))
        self.workers.setAccessibleName(self.tr("workers"))
        self.workers.setToolTip(self.tr("Worker processes beside the main one, two to six."))
        self.button.setText(self.tr("Close") if self._is_open else self.tr("Open the playground"))
        self.button.setToolTip(
            self.tr("Ends all its processes; what was seen stays")
            if self._is_open
            else self.tr("Makes the queue and starts the processes")
        )
        setup = self.setup
        size = f"maxsize={setup.maxsize}" if setup.maxsize else self.tr("unbounded")
        self._told.setText(f"<b>{setup.kind}</b><br>{size} · {setup.start_method}")
