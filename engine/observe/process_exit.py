"""How a child tells of its end: that it leaves its own code, with which exception, its last word.

              until Python 3.12                        from 3.13 on
_bootstrap    run(), then finalizers, while an         run()
              exception is still handled
afterwards    the process is gone                      finalizers: feeders are joined only now

So the exception is seen by a finalizer, or by standing in for `run`; and the last word is said when
`_bootstrap` has returned, or by the last of all finalizers.
"""

from __future__ import annotations

import sys
import traceback
from multiprocessing import process, util
from typing import Any

from . import board
from .frames import stands_in
from .recorder import RECORDER
from .tap import now

ENDS_AFTER_BOOTSTRAP = sys.version_info >= (3, 13)
LAST = -1000  # priority of a finalizer behind all of multiprocessing's own


def end(code: int | None) -> None:
    """A child's `_bootstrap` is over: says the last word, as soon as all has been sent."""
    if ENDS_AFTER_BOOTSTRAP:
        util.Finalize(None, RECORDER.end, (code,), exitpriority=LAST)
    else:
        RECORDER.end(code)


@stands_in(observed=(process.BaseProcess.run, "self._target("))
def watch_run(child: Any) -> None:
    """Tells of the exception that ends a child's `run()`, and leaves no trace of itself in it."""
    if not ENDS_AFTER_BOOTSTRAP:
        return
    own, run = vars(child).get("run"), child.run

    def observed() -> None:
        del child.run
        if own is not None:
            child.run = own
        try:
            run()
        except BaseException as problem:
            if problem.__traceback__ is not None:
                problem.__traceback__ = problem.__traceback__.tb_next
            say_if_bad(problem, problem.__traceback__)
            raise

    child.run = observed


def watch_for_error(_: object) -> None:
    """Registers the finalizer; in a forked child anew, which forgets those of its parent."""
    util.Finalize(None, _say_current_error, exitpriority=1000)


def watch_for_leaving() -> None:
    """The main process, too, tells when only multiprocessing's clean-up is left of it."""
    util.Finalize(None, _say_leaving, exitpriority=1000)


def _say_leaving() -> None:
    RECORDER.slot[board.LEAVING_NS] = now()


def _say_current_error() -> None:
    """Runs when a child's `run()` is over: a finalizer is called while its error is handled.

    From Python 3.13 on it is called later, when nothing is handled any more.
    """
    _say_leaving()
    _, problem, trace = sys.exc_info()
    if problem is not None and not ENDS_AFTER_BOOTSTRAP:
        say_if_bad(problem, trace)


def say_if_bad(problem: BaseException, trace: Any) -> None:
    """`say_error`, but of a SystemExit only where it has a message, which tells why."""
    if not isinstance(problem, SystemExit) or isinstance(problem.code, str):
        say_error(problem, trace)


def say_error(problem: BaseException, trace: Any) -> None:
    """An exception ended this process's own code."""
    lines = traceback.format_exception(type(problem), problem, trace)
    RECORDER.say(
        {
            "what": "error",
            "type": type(problem).__name__,
            "text": str(problem),
            "traceback": "".join(lines),
        }
    )
