"""What every source file owes its reader: a reason to exist, a readable size, no leftovers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_LINES = 400
LONGER = {
    # module: why it is longer than a reader likes; one that has become shorter is struck off
}
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bbreakpoint\(|\bpdb\b|<{7} |>{7} ")


def sources(root: Path) -> list[Path]:
    """All modules of the product, its benchmarks and its scripts."""
    folders = ("engine", "gui", "resources", "bench", "scripts", "packaging")
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def without_docstring(root: Path) -> list[str]:
    """Modules that do not say why they exist."""
    return [
        str(path.relative_to(root))
        for path in sources(root)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]


def too_long(root: Path) -> list[str]:
    """Modules longer than the limit that have no reason to be."""
    return [
        f"{name}: {count}"
        for path in sources(root)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_LINES
        and (name := path.relative_to(root).as_posix()) not in LONGER
    ]


def leftovers(root: Path) -> list[str]:
    """Lines that somebody meant to come back to."""
    return [
        f"{path.relative_to(root)}:{number}"
        for path in sources(root)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LEFTOVER.search(line)
    ]


RULES = (without_docstring, too_long, leftovers)
BAD = {
    without_docstring: "import sys\n",
    too_long: '"""Long."""\n' + "\n" * LONGEST_LINES,
    leftovers: '"""Unfinished."""\n# TO' + "DO: later\n",
}


def test_every_module_says_why_it_exists():
    assert without_docstring(ROOT) == []


def test_no_module_is_longer_than_a_reader_likes():
    assert too_long(ROOT) == []


def test_a_module_with_leave_to_be_long_is_long():
    for name in LONGER:
        assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) > LONGEST_LINES


def test_nothing_is_left_to_come_back_to():
    assert leftovers(ROOT) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_catches_the_file_that_breaks_it(rule, tmp_path):
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "good.py").write_text('"""Good."""\n', encoding="utf-8")
    assert rule(tmp_path) == []
    (tmp_path / "engine" / "bad.py").write_text(BAD[rule], encoding="utf-8")
    assert len(rule(tmp_path)) == 1
