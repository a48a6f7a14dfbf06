"""Writes a scenario as a complete Python program, as a good tutorial would print it.

Plain `multiprocessing`, nothing of ours: it runs by itself, and it makes and takes the same items
as the scenario does in the window, in the same random times. What each line does is noted as it is
written, so that the window can show where every worker is.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from engine.listing.shapes import Shape, quote, shapes_of, used
from engine.scenario.schema import Ending, Kind, QueueKind, Scenario

MAIN = "main"
WIDTH = 72  # of its own words; calls may be wider
NEVER_FIRST = "，。、；：！？）》」』”"  # in a line
OPEN_S = 30.0  # how long a program goes on that has no end of its own

SAME_TIMES = "the same times in every run"
NO_END = "seconds; these producers have no end of their own, and Ctrl-C ends all earlier"
FASTER = "so many times faster than written below"
MAKES = "Makes items and puts them on the queue."
TAKES = "Takes items from the queue and works on each."
BURNS = "Keeps the CPU busy for so many seconds of its time."
STARTS = "Starts everybody, waits for their work to be done, and says goodbye."
BURST = "a whole burst takes the time of one"
MADE = "{name} made {item}"
EATS = "{name} is eating {item}"
GOODBYE = "Main: all done. Goodbye!"
COMMENTS = (
    *(SAME_TIMES, NO_END, FASTER, MAKES, TAKES, BURNS, STARTS, BURST),
    *(MADE, EATS, GOODBYE),
)
"""Everything in a listing that is said to people, to be translated."""


class Does(StrEnum):
    """What a line does, as far as a worker can be seen at it."""

    WORK = "work"
    PUT = "put"
    GET = "get"
    DONE = "task_done"
    START = "start"
    JOIN_PRODUCERS = "join producers"
    JOIN_QUEUE = "join queue"
    PUT_SENTINELS = "put sentinels"
    JOIN_CONSUMERS = "join consumers"


@dataclass(frozen=True, slots=True)
class Listing:
    """A program, and its lines that workers stop at.

    `places` maps (kind of worker, what the line does) to a line, counted from 0; the main
    program's kind is "main".
    """

    text: str
    places: Mapping[tuple[str, Does], int]


class _Stop(NamedTuple):
    """A line at which workers of some kinds can be seen."""

    text: str
    does: Does
    kinds: tuple[str, ...]


_Lines: TypeAlias = "Iterator[str | _Stop]"


def write(
    scenario: Scenario, say: Callable[[str], str] = str, *, open_s: float = OPEN_S
) -> Listing:
    """The program of a scenario that `engine.scenario.validation` has no objection to.

    Args:
        scenario: what it does. Kinds without workers are left out.
        say: translates each of COMMENTS.
        open_s: after so many seconds producers without an end of their own stop.
    """
    writer = _Writer(scenario, say, open_s)
    lines = list(writer.lines())
    places = {
        (kind, line.does): number
        for number, line in enumerate(lines)
        if isinstance(line, _Stop)
        for kind in line.kinds
    }
    texts = (line.text if isinstance(line, _Stop) else line for line in lines)
    return Listing("\n".join(texts) + "\n", places)


def _of(text: str, does: Does, shape: Shape) -> _Stop:
    return _Stop(text, does, tuple(kind.name for kind in shape.kinds))


def _of_main(text: str, does: Does) -> _Stop:
    return _Stop(text, does, (MAIN,))


class _Writer:
    """The parts of a program, in its order."""

    def __init__(self, scenario: Scenario, say: Callable[[str], str], open_s: float) -> None:
        self._scenario, self._say, self._open_s = scenario, say, open_s
        self._queue = scenario.queue
        self._producers = shapes_of(used(scenario.producers), "produce")
        self._consumers = shapes_of(used(scenario.consumers), "consume")
        self._shapes = [*self._producers, *self._consumers]

    def lines(self) -> _Lines:
        """The whole program."""
        yield from _docstring(self._scenario)
        yield ""
        yield from self._imports()
        yield from self._constants()
        if any(shape.burns and shape.time for shape in self._shapes):
            yield from self._burn()
        for shape in self._producers:
            yield from self._produce(shape)
        for shape in self._consumers:
            yield from self._consume(shape)
        yield from self._main()

    # -- the head -------------------------------------------------------------------------------

    def _imports(self) -> _Lines:
        if any(shape.is_random for shape in self._shapes):
            yield "import random"
        if any(shape.time or shape.is_endless for shape in self._shapes):
            yield "import time"
        names = [str(self._queue.kind), "Process", "current_process", "set_start_method"]
        if not self._shapes:
            names = [names[0], names[-1]]
        yield f"from multiprocessing import {', '.join(sorted(names))}"

    def _constants(self) -> _Lines:
        if any(shape.is_endless for shape in self._shapes):
            yield ""
            yield f"OPEN_S = {self._open_s:g}  # {self._say(NO_END)}"
        if self._is_scaled:
            yield ""
            yield f"SPEED = {self._scenario.time_scale:g}  # {self._say(FASTER)}"

    @property
    def _is_scaled(self) -> bool:
        return self._scenario.time_scale != 1 and any(shape.time for shape in self._shapes)

    def _burn(self) -> _Lines:
        yield from ("", "", "def burn(seconds):")
        yield f'    """{self._say(BURNS)}"""'
        yield "    end = time.process_time() + seconds"
        yield "    while time.process_time() < end:"
        yield "        pass"

    # -- the workers ----------------------------------------------------------------------------

    def _begin(self, shape: Shape, docstring: str) -> _Lines:
        yield from ("", "", shape.signature)
        yield f'    """{self._say(docstring)}"""'
        yield "    name = current_process().name"
        if shape.is_random:
            yield f'    random.seed(f"{self._scenario.seed}/{{name}}")  # {self._say(SAME_TIMES)}'

    def _work(self, shape: Shape, indent: str) -> _Lines:
        if not shape.time:
            return
        time = f"{shape.time} / SPEED" if self._is_scaled else shape.time
        call = "burn" if shape.burns else "time.sleep"
        yield _of(f"{indent}{call}({time})", Does.WORK, shape)

    def _produce(self, shape: Shape) -> _Lines:
        yield from self._begin(shape, MAKES)
        if shape.is_endless:
            yield "    end = time.monotonic() + OPEN_S"
            yield "    number = 0"
            yield "    while time.monotonic() < end:"
            yield "        number += 1"
        else:
            yield "    for number in range(1, items + 1):"
        if shape.burst and shape.time:
            yield f"        if number % {shape.burst} == 1:  # {self._say(BURST)}"
            yield from self._work(shape, " " * 12)
        else:
            yield from self._work(shape, " " * 8)
        yield '        item = f"{dish} {number}"'
        yield f"        print(f{quote(self._say(MADE))}, flush=True)"
        yield _of("        queue.put(item)", Does.PUT, shape)

    def _consume(self, shape: Shape) -> _Lines:
        is_joinable = self._queue.kind is QueueKind.JOINABLE
        yield from self._begin(shape, TAKES)
        yield "    while True:"
        yield _of("        item = queue.get()", Does.GET, shape)
        if self._queue.ending is Ending.SENTINEL:
            yield "        if item is None:"
            if is_joinable:
                yield "            queue.task_done()"
            yield "            break"
        yield f"        print(f{quote(self._say(EATS))}, flush=True)"
        yield from self._work(shape, " " * 8)
        if is_joinable:
            yield _of("        queue.task_done()", Does.DONE, shape)

    # -- the main program -----------------------------------------------------------------------

    def _main(self) -> _Lines:
        has_end = self._queue.ending is Ending.SENTINEL
        yield from ("", "", "def main():")
        yield f'    """{self._say(STARTS)}"""'
        maxsize = str(self._queue.maxsize) if self._queue.maxsize else ""
        yield f"    queue = {self._queue.kind}({maxsize})"
        yield from _processes("producers", self._producers, self._scenario.producers, "")
        daemon = "" if has_end else ", daemon=True"
        yield from _processes("consumers", self._consumers, self._scenario.consumers, daemon)
        yield "    for process in producers + consumers:"
        yield _of_main("        process.start()", Does.START)
        yield "    for producer in producers:"
        yield _of_main("        producer.join()", Does.JOIN_PRODUCERS)
        if has_end:
            yield "    for _ in consumers:"
            yield _of_main("        queue.put(None)", Does.PUT_SENTINELS)
            yield "    for consumer in consumers:"
            yield _of_main("        consumer.join()", Does.JOIN_CONSUMERS)
        else:
            yield _of_main("    queue.join()", Does.JOIN_QUEUE)
        yield f"    print({quote(self._say(GOODBYE))})"
        yield from ("", "", 'if __name__ == "__main__":')
        yield f"    set_start_method({quote(str(self._queue.start_method))})"
        yield "    main()"


def _processes(variable: str, shapes: list[Shape], kinds: Sequence[Kind], daemon: str) -> _Lines:
    """The list of processes: one display where all are single, else one list for each kind."""
    makers = [(kind, shape) for kind in kinds for shape in shapes if kind in shape.kinds]
    if not makers:
        yield f"    {variable} = []"
    elif all(kind.count == 1 for kind, _ in makers):
        yield f"    {variable} = ["
        for kind, shape in makers:
            yield f"        {_process(kind, shape, quote(f'{kind.name} 1'), daemon)},"
        yield "    ]"
    else:
        for place, (kind, shape) in enumerate(makers):
            name = kind.name.replace("{", "{{").replace("}", "}}")
            yield f"    {variable} {'+=' if place else '='} ["
            yield f"        {_process(kind, shape, 'f' + quote(f'{name} {{number}}'), daemon)}"
            yield f"        for number in range(1, {kind.count + 1})"
            yield "    ]"


def _process(kind: Kind, shape: Shape, name: str, daemon: str) -> str:
    return f"Process(target={shape.name}, args=({shape.arguments(kind)}), name={name}{daemon})"


def _docstring(scenario: Scenario) -> _Lines:
    head, *body = (
        text.replace("\\", "\\\\").replace('"""', "'''")
        for text in (scenario.name, scenario.description)
    )
    yield f'"""{head}.' if head[-1].isascii() and head[-1].isalnum() else f'"""{head}'
    if body[0].strip():
        yield ""
        for paragraph in body[0].splitlines():
            yield from _wrapped(paragraph)
    yield '"""'


def _wrapped(text: str) -> list[str]:
    """Lines no wider than WIDTH; Chinese may be broken anywhere but before a closing sign."""
    if not any(map(_is_wide, text)):
        return textwrap.wrap(text, WIDTH) or [""]
    lines, width = [""], 0
    for sign in text:
        room = 2 if _is_wide(sign) else 1
        if width + room > WIDTH and sign not in NEVER_FIRST:
            lines.append("")
            width = 0
        lines[-1] += sign
        width += room
    return lines


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
