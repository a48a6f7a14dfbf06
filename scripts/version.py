"""Prints the version of the sources; it is written in pyproject.toml and nowhere else."""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

if __name__ == "__main__":
    print(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
