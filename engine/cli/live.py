"""What a terminal shows of a run while it goes on: one renderable for each Snapshot."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from engine.cli import texts
from engine.cli.show import duration, rate, table
from engine.model.snapshot import QueueView, Role, Snapshot, State, WorkerView
from engine.scenario.schema import Scenario

BARS = " ▁▂▃▄▅▆▇█"
MOST_COLUMNS = 100
MOST_WORKERS = 16
SHOWN_S = 30.0  # how much of the past the sparkline shows
STATE_STYLES = {
    State.BUSY: "green",
    State.PUT_WAIT: "yellow",
    State.GET_WAIT: "cyan",
    State.JOINING: "magenta",
    State.PAUSED: "dim",
    State.FAILED: "bold red",
    State.ENDED: "dim",
    State.ABSENT: "dim",
}


def expected_items(scenario: Scenario) -> int | None:
    """How many items a scenario makes; None when it is endless."""
    if any(kind.count and not kind.items for kind in scenario.producers):
        return None
    return sum(kind.count * kind.items for kind in scenario.producers)


def live_view(snapshot: Snapshot, title: str, expected: int | None, width: int) -> RenderableType:
    """The whole picture, `width` columns wide at most."""
    parts: list[RenderableType] = [_head(snapshot, title)]
    queue = max(snapshot.queues, key=lambda each: each.produced, default=None)
    if queue is not None:
        parts.append(_depth(snapshot, queue, min(width, MOST_COLUMNS) - len(texts.LIVE_DEPTH) - 1))
        parts.append(_numbers(queue))
        if expected:
            parts.append(_progress(queue, expected))
    parts.append(Padding(_workers(snapshot), (1, 0, 0, 0)))
    return Group(*parts)


def sparkline(values: list[int], ceiling: int) -> str:
    """One bar for each value, full at `ceiling`; a value above 0 is never drawn empty."""
    steps = len(BARS) - 1
    bars = [0 if value <= 0 else max(1, round(value * steps / ceiling)) for value in values]
    return "".join(BARS[min(steps, bar)] for bar in bars)


def progress_line(snapshot: Snapshot) -> str:
    """How a run stands, in one plain line."""
    alive = [worker for worker in snapshot.workers if worker.ended_ns is None]
    return texts.PLAIN_PROGRESS.format(
        duration=duration(snapshot.duration_s),
        produced=sum(queue.produced for queue in snapshot.queues),
        taken=sum(queue.taken for queue in snapshot.queues),
        depth=sum(queue.depth for queue in snapshot.queues),
        alive=len(alive),
    )


def state_in_words(worker: WorkerView, now_ns: int) -> str:
    """What a worker is doing and since when, as one would say it."""
    text = texts.STATES[worker.state.name]
    if worker.state is State.BUSY and worker.role is Role.PRODUCER and worker.product:
        text = texts.MAKES_PRODUCT.format(product=worker.product)
    elif worker.state is State.BUSY and worker.role is Role.CONSUMER and worker.taken:
        text = texts.WORKS_ON_ITEM
    elif worker.state is State.JOINING and worker.waits_for:
        text = texts.JOINS_WHAT.format(what=worker.waits_for)
    if worker.state in {State.ENDED, State.FAILED, State.ABSENT}:
        return text
    since = duration(max(0, now_ns - worker.since_ns) / 1e9)
    return texts.STATE_SINCE.format(state=text, duration=since)


def _head(snapshot: Snapshot, title: str) -> Text:
    phase = texts.PHASES[snapshot.phase.value]
    line = texts.LIVE_HEAD.format(title=title, phase=phase, duration=duration(snapshot.duration_s))
    return Text(line, "bold")


def _depth(snapshot: Snapshot, queue: QueueView, columns: int) -> Text:
    start_ns = max(snapshot.origin_ns, snapshot.now_ns - round(SHOWN_S * 1e9))
    if columns < 1 or snapshot.now_ns <= start_ns:
        return Text(texts.LIVE_DEPTH)
    envelope = queue.series.envelope(start_ns, snapshot.now_ns, columns)
    line = sparkline([int(value) for value in envelope.high], queue.maxsize or queue.peak or 1)
    return Text.assemble(texts.LIVE_DEPTH, " ", (line, "blue"))


def _numbers(queue: QueueView) -> Text:
    form = texts.LIVE_NUMBERS_BOUNDED if queue.maxsize else texts.LIVE_NUMBERS
    return Text(
        form.format(
            depth=queue.depth,
            maxsize=queue.maxsize,
            queue=queue.name,
            peak=queue.peak,
            incoming=rate(queue.in_per_s),
            outgoing=rate(queue.out_per_s),
        )
    )


def _progress(queue: QueueView, expected: int) -> RenderableType:
    done = min(expected, queue.done if queue.kind == "JoinableQueue" else queue.taken)
    row = Table.grid(padding=(0, 1, 0, 0))
    bar = ProgressBar(total=expected, completed=done, width=40)
    row.add_row(texts.LIVE_DONE, bar, texts.LIVE_OF.format(done=done, total=expected))
    return row


def _workers(snapshot: Snapshot) -> RenderableType:
    made = table(*texts.LIVE_COLUMNS, words_first=2)
    shown = snapshot.workers[:MOST_WORKERS]
    for worker in shown:
        state = Text(state_in_words(worker, snapshot.now_ns), STATE_STYLES[worker.state])
        made.add_row(Text(worker.name), state, f"{worker.items:,}", f"{worker.utilisation:.0%}")
    hidden = len(snapshot.workers) - len(shown)
    if hidden:
        made.add_row(texts.LIVE_MORE.format(count=hidden), "", "", "")
    return made
