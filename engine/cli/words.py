"""Every word the command line says, in one place, so that it can be translated.

Texts with braces are filled by `str.format`. States and roles are told as the window tells them.
"""

from __future__ import annotations

from engine.timeline.snapshot import Role, State

STATES = {
    State.BUSY: "working",
    State.PUT_WAIT: "waits: the queue is full",
    State.GET_WAIT: "waits for an item",
    State.JOINING: "joins",
    State.PAUSED: "paused",
    State.FAILED: "failed",
    State.ENDED: "ended",
    State.ABSENT: "not started yet",
}
BUSY_STATES = {Role.PRODUCER: "makes an item", Role.CONSUMER: "works on an item"}
MAKES_DISH = "makes {dish}"
JOINS_WHAT = "joins {what}"
STATE_SINCE = "{state}, {duration}"

ROLES = {
    Role.MAIN: "main",
    Role.PRODUCER: "producer",
    Role.CONSUMER: "consumer",
    Role.RELAY: "relay",
    Role.OTHER: "other",
}
OUTCOMES = {
    "finished": "finished",
    "stopped": "stopped",
    "failed": "failed",
    "broken": "broken off",
}

REPORT_HEAD = "{title}: {outcome} after {duration}"
RUN_TITLE = "Queuescope"
TOTALS = "{produced} put, {taken} taken, {done} done, {lost} lost"
NO_QUEUE = "No multiprocessing queue was used."
UNBOUNDED = "none"
QUEUE_COLUMNS = (
    "queue",
    "kind",
    "maxsize",
    "put",
    "taken",
    "done",
    "lost",
    "peak",
    "mean",
    "last",
    "wait p50",
    "wait p99",
)
WORKER_COLUMNS = ("worker", "role", "pid", "exit", "items", "busy", "blocked", "in use")
NOTE = "note: {text}"
PROBLEM = "problem: {text}"
FAILED_WORKER = "{name} failed: {error}"

LIVE_PHASE = {
    "ready": "ready",
    "starting": "starting",
    "running": "running",
    "paused": "paused",
    "stopping": "stopping",
    "finished": "finished",
    "stopped": "stopped",
    "failed": "failed",
    "broken": "broken off",
}
LIVE_DEPTH = "depth"
LIVE_DONE = "done"
LIVE_OF = "{done} of {total}"
LIVE_NUMBERS = "now {depth}, peak {peak}, in {incoming}, out {outgoing}"
LIVE_WORKERS = ("worker", "state", "items", "in use")
LIVE_MORE = "and {count} more"
PLAIN_PROGRESS = "{duration}: {produced} put, {taken} taken, depth {depth}, {alive} processes"
STOPPING = "Stopping. Ctrl-C again ends everything at once."

NO_DISPLAY = "No display here: running the dim-sum kitchen in the terminal."
NO_WINDOW_FILE = "No display here: {path} can only be run, with `queuescope run`."
UNKNOWN_SCENARIO = (
    "There is no built-in scenario and no file {name!r}. Built in: {keys}; or give the path of a .toml file."
)
BAD_SCENARIO = "{source} is not a valid scenario; nothing was started."
BAD_FIELD = "{field}: {value} is not right; {remedy}"
BAD_TIME_SCALE = "must be from 0.1 to 100"
BAD_SECONDS = "must be more than 0"
NO_SCRIPT = "There is no script {path!r}."
SCRIPT_IS_FOLDER = "{path!r} is a folder; to run a package, use `queuescope trace -m PACKAGE`."
SCRIPT_UNREADABLE = "{path!r} cannot be read: {reason}"
SCRIPT_SYNTAX = "{path!r} does not parse; nothing was started.\n{details}"
NO_MODULE = "There is no module {name!r} to run."
NO_TARGET = "Give a script, or -m MODULE."
NO_PYTHON = "{path!r} is not a Python that can be run: {reason}"
OLD_PYTHON = "{path!r} is Python {version}; the probe needs 3.9 or later."
NO_REPORT_FILE = "The report cannot be written to {path!r}: {reason}"
INTERNAL = "Something went wrong inside Queuescope: {error}"
DETAILS = "Details are in {path}"
SCENARIO_COLUMNS = ("key", "name", "what one sees")
