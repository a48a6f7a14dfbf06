"""What is known of a recording at one moment; told by the recorder, shown by the window.

Apart from the recorder, which brings processes and connections along: the first frame of the window
needs none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RecordingStage(StrEnum):
    """Where a recording stands."""

    RECORDING = "recording"
    WRITING = "writing"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self not in {RecordingStage.RECORDING, RecordingStage.WRITING}


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of a recording at one moment."""

    stage: RecordingStage = RecordingStage.RECORDING
    is_ready: bool = False  # the encoder has begun to take frames
    frames: int = 0  # taken by the encoder
    lost: int = 0  # that the encoder was too slow for
    bytes: int = 0  # the frames' on disk; when it is done, the file's
    written: int = 0  # pictures, of `pictures` that differ
    pictures: int = 0
    problem: str = ""  # why it failed, in the system's words
