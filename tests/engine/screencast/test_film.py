"""A film keeps every frame, and each kind of file shows what the frames showed, just as long."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from fractions import Fraction

import numpy as np
import pytest
from PIL import Image

from engine.screencast.film import Differ, Film
from engine.screencast.formats import Format, formats
from engine.screencast.writers import write

WIDTH, HEIGHT, STEP_MS = 64, 48, 40
STILL = (Format.WEBP, Format.GIF, Format.APNG)


def frame(number):
    """A ground that never changes, and a bar that grows with the number."""
    pixels = np.full((HEIGHT, WIDTH), 0xFFFAFAF8, np.uint32)
    pixels[30:40, 4 : 5 + number * 3] = 0xFF0072B2
    return pixels


def colours(pixels):
    """A frame as red, green and blue."""
    return np.ascontiguousarray(pixels).view(np.uint8).reshape(HEIGHT, WIDTH, 4)[:, :, 2::-1]


@contextmanager
def film_of(numbers, step_ms=STEP_MS):
    """A film of these frames, one each `step_ms`."""
    with tempfile.TemporaryFile() as file:
        made, differ = Film(WIDTH, HEIGHT, file), Differ(WIDTH, HEIGHT)
        for place, number in enumerate(numbers):
            if change := differ.change(frame(number).tobytes()):
                made.add(place * step_ms, change)
        made.end_ms = len(numbers) * step_ms
        yield made


@pytest.fixture
def film():
    """Six frames, of which the fourth shows nothing new."""
    with film_of((0, 1, 2, 2, 3, 4)) as made:
        yield made


def test_the_pictures_of_a_film_are_the_frames_that_went_in(film):
    assert film.pictures == 5
    assert [picture.duration_ms for picture in film.play()] == [40, 40, 80, 40, 40]
    for picture, number in zip(film.play(), (0, 1, 2, 3, 4), strict=True):
        whole = colours(frame(number))
        left, top, right, bottom = picture.box
        assert np.array_equal(np.asarray(picture.canvas), whole)
        assert np.array_equal(np.asarray(picture.part), whole[top:bottom, left:right])
        news = np.asarray(picture.news)
        assert np.array_equal(news[:, :, 3] == 255, picture.fresh)
        assert np.array_equal(news[picture.fresh][:, :3], np.asarray(picture.part)[picture.fresh])


def test_only_what_has_changed_is_kept(film):
    boxes = [picture.box for picture in film.play()]
    assert boxes[0] == (0, 0, WIDTH, HEIGHT)
    assert boxes[1] == (5, 30, 8, 40)
    assert all(picture.fresh.all() for picture in film.play())


@pytest.mark.parametrize("width", [7, 8])
def test_a_change_of_one_pixel_is_found_wherever_it_is(width):
    differ = Differ(width, 5)
    pixels = np.zeros((5, width), np.uint32)  # black, as nothing is
    assert differ.change(pixels.tobytes()) == (b"", pixels.tobytes())
    assert differ.change(pixels.tobytes()) is None
    pixels[4, width - 1] = 7
    place = np.uint32(5 * width - 1).tobytes()
    assert differ.change(pixels.tobytes()) == (place, np.uint32(7).tobytes())


def test_a_film_can_be_played_again_and_in_steps(film):
    assert [picture.number for picture in film.play()] == [0, 1, 2, 3, 4]
    assert [picture.number for picture in film.play(2)] == [0, 2, 4]


@pytest.mark.parametrize("form", STILL)
def test_a_file_shows_every_picture_as_long_as_it_was_seen(form, film, tmp_path):
    path = tmp_path / f"film.{form.value}"
    told = []
    write(film, path, form, told.append)
    assert told[-1] == 5
    with Image.open(path) as image:
        assert (image.format, image.n_frames, image.size) == (
            {"png": "PNG", "gif": "GIF", "webp": "WEBP"}[form.value],
            5,
            (WIDTH, HEIGHT),
        )
        for number, duration_ms in enumerate((40, 40, 80, 40, 40)):
            image.seek(number)
            shown = np.asarray(image.convert("RGB")).astype(int)
            assert image.info["duration"] == duration_ms
            assert np.abs(shown - colours(frame(number))).max() <= (8 if form is Format.GIF else 0)


@pytest.mark.parametrize("form", [form for form in formats() if form.is_video])
def test_a_video_lasts_as_long_as_the_film(form, film, tmp_path):
    av = pytest.importorskip("av")
    path = tmp_path / f"film.{form.value}"
    write(film, path, form, lambda _: None)
    with av.open(str(path)) as container:
        times_s = [frame.time for frame in container.decode(video=0)]
        assert container.streams.video[0].width == WIDTH
    assert times_s == pytest.approx([0, 0.04, 0.08, 0.16, 0.2, 0.24], abs=0.002)


@pytest.mark.parametrize("form", STILL)
def test_a_film_of_one_picture_is_a_file_too(form, tmp_path):
    path = tmp_path / f"film.{form.value}"
    with film_of((3,)) as film:
        write(film, path, form, lambda _: None)
    with Image.open(path) as image:
        assert image.size == (WIDTH, HEIGHT)
        shown = np.asarray(image.convert("RGB")).astype(int)
    assert np.abs(shown - colours(frame(3))).max() <= 8


def test_a_gif_s_rounded_times_do_not_add_up(tmp_path):
    path = tmp_path / "film.gif"
    with film_of(range(16), 33) as film:
        write(film, path, Format.GIF, lambda _: None)
    total_ms = Fraction(0)
    with Image.open(path) as image:
        for number in range(image.n_frames):
            image.seek(number)
            total_ms += image.info["duration"]
    assert abs(total_ms - 16 * 33) <= 10


def test_a_file_that_is_there_is_not_written_over(film, tmp_path):
    path = tmp_path / "film.gif"
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        write(film, path, Format.GIF, lambda _: None)
    assert path.read_bytes() == b"precious"


def test_video_is_offered_only_where_it_can_be_written(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert formats() == list(STILL)
