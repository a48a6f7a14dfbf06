"""Every text that the command line prints, in one place, so that it can be translated.

Texts with braces are filled by `str.format`. States are keyed by the names of `State`, roles and
outcomes by their values, so that nothing need be imported to print a help text.
"""

from __future__ import annotations

STATES = {
    "BUSY": "working",
    "PUT_WAIT": "waits: the queue is full",
    "GET_WAIT": "waits for an item",
    "JOINING": "blocked in join",
    "PAUSED": "paused",
    "FAILED": "failed",
    "ENDED": "ended",
    "ABSENT": "not started yet",
}
WORKS_ON_ITEM = "works on an item"
MAKES_PRODUCT = "makes {product}"
JOINS_WHAT = "waits for {what}"
STATE_SINCE = "{state}, {duration}"
OUTCOMES = {
    "running": "running",
    "finished": "finished",
    "stopped": "stopped",
    "failed": "failed",
    "broken": "broken off",
}
PHASES = {
    "ready": "ready",
    "starting": "starting",
    "paused": "paused",
    "stopping": "stopping",
    **OUTCOMES,
}
ROLES = {
    "main": "main",
    "producer": "producer",
    "consumer": "consumer",
    "relay": "relay",
    "other": "other",
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
FINDING = "{title}"
FINDING_OVER = "{title} (over)"
CAUSE = "Why: {text}"
REMEDY = "What to do: {text}"
LIVE_FINDING = "queuescope: {title}. {cause} {remedy}"
LIVE_FINDING_OVER = "queuescope: {title}: this is over."
NOT_ENDED = "queuescope: the script was asked to end and still runs; this is what is known so far:"
PROBLEM = "problem: {text}"
LOST_ITEM = "lost: an item that {worker} put into {queue} could not be sent: {why}"
FAILED_WORKER = "{name} failed: {error}"

LIVE_HEAD = "{title}  {phase}  {duration}"
LIVE_DEPTH = "depth"
LIVE_DONE = "done"
LIVE_OF = "{done} of {total}"
LIVE_NUMBERS = "{depth} in {queue}, peak {peak}, in {incoming}, out {outgoing}"
LIVE_NUMBERS_BOUNDED = "{depth} of {maxsize} in {queue}, peak {peak}, in {incoming}, out {outgoing}"
LIVE_COLUMNS = ("worker", "state", "items", "in use")
LIVE_MORE = "and {count} more"
PLAIN_PROGRESS = "{duration}: {produced} put, {taken} taken, depth {depth}, {alive} processes"
STOPPING = "Stopping. Ctrl-C again ends everything at once."

HELP = """An oscilloscope for Python's multiprocessing queues.

Without a command the window opens; a FILE.queuescope or FILE.toml in a command's place opens in it,
and so does a recording, FILE.qscope.
"""
HELP_VERSION = "Show the version and exit."
NOT_INSTALLED = "(not installed)"
HELP_WINDOW = "Open the window, with the scenario or the recording in FILE if one is given."
HELP_RUN = """Run SCENARIO, a built-in one's key or a scenario file, in the terminal.

The r key, or `kill -USR1`, shows the report at once.
"""
HELP_RUN_SECONDS = "Stop after S seconds."
HELP_RUN_TIME_SCALE = "How much faster than real time the work goes, {:g} to {:g}."
HELP_RUN_JSON = "Print the report alone, as one JSON object."
HELP_TRACE = """Run an existing SCRIPT under the probe; the report follows on standard error.

The script's input, output, arguments and exit code are its own. What goes wrong is said on standard
error while it is so. `kill -USR1` (of this process) writes the report at once.
"""
HELP_TRACE_MODULE = "Run a module, as `python -m` would; all that follows are its arguments."
HELP_TRACE_REPORT = "Write the report to FILE (as JSON when it ends in .json), not to the terminal."
HELP_TRACE_QUIET = "Say nothing while the script runs; the report comes all the same."
HELP_TRACE_PYTHON = (
    "The Python to run the script with. Default: the one that runs Queuescope, or, in the packaged "
    "application, an activated environment's or the first on the PATH."
)
HELP_SCENARIOS = "List the built-in scenarios."
HELP_LESSONS = "List the built-in lessons."
HELP_LESSON = (
    "Measure a lesson's claim on this machine, and play its steps on real processes.\n\n"
    "LESSON is the name or number of a built-in lesson, or a folder with a lesson.toml."
)
HELP_LESSON_METHOD = "The start method to measure under; repeatable. All of them unless given."
HELP_LESSON_TRIES = "How often to try; the lesson's own number unless given."
HELP_LESSON_LANGUAGE = "The language of the lesson's texts."
LESSON_COLUMNS = ("lesson", "title", "claim")
NO_LESSON = "no lesson {name}: `queuescope lessons` lists the built-in ones; a folder works too"
CLAIM_HOLDS = "The claim holds."
CLAIM_FAILS = "The claim does not hold here."
LESSON_PLAYED = "All {count} steps came true."
HELP_SCENARIOS_JSON = "Print them as JSON."

HELP_ATTACH = """Look at a running program from outside: what does each process wait for, who could
end the wait, and why does nobody?

PID is any process of the program. Nothing in it is changed or stopped. Exit code: 0 it moves, 1 it
is stuck, 3 unknown.
"""
HELP_ATTACH_ALL = "Look at all Python programs of this machine."
HELP_ATTACH_WATCH = "Look for S seconds, so that slow and stuck can be told apart."
HELP_ATTACH_LOCALS = "Show the stacks with their local variables; they may be private."
HELP_ATTACH_JSON = "Print the report as JSON."
HELP_ATTACH_REPORT = "Write the report to FILE: JSON, HTML or text, by its ending."
HELP_ATTACH_WAIT = "Wait until the program hangs, then report; exit code 0 if it ends by itself."
HELP_ATTACH_ON_HANG = (
    "As --wait, then run CMD; QUEUESCOPE_PID and QUEUESCOPE_REPORT, a JSON file, are set for it."
)
NO_PID = "Give the PID of a process, or --all."
ATTACH_HEAD = "{command} (pid {pid})"
ATTACH_VERDICT = "{verdict} ({how})"
ATTACH_COLUMNS = ("process", "pid", "what it does", "where", "CPU")
ATTACH_QUEUE_COLUMNS = ("queue", "kind", "maxsize", "depth")
ATTACH_STACK = "{process}, {thread}"

HELP_RECORD = "Record into FILE (.qscope), not into the folder where recordings are kept."
HELP_NO_RECORD = "Record nothing."
HELP_SWEEP = """Run SCENARIO with each number of consumers and each maxsize, and compare.

It answers: how many workers, how much buffer? The last column is what queueing theory predicts from
the measured rates.
"""
HELP_SWEEP_CONSUMERS = "How many of the first kind of consumers, such as 1..4,8. Default: 1..4."
HELP_SWEEP_MAXSIZE = "Slots of the queue, such as 1,10,100; 0 is no bound. Default: the scenario's."
HELP_SWEEP_REPEAT = "So many runs of each."
HELP_SWEEP_SECONDS = "The longest that one run may take."
HELP_SWEEP_CSV = "Write each run's row into FILE; what is in it already is not run again."
SWEEP_NUMBERS = "{text!r} is no list of numbers such as 1..4,8."
SWEEP_NOTHING = "In {seconds:g} s no item was put and taken: give more --seconds."
SWEEP_OTHER_FILE = "{path} is not the file of a sweep; nothing was started."
SWEEP_COLUMNS = (
    "consumers",
    "maxsize",
    "items/s",
    "depth, mean",
    "wait, mean",
    "in use",
    "depth, predicted",
)
HELP_REPLAY = """Play a recording in the terminal, then print its report.

Without FILE: the latest run. `queuescope FILE.qscope` opens a recording in the window.
"""
HELP_REPLAY_SPEED = "How much faster than the run went, 0.01 to 100."
HELP_REPORT = "Print the report of a recording, the latest run's without FILE."
HELP_REPORT_JSON = "As one JSON object."
HELP_EXPORT = """Write a recording for other programs, the latest run without FILE.

perfetto: for ui.perfetto.dev: processes, waits, items' ways, depths. csv: all events. npz: events,
items and depths as numpy arrays. html: one page to share.
"""
HELP_EXPORT_OUTPUT = "The file to write. Default: the recording's name with another suffix, here."
HELP_EXPORT_FORM = "What for."
RECORDING_EXISTS = "{path} is there already, and a recording replaces nothing. Choose another name."
NO_RECORDING = "{path} cannot be recorded into: {reason}"
NOT_RECORDED = "queuescope: from some moment on this run is not recorded: {reason}"
NO_LATEST = "Nothing has been recorded yet. Give the FILE of a recording."
BAD_RECORDING = "{path} cannot be opened: {reason}."
NOT_CLOSED = "The recording ends before the run did: Queuescope was ended, or still records."
DAMAGED = "{count} pieces of the recording are damaged; all that is whole is shown."
MISSING = "{count} packets are missing: they came faster than the disk took them."
EXPORTED = "{path}: {events} events, {bytes} bytes"

NO_DISPLAY_REPLAY = "No display here: playing {name} in the terminal."
NO_DISPLAY = "No display here: running {name} in the terminal."
UNKNOWN_SCENARIO = (
    "There is no built-in scenario and no file {name!r}. Built in: {keys}. "
    "Or give the path of a .queuescope or .toml file."
)
BAD_SCENARIO = "{source} is not a valid scenario; nothing was started."
BAD_FIELD = "  {field} = {value}: {remedy}"
NOT_FINITE = "must be a finite number"
CANNOT_READ = "{path} cannot be read: {reason}"
NO_TARGET = "Give a SCRIPT, or -m MODULE."
NO_REPORT_FILE = "The report cannot be written to {path}: {reason}"
NO_FOLDER = "there is no folder {path}"
IS_FOLDER = "it is a folder"
NO_RIGHT = "it may not be written"
TROUBLES = {
    "missing": "There is no script {name}.",
    "folder": "{name} is a folder; a package in it runs with `queuescope trace -m PACKAGE`.",
    "unreadable": "{name} cannot be read: {details}",
    "syntax": "{name} does not parse; nothing was started.\n{details}",
    "no-module": "There is no module {details} to run.",
    "no-python": "{python} is not a Python that can be run: {details}. Choose one with --python.",
    "old-python": "{python} is Python {details}; tracing needs 3.9 or later.",
}
INTERNAL = "Something went wrong inside Queuescope: {error}"
DETAILS = "Details are in {path}"
SCENARIO_COLUMNS = ("key", "name", "what one sees")
