"""Who waits for whom: the wait-for graph of one moment, as a picture and in words.

Left those who wait, in the middle what they wait for, right those who do not wait and could end it.
Solid arrows wait, dashed ones say on whom the wait depends; each says so in words beside the
process. What nobody can end is drawn in the colour of failure: a circle of such arrows is a
deadlock.
"""

from __future__ import annotations

import itertools

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolTip, QVBoxLayout, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from engine.model.source import Phase
from engine.model.wait_for import NO_WAITS, Edge, EdgeKind, Node, NodeKind, WaitFor
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import LIGHT, Palette, role_colour
from gui.common.part import CentrePart, Pace, PartInfo
from gui.common.plain import PlainLabel, plain
from gui.common.units import seconds
from gui.common.wording import state_explained
from gui.wait_graph.layered import BULGE, Box, Drawing, Layering, Line, Texts

ARROW = 8.0
LEAST_WIDTH = 300

_THINGS = {
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
_COULD = {  # what a process could do for who waits
    NodeKind.SLOTS: QT_TRANSLATE_NOOP("WaitGraph", "could free one"),
    NodeKind.ITEMS: QT_TRANSLATE_NOOP("WaitGraph", "could put one"),
    NodeKind.TASKS: QT_TRANSLATE_NOOP("WaitGraph", "could call it"),
    NodeKind.PIPE: QT_TRANSLATE_NOOP("WaitGraph", "could read"),
}
_HOLDS = QT_TRANSLATE_NOOP("WaitGraph", "holds it")
_WAITS = QT_TRANSLATE_NOOP("WaitGraph", "waits {}")
_JOINS = QT_TRANSLATE_NOOP("WaitGraph", "joins, {}")


class WaitGraph(QWidget):
    """Draws the wait-for graph of the Snapshot it was shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until somebody waits."""
        super().__init__(parent)
        self._snapshot = EMPTY_SNAPSHOT
        self._palette = LIGHT
        self._shown: WaitFor = NO_WAITS
        self.drawing = Drawing()
        self.setMinimumWidth(LEAST_WIDTH)
        self.retranslate()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run; one that looks the same is not drawn again."""
        is_other = snapshot.wait_for.edges or self._shown.edges or not self._snapshot.workers
        self._snapshot, self._shown = snapshot, snapshot.wait_for
        if is_other and self.isVisible():
            self._lay_out()
            self._describe()
            self.update()

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette = palette
        self.update()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleName(self.tr("Who waits for whom"))
        self._lay_out()
        self._describe()
        self.update()

    # -- words ----------------------------------------------------------------------------------

    def sentences(self) -> list[str]:
        """The graph in words, a wait each: what a screen reader says."""
        heads = {node.key: self._head(node) for node in self._shown.nodes}
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

    def moment(self) -> str:
        """Which moment is shown, and whether it is a frozen one."""
        if not self._snapshot.workers:
            return ""
        at = seconds(self._snapshot.duration_s)
        if self._snapshot.phase.is_over:
            return self.tr("frozen at {}: the run is over").format(at)
        if self._snapshot.phase is Phase.PAUSED:
            return self.tr("frozen at {}: the run is paused").format(at)
        return self.tr("now, at {}").format(at)

    def _describe(self) -> None:
        self.setAccessibleDescription(". ".join(self.sentences()) or self._nothing())

    def _nothing(self) -> str:
        if not self._snapshot.workers:
            return self.tr("Start a run: who waits for whom is drawn here")
        return self.tr("Nobody waits for anybody")

    def _head(self, node: Node) -> str:
        if node.kind is NodeKind.PROCESS:
            worker = next((w for w in self._snapshot.workers if w.process == node.process), None)
            return worker.name if worker is not None else "?"
        what = _say(_THINGS[node.kind])
        return f"{what}: {node.count}" if node.kind in _COUNTED else what

    def _texts(self, node: Node) -> Texts:
        head, line = self._head(node), ""
        if node.kind is NodeKind.PROCESS:
            worker = next((w for w in self._snapshot.workers if w.process == node.process), None)
            line = state_explained(worker) if worker is not None else ""
        elif node.kind is NodeKind.OWN_LOCK:
            line = node.label
        else:
            line = next((q.name for q in self._snapshot.queues if q.index == node.queue), "")
        metrics = QFontMetricsF(self.font())
        widest = max(metrics.horizontalAdvance(text) for text in (head + "✕ ", line))
        return Texts(head, line, widest)

    def _label(self, edge: Edge) -> str:
        """What an edge says beside its process: since when it waits, or what could be done."""
        if edge.kind is EdgeKind.HELD_BY:
            return _say(_HOLDS)
        source = next(node for node in self._shown.nodes if node.key == edge.source)
        if edge.kind is EdgeKind.FROM:
            return _say(_COULD[source.kind]) if source.kind in _COULD else ""
        waited_s = max(0, self._snapshot.now_ns - edge.since_ns) / 1e9 if edge.since_ns else 0.0
        is_join = edge.target.startswith(f"{NodeKind.PROCESS}:")
        text = _say(_JOINS if is_join else _WAITS).format(seconds(waited_s))
        return f"✕ {text}" if edge.is_hopeless else text

    # -- where things are -----------------------------------------------------------------------

    def boxes(self) -> tuple[Box, ...]:
        """All nodes where they are drawn."""
        return self.drawing.boxes

    def _lay_out(self) -> None:
        metrics = QFontMetricsF(self.font())
        order = {worker.process: at for at, worker in enumerate(self._snapshot.workers)}
        nodes = sorted(self._shown.nodes, key=lambda node: order.get(node.process, len(order)))
        layering = Layering(
            nodes,
            self._shown.edges,
            self._texts,
            self._label,
            metrics.horizontalAdvance,
            metrics.height(),
        )
        self.drawing = layering.lay_out(self.width())
        needed = QSize(
            max(LEAST_WIDTH, round(layering.lay_out(0).width)), round(self.drawing.height)
        )
        if needed != self.minimumSize():
            self.setMinimumSize(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Uses the room there is."""
        super().resizeEvent(event)
        self._lay_out()

    # -- drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Arrows, then labels over them, then boxes."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._palette
        painter.fillRect(self.rect(), QColor(colours.ground))
        if not self._shown.edges:
            painter.setPen(QColor(colours.dim))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, self._nothing())
            return
        painter.translate(0, max(0.0, (self.height() - self.drawing.height) / 2))
        for line in self.drawing.lines:
            self._draw_line(painter, line)
        for line in self.drawing.lines:
            self._draw_label(painter, line)
        circle = set(self._shown.circle)
        for box in self.drawing.boxes:
            self._draw_box(painter, box, is_in_circle=box.node.key in circle)

    def _draw_box(self, painter: QPainter, box: Box, *, is_in_circle: bool) -> None:
        colours, node = self._palette, box.node
        is_process = node.kind is NodeKind.PROCESS
        is_bad = is_in_circle or node.is_dead
        border = QColor(colours.failed if is_bad else colours.border)
        painter.setPen(QPen(border, 2.0 if is_bad else 1.0))
        painter.setBrush(QColor(colours.raised if is_process else colours.panel))
        radius = 6 if is_process else min(21.0, box.rect.height() / 2)
        painter.drawRoundedRect(box.rect, radius, radius)
        if is_process:
            worker = next((w for w in self._snapshot.workers if w.process == node.process), None)
            if worker is not None:
                high = box.rect.height() - 16
                chip = QRectF(box.rect.left() + 6, box.rect.top() + 8, 4, high)
                painter.fillRect(chip, QColor(role_colour(colours, worker.role)))
        line_height = QFontMetricsF(painter.font()).height()
        inner = box.rect.adjusted(16, 0, -8, 0)
        middle = inner.center().y()
        head = ("✕ " if node.is_dead else "") + box.head
        if not box.line:
            self._draw_text(painter, inner, head, colours.text)
            return
        above = QRectF(inner.left(), middle - line_height, inner.width(), line_height)
        self._draw_text(painter, above, head, colours.text)
        self._draw_text(painter, above.translated(0, line_height), box.line, colours.dim)

    def _draw_text(self, painter: QPainter, rect: QRectF, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        metrics = QFontMetricsF(painter.font())
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, flags, fitted)

    def _draw_line(self, painter: QPainter, line: Line) -> None:
        colours, edge = self._palette, line.edge
        is_wait = edge.kind is EdgeKind.WAITS_FOR
        colour = QColor(colours.failed if edge.is_hopeless else colours.dim)
        pen = QPen(colour, 2.2 if edge.is_hopeless else 1.3)
        if not is_wait:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path_of(line))
        _draw_head(painter, colour, line)

    def _draw_label(self, painter: QPainter, line: Line) -> None:
        if not line.label:
            return
        painter.fillRect(line.label_rect, QColor(self._palette.ground))
        colour = self._palette.error if line.edge.is_hopeless else self._palette.dim
        painter.setPen(QColor(colour))
        painter.drawText(line.label_rect, Qt.AlignmentFlag.AlignCenter, line.label)

    def event(self, event: QEvent) -> bool:
        """Tells of a node under the pointer in full."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lift = max(0.0, (self.height() - self.drawing.height) / 2)
            place = QPointF(event.pos()) - QPointF(0, lift)
            text = next((f"{b.head}: {b.line}" for b in self.boxes() if b.rect.contains(place)), "")
            QToolTip.showText(event.globalPos(), plain(text), self)
            return True
        return super().event(event)


def _say(text: str) -> str:
    return QCoreApplication.translate("WaitGraph", text)


def path_of(line: Line) -> QPainterPath:
    """Straight beside the boxes, curved in the gaps between; within one layer swung out."""
    points = line.points
    path = QPainterPath(points[0])
    for at, (before, after) in enumerate(itertools.pairwise(points)):
        if at % 2 == 0:
            path.lineTo(after)
            continue
        bend = (after.x() - before.x()) / 2 or BULGE
        far = after.x() - (bend if after.x() != before.x() else -BULGE)
        path.cubicTo(before.x() + bend, before.y(), far, after.y(), after.x(), after.y())
    return path


def _draw_head(painter: QPainter, colour: QColor, line: Line) -> None:
    """An arrow's head; edges meet boxes at a right angle."""
    end, along = line.points[-1], -ARROW if line.is_rightward else ARROW
    half = ARROW / 2
    head = [end, end + QPointF(along, -half), end + QPointF(along, half)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(head))


