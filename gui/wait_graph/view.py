"""Who waits for whom, drawn: processes at the left, the parts of queues at the right.

A solid arrow leads from a process to what it waits for, with how long it has waited; a dashed one
from there to the processes that hold it or could bring it. A wait that nobody can end is drawn in
the colour of failure, thicker, and with a cross: a circle of such arrows is a deadlock.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from engine.model.wait_for import NO_WAITS, Edge, EdgeKind, Node, NodeKind, WaitFor
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import LIGHT, Palette, role_colour
from gui.common.units import seconds
from gui.common.wording import state_explained

MARGIN, GAP_Y, NODE_HEIGHT = 12, 12, 44
LOOP = 26  # px at the left, for arrows from process to process
ARROW = 8.0
LEAST_WIDTH = 300

_PARTS = {
    NodeKind.READ_LOCK: QT_TRANSLATE_NOOP("WaitGraph", "read lock"),
    NodeKind.WRITE_LOCK: QT_TRANSLATE_NOOP("WaitGraph", "write lock"),
    NodeKind.CONDITION: QT_TRANSLATE_NOOP("WaitGraph", "condition's lock"),
    NodeKind.SLOTS: QT_TRANSLATE_NOOP("WaitGraph", "free slots"),
    NodeKind.ITEMS: QT_TRANSLATE_NOOP("WaitGraph", "items"),
    NodeKind.TASKS: QT_TRANSLATE_NOOP("WaitGraph", "task_done due"),
    NodeKind.PIPE: QT_TRANSLATE_NOOP("WaitGraph", "room in the pipe"),
    NodeKind.OWN_LOCK: QT_TRANSLATE_NOOP("WaitGraph", "lock of the program's own"),
}
_COUNTED = frozenset({NodeKind.SLOTS, NodeKind.ITEMS, NodeKind.TASKS})


@dataclass(frozen=True, slots=True)
class Box:
    """A node where it is drawn: two lines of text."""

    node: Node
    rect: QRectF
    head: str
    line: str


class WaitGraph(QWidget):
    """Draws the wait-for graph of the Snapshot it was shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until somebody waits."""
        super().__init__(parent)
        self._snapshot = EMPTY_SNAPSHOT
        self._palette = LIGHT
        self._shown: WaitFor = NO_WAITS
        self.setMinimumWidth(LEAST_WIDTH)
        self.retranslate()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run; one that looks the same is not drawn again."""
        is_other = snapshot.wait_for.edges or self._shown.edges or not self._snapshot.workers
        self._snapshot, self._shown = snapshot, snapshot.wait_for
        if is_other and self.isVisible():
            self._describe()
            self.updateGeometry()
            self.setMinimumHeight(self.sizeHint().height())
            self.update()

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette = palette
        self.update()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleName(self.tr("Who waits for whom"))
        self._describe()
        self.update()

    def sentences(self) -> list[str]:
        """The graph in words, a wait each: what a screen reader says."""
        heads = {node.key: self._texts(node)[0] for node in self._shown.nodes}
        told = []
        for edge in self._shown.edges:
            if edge.kind is not EdgeKind.WAITS_FOR or edge.target not in heads:
                continue
            others = [
                heads[other.target]
                for other in self._shown.edges
                if other.source == edge.target and other.target in heads
            ]
            text = self.tr("{who} waits for {what}").format(
                who=heads.get(edge.source, ""), what=heads[edge.target]
            )
            if others:
                text += self.tr(", which depends on {}").format(", ".join(others))
            if edge.is_hopeless:
                text += self.tr(": nobody is left who could end that")
            told.append(text)
        return told

    def _describe(self) -> None:
        self.setAccessibleDescription(". ".join(self.sentences()) or self._nothing())

    def _nothing(self) -> str:
        if not self._snapshot.workers:
            return self.tr("Start a run: who waits for whom is drawn here")
        return self.tr("Nobody waits for anybody")

    # -- where things are -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Room for every node."""
        processes = sum(node.kind is NodeKind.PROCESS for node in self._shown.nodes)
        rows = max(2, processes, len(self._shown.nodes) - processes)
        return QSize(360, round(2 * MARGIN + rows * (NODE_HEIGHT + GAP_Y)) + 24)

    def boxes(self) -> list[Box]:
        """All nodes where they are drawn.

        Processes stand in the order of their lanes; each part of a queue stands beside the middle
        of those who have to do with it.
        """
        order = {worker.process: at for at, worker in enumerate(self._snapshot.workers)}
        processes = [node for node in self._shown.nodes if node.kind is NodeKind.PROCESS]
        processes.sort(key=lambda node: order.get(node.process, len(order)))
        row = {node.key: at for at, node in enumerate(processes)}
        parts = [node for node in self._shown.nodes if node.kind is not NodeKind.PROCESS]
        parts.sort(key=lambda node: self._middle_row(node, row))
        width = self.width() - 2 * MARGIN - LOOP
        left_width, right_width = width * 0.40, width * 0.36
        right = MARGIN + LOOP + width - right_width
        boxes = self._column(processes, MARGIN + LOOP, left_width)
        return boxes + self._column(parts, right, right_width)

    def _middle_row(self, node: Node, row: dict[str, int]) -> float:
        rows = [
            row[end]
            for edge in self._shown.edges
            for end, other in ((edge.source, edge.target), (edge.target, edge.source))
            if other == node.key and end in row
        ]
        return sum(rows) / len(rows) if rows else float(len(row))

    def _column(self, nodes: list[Node], left: float, width: float) -> list[Box]:
        room = max(self.height(), self.sizeHint().height()) - 2 * MARGIN
        pitch = min(room / max(1, len(nodes)), 1.8 * (NODE_HEIGHT + GAP_Y))
        boxes = []
        for at, node in enumerate(nodes):
            y = MARGIN + pitch * at + (pitch - NODE_HEIGHT) / 2
            rect = QRectF(left, y, width, NODE_HEIGHT)
            boxes.append(Box(node, rect, *self._texts(node)))
        return boxes

    def _texts(self, node: Node) -> tuple[str, str]:
        if node.kind is NodeKind.PROCESS:
            worker = next((w for w in self._snapshot.workers if w.process == node.process), None)
            if worker is None:
                return "?", ""
            return worker.name, state_explained(worker)
        what = QCoreApplication.translate("WaitGraph", _PARTS[node.kind])
        if node.kind in _COUNTED:
            what = f"{what}: {node.count}"
        if node.kind is NodeKind.OWN_LOCK:
            return what, node.label
        queue = next((q.name for q in self._snapshot.queues if q.index == node.queue), "")
        return what, queue

    # -- drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nodes over arrows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._palette
        painter.fillRect(self.rect(), QColor(colours.ground))
        boxes = {box.node.key: box for box in self.boxes()}
        if not self._shown.edges:
            painter.setPen(QColor(colours.dim))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, self._nothing())
            return
        arrows = [
            (edge, self._draw_edge(painter, edge, boxes[edge.source], boxes[edge.target]))
            for edge in self._shown.edges
            if edge.source in boxes and edge.target in boxes
        ]
        for edge, path in arrows:  # over all arrows, so that none crosses a figure
            if edge.kind is EdgeKind.WAITS_FOR:
                self._draw_label(painter, edge, path)
        circle = set(self._shown.circle)
        for box in boxes.values():
            self._draw_box(painter, box, is_in_circle=box.node.key in circle)

    def _draw_box(self, painter: QPainter, box: Box, *, is_in_circle: bool) -> None:
        colours, node = self._palette, box.node
        is_process = node.kind is NodeKind.PROCESS
        is_bad = is_in_circle or node.is_dead
        border = QColor(colours.failed if is_bad else colours.border)
        painter.setPen(QPen(border, 2.0 if is_bad else 1.0))
        painter.setBrush(QColor(colours.raised if is_process else colours.panel))
        radius = 6 if is_process else NODE_HEIGHT / 2
        painter.drawRoundedRect(box.rect, radius, radius)
        inner = box.rect.adjusted(14, 4, -10, -4)
        if is_process:
            worker = next((w for w in self._snapshot.workers if w.process == node.process), None)
            if worker is not None:
                chip = QRectF(box.rect.left() + 6, box.rect.top() + 8, 4, NODE_HEIGHT - 16)
                painter.fillRect(chip, QColor(role_colour(colours, worker.role)))
        half = inner.height() / 2
        head = ("✕ " if node.is_dead else "") + box.head
        self._draw_text(painter, inner.adjusted(2, 0, 0, -half), head, colours.text)
        self._draw_text(painter, inner.adjusted(2, half, 0, 0), box.line, colours.dim)

    def _draw_text(self, painter: QPainter, rect: QRectF, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        metrics = QFontMetricsF(painter.font())
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, fitted)

    def _draw_edge(self, painter: QPainter, edge: Edge, source: Box, target: Box) -> QPainterPath:
        colours = self._palette
        is_wait = edge.kind is EdgeKind.WAITS_FOR
        colour = QColor(colours.failed if edge.is_hopeless else colours.dim)
        pen = QPen(colour, 2.2 if edge.is_hopeless else 1.3)
        if not is_wait:
            pen.setStyle(Qt.PenStyle.DashLine)
        end, path = _curve(source.rect, target.rect, 5.0 if is_wait else -5.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        _draw_head(painter, colour, end, path)
        return path

    def _draw_label(self, painter: QPainter, edge: Edge, path: QPainterPath) -> None:
        """How long it has waited; with a cross when it waits in vain."""
        waited_s = max(0, self._snapshot.now_ns - edge.since_ns) / 1e9 if edge.since_ns else None
        text = ("✕ " if edge.is_hopeless else "") + (seconds(waited_s) if waited_s else "")
        if not text:
            return
        metrics = QFontMetricsF(painter.font())
        size = metrics.horizontalAdvance(text) + 6, metrics.height()
        middle = path.pointAtPercent(0.45)
        rect = QRectF(middle.x() - size[0] / 2, middle.y() - size[1] / 2, *size)
        painter.fillRect(rect, QColor(self._palette.ground))
        painter.setPen(QColor(self._palette.error if edge.is_hopeless else self._palette.dim))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def event(self, event: QEvent) -> bool:
        """Tells of a node under the pointer in full."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = QPointF(event.pos())
            text = next((f"{b.head}: {b.line}" for b in self.boxes() if b.rect.contains(place)), "")
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


def _curve(source: QRectF, target: QRectF, shift: float) -> tuple[QPointF, QPainterPath]:
    """From box to box: across the middle, or around at the left within the same column."""
    if abs(source.left() - target.left()) < 1:
        begin = QPointF(source.left(), source.center().y() + shift)
        end = QPointF(target.left(), target.center().y() - shift)
        out = LOOP * 1.2
        path = QPainterPath(begin)
        path.cubicTo(begin - QPointF(out, 0), end - QPointF(out, 0), end)
        return end, path
    is_rightward = source.left() < target.left()
    begin = QPointF(source.right() if is_rightward else source.left(), source.center().y() + shift)
    end = QPointF(target.left() if is_rightward else target.right(), target.center().y() + shift)
    bend = QPointF((end.x() - begin.x()) * 0.45, 0)
    path = QPainterPath(begin)
    path.cubicTo(begin + bend, end - bend, end)
    return end, path


def _draw_head(painter: QPainter, colour: QColor, end: QPointF, path: QPainterPath) -> None:
    back = path.pointAtPercent(0.97)
    line = QLineF(end, back)
    line.setLength(ARROW)
    along = line.p2() - end
    across = QPointF(-along.y(), along.x()) * 0.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([end, end + along + across, end + along - across]))


class WaitPanel(QScrollArea):
    """The graph, scrolled where there are many processes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until somebody waits."""
        super().__init__(parent)
        self.graph = WaitGraph()
        self.setWidget(self.graph)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_snapshot = self.graph.show_snapshot
        self.set_palette = self.graph.set_palette

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleName(self.tr("Who waits for whom"))
        self.setToolTip(
            self.tr(
                "Solid: waits for, with how long. Dashed: is held by, or could come from. "
                "A cross: nobody is left who could end the wait."
            )
        )
        self.graph.retranslate()
