"""Where `queuescope run` shows a run: a live terminal, lines for a pipe, or JSON for a program."""

from __future__ import annotations

import sys
from typing import Protocol

from rich.console import Console
from rich.live import Live
from rich.text import Text

from engine.cli.keys import REPORT_KEY, Keys
from engine.cli.live import live_view, progress_line
from engine.cli.show import report_text, report_view
from engine.export.report import Report, to_json
from engine.model.snapshot import Snapshot

VIEW_S = 0.1
PROGRESS_S = 2.0


class View(Protocol):
    """Where a run is shown while it goes on, and its report after it."""

    every_s: float

    def begin(self) -> None:
        """The run has started."""

    def printed(self, line: str) -> None:
        """The program printed a line."""

    def show(self, snapshot: Snapshot) -> None:
        """How the run stands."""

    def say(self, text: str) -> None:
        """A word of our own."""

    def take_report_wish(self) -> bool:
        """Whether the report was asked for, by a key, since the last call."""

    def report(self, report: Report) -> None:
        """The report, as of now."""

    def end(self, report: Report | None) -> None:
        """The run is over; None when it came to no report."""


class LiveView:
    """A terminal: everything moves."""

    every_s = VIEW_S

    def __init__(self, title: str, expected: int | None) -> None:
        """Nothing is shown before `begin`. `expected`: so many items there will be."""
        self._title, self._expected = title, expected
        self._console = Console()
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._keys = Keys()

    def begin(self) -> None:
        """The live part appears."""
        self._keys.open()
        self._live.start()

    def printed(self, line: str) -> None:
        """Above the live part."""
        self._console.print(Text(line))

    def show(self, snapshot: Snapshot) -> None:
        """Draws the live part anew."""
        view = live_view(snapshot, self._title, self._expected, self._console.width)
        self._live.update(view, refresh=True)

    def say(self, text: str) -> None:
        """Above the live part too."""
        self._console.print(Text(text, "yellow"))

    def take_report_wish(self) -> bool:
        """A press of the report's key."""
        return REPORT_KEY in self._keys.take()

    def report(self, report: Report) -> None:
        """Above the live part too."""
        self._console.print(report_view(report, self._title))

    def end(self, report: Report | None) -> None:
        """The live part makes room for the report."""
        self._live.stop()
        self._keys.close()
        if report is not None:
            self.report(report)


class PlainView:
    """A pipe or a file: lines."""

    every_s = PROGRESS_S

    def __init__(self, title: str) -> None:
        """Nothing is written yet."""
        self._title = title

    def begin(self) -> None:
        """Nothing to tell."""

    def printed(self, line: str) -> None:
        """As the program printed it."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def show(self, snapshot: Snapshot) -> None:
        """A line of progress."""
        self.say(progress_line(snapshot))

    def say(self, text: str) -> None:
        """Beside the output proper."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def take_report_wish(self) -> bool:
        """Nobody presses keys here."""
        return False

    def report(self, report: Report) -> None:
        """As text."""
        sys.stdout.write(report_text(report, self._title))
        sys.stdout.flush()

    def end(self, report: Report | None) -> None:
        """The report."""
        if report is not None:
            self.report(report)


class JsonView:
    """A program: the report alone."""

    every_s = 3600.0

    def begin(self) -> None:
        """Nothing to tell."""

    def printed(self, line: str) -> None:
        """Not told."""

    def show(self, snapshot: Snapshot) -> None:
        """Not told."""

    def say(self, text: str) -> None:
        """Not told."""

    def take_report_wish(self) -> bool:
        """Nobody presses keys here."""
        return False

    def report(self, report: Report) -> None:
        """One JSON object, in UTF-8 whatever the terminal speaks."""
        sys.stdout.buffer.write(to_json(report).encode())
        sys.stdout.flush()

    def end(self, report: Report | None) -> None:
        """The report."""
        if report is not None:
            self.report(report)


def view_of(title: str, expected: int | None, *, as_json: bool) -> View:
    """The view that fits standard output."""
    if as_json:
        return JsonView()
    return LiveView(title, expected) if sys.stdout.isatty() else PlainView(title)
