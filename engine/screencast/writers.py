"""Writes a film as a file. Pillow and PyAV encode; none of them ever holds all pictures at once.

For GIF and APNG the container is put together here, of blocks that Pillow has encoded: Pillow's own
writers keep every frame in memory until the end, 1.6 GB for 30 s of 1280x720.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np

from engine.screencast.film import Film, Picture
from engine.screencast.formats import Format

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

Report = Callable[[int], None]  # told how many pictures are written; may raise to end it

PALETTE_SAMPLES = 8
PALETTE_WIDTH = 640  # px; of each sample
GIF_TICK_MS = 10
GIF_CLEAR = 255  # the index of no colour
PNG_EFFORT = 4  # of 9; what is beyond takes time and saves nothing on flat colours
WEBP_EFFORT, WEBP_METHOD = 20, 1  # of 100, of 6; more takes half as long again for less bytes
WEBP_WHOLE_EACH = 100  # pictures; from a whole one a player can start
MS = Fraction(1, 1000)
PNG_HEAD = 8 + 25  # bytes: the signature and the first chunk


def write(film: Film, path: Path, form: Format, report: Report) -> None:
    """Writes a new file; raises OSError, or what `report` raises, and leaves what is written."""
    if form.is_video:
        _write_video(film, path, form, report)
        return
    with path.open("xb") as file:
        {Format.WEBP: _write_webp, Format.GIF: _write_gif, Format.APNG: _write_apng}[form](
            film, file, report
        )


# -- WebP -----------------------------------------------------------------------------------------


def _write_webp(film: Film, file: IO[bytes], report: Report) -> None:
    """Lossless: letters stay sharp, and flat colours take less room than a lossy picture does.

    The encoder tries a whole picture beside the changed part for every frame between `kmin` and
    `kmax`, so these are close together.
    """
    from PIL import Image

    class Reel(Image.Image):
        """All pictures as the one many-framed image that Pillow asks for, frame by frame."""

        n_frames = film.pictures
        _pictures = film.play()

        def seek(self, frame: int) -> None:
            picture = next(self._pictures, None)
            if picture is not None:  # at the end Pillow goes back to the first
                self.im = picture.canvas.im
                report(frame + 1)

        def tell(self) -> int:
            return 0

    first = next(film.play()).canvas
    reel = Reel()
    reel._mode, reel._size, reel.im = first.mode, first.size, first.im  # noqa: SLF001
    durations = [film.duration_ms(number) for number in range(film.pictures)]
    reel.save(
        file,
        "WEBP",
        save_all=True,
        duration=durations if len(durations) > 1 else durations[0],
        loop=0,
        lossless=True,
        quality=WEBP_EFFORT,
        method=WEBP_METHOD,
        kmin=WEBP_WHOLE_EACH - 2,
        kmax=WEBP_WHOLE_EACH,
    )


# -- GIF ------------------------------------------------------------------------------------------


def _write_gif(film: Film, file: IO[bytes], report: Report) -> None:
    """One palette for all pictures, so that no colour changes where only a part is drawn anew."""
    from PIL import GifImagePlugin, Image

    palette = _palette_of(film)
    shown_ms = 0
    for picture in film.play():
        part = picture.part.quantize(palette=palette, dither=Image.Dither.NONE)
        if picture.number == 0:
            info = {"loop": 0, "optimize": False}
            file.writelines(GifImagePlugin.getheader(palette.copy(), info=info)[0])
        else:  # what stays is not told again
            told = np.where(picture.fresh, np.asarray(part), GIF_CLEAR)
            part.frombytes(told.astype(np.uint8).tobytes())
        # Hundredths of a second, without letting their rounding add up.
        until_ms = picture.at_ms + picture.duration_ms
        ticks = max(1, round((until_ms - shown_ms) / GIF_TICK_MS))
        shown_ms += ticks * GIF_TICK_MS
        file.writelines(
            GifImagePlugin.getdata(
                part,
                picture.box[:2],
                duration=ticks * GIF_TICK_MS,
                disposal=1,
                transparency=GIF_CLEAR,
            )
        )
        report(picture.number + 1)
    file.write(b";")


def _palette_of(film: Film) -> PillowImage:
    """An image of the film's size whose 255 colours serve pictures from all over it best."""
    from PIL import Image

    width = min(film.width, PALETTE_WIDTH)
    size = width, max(1, film.height * width // film.width)
    step = -(-film.pictures // PALETTE_SAMPLES)
    nearest = Image.Resampling.NEAREST
    samples = [picture.canvas.resize(size, nearest) for picture in film.play(step)]
    sheet = Image.new("RGB", (width, size[1] * len(samples)))
    for row, sample in enumerate(samples):
        sheet.paste(sample, (0, row * size[1]))
    few = sheet.quantize(GIF_CLEAR, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    made = Image.new("P", (film.width, film.height))
    colours = few.getpalette() or []
    made.putpalette(colours + [0] * (768 - len(colours)))
    return made


# -- APNG -----------------------------------------------------------------------------------------


def _write_apng(film: Film, file: IO[bytes], report: Report) -> None:
    """Pillow packs each part as a PNG; its data chunks become the frames of one file.

    https://www.w3.org/TR/png-3/#apng-frame-based-animation
    """
    sequence = 0
    for picture in film.play():
        head, data = _png_of(picture)
        if picture.number == 0:
            file.write(head)
            file.write(_chunk(b"acTL", struct.pack(">II", film.pictures, 0)))
        file.write(_chunk(b"fcTL", _control(sequence, picture)))
        sequence += 1
        for block in data:
            if picture.number == 0:
                file.write(_chunk(b"IDAT", block))
                continue
            file.write(_chunk(b"fdAT", struct.pack(">I", sequence) + block))
            sequence += 1
        report(picture.number + 1)
    file.write(_chunk(b"IEND", b""))


def _control(sequence: int, picture: Picture) -> bytes:
    """Where a frame goes and how long it is seen; it is laid over what was there before."""
    left, top, right, bottom = picture.box
    place = right - left, bottom - top, left, top
    time = min(picture.duration_ms, 0xFFFF), 1000
    dispose, blend = 0, 1
    return struct.pack(">IIIIIHHBB", sequence, *place, *time, dispose, blend)


def _png_of(picture: Picture) -> tuple[bytes, list[bytes]]:
    """A PNG's beginning, and what is in its data chunks. What has not changed is left clear."""
    buffer = io.BytesIO()
    picture.news.save(buffer, "PNG", compress_level=PNG_EFFORT)
    whole, at, blocks = buffer.getvalue(), PNG_HEAD, []
    while at < len(whole):
        length, name = struct.unpack_from(">I4s", whole, at)
        if name == b"IDAT":
            blocks.append(whole[at + 8 : at + 8 + length])
        at += length + 12
    return whole[:PNG_HEAD], blocks


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


# -- video ----------------------------------------------------------------------------------------

VIDEO = {
    Format.WEBM: (
        "libvpx-vp9",
        {"crf": "24", "b": "0", "deadline": "realtime", "cpu-used": "7", "row-mt": "1"},
    ),
    Format.MP4: ("libx264", {"crf": "20", "preset": "veryfast", "movflags": "+faststart"}),
}


def _write_video(film: Film, path: Path, form: Format, report: Report) -> None:
    """VP9 in WebM, H.264 in MP4; each picture has its own time, so still ones cost nothing."""
    import av

    codec, options = VIDEO[form]
    width, height = film.width - film.width % 2, film.height - film.height % 2
    with path.open("xb") as file, av.open(file, "w", format=form.value) as container:
        stream = container.add_stream(codec, rate=Fraction(1000), options=options)
        assert isinstance(stream, av.VideoStream)  # noqa: S101 - both codecs are video
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = MS
        frame = None
        for picture in film.play():
            pixels = np.asarray(picture.canvas)[:height, :width]
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.pts, frame.time_base = picture.at_ms, MS
            container.mux(stream.encode(frame))
            report(picture.number + 1)
        if frame is not None and film.end_ms > (frame.pts or 0):
            frame.pts = film.end_ms  # what is seen last is seen as long as it was there
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
