from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.messengers.detail_page import DetailPage
from dialtone.ui.messengers.messenger_items import PageAction
from dialtone.ui.messengers.tile_board import MessengerActions
from dialtone.ui.messengers.way_items import make_way_row
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.widgets.box_items import BoxHead, BoxItem, BoxRowView
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.notice_bar import OutcomeBar, RiskNotice
from ui.bare_window import show
from ui.conftest import MakeWindow, WindowHarness
from ui.own_widgets import show_widget
from ui.page_rows import open_all, open_row, row, texts
from ui.plain_words import GUIDANCE, LAW
from ui.runs import measures
from ui.window_fixture import make_window_fixture


@pytest.fixture
def done(qtbot: QtBot, make_window: MakeWindow) -> WindowHarness:
    harness = make_window(measures)
    harness.window.open_messenger("whatsapp")
    return harness


def test_the_page_answers_first_and_explains_after(done: WindowHarness) -> None:
    page = done.window.detail
    for waits in ("Saw two.", "Do that.", GUIDANCE.steps[0]):
        assert waits not in texts(page)
    open_all(page)
    shown = texts(page)
    order = ["WhatsApp is blocked.", "Summary of WhatsApp.", "Saw two.", "Do that.", GUIDANCE.steps[0]]
    assert [text for text in shown if text in order] == order


def test_nothing_is_said_twice(done: WindowHarness) -> None:
    page = done.window.detail
    open_all(page)
    said = [text for text in texts(page) if text.endswith(".")]
    assert sorted(said) == sorted(set(said))


def test_law_and_risk_stand_before_the_first_step(done: WindowHarness) -> None:
    page = done.window.detail
    assert not {LAW, GUIDANCE.risk} & set(texts(page)), "both are in the way that they are about"
    open_row(page, GUIDANCE.title)
    shown = texts(page)
    assert shown.index(LAW) < shown.index(GUIDANCE.risk) < shown.index(GUIDANCE.steps[0])


def test_the_rows_stand_in_the_order_in_which_they_are_asked_for(done: WindowHarness) -> None:
    page = done.window.detail
    labels = [one.head.text() for one in page.findChildren(BoxRowView)]
    assert labels == ["Why", "Use instead", GUIDANCE.title, "How we know"]
    assert page.block.button.text() == "Tell me when it works"
    page.block.button.click()
    assert page.block.button.text() != "Tell me when it works"
    labels = [head.text() for head in page.findChildren(BoxHead) if not head.isHidden()]
    assert labels[3:] == ["Tell me when WhatsApp is back", "How we know"], "said by the button or by a row"


def test_the_keyboard_goes_from_the_answer_to_the_button_and_down_the_rows(done: WindowHarness) -> None:
    page = done.window.detail
    assert QApplication.focusWidget() is page.block.answer
    rows = [one.head for one in page.findChildren(BoxRowView)[:3]]
    for before, after in pairwise((page.block.button, page.block.link, *rows)):
        before.setFocus()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after
    QTest.keyClick(rows[-1], Qt.Key.Key_Return)
    assert GUIDANCE.steps[0] in texts(page)
    QTest.keyClick(rows[-1], Qt.Key.Key_Escape)
    assert done.window.messenger_shown == ""
    assert QApplication.focusWidget() is done.window.result.board.tile_of("whatsapp")


def test_a_screen_reader_is_told_that_a_row_opens_and_whether_it_is_open(done: WindowHarness) -> None:
    head = row(done.window.detail, GUIDANCE.title).head
    state = QAccessible.queryAccessibleInterface(head).state()
    assert (state.expandable, state.expanded, state.collapsed) == (True, False, True)
    head.click()
    state = QAccessible.queryAccessibleInterface(head).state()
    assert (state.expandable, state.expanded, state.collapsed) == (True, True, False)


