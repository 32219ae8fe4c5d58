"""Buttons that open the system's own settings, and those that hand a proxy to Telegram's app: on a click alone."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcessEnvironment, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from dialtone.model.computer import SettingsPlace
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk, SystemPage
from dialtone.model.proxy import ProxyOutcome
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.pages.proxy_test_page import OPEN, ProxyTestState
from dialtone.ui.state.check_runner import Run
from dialtone.ui.widgets.controls import Button, Text
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.risk_notice import LawNotice, RiskNotice
from dialtone.ui.widgets.settings_opener import of_the_person, open_settings
from dialtone.ui.window.proxy_test_controller import ProxyTestController, opener_of, result_of
from ui import examples
from ui.conftest import make_content
from ui.english import WORDS
from ui.plain_words import GUIDANCE

LINK = "tg://proxy?server=plain.tg-gate.net&port=443&secret=000102030405060708090a0b0c0d0e0f"


class Opened(QObject):
    """Takes the addresses that would go to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.addresses.append(address.toString())


@pytest.fixture
def opened() -> Iterator[Opened]:
    taken = Opened()
    for scheme in ("ms-settings", "tg"):
        QDesktopServices.setUrlHandler(scheme, taken, "take")  # type: ignore[arg-type]  # its stub says bytes
    yield taken
    for scheme in ("ms-settings", "tg"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_a_card_opens_the_page_of_the_settings_it_begins_on(qtbot: QtBot, opened: Opened) -> None:
    place = SettingsPlace(address="ms-settings:dateandtime")
    card = GuidanceCard(replace(GUIDANCE, opens=SystemPage.CLOCK), opened=True, first=True, settings=place)
    qtbot.addWidget(card)
    assert card.has_action
    button = next(one for one in card.findChildren(Button) if one.text() == "Open the clock settings")
    assert opened.addresses == []
    button.click()
    assert opened.addresses == ["ms-settings:dateandtime"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (SystemPage.NETWORK, "Open the network settings"),
        (SystemPage.PROXY, "Open the proxy settings"),
        (SystemPage.VPN, "Open the VPN settings"),
    ],
)
def test_each_page_has_its_word(qtbot: QtBot, page: SystemPage, words: str) -> None:
    card = GuidanceCard(replace(GUIDANCE, opens=page), opened=True, settings=SettingsPlace(address="ms-settings:x"))
    qtbot.addWidget(card)
    assert words in [one.text() for one in card.findChildren(Button)]


def test_where_nobody_knows_the_page_no_button_promises_it(qtbot: QtBot) -> None:
    card = GuidanceCard(replace(GUIDANCE, opens=SystemPage.CLOCK), opened=True, first=True)
    qtbot.addWidget(card)
    assert not card.has_action
    assert "Open the clock settings" not in [one.text() for one in card.findChildren(Button)]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_command_is_started_with_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    said = tmp_path / "said"
    program = tmp_path / "settings"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {said}.new && mv {said}.new {said}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert open_settings(SettingsPlace(command=(str(program), "kcm_clock")))
    qtbot.waitUntil(said.exists, timeout=20_000)
    assert said.read_text() == "kcm_clock"
    assert not open_settings(SettingsPlace(command=(str(tmp_path / "not there"),)))


@pytest.mark.parametrize(("before", "after"), [("/opt/lib", "/opt/lib"), ("", "")])
def test_what_a_bundle_set_for_itself_is_not_passed_on(before: str, after: str) -> None:
    environment = QProcessEnvironment()
    environment.insert("LD_LIBRARY_PATH", "/opt/bundle")
    environment.insert("LD_LIBRARY_PATH_ORIG", before)
    assert of_the_person(environment).value("LD_LIBRARY_PATH") == after
    plain = QProcessEnvironment()
    plain.insert("LD_LIBRARY_PATH", "/opt/own")
    assert of_the_person(plain).value("LD_LIBRARY_PATH") == "/opt/own"


def test_the_marks_stand_below_the_title_and_are_read_aloud(qtbot: QtBot) -> None:
    marked = replace(GUIDANCE, marks=("free", "5 min", "low risk"), cost_in_marks=True, cost="Free, five minutes.")
    card = GuidanceCard(marked, opened=True)
    qtbot.addWidget(card)
    assert card.disclosure.head.accessibleDescription() == "free · 5 min · low risk"
    assert marked.cost not in [text.text() for text in card.findChildren(Text)]


@pytest.mark.parametrize("level", list(Risk))
def test_each_level_of_risk_has_a_ground_of_its_own(qtbot: QtBot, level: Risk) -> None:
    grounds = set()
    for one in (level, *(other for other in Risk if other is not level)):
        notice = RiskNotice("Close bank apps first.", one)
        qtbot.addWidget(notice)
        notice.resize(400, 60)
        grounds.add(notice.grab().toImage().pixelColor(200, 3).name())
    assert len(grounds) == len(Risk)


def test_of_the_law_is_seen_what_it_means_and_each_note_waits(qtbot: QtBot) -> None:
    notice = LawNotice(("First.", "Second.", "Third."), "In short.")
    qtbot.addWidget(notice)
    (more,) = notice.findChildren(Disclosure)
    assert more.head.text() == "What the law says (3)"
    assert [text.text() for text in notice.findChildren(Text)] == ["In short.", "First.", "Second.", "Third."]
    assert notice.level == Risk.HIGH


def test_one_note_of_the_law_waits_too_and_an_unknown_law_is_no_red_flag(qtbot: QtBot) -> None:
    alone = LawNotice(("First.",), "In short.")
    qtbot.addWidget(alone)
    assert [text.text() for text in alone.findChildren(Text)] == ["In short.", "First."]
    assert (len(alone.findChildren(Disclosure)), alone.level) == (1, Risk.HIGH)
    unknown = LawNotice(("Not known.",), "Not known.")
    qtbot.addWidget(unknown)
    assert [text.text() for text in unknown.findChildren(Text)] == ["Not known."]
    assert (unknown.findChildren(Disclosure), unknown.level) == ([], Risk.LOW)


def test_a_proxy_is_handed_over_after_a_question(qtbot: QtBot, opened: Opened) -> None:
    content = replace(make_content(), words=WORDS, proxy_test_for=lambda *_: _never)
    controller = ProxyTestController(lambda: content, dict, opened)
    page = controller.page()
    assert page is not None
    qtbot.addWidget(page)
    page.show()
    result = result_of(examples.proxy_test(ProxyOutcome.WORKS), WORDS, {}, "Telegram Desktop")
    controller.show_state(ProxyTestState(LINK, result=result))
    offer = page.control(OPEN)
    assert offer.offer.text() == "Open it in Telegram Desktop…"
    offer.offer.click()
    assert offer.question.isVisible()
    assert "We cannot tell who runs it." in offer.question.text()
    offer.leave.click()
    assert not offer.question.isVisible()
    assert opened.addresses == []
    offer.offer.click()
    offer.go.click()
    assert opened.addresses == [LINK]


def _never() -> Run:
    raise AssertionError("nothing is tried")


def test_only_what_works_and_only_to_telegrams_own_app() -> None:
    works, dead = examples.proxy_test(ProxyOutcome.WORKS), examples.proxy_test(ProxyOutcome.DEAD)
    own = replace(make_content(), telegram_opener=lambda: "Telegram Desktop")
    assert opener_of(works, LINK, own) == "Telegram Desktop"
    assert not opener_of(dead, LINK, own)
    assert not opener_of(works, "socks5://192.0.2.7:1080", own)
    assert not opener_of(works, LINK, replace(own, telegram_opener=lambda: ""))
    assert not opener_of(works, LINK, make_content())
