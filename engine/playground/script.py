"""A session in the playground as a program: plain multiprocessing, to be read, run, and changed.

It makes the same calls in the same processes in the same order; what each gave stands behind it as
a comment. A call that was still open when the next step was taken has `begin` where it began and
`end` where its end was heard of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.playground.call_history import SessionStep, StepKind
from engine.playground.calls import Call, CallState
from engine.playground.catalogue import EXIT
from engine.playground.playground_run import PlaygroundRun
from engine.playground.program.host import MAIN
from engine.playground.setup import Setup
from engine.scenario.schema import QueueKind

MOST_COMMENT = 60  # characters of a result
MOST_LINE = 100
LEAST_PATIENCE_S = 20
_WAITS = "waits"

_HEAD = '''\
"""A session at Queuescope's playground: {queue}, {count} workers, {method}.

Each step is real: the call is made in that process, at the same queue as all others. What it gave
in the playground is written behind it. Run it with: python {name}
"""

import _thread
import multiprocessing
import signal
import sys
import threading
import time

SETTLE_S = 0.3  # so long we wait until a call that has begun waits
PATIENCE_S = {patience}  # so long for the end of a call that came to its end in the playground

SESSION = [
'''
_BODY = '''\
]


def make_calls(link, queue):
    """In each process: makes the calls whose numbers come over its pipe."""
    for number in iter(link.recv, None):
        link.send(number)  # it begins
        try:
            result = repr(SESSION[number][2](queue))
        except Exception as problem:
            result = f"{{type(problem).__name__}}: {{problem}}".rstrip(": ")
        link.send(result[:{most}])


def start(context, name, queue):
    """Starts a worker; returns it and our end of its pipe."""
    ours, theirs = context.Pipe()
    worker = context.Process(target=make_calls, args=(theirs, queue), name=name, daemon=True)
    worker.start()
    theirs.close()  # so that the pipe ends when the worker does
    return worker, ours


def receive(link):
    """What a process tells next: that its call begins, or what it gave."""
    if not link.poll(PATIENCE_S):
        raise TimeoutError("(still waits, unlike in the playground: the session ends here)")
    try:
        return link.recv()
    except EOFError:
        return "(the process has ended)"


def take(step, name, number, links, waiting):
    """Takes one step with a call."""
    if step != "end":
        links[name].send(number)
        if step == "leave":
            return
        receive(links[name])
    if step == "begin":
        waiting.add(name)
        time.sleep(SETTLE_S)
    else:
        print(f"{{name}}: {{receive(links[name])}}", flush=True)
        waiting.discard(name)


def play(context, queue, workers, links, left):
    """Takes all steps, one after another, in a thread beside the main program's own calls."""
    waiting = set()
    for number, (step, name, *_) in enumerate(SESSION):
        if step == "start":
            if name not in workers:
                workers[name], links[name] = start(context, name, queue)
        elif step == "kill":
            workers[name].kill()
            workers[name].join()
            waiting.discard(name)
        else:
            try:
                take(step, name, number, links, waiting)
            except TimeoutError as end:
                print(f"{{name}}: {{end}}", flush=True)
                waiting.add(name)
                break
            if step == "leave":
                return
    if hasattr(queue, "cancel_join_thread"):
        queue.cancel_join_thread()  # the session ends here, whatever is still on its way
    links["main"].send(None)
    while "main" in waiting and not left.wait(SETTLE_S):
        interrupt()


def interrupt():
    """What Ctrl-C does to the main program."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        _thread.interrupt_main()


def on_interrupt(*_):
    """Ctrl-C ends a call that waits; a second one comes too late to disturb the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def main():
    signal.signal(signal.SIGINT, on_interrupt)  # also where it was ignored, as behind an "&"
    context = multiprocessing.get_context("{method}")
    queue = context.{queue}
    workers, links, left = {{}}, {{}}, threading.Event()
    links["main"], own = context.Pipe()
    for step, name, *_ in SESSION:
        if step != "start":
            break
        workers[name], links[name] = start(context, name, queue)
    threading.Thread(target=play, args=(context, queue, workers, links, left)).start()
    try:
        make_calls(own, queue)
    except KeyboardInterrupt:
        print("main: (still waits)")
    left.set()


if __name__ == "__main__":
    main()
'''


def script_of(run: PlaygroundRun, name: str = "session.py") -> str:
    """The session of a run so far, as a Python program; `name` is the file's, for its docstring."""
    return _script(run.setup, run.steps, {call.number: call for call in run.calls}, name)


def _script(
    setup: Setup, steps: Sequence[SessionStep], calls: Mapping[int, Call], name: str
) -> str:
    facts = {
        "queue": _queue(setup),
        "count": setup.workers,
        "method": setup.start_method,
        "most": MOST_COMMENT,
        "patience": _patience_s(calls),
        "name": name,
    }
    lines = "".join(f"    {line}\n" for line in _lines(steps, calls))
    return _HEAD.format_map(facts) + lines + _BODY.format_map(facts)


def _patience_s(calls: Mapping[int, Call]) -> int:
    """Twice what the longest call took in the playground, and a slow machine's time besides."""
    longest_ns = max((call.took_ns or 0 for call in calls.values()), default=0)
    return LEAST_PATIENCE_S + round(2e-9 * longest_ns)


def _queue(setup: Setup) -> str:
    maxsize = setup.maxsize if setup.kind is not QueueKind.SIMPLE else 0
    return f"{setup.kind}({f'maxsize={maxsize}' if maxsize else ''})"


def _lines(steps: Sequence[SessionStep], calls: Mapping[int, Call]) -> Iterator[str]:
    """The entries of SESSION; an end that follows its beginning at once is one entry with it."""
    at = 0
    while at < len(steps):
        step = steps[at]
        at += 1
        following = steps[at] if at < len(steps) else None
        if step.kind is not StepKind.BEGIN:
            yield _entry(step.kind, step.process, "", _comment(step, calls))
            continue
        call = calls[step.number]
        ends_here = following == SessionStep(StepKind.END, step.process, step.number)
        at += ends_here
        result = _gave(call) if ends_here else _WAITS if call.has_waited else ""
        verb = _verb(call, ends_here=ends_here)
        yield _entry(verb, step.process, f"lambda queue: {call.code}", result)


def _verb(call: Call, *, ends_here: bool) -> str:
    if call.method == EXIT and call.process == MAIN and call.state is CallState.EXITED:
        return "leave"
    return "call" if ends_here else "begin"


def _entry(verb: str, process: str, code: str, comment: str) -> str:
    entry = f'("{verb}", "{process}"{f", {code}" if code else ""}),'
    if not comment:
        return entry
    line = f"{entry}  # {comment}"
    return line if len(line) <= MOST_LINE - 4 else f"# {comment}\n    {entry}"


def _comment(step: SessionStep, calls: Mapping[int, Call]) -> str:
    return _gave(calls[step.number]) if step.kind is StepKind.END else ""


def _gave(call: Call) -> str:
    if call.state is CallState.EXITED:
        return "the process has ended"
    text = call.result.replace("\n", " ")
    return text if len(text) <= MOST_COMMENT else f"{text[:MOST_COMMENT]}…"
