"""Where a process stands in its own code: file, line, what it called from there, and for what."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path, PurePath

from engine.attach.program import Member, Reading
from engine.attach.semaphores import RECURSIVE
from engine.attach.stacks import Frame, Stack
from engine.attach.threads import Thread
from engine.attach.waits import For, Outlook
from engine.model.messages import AnyMessage, LockSeen, StackSampled
from engine.observe import kernel_waits

MOST_SOURCE = 120  # characters
MOST_LOCKS = 20
_WORDS = {
    For.NOTHING: kernel_waits.COMPUTING,
    For.TIME: kernel_waits.TIMED,
    For.LOCK: kernel_waits.LOCK,
    For.THREAD: kernel_waits.THREAD,
    For.PIPE: kernel_waits.PIPE,
    For.PROCESS: kernel_waits.CHILD,
    For.OUTSIDE: kernel_waits.INPUT,
}


def own_frame(stack: Stack) -> Frame | None:
    """The innermost frame of the process's own code; None where it is in the library alone."""
    return next((frame for frame in frames_of(stack) if not frame.is_standard), None)


def frames_of(stack: Stack) -> Iterator[Frame]:
    """The frames of the process itself: after a fork those of its parent lie below."""
    for frame in stack.frames:
        if frame.name == "_bootstrap" and frame.module.endswith("/process.py"):
            return
        yield frame


def call_from(stack: Stack, own: Frame | None) -> Frame | None:
    """The library's function that the program's own code, or `Process.run()`, has called."""
    before = None
    for frame in frames_of(stack):
        if frame is own or (frame.name == "run" and frame.module.endswith("/process.py")):
            return before
        before = frame
    return before


def call_name(frame: Frame | None) -> str:
    """As "multiprocessing.pool.Pool.map"; empty where there is none."""
    if frame is None:
        return ""
    folder, _, name = frame.module.rpartition("/")
    function = frame.function
    kind = next((kind for name, kind, _ in frame.objects() if name == "self"), "")
    if "." not in function and kind:  # before CPython 3.11 a frame does not know its class
        function = f"{kind.rpartition('.')[2]}.{function}"
    module = PurePath(name).stem
    is_package = folder and not folder.startswith("python") and folder not in {"lib", "Lib"}
    return f"{folder}.{module}.{function}" if is_package else f"{module}.{function}"


def queue_at(member: Member, stack: Stack) -> int:
    """The key of the queue whose function the thread is in; 0: none that is known."""
    for frame in stack.frames:
        if frame.module.endswith("/queues.py"):
            queue = member.queues.get(frame.address("self"))
            return queue.key if queue is not None else 0
    return 0


def spot_of(
    reading: Reading, outlook: Outlook, member: Member, thread: Thread, at_ns: int
) -> StackSampled | None:
    """Where the main thread stands; None where its stack is not known."""
    if thread.stack is None:
        return None
    own = own_frame(thread.stack)
    call = call_from(thread.stack, own)
    shown = own or call
    if shown is None:
        return None
    wait = outlook.waits[member.pid, thread.number]
    return StackSampled(
        at_ns=at_ns,
        file=shown.file,
        line=max(0, shown.line),
        function=shown.function,
        source=source_line(member.pid, shown.file, shown.line),
        call=call_name(call),
        wait=_WORDS.get(wait.what, kernel_waits.UNKNOWN),
        lock=lock_seen(reading, wait.target) if wait.what is For.LOCK else LockSeen(),
        is_still=thread.is_still,
    )


def is_news(spot: StackSampled, told: AnyMessage | None) -> bool:
    """Whether it says anything else than what was told."""
    if not isinstance(told, StackSampled):
        return True
    return (spot.file, spot.line, spot.wait, spot.lock, spot.is_still) != (
        told.file,
        told.line,
        told.wait,
        told.lock,
        told.is_still,
    )


def lock_seen(reading: Reading, inode: int) -> LockSeen:
    """A lock of the program's own. Where it was made, nobody outside can know."""
    objects = list(reading.locks.get(inode, {}).values())
    if not objects:
        return LockSeen()
    one = objects[0]
    kind = "RLock" if one.kind == RECURSIVE else "Lock" if one.is_lock else "Semaphore"
    return LockSeen(str(inode), kind)


def locks_held(reading: Reading, pid: int) -> tuple[LockSeen, ...]:
    """Locks that a process has and somebody waits for; not more than a message takes."""
    parts = {inode for queue in reading.queues.values() for inode in queue.parts.values()}
    return tuple(
        lock_seen(reading, inode)
        for inode, objects in sorted(reading.locks.items())
        if inode not in parts and pid in objects and objects[pid].has_it
    )[:MOST_LOCKS]


@functools.lru_cache(4096)
def source_line(pid: int, file: str, line: int) -> str:
    """That line of the file, as the process itself sees it; empty where it can't be read."""
    for path in (f"/proc/{pid}/root{file}", file):
        try:
            lines = Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        return lines[line - 1].strip()[:MOST_SOURCE] if 0 < line <= len(lines) else ""
    return ""
