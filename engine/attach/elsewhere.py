"""What can be told on a system that does not tell what threads wait for: processes and stacks.

Windows and macOS. Nothing is judged there: the outcome is always "unknown".
"""

from __future__ import annotations

import time

import psutil

from engine.attach import sentences, spots
from engine.attach.account import Account, Certainty, Outcome, ProcessAccount
from engine.attach.processes import Kind, is_python
from engine.attach.stacks import NoStacksError, Stack, py_spy, read_stacks
from engine.model.snapshot import EMPTY_SNAPSHOT
from engine.text.sentences import Sentence

APART_S = 0.5  # two looks at the CPU time
BUSY_SHARE = 0.02  # of one CPU


def give_account(pid: int, *, with_values: bool) -> Account:
    """Of a process and all that came from it. Raises ProcessLookupError: there is none such."""
    try:
        root = psutil.Process(pid)
        tree = [root, *root.children(recursive=True)]
        command = tuple(root.cmdline())
    except psutil.NoSuchProcess as problem:
        raise ProcessLookupError(pid) from problem
    except psutil.AccessDenied:
        tree, command = [psutil.Process(pid)], ()
    before = {each.pid: _cpu_s(each) for each in tree}
    told = read_stacks((each.pid for each in tree), with_values=with_values)
    time.sleep(APART_S)
    notes = [Sentence(sentences.LINUX_ONLY)]
    if py_spy() is None:
        notes.append(Sentence(sentences.NO_STACKS))
    return Account(
        root=pid,
        outcome=Outcome.UNKNOWN,
        certainty=Certainty.UNKNOWN,
        verdict=Sentence(sentences.UNKNOWN),
        snapshot=EMPTY_SNAPSHOT,
        processes=tuple(_process(each, told[each.pid], before[each.pid]) for each in tree),
        notes=tuple(notes),
        command=command,
    )


def _process(
    process: psutil.Process, told: tuple[Stack, ...] | NoStacksError, before_s: float
) -> ProcessAccount:
    stacks = () if isinstance(told, NoStacksError) else told
    main = next((stack for stack in stacks if stack.name == "MainThread"), None)
    own = spots.own_frame(main) if main is not None else None
    cpu_s = _cpu_s(process)
    share = (cpu_s - before_s) / APART_S
    return ProcessAccount(
        pid=process.pid,
        name=f"pid {process.pid}",
        kind=Kind.PYTHON if stacks or is_python(_command(process)) else Kind.PROGRAM,
        does=Sentence(sentences.USES_CPU if share > BUSY_SHARE else sentences.USES_NO_CPU),
        certainty=Certainty.UNKNOWN,
        file=own.file if own else "",
        line=own.line if own else 0,
        function=own.function if own else "",
        source=spots.source_line(process.pid, own.file, own.line) if own else "",
        cpu_s=cpu_s,
        cpu_share=share,
        stacks=stacks,
    )


def _cpu_s(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _command(process: psutil.Process) -> tuple[str, ...]:
    try:
        return tuple(process.cmdline())
    except psutil.Error:
        return ()
