"""Text from outside is seen, not obeyed."""

from __future__ import annotations

import pytest

from engine.model.plain import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Cook A 1", "Cook A 1"),
        ("厨师 1 – 饺子 é", "厨师 1 – 饺子 é"),
        ("\x1b[2J\x1b]52;c;eA==\x07", "\\x1b[2J\\x1b]52;c;eA==\\x07"),
        ("one\nQueuescope: all is well", "one\\nQueuescope: all is well"),
        ("evil\u202egnp.exe", "evil\\u202egnp.exe"),
        ("a\u2066b\u2069c\u200f", "a\\u2066b\\u2069c\\u200f"),
        ("half \ud83d of a pair", "half \\ud83d of a pair"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("line\u2028break", "line\\u2028break"),
        ("no\xa0break", "no\xa0break"),
    ],
)
def test_what_would_be_obeyed_is_written_as_its_escape(text, shown):
    assert visible(text) == shown
    assert visible(visible(text)) == shown


def test_lines_are_kept_where_a_text_has_lines():
    text = 'Traceback:\n\tFile "x.py"\r\x1b[2K'
    assert visible(text, keep_lines=True) == 'Traceback:\n\tFile "x.py"\\r\\x1b[2K'
