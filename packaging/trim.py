"""What PyInstaller collects and nobody here needs: left out, with the libraries only it needs."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

Entry = tuple[str, str, str]  # where in the bundle, where from, what kind

LANGUAGES = ("zh_CN", "en")
UNUSED = (
    # platforms without a desktop, and input devices read past it
    "*/platforms/*qeglfs*", "*/platforms/*qlinuxfb*", "*/platforms/*qvnc*",
    "*/platforms/*qminimal*", "*/platforms/*qvkkhrdisplay*", "*/plugins/generic/*",
    "*/plugins/egldeviceintegrations/*", "*libQt6EglF[Ss]*",
    # nothing here speaks to a network
    "*/plugins/tls/*", "*/plugins/networkinformation/*", "*/QtNetwork.*",
    # GTK of the system beside a GLib of ours does not go well; the portal gives native dialogs
    "*/platformthemes/*qgtk3*",
    "*/imageformats/*qtiff*", "*/imageformats/*qtga*", "*/imageformats/*qwbmp*",
    "*/imageformats/*qicns*", "*/imageformats/*qwebp*", "*/imageformats/*qgif*",
    "*/PIL/_avif*", "*/PIL/_imagingcms*", "*/PIL/_imagingtk*", "*/PIL/_imagingft*",
    "*.pyi", "*/__pycache__/*", "*/numpy/*/tests/*",
)  # fmt: skip


def is_needed(entry: Entry) -> bool:
    """Whether a file is of use in the bundle."""
    target = "/" + PurePath(entry[0]).as_posix()
    if target.endswith(".qm") and "/PySide6/" in target:
        name = PurePath(target).stem
        return name.startswith("qtbase_") and name.endswith(LANGUAGES)
    return not any(fnmatch.fnmatch(target, pattern) for pattern in UNUSED)


def trim(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without what is not needed."""
    return [entry for entry in entries if is_needed(entry)]


def without_orphans(
    binaries: list[Entry], imports: Callable[[str], Iterable[tuple[str, str | None]]]
) -> list[Entry]:
    """The binaries without shared libraries that none of the others needs any more.

    `imports` tells for a file which libraries it needs, as (name, path).
    """
    by_name = {PurePath(entry[0]).name: entry for entry in binaries}
    needed: set[str] = set()
    waiting = [entry for entry in binaries if not _is_library(entry)]
    while waiting:
        entry = waiting.pop()
        for name, _ in imports(entry[1]):
            found = by_name.get(Path(name).name)
            if found is not None and found[0] not in needed:
                needed.add(found[0])
                waiting.append(found)
    kept_names = {PurePath(target).name for target in needed}
    return [
        entry
        for entry in binaries
        if not _is_library(entry) or PurePath(entry[0]).name in kept_names
    ]


def _is_library(entry: Entry) -> bool:
    """A library that others link to, as against what is loaded by its name: modules, plugins."""
    target = PurePath(entry[0])
    if target.name.startswith("libpython"):
        return False
    folder = target.parent.as_posix()
    lies_so = folder in {".", "PySide6/Qt/lib"} or folder.endswith(".libs")
    return entry[2] in {"BINARY", "SYMLINK"} and lies_so and ".so" in target.name
