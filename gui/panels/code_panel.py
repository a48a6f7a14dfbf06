"""The Code panel: the scenario as a program, and where in it every worker is at this moment.

The program is the scenario's own, in plain multiprocessing; the run executes the same calls in the
same order. A line is marked while the measured state of a worker says that it is there, and lights
up for a moment when the worker's count says that it has just been run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.listing import Does, Listing, position, write
from engine.model.snapshot import Role, Snapshot, WorkerView
from engine.scenario.schema import Scenario
from engine.scenario.validation import find_problems
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.common.palette import LIGHT, STATE_GLYPHS, Palette, state_colour
from gui.common.plain import PlainLabel
from gui.common.wording import state_explained
from gui.panels.code_editor import CodeEditor, Stop

FLASH_NS = 400_000_000
FLASH_STEPS = 8  # so many shades; between two of them nothing is drawn anew

COMMENTS = (  # engine.listing's, for the translators
    QT_TRANSLATE_NOOP("Listing", "the same times in every run"),
    QT_TRANSLATE_NOOP(
        "Listing", "seconds; these producers have no end of their own, and Ctrl-C ends all earlier"
    ),
    QT_TRANSLATE_NOOP("Listing", "so many times faster than written below"),
    QT_TRANSLATE_NOOP("Listing", "Makes items and puts them on the queue."),
    QT_TRANSLATE_NOOP("Listing", "Takes items from the queue and works on each."),
    QT_TRANSLATE_NOOP("Listing", "Keeps the CPU busy for so many seconds of its time."),
    QT_TRANSLATE_NOOP(
        "Listing", "Starts everybody, waits for their work to be done, and says goodbye."
    ),
    QT_TRANSLATE_NOOP("Listing", "a whole burst takes the time of one"),
    QT_TRANSLATE_NOOP("Listing", "{name} made {item}"),
    QT_TRANSLATE_NOOP("Listing", "{name} is eating {item}"),
    QT_TRANSLATE_NOOP("Listing", "Main: all done. Goodbye!"),
)
_COUNTS: tuple[tuple[Does, Callable[[WorkerView], int]], ...] = (
    (Does.PUT, lambda worker: worker.put),
    (Does.GET, lambda worker: worker.taken),
    (Does.DONE, lambda worker: worker.done),
)


class CodePanel(QWidget):
    """The listing with its marks, and two buttons."""

    saveAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self._listing = Listing("", {})
        self._palette = LIGHT
        self._counts: dict[tuple[int, Does], int] = {}
        self._run_ns: dict[int, int] = {}  # line -> when it was last seen to have been run
        self._origin_ns = 0
        self.editor = CodeEditor(self)
        self._hint = PlainLabel(self)
        self._hint.setProperty("role", "small")
        self.copy_button, self.save_button = QPushButton(self), QPushButton(self)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.saveAsked)
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 12, 4)
        head.setSpacing(8)
        head.addWidget(self._hint, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.editor, 1)
        self.retranslate()

    @property
    def text(self) -> str:
        """The program."""
        return self._listing.text

    def show_scenario(self, scenario: Scenario) -> None:
        """The program of another scenario; one with problems leaves the former program there."""
        self._scenario = scenario
        if find_problems(scenario):
            return
        listing = write(scenario, _say)
        if listing.text == self._listing.text:
            return
        self._listing = listing
        self._run_ns.clear()
        self.editor.mark({}, {})
        self.editor.show_program(listing.text)

    def copy(self) -> None:
        """The program, on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)

    # -- live -----------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Marks the lines; nothing is done while nobody sees it."""
        if not self.isVisible():
            return
        if snapshot.phase.is_over:
            self.editor.mark({}, {})
            return
        if snapshot.origin_ns != self._origin_ns:
            self._origin_ns = snapshot.origin_ns
            self._counts.clear()
            self._run_ns.clear()
        self._note_runs(snapshot)
        here: dict[int, list[WorkerView]] = defaultdict(list)
        for worker in snapshot.workers:
            line = self.line_of(worker, snapshot)
            if line is not None:
                here[line].append(worker)
        stops = {line: self._stop(workers) for line, workers in here.items()}
        self.editor.mark(stops, self._flashes(snapshot.now_ns))

    def line_of(self, worker: WorkerView, snapshot: Snapshot) -> int | None:
        """The line, counted from 0, at which a worker is."""
        does = position(worker, snapshot)
        if does is None:
            return None
        instead = Does.PUT if worker.role is Role.PRODUCER else Does.GET
        line = self._place(worker, does)  # who works for no time at all has no such line
        return self._place(worker, instead) if line is None and does is Does.WORK else line

    def _place(self, worker: WorkerView, does: Does) -> int | None:
        kind = "main" if worker.role is Role.MAIN else worker.kind
        return self._listing.places.get((kind, does))

    def _note_runs(self, snapshot: Snapshot) -> None:
        for worker in snapshot.workers:
            for does, count_of in _COUNTS:
                count, key = count_of(worker), (worker.process, does)
                line = self._place(worker, does)
                if line is not None and count > self._counts.get(key, 0):
                    self._run_ns[line] = snapshot.now_ns
                self._counts[key] = count

    def _flashes(self, now_ns: int) -> dict[int, float]:
        ages = ((line, now_ns - at_ns) for line, at_ns in self._run_ns.items())
        steps = ((line, FLASH_STEPS - age_ns * FLASH_STEPS // FLASH_NS) for line, age_ns in ages)
        return {line: step / FLASH_STEPS for line, step in steps if step > 0}

    def _stop(self, workers: list[WorkerView]) -> Stop:
        first = workers[0]
        more = f" +{len(workers) - 1}" if len(workers) > 1 else ""
        return Stop(
            label=f"{STATE_GLYPHS[first.state]} {first.name}{more}",
            colour=state_colour(self._palette, first.state, first.role),
            tooltip="\n".join(f"{worker.name}: {state_explained(worker)}" for worker in workers),
        )

    # -- looks and words ------------------------------------------------------------------------

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._palette = palette
        self.editor.set_palette(palette)

    def retranslate(self) -> None:
        """Says everything in the present language, the program's comments too."""
        self.setAccessibleName(self.tr("Code"))
        self.editor.setAccessibleName(self.tr("The scenario as a Python program"))
        self._hint.setText(self.tr("Plain multiprocessing; runs by itself"))
        self._hint.setToolTip(
            self.tr(
                "A line is marked while a worker's measured state says that it is there, and lights"
                " up when an item has just passed it."
            )
        )
        for button, text, tip in (
            (self.copy_button, self.tr("Copy"), self.tr("Copies the program")),
            (self.save_button, self.tr("Save…"), self.tr("Saves the program as a .py file")),
        ):
            button.setText(text)
            button.setToolTip(tip)
        if self._scenario is not None:
            self.show_scenario(self._scenario)


def _say(text: str) -> str:
    return QCoreApplication.translate("Listing", text)
