"""The first page: the answer in one sentence, one line, one button and one link, and the messengers as tiles."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckStarted, MessengerJudged, NetworkJudged, Progressed
from dialtone.explain.country_words import PREPARE
from dialtone.model.answer import NextStep, StepKind
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.tile_board import REST, TileBoard, make_rest_row
from dialtone.ui.messengers.waves import Waves
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import Space, colours, make_palette
from dialtone.ui.painting.wave_lines import YOU_SIZE
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.result_state import ResultState, make_window_answer
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after
from dialtone.ui.state.snapshot import Snapshot
from dialtone.ui.state.time_text import CountedText
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.answer_page import AnswerBlock
from dialtone.ui.widgets.controls import ButtonStyle
from judge.recorded import judged
from ui import examples
from ui.conftest import make_content
from ui.examples import function
from ui.fitting import letters_of, open_scene
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import shown_page
from ui.scenes import calls_blocked, everything
from ui.window_fixture import WindowFixture, done, make_window_fixture, saved, settle
from ui.window_fixture import make_content as real_content

WATCHED = ("whatsapp", "telegram", "signal")
ALL = WatchList(WATCHED, WATCHED)
MORE = WatchList(WATCHED, (*WATCHED, "viber", "element", "briar"))
"""More than there are tiles."""
DONE = done(examples.check())
BLOCKED = ResultState(
    "WhatsApp is blocked here.", "Signal works.", "blocked", verb="Check again", link="Why", filled=True
)


def result(state: ScreenState, watch_list: WatchList = ALL) -> ResultState:
    content = make_content()
    return Presenter(content, state, watch_list).make_screen().answer


def tile_words(state: ScreenState, messenger: str) -> str:
    """Return the state on the tile of a messenger."""
    rows = Presenter(make_content(), state, ALL).make_rows()
    return next(row.state for row in rows if row.id == messenger)


def over_vpn(check: Check) -> Check:
    return replace(check, network=replace(check.network, flags=(NetworkFlag.VPN,)))


def without_calls(verdict: MessengerVerdict) -> MessengerVerdict:
    """Return a verdict of which nothing but messages was tested."""
    return replace(verdict, functions=tuple(one for one in verdict.functions if one.function != "media"))


def done_with(*verdicts: MessengerVerdict) -> ScreenState:
    return done(examples.check(*verdicts))


def portal() -> ScreenState:
    """Return the state on a network with a sign-in page."""
    asked = examples.unknown(examples.whatsapp_blocked(), Cause.CAPTIVE_PORTAL)
    return done(examples.check(asked, network=NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL)))


@pytest.fixture
def fixture(qtbot: QtBot) -> WindowFixture:
    made = make_window_fixture("en")
    show_widget(qtbot, made.window, 800, 600)
    made.show(DONE)
    settle(made.window)
    return made


def test_it_says_the_worst_first_and_what_works() -> None:
    said = result(DONE)
    assert (said.sentence, said.line) == ("WhatsApp is blocked here.", "")
    assert (said.status, said.doubtful) == ("blocked", False)
    assert (said.step, said.verb, said.filled) == (NextStep(StepKind.HELP), "What helps?", True)
    assert (said.link, said.about) == ("", "whatsapp")
    assert said.whole == "WhatsApp is blocked here. Photos in Telegram are slow. Signal works."
    assert result(DONE, MORE).line == "Signal works.", "no tile says it"


def test_a_doubt_is_in_words_and_face() -> None:
    verdict = examples.whatsapp_blocked()
    functions = tuple(replace(one, confidence=Confidence.LIKELY) for one in verdict.functions)
    doubtful = examples.check(replace(verdict, functions=functions))
    said = result(done(doubtful), WatchList(("whatsapp",), ("whatsapp",)))
    assert (said.sentence, said.doubtful) == ("WhatsApp is probably blocked here.", True)


def test_where_all_works_nothing_is_filled_and_the_link_prepares() -> None:
    said = result(done_with(examples.signal_works()))
    assert (said.sentence, said.line, said.status) == ("Signal works here.", "", "works")
    assert (said.filled, said.link, said.about) == (False, "Prepare for a block", "")


def test_beside_trouble_of_the_network_nothing_is_prepared() -> None:
    """It is nearer than a block to come, and the menu leads to the same advice."""
    said = result(done(over_vpn(examples.check(examples.signal_works()))))
    assert said.notice
    assert (said.link, said.about) == ("", "")


def test_that_calls_were_not_tested_is_on_a_tile_only_where_the_answer_is_that_all_works_or_about_calls() -> None:
    """Beside other trouble, these words on each tile were more than a page's forty; the messenger's page has them."""
    signal = examples.signal_works()
    messages, media, _ = signal.functions
    calls_fail = replace(signal, functions=(messages, media, function(Function.CALLS, FunctionStatus.BLOCKED)))
    for other, telegram in (
        (signal, "Messages work, calls untested"),
        (examples.whatsapp_blocked(), "Messages work"),
        (calls_fail, "Messages work, calls untested"),
    ):
        state = done_with(without_calls(examples.telegram_partly()), other)
        screen = Presenter(make_content(), state, ALL).make_screen()
        assert next(row.state for row in screen.rows if row.id == "telegram") == telegram


def test_that_calls_were_not_tested_is_said_of_what_works() -> None:
    state = done_with(without_calls(examples.telegram_partly()))
    said = result(state, MORE)
    assert (said.sentence, said.line) == ("Messages in Telegram work here.", "Calls were not tested.")
    assert tile_words(state, "telegram") == "Messages work, calls untested"
    assert result(state).line == "", "its tile says it"


def test_what_was_not_tested_of_one_is_not_said_of_another() -> None:
    state = done_with(without_calls(examples.telegram_partly()), examples.signal_works())
    assert result(state, MORE).line == "Calls in Telegram were not tested."
    assert tile_words(state, "signal") == "Works"


def test_without_a_connection_it_says_what_to_do_first() -> None:
    said = result(done(examples.offline()))
    assert (said.sentence, said.line) == ("This computer has no internet connection.", "Look at the cable.")
    assert (said.status, said.notice, said.notes) == ("offline", "", ())


def test_a_sign_in_page_is_opened_in_the_browser_on_a_click(
    fixture: WindowFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixture.show(portal())
    shown, opened = fixture.window.result, list[QUrl]()
    assert shown.block.answer.text() == "This network wants a sign-in."
    assert shown.block.line.text() == "Never enter card numbers or messenger codes there."
    assert (shown.block.button.text(), shown.shown.step) == ("Open sign-in page", NextStep(StepKind.SIGN_IN))
    assert shown.shown.notes[:2] == (
        "A sign-in window usually opens by itself.",
        "If not, type neverssl.com in the browser.",
    )

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    shown.block.button.click()
    assert opened == [QUrl("http://neverssl.com")]
    assert fixture.window.outcome_bar.isHidden()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    shown.block.button.click()
    (box,) = fixture.window.findChildren(QMessageBox)
    assert box.informativeText() == "http://neverssl.com", "where no browser opens"


def test_a_vpn_is_said_apart_from_the_answer() -> None:
    said = result(done(over_vpn(examples.check())))
    assert (said.notice, said.notes) == ("Banner online", ("Flag vpn.",))


def real_result(check: Check) -> ResultState:
    """Return the answer in the words of the program."""
    content, state = real_content("en"), done(check)
    return make_window_answer(Snapshot(content, state, ALL), content.words.explain_network(check.network))


def test_a_vpn_that_the_answer_names_is_not_said_again() -> None:
    said = real_result(examples.over_vpn())
    assert (said.sentence, said.network) == ("Signal works through the VPN.", "VPN network")
    assert (said.notice, said.notes) == ("", ())


def test_what_a_proxy_is_stands_once_beside_the_answer() -> None:
    check = examples.check()
    said = real_result(replace(check, network=replace(check.network, flags=(NetworkFlag.PROXY,))))
    assert said.notice == "A proxy is on."
    assert said.notes == ("That is a server in between, which some apps use and some do not.",)


def test_beside_an_answer_about_the_network_the_steps_stand_alone() -> None:
    """The link would lead to the same steps once more."""
    said = real_result(examples.offline())
    assert (said.link, said.notes_title) == ("", "What helps?")


def test_where_only_approved_sites_open_the_button_leads_to_other_ways_to_talk() -> None:
    """As it was found: it only checked again, which helps nobody there."""
    check = saved("whitelist-mode").check
    assert check is not None
    said = real_result(check)
    assert (said.step, said.verb, said.filled) == (NextStep(StepKind.HELP), "What helps?", True)
    assert (said.about, said.link, said.notes_title) == ("whatsapp", "", "Details")


def test_the_answer_changes_once_when_all_are_judged() -> None:
    begun = state_after(ScreenState(), CheckStarted(WATCHED, examples.STARTED))
    half = state_after(
        state_after(begun, NetworkJudged(examples.check().network)), MessengerJudged(examples.whatsapp_blocked())
    )
    for state in (begun, half):
        assert (result(state).sentence, result(state).status, result(state).verb) == ("Checking…", "checking", "Cancel")
    to_come = CountedText().answers_to_come  # with a plural where the language is loaded
    assert result(begun).line == to_come(3)
    assert result(half).line == to_come(2)  # nothing is said to be blocked before all are judged
    works = state_after(half, MessengerJudged(examples.signal_works()))
    assert result(works).line == f"Signal works. {to_come(1)}"
    again = state_after(DONE, CheckStarted(WATCHED, examples.STARTED))
    assert (result(again).sentence, result(again).verb, result(again).step) == (
        "WhatsApp is blocked here.", "Cancel", None,
    )  # fmt: skip
    assert result(replace(ScreenState(), phase=Phase.IDLE)).verb == "Check now"


def test_what_a_state_can_read_is_not_named_as_what_works() -> None:
    class Readable:
        def __init__(self) -> None:
            self._words = make_content().words

        def __getattr__(self, name: str) -> object:
            return getattr(self._words, name)

        def readers_of(self, messenger: str) -> str:
            return "state" if messenger == "signal" else ""

        def say_caution(self, messenger: str) -> str:
            return "a state can read" if messenger == "signal" else ""

    content = replace(make_content(), words=Readable())  # type: ignore[arg-type]  # all else it passes on
    said = make_window_answer(Snapshot(content, DONE, ALL), None)
    assert said.line == ""
    row = {one.id: one for one in Presenter(content, DONE, ALL).make_rows()}["signal"]
    assert row.shape == "readable"


def test_of_what_is_not_watched_nothing_is_said() -> None:
    assert result(DONE, WatchList(("signal", "telegram"), WATCHED)).about == "telegram"
    saved = replace(make_content(), saved=examples.check())
    told = make_window_answer(Snapshot(saved, DONE, WatchList((), WATCHED)), None)
    assert (told.about, told.verb, told.network) == ("whatsapp", "", "That network")
    assert result(DONE).network == "This network"


@pytest.mark.parametrize("scheme", list(BaseColours))
def test_header_and_answer_stand_on_the_tint_of_the_worst(fixture: WindowFixture, scheme: BaseColours) -> None:
    fixture.window.setPalette(make_palette(scheme))
    for check, status in ((examples.check(), "blocked"), (examples.check(examples.signal_works()), "works")):
        fixture.show(done(check))
        settle(fixture.window)
        picture = fixture.window.grab().toImage()
        tint = colours(scheme).tint(status).name()
        bottom = fixture.window.page_stack.header.height() + fixture.window.result.block.height()
        assert {picture.pixelColor(3, y).name() for y in (3, bottom - 3)} == {tint}
        assert picture.pixelColor(3, bottom + 3) == colours(scheme).page


@pytest.mark.parametrize(("width", "points"), [(800, 10), (960, 10), (420, 10), (720, 20), (420, 20)])
def test_the_block_is_as_high_in_every_state(qtbot: QtBot, width: int, points: int) -> None:
    block = keep_widget(qtbot, AnswerBlock())
    font = QFont(block.font())
    font.setPointSizeF(points)
    block.setFont(font)
    block.resize(width, 10)
    block.show()
    heights = set()
    for state in (BLOCKED, replace(BLOCKED, sentence="Checking…", status="checking", filled=False)):
        block.show_state(state)
        settle(block)
        heights.add(block.heightForWidth(width))
    assert len(heights) == 1


def test_one_line_begins_beside_the_top_of_the_face_and_the_button_stays(qtbot: QtBot) -> None:
    """A short sentence stood a line lower than the face, as if another one were missing above it."""
    block = show_widget(qtbot, AnswerBlock(), 800, 10)
    buttons = set()
    short, long = (
        "Calls in WhatsApp are blocked here too.",
        "WhatsApp and Telegram are probably blocked here, and so is this.",
    )
    for sentence, line in ((BLOCKED.sentence, "x"), (BLOCKED.sentence, ""), (short, "x"), (long, "x")):
        state = replace(BLOCKED, sentence=sentence, line=line)
        block.show_state(state)
        settle(block)
        block.resize(800, block.heightForWidth(800))
        settle(block)
        buttons.add(block.button.y())
        words = block.answer
        if state.line:
            assert words.y() == block.face.y()
            lines = 2 if state.sentence == long else 1
            assert block.line.y() - words.y() < (lines + 0.5) * words.fontMetrics().height()
        else:
            middle_of_bubble = block.face.y() + block.face.height() * 6.5 / 16
            assert abs(words.geometry().center().y() - middle_of_bubble) < 3
    assert max(buttons) - min(buttons) <= 2, "as much as two lines are higher than twice one"


def test_without_a_face_a_sentence_alone_is_in_the_middle(qtbot: QtBot) -> None:
    block, tops = AnswerBlock(), list[int]()
    show_widget(qtbot, block)
    for line in ("x", ""):
        block.show_state(replace(BLOCKED, line=line))
        block.resize(400, block.heightForWidth(400))
        settle(block)
        tops.append(block.answer.y())
    assert block.face.isHidden()
    assert tops[1] > tops[0] + Space.S


def test_a_sentence_on_one_line_is_large_wherever_it_stands(qtbot: QtBot) -> None:
    """The answer of the history, which has room for one line, was in the smallest font."""
    sizes = set()
    for lines in (1, 2):
        block = show_widget(qtbot, AnswerBlock(lines), 800, 10)
        block.show_state(replace(BLOCKED, line="x"))
        sizes.add(block.answer.font().pointSizeF())
    assert len(sizes) == 1


def test_a_sentence_of_two_lines_is_as_large_without_a_line_below(qtbot: QtBot) -> None:
    """It was in the smallest font: the height that puts it beside the middle of the face counted as the text's."""
    sentence, sizes = "A service outage is probably stopping messages in Signal.", set()
    for line in ("x", ""):
        block = show_widget(qtbot, AnswerBlock(), 800, 10)
        block.show_state(replace(BLOCKED, sentence=sentence, line=line))
        sizes.add(block.answer.font().pointSizeF())
    assert len(sizes) == 1


