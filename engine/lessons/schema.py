"""What a lesson consists of, declared once: reader, player and documentation follow it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

LONGEST_WAIT_S = 120.0


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader reads, in every language of the window."""

    en: Annotated[str, Meta(min_length=1)]
    zh: Annotated[str, Meta(min_length=1)]

    def said(self, language: str) -> str:
        """The text in a language such as "zh_CN"; English where there is no other."""
        return self.zh if language.startswith("zh") else self.en


class Program(StrEnum):
    """What a lesson can start."""

    BROKEN = "broken"
    FIXED = "fixed"
    SCENARIO = "scenario"


class Part(StrEnum):
    """What of the window a step shows or points at."""

    SCENE = "scene"
    XRAY = "xray"
    DEPTH = "depth"
    LAYERS = "layers"
    LANES = "lanes"
    WAIT_GRAPH = "wait-graph"
    CODE = "code"
    NUMBERS = "numbers"
    WORKERS = "workers"
    LOG = "log"
    BANNER = "banner"
    FORM = "form"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="do"):
    """One step of a script."""


class Say(Step, frozen=True, kw_only=True, tag="say"):
    """Says something; the reader goes on when it is read."""

    text: Text


class Show(Step, frozen=True, kw_only=True, tag="show"):
    """Shows a part of the window, the only one or beside the others."""

    part: Part
    alone: bool = False


class Point(Step, frozen=True, kw_only=True, tag="point"):
    """Lights up a part of the window, or a worker in all views."""

    part: Part | None = None
    worker: str = ""


class Start(Step, frozen=True, kw_only=True, tag="start"):
    """Starts a program of the lesson, after the one that may still run has been ended."""

    program: Program


class Wait(Step, frozen=True, kw_only=True, tag="wait"):
    """Waits until everything that it names is so; fails after `within_s`."""

    depth: Annotated[int, Meta(ge=0)] | None = None  # of any queue, exactly
    put: Annotated[int, Meta(ge=0)] | None = None  # items put so far, at least
    taken: Annotated[int, Meta(ge=0)] | None = None  # items taken so far, at least
    lost: Annotated[int, Meta(ge=0)] | None = None  # items lost so far, at least
    worker: str = ""  # whose `state` is waited for
    state: str = ""  # a State: "blocked-put", "waiting-get", "joining", "ended", ...
    finding: str = ""  # the kind of a finding, such as "join-before-drain"
    output: str = ""  # what a line that the program prints contains
    ended: bool = False  # the program has come to its end
    within_s: Annotated[float, Meta(gt=0, le=LONGEST_WAIT_S)] = 30.0


class Set(Step, frozen=True, kw_only=True, tag="set"):
    """Changes the number of workers of a kind, or the speed, of a running scenario."""

    kind: str = ""
    count: Annotated[int, Meta(ge=0, le=64)] | None = None
    time_scale: Annotated[float, Meta(ge=0.1, le=100.0)] | None = None


class Kill(Step, frozen=True, kw_only=True, tag="kill"):
    """Kills a worker by its name."""

    worker: Annotated[str, Meta(min_length=1)]


class Pause(Step, frozen=True, kw_only=True, tag="pause"):
    """Gives the reader, and a film's viewer, time to read."""

    seconds: Annotated[float, Meta(gt=0, le=60)]


class Ask(Step, frozen=True, kw_only=True, tag="ask"):
    """Lets the reader predict, before the answer is shown."""

    text: Text
    choices: Annotated[tuple[Text, ...], Meta(min_length=2, max_length=6)]
    answer: Annotated[int, Meta(ge=1)]  # counted from 1
    why: Text


class Zoom(Step, frozen=True, kw_only=True, tag="zoom"):
    """Shows the last seconds of the time axis; 0: the whole run."""

    last_s: Annotated[float, Meta(ge=0)]


class End(Step, frozen=True, kw_only=True, tag="end"):
    """Ends the program that runs, however it stands."""


AnyStep = Say | Show | Point | Start | Wait | Set | Kill | Pause | Ask | Zoom | End


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the lesson says is so, and how that is measured."""

    text: Text  # one sentence
    measured: Text  # with {held} and {tries} for what check.py counted
    least_share: Annotated[float, Meta(ge=0, le=1)] = 1.0  # held / tries, where the claim holds
    tries: Annotated[int, Meta(ge=1, le=1000)] = 20


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A whole lesson, as lesson.toml has it."""

    title: Text
    claim: Claim
    steps: Annotated[tuple[AnyStep, ...], Meta(min_length=1)]


def program_file(folder: Path, program: Program) -> Path:
    """The file of one of the programs in a lesson's folder."""
    suffix = ".toml" if program is Program.SCENARIO else ".py"
    return folder / f"{program.value}{suffix}"


class LessonFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson and where it lies."""

    path: Path
    lesson: Lesson

    @property
    def name(self) -> str:
        """Its folder's name, such as "03-feeder-thread"."""
        return self.path.name

    @property
    def check_file(self) -> Path:
        """The program that measures the claim."""
        return self.path / "check.py"
