"""Whether the help answers here: said before, asked on a click, shown on the page, and forgotten on another network."""

import threading
from copy import copy

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFailed, CheckFinished, CheckStarted, HelpFinished
from dialtone.engine.requests import HelpRequest, Request
from dialtone.explain.reference import list_reference
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpAnswer, HelpFinding, HelpTarget
from dialtone.store.settings import Settings
from dialtone.ui.messengers.messenger_items import PageAction
from dialtone.ui.painting.app_icon import make_app_icon
from dialtone.ui.state.check_runner import CheckRunner, Emit, Run
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.state.window_inputs import ThisComputer
from dialtone.ui.widgets.controls import Button
from dialtone.ui.window.help_controller import HelpController
from dialtone.ui.window.main_window import MainWindow
from ui import examples
from ui.bare_window import make_controller
from ui.conftest import Scripted
from ui.examples import ICONS
from ui.page_rows import open_all
from ui.runs import ALL
from ui.window_fixture import make_content

HOME, PHONE = "192.168.1.0/24 aa:bb", "172.20.10.0/28 cc:dd"
OFFER = "Does it answer here?"


class Asking:
    """A window whose check finds WhatsApp blocked, and what is asked of it."""

    def __init__(self, qtbot: QtBot, runner: CheckRunner, *, quiet: bool = False) -> None:
        self.asked: list[tuple[HelpTarget, ...]] = []
        self.mark, self.fails = HOME, False
        shipped = make_content("en")
        words = copy(shipped.words)
        words.entries = tuple(entry for entry in words.entries if entry.id == "tor-bridges")
        content = replace(shipped, words=words, computer=ThisComputer(installed=frozenset(ALL)), make_run=self._begin)
        settings = Settings(first_run_done=True, quiet_profile=quiet, quiet_messengers=ALL if quiet else ())
        self.controller = make_controller(runner, settings, lambda *_: content)
        self.window = MainWindow(make_app_icon(ICONS), self.controller)
        qtbot.addWidget(self.window)
        self.help = HelpController(self.controller, lambda: self.mark, self.window)
        self.window.detail.handlers[PageAction.TEST_HELP] = self.help.start_test
        self.window.resize(960, 640)
        self.window.show()
        self.controller.load("en")
        qtbot.waitUntil(lambda: self.controller.content is not None)
        self.controller.check()
        qtbot.waitUntil(lambda: self.controller.state.phase is Phase.DONE)
        self.window.open_messenger("whatsapp")

    def _begin(self, request: Request) -> Run:
        if not isinstance(request, HelpRequest):
            return Scripted(_finds)
        targets = request.targets
        self.asked.append(targets)

        def says(emit: Emit, _stopped: threading.Event) -> None:
            if self.fails:
                emit(CheckFailed("a bug"))
            else:
                emit(HelpFinished(tuple(HelpFinding(one, HelpAnswer.NO_ANSWER) for one in targets)))

        return Scripted(says)

    def offer(self) -> Button | None:
        """Return the button, where it is shown: below the steps of a tool, and what the provider sees of it."""
        open_all(self.window.detail)
        buttons = self.window.detail.findChildren(Button)
        return next((one for one in buttons if one.text() == OFFER and one.isVisible()), None)

    def texts(self) -> str:
        """Return all that the page says."""
        open_all(self.window.detail)
        return "\n".join(one.text() for one in self.window.detail.findChildren(QLabel) if one.isVisible())

    def knows(self) -> bool:
        """Return whether the words hold what was learnt."""
        content = self.controller.content
        assert content is not None
        return any(entry.probe_results for entry in list_reference(content.words))


def _finds(emit: Emit, _stopped: threading.Event) -> None:
    check = examples.check()
    emit(CheckStarted(ALL, check.started_at))
    emit(CheckFinished(check))


@pytest.fixture
def asking(qtbot: QtBot, runner: CheckRunner) -> Asking:
    return Asking(qtbot, runner)


def _click(qtbot: QtBot, asking: Asking) -> None:
    button = asking.offer()
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: not asking.help.runner.running)


def test_it_is_said_before_who_is_asked_and_that_the_provider_sees_it(asking: Asking) -> None:
    assert asking.offer() is not None
    assert "Your provider will see that you asked for Tor." in asking.texts()
    assert asking.asked == []


def test_what_gives_no_answer_is_said_on_the_page(qtbot: QtBot, asking: Asking) -> None:
    _click(qtbot, asking)
    assert len(asking.asked) == 1
    assert {target.tool for target in asking.asked[0]} == {"Tor"}
    assert asking.knows()
    assert asking.offer() is None, "nothing is left to ask"


def test_a_bug_leaves_everything_as_it_was(qtbot: QtBot, asking: Asking) -> None:
    asking.fails = True
    _click(qtbot, asking)
    assert not asking.knows()
    assert asking.offer() is not None


@pytest.mark.parametrize(("mark", "kept"), [(HOME, True), (PHONE, False)])
def test_it_holds_for_the_network_it_was_learnt_on(qtbot: QtBot, asking: Asking, mark: str, kept: bool) -> None:
    _click(qtbot, asking)
    asking.mark = mark
    with qtbot.waitSignal(asking.controller.check_finished):
        asking.controller.check()
    assert asking.knows() is kept


def test_what_is_loaded_anew_knows_it_too(qtbot: QtBot, asking: Asking) -> None:
    _click(qtbot, asking)
    with qtbot.waitSignal(asking.controller.loaded):
        asking.controller.load("en")
    assert asking.knows()


def test_in_the_quiet_profile_nothing_is_offered(qtbot: QtBot, runner: CheckRunner) -> None:
    assert Asking(qtbot, runner, quiet=True).offer() is None