def test_no_former_tint_stays_where_the_scroll_bar_is(qtbot: QtBot, fixture: WindowFixture) -> None:
    """Beside the viewport the tint was painted again only where something was scrolled or changed."""
    window = fixture.window
    window.resize(420, 640)
    fixture.show(done(examples.check()))
    page, bar = window.result, window.result.scroll_area.verticalScrollBar()
    for sentence in ("WhatsApp is blocked here. " * 6, "WhatsApp is blocked here."):
        page.show_answer(replace(page.shown, sentence=sentence))
        qtbot.wait(50)
        on_screen = window.screen().grabWindow(window.winId()).toImage()
        edge = bar.mapTo(window, bar.rect().center())
        end = page.block.mapTo(window, page.block.rect().bottomLeft()).y()
        seen = [on_screen.pixelColor(x, end + step).name() for x in (2, edge.x()) for step in (-4, 8)]
        assert seen[:2] == seen[2:]


def test_only_the_next_step_is_filled(qtbot: QtBot) -> None:
    block = keep_widget(qtbot, AnswerBlock())
    block.show_state(BLOCKED)
    assert (block.button.look, block.link.look) == (ButtonStyle.MAIN, ButtonStyle.QUIET)
    block.show_state(replace(BLOCKED, filled=False, link=""))
    assert block.button.look is ButtonStyle.PLAIN
    assert block.link.isHidden()


