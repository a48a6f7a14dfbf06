"""The timeline told in words: what processes sent, then what the snapshot says.

A story is lines `time process what ...`, all times in ms, each sent as a packet of its own in the
order written. A line `== time phase` takes a snapshot; the lines after it, up to an empty one, say
all that it must show of their topics:

    depth 5:1 9:0                     the series, as time:depth
    log 5 Cook PUT Cook#0             one row of the event table (all rows, in order)
    lane Cook 0:BUSY 5:ENDED          a worker's states
    queue peak=1 mean=0.5             fields of the queue
    worker Cook put=1 state=ENDED     fields of a worker
    blocked put 3-8 10-12             the union of blocked times
    now 40                            up to where the snapshot shows
"""

from __future__ import annotations

from enum import Enum

import pytest

from engine.model.snapshot import EventCode, Role, WorkerKinds
from engine.model.source import Packet, Phase
from engine.observe import wire
from engine.timeline.timeline import Timeline
from tests.support import frames

MS = 1_000_000
CODES = {
    "put": wire.PUT_WAIT,
    "get": wire.GET_WAIT,
    "join": wire.JOIN_QUEUE,
    "child": wire.JOIN_PROCESS,
    "gate": wire.PAUSED,
    "full": wire.FULL,
    "empty": wire.EMPTY,
    "closed": wire.CLOSED,
}


class Story:
    """Sends what its lines say to a timeline, and describes snapshots in the same words."""

    def __init__(self, worker_kinds: WorkerKinds) -> None:
        self.timeline = Timeline(worker_kinds)
        self.processes: list[str] = []
        self.failed: list[str] = []

    def run(self, text: str) -> None:
        snapshot, expected = None, []
        for line in [*text.strip().splitlines(), ""]:
            words = line.split()
            if snapshot is not None and words:
                expected.append(" ".join(words))
            elif snapshot is not None:
                topics = list(dict.fromkeys(topic_of(each) for each in expected))
                told = (self.describe(snapshot, topic, expected) for topic in topics)
                assert [line for lines in told for line in lines] == expected
                snapshot, expected = None, []
            elif words and words[0] == "==":
                snapshot = self.timeline.snapshot(int(words[1]) * MS, Phase(words[2]))
            elif words:
                self.send(int(words[0]) * MS, words[1], words[2], words[3:])

    def send(self, at_ns: int, name: str, what: str, rest: list[str]) -> None:
        if name not in self.processes:
            self.processes.append(name)
        process = self.processes.index(name)
        sent = b"" if what == "gone" else getattr(self, what)(at_ns, name, *rest)
        self.timeline.feed([Packet(process, at_ns, sent)])

    def hello(self, at_ns, name, *flags):
        pid = 100 + self.processes.index(name)
        name = name.replace("_", " ")
        return frames.hello(at_ns, name, pid, **dict.fromkeys(flags, True))

    def queue(self, at_ns, _, kind="Queue", maxsize="0", key="q", local="0"):
        return frames.queue(at_ns, kind=kind, maxsize=int(maxsize), key=key, queue=int(local))

    def put(self, at_ns, _, sequence):
        return frames.puts(int(sequence), at_ns)

    def get(self, at_ns, _, producer="foreign", sequence="0", put="0"):
        if producer == "foreign":
            return frames.gets((frames.FOREIGN, at_ns))
        put_ns, index = int(put) * MS, self.processes.index(producer)
        item = frames.item(put_ns, int(sequence), index, write_ns=put_ns + MS // 2)
        return frames.gets((item, at_ns))

    def done(self, at_ns, _):
        return frames.dones(at_ns)

    def waited(self, at_ns, _, what, end, argument="0"):
        return frames.span(at_ns, int(end) * MS, CODES[what], int(argument))

    def mark(self, at_ns, _, what, argument="0"):
        return frames.mark(at_ns, CODES[what], int(argument))

    def sent(self, at_ns, _, idle=""):
        return frames.watermark(at_ns, idle=bool(idle))

    def dropped(self, at_ns, _, sequence):
        why = {"repr": "<it>", "type": "PicklingError", "text": "no"}
        return frames.text(at_ns, "dropped", queue=0, sequence=int(sequence), **why)

    def error(self, at_ns, _, kind):
        return frames.text(at_ns, "error", type=kind, text="oh", traceback="lines")

    def end(self, at_ns, _, code="0"):
        return frames.text(at_ns, "end", code=int(code))

    def exit(self, at_ns, _, name, code):
        pid = 100 + self.processes.index(name)
        return frames.text(at_ns, "exit", pid=pid, code=int(code))

    def describe(self, snapshot, topic, expected):
        kind, _, name = topic.partition(" ")
        if kind == "now":
            return [f"now {in_ms(snapshot.now_ns)}"]
        if kind == "log":
            return list(self.log(snapshot))
        if kind == "lane":
            lane = named(snapshot, name).lane
            pairs = zip(lane.starts_ns.tolist(), lane.states.tolist(), strict=True)
            states = named_states(pairs)
            return [f"lane {name} {states}"]
        if kind == "worker":
            return [f"worker {name} {fields(named(snapshot, name), topic, expected)}"]
        queue = snapshot.queues[0]
        if kind == "queue":
            return [f"queue {fields(queue, topic, expected)}"]
        if kind == "blocked":
            spans = queue.put_blocked if name == "put" else queue.get_blocked
            pairs = zip(spans.starts_ns.tolist(), spans.ends_ns.tolist(), strict=True)
            told = [f"{in_ms(start)}-{in_ms(end)}" for start, end in pairs]
            return [" ".join(["blocked", name, *told])]
        series = queue.series
        pairs = zip(series.times_ns.tolist(), series.depths.tolist(), strict=True)
        return [" ".join(["depth", *(f"{in_ms(at)}:{depth}" for at, depth in pairs)])]

    def log(self, snapshot):
        rows = snapshot.events.columns(0, len(snapshot.events))
        names = {worker.process: worker.name.replace(" ", "_") for worker in snapshot.workers}
        for at, code, worker, producer, sequence in zip(
            rows.at_ns, rows.code, rows.worker, rows.producer, rows.sequence, strict=True
        ):
            item = f" {names[producer]}#{sequence}" if producer >= 0 else ""
            yield f"log {in_ms(at)} {names.get(worker, '-')} {EventCode(code).name}{item}"


def in_ms(at_ns) -> str:
    return f"{int(at_ns) / MS:g}"


def named(snapshot, name):
    return next(each for each in snapshot.workers if each.name.replace(" ", "_") == name)


def named_states(pairs) -> str:
    from engine.model.snapshot import State

    return " ".join(f"{in_ms(at)}:{State(state).name}" for at, state in pairs)


def topic_of(line: str) -> str:
    words = line.split()
    return " ".join(words[:2]) if words[0] in {"lane", "worker", "blocked"} else words[0]


def fields(view, topic, expected) -> str:
    """The fields of a view that the story names, with what they are."""
    line = next(each for each in expected if topic_of(each) == topic)
    return " ".join(
        f"{key}={shown(getattr(view, key))}"
        for key in (word.partition("=")[0] for word in line.split() if "=" in word)
    )


def shown(value) -> str:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value).replace(" ", "_")


