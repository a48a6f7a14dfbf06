"""Keeps paths and user names out of what is shown, while the window is presented to others.

Texts from outside (exceptions, tracebacks, what programs print) may name folders and people; each
place that shows such a text asks `discreet` for what may be seen of it.
"""

from __future__ import annotations

import getpass
import re

LEAST_NAME = 3  # letters; a shorter user name is in too many words
_FOLDERS = re.compile(r"(?<![\w.…/:\\])(?:[A-Za-z]:)?[\\/](?:[^\s\"'<>|:*?\\/]+[\\/])+")
_state = {"is_on": False}


def keep(*, is_on: bool) -> None:
    """Whether others are looking."""
    _state["is_on"] = is_on


def discreet(text: str) -> str:
    """The text as it is; while others look, without folders and the user's name."""
    if not _state["is_on"]:
        return text
    text = _FOLDERS.sub("…/", text)
    name = _user_name()
    return re.sub(rf"\b{re.escape(name)}\b", "user", text) if len(name) >= LEAST_NAME else text


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user whom the system does not know
        return ""
