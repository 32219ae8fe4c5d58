"""Trying a proxy in the window: what its owner sees comes first, a bad link sends nothing, no secret is shown."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFailed, ProxyTestFinished
from dialtone.model.guidance import Action
from dialtone.model.proxy import ProxyOutcome
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.pages.proxy_test_page import ProxyTestPage
from dialtone.ui.state.check_runner import Emit, Run
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.proxy_preview import preview_of
from dialtone.ui.widgets.controls import Button
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.page import Page
from dialtone.ui.window.proxy_test_controller import ProxyTestController
from ui import examples
from ui.conftest import Script, Scripted, library
from ui.plain_words import GUIDANCE
from ui.test_pages import WORDS

SECRET = "000102030405060708090a0b0c0d0e0f"
LINK = f"tg://proxy?server=plain.tg-gate.net&port=443&secret={SECRET}"
HELD_SECONDS = 5.0


class Room:
    """A page over a trial that the test steers, and what was asked of it."""

    def __init__(self, qtbot: QtBot, script: Script) -> None:
        self.asked: list[tuple[str, str]] = []
        self.bench = Page("")
        qtbot.addWidget(self.bench)
        self.library: LoadedContent = replace(library(), words=WORDS, trial_for=self._trial_for)
        self._script = script
        self.room = ProxyTestController(lambda: self.library, dict, self.bench)
        page = self.room.page("telegram")
        assert page is not None
        self.page: ProxyTestPage = page
        qtbot.addWidget(page)
        page.show()

    def _trial_for(self, link: str, messenger: str, _servers: Mapping[str, str]) -> Callable[[], Run]:
        self.asked.append((link, messenger))
        return lambda: Scripted(self._script)

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())


def ends(outcome: ProxyOutcome = ProxyOutcome.WORKS) -> Script:
    def run(emit: Emit, _stopped: threading.Event) -> None:
        emit(ProxyTestFinished(examples.trial(outcome)))

    return run


def hangs(_emit: Emit, stopped: threading.Event) -> None:
    stopped.wait(HELD_SECONDS)


def fails(emit: Emit, _stopped: threading.Event) -> None:
    emit(CheckFailed("ValueError"))


def press(room: Room, link: str = LINK) -> None:
    room.page.link.setText(link)
    QTest.keyClick(room.page.link, Qt.Key.Key_Return)


def test_what_its_owner_sees_comes_before_anything_is_sent(qtbot: QtBot) -> None:
    room = Room(qtbot, ends())
    room.page.link.setText(LINK)
    assert "Telegram proxy: plain.tg-gate.net:443" in room.texts()
    assert "Its owner sees your internet address" in room.texts()
    assert room.asked == []


def test_a_proxy_that_works(qtbot: QtBot) -> None:
    room = Room(qtbot, ends())
    press(room)
    qtbot.waitUntil(lambda: "Telegram works through this proxy" in room.texts())
    assert room.asked == [(LINK, "telegram")]
    assert "By way of 94.131.20.7:443" in room.texts()
    assert "dc2" not in room.texts()
    room.page.findChildren(Disclosure)[-1].head.click()
    assert "94.131.20.7:443" in room.texts()
    assert SECRET not in room.texts()


@pytest.mark.parametrize("outcome", [outcome for outcome in ProxyOutcome if outcome is not ProxyOutcome.PARTLY])
def test_every_outcome_has_words(qtbot: QtBot, outcome: ProxyOutcome) -> None:
    room = Room(qtbot, ends(outcome))
    press(room)
    qtbot.waitUntil(lambda: "What you can do now" in room.texts())


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("", "Paste the link of a proxy."),
        ("https://example.org/x", "This is no link to a proxy"),
        (f"tg://proxy?server=a.example&port=443&secret={SECRET}7", "The secret in the link is cut off"),
        ("tg://proxy?server=a.example&port=443&secret=" + "x" * 3000, "too long"),
    ],
)
def test_a_bad_link_is_one_line_and_sends_nothing(qtbot: QtBot, link: str, said: str) -> None:
    room = Room(qtbot, ends())
    press(room, link)
    assert said in room.page.fault.text()
    assert room.page.fault.isVisible()
    assert SECRET not in room.texts()
    assert not room.page.sees.isVisible()
    assert room.asked == []
    room.page.link.setText(LINK)
    assert not room.page.fault.isVisible()


def test_it_can_be_stopped(qtbot: QtBot) -> None:
    room = Room(qtbot, hangs)
    press(room)
    assert room.page.waiting.isVisible()
    assert not room.page.try_button.isEnabled()
    room.page.waiting.cancel.click()
    qtbot.waitUntil(lambda: "You stopped the trial" in room.texts())
    assert not room.room.bridge.running
    assert room.page.try_button.isEnabled()


def test_leaving_the_page_ends_the_trial(qtbot: QtBot) -> None:
    room = Room(qtbot, hangs)
    press(room)
    room.page.left.emit()
    assert not room.room.bridge.running


def test_a_page_that_was_replaced_does_not_end_the_trial_of_the_next(qtbot: QtBot) -> None:
    room = Room(qtbot, hangs)
    old, again = room.page, room.room.page()
    assert again is not None
    qtbot.addWidget(again)
    room.page = again
    press(room)
    old.left.emit()
    assert room.room.bridge.running
    room.room.bridge.close()


def test_a_mistake_of_our_own_is_said(qtbot: QtBot) -> None:
    room = Room(qtbot, fails)
    press(room)
    qtbot.waitUntil(lambda: "Dialtone itself made a mistake" in room.texts())


def test_the_result_is_heard(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "dialtone.ui.widgets.announce.QAccessible.updateAccessibility", lambda event: said.append(event.message())
    )
    room = Room(qtbot, ends(ProxyOutcome.DEAD))
    press(room)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1].startswith("Nobody answers at the address of this proxy")


def test_nothing_is_tried_beside_a_saved_check(qtbot: QtBot) -> None:
    room = Room(qtbot, ends())
    room.library = replace(room.library, trial_for=None)
    assert room.room.page() is None


def test_only_advice_about_proxies_offers_it(qtbot: QtBot) -> None:
    def verbs(action: str, *, may_try: bool) -> list[str]:
        card = GuidanceCard(replace(GUIDANCE, action=action), QDate(2026, 11, 24), opened=True, may_try=may_try)
        qtbot.addWidget(card)
        return [button.text() for button in card.findChildren(Button)]

    assert "Try a proxy…" in verbs(Action.TRY_PROXY, may_try=True)
    assert "Try a proxy…" not in verbs(Action.TRY_PROXY, may_try=False)
    assert "Try a proxy…" not in verbs(Action.NONE, may_try=True)


def test_a_preview_holds_no_secret() -> None:
    assert SECRET not in repr(preview_of(WORDS.sentences, LINK))