def test_the_button_opens_the_page_of_the_worst_and_the_way_back_leads_to_its_tile(fixture: WindowFixture) -> None:
    window = fixture.window
    window.result.block.button.click()
    assert (window.messenger_shown, window.detail.isVisible(), window.result.isVisible()) == ("whatsapp", True, False)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert (window.messenger_shown, window.result.isVisible()) == ("", True)
    focus = QApplication.focusWidget()
    assert isinstance(focus, Tile)
    assert focus.row.id == "whatsapp"


def test_where_all_works_the_link_leads_to_getting_ready(qtbot: QtBot, fixture: WindowFixture) -> None:
    fixture.show(done_with(examples.signal_works()))
    fixture.window.result.block.link.click()
    page = shown_page(fixture.window)
    assert page.windowTitle() == "Good to know"
    assert page.control(f"way {PREPARE}").isChecked()


def test_tab_goes_from_the_answer_over_the_tiles_to_the_header(fixture: WindowFixture) -> None:
    window = fixture.window
    window.result.block.button.setFocus()
    reached = []
    for _ in range(8):
        focus = QApplication.focusWidget()
        reached.append(focus.accessibleName() or focus.text())  # type: ignore[union-attr]
        QTest.keyClick(window, Qt.Key.Key_Tab)
    assert reached == [
        "What helps?", "WhatsApp, Blocked", "Telegram, Photos slow", "Signal, Works",
        "History", "Check again", "Share", "Menu",
    ]  # fmt: skip


