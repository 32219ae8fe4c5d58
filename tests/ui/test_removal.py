"""The button that removes all that Dialtone left: asked twice, then the program ends."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.messengers.removal_offer import RemovalOffer
from dialtone.ui.pages.advice_page import AdvicePage
from dialtone.ui.window.page_controller import PageController
from ui.english import WORDS
from ui.pages_fixture import MakePages, make_pages
from ui.world import World

__all__ = ["make_pages"]


def opened(page: object) -> RemovalOffer:
    assert isinstance(page, AdvicePage)
    (card,) = (one for one in page.findChildren(GuidanceCard) if one.guidance.id == "what-dialtone-leaves")
    card.disclosure.head.click()
    (offer,) = page.findChildren(RemovalOffer)
    return offer


def test_a_double_click_removes_nothing(qtbot: QtBot) -> None:
    page = AdvicePage(WORDS.shelf(), (), may_try=False)
    qtbot.addWidget(page)
    page.show()
    offer = opened(page)
    with qtbot.assertNotEmitted(page.removal_requested):
        offer.offer_button.click()
        offer.sure_button.click()
    qtbot.waitUntil(offer.keep_button.isVisible)
    assert offer.offer_button.isHidden()
    offer.keep_button.click()
    assert offer.offer_button.isVisible()
    offer.offer_button.click()
    qtbot.waitUntil(offer.sure_button.isEnabled, timeout=2 * QApplication.doubleClickInterval())
    with qtbot.waitSignal(page.removal_requested):
        offer.sure_button.click()


def removal(make_pages: MakePages, *, full: bool) -> tuple[PageController, World, AdvicePage]:
    harness, page_controller, world = make_pages()
    world.full = full
    page_controller.show_advice()
    page = harness.window.page_stack.page
    assert isinstance(page, AdvicePage)
    return page_controller, world, page


def test_after_it_the_program_ends(qtbot: QtBot, make_pages: MakePages) -> None:
    page_controller, world, page = removal(make_pages, full=False)
    with qtbot.waitSignal(page_controller.traces_removed):
        page.removal_requested.emit()
    assert world.removed == 1


def test_what_could_not_be_removed_is_said_and_the_window_stays(qtbot: QtBot, make_pages: MakePages) -> None:
    page_controller, _, page = removal(make_pages, full=True)
    with qtbot.assertNotEmitted(page_controller.traces_removed):
        page.removal_requested.emit()
    assert "/home/a: it cannot be removed" in page._message.text()
