"""Notices that a run can never move again after one of its workers has died.

The board tells what each process waits for, even when whoever it waits for was killed and can say
nothing. When a worker has died and everybody who is left has been in the same wait for a while,
nobody is there who could end these waits: all of them are ours, and nobody is at work.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.observe import wire
from engine.observe.board import Board
from engine.source import Packet
from engine.texts import texts_in

PATIENCE_S = 1.0

_WAITS = {
    wire.PUT_WAIT: "for a free slot",
    wire.GET_WAIT: "for an item",
    wire.JOIN_QUEUE: "for the queue to be done",
    wire.JOIN_PROCESS: "for a process to end",
}


@dataclass(slots=True)
class Member:
    """A process as its stream tells of it."""

    pid: int
    name: str
    is_main: bool
    has_said_end: bool = False
    exit_code: int = 0
    is_gone: bool = False

    @property
    def has_died(self) -> bool:
        """Whether it is gone otherwise than well."""
        return self.is_gone and (not self.has_said_end or self.exit_code != 0)


class Witness:
    """Reads along in the streams: who is there, who has died, and whether anything can move."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self.members: dict[int, Member] = {}
        self._waits: Mapping[int, tuple[int, int]] = {}
        self._since_s = 0.0

    def read(self, packet: Packet) -> Member | None:
        """Takes a packet in; returns the process when it has just announced itself."""
        if not packet.frames:
            if (member := self.members.get(packet.process)) is not None:
                member.is_gone = True
            return None
        newcomer = None
        for text in texts_in(packet.process, packet.frames):
            newcomer = self._hear(packet.process, text) or newcomer
        return newcomer

    def stall(self, board: Board) -> str | None:
        """Why nothing will ever move again, once that is certain; call it often."""
        dead = [member for member in self.members.values() if member.has_died]
        there = [each for each, member in self.members.items() if not member.is_gone]
        if not dead or not there:
            return None
        slots = {process: board.slot(process) for process in there}
        waits = {process: (slot.state, slot.since_ns) for process, slot in slots.items()}
        is_stuck = all(state in _WAITS for state, _ in waits.values())
        if not is_stuck or waits != self._waits:
            self._waits, self._since_s = waits, time.monotonic()
            return None
        if time.monotonic() - self._since_s < PATIENCE_S:
            return None
        return self._tell(dead, {process: state for process, (state, _) in waits.items()})

    def _hear(self, process: int, text: Mapping[str, Any]) -> Member | None:
        if text.get("what") == "hello":
            member = Member(text["pid"], text["name"], text["main"])
            self.members[process] = member
            return member
        if text.get("what") == "end" and process in self.members:
            self.members[process].has_said_end = True
            self.members[process].exit_code = text.get("code") or 0
        return None

    def _tell(self, dead: list[Member], states: Mapping[int, int]) -> str:
        waiting = [
            f"{self.members[each].name} waits {_WAITS[state]}" for each, state in states.items()
        ]
        names = ", ".join(member.name for member in dead)
        return f"Nothing can move any more since {names} died: {'; '.join(waiting)}."
