"""Session: what one observed run needs around it: a private folder, the board, the collector.

The folder (mode 0700) holds the socket, the board and `run.json`, from which observed processes
learn the address and the key. The key is in no command line and no environment. A lock in there
tells that the application lives (engine/observe/folder_owner.py).
"""

from __future__ import annotations

import json
import logging
import os
import queue
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.collect.collector import Collector
from engine.collect.system_monitor import SystemMonitor
from engine.model.messages import Note, application_packet
from engine.model.source import Packet
from engine.observe import folder_owner, launch
from engine.observe.board import Board
from engine.platform import frozen
from engine.text.notes import UNSEEN

PREFIX = "queuescope-"
LONGEST_SOCKET_PATH = 100  # bytes; the system's limit is 104 on macOS and 108 on Linux
LONGEST_SOCKET = "/pymp-12345678/listener-12345678"  # in a run's folder: the fork server's

_log = logging.getLogger(__name__)


class Session:
    """Open from the moment it is made until `close`."""

    def __init__(
        self, faults: Sequence[Mapping[str, object]] = (), *, tells_spots: bool = False
    ) -> None:
        """Raises OSError when the folder, the board or the socket can't be made.

        `faults` are for the probe: worker, what, at, after_s, after_items. `tells_spots`: it also
        tells where processes stand in their own code, and which locks of their own they have.
        """
        remove_orphans()
        self.folder = _private_folder()
        self._claim = -1
        try:
            self._claim = folder_owner.claim(str(self.folder))
            self.key = os.urandom(32)
            self.board = Board.create(self.folder / "board")
            self._collector = Collector(self.folder, self.key, self.board)
            self._write_settings(faults, tells_spots=tells_spots)
        except BaseException:
            self._give_up()
            raise
        self._system_monitor = SystemMonitor(self.board)
        self._unseen_reported = 0
        self._is_closed = False

    def _write_settings(self, faults: Sequence[Mapping[str, object]], *, tells_spots: bool) -> None:
        """What observed processes need to know."""
        settings = {
            "family": self._collector.family,
            "address": self._collector.address,
            "key": self.key.hex(),
            "magic": os.urandom(8).hex(),
            "board": str(self.folder / "board"),
            "faults": list(faults),
            "spots": tells_spots,
        }
        path = self.folder / "run.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(settings), encoding="utf-8")

    def _give_up(self) -> None:
        """Something could not be made: nothing of it stays."""
        for made in ("_collector", "board"):
            if hasattr(self, made):
                getattr(self, made).close()
        if self._claim >= 0:
            os.close(self._claim)
        for name in ("board", "collector", "owner", "owner.new", "run.json"):
            (self.folder / name).unlink(missing_ok=True)  # by name: looking takes a descriptor
        self.folder.rmdir()

    @property
    def open_streams(self) -> int:
        """How many observed processes are connected now."""
        return self._collector.open_streams

    @property
    def stream_count(self) -> int:
        """How many observed processes ever connected."""
        return self._collector.stream_count

    def command(self, target: Sequence[str], *, python: str | None = None) -> list[str]:
        """The command that runs `target` under the probe, by another Python than ours if given.

        `target` is a script and its arguments, or "-m", a module and its arguments; the frozen
        application itself can run modules of ours alone.
        """
        folder = str(self.folder)
        if python is None and frozen.is_frozen():
            return [frozen.executable(), frozen.OBSERVED, folder, *target]
        return [python or sys.executable, str(Path(launch.__file__).resolve()), folder, *target]

    def environment(self, base: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of an observed program: untouched, since the probe needs none."""
        return dict(os.environ if base is None else base)

    def poll(self, budget_s: float) -> list[Packet]:
        """The packets that have arrived, oldest first; returns at once, or after `budget_s`."""
        packets: list[Packet] = []
        results, deadline_s = self._collector.results, time.perf_counter() + budget_s
        try:
            while True:
                packets.append(results.get_nowait())
                if time.perf_counter() > deadline_s:
                    break
        except queue.Empty:
            pass
        return packets

    def sample(self, *, at_once: bool = False) -> list[Packet]:
        """What the board and the system tell of the processes; nothing when it is not yet time.

        Ten times a second, or `at_once`. Costs some 30 µs a process.
        """
        samples = self._system_monitor.sample(self.stream_count, at_once=at_once)
        if (unseen := self._collector.refused) > self._unseen_reported:
            self._unseen_reported = unseen
            text = UNSEEN.format(count=unseen)
            samples.append(application_packet(Note(at_ns=time.perf_counter_ns(), text=text)))
        return samples

    def close(self) -> None:
        """Ends the collector and removes the folder. Safe to call twice."""
        if self._is_closed:
            return
        self._is_closed = True
        self._collector.close()
        self.board.close()
        os.close(self._claim)
        shutil.rmtree(self.folder, ignore_errors=True)


def remove_orphans() -> None:
    """Removes what applications have left that were killed, and whose programs were killed too."""
    for place in {tempfile.gettempdir(), "/tmp"}:  # noqa: S108 - where _private_folder makes them
        for folder in Path(place).glob(f"{PREFIX}*"):
            try:
                is_ours = not folder.is_symlink() and folder.stat().st_uid == os.geteuid()
            except (OSError, AttributeError):  # gone just now; or no such ids on this system
                is_ours = os.name != "posix"
            if is_ours and folder_owner.remove_if_orphaned(str(folder)):
                _log.info("removed %s, which a killed application had left", folder)


def _private_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    if len(os.fsencode(folder)) > LONGEST_SOCKET_PATH - len(LONGEST_SOCKET) and os.name == "posix":
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir="/tmp"))
    return folder
