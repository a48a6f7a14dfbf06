"""requirements/ pins what pyproject.toml asks for; `make constraints` refreshes it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)(?: ; .*)?(?P<rest> \\)?$")
HINT = "run `make constraints`"


def asked_for(name: str) -> list[Requirement]:
    """What the file of that name must have pins for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = project["project"]["dependencies"] + groups["build"] + groups.get(name, [])
    if name == "dev":
        wanted += [
            each for extra in project["project"]["optional-dependencies"].values() for each in extra
        ]
    return [Requirement(each) for each in wanted]


def pins(text: str) -> dict[str, set[str]]:
    """Name -> versions, of which each is for some Pythons or systems."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if match := PINNED.match(line):
            found.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return found


def unmet(wanted: list[Requirement], text: str) -> list[str]:
    """Requirements without a pin that satisfies them."""
    pinned = pins(text)
    return [
        str(each)
        for each in wanted
        if not (versions := pinned.get(canonicalize_name(each.name)))
        or not all(each.specifier.contains(version) for version in versions)
    ]


def unhashed(text: str) -> list[str]:
    """Pins without a hash, and lines that are neither pin, hash nor comment."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    wrong = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_hash = re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)
        has_hash = PINNED.match(line) and following.startswith("    --hash=")
        if not is_hash and not has_hash:
            wrong.append(line)
    return wrong


def read(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


FILES = ("run", "dev", "docs", "package")


@pytest.mark.parametrize("name", FILES)
def test_what_the_project_asks_for_is_pinned(name):
    assert unmet(asked_for(name), read(name)) == [], HINT


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_hash_and_no_address(name):
    assert unhashed(read(name)) == []


@pytest.mark.parametrize("name", FILES[1:])
def test_what_is_tested_and_packaged_is_what_runs(name):
    running, others = pins(read("run")), pins(read(name))
    assert {each: others.get(each) for each in running} == running, HINT


def test_a_file_that_is_not_as_it_should_be_is_noticed():
    good = "click==8.1.7 \\\n    --hash=sha256:" + "0" * 64
    wanted = [Requirement("click>=8.1")]
    assert (unmet(wanted, good), unhashed(good)) == ([], [])
    assert unmet(wanted, good.replace("8.1.7", "8.0.1")) == ["click>=8.1"]
    assert unmet(wanted, "") == ["click>=8.1"]
    assert unhashed("click==8.1.7") == ["click==8.1.7"]
    assert unhashed("--index-url somewhere\n" + good) == ["--index-url somewhere"]
