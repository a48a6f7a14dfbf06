"""Items that were put and can never be taken, named where their producer can still tell."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from multiprocessing import queues
from typing import Any

from . import board
from .feeder_parts import Outgoing
from .recorder import Recorder
from .tap import Tap, text_frame

MOST_NAMED = 1000  # unsent items that are told one by one


def observed_drop(
    recorder: Recorder, tap: Tap, outgoing: Outgoing, original: Callable[..., None]
) -> Callable[..., None]:
    """`_on_queue_feeder_error`: an item that could not be pickled or written is lost, and named."""

    def on_feeder_error(problem: BaseException, item: object) -> None:
        try:
            was_sending = outgoing.is_sending
            if was_sending:
                outgoing.is_sending = False
                sequence = outgoing.sequence - 1
            else:
                outgoing.wait_for_put()
                sequence = outgoing.sequence
                outgoing.sequence += 1
            reason = "not-written" if was_sending else "unpicklable"
            tap.words[board.SENDING] = tap.words[board.SENT] = sequence + 1
            tap.words[board.DROPS] += 1
            tap.texts.append(_lost(tap, sequence, _safe_repr(item), problem, reason))
            if recorder.attention:
                recorder.wake()
        except Exception as trouble:
            recorder.switch_off(trouble)
        original(problem, item)

    return on_feeder_error


def unsent_items(tap: Tap, outgoing: Outgoing, buffer: deque[Any]) -> Callable[[], list[bytes]]:
    """What the feeder had not sent when its process ended; called once, then.

    A feeder that meets an error while its process leaves gives up without a word, and the items
    behind it are lost with it; so are those of a process that did not wait for its feeder.
    """

    def lost() -> list[bytes]:
        sentinel = queues._sentinel  # type: ignore[attr-defined]
        left = [item for item in list(buffer) if item is not sentinel]
        end = tap.first_sequence + len(tap.put_ns)
        reprs = ["(being sent)"] * (end - outgoing.sequence - len(left)) + [
            _safe_repr(item) for item in left[:MOST_NAMED]
        ]
        why = RuntimeError("the process ended before its feeder thread had sent it")
        first = outgoing.sequence
        return [_lost(tap, first + n, text, why, "not-flushed") for n, text in enumerate(reprs)]

    return lost


def _lost(tap: Tap, sequence: int, item: str, problem: BaseException, reason: str) -> bytes:
    content = {
        "what": "dropped",
        "reason": reason,
        "queue": tap.index,
        "sequence": sequence,
        "repr": item,
        "type": type(problem).__name__,
        "text": str(problem),
    }
    return text_frame(tap.index, content)


def _safe_repr(item: object) -> str:
    try:
        return repr(item)
    except Exception as problem:
        return f"<{type(item).__name__} whose repr raises {type(problem).__name__}>"
