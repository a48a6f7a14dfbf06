"""Our arguments beyond what click knows: where a script's begin, and which numbers are none."""

from __future__ import annotations

import math

import click

from engine.cli import texts


class TraceCommand(click.Command):
    """Everything behind SCRIPT, or behind `-m MODULE`, belongs to the script."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Draws the line between our options and the script's."""
        return super().parse_args(ctx, _with_module_apart(args))


def _with_module_apart(args: list[str]) -> list[str]:
    at = 0
    while at < len(args) and args[at].startswith("-") and args[at] != "--":
        if args[at].startswith("-m"):
            name = [args[at][2:]] if args[at] != "-m" else args[at + 1 : at + 2]
            rest = args[at + 1 :] if args[at] != "-m" else args[at + 2 :]
            return [*args[:at], "-m", *name, "--", *rest]
        at += 2 if args[at] in {"--report", "--python", "--record"} else 1
    return args


def finite(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """A number that is one; raises BadParameter for infinity and NaN."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter(texts.NOT_FINITE)
    return value
