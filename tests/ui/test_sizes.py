"""No page is cut, whatever the font, its size, the language and the window: from the smallest to a screen of 4K."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.state.languages import Translations
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.frame import Frame
from spoken import EXAMPLES
from typefaces import FAMILIES
from ui.scenes import SCENES
from ui.window_fixture import make_window_fixture, settle

NAMES = ("first-run", "page", "history", "settings", "trial-works", "own-server")
SIZES = (QSize(960, 640), QSize(1366, 720), QSize(1920, 1032), QSize(3840, 2112))
"""And the smallest that the window may be: on 1920x1080 at 200 % a screen has 960x540."""


@pytest.fixture(params=list(product(FAMILIES, (10, 20))), ids=lambda font: f"{font[0]} {font[1]}")
def letters(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The font of the system."""
    usual = QFont(qapp.font())
    family, points = request.param
    font = QFont(family)
    font.setPointSizeF(points)
    qapp.setFont(font)
    assert QFontInfo(font).family() == family
    yield
    qapp.setFont(usual)


@pytest.fixture(params=EXAMPLES)
def language(request: pytest.FixtureRequest, qapp: QApplication, translations: Path) -> Iterator[str]:
    """What the person reads."""
    before, speak = QLocale(), Translations(translations)
    assert speak.use(request.param)
    yield request.param
    speak.use("en")
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True)
@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_sideways_in_any_window(qtbot: QtBot, language: str, name: str) -> None:
    scene = next(scene for scene in SCENES if scene.name == name)
    fixture, frame = make_window_fixture(language, first_run=scene.first_run), Frame()
    qtbot.addWidget(frame)
    frame.fill(fixture.window)
    frame.show()
    scene.prepare(fixture)
    smallest = frame.minimumSize()
    for size in (smallest, *SIZES):
        frame.resize(size.expandedTo(smallest))
        settle(frame)
        assert frame.size() == size.expandedTo(smallest), "the content asks for more"
        for area in frame.findChildren(QScrollArea):
            inside = area.widget()
            if area.isVisible() and inside is not None:
                assert inside.width() <= area.viewport().width(), f"{type(area.parent()).__name__} at {size}"
        for widget in said_in(frame):
            assert QRect(widget.mapTo(frame, QPoint()), widget.size()).left() >= 0, f"{widget.text()} at {size}"
            right = widget.mapTo(frame, QPoint()).x() + widget.width()
            assert right <= frame.width(), f"{widget.text()} at {size}"


def said_in(top: QWidget) -> list[QLabel | QAbstractButton]:
    """The words in sight."""
    found: list[QLabel | QAbstractButton] = [*top.findChildren(QLabel), *top.findChildren(QAbstractButton)]
    return [widget for widget in found if widget.isVisible() and widget.text()]


@pytest.mark.parametrize("name", ["page", "settings"])
def test_on_a_large_screen_the_column_stands_in_the_middle_with_its_buttons(qtbot: QtBot, name: str) -> None:
    fixture = make_window_fixture("en")
    window = fixture.window
    qtbot.addWidget(window)
    window.resize(3840, 2112)
    window.show()
    next(scene for scene in SCENES if scene.name == name).prepare(fixture)
    settle(window)
    page = window.page_stack.page
    view = page.view if isinstance(page, ItemPage) else window.detail.view
    middle = view.mapTo(window, view.rect().center()).x()
    assert (view.width(), abs(middle - window.width() / 2) <= 8) == (720, True)


@pytest.mark.parametrize("name", ["first-run", "first-run-warned", "answer", "answer-offline", "answer-calls"])
@pytest.mark.parametrize("letters", [("Noto Sans", 20)], indirect=True)
@pytest.mark.usefixtures("letters")
def test_with_large_letters_the_first_messenger_is_in_sight(qtbot: QtBot, language: str, name: str) -> None:
    """It stands below the sentence and its button, also where a warning does; in an answer its state is seen too."""
    scene = next(scene for scene in SCENES if scene.name == name)
    fixture, frame = make_window_fixture(language, first_run=scene.first_run), Frame()
    window = fixture.window
    qtbot.addWidget(frame)
    frame.fill(window)
    frame.show()
    scene.prepare(fixture)
    frame.resize(QSize(720, 480))
    settle(frame)
    start = window.start_page
    button = window.result.block.button if start is None else start.start_button
    tiles = window.result.board.tiles if start is None else start.choices.tiles
    for widget, seen in ((button, 1.0), (tiles[0], 0.5)):
        assert widget.mapTo(frame, QPoint(0, round(seen * widget.height()))).y() <= frame.height()
