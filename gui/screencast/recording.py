"""The recording as the window has it: a red button, an indicator, and the file in the end.

A frame is due every 1/rate seconds from the start on, and knows when it was taken. When one is
taken late, since the window was busy or the system gave it no time, the picture before stays on a
little longer in the recording, as it did in the window. Lost are the pictures that the window has
painted meanwhile and that nobody took, and those for which the encoder had no room.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QMessageBox

from engine.screencast import Progress, RecordingStage
from engine.text.os_errors import refusal
from gui.common import theme
from gui.common.i18n import translated
from gui.common.palette import Palette
from gui.common.plain import plain
from gui.common.region import WindowRegion
from gui.common.settings import Settings
from gui.screencast.countdown import Countdown
from gui.screencast.dialog import RecordDialog, WritingDialog
from gui.screencast.grabber import Grabber
from gui.screencast.options import WINDOW, Options

if TYPE_CHECKING:
    from engine.screencast.frame_recorder import FrameRecorder

POLL_MS = 100
NOTICE_MS = 5000
SIGN = "● "


class Screencast(QObject):
    """One recording at a time."""

    stageChanged = Signal(object)
    shown = Signal(str)
    """What the window's title begins with: in presenter's view nothing else tells."""

    def __init__(
        self,
        window: QMainWindow,
        regions: Callable[[], list[WindowRegion]],
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`regions` are what can be recorded alone."""
        super().__init__(window)
        self._regions = regions
        self._window, self._settings, self._clock = window, settings, clock
        self._recorder: FrameRecorder | None = None
        self._grabber: Grabber | None = None
        self._writing: WritingDialog | None = None
        self._options: Options | None = None
        self._stage: RecordingStage | None = None
        self._former_size: QSize | None = None  # of a window that was resized to be recorded
        self._countdown = Countdown(window)
        self._start_s = 0.0
        self._next = 0  # the number of the frame that is due next
        self._missed = 0
        self._painted = 0  # pictures, by the window, since the last frame was taken
        self.progress = Progress()
        self.action = QAction(self)
        self.action.setShortcut(QKeySequence("Ctrl+Shift+R"))
        self.action.triggered.connect(self.toggle)
        self._indicator = QLabel(window)
        self._indicator.setContentsMargins(8, 2, 8, 2)
        self._indicator.hide()
        window.statusBar().addPermanentWidget(self._indicator)
        self._frames, self._polls = QTimer(self), QTimer(self)
        self._frames.setSingleShot(True)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._on_frame_due)
        self._polls.setInterval(POLL_MS)
        self._polls.timeout.connect(self.poll)

    # -- what can be asked for ------------------------------------------------------------------

    @property
    def is_recording(self) -> bool:
        """Whether frames are being taken."""
        return self._grabber is not None

    @property
    def is_busy(self) -> bool:
        """Whether frames are being taken or written."""
        return self._recorder is not None

    @property
    def lost(self) -> int:
        """Frames that were due and are not in the recording."""
        return self._missed + self.progress.lost

    def toggle(self) -> None:
        """Asks what to record and starts; or stops."""
        if self._countdown.is_on:
            self._countdown.cancel()
            self._restore_size()
        elif self.is_recording:
            self.stop()
        elif not self.is_busy:
            dialog = RecordDialog(self._window, self._settings, self._visible_regions())
            is_agreed = dialog.exec() == RecordDialog.DialogCode.Accepted
            options = dialog.options
            dialog.deleteLater()
            if is_agreed:
                self._resize(options)
                self._countdown.begin(options.countdown_s, lambda: self.start(options))

    def start(self, options: Options) -> None:
        """Starts recording; what goes wrong is told in a dialog."""
        if self.is_busy:
            return
        widgets = {region.key: region.widget for region in self._visible_regions()}
        part = widgets.get(options.part, self._window)
        wanted = QSize(*options.size) if options.size else None
        pointer = options.has_pointer
        self._grabber = Grabber(self._window, part, has_pointer=pointer, size=wanted)
        size = self._grabber.size
        self._options = options
        from engine.screencast.frame_recorder import (
            FrameRecorder,  # the first frame does not need it (gui/startup/first_frame.py)
        )

        self._recorder = FrameRecorder(options.path, options.form, size.width(), size.height())
        self.progress = Progress()
        try:
            self._recorder.start()
        except OSError as error:
            self._fail(error.strerror or str(error))
            return
        self._start_s, self._next, self._missed = self._clock(), 0, 0
        self._window.installEventFilter(self)
        self._polls.start()
        self._on_frame_due()
        self._show()

    def stop(self) -> None:
        """The recording is over; it is written now, while the window goes on."""
        if self._recorder is None or self._grabber is None or self._options is None:
            return
        self._stop_grabbing()
        self._restore_size()
        self._recorder.finish(self._elapsed_ms())
        self._writing = WritingDialog(self._window, self._options.path.name)
        self._writing.cancelAsked.connect(self.cancel)
        self._writing.folderAsked.connect(self._open_folder)
        self._writing.show()
        self._show()

    def cancel(self) -> None:
        """Nothing shall come of it; nothing stays of it."""
        if self._recorder is not None:
            self._recorder.cancel()
            self._end(RecordingStage.CANCELLED)

    def may_close(self) -> bool:
        """Whether the window may be closed; asks when a recording would be lost by it."""
        if not self.is_busy:
            return True
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "Queuescope",
            self.tr("A recording is not written yet."),
            parent=self._window,
        )
        box.setInformativeText(self.tr("If you close the window now, it is lost."))
        discard = box.addButton(self.tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        if box.clickedButton() is discard:
            self.cancel()
        return not self.is_busy

    def _resize(self, options: Options) -> None:
        """Makes a window that is recorded as large as the pictures, where the screen has room."""
        room = self._window.screen().availableGeometry().size()
        size = QSize(*options.size) if options.size else None
        if size is None or options.part != WINDOW or size.boundedTo(room) != size:
            return
        self._former_size = self._window.size()
        self._window.resize(size)

    def _restore_size(self) -> None:
        if self._former_size is not None:
            self._window.resize(self._former_size)
            self._former_size = None

    # -- frames ---------------------------------------------------------------------------------

    def _elapsed_ms(self) -> int:
        return round((self._clock() - self._start_s) * 1000)

    def _on_frame_due(self) -> None:
        if self._grabber is None or self._recorder is None or self._options is None:
            return
        rate = self._options.rate
        due = int((self._clock() - self._start_s) * rate)
        self._missed += max(0, min(due - self._next, self._painted - 1))
        self._painted = 0
        self._next = max(due, self._next)
        self._recorder.add(self._grabber.grab(), self._elapsed_ms() if self._next else 0)
        self._next += 1
        left_s = self._start_s + self._next / rate - self._clock()
        self._frames.start(max(0, round(left_s * 1000)))

    def _stop_grabbing(self) -> None:
        self._frames.stop()
        self._window.removeEventFilter(self)
        self._grabber = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Counts what the window paints."""
        if watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            self._painted += 1
        return False

    # -- what becomes of it ---------------------------------------------------------------------

    def poll(self) -> None:
        """Hears what the encoder says."""
        if self._recorder is None:
            return
        self.progress = self._recorder.poll()
        if self._stage is not self.progress.stage:
            self._stage = self.progress.stage
            self.stageChanged.emit(self._stage)
        if self.progress.stage is RecordingStage.DONE:
            self._finish()
        elif self.progress.stage is RecordingStage.FAILED:
            self._fail(self.progress.problem)
        else:
            self._show()

    def _finish(self) -> None:
        writing, options = self._writing, self._options
        self._writing = None
        if writing is not None and options is not None:
            text = self.tr("{name} is written: {frames} frames, {size}, {lost} lost").format(
                name=options.path.name,
                frames=self.progress.frames,
                size=_megabytes(self.progress.bytes),
                lost=self.lost,
            )
            writing.show_done(text)
            self._window.statusBar().showMessage(text, NOTICE_MS)
        self._end(RecordingStage.DONE)

    def _fail(self, reason: str) -> None:
        name = self._options.path.name if self._options else ""
        self._end(RecordingStage.FAILED)
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            "Queuescope",
            plain(self.tr("{} could not be recorded").format(name)),
            parent=self._window,
        )
        box.setInformativeText(
            plain(
                self.tr(
                    "{}. Nothing of it is left on the disk. Make room or choose another folder, and"
                    " record again."
                ).format(translated(refusal(reason)))
            )
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _end(self, stage: RecordingStage) -> None:
        self._stop_grabbing()
        self._restore_size()
        self._polls.stop()
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None
        if self._writing is not None:
            self._writing.close()
            self._writing.deleteLater()
            self._writing = None
        self._show()
        self._stage = None
        self.stageChanged.emit(stage)

    def _open_folder(self) -> None:
        if self._options is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._options.path.parent)))

    # -- looks and words ------------------------------------------------------------------------

    def _visible_regions(self) -> list[WindowRegion]:
        return [region for region in self._regions() if region.widget.isVisible()]

    def _show(self) -> None:
        """Button, indicator, title and progress."""
        self.action.setEnabled(self.is_recording or not self.is_busy)
        self.retranslate()
        self._indicator.setVisible(self.is_recording)
        if self.is_recording:
            told = self.tr("{clock} · {frames} frames · {size}").format(
                clock=self._clock_text(),
                frames=self.progress.frames,
                size=_megabytes(self.progress.bytes),
            )
            lost = self.tr(" · {} lost").format(self.lost) if self.lost else ""
            self._indicator.setText(f'<span style="color:{self._red}">{SIGN}</span>{told}{lost}')
        if self._writing is not None:
            self._writing.show_progress(self.progress.written, self.progress.pictures)
        self.shown.emit(f"{SIGN}{self._clock_text()} – " if self.is_recording else "")

    def _clock_text(self) -> str:
        seconds = self._elapsed_ms() // 1000
        return f"{seconds // 60}:{seconds % 60:02d}"

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._red = palette.record
        self._icons = theme.icon("record", palette.record), theme.icon("stop", palette.record)
        self.retranslate()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self.action.setText(self.tr("Stop recording") if self.is_recording else self.tr("Record"))
        self.action.setIcon(self._icons[self.is_recording])
        self.action.setToolTip(
            self.tr("Ends the recording and writes it (Ctrl+Shift+R)")
            if self.is_recording
            else self.tr("Records the window or a part of it to a file (Ctrl+Shift+R)")
        )
        self._indicator.setToolTip(
            self.tr("Time, frames taken, and their size on the disk before they are written")
        )


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
