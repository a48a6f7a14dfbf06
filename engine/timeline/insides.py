"""Keeps what is inside each queue, look by look; the parts themselves are in queue_inside.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.model.queue_inside import Feeder, History, Inside, Pipe, Sender
from engine.observe import board, wire
from engine.timeline.columns import Growable

if TYPE_CHECKING:
    from engine.model.system_samples import Words
    from engine.model.system_state import PipeFacts, QueueFacts, SystemState

UNSEEN_NS = 250_000_000  # a process that runs any Python looks again within 100 ms
_SEEN = {board.PICKLING: Feeder.PICKLING, board.AT_WRITE_LOCK: Feeder.AT_WRITE_LOCK}


class Insides:
    """One timeline's; looks into each queue and remembers."""

    def __init__(self) -> None:
        """Nothing has been looked at."""
        self._tracks: dict[int, Growable] = {}
        self._last: dict[int, tuple[int, int, int]] = {}

    def look(self, system: SystemState) -> tuple[Inside, ...]:
        """The inside of each queue, in their order."""
        return tuple(
            self._look_into(system, queue, facts) for queue, facts in enumerate(system.queues)
        )

    def _look_into(self, system: SystemState, queue: int, facts: QueueFacts) -> Inside:
        maxsize = facts.maxsize
        known = sorted(system.at_queue(queue))
        alive = [(p, words) for p, words in known if not system.process_states[p].is_dead]
        senders = tuple(
            Sender(p, words.buffered, _feeder(system, p, words), words.writing_bytes)
            for p, words in known
            if words.puts
        )
        readers = [
            (p, system.process_states[p].is_reading)
            for p, _ in alive
            if system.process_states[p].state == wire.GET_WAIT and system.places.get(p) == queue
        ]
        is_joinable = facts.kind == "JoinableQueue"
        gets = sum(words.gets for _, words in known)
        dones = sum(words.dones for _, words in known)
        in_hands = max(0, gets - dones) if is_joinable else 0
        in_pipe = system.in_pipe(queue)
        buffered = sum(sender.buffered for sender in senders)
        self._remember(queue, system.at_ns, (buffered, in_pipe, in_hands))
        return Inside(
            at_ns=system.at_ns,
            senders=senders,
            in_pipe=in_pipe,
            pipe=_pipe(system, queue, facts.pipe),
            reader=next((p for p, is_reading in readers if is_reading), None),
            waiting=tuple(p for p, is_reading in readers if not is_reading),
            reading_bytes=max((words.reading_bytes for _, words in known), default=0),
            in_condition=next((p for p, words in known if words.in_condition), None),
            free_slots=max(0, maxsize - buffered - in_pipe) if maxsize else None,
            in_hands=in_hands,
            unfinished=system.unfinished(queue) if is_joinable else None,
            history=self._history(queue),
        )

    def _remember(self, queue: int, at_ns: int, counts: tuple[int, int, int]) -> None:
        if self._last.get(queue) == counts:
            return
        self._last[queue] = counts
        track = self._tracks.setdefault(queue, Growable(np.int64, 4))
        track.append(np.array([[at_ns, *counts]]))

    def _history(self, queue: int) -> History:
        rows = self._tracks[queue].view()
        return History(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])


def _feeder(system: SystemState, process: int, words: Words) -> Feeder:
    sample = words.pipe_sample
    if words.is_writing:
        return Feeder.WRITING
    if not words.buffered:
        return Feeder.IDLE
    if system.process_states[process].is_stopped:
        return Feeder.STOPPED
    if sample is None or system.at_ns - sample.at_ns > UNSEEN_NS:
        return Feeder.UNSEEN
    return _SEEN.get(sample.feeder, Feeder.COMING)


def _pipe(system: SystemState, queue: int, facts: PipeFacts) -> Pipe | None:
    sample = system.pipe_sample(queue)
    if sample is None:
        return None
    ours = facts.trailer_bytes * system.in_pipe(queue)
    return Pipe(
        sample.at_ns,
        sample.pipe_bytes,
        max(0, sample.pipe_bytes - ours),
        facts.capacity_bytes,
        facts.own_capacity_bytes,
    )
