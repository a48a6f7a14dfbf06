"""The time that all plots share: what range is visible, whether it follows, where the pointer is.

Times are ns since the run's beginning. While it follows, the right edge is the present moment: a
young run fills the width from 0, an older one shows its last `window_ns`. Whoever zooms at a point
or pans looks at the past, and the range stays where it was put until following is resumed.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

SECOND = 1_000_000_000
WINDOW_NS = 30 * SECOND
YOUNG_NS = 2 * SECOND  # a run that has just begun shows at least this much
NARROWEST_NS = 20_000


@dataclass(frozen=True, slots=True)
class Columns:
    """The visible range cut into one column a device pixel, on a grid that stands still in time.

    So a picture that follows moves by whole pixels and nothing in it flickers.
    """

    start_ns: int
    width_ns: int  # of one column
    count: int

    @property
    def end_ns(self) -> int:
        """Where the last column ends."""
        return self.start_ns + self.width_ns * self.count


def _rounded_up(now_ns: int) -> int:
    """At most 3 % more: the grid of a run that grows changes now and then, not in every frame.

    Otherwise every column would have to be made anew in every frame, and all of them would flicker.
    """
    step_ns = 1 << max(0, now_ns.bit_length() - 6)
    return -(-now_ns // step_ns) * step_ns


class TimeAxis(QObject):
    """The visible range of time, shared by the plots of one window."""

    rangeChanged = Signal()  # by hand; that the present moves on is no news to who shows it
    hoverChanged = Signal()
    followChanged = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Follows, and shows the first moments of a run."""
        super().__init__(parent)
        self.now_ns = 0
        self.following = True
        self.hover_ns: int | None = None
        self.marked_ns: int | None = None  # a moment that was asked for, until it is followed again
        self._window_ns: int | None = WINDOW_NS  # None: everything
        self._start_ns, self._end_ns = 0, YOUNG_NS

    @property
    def cursor_ns(self) -> int | None:
        """The moment that all plots mark: the pointer's, or else the one that was asked for."""
        return self.marked_ns if self.hover_ns is None else self.hover_ns

    def show_moment(self, at_ns: int) -> None:
        """Marks a moment, and comes to it: into the middle unless it is in view and stays there."""
        self.marked_ns = at_ns
        margin_ns = self.span_ns // 20
        is_in_view = self._start_ns + margin_ns <= at_ns <= self._end_ns - margin_ns
        if self.following or not is_in_view:
            half_ns = self.span_ns // 2
            self.show_range(at_ns - half_ns, at_ns - half_ns + self.span_ns)
        self.hoverChanged.emit()

    @property
    def start_ns(self) -> int:
        """The left edge."""
        return self._start_ns

    @property
    def end_ns(self) -> int:
        """The right edge."""
        return self._end_ns

    @property
    def span_ns(self) -> int:
        """How much time is visible."""
        return self._end_ns - self._start_ns

    def columns(self, count: int) -> Columns:
        """The visible range as `count` columns; the right edge lies in the last one.

        A run of which the whole is shown as it grows reaches at least to 97 % of the width.
        """
        count = max(1, count)
        if self.following and self._start_ns == 0 and self._end_ns > YOUNG_NS:
            return Columns(0, max(1, -(-_rounded_up(self._end_ns) // count)), count)
        width_ns = max(1, -(-self.span_ns // count))
        end_ns = -(-self._end_ns // width_ns) * width_ns
        return Columns(end_ns - width_ns * count, width_ns, count)

    def set_now(self, now_ns: int) -> None:
        """Says how far the run has come; a new run begins at 0 and is followed."""
        if now_ns < self.now_ns - SECOND:
            self.now_ns = now_ns
            self.resume_follow()
        self.now_ns = now_ns
        if self.following:
            self._start_ns, self._end_ns = self._followed()

    def zoom(self, factor: float, at_ns: int | None = None) -> None:
        """Shows `factor` times as much time, around `at_ns` or else around the middle.

        While following and without `at_ns` the right edge stays at the present.
        """
        span_ns = self._limited(round(self.span_ns * factor))
        if self.following and at_ns is None:
            self._window_ns = span_ns
            self._follow()
            return
        at_ns = (self._start_ns + self._end_ns) // 2 if at_ns is None else at_ns
        left = (at_ns - self._start_ns) / self.span_ns
        start_ns = at_ns - round(left * span_ns)
        self.show_range(start_ns, start_ns + span_ns)

    def pan(self, by_ns: int) -> None:
        """Moves the range to later times (to earlier ones if negative)."""
        if self.following and by_ns >= 0:
            return
        self.show_range(self._start_ns + by_ns, self._end_ns + by_ns)

    def show_range(self, start_ns: int, end_ns: int) -> None:
        """Shows a range of the past, as far as there is one, and stops following."""
        span_ns = self._limited(end_ns - start_ns)
        start_ns = max(0, min(start_ns, max(self.now_ns, YOUNG_NS) - span_ns))
        self._set_following(following=False)
        self._set(start_ns, start_ns + span_ns)

    def fit(self) -> None:
        """Shows the whole run, and goes on showing all of it."""
        self._window_ns = None
        self._set_following(following=True)
        self._follow()

    def resume_follow(self) -> None:
        """Follows the present with the usual window; no moment is marked any more."""
        self.marked_ns = None
        self._window_ns = WINDOW_NS
        self._set_following(following=True)
        self._follow()

    def set_hover(self, at_ns: int | None) -> None:
        """Says what moment the pointer is at; None: it is elsewhere."""
        if at_ns != self.hover_ns:
            self.hover_ns = at_ns
            self.hoverChanged.emit()

    def _limited(self, span_ns: int) -> int:
        return max(NARROWEST_NS, min(span_ns, max(self.now_ns, YOUNG_NS)))

    def _follow(self) -> None:
        self._set(*self._followed())

    def _followed(self) -> tuple[int, int]:
        window_ns = self._window_ns
        if window_ns is None or (window_ns >= YOUNG_NS and self.now_ns < window_ns):
            return 0, max(self.now_ns, YOUNG_NS)
        end_ns = max(self.now_ns, window_ns)
        return end_ns - window_ns, end_ns

    def _set(self, start_ns: int, end_ns: int) -> None:
        if (start_ns, end_ns) != (self._start_ns, self._end_ns):
            self._start_ns, self._end_ns = start_ns, end_ns
            self.rangeChanged.emit()

    def _set_following(self, *, following: bool) -> None:
        if following != self.following:
            self.following = following
            self.followChanged.emit(following)
