"""Good to know: what is read ahead comes first, fakes before all."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.explain.explainer import Explainer
from dialtone.model.frozen import replace
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording
from dialtone.ui.messengers.way_items import TRY_PROXY, way_items
from dialtone.ui.pages.advice_page import advice_items
from dialtone.ui.widgets.box_view import BoxRowView
from dialtone.ui.widgets.controls import Button
from dialtone.ui.widgets.item_view import ItemPage, ItemView
from dialtone.ui.widgets.page_items import BoxItem, BoxRow, NoticeItem, StepsItem
from ui.english import NOW, WORDS
from ui.examples import RESOURCES
from ui.page_rows import open_all
from ui.pages_fixture import MakePages, make_pages
from ui.plain_words import GUIDANCE

__all__ = ["make_pages"]


def rows(words: Explainer) -> list[BoxRow]:
    items = advice_items(words.shelf(), may_try=False)
    return [row for box in items if isinstance(box, BoxItem) for row in box.rows]


def test_fakes_come_first_and_nothing_is_left_out() -> None:
    in_russia = Explainer(load_wording(RESOURCES, "en"), load_guidance(RESOURCES, "en"), NOW.date(), "RU")
    shown = [row.key.removeprefix("way ") for row in rows(in_russia)]
    assert shown[0] == "beware-of-fakes"
    assert shown == [one.id for one in in_russia.shelf()]
    ahead = {one.id for one in in_russia.shelf() if one.ahead}
    assert {"prepare-ahead", "independent-help", "max-both-sides"} <= ahead
    assert set(shown[: len(ahead)]) == ahead


def test_the_law_stands_first_in_each_way_that_it_bears_on() -> None:
    in_russia = Explainer(load_wording(RESOURCES, "en"), load_guidance(RESOURCES, "en"), NOW.date(), "RU")
    for row, one in zip(rows(in_russia), in_russia.shelf(), strict=True):
        if one.law:
            first = row.items[0]
            assert isinstance(first, NoticeItem)
            assert (first.text, row.risky) == (one.law[0], True), one.id
            steps = [number for number, item in enumerate(row.items) if isinstance(item, StepsItem)]
            assert steps
            assert set(in_russia.shelf_law(one.id)) <= set(one.law)


def test_the_menu_leads_there_and_from_there_to_a_proxy_test(qtbot: QtBot, make_pages: MakePages) -> None:
    harness, page_controller, _ = make_pages()
    advice = harness.window.window_actions.advice
    assert advice in harness.window.menu.actions()
    advice.triggered.connect(page_controller.show_advice)
    advice.trigger()
    page = harness.window.page_stack.page
    assert isinstance(page, ItemPage)
    assert page.windowTitle() == "Good to know"
    open_all(page)
    assert "Try a proxy…" not in [button.text() for button in page.findChildren(Button)]


def test_a_row_offers_a_proxy_test_where_one_can_be_made(qtbot: QtBot) -> None:
    page = ItemPage("Good to know", advice_items(WORDS.shelf(), may_try=True))
    qtbot.addWidget(page)
    page.show()
    open_all(page)
    attempts = [button for button in page.findChildren(Button) if button.text() == "Try a proxy…"]
    assert len(attempts) == 3
    with qtbot.waitSignal(page.acted) as told:
        attempts[0].click()
    assert told.args == [TRY_PROXY, None]


def test_a_row_is_filled_when_it_is_opened(qtbot: QtBot) -> None:
    page = ItemPage("Good to know", advice_items(WORDS.shelf(), may_try=False))
    qtbot.addWidget(page)
    page.show()
    one = page.findChildren(BoxRowView)[0]
    assert not one.body.findChildren(QLabel)
    one.head.click()
    assert one.body.findChildren(QLabel)
    one.head.click()
    assert one.body.isHidden()


def test_an_address_that_an_update_brought_is_shown_and_not_opened(qtbot: QtBot) -> None:
    (what, address, _) = GUIDANCE.links[0]
    for strange in (False, True):
        guidance = replace(GUIDANCE, shown_only=frozenset({address}) if strange else frozenset())
        view = ItemView(way_items(guidance))
        qtbot.addWidget(view)
        shown = [label.text() for label in view.findChildren(QLabel)]
        assert address in shown
        assert (what in [button.text() for button in view.findChildren(Button)]) is not strange
        assert (what in shown) is strange
