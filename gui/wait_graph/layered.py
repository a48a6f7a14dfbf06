"""Where the wait-for graph's nodes and edges lie: three layers, from who waits to who could end it.

    waiting processes | what they wait for | processes that do not wait
    Cook 1  waits 2 s --->  free slots: 0  - - -> could free one  Guest 1

Each edge has a port of its own at either end, and a process's box is as high as its ports need:
so no two labels overlap, however many wait. Labels stand beside the boxes of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from engine.model.wait_for import Edge, EdgeKind, Node, NodeKind

MARGIN = 12.0
GAP = 10.0  # between two boxes of a layer
BOX_HEIGHT = 42.0
PORT = 20.0  # between two ports of a process, whose edges have labels
BARE_PORT = 10.0  # of what is waited for
LEAST_BOX, MOST_BOX = 92.0, 190.0  # widths
BEND = 34.0  # room for the curves of a gap
BULGE = 26.0  # of an edge from layer to the same layer


@dataclass(frozen=True, slots=True)
class Texts:
    """What is written at a node, and how wide that is."""

    head: str
    line: str
    width: float


@dataclass(frozen=True, slots=True)
class Box:
    """A node where it is drawn."""

    node: Node
    rect: QRectF
    head: str
    line: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge where it is drawn; its label, if any, in `label_rect`."""

    edge: Edge
    points: tuple[QPointF, ...]
    """From its beginning to its end: straight between the first two, then curved, and so on."""
    is_rightward: bool
    label: str
    label_rect: QRectF


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it, and how much room it takes."""

    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class _End:
    """Where an edge meets a box: at which side, and what stands there."""

    edge: Edge
    is_source: bool
    is_right: bool
    other: str
    label: str = ""


Slots = dict[str, QRectF]
"""Where each node lies, and the lane of each edge that passes a layer."""


class Layering:
    """Lays out one graph."""

    def __init__(
        self,
        nodes: Sequence[Node],
        edges: Sequence[Edge],
        texts_of: Callable[[Node], Texts],
        label_of: Callable[[Edge], str],
        width_of: Callable[[str], float],
        line_height: float,
    ) -> None:
        """`nodes` in the order of the lanes; `label_of` an edge, shown at its process."""
        self._nodes = {node.key: node for node in nodes}
        self._edges = [e for e in edges if e.source in self._nodes and e.target in self._nodes]
        self._texts = {node.key: texts_of(node) for node in nodes}
        self._labels = {id(edge): label_of(edge) for edge in self._edges}
        self._width_of, self._line_height = width_of, line_height
        self._layers = self._make_layers()
        self._make_lanes()
        self._layer_of = {key: at for at, keys in enumerate(self._layers) for key in keys}
        self._ends = {key: self._ends_of(key) for key in self._nodes}

    def _make_layers(self) -> list[list[str]]:
        """The keys of each layer, from top to bottom; there are no empty layers."""
        waiting = {edge.source for edge in self._edges if edge.kind is EdgeKind.WAITS_FOR}
        is_process = {key: n.kind is NodeKind.PROCESS for key, n in self._nodes.items()}
        first = [key for key in self._nodes if is_process[key] and key in waiting]
        middle = [key for key in self._nodes if not is_process[key]]
        last = [key for key in self._nodes if is_process[key] and key not in waiting]
        middle = self._by_neighbours(middle, first)
        last = self._by_neighbours(last, middle or first)
        return [layer for layer in (first, middle, last) if layer]

    def _make_lanes(self) -> None:
        """An edge that passes the middle layer has a lane of its own there, beside the boxes."""
        if len(self._layers) == 3:
            first, middle, last = self._layers
            passing = [
                _lane(edge)
                for edge in self._edges
                if {edge.source, edge.target} <= {*first, *last}
                and (edge.source in first) is not (edge.target in first)
            ]
            middle[:0] = passing

    def _by_neighbours(self, keys: list[str], fixed: list[str]) -> list[str]:
        """Sorted by the mean place of those they hang together with, so that few edges cross."""
        place = {key: at for at, key in enumerate(fixed)}

        def mean(key: str) -> float:
            at = [
                place[end]
                for edge in self._edges
                for end, other in ((edge.source, edge.target), (edge.target, edge.source))
                if other == key and end in place
            ]
            return sum(at) / len(at) if at else float(len(place))

        return sorted(keys, key=mean)

    def _ends_of(self, key: str) -> list[_End]:
        """Where edges meet a box, from top to bottom."""
        ends = []
        here, is_process = self._layer_of[key], self._nodes[key].kind is NodeKind.PROCESS
        for edge in self._edges:
            if key not in {edge.source, edge.target}:
                continue
            is_source = edge.source == key
            other = edge.target if is_source else edge.source
            is_right = self._layer_of[other] >= here
            is_shown_here = is_process and (is_source or edge.kind is not EdgeKind.WAITS_FOR)
            label = self._labels[id(edge)] if is_shown_here else ""
            ends.append(_End(edge, is_source, is_right, other, label))
        rank = {key: at for keys in self._layers for at, key in enumerate(keys)}
        return sorted(ends, key=lambda end: (rank[end.other], not end.is_source))

    # -- sizes ----------------------------------------------------------------------------------

    def _height(self, key: str) -> float:
        if key not in self._nodes:
            return BARE_PORT
        most = max(
            (sum(end.is_right is side for end in self._ends[key]) for side in (True, False)),
            default=0,
        )
        is_process = self._nodes[key].kind is NodeKind.PROCESS
        return max(BOX_HEIGHT, (PORT if is_process else BARE_PORT) * most + 8)

    def _label_room(self, layer: int, *, is_right: bool) -> float:
        """How wide the labels at one side of a layer are."""
        widths = [
            self._width_of(end.label) + 12
            for key in self._layers[layer]
            for end in self._ends.get(key, ())
            if end.label and end.is_right is is_right
        ]
        return max(widths, default=0.0)

    def lay_out(self, room: float) -> Drawing:
        """Everything where it is, in a width of `room` or, where that is too little, more."""
        if not self._layers:
            return Drawing()
        gaps = [
            self._label_room(at, is_right=True) + BEND + self._label_room(at + 1, is_right=False)
            for at in range(len(self._layers) - 1)
        ] or [0.0]
        last_room = self._label_room(len(self._layers) - 1, is_right=True)
        wanted = [
            min(
                MOST_BOX,
                max(LEAST_BOX, *(self._texts[k].width + 30 for k in keys if k in self._nodes)),
            )
            for keys in self._layers
        ]
        fixed = 2 * MARGIN + sum(gaps) + last_room
        scale = min(1.0, max(0.0, room - fixed) / sum(wanted))
        widths = [max(LEAST_BOX, width * scale) for width in wanted]
        spare = max(0.0, room - fixed - sum(widths))
        gaps = [gap + min(80.0, spare / len(gaps)) for gap in gaps]
        height = 2 * MARGIN + max(self._layer_height(keys) for keys in self._layers)
        slots: Slots = {}
        left = MARGIN
        for at, keys in enumerate(self._layers):
            y = (height - self._layer_height(keys)) / 2
            for key in keys:
                slots[key] = QRectF(left, y, widths[at], self._height(key))
                y += self._height(key) + GAP
            left += widths[at] + (gaps[at] if at < len(self._layers) - 1 else 0.0)
        return Drawing(
            tuple(self._box(key, slots[key]) for key in self._nodes),
            tuple(self._line(edge, slots) for edge in self._edges),
            max(room, left + last_room + MARGIN),
            height,
        )

    def _box(self, key: str, rect: QRectF) -> Box:
        return Box(self._nodes[key], rect, self._texts[key].head, self._texts[key].line)

    def _layer_height(self, keys: list[str]) -> float:
        return sum(self._height(key) for key in keys) + GAP * (len(keys) - 1)

    # -- edges ----------------------------------------------------------------------------------

    def _line(self, edge: Edge, slots: Slots) -> Line:
        begin, begin_label = self._ports(edge.source, slots[edge.source])[id(edge), True]
        end, end_label = self._ports(edge.target, slots[edge.target])[id(edge), False]
        here, there = self._layer_of[edge.source], self._layer_of[edge.target]
        is_right, comes_right = there >= here, here >= there
        out = self._beside(begin, here, is_right=is_right)
        back = self._beside(end, there, is_right=comes_right)
        points = [begin, out]
        if (lane := slots.get(_lane(edge))) is not None:
            sides = [
                QPointF(lane.left(), lane.center().y()),
                QPointF(lane.right(), lane.center().y()),
            ]
            points += sides if is_right else sides[::-1]
        points += [back, end]
        rect = begin_label if not begin_label.isNull() else end_label
        label = "" if rect.isNull() else self._labels[id(edge)]
        return Line(edge, tuple(points), is_right and not comes_right, label, rect)

    def _beside(self, at: QPointF, layer: int, *, is_right: bool) -> QPointF:
        """The same height, where the labels beside a layer end: up to there an edge is straight."""
        room = self._label_room(layer, is_right=is_right)
        return at + QPointF(room if is_right else -room, 0)

    def _ports(self, key: str, rect: QRectF) -> dict[tuple[int, bool], tuple[QPointF, QRectF]]:
        """Where each edge meets the box, and where its label stands there."""
        found = {}
        for is_right in (True, False):
            ends = [end for end in self._ends[key] if end.is_right is is_right]
            for at, end in enumerate(ends, 1):
                y = rect.top() + rect.height() * at / (len(ends) + 1)
                point = QPointF(rect.right() if is_right else rect.left(), y)
                found[id(end.edge), end.is_source] = (point, self._label_rect(end, point))
        return found

    def _label_rect(self, end: _End, at: QPointF) -> QRectF:
        if not end.label:
            return QRectF()
        width = self._width_of(end.label) + 6
        # An arrow's head stays to be seen between the label and the box that it points at.
        head = 4.0 if end.is_source else 11.0
        left = at.x() + head if end.is_right else at.x() - head - width
        return QRectF(left, at.y() - self._line_height / 2, width, self._line_height)


def _lane(edge: Edge) -> str:
    """The key of an edge's lane through a layer that it passes."""
    return f"{edge.source}>{edge.target}"