STORIES = {
    "a put and a get make a step up and a step down": """
        0 Cook hello
        0 Cook queue Queue 2
        0 Guest hello
        0 Guest queue Queue 2
        5 Cook put 0
        9 Guest get Cook 0 5
        20 Cook end
        20 Guest end
        20 Cook gone
        20 Guest gone
        == 30 finished
        depth 5:1 9:0
        log 0 Cook STARTED
        log 0 Guest STARTED
        log 5 Cook PUT Cook#0
        log 9 Guest TAKEN Cook#0
        log 20 Cook ENDED
        log 20 Guest ENDED
        queue produced=1 taken=1 depth=0 peak=1 wait_p50_s=0.004 maxsize=2 name=queue
        worker Cook put=1 role=PRODUCER state=ENDED exit_code=0 busy_s=0.02 utilisation=1
        worker Guest taken=1 role=CONSUMER
        now 20
    """,
    "a put is known from the get when its producer was killed before it could tell": """
        0 Cook hello
        0 Guest hello
        0 Guest queue
        9 Guest get Cook 0 5
        10 Cook gone
        12 Guest put 0
        15 Guest exit Cook -9
        20 Guest end
        == 30 finished
        depth 5:1 9:0 12:1
        worker Cook put=1 exit_code=-9 state=FAILED ended_ns=10000000
        worker Guest role=RELAY
    """,
    "a get heard of before its producer has even said hello is right once it has": """
        0 Guest hello
        0 Guest queue
        0 Cook sent
        9 Guest get Cook 3 5
        5 Cook hello
        5 Cook queue
        5 Cook put 3
        20 Guest end
        20 Cook end
        == 30 finished
        depth 5:1 9:0
        worker Cook put=1 taken=0
    """,
    "an item from outside never makes the depth negative": """
        0 Guest hello
        0 Guest queue
        9 Guest get
        20 Guest end
        == 30 finished
        depth 9:1 9:0
        log 0 Guest STARTED
        log 9 - PUT
        log 9 Guest TAKEN
        log 20 Guest ENDED
        queue produced=1 taken=1
        worker Guest taken=1 put=0
    """,
    "what a silent worker may still say holds the picture back, an idle one by 60 ms": """
        0 Cook hello
        0 Cook queue
        0 Guest hello
        0 Guest queue
        50 Cook put 0
        60 Cook sent
        40 Guest sent
        == 70 running
        depth
        now 40

        70 Guest sent idle
        90 Cook sent
        == 120 running
        depth 50:1
        now 70

        == 140 running
        now 80

        == 2000 running
        now 1000
    """,
    "what comes late is put in its place": """
        0 Cook hello
        0 Cook queue
        0 Baker hello
        0 Baker queue
        30 Cook put 0
        80 Cook sent
        80 Baker sent
        == 100 running
        depth 30:1
        log 0 Cook STARTED
        log 0 Baker STARTED
        log 30 Cook PUT Cook#0

        10 Baker put 0
        == 100 running
        depth 10:1 30:2
        queue peak=2 mean=1.714
        log 0 Cook STARTED
        log 0 Baker STARTED
        log 10 Baker PUT Baker#0
        log 30 Cook PUT Cook#0
    """,
    "task_done finishes what was taken earliest": """
        0 Cook hello
        0 Cook queue JoinableQueue
        1 Cook put 0
        2 Cook put 1
        3 Cook get Cook 0 1
        4 Cook get Cook 1 2
        5 Cook done
        6 Cook done
        7 Cook done
        20 Cook end
        20 Cook gone
        == 30 finished
        log 0 Cook STARTED
        log 1 Cook PUT Cook#0
        log 2 Cook PUT Cook#1
        log 3 Cook TAKEN Cook#0
        log 4 Cook TAKEN Cook#1
        log 5 Cook DONE Cook#0
        log 6 Cook DONE Cook#1
        log 7 Cook DONE
        log 20 Cook ENDED
        queue unfinished=0 done=3
    """,
    "waits show in the lane, and long ones in the log": """
        0 Cook hello
        0 Cook queue Queue 1
        3 Cook waited put 8
        8 Cook waited gate 10
        10 Cook waited put 10
        20 Cook mark full
        25 Cook end
        == 30 finished
        lane Cook 0:BUSY 3:PUT_WAIT 8:PAUSED 10:BUSY 25:ENDED
        log 0 Cook STARTED
        log 3 Cook PUT_WAIT
        log 20 Cook FULL
        log 25 Cook ENDED
        worker Cook busy_s=0.018 blocked_put_s=0.005 paused_s=0.002 utilisation=0.7826
        blocked put 3-8
        queue blocked_put_s=0.005
    """,
    "a wait that goes on is known from its mark, and not told twice when it is over": """
        0 Guest hello
        0 Guest queue
        3 Guest mark get
        50 Guest sent idle
        == 110 running
        lane Guest 0:BUSY 3:GET_WAIT
        worker Guest state=GET_WAIT since_ns=3000000 blocked_get_s=0.047
        blocked get 3-50
        queue blocked_get_s=0.047

        3 Guest waited get 120
        130 Guest end
        == 200 finished
        lane Guest 0:BUSY 3:GET_WAIT 120:BUSY 130:ENDED
        log 0 Guest STARTED
        log 3 Guest GET_WAIT
        log 130 Guest ENDED
        queue blocked_get_s=0.117
    """,
    "a wait is over when an event shows that the worker has moved on": """
        0 Guest hello
        0 Guest queue
        3 Guest mark get
        4 Guest get
        50 Guest sent
        == 60 running
        worker Guest state=BUSY
    """,
    "who is killed while waiting has waited to the end": """
        0 Guest hello
        0 Guest queue
        3 Guest mark get
        70 Guest gone
        == 90 failed
        lane Guest 0:BUSY 3:GET_WAIT 70:ENDED
        blocked get 3-70
    """,
    "waits of several workers at one queue are merged where they touch": """
        0 A hello
        0 A queue
        0 B hello
        0 B queue
        3 A waited put 8
        20 A waited put 25
        8 B waited put 12
        22 B waited put 23
        30 A end
        30 B end
        == 40 finished
        blocked put 3-12 20-25
        queue blocked_put_s=0.015
    """,
    "main is called main, and one knows whom it waits for": """
        0 MainProcess hello main
        0 MainProcess queue JoinableQueue
        1 Cook hello
        5 MainProcess mark child 101
        60 MainProcess sent idle
        60 Cook sent idle
        == 120 running
        worker main role=MAIN state=JOINING waits_for=Cook

        5 MainProcess waited child 100 101
        110 MainProcess mark join
        150 MainProcess sent idle
        == 210 running
        worker main state=JOINING waits_for=queue
    """,
    "an exception, an exit code and a signal are failures": """
        0 A hello
        0 B hello
        0 C hello
        0 main hello main
        5 A error ValueError
        6 A end 1
        6 B end 3
        7 C gone
        8 main exit C -9
        9 main end
        == 20 finished
        worker A state=FAILED exit_code=1
        worker B state=FAILED exit_code=3
        worker C state=FAILED exit_code=-9
        worker main state=ENDED
        log 0 A STARTED
        log 0 B STARTED
        log 0 C STARTED
        log 0 main STARTED
        log 6 A FAILED
        log 6 B FAILED
        log 7 C FAILED
        log 9 main ENDED
    """,
    "a daemon that multiprocessing ended as its parent left has ended well": """
        0 Guest hello daemon
        0 main hello main
        7 Guest gone
        8 main exit Guest -15
        9 main end
        == 20 finished
        worker Guest state=ENDED exit_code=-15
    """,
    "a worker ended by Stop has not failed, one that Stop had to kill has": """
        0 A hello
        0 B hello
        0 main hello main
        7 A gone
        7 B gone
        8 main exit A -15
        8 main exit B -9
        9 main end
        == 20 stopped
        worker A state=ENDED exit_code=-15
        worker B state=FAILED exit_code=-9
    """,
    "an item that could not be sent leaves the queue, even if told before its queue": """
        0 Cook hello
        6 Cook dropped 1
        0 Cook queue JoinableQueue
        3 Cook put 0
        5 Cook put 1
        20 Cook end
        20 Cook gone
        == 30 failed
        depth 3:1 5:2 6:1
        queue lost=1 unfinished=2 produced=2 taken=0
        log 0 Cook STARTED
        log 3 Cook PUT Cook#0
        log 5 Cook PUT Cook#1
        log 6 Cook DROPPED Cook#1
        log 20 Cook ENDED
    """,
    "two processes of one name are told apart": """
        0 Cook hello
        0 main hello main
        1 Main hello main
        == 30 finished
        worker main pid=101
        worker main_(102) pid=102
    """,
    "kinds and dishes come from the worker_kinds": """
        0 Cook_A_2 hello
        0 Cook_B_1 hello
        == 30 running
        worker Cook_A_2 kind=Cook_A role=PRODUCER product=buns
        worker Cook_B_1 kind=Cook_B role=OTHER product=
    """,
}


