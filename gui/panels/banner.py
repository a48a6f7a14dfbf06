"""The banner: what went wrong, who, why, and what to do about it.

It tells one finding at a time, the gravest first: a title, why it is so, what to do. Colour, glyph
and word tell how grave it is. A finding that was hidden by hand stays hidden while it holds. What
the application itself has to say (`say`) comes behind the findings, which know more of who and why.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.model.findings import Finding, FindingKind, Severity
from engine.model.snapshot import EMPTY_SNAPSHOT, Snapshot, WorkerView
from gui.common.i18n import translated
from gui.common.keys import keep_space
from gui.common.plain import PlainLabel, in_menu, plain
from gui.common.privacy import discreet
from gui.common.units import seconds
from gui.panels.clipped_label import ClippedLabel
from gui.panels.finding_text import text_of

MOST_LINES = 3  # of why and what to do: the picture below is not pushed away
GLYPHS = {Severity.INFO: "ℹ", Severity.WARNING: "▲", Severity.CRITICAL: "✕"}
SAID = "said"  # the page of what the application says
TOLD = frozenset(Severity) - {Severity.INFO}  # what is merely worth knowing is told when asked for


class Offer(NamedTuple):
    """Something that can be done about a finding: a button, and what it does."""

    text: str
    tip: str
    act: Callable[[], None]


class Banner(QFrame):
    """Trouble, above the plots; hidden while all is well."""

    detailsAsked = Signal(object)
    graphAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._snapshot = EMPTY_SNAPSHOT
        self._findings: tuple[Finding, ...] = ()
        self._hidden: set[object] = set()
        self._expected: set[int] = set()  # who is killed by hand
        self._shown: object = None  # the page that is told: the key of a finding, or SAID
        self._said = self._said_title = ""
        self._said_severity = Severity.WARNING
        self.offers_for: Callable[[Finding], list[Offer]] = lambda _: []
        self._offered: list[tuple[str, str]] = []  # texts of the buttons that are there
        self._offers = QHBoxLayout()
        self._glyph, self._title = PlainLabel(self), PlainLabel(self)
        self._moment = PlainLabel(self)
        self._moment.setProperty("role", "dim")
        self._text = ClippedLabel(MOST_LINES, self)
        self._title.setProperty("role", "title")
        for label in (self._title, self._text):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.setWordWrap(True)
        self._next, self._graph = QPushButton(self), QPushButton(self)
        self._details, self._close = QPushButton(self), QToolButton(self)
        self._close.setText("✕")
        self._lay_out()
        self._next.clicked.connect(self._on_next)
        self._graph.clicked.connect(self.graphAsked)
        self._details.clicked.connect(lambda: self.detailsAsked.emit(self._failed()))
        self._close.clicked.connect(self._on_closed)
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keep_space(self._next, self._graph, self._details, self._close)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._glyph)
        head.addWidget(self._title, 1)
        head.addWidget(self._moment, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._next, self._graph, self._details, self._close):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._text)
        self._offers.setSpacing(8)
        column.addLayout(self._offers)

    @property
    def text(self) -> str:
        """What it says, title first."""
        if self.isHidden():
            return ""
        return " ".join(part for part in (self._title.text(), self._text.whole) if part)

    @property
    def finding(self) -> Finding | None:
        """The finding that it tells, if it tells one."""
        told = (each for each in self._findings if each.key == self._shown)
        return next(told, None)

    @property
    def _pages(self) -> list[object]:
        return [*(each.key for each in self._findings), *([SAID] if self._said else [])]

    def say(
        self,
        text: str,
        title: str,
        *,
        is_first: bool = False,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Says something of the application's own; behind the findings, unless it `is_first`.

        `text` may be a Sentence; `title` is marked for the translators, with the context "Banner".
        """
        self._said, self._said_title, self._said_severity = text, title, severity
        if is_first or self.finding is None:
            self._shown = SAID
        self._show()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Tells the gravest finding, unless one is told that still holds."""
        self._snapshot = snapshot
        known = {each.key for each in self._findings}
        self._findings = tuple(
            each
            for each in snapshot.findings
            if each.severity in TOLD
            and not each.is_over
            and each.key not in self._hidden
            and not (each.kind is FindingKind.WORKER_KILLED and self._expected >= set(each.who))
        )
        pages = self._pages
        gravest = self._findings[0] if self._findings else None
        is_grave = gravest is not None and gravest.severity is Severity.CRITICAL
        told = self.finding
        is_graver = told is not None and is_grave and told.severity is not Severity.CRITICAL
        is_newer = self._shown is SAID and gravest is not None and gravest.key not in known
        if self._shown not in pages or is_graver or is_newer:
            self._shown = pages[0] if pages else None
        self._show()

    def _show(self) -> None:
        finding, pages = self.finding, self._pages
        if finding is None:
            title = QCoreApplication.translate("Banner", self._said_title)
            self._tell(title, translated(self._said), self._said_severity)
        else:
            words = text_of(finding, self._snapshot)
            text = self.tr("{why} {remedy}").format(why=words.why, remedy=words.remedy)
            self._tell(words.title, text.strip(), finding.severity)
        self._show_offers(self.offers_for(finding) if finding is not None else [])
        since = "" if finding is None else self._since(finding)
        self._set(self._moment, since)
        self._graph.setVisible(finding is not None and bool(finding.waiting))
        self._details.setVisible(self._failed() is not None)
        self._next.setVisible(len(pages) > 1)
        if len(pages) > 1:
            place = pages.index(self._shown) + 1
            self._next.setText(self.tr("{place} of {all}").format(place=place, all=len(pages)))
        self.setVisible(bool(pages))

    def _since(self, finding: Finding) -> str:
        """When a finding began, on the run's clock."""
        begun_ns = finding.since_ns - self._snapshot.origin_ns
        return self.tr("since {}").format(seconds(begun_ns / 1e9)) if begun_ns > 0 else ""

    def _show_offers(self, offers: list[Offer]) -> None:
        """A button for each; those that are there already stay, so that they can be pressed."""
        texts = [(offer.text, offer.tip) for offer in offers]
        if texts == self._offered:
            return
        self._offered = texts
        while (item := self._offers.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        for offer in offers:
            button = QPushButton(in_menu(offer.text), self)
            button.setToolTip(plain(offer.tip))
            button.clicked.connect(lambda _=False, act=offer.act: act())
            keep_space(button)
            self._offers.addWidget(button)
        if offers:
            self._offers.addStretch(1)

    def _tell(self, title: str, text: str, severity: Severity) -> None:
        title, text = discreet(title), discreet(text)
        self._set(self._glyph, GLYPHS[severity])
        self._set(self._title, title)
        self._text.set_whole(text)
        if self.property("severity") != severity.value:
            self.setProperty("severity", severity.value)
            for part in (self, self._glyph):
                part.style().unpolish(part)
                part.style().polish(part)
        grave = {
            Severity.INFO: self.tr("Good to know"),
            Severity.WARNING: self.tr("Warning"),
            Severity.CRITICAL: self.tr("Nothing can move"),
        }[severity]
        self.setAccessibleName(f"{grave}: {title} {text}")

    @staticmethod
    def _set(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)

    def _failed(self) -> WorkerView | None:
        finding = self.finding
        if finding is None or finding.kind is not FindingKind.WORKER_RAISED:
            return None
        return next(
            (w for w in self._snapshot.workers if w.process in finding.who and w.failure), None
        )

    def clear(self) -> None:
        """A new run begins."""
        self._findings, self._shown, self._said = (), None, ""
        self._hidden.clear()
        self._expected.clear()
        self.hide()

    def expect(self, process: int) -> None:
        """It is killed by hand: no news for whoever did it."""
        self._expected.add(process)

    def _on_next(self) -> None:
        if pages := self._pages:
            self._shown = pages[(pages.index(self._shown) + 1) % len(pages)]
            self._show()

    def _on_closed(self) -> None:
        if (finding := self.finding) is not None:
            self._hidden.add(finding.key)
            self._findings = tuple(each for each in self._findings if each.key != finding.key)
        else:
            self._said = ""
        self._shown = next(iter(self._pages), None)
        self._show()

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self._graph.setText(self.tr("Who waits for whom"))
        self._graph.setToolTip(self.tr("Shows the wait-for graph (Ctrl+G)"))
        self._next.setToolTip(self.tr("Shows the next finding"))
        self._next.setAccessibleName(self.tr("Next finding"))
        self._details.setText(self.tr("Traceback…"))
        self._details.setToolTip(self.tr("Shows where in its code the worker failed"))
        self._close.setToolTip(self.tr("Hides this message"))
        self._close.setAccessibleName(self.tr("Hide the message"))
        if not self.isHidden():
            self._show()
