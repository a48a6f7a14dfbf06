"""A run on one page of HTML that needs nothing else: numbers, findings, depths as pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from engine.export.report import Report
from engine.model.snapshot import QueueView, Snapshot

WIDTH: Final = 960
HEIGHT: Final = 160
_STYLE: Final = """
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{padding:.2rem .7rem;text-align:right}
td:first-child,th:first-child{text-align:left}tr{border-bottom:1px solid #ddd}svg{width:100%}
.critical{color:#b00020}.warning{color:#9a6700}h2{margin:1.5rem 0 .3rem;font-size:1.1rem}
@media (prefers-color-scheme:dark){body{background:#1b1d21;color:#ddd}tr{border-color:#444}}
"""
_TOTALS: Final = "{0.produced:,} put, {0.taken:,} taken, {0.done:,} done, {0.lost:,} lost"
_QUEUE: Final = (
    "name", "kind", "maxsize", "produced", "taken", "done", "lost", "wait_p50_s", "wait_p99_s",
)  # fmt: skip
_WORKER: Final = (
    "name", "role", "pid", "exit_code", "items", "busy_s", "blocked_s", "utilisation",
)  # fmt: skip


def write(path: Path, snapshot: Snapshot, report: Report, title: str) -> None:
    """Writes the page; raises OSError."""
    path.write_text(page(snapshot, report, title), encoding="utf-8")


def page(snapshot: Snapshot, report: Report, title: str) -> str:
    """The whole page."""
    head = f"{escape(title)}: {escape(report.outcome)} after {report.duration_s:.3f} s"
    parts = [
        f"<h1>{head}</h1>",
        f"<p>{_TOTALS.format(report)}</p>",
        *(_finding(*each) for each in _findings(report)),
        *(_depth(snapshot, queue) for queue in snapshot.queues),
        _table("Queues", _QUEUE, ([getattr(q, name) for name in _QUEUE] for q in report.queues)),
        _table("Workers", _WORKER, ([getattr(w, n) for n in _WORKER] for w in report.workers)),
        *(f"<p>{escape(note)}</p>" for note in report.notes),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>\n"
        + "\n".join(parts)
        + "\n</html>\n"
    )


def _findings(report: Report) -> Iterable[tuple[str, str, str, str]]:
    return ((each.severity, each.title, each.cause, each.remedy) for each in report.findings)


def _finding(severity: str, title: str, cause: str, remedy: str) -> str:
    told = f'<h2 class="{escape(severity)}">{escape(title)}</h2>'
    return f"{told}<p>{escape(cause)} {escape(remedy)}</p>"


def _depth(snapshot: Snapshot, queue: QueueView) -> str:
    """The lowest and highest depth in each column, as one shape."""
    envelope = queue.series.envelope(snapshot.origin_ns, snapshot.now_ns, WIDTH)
    most = max(1, queue.peak)
    scale = (HEIGHT - 2) / most
    high = [f"{x},{HEIGHT - 1 - max(0, value) * scale:.1f}" for x, value in _at(envelope.high)]
    low = [f"{x},{HEIGHT - max(0, value) * scale:.1f}" for x, value in _at(envelope.low)]
    points = " ".join([*high, *reversed(low)])
    return (
        f"<h2>{escape(queue.name)}: depth, peak {queue.peak}, mean {queue.mean:.2f}</h2>"
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="depth over time">'
        f'<polygon points="{points}" fill="#3b82c4" stroke="#3b82c4" stroke-width="1"/></svg>'
    )


def _at(column: object) -> list[tuple[int, int]]:
    return list(enumerate(map(int, column)))  # type: ignore[call-overload]


def _table(title: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_said(value))}</td>" for value in row) + "</tr>"
        for row in rows
    )
    return f"<h2>{title}</h2><table><tr>{head}</tr>{body}</table>"


def _said(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
