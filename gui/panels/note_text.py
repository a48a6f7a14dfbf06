"""Notes of the engine, in the window's language: sentences it knows, with the numbers in them."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from engine.text.notes import SENTENCES

CONTEXT = "Notes"
_FORMS = tuple(
    (sentence, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[\\d.]+)", re.escape(sentence))))
    for sentence in SENTENCES
)


def translated(note: str) -> str:
    """A note in the present language; one that is the program's own stays as it is."""
    for sentence, form in _FORMS:
        if found := form.fullmatch(note):
            return QCoreApplication.translate(CONTEXT, sentence).format(**found.groupdict())
    return note
