"""The band above list and page: the whole in one line, tinted by the worst, and on what network that is."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.model.vocabulary import NetworkFlag
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import colours, palette
from dialtone.ui.state.band_state import BandState, band_state, whole_answer
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState, finished
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.answer_band import AnswerBand
from dialtone.ui.window.network_kind import kind_in_words, network_kind
from ui import examples
from ui.conftest import make_content
from ui.window_fixture import make_window_fixture, settle

WATCHED = ("whatsapp", "telegram", "signal")
ALL = WatchList(WATCHED, WATCHED)
DONE = finished(ScreenState(), examples.check(), Phase.DONE)


def band(state: ScreenState, watch_list: WatchList = ALL, kind: str = "On this Wi-Fi") -> BandState:
    content = make_content()
    return band_state(content, state, watch_list, Presenter(content).network(state), kind)


def test_it_names_the_worst_and_the_kind_of_network() -> None:
    assert band(DONE) == BandState(
        "WhatsApp is blocked, of 3.", "blocked", "On this Wi-Fi", whole="WhatsApp is blocked, of 3."
    )


def test_a_vpn_is_said_in_place_of_the_network_that_it_hides() -> None:
    check = examples.check()
    vpn = finished(ScreenState(), replace(check, network=replace(check.network, flags=(NetworkFlag.VPN,))), Phase.DONE)
    said = band(vpn)
    assert said.note == "Banner online"
    assert said.can_do == ("Flag vpn.",)


def test_where_the_network_fails_that_is_the_line_and_nothing_is_said_twice() -> None:
    said = band(finished(ScreenState(), examples.offline(), Phase.DONE))
    assert said == BandState("Network offline.", "offline", "", ("Look at the cable.",), "Network offline.")


def test_at_once_it_says_that_it_checks() -> None:
    assert band(ScreenState(phase=Phase.CHECKING)) == BandState("Checking…", "checking")
    assert band(ScreenState()) == BandState()


def test_of_a_single_messenger_its_page_says_it() -> None:
    assert band(DONE, WatchList(("signal",), ("signal",))) == BandState(whole="Signal is works, of 1.")


def test_where_no_page_is_seen_it_says_it_of_a_single_messenger_too(qtbot: QtBot) -> None:
    """In a small window, or with large letters, the answer was two small words in a list of one row."""
    fixture = make_window_fixture("en", first_run=False)
    qtbot.addWidget(fixture.window)
    one = WatchList(("whatsapp",), ("whatsapp",))
    fixture.window.resize(960, 640)
    fixture.window.show()
    fixture.show(DONE, one)
    settle(fixture.window)
    assert not fixture.window.band.isVisible()
    fixture.window.resize(420, 640)
    settle(fixture.window)
    assert fixture.window.band.isVisible()
    assert fixture.window.band.sentence.text().startswith("WhatsApp")
    fixture.window.open_messenger("whatsapp")
    assert not fixture.window.band.isVisible()
    fixture.window.resize(960, 640)
    settle(fixture.window)
    assert not fixture.window.band.isVisible()


def test_of_what_is_not_watched_nothing_is_said() -> None:
    whole = whole_answer(make_content(), DONE, WatchList(("signal", "telegram"), WATCHED))
    assert whole is not None
    assert whole.sentence == "Telegram is partly, of 2."
    saved = replace(make_content(), saved=examples.check())
    told = whole_answer(saved, DONE, WatchList((), WATCHED))
    assert told is not None
    assert told.sentence.endswith("of 3.")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("scheme", list(BaseColours))
def test_its_ground_is_tinted_by_the_worst(qtbot: QtBot, scheme: BaseColours, direction: Qt.LayoutDirection) -> None:
    shown = AnswerBand()
    qtbot.addWidget(shown)
    shown.setLayoutDirection(direction)
    shown.setPalette(palette(scheme))
    shown.resize(700, 80)
    for status in ("blocked", "partly", "works", "unknown", ""):
        shown.show_state(BandState("WhatsApp is blocked here.", status, "On this Wi-Fi"))
        picture = shown.grab().toImage()
        left = direction is Qt.LayoutDirection.LeftToRight
        ground = picture.pixelColor(2 if left else picture.width() - 3, 2)
        assert ground.name() == colours(scheme).tint(status or "not_tested").name()
        glyph = QColor(colours(scheme).of_status(status)).rgb()
        inks = {
            picture.pixelColor(x, y).rgb()
            for x in (range(10, 45) if left else range(picture.width() - 45, picture.width() - 10))
            for y in range(picture.height())
        }
        assert (glyph in inks) == bool(status)


def test_what_can_be_done_opens_and_stays_open(qtbot: QtBot) -> None:
    shown = AnswerBand()
    qtbot.addWidget(shown)
    shown.show_state(BandState("No internet.", "unknown", can_do=("Look at the cable.",)))
    assert shown.lines.isHidden()
    shown.more.click()
    shown.show_state(BandState("No internet.", "unknown", can_do=("Look at the cable.", "Pay.")))
    assert not shown.lines.isHidden()
    shown.more.click()
    assert shown.lines.isHidden()
    shown.show_state(BandState())
    assert shown.isHidden()


def test_it_leaves_the_room_to_a_page_over_the_list(qtbot: QtBot) -> None:
    shown = AnswerBand()
    qtbot.addWidget(shown)
    shown.stand_aside(True)
    shown.show_state(BandState("Signal works here.", "works"))
    assert shown.isHidden()
    shown.stand_aside(False)
    assert not shown.isHidden()
    shown.show_state(BandState())
    shown.stand_aside(False)
    assert shown.isHidden()


def test_the_kind_of_network_has_a_word_where_it_says_something() -> None:
    assert [kind_in_words(kind) for kind in ("WiFi", "Ethernet", "Cellular", "Unknown")] == [
        *("On this Wi-Fi", "On this wired network", "On this mobile network", "")
    ]
    assert isinstance(network_kind(), str)


@pytest.mark.parametrize("width", [520, 640, 760, 960])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_word_stands_alone_on_its_last_line(qtbot: QtBot, width: int, direction: Qt.LayoutDirection) -> None:
    shown = AnswerBand()
    qtbot.addWidget(shown)
    shown.setLayoutDirection(direction)
    shown.show_state(BandState("WhatsApp is blocked here. " * 7 + "Once.", "blocked", "On this Wi-Fi"))
    shown.resize(width, shown.heightForWidth(width))
    shown.show()
    qtbot.waitUntil(lambda: shown.sentence.maximumWidth() < width)
    metrics, words = shown.sentence.fontMetrics(), Qt.TextFlag.TextWordWrap
    room = QRect(0, 0, shown.sentence.maximumWidth(), 10_000)
    lines = metrics.boundingRect(room, int(words), shown.sentence.text()).height() // metrics.height()
    assert lines > 1
    assert metrics.horizontalAdvance(shown.sentence.text()) > (lines - 0.5) * room.width() * 0.8
    place = shown.sentence.geometry()
    begins = place.left() if direction is Qt.LayoutDirection.LeftToRight else width - place.right()
    assert begins < 80
    shown.show_state(BandState("Signal works.", "works"))
    assert shown.sentence.maximumWidth() > width
