"""Closing the window for the first time: it is said once where Dialtone went, and that it can end instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dialtone.store.settings import Settings
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.window.closing_controller import ClosingController
from dialtone.ui.window.closing_notice import ClosingNotice
from dialtone.ui.window.frame import Frame
from ui.conftest import WindowHarness
from ui.runs import measures, phase_is

MakeWindow = Callable[..., WindowHarness]


@dataclass
class App:
    """The application, as far as closing goes: the real one would end the tests."""

    quits: int = 0
    ends_with_window: bool | None = None

    def quit(self) -> None:
        self.quits += 1

    def setQuitOnLastWindowClosed(self, ends: bool) -> None:  # noqa: N802 - Qt's name
        self.ends_with_window = ends

    def quitOnLastWindowClosed(self) -> bool:  # noqa: N802 - Qt's name
        return bool(self.ends_with_window)


@dataclass
class Closing:
    app: App
    controller: ClosingController
    harness: WindowHarness
    frame: Frame


@pytest.fixture
def begin(qtbot: QtBot, make_window: MakeWindow) -> Iterator[Callable[..., Closing]]:
    made: list[ClosingController] = []

    def build(settings: Settings, *, first_run: bool = False) -> Closing:
        harness, app = make_window(measures, settings=settings, first_run=first_run), App()
        if not first_run:
            qtbot.waitUntil(phase_is(harness, Phase.DONE))
        frame = Frame()
        qtbot.addWidget(frame)
        frame.show()
        controller = ClosingController(app, frame, harness.controller)  # type: ignore[arg-type]
        made.append(controller)
        return Closing(app, controller, harness, frame)

    yield build
    for controller in made:
        controller.close()


def told(qtbot: QtBot, closing: Closing) -> ClosingNotice:
    closing.controller.show_meaning(tray=True)
    closing.frame.close()
    qtbot.waitUntil(lambda: closing.controller.notice is not None)
    assert closing.controller.notice is not None
    return closing.controller.notice


def words(notice: ClosingNotice) -> str:
    return " ".join(label.text() for label in notice.findChildren(QLabel))


def test_the_first_close_says_where_the_window_went_and_never_again(
    qtbot: QtBot, begin: Callable[..., Closing]
) -> None:
    closing = begin(Settings())
    notice = told(qtbot, closing)
    assert "beside the clock" in words(notice)
    assert "checks nothing until" in words(notice)
    notice.stay_button.click()
    settings = closing.harness.controller.settings
    assert (settings.closing_told, settings.quit_on_close) == (True, False)
    assert closing.app.quits == 0
    closing.frame.show()
    closing.frame.close()
    QApplication.processEvents()
    assert closing.controller.notice is None


def test_who_watches_is_told_that_it_goes_on(qtbot: QtBot, begin: Callable[..., Closing]) -> None:
    notice = told(qtbot, begin(Settings(watch_minutes=60)))
    assert "keeps checking, and your provider can see that" in words(notice)


def test_who_would_rather_quit_quits_now_and_later(qtbot: QtBot, begin: Callable[..., Closing]) -> None:
    closing = begin(Settings())
    told(qtbot, closing).quit_button.click()
    assert closing.app.quits == 1
    assert closing.harness.controller.settings.quit_on_close
    closing.controller.show_meaning(tray=True)
    assert closing.app.ends_with_window is True


def test_closed_without_an_answer_it_goes_on(qtbot: QtBot, begin: Callable[..., Closing]) -> None:
    closing = begin(Settings())
    told(qtbot, closing).close()
    assert closing.app.quits == 0
    assert closing.harness.controller.settings.closing_told


@pytest.mark.parametrize(
    ("settings", "tray", "first_run"),
    [
        (Settings(), False, False),
        (Settings(closing_told=True), True, False),
        (Settings(quit_on_close=True), True, False),
        (Settings(), True, True),
    ],
)
def test_nothing_is_said_where_there_is_nothing_to_say(
    begin: Callable[..., Closing], settings: Settings, tray: bool, first_run: bool
) -> None:
    """Without a tray the program ends; before Start nothing of it runs."""
    closing = begin(settings, first_run=first_run)
    closing.controller.show_meaning(tray=tray)
    closing.frame.close()
    QApplication.processEvents()
    assert closing.controller.notice is None


@pytest.mark.parametrize(("tray", "quits", "ends"), [(True, False, False), (False, False, True), (True, True, True)])
def test_what_closing_means(begin: Callable[..., Closing], tray: bool, quits: bool, ends: bool) -> None:
    closing = begin(Settings(quit_on_close=quits))
    closing.controller.show_meaning(tray=tray)
    assert closing.app.ends_with_window is ends