@pytest.mark.parametrize("text", STORIES.values(), ids=STORIES.keys())
def test_the_snapshot_tells_what_happened(text):
    Story(WorkerKinds({"Cook A": (Role.PRODUCER, "buns")})).run(text)


def test_a_story_that_is_wrong_fails():
    with pytest.raises(AssertionError):
        Story(WorkerKinds()).run("0 A hello\n== 10 finished\nlane A 0:JOINING")


def test_an_item_has_its_whole_way():
    story = Story(WorkerKinds())
    story.run("""
        0 Cook hello
        0 Cook queue JoinableQueue
        0 Guest hello
        0 Guest queue JoinableQueue
        5 Cook put 0
        6 Cook put 1
        9 Guest get Cook 0 5
        12 Guest done
        7 Cook dropped 1
    """)
    way = story.timeline.item_way(0, 0, 0)
    assert (way.put_ns, way.written_ns, way.taken_ns, way.done_ns, way.consumer) == (
        5 * MS,
        5 * MS + MS // 2,
        9 * MS,
        12 * MS,
        1,
    )
    assert story.timeline.item_way(0, 0, 1).dropped == "PicklingError: no (<it>)"
    assert story.timeline.item_way(0, 0, 2) is None
    assert story.timeline.item_way(1, 0, 0) is None


def test_a_note_is_a_row_that_names_its_text():
    timeline = Timeline()
    timeline.note("the disk is full", 5)
    snapshot = timeline.snapshot(10, Phase.READY)
    rows = snapshot.events.columns(0, 10)
    assert rows.code.tolist() == [EventCode.NOTE]
    assert snapshot.notes[rows.argument[0]] == "the disk is full"