def test_arrows_walk_the_tiles_and_enter_opens(fixture: WindowFixture) -> None:
    first, second, _ = fixture.window.result.board.tiles
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert fixture.window.messenger_shown == "telegram"


def test_of_many_the_fifth_tile_stands_for_the_rest_and_opens_a_list(fixture: WindowFixture) -> None:
    everything(fixture)
    board = fixture.window.result.board
    assert len(board.tiles) == 5
    assert board.tiles[-1].row.id == REST
    assert board.tiles[-1].row.name == f"{len(fixture.window.result.rows) - 4} more"
    board.tiles[-1].click()
    dialog = QApplication.activeWindow() or fixture.window
    rest = fixture.window.list_changes.open_rest(fixture.window.result.rows[4:])
    rest.field.setText("sig nal")
    assert [row.id for row in rest.rows] == ["signal"], "found as everywhere, without blanks"
    rest.field.setText("signal")
    assert [row.id for row in rest.rows] == ["signal"]
    rest.accept_button.click()
    assert fixture.window.messenger_shown == "signal"
    dialog.close()


def test_the_rest_claims_what_is_so_of_all_of_them() -> None:
    works, slow = Row("a", "A", state="Works", shape="works"), Row("b", "B", state="Slow", shape="slow")
    untold = Row("c", "C", state="Not tested", shape="not_tested")
    rests = [make_rest_row(rows) for rows in ((works, works), (slow, works), (works, untold))]
    assert [(rest.state, rest.shape) for rest in rests] == [("Works", "works"), ("Some problems", "slow"), ("", "")]


