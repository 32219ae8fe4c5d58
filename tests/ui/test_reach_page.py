"""The page "Who do you want to reach?": it may be skipped, says the ways, warns before steps, and keeps nothing."""

from pytestqt.qtbot import QtBot

from dialtone.model.explanation import Guidance, ReachWords, WayWords
from dialtone.model.way import Reach
from dialtone.store.data_folders import config_dir, state_dir
from dialtone.ui.pages.reach_page import CALL, COUNTRY, USES, make_reach_page
from dialtone.ui.state.screen_state import ScreenState
from dialtone.ui.widgets.box_items import BoxHead
from dialtone.ui.widgets.controls import Heading, Text
from dialtone.ui.widgets.item_view import ItemPage
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import open_all, shown_page
from ui.window_fixture import WindowFixture, settle


def said(page: ItemPage) -> list[str]:
    return [one.text() for one in (*page.findChildren(Heading), *page.findChildren(Text)) if one.isVisibleTo(page)]


def page_of(fixture: WindowFixture) -> ItemPage:
    fixture.page_controller.show_reach()
    return shown_page(fixture.window)


def test_the_question_may_be_skipped_and_each_answer_changes_the_ways(qtbot: QtBot) -> None:
    asked: list[Reach] = []

    def words_of(reach: Reach) -> ReachWords:
        asked.append(reach)
        return ReachWords("To reach them", ("Closed there: x.",), (WayWords("call", "Phone them"),))

    page = keep_widget(qtbot, make_reach_page((), (("signal", "Signal"),), words_of))
    page.acted.emit(COUNTRY, "KZ")
    page.acted.emit(USES, "signal")
    page.acted.emit(CALL, "call")
    page.acted.emit(USES, "")
    states = [(one.country, one.uses, one.call) for one in asked]
    assert states == [
        *(("", (), False), ("KZ", (), False), ("KZ", ("signal",), False)),
        *(("KZ", ("signal",), True), ("KZ", (), True)),
    ]
    assert {"To reach them", "Phone them", "Closed there: x."} <= set(said(page))


def test_the_law_and_the_risk_stand_before_the_steps(qtbot: QtBot) -> None:
    texts = ("tool", "A tool", "It can be seen.", ("Get it.",), "It does not hide you.", "Free", ())
    tool = Guidance(*texts, risk_level="high", law=("It is punished (2026).",))
    way = WayWords("tool", "A tool", ("free",), "Signal: private messages.", "It is punished (2026).", guidance=tool)
    page = show_widget(qtbot, make_reach_page((), (), lambda _reach: ReachWords("To reach them", (), (way,))), 600, 900)
    open_all(page)
    places = {one.text(): one.mapTo(page, one.rect().topLeft()).y() for one in page.findChildren(Text)}
    step = next(place for text, place in places.items() if "Get it." in text)
    warnings = ("Signal: private messages.", "It is punished (2026).", "It can be seen.", "It does not hide you.")
    for warning in warnings:
        assert next(place for text, place in places.items() if warning in text) < step


def test_the_real_page_says_how_to_reach_somebody_in_ashgabat(fixture: WindowFixture) -> None:
    page = page_of(fixture)
    page.acted.emit(COUNTRY, "TM")
    text = "\n".join(said(page))
    assert "What you choose here is not saved anywhere." in text
    assert "Make a normal phone call" in text
    assert "known to work" not in text
    before = fixture.window.controller.settings
    fixture.window.page_stack.leave()
    written = [path.read_bytes() for home in (config_dir(), state_dir()) for path in home.rglob("*") if path.is_file()]
    assert fixture.window.controller.settings == before
    assert not [one for one in written if b"TM" in one or b"Turkmenistan" in one]
    again = page_of(fixture)
    assert "Turkmenistan" not in "\n".join(said(again)), "another page begins anew"


def test_before_a_check_no_messenger_is_called_working(fixture: WindowFixture) -> None:
    assert fixture.state.valid_check is fixture.state.check
    assert ScreenState().valid_check is None


def test_a_way_that_was_there_before_the_last_answer_still_opens(qtbot: QtBot, fixture: WindowFixture) -> None:
    """Its content stayed hidden until the window had another width: Qt was not told that it grew."""
    fixture.window.resize(960, 640)
    fixture.window.show()
    fixture.page_controller.show_reach()
    page = shown_page(fixture.window, ItemPage)
    page.acted.emit(COUNTRY, "KZ")
    page.acted.emit(CALL, "call")
    settle(fixture.window)
    head = next(head for head in page.findChildren(BoxHead) if head.isVisible() and head.expands)
    row = head.parentWidget()
    assert row is not None
    collapsed = row.height()
    head.click()
    qtbot.waitUntil(lambda: row.height() > collapsed, timeout=5_000)
