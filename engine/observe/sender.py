"""Sends what a process noticed: frames, in order, over the one connection to the application.

Taps and texts are emptied and sent under one lock, so that a stream's watermark is never ahead of
what is still to be sent.
"""

from __future__ import annotations

import _thread
from collections.abc import Iterable
from typing import Any

from . import wire
from .channel import Channel
from .tap import Tap, now, take, text_frame

_LOCK_TIMEOUT_S = 1.0


class Sender:
    """Of one process. `channel` is None until it connects, and after `close`."""

    def __init__(self) -> None:
        self.channel: Channel | None = None
        self.texts: list[bytes] = []
        self._sending = _thread.allocate_lock()

    def say(self, content: dict[str, Any]) -> None:
        """Keeps a TEXT of the process itself until the next `send`."""
        self.texts.append(text_frame(wire.NO_QUEUE, content))

    def send(self, taps: Iterable[Tap], magic: bytes) -> int:
        """Sends what there is, and a watermark behind it; returns how many bytes that was.

        Raises OSError when the application has gone.
        """
        if self.channel is None or not self._sending.acquire(True, _LOCK_TIMEOUT_S):
            return 0
        try:
            upto_ns = now()
            frames = take(self.texts)
            for tap in taps:
                if tap.is_pending:
                    frames += tap.drain(magic)
            if frames:
                frames.append(_watermark(upto_ns, is_idle=False))
            data = b"".join(frames)
            if data:
                self.channel.send(data)
            return len(data)
        finally:
            self._sending.release()

    def send_idle(self) -> None:
        """Says that everything is sent up to now, and that no more comes by itself."""
        with self._sending:
            if self.channel is not None:
                self.channel.send(_watermark(now(), is_idle=True))

    def is_lost(self) -> bool:
        """Whether the run's collector is gone, and with it whoever could end a hold."""
        return self.channel is None or self.channel.is_lost()

    def close(self) -> None:
        """Closes the connection, whatever state it is in. Safe to call twice."""
        channel, self.channel = self.channel, None
        if channel is not None:
            channel.close()


def _watermark(at_ns: int, *, is_idle: bool) -> bytes:
    body = wire.WATERMARK_BODY.pack(at_ns, int(is_idle))
    return wire.frame(wire.WATERMARK, wire.NO_QUEUE, body)
