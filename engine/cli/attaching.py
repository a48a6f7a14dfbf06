"""`queuescope attach`: looks at a running program from outside and tells what it waits for.

The exit code is the verdict: 0 moving, 1 stuck, 3 unknown; of several programs the gravest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from engine.analysis.analysis import Analysis
from engine.attach import elsewhere, processes, sentences
from engine.attach.account import Account, Outcome, ProcessAccount, give_account
from engine.attach.attachment import Attachment, is_cause
from engine.attach.processes import Kind
from engine.attach.report import AttachReport, build, to_html, to_json
from engine.attach.survey import programs
from engine.cli import texts
from engine.cli.frontend import BadInputError
from engine.cli.show import finding_view, plain_text, table
from engine.model.snapshot import Snapshot
from engine.model.source import Phase

CODES = {Outcome.MOVING: 0, Outcome.STUCK: 1, Outcome.UNKNOWN: 3}
_GRAVITY = (Outcome.MOVING, Outcome.UNKNOWN, Outcome.STUCK)
SETTLE_S = 1.3  # so long what stands still is looked at before it is believed
LONGEST_S = 2.2  # if no cause is found until then, there is none with a name
LEAST_LOOKS, MANY_LOOKS = 3, 6
SHARE = 0.8  # of the time is spent looking: somebody waits for the answer
PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    watch_s: float | None = None
    with_values: bool = False
    as_json: bool = False
    report: Path | None = None
    on_hang: str | None = None


class Look:
    """One program, looked at for as long as is wanted."""

    def __init__(self, pid: int, *, with_values: bool) -> None:
        try:
            self._attachment = Attachment(pid, with_values=with_values, most_share=SHARE)
        except ProcessLookupError as problem:
            raise BadInputError(sentences.NO_PROCESS.format(pid=pid)) from problem
        if (stat := processes.read_stat(pid)) is None or stat.is_over:
            raise BadInputError(sentences.ENDED_MEANWHILE)
        if not processes.is_python(self._attachment.command):
            command = " ".join(self._attachment.command) or "?"
            raise BadInputError(sentences.NO_PYTHON.format(pid=pid, command=command))
        self._timeline = Analysis()

    @property
    def is_over(self) -> bool:
        """Whether the program has ended."""
        return self._attachment.is_over

    def settle(self, seconds: float) -> Account:
        """Looks again and again for so long, and says how things stand then."""
        [account] = settle([self], seconds)
        return account

    def is_settled(self, passed_s: float, seconds: float) -> bool:
        """Whether enough is known after so long, where at least `seconds` are wanted."""
        if self.is_over:
            return True
        if passed_s < max(seconds, SETTLE_S) or self._attachment.looks < LEAST_LOOKS:
            return False
        is_named = any(is_cause(finding) for finding in self._snapshot().findings)
        return (
            is_named
            or not self._attachment.hopeless()
            or (passed_s > max(seconds, LONGEST_S) and self._attachment.looks >= MANY_LOOKS)
        )

    def wait_for_hang(self) -> Account:
        """Looks until the program is stuck, or has ended."""
        account = self.settle(SETTLE_S)
        while not self.is_over and account.outcome is not Outcome.STUCK:
            time.sleep(PAUSE_S)
            self.step()
            account = self.account()
        return account if self.is_over else self.settle(SETTLE_S)  # once more: certain now

    def step(self) -> None:
        """Looks, if it is time."""
        if self._attachment.is_due:
            self._timeline.feed(self._attachment.look())
            self._snapshot()  # each look is judged

    def _snapshot(self) -> Snapshot:
        phase = Phase.FINISHED if self.is_over else Phase.RUNNING
        snapshot = self._timeline.snapshot(time.perf_counter_ns(), phase)
        return self._attachment.complete(snapshot)

    def account(self) -> Account:
        """How things stand by the latest look."""
        return give_account(self._attachment, self._snapshot())


def settle(looks: list[Look], seconds: float) -> list[Account]:
    """Looks at several programs side by side until enough is known of each."""
    began_s, left = time.monotonic(), looks
    while left := [k for k in left if not k.is_settled(time.monotonic() - began_s, seconds)]:
        for look in left:
            look.step()
        time.sleep(PAUSE_S)
    return [look.account() for look in looks]


def attach(pid: int, wish: Wish) -> int:
    """One program; returns the exit code."""
    [account] = _accounts_of([pid], wish)
    _deliver([account], wish)
    return CODES[account.outcome]


def attach_all(wish: Wish) -> int:
    """All Python programs of this machine but our own; returns the exit code."""
    accounts = _accounts_of(programs(), wish)
    _deliver(accounts, wish)
    gravest = max((each.outcome for each in accounts), key=_GRAVITY.index, default=Outcome.MOVING)
    return CODES[gravest]


def wait_for_hang(pid: int, wish: Wish) -> int:
    """Looks until the program hangs, and tells somebody; returns the exit code."""
    if not processes.TELLS_WAITS:
        raise BadInputError(sentences.LINUX_ONLY)
    account = Look(pid, with_values=wish.with_values).wait_for_hang()
    _deliver([account], wish)
    if account.outcome is Outcome.STUCK and wish.on_hang is not None:
        _call(wish.on_hang, account)
    return CODES[account.outcome] if account.outcome is Outcome.STUCK else 0


def _accounts_of(pids: list[int], wish: Wish) -> list[Account]:
    """Of those that are there. Raises BadInputError where one alone was wanted, and is not."""
    if not processes.TELLS_WAITS:
        return [elsewhere.give_account(pid, with_values=wish.with_values) for pid in pids]
    looks = []
    for pid in pids:
        try:
            looks.append(Look(pid, with_values=wish.with_values))
        except BadInputError:
            if len(pids) == 1:
                raise
    return settle(looks, wish.watch_s or 0)


def _call(command: str, account: Account) -> None:
    """Runs the user's command; the report is in a file whose name it gets."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(to_json(build(account)))
        file.flush()
        told = {"QUEUESCOPE_PID": str(account.root), "QUEUESCOPE_REPORT": file.name}
        subprocess.run(command, shell=True, env={**os.environ, **told}, check=False)  # noqa: S602 - it is the user's own


