"""The pages of the window with a result, for the tests of several files."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.window.page_context import PageContext
from dialtone.ui.window.page_controller import PageController
from ui.conftest import WindowHarness, make_content
from ui.english import WORDS
from ui.examples import RESOURCES
from ui.runs import measures
from ui.world import World

MakeWindow = Callable[..., WindowHarness]
MakePages = Callable[..., tuple[WindowHarness, PageController, World]]


@pytest.fixture
def make_pages(qtbot: QtBot, make_window: MakeWindow) -> MakePages:
    def make() -> tuple[WindowHarness, PageController, World]:
        harness = make_window(measures)
        qtbot.waitUntil(harness.is_in(Phase.DONE))
        world = World()
        harness.controller.content = replace(make_content(), words=WORDS)
        context = PageContext(world.services(), harness.window)
        page_controller = PageController(context, RESOURCES / "fonts")
        return harness, page_controller, world

    return make
