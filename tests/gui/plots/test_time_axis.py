"""The shared time axis: follow, zoom, pan, fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.plots.time_axis import NARROWEST_NS, SECOND, WINDOW_NS, YOUNG_NS, TimeAxis


def axis_at(now_s: float) -> TimeAxis:
    axis = TimeAxis()
    axis.set_now(round(now_s * SECOND))
    return axis


@pytest.mark.parametrize(
    ("now_s", "start_s", "end_s"), [(0, 0, 2), (1.5, 0, 2), (12, 0, 12), (45, 15, 45)]
)
def test_a_young_run_fills_the_width_and_an_older_one_shows_its_last_30_seconds(
    now_s: float, start_s: float, end_s: float
) -> None:
    axis = axis_at(now_s)
    assert (axis.start_ns, axis.end_ns) == (start_s * SECOND, end_s * SECOND)


def test_zooming_while_following_keeps_the_present_at_the_right_edge() -> None:
    axis = axis_at(100)
    axis.zoom(0.5)
    axis.set_now(101 * SECOND)
    assert axis.following
    assert (axis.start_ns, axis.end_ns) == (86 * SECOND, 101 * SECOND)


def test_zooming_at_a_point_keeps_that_point_in_place_and_stops_following() -> None:
    axis = axis_at(100)
    axis.zoom(0.5, at_ns=80 * SECOND)
    assert not axis.following
    assert (axis.start_ns, axis.end_ns) == (75 * SECOND, 90 * SECOND)
    axis.set_now(200 * SECOND)
    assert axis.end_ns == 90 * SECOND


def test_panning_back_stops_following_and_panning_on_does_not() -> None:
    axis = axis_at(100)
    axis.pan(SECOND)
    assert axis.following
    axis.pan(-10 * SECOND)
    assert not axis.following
    assert (axis.start_ns, axis.end_ns) == (60 * SECOND, 90 * SECOND)


def test_fit_shows_everything_and_goes_on_doing_so() -> None:
    axis = axis_at(100)
    axis.fit()
    axis.set_now(120 * SECOND)
    assert (axis.start_ns, axis.end_ns) == (0, 120 * SECOND)


def test_resuming_and_a_new_run_return_to_the_usual_window() -> None:
    axis = axis_at(100)
    told: list[bool] = []
    axis.followChanged.connect(told.append)
    axis.show_range(10 * SECOND, 11 * SECOND)
    axis.resume_follow()
    assert (axis.start_ns, axis.end_ns) == (70 * SECOND, 100 * SECOND)
    axis.show_range(10 * SECOND, 11 * SECOND)
    axis.set_now(0)
    assert (axis.start_ns, axis.end_ns) == (0, YOUNG_NS)
    assert told == [False, True, False, True]


moves = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.01, 100)),
        st.tuples(st.just("pan"), st.integers(-(10**12), 10**12)),
        st.tuples(st.just("fit"), st.none()),
        st.tuples(st.just("now"), st.integers(0, 10**12)),
    )
)


@given(moves, st.integers(1, 4000))
def test_whatever_is_done_the_range_stays_within_the_run(
    steps: list[tuple[str, float | None]], count: int
) -> None:
    axis = axis_at(50)
    for what, value in steps:
        if what == "zoom":
            assert value is not None
            axis.zoom(value, axis.start_ns + axis.span_ns // 3)
        elif what == "pan":
            axis.pan(int(value or 0))
        elif what == "fit":
            axis.fit()
        else:
            axis.set_now(max(axis.now_ns, int(value or 0)))
        assert axis.start_ns >= 0
        assert axis.span_ns >= NARROWEST_NS
        assert axis.end_ns <= max(axis.now_ns, YOUNG_NS)
        columns = axis.columns(count)
        spare = axis.end_ns // 30 if axis.following and axis.start_ns == 0 else 0
        assert columns.end_ns >= axis.end_ns > columns.end_ns - columns.width_ns - spare
        assert columns.start_ns % columns.width_ns == 0
    assert WINDOW_NS > YOUNG_NS
