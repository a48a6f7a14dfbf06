"""Tells findings, in English or in any language that the sentences were translated to.

Finding: kind, numbers, texts --+
Names: of processes, queues ----+--> tell --> title, cause, remedy
Speech: language, figures ------+
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from engine.diagnosis import finding_texts, phrases
from engine.diagnosis.finding_texts import Told
from engine.model.findings import Finding, ItemId
from engine.model.stack_positions import ProcessPosition, ProgramLock, StackPosition
from engine.text.sentences import Say

__all__ = ["ENGLISH", "Names", "Speech", "Told", "list_names", "tell"]

MOST_NAMES = 4
MOST_SPOTS = 3
_SPACES = re.compile("(?<= ) +|(?<=。) +")  # around parts that are left out; Chinese needs none


class Names(NamedTuple):
    """What processes, queues and items are called."""

    worker: Callable[[int], str]
    queue: Callable[[int], str]
    item: Callable[[ItemId], str]


class Speech(NamedTuple):
    """How sentences and figures are told: in which language, in which form."""

    say: Say
    figure: Callable[[float], str]
    rate: Callable[[float], str]  # items a second
    seconds: Callable[[float], str]  # with its unit


def _seconds(value_s: float) -> str:
    return f"{value_s * 1e3:.3g} ms" if value_s < 1 else f"{value_s:.3g} s"


ENGLISH = Speech(str, lambda value: f"{round(value):,}", lambda value: f"{value:.1f}", _seconds)


class _Facts(dict[str, str]):
    """A fact that a finding does not carry is told as unknown, rather than breaking a sentence."""

    def __missing__(self, key: str) -> str:
        return "?"


def tell(finding: Finding, names: Names, speech: Speech = ENGLISH) -> Told:
    """The finding in words."""
    facts = _facts(finding, names, speech)
    for name, part in _parts_of(finding).items():
        facts[name] = speech.say(part).format_map(facts) if part else ""
    told = (speech.say(text).format_map(facts) for text in finding_texts.SENTENCES[finding.kind])
    return Told(*(_SPACES.sub("", text).strip() for text in told))


def _parts_of(finding: Finding) -> dict[str, str]:
    """Parts of sentences that depend on the finding; as templates."""
    parts = {"hands": phrases.HANDS if finding.items else "", "usual": phrases.USUAL}
    for chosen, table in _TABLES.items():
        if key := finding.texts.get(chosen):
            part = table.get(key, key)
            parts |= {chosen: part} if isinstance(part, str) else {chosen: part[0], "fix": part[1]}
    parts["raised"] = phrases.RAISED_AT if finding.texts.get("where") else ""
    parts["before"] = phrases.FAILED_BEFORE if finding.failures else ""
    return parts


_TABLES: Mapping[str, Mapping[str, str | tuple[str, str]]] = {  # a pair: why, and what helps
    "lock": phrases.LOCKS,
    "reason": phrases.REASONS,
    "doing": phrases.DOING,
    "since": phrases.SINCE,
    "pace": phrases.PACE,
    "without": phrases.WITHOUT,
    "undrained": phrases.UNDRAINED,
    "full": phrases.FULL,
    "circle": phrases.CIRCLE,
    "because": phrases.BECAUSE,
    "blocked": phrases.BLOCKED,
    "exit": phrases.EXIT,
    "killed": phrases.KILLED,
    "died": phrases.DIED,
    "advice": phrases.ADVICE,
    "bound": phrases.BOUND,
}
_PLAIN = frozenset({"pid", "code"})  # no quantities
_TIMES = frozenset({"seconds", "cpu", "p50", "p99", "longest"})
_RATES = frozenset({"in_per_s", "out_per_s"})


def _facts(finding: Finding, names: Names, speech: Speech) -> _Facts:
    texts = finding.texts
    facts = _Facts(texts)
    for name, value in finding.numbers.items():
        facts[name] = _figure(name, value, speech)
    facts["who"] = list_names(map(names.worker, finding.who), speech.say)
    facts["waiting"] = list_names(map(names.worker, finding.waiting), speech.say)
    facts["queue"] = names.queue(finding.queue) or speech.say(phrases.FIRST_QUEUE)
    items = map(names.item, finding.items)
    facts["items"] = list_names(items, speech.say)
    item = ": ".join(filter(None, (texts.get("item"), texts.get("error"))))
    facts["item"] = f" {item}" if item else ""
    if "signal" in finding.numbers:
        facts["signal"] = texts.get("signal") or _signal_name(int(finding.numbers["signal"]))
    facts["failures"] = " ".join(
        speech.say(phrases.FAILED[each.how]).format(name=names.worker(each.process), what=each.what)
        for each in finding.failures
    )
    facts["spots"] = _spots(finding.spots, names, speech)
    if text := texts.get("text", ""):
        facts["text"] = text if text.endswith((".", "!", "?", "。")) else f"{text}."
    return facts


def _spots(spots: Sequence[ProcessPosition], names: Names, speech: Speech) -> str:
    """Where they stand; of many some, and how many more there are."""
    told = [_spot(at, names, speech) for at in spots[:MOST_SPOTS]]
    if (more := len(spots) - MOST_SPOTS) > 0:
        told.append(f"({speech.say(phrases.MORE).format(more)})")
    return " ".join(told)


def _spot(at: ProcessPosition, names: Names, speech: Speech) -> str:
    """Where one process stands, as a sentence."""
    spot, lock = at.spot, at.spot.lock
    kind = spot.wait
    if lock is not None:
        kind = _holding(at) if lock.made else ""
    template = speech.say(phrases.SPOT.get(kind) or phrases.SPOT[""])
    return template.format(
        name=names.worker(at.process),
        spot=spot.name,
        source=spot.source or spot.call or spot.function,
        kind=_kind_of(lock, spot) if lock is not None else "",
        made=lock.made if lock is not None else "",
        holder=names.worker(at.holder),
    )


def _holding(at: ProcessPosition) -> str:
    if at.holder < 0:
        return "lock"
    return "own" if at.holder == at.process else "held"


def _kind_of(lock: ProgramLock, spot: StackPosition) -> str:
    """What the program calls it: an Event waits by a Semaphore of its own."""
    kinds = {"Event", "Condition", "Barrier"} & set(spot.call.split("."))
    return kinds.pop() if kinds else lock.kind


def _figure(name: str, value: float, speech: Speech) -> str:
    if name in _PLAIN:
        return str(int(value))
    if name == "seconds" and value >= 1 and float(value).is_integer():
        return f"{speech.figure(value)} s"
    if name in _TIMES:
        return speech.seconds(value)
    return speech.rate(value) if name in _RATES else speech.figure(value)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def list_names(names: Iterable[str], say: Say = str) -> str:
    """Names, one after another; many are some and a number."""
    told = list(names)
    joint = say(phrases.JOINT)
    if len(told) > MOST_NAMES:
        more = len(told) - MOST_NAMES + 1
        told = [*told[: MOST_NAMES - 1], say(phrases.MORE).format(more)]
    return joint.join(told) or say(phrases.NOBODY)
