"""The outermost layer: arguments in, an exit code out, and no traceback in a user's face.

Exit codes: 0 all went well; 1 something failed; 2 bad input, nothing was started; 130 ended by
Ctrl-C (128 + the signal's number in general); a traced script's own code is passed on.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from engine.cli import words

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


@dataclass(frozen=True, slots=True)
class Frontend:
    """What the command line needs to know of the window."""

    has_display: Callable[[], bool]
    open_window: Callable[[Path | None], int]  # with that scenario file; returns the exit code


class BadInput(click.ClickException):
    """The user asked for something that cannot be; nothing was started."""

    exit_code = BAD_INPUT

    def show(self, file: object = None) -> None:
        """Only what is wrong."""
        del file
        click.echo(self.message, err=True)


def main(arguments: Sequence[str], frontend: Frontend) -> int:
    """Runs one command and returns the exit code."""
    from engine.cli.commands import group

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a name in Chinese on a Latin terminal
    try:
        code = group.main(
            list(arguments), prog_name="queuescope", standalone_mode=False, obj=frontend
        )
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_broken_pipe()
    except Exception as problem:  # noqa: BLE001 - the last resort; the log has the traceback
        return _tell_internal(problem)
    return code if isinstance(code, int) else 0


def _leave_broken_pipe() -> int:
    """Whoever read our output has gone (`queuescope ... | head`): leave without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _tell_internal(problem: Exception) -> int:
    from engine import log

    path = log.set_up()
    logging.getLogger(__name__).error("an internal error", exc_info=problem)
    told = " ".join(f"{type(problem).__name__}: {problem}".split())
    click.echo(words.INTERNAL.format(error=told), err=True)
    if path is not None:
        click.echo(words.DETAILS.format(path=path), err=True)
    return FAILED
