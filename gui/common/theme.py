"""How the window looks: one Palette, given to Qt as a palette and a short style sheet."""

from __future__ import annotations

import functools
import re
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from gui.common.palette import DARK, LIGHT, Palette

ICON_SIZES = (18, 24)  # of a button, in logical pixels
HAN_FAMILIES = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
APPLICATION_ICON_SIZES = (16, 24, 32, 48, 64, 128)


def chosen_palette(setting: str) -> Palette:
    """LIGHT or DARK; "system" follows the desktop."""
    if setting in {"light", "dark"}:
        return LIGHT if setting == "light" else DARK
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if is_dark else LIGHT


def apply_font(application: QApplication, language: str) -> None:
    """The system's own font; where Chinese is spoken, one that has Han and digits on one baseline.

    Han text in an otherwise English window is regular too: without a family named here, Qt may
    find a bold one first.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    has = set(QFontDatabase.families())
    han = [family for family in HAN_FAMILIES if family in has]
    own = QFontInfo(font).family()  # what a name such as "Sans" comes to
    font.setFamilies([*han, own] if language == "zh_CN" else [own, *han])
    application.setFont(font)


def apply(application: QApplication, palette: Palette, scale: float = 1.0) -> None:
    """Paints the whole application in `palette`, with type `scale` times as large as usual."""
    application.setStyle("Fusion")
    colours = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, palette.ground),
        (role.Base, palette.raised),
        (role.AlternateBase, palette.panel),
        (role.Button, palette.panel),
        (role.ToolTipBase, palette.raised),
        (role.WindowText, palette.text),
        (role.Text, palette.text),
        (role.ButtonText, palette.text),
        (role.ToolTipText, palette.text),
        (role.PlaceholderText, palette.dim),
        (role.Highlight, palette.accent),
        (role.HighlightedText, palette.accent_text),
        (role.Link, palette.accent),
        (role.Mid, palette.border),
        (role.Dark, palette.border),
        (role.Light, palette.raised),
    ):
        colours.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.dim))
    application.setPalette(colours)
    apply_type(application, palette, scale)


def apply_type(application: QApplication, palette: Palette, scale: float) -> None:
    """Another size of type, in the colours that are there already."""
    application.setStyleSheet(_larger(_style_sheet(palette), scale))


def _larger(sheet: str, scale: float) -> str:
    def larger(size: re.Match[str]) -> str:
        return f"font-size: {round(int(size[1]) * scale)}px"

    return re.sub(r"font-size: (\d+)px", larger, sheet)


@functools.lru_cache(maxsize=64)  # each run changes the same few
def icon(name: str, colour: str, sizes: tuple[int, ...] = ICON_SIZES) -> QIcon:
    """An icon of resources/icons, drawn in one colour, sharp at those sizes on any display."""
    source = (resources.files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    for size in sizes:
        for ratio in (1, 2):
            pixmap = QPixmap(QSize(size, size) * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
            painter.end()
            made.addPixmap(pixmap)
    return made


def application_icon() -> QIcon:
    """Our own icon, in its own colours."""
    return icon("queuescope", "", APPLICATION_ICON_SIZES)


def _style_sheet(p: Palette) -> str:
    icons = (Path(str(resources.files("resources"))) / "icons").as_posix()
    return f"""
    QWidget {{ font-size: 13px; }}
    QToolBar {{ border: 0; border-bottom: 1px solid {p.border}; padding: 4px 8px; spacing: 4px;
        background: {p.ground}; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px 10px; }}
    QToolButton:hover:enabled, QToolButton:focus {{ background: {p.panel};
        border-color: {p.border}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {p.border}; }}
    QToolButton:disabled {{ color: {p.dim}; }}
    QMenuBar {{ background: {p.ground}; padding: 2px 6px; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {p.panel}; }}
    QMenu {{ background: {p.raised}; border: 1px solid {p.border}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 20px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {p.accent}; color: {p.accent_text}; }}
    QMenu::item:disabled {{ color: {p.dim}; }}
    QMenu::separator {{ height: 1px; background: {p.border}; margin: 4px 8px; }}
    QDockWidget {{ color: {p.dim}; titlebar-close-icon: url("{icons}/close.svg"); }}
    QDockWidget::close-button {{ border: 0; border-radius: 4px; width: 16px; height: 16px;
        subcontrol-position: top right; top: 5px; right: 8px; }}
    QDockWidget::close-button:hover {{ background: {p.panel}; }}
    QDockWidget::title {{ padding: 8px 8px 2px 8px; background: {p.ground}; }}
    QTabBar {{ background: {p.ground}; }}
    QTabBar::tab {{ background: {p.ground}; color: {p.dim}; padding: 6px 12px; border: 0;
        border-top: 2px solid transparent; }}
    QTabBar::tab:hover, QTabBar::tab:focus {{ background: {p.panel}; }}
    QTabBar::tab:selected {{ color: {p.text}; border-top: 2px solid {p.accent}; }}
    QMainWindow::separator {{ background: {p.border}; width: 1px; height: 1px; }}
    QSplitter::handle:vertical {{ background: {p.ground}; border-top: 1px solid {p.border}; }}
    QStatusBar {{ border-top: 1px solid {p.border}; color: {p.dim}; background: {p.ground}; }}
    QStatusBar::item {{ border: 0; }}
    QScrollArea {{ border: 0; background: {p.ground}; }}
    QScrollArea > QWidget > QWidget {{ background: {p.ground}; }}
    QSpinBox, QDoubleSpinBox, QLineEdit, QComboBox {{ background: {p.raised}; min-height: 20px;
        max-height: 20px; border: 1px solid {p.border}; border-radius: 5px; padding: 2px 6px; }}
    QSpinBox:focus, QDoubleSpinBox:focus, QLineEdit:focus, QComboBox:focus {{
        border: 1px solid {p.accent}; }}
    QSpinBox:disabled, QDoubleSpinBox:disabled, QLineEdit:disabled, QComboBox:disabled {{
        color: {p.dim}; background: {p.ground}; }}
    QComboBox::drop-down {{ border: 0; width: 20px; }}
    QComboBox::down-arrow {{ image: url("{icons}/arrow-down.svg"); width: 12px; height: 12px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border;
        width: 18px; border: 0; background: transparent; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin: 2px 2px 0 0; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin: 0 2px 2px 0; }}
    QAbstractSpinBox::up-arrow {{ image: url("{icons}/arrow-up.svg"); width: 10px; height: 10px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{icons}/arrow-down.svg"); width: 10px;
        height: 10px; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
        background: {p.panel}; }}
    QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {p.border};
        border-radius: 4px; background: {p.raised}; }}
    QCheckBox::indicator:checked {{ background: {p.accent}; border-color: {p.accent};
        image: url("{icons}/check.svg"); }}
    QCheckBox::indicator:focus {{ border-color: {p.accent}; }}
    QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
    QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
    QScrollBar::handle {{ background: {p.border}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 24px; }}
    QScrollBar::handle:horizontal {{ min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {p.dim}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QComboBox QAbstractItemView {{ background: {p.raised}; border: 1px solid {p.border};
        selection-background-color: {p.accent}; selection-color: {p.accent_text}; outline: 0; }}
    QComboBox QAbstractItemView::item {{ min-height: 22px; padding: 0 6px; }}
    QComboBox QAbstractItemView::item:selected {{ background: {p.accent};
        color: {p.accent_text}; }}
    *[invalid="true"] {{ border: 1px solid {p.error}; }}
    QTableView {{ background: {p.ground}; border: 0; gridline-color: transparent;
        selection-background-color: {p.accent}; selection-color: {p.accent_text}; }}
    QHeaderView::section {{ background: {p.ground}; color: {p.dim}; border: 0;
        border-bottom: 1px solid {p.border}; padding: 3px 4px; }}
    QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.border};
        padding: 4px; }}
    QLabel[role="heading"] {{ color: {p.dim}; font-size: 13px; font-weight: 600; }}
    QLabel[role="dim"] {{ color: {p.dim}; }}
    QLabel[role="small"] {{ color: {p.dim}; font-size: 12px; }}
    QLabel[role="error"] {{ color: {p.error}; }}
    QLabel[role="figure"] {{ font-size: 15px; font-weight: 600; }}
    QLabel[role="hero"] {{ font-size: 22px; font-weight: 600; }}
    QToolButton[role="disclosure"] {{ text-align: left; padding: 3px 4px 3px 0;
        font-weight: 600; }}
    QToolButton[role="disclosure"]:checked {{ background: transparent; }}
    QFrame[role="banner"] {{ background: {p.panel}; border-left: 4px solid {p.warning}; }}
    QFrame[role="banner"][severity="critical"] {{ border-left-color: {p.failed}; }}
    QFrame[role="banner"] QLabel {{ background: transparent; }}
    QFrame[role="banner"] QPushButton {{ padding: 2px 10px; }}
    QLabel[role="title"] {{ font-size: 15px; font-weight: 600; }}
    QPushButton {{ background: {p.raised}; border: 1px solid {p.border}; border-radius: 5px;
        padding: 4px 12px; }}
    QPushButton:hover, QPushButton:focus {{ border-color: {p.accent}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QPushButton:disabled {{ color: {p.dim}; }}
    QProgressBar {{ background: {p.panel}; border: 1px solid {p.border}; border-radius: 5px;
        text-align: center; min-height: 18px; }}
    QProgressBar::chunk {{ background: {p.depth_fill}; border-radius: 4px; }}
    QPushButton[role="compact"] {{ padding: 4px 2px; }}
    QPushButton[role="compact"]:disabled {{ background: {p.ground}; }}
    QPushButton:checked {{ background: {p.accent}; color: {p.accent_text}; }}
    QPlainTextEdit {{ background: {p.raised}; border: 1px solid {p.border}; border-radius: 5px; }}
    QSlider::groove:horizontal {{ height: 4px; background: {p.border}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 14px; margin: -5px 0; border-radius: 7px;
        background: {p.accent}; }}
    """
