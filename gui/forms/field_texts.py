"""The declarations' English words, marked so that they reach the translators.

`engine/scenario/schema.py` declares each field's title and help; the engine knows no Qt, so the
words are repeated here for lupdate alone. A test sees to it that none is missing.
"""

from __future__ import annotations

import functools
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from engine.scenario.validation import Remedy
from gui.common.i18n import QT_TRANSLATE_NOOP

TITLES = (
    QT_TRANSLATE_NOOP("Field", "name"),
    QT_TRANSLATE_NOOP("Field", "law"),
    QT_TRANSLATE_NOOP("Field", "time"),
    QT_TRANSLATE_NOOP("Field", "from"),
    QT_TRANSLATE_NOOP("Field", "to"),
    QT_TRANSLATE_NOOP("Field", "count"),
    QT_TRANSLATE_NOOP("Field", "work"),
    QT_TRANSLATE_NOOP("Field", "dish"),
    QT_TRANSLATE_NOOP("Field", "items"),
    QT_TRANSLATE_NOOP("Field", "burst"),
    QT_TRANSLATE_NOOP("Field", "kind"),
    QT_TRANSLATE_NOOP("Field", "maxsize"),
    QT_TRANSLATE_NOOP("Field", "start method"),
    QT_TRANSLATE_NOOP("Field", "ending"),
    QT_TRANSLATE_NOOP("Field", "seed"),
)
HELP = (
    QT_TRANSLATE_NOOP("Field", "What the lanes and the log call it."),
    QT_TRANSLATE_NOOP("Field", "How the time of each item is drawn."),
    QT_TRANSLATE_NOOP("Field", "The fixed time, or the mean of the exponential one."),
    QT_TRANSLATE_NOOP("Field", "The shortest uniform time."),
    QT_TRANSLATE_NOOP("Field", "The longest uniform time."),
    QT_TRANSLATE_NOOP("Field", "Workers of this kind."),
    QT_TRANSLATE_NOOP("Field", "Sleep, or burn CPU, for that time."),
    QT_TRANSLATE_NOOP("Field", "What it makes."),
    QT_TRANSLATE_NOOP("Field", "How many each worker makes; 0 means endless."),
    QT_TRANSLATE_NOOP("Field", "Items made in one go; the time is taken once for each burst."),
    QT_TRANSLATE_NOOP("Field", "Which multiprocessing queue."),
    QT_TRANSLATE_NOOP("Field", "Slots of the queue; 0 means unbounded."),
    QT_TRANSLATE_NOOP("Field", "How multiprocessing starts workers."),
    QT_TRANSLATE_NOOP("Field", "How consumers come to an end."),
    QT_TRANSLATE_NOOP("Field", "Seeds every worker's random times."),
    QT_TRANSLATE_NOOP("Field", "The scenario's name."),
)
CHOICES = {
    "fixed": QT_TRANSLATE_NOOP("Field", "fixed"),
    "uniform": QT_TRANSLATE_NOOP("Field", "uniform"),
    "exponential": QT_TRANSLATE_NOOP("Field", "exponential"),
    "sleep": QT_TRANSLATE_NOOP("Field", "sleeps"),
    "cpu": QT_TRANSLATE_NOOP("Field", "burns CPU"),
    "daemon": QT_TRANSLATE_NOOP("Field", "daemons, after queue.join()"),
    "sentinel": QT_TRANSLATE_NOOP("Field", "one None for each"),
}
SPECIALS = {
    "maxsize": QT_TRANSLATE_NOOP("Field", "unbounded"),
    "items": QT_TRANSLATE_NOOP("Field", "endless"),
}


REMEDIES = (
    QT_TRANSLATE_NOOP("Problem", "must be {}"),
    QT_TRANSLATE_NOOP("Problem", "must be given: {}"),
    QT_TRANSLATE_NOOP("Problem", "one of {}"),
    QT_TRANSLATE_NOOP("Problem", "a text of {} to {} characters"),
    QT_TRANSLATE_NOOP("Problem", "a whole number from {} to {}"),
    QT_TRANSLATE_NOOP("Problem", "a number from {} to {}"),
    QT_TRANSLATE_NOOP("Problem", "a table of fields"),
    QT_TRANSLATE_NOOP("Problem", "must be a table of fields"),
    QT_TRANSLATE_NOOP("Problem", "must be tables, each headed [[{}]]"),
    QT_TRANSLATE_NOOP("Problem", "must be at most {} of them"),
    QT_TRANSLATE_NOOP("Problem", 'is not a field; did you mean "{}"?'),
    QT_TRANSLATE_NOOP("Problem", "is not a field; there are {}"),
    QT_TRANSLATE_NOOP("Problem", "must be in one line, without blanks around it"),
    QT_TRANSLATE_NOOP("Problem", "must differ from {}: each kind has its own"),
    QT_TRANSLATE_NOOP("Problem", "must be at most high, which is {}"),
    QT_TRANSLATE_NOOP(
        "Problem",
        'must be "sentinel" for a {}: only a JoinableQueue can be joined, as daemons need it',
    ),
    QT_TRANSLATE_NOOP("Problem", "must be 0 for a SimpleQueue: it has no maxsize"),
    QT_TRANSLATE_NOOP("Problem", 'must be "main", or a kind and a number, such as "{} 1"'),
    QT_TRANSLATE_NOOP("Problem", "must be a point that {} comes to: {}"),
    QT_TRANSLATE_NOOP("Problem", "must be another point: only a JoinableQueue has task_done"),
    QT_TRANSLATE_NOOP("Problem", "must be a text file in UTF-8"),
    QT_TRANSLATE_NOOP("Problem", "must be nested far less deeply"),
    QT_TRANSLATE_NOOP("Problem", "must be TOML: {}"),
)


def remedy_in_words(remedy: Remedy) -> str:
    """What would be right, in the learner's language."""
    values = (
        remedy_in_words(value) if isinstance(value, Remedy) else value for value in remedy.values
    )
    return QCoreApplication.translate("Problem", remedy.template).format(*values)


def say(text: str) -> str:
    """A declaration's word in the learner's language."""
    return QCoreApplication.translate("Field", text)


@functools.cache
def _fields(struct: type[msgspec.Struct]) -> dict[str, msgspec.inspect.Type]:
    info = msgspec.inspect.type_info(struct)
    if not isinstance(info, msgspec.inspect.StructType):
        msg = f"{struct} is no struct"
        raise TypeError(msg)
    return {field.name: field.type for field in info.fields}


def about(struct: type[msgspec.Struct], name: str) -> dict[str, Any]:
    """What is declared of a field: title, help, unit, least, most, the type inside."""
    kind = _fields(struct)[name]
    told: dict[str, Any] = {"title": name, "help": "", "unit": ""}
    if isinstance(kind, msgspec.inspect.Metadata):
        schema = kind.extra_json_schema or {}
        told["title"], told["help"] = schema.get("title", name), schema.get("description", "")
        told["unit"] = (kind.extra or {}).get("unit", "")
        kind = kind.type
    told["type"] = kind
    told["least"], told["most"] = getattr(kind, "ge", None), getattr(kind, "le", None)
    return told
