from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.messengers.detail_page import DetailPage
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.pages.header import Section
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.risk_notice import RiskNotice
from ui.conftest import WindowHarness
from ui.plain_words import GUIDANCE, LAW, LAW_IN_SHORT
from ui.runs import measures, phase_is
from ui.window_fixture import make_window_fixture

MakeWindow = Callable[..., WindowHarness]


@pytest.fixture
def done(qtbot: QtBot, make_window: MakeWindow) -> WindowHarness:
    harness = make_window(measures)
    qtbot.waitUntil(phase_is(harness, Phase.DONE))
    harness.window.open_messenger("whatsapp")
    return harness


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def how_we_know(harness: WindowHarness) -> Disclosure:
    return next(one for one in harness.window.detail.findChildren(Disclosure) if one.head.text() == "How we know")


def test_the_page_answers_first_and_explains_after(done: WindowHarness) -> None:
    assert "Saw one." not in texts(done.window.detail)
    how_we_know(done).head.click()
    shown = texts(done.window.detail)
    order = ["WhatsApp is blocked.", "Summary of WhatsApp.", GUIDANCE.steps[0], "Do that.", "Saw one.", "Means this."]
    assert [text for text in shown if text in order] == order


def test_risk_stands_before_the_first_step(done: WindowHarness) -> None:
    shown = texts(done.window.detail)
    assert shown.index(LAW_IN_SHORT) < shown.index(GUIDANCE.risk) < shown.index(GUIDANCE.steps[0])
    assert shown.count(LAW_IN_SHORT) == 1
    assert LAW not in shown, "each note waits behind a line that opens"


def test_only_the_first_advice_is_open(qtbot: QtBot) -> None:
    card = GuidanceCard(GUIDANCE, opened=False)
    qtbot.addWidget(card)
    card.show()
    assert card.findChildren(RiskNotice) == []
    card.disclosure.head.click()
    (notice,) = card.findChildren(RiskNotice)
    qtbot.waitUntil(notice.isVisible)
    card.disclosure.head.click()
    assert not notice.isVisible()


def test_an_advice_names_its_sources_without_their_addresses(done: WindowHarness) -> None:
    shown = texts(done.window.detail)
    assert GUIDANCE.note in shown
    assert [text for text in shown if "https://" in text] == ["https://ssd.eff.org/vpn"]


def test_technical_lines_wait_behind_a_disclosure(done: WindowHarness) -> None:
    line = "1 dns web.whatsapp.com@system"
    assert not any(line in text for text in texts(done.window.detail))
    how_we_know(done).head.click()
    assert not any(line in text for text in texts(done.window.detail))
    done.window.detail.findChildren(Disclosure)[-1].head.click()
    assert any(line in text for text in texts(done.window.detail))


def test_where_functions_differ_each_has_a_line_that_says_why(done: WindowHarness) -> None:
    done.window.open_messenger("telegram")
    shown = texts(done.window.detail)
    assert "F messages: works. Because of messages." in shown
    assert "F media: slow. Because of media." in shown


def test_copying_takes_the_answer_and_the_menu_the_whole_page(qtbot: QtBot, done: WindowHarness) -> None:
    QTest.keyClick(done.window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("WhatsApp is blocked.\nSummary of WhatsApp.\n")
    assert "Saw one." not in copied
    done.window.detail.copy_with_details()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("WhatsApp is blocked.\n\nSummary of WhatsApp.")
    assert "What we saw\nSaw one.\nSaw two." in copied
    assert "1 dns web.whatsapp.com@system" in copied


def test_copying_a_selection_takes_the_selection(qtbot: QtBot, done: WindowHarness) -> None:
    labels = done.window.detail.findChildren(QLabel)
    headline = next(label for label in labels if label.text() == "WhatsApp is blocked.")
    headline.setFocus()
    headline.setSelection(0, 8)
    QTest.keyClick(headline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "WhatsApp"


def test_the_same_words_do_not_rebuild_the_page(done: WindowHarness) -> None:
    before = done.window.detail._scroll.widget()
    done.window.show_state(done.controller.state, done.controller.watch_list)
    assert done.window.detail._scroll.widget() is before


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, make_window: MakeWindow) -> None:
    """Whoever hears the window instead of seeing it knows every control by a word."""
    for harness in (make_window(measures, first_run=True), make_window(measures, installed=()), make_window(measures)):
        if harness.asked:
            qtbot.waitUntil(phase_is(harness, Phase.DONE))
            harness.window.open_messenger("whatsapp" if harness.asked else "")
            for disclosure in harness.window.detail.findChildren(Disclosure):
                disclosure.head.setChecked(True)
        for widget in harness.window.findChildren(QWidget):
            focusable = widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            if not focusable or isinstance(widget, QScrollBar):
                continue
            spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert spoken, f"{type(widget).__name__} has no name"


def test_the_page_before_any_words_is_empty(qtbot: QtBot) -> None:
    page = DetailPage(MessengerActions())
    qtbot.addWidget(page)
    page.show()
    page.copy()
    assert page.messenger_id == ""


def test_the_footer_says_that_checks_are_paused(done: WindowHarness) -> None:
    footer, pause = done.window.result.footer, done.window.window_actions.pause
    pause.setVisible(True)
    before = footer.text()
    assert before.startswith("Checked ")
    pause.setChecked(True)
    assert footer.text() == f"{before} · Automatic checks are paused"
    pause.setVisible(False)  # the settings say: never by itself
    assert footer.text() == before


class Shown(QObject):
    """Notes what becomes a window of its own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_part_of_the_window_is_a_window_before_it_has_its_place(qtbot: QtBot, qapp: QApplication) -> None:
    """What is made visible before it has a parent flashes as a window of its own: a button did at each start."""
    shown = Shown(qapp)
    qapp.installEventFilter(shown)
    try:
        fixture = make_window_fixture("en")
        qtbot.addWidget(fixture.window)
        fixture.window.show()
        for section in Section:
            fixture.window.page_stack.open(section)
    finally:
        qapp.removeEventFilter(shown)
    assert set(shown.seen) == {fixture.window}
