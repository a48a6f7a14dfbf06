"""The probe: what runs inside observed processes. Standard library only.

It is loaded under the name `_queuescope`, by file path, into other people's interpreters, so it
imports itself relatively only and puts nothing on their `sys.path`. What it does to a program:

    launch.py, child.py   load this package first: in the main process, in every other interpreter
    patches.py            the few hooks in multiprocessing that reach every queue and process
    process_exit.py       how a process reports its end
    queue_parts.py        the observed parts that stand in for the parts a queue is made of:
                          put_parts.py, feeder_parts.py, get_parts.py, task_done_parts.py,
                          lost_items.py; simple_queue_parts.py for a SimpleQueue
    context_hooks.py      parts that `with` enters
    frames.py             how our frames look in a traceback
    pipe.py               the pipe between them; pipe_message.py what goes through it
    tap.py, taps.py       what the parts noticed at one queue; all queues that are still there
    recorder.py           sends it to the application: channel.py the socket, helper_thread.py
                          the thread, descriptors.py out of whose way its descriptors are
    child_grace.py        a child sends what it has noticed before its parent ends it
    pipe_sample.py        bytes in a pipe, and what its feeder is at
    stack_sampler.py      where a process stands outside queues: kernel_waits.py what it waits for
                          in the system, program_locks.py the program's own locks
    own_threads.py        who may act in this process besides its main thread
    board.py              a small memory-mapped file: the gate, the steps, what each process holds
    fault_points.py       does to this process what was ordered, where it was ordered
    folder_owner.py       has the application gone for good? then its folder goes too
    wire.py               the format of the frames

`install` is called once in each interpreter; `begin` once in each process.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .board import Board

__all__ = [
    "at_work",
    "current_board",
    "install",
    "is_forsaken",
    "is_installed",
    "remove_orphan",
    "rest",
]

_installed: list[str] = []  # the run's folder, once it is so


def install(folder: str) -> None:
    """Puts the hooks in place; `folder` is the run's private folder. Never raises."""
    try:
        from . import patches, recorder  # here: who reads the wire's format alone needs neither

        recorder.configure(folder)
        patches.install()
        _installed.append(folder)
    except FileNotFoundError:
        pass  # the run is over, and its folder is gone: nobody wants to know any more
    except Exception as problem:
        try:
            sys.stderr.write(f"queuescope: not observing this process: {problem!r}\n")
        except (OSError, ValueError, AttributeError):
            pass  # no stderr


def is_installed() -> bool:
    """Whether all hooks are in place, so that this process is observed."""
    return bool(_installed)


def current_board() -> Board | None:
    """The run's board, where the demo's workers read the pace; None where nothing is observed."""
    from .recorder import RECORDER

    return RECORDER.board


def at_work() -> None:
    """The demo's workers call it now and then in the midst of their work."""
    from .fault_points import MID_WORK
    from .recorder import RECORDER

    RECORDER.fault_points.has_points = True
    RECORDER.fault_points.pass_by(MID_WORK, RECORDER.taps.busiest())


def is_forsaken() -> None:
    """The demo's host calls it when its commands have ended: the application goes, or has gone."""
    from .recorder import RECORDER

    RECORDER.is_forsaken = True


def remove_orphan() -> None:
    """Removes the run's private folder if the application has gone without doing so.

    One that is just being killed closes one thing after another, and may give its lock back last.
    """
    from . import folder_owner
    from .recorder import RECORDER

    attempts = folder_owner.ATTEMPTS if RECORDER.is_forsaken else 1
    while not folder_owner.remove_if_orphaned(RECORDER.folder) and (attempts := attempts - 1):
        folder_owner.wait_a_little()


def rest() -> None:
    """Returns when the run is not paused any more; seen as paused meanwhile."""
    from .recorder import RECORDER

    RECORDER.rest()
