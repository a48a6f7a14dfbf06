"""Which line of the program an error came from, by its traceback as text."""

from __future__ import annotations

import re
from pathlib import PurePath

_FRAME = re.compile(
    r'^ *File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<function>.*)\n(?P<source>    .*)?', re.M
)
_REMOTE_ENDS = "The above exception was the direct cause"  # behind the traceback of a Pool's worker
_LIBRARIES = re.compile(r"[/\\][Ll]ib[/\\]python\d|[/\\]Lib[/\\]|^<|[/\\]engine[/\\]observe[/\\]")


def raised_at(traceback: str) -> str:
    """The innermost line that is the program's own: "worker.py:12 in work (source)"; "": none."""
    remote, ends, _ = traceback.partition(_REMOTE_ENDS)
    frames = [
        frame
        for frame in _FRAME.finditer(remote if ends else traceback)
        if not _LIBRARIES.search(frame["file"])
    ]
    if not frames:
        return ""
    last = frames[-1]
    source = (last["source"] or "").strip()
    place = f"{PurePath(last['file']).name}:{last['line']} in {last['function'].strip()}"
    return f"{place} ({source})" if source else place
