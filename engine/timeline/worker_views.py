"""Who is who: names that are unique, kinds and roles, and the frozen view of one worker."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.model.snapshot import Role, State, WorkerKinds, WorkerView
from engine.timeline.lanes import STATE_OF_WAIT
from engine.timeline.stats import DONE, PUT, TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.timeline.workers import Worker

MAIN_NAME = "main"
MOST_NAMES = 4096  # asked for in every frame
_ORDER = {role: place for place, role in enumerate(Role)}
_NUMBER = re.compile(r"[ -]\d+(:\d+)*$")  # "Cook A 2", "Process-1", "Process-2:1"


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """What a worker's view needs from outside."""

    name: str
    waits_for: str
    counts: Sequence[int]  # put, taken, done, dropped


def unique_names(workers: Iterable[Worker]) -> dict[int, str]:
    """Each process's name; the second of the same name, and all further ones, with their pid."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for worker in workers:
        plain = _name(worker) or f"process {worker.process}"
        name = plain = MAIN_NAME if worker.is_main else plain
        if name in taken:
            name = f"{plain} ({worker.pid})"
        if name in taken:
            name = f"{plain} ({worker.pid}, {worker.process})"
        taken.add(name)
        names[worker.process] = name
    return names


def kind_of(worker: Worker) -> str:
    """The process's own name without its number."""
    if worker.is_main:
        return MAIN_NAME
    return _without_number(_name(worker))


def _name(worker: Worker) -> str:
    return worker.hello.name if worker.hello is not None else ""


@functools.lru_cache(MOST_NAMES)
def _without_number(name: str) -> str:
    return _NUMBER.sub("", name)


def role_of(worker: Worker, worker_kinds: WorkerKinds, counts: Sequence[int]) -> tuple[Role, str]:
    """Role and product: by its kind, or by what the worker did."""
    if worker.is_main:
        return Role.MAIN, ""
    if (known := worker_kinds.kinds.get(kind_of(worker))) is not None:
        return known
    if counts[PUT] and counts[TAKEN]:
        return Role.RELAY, ""
    if counts[PUT]:
        return Role.PRODUCER, ""
    return (Role.CONSUMER if counts[TAKEN] else Role.OTHER), ""


def in_order(workers: Iterable[WorkerView]) -> tuple[WorkerView, ...]:
    """As people read them: main first, then producers, consumers and others, "2" before "10"."""
    return tuple(sorted(workers, key=lambda worker: (_ORDER[worker.role], _natural(worker.name))))


@functools.lru_cache(MOST_NAMES)
def _natural(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def view_worker(
    worker: Worker, person: WorkerFacts, worker_kinds: WorkerKinds, now_ns: int
) -> WorkerView:
    """The worker as it stands at `now_ns`."""
    life = worker.life(now_ns)
    lane = worker.lane.view(life)
    spent_s = [spent_ns / 1e9 for spent_ns in lane.totals_ns()]
    busy_s, paused_s = spent_s[State.BUSY], spent_s[State.PAUSED]
    active_s = max(0, life.until_ns - life.started_ns) / 1e9 - paused_s
    state, since_ns, _ = lane.at(now_ns)
    has_ended = life.ended_ns is not None and life.ended_ns <= now_ns
    role, product = role_of(worker, worker_kinds, person.counts)
    return WorkerView(
        process=worker.process,
        name=person.name,
        role=role,
        kind=kind_of(worker),
        product=product,
        pid=worker.pid,
        method=worker.hello.method if worker.hello is not None else "",
        state=state,
        since_ns=since_ns,
        started_ns=life.started_ns,
        ended_ns=life.ended_ns if has_ended else None,
        put=person.counts[PUT],
        taken=person.counts[TAKEN],
        done=person.counts[DONE],
        busy_s=busy_s,
        blocked_put_s=spent_s[State.PUT_WAIT],
        blocked_get_s=spent_s[State.GET_WAIT],
        joining_s=spent_s[State.JOINING],
        paused_s=paused_s,
        utilisation=min(1.0, max(0.0, busy_s / active_s)) if active_s > 0 else 0.0,
        exit_code=worker.exit_code,
        failure=worker.failure if has_ended else None,
        lane=lane,
        waits_for=person.waits_for if state is State.JOINING else "",
        waits_at=_waits_at(worker, state),
    )


def _waits_at(worker: Worker, state: State) -> int:
    wait = worker.open_wait
    return wait.queue if wait is not None and STATE_OF_WAIT.get(wait.code) is state else -1
