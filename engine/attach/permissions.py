"""Why a process may not be looked into, and the exact command that helps. Linux."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from engine.attach import sentences
from engine.attach.processes import read_stat
from engine.attach.program import Reading
from engine.text.sentences import Sentence

if sys.platform == "linux":
    import pwd

_CAP_SYS_PTRACE = 1 << 19
_SCOPE = Path("/proc/sys/kernel/yama/ptrace_scope")


def remedies(reading: Reading) -> tuple[str, ...]:
    """One sentence for each reason why members could not be read; none where all could."""
    refused = [
        member.pid
        for member in reading.members.values()
        if member.trouble and not member.threads and read_stat(member.pid) is not None
    ]
    told = dict.fromkeys(why_refused(pid, reading.root) for pid in refused)
    return (*told, Sentence(sentences.STILL_KNOWN)) if told else ()


def why_refused(pid: int, root: int) -> str:
    """What keeps us from looking into a process, and what to type."""
    again = f"sudo queuescope attach {root}"
    owner = _owner(pid)
    if owner != os.geteuid() and os.geteuid() != 0:
        user, me = _user(owner), _user(os.geteuid())
        command = again if owner == 0 else f"sudo -u {user} queuescope attach {root}"
        return Sentence(sentences.OTHER_USER, pid=pid, user=user, me=me, command=command)
    scope = _scope()
    if scope >= 3:
        return Sentence(sentences.FORBIDDEN)
    if os.geteuid() == 0 and not _effective_rights() & _CAP_SYS_PTRACE:
        return Sentence(sentences.CONTAINER, command="docker run --cap-add SYS_PTRACE")
    if scope:
        return Sentence(sentences.RESTRICTED, scope=scope, command=again)
    return Sentence(sentences.PROTECTED, pid=pid, command=again)


def _owner(pid: int) -> int:
    """The user of a process. /proc/PID itself is root's where the process is protected."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:  # it has just ended
        return -1
    return next(int(line.split()[2]) for line in status.splitlines() if line.startswith("Uid:"))


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"uid {number}"


def _scope() -> int:
    try:
        return int(_SCOPE.read_text())
    except OSError:  # a kernel without it
        return 0


def _effective_rights() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapEff:"):
            return int(line.split()[1], 16)
    return 0
