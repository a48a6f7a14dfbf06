"""The encoder's process: takes frames, keeps them as a film, writes the file when told to.

It says what it does in words (tuples) of its own pipe. Whatever happens, also when the application
is gone all at once, no half-written file stays behind.
"""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from engine.screencast.film import Film
from engine.screencast.formats import Format

NICENESS = 5  # POSIX: more than the application's; the run under observation goes first

FRAME, FINISH, CANCEL = "frame", "finish", "cancel"  # words to the encoder: (word, at_ms, is_new)
READY, TAKEN, WRITTEN, DONE, FAILED = "ready", "taken", "written", "done", "failed"  # and from it


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made, and from what."""

    path: Path
    part: Path  # what is written first, beside the target
    form: Format
    width: int
    height: int


class Cancelled(Exception):  # noqa: N818 - no error: somebody wished it
    """Nobody wants the file any more."""


def encode(frames: Connection, words: Connection, order: Order) -> None:
    """Runs until the file is written, or the recording was cancelled or has failed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the application
    _step_back()
    try:
        with tempfile.TemporaryFile(dir=order.path.parent) as file:
            film = Film(order.width, order.height, file)
            words.send((READY,))
            _take(frames, words, film)
            file.flush()
            _write(frames, words, film, order)
    except (Cancelled, EOFError, BrokenPipeError):
        return
    except Exception as problem:  # noqa: BLE001 - told, whatever it is
        reason = getattr(problem, "strerror", None) or f"{type(problem).__name__}: {problem}"
        with contextlib.suppress(OSError):
            words.send((FAILED, reason))
    finally:
        order.part.unlink(missing_ok=True)


def _take(frames: Connection, words: Connection, film: Film) -> None:
    """Takes frames until the recording is over."""
    count = 0
    while True:
        word, at_ms, is_new = frames.recv()
        if word == CANCEL:
            raise Cancelled
        if word == FINISH:
            film.end_ms = at_ms
            return
        count += 1
        if is_new:
            film.add(at_ms, (frames.recv_bytes(), frames.recv_bytes()))
        words.send((TAKEN, count, film.bytes))


def _write(frames: Connection, words: Connection, film: Film, order: Order) -> None:
    """Writes beside the target and renames: there is a whole file, or none."""
    from engine.screencast import writers  # here: the application, which only starts us, has no use

    def report(count: int) -> None:
        if frames.poll():  # a word, or the end of whoever would say one
            raise Cancelled
        words.send((WRITTEN, count, film.pictures))

    writers.write(film, order.part, order.form, report)
    report(film.pictures)
    size = order.part.stat().st_size
    order.part.replace(order.path)
    words.send((DONE, size))


def _step_back() -> None:
    """The lowest priority that still keeps up with the frames."""
    with contextlib.suppress(psutil.Error, OSError):
        if os.name == "posix":
            os.nice(NICENESS)
        else:
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
