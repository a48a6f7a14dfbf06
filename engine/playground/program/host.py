"""What the playground's main process does: make the queue, start workers, and pass calls on.

    main thread      makes the calls that are meant for the main process
    control thread   takes commands (engine/program/control.py): passes a call on, starts a worker
    one thread for each process   passes its answers on, and tells of its end

The workers are daemons, as in most textbooks: they end when the main process does.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from typing import Any

from engine.playground.program.caller import MOST_SHOWN, take_calls
from engine.program.host import make_queue
from engine.scenario.schema import QueueSpec

MAIN = "main"
MARK = "\x1e"  # begins an answer among whatever else is printed (as in RFC 7464)
LEAVING_S = 0.3
LOOK_S = 0.002


class PlaygroundHost:
    """One queue, and the processes that stand at it."""

    def __init__(self, spec: QueueSpec, count: int) -> None:
        """Makes the queue; `count` workers come with `run`."""
        self._context: Any = get_context(spec.start_method)
        self._queue = make_queue(self._context, spec)
        self._count = count
        self._started = 0
        self._workers: list[BaseProcess] = []
        self._links: dict[str, Connection] = {}  # our ends of the pipes
        self._links[MAIN], self._own_end = self._context.Pipe()
        self._lock = threading.Lock()  # while a process is started
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._close_links)

    def run(self) -> None:
        """Starts the workers, and makes the main process's calls until it is told to leave."""
        self._attend(MAIN, None)
        for _ in range(self._count):
            self._start_worker()
        take_calls(self._own_end, self._queue)

    def obey(self, command: dict[str, Any]) -> None:
        """A worker more, or a call for one of the processes."""
        if command["do"] == "start":
            self._start_worker()
            return
        with contextlib.suppress(OSError):  # it died meanwhile, and its end is told
            self._links[command["process"]].send(command)

    def terminate_workers(self) -> None:
        """Ends all workers at once; nobody waits for what is still in the queue."""
        if not isinstance(self._queue, SimpleQueue):
            self._queue.cancel_join_thread()
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.join(LEAVING_S)
            if worker.exitcode is None:
                worker.kill()

    def _start_worker(self) -> None:
        with self._lock:
            self._started += 1
            name = f"Worker {self._started}"
            self._links[name], theirs = self._context.Pipe()
            worker = self._context.Process(
                target=take_calls, args=(theirs, self._queue), name=name, daemon=True
            )
            try:
                worker.start()
            except (OSError, ValueError) as problem:  # of a queue that was closed here, for one
                self._links.pop(name).close()
                _report(
                    process=name,
                    state="not started",
                    text=f"{type(problem).__name__}: {problem}"[:MOST_SHOWN],
                )
                return
            finally:
                theirs.close()
            self._workers.append(worker)
        _report(process=name, state="started")
        self._attend(name, worker)

    def _attend(self, name: str, worker: BaseProcess | None) -> None:
        arguments = (name, self._links[name], worker)
        threading.Thread(target=_pass_on, args=arguments, name=f"to {name}", daemon=True).start()

    def _close_links(self) -> None:
        """In a forked worker: a pipe ends when its own two processes have gone, not with us."""
        for link in self._links.values():
            link.close()


def _pass_on(name: str, link: Connection, worker: BaseProcess | None) -> None:
    """The answers of one process, and its end."""
    try:
        while True:
            _report(process=name, **link.recv())
    except (EOFError, OSError):
        pass
    if worker is None:
        return
    connection.wait([worker.sentinel])  # not join: that would be seen as a wait of the main process
    at_ns = time.perf_counter_ns()
    while worker.exitcode is None:
        time.sleep(LOOK_S)
    _report(process=name, state="ended", at_ns=at_ns, exit_code=worker.exitcode)


def _report(**answer: Any) -> None:
    """Sends an answer in one piece, short enough to stay one whoever else prints."""
    os.write(1, f"{MARK}{json.dumps(answer)}\n".encode())
