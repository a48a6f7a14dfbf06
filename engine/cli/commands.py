"""The commands, as click knows them; each loads what it needs when it is called."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import texts
from engine.cli.arguments import TraceCommand, finite
from engine.cli.frontend import BadInputError, Frontend
from engine.model.limits import TIME_SCALES

if TYPE_CHECKING:
    from engine.scenario.schema import Scenario

FIRST_SCENARIO = "dim-sum-kitchen"
FORMS = ("perfetto", "csv", "npz", "html")


class CommandGroup(click.Group):
    """The commands; a scenario or a recording in a command's place opens in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but for a scenario file or a recording."""
        if self.get_command(ctx, args[0]) is None and (
            _is_scenario_file(args[0]) or _is_recording(args[0])
        ):
            return window.name, window, args
        return super().resolve_command(ctx, args)


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    help=texts.HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, help=texts.HELP_VERSION)
@click.pass_context
def group(ctx: click.Context, version: bool) -> int:  # noqa: FBT001 - click's way
    """Opens the window when no command is given."""
    if version:
        from engine.platform.version import version as installed

        click.echo(f"queuescope {installed() or texts.NOT_INSTALLED}")
        raise click.exceptions.Exit(0)
    if ctx.invoked_subcommand is None:
        return _open(ctx.obj, None)
    return 0


@group.command(help=texts.HELP_WINDOW)
@click.argument("file", required=False)
@click.pass_obj
def window(frontend: Frontend, file: str | None) -> int:
    """The window."""
    return _open(frontend, file)


record_option = click.option(
    "--record", type=click.Path(path_type=Path), metavar="FILE", help=texts.HELP_RECORD
)
no_record_option = click.option("--no-record", is_flag=True, help=texts.HELP_NO_RECORD)
recording_argument = click.argument(
    "recording", type=click.Path(path_type=Path), metavar="[FILE]", required=False
)


@group.command(help=texts.HELP_RUN)
@click.argument("scenario")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    callback=finite,
    metavar="S",
    help=texts.HELP_RUN_SECONDS,
)
@click.option(
    "--time-scale",
    type=click.FloatRange(*TIME_SCALES),
    callback=finite,
    metavar="X",
    help=texts.HELP_RUN_TIME_SCALE.format(*TIME_SCALES),
)
@click.option("--json", "as_json", is_flag=True, help=texts.HELP_RUN_JSON)
@record_option
@no_record_option
def run(
    *,
    scenario: str,
    seconds: float | None,
    time_scale: float | None,
    as_json: bool,
    record: Path | None,
    no_record: bool,
) -> int:
    """A scenario in the terminal."""
    from engine.cli.recorded import RecordWish
    from engine.cli.running import run_scenario

    return run_scenario(
        _scenario(scenario),
        seconds=seconds,
        time_scale=time_scale,
        as_json=as_json,
        wish=RecordWish(record, no_record),
    )


@group.command(
    cls=TraceCommand,
    help=texts.HELP_TRACE,
    context_settings={"allow_interspersed_args": False},
    options_metavar="[--report FILE] [--record FILE] [--no-record] [--python PATH] [--quiet] "
    "[-m MODULE |",
)
@click.option("--report", type=click.Path(path_type=Path), help=texts.HELP_TRACE_REPORT)
@click.option("--python", metavar="PATH", help=texts.HELP_TRACE_PYTHON)
@click.option("--quiet", "is_quiet", is_flag=True, help=texts.HELP_TRACE_QUIET)
@click.option("-m", "module", metavar="MODULE", help=texts.HELP_TRACE_MODULE)
@record_option
@no_record_option
@click.argument("script", nargs=-1, type=click.UNPROCESSED, metavar="SCRIPT] [ARGS]...")
def trace(
    *,
    report: Path | None,
    python: str | None,
    is_quiet: bool,
    module: str | None,
    record: Path | None,
    no_record: bool,
    script: tuple[str, ...],
) -> int:
    """An existing script under the probe."""
    if module is None and not script:
        raise BadInputError(texts.NO_TARGET)
    from engine.cli.recorded import RecordWish
    from engine.cli.tracing import trace_script
    from engine.run.interpreters import default_python
    from engine.run.script_target import Target

    python = python or default_python()
    if module is not None:
        target = Target(module, script, is_module=True, python=python)
    else:
        target = Target(script[0], script[1:], python=python)
    wish = RecordWish(record, no_record)
    return trace_script(target, report, is_quiet=is_quiet, wish=wish)


