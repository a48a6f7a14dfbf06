"""Writes docs/reference from the code: command line, scenario file, report, wire format.

Whatever is declared in the code is told from there, so the pages cannot say anything else; a test
fails when one of them is not what would be written now. `make reference` runs this.
"""

from __future__ import annotations

import enum
import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import inspect as types

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.cli.commands import group  # noqa: E402 - the sources lie beside this folder
from engine.export.report import Report  # noqa: E402
from engine.model.messages import AnyMessage  # noqa: E402
from engine.observe import wire  # noqa: E402
from engine.scenario.schema import Scenario  # noqa: E402

FOLDER = ROOT / "docs" / "reference"
WIDTH = 96
MOST_TOLD = 100_000  # a limit beyond only keeps nonsense out, and is not worth a reader's time
WRITTEN = "<!-- Written by `make reference` from the code: change it there. -->\n"

PLAIN = {
    types.StrType: "text",
    types.IntType: "whole number",
    types.FloatType: "number",
    types.BoolType: "true or false",
    types.NoneType: "null",
    types.AnyType: "anything",
}
Object = types.StructType | types.DataclassType


def pages() -> dict[str, str]:
    """Each page's file name and text."""
    return {
        "command-line.md": command_line(),
        "scenario-file.md": scenario_file(),
        "report.md": report(),
        "wire-format.md": wire_format(),
    }


def command_line() -> str:
    """Every command's help, as the terminal shows it."""
    parts = [f"{WRITTEN}# The command line", _help(group, "queuescope")]
    for name, command in sorted(group.commands.items()):
        if not command.hidden:
            parts += [f"## `queuescope {name}`", _help(command, f"queuescope {name}")]
    codes = inspect.getdoc(sys.modules["engine.cli.frontend"]) or ""
    parts += ["## Exit codes", codes.partition("Exit codes: ")[2]]
    return _page(parts)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(
        command, info_name=name, terminal_width=WIDTH, **command.context_settings
    )
    return f"```text\n$ {name} --help\n{command.get_help(context)}\n```"


def scenario_file() -> str:
    """Every table and field of a scenario file."""
    intro = (
        "A scenario is a TOML file, called `.queuescope` or `.toml`. All but `name` may be left "
        "out; a field that is not known is refused, with its name."
    )
    parts = [f"{WRITTEN}# The scenario file", intro]
    for each in objects(types.type_info(Scenario)):
        parts += [f"## {_title(each)}", *_described(each), _fields(each, has_defaults=True)]
    return _page(parts)


def report() -> str:
    """Every object of the JSON report."""
    intro = (
        "`queuescope run --json`, `queuescope trace --report FILE.json` and the window's export "
        "give one JSON object. Names that end in `_s` are seconds."
    )
    parts = [f"{WRITTEN}# The report", intro]
    for each in objects(types.type_info(Report)):
        parts += [f"## {_title(each)}", *_described(each), _fields(each)]
    return _page(parts)


def wire_format() -> str:
    """The frames, and every message in them."""
    intro = (
        "What an observed process sends to the application, and what a recording keeps. "
        "The format is not a public interface: it may change with each version."
    )
    frames = inspect.getdoc(wire) or ""
    parts = [f"{WRITTEN}# The wire format", intro, "## Frames", f"```text\n{frames}\n```"]
    messages = "The body of a TEXT frame is one of these objects. `what` says which."
    parts += ["## Messages", messages]
    union = types.type_info(AnyMessage)
    seen: dict[str, None] = {}
    for each in (found for member in union.types for found in objects(member)):
        if each.cls.__name__ in seen:
            continue
        seen[each.cls.__name__] = None
        tag = getattr(each, "tag", None)
        parts += [f"### {f'`{tag}`' if tag else _title(each)}", *_described(each), _fields(each)]
    return _page(parts)


def objects(root: types.Type) -> Iterator[Object]:
    """The object and all that are in it, each once, in the order in which they are met."""
    seen: set[type] = set()
    waiting = [root]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, Object):
            if found.cls in seen:
                continue
            seen.add(found.cls)
            yield found
            waiting += [field.type for field in found.fields]
        else:
            waiting += _inner(found)


def _inner(found: types.Type) -> Iterable[types.Type]:
    match found:
        case types.Metadata(type=inner):
            return [inner]
        case types.UnionType(types=members):
            return members
        case types.VarTupleType(item_type=item) | types.ListType(item_type=item):
            return [item]
        case types.DictType(value_type=value):
            return [value]
        case _:
            return []


def _title(each: Object) -> str:
    return each.cls.__name__.removesuffix("Report") or "Report"


def _described(each: Object) -> list[str]:
    text = each.cls.__doc__
    return [inspect.cleandoc(text)] if text else []


def _fields(each: Object, *, has_defaults: bool = False) -> str:
    if not each.fields:
        return "No fields of its own."
    rows = [_row(field, has_defaults=has_defaults) for field in each.fields]
    is_told = any(row[-1] for row in rows)
    head = [
        "field",
        "is",
        *(["default"] if has_defaults else []),
        *(["meaning"] if is_told else []),
    ]
    lines = [head, ["---"] * len(head), *(row if is_told else row[:-1] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(field: types.Field, *, has_defaults: bool) -> list[str]:
    meta = field.type if isinstance(field.type, types.Metadata) else None
    schema = (meta.extra_json_schema or {}) if meta else {}
    unit = ((meta.extra or {}) if meta else {}).get("unit", "")
    kind = f"{_kind(field.type)}, in {unit}" if unit else _kind(field.type)
    default = [_default(field)] if has_defaults else []
    return [f"`{field.encode_name}`", kind, *default, schema.get("description", "")]


def _kind(found: types.Type) -> str:
    """A type in words, with its limits."""
    match found:
        case types.Metadata(type=inner):
            return _kind(inner)
        case types.UnionType(types=members):
            return " or ".join(dict.fromkeys(map(_kind, members)))
        case types.VarTupleType(item_type=item) | types.ListType(item_type=item):
            return f"list of{_limits(found, 'at most {}')} {_kind(item)}"
        case types.DictType(value_type=value):
            return f"object of {_kind(value)}"
        case types.EnumType(cls=kinds):
            return ", ".join(f"`{each.value}`" for each in kinds)
        case types.LiteralType(values=values):
            return ", ".join(f"`{value}`" for value in values)
        case _ if isinstance(found, Object):
            return f"[{_title(found)}](#{_title(found).lower()})"
        case _:
            return PLAIN[type(found)] + _limits(found, "of at most {} characters")


def _limits(found: types.Type, longest: str) -> str:
    least, most = getattr(found, "ge", None), getattr(found, "le", None)
    if least is not None:
        return f" from {least:g}" + (f" to {most:g}" if most and most <= MOST_TOLD else "")
    length = getattr(found, "max_length", None)
    return f" {longest.format(length)}" if length else ""


def _default(field: types.Field) -> str:
    value = field.default
    if value is msgspec.NODEFAULT:
        factory = field.default_factory
        value = factory() if factory is not msgspec.NODEFAULT else msgspec.NODEFAULT
    if value is msgspec.NODEFAULT:
        return "must be given"
    return _told(value)


def _told(value: Any) -> str:
    if isinstance(value, enum.Enum):
        return f"`{value.value}`"
    if isinstance(value, msgspec.Struct) or value in ((), "", []):
        return ""
    return f"`{value}`"


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip() for part in parts) + "\n"


def main() -> None:
    """Writes all pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
