"""Lists what the bundle contains and no package's metadata tells of, with the licences' texts.

Python, Qt, PyInstaller's starter, and on Debian and Ubuntu each system library that was collected,
by its package. gui/dialogs/licences.py reads the list.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

COMMON = Path("/usr/share/common-licenses")
LGPL = ("LGPL-3", "GPL-3")  # the lesser licence adds to the other


def write_list(folder: Path, binaries: Iterable[str]) -> None:
    """Fills `folder`; `binaries` are the paths of all binaries collected."""
    folder.mkdir(parents=True, exist_ok=True)
    qt = metadata.version("PySide6-Essentials")
    starter = metadata.distribution("pyinstaller")
    starter_text = next(f for f in starter.files or () if f.name.startswith("COPYING"))
    parts = [
        _part(folder, "Python", platform.python_version(), "PSF-2.0", "https://www.python.org",
              _python_licence()),
        _part(folder, "Qt", qt, "LGPL-3.0-only", "https://www.qt.io", _lgpl()),
        _part(folder, "PyInstaller's bootloader", starter.version,
              "GPL-2.0-or-later WITH Bootloader-exception", "https://pyinstaller.org",
              Path(str(starter.locate_file(starter_text))).read_text(encoding="utf-8")),
    ]  # fmt: skip
    for package, version in sorted(_system_packages(binaries)):
        text = Path("/usr/share/doc", package, "copyright").read_text("utf-8", "replace")
        parts.append(_part(folder, package, version, "see its text", "", text))
    (folder / "list.json").write_text(json.dumps(parts, indent=1), encoding="utf-8")


def _part(
    folder: Path, name: str, version: str, licence: str, home: str, text: str
) -> dict[str, str]:
    file = f"{name.partition(' ')[0].partition(chr(39))[0]}.txt"
    (folder / file).write_text(text, encoding="utf-8")
    return {"name": name, "version": version, "licence": licence, "home": home, "file": file}


def _python_licence() -> str:
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):
        for name in ("LICENSE.txt", "LICENSE"):
            if (path := Path(folder, name)).is_file():
                return path.read_text(encoding="utf-8")
    sys.exit("Python's LICENSE.txt was not found beside its standard library")


def _lgpl() -> str:
    """Debian has the texts; a build elsewhere is handed them in packaging/licence-texts."""
    for folder in (COMMON, Path(__file__).parent / "licence-texts"):
        if all((folder / name).is_file() for name in LGPL):
            return "\n\n".join((folder / name).read_text(encoding="utf-8") for name in LGPL)
    sys.exit(f"the texts {' and '.join(LGPL)} are missing: put them into packaging/licence-texts")


def _system_packages(binaries: Iterable[str]) -> set[tuple[str, str]]:
    if sys.platform != "linux" or shutil.which("dpkg-query") is None:
        return set()
    prefixes = ("/lib", "/usr/lib")
    paths = {str(Path(binary).resolve()) for binary in binaries if binary.startswith(prefixes)}
    paths |= {path.removeprefix("/usr") for path in paths}  # as dpkg knows them
    told = subprocess.run(
        ["dpkg-query", "-S", *sorted(paths)], capture_output=True, text=True, check=False
    ).stdout
    names = {line.partition(":")[0] for line in told.splitlines()}
    if not names:
        return set()
    versions = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *sorted(names)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    pairs = (line.split() for line in versions.splitlines())
    return {(name, version) for name, version in pairs}