@group.command(help=texts.HELP_SCENARIOS)
@click.option("--json", "as_json", is_flag=True, help=texts.HELP_SCENARIOS_JSON)
def scenarios(as_json: bool) -> int:  # noqa: FBT001 - click's way
    """The built-in scenarios."""
    from engine.scenario.presets import builtin

    presets = ((preset.key, preset.scenario) for preset in builtin())
    listed = [(key, each.name, each.description) for key, each in presets]
    if as_json:
        keys = ("key", "name", "description")
        text = json.dumps([dict(zip(keys, row, strict=True)) for row in listed], indent=2)
        click.echo(text)
        return 0
    from engine.cli.show import print_rows

    print_rows(texts.SCENARIO_COLUMNS, listed)
    return 0


@group.command(help=texts.HELP_SWEEP)
@click.argument("scenario")
@click.option("--consumers", default="1..4", metavar="N..M", help=texts.HELP_SWEEP_CONSUMERS)
@click.option("--maxsize", metavar="N,M", help=texts.HELP_SWEEP_MAXSIZE)
@click.option("--repeat", type=click.IntRange(1, 100), default=1, help=texts.HELP_SWEEP_REPEAT)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    callback=finite,
    default=10.0,
    metavar="S",
    help=texts.HELP_SWEEP_SECONDS,
)
@click.option("--csv", "csv_path", type=click.Path(path_type=Path), help=texts.HELP_SWEEP_CSV)
def sweep(
    *,
    scenario: str,
    consumers: str,
    maxsize: str | None,
    repeat: int,
    seconds: float,
    csv_path: Path | None,
) -> int:
    """Many runs of one scenario."""
    from engine.cli import sweeping

    base = _scenario(scenario)
    sizes = sweeping.numbers(maxsize) if maxsize is not None else (base.queue.maxsize,)
    plan = sweeping.Plan(sweeping.numbers(consumers), sizes, repeat, seconds, csv_path)
    return sweeping.sweep(base, plan)


@group.command(help=texts.HELP_LESSONS)
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", help=texts.HELP_LESSON_LANGUAGE
)
def lessons(lang: str) -> int:
    """The built-in lessons."""
    from engine.cli.show import print_rows
    from engine.lessons.files import builtin_lessons

    listed = ((each.name, each.lesson) for each in builtin_lessons())
    rows = [(name, it.title.said(lang), it.claim.text.said(lang)) for name, it in listed]
    print_rows(texts.LESSON_COLUMNS, rows)
    return 0


@group.command(help=texts.HELP_LESSON)
@click.argument("name", metavar="LESSON")
@click.option(
    "--method",
    "methods",
    multiple=True,
    type=click.Choice(["fork", "spawn", "forkserver"]),
    help=texts.HELP_LESSON_METHOD,
)
@click.option("--tries", type=click.IntRange(1, 1000), help=texts.HELP_LESSON_TRIES)
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", help=texts.HELP_LESSON_LANGUAGE
)
def lesson(name: str, methods: tuple[str, ...], tries: int | None, lang: str) -> int:
    """One lesson, measured and played."""
    from engine.cli.lessons import run_lesson

    return run_lesson(name, methods, tries or 0, lang)


@group.command(help=texts.HELP_REPLAY)
@recording_argument
@click.option(
    "--speed",
    type=click.FloatRange(0.01, 100),
    callback=finite,
    default=1.0,
    metavar="X",
    help=texts.HELP_REPLAY_SPEED,
)
def replay(recording: Path | None, speed: float) -> int:
    """A recording in the terminal."""
    from engine.cli import replaying

    return replaying.replay(recording, speed)


@group.command(help=texts.HELP_REPORT)
@recording_argument
@click.option("--json", "as_json", is_flag=True, help=texts.HELP_REPORT_JSON)
def report(recording: Path | None, as_json: bool) -> int:  # noqa: FBT001 - click's way
    """The report of a recording."""
    from engine.cli import replaying

    return replaying.report(recording, as_json=as_json)


