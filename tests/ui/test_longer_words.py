"""No page is cut in any language, nor in one two fifths longer than English; the first action is in sight unscrolled.

Nobody speaks the longer one: English with two vowels for each.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QSize, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.model.wording import Wording
from dialtone.store.wording_file import load_wording
from dialtone.ui.painting.theme import Space
from spoken import EXAMPLES
from ui.examples import RESOURCES
from ui.fitting import letters_of, list_wide_pages, open_scene, said_in
from ui.scenes import SCENES

SIZES = {"960x640": (960, 640, 10), "720x480 with 20 points": (720, 480, 20), "420x400": (420, 400, 10)}
ANSWERS = ("answer", "answer-offline", "answer-works", "answer-portal", "answer-open", "answer-calls", "answer-many")


_KEPT = re.compile(r"(\{[^}]*\}|%L?n|%\d|https?://\S+|<[^>]*>)")
"""Places for names and numbers, and addresses."""
_VOWEL = re.compile(r"([aeiouy])", re.IGNORECASE)


def longer(text: str) -> str:
    """Return a text with every vowel twice."""
    pieces = _KEPT.split(text)
    return "".join(piece if _KEPT.fullmatch(piece) else _VOWEL.sub(r"\1\1", piece) for piece in pieces)


def load_longer(folder: Path, language: str) -> Wording:
    wording = load_wording(folder, language)
    sentences = {key: longer(text) for key, text in wording.sentences.items()}
    lines = {key: tuple(map(longer, several)) for key, several in wording.lines.items()}
    return replace(wording, sentences=sentences, lines=lines)


class LongerWords(QTranslator):
    """Gives every label of the window so."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Qt leaves out a translator that says it has nothing."""
        return False

    def translate(self, _context: str, source: str, _note: str | None = None, _number: int = -1) -> str:
        """Return a label so."""
        return longer(source)


@contextmanager
def spoken() -> Iterator[None]:
    """Let the window speak it."""
    translator = LongerWords()
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[QSize]:
    """The window, with letters of the system's size."""
    width, height, points = SIZES[request.param]
    with letters_of(qapp, points):
        yield QSize(width, height)


def test_it_is_two_fifths_longer() -> None:
    said = load_wording(RESOURCES, "en").sentences.values()
    before, after = sum(map(len, said)), sum(len(longer(text)) for text in said)
    assert after / before >= 1.25
    assert longer("Open {name}, %Ln of https://example.org") == "OOpeen {name}, %Ln oof https://example.org"


@pytest.mark.parametrize("name", [scene.name for scene in SCENES])
def test_nothing_of_a_longer_language_is_cut(qtbot: QtBot, size: QSize, name: str) -> None:
    with spoken():
        window = open_scene(qtbot, name, size, load=load_longer).window
    assert window.size() == size, "the content asks for more"
    assert find_cuts(window) == []


@pytest.mark.parametrize("name", [scene.name for scene in SCENES])
@pytest.mark.parametrize("language", EXAMPLES[1:], indirect=True)
def test_no_page_of_another_language_is_cut(qtbot: QtBot, size: QSize, name: str, language: str) -> None:
    window = open_scene(qtbot, name, size, language).window
    assert window.size() == size, "the content asks for more"
    assert find_cuts(window) == []


def find_cuts(window: QWidget) -> list[str]:
    """Return which pages are too wide, and which texts are not seen whole."""
    said = [widget for widget in said_in(window) if widget.window() is window]
    return [*list_wide_pages(window), *filter(None, (cut_of(widget, window) for widget in said))]


def cut_of(widget: QLabel | QAbstractButton, window: QWidget) -> str:
    """Return what of a text is not seen."""
    left = widget.mapTo(window, QPoint()).x()
    if left < 0 or left + widget.width() > window.width():
        return f"{widget.text()}: beyond the edge"
    if widget.hasHeightForWidth() and widget.heightForWidth(widget.width()) > widget.height() + Space.XS:
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
