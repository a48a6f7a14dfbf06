"""How the disk image looks: the application beside a link to where it belongs (dmgbuild)."""

from __future__ import annotations

from pathlib import Path

application = defines["application"]  # type: ignore[name-defined]  # noqa: F821 - dmgbuild's own
name = Path(application).name
format = "ULMO"  # noqa: A001 - LZMA; read since macOS 10.15
files = [application]
symlinks = {"Applications": "/Applications"}
icon_locations = {name: (140, 160), "Applications": (380, 160)}
window_rect = ((200, 200), (520, 340))
icon_size = 96
text_size = 13
