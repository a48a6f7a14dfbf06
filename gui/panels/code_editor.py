"""A listing that is read, not written, with a gutter in which workers stand at their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from gui.common.palette import LIGHT, Palette
from gui.common.plain import plain
from gui.panels.code_colours import PythonColours

PAD = 6  # px
LEAST_SIGNS, MOST_SIGNS = 9, 16  # of a worker's name in the gutter
TINT = 0.16  # of a line's state colour in its ground
FLASH_TINT = 0.34  # of a line that has just been run


@dataclass(frozen=True, slots=True)
class Stop:
    """Who is at a line: what the gutter says, in which colour, and all of it in a tooltip."""

    label: str
    colour: str
    tooltip: str


class CodeEditor(QPlainTextEdit):
    """Shows a program and marks its lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self._process_tree = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._palette = LIGHT
        self._colours = PythonColours(self.document())
        self._stops: Mapping[int, Stop] = {}
        self._flashes: Mapping[int, float] = {}
        self._signs = LEAST_SIGNS
        self.gutter = _Gutter(self)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._on_update)
        self.set_palette(LIGHT)

    # -- what is shown --------------------------------------------------------------------------

    def show_program(self, text: str) -> None:
        """Another program; the place that is looked at stays, if it is there still."""
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        places = [bar.value() for bar in bars]
        self._colours.set_text(text)
        self.setPlainText(text.rstrip("\n"))
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        self._mark()

    def mark(self, stops: Mapping[int, Stop], flashes: Mapping[int, float]) -> None:
        """Who stands where, and how fresh (0 to 1) the last run of a line is."""
        if stops == self._stops and flashes == self._flashes:
            return
        self._stops, self._flashes = stops, flashes
        advance = self.fontMetrics().horizontalAdvance
        longest = max((advance(stop.label) for stop in stops.values()), default=0)
        if longest > self._signs * advance("0"):  # never narrower again: the text shall not jump
            self._signs = min(-(-longest // advance("0")), MOST_SIGNS)
            self._fit()
        self._mark()
        self.gutter.update()

    @property
    def stops(self) -> Mapping[int, Stop]:
        """The lines, counted from 0, at which somebody stands."""
        return self._stops

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette = palette
        self._colours.set_palette(palette)
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-family: '{self._process_tree}', monospace; border: 0;"
            f" background: {palette.ground}; color: {palette.text};"
            f" selection-background-color: {palette.accent};"
            f" selection-color: {palette.accent_text}; }}"
            f"QAbstractScrollArea::corner {{ background: {palette.ground}; }}"
        )
        self._mark()

    def _mark(self) -> None:
        count = self.blockCount()
        marked = []
        for line in sorted({*self._stops, *self._flashes}):
            if line >= count:
                continue
            stop, flash = self._stops.get(line), self._flashes.get(line, 0.0)
            colour = QColor(stop.colour if stop else self._palette.accent)
            colour.setAlphaF(max(TINT if stop else 0.0, FLASH_TINT * flash))
            one = QTextEdit.ExtraSelection()
            one.format.setBackground(colour)
            one.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            one.cursor = QTextCursor(self.document().findBlockByNumber(line))
            marked.append(one)
        self.setExtraSelections(marked)

    # -- the gutter -----------------------------------------------------------------------------

    def gutter_width(self) -> int:
        """Room for the longest label so far, within limits, and the line's number."""
        metrics = self.fontMetrics()
        signs = self._signs + len(str(self.blockCount())) + 1
        return signs * metrics.horizontalAdvance("0") + 4 * PAD

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Names and numbers of the lines in sight."""
        painter = QPainter(self.gutter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self._palette.panel))
        painter.setFont(self.font())
        metrics = self.fontMetrics()
        digits = metrics.horizontalAdvance("0") * len(str(self.blockCount()))
        split = self.gutter.width() - digits - 2 * PAD
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= event.rect().top():
                row = QRectF(0, top, self.gutter.width(), height)
                self._paint_number(painter, row.adjusted(split, 0, -PAD, 0), block.blockNumber())
                if stop := self._stops.get(block.blockNumber()):
                    _paint_stop(painter, row.adjusted(PAD, 0, split - row.right(), 0), stop, self)
            top += height
            block = block.next()
        painter.end()

    def _paint_number(self, painter: QPainter, row: QRectF, line: int) -> None:
        is_marked = line in self._stops
        painter.setPen(QColor(self._palette.text if is_marked else self._palette.dim))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, right, str(line + 1))

    @property
    def text_colour(self) -> QColor:
        """For whoever paints beside the text."""
        return QColor(self._palette.text)

    def line_at(self, y: float) -> int:
        """The line at a height of the gutter."""
        return self.cursorForPosition(QPointF(0, y).toPoint()).blockNumber()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gutter is as high as the text."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger type wants a wider gutter."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        width = self.gutter_width()
        if self.viewportMargins().left() != width:
            self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self.gutter.setGeometry(QRect(inside.left(), inside.top(), width, inside.height()))

    def _on_update(self, area: QRect, dy: int) -> None:
        if dy:
            self.gutter.scroll(0, dy)
        else:
            self.gutter.update(0, area.y(), self.gutter.width(), area.height())


def _paint_stop(painter: QPainter, row: QRectF, stop: Stop, editor: CodeEditor) -> None:
    """A bar in the state's colour, and the name in the text's, which is legible on any of them."""
    bar = QRectF(row.left(), row.top() + 2, 4, row.height() - 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(stop.colour))
    painter.drawRoundedRect(bar, 2, 2)
    painter.setPen(editor.text_colour)
    room = row.adjusted(8, 0, 0, 0)
    metrics = QFontMetrics(painter.font())
    label = metrics.elidedText(stop.label, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)


class _Gutter(QWidget):
    """The strip at the left of the text."""

    def __init__(self, editor: CodeEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def paintEvent(self, event: QPaintEvent) -> None:
        """The editor knows what."""
        self._editor.paint_gutter(event)

    def event(self, event: QEvent) -> bool:
        """A tooltip names everybody at the line."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            stop = self._editor.stops.get(self._editor.line_at(event.y()))
            if stop is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain(stop.tooltip), self)
            return True
        return super().event(event)
