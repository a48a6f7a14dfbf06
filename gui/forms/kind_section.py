"""One kind of producer or consumer in the form: a line with its count, and the rest on demand.

> Cook A                   [ 2 ]     the count acts at once during a run
  bun · 4 each · 1–2 s               what is inside, in short; a click on the name opens it
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.scenario.schema import Duration, Kind, Law, Producer, Work
from gui.common.editors import short_number
from gui.common.keys import keep_space
from gui.common.plain import PlainLabel
from gui.forms.fields import Field

COUNT_WIDTH = 72  # px
INDENT = 20  # px; where a kind's name begins


class FieldGrid(QGridLayout):
    """Fields in two columns, each with its label above and what is wrong with it below."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(2)
        self.setColumnStretch(0, 1)
        self.setColumnStretch(1, 1)

    def add_pair(self, left: Field, right: Field | None, *, is_wide: bool = False) -> None:
        """A row of two fields, or one that is as wide as both."""
        row = self.rowCount()
        for column, field in enumerate((left, right)):
            if field is not None:
                width = 2 if is_wide else 1
                self.addWidget(field.label, row, column, 1, width)
                self.addWidget(field.editor, row + 1, column, 1, width)
                self.addWidget(field.error, row + 2 + column, 0, 1, 2)
        self.setRowMinimumHeight(row + 4, 4)


class KindSection(QWidget):
    """One kind of producer or consumer."""

    removed = Signal()
    opened = Signal(bool)

    def __init__(self, kind: Kind, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self._title = QToolButton(self)
        self._summary = PlainLabel(self)
        self._details = QWidget(self)
        self._remove = QPushButton(self._details)
        self._make_fields(path)
        self._lay_out()
        self._title.setCheckable(True)
        self._title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._title.setProperty("role", "disclosure")
        self._title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title.toggled.connect(self._on_opened)
        self._remove.clicked.connect(self.removed)
        keep_space(self._title, self._remove)
        self.show_kind(kind)
        self.retranslate()
        self._on_opened(False)

    def _make_fields(self, path: str) -> None:
        is_producer, box = isinstance(self._kind, Producer), self._details
        names = ("name", "dish", "items", "burst") if is_producer else ("name",)
        self.count = Field(type(self._kind), "count", f"{path}.count", self)
        self._own = [Field(type(self._kind), name, f"{path}.{name}", box) for name in names]
        self._work = Field(type(self._kind), "work", f"{path}.work", box)
        self._time = [
            Field(Duration, name, f"{path}.time.{name}", box)
            for name in ("law", "seconds", "low", "high")
        ]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.count.label.hide()
        self.count.editor.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.count.editor.setFixedWidth(COUNT_WIDTH)
        head.addWidget(self._title, 1)
        head.addWidget(self.count.editor)
        self._summary.setProperty("role", "small")
        self._summary.setWordWrap(True)
        self._summary.setIndent(INDENT)
        grid = FieldGrid()
        law, seconds, low, high = self._time
        rest = [*self._own, None][: len(self._own) // 2 * 2 or 2]
        for left, right in zip(rest[::2], rest[1::2], strict=True):
            if left is not None:
                grid.add_pair(left, right, is_wide=right is None)
        grid.add_pair(law, self._work)
        grid.add_pair(seconds, None)
        grid.add_pair(low, high)
        grid.addWidget(self._remove, grid.rowCount(), 1, Qt.AlignmentFlag.AlignRight)
        self._details.setLayout(grid)
        grid.setContentsMargins(INDENT, 4, 0, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for part in (self.count.error, self._summary, self._details):
            column.addWidget(part)

    @property
    def fields(self) -> list[Field]:
        """All fields, in the order of the form."""
        return [self.count, *self._own, *self._time, self._work]

    @property
    def is_open(self) -> bool:
        """Whether all fields are shown, not the count alone."""
        return self._title.isChecked()

    @is_open.setter
    def is_open(self, is_open: bool) -> None:
        self._title.setChecked(is_open)

    def show_kind(self, kind: Kind) -> None:
        """Fills the fields."""
        self._kind = kind
        for field in (self.count, *self._own, self._work):
            field.value = getattr(kind, field.name)
        for field in self._time:
            field.value = getattr(kind.time, field.name)
        self._show_law()
        self._summarise()

    def open_where_wrong(self) -> None:
        """Shows the fields when something is wrong with one of them."""
        if any(field.is_wrong for field in self.fields if field is not self.count):
            self.is_open = True

    def _show_law(self) -> None:
        is_uniform = self._kind.time.law is Law.UNIFORM
        for field in self._time[1:]:
            is_shown = (field.name == "seconds") != is_uniform
            field.label.setVisible(is_shown)
            field.editor.setVisible(is_shown)

    def _on_opened(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's own signature
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self._title.setArrowType(arrow)
        self._details.setVisible(is_open)
        self._summary.setVisible(not is_open)
        self.opened.emit(is_open)

    def lock(self, why: str) -> None:
        """Locks all but the count."""
        for field in self.fields:
            if field is not self.count:
                field.lock(why)
        self._remove.setEnabled(not why)

    def _summarise(self) -> None:
        kind = self._kind
        self._title.setText(kind.name or "–")
        parts = []
        if isinstance(kind, Producer):
            parts.append(kind.dish)
            each = self.tr("{} each").format(kind.items) if kind.items else self.tr("endless")
            parts.append(each)
        parts.append(self._time_in_words(kind.time))
        if isinstance(kind, Producer) and kind.burst > 1:
            parts.append(self.tr("{} at once").format(kind.burst))
        if kind.work is Work.CPU:
            parts.append(self.tr("burns CPU"))
        self._summary.setText(" · ".join(parts))
        told = self.tr("{}: count").format(kind.name)
        self.count.editor.setAccessibleName(told)

    def _time_in_words(self, time: Duration) -> str:
        if time.law is Law.UNIFORM:
            return f"{short_number(time.low)}–{short_number(time.high)} s"
        seconds = f"{short_number(time.seconds)} s"
        return self.tr("{} on average").format(seconds) if time.law is Law.EXPONENTIAL else seconds

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        for field in self.fields:
            field.retranslate()
        self._title.setToolTip(self.tr("Shows or hides all that can be set of this kind"))
        self._remove.setText(self.tr("Remove"))
        self._remove.setToolTip(self.tr("Removes this kind"))
        self._remove.setAccessibleName(self.tr("Remove this kind"))
        self._summarise()
