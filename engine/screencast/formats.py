"""What a recording can be written as. Video needs the extra `[video]`."""

from __future__ import annotations

import importlib.util
from enum import StrEnum


class Format(StrEnum):
    """A kind of file; its value is the file's suffix."""

    WEBP = "webp"
    GIF = "gif"
    APNG = "png"
    WEBM = "webm"
    MP4 = "mp4"

    @property
    def is_video(self) -> bool:
        """Whether it needs PyAV."""
        return self in {Format.WEBM, Format.MP4}


def formats() -> list[Format]:
    """Those that can be written here."""
    has_video = importlib.util.find_spec("av") is not None
    return [each for each in Format if has_video or not each.is_video]
