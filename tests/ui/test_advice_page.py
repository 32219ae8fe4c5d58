"""Good to know: what is read ahead comes first, fakes before all."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.explain.explainer import Explainer
from dialtone.explain.reference import list_reference, list_reference_law, say_reference_law_in_short
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import load_wording
from dialtone.ui.messengers.way_items import TRY_PROXY, list_way_items, make_law_item
from dialtone.ui.pages.advice_page import list_advice_items
from dialtone.ui.widgets.box_items import BoxHead, BoxRow
from dialtone.ui.widgets.controls import Button, Text
from dialtone.ui.widgets.item_view import ItemPage, ItemView
from dialtone.ui.widgets.notice_bar import RiskNotice
from dialtone.ui.widgets.page_items import NoticeItem, paragraphs
from ui.english import NOW, WORDS
from ui.examples import RESOURCES
from ui.own_widgets import keep_widget, show_widget
from ui.plain_words import GUIDANCE


def made(qtbot: QtBot, words: Explainer, law: Sequence[str], short: str = "", *, may_try: bool = False) -> ItemPage:
    return show_widget(qtbot, ItemPage("", list_advice_items(list_reference(words), law, short, may_try=may_try)))


def ways(page: ItemPage) -> list[str]:
    names = [head.objectName() for head in page.findChildren(BoxHead)]
    return [name.removeprefix("way ") for name in names if name]


def test_fakes_come_first_and_nothing_is_left_out(qtbot: QtBot) -> None:
    in_russia = Explainer(load_wording(RESOURCES, "en"), load_guidance(RESOURCES, "en"), NOW.date(), "RU")
    page = made(qtbot, in_russia, list_reference_law(in_russia), say_reference_law_in_short(in_russia))
    (law,) = page.findChildren(RiskNotice)
    law.findChildren(BoxHead)[0].click()
    seen, *folded = [text.text() for text in law.findChildren(Text)]
    assert seen == say_reference_law_in_short(in_russia)
    assert set(list_reference_law(in_russia)) < set(folded)
    assert ways(page)[0] == "beware-of-fakes"
    assert ways(page) == [one.id for one in list_reference(in_russia)]
    ahead = {one.id for one in list_reference(in_russia) if one.ahead}
    assert {"prepare-ahead", "independent-help", "max-both-sides"} <= ahead
    assert set(ways(page)[: len(ahead)]) == ahead


def test_a_way_offers_a_proxy_test_where_one_can_be_made(qtbot: QtBot) -> None:
    page = made(qtbot, WORDS, list_reference_law(WORDS), may_try=True)
    for head in page.findChildren(BoxHead):
        head.click()
    attempts = [button for button in page.findChildren(Button) if button.text() == "Try a proxy…"]
    assert len(attempts) == 3
    with qtbot.waitSignal(page.acted) as told:
        attempts[0].click()
    assert told.args == [TRY_PROXY, None]


def test_an_address_that_an_update_brought_is_shown_and_not_opened(qtbot: QtBot) -> None:
    link = GUIDANCE.links[0]
    for strange in (False, True):
        guidance = replace(GUIDANCE, links=(replace(link, may_open=not strange),))
        view = keep_widget(qtbot, ItemView(list_way_items(guidance)))
        shown = [label.text() for label in view.findChildren(QLabel)]
        assert link.url in shown
        assert (link.label in [button.text() for button in view.findChildren(Button)]) is not strange
        assert (link.label in shown) is strange


def test_of_the_law_is_seen_what_it_means_and_each_note_waits() -> None:
    notice = make_law_item(("In short.", "First.", "Second.", "Third."), Risk.HIGH)
    (more,) = notice.items
    assert isinstance(more, BoxRow)
    assert (notice.text, notice.level, more.label) == ("In short.", Risk.HIGH, "What the law says (3)")
    assert more.items == paragraphs(("First.", "Second.", "Third."))


def test_one_note_of_the_law_waits_too_and_an_unknown_law_is_no_red_flag() -> None:
    for law, short, told in (
        (("First.",), "In short.", ("In short.", 1, Risk.HIGH)),
        (("Not known.",), "Not known.", ("Not known.", 0, Risk.LOW)),
        (("In the north.", "In the south."), "", ("In the north.", 1, Risk.LOW)),
    ):
        (notice,) = (item for item in list_advice_items((), law, short, may_try=True) if isinstance(item, NoticeItem))
        assert (notice.text, len(notice.items), notice.level) == told


def test_one_can_come_first_and_open(qtbot: QtBot) -> None:
    """The way that a page led to, wherever it stands else."""
    page = keep_widget(
        qtbot,
        ItemPage("", list_advice_items(list_reference(WORDS), (), may_try=False, first=list_reference(WORDS)[-1].id)),
    )
    head = page.findChildren(BoxHead)[0]
    assert (head.objectName(), head.isChecked()) == (f"way {list_reference(WORDS)[-1].id}", True)
