"""The button that removes all that Dialtone left: asked twice, then the program ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dialtone.explain.reference import list_reference
from dialtone.ui.pages.advice_page import REMOVE, list_advice_items
from dialtone.ui.widgets.item_view import ItemPage
from ui.conftest import Pages
from ui.english import WORDS
from ui.own_widgets import show_widget
from ui.page_rows import shown_page


def test_a_double_click_removes_nothing(qtbot: QtBot) -> None:
    page = show_widget(qtbot, ItemPage("", list_advice_items(list_reference(WORDS), (), may_try=False)))
    page.control("way what-dialtone-leaves").click()
    offer = page.control("removal")
    with qtbot.assertNotEmitted(page.acted):
        offer.click()
        offer.click()
        assert not page.control(REMOVE).isVisible()
        offer.click()
    with qtbot.waitSignal(page.acted) as told:
        page.control(REMOVE).click()
    assert told.args == [REMOVE, None]


def test_after_it_the_program_ends(qtbot: QtBot, pages: Pages) -> None:
    pages.opener.show_advice()
    with qtbot.waitSignal(pages.opener.traces_removed):
        shown_page(pages.window).acted.emit(REMOVE, None)
    assert pages.world.removed == 1


def test_what_could_not_be_removed_is_said_and_the_window_stays(qtbot: QtBot, pages: Pages) -> None:
    pages.world.full = True
    pages.opener.show_advice()
    with qtbot.assertNotEmitted(pages.opener.traces_removed):
        shown_page(pages.window).acted.emit(REMOVE, None)
    assert "/home/a could not be removed." in shown_page(pages.window).control("trouble").text()


@pytest.mark.skipif(sys.platform != "linux", reason="the home directory is set as Linux has it")
def test_after_the_real_window_has_ended_nothing_is_left(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1]
    home = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": "",
        "XDG_STATE_HOME": "",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    ended = subprocess.run(
        [sys.executable, str(tests / "ui" / "removing_window.py")],
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert {"settings.json", "dialtone.log", "running.lock"} <= set(ended.stdout.split())
    assert not [path for path in tmp_path.rglob("*") if "dialtone" in path.name.lower()]