def test_during_a_check_no_tile_changes_its_place() -> None:
    content = make_content()
    shown = tuple(row.id for row in Presenter(content, DONE, ALL).make_rows())
    state = state_after(
        state_after(DONE, CheckStarted(WATCHED, examples.STARTED)), MessengerJudged(examples.signal_works())
    )
    works = replace(examples.signal_works(), messenger="whatsapp", name="WhatsApp")
    state = state_after(state, MessengerJudged(works))
    assert tuple(row.id for row in Presenter(content, state, ALL).make_rows(shown)) == shown == WATCHED
    assert (
        next(row.id for row in Presenter(content, replace(state, phase=Phase.DONE), ALL).make_rows(shown)) == "telegram"
    )


def line_colours(fixture: WindowFixture, number: int, left: float, right: float) -> set[str]:
    """Return the colours in a part of a line, from and to shares of the room beside the tiles."""
    board = fixture.window.result.board
    picture = board.grab().toImage()
    tile = board.tiles[number].geometry()
    room, ratio = tile.left() if board.isLeftToRight() else board.width() - tile.right(), picture.devicePixelRatio()
    found = set()
    for x in range(round(left * room), round(right * room)):
        across = x if board.isLeftToRight() else board.width() - 1 - x
        for y in range(tile.center().y() - 10, tile.center().y() + 10):
            found.add(picture.pixelColor(round(across * ratio), round(y * ratio)).name())
    return found


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_line_is_cut_where_the_cause_lies(qtbot: QtBot, qapp: QApplication, direction: Qt.LayoutDirection) -> None:
    usual = qapp.layoutDirection()
    qapp.setLayoutDirection(direction)
    fixture = make_window_fixture("en")
    show_widget(qtbot, fixture.window, 800, 600)
    down = replace(
        examples.telegram_partly(),
        status=MessengerStatus.DOWN,
        causes=(Cause.SERVICE_DOWN,),
        functions=(examples.function(Function.MESSAGES, FunctionStatus.DOWN, Cause.SERVICE_DOWN),),
    )
    fixture.show(done_with(examples.whatsapp_blocked(), down, examples.signal_works()))
    settle(fixture.window)
    these = colours(BaseColours.LIGHT)
    blocked, gone, works = (these.of_status(status).name() for status in ("blocked", "down", "works"))
    assert blocked in line_colours(fixture, 0, 0.5, 0.7), "the cross on the bar"
    assert blocked not in line_colours(fixture, 0, 0.75, 1), "silence behind it"
    assert gone in line_colours(fixture, 1, 0.5, 0.7), "the wave goes through the network"
    assert gone in line_colours(fixture, 1, 0.9, 1), "the triangle at the tile"
    assert works in line_colours(fixture, 2, 0.5, 0.7) & line_colours(fixture, 2, 0.9, 1)
    qapp.setLayoutDirection(usual)


