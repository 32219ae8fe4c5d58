"""The first page: everybody gets an answer, and nothing is asked that was not ticked."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.settings import Settings
from dialtone.ui.messengers.add_dialog import AddDialog
from dialtone.ui.pages.start_page import StartPage
from dialtone.ui.state.offered_messengers import Offer, familiar, offers
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.widgets.scroll_area import Edge
from ui import examples
from ui.conftest import WindowHarness, make_content
from ui.examples import ICON
from ui.runs import measures, phase_is
from ui.window_fixture import catalogue, settle

MakeWindow = Callable[..., WindowHarness]
FOUR = (*examples.MESSENGERS, Messenger("line", "LINE", "L", "#16803a", used_in=("JP",)))


def page_of(harness: WindowHarness) -> StartPage:
    assert harness.window.start_page is not None
    return harness.window.start_page


def test_the_found_ones_come_first_then_the_usual_ones_then_those_of_the_country() -> None:
    messengers = catalogue().messengers
    content = replace(make_content(("viber", "skype")), messengers=messengers, names={m.id: m.name for m in messengers})
    seen = [offer.messenger for offer in offers(content, "RU")]
    assert seen == ["viber", "whatsapp", "telegram", "signal", "discord", "max", "vk_messenger"]
    assert [offer.messenger for offer in offers(content, "")] == seen[:4]
    assert [offer.messenger for offer in offers(content, "") if offer.found] == ["viber"]
    assert {"line"} < {offer.messenger for offer in offers(content, "JP")}
    assert familiar(content, "JP")[:6] == ("viber", "whatsapp", "telegram", "signal", "line", "wechat")


def test_no_country_offers_more_than_can_be_seen_at_a_glance() -> None:
    messengers = catalogue().messengers
    content = replace(make_content(()), messengers=messengers, names={m.id: m.name for m in messengers})
    for country in {code for m in messengers for code in (*m.home, *m.used_in)}:
        offered = offers(content, country)
        assert 4 <= len(offered) <= 8
        assert all(m.untested is None for m in messengers if m.id in {offer.messenger for offer in offered})


def test_what_is_found_is_ticked_and_only_that_is_asked(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True, installed=("signal", "telegram"))
    page = page_of(harness)
    assert set(page.choices.ticked) == {"telegram", "signal"}
    assert {m for m in page.choices.chips if m not in page.choices.ticked} == {"whatsapp"}
    page.choices.chips["telegram"].click()
    page.choices.chips["whatsapp"].click()
    assert harness.asked == []
    page.start_button.click()
    qtbot.waitUntil(phase_is(harness, Phase.DONE))
    assert set(harness.asked[0]) == {"whatsapp", "signal"}
    kept = harness.kept[-1]
    assert (kept.messengers_added, kept.messengers_hidden) == (("whatsapp",), ("telegram",))
    assert kept.first_run_done
    assert kept.watch_minutes == 0


def test_where_people_are_punished_that_is_said_before_anything_is_asked(qtbot: QtBot, make_window: MakeWindow) -> None:
    page = page_of(harness := make_window(measures, first_run=True, installed=("signal",)))
    said = []
    for country in ("", "IR", "NO"):
        page.country.addItem(country, country)
        page.country.setCurrentIndex(page.country.count() - 1)
        said.append(page.warning.text())
        assert page.warning.isVisibleTo(page) is bool(said[-1])
    assert said == ["People are punished in .", "People are punished in IR.", ""]
    assert harness.asked == []


def test_where_nothing_was_found_one_has_to_be_ticked(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True, installed=())
    page = page_of(harness)
    assert page.choices.ticked == ()
    page.start_button.click()
    assert harness.window.asking
    assert page.choices.note.text() == "Tick at least one messenger."
    first = next(iter(page.choices.chips.values()))
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert "None was found" in page.choices.note.text()
    page.start_button.click()
    qtbot.waitUntil(phase_is(harness, Phase.DONE))
    assert harness.asked == [("whatsapp",)]
    assert not harness.window.asking


def test_who_uses_another_one_finds_it(qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    retired = Messenger("skype", "Skype", "S", "#0099dd", untested=MessengerStatus.RETIRED)
    monkeypatch.setattr(examples, "MESSENGERS", (*FOUR, retired))
    harness = make_window(measures, first_run=True, installed=())
    page = page_of(harness)
    assert "line" not in page.choices.chips
    page.choices.another_button.click()
    (dialog,) = harness.window.findChildren(AddDialog)
    assert "skype" not in dialog.found
    assert not dialog.add_button.isEnabled()
    QTest.keyClicks(dialog.field, "lin")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert page.choices.ticked == ("line",)
    assert harness.asked == []
    page.start_button.click()
    qtbot.waitUntil(lambda: harness.asked == [("line",)])


def test_another_country_offers_others_and_keeps_what_was_ticked(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examples, "MESSENGERS", FOUR)
    harness = make_window(measures, first_run=True, installed=("signal",))
    page = page_of(harness)
    page.choices.chips["whatsapp"].click()
    page.choices.chips["signal"].click()
    page.country.choose("JP")
    assert "line" in page.choices.chips
    assert page.choices.ticked == ("whatsapp",)


def test_automatic_checks_are_off_until_they_are_ticked(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    page = page_of(harness)
    assert not page.watch.isChecked()
    page.watch.click()
    with qtbot.waitSignal(harness.controller.settings_changed):
        page.start_button.click()
    assert harness.controller.settings.watch_minutes == 60


def test_the_providers_view_is_said_before_start(make_window: MakeWindow) -> None:
    page = page_of(make_window(measures, first_run=True))
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "can see which messengers are checked" in said
    assert "may also recognise Dialtone" in said
    assert "can see each check" in said


def test_files_that_cannot_be_loaded_are_said_on_the_first_page_too(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    harness.window.show_failure("a file is missing")
    assert not harness.window.asking
    assert harness.window.result.block.isVisible()


def test_one_that_is_listed_is_shown_as_such_and_only_opened(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, settings=Settings(messengers_added=("viber",)))
    qtbot.waitUntil(phase_is(harness, Phase.DONE))
    before = list(harness.asked)
    harness.window.list_changes.open_adding()
    (dialog,) = harness.window.findChildren(AddDialog)
    QTest.keyClicks(dialog.field, "telegram")
    assert dialog.found == ("telegram",)
    assert dialog.list.item(0).text() == "Telegram\nAlready in the list"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert harness.window.detail.messenger_id == "telegram"
    assert harness.asked == before


def test_tab_goes_as_one_reads(make_window: MakeWindow, qtbot: QtBot) -> None:
    """The chips are made last, and stand in the middle; also once they are made anew."""
    harness = make_window(measures, first_run=True, installed=("signal", "telegram"))
    page = page_of(harness)
    qtbot.waitUntil(lambda: len(page.choices.chips) > 0)
    for _ in range(2):
        order: list[QWidget | None] = [page.choices.question]
        while (following := order[-1]) is not None and following.nextInFocusChain() is not order[0]:
            order.append(following.nextInFocusChain())
        chips = [order.index(chip) for chip in page.choices.chips.values()]
        ends = [order.index(page.choices.another_button), order.index(page.watch), order.index(page.start_button)]
        assert [*chips, *ends] == sorted([*chips, *ends])
        page.show_offers(page.choices.offers[::-1])


def test_what_is_offered_again_keeps_its_chips(make_window: MakeWindow, qtbot: QtBot) -> None:
    """Who made the apps is known a little later: who hears the window must not be thrown back by that."""
    harness = make_window(measures, first_run=True, installed=("signal", "telegram"))
    page = page_of(harness)
    qtbot.waitUntil(lambda: len(page.choices.chips) > 0)
    before = dict(page.choices.chips)
    page.show_offers(page.choices.offers)
    assert page.choices.chips == before


@pytest.mark.parametrize(("letters", "beside"), [(60, True), (45, True), (33, False)])
def test_titles_stand_above_their_words_where_a_column_would_be_narrow(
    qtbot: QtBot, letters: int, beside: bool
) -> None:
    page = StartPage(ICON, QMenu())
    qtbot.addWidget(page)
    page.resize(letters * QFontInfo(page.font()).pixelSize(), 640)
    page.show()
    settle(page)
    for title, said in page.notes.pairs:
        assert (said.geometry().left() > title.geometry().right()) is beside
        assert (said.geometry().top() >= title.geometry().bottom()) is not beside


def test_with_large_letters_words_that_scroll_have_an_edge_and_the_menu_does_not_lie_on_the_bar(
    make_window: MakeWindow, qapp: QApplication
) -> None:
    usual = QFont(qapp.font())
    qapp.setFont(QFont(usual.family(), 20))
    try:
        harness = make_window(measures, first_run=True)
        page = page_of(harness)
        harness.window.resize(960, 640)
        settle(harness.window)
        bar = page.words.verticalScrollBar()
        (edge,) = page.words.findChildren(Edge)
        assert bar.maximum() > 0
        assert edge.is_shown
        assert edge.geometry().bottom() == page.words.rect().bottom()
        assert page.words.geometry().top() > page.menu_button.geometry().bottom()
        bar.setValue(bar.maximum())
        assert not edge.is_shown
    finally:
        qapp.setFont(usual)


def test_with_large_letters_the_warning_is_on_the_screen_before_start(
    make_window: MakeWindow, qapp: QApplication
) -> None:
    """It stood below the words that scroll, where nobody saw it who pressed Start at once."""
    usual = QFont(qapp.font())
    qapp.setFont(QFont(usual.family(), 20))
    try:
        harness = make_window(measures, first_run=True)
        page = page_of(harness)
        harness.window.resize(960, 640)
        page.show_warning(
            "People can be searched or punished there for using such services. A quiet check leaves fewer traces."
        )
        settle(harness.window)
        assert page.words.verticalScrollBar().maximum() > 0
        assert page.warning.visibleRegion().boundingRect() == page.warning.rect()
        assert page.warning.geometry().bottom() < page.start_button.geometry().top()
    finally:
        qapp.setFont(usual)


@pytest.mark.parametrize("width", range(600, 700, 4))
def test_no_bar_stays_where_there_is_room_for_all_words(qtbot: QtBot, width: int) -> None:
    """More chips brought a bar, the bar took width, a line wrapped, and the height asked for was that without it."""
    page = StartPage(ICON, QMenu())
    qtbot.addWidget(page)
    page.resize(width, 900)
    page.show()
    settle(page)
    names = ("Signal", "Telegram", "WhatsApp", "Facebook Messenger", "Snapchat", "Discord", "WeChat", "Viber")
    page.show_offers([Offer(name.lower(), name, name[0], "#2f9e58", found=False) for name in names])
    settle(page)
    assert page.words.verticalScrollBar().maximum() == 0
