"""Figures with their units: durations, counts, rates and sizes, written in one way everywhere."""

from __future__ import annotations

_state = {"in_seconds": False}


def write_seconds(*, is_on: bool) -> None:
    """Whether durations are written in seconds, however short or long they are."""
    _state["in_seconds"] = is_on


def measured(value_s: float | None) -> tuple[str, str]:
    """A duration in three digits, and its unit: ("12.3", "ms"), ("2:05", "min"), ("–", "")."""
    if value_s is None:
        return "–", ""
    if _state["in_seconds"]:
        return f"{value_s:.3f}" if value_s < 100 else f"{value_s:.1f}", "s"
    if value_s >= 60:
        return f"{int(value_s // 60)}:{int(value_s % 60):02d}", "min"
    if value_s == 0:
        return "0", "s"
    factor, unit = next(
        (each for each in ((1, "s"), (1e3, "ms")) if value_s * each[0] >= 1), (1e6, "µs")
    )
    figure = value_s * factor
    digits = 2 if figure < 10 else 1 if figure < 100 else 0
    return f"{figure:.{digits}f}", unit


def seconds(value_s: float | None) -> str:
    """A duration with its unit: "12.3 ms", "1.24 s", "2:05 min"."""
    return " ".join(measured(value_s)).strip()


def count(value: float) -> str:
    """A whole number with thin spaces between thousands."""
    return f"{round(value):,}".replace(",", "\u202f")


def rate(value: float) -> str:
    """Items a second."""
    return f"{value:.1f}" if value < 100 else count(value)


def byte_size(size_bytes: int) -> str:
    """A size with its unit: "512 B", "1.2 MB"."""
    value = float(size_bytes)
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"
