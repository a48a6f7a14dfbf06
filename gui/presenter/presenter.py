"""Presenter's view: larger type, the chosen parts alone, what the teacher does made visible.

Everything is put back as it was when it ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from gui.common import privacy
from gui.common.palette import Palette
from gui.common.region import WindowRegion
from gui.common.settings import Settings
from gui.presenter.captions import COUNT, PresenterDialog, prepared, read_list
from gui.presenter.marks import BAND_PX, CAPTION_PX, CaptionEditor, Plate, PointerRing, PressedKeys
from gui.window.arrangement import Arrangement, Arranger

SCALE = 1.4
HINT_MS = 4000
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)


class _Former(NamedTuple):
    """The window as it was."""

    size: QSize
    states: Qt.WindowState
    arrangement: Arrangement
    hidden: frozenset[QWidget]


class Presenter(QObject):
    """On or off; knows what the window looked like before."""

    toggled = Signal(bool)

    def __init__(
        self,
        window: QMainWindow,
        regions: Callable[[], list[WindowRegion]],
        arranger: Arranger,
        settings: Settings,
    ) -> None:
        """`regions` are what can be seen alone."""
        super().__init__(window)
        self._regions, self._arranger = regions, arranger
        self._window, self._settings = window, settings
        self._former: _Former | None = None
        self._is_hinting = self._is_marking = False
        self._shown_keys: tuple[int, str] = (0, "")
        self.ring = PointerRing(window)
        self.caption, self.editor = Plate(window, CAPTION_PX), CaptionEditor(window)
        self.keys = PressedKeys(window, self.caption)
        self.editor.typed.connect(self.say)
        self._hint = QTimer(self)
        self._hint.setSingleShot(True)
        self._hint.timeout.connect(self._end_hint)
        self.action = self._make_action("F5", self.toggle)
        self.action.setCheckable(True)
        self.choose_action = self._make_action("Shift+F5", self.choose)
        self.caption_action = self._make_action("Ctrl+Alt+0", self.type_caption)
        self.caption_action.setEnabled(False)
        for number in range(1, COUNT + 1):
            self._make_action(f"Ctrl+Alt+{number}", lambda at=number - 1: self.show_prepared(at))
        window.installEventFilter(self)

    def _make_action(self, keys: str, do: object) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: do())  # type: ignore[operator]
        self._window.addAction(action)
        return action

    @property
    def actions(self) -> list[QAction]:
        """What is offered in a menu."""
        return [self.action, self.choose_action, self.caption_action]

    # -- on and off -----------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether the window is presented."""
        return self._former is not None

    @property
    def scale(self) -> float:
        """How much larger than usual type is."""
        return SCALE if self.is_on else 1.0

    def toggle(self) -> None:
        """On, or off."""
        self._leave() if self.is_on else self._enter()
        self.action.setChecked(self.is_on)
        self.caption_action.setEnabled(self.is_on)

    def choose(self) -> None:
        """Asks for parts, size and captions; what is presented changes at once."""
        dialog = PresenterDialog(self._window, self._settings, self._regions())
        if dialog.exec() == PresenterDialog.DialogCode.Accepted and self.is_on:
            self._show_regions()
            self._resize()
            self._mark(is_on=True)
        dialog.deleteLater()

    def _enter(self) -> None:
        window = self._window
        widgets = [region.widget for region in self._regions()]
        self._former = _Former(
            size=window.size(),
            states=window.windowState(),
            arrangement=self._arranger.arrangement(),
            hidden=frozenset(widget for widget in widgets if widget.isHidden()),
        )
        privacy.keep(is_on=True)
        window.menuBar().hide()
        window.statusBar().hide()
        window.setContentsMargins(0, 0, 0, BAND_PX)
        self._show_regions()
        self.toggled.emit(True)
        self._resize()
        self._mark(is_on=True)
        self.caption.say(self.tr("F5 ends the presenter's view · Ctrl+Alt+0 types a caption"))
        self._is_hinting = True
        self._hint.start(HINT_MS)

    def _leave(self) -> None:
        former, self._former = self._former, None
        assert former is not None  # noqa: S101 - only called while it is on
        window = self._window
        self._mark(is_on=False)
        self.say("")
        self.editor.hide()
        privacy.keep(is_on=False)
        window.menuBar().show()
        window.statusBar().show()
        window.setContentsMargins(0, 0, 0, 0)
        for region in self._regions():
            region.widget.setVisible(region.widget not in former.hidden)
        self.toggled.emit(False)
        window.setWindowState(former.states)
        if window.size() != former.size:
            window.resize(former.size)
        self._arranger.arrange(former.arrangement | {"geometry": QByteArray()})

    def _show_regions(self) -> None:
        chosen = read_list(self._settings, "presenter_parts")
        for region in self._regions():
            region.widget.setVisible(region.key in chosen)

    def _resize(self) -> None:
        size = self._settings.get("presenter_size")
        if size:
            width, _, height = size.partition("x")
            self._window.showNormal()
            self._window.resize(int(width), int(height))

    # -- captions -------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Shows a caption, or with an empty text none."""
        self._hint.stop()
        self._is_hinting = False
        self.caption.say(text)

    def show_prepared(self, place: int) -> None:
        """Shows one of the prepared captions; hides it when it is shown already."""
        if not self.is_on:
            return
        text = prepared(self._settings)[place]
        if text:
            self.say("" if self.caption.isVisible() and self.caption.text() == text else text)

    def type_caption(self) -> None:
        """Opens the line in which a caption is typed; Enter shows it, Escape leaves it."""
        if self.is_on:
            self._end_hint()
            text = self.caption.text() if self.caption.isVisible() else ""
            self.caption.hide()
            self.editor.open_with(text)

    def _end_hint(self) -> None:
        self._hint.stop()
        if self._is_hinting:
            self._is_hinting = False
            self.caption.say("")

    # -- what the teacher does ------------------------------------------------------------------

    def _mark(self, *, is_on: bool) -> None:
        """PointerRing and keys, as far as they are wished for."""
        is_on = self._is_marking = is_on and bool(self._settings.get("presenter_marks"))
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if is_on:
                application.installEventFilter(self)
        self.ring.follow(is_on=is_on)
        self.keys.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees clicks and keys go by, and the window change its size."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._window:
            for plate in (self.caption, self.keys):
                plate.place()
        elif not self._is_marking or not watched.isWidgetType():
            return False
        elif isinstance(event, QMouseEvent):
            if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
                self.ring.press(is_down=True)
            elif kind == QEvent.Type.MouseButtonRelease:
                self.ring.press(is_down=False)
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            self._show_keys(event)
        return False

    def _show_keys(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS or self.editor.isVisible():
            return
        text = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.NativeText)
        told = (event.timestamp(), text)
        if text and told != self._shown_keys:  # each widget on the way up hears of it
            self._shown_keys = told
            self.keys.show_keys(text.replace("+", " + ") if len(text) > 1 else text)

    # -- looks and words ------------------------------------------------------------------------

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self.ring.set_palette(palette)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.editor.retranslate()
        for action, text, tip in (
            (
                self.action,
                self.tr("Presenter's view"),
                self.tr("Larger type, chosen parts, pointer and keys shown (F5)"),
            ),
            (
                self.choose_action,
                self.tr("Presenter's view: parts and captions…"),
                self.tr("What is seen in presenter's view, and what the captions say (Shift+F5)"),
            ),
            (
                self.caption_action,
                self.tr("Type a caption"),
                self.tr("Writes a line over the presented window (Ctrl+Alt+0)"),
            ),
        ):
            action.setText(text)
            action.setToolTip(tip)
