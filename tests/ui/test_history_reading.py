"""The page of the history reads what is remembered once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.history import History
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.page_context import PageContext
from dialtone.ui.window.page_controller import PageController
from ui.bare_window import make_bare_window
from ui.conftest import make_content
from ui.examples import RESOURCES
from ui.own_widgets import keep_widget
from ui.world import World


class Counted(History):
    """A history that counts how often it is read, and may be busy."""

    readings = 0
    busy = False

    def read_condensed(self, days: int) -> tuple[HistoryRecord, ...]:
        self.readings += 1
        if self.busy:
            raise TroubleError(TroubleKind.HISTORY_BUSY, self.path)
        return super().read_condensed(days)


@pytest.fixture
def history(tmp_path: Path) -> Counted:
    return Counted(tmp_path)


@pytest.fixture
def context(history: Counted) -> PageContext:
    return PageContext(replace(World().services(), history=history), make_bare_window(make_content()))


def test_opening_the_page_reads_once(qtbot: QtBot, context: PageContext, history: Counted) -> None:
    page = keep_widget(qtbot, HistoryPage(context))
    assert history.readings == 1
    page.refresh()
    assert history.readings == 2


def test_a_busy_history_is_said_until_it_can_be_read(qtbot: QtBot, context: PageContext, history: Counted) -> None:
    page = keep_widget(qtbot, HistoryPage(context))
    history.busy = True
    page.refresh()
    assert "is using the history" in _shown(page)
    assert "No checks yet" not in _shown(page), "nobody knows"
    page.acted.emit("which", "")
    assert "is using the history" in _shown(page)
    history.busy = False
    page.refresh()
    assert "is using the history" not in _shown(page)


def _shown(page: ItemPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisibleTo(page))


def test_failed_writing_is_said_when_the_page_opens_later(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    """An empty page would say that results appear there."""
    qtbot.addWidget(context.window)
    pages, stack = PageController(context, RESOURCES / "fonts"), context.window.page_stack
    controller = context.window.controller
    controller.learn(history_error=TroubleError(TroubleKind.DISK_FULL, tmp_path / "history.sqlite3"))
    pages.show_history()
    assert stack.page is not None
    (said,) = (text.text() for text in stack.page.findChildren(Text) if "disk is full" in text.text())
    assert said.startswith("The last check is not in the history. ")
    controller.learn(history_error=None)
    pages.history_stored.emit()
    assert "disk is full" not in _shown(stack.page)


def test_failed_writing_is_not_said_while_no_history_is_kept(
    qtbot: QtBot, context: PageContext, tmp_path: Path
) -> None:
    qtbot.addWidget(context.window)
    pages, controller = PageController(context, RESOURCES / "fonts"), context.window.controller
    controller.learn(history_error=TroubleError(TroubleKind.DISK_FULL, tmp_path / "history.sqlite3"))
    controller.change_settings(replace(controller.settings, keep_history=False))
    pages.show_history()
    page = context.window.page_stack.page
    assert page is not None
    assert "disk is full" not in _shown(page)