def test_a_screen_reader_is_told_that_being_told_is_on_or_off(qtbot: QtBot, done: WindowHarness) -> None:
    done.window.open_messenger("signal")
    switch = done.window.detail.view.control(PageAction.SET_NOTICES)
    spoken = QAccessible.queryAccessibleInterface(switch)
    assert (spoken.role(), spoken.state().checked) == (QAccessible.Role.CheckBox, False)
    switch.click()
    settings = done.controller.settings
    assert (settings.watch_minutes, settings.notify, settings.muted) == (60, True, ())
    assert done.window.detail.view.control(PageAction.SET_NOTICES).isChecked()
    switch.click()
    assert done.controller.settings.muted == ("signal",), "the others are still told of"


def test_an_advice_is_filled_when_it_is_opened(qtbot: QtBot) -> None:
    view = show_widget(qtbot, ItemView((BoxItem((make_way_row(GUIDANCE, ()),)),)))
    assert view.findChildren(RiskNotice) == []
    (head,) = view.findChildren(BoxHead)
    head.click()
    notice = view.findChildren(RiskNotice)[0]
    qtbot.waitUntil(notice.isVisible)
    head.click()
    assert not notice.isVisible()


def test_an_advice_names_its_sources_without_their_addresses(done: WindowHarness) -> None:
    open_row(done.window.detail, GUIDANCE.title)
    shown = texts(done.window.detail)
    assert GUIDANCE.written in shown
    assert [text for text in shown if "https://" in text] == ["https://ssd.eff.org/vpn"]


def test_technical_lines_wait_behind_a_disclosure(done: WindowHarness) -> None:
    line = "1 dns web.whatsapp.com@system"
    assert not any(line in text for text in texts(done.window.detail))
    open_row(done.window.detail, "How we know")
    assert not any(line in text for text in texts(done.window.detail))
    done.window.detail.findChildren(BoxRowView)[-1].head.click()
    assert any(line in text for text in texts(done.window.detail))


def test_where_functions_differ_each_has_a_line_that_says_why(done: WindowHarness) -> None:
    done.window.open_messenger("telegram")
    open_row(done.window.detail, "Why")
    shown = texts(done.window.detail)
    assert "F messages: works. Because of messages." in shown
    assert "F media: slow. Because of media." in shown


def test_copying_takes_the_answer_without_a_technical_line(qtbot: QtBot, done: WindowHarness) -> None:
    QTest.keyClick(done.window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("WhatsApp is blocked.\nSummary of WhatsApp.\n")
    assert "Saw one." not in copied


def test_copying_a_selection_takes_the_selection(qtbot: QtBot, done: WindowHarness) -> None:
    labels = done.window.detail.findChildren(QLabel)
    headline = next(label for label in labels if label.text() == "WhatsApp is blocked.")
    headline.setFocus()
    headline.setSelection(0, 8)
    QTest.keyClick(headline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "WhatsApp"


def test_the_same_words_do_not_rebuild_the_page(done: WindowHarness) -> None:
    before = done.window.detail.findChildren(BoxRowView)
    show(done.window, done.controller.state, done.controller.watch_list)
    assert done.window.detail.findChildren(BoxRowView) == before


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, make_window: MakeWindow) -> None:
    """Whoever hears the window instead of seeing it knows every control by a word."""
    for harness in (make_window(measures, first_run=True), make_window(measures, installed=()), make_window(measures)):
        if harness.asked:
            qtbot.waitUntil(harness.is_in(Phase.DONE))
            harness.window.open_messenger("whatsapp" if harness.asked else "")
            open_all(harness.window.detail)
        for widget in harness.window.findChildren(QWidget):
            focusable = widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            if not focusable or isinstance(widget, QScrollBar):
                continue
            spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert spoken, f"{type(widget).__name__} has no name"


def test_the_page_before_any_words_is_empty(qtbot: QtBot) -> None:
    page = show_widget(qtbot, DetailPage(MessengerActions(), OutcomeBar()))
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
        show_widget(qtbot, fixture.window)
        fixture.page_controller.show_history()
        fixture.page_controller.show_settings()
    finally:
        qapp.removeEventFilter(shown)
    assert set(shown.seen) == {fixture.window}
