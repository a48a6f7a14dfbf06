"""The documentation tells what is so: current reference, links that lead somewhere, examples."""

from __future__ import annotations

import importlib.util
import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
TIMEOUT_S = 30


def _script(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outdated(written: dict[str, str], folder: Path) -> list[str]:
    """Pages that are not as they would be written now."""
    return [
        name
        for name, text in written.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]


def test_the_reference_is_what_the_code_says():
    written = _script("reference").pages()
    assert outdated(written, ROOT / "docs" / "reference") == [], "run `make reference`"


def test_an_outdated_page_is_noticed(tmp_path):
    (tmp_path / "one.md").write_text("as it was", encoding="utf-8")
    assert outdated({"one.md": "as it is", "two.md": "new"}, tmp_path) == ["one.md", "two.md"]


def slug(heading: str) -> str:
    """A heading's anchor."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def broken(page: Path) -> list[str]:
    """Links to files or headings that are not there."""
    wrong = []
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        path = (page.parent / target).resolve() if target else page
        if not path.exists():
            wrong.append(target)
        elif anchor and path.suffix == ".md":
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            if anchor not in map(slug, headings):
                wrong.append(f"{target}#{anchor}")
    return wrong


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "packaging").glob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert broken(page) == []


def test_a_link_that_leads_nowhere_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Here it is\n[a](nowhere.md) [b](#here-it-is) [c](#there)", encoding="utf-8")
    assert broken(page) == ["nowhere.md", "#there"]


def test_every_page_is_listed_on_the_site():
    listed = (ROOT / "docs" / "index.md").read_text(encoding="utf-8").splitlines()
    pages = (page.relative_to(ROOT / "docs") for page in (ROOT / "docs").rglob("*.md"))
    names = {page.with_suffix("").as_posix() for page in pages if page.parent.name != "adr"}
    assert names - {"index", *listed} == set(), "list it in docs/index.md"


@pytest.mark.processes
def test_the_tutorials_program_hangs_as_it_says_and_runs_when_mended(tmp_path, queuescope):
    text = TUTORIAL.read_text(encoding="utf-8")
    program, mended = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    [promised] = re.findall(r"```text\n(queuescope: .*?)\n```", text, re.DOTALL)
    path = tmp_path / "squares.py"
    path.write_text(program, encoding="utf-8")
    with queuescope.start("trace", path) as process:
        said = process.stderr.readline().decode()
        here = psutil.Process(process.pid)
        for each in [here, *here.children(recursive=True)]:  # as Ctrl-C reaches all of a terminal
            each.send_signal(signal.SIGINT)
        process.communicate(timeout=TIMEOUT_S)
    assert said.startswith(promised), said
    path.write_text(program[: program.index("    worker.join()")] + mended, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, path], capture_output=True, text=True, timeout=TIMEOUT_S, check=True
    )
    assert f"prints `{done.stdout.strip()}`" in text
