"""The About box: which version this is, whose work is in it, under which licences."""

from __future__ import annotations

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.platform.version import version
from gui.dialogs.licences import Component, components

LINKS = ("https://docs.python.org/3/library/multiprocessing.html", "https://doc.qt.io")
ICON_SIDE = 64


class AboutBox(QDialog):
    """Version, links, and the list of all components with their licences."""

    def __init__(self, parent: QWidget) -> None:
        """Modal over `parent`, whose icon it shows."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Queuescope"))
        self.resize(680, 560)
        self.components = components()
        self.table = self._make_table()
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("Text of the licence"))
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self.table)
        parts.addWidget(self.text)
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(self._make_head())
        column.addWidget(parts, 1)
        column.addWidget(self._make_buttons())
        self.table.currentCellChanged.connect(self._show_text)
        self.table.setCurrentCell(0, 0)
        self.table.setFocus()

    @property
    def facts(self) -> str:
        """What to tell whoever asks which version this is."""
        return (
            f"Queuescope {version() or '?'}, Python {platform.python_version()}, "
            f"Qt {qt_version}, {platform.platform()}"
        )

    def _make_head(self) -> QHBoxLayout:
        picture = QLabel(self)
        picture.setPixmap(QGuiApplication.windowIcon().pixmap(ICON_SIDE, ICON_SIDE))
        licence = self.tr("MIT licence")
        what = self.tr("An oscilloscope for Python's multiprocessing queues.")
        python, qt = (
            f'<a href="{link}">{text}</a>'
            for link, text in zip(
                LINKS, (self.tr("multiprocessing in Python's manual"), "Qt"), strict=True
            )
        )
        told = QLabel(
            f"<h3>Queuescope {version() or '?'}</h3><p>{what}</p>"
            f"<p>{licence} · Python {platform.python_version()} · Qt {qt_version}"
            f"</p><p>{python} · {qt}</p>",
            self,
        )
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        told.setOpenExternalLinks(True)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(told, 1)
        return row

    def _make_table(self) -> QTableWidget:
        titles = (self.tr("Part"), self.tr("Version"), self.tr("Licence"))
        table = QTableWidget(len(self.components), len(titles), self)
        table.setHorizontalHeaderLabels(titles)
        table.setAccessibleName(self.tr("Parts of the application and their licences"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        for row, each in enumerate(self.components):
            for at, text in enumerate((each.name, each.version, each.licence)):
                item = QTableWidgetItem(text)
                item.setToolTip(each.home or text)
                table.setItem(row, at, item)
        header = table.horizontalHeader()
        for at in range(2):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _make_buttons(self) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole.ActionRole
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.site = QPushButton(self.tr("Open website"), self)
        self.site.setToolTip(self.tr("The website of the chosen part"))
        self.site.clicked.connect(self._open_site)
        copy = QPushButton(self.tr("Copy version"), self)
        copy.setToolTip(self.tr("Version, Python, Qt and system, as text for a report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.facts))
        buttons.addButton(self.site, role)
        buttons.addButton(copy, role)
        buttons.rejected.connect(self.reject)
        return buttons

    def _chosen(self) -> Component:
        return self.components[max(0, self.table.currentRow())]

    def _show_text(self) -> None:
        chosen = self._chosen()
        missing = self.tr("The text of this licence is not on this computer. See: {}")
        self.text.setPlainText(chosen.text or missing.format(chosen.home or chosen.licence))
        self.site.setEnabled(bool(chosen.home))

    def _open_site(self) -> None:
        QDesktopServices.openUrl(QUrl(self._chosen().home))


def show_about(window: QWidget) -> None:
    """Shows the box until it is closed."""
    box = AboutBox(window)
    box.exec()
    box.deleteLater()
