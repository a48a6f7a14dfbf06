"""Where a program may not be looked into: what is missing is said, and what helps."""

from __future__ import annotations

import multiprocessing
import os
import shutil

import pytest

from engine.attach import permissions
from engine.attach.account import Outcome
from tests.engine.attach.conftest import Watched

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two other users"),
]
ONE, OTHER = 65534, 65533  # users with no rights
UNKNOWN = 3  # exit code


def account_as(user, pid, pipe):
    """In a child: looks as that user, and sends what it saw."""
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    watched = Watched(pid)
    for _ in range(3):
        watched.source._next_s = 0
        watched.step()
    account = watched.account()
    told = [(each.name, str(each.does), each.certainty.value) for each in account.processes]
    pipe.send((account.outcome, list(map(str, account.notes)), told))


@pytest.fixture
def look_as():
    """Looks as another user."""

    def look(user, pid):
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=account_as, args=(user, pid, theirs))
        child.start()
        theirs.close()
        try:
            return ours.recv()
        finally:
            child.join()
            ours.close()

    return look


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_of_another_users_program_is_said_whose_it_is_and_what_to_type(start, look_as):
    program = start("stuck/join_before_drain")
    outcome, notes, processes = look_as(ONE, program.pid)
    assert outcome is Outcome.UNKNOWN
    assert f"pid {program.pid} belongs to root" in notes[0]
    assert notes[0].endswith(f"sudo queuescope attach {program.pid}")
    assert notes[-1].startswith("Without that, only which processes there are")
    assert {certainty for *_, certainty in processes} == {"unknown"}


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_third_user_is_told_whom_to_be(start, look_as):
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    if python is None:
        pytest.skip("no Python that everybody may run")
    program = start("stuck/join_before_drain", python, user=ONE, group=ONE, extra_groups=[])
    _, notes, _ = look_as(OTHER, program.pid)
    assert f"sudo -u nobody queuescope attach {program.pid}" in notes[0]


@pytest.mark.parametrize(
    ("scope", "rights", "expected"),
    [
        (1, 1 << 19, "kernel.yama.ptrace_scope = 1"),
        (3, 1 << 19, "starting the system anew"),
        (0, 0, "--cap-add SYS_PTRACE"),
        (0, 1 << 19, "rights of its own"),
    ],
)
def test_each_restriction_of_the_system_has_its_words(monkeypatch, scope, rights, expected):
    monkeypatch.setattr(permissions, "_scope", lambda: scope)
    monkeypatch.setattr(permissions, "_effective_rights", lambda: rights)
    assert expected in permissions.why_refused(os.getpid(), os.getpid())


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv takes rights away")
def test_root_without_the_right_as_in_a_container_is_told_how_to_get_it(start, queuescope):
    program = start("stuck/join_before_drain")
    without = ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"]
    done = queuescope.run([*without, *queuescope.command("attach", str(program.pid))], b"")
    told = " ".join(done.stdout.decode().split())
    assert done.returncode == UNKNOWN
    assert "docker run --cap-add SYS_PTRACE" in told
    assert "can't be looked into: Permission denied" in told
