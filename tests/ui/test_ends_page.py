"""The page "Both ends": pasted, typed, opened or dropped; forgotten with the page; no button follows from it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.model.result_line import EndEntry, EndState, LineFault, ResultLine
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.result_line_text import ResultLineError, format_line
from dialtone.ui.messengers.ends_board import EndsBoard
from dialtone.ui.state.screen_state import Phase, ScreenState, with_check
from dialtone.ui.widgets.box_items import BoxRowView
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.ends_page import COPY, PASTE, TYPED, EndsPage
from ui import examples
from ui.page_rows import open_row, shown_page
from ui.pictures import picture_of
from ui.window_fixture import NOW, WindowFixture, done, make_window_fixture

TODAY = NOW.date()
Start = Callable[..., EndsPage]


def line(*states: EndState, day: date = TODAY, country: str = "") -> str:
    ids = ("signal", "telegram", "whatsapp")
    return format_line(ResultLine(day, tuple(map(EndEntry, ids, states)), country))


@pytest.fixture
def fixture(qtbot: QtBot) -> Iterator[WindowFixture]:
    made = make_window_fixture("en")
    qtbot.addWidget(made.window)
    made.show(done(examples.check()))
    yield made
    QGuiApplication.clipboard().clear()


@pytest.fixture
def start(fixture: WindowFixture) -> Start:
    def begin(received: Callable[[Path | bytes], str] | None = None) -> EndsPage:
        if received is not None:
            fixture.world.received = received
        page = fixture.page_controller.show_both_ends()
        assert page is not None
        return page

    return begin


def press_paste(fixture: WindowFixture) -> None:
    """Press the keys for it, wherever in the window."""
    paste = QKeySequence(QKeySequence.StandardKey.Paste)
    next(one for one in fixture.window.findChildren(QShortcut) if one.key() == paste).activated.emit()


def said(page: ItemPage) -> str:
    shown = (*page.findChildren(Heading), *page.findChildren(Text))
    return "\n".join(one.text() for one in shown if one.isVisibleTo(page))


def test_a_pasted_line_says_what_works_at_both_ends(start: Start) -> None:
    page = start()
    QGuiApplication.clipboard().setText(f"Here: “{line(EndState.WORKS, EndState.WORKS, EndState.WORKS)}”")
    page.control(PASTE).click()
    assert "Your friend's line says that Signal works there too." in said(page)
    assert "Nobody has checked your friend's line." in said(page)
    tiles = page.findChildren(EndsBoard)[0].tiles
    assert [(tile.row.name, tile.row.state) for tile in tiles] == [
        ("Signal", "Both of you"),
        ("Telegram", "In part for you"),
        ("WhatsApp", "Not for you"),
    ]
    assert tiles[0].accessibleName() == "Signal: Both of you. Your friend's line says that Signal works there."


def test_a_check_of_another_network_says_nothing_of_this_end(fixture: WindowFixture, start: Start) -> None:
    """As it was found: what had worked on the network before "works at both ends", and was offered to be sent."""
    there = with_check(
        ScreenState(current_mark="10.0.0.0/24", checked_mark="10.0.0.0/24"), examples.check(), Phase.DONE
    )
    fixture.show(replace(there, current_mark="192.168.1.0/24"))
    page = start()
    assert not page.has_control(COPY)
    QGuiApplication.clipboard().setText(line(EndState.WORKS, EndState.WORKS, EndState.WORKS))
    page.control(PASTE).click()
    assert "No messenger is known to work at both ends." in said(page)
    tiles = page.findChildren(EndsBoard)[0].tiles
    assert {tile.row.state for tile in tiles} == {"Not known for you"}
    fixture.show(there)
    page.control(PASTE).click()
    assert "Your friend's line says that Signal works there too." in said(page)


def test_a_line_is_pasted_from_anywhere_and_nothing_else_opens_the_page(fixture: WindowFixture) -> None:
    for text in ("hello", ""):
        QGuiApplication.clipboard().setText(text)
        press_paste(fixture)
        assert fixture.window.page_stack.page is None
    QGuiApplication.clipboard().setText(line(EndState.WORKS))
    both_ends = fixture.window.window_actions.both_ends
    both_ends.setEnabled(False)  # as on the start page, and while another country is loaded
    press_paste(fixture)
    assert fixture.window.page_stack.page is None
    both_ends.setEnabled(True)
    press_paste(fixture)
    page = shown_page(fixture.window)
    assert "Signal works there too" in said(page)
    QGuiApplication.clipboard().setText("hello")
    press_paste(fixture)
    assert fixture.window.page_stack.page is page
    assert "There is no result line in this." in said(page)


def test_no_filled_button_follows_from_a_line(start: Start) -> None:
    page = start()
    page.show_result(line(EndState.WORKS, EndState.WORKS, EndState.WORKS))
    buttons = [one.text() for one in page.findChildren(Button) if one.isVisibleTo(page) and one.text()]
    assert buttons == ["Paste", "Open a picture…"], "one's own line waits in its row"
    assert not any(one.look is ButtonStyle.MAIN for one in page.findChildren(Button))


def test_a_tile_leads_to_its_messenger_and_a_stranger_nowhere(fixture: WindowFixture, start: Start) -> None:
    page = start()
    entries = (EndEntry("newthing", EndState.WORKS), EndEntry("signal", EndState.WORKS))
    page.show_result(format_line(ResultLine(TODAY, entries)))
    tiles = {tile.row.id: tile for tile in page.findChildren(EndsBoard)[0].tiles}
    tiles["newthing"].click()
    assert fixture.window.page_stack.page is page
    tiles["signal"].click()
    assert fixture.window.messenger_shown == "signal"


def test_back_from_a_messenger_leads_to_the_same_comparison(fixture: WindowFixture, start: Start) -> None:
    """As it was found: Back led to the result, and the friend's line had to be pasted again."""
    page = start()
    page.show_result(line(EndState.WORKS, EndState.WORKS, EndState.WORKS))
    before, stack = said(page), fixture.window.page_stack
    page.findChildren(EndsBoard)[0].tiles[0].click()
    assert stack.page is None
    assert fixture.window.would_lose()
    stack.header.back_button.click()
    again = stack.page
    assert isinstance(again, EndsPage)
    assert said(again) == before
    stack.header.back_button.click()
    assert (stack.page, stack.answer) == (None, fixture.window.result)
    fixture.window.open_messenger("signal")
    stack.header.back_button.click()
    assert stack.page is None


