"""Measures a lesson's claim on the real primitive: its check.py, run as a program of its own.

check.py METHOD TRIES --> "HELD TRIES" --> Measurement
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from engine.lessons.schema import LessonFolder, Text
from engine.run.interpreters import default_python

LIMIT_S = 300.0


class CheckError(Exception):
    """A check that gave no figures: what its program said instead."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """In how many of so many tries the claim held, on this machine."""

    held: int
    tries: int
    start_method: str

    @property
    def share(self) -> float:
        """Held / tries, 0 to 1."""
        return self.held / self.tries


def check_command(folder: LessonFolder, start_method: str, tries: int) -> list[str]:
    """The command that measures the claim."""
    return [str(default_python()), str(folder.check_file), start_method, str(tries)]


def check_claim(folder: LessonFolder, start_method: str, tries: int = 0) -> Measurement:
    """Measures the claim; `tries` is the lesson's own number unless given.

    Raises:
        CheckError: the program failed, took too long, or printed no figures.
    """
    command = check_command(folder, start_method, tries or folder.lesson.claim.tries)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=True)
    except subprocess.TimeoutExpired as error:
        raise CheckError(f"{folder.check_file}: no result after {LIMIT_S:g} s") from error
    except subprocess.CalledProcessError as error:
        raise CheckError(f"{folder.check_file}: {error.stderr.strip()[-500:]}") from error
    return read_measurement(done.stdout, start_method)


def read_measurement(output: str, start_method: str) -> Measurement:
    """What a check's program printed; raises CheckError where that is no "HELD TRIES"."""
    held, _, tries = output.strip().partition(" ")
    if not (held.isdigit() and tries.isdigit() and int(tries) > 0):
        raise CheckError(f"it printed {output.strip()[-200:]!r}; it must print HELD TRIES")
    return Measurement(int(held), int(tries), start_method)


def holds(folder: LessonFolder, measured: Measurement) -> bool:
    """Whether what was measured bears the claim out."""
    return measured.share >= folder.lesson.claim.least_share


def measured_text(folder: LessonFolder, measured: Measurement) -> Text:
    """The claim's sentence with the figures in it."""
    figures = {"held": measured.held, "tries": measured.tries}
    text = folder.lesson.claim.measured
    return Text(en=text.en.format(**figures), zh=text.zh.format(**figures))
