"""`queuescope lessons` and `queuescope lesson`: listed, measured and played in the terminal."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import click

from engine.cli import texts
from engine.cli.frontend import FAILED, BadInputError
from engine.lessons.checking import CheckError, check_claim, holds, measured_text
from engine.lessons.files import LessonError, builtin_lessons, load_lesson
from engine.lessons.headless import play
from engine.lessons.player import Halt
from engine.lessons.schema import LessonFolder
from engine.model.plain import visible


def find_lesson(name: str) -> LessonFolder:
    """A built-in lesson by its name or number, or one in a folder of one's own.

    Raises:
        BadInputError: there is no such lesson, or something is wrong with its file.
    """
    for folder in builtin_lessons():
        if name in {folder.name, folder.name[:2], folder.name[:2].lstrip("0")}:
            return folder
    path = Path(name)
    if not path.exists():
        raise BadInputError(texts.NO_LESSON.format(name=visible(name)))
    try:
        return load_lesson(path)
    except LessonError as error:
        raise BadInputError(visible(str(error), keep_lines=True)) from error


def run_lesson(name: str, methods: tuple[str, ...], tries: int, language: str) -> int:
    """Measures the lesson's claim under each start method, and plays its steps on real processes.

    Returns:
        0 when the claim holds and all steps came true, else 1.
    """
    folder = find_lesson(name)
    lesson = folder.lesson
    click.echo(f"{lesson.title.said(language)}\n{lesson.claim.text.said(language)}\n")
    is_well = True
    for method in methods or multiprocessing.get_all_start_methods():
        try:
            measured = check_claim(folder, method, tries)
        except CheckError as error:
            click.echo(f"{method}: {visible(str(error))}", err=True)
            is_well = False
            continue
        verdict = texts.CLAIM_HOLDS if holds(folder, measured) else texts.CLAIM_FAILS
        is_well = is_well and holds(folder, measured)
        click.echo(f"{method}: {measured_text(folder, measured).said(language)} {verdict}")
    halt, failure = play(folder)
    if halt is Halt.FAILED:
        click.echo(visible(failure), err=True)
    else:
        click.echo(texts.LESSON_PLAYED.format(count=len(lesson.steps)))
    return 0 if is_well and halt is Halt.DONE else FAILED
