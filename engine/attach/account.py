"""The account of a program seen from outside: is it stuck, and what does each process wait for?

    Snapshot (findings, queues) --+
    Reading, Outlook -------------+--> Account: a verdict, and each process in words

A verdict is certain where every process of the program could be read, twice, and stood still from
one reading to the next; likely where some could not; unknown where nothing could be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.attach import facts, permissions, sentences, spots
from engine.attach.attachment import Attachment
from engine.attach.books import is_leaving
from engine.attach.processes import Kind
from engine.attach.program import Member, Reading
from engine.attach.stacks import Stack, py_spy
from engine.attach.threads import Thread
from engine.attach.waits import For, Outlook, Wait
from engine.diagnosis.wording import list_names
from engine.export.report import names_of
from engine.model.findings import FindingKind
from engine.model.snapshot import Snapshot
from engine.text.sentences import Sentence

_HELPERS = (Kind.TRACKER, Kind.FORK_SERVER)


class Outcome(StrEnum):
    """What is to be said of a program as a whole."""

    MOVING = "moving"
    STUCK = "stuck"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How well a judgement is founded."""

    CERTAIN = "certain"  # seen twice, with nothing in between and nothing hidden
    LIKELY = "likely"  # something could not be seen that might change it
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProcessAccount:
    """One process. Sentences say what `name` does, and why nobody ends its wait."""

    pid: int
    name: str
    kind: Kind
    does: str
    why: str = ""  # who could end its wait, or why nobody can; empty where it does not wait
    is_stuck: bool = False
    certainty: Certainty = Certainty.CERTAIN
    file: str = ""
    line: int = 0
    function: str = ""
    source: str = ""
    cpu_s: float = 0.0  # since it began
    cpu_share: float = 0.0  # of one CPU, while we looked
    stacks: tuple[Stack, ...] = ()

    @property
    def place(self) -> str:
        """File and line, without folders; empty where it is not known."""
        return (
            f"{self.file.replace(chr(92), '/').rpartition('/')[2]}:{self.line}" if self.file else ""
        )


@dataclass(frozen=True, slots=True)
class Account:
    """A whole program. `notes`: what could not be seen, and what helps."""

    root: int
    outcome: Outcome
    certainty: Certainty
    verdict: str
    snapshot: Snapshot
    processes: tuple[ProcessAccount, ...] = ()
    notes: tuple[str, ...] = ()
    command: tuple[str, ...] = ()


def give_account(attachment: Attachment, snapshot: Snapshot) -> Account:
    """Of the latest reading."""
    reading, outlook = attachment.reading, attachment.outlook
    if reading is None or outlook is None:
        return Account(
            attachment.root,
            Outcome.UNKNOWN,
            Certainty.UNKNOWN,
            Sentence(sentences.UNKNOWN),
            snapshot,
            command=attachment.command,
        )
    teller = _Teller(attachment, reading, outlook, snapshot)
    outcome, certainty, verdict = teller.verdict()
    return Account(
        root=reading.root,
        outcome=outcome,
        certainty=certainty,
        verdict=verdict,
        snapshot=snapshot,
        processes=tuple(teller.process(member) for member in reading.members.values()),
        notes=_notes(reading),
        command=reading.members[reading.root].process.command
        if reading.root in reading.members
        else (),
    )


def _notes(reading: Reading) -> tuple[str, ...]:
    notes = permissions.remedies(reading)
    if py_spy() is None:
        notes = (*notes, Sentence(sentences.NO_STACKS))
    return notes


