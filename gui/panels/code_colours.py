"""Colours a Python listing: the standard library's tokenizer says what is what, once a program."""

from __future__ import annotations

import builtins
import io
import keyword
import tokenize
from collections import defaultdict

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from gui.common.palette import LIGHT, Palette

_STRINGS = {
    tokenize.STRING,
    *(
        getattr(tokenize, name)  # from Python 3.12 on, an f-string comes in parts
        for name in ("FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END")
        if hasattr(tokenize, name)
    ),
}
_BUILTINS = frozenset(name for name in dir(builtins) if name.islower())
Span = tuple[int, int, str]  # first column, length, what it is


def spans_of(text: str) -> dict[int, list[Span]]:
    """The coloured parts of each line, counted from 0.

    What they are: keyword, builtin, name (one that is defined here), string, number, comment.
    """
    spans: dict[int, list[Span]] = defaultdict(list)
    lines = text.splitlines()
    before = ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        what = _what(token, before)
        before = token.string if token.type == tokenize.NAME else ""
        if not what:
            continue
        (first, start), (last, end) = token.start, token.end
        for row in range(first, last + 1):
            begin = start if row == first else 0
            stop = end if row == last else len(lines[row - 1])
            spans[row - 1].append((begin, stop - begin, what))
    return spans


def _what(token: tokenize.TokenInfo, before: str) -> str:
    if token.type == tokenize.COMMENT:
        return "comment"
    if token.type in _STRINGS:
        return "string"
    if token.type == tokenize.NUMBER:
        return "number"
    if token.type != tokenize.NAME:
        return ""
    if keyword.iskeyword(token.string):
        return "keyword"
    if before in {"def", "class"}:
        return "name"
    return "builtin" if token.string in _BUILTINS else ""


class PythonColours(QSyntaxHighlighter):
    """Gives each line of a document the colours of `spans_of`."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._spans: dict[int, list[Span]] = {}
        self._formats: dict[str, QTextCharFormat] = {}
        self.set_palette(LIGHT)

    def set_text(self, text: str) -> None:
        """What the document will hold; call it before the document gets it."""
        self._spans = spans_of(text)

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""
        self._formats = {
            "keyword": _format(palette.accent, bold=True),
            "builtin": _format(palette.accent),
            "name": _format(palette.text, bold=True),
            "string": _format(palette.limit),
            "number": _format(palette.limit),
            "comment": _format(palette.dim, italic=True),
        }
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Qt asks for one line."""
        del text
        for start, length, what in self._spans.get(self.currentBlock().blockNumber(), ()):
            self.setFormat(start, length, self._formats[what])


def _format(colour: str, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    made.setFontItalic(italic)
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
