"""Trying a proxy in the window: what its owner sees comes first, a bad link sends nothing, no secret is shown."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFailed, ProxyTestFinished
from dialtone.engine.requests import ProxyTestRequest
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.guidance import Action
from dialtone.model.proxy import ProxyOutcome
from dialtone.ui.messengers.way_items import TRY_PROXY, list_way_buttons
from dialtone.ui.state.check_runner import Emit, Run
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.box_items import BoxRowView
from dialtone.ui.widgets.controls import Button, Field
from dialtone.ui.window.page_controller import PageController
from dialtone.ui.window.proxy_test_page import ANYWAY, CANCEL, FAULT, PASTE, SEES, TRY, ProxyTestPage
from dialtone.ui.window.proxy_test_page import LINK as BOX
from ui import examples
from ui.announcements import record_announcements
from ui.bare_window import make_context
from ui.conftest import Script, Scripted, make_content
from ui.english import WORDS
from ui.own_widgets import show_widget
from ui.plain_words import GUIDANCE

SECRET = "000102030405060708090a0b0c0d0e0f"
LINK = f"tg://proxy?server=plain.tg-gate.net&port=443&secret={SECRET}"
HELD_SECONDS = 60.0


class ProxyTestHarness:
    """A page over a trial that the test steers, and what was asked of it."""

    def __init__(self, qtbot: QtBot, script: Script) -> None:
        self.asked: list[tuple[str, str]] = []
        self.older_hellos: list[bool] = []
        self.own_networks: list[bool] = []
        self.content: LoadedContent = replace(make_content(begin=self._begin), words=WORDS)
        self._script = script
        self.page = show_widget(qtbot, ProxyTestPage(make_context(self.content), "telegram"))

    def _begin(self, request: ProxyTestRequest) -> Run:
        self.asked.append((request.link, request.messenger))
        self.older_hellos.append(request.older_hello)
        self.own_networks.append(request.own_network)
        return Scripted(self._script)

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())


def ends(outcome: ProxyOutcome = ProxyOutcome.WORKS) -> Script:
    def run(emit: Emit, _stopped: threading.Event) -> None:
        emit(ProxyTestFinished(examples.proxy_test(outcome)))

    return run


def hangs(_emit: Emit, stopped: threading.Event) -> None:
    stopped.wait(HELD_SECONDS)


def fails(emit: Emit, _stopped: threading.Event) -> None:
    emit(CheckFailed("ValueError"))


def press(harness: ProxyTestHarness, link: str = LINK) -> None:
    field = harness.page.control(BOX)
    field.setText(link)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_what_its_owner_sees_comes_before_anything_is_sent(qtbot: QtBot) -> None:
    harness = ProxyTestHarness(qtbot, ends())
    harness.page.control(BOX).setText(LINK)
    assert "Telegram proxy: plain.tg-gate.net:443" in harness.texts()
    assert "Its owner sees your internet (IP) address" in harness.texts()
    assert SECRET not in harness.texts()
    assert harness.asked == []


def test_of_a_link_that_is_too_long_for_its_field_the_beginning_is_shown(qtbot: QtBot) -> None:
    """As it was found: the end of the secret was shown; from right to left, the address began in the middle."""
    page = ProxyTestHarness(qtbot, ends()).page
    page.set_link(LINK)
    assert page.control(BOX).cursorPosition() == 0
    assert page.control(BOX).layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_proxy_that_works(qtbot: QtBot) -> None:
    harness = ProxyTestHarness(qtbot, ends())
    press(harness)
    qtbot.waitUntil(lambda: "Telegram works through this proxy" in harness.texts())
    assert harness.asked == [(LINK, "telegram")]
    assert "Through 94.131.20.7:443" in harness.texts()
    assert "dc2" not in harness.texts()
    harness.page.findChildren(BoxRowView)[-1].head.click()
    assert "94.131.20.7:443" in harness.texts()
    assert SECRET not in harness.texts()


def test_another_hello_is_shown_only_on_a_press_that_says_so(qtbot: QtBot) -> None:
    hello = replace(examples.observations()[0], messenger="telegram", facts={Fact.SHAPE: "current"})
    trial = replace(examples.proxy_test(ProxyOutcome.HELLO_UNANSWERED), observations=(hello,))
    harness = ProxyTestHarness(qtbot, lambda emit, _stopped: emit(ProxyTestFinished(trial)))
    press(harness)
    qtbot.waitUntil(lambda: "This proxy did not answer" in harness.texts())
    assert "one more connection" in harness.texts()
    assert harness.older_hellos == [False]
    (offer,) = [b for b in harness.page.findChildren(Button) if b.text() == "Try the disguise of older apps"]
    offer.click()
    assert harness.older_hellos == [False, True]


@pytest.mark.parametrize("outcome", [outcome for outcome in ProxyOutcome if outcome is not ProxyOutcome.PARTLY])
def test_every_outcome_has_words(qtbot: QtBot, outcome: ProxyOutcome) -> None:
    harness = ProxyTestHarness(qtbot, ends(outcome))
    press(harness)
    qtbot.waitUntil(lambda: "What you can do now" in harness.texts())


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("", "Paste a proxy link."),
        ("https://example.org/x", "Dialtone cannot test this link"),
        (f"tg://proxy?server=a.example&port=443&secret={SECRET}7", "The secret in the link is cut off"),
        ("tg://proxy?server=a.example&port=443&secret=" + "x" * 3000, "too long"),
    ],
)
def test_a_bad_link_is_one_line_and_sends_nothing(qtbot: QtBot, link: str, said: str) -> None:
    harness = ProxyTestHarness(qtbot, ends())
    press(harness, link)
    assert said in harness.page.control(FAULT).text()
    assert harness.page.control(FAULT).isVisible()
    assert said in harness.page.control(BOX).accessibleDescription()
    assert SECRET not in harness.texts()
    assert not harness.page.has_control(SEES)
    assert harness.asked == []
    harness.page.control(BOX).setText(LINK)
    assert not harness.page.has_control(FAULT)


@pytest.mark.parametrize("host", ["169.254.169.254", "192.168.0.1", "127.0.0.1", "router"])
def test_a_link_into_the_own_network_is_tried_only_on_a_press_that_says_so(
    host: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = record_announcements(monkeypatch)
    harness = ProxyTestHarness(qtbot, ends())
    link = LINK.replace("plain.tg-gate.net", host)
    press(harness, link)
    press(harness, link)
    assert "This leads into your own network, or to this computer." in harness.texts()
    assert said[0].startswith("This leads into your own network")
    assert harness.asked == []
    harness.page.control(ANYWAY).click()
    qtbot.waitUntil(lambda: "Telegram works through this proxy" in harness.texts())
    assert (harness.asked, harness.own_networks) == ([(link, "telegram")], [True])
    harness.page.control(BOX).setText(LINK)
    assert not harness.page.has_control(ANYWAY)


def test_a_name_that_turns_out_to_lead_there_is_tried_on_a_second_press(qtbot: QtBot) -> None:
    harness = ProxyTestHarness(qtbot, ends(ProxyOutcome.OWN_NETWORK))
    press(harness)
    qtbot.waitUntil(lambda: "leads into your own network" in harness.texts())
    harness.page.control(ANYWAY).click()
    assert harness.own_networks == [False, True]


def test_it_can_be_stopped(qtbot: QtBot) -> None:
    harness = ProxyTestHarness(qtbot, hangs)
    press(harness)
    assert harness.page.focusWidget() is harness.page.control(CANCEL)
    assert not harness.page.control(TRY).isEnabled()
    harness.page.control(CANCEL).click()
    qtbot.waitUntil(lambda: "You stopped the test" in harness.texts())
    assert not harness.page.runner.running
    assert harness.page.control(TRY).isEnabled()
    assert not harness.page.has_control(CANCEL)


def test_leaving_the_page_ends_the_test(qtbot: QtBot) -> None:
    harness = ProxyTestHarness(qtbot, hangs)
    press(harness)
    harness.page.left.emit()
    assert not harness.page.runner.running


def test_a_mistake_of_our_own_is_said(qtbot: QtBot) -> None:
    harness = ProxyTestHarness(qtbot, fails)
    press(harness)
    qtbot.waitUntil(lambda: "Something went wrong in Dialtone" in harness.texts())


def test_the_result_is_heard(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said = record_announcements(monkeypatch)
    harness = ProxyTestHarness(qtbot, ends(ProxyOutcome.DEAD))
    press(harness)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1].startswith("Nothing answers at the address of this proxy")


def test_nothing_is_tried_beside_a_saved_check(qtbot: QtBot) -> None:
    context = make_context(replace(make_content(), words=WORDS, saved=examples.check()))
    PageController(context, examples.RESOURCES / "fonts").show_proxy_test(messenger="telegram")
    assert context.window.page_stack.page is None


def test_only_advice_about_proxies_offers_it() -> None:
    def keys(action: str, *, may_try: bool) -> list[str]:
        return [one.key for one in list_way_buttons(replace(GUIDANCE, action=action), may_try=may_try, opens=False)]

    assert keys(Action.TRY_PROXY, may_try=True) == [TRY_PROXY]
    assert keys(Action.TRY_PROXY, may_try=False) == []
    assert keys(Action.NONE, may_try=True) == []


def test_what_is_pasted_and_longer_than_a_link_makes_no_second_field(qtbot: QtBot) -> None:
    page = ProxyTestHarness(qtbot, ends()).page
    QGuiApplication.clipboard().setText("x" * 5000)
    page.control(PASTE).click()
    (field,) = page.findChildren(Field)
    assert len(field.text()) == 4096


def test_a_link_is_pasted_by_a_press_and_an_example_says_what_one_looks_like(qtbot: QtBot) -> None:
    page = ProxyTestHarness(qtbot, ends()).page
    field = page.control(BOX)
    assert field.placeholderText().startswith("tg://proxy?")
    assert field.accessibleName() == "Proxy link"
    QGuiApplication.clipboard().setText(f"  {LINK}\n")
    assert not field.text()
    page.control(PASTE).click()
    assert field.text() == LINK
