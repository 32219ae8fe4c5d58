"""A copy for another person: asked for in the settings, made beside the window, told in lines."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.give_page import OPEN, PACKAGES, PLACE
from ui.conftest import Pages, WindowHarness
from ui.page_rows import shown_page


def _asked(harness: WindowHarness) -> ItemPage:
    harness.window.window_actions.settings.trigger()
    settings = shown_page(harness.window, SettingsPage)
    settings.control("giving").click()
    return shown_page(harness.window)


def _filled(page: ItemPage) -> list[str]:
    return [b.text() for b in page.findChildren(Button) if b.look is ButtonStyle.MAIN and b.isVisibleTo(page)]


def _texts(page: ItemPage) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if not text.isHidden()]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    packages = [str(tmp_path / "dialtone-0.1.0-windows-setup.exe")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (packages, ""))
    return tmp_path


def test_the_copy_is_made_and_told(qtbot: QtBot, pages: Pages, chosen: Path) -> None:
    page = _asked(pages.harness)
    assert not page.has_control(OPEN)
    assert _filled(page) == ["Choose folder…"]
    page.control(PACKAGES).click()
    assert "dialtone-0.1.0-windows-setup.exe" in _texts(page)
    page.control(PLACE).click()
    assert not page.control(PLACE).isEnabled()
    told = {"The copy is there.", "dialtone-0.1.0-windows-setup.exe"}
    qtbot.waitUntil(lambda: told <= set(_texts(page)))
    assert page.control(PLACE).isEnabled()
    assert page.control(OPEN).isVisible()
    assert _filled(page) == ["Show the folder"], "the next step alone"


def test_what_cannot_be_copied_is_told_in_one_line(qtbot: QtBot, pages: Pages, chosen: Path) -> None:
    pages.world.full = True
    page = _asked(pages.harness)
    page.control(PLACE).click()
    qtbot.waitUntil(lambda: any("The disk is full" in text for text in _texts(page)))
    assert page.control(PLACE).isEnabled()
    assert not page.has_control(OPEN)
