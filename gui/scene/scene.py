"""The scene's widget: takes Snapshots, shows them, and says what the pointer is over.

Snapshot --> set_stage --> Stage --> Motion --> ScenePainting
                            |
                            +--> what is under the pointer, what a screen reader says
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, QueueView, Snapshot
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.naming import item_name
from gui.common.palette import LIGHT, Palette
from gui.common.part import CentrePart, Pace, PartInfo
from gui.common.plain import plain
from gui.common.selection import ItemTarget, Target
from gui.scene import labels
from gui.scene.motion import Motion
from gui.scene.rates import Rates
from gui.scene.scene_painting import ScenePainting
from gui.scene.stage import Stage, line_for, set_stage

FRAME_MS = 16
SPOKEN_EVERY_S = 0.5
FASTEST_PHASE = 0.2  # of the distance between two arrows in one frame: more could not be seen


class Scene(CentrePart):
    """Cooks, the queue's places and guests: one queue of a run."""

    info = PartInfo(
        name="scene",
        title=QT_TRANSLATE_NOOP("Parts", "Scene"),
        icon="scene",
        shortcut="Ctrl+Shift+K",
        height_px=132,
        least_height_px=128,
        pace=Pace.FRAME,
    )

    pointed = Signal(object)  # Target | None
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_snapshot`."""
        super().__init__(parent)
        self.snapshot: Snapshot = EMPTY_SNAPSHOT
        self.stage = Stage(QSizeF(self.size()), self._line())
        self.motion = Motion()
        self._palette = LIGHT
        self._painting: ScenePainting | None = None
        self._rates = Rates()
        self._index = 0
        self._run = 0
        self._target: Target | None = None
        self._under: Target | None = None  # the pointer
        self._phase, self._flowed = 0.0, 0
        self._spoken_at_s = 0.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._next_frame = QTimer(self)
        self._next_frame.setSingleShot(True)
        self._next_frame.setInterval(FRAME_MS)
        self._next_frame.timeout.connect(self.update)
        self.retranslate()

    # -- what is shown --------------------------------------------------------------------------

    @property
    def queue(self) -> QueueView | None:
        """The queue shown; the first one where there is no such queue."""
        queues = self.snapshot.queues
        chosen = (queue for queue in queues if queue.index == self._index)
        return next(chosen, queues[0] if queues else None)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run."""
        is_other = snapshot.origin_ns != self._run
        self.snapshot, self._run = snapshot, snapshot.origin_ns
        if (queue := self.queue) is not None:
            self._rates.see(snapshot, queue)
            self._advance_flow(queue)
        if self.isVisible():
            self._set_stage(jump=is_other)
            self._speak()

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`."""
        self._index = index
        self._set_stage(jump=True)

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette, self._painting = palette, None
        self.update()

    def set_reduced_motion(self, is_reduced: bool) -> None:  # noqa: FBT001 - a slot
        """Whether dishes leap to their places instead of moving there."""
        self.motion.is_reduced = is_reduced
        self._set_stage(jump=True)

    def show_target(self, target: Target | None) -> None:
        """Highlights a worker or an item."""
        self._target = target
        self.update()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleName(self.tr("Scene: producers, the queue and consumers"))
        self._set_stage(jump=True)
        self._spoken_at_s = 0.0
        self._speak()

    def _set_stage(self, *, jump: bool = False) -> None:
        size = QSizeF(self.size())
        line = line_for(size, self._line())
        before = self.stage
        self.stage = set_stage(self.snapshot, self.queue, size, line, self._rates)
        was_flow, is_flow = before.flow is not None, self.stage.flow is not None
        jump = jump or before.size != size or was_flow != is_flow
        self.motion.follow(self.stage, jump=jump)
        if jump or self.motion.is_moving or self.stage != before:
            self.update()

    def _advance_flow(self, queue: QueueView) -> None:
        """Arrows move as far as items have come through, but never faster than can be seen."""
        flowed = queue.produced + queue.taken
        moved = 0 if self.motion.is_reduced else max(0, flowed - self._flowed)
        self._phase = (self._phase + min(FASTEST_PHASE, moved * 0.02)) % 1.0
        self._flowed = flowed

    def _line(self) -> float:
        return float(self.fontMetrics().height())

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws one frame, and asks for the next one while something moves."""
        painter = QPainter(self)
        try:
            self.draw(painter)
        finally:
            painter.end()  # a painter that outlives its event takes the application with it
        if self.motion.is_moving:
            self._next_frame.start()

    def draw(self, painter: QPainter) -> None:
        """Draws the scene as it stands, in the widget's size."""
        ratio = self.devicePixelRatioF()
        if self._painting is None or self._painting.brush.ratio != ratio:
            self._painting = ScenePainting(self._palette, ratio, self.font())
        shown = self.motion.shown()
        self._painting.paint(painter, self.stage, shown, self._target, self._way(), self._phase)

    def _way(self) -> tuple[int, ...]:
        """Whom the item that is looked at has been with."""
        target, queue = self._target, self.queue
        if not isinstance(target, ItemTarget) or queue is None or queue.contents is None:
            return ()
        if target.queue != queue.index:
            return ()
        way = queue.contents.way(target.producer, target.sequence)
        consumer = way.consumer if way is not None else None
        return (target.producer,) if consumer is None else (target.producer, consumer)

    def changeEvent(self, event: QEvent) -> None:
        """Another font makes other lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._painting = None
            self._set_stage(jump=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what happened while nobody looked."""
        super().showEvent(event)
        self._set_stage(jump=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything has another place at once."""
        super().resizeEvent(event)
        self._set_stage(jump=True)

    def sizeHint(self) -> QSize:
        """A useful size."""
        return QSize(656, 176)

    # -- words ----------------------------------------------------------------------------------

    def _speak(self) -> None:
        now_s = time.monotonic()
        if now_s - self._spoken_at_s >= SPOKEN_EVERY_S:
            self._spoken_at_s = now_s
            self.setAccessibleDescription(self.description())
            self.setToolTip(plain(self.words_for(self._under)))

    def description(self) -> str:
        """The scene in words."""
        stage = self.stage
        if stage.tray is None:
            return labels.invitation()
        template = self.tr("{name}: {state}")
        told = [
            template.format(name=each.name, state=f"{each.words} {each.lasting}".rstrip())
            for each in stage.people
        ]
        return "; ".join([" ".join(stage.heading.split()), *told])

    def words_for(self, target: Target | None) -> str:
        """What a tooltip tells of a worker or an item."""
        if target is None:
            return ""
        if isinstance(target, ItemTarget):
            dish = next((each for each in self.stage.dishes if each.target == target), None)
            if dish is None:
                return ""
            lasting = labels.lasting(dish.since_ns, self.snapshot.now_ns)
            name = item_name(target.producer, target.sequence, self.snapshot)
            return "\n".join(filter(None, [name, labels.whereabouts(dish.place), lasting]))
        person = self.stage.person(target.process)
        if person is None:
            return ""
        worker = next(each for each in self.snapshot.workers if each.process == target.process)
        lasting = labels.lasting(worker.since_ns, self.snapshot.now_ns)
        return f"{person.name}: {person.words}\n{lasting}".rstrip()

    # -- hands ----------------------------------------------------------------------------------

    def target_at(self, at: QPointF) -> Target | None:
        """The item or worker at a point."""
        for shown in reversed(self.motion.shown()):
            away = shown.at - at
            if max(abs(away.x()), abs(away.y())) <= shown.dish.size / 2 and shown.dish.label:
                return shown.dish.target
        for person in self.stage.people:
            if person.seat.rect.contains(at):
                return person.target
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says what the pointer is over."""
        under = self.target_at(event.position())
        if under != self._under:
            self._under = under
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor
            )
            self.setToolTip(plain(self.words_for(under)))
            self.pointed.emit(under)

    def leaveEvent(self, event: QEvent) -> None:
        """It is over nothing."""
        self._under = None
        self.pointed.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses, a click beside everything lets go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.target_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from one to the next, Enter chooses, Backspace lets go."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if key in steps:
            self._step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._target is not None:
            self.chosen.emit(self._target)
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.chosen.emit(None)
        else:
            event.ignore()

    def _step(self, by: int) -> None:
        everything: list[Target] = [each.target for each in self.stage.people]
        everything += [each.target for each in self.stage.dishes if each.label]
        if everything:
            at = everything.index(self._target) + by if self._target in everything else 0
            self.pointed.emit(everything[at % len(everything)])
