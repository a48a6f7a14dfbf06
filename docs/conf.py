"""The documentation's site, from the same Markdown that is read in the repository: `make docs`.

Pages that lie at the repository's root are included where they belong. Their links are written for
the repository; here those to other pages lead there, and those to sources become plain words.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>[^)\s]+)\)")
PAGES = {
    ROOT / "ARCHITECTURE.md": DOCS / "explanation" / "architecture.md",
    ROOT / "CONTRIBUTING.md": DOCS / "how-to" / "contribute.md",
    ROOT / "CHANGELOG.md": DOCS / "changelog.md",
    ROOT / "README.md": DOCS / "how-to" / "install.md",
    DOCS / "adr": DOCS / "adr" / "index.md",
}

project = "Queuescope"
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"{project} {release}"


def for_site(text: str, folder: Path) -> str:
    """A page's text with the links as they must be on the site; `folder` is where the page lies."""

    def replaced(link: re.Match[str]) -> str:
        target, hash_, anchor = link["target"].partition("#")
        if not target or "://" in target:
            return link[0]
        path = (folder / target).resolve()
        page = PAGES.get(path, path)
        if page.suffix == ".md" and page.is_relative_to(DOCS) and page.exists():
            return f"[{link['text']}](/{page.relative_to(DOCS).as_posix()}{hash_}{anchor})"
        return link["text"]

    return LINK.sub(replaced, text)


def _on_page(app: Sphinx, name: str, content: list[str]) -> None:
    content[0] = for_site(content[0], Path(app.env.doc2path(name)).parent)


def _on_include(app: Sphinx, path: Path, name: str, content: list[str]) -> None:
    del app, name
    content[0] = for_site(content[0], (DOCS / path).resolve().parent)


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.connect("source-read", _on_page)
    app.connect("include-read", _on_include)
