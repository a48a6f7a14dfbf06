"""The X-ray: buffers, feeder threads, locks, pipe, slots and counts of one queue, as they stand.

    senders            write lock      pipe       read lock       receivers
    Cook A 1  [ooo ]  ----> L ----> ( o o o o ) ----> L ---->  Guest 1 reads
    Cook B 1  [o   ]                                           Guest 2 waits for the read lock
    semaphore: free slots [##--------] 2 of 10        unfinished 7: task_done due before join ends

Everything is drawn from `Snapshot.insides`: the processes' own counters on the board, looked at ten
times a second. Nothing moves between two looks, since nobody knows what happened there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.model.queue_inside import Inside
from engine.model.snapshot import EMPTY_SNAPSHOT, QueueView, Snapshot
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import LIGHT, Palette
from gui.common.part import CentrePart, Pace, PartInfo
from gui.common.plain import plain
from gui.xray.explained import explained
from gui.xray.layout import Layout, lay_out
from gui.xray.process_rows import description, receiver_rows, sender_rows
from gui.xray.xray_painting import CENTRE, XRayPainting, XRayPicture


class XRay(CentrePart):
    """Draws the inside of the chosen queue."""

    info = PartInfo(
        name="xray",
        title=QT_TRANSLATE_NOOP("Parts", "X-ray: inside the queue"),
        icon="xray",
        shortcut="Ctrl+Shift+X",
        height_px=168,
        least_height_px=116,
        pace=Pace.TENTH,
        is_shown_first=False,
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a run is looked at."""
        super().__init__(parent)
        self._snapshot: Snapshot = EMPTY_SNAPSHOT
        self._palette = LIGHT
        self._index = 0
        self._drawn: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    # -- what is shown --------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment of a run; draws anew only after another look, or when somebody came."""
        self._snapshot = snapshot
        inside = self.inside
        states = tuple((w.process, w.state, w.done, w.taken) for w in snapshot.workers)
        key = (inside.at_ns if inside else 0, states, snapshot.phase)
        if key != self._drawn and self.isVisible():
            self._drawn = key
            self.setAccessibleDescription(self._describe())
            self.update()

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`."""
        self._index = index
        self._drawn = None
        self.update()

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette = palette
        self.update()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.setAccessibleName(self.tr("Inside the queue"))
        self.setToolTip(explained("", None))
        self._drawn = None
        self.update()

    @property
    def queue(self) -> QueueView | None:
        """The queue shown; the first one where there is no such queue."""
        queues = self._snapshot.queues
        return next((q for q in queues if q.index == self._index), queues[0] if queues else None)

    @property
    def inside(self) -> Inside | None:
        """What is inside it, once it was looked at."""
        queue, insides = self.queue, self._snapshot.insides
        return insides[queue.index] if queue is not None and queue.index < len(insides) else None

    def _describe(self) -> str:
        queue, inside = self.queue, self.inside
        return description(inside, queue, self._snapshot) if queue and inside else self._nothing()

    def _nothing(self) -> str:
        return self.tr("Press Start, and the queue is opened up here: buffers, locks and the pipe")

    def sizeHint(self) -> QSize:
        """A useful size."""
        return QSize(720, 190)

    # -- drawing --------------------------------------------------------------------------------

    def picture(self) -> XRayPicture | None:
        """What is drawn; None before anybody has looked."""
        queue, inside, snapshot = self.queue, self.inside, self._snapshot
        if queue is None or inside is None:
            return None
        senders, receivers = sender_rows(inside, snapshot), receiver_rows(inside, snapshot)
        return XRayPicture(queue, inside, snapshot, senders, receivers)

    def lay_out(self, picture: XRayPicture) -> Layout:
        """Where its parts are."""
        line = QFontMetrics(self.font()).height()
        rows = len(picture.senders), len(picture.receivers)
        return lay_out(self.width(), self.height(), line, *rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws all parts."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.ground))
        picture = self.picture()
        if picture is None:
            painter.setPen(QColor(self._palette.dim))
            flags = CENTRE | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), flags, self._nothing())
            return
        XRayPainting(painter, self.lay_out(picture), self._palette).draw(picture)

    def event(self, event: QEvent) -> bool:
        """A tooltip for each part: how what it shows is known."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            picture = self.picture()
            if picture is not None:
                part = self.lay_out(picture).part_at(event.pos())
                QToolTip.showText(event.globalPos(), plain(explained(part, picture.inside)), self)
                return True
        return super().event(event)
