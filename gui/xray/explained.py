"""How each part of the X-ray is known: what a tooltip says about it."""

from __future__ import annotations

from engine.model.queue_inside import Inside, Pipe
from gui.common.i18n import QT_TRANSLATE_NOOP
from gui.xray.process_rows import say

_PARTS = {
    "senders": QT_TRANSLATE_NOOP(
        "XRay",
        "Items for which put() has returned and which are not yet written: each process counts its"
        " own. What its feeder thread is at is read off the thread's stack, ten times a second:"
        " “pickles” is inside ForkingPickler.dumps, “wants write lock” is at the lock while another"
        " process has it, “feeder's turn” is neither: it has just been woken. “Writes” is told by"
        " the feeder itself. While C code holds the interpreter nobody in that process can look:"
        " “C code runs”; a large item that is pickled looks like this.",
    ),
    "write lock": QT_TRANSLATE_NOOP(
        "XRay",
        "Who writes into the pipe now. Each process notes it on a shared page of memory, just after"
        " it has got the lock and before it gives it back. One feeder thread writes at a time.",
    ),
    "read lock": QT_TRANSLATE_NOOP(
        "XRay",
        "Who reads from the pipe, or waits at it for the next item. Each process notes it on a"
        " shared page of memory. The others in get() wait for this lock, not for the item.",
    ),
    "receivers": QT_TRANSLATE_NOOP(
        "XRay",
        "“At the pipe” has the read lock and waits for an item; “wants read lock” waits behind it;"
        " “item in hand” has taken one and not yet called task_done(); “own code” is not at the"
        " queue.",
    ),
    "semaphore": QT_TRANSLATE_NOOP(
        "XRay",
        "maxsize − items in buffers − items in the pipe: so many more times put() returns at once.",
    ),
    "unfinished": QT_TRANSLATE_NOOP(
        "XRay",
        "Items put − task_done() calls: join() returns at 0. In hands: items taken − task_done()"
        " calls.",
    ),
}
_WHOLE = QT_TRANSLATE_NOOP(
    "XRay",
    "Counted by the processes themselves on a shared page of memory, and read ten times a second."
    " put() returns when an item is in the buffer: before it is in the pipe.",
)
_ITEMS = QT_TRANSLATE_NOOP(
    "XRay", "{items} items: written − read, as the processes count them themselves."
)
_BYTES = QT_TRANSLATE_NOOP(
    "XRay",
    "{bytes} bytes: asked of the system at the pipe's reading end (FIONREAD; on Windows"
    " PeekNamedPipe), by a process that has the queue, {age} ms before this look. {own} of them are"
    " the program's own; the rest is what Queuescope puts behind each item.",
)
_CAPACITY = QT_TRANSLATE_NOOP(
    "XRay",
    "The pipe holds {capacity} bytes. It was made so wide for those additions; a feeder waits as"
    " soon as the program's own bytes fill a pipe of ordinary size, {own}.",
)
_PLAIN_CAPACITY = QT_TRANSLATE_NOOP("XRay", "The pipe holds {capacity} bytes.")
_NO_BYTES = QT_TRANSLATE_NOOP(
    "XRay", "No process has its reading end open in a way that its bytes could be counted."
)


def explained(part: str, inside: Inside | None) -> str:
    """How what is shown of `part` is known; "" is the whole."""
    if part == "pipe" and inside is not None:
        told = [say(_ITEMS).format(items=inside.in_pipe)]
        if inside.pipe is None:
            return " ".join([*told, say(_NO_BYTES)])
        return " ".join([*told, *_pipe(inside.pipe, inside.at_ns)])
    return say(_PARTS.get(part, _WHOLE))


def _pipe(pipe: Pipe, at_ns: int) -> list[str]:
    told = [
        say(_BYTES).format(
            bytes=f"{pipe.bytes:,}",
            own=f"{pipe.own_bytes:,}",
            age=max(0, at_ns - pipe.at_ns) // 1_000_000,
        )
    ]
    capacity, own = f"{pipe.capacity_bytes:,}", f"{pipe.own_capacity_bytes:,}"
    if pipe.own_capacity_bytes:
        told.append(say(_CAPACITY).format(capacity=capacity, own=own))
    elif pipe.capacity_bytes:
        told.append(say(_PLAIN_CAPACITY).format(capacity=capacity))
    return told
