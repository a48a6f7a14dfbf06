"""Every kind of widget is legible in every state, in both themes: contrast measured from pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolButton,
    QWidget,
)

from gui.common import theme
from gui.common.editors import CalmComboBox, CalmDoubleSpinBox, CalmLineEdit, CalmSpinBox
from gui.common.palette import DARK, LIGHT

LEAST = {"enabled": 4.5, "disabled": 2.0}  # contrast; WCAG asks nothing of what is disabled


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(image: QImage) -> float:
    """Of the ground, which is the commonest colour, and the ink that differs most from it."""
    pixels = Counter(
        image.pixelColor(x, y).rgb() for x in range(image.width()) for y in range(image.height())
    )
    lights = {rgb: luminance(QColor(rgb)) for rgb in pixels}
    ground = lights[pixels.most_common(1)[0][0]]
    return max((max(a, ground) + 0.05) / (min(a, ground) + 0.05) for a in lights.values())


def with_text(widget, text: str = "Queue"):
    widget.setText(text)
    return widget


def combo() -> CalmComboBox:
    made = CalmComboBox()
    made.addItems(["Queue", "SimpleQueue"])
    return made


def table() -> QTableWidget:
    made = QTableWidget(1, 1)
    made.setItem(0, 0, QTableWidgetItem("Queue"))
    made.selectRow(0)
    made.horizontalHeader().hide()
    made.verticalHeader().hide()
    return made


def rows() -> QListWidget:
    made = QListWidget()
    made.addItem("Queue")
    made.setCurrentRow(0)
    return made


def tabs() -> QTabWidget:
    made = QTabWidget()
    made.addTab(QLabel("a"), "Queue")
    return made


KINDS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: with_text(QPushButton()),
    "tool button": lambda: with_text(QToolButton()),
    "check box": lambda: with_text(QCheckBox()),
    "line": lambda: with_text(CalmLineEdit()),
    "spin box": CalmSpinBox,
    "decimal spin box": CalmDoubleSpinBox,
    "choice": combo,
    "table row, selected": table,
    "list row, selected": rows,
    "tab": tabs,
}


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def themed(request, qapp: QApplication):
    theme.apply(qapp, request.param)
    yield request.param
    qapp.setStyleSheet("")


def grabbed(widget: QWidget, qapp: QApplication) -> QImage:
    widget.resize(120, 30)
    widget.show()
    qapp.processEvents()
    return widget.grab().toImage()


@pytest.mark.parametrize("state", ["enabled", "disabled"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_of_widget_is_legible(themed, qtbot, qapp, kind, state):
    widget = KINDS[kind]()
    qtbot.addWidget(widget)
    widget.setEnabled(state == "enabled")
    assert contrast(grabbed(widget, qapp)) >= LEAST[state]


@pytest.mark.parametrize("current", [0, 1])
def test_the_current_row_of_an_open_choice_is_legible_and_marked(themed, qtbot, qapp, current):
    choice = combo()
    qtbot.addWidget(choice)
    choice.setCurrentIndex(current)
    choice.resize(160, 28)
    choice.show()
    choice.showPopup()
    qapp.processEvents()
    view = choice.view()
    picture = view.viewport().grab().toImage()
    strips = [
        picture.copy(view.visualRect(view.model().index(row, 0)).adjusted(2, 2, -2, -2))
        for row in (current, 1 - current)
    ]
    choice.hidePopup()
    grounds = [Counter(s.pixelColor(x, 1).name() for x in range(s.width())) for s in strips]
    assert grounds[0].most_common(1)[0][0] == QColor(themed.accent).name()
    assert grounds[1].most_common(1)[0][0] != QColor(themed.accent).name()
    assert all(contrast(strip) >= LEAST["enabled"] for strip in strips)


def test_white_on_white_is_noticed():
    blank = QImage(10, 10, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    assert contrast(blank) == pytest.approx(1.0)