def test_a_typed_line_is_read_by_enter(start: Start) -> None:
    page = start()
    page.control(TYPED).setText(line(EndState.BLOCKED))
    QTest.keyClick(page.control(TYPED), Qt.Key.Key_Return)
    assert "No messenger is known to work at both ends." in said(page)


def test_many_lines_are_counted(start: Start) -> None:
    page = start()
    blocked, works = line(EndState.WORKS, EndState.WORKS, EndState.BLOCKED), line(EndState.WORKS)
    page.show_result("\n".join((*(f"{n}: {blocked}" for n in range(18)), f"18: {works}", f"19: {works[:-1]}")))
    assert "WhatsApp: these lines say that you are not the only one." in said(page)
    assert "WhatsApp: blocked for 18 of 18." in said(page)
    omitted = "Line 20: Something in this line is missing or changed."
    assert omitted not in said(page)
    open_row(page, "What was not counted")
    assert omitted in said(page)


def test_of_several_days_the_newest_is_open(start: Start) -> None:
    page = start()
    entries, yesterday = (EndEntry("signal", EndState.WORKS),), TODAY - timedelta(days=1)
    page.show_result("\n".join(format_line(ResultLine(day, entries)) for day in (yesterday, TODAY)))
    days = [one.head for one in page.findChildren(BoxRowView) if one.head.objectName().startswith("Result lines")]
    assert [day.isChecked() for day in days] == [True, False]


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (ResultLineError(LineFault.NO_QR), "No QR code could be read in this picture."),
        (ResultLineError(LineFault.ADDRESS), "The QR code in this picture holds the address of a page"),
        (TroubleError(TroubleKind.MISSING, "friend.png"), "friend.png"),
    ],
)
def test_a_picture_that_holds_no_line(start: Start, qtbot: QtBot, problem: Exception, sentence: str) -> None:
    def refuse(_: Path | bytes) -> str:
        raise problem

    page = start(refuse)
    with qtbot.waitSignal(page.runner.work_finished):
        page.read_source(Path("friend.png"))
    assert sentence in said(page)


def test_a_picture_is_pasted_as_a_file(start: Start, qtbot: QtBot) -> None:
    taken: list[Path | bytes] = []

    def read(source: Path | bytes) -> str:
        taken.append(source)
        return line(EndState.WORKS)

    page = start(read)
    QGuiApplication.clipboard().setImage(picture_of(line(EndState.WORKS)))
    with qtbot.waitSignal(page.runner.work_finished):
        page.control(PASTE).click()
    assert isinstance(taken[0], bytes)
    assert taken[0].startswith(b"\x89PNG")
    assert "Signal works there too" in said(page)


def test_ones_own_line_is_copied_and_names_no_country(fixture: WindowFixture, start: Start) -> None:
    page = start()
    page.control(COPY).click()
    assert fixture.window.outcome_bar.label.text() == "The line is copied."
    copied = QGuiApplication.clipboard().text()
    assert copied == line(EndState.WORKS, EndState.PART, EndState.BLOCKED)
    assert copied in said(page)


def test_more_messengers_than_a_line_holds_are_chosen_under_share(fixture: WindowFixture, start: Start) -> None:
    works = examples.signal_works()
    fixture.show(done(examples.check(*(replace(works, messenger=f"messenger_number_{n}") for n in range(9)))))
    page = start()
    assert not page.has_control(COPY)
    assert "Choose under Share which messengers go into your line." in said(page)


def test_in_the_quiet_profile_there_is_nothing_to_pass_on(fixture: WindowFixture, start: Start) -> None:
    controller = fixture.window.controller
    controller.settings = replace(controller.settings, quiet_profile=True)
    page = start()
    assert not page.has_control(COPY)
