"""What a recording holds beside packets, as JSON: whose it is, and what was told while it ran.

`About` comes first and says what no packet does. `News` tells what the application knew and no
process sent: the run's phase, what was found, what is missing, how it came to its end.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from engine.model.findings import Finding
from engine.model.snapshot import Role, WorkerKinds
from engine.model.source import Phase
from engine.platform.version import version


class About(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whose recording it is.

    `started_ns` is on the run's clock and `started_at` the same moment as an ISO date with its
    zone. `scenario` is a scenario file's content, `command` a traced script's command line; at
    most one of them is there.
    """

    title: str
    started_ns: int = 0
    started_at: str = ""
    scenario: dict[str, Any] | None = None
    command: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, str]] = {}
    queuescope: str = ""
    python: str = ""
    system: str = ""
    machine: str = ""
    cpus: int = 0

    @property
    def worker_kinds(self) -> WorkerKinds:
        """The kinds of workers, as the timeline wants them."""
        roles = {role.value: role for role in Role}
        kinds = {
            name: (roles.get(role, Role.OTHER), product)
            for name, (role, product) in self.kinds.items()
        }
        return WorkerKinds(kinds)


def about_run(
    title: str,
    *,
    scenario: Mapping[str, Any] | None = None,
    command: tuple[str, ...] = (),
    worker_kinds: WorkerKinds | None = None,
) -> About:
    """Of a run that begins now, on this machine."""
    kinds = worker_kinds.kinds if worker_kinds is not None else {}
    return About(
        title=title,
        started_ns=time.perf_counter_ns(),
        started_at=datetime.datetime.now().astimezone().isoformat(timespec="milliseconds"),
        scenario=dict(scenario) if scenario is not None else None,
        command=command,
        kinds={name: (role.value, product) for name, (role, product) in kinds.items()},
        queuescope=version() or "",
        python=platform.python_version(),
        system=platform.platform(),
        machine=platform.machine(),
        cpus=len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 0,
    )


class PhaseNews(msgspec.Struct, frozen=True, tag="phase"):
    """From `at_ns` on the run was in this phase."""

    at_ns: int
    phase: Phase


class FindingsNews(msgspec.Struct, frozen=True, tag="findings"):
    """From `at_ns` on these findings were shown."""

    at_ns: int
    findings: tuple[Finding, ...]


class GapNews(msgspec.Struct, frozen=True, tag="gap"):
    """`packets` that arrived from `since_ns` to `until_ns` are missing: they came too fast."""

    since_ns: int
    until_ns: int
    packets: int


class EndNews(msgspec.Struct, frozen=True, tag="end"):
    """The run was over. `problem` is why it could not go on, in English."""

    at_ns: int
    phase: Phase
    problem: str | None = None
    exit_code: int | None = None


News = PhaseNews | FindingsNews | GapNews | EndNews

_encoder = msgspec.json.Encoder(enc_hook=str)
_about = msgspec.json.Decoder(About)
_news = msgspec.json.Decoder(list[News])


def encode(record: About | list[News]) -> bytes:
    """As JSON."""
    return _encoder.encode(record)


def decode_about(body: bytes) -> About | None:
    """An ABOUT body; None where it is none."""
    try:
        return _about.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def decode_news(body: bytes) -> list[News]:
    """A NEWS body; empty where it is none."""
    try:
        return _news.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []
