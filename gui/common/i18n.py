"""Languages: English in the source, Simplified Chinese beside it, changed while it is open."""

from __future__ import annotations

import functools
from importlib import resources

import msgspec
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from engine.scenario.schema import Scenario
from engine.text.sentences import CONTEXT, QT_TRANSLATE_NOOP, Sentence

__all__ = [
    "LANGUAGES",
    "NAMES",
    "QT_TRANSLATE_NOOP",
    "Languages",
    "in_all_languages",
    "localised",
    "translated",
]

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}


NAMES = (  # of the built-in scenarios, their workers and dishes
    QT_TRANSLATE_NOOP("Scenario", "Dim-sum kitchen"),
    QT_TRANSLATE_NOOP("Scenario", "Balanced kitchen"),
    QT_TRANSLATE_NOOP("Scenario", "Back-pressure"),
    QT_TRANSLATE_NOOP("Scenario", "Starvation"),
    QT_TRANSLATE_NOOP("Scenario", "Bursts"),
    QT_TRANSLATE_NOOP("Scenario", "Unbounded growth"),
    QT_TRANSLATE_NOOP("Scenario", "Cook A"),
    QT_TRANSLATE_NOOP("Scenario", "Cook B"),
    QT_TRANSLATE_NOOP("Scenario", "Cook C"),
    QT_TRANSLATE_NOOP("Scenario", "Cook"),
    QT_TRANSLATE_NOOP("Scenario", "Guest"),
    QT_TRANSLATE_NOOP("Scenario", "Steamer"),
    QT_TRANSLATE_NOOP("Scenario", "Pan"),
    QT_TRANSLATE_NOOP("Scenario", "bun"),
    QT_TRANSLATE_NOOP("Scenario", "dumpling"),
    QT_TRANSLATE_NOOP("Scenario", "rice parcel"),
    QT_TRANSLATE_NOOP(
        "Scenario",
        "Three cooks make four dim sum each; two guests eat them. The main program waits for the"
        " cooks, then for the queue, then says goodbye.",
    ),
    QT_TRANSLATE_NOOP(
        "Scenario",
        "Guests eat a little faster than the cooks cook: the queue stays short, and nobody waits"
        " long.",
    ),
    QT_TRANSLATE_NOOP(
        "Scenario",
        "One slow guest and a counter with four places: the queue is full nearly all the time, and"
        " the cooks are blocked in put until a place is free.",
    ),
    QT_TRANSLATE_NOOP(
        "Scenario",
        "One cook and five hungry guests: the queue is empty nearly all the time, and the guests"
        " are blocked in get until something comes.",
    ),
    QT_TRANSLATE_NOOP(
        "Scenario",
        "Whole steamers come out of the kitchen at once: the queue leaps up with each, and the"
        " guests work it down again.",
    ),
    QT_TRANSLATE_NOOP(
        "Scenario",
        "The cooks never stop, the guests can't keep up, and the queue has no limit: it grows until"
        " you add guests, send cooks home, or press Stop.",
    ),
)


class Languages:
    """Which language the application speaks."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self.current = "en"

    def choose(self, setting: str) -> None:
        """Speaks "en", "zh_CN", or the system's language for "system"."""
        self.current = _of_system() if setting not in LANGUAGES else setting
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []
        QLocale.setDefault(QLocale(self.current))
        if self.current == "en":
            return
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ours = str(resources.files("resources") / "i18n")
        for name, place in (
            (f"qtbase_{self.current}", folder),
            (f"queuescope_{self.current}", ours),
        ):
            translator = QTranslator(self._application)
            if translator.load(name, place):
                self._application.installTranslator(translator)
                self._installed.append(translator)


def _of_system() -> str:
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def localised(scenario: Scenario) -> Scenario:
    """A built-in scenario with its names in the learner's language: its processes bear them too."""
    say = _say
    return msgspec.structs.replace(
        scenario,
        name=say(scenario.name),
        description=say(scenario.description),
        producers=tuple(
            msgspec.structs.replace(kind, name=say(kind.name), dish=say(kind.dish))
            for kind in scenario.producers
        ),
        consumers=tuple(
            msgspec.structs.replace(kind, name=say(kind.name)) for kind in scenario.consumers
        ),
    )


def translated(text: str) -> str:
    """A text of the engine in the present language, where it knows how it was made."""
    if not isinstance(text, Sentence):
        return text
    return text.said(lambda template: QCoreApplication.translate(CONTEXT, template))


def _say(text: str) -> str:
    return QCoreApplication.translate("Scenario", text)


@functools.cache
def in_all_languages(context: str, text: str) -> frozenset[str]:
    """A text as every language of ours says it: what a run was started in may not be spoken now."""
    said = {text}
    for language in LANGUAGES:
        translator = QTranslator()
        if translator.load(f"queuescope_{language}", str(resources.files("resources") / "i18n")):
            said.add(translator.translate(context, text))
    return frozenset(said - {""})
