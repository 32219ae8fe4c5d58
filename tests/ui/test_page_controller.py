"""The three places, and what their buttons do with files and the system."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dialtone.ui.pages.header import Section
from dialtone.ui.pages.history_page import HistoryPage
from dialtone.ui.pages.hosts_page import HostsPage
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.pages.share_dialog import ShareDialog
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.window.page_controller import PageController, hosts_of
from ui import examples
from ui.conftest import Table, library
from ui.examples import RESOURCES
from ui.test_auto_check import World
from ui.test_check_controller import Lay, measures, phase_is
from ui.test_pages import WORDS

Furnish = Callable[..., tuple[Table, PageController, World]]


@pytest.fixture
def furnished(qtbot: QtBot, table: Lay) -> Furnish:
    def make() -> tuple[Table, PageController, World]:
        laid = table(measures)
        qtbot.waitUntil(phase_is(laid, Phase.DONE))
        world = World()
        words = replace(library(), words=WORDS)
        rooms = PageController(
            world.extras(),
            RESOURCES / "fonts",
            lambda: laid.desk.settings,
            lambda: words,
            lambda: laid.desk.state.check,
            laid.window,
            laid.window.places,
        )
        return laid, rooms, world

    return make


def test_each_place_has_its_page_and_escape_leads_back(qtbot: QtBot, furnished: Furnish) -> None:
    laid, _, _ = furnished()
    places = laid.window.places
    for place, kind in ((Section.HISTORY, HistoryPage), (Section.SETTINGS, SettingsPage)):
        places.header.tabs[place].click()
        page = places.page
        assert isinstance(page, kind)
        assert places.header.tabs[place].isChecked()
        QTest.keyClick(page, Qt.Key.Key_Escape)
        assert places.page is None
        assert places.header.tabs[Section.RESULT].isChecked()
        assert laid.window.focusWidget() is laid.window.list_pane.list


def test_the_settings_have_a_key(qtbot: QtBot, furnished: Furnish) -> None:
    laid, _, _ = furnished()
    laid.window.activateWindow()
    QTest.keyClick(laid.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(laid.window.places.page, SettingsPage)


def test_a_messenger_from_the_tray_leads_back_to_the_result(furnished: Furnish) -> None:
    laid, _, _ = furnished()
    laid.window.places.open(Section.HISTORY)
    laid.window.open_messenger("telegram")
    assert laid.window.places.page is None


def test_what_is_chosen_in_the_settings_is_kept(furnished: Furnish) -> None:
    laid, rooms, _ = furnished()
    rooms.settings_changed.connect(laid.desk.change_settings)
    laid.window.places.open(Section.SETTINGS)
    page = laid.window.places.page
    assert isinstance(page, SettingsPage)
    page.history.click()
    assert laid.kept[-1].keep_history is False
    assert laid.desk.settings.keep_history is False


def test_every_host_of_the_catalogue_is_listed(furnished: Furnish) -> None:
    laid, rooms, _ = furnished()
    rooms.show_hosts()
    assert isinstance(laid.window.places.page, HostsPage)
    assert hosts_of(library()) == ()


@pytest.mark.parametrize("by_key", [False, True])
def test_the_way_back_from_the_hosts_leads_to_the_settings(furnished: Furnish, by_key: bool) -> None:
    laid, _, _ = furnished()
    places = laid.window.places
    places.open(Section.SETTINGS)
    settings = places.page
    assert isinstance(settings, SettingsPage)
    settings.hosts_wanted.emit()
    hosts = places.page
    assert isinstance(hosts, HostsPage)
    if by_key:
        QTest.keyClick(hosts, Qt.Key.Key_Escape)
    else:
        hosts.back_button.click()
    assert isinstance(places.page, SettingsPage)
    assert places.header.tabs[Section.SETTINGS].isChecked()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|propagateSizeHints)", extend=True)
def test_share_waits_for_a_check(qtbot: QtBot, furnished: Furnish) -> None:
    laid, rooms, _ = furnished()
    assert laid.window.places.header.share_button.isEnabled()
    rooms.share()
    rooms.share()  # from the tray, say: one picture at a time
    (dialog,) = laid.window.findChildren(ShareDialog)
    assert dialog.isVisible()
    dialog.reject()
    with qtbot.waitSignal(dialog.destroyed):
        pass
    rooms.share()
    (dialog,) = laid.window.findChildren(ShareDialog)
    dialog.reject()


def test_a_check_is_saved_and_a_report_made_where_the_person_says(
    furnished: Furnish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, rooms, _ = furnished()
    monkeypatch.setattr(
        "dialtone.ui.window.page_controller.QFileDialog.getSaveFileName",
        lambda *_a: (str(tmp_path / "check.dialtone"), ""),
    )
    rooms.save_check()
    assert b"dialtone-check/1" in (tmp_path / "check.dialtone").read_bytes()
    monkeypatch.setattr(
        "dialtone.ui.window.page_controller.QInputDialog.getMultiLineText", lambda *_a: ("It works here.", True)
    )
    monkeypatch.setattr(
        "dialtone.ui.window.page_controller.QFileDialog.getSaveFileName", lambda *_a: (str(tmp_path / "r.zip"), "")
    )
    rooms.report()
    assert (tmp_path / "r.zip").read_bytes().startswith(b"PK")
    assert laid.desk.state.check == examples.check()


def test_a_place_that_cannot_be_written_is_one_line(
    furnished: Furnish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid, rooms, _ = furnished()
    rooms._extras = replace(rooms._extras, trouble=(OSError,))
    monkeypatch.setattr(
        "dialtone.ui.window.page_controller.QFileDialog.getSaveFileName",
        lambda *_a: (str(tmp_path / "no" / "check.dialtone"), ""),
    )
    rooms.save_check()
    page = laid.window.places.page
    assert page is not None
    assert page.windowTitle() == "That did not work"