# -- what people read -------------------------------------------------------------------------


def _deliver(accounts: list[Account], wish: Wish) -> None:
    reports = [build(account, with_values=wish.with_values) for account in accounts]
    if wish.report is not None:
        _write(wish.report, reports, accounts, with_values=wish.with_values)
    elif wish.as_json:
        sys.stdout.write(to_json(reports[0] if len(reports) == 1 else reports))
    else:
        Console().print(view(accounts, with_values=wish.with_values))


def _write(
    path: Path, reports: list[AttachReport], accounts: list[Account], *, with_values: bool
) -> None:
    match path.suffix.lower():
        case ".json":
            text = to_json(reports[0] if len(reports) == 1 else reports)
        case ".html" | ".htm":
            text = to_html(reports)
        case _:
            text = plain_text(view(accounts, with_values=with_values))
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInputError(texts.NO_REPORT_FILE.format(path=path, reason=reason)) from problem


def view(accounts: list[Account], *, with_values: bool) -> RenderableType:
    """The accounts as something rich can print."""
    return Group(
        *(part for account in accounts for part in _parts(account, with_values=with_values))
    )


def _parts(account: Account, *, with_values: bool) -> Iterator[RenderableType]:
    command = " ".join(account.command)
    yield Text(texts.ATTACH_HEAD.format(command=command, pid=account.root), "bold")
    style = {Outcome.STUCK: "bold red", Outcome.MOVING: "green"}.get(account.outcome, "yellow")
    yield Text(texts.ATTACH_VERDICT.format(verdict=account.verdict, how=account.certainty), style)
    report = build(account)
    yield from (finding_view(finding) for finding in report.findings)
    made = table(*texts.ATTACH_COLUMNS, words_first=4)
    for process in account.processes:
        if process.kind is not Kind.TRACKER:
            made.add_row(*_row(process), style="red" if process.is_stuck else "")
    yield Padding(made, (1, 0, 1, 0))
    if report.queues:
        queues = table(*texts.ATTACH_QUEUE_COLUMNS, words_first=2)
        for queue in report.queues:
            queues.add_row(
                queue.name, queue.kind, str(queue.maxsize or texts.UNBOUNDED), str(queue.depth)
            )
        yield Padding(queues, (0, 0, 1, 0))
    if with_values:
        yield from _stacks(account)
    yield from (Text(texts.NOTE.format(text=note), "yellow") for note in account.notes)


def _row(process: ProcessAccount) -> tuple[Text, ...]:
    told = f"{process.does}; {process.why}." if process.why else f"{process.does}."
    place = f"{process.place}  {process.source}" if process.place else ""
    return (
        Text(process.name),
        Text(str(process.pid)),
        Text(told),
        Text(place),
        Text(f"{process.cpu_share:.0%}"),
    )


def _stacks(account: Account) -> Iterator[RenderableType]:
    for process in build(account, with_values=True).processes:
        for stack in process.stacks:
            lines = []
            for frame in stack.frames:
                lines.append(f"{frame.file}:{frame.line}  {frame.function}")
                lines += [f"    {name} = {value}" for name, value in frame.variables.items()]
            head = texts.ATTACH_STACK.format(process=process.name, thread=stack.thread)
            yield Group(Text(head, "bold"), Padding(Text("\n".join(lines)), (0, 0, 1, 2)))
