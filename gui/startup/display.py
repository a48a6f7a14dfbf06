"""Is there a display that a window could open on? Asked before Qt is loaded, which would abort."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

CONNECT_TIMEOUT_S = 2.0
X_PORT = 6000
DRAWS_NOWHERE = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")  # need no server


def display_available(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a window can open: always on Windows and macOS, else when a server answers."""
    if sys.platform in {"win32", "darwin"}:
        return True
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in DRAWS_NOWHERE:
        return True
    return _wayland_answers(environment) or _x_answers(environment.get("DISPLAY", ""))


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or name.startswith("/")):
        return False
    return _connects(socket.AF_UNIX, str(Path(folder) / name))


def _x_answers(display: str) -> bool:
    """`display` is like ":0", "unix:0.0", "host:10.0" or a socket's path (XQuartz)."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdecimal():
        return False
    if host.startswith("/"):
        return _connects(socket.AF_UNIX, display) or _connects(socket.AF_UNIX, host)
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return any(_connects(socket.AF_UNIX, name) for name in (path, "\0" + path))
    return _connects(socket.AF_INET, (host, X_PORT + int(number)))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    try:
        if family == socket.AF_INET:
            with socket.create_connection(address, timeout=CONNECT_TIMEOUT_S):  # type: ignore[arg-type]
                return True
        with socket.socket(family, socket.SOCK_STREAM) as link:
            link.settimeout(CONNECT_TIMEOUT_S)
            link.connect(address)
            return True
    except OSError:
        return False
