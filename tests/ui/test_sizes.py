"""No page is cut, whatever the font, its size, the language and the window: from the smallest to a screen of 4K."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.main_window import MainWindow
from typefaces import FAMILIES
from ui.fitting import letters_of, list_wide_pages, open_scene, said_in, scene_of
from ui.window_fixture import make_window_fixture, settle

NAMES = ("first-run", "page", "history", "settings", "trial-works", "own-server")
SIZES = (QSize(960, 640), QSize(1366, 720), QSize(1920, 1032), QSize(3840, 2112))
"""And the smallest that the window may be: on 1920x1080 at 200 % a screen has 960x540."""


@pytest.fixture(params=list(product(FAMILIES, (10, 20))), ids=lambda font: f"{font[0]} {font[1]}")
def letters(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The font of the system."""
    family, points = request.param
    with letters_of(qapp, points, family):
        yield


def framed(qtbot: QtBot, language: str, name: str) -> tuple[Frame, MainWindow]:
    """Return a scene in the frame that has a smallest size."""
    scene = scene_of(name)
    fixture, frame = make_window_fixture(language, first_run=scene.first_run), Frame()
    qtbot.addWidget(frame)
    frame.fill(fixture.window)
    frame.show()
    scene.prepare(fixture)
    return frame, fixture.window


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_sideways_in_any_window(qtbot: QtBot, language: str, name: str) -> None:
    frame, _ = framed(qtbot, language, name)
    smallest = frame.minimumSize()
    for size in (smallest, *SIZES):
        frame.resize(size.expandedTo(smallest))
        settle(frame)
        assert frame.size() == size.expandedTo(smallest), "the content asks for more"
        assert not list_wide_pages(frame), size
        for widget in said_in(frame):
            left = widget.mapTo(frame, QPoint()).x()
            assert left >= 0, f"{widget.text()} at {size}"
            assert left + widget.width() <= frame.width(), f"{widget.text()} at {size}"


@pytest.mark.parametrize("name", ["page", "settings"])
def test_on_a_large_screen_the_column_stands_in_the_middle_with_its_buttons(qtbot: QtBot, name: str) -> None:
    window = open_scene(qtbot, name, QSize(3840, 2112)).window
    page = window.page_stack.page
    view = page.view if isinstance(page, ItemPage) else window.detail.view
    middle = view.mapTo(window, view.rect().center()).x()
    assert (view.width(), abs(middle - window.width() / 2) <= 8) == (720, True)


@pytest.mark.parametrize("name", ["first-run", "first-run-warned", "answer", "answer-offline", "answer-calls"])
@pytest.mark.parametrize("letters", [("Noto Sans", 20)], indirect=True)
@pytest.mark.usefixtures("letters")
def test_with_large_letters_the_first_messenger_is_in_sight(qtbot: QtBot, language: str, name: str) -> None:
    """It stands below the sentence and its button, also where a warning does; in an answer its state is seen too."""
    frame, window = framed(qtbot, language, name)
    frame.resize(QSize(720, 480))
    settle(frame)
    start = window.start_page
    button = window.result.block.button if start is None else start.start_button
    tiles = window.result.board.tiles if start is None else start.choices.tiles
    for widget, seen in ((button, 1.0), (tiles[0], 0.5)):
        assert widget.mapTo(frame, QPoint(0, round(seen * widget.height()))).y() <= frame.height()
