"""What is written from right to left is the other way round to the pixel, margins too."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.messengers.tile import Tile
from dialtone.ui.painting.control_style import ControlStyle
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.box_items import SwitchHead
from dialtone.ui.widgets.controls import Text
from dialtone.ui.window.report_page import ReportPage
from ui import examples
from ui.bare_window import make_context
from ui.conftest import make_content
from ui.fitting import open_scene
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import shown_page
from ui.window_fixture import settle

DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


@pytest.fixture(params=DIRECTIONS, ids=["ltr", "rtl"])
def _direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    usual = qapp.layoutDirection()
    qapp.setLayoutDirection(request.param)
    yield
    qapp.setLayoutDirection(usual)


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def begin(rect: QRect, window: QWidget) -> int:
    """How far from the side where reading begins."""
    return rect.left() if window.isLeftToRight() else window.width() - 1 - rect.right()


def end(rect: QRect, window: QWidget) -> int:
    """How far from the other side."""
    return window.width() - 1 - rect.right() if window.isLeftToRight() else rect.left()


@pytest.mark.usefixtures("_direction")
def test_the_answer_begins_in_one_line(qtbot: QtBot) -> None:
    window = open_scene(qtbot, "muted").window
    window.show_result()
    settle(window)
    result = window.result
    edge = (window.width() - 720) // 2
    assert begin(place(result.board, window), window) == edge
    assert end(place(result.board.tiles[0], window), window) == edge
    assert begin(place(result.footer, window), window) == edge
    assert begin(place(result.block.face, window), window) == edge


@pytest.mark.usefixtures("_direction")
def test_the_page_begins_in_one_line(qtbot: QtBot) -> None:
    window = open_scene(qtbot, "muted").window
    page, header = window.detail, window.page_stack.header
    assert begin(place(page.view, window), window) == begin(place(page.block.face, window), window)
    assert begin(place(header.back_button, window), window) == 16
    assert end(place(header.menu_button, window), window) == 12


@pytest.mark.usefixtures("_direction")
def test_a_choice_ends_where_the_switches_below_it_do(qtbot: QtBot) -> None:
    window = open_scene(qtbot, "settings").window
    page = shown_page(window)
    switch, choice = page.control("notify"), page.control("watch_minutes")
    assert end(place(choice, window), window) == end(place(switch, window), window) + 16


@pytest.mark.usefixtures("_direction")
def test_an_empty_report_begins_where_reading_begins(qtbot: QtBot) -> None:
    page = show_widget(qtbot, ReportPage(make_context(make_content()), examples.check()))
    text = page.control("note")
    at_the_left = text.cursorRect().center().x() < text.viewport().width() / 2
    assert at_the_left is page.isLeftToRight()


WORDS = " ".join(["ابراهیم"] * 45)
"""The same word again and again: all lines but the last have the same letters."""


def label() -> QWidget:
    return Text(WORDS, selectable=False)


def tick() -> QWidget:
    head = SwitchHead(flat=True)
    head.show_words(WORDS)
    return head


def tile() -> QWidget:
    return Tile(Row("one", "One", "O", "#3a55c5", state=WORDS))


@pytest.mark.parametrize("_direction", DIRECTIONS[1:], indirect=True)
@pytest.mark.usefixtures("_direction")
@pytest.mark.parametrize(("make", "words_end"), [(label, 400), (tick, 348), (tile, 346)])
def test_all_lines_of_wrapped_words_begin_alike(qtbot: QtBot, make: Callable[[], QWidget], words_end: int) -> None:
    style = ControlStyle()
    widget = keep_widget(qtbot, make())
    widget.setStyle(style)
    widget.resize(400, widget.heightForWidth(400))
    begins = line_ends(widget.grab().toImage(), words_end)
    assert len(begins) > 3
    assert max(begins[1:]) - min(begins[1:]) <= 1, begins  # the first line of a tile is its name


def line_ends(image: QImage, most: int) -> list[int]:
    """The right end of each line of words left of `most`, from the top; rows without ink part the lines."""
    ends, line = [], 0
    for y in range(image.height()):
        dark = [x for x in range(10, most) if QColor(image.pixel(x, y)).lightness() < 140]
        line = max(line, *dark, 0) if dark else line
        if line and (not dark or y == image.height() - 1):
            ends.append(line)
            line = 0
    return ends
