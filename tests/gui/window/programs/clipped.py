"""Opens the window with a run in it, in both languages, and prints which texts do not fit.

`python clipped.py`, with QT_SCALE_FACTOR or QT_FONT_DPI set by whoever asks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from engine.model.source import Phase
from gui.app import App
from gui.dialogs.about import AboutBox
from gui.dialogs.depth_table import DepthTable
from tests.support.scripted import dim_sum

SLACK = 1  # pixels: rounding


def clipped(top: QWidget) -> Iterator[str]:
    """The texts in a window of which something cannot be seen, and where."""
    for widget in [top, *top.findChildren(QWidget)]:
        if widget.isVisibleTo(top) and (text := _cut(widget)):
            yield f"{type(widget).__name__}: {text!r} in {widget.width()} x {widget.height()}"


def _cut(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text() if _is_smaller(widget.size(), widget.minimumSizeHint()) else ""
    if isinstance(widget, QComboBox):
        return _cut_combo(widget)
    if isinstance(widget, QAbstractSpinBox):
        edit = widget.lineEdit()
        room = edit.width() - 4
        return edit.text() if widget.fontMetrics().horizontalAdvance(edit.text()) > room else ""
    if isinstance(widget, QHeaderView):
        return _cut_header(widget)
    return ""


def _is_smaller(one: QSize, other: QSize) -> bool:
    return one.width() + SLACK < other.width() or one.height() + SLACK < other.height()


def _cut_label(label: QLabel) -> str:
    if not label.text() or label.textFormat() == Qt.TextFormat.RichText:
        return ""
    if label.wordWrap():
        return label.text() if label.heightForWidth(label.width()) > label.height() + SLACK else ""
    return label.text() if _is_smaller(label.size(), label.minimumSizeHint()) else ""


def _cut_combo(combo: QComboBox) -> str:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(control, option, part, combo).width()
    text = combo.currentText()
    return text if combo.fontMetrics().horizontalAdvance(text) > room + SLACK else ""


def _cut_header(header: QHeaderView) -> str:
    if header.orientation() != Qt.Orientation.Horizontal:
        return ""
    for at in range(header.count()):
        if not header.isSectionHidden(at) and header.sectionSize(at):
            text = str(header.model().headerData(at, Qt.Orientation.Horizontal))
            if header.fontMetrics().horizontalAdvance(text) > header.sectionSize(at):
                return text
    return ""


def outside(top: QWidget) -> Iterator[str]:
    """Buttons that lie where no eye reaches: a tool bar that is too short hides them."""
    bar = top.toolbar
    for action in bar.actions():
        widget = bar.widgetForAction(action)
        if widget is not None and widget.width() and not action.isSeparator():
            right = widget.mapTo(bar, QPoint(widget.width(), 0)).x()
            if right > bar.width() + SLACK or not widget.isVisibleTo(top):
                yield f"toolbar: {action.text() or widget.accessibleName()!r} is outside"


def settle(application: QApplication) -> None:
    """Layouts ask their parents for room, which give it a turn later."""
    for _ in range(5):
        application.processEvents()


def main() -> None:
    """Prints one JSON object: language and window -> what does not fit."""
    application = QApplication([])
    app = App(application)
    window = app.window
    window.resize(1280, 720)
    window.show()
    found: dict[str, list[str]] = {}
    kitchen = dim_sum()
    for language in ("en", "zh_CN"):
        app.appearance.choose_language(language)
        for phase in (Phase.PAUSED, Phase.FINISHED):
            snapshot = kitchen.snapshot(kitchen.last_ms, phase)
            app.exports.snapshot = snapshot
            window.show_phase(phase)
            for _ in range(13):  # some views are shown in turns
                window.show_snapshot(snapshot)
            settle(application)
            found[f"{language} {phase.name}"] = [*clipped(window), *outside(window)]
        dialogs: list[QDialog] = [
            AboutBox(window),
            DepthTable(window, lambda: app.exports.snapshot),
        ]
        for dialog in dialogs:
            dialog.show()
            settle(application)
            found[f"{language} {type(dialog).__name__}"] = list(clipped(dialog))
            dialog.close()
    window.close()
    print(json.dumps({where: texts for where, texts in found.items() if texts}))


if __name__ == "__main__":
    main()
