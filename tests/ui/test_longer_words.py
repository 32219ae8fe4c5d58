"""Nothing is cut in a language up to two fifths longer than English; the first action is in sight unscrolled."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from dialtone.model.wording import Wording
from dialtone.store.wording_file import load_wording
from dialtone.ui.painting.theme import SPACE_XS
from spoken import EXAMPLES
from ui.examples import RESOURCES
from ui.longer_words import longer, longer_wording, spoken
from ui.scenes import SCENES
from ui.window_fixture import WindowFixture, make_window_fixture, settle

SIZES = {"960x640": (960, 640, 10), "720x480 with 20 points": (720, 480, 20), "420x400": (420, 400, 10)}
ANSWERS = ("answer", "answer-offline", "answer-works", "answer-portal", "answer-open", "answer-calls", "answer-many")
PAGES = (
    *("first-run", "first-run-nothing", "first-run-warned", "remembered", *ANSWERS, "answer-elsewhere", "answer-vpn"),
    *("results", "page", "own-server", "history", "settings", "hosts", "known", "give", "trial-works", "advice"),
)


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QSize]:
    """The window, with letters of the system's size."""
    usual, (width, height, points) = QFont(qapp.font()), SIZES[request.param]
    font = QFont(usual)
    font.setPointSizeF(points)
    qapp.setFont(font)
    yield QSize(width, height)
    qapp.setFont(usual)


def load_longer(folder: Path, language: str) -> Wording:
    return longer_wording(load_wording(folder, language))


def shown(
    qtbot: QtBot, language: str, name: str, size: QSize, load: Callable[[Path, str], Wording] = load_wording
) -> WindowFixture:
    scene = next(scene for scene in SCENES if scene.name == name)
    fixture = make_window_fixture(language, first_run=scene.first_run, load=load)
    qtbot.addWidget(fixture.window)
    fixture.window.resize(size)
    fixture.window.show()
    scene.prepare(fixture)
    settle(fixture.window)
    return fixture


def test_it_is_two_fifths_longer() -> None:
    said = load_wording(RESOURCES, "en").sentences.values()
    before, after = sum(map(len, said)), sum(len(longer(text)) for text in said)
    assert after / before >= 1.25
    assert longer("Open {name}, %Ln of https://example.org") == "OOpeen {name}, %Ln oof https://example.org"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut(qtbot: QtBot, size: QSize, name: str) -> None:
    with spoken():
        fixture = shown(qtbot, "en", name, size, load_longer)
    window = fixture.window
    assert window.size() == size, "the content asks for more"
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None:
            wide = [child for child in inside.findChildren(QWidget) if child.minimumSizeHint().width() > size.width()]
            assert inside.width() <= area.viewport().width(), [
                (type(one).__name__, one.accessibleName()) for one in wide
            ]
    cut = [complaint for widget in said_in(window) if (complaint := cut_of(widget, window))]
    assert not cut


def said_in(top: QWidget) -> list[QLabel | QAbstractButton]:
    found: list[QLabel | QAbstractButton] = [*top.findChildren(QLabel), *top.findChildren(QAbstractButton)]
    return [widget for widget in found if widget.isVisible() and widget.text()]


def cut_of(widget: QLabel | QAbstractButton, window: QWidget) -> str:
    """Return what of a text is not seen."""
    left = widget.mapTo(window, QPoint()).x()
    if left < 0 or left + widget.width() > window.width():
        return f"{widget.text()}: beyond the edge"
    if widget.hasHeightForWidth() and widget.heightForWidth(widget.width()) > widget.height() + SPACE_XS:
        return f"{widget.text()}: {widget.height()} of {widget.heightForWidth(widget.width())} high"
    if not widget.hasHeightForWidth() and widget.minimumSizeHint().width() > widget.width() + 1:
        return f"{widget.text()}: {widget.width()} of {widget.minimumSizeHint().width()} wide"
    return ""


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("name", ANSWERS)
def test_the_first_action_is_in_sight(qtbot: QtBot, size: QSize, name: str, language: str) -> None:
    fixture = shown(qtbot, language, name, size)
    button = fixture.window.result.block.button
    if button.isVisible():
        low = button.mapTo(fixture.window, QPoint(0, button.height())).y()
        assert low <= size.height()
