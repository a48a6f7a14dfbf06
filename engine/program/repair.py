"""Releases a lock of the queue for a worker that died holding it.

No queue offers this, and no program should do it: a lock says that its holder is in the midst of
something. The application asks for it only where it knows, from the board, that nothing was.
"""

from __future__ import annotations

from typing import Any

PATIENCE_S = 0.05


def release_for_the_dead(queue: Any, part: str) -> None:
    """Releases the "read" or the "write" lock, unless its holder gives it back."""
    lock = queue._rlock if part == "read" else queue._wlock  # noqa: SLF001 - see above
    if lock is None:
        return  # Windows: writes to a pipe are whole there
    semaphore = lock._semlock  # noqa: SLF001
    semaphore.acquire(True, PATIENCE_S)
    semaphore.release()
