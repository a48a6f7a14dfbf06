"""Reads the texts of the sources into the .ts files, and compiles these to .qm files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("zh_CN",)
SOURCES = ("gui", "engine")  # the engine marks its sentences (engine/text/sentences.py)


def main() -> None:
    """Updates all languages."""
    tools = Path(sys.executable).parent
    found = [path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")]
    sources = sorted(str(path.relative_to(ROOT)) for path in found)
    for language in LANGUAGES:
        texts = FOLDER / f"queuescope_{language}.ts"
        update = [str(tools / "pyside6-lupdate"), "-no-obsolete", "-locations", "none"]
        subprocess.run([*update, *sources, "-ts", str(texts)], check=True, cwd=ROOT)
        compiled = texts.with_suffix(".qm")
        release = [str(tools / "pyside6-lrelease"), str(texts), "-qm", str(compiled)]
        subprocess.run(release, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