@group.command(help=texts.HELP_EXPORT)
@recording_argument
@click.option("--output", "-o", type=click.Path(path_type=Path), help=texts.HELP_EXPORT_OUTPUT)
@click.option(
    "--to", "form", type=click.Choice(FORMS), default=FORMS[0], help=texts.HELP_EXPORT_FORM
)
def export(recording: Path | None, output: Path | None, form: str) -> int:
    """A recording for other programs."""
    from engine.cli import replaying

    return replaying.export(recording, output, form)


@group.command(help=texts.HELP_ATTACH)
@click.argument("pid", type=click.IntRange(min=1), required=False)
@click.option("--all", "is_all", is_flag=True, help=texts.HELP_ATTACH_ALL)
@click.option(
    "--watch",
    type=click.FloatRange(min=0, min_open=True),
    callback=finite,
    metavar="S",
    help=texts.HELP_ATTACH_WATCH,
)
@click.option("--locals", "with_values", is_flag=True, help=texts.HELP_ATTACH_LOCALS)
@click.option("--json", "as_json", is_flag=True, help=texts.HELP_ATTACH_JSON)
@click.option("--report", type=click.Path(path_type=Path), help=texts.HELP_ATTACH_REPORT)
@click.option("--wait", "is_waiting", is_flag=True, help=texts.HELP_ATTACH_WAIT)
@click.option("--on-hang", metavar="CMD", help=texts.HELP_ATTACH_ON_HANG)
def attach(
    *,
    pid: int | None,
    is_all: bool,
    watch: float | None,
    with_values: bool,
    as_json: bool,
    report: Path | None,
    is_waiting: bool,
    on_hang: str | None,
) -> int:
    """A running program, from outside."""
    from engine.cli import attaching

    wish = attaching.Wish(watch, with_values, as_json, report, on_hang)
    if is_all:
        return attaching.attach_all(wish)
    if pid is None:
        raise BadInputError(texts.NO_PID)
    if is_waiting or on_hang is not None:
        return attaching.wait_for_hang(pid, wish)
    return attaching.attach(pid, wish)


def _is_scenario_file(name: str) -> bool:
    from engine.scenario.presets import SUFFIXES

    return name.endswith(SUFFIXES)


def _is_recording(name: str) -> bool:
    return name.endswith(".qscope")  # engine.recording is loaded only when it is needed


def _open(frontend: Frontend, file: str | None) -> int:
    """The window; in the terminal where there is no display."""
    if file is not None and _is_recording(file):
        return _open_recording(frontend, Path(file))
    if frontend.has_display():
        if file is not None and sys.stderr is not None and sys.stderr.isatty():
            _scenario(file)  # a bad one is told where it was typed; the window tells the others
        return frontend.open_window(Path(file) if file is not None else None)
    scenario = _scenario(file) if file is not None else None
    from engine.cli.running import run_scenario

    scenario = scenario or _scenario(FIRST_SCENARIO)
    click.echo(texts.NO_DISPLAY.format(name=scenario.name), err=True)
    return run_scenario(scenario)


def _open_recording(frontend: Frontend, path: Path) -> int:
    if frontend.has_display():
        return frontend.open_window(path)
    from engine.cli import replaying

    click.echo(texts.NO_DISPLAY_REPLAY.format(name=path.name), err=True)
    return replaying.replay(path, 1.0)


def _scenario(name: str) -> Scenario:
    """A built-in scenario by its key, or a file; raises BadInputError with all that is wrong."""
    from engine.scenario.presets import ScenarioError, builtin, load

    found = {preset.key: preset.scenario for preset in builtin()}
    if name in found:
        return found[name]
    if not _is_scenario_file(name) and not Path(name).exists():
        raise BadInputError(texts.UNKNOWN_SCENARIO.format(name=name, keys=", ".join(found)))
    try:
        return load(Path(name))
    except ScenarioError as problem:
        lines = [texts.BAD_SCENARIO.format(source=name)]
        for field, value, remedy in problem.problems:
            lines.append(texts.BAD_FIELD.format(field=field, value=value, remedy=remedy))
        raise BadInputError("\n".join(lines)) from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInputError(texts.CANNOT_READ.format(path=name, reason=reason)) from problem
