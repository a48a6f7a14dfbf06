"""What the diagnosis finds is told in the window: banner, wait-for graph, and the Faults menu."""

from __future__ import annotations

import dataclasses
import re
import string

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from engine.diagnosis import phrases, verdicts
from engine.diagnosis.finding_texts import SENTENCES
from engine.model.faults import FaultKind, FaultPoint
from engine.model.findings import Finding, FindingKind, ItemId, Severity
from engine.model.ledger import LossReason
from engine.model.snapshot import Role, Snapshot
from engine.text.sentences import Sentence
from gui.common.i18n import LANGUAGES, Languages
from gui.panels.banner import Banner
from gui.panels.fault_menu import FaultMenu, points_for
from gui.panels.finding_text import text_of
from tests.support.scripted import dim_sum

NAMES = """unsent in_pipe missing waiting ended maxsize depth died lost left pid bytes times code
signal seconds cpu in_per_s out_per_s consumers count p50 p99 longest"""
NUMBERS = dict.fromkeys(NAMES.split(), 3.0)
TEXTS = {
    "without": "worker", "undrained": "joined", "full": "slots", "pace": "asleep",
    "item": "", "error": "", "type": "ValueError", "text": "no dish", "lock": "read",
    "since": "taken", "doing": "waiting", "circle": "locks", "kind": "Lock", "made": "bank.py:8",
    "because": "own", "exit": "code", "killed": "killed", "died": "killed", "advice": "other",
    "bound": "bounded", "blocked": "blocked",
}  # fmt: skip


@pytest.fixture
def snapshot() -> Snapshot:
    kitchen = dim_sum(items=3)
    return kitchen.snapshot(kitchen.last_ms)


def found(kind: FindingKind, severity: Severity = Severity.CRITICAL, **more: object) -> Finding:
    return Finding(kind, severity, 0, 0, (4,), (0, 5), numbers=NUMBERS, texts=TEXTS, **more)  # type: ignore[arg-type]


@pytest.fixture(params=sorted(LANGUAGES))
def language(request, qapp):
    languages = Languages(qapp)
    languages.choose(request.param)
    yield request.param
    languages.choose("en")


@pytest.mark.parametrize("kind", FindingKind)
def test_every_finding_has_a_title_a_reason_and_a_remedy_in_both_languages(
    language, snapshot, kind
):
    told = [found(kind)]
    if kind is FindingKind.ITEMS_LOST:
        told = [
            dataclasses.replace(told[0], texts=TEXTS | {"reason": reason}) for reason in LossReason
        ]
    for finding in told:
        words = text_of(finding, snapshot)
        for part in (words.title, words.why, words.remedy):
            assert part, finding
            assert not re.search(r"[{}]|\?", part), part
        has_chinese = re.search("[\u4e00-\u9fff]", words.why) is not None
        assert has_chinese == (language == "zh_CN")


def test_translations_keep_the_places_of_all_facts(qapp):
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    languages = Languages(qapp)
    languages.choose("zh_CN")
    pairs = (phrases.REASONS, phrases.DOING, phrases.PACE, phrases.BECAUSE, phrases.KILLED)
    pairs += (phrases.DIED, phrases.ADVICE, phrases.BOUND)
    single = (phrases.SINCE, phrases.UNDRAINED, phrases.FULL, phrases.WITHOUT)
    single += (phrases.BLOCKED, phrases.FAILED, phrases.EXIT)
    parts = [
        phrases.HANDS,
        phrases.USUAL,
        phrases.FAILED_BEFORE,
        phrases.RAISED_AT,
        *(text for table in single for text in table.values()),
    ]
    helped = [pair for table in pairs for pair in table.values()]
    for texts in (*SENTENCES.values(), *helped, parts):
        for text in filter(None, texts):
            translated = QCoreApplication.translate("Finding", text)
            assert places(translated) == places(text), translated
    languages.choose("en")


def test_parts_that_are_left_out_leave_no_space(language, snapshot):
    empty = dataclasses.replace(found(FindingKind.WORKER_KILLED), items=())
    for finding in (empty, dataclasses.replace(empty, items=(ItemId(1, 0),))):
        why = text_of(finding, snapshot).why
        assert "  " not in why
        assert "。 " not in why
        assert why == why.strip()


def test_many_names_are_told_as_some_and_a_number(snapshot):
    finding = dataclasses.replace(found(FindingKind.NO_MORE_ITEMS), waiting=(0, 1, 2, 3, 4, 5))
    assert "main, Cook A 1, Cook A 2, 3 more" in text_of(finding, snapshot).why


def test_a_signal_is_told_by_its_name(snapshot):
    finding = dataclasses.replace(found(FindingKind.WORKER_KILLED), numbers={"signal": 9.0})
    for texts in ({}, {"signal": "SIGKILL"}):
        told = text_of(dataclasses.replace(finding, texts=texts), snapshot)
        assert told.title == "Guest 1 was killed by SIGKILL"


def test_items_are_named_as_in_the_log(snapshot):
    items = (ItemId(1, 2), ItemId(3, 0))
    finding = dataclasses.replace(found(FindingKind.WORKER_RAISED), items=items)
    assert "bun 3, bun 1" in text_of(finding, snapshot).why


