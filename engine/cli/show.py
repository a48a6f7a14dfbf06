"""A report for people: tables with units, in colour on a terminal and as plain text elsewhere."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from engine.cli import texts
from engine.export.report import FindingReport, LossReport, QueueReport, Report, WorkerReport

TEXT_WIDTH = 110  # columns of the plain text
OUTCOME_STYLES = {
    "running": "cyan",
    "finished": "green",
    "stopped": "yellow",
    "failed": "red",
    "broken": "red",
}
SEVERITY_STYLES = {"critical": "bold red", "warning": "yellow", "info": "cyan"}
_STEPS = ((1.0, 1.0, "s"), (1e-3, 1e3, "ms"), (0.0, 1e6, "µs"))


def duration(value_s: float | None) -> str:
    """A time with three figures and a unit that fits: "1.23 s", "830 ms", "2 min 05 s"."""
    if value_s is None:
        return "-"
    if value_s >= 60:
        minutes, seconds = divmod(round(value_s), 60)
        return f"{minutes} min {seconds:02d} s"
    if value_s <= 0:
        return "0 s"
    _, factor, unit = next(step for step in _STEPS if value_s >= step[0])
    scaled = value_s * factor
    decimals = 2 if scaled < 10 else 1 if scaled < 100 else 0
    return f"{scaled:.{decimals}f} {unit}"


def rate(value_per_s: float) -> str:
    """Items a second."""
    return f"{value_per_s:.1f} /s" if value_per_s < 100 else f"{value_per_s:,.0f} /s"


def report_view(report: Report, title: str) -> RenderableType:
    """The report as something rich can print."""
    parts: list[RenderableType] = [_head(report, title)]
    if report.problem:
        parts.append(Text(texts.PROBLEM.format(text=report.problem), "red"))
    if report.queues:
        parts += [Text(_totals(report)), _queues(report.queues)]
    else:
        parts.append(Text(texts.NO_QUEUE))
    if report.workers:
        parts.append(_workers(report.workers))
    parts += [finding_view(finding) for finding in report.findings]
    parts += [_failure(worker) for worker in report.workers if worker.error]
    parts += [_loss(loss) for loss in report.losses]
    parts += [Text(texts.NOTE.format(text=note), "yellow") for note in report.notes]
    return Group(*parts)


def report_text(report: Report, title: str) -> str:
    """The report as plain text, without colours or trailing blanks."""
    return plain_text(report_view(report, title))


def plain_text(view: RenderableType) -> str:
    """What rich would print, as plain text."""
    page = io.StringIO()
    console = Console(file=page, width=TEXT_WIDTH, color_system=None, force_terminal=False)
    console.print(view)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def table(*columns: str, words_first: int) -> Table:
    """A table without boxes; the first `words_first` columns hold words, the others numbers."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for index, column in enumerate(columns):
        made.add_column(column, justify="left" if index < words_first else "right", overflow="fold")
    return made


def print_rows(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Prints a table of words to standard output."""
    made = table(*columns, words_first=len(columns))
    for row in rows:
        made.add_row(*map(Text, row))
    Console().print(made)


def _head(report: Report, title: str) -> Text:
    outcome = texts.OUTCOMES[report.outcome]
    line = texts.REPORT_HEAD.format(
        title=title, outcome=outcome, duration=duration(report.duration_s)
    )
    head = Text(line, "bold")
    head.highlight_words([outcome], OUTCOME_STYLES[report.outcome])
    return head


def _totals(report: Report) -> str:
    return texts.TOTALS.format(
        produced=report.produced, taken=report.taken, done=report.done, lost=report.lost
    )


def _queues(queues: tuple[QueueReport, ...]) -> RenderableType:
    made = table(*texts.QUEUE_COLUMNS, words_first=2)
    for queue in queues:
        made.add_row(
            Text(queue.name),
            queue.kind,
            str(queue.maxsize or texts.UNBOUNDED),
            *(f"{count:,}" for count in (queue.produced, queue.taken, queue.done)),
            Text(f"{queue.lost:,}", "red" if queue.lost else ""),
            str(queue.depth.peak),
            f"{queue.depth.mean:.2f}",
            str(queue.depth.last),
            duration(queue.wait_p50_s),
            duration(queue.wait_p99_s),
        )
    return Padding(made, (1, 0, 0, 0))


def _workers(workers: tuple[WorkerReport, ...]) -> RenderableType:
    made = table(*texts.WORKER_COLUMNS, words_first=2)
    for worker in workers:
        made.add_row(
            Text(worker.name),
            texts.ROLES.get(worker.role, worker.role),
            str(worker.pid),
            "-" if worker.exit_code is None else str(worker.exit_code),
            f"{worker.items:,}",
            duration(worker.busy_s),
            duration(worker.blocked_s),
            f"{worker.utilisation:.0%}",
            style="red" if worker.error else "",
        )
    return Padding(made, (1, 0, 1, 0))


def finding_view(finding: FindingReport) -> RenderableType:
    """One finding: title, cause, remedy."""
    sentence = texts.FINDING_OVER if finding.is_over else texts.FINDING
    said = [
        Text(texts.CAUSE.format(text=finding.cause)),
        Text(texts.REMEDY.format(text=finding.remedy)),
    ]
    style = "" if finding.is_over else SEVERITY_STYLES[finding.severity]
    title = Text(sentence.format(title=finding.title), style)
    return Group(title, Padding(Group(*said), (0, 0, 1, 2)))


def _loss(loss: LossReport) -> Text:
    return Text(texts.LOST_ITEM.format(worker=loss.worker, queue=loss.queue, why=loss.why), "red")


def _failure(worker: WorkerReport) -> RenderableType:
    said = Text(texts.FAILED_WORKER.format(name=worker.name, error=worker.error), "red")
    if not worker.traceback:
        return said
    return Group(said, Padding(Text(worker.traceback.rstrip()), (0, 0, 1, 2)))
