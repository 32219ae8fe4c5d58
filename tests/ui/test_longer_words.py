"""Nothing is cut in a language up to two fifths longer than English; the first action is in sight unscrolled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dialtone.model.wording import Wording
from dialtone.store.wording_file import load_wording
from dialtone.ui.painting.theme import SPACE_XS
from spoken import EXAMPLES
from ui.examples import RESOURCES
from ui.fitting import letters_of, list_wide_pages, open_scene, said_in
from ui.longer_words import longer, longer_wording, spoken

SIZES = {"960x640": (960, 640, 10), "720x480 with 20 points": (720, 480, 20), "420x400": (420, 400, 10)}
ANSWERS = ("answer", "answer-offline", "answer-works", "answer-portal", "answer-open", "answer-calls", "answer-many")
PAGES = (
    *("first-run", "first-run-nothing", "first-run-warned", "remembered", *ANSWERS, "answer-elsewhere", "answer-vpn"),
    *("results", "page", "own-server", "history", "history-table", "settings", "hosts", "known", "give", "muted"),
    *("trial-works", "trial-fault", "advice"),
)


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QSize]:
    """The window, with letters of the system's size."""
    width, height, points = SIZES[request.param]
    with letters_of(qapp, points):
        yield QSize(width, height)


def load_longer(folder: Path, language: str) -> Wording:
    return longer_wording(load_wording(folder, language))


def test_it_is_two_fifths_longer() -> None:
    said = load_wording(RESOURCES, "en").sentences.values()
    before, after = sum(map(len, said)), sum(len(longer(text)) for text in said)
    assert after / before >= 1.25
    assert longer("Open {name}, %Ln of https://example.org") == "OOpeen {name}, %Ln oof https://example.org"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut(qtbot: QtBot, size: QSize, name: str) -> None:
    with spoken():
        window = open_scene(qtbot, name, size, load=load_longer).window
    assert window.size() == size, "the content asks for more"
    assert not list_wide_pages(window)
    assert not [complaint for widget in said_in(window) if (complaint := cut_of(widget, window))]


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
    fixture = open_scene(qtbot, name, size, language)
    button = fixture.window.result.block.button
    if button.isVisible():
        low = button.mapTo(fixture.window, QPoint(0, button.height())).y()
        assert low <= size.height()
