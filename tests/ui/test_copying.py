"""Copying a page: its answer in a few lines, without the advice where passing it on is risky."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from dialtone.model.explanation import Explanation, WayWords
from dialtone.model.frozen import replace
from dialtone.model.way import WayKind
from dialtone.ui.messengers.detail_page import DetailPage
from dialtone.ui.messengers.tile_board import MessengerActions
from dialtone.ui.state.messenger_page_state import MessengerPageState, summarize_page
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.notice_bar import OutcomeBar
from ui import examples
from ui.plain_words import GUIDANCE, PlainWords

NOTE = "Copied without."
NETWORK = examples.check().network


def words() -> Explanation:
    return PlainWords().explain_messenger(examples.whatsapp_blocked(), NETWORK)


def page_of(qtbot: QtBot, note: str) -> DetailPage:
    page = DetailPage(MessengerActions(), bar := OutcomeBar())
    qtbot.addWidget(bar)
    qtbot.addWidget(page)
    page.show()
    page.show_messenger(page_state(0, note))
    return page


def page_state(number: int, note: str) -> MessengerPageState:
    messenger = examples.MESSENGERS[number]
    row = Row(messenger.id, messenger.name, watched=True)
    return MessengerPageState(messenger, row, words(), pending=False, is_saved=False, copy_note=note)


def copied() -> str:
    return QGuiApplication.clipboard().text()


WAY = WayWords(WayKind.VPN, GUIDANCE.title, guidance=replace(GUIDANCE, risk_level="low"))


def test_what_is_copied_is_five_lines_that_a_person_passes_on(qtbot: QtBot) -> None:
    """The answer, why, what helps, the day, Dialtone: no technical line, no address."""
    page = page_of(qtbot, "")
    page.show_messenger(replace(page_state(0, ""), words=replace(words(), ways=(WAY,)), day="24 November 2026"))
    page.copy()
    assert copied().splitlines() == [
        "WhatsApp is blocked.",
        "Summary of WhatsApp.",
        f"What can help: {WAY.title}",
        "24 November 2026",
        "Checked with Dialtone",
    ]


def test_without_a_way_what_can_be_done_is_told_or_nothing() -> None:
    lines = summarize_page(page_state(0, "")).splitlines()
    assert lines == ["WhatsApp is blocked.", "Summary of WhatsApp.", "Do that.", "Checked with Dialtone"]
    nothing = replace(page_state(0, ""), words=replace(words(), can_do=(), ways=()))
    assert summarize_page(nothing).splitlines() == [
        "WhatsApp is blocked.",
        "Summary of WhatsApp.",
        "Checked with Dialtone",
    ]
    assert summarize_page(replace(nothing, words=None)) == ""


@pytest.mark.parametrize("saved", [False, True])
def test_the_menu_copies_a_saved_check_too(qtbot: QtBot, saved: bool) -> None:
    page = page_of(qtbot, "")
    page.show_messenger(replace(page_state(0, ""), is_saved=saved))
    offered = {action.text(): action for action in page.list_menu_actions()}
    assert ("Mute WhatsApp" in offered) is not saved
    offered["Copy as text"].trigger()
    assert "WhatsApp is blocked." in copied()


def test_where_that_is_risky_the_advice_is_left_out_and_that_is_said(qtbot: QtBot) -> None:
    page = page_of(qtbot, NOTE)
    page.copy()
    assert "Do that." not in copied()
    assert page.outcome_bar.label.text() == NOTE
    assert page.outcome_bar.isVisible()
    page.outcome_bar.button.click()
    assert "Do that." in copied()
    assert not page.outcome_bar.button.isVisible()


def test_the_line_stays_with_its_messenger(qtbot: QtBot) -> None:
    page = page_of(qtbot, NOTE)
    page.copy()
    page.show_messenger(replace(page_state(0, NOTE), server="chat.example.org"))
    assert page.outcome_bar.isVisible()
    page.show_messenger(page_state(1, NOTE))
    assert not page.outcome_bar.isVisible()


def test_a_page_without_advice_is_copied_without_a_word(qtbot: QtBot) -> None:
    page = page_of(qtbot, NOTE)
    page.show_messenger(replace(page_state(0, NOTE), words=replace(words(), can_do=(), ways=())))
    page.copy()
    assert page.outcome_bar.label.text() == "Copied"
    assert not page.outcome_bar.button.isVisible()
