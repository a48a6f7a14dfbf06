"""Row 12: strangers at the collector's socket are refused, and the run does not notice."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import random
import socket
import stat
import time
from pathlib import Path

import psutil
import pytest

from engine.collect import Session
from engine.collect.collector import GREETING_TIMEOUT_S, MOST_STRANGERS
from engine.model.source import Phase
from engine.observe import wire
from engine.observe.channel import GREETING
from engine.run.run import Run
from tests.faults.kitchens import METHODS, Loop, scenario
from tests.support.clock import Clock

ITEMS = 60
THOUSAND = 1000


def settings_of(session) -> dict:
    return json.loads((session.folder / "run.json").read_text())


def connect(address) -> socket.socket:
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(5.0)
    while True:
        try:
            link.connect(address)
        except BlockingIOError:
            time.sleep(0.001)
        else:
            return link


def is_refused(link, within_s=GREETING_TIMEOUT_S + 1.5) -> bool:
    """Whether it is closed without a word."""
    link.settimeout(within_s)
    try:
        return link.recv(1) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


@pytest.fixture
def session(cleanly):
    session = Session()
    yield session
    session.close()
    cleanly.check(fresh=False)


class Bomb:
    """Were it ever unpickled, a file would be there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def strange_words(folder: Path) -> dict[str, bytes]:
    """What a stranger may say."""
    return {
        "no key": GREETING,
        "wrong key": GREETING + bytes(32),
        "half a key": GREETING + b"x" * 31,
        "garbage": random.Random(12).randbytes(100_000),
        "a pickle": pickle.dumps(Bomb(folder / "ran")),
        "frames": wire.frame(wire.TEXT, wire.NO_QUEUE, b'{"what": "hello", "at_ns": 1}'),
        "nothing": b"",
    }


@pytest.mark.parametrize("what", strange_words(Path()))
def test_a_stranger_is_refused_and_nothing_it_says_is_kept(session, tmp_path, what):
    with connect(settings_of(session)["address"]) as link:
        with contextlib.suppress(ConnectionError):  # refused already
            link.sendall(strange_words(tmp_path)[what])
        assert is_refused(link)
    assert (session.poll(0.01), session.stream_count) == ([], 0)
    assert not (tmp_path / "ran").exists()


def test_a_stranger_that_is_slow_is_refused_in_time(session):
    with connect(settings_of(session)["address"]) as link:
        clock = Clock()
        try:
            for byte in GREETING + bytes(32):
                link.send(bytes([byte]))
                time.sleep(0.2)
        except ConnectionError:
            pass
        assert clock.passed_s < GREETING_TIMEOUT_S + 1.5
    assert session.stream_count == 0


def test_who_shows_the_key_and_dies_at_once_does_no_harm(session):
    key = bytes.fromhex(settings_of(session)["key"])
    for _ in range(20):
        connect(settings_of(session)["address"]).close()
        with connect(settings_of(session)["address"]) as link:
            link.sendall(GREETING + key)
    with connect(settings_of(session)["address"]) as link:
        link.sendall(GREETING + key)
        assert len(link.recv(4)) == 4


def test_who_shows_the_key_and_sends_no_frames_is_cut_off(session):
    with connect(settings_of(session)["address"]) as link:
        link.sendall(GREETING + bytes.fromhex(settings_of(session)["key"]))
        assert len(link.recv(4)) == 4
        link.sendall(b"\xff" * 100)
        assert is_refused(link)
    assert not session.open_streams


@pytest.mark.parametrize("method", METHODS)
def test_a_run_with_strangers_at_its_door_is_undisturbed(cleanly, method, tmp_path):
    with Loop(Run(scenario(method=method, items=ITEMS, guest_s=0.004)), cleanly) as loop:
        address = settings_of(loop.run._session)["address"]
        crowd = [connect(address) for _ in range(THOUSAND)]  # while its workers start
        for number, link in enumerate(crowd):
            words = list(strange_words(tmp_path).values())[number % 7]
            try:
                link.sendall(words[:64])
            except OSError:
                continue  # refused already
            finally:
                if number % 100 == 0:
                    loop.tick()
        loop.until_over()
        cleanly.heart.rest()
        assert all(is_refused(link) for link in crowd)
        for link in crowd:
            link.close()
        del crowd
    [queue] = loop.snapshot.queues
    assert (loop.run.phase, loop.run.problem) == (Phase.FINISHED, None)
    assert (queue.produced, queue.taken, queue.lost) == (2 * ITEMS, 2 * ITEMS, 0)
    assert len(loop.snapshot.workers) == 5
    assert not [line for line in loop.output if "queuescope" in line]
    cleanly.check(method)


def test_a_worker_gets_in_through_a_crowd_of_strangers(session):
    address = settings_of(session)["address"]
    crowd = [connect(address) for _ in range(2 * MOST_STRANGERS)]
    with connect(address) as link:
        link.sendall(GREETING + bytes.fromhex(settings_of(session)["key"]))
        assert len(link.recv(4)) == 4
    for stranger in crowd:
        stranger.close()


def test_socket_and_key_are_this_users_alone(session):
    assert stat.S_IMODE(session.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((session.folder / "run.json").stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_another_user_is_refused_even_with_the_key(session):
    address, key = settings_of(session)["address"], settings_of(session)["key"]
    session.folder.chmod(0o777)  # as if the folder did not keep others out
    Path(address).chmod(0o777)
    told, tell = os.pipe()
    if (pid := os.fork()) == 0:
        answer = b"?"
        try:
            os.chdir(session.folder)
            os.setuid(65534)
            link = socket.socket(socket.AF_UNIX)
            link.settimeout(5.0)
            link.connect("collector")
            link.sendall(GREETING + bytes.fromhex(key))
            answer = link.recv(4) or b"refused"
        except ConnectionError:
            answer = b"refused"
        finally:
            os.write(tell, answer)
            os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(told, 10) == b"refused"
    os.close(told)
    os.close(tell)
    assert session.stream_count == 0


@pytest.mark.parametrize("method", METHODS)
def test_the_key_is_in_no_command_line_and_no_environment(cleanly, method):
    with Loop(Run(scenario(method=method)), cleanly) as loop:
        loop.until_started(5)
        settings = settings_of(loop.run._session)
        secrets = [settings["key"].encode(), settings["magic"].encode()]
        processes = loop.processes()
        assert len(processes) >= 5
        for process in processes:
            with process.oneshot():
                seen = " ".join(process.cmdline()) + json.dumps(process.environ())
            assert not any(secret.decode() in seen for secret in secrets), process
        assert psutil.pid_exists(loop.leader)
        loop.run.stop()
        loop.until_over()
    cleanly.check(method, fresh=False)
