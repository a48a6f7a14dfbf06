"""The scene's widget, painted for real from a real Timeline's snapshots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from engine.model.snapshot import EMPTY_SNAPSHOT, Role, Snapshot, WorkerKinds
from engine.observe import wire
from gui.common.palette import DARK, LIGHT, Palette
from gui.common.selection import ItemTarget, WorkerTarget
from gui.scene import Scene, pictures
from gui.scene.place import Place
from gui.scene.scene_painting import ScenePainting
from tests.support import scripted

both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    made = Scene()
    qtbot.addWidget(made)
    made.resize(656, 176)
    made.retranslate()
    made.show()
    return made


def lunch(at_ms: float = 100) -> Snapshot:
    """A bun is eaten, a soup waits, a cook is blocked."""
    worker_kinds = {"Cook A": (Role.PRODUCER, "bun"), "Cook B": (Role.PRODUCER, "soup")}
    kitchen = scripted.ScriptedRun(WorkerKinds(worker_kinds | {"Guest": (Role.CONSUMER, "")}))
    kitchen.start(0, "MainProcess", main=True, maxsize=1)
    for name in ("Cook A 1", "Cook B 1", "Guest 1"):
        kitchen.start(1, name, maxsize=1)
    kitchen.put(10, "Cook A 1")
    kitchen.get(20, "Guest 1")
    kitchen.put(30, "Cook B 1")
    kitchen.begin_wait(40, "Cook A 1", wire.PUT_WAIT)
    kitchen.begin_wait(40, "MainProcess", wire.JOIN_QUEUE)
    return kitchen.snapshot(at_ms)


def still(scene: Scene, snapshot: Snapshot) -> None:
    scene.set_reduced_motion(True)
    scene.show_snapshot(snapshot)


def has_colour(image: QImage, colour: str, *, near: int = 3) -> bool:
    wanted = QColor(colour)
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            if (
                abs(pixel.red() - wanted.red()) <= near
                and abs(pixel.green() - wanted.green()) <= near
                and abs(pixel.blue() - wanted.blue()) <= near
            ):
                return True
    return False


def place_of(scene: Scene, sequence: int, producer: int) -> QPoint:
    found = (each for each in scene.motion.shown() if each.dish.target.producer == producer)
    return next(each.at.toPoint() for each in found if each.dish.target.sequence == sequence)


def test_an_empty_scene_says_what_to_do(scene: Scene) -> None:
    scene.show_snapshot(EMPTY_SNAPSHOT)
    assert "Press Start" in scene.description()
    assert has_colour(scene.grab().toImage(), LIGHT.dim, near=40)


@both
def test_dishes_and_people_are_painted_in_the_colours_of_the_palette(
    scene: Scene, palette: Palette
) -> None:
    scene.set_palette(palette)
    still(scene, lunch())
    image = scene.grab().toImage()
    for colour in (palette.ground, palette.bun, palette.busy_producer, palette.busy_consumer):
        assert has_colour(image, colour), colour
    assert has_colour(image, palette.put_wait, near=12)


def test_pictures_that_are_kept_are_given_up_one_by_one(scene: Scene, monkeypatch) -> None:
    monkeypatch.setattr("gui.scene.scene_painting.MOST_DISHES", 2)
    drawn = []
    draw = pictures.dish
    monkeypatch.setattr(pictures, "dish", lambda *key: drawn.append(key[:2]) or draw(*key))
    painting = ScenePainting(LIGHT, 1.0, scene.font())
    still(scene, lunch())
    dish = scene.stage.dishes[0]
    for label in ("1", "2", "3", "3", "2", "1"):
        painting._dish(dish._replace(label=label))
    assert [label for _, label in drawn] == ["1", "2", "3", "1"]


def test_what_is_not_in_the_snapshot_is_not_painted(scene: Scene) -> None:
    still(scene, lunch(5))
    assert not has_colour(scene.grab().toImage(), LIGHT.bun_shade, near=1)
    still(scene, lunch())
    assert has_colour(scene.grab().toImage(), LIGHT.bun_shade, near=1)


def test_the_pointer_finds_dishes_and_people(scene: Scene, qtbot: QtBot) -> None:
    still(scene, lunch())
    told: list[object] = []
    scene.pointed.connect(told.append)
    guest = next(each for each in scene.stage.people if each.name == "Guest 1")
    qtbot.mouseMove(scene, place_of(scene, 0, 1))
    qtbot.mouseMove(scene, guest.seat.rect.center().toPoint())
    qtbot.mouseMove(scene, QPoint(2, 2))
    assert told == [ItemTarget(0, 1, 0), WorkerTarget(3), None]


def test_a_click_chooses_and_a_click_beside_lets_go(scene: Scene, qtbot: QtBot) -> None:
    still(scene, lunch())
    told: list[object] = []
    scene.chosen.connect(told.append)
    qtbot.mouseClick(scene, Qt.MouseButton.LeftButton, pos=place_of(scene, 0, 2))
    qtbot.mouseClick(scene, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert told == [ItemTarget(0, 2, 0), None]


def test_the_keyboard_reaches_everything(scene: Scene, qtbot: QtBot) -> None:
    still(scene, lunch())
    reached = set()
    scene.pointed.connect(scene.show_target)
    scene.pointed.connect(reached.add)
    for _ in range(len(scene.stage.people) + len(scene.stage.dishes)):
        qtbot.keyClick(scene, Qt.Key.Key_Right)
    assert reached >= {each.target for each in scene.stage.people}
    assert reached >= {each.target for each in scene.stage.dishes}
    with qtbot.waitSignal(scene.chosen) as told:
        qtbot.keyClick(scene, Qt.Key.Key_Return)
    assert told.args[0] in reached


def test_what_is_looked_at_is_marked(scene: Scene) -> None:
    still(scene, lunch())
    assert not has_colour(scene.grab().toImage(), LIGHT.accent, near=1)
    scene.show_target(ItemTarget(0, 1, 0))
    assert has_colour(scene.grab().toImage(), LIGHT.accent, near=1)
    scene.show_target(WorkerTarget(3))
    assert has_colour(scene.grab().toImage(), LIGHT.accent, near=1)
    scene.show_target(None)
    assert not has_colour(scene.grab().toImage(), LIGHT.accent, near=1)


def test_a_screen_reader_is_told_everything(scene: Scene) -> None:
    still(scene, lunch(1200))
    assert scene.accessibleName()
    told = scene.description()
    assert "JoinableQueue 1 / 1" in told
    assert "Cook A 1: waits: the queue is full 1.1 s" in told
    assert "Guest 1: eats bun 1" in told
    assert "main: waits in queue.join(): 2 unfinished" in told


def test_tooltips_tell_of_items_and_people(scene: Scene) -> None:
    still(scene, lunch(1200))
    assert scene.words_for(ItemTarget(0, 2, 0)).startswith("soup 1\nwaits in the queue")
    assert scene.words_for(WorkerTarget(3)).startswith("Guest 1: eats bun 1")


def test_a_larger_scene_has_larger_words(scene: Scene) -> None:
    still(scene, lunch())
    line = scene.stage.line
    scene.resize(1300, 400)
    assert scene.stage.line > 1.8 * line


@pytest.mark.parametrize("size", [(420, 140), (656, 176), (1800, 240), (500, 900)])
def test_no_size_lets_anything_hang_out(scene: Scene, size: tuple[int, int]) -> None:
    scene.resize(*size)
    still(scene, lunch())
    frame = scene.rect().adjusted(-1, -1, 1, 1)
    for person in scene.stage.people:
        assert frame.contains(person.seat.rect.toAlignedRect())
    for dish in scene.stage.dishes:
        assert frame.contains(dish.at.toPoint())
    assert {each.place for each in scene.stage.dishes} == set(Place)
    assert not scene.grab().isNull()


def test_a_scene_that_nobody_sees_catches_up_when_it_is_shown(scene: Scene) -> None:
    scene.hide()
    still(scene, lunch())
    scene.show()
    assert len(scene.stage.dishes) == 3
    assert not scene.motion.is_moving
