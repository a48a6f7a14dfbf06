"""`python -m bench [--json] [--quick] [NAME...]`: a table or one JSON object of figures."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console

from bench import measure


def main() -> int:
    """Runs the benchmarks asked for, or all; 0 only if each figure is as good as promised."""
    known = measure.names()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, rougher figures")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    asked = parser.parse_args()
    for name in asked.names:
        if name not in known:
            parser.error(f"no benchmark is called {name!r}; there are {', '.join(known)}")
    outcomes = []
    for name in asked.names or known:
        print(f"measuring {name}", file=sys.stderr)
        outcomes.append(measure.measure_apart(name, asked.quick))
    if asked.json:
        print(json.dumps({each.name: each.to_dict() for each in outcomes}, indent=2))
    else:
        console = Console(highlight=False)
        for outcome in outcomes:
            _show(outcome, console)
    return int(any(each.missed for each in outcomes))


def _show(outcome: measure.Outcome, console: Console) -> None:
    console.print(f"\n[bold]{outcome.title}[/] [dim](reach: {outcome.reach})[/]")
    for key, figure in outcome.figures.items():
        console.print(f"  {key:40} {f'{figure:,.4g}' if figure < 1000 else f'{figure:,.0f}':>14}")
    for text in outcome.missed:
        console.print(f"  [red]missed: {text}[/]")


if __name__ == "__main__":
    sys.exit(main())
