"""The button that removes all that Dialtone left: asked twice, then the program ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dialtone.ui.pages.advice_page import REMOVE, list_advice_items
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.page_controller import PageController
from ui.conftest import Pages
from ui.english import WORDS
from ui.page_rows import shown_page
from ui.world import World


def test_a_double_click_removes_nothing(qtbot: QtBot) -> None:
    page = ItemPage("", list_advice_items(WORDS.list_reference(), (), may_try=False))
    qtbot.addWidget(page)
    page.show()
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


def removal(pages: Pages, *, full: bool) -> tuple[PageController, World, ItemPage]:
    harness, page_controller, world = pages
    world.full = full
    page_controller.show_advice()
    page = shown_page(harness.window)
    return page_controller, world, page


def test_after_it_the_program_ends(qtbot: QtBot, pages: Pages) -> None:
    page_controller, world, page = removal(pages, full=False)
    with qtbot.waitSignal(page_controller.traces_removed):
        page.acted.emit(REMOVE, None)
    assert world.removed == 1


def test_what_could_not_be_removed_is_said_and_the_window_stays(qtbot: QtBot, pages: Pages) -> None:
    page_controller, _, page = removal(pages, full=True)
    with qtbot.assertNotEmitted(page_controller.traces_removed):
        page.acted.emit(REMOVE, None)
    assert "/home/a could not be removed." in page.control("trouble").text()


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
