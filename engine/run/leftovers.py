"""What a script's fork server has among the temporary files: who ends the script must remove it.

Multiprocessing makes a folder for the socket of its fork server, and removes it when the main
process leaves in the ordinary way. A main process that is ended by force can't.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import psutil

SERVER = "multiprocessing.forkserver"


def folders_of(processes: Iterable[psutil.Process]) -> set[Path]:
    """The folders that fork servers among these processes, which are still there, listen in."""
    found: set[Path] = set()
    for process in processes:
        try:
            if any(SERVER in word for word in process.cmdline()):
                sockets = [Path(link.laddr or "") for link in process.net_connections("unix")]
                found.update(path.parent for path in sockets if _is_listener(path))
        except (psutil.Error, OSError, ValueError):  # gone meanwhile, or on Windows: none there
            continue
    return found


def remove(folders: Iterable[Path]) -> None:
    """When all who used them are gone."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _is_listener(path: Path) -> bool:
    """By the names that multiprocessing gives."""
    return path.name.startswith("listener-") and path.parent.name.startswith("pymp-")
