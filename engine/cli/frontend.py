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

from engine.cli import texts

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


@dataclass(frozen=True, slots=True)
class Frontend:
    """What the command line needs to know of the window."""

    has_display: Callable[[], bool]
    open_window: Callable[[Path | None], int]  # with that scenario file; returns the exit code


class BadInputError(Exception):
    """The user asked for something that cannot be; nothing was started. Says only what is wrong."""


def main(arguments: Sequence[str], frontend: Frontend) -> int:
    """Runs one command and returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a name in Chinese on a Latin terminal
    try:
        if not arguments and frontend.has_display():
            return frontend.open_window(None)  # the way most often taken needs no click
        return _run_command(arguments, frontend)
    except BadInputError as problem:
        _say(str(problem))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _leave_broken_pipe()
    except Exception as problem:  # noqa: BLE001 - the last resort; the log has the traceback
        return _tell_internal(problem)


def _run_command(arguments: Sequence[str], frontend: Frontend) -> int:
    import click

    from engine.cli.commands import group

    try:
        code = group.main(
            list(arguments), prog_name="queuescope", standalone_mode=False, obj=frontend
        )
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _leave_broken_pipe() -> int:
    """Whoever read our output has gone (`queuescope ... | head`): leave without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _tell_internal(problem: Exception) -> int:
    from engine.platform import log

    path = log.set_up()
    logging.getLogger(__name__).error("an internal error", exc_info=problem)
    summary = " ".join(f"{type(problem).__name__}: {problem}".split())
    _say(texts.INTERNAL.format(error=summary))
    if path is not None:
        _say(texts.DETAILS.format(path=path))
    return FAILED


def _say(text: str) -> None:
    import click

    click.echo(text, err=True)
