"""Good to know: what is read ahead comes first, fakes before all."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.explain.explainer import Explainer
from dialtone.model.frozen import replace
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.pages.advice_page import AdvicePage
from dialtone.ui.widgets.controls import Button, Text
from dialtone.ui.widgets.risk_notice import LawNotice
from ui.english import NOW, WORDS
from ui.examples import RESOURCES
from ui.pages_fixture import MakePages, make_pages
from ui.plain_words import GUIDANCE

__all__ = ["make_pages"]


def cards(page: AdvicePage) -> list[str]:
    return [card.guidance.id for card in page.findChildren(GuidanceCard)]


def test_fakes_come_first_and_nothing_is_left_out(qtbot: QtBot) -> None:
    in_russia = Explainer(load_wording(RESOURCES, "en"), load_guidance(RESOURCES, "en"), NOW.date(), "RU")
    page = AdvicePage(in_russia.shelf(), in_russia.shelf_law(), in_russia.shelf_law_in_short(), may_try=False)
    qtbot.addWidget(page)
    (law,) = page.findChildren(LawNotice)
    seen, *folded = [text.text() for text in law.findChildren(Text)]
    assert seen == in_russia.shelf_law_in_short()
    assert tuple(folded) == in_russia.shelf_law()
    assert cards(page)[0] == "beware-of-fakes"
    assert cards(page) == [one.id for one in in_russia.shelf()]
    ahead = {one.id for one in in_russia.shelf() if one.ahead}
    assert {"prepare-ahead", "independent-help", "max-both-sides"} <= ahead
    assert set(cards(page)[: len(ahead)]) == ahead


def test_the_menu_leads_there_and_from_there_to_a_proxy_test(qtbot: QtBot, make_pages: MakePages) -> None:
    harness, page_controller, _ = make_pages()
    advice = harness.window.window_actions.advice
    assert advice in harness.window.menu.actions()
    advice.triggered.connect(page_controller.show_advice)
    advice.trigger()
    page = harness.window.page_stack.page
    assert isinstance(page, AdvicePage)
    assert "Good to know" in [label.text() for label in page.findChildren(QLabel)]
    assert "Try a proxy…" not in [button.text() for button in page.findChildren(Button)]


def test_a_card_offers_a_proxy_test_where_one_can_be_made(qtbot: QtBot) -> None:
    page = AdvicePage(WORDS.shelf(), WORDS.shelf_law(), may_try=True)
    qtbot.addWidget(page)
    for card in page.findChildren(GuidanceCard):
        card.disclosure.head.setChecked(True)
    attempts = [button for button in page.findChildren(Button) if button.text() == "Try a proxy…"]
    assert len(attempts) == 3
    with qtbot.waitSignal(page.proxy_test_requested):
        attempts[0].click()


def test_an_address_that_an_update_brought_is_shown_and_not_opened(qtbot: QtBot) -> None:
    (what, address, _) = GUIDANCE.links[0]
    for strange in (False, True):
        guidance = replace(GUIDANCE, shown_only=frozenset({address}) if strange else frozenset())
        card = GuidanceCard(guidance, opened=True)
        qtbot.addWidget(card)
        shown = [label.text() for label in card.findChildren(QLabel)]
        assert address in shown
        assert (what in [button.text() for button in card.findChildren(Button)]) is not strange
        assert (what in shown) is strange
