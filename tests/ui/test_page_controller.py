"""The three places, and what their buttons do with files and the system."""

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dialtone.model.answer import NextStep, StepKind
from dialtone.model.frozen import replace
from dialtone.ui.messengers.messenger_items import PageAction
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.window.share_page import COPY, SharePage
from ui import examples
from ui.conftest import Pages
from ui.page_rows import shown_page, texts

HOSTS = "Servers Dialtone connects to"


def test_each_place_has_its_page_and_escape_leads_back(qtbot: QtBot, pages: Pages) -> None:
    actions = pages.window.window_actions
    for action, title in (
        (actions.history, "History"),
        (actions.settings, "Settings"),
        (actions.advice, "Good to know"),
        (actions.known, "What is known in a country"),
    ):
        action.trigger()
        page = pages.shown
        assert page is not None
        assert page.windowTitle() == title
        assert pages.window.page_stack.header.back_button.hasFocus()
        QTest.keyClick(page, Qt.Key.Key_Escape)
        assert pages.shown is None
        assert pages.window.focusWidget() is pages.window.result.block.button


def test_the_settings_have_a_key(qtbot: QtBot, pages: Pages) -> None:
    pages.window.activateWindow()
    QTest.keyClick(pages.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(pages.shown, SettingsPage)


def test_the_page_to_share_does_not_offer_to_share_again(pages: Pages) -> None:
    share_button = pages.window.page_stack.header.share_button
    pages.opener.show_share()
    assert share_button.isHidden()
    pages.window.page_stack.leave()
    assert not share_button.isHidden()


def test_a_messenger_from_the_tray_leads_back_to_the_result(pages: Pages) -> None:
    pages.window.window_actions.history.trigger()
    pages.window.open_messenger("telegram")
    assert pages.shown is None


def test_what_was_changed_at_the_tray_meanwhile_stays(pages: Pages) -> None:
    """The open settings had the former state, and wrote it back with their next change."""
    pages.window.window_actions.settings.trigger()
    page = shown_page(pages.window, SettingsPage)
    pages.window.take_step(ResultState(step=NextStep(StepKind.TELL_ME), watched=("telegram",)))
    assert page.control("watch_minutes").currentData() == 60
    page.control("keep_history").click()
    settings = pages.harness.controller.settings
    assert (settings.watch_minutes, settings.notify, settings.keep_history) == (60, True, False)
    pages.harness.controller.set_own_server("element", "matrix.example.org")
    page.control("keep_history").click()
    assert pages.harness.controller.settings.servers == {"element": "matrix.example.org"}


@pytest.mark.parametrize("by_key", [False, True])
def test_the_way_back_from_the_hosts_leads_to_the_settings(pages: Pages, by_key: bool) -> None:
    pages.window.window_actions.settings.trigger()
    settings = pages.shown
    assert isinstance(settings, SettingsPage)
    settings.control("hosts").click()
    hosts = pages.shown
    assert hosts is not None
    assert hosts.windowTitle() == HOSTS
    if by_key:
        QTest.keyClick(hosts, Qt.Key.Key_Escape)
    else:
        pages.window.page_stack.header.back_button.click()
    assert isinstance(pages.shown, SettingsPage)


def test_while_a_country_is_loaded_no_page_of_the_former_opens(qtbot: QtBot, pages: Pages, tmp_path: Path) -> None:
    """A dropped picture, the history, the settings and Share showed the words and the law of the former country."""
    actions = pages.window.window_actions
    page_actions = (*actions.page_actions, actions.history, actions.settings, actions.share, actions.report)
    assert all(action.isEnabled() for action in page_actions)
    pages.harness.controller.change_settings(replace(pages.harness.controller.settings, country="IR"))
    assert not any(action.isEnabled() for action in page_actions)
    pages.opener.show_file(tmp_path / "result.png")
    pages.opener.show_file(tmp_path / "tsetup.exe")
    for pressed in (
        PageAction.COMPARE_NETWORKS,
        PageAction.CHOOSE_COUNTRY,
        PageAction.TRY_PROXY,
        PageAction.REACH_SOMEBODY,
        PageAction.PREPARE,
    ):
        pages.window.detail.request(pressed)
    assert pages.shown is None
    qtbot.waitUntil(actions.history.isEnabled)
    assert all(action.isEnabled() for action in page_actions)


def test_share_waits_for_a_check(pages: Pages) -> None:
    assert pages.window.page_stack.header.share_button.isEnabled()
    pages.opener.show_share()
    pages.opener.show_share()  # from the tray, say: one picture at a time
    page = pages.shown
    assert isinstance(page, SharePage)
    assert page.control(COPY).hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert pages.shown is None


def test_a_check_is_saved_and_a_report_made_where_the_person_says(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "check.dialtone"), ""))
    pages.opener.save_check()
    saved = json.loads((tmp_path / "check.dialtone").read_bytes())
    assert saved["format"] == "dialtone-check/1"
    assert saved["started_at"] == "2026-11-24T10:00:00Z", "such files are passed on"
    assert "check.dialtone" in pages.window.outcome_bar.label.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "r.zip"), ""))
    pages.opener.show_report()
    page = shown_page(pages.window)
    assert "without this network's addresses" in texts(page)[0]
    page.control("note").setPlainText("It works here.")
    page.control("save").click()
    (said,) = texts(page)
    assert "r.zip" in said
    assert "https://example.org" in said
    with zipfile.ZipFile(tmp_path / "r.zip") as report:
        document = json.loads(report.read("check.json"))
    assert [m["id"] for m in document["messengers"] if m["installed"]] == [], "it is passed on"
    assert document["started_at"] == "2026-11-24T10:00:00Z", "the day alone"
    assert pages.harness.controller.state.check == examples.check()


def test_a_place_that_cannot_be_written_is_one_line(
    pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "check.dialtone"), ""))
    pages.opener.save_check()
    assert pages.window.outcome_bar.label.text().endswith("was not found.")
    pages.opener.show_report()
    page = shown_page(pages.window)
    page.control("save").click()
    assert any(text.endswith("was not found.") for text in texts(page))
    assert page.has_control("save"), "it can be tried again"
