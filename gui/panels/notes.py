"""Notes of the engine, in the window's language: sentences it knows, with the numbers in them."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from engine.notes import SENTENCES
from gui.i18n import QT_TRANSLATE_NOOP

CONTEXT = "Notes"
_TOLD = (
    QT_TRANSLATE_NOOP("Notes", "Stop: the program was asked to end."),
    QT_TRANSLATE_NOOP("Notes", "Stop: the script was interrupted, as by Ctrl-C."),
    QT_TRANSLATE_NOOP(
        "Notes",
        "Stop: {seconds} s later {count} processes were still there: they were terminated.",
    ),
    QT_TRANSLATE_NOOP(
        "Notes", "Stop: {seconds} s later {count} processes were still there: they were killed."
    ),
    QT_TRANSLATE_NOOP("Notes", "Stop: all had ended after {seconds} s."),
    QT_TRANSLATE_NOOP(
        "Notes", "{count} processes could not be observed: there are too many open files."
    ),
)
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
