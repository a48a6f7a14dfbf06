"""Whose work is in here, and under which licences: read from what is installed, so never stale.

In the packaged application the metadata of all bundled packages lies in the bundle; what has none
(Python, Qt, the system's libraries) was listed when it was built (packaging/licences.py).
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import cast

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_HOME = ("homepage", "home", "source", "documentation")
_SHORT = 80  # a longer License field is the text, not the name


@dataclass(frozen=True, slots=True)
class Component:
    """Something that is part of the application."""

    name: str
    version: str
    licence: str
    """The licence's name as its author wrote it, as a rule an SPDX expression."""
    home: str
    """A web address, or nothing."""
    text: str
    """The licence itself, or nothing where it was not packed."""


def components() -> list[Component]:
    """All that the application consists of, itself first, then by name."""
    ours, *others = (_component(each) for each in _closure("queuescope"))
    return [ours, *sorted([*others, *_listed()], key=lambda each: each.name.lower())]


def _closure(name: str) -> list[metadata.Distribution]:
    """A distribution and all that it needs to run, each once."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [name]
    while waiting:
        key = re.sub(r"[-_.]+", "-", waiting.pop(0)).lower()
        if key in found:
            continue
        try:
            found[key] = metadata.distribution(key)
        except metadata.PackageNotFoundError:
            continue  # for another system
        for requirement in found[key].requires or ():
            needed = _NAME.match(requirement)
            if needed is not None and "extra ==" not in requirement:
                waiting.append(needed[0])
    return list(found.values())


def _component(distribution: metadata.Distribution) -> Component:
    about = cast("Message", distribution.metadata)
    return Component(
        name=about["Name"],
        version=distribution.version,
        licence=_licence(about),
        home=_home(about),
        text=_text(distribution),
    )


def _licence(about: Message) -> str:
    stated = about.get("License-Expression") or about.get("License") or ""
    if stated and len(stated) <= _SHORT and "\n" not in stated:
        return stated
    classes = [each for each in about.get_all("Classifier") or () if each.startswith("License")]
    return classes[0].rpartition(" :: ")[2] if classes else ""


def _home(about: Message) -> str:
    links = {}
    for each in about.get_all("Project-URL") or ():
        label, _, address = each.partition(",")
        links[label.strip().lower()] = address.strip()
    known = (links[label] for label in _HOME if label in links)
    return next(known, about.get("Home-page") or "")


def _text(distribution: metadata.Distribution) -> str:
    texts = [
        Path(str(distribution.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        for file in distribution.files or ()
        if ".dist-info" in str(file) and _LICENCE_FILE.search(file.name) and _exists(file)
    ]
    return "\n\n".join(texts)


def _exists(file: metadata.PackagePath) -> bool:
    return Path(str(file.locate())).is_file()


def _listed() -> list[Component]:
    """What the build listed, if this is a built application."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is None:
        return []
    folder = Path(bundle) / "licences"
    listed = json.loads((folder / "list.json").read_text(encoding="utf-8"))
    return [
        Component(
            name=each["name"],
            version=each["version"],
            licence=each["licence"],
            home=each["home"],
            text=(folder / each["file"]).read_text(encoding="utf-8", errors="replace"),
        )
        for each in listed
    ]