def test_a_finding_is_told_who_why_and_remedy_and_goes_when_it_holds_no_more(qtbot, snapshot):
    banner = Banner()
    qtbot.addWidget(banner)
    finding = found(FindingKind.READ_LOCK_ORPHANED)
    banner.show_snapshot(dataclasses.replace(snapshot, findings=(finding,)))
    assert not banner.isHidden()
    assert "read lock" in banner.text
    assert "Guest 1 (pid 3)" in banner.text
    assert banner.accessibleName().startswith("Nothing can move: ")
    banner.show_snapshot(snapshot)
    assert banner.isHidden()


def test_a_graver_finding_comes_in_front_and_the_others_are_one_press_away(qtbot, snapshot):
    banner = Banner()
    qtbot.addWidget(banner)
    mild = found(FindingKind.OVERLOAD, Severity.WARNING)
    grave = found(FindingKind.TASK_DONE_MISSING)
    banner.show_snapshot(dataclasses.replace(snapshot, findings=(mild,)))
    assert banner.finding == mild
    banner.show_snapshot(dataclasses.replace(snapshot, findings=(grave, mild)))
    assert banner.finding == grave
    assert banner._next.text() == "1 of 2"
    banner._next.click()
    assert banner.finding == mild
    banner.show_snapshot(dataclasses.replace(snapshot, findings=(mild,)))
    assert banner.finding == mild


def test_a_hidden_finding_stays_hidden_until_a_new_run(qtbot, snapshot):
    banner = Banner()
    qtbot.addWidget(banner)
    trouble = dataclasses.replace(snapshot, findings=(found(FindingKind.DEADLOCK),))
    banner.show_snapshot(trouble)
    banner._close.click()
    banner.show_snapshot(trouble)
    assert banner.isHidden()
    banner.clear()
    banner.show_snapshot(trouble)
    assert not banner.isHidden()


def test_what_the_application_says_does_not_hide_what_is_grave(qtbot, snapshot):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("Signal 9.", "The run failed")
    assert banner.text == "The run failed Signal 9."
    banner.show_snapshot(dataclasses.replace(snapshot, findings=(found(FindingKind.DEADLOCK),)))
    banner.say("Signal 9.", "The run failed")
    assert banner.finding is not None
    banner._close.click()
    assert banner.text == "The run failed Signal 9."


def test_why_a_run_has_ended_is_told_in_the_windows_language(qtbot, qapp):
    banner = Banner()
    qtbot.addWidget(banner)
    lock, who = Sentence(verdicts.LOCKS["read"]), Sentence(verdicts.NAME_AND_PID, name="A", pid=7)
    problem = Sentence(verdicts.ORPHANED, who=who, lock=lock, queue=Sentence(verdicts.FIRST_QUEUE))
    banner.say(problem, "")
    assert banner.text.startswith("A (pid 7) died holding the read lock of the queue")
    languages = Languages(qapp)
    languages.choose("zh_CN")
    banner.retranslate()
    assert banner.text.startswith("A（pid 7） 死的时候拿着队列的读锁")
    languages.choose("en")


def test_what_is_only_worth_knowing_does_not_alarm(qtbot, snapshot):
    banner = Banner()
    qtbot.addWidget(banner)
    calm = found(FindingKind.WORKER_BUSY, Severity.INFO)
    banner.show_snapshot(dataclasses.replace(snapshot, findings=(calm,)))
    assert banner.isHidden()


def leaves(menu: QMenu) -> dict[str, object]:
    found = {}
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found |= {f"{action.text()} / {name}": leaf for name, leaf in leaves(inner).items()}
        elif action.text() and not action.isSeparator():
            found[action.text()] = action
    return found


def test_the_faults_menu_offers_each_living_process_what_it_can_suffer(qtbot, snapshot):
    menu = FaultMenu()
    qtbot.addWidget(menu)
    menu.offer_all(snapshot.workers)
    offered = leaves(menu)
    guest = next(worker for worker in snapshot.workers if worker.name == "Guest 1")
    name = f"Guest 1 (pid {guest.pid})"
    assert f"{name} / Kill / when it holds the read lock" in offered
    assert f"{name} / Kill / when half an item is written" not in offered
    assert not any(entry.startswith("Cook A 1") for entry in offered)  # has ended
    with qtbot.waitSignal(menu.faultAsked) as asked:
        offered[f"{name} / Kill / just before task_done()"].trigger()
    assert asked.args == [guest.process, FaultKind.KILL, FaultPoint.BEFORE_TASK_DONE]


def test_without_a_run_the_faults_menu_says_what_to_do(qtbot):
    menu = FaultMenu()
    qtbot.addWidget(menu)
    menu.offer_all(())
    (entry,) = menu.actions()
    assert not entry.isEnabled()
    assert "start a run" in entry.text()


@pytest.mark.parametrize("kind", FaultKind)
@pytest.mark.parametrize("role", Role)
def test_every_fault_can_be_done_now(role, kind):
    assert FaultPoint.NOW in points_for(role, kind)
