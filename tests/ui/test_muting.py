"""Muting: from the row, from the page, by key, in the settings; what it does to the list and to what is told."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dialtone.store.settings import Settings
from dialtone.ui.pages.settings_page import SettingsInputs, SettingsPage
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import Field
from dialtone.ui.window.auto_check import make_schedule
from ui.conftest import WindowHarness, make_content
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import open_row


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    menu = QApplication.activePopupWidget()
    if menu is not None:
        menu.close()


def row(harness: WindowHarness, messenger: str) -> Row:
    return next(row for row in harness.window.result.rows if row.id == messenger)


def choose(menu: QMenu | None, said: str) -> None:
    assert menu is not None
    next(action for action in menu.actions() if action.text() == said).trigger()


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_row_can_be_muted_and_says_so(checked: WindowHarness) -> None:
    choose(checked.window.result.make_row_menu(row(checked, "signal")), "Mute Signal")
    assert list(checked.kept[-1].muted) == ["signal"]
    assert row(checked, "signal").muted
    assert row(checked, "signal").spoken.endswith(", muted")
    assert not row(checked, "whatsapp").muted
    assert "signal" in make_schedule(checked.controller.settings).muted
    assert "signal" in checked.controller.watch_list.watched
    bar = checked.window.outcome_bar
    assert bar.label.text() == "Signal is muted. It is still checked, without notices."
    bar.button.click()
    assert not checked.kept[-1].muted
    assert not row(checked, "signal").muted


def test_the_menu_begins_with_what_can_be_done_with_the_page(checked: WindowHarness) -> None:
    checked.window.open_messenger("telegram")
    more = checked.window.page_stack.header.menu_button
    for verb, muted in (("Mute Telegram", ("telegram",)), ("Unmute Telegram", ())):
        QTest.keyClick(more, Qt.Key.Key_Return)
        choose(open_menu(), verb)
        assert checked.controller.settings.muted == muted
    checked.window.show_result()
    QTest.keyClick(more, Qt.Key.Key_Return)
    assert not [action for action in open_menu().actions() if "Telegram" in action.text()]
    open_menu().close()


def test_the_page_of_one_that_is_hidden_is_left(checked: WindowHarness) -> None:
    checked.window.open_messenger("telegram")
    QTest.keyClick(checked.window.page_stack.header.menu_button, Qt.Key.Key_Return)
    choose(open_menu(), "Hide Telegram")
    assert "telegram" not in checked.controller.watch_list.listed
    assert not checked.window.messenger_shown


def test_the_menu_key_opens_the_menu_of_a_tile(checked: WindowHarness) -> None:
    tile = checked.window.result.board.tile_of("signal")
    assert tile is not None
    QApplication.sendEvent(tile, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    choose(open_menu(), "Mute Signal")
    assert checked.controller.settings.muted == ("signal",)


def test_who_is_not_checked_cannot_be_muted(checked: WindowHarness) -> None:
    checked.window.list_changes.set_muted("viber", True)
    assert checked.controller.settings.muted == ()
    menu = checked.window.result.make_row_menu(Row("skype", "Skype"))
    assert [action.text() for action in menu.actions()] == ["Hide Skype"]


def test_of_many_messengers_one_is_found_by_its_name(qtbot: QtBot) -> None:
    many = [(f"m{number}", f"Messenger {number}") for number in range(40)]
    page = show_widget(qtbot, SettingsPage(Settings(muted=("m3",), watch_minutes=60), SettingsInputs(watched=many)))
    open_row(page, "Muted")
    assert page.control("muted.m7").isVisible()
    assert page.control("search muted").placeholderText() == Field("Name of the messenger").placeholderText()
    page.control("search muted").setText("messenger-3")
    assert [key for key, _ in many if page.has_control(f"muted.{key}")] == ["m3", *(f"m3{n}" for n in range(10))]
    page.control("muted.m3").click()
    assert page.settings.muted == ()
    page.control("search muted").setText("nobody")
    assert not any(page.has_control(f"muted.{key}") for key, _ in many)
    assert page.control("search muted").isVisible()


def test_the_settings_show_who_is_muted(qtbot: QtBot) -> None:
    kept: list[Settings] = []
    names = [(m.id, m.name) for m in make_content().messengers]
    page = keep_widget(
        qtbot, SettingsPage(Settings(muted=("telegram", "gone"), watch_minutes=60), SettingsInputs(watched=names))
    )
    page.changed.connect(kept.append)
    page.show()
    row = open_row(page, "Muted")
    assert row.head.accessibleDescription() == "Telegram"
    telegram, signal = (page.control(f"muted.{one}") for one in ("telegram", "signal"))
    assert (telegram.isChecked(), signal.isChecked()) == (True, False)
    signal.click()
    assert list(kept[-1].muted) == ["telegram", "gone", "signal"]
    assert row.head.accessibleDescription() == QLocale().createSeparatedList(["Telegram", "Signal"])
    telegram.setFocus()
    QTest.keyClick(telegram, Qt.Key.Key_Space)
    assert list(kept[-1].muted) == ["gone", "signal"]
    assert page.focusWidget() is telegram
    page.control("notify").click()
    assert not page.has_control("muted")


def test_the_menu_of_a_row_checks_too(qtbot: QtBot, checked: WindowHarness) -> None:
    menu = checked.window.result.make_row_menu(row(checked, "signal"))
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Check Signal", "", "Mute Signal", "Hide Signal"]
    before = len(checked.asked)
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(checked.asked) == before + 1)
