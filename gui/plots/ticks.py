"""Where the axes have their ticks, and how times are written."""

from __future__ import annotations

from collections.abc import Iterator

MS = 1_000_000
SECOND = 1000 * MS
MINUTE = 60 * SECOND
# Steps of a clock beyond a second: tens and hundreds of seconds would not end on whole minutes.
CLOCK_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400)


def nice_step(at_least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, ... that is not less than `at_least`."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power >= at_least:
                return digit * power
        power *= 10


def time_step_ns(at_least_ns: float) -> int:
    """A round step of time that is not less than `at_least_ns`."""
    if at_least_ns <= SECOND // 2:
        return nice_step(at_least_ns)
    fitting = (step for step in CLOCK_STEPS_S if step * SECOND >= at_least_ns)
    return next(fitting, CLOCK_STEPS_S[-1]) * SECOND


def time_ticks(start_ns: int, end_ns: int, at_least_ns: float) -> Iterator[tuple[int, str]]:
    """Round moments within a range, at least `at_least_ns` apart, and their labels."""
    step_ns = time_step_ns(at_least_ns)
    for at_ns in range(-(-max(0, start_ns) // step_ns) * step_ns, end_ns + 1, step_ns):
        yield at_ns, time_label(at_ns, step_ns)


def time_label(at_ns: int, step_ns: int) -> str:
    """A moment, as exact as steps of `step_ns` need: "250 ms", "12.5 s", "1:30"."""
    if at_ns >= MINUTE and step_ns >= SECOND:
        return _clock(at_ns)
    if at_ns < SECOND and step_ns < SECOND // 10:
        return _decimal(at_ns, MS, step_ns) + "\u202fms"
    return _decimal(at_ns, SECOND, step_ns) + "\u202fs"


def duration_label(span_ns: int) -> str:
    """A duration with three digits: "12.3 ms", "1.24 s", "2:05"."""
    if span_ns >= MINUTE:
        return _clock(span_ns)
    for unit_ns, unit in ((SECOND, "s"), (MS, "ms"), (1000, "µs")):
        if span_ns >= unit_ns or unit == "µs":
            figure = span_ns / unit_ns
            digits = 2 if figure < 10 else 1 if figure < 100 else 0
            return f"{figure:.{digits}f}\u202f{unit}"
    return ""


def _clock(at_ns: int) -> str:
    minutes, seconds = divmod(at_ns // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}"
    return f"{minutes}:{seconds:02d}"


def _decimal(at_ns: int, unit_ns: int, step_ns: int) -> str:
    """A number of units with as many digits after the point as the step has."""
    digits = 0
    while step_ns * 10**digits % unit_ns and digits < 9:
        digits += 1
    return f"{at_ns / unit_ns:.{digits}f}"
