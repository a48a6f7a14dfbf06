"""Programs that are well, however still they stand: never called stuck."""

from __future__ import annotations

import subprocess

import pytest

from engine.attach.account import Outcome, give_account
from engine.attach.attachment import Attachment
from engine.model.snapshot import EMPTY_SNAPSHOT
from tests.engine.attach.conftest import Watched, watch_until
from tests.support.attached import PROGRAMS, interpreters

pytestmark = pytest.mark.processes

HEALTHY = sorted(path.stem for path in (PROGRAMS / "healthy").glob("*.py"))
PYTHONS = interpreters()
LOOKS = 8


@pytest.mark.parametrize("version", PYTHONS)
def test_none_is_called_stuck(version, start):
    watched = {name: Watched(start(f"healthy/{name}", PYTHONS[version]).pid) for name in HEALTHY}

    def is_well(each):
        assert each.account().outcome is not Outcome.STUCK, each.source.command
        return each.source.looks >= LOOKS

    watch_until(list(watched.values()), is_well, within_s=60)
    for name, each in watched.items():
        assert each.account().outcome is Outcome.MOVING, name
        grave = [f for f in each.snapshot().findings if f.severity == "critical"]
        assert not grave, name


@pytest.mark.parametrize("version", PYTHONS)
def test_a_program_is_not_called_stuck_from_its_very_first_moment(version, script):
    path = script(
        "import multiprocessing as mp, time\n"
        "def work(q):\n"
        "    q.get()\n"
        "if __name__ == '__main__':\n"
        "    q = mp.Queue()\n"
        "    p = mp.Process(target=work, args=(q,))\n"
        "    p.start()\n"
        "    time.sleep(1.5)\n"
        "    q.put(1)\n"
        "    p.join()\n"
    )
    with subprocess.Popen([PYTHONS[version], str(path)]) as program:
        attachment = Attachment(program.pid)
        while not attachment.is_over:
            attachment.look()
            account = give_account(attachment, EMPTY_SNAPSHOT)
            assert account.outcome is not Outcome.STUCK, [str(p.does) for p in account.processes]


def test_who_could_end_a_wait_is_named(watch):
    watched = watch("healthy/idle_pool", lambda each: each.source.looks >= 2)
    account = watched.account()
    told = {process.name: process for process in account.processes}
    assert told["main"].does.startswith("waits for something outside the program")
    waiting = [each for each in account.processes if "for an item" in each.does]
    assert [each.why for each in waiting] == ["main could end that"]
