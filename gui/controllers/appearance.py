"""How the window looks and which language it speaks: chosen, remembered, and shown at once."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QStyle

from gui.common import theme, units
from gui.common.focus_ring import FocusRing
from gui.common.i18n import Languages
from gui.common.palette import Palette
from gui.common.settings import Settings


class Dressed(Protocol):
    """What has colours and texts."""

    def set_palette(self, palette: Palette) -> None:
        """Shows it in other colours."""

    def retranslate(self) -> None:
        """Shows its texts in the present language."""


class Appearance(QObject):
    """Of one application: theme, size of type, language."""

    languageChanged = Signal()
    motionChanged = Signal(bool)
    logRowsChanged = Signal(int)

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self._application, self._settings = application, settings
        self._dressed: list[Dressed] = []
        self._scale = 1.0
        self.languages = Languages(application)
        self.languages.choose(settings.get("language"))
        theme.apply_font(application, self.languages.current)
        self.palette = theme.chosen_palette(settings.get("theme"))
        theme.apply(application, self.palette, self._type_scale)
        units.write_seconds(is_on=settings.get("units") == "seconds")
        application.setWindowIcon(theme.application_icon())
        self.focus_ring = FocusRing(application, self)
        self.focus_ring.set_palette(self.palette)
        self.dress(self.focus_ring)
        application.styleHints().colorSchemeChanged.connect(self._on_desktop_theme)

    def dress(self, *dressed: Dressed) -> None:
        """These follow from now on; they have the present language and palette already."""
        self._dressed += dressed

    def choose_theme(self, name: str) -> None:
        """Light, dark, or as the system."""
        self._settings.set("theme", name)
        self.palette = theme.chosen_palette(name)
        theme.apply(self._application, self.palette, self._type_scale)
        for each in self._dressed:
            each.set_palette(self.palette)

    def _on_desktop_theme(self) -> None:
        if self._settings.get("theme") == "system":
            self.choose_theme("system")

    def set_scale(self, scale: float) -> None:
        """Shows type so many times as large as it was chosen to be."""
        self._scale = scale
        theme.apply_type(self._application, self.palette, self._type_scale)

    @property
    def _type_scale(self) -> float:
        return self._scale * int(self._settings.get("type_size")) / 100

    def choose_type_size(self, name: str) -> None:
        """Shows type in so many percent of its usual size."""
        self._settings.set("type_size", name)
        self.set_scale(self._scale)

    def choose_units(self, name: str) -> None:
        """Writes durations in the unit that suits each, or all in seconds."""
        self._settings.set("units", name)
        units.write_seconds(is_on=name == "seconds")
        for each in self._dressed:
            each.retranslate()

    def choose_log_rows(self, name: str) -> None:
        """Keeps so many of the newest lines of the log in view."""
        self._settings.set("log_rows", name)
        self.logRowsChanged.emit(int(name))

    def choose_language(self, name: str) -> None:
        """English, Chinese, or as the system."""
        self._settings.set("language", name)
        self.languages.choose(name)
        theme.apply_font(self._application, self.languages.current)
        theme.apply_type(self._application, self.palette, self._type_scale)
        for each in self._dressed:
            each.retranslate()
        self.languageChanged.emit()

    @property
    def has_reduced_motion(self) -> bool:
        """Whether things leap rather than move: as chosen, or as the desktop has it."""
        chosen = self._settings.get("motion")
        return bool(chosen == "reduced" or (chosen == "system" and not desktop_moves()))

    def reduce_motion(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        """Chooses reduced or full motion, unless it is so already."""
        if is_on != self.has_reduced_motion:
            self.choose_motion("reduced" if is_on else "full")

    def choose_motion(self, name: str) -> None:
        """Reduced, full, or as the desktop has it."""
        self._settings.set("motion", name)
        self.motionChanged.emit(self.has_reduced_motion)


def desktop_moves() -> bool:
    """Whether the desktop wants things to move: widgets of a style that does not take no time."""
    style = QApplication.style()
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
