r"""Text from outside, made harmless: control and bidirectional characters are shown, not obeyed.

A process's name, an exception's text or a file's name may hold escape sequences that clear a
terminal's screen, line breaks that fake a line of ours, or characters that turn the order of those
around them. Each becomes what Python would write for it: "\x1b", "\u202e".
"""

from __future__ import annotations

import re

_LINES = "\n\t"
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def visible(text: str, *, keep_lines: bool = False) -> str:
    """The text with each character that is obeyed rather than seen written as its escape.

    Args:
        text: from a file or an observed program.
        keep_lines: line breaks and tabs stay, as in a traceback or a program's listing.
    """
    if text.isprintable():
        return text
    kept = _LINES if keep_lines else ""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in kept else repr(found[0])[1:-1], text)
