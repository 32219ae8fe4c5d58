"""Buttons that open the system's own settings, and those that hand a proxy to Telegram's app: on a click alone."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from dialtone.model.computer import SettingsPlace
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk, SystemPage
from dialtone.model.proxy import ProxyOutcome
from dialtone.system.own_process import restore_environment
from dialtone.ui.messengers.way_items import OPENS, list_way_buttons, make_way_row
from dialtone.ui.state.window_inputs import ThisComputer
from dialtone.ui.widgets.box_items import BoxHead, BoxItem
from dialtone.ui.widgets.controls import Button, Text
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.notice_bar import RiskNotice
from dialtone.ui.widgets.page_items import ActionItem, LinkItem, open_settings, start_command
from dialtone.ui.window.give_page import GivePage
from dialtone.ui.window.proxy_test_page import OPEN, ProxyTestPage, find_link_opener
from ui import examples
from ui.bare_window import make_context
from ui.conftest import make_content
from ui.english import WORDS
from ui.own_widgets import keep_widget, show_widget
from ui.plain_words import GUIDANCE
from ui.window_fixture import WindowFixture

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


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (SystemPage.NETWORK, "Open the network settings"),
        (SystemPage.PROXY, "Open the proxy settings"),
        (SystemPage.VPN, "Open the VPN settings"),
        (SystemPage.CLOCK, "Open the clock settings"),
    ],
)
def test_each_page_has_its_word_and_where_nobody_knows_it_no_button_promises_it(page: SystemPage, words: str) -> None:
    way = replace(GUIDANCE, settings_page=page)
    (button,) = list_way_buttons(way, may_try=False, opens=True)
    assert button == ActionItem(words, OPENS, value=page)
    assert list_way_buttons(way, may_try=False, opens=False) == ()


def test_the_address_of_a_page_is_opened(opened: Opened, qapp: QApplication) -> None:
    assert open_settings(SettingsPlace(address="ms-settings:dateandtime"))
    assert opened.addresses == ["ms-settings:dateandtime"]


def test_an_address_that_nothing_opens_is_shown_to_be_copied(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A press on a link, on a proxy or on a copy's folder did nothing where no program opens it."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    folder = Path("/media/stick/Dialtone")
    give, proxy = GivePage(make_context(make_content())), ProxyTestPage(make_context(make_content()))
    give._on_copied((folder, ("The copy is there.",)))
    proxy.set_link(LINK)
    link = ItemView((LinkItem("Source", "https://example.org/a"),))
    for page, press, shown in (
        (link, lambda: link.findChildren(Button)[0].click(), "https://example.org/a"),
        (give, lambda: give.control("open").click(), str(folder)),
        (proxy, lambda: proxy.acted.emit(OPEN, None), LINK),
    ):
        qtbot.addWidget(page)
        press()
        (box,) = page.findChildren(QMessageBox)
        assert box.informativeText() == shown
        box.buttons()[0].click()
        assert QGuiApplication.clipboard().text() == shown


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_command_is_started_with_its_page_and_without_what_a_bundle_set_for_itself(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/lib")
    restore_environment(os.environ)
    said = tmp_path / "said"
    program = tmp_path / "settings"
    program.write_text(f'#!/bin/sh\nprintf %s "$1 $LD_LIBRARY_PATH" > {said}.new && mv {said}.new {said}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert open_settings(SettingsPlace(command=(str(program), "kcm_clock")))
    qtbot.waitUntil(said.exists, timeout=20_000)
    assert said.read_text() == "kcm_clock /opt/lib"
    assert not start_command((str(tmp_path / "not there"),))


def test_settings_that_do_not_open_are_one_line(fixture: WindowFixture) -> None:
    """A press did nothing where the program of the settings is gone."""
    window = fixture.window
    window.open_messenger("whatsapp")
    page = window.detail._page
    assert page is not None
    gone = SettingsPlace(command=("/not/there",))
    window.detail.show_messenger(replace(page, system_pages={SystemPage.CLOCK: gone}))
    window.detail.view.acted.emit(OPENS, SystemPage.CLOCK)
    assert window.outcome_bar.label.text() == "The settings did not open."


def test_the_marks_stand_below_the_title_and_are_read_aloud(qtbot: QtBot) -> None:
    marked = replace(GUIDANCE, cost_in_marks=True, cost="Free, five minutes.")
    view = keep_widget(qtbot, ItemView((BoxItem((make_way_row(marked, ("free", "5 min", "low risk")),)),)))
    (head,) = view.findChildren(BoxHead)
    assert head.accessibleDescription() == "free · 5 min · low risk"
    head.click()
    assert marked.cost not in [text.text() for text in view.findChildren(Text)]


def test_each_level_of_risk_has_a_ground_of_its_own(qtbot: QtBot) -> None:
    grounds, notice = set(), RiskNotice()
    qtbot.addWidget(notice)
    notice.resize(400, 60)
    for level in Risk:
        notice.show_risk("Close bank apps first.", level)
        grounds.add(notice.grab().toImage().pixelColor(200, 3).name())
    assert len(grounds) == len(Risk)


def test_the_sign_of_a_risk_grows_with_the_letters(qtbot: QtBot) -> None:
    def inked(points: int) -> int:
        """Return how many columns before the text the sign covers."""
        notice = keep_widget(qtbot, RiskNotice())
        notice.setFont(QFont(notice.font().family(), points))
        notice.show_risk("Close bank apps first.", Risk.HIGH)
        notice.resize(600, 80)
        image = notice.grab().toImage()
        ground = image.pixel(300, 70)
        before = range(4, notice.column.contentsMargins().left())
        return sum(any(image.pixel(x, y) != ground for y in range(8, 60)) for x in before)

    assert inked(20) > 1.3 * inked(10)


def test_what_cannot_be_known_stands_above_the_button_that_hands_a_proxy_over(qtbot: QtBot, opened: Opened) -> None:
    content = replace(
        make_content(), words=WORDS, computer=ThisComputer(find_telegram_opener=lambda: "Telegram Desktop")
    )
    page = show_widget(qtbot, ProxyTestPage(make_context(content)))
    page.set_link(LINK)
    page.show_outcome(examples.proxy_test(ProxyOutcome.WORKS))
    offer = page.control(OPEN)
    assert offer.text() == "Open it in Telegram Desktop…"
    said = next(text for text in page.findChildren(Text) if "We cannot tell who runs it." in text.text())
    assert said.mapTo(page, said.rect().bottomLeft()).y() < offer.mapTo(page, offer.rect().topLeft()).y()
    assert opened.addresses == []
    offer.click()
    assert opened.addresses == [LINK]


def test_only_what_works_and_only_to_telegrams_own_app() -> None:
    works, dead = examples.proxy_test(ProxyOutcome.WORKS), examples.proxy_test(ProxyOutcome.DEAD)
    own = replace(make_content(), computer=ThisComputer(find_telegram_opener=lambda: "Telegram Desktop"))
    assert find_link_opener(works, LINK, own) == "Telegram Desktop"
    assert not find_link_opener(dead, LINK, own)
    assert not find_link_opener(works, "socks5://192.0.2.7:1080", own)
    assert not find_link_opener(works, LINK, replace(own, computer=ThisComputer(find_telegram_opener=lambda: "")))
    assert not find_link_opener(works, LINK, make_content())
