"""The account of a program as something to hand on: JSON for programs, HTML for people.

Local variables are in it only where the user asked for them: they may be private.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

import msgspec

from engine.attach.account import Account, ProcessAccount
from engine.attach.spots import frames_of
from engine.attach.stacks import Frame, Stack
from engine.export.report import FindingReport, build_report

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fafaf8; max-width: 64rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 22px; } h2 { font-size: 15px; margin: 2rem 0 .5rem; }
.stuck { color: #d55e00; } .moving { color: #00795a; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .3rem 1rem .3rem 0;
  vertical-align: top; } th { font-weight: normal; color: #666; } td.n { text-align: right; }
tr + tr { border-top: 1px solid #e4e4e0; } code, pre { font: 13px/1.5 ui-monospace, monospace; }
small { color: #666; } details { margin: .2rem 0; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #16181c; }
  tr + tr { border-color: #333; } th, small { color: #999; } .moving { color: #2bb28d; } }
"""


class FrameReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One call; `variables` only where they were asked for."""

    file: str
    line: int
    function: str
    variables: dict[str, str] = {}


class StackReport(msgspec.Struct, frozen=True, kw_only=True):
    """One thread's calls, innermost first."""

    thread: str
    frames: tuple[FrameReport, ...]


class ProcessReport(msgspec.Struct, frozen=True, kw_only=True):
    """One process: what it does, who could end its wait or why nobody does."""

    name: str
    pid: int
    kind: str
    is_stuck: bool
    certainty: str
    does: str
    why: str
    file: str
    line: int
    function: str
    source: str
    cpu_s: float
    cpu_share: float
    stacks: tuple[StackReport, ...]


class QueueDepth(msgspec.Struct, frozen=True, kw_only=True):
    """One queue; `maxsize` 0: unbounded; `depth`: put and not yet got."""

    name: str
    kind: str
    maxsize: int
    depth: int


class AttachReport(msgspec.Struct, frozen=True, kw_only=True):
    """A whole program at one moment. `outcome`: "moving", "stuck" or "unknown"."""

    pid: int
    command: str
    outcome: str
    certainty: str
    verdict: str
    findings: tuple[FindingReport, ...]
    processes: tuple[ProcessReport, ...]
    queues: tuple[QueueDepth, ...]
    notes: tuple[str, ...]


def build(account: Account, *, with_values: bool = False) -> AttachReport:
    """The report; `with_values`: with local variables."""
    return AttachReport(
        pid=account.root,
        command=" ".join(account.command),
        outcome=account.outcome.value,
        certainty=account.certainty.value,
        verdict=str(account.verdict),
        findings=build_report(account.snapshot).findings,
        processes=tuple(_process(each, with_values=with_values) for each in account.processes),
        queues=tuple(
            QueueDepth(name=each.name, kind=each.kind, maxsize=each.maxsize, depth=each.depth)
            for each in account.snapshot.queues
        ),
        notes=tuple(map(str, account.notes)),
    )


def to_json(report: AttachReport | list[AttachReport]) -> str:
    """One JSON object, or an array of several; indented, ending in a newline."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def to_html(reports: list[AttachReport]) -> str:
    """A page that needs nothing else."""
    body = "\n".join(line for report in reports for line in _page(report))
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Queuescope</title>\n'
        f"<style>{_STYLE}</style>\n{body}\n</html>\n"
    )


def _process(process: ProcessAccount, *, with_values: bool) -> ProcessReport:
    return ProcessReport(
        name=process.name,
        pid=process.pid,
        kind=process.kind.value,
        is_stuck=process.is_stuck,
        certainty=process.certainty.value,
        does=str(process.does),
        why=str(process.why),
        file=process.file,
        line=process.line,
        function=process.function,
        source=process.source,
        cpu_s=round(process.cpu_s, 2),
        cpu_share=round(process.cpu_share, 3),
        stacks=tuple(_stack(stack, with_values=with_values) for stack in process.stacks),
    )


def _stack(stack: Stack, *, with_values: bool) -> StackReport:
    frames = tuple(_frame(frame, with_values=with_values) for frame in frames_of(stack))
    return StackReport(thread=stack.name, frames=frames)


def _frame(frame: Frame, *, with_values: bool) -> FrameReport:
    return FrameReport(
        file=frame.file,
        line=frame.line,
        function=frame.function,
        variables=dict(frame.variables) if with_values else {},
    )


def _page(report: AttachReport) -> Iterator[str]:
    said = html.escape
    yield f"<h1>{said(report.command)} <small>pid {report.pid}</small></h1>"
    yield f'<p class="{report.outcome}"><b>{said(report.verdict)}</b> ({report.certainty})</p>'
    for finding in report.findings:
        yield f"<h2>{said(finding.title)}</h2>"
        yield f"<p>{said(finding.cause)}</p><p>{said(finding.remedy)}</p>"
    yield "<h2>Processes</h2><table>"
    for process in report.processes:
        yield from _row(process)
    yield "</table>"
    if report.queues:
        yield "<h2>Queues</h2><table><tr><th>queue<th>kind<th>maxsize<th>depth</tr>"
        for queue in report.queues:
            size = queue.maxsize or "none"
            yield f"<tr><td>{queue.name}<td>{queue.kind}<td>{size}<td>{queue.depth}</tr>"
        yield "</table>"
    yield from (f"<p><small>{said(note)}</small></p>" for note in report.notes)


def _row(process: ProcessReport) -> Iterator[str]:
    said = html.escape
    mark = ' class="stuck"' if process.is_stuck else ""
    yield f"<tr><td{mark}><b>{said(process.name)}</b><br><small>pid {process.pid}</small>"
    yield f"<td>{said(process.does)}" + (f"; {said(process.why)}." if process.why else ".")
    if process.file:
        place = f"{process.file}:{process.line}"
        yield f"<br><small>{said(place)}</small> <code>{said(process.source)}</code>"
    for stack in process.stacks:
        yield f"<details><summary><small>{said(stack.thread)}</small></summary><pre>"
        for frame in stack.frames:
            yield said(f"{frame.file}:{frame.line}  {frame.function}")
            yield from (said(f"    {name} = {value}") for name, value in frame.variables.items())
        yield "</pre></details>"
    yield "</tr>"