def test_a_cause_on_this_computer_is_cut_at_you_and_an_unknown_one_claims_no_network(fixture: WindowFixture) -> None:
    these = colours(BaseColours.LIGHT).of_status("blocked").name()
    for cause, at_you in ((Cause.THIS_COMPUTER, True), (Cause.UNEXPLAINED, False)):
        functions = (examples.function(Function.MESSAGES, FunctionStatus.BLOCKED, cause),)
        verdict = replace(examples.whatsapp_blocked(), causes=(cause,), functions=functions)
        fixture.show(done_with(verdict, examples.signal_works()))
        settle(fixture.window)
        assert these not in line_colours(fixture, 0, 0.55, 0.75), "nothing says that the network is the cause"
        assert (these in line_colours(fixture, 0, 0.35, 0.5)) is at_you
        assert (these in line_colours(fixture, 0, 0.9, 1)) is not at_you


def test_the_line_of_what_is_asked_grows_and_a_screen_reader_hears_what_the_lines_show(fixture: WindowFixture) -> None:
    fixture.show(state_after(ScreenState(), CheckStarted(WATCHED, examples.STARTED)))
    settle(fixture.window)
    accent = colours(BaseColours.LIGHT).accent.name()
    assert accent not in line_colours(fixture, 1, 0.5, 1)
    fixture.window.controller.fold(Progressed(9, 10))
    assert accent in line_colours(fixture, 1, 0.7, 0.9)
    fixture.show(DONE)
    (lines,) = fixture.window.result.board.findChildren(Waves)
    spoken = QAccessible.queryAccessibleInterface(lines)
    assert spoken.role() == QAccessible.Role.Graphic
    assert spoken.text(QAccessible.Text.Name) == "You, This network"
    assert spoken.text(QAccessible.Text.Description).startswith("WhatsApp, Blocked. Telegram, ")


