"""The window's centre: the banner, and below it the parts over one time axis.

The list of parts is in `make_parts`; each says of itself what its name, icon, key and least height
are (`gui/common/part.py`). Everything else here follows from that list: the splitter, the entries
of the View menu, what is drawn in which frame.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot
from gui.common import theme
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import Palette
from gui.common.part import CentrePart, Pace
from gui.panels.banner import Banner
from gui.plots import DepthPlot, LanesPlot, PlacesPlot, TimeAxis
from gui.scene import Scene
from gui.wait_graph import WaitPart
from gui.window.part_splitter import PartSplitter
from gui.xray import XRay

LEAST_HEIGHT = 200  # px, of the parts together
FRAME_NS = 16_000_000
MOST_FRAMES_A_COLUMN = 3
TURNS = 6  # what changes ten times a second is drawn as often, each in a frame of its own
P = TypeVar("P", bound=CentrePart)
_ALONE = QT_TRANSLATE_NOOP("Parts", "Only this: {}")


def make_parts(axis: TimeAxis) -> list[CentrePart]:
    """All parts, from top to bottom."""
    return [Scene(), XRay(), DepthPlot(axis), PlacesPlot(axis), LanesPlot(axis), WaitPart()]


class Centre(QWidget):
    """Banner and parts; each part takes a Snapshot and draws it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = EMPTY_SNAPSHOT
        self.frames = 0  # shown so far
        self.axis = TimeAxis(self)
        self.banner = Banner(self)
        self.splitter = PartSplitter(make_parts(self.axis), self)
        self.splitter.setObjectName("parts")
        self.parts = self.splitter.parts
        self.show_actions, self.alone_actions = self._make_actions()
        self.splitter.wantedChanged.connect(self._on_wanted)
        self.splitter.maximisedChanged.connect(self._check_actions)
        self._check_actions()
        for part in self.parts.values():
            part.menuAsked.connect(lambda place, part=part: self._on_menu(part, place))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._scrolled(self.splitter), 1)

    def _scrolled(self, splitter: PartSplitter) -> QScrollArea:
        """Parts for which there is no room are scrolled to: none is ever squeezed into another."""
        area = self._area = QScrollArea(self)
        area.setWidget(splitter)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(LEAST_HEIGHT)
        return area

    def part(self, kind: type[P]) -> P:
        """The part of a class; raises StopIteration when there is none."""
        return next(part for part in self.parts.values() if isinstance(part, kind))

    # -- showing --------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame of the parts; the banner is told less often, by whoever has this centre.

        What moves is drawn in every frame, a plot as often as it grows by a column of pixels.
        """
        is_whole = not (snapshot.phase.is_live and self._snapshot.phase.is_live)
        self._snapshot = snapshot
        self.frames += 1
        columns = frames_a_column(self.axis.span_ns, self.width() * self.devicePixelRatioF())
        every = {Pace.FRAME: 1, Pace.COLUMN: columns, Pace.TENTH: TURNS}
        wanted = self.splitter.wanted
        for turn, (name, part) in enumerate(self.parts.items()):
            is_due = self.frames % every[part.info.pace] == turn % every[part.info.pace]
            if is_whole or (is_due and name in wanted):
                part.show_snapshot(snapshot)

    def bring_up(self, name: str) -> None:
        """Shows a part, and scrolls to it."""
        self.splitter.show_part(name, is_wanted=True)
        if self.splitter.maximised:
            self.splitter.maximise("")
        QTimer.singleShot(0, lambda: self._area.ensureWidgetVisible(self.parts[name]))

    def set_queue(self, index: int) -> None:
        """Shows another queue, by `QueueView.index`."""
        for part in self.parts.values():
            part.set_queue(index)

    def set_palette(self, palette: Palette) -> None:
        """Shows all parts in other colours."""
        for name, part in self.parts.items():
            part.set_palette(palette)
            self.show_actions[name].setIcon(theme.icon(part.info.icon, palette.text))

    def retranslate(self) -> None:
        """Shows all texts in the present language."""
        self.banner.retranslate()
        for name, part in self.parts.items():
            part.retranslate()
            title = QCoreApplication.translate("Parts", part.info.title)
            alone = QCoreApplication.translate("Parts", _ALONE).format(title)
            for action, text in (
                (self.show_actions[name], title),
                (self.alone_actions[name], alone),
            ):
                action.setText(text)
                action.setToolTip(text)

    def _on_wanted(self) -> None:
        """A part that has just come shows what the others show, also after a run."""
        self._check_actions()
        if self._snapshot is not EMPTY_SNAPSHOT:
            for name in self.splitter.wanted:
                self.parts[name].show_snapshot(self._snapshot)

    def _on_menu(self, part: CentrePart, place: QPoint) -> None:
        """What every part offers: to be copied, to be alone, to go."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        clipboard, name = QGuiApplication.clipboard(), part.info.name
        picture = menu.addAction(self.tr("Copy as picture"))
        picture.triggered.connect(lambda: clipboard.setPixmap(part.grab()))
        words = menu.addAction(self.tr("Copy as text"))
        words.triggered.connect(lambda: clipboard.setText(part.as_text()))
        menu.addSeparator()
        menu.addActions([self.alone_actions[name], self.show_actions[name]])
        menu.popup(place)

    # -- actions --------------------------------------------------------------------------------

    def _make_actions(self) -> tuple[dict[str, QAction], dict[str, QAction]]:
        """For each part, by its name: one to show or hide it, one to show it alone."""
        shows, alones = {}, {}
        for number, (name, part) in enumerate(self.parts.items(), 1):
            show, alone = QAction(self), QAction(self)
            show.setShortcut(QKeySequence(part.info.shortcut))
            alone.setShortcut(QKeySequence(f"Ctrl+Shift+{number}"))
            show.triggered.connect(
                lambda is_on, name=name: self.splitter.show_part(name, is_wanted=is_on)
            )
            alone.triggered.connect(lambda _=False, name=name: self.splitter.toggle(name))
            for action in (show, alone):
                action.setCheckable(True)
                self.addAction(action)
            shows[name], alones[name] = show, alone
        return shows, alones

    def _check_actions(self) -> None:
        for name, action in self.show_actions.items():
            action.setChecked(name in self.splitter.wanted)
        for name, action in self.alone_actions.items():
            action.setChecked(name == self.splitter.maximised)


def frames_a_column(span_ns: int, columns: float) -> int:
    """How many frames go by until the time axis has grown by a column of pixels."""
    column_ns = span_ns / max(1, columns)
    return min(MOST_FRAMES_A_COLUMN, max(1, round(1.5 * column_ns / FRAME_NS)))
