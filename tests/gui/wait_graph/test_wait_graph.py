"""The wait-for graph: in words, as a picture, and laid out so that nothing overlaps."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QRectF

from engine.model.snapshot import Snapshot
from engine.model.source import Phase
from engine.model.wait_for import Edge, EdgeKind, Node, NodeKind, WaitFor
from gui.common.palette import DARK
from gui.wait_graph.wait_part import WaitGraph
from tests.support.scripted import dim_sum


@pytest.fixture
def snapshot() -> Snapshot:
    kitchen = dim_sum(items=3)
    return kitchen.snapshot(kitchen.last_ms)


def deadlocked(snapshot: Snapshot) -> Snapshot:
    main, guest = Node(NodeKind.PROCESS, process=0), Node(NodeKind.PROCESS, process=5)
    dead = Node(NodeKind.PROCESS, process=4, is_dead=True, can_act=False)
    lock, tasks = Node(NodeKind.READ_LOCK, queue=0), Node(NodeKind.TASKS, queue=0, count=2)
    since_ns = snapshot.now_ns - 3_200_000_000
    edges = (
        Edge(main.key, tasks.key, EdgeKind.WAITS_FOR, since_ns, is_hopeless=True),
        Edge(tasks.key, guest.key, EdgeKind.FROM),
        Edge(guest.key, lock.key, EdgeKind.WAITS_FOR, since_ns, is_hopeless=True),
        Edge(lock.key, dead.key, EdgeKind.HELD_BY),
    )
    graph = WaitFor(snapshot.now_ns, (main, guest, dead, lock, tasks), edges)
    return dataclasses.replace(snapshot, wait_for=graph)


def test_the_graph_tells_in_words_who_waits_for_whom(qtbot, snapshot):
    graph = WaitGraph()
    qtbot.addWidget(graph)
    graph.resize(600, 440)
    graph.show()
    assert "Start a run" in graph.accessibleDescription()
    graph.show_snapshot(deadlocked(snapshot))
    vain = "nobody is left who could end that"
    assert graph.sentences() == [
        f"main waits for task_done due: 2, which depends on Guest 2: {vain}",
        f"Guest 2 waits for read lock, which depends on Guest 1: {vain}",
    ]
    assert graph.sentences()[0] in graph.accessibleDescription()


def test_no_two_boxes_of_the_graph_overlap_and_all_lie_inside(qtbot, snapshot):
    graph = WaitGraph()
    qtbot.addWidget(graph)
    graph.resize(320, 240)
    graph.show()
    graph.show_snapshot(deadlocked(snapshot))
    graph.resize(graph.size().expandedTo(graph.minimumSize()))  # as its scroll area does
    assert len(graph.boxes()) == 5
    assert overlaps(graph) == []


def overlaps(graph: WaitGraph) -> list[tuple[str, str]]:
    """Boxes and labels that lie over one another, or outside."""
    shapes = [(box.head, box.rect) for box in graph.boxes()]
    shapes += [(line.label, line.label_rect) for line in graph.drawing.lines if line.label]
    whole = QRectF(0, 0, graph.width(), graph.drawing.height)
    return [
        (name, other_name)
        for at, (name, rect) in enumerate(shapes)
        for other_name, other in [*shapes[at + 1 :], ("outside", QRectF())]
        if rect.intersects(other) or not whole.contains(rect)
    ]


def test_eight_workers_wait_and_nothing_overlaps(qtbot, snapshot):
    """All wait for a slot, all could free one, main joins the first: 9 boxes, 17 edges."""
    makers = [dataclasses.replace(snapshot.workers[1], process=at) for at in range(1, 9)]
    everybody = (dataclasses.replace(snapshot.workers[0], process=0), *makers)
    nodes = [Node(NodeKind.PROCESS, process=worker.process) for worker in everybody]
    slots, since_ns = Node(NodeKind.SLOTS, queue=0), snapshot.now_ns - 12_300_000_000
    edges = [Edge(n.key, slots.key, EdgeKind.WAITS_FOR, since_ns) for n in nodes[1:7]]
    edges += [Edge(slots.key, n.key, EdgeKind.FROM) for n in nodes]
    edges += [Edge(nodes[0].key, n.key, EdgeKind.WAITS_FOR, since_ns, True) for n in nodes[1:3]]
    edges += [Edge(nodes[0].key, nodes[8].key, EdgeKind.WAITS_FOR, since_ns, True)]
    waits = WaitFor(snapshot.now_ns, (*nodes, slots), tuple(edges))
    graph = WaitGraph()
    qtbot.addWidget(graph)
    graph.show()
    for width in (320, 700, 1400):
        graph.resize(width, 200)
        graph.show_snapshot(dataclasses.replace(snapshot, workers=everybody, wait_for=waits))
        graph.resize(max(width, graph.minimumWidth()), graph.minimumHeight())
        assert len(graph.boxes()) == 10
        assert overlaps(graph) == []
        assert all(line.label for line in graph.drawing.lines if line.edge.kind != EdgeKind.FROM)
    assert graph.drawing.lines[0].label == "waits 12.3 s"


def test_the_graph_says_which_moment_it_shows(qtbot, snapshot):
    graph = WaitGraph()
    qtbot.addWidget(graph)
    for phase, moment in (
        (Phase.RUNNING, "now, at"),
        (Phase.PAUSED, "the run is paused"),
        (Phase.FINISHED, "the run is over"),
    ):
        graph.show_snapshot(dataclasses.replace(snapshot, phase=phase))
        assert moment in graph.moment()


def test_the_graph_is_drawn_in_the_colour_of_failure_where_a_wait_is_hopeless(qtbot, snapshot):
    graph = WaitGraph()
    qtbot.addWidget(graph)
    graph.resize(600, 440)
    graph.set_palette(DARK)
    graph.show()

    def has_failure_colour() -> bool:
        picture = graph.grab().toImage()
        wanted = int(DARK.failed[1:], 16)
        return any(
            picture.pixel(x, y) & 0xFFFFFF == wanted
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        )

    calm = deadlocked(snapshot)
    nodes = tuple(dataclasses.replace(node, is_dead=False) for node in calm.wait_for.nodes)
    edges = tuple(dataclasses.replace(edge, is_hopeless=False) for edge in calm.wait_for.edges)
    graph.show_snapshot(dataclasses.replace(calm, wait_for=WaitFor(0, nodes, edges)))
    assert not has_failure_colour()
    graph.show_snapshot(deadlocked(snapshot))
    assert has_failure_colour()