@pytest.mark.parametrize(
    ("width", "points", "drawn"), [(800, 10, True), (420, 10, True), (720, 20, True), (420, 20, False)]
)
def test_lines_are_drawn_where_there_is_room_beside_the_tiles(
    fixture: WindowFixture, qapp: QApplication, width: int, points: int, drawn: bool
) -> None:
    with letters_of(qapp, points):
        fixture.window.resize(width, 480)
        settle(fixture.window)
    board = fixture.window.result.board
    (lines,) = board.findChildren(Waves)
    assert lines.isVisible() is drawn
    for tile in board.tiles:
        assert tile.height() >= tile.heightForWidth(tile.width()), "no word is cut"
        assert tile.geometry().right() <= board.width()


@pytest.fixture
def board(qtbot: QtBot) -> TileBoard:
    made = keep_widget(qtbot, TileBoard())
    made.setFont(QFont("DejaVu Sans", 10))
    return made


def show_rows(board: TileBoard, rows: Sequence[Row], network: str = "This network") -> None:
    """Show these as high as they need."""
    board.resize(720, 300)
    board.show_rows(rows, network)
    board.resize(720, board.heightForWidth(720))
    board.show()
    settle(board)


def test_the_label_of_the_bar_is_not_cut(board: TileBoard) -> None:
    """The letters of Persian, which another font may lend, reach further down than those of the window's font."""
    show_rows(board, [Row(one, one, "O", "#3a55c5", state="x") for one in ("one", "other")], "این شبکه")
    image = board.waves[0].grab().toImage()
    lowest = {image.pixel(x, image.height() - 1) for x in range(image.width())}
    assert len(lowest) == 1


def test_the_circle_beside_a_single_tile_is_not_cut(board: TileBoard) -> None:
    """Its upper edge was cut once the board had been fitted twice: the space above counted as height of the tile."""
    for _ in range(2):
        show_rows(board, [Row("one", "one", "O", "#3a55c5", state="x")])
        assert board.tiles[0].geometry().center().y() + 0.5 >= YOU_SIZE / 2


def test_tiles_that_come_while_the_board_is_shown_have_no_space_around_them(board: TileBoard) -> None:
    """Three new tiles had 28 pixels above and below, for a circle beside no tiles, until the width changed."""
    board.show()
    settle(board)
    show_rows(board, [Row(one, one, "O", "#3a55c5", state="x") for one in ("one", "other", "third")])
    assert board.tiles[0].geometry().top() == 0


def test_the_first_tile_is_the_messenger_that_the_answer_names(qtbot: QtBot, language: str) -> None:
    """In Persian, tiles of one state had the order of the alphabet, and the sentence that of the check."""
    result_page = open_scene(qtbot, "answer-many", language=language).window.result
    sentence = result_page.block.answer.text()
    assert result_page.board.tiles[0].row.name in sentence


LONG_STATE = "Сообщения, похоже, доходят, звонки не проверяли"


@pytest.mark.parametrize(("width", "state", "lines"), [(380, "x", 110), (380, LONG_STATE, 0), (560, LONG_STATE, 224)])
def test_lines_give_way_to_long_states(board: TileBoard, width: int, state: str, lines: int) -> None:
    """Beside the lines of a small window what is probable of Telegram took five lines of text in Russian."""
    show_rows(board, [Row("telegram", "Telegram", "T", "#3a55c5", state=state, shape="works")])
    board.resize(width, 300)
    settle(board)
    assert board.line_space()[0] == lines