class _Teller:
    """One reading's."""

    def __init__(
        self, attachment: Attachment, reading: Reading, outlook: Outlook, snapshot: Snapshot
    ) -> None:
        self._name_of = names_of(snapshot).worker
        lost = (each for each in snapshot.findings if each.kind is FindingKind.RESULT_LOST)
        self.lost = next(lost, None)
        self.attachment, self.reading, self.outlook = attachment, reading, outlook
        self.names = facts.names_of(reading) | {reading.root: "main"}
        self.hopeless = frozenset(attachment.stuck)
        self.unanswered = {pid for pid, each in reading.members.items() if _is_unanswered(each)}
        self.is_whole = all(_is_read(each) for each in reading.members.values())

    def verdict(self) -> tuple[Outcome, Certainty, str]:
        """The program as a whole."""
        members = [m for m in self.reading.members.values() if m.process.kind is Kind.PYTHON]
        if not any(member.threads for member in members):
            is_over = all(member.process.is_dead for member in members)
            text = sentences.ENDED_MEANWHILE if is_over else sentences.UNKNOWN
            return Outcome.UNKNOWN, Certainty.UNKNOWN, Sentence(text)
        if self.hopeless:
            who = self._list(self.hopeless)
            return Outcome.STUCK, self._certainty(), Sentence(sentences.STUCK, who=who)
        if self.unanswered and self.attachment.looks > 1:
            who = self._list(self.unanswered)
            return Outcome.STUCK, Certainty.LIKELY, Sentence(sentences.STUCK, who=who)
        if self.lost is not None:
            who = list_names(self._name_of(number) for number in self.lost.waiting)
            return Outcome.STUCK, Certainty.LIKELY, Sentence(sentences.STUCK, who=who)
        if moved := self.attachment.moved & {member.pid for member in members}:
            who = self._list(moved)
            return Outcome.MOVING, Certainty.CERTAIN, Sentence(sentences.MOVING, who=who)
        return Outcome.MOVING, Certainty.LIKELY, Sentence(sentences.WAITING)

    def process(self, member: Member) -> ProcessAccount:
        """One process."""
        thread = member.main_thread
        wait = self.outlook.waits.get((member.pid, thread.number)) if thread is not None else None
        is_stuck = member.pid in self.hopeless
        stack = thread.stack if thread is not None else None
        shown = None
        if stack is not None:
            own = spots.own_frame(stack)
            shown = own or spots.call_from(stack, own)
            shown = shown if shown is not None and not shown.file.startswith("<") else None
        return ProcessAccount(
            pid=member.pid,
            name=self.names[member.pid],
            kind=member.process.kind,
            does=self._does(member, thread, wait),
            why=self._why(member, wait) if wait is not None and not member.process.is_dead else "",
            is_stuck=is_stuck,
            certainty=self._certainty() if _is_read(member) else Certainty.UNKNOWN,
            file=shown.file if shown else "",
            line=shown.line if shown else 0,
            function=shown.function if shown else "",
            source=spots.source_line(member.pid, shown.file, shown.line) if shown else "",
            cpu_s=member.process.stat.cpu_ns / 1e9,
            cpu_share=self.attachment.cpu_share(member.pid),
            stacks=tuple(each.stack for each in member.threads if each.stack is not None),
        )

    def _certainty(self) -> Certainty:
        return Certainty.CERTAIN if self.is_whole else Certainty.LIKELY

    def _does(self, member: Member, thread: Thread | None, wait: Wait | None) -> str:
        if member.process.is_dead:
            return _ended(member)
        if member.process.kind in _HELPERS:
            return Sentence(sentences.HELPS)
        if thread is None or wait is None:
            return Sentence(sentences.UNREAD, why=member.trouble or "?")
        if member.process.is_stopped:
            return Sentence(sentences.STOPPED)
        if wait.what is For.THREAD and thread.stack is not None:
            return self._within(member, thread.stack)
        return Sentence(sentences.DOES[wait.what], **self._facts(wait))

    def _within(self, member: Member, stack: Stack) -> str:
        """What it waits for within its own process, as its stack tells."""
        if is_leaving(member) and (queue := self._unsent(member)):
            return Sentence(sentences.FLUSHES, queue=queue)
        call = spots.call_from(stack, spots.own_frame(stack))
        name = spots.call_name(call)
        if member.pid in self.unanswered:
            is_there = _has_thread(member, "_handle_workers")
            text = sentences.RESULT_THREAD_GONE if is_there else sentences.POOL_OF_PARENT
            return Sentence(text, call=name)
        if name.startswith(("multiprocessing.pool.", "concurrent.futures.", "futures.")):
            return Sentence(sentences.FOR_RESULT, call=name)
        return Sentence(sentences.DOES[For.THREAD])

    def _unsent(self, member: Member) -> str:
        waits = (w for (pid, _), w in self.outlook.waits.items() if pid == member.pid)
        kinds = (For.ROOM, For.WRITE_LOCK)
        return next((self._queue(w.queue) for w in waits if w.what in kinds and w.queue), "")

    def _facts(self, wait: Wait) -> dict[str, object]:
        lock = spots.lock_seen(self.reading, wait.target) if wait.what is For.LOCK else None
        return {
            "queue": self._queue(wait.queue),
            "target": self.names.get(wait.target, str(wait.target or "?")),
            "kind": (lock.kind if lock is not None else "") or "Lock",
        }

    def _queue(self, key: int) -> str:
        number = self.attachment.queue_number(key)
        known = len(self.reading.queues)
        return f"queue {number + 1}" if known > 1 and number >= 0 else "the queue"

    def _why(self, member: Member, wait: Wait) -> str:
        if wait.what in {For.NOTHING, For.TIME, For.OUTSIDE} or member.process.kind in _HELPERS:
            return ""
        enders = wait.enders
        if wait.what is For.THREAD:
            enders = self._behind(member) or enders
        others = enders & self.outlook.able_processes
        if others:
            return self._could(member, wait, others)
        if wait.is_orphaned:
            return Sentence(sentences.NOBODY_HAS_IT)
        if enders == {member.pid}:
            return Sentence(sentences.ITSELF_ALONE, who=self.names[member.pid])
        if enders:
            return Sentence(sentences.ALL_WAIT, who=self._list(enders - {member.pid}))
        return Sentence(sentences.NOBODY)

    def _could(self, member: Member, wait: Wait, others: frozenset[int]) -> str:
        """Who could end a wait, and what is against it."""
        gone = len(facts.lost_workers(self.reading)) if wait.what is For.THREAD else 0
        if gone > facts.MOST_LOST:
            return Sentence(sentences.COME_AND_GO, count=gone)
        target = self.reading.members.get(wait.target) if wait.what is For.PROCESS else None
        catches = target is not None and target.process.catches_term
        text = sentences.COULD_CATCHES if catches else sentences.COULD
        return Sentence(text, who=self._list(others))

    def _behind(self, member: Member) -> frozenset[int]:
        """Who could end the waits of its other threads, one of which it waits for."""
        found: frozenset[int] = frozenset()
        for (pid, _), wait in self.outlook.waits.items():
            if pid == member.pid and wait.what is not For.THREAD:
                found |= wait.enders
        return found - {member.pid}

    def _list(self, pids: frozenset[int] | set[int]) -> str:
        return list_names(self.names[pid] for pid in sorted(pids))


def _is_unanswered(member: Member) -> bool:
    """Whether it waits for a result of a Pool whose thread that receives results is not there."""
    thread = member.main_thread
    if thread is None or thread.stack is None or member.trouble:
        return False
    own = spots.own_frame(thread.stack)
    call = spots.call_name(spots.call_from(thread.stack, own)) if own is not None else ""
    waits = call.startswith("multiprocessing.pool.") and not call.endswith((".join", ".__init__"))
    return waits and thread.is_still and not _has_thread(member, "_handle_results")


def _has_thread(member: Member, function: str) -> bool:
    stacks = [each.stack for each in member.threads if each.stack is not None]
    return any(frame.name == function for stack in stacks for frame in spots.frames_of(stack))


def _is_read(member: Member) -> bool:
    is_ours = member.process.kind is not Kind.PYTHON or not member.trouble
    return member.process.is_dead or (bool(member.threads) and is_ours)


def _ended(member: Member) -> str:
    code = facts.exit_code(member.process.stat.exit_status)
    if code is None:
        return Sentence(sentences.GONE)
    if code < 0:
        return Sentence(sentences.KILLED, number=-code)
    return Sentence(sentences.ENDED, code=code)
