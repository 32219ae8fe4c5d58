"""The page of an answer has at most forty words, in every network of the lab and in every picture of an answer."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.waves import Waves
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.window.main_window import MainWindow
from judge.recorded import judged, recorded
from shown_words import MOST_WORDS, count_words
from ui.scenes import SCENES
from ui.window_fixture import USUAL, Scene, done, make_window_fixture

COUNTRIES = {"en": "US", "ru": "RU", "fa": "DE"}
"""None where devices are searched: there the button never offers to tell, which takes more words."""
LONGER = {
    # Two parts fail, which the sentence and a tile both name; the calls of what works were not tested.
    "backup-fills-the-way-up-and-whatsapps-phones-reset": 41,
    "cutoff-16k-foreign": 45,
    "family-dns": 41,
    "ipv4-by-a-far-gateway-and-whatsapps-phones-reset": 41,
    "np-forged-a-true-aaaa": 41,
    "own-resolver-denies": 41,
    "rival-name-servers-dead-signal": 43,
    "ru-five-hosters-frozen": 41,
    "signal-frozen-16k": 41,
    "signal-upload-freeze": 41,
    "signal-upload-throttle-128k": 41,
    "ug-words-pass-alone": 42,
    "whatsapp-phones-wait-for-an-answer": 45,
    # A tile has two bad or unknown states, neither of which may be left out.
    "calls-filtered-and-telegram-upload-frozen": 42,
    "hotel-minutes-run-out": 44,
    "office-proxy-whose-name-nobody-knows-at-home": 48,
    "plane-with-words-of-two-messengers": 45,
    "system-proxy-dead": 48,
    "telegram-dropped-over-ipv4-slow-over-ipv6": 43,
    "vn-telegram-denied-and-lossy": 42,
    "whatsapps-names-swallowed-whoever-is-asked": 42,
    # What the network, a VPN or a proxy does is said beside an answer about messengers.
    "all-tls-cut": 41,
    "all-tls-cut-one-check-503": 41,
    "behind-a-vpn-signal-is-down": 42,
    "former-providers-resolver-refuses": 41,
    "hotel-portal-forgets-ipv6": 45,
    "ipv4-gone": 48,
    "ipv6-broken-and-signal-dns-nxdomain": 41,
    "ipv6-dead-and-signals-messages-503": 42,
    "ir-abroad-crawls-home-is-quick": 41,
    "line-64k-and-whatsapp-throttle-24k": 43,
    "overloaded-box-half-rst": 49,
    "ship-with-a-package-for-messengers": 43,
    "ru-mobile-list-forgets-ipv6": 44,
    "socks-only-and-whatsapp-gone": 44,
    "split-tunnel-telegram-alone": 41,
    "tls-tunnel-held-to-400k": 46,
    "tunnel-for-ipv6-alone-escapes-the-filter": 45,
    "vpn-whose-packets-are-too-large": 44,
    "whatsapps-ipv4-addresses-hidden-and-ipv6-dead": 42,
    # The cause is a program or a filter of the person's own, which takes some words to name.
    "antivirus-inspects-all-but-signal": 42,
    "parental-proxy-here-refuses-whatsapp": 41,
    "signal-freeze-25-packets": 41,
}
"""Networks whose page needs more words, and how many: in the language that needs most."""
PICTURES = {"answer-many": 55}
"""Five tiles, and names of several words in the sentence."""


def shown_texts(window: MainWindow) -> Iterator[str]:
    """Yield everything that can be read in the window without a press, also below the fold."""
    for label in window.findChildren(QLabel):
        if label.isVisible():
            yield label.text()
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            yield button.text()
    for tile in window.findChildren(Tile):
        if tile.isVisible():
            yield from (tile.row.maker_warning, tile.row.name, tile.row.state)
    for waves in window.findChildren(Waves):
        if waves.isVisible():
            yield waves.accessibleName()  # the words at both ends of the lines


def words_by_network(qtbot: QtBot, language: str) -> Iterator[tuple[str, int]]:
    """Yield each network of the lab with the words on its page, the moment the check is done."""
    fixture = make_window_fixture(language, country=COUNTRIES[language])
    qtbot.addWidget(fixture.window)
    fixture.window.show()
    presenter, counted = Presenter(fixture.content), dict[object, int]()
    for network in recorded():
        state = replace(done(judged(network)), checked_at=datetime.now(UTC))
        screen = presenter.make_screen(state, USUAL)
        page = screen.answer, screen.rows, screen.sees_outside
        if page not in counted:
            fixture.show(state)
            QApplication.processEvents()
            counted[page] = sum(map(count_words, shown_texts(fixture.window)))
        yield network, counted[page]


def test_the_page_of_every_network_has_at_most_forty_words(qtbot: QtBot, language: str) -> None:
    counted = dict(words_by_network(qtbot, language))
    most = {network: LONGER.get(network, MOST_WORDS) for network in counted}
    assert {network: number for network, number in counted.items() if number > most[network]} == {}
    assert set(LONGER) <= set(counted)


@pytest.mark.parametrize("scene", [scene for scene in SCENES if "answer" in scene.name], ids=lambda scene: scene.name)
def test_every_picture_of_an_answer_has_at_most_forty_words(qtbot: QtBot, language: str, scene: Scene) -> None:
    fixture = make_window_fixture(language)
    qtbot.addWidget(fixture.window)
    fixture.window.resize(scene.size)
    fixture.window.show()
    scene.prepare(fixture)
    QApplication.processEvents()
    said = list(shown_texts(fixture.window))
    assert sum(map(count_words, said)) <= PICTURES.get(scene.name, MOST_WORDS), said