class WaitPart(CentrePart):
    """The graph as a part of the centre, scrolled where there are many processes."""

    info = PartInfo(
        name="waits",
        title=QT_TRANSLATE_NOOP("Parts", "Who waits for whom"),
        icon="waits",
        shortcut="Ctrl+G",
        height_px=230,
        least_height_px=120,
        pace=Pace.TENTH,
        is_shown_first=False,
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until somebody waits."""
        super().__init__(parent)
        self.graph = WaitGraph()
        self._area = QScrollArea(self)
        self._area.setWidget(self.graph)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._moment = PlainLabel(self), PlainLabel(self)
        self._moment.setProperty("role", "dim")
        headline = QHBoxLayout()
        headline.setContentsMargins(11, 6, 11, 0)
        headline.addWidget(self._title, 1)
        headline.addWidget(self._moment)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(headline)
        column.addWidget(self._area, 1)
        self.retranslate()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run, and says which."""
        self.graph.show_snapshot(snapshot)
        if (moment := self.graph.moment()) != self._moment.text():
            self._moment.setText(moment)

    def as_text(self) -> str:
        """A sentence for each wait."""
        return "\n".join(self.graph.sentences()) or self.graph.accessibleDescription()

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self.graph.set_palette(palette)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.graph.retranslate()
        self._title.setText(self.tr("Who waits for whom"))
        self._moment.setText(self.graph.moment())
        self._area.setAccessibleName(self.tr("Who waits for whom"))
        self._area.setToolTip(
            self.tr(
                "Solid: waits. Dashed: on whom that depends. "
                "A cross: nobody is left who could end the wait."
            )
        )
