"""The bubble whose tone says the state: beside the answer, where there is nothing to see, and in the window's icon."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.ui.painting.app_icon import make_app_icon, make_state_icon
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import colours, make_palette
from dialtone.ui.painting.tone import Tone, tone_of
from dialtone.ui.painting.tray_icon import MARKS, TrayState
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.screen_state import Phase, ScreenState, with_check
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.answer_page import AnswerBlock, Face
from dialtone.ui.window.main_window import MainWindow
from ui import examples
from ui.bare_window import make_bare_window, show
from ui.conftest import make_content
from ui.examples import ICONS
from ui.own_widgets import keep_widget

WATCHED = ("whatsapp", "telegram", "signal")
ALL = WatchList(WATCHED, WATCHED)


@pytest.mark.parametrize(
    ("status", "tone"),
    [
        *(("works", Tone.WHOLE), ("partly", Tone.WEAK), ("slow", Tone.WEAK), ("blocked", Tone.BROKEN)),
        *(("down", Tone.FLAT), ("offline", Tone.FLAT), ("checking", Tone.AWAITED), ("", Tone.UNKNOWN)),
    ],
)
def test_the_tone_is_that_of_the_state(status: str, tone: Tone) -> None:
    assert tone_of(status) is tone


def shown_face(qtbot: QtBot, status: str, scheme: BaseColours, *, doubtful: bool = False) -> Face:
    face = keep_widget(qtbot, Face())
    face.setFixedSize(32, 32)
    face.setPalette(make_palette(scheme))
    face.show_status(status, doubtful=doubtful)
    return face


@pytest.mark.parametrize("scheme", list(BaseColours))
@pytest.mark.parametrize("status", ["works", "blocked", "down", "unknown"])
def test_it_has_the_colour_of_the_state(qtbot: QtBot, status: str, scheme: BaseColours) -> None:
    face = shown_face(qtbot, status, scheme)
    assert face.grab().toImage().pixelColor(16, 4).name() == colours(scheme).of_status(status).name()


def test_with_a_doubt_it_is_hollow(qtbot: QtBot) -> None:
    face = shown_face(qtbot, "blocked", BaseColours.LIGHT, doubtful=True)
    picture = face.grab().toImage()
    assert picture.pixelColor(16, 4).name() == colours(BaseColours.LIGHT).page.name()
    inks = {picture.pixelColor(x, y).name() for x in range(32) for y in range(32)}
    assert colours(BaseColours.LIGHT).of_status("blocked").name() in inks


def test_beside_a_long_line_it_stands_and_from_a_short_one_it_goes(qtbot: QtBot) -> None:
    answer = keep_widget(qtbot, AnswerBlock())
    answer.show_state(ResultState("WhatsApp is blocked on this network.", status="blocked"))
    answer.resize(700, 200)
    answer.show()
    assert answer.face.isVisible()
    answer.resize(200, 200)
    assert not answer.face.isVisible()
    assert answer.answer.isVisible()


def window_of(qtbot: QtBot) -> MainWindow:
    return keep_widget(qtbot, make_bare_window(make_content()))


def picture(window: MainWindow) -> QImage:
    window.show_icon()  # as it does itself a moment after the rest
    return window.windowIcon().pixmap(QSize(32, 32), 1.0).toImage()


def test_the_windows_icon_has_the_mark_of_the_worst_and_keeps_it_while_looking_again(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    done = with_check(ScreenState(), examples.check(), Phase.DONE)
    show(window, done, ALL)
    assert picture(window).pixelColor(24, 24) == MARKS[TrayState.BLOCKED]
    show(window, replace(done, phase=Phase.CHECKING), ALL)
    assert picture(window).pixelColor(24, 24) == MARKS[TrayState.BLOCKED]
    show(window, done, WatchList(("signal",), ("signal",)))
    assert picture(window) == make_app_icon(ICONS).pixmap(QSize(32, 32), 1.0).toImage()


@pytest.mark.parametrize("side", [16, 24, 32, 64])
def test_the_icons_of_the_states_differ_at_every_size(qapp: QApplication, side: int) -> None:
    states = (TrayState.PARTLY, TrayState.BLOCKED, TrayState.DOWN, TrayState.UNKNOWN, TrayState.OFFLINE)
    icons = [make_state_icon(make_app_icon(ICONS), state) for state in states]
    images = [icon.pixmap(QSize(side, side), 1.0).toImage() for icon in (*icons, make_app_icon(ICONS))]
    for number, image in enumerate(images):
        assert image.size() == QSize(side, side)
        assert all(image != other for other in images[number + 1 :])


def test_without_a_messenger_it_is_said_why_and_one_can_be_added(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    show(window, ScreenState(phase=Phase.IDLE), WatchList())
    block = window.result.block
    assert block.answer.text() == "No messengers found on this computer."
    assert (block.button.text(), block.link.text()) == ("Add a messenger", "Check all of them")
    block.link.click()
    assert set(window.controller.settings.messengers_added) == {m.id for m in make_content().messengers}
    show(window, with_check(ScreenState(), examples.check(), Phase.DONE), ALL)
    assert block.answer.text() == "WhatsApp is blocked here."