def test_who_can_read_it_has_a_line_of_its_own(board: TileBoard) -> None:
    show_rows(
        board, [Row("max", "MAX", "M", "#3a55c5", state="Works", readers_in_short="a state can read", shape="readable")]
    )
    said = [label.text() for label in board.tiles[0].findChildren(QLabel) if label.isVisible()]
    assert said == ["MAX", "Works\nA state can read"]


def test_messages_and_calls_that_fare_otherwise_have_a_line_each(fixture: WindowFixture) -> None:
    rows = {row.id: row for row in Presenter(make_content(), calls_blocked(), ALL).make_rows()}
    assert (rows["signal"].messages, rows["signal"].calls, rows["signal"].shape) == ("works", "blocked", "partly")
    assert (rows["telegram"].messages, rows["telegram"].calls) == ("", "")
    fixture.show(calls_blocked())
    settle(fixture.window)
    colours_here = colours(BaseColours.LIGHT)
    seen = line_colours(fixture, 0, 0.4, 1.0)
    assert {colours_here.of_status("works").name(), colours_here.of_status("blocked").name()} <= seen


def test_slow_messages_beside_blocked_calls_are_told_once(qtbot: QtBot) -> None:
    """As it was found: "Calls probably blocked, messages may be slow, messages may be slow"."""
    russia = done(judged("russia-2026"))
    (telegram,) = (row for row in Presenter(make_content(), russia, ALL).make_rows() if row.id == "telegram")
    assert telegram.calls == "blocked"
    assert telegram.spoken.casefold().count("messages") == 1, telegram.spoken


def test_messages_that_probably_work_have_a_line_beside_that_of_calls(board: TileBoard) -> None:
    """In the Emirates only Telegram had two lines, and nothing showed that messages in WhatsApp get through."""
    emirates = done(judged("emirates-2026"))
    rows = {row.id: row for row in Presenter(make_content(), emirates, ALL).make_rows()}
    whatsapp, telegram = rows["whatsapp"], rows["telegram"]
    assert result(emirates).line == "Messages probably work."
    assert (whatsapp.messages, whatsapp.messages_doubtful, whatsapp.calls) == ("works", True, "blocked")
    assert (telegram.messages, telegram.messages_doubtful, telegram.calls) == ("works", False, "blocked")
    assert whatsapp.spoken == "WhatsApp, Calls probably blocked, messages probably work"
    ends = []
    for row in (whatsapp, replace(whatsapp, messages_doubtful=False)):
        show_rows(board, [row])
        ends.append(board.waves[0].grab().toImage())
    assert ends[0] != ends[1], "a doubtful line looks like a sure one"


def test_a_first_check_says_nothing_of_a_messenger_that_a_state_can_read() -> None:
    offered = Presenter(make_content()).search("telegram", ("signal",))
    assert [row.state for row in offered] == [""]


def test_a_state_leaves_room_for_its_shape(qtbot: QtBot) -> None:
    row = Row("telegram", "T", "T", "#267caf", state="Did not work at all")
    plain, shaped = (Tile(one) for one in (row, replace(row, shape="blocked")))
    for tile in (plain, shaped):
        qtbot.addWidget(tile)
    assert shaped.sizeHint().width() - plain.sizeHint().width() >= shaped.fontMetrics().height()


def test_shape_and_words_have_the_colour_of_the_state_and_a_muted_one_a_bell(qtbot: QtBot) -> None:
    works, green = Row("signal", "S", "S", "#4a6fe3", state="Works", shape="works"), colours(BaseColours.LIGHT)
    images = []
    for row in (replace(works, state=" "), works, replace(works, muted=True)):
        qtbot.addWidget(tile := Tile(row))
        tile.setPalette(make_palette(BaseColours.LIGHT))
        tile.resize(300, tile.heightForWidth(300))
        images.append(tile.grab().toImage())
    shape_alone, with_words, _ = (
        sum(image.pixelColor(x, y) == green.of_status("works") for x in range(300) for y in range(image.height()))
        for image in images
    )
    assert 0 < shape_alone < with_words
    assert images[1] != images[2]
