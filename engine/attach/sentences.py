"""What the outside view says, in English, marked for the translators (engine/text/sentences.py)."""

from __future__ import annotations

from collections.abc import Mapping

from engine.attach.waits import For
from engine.text.sentences import QT_TRANSLATE_NOOP

DOES: Mapping[For, str] = {  # what a process is at, by its main thread
    For.NOTHING: QT_TRANSLATE_NOOP("Sentence", "is at work"),
    For.TIME: QT_TRANSLATE_NOOP("Sentence", "sleeps, or waits with a timeout"),
    For.OUTSIDE: QT_TRANSLATE_NOOP(
        "Sentence", "waits for something outside the program: input, the network, a signal"
    ),
    For.ITEMS: QT_TRANSLATE_NOOP("Sentence", "waits in get() for an item of {queue}"),
    For.READ_LOCK: QT_TRANSLATE_NOOP("Sentence", "waits in get() for the read lock of {queue}"),
    For.SLOTS: QT_TRANSLATE_NOOP("Sentence", "waits in put() for a free slot of {queue}"),
    For.ROOM: QT_TRANSLATE_NOOP("Sentence", "waits for room in the pipe of {queue}"),
    For.WRITE_LOCK: QT_TRANSLATE_NOOP("Sentence", "waits for the write lock of {queue}"),
    For.TASKS: QT_TRANSLATE_NOOP(
        "Sentence", "waits in join() for the task_done() calls of {queue}"
    ),
    For.CONDITION: QT_TRANSLATE_NOOP(
        "Sentence", "waits for the lock of the condition that counts unfinished tasks of {queue}"
    ),
    For.PROCESS: QT_TRANSLATE_NOOP("Sentence", "waits for the end of {target}"),
    For.LOCK: QT_TRANSLATE_NOOP("Sentence", "waits for a {kind} shared between processes"),
    For.THREAD: QT_TRANSLATE_NOOP("Sentence", "waits for a lock or a thread of its own process"),
    For.PIPE: QT_TRANSLATE_NOOP("Sentence", "waits at a pipe for its other end"),
}
FLUSHES = QT_TRANSLATE_NOOP(
    "Sentence", "is through, and waits for its feeder thread to write what was put on {queue}"
)
FOR_RESULT = QT_TRANSLATE_NOOP("Sentence", "waits for a result in {call}()")
RESULT_THREAD_GONE = QT_TRANSLATE_NOOP(
    "Sentence",
    "waits for a result in {call}(), but the thread of the Pool that receives results has died, as "
    "it does of an exception that pickle can't rebuild",
)
POOL_OF_PARENT = QT_TRANSLATE_NOOP(
    "Sentence",
    "waits for a result in {call}(), but the Pool belongs to the process it was forked from: the "
    "threads of the Pool are not in this one",
)
STOPPED = QT_TRANSLATE_NOOP("Sentence", "is stopped by a signal or a debugger")
ENDED = QT_TRANSLATE_NOOP("Sentence", "has ended with exit code {code}")
KILLED = QT_TRANSLATE_NOOP("Sentence", "was ended by signal {number}")
GONE = QT_TRANSLATE_NOOP("Sentence", "has ended")
UNREAD = QT_TRANSLATE_NOOP("Sentence", "can't be looked into: {why}")
USES_CPU = QT_TRANSLATE_NOOP("Sentence", "uses the CPU")
USES_NO_CPU = QT_TRANSLATE_NOOP("Sentence", "uses no CPU time: it waits, or sleeps")
HELPS = QT_TRANSLATE_NOOP("Sentence", "serves multiprocessing itself")

COULD = QT_TRANSLATE_NOOP("Sentence", "{who} could end that")
COULD_CATCHES = QT_TRANSLATE_NOOP(
    "Sentence",
    "{who} could end that; it has a handler for SIGTERM, so terminate() alone does not end it",
)
COME_AND_GO = QT_TRANSLATE_NOOP(
    "Sentence",
    "the workers of the Pool end as soon as they have begun, again and again ({count} so far), as "
    "they do when the initializer raises",
)
NOBODY_HAS_IT = QT_TRANSLATE_NOOP("Sentence", "it is taken, and nobody alive has it")
ITSELF_ALONE = QT_TRANSLATE_NOOP("Sentence", "only {who} itself could end that")
ALL_WAIT = QT_TRANSLATE_NOOP("Sentence", "only {who} could end that, and can never go on either")
NOBODY = QT_TRANSLATE_NOOP("Sentence", "nobody is left who could end that")

STUCK = QT_TRANSLATE_NOOP("Sentence", "Stuck: {who} can never go on.")
MOVING = QT_TRANSLATE_NOOP("Sentence", "Moving: {who} at work while we looked.")
WAITING = QT_TRANSLATE_NOOP(
    "Sentence", "Moving: nobody was at work while we looked, but every process can still go on."
)
UNKNOWN = QT_TRANSLATE_NOOP("Sentence", "Unknown: the program could not be looked into.")
ENDED_MEANWHILE = QT_TRANSLATE_NOOP("Sentence", "The program has ended meanwhile.")

NO_STACKS = QT_TRANSLATE_NOOP(
    "Sentence",
    "py-spy is not installed, so no stacks are known: pip install 'queuescope[attach]' brings it.",
)
LINUX_ONLY = QT_TRANSLATE_NOOP(
    "Sentence",
    "On this system only the processes and, by py-spy, their stacks can be seen. What a thread "
    "waits for, and who has a lock, Linux alone tells.",
)
OTHER_USER = QT_TRANSLATE_NOOP(
    "Sentence",
    "pid {pid} belongs to {user}, and you are {me}: look as that user or as root: {command}",
)
RESTRICTED = QT_TRANSLATE_NOOP(
    "Sentence",
    "This system lets a process be looked into by root alone "
    "(kernel.yama.ptrace_scope = {scope}): {command}",
)
FORBIDDEN = QT_TRANSLATE_NOOP(
    "Sentence",
    "Nobody may look into a process here (kernel.yama.ptrace_scope = 3); that can only be changed "
    "by starting the system anew.",
)
CONTAINER = QT_TRANSLATE_NOOP(
    "Sentence",
    "You are root without the right to look into processes (CAP_SYS_PTRACE), as in a container: "
    "start it with {command}",
)
PROTECTED = QT_TRANSLATE_NOOP(
    "Sentence",
    "The system protects pid {pid}: it has changed its user, or has rights of its own: {command}",
)
STILL_KNOWN = QT_TRANSLATE_NOOP(
    "Sentence",
    "Without that, only which processes there are, whether they use the CPU and how they ended can "
    "be told.",
)
NO_PROCESS = QT_TRANSLATE_NOOP(
    "Sentence",
    "There is no process {pid} here. One in a container has another number outside of it; from "
    "within another container it is seen with --pid container:NAME or --pid host.",
)
NO_PYTHON = QT_TRANSLATE_NOOP("Sentence", "pid {pid} runs no Python: {command}")
