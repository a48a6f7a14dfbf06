"""Sentences that people read: English in the engine, said in the window's language by the window.

    template --marked--> translators' file ----> translate(context, template) --+
       |                                                                        v
       +--> Sentence: English, with what it was made from --------> said() in that language

The engine knows no languages. A text that is marked here is found by Qt's tool when it reads the
sources (scripts/translations.py); a Sentence keeps its template and what fills it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Self

Say = Callable[[str], str]
"""A marked text, in the language of whoever listens."""

CONTEXT = "Sentence"
AND_ALSO = "; "


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for it
    """Marks a text for the translators, and leaves it as it is; `translate` says it later."""
    del context
    return text


class Sentence(str):
    """An English sentence that can be said in another language: a template and its values.

    A value that is a Sentence is translated too, and so is each of several in a tuple, which are
    told one after another.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        """`template` is marked with the context `CONTEXT`, its places named as the values are."""
        told = {name: _told(value, str) for name, value in values.items()}
        self = super().__new__(cls, template.format_map(told))
        self.template, self.values = template, values
        return self

    def said(self, say: Say) -> str:
        """In the language that `say` speaks."""
        told = {name: _told(value, say) for name, value in self.values.items()}
        return say(self.template).format_map(told)


def _told(value: object, say: Say) -> str:
    if isinstance(value, tuple):
        return AND_ALSO.join(_told(each, say) for each in value)
    return value.said(say) if isinstance(value, Sentence) and say is not str else str(value)
