"""Finds the benchmarks and runs each in a process of its own, so that none warms another's caches.

A benchmark is a module `bench/bench_*.py` with a NAME, a REACH (what is promised, for a reader), a
`measure` that returns figures, and optionally LEAST or MOST: figure -> its bound.
"""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parent
TIMEOUT_S = 1200.0
RESULT = "figures: "  # begins the line that carries a benchmark's figures; it may print others


@dataclass(frozen=True)
class Outcome:
    """What one benchmark found."""

    name: str
    title: str
    reach: str
    figures: dict[str, float]
    missed: list[str]
    """What is worse than promised, in words; also why there are no figures."""

    def to_dict(self) -> dict[str, object]:
        """As JSON tells it."""
        return asdict(self)


def names() -> list[str]:
    """All benchmarks, by the names one asks for them: `bench_exact.py` is `exact`."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def measure_apart(name: str, quick: bool) -> Outcome:
    """Runs a benchmark in a process of its own."""
    module = _load(name)
    command = [sys.executable, "-m", "bench.measure", name, *(["--quick"] if quick else [])]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=FOLDER.parent,
        timeout=TIMEOUT_S,
        check=False,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith(RESULT)]
    if done.returncode or not told:
        reason = (done.stderr.strip().splitlines() or ["it ended without figures"])[-1]
        return Outcome(name, module.NAME, module.REACH, {}, [reason])
    figures = json.loads(told[-1].removeprefix(RESULT))
    return Outcome(name, module.NAME, module.REACH, figures, _missed(module, figures))


def _missed(module: ModuleType, figures: dict[str, float]) -> list[str]:
    least: dict[str, float] = getattr(module, "LEAST", {})
    most: dict[str, float] = getattr(module, "MOST", {})
    return [
        *(f"{key}: below {bound:,}" for key, bound in least.items() if not figures[key] >= bound),
        *(f"{key}: above {bound:,}" for key, bound in most.items() if not figures[key] <= bound),
    ]


def _load(name: str) -> ModuleType:
    return importlib.import_module(f"bench.bench_{name}")


def main() -> None:
    """Measures here, and prints one line: `python -m bench.measure NAME [--quick]`."""
    measure = _load(sys.argv[1]).measure
    takes_quick = "quick" in inspect.signature(measure).parameters
    figures = measure(quick="--quick" in sys.argv) if takes_quick else measure()
    print(RESULT + json.dumps(figures))


if __name__ == "__main__":
    main()
