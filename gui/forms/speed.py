"""The speed of the demo's work, from 0.1 to 100 times real time, on a logarithmic slider."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSizePolicy, QWidget

from engine.model.limits import TIME_SCALES
from gui.common.editors import CalmDoubleSpinBox, CalmSlider
from gui.common.plain import PlainLabel

STEPS_A_DECADE = 20


class SpeedControl(QWidget):
    """A slider and a number that agree."""

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel(self)
        self._label.setProperty("role", "dim")
        self.slider = CalmSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(-STEPS_A_DECADE, 2 * STEPS_A_DECADE)
        self.slider.setPageStep(STEPS_A_DECADE)
        self.slider.setFixedWidth(130)
        self.number = CalmDoubleSpinBox(self)
        self.number.setRange(*TIME_SCALES)
        self.number.setDecimals(1)
        self.number.setSuffix(" x")
        self.number.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.number.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        for part in (self._label, self.slider, self.number):
            row.addWidget(part)
        self.slider.valueChanged.connect(self._on_slid)
        self.number.valueChanged.connect(self._on_typed)
        self.speed = 1.0
        self.retranslate()

    @property
    def speed(self) -> float:
        """Seconds of work in one second."""
        return self.number.value()

    @speed.setter
    def speed(self, value: float) -> None:
        self.number.setValue(value)

    def _on_slid(self, place: int) -> None:
        value = 10.0 ** (place / STEPS_A_DECADE)
        self.number.setValue(round(value, 1))

    def _on_typed(self, value: float) -> None:
        was_blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(math.log10(value) * STEPS_A_DECADE))
        self.slider.blockSignals(was_blocked)
        self.changed.emit(value)

    def retranslate(self) -> None:
        """Shows its texts in the present language."""
        self._label.setText(self.tr("Speed"))
        tip = self.tr(
            "How much faster than real time the demo's work goes; the queue is always real"
        )
        for part in (self.slider, self.number):
            part.setToolTip(tip)
            part.setAccessibleName(self.tr("Speed"))
