"""FrameRecorder: the application's side of a recording. Nothing in it ever waits for the encoder.

Frames go into a bounded queue, and a thread sends on what has changed in each; what the encoder
says is read by `poll`.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import secrets
import threading
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from engine.screencast import encoder
from engine.screencast.encoder import Order
from engine.screencast.film import Differ
from engine.screencast.formats import Format
from engine.screencast.progress import Progress, RecordingStage

MOST_WAITING_BYTES = 160_000_000  # some two seconds of 1280x720 at 20 frames/s
CLOSE_S = 2.0  # an encoder that was told to leave and has not by then is killed


class FrameRecorder:
    """One recording. Made, started, fed, finished or cancelled, polled until it is over, closed."""

    def __init__(self, path: Path, form: Format, width: int, height: int) -> None:
        """Frames are `width` x `height` pixels of 4 bytes, blue first."""
        path = path.absolute()
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        self.order = Order(path, part, form, width, height)
        self.progress = Progress()
        most = max(4, MOST_WAITING_BYTES // (width * height * 4))
        self._waiting: queue.Queue[tuple[str, int, bytes]] = queue.Queue(most)
        self._words: Connection | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._thread: threading.Thread | None = None
        self._is_cancelled = False

    def start(self) -> None:
        """Starts the encoder; raises OSError when that cannot be done."""
        context = multiprocessing.get_context("spawn")
        read_frames, write_frames = context.Pipe(duplex=False)
        self._words, write_words = context.Pipe(duplex=False)
        self._process = context.Process(
            target=encoder.encode,
            args=(read_frames, write_words, self.order),
            name="recording",
            daemon=True,
        )
        self._process.start()
        read_frames.close()
        write_words.close()
        self._thread = threading.Thread(
            target=_send,
            args=(self._waiting, write_frames, Differ(self.order.width, self.order.height)),
            name="recording",
            daemon=True,
        )
        self._thread.start()

    def add(self, pixels: bytes, at_ms: int) -> bool:
        """One frame, and when it was seen; returns False when there is no room for it."""
        if self.progress.stage is not RecordingStage.RECORDING:
            return False
        try:
            self._waiting.put_nowait((encoder.FRAME, at_ms, pixels))
        except queue.Full:
            self.progress = replace(self.progress, lost=self.progress.lost + 1)
            return False
        return True

    def finish(self, end_ms: int) -> None:
        """The last frame was seen until `end_ms`; now the file is written."""
        if self.progress.stage is RecordingStage.RECORDING:
            self.progress = replace(self.progress, stage=RecordingStage.WRITING)
            self._say(encoder.FINISH, end_ms)

    def cancel(self) -> None:
        """Nothing shall be written; what is written already goes."""
        if not self.progress.stage.is_over:
            self._is_cancelled = True
            self._drop_waiting()
            self._say(encoder.CANCEL, 0)

    def poll(self) -> Progress:
        """What is known by now."""
        while self._words is not None and not self.progress.stage.is_over:
            try:
                if not self._words.poll():
                    break
                self._hear(self._words.recv())
            except (EOFError, OSError):
                self._hear_the_end()
        return self.progress

    def close(self) -> None:
        """Cancels what is not over, and frees everything. Safe to call twice."""
        self.cancel()
        if self._process is not None:
            self._process.join(CLOSE_S)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._say("", 0)
            if self._thread is not None:
                self._thread.join()
            self.poll()
            self._process.close()
            self._process = self._thread = None
        if self._words is not None:
            self._words.close()
            self._words = None
        self.order.part.unlink(missing_ok=True)

    def _say(self, word: str, at_ms: int) -> None:
        """A word behind the frames, for which there is always room: the thread makes it."""
        self._waiting.maxsize = 0
        self._waiting.put((word, at_ms, b""))

    def _drop_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()

    def _hear(self, words: tuple[object, ...]) -> None:
        word, *numbers = words
        now = self.progress
        match (word, *numbers):
            case (encoder.READY,):
                now = replace(now, is_ready=True)
            case (encoder.TAKEN, int(frames), int(size)):
                now = replace(now, frames=frames, bytes=size)
            case (encoder.WRITTEN, int(written), int(pictures)):
                now = replace(now, written=written, pictures=pictures)
            case (encoder.DONE, int(size)):
                now = replace(now, stage=RecordingStage.DONE, bytes=size)
            case (encoder.FAILED, str(reason)):
                now = replace(now, stage=RecordingStage.FAILED, problem=reason)
        self.progress = now

    def _hear_the_end(self) -> None:
        """The encoder is gone, without a last word unless it was told to go."""
        stage = RecordingStage.CANCELLED if self._is_cancelled else RecordingStage.FAILED
        problem = "" if self._is_cancelled else "the encoder's process has ended"
        self.progress = replace(self.progress, stage=stage, problem=problem)


def _send(waiting: queue.Queue[tuple[str, int, bytes]], frames: Connection, differ: Differ) -> None:
    """The thread: sends what waits, until the encoder is gone or there is nothing more to say."""
    with frames, contextlib.suppress(OSError):
        while True:
            word, at_ms, pixels = waiting.get()
            if not word:
                return
            change = differ.change(pixels) if word == encoder.FRAME else None
            frames.send((word, at_ms, change is not None))
            for part in change or ():
                frames.send_bytes(part)
