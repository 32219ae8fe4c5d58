"""What is read at a glance has at most forty words: the answer to every network of the lab, first page and history."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.ui.state.presenter import Presenter
from judge.recorded import judged, recorded
from shown_words import MOST_WORDS, count_words
from ui.page_counts import count, list_texts
from ui.scenes import SCENES
from ui.window_fixture import USUAL, Scene, done, make_window_fixture

COUNTRIES = {"en": "US", "ru": "RU", "fa": "DE"}
"""None where devices are searched: there the button never offers to tell, which takes more words."""
LONGER = {
    # Two tiles have two bad or unknown states each, neither of which may be left out.
    "gn-may-2023-three-handshakes-of-four": 43,
}
"""Networks whose page needs more words, and how many: in the language that needs most."""
AT_A_GLANCE = ("first-run", "history", "trial-fault")
"""The beginnings of the names of pictures that have an answer or a question, beside those of answers."""


def words_by_network(qtbot: QtBot, language: str) -> Iterator[tuple[str, int]]:
    """Yield each network of the lab with the words on its page, the moment the check is done."""
    fixture = make_window_fixture(language, country=COUNTRIES[language])
    qtbot.addWidget(fixture.window)
    fixture.window.show()
    content, counted = fixture.content, dict[object, int]()
    for network in recorded():
        state = replace(done(judged(network)), checked_at=datetime.now(UTC))
        screen = Presenter(content, state, USUAL).make_screen()
        page = screen.answer, screen.rows, screen.sees_outside
        if page not in counted:
            fixture.show(state)
            QApplication.processEvents()
            counted[page] = sum(map(count_words, list_texts(fixture.window)))
        yield network, counted[page]


def test_the_page_of_every_network_has_at_most_forty_words(qtbot: QtBot, language: str) -> None:
    counted = dict(words_by_network(qtbot, language))
    most = {network: LONGER.get(network, MOST_WORDS) for network in counted}
    assert {network: number for network, number in counted.items() if number > most[network]} == {}
    assert set(LONGER) <= set(counted)


SHORT = [scene for scene in SCENES if "answer" in scene.name or scene.name.startswith(AT_A_GLANCE)]


@pytest.mark.parametrize("scene", SHORT, ids=lambda scene: scene.name)
def test_every_picture_of_an_answer_has_at_most_forty_words(qtbot: QtBot, language: str, scene: Scene) -> None:
    fixture = make_window_fixture(language, first_run=scene.first_run)
    qtbot.addWidget(fixture.window)
    fixture.window.resize(scene.size)
    fixture.window.show()
    scene.prepare(fixture)
    QApplication.processEvents()
    said = list_texts(fixture.window)
    assert sum(map(count_words, said)) <= MOST_WORDS, said


def test_the_counts_in_the_visual_rules_can_be_made_again(qtbot: QtBot) -> None:
    """Figures of a page stayed in the document for weeks after the program that had counted them was gone."""
    counts = count(next(scene for scene in SCENES if scene.name == "only-me"), "en")
    assert counts.words < counts.words_expanded
    assert (counts.rows, counts.nameless) == (3, 0)
    assert counts.tab_stops > counts.rows
