"""The page "Who do you want to reach?": questions, and the ways to reach them. What is chosen is not stored."""

from collections.abc import Callable, Sequence

from dialtone.model.explanation import ReachWords
from dialtone.model.frozen import replace
from dialtone.model.situation import CountryName
from dialtone.model.way import ANYBODY, Reach
from dialtone.ui.messengers.way_items import make_ranked_row
from dialtone.ui.state.labels import translate
from dialtone.ui.state.options import Option, make_country_options
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.box_items import BoxItem
from dialtone.ui.widgets.choice import ChoiceRow
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import TextItem, paragraphs

COUNTRY, USES, CALL = "country", "uses", "call"
"""The keys of the questions: their country, the messenger that they use, and whether it is for a call."""
_MESSAGES, _CALL = "messages", "call"  # the values of the choice with the key `CALL`


def make_reach_page(
    countries: Sequence[CountryName], messengers: Sequence[tuple[str, str]], words_of: Callable[[Reach], ReachWords]
) -> ItemPage:
    """Return the page. `messengers`: ids and names of what they may use; `words_of`: returns the ways to reach them."""
    page = ItemPage(translate("Reach", "Who do you want to reach?"))
    other_person = ANYBODY

    def show_ways() -> None:
        words = words_of(other_person)
        ways = (BoxItem(tuple(map(make_ranked_row, words.ways)), key="ways"),) if words.ways else ()
        questions = _list_questions(other_person, countries, messengers)
        page.show_answer(ResultState(words.title))
        page.show_items((*questions, *paragraphs(words.said), *ways))

    def on_acted(key: str, chosen: object) -> None:
        nonlocal other_person
        value = str(chosen)
        if key == COUNTRY:
            other_person = replace(other_person, country=value)
        elif key == USES:
            other_person = replace(other_person, uses=(value,) if value else ())
        else:
            other_person = replace(other_person, call=value == _CALL)
        show_ways()

    page.acted.connect(on_acted)
    show_ways()
    return page


def _list_questions(
    other_person: Reach, countries: Sequence[CountryName], messengers: Sequence[tuple[str, str]]
) -> tuple[Item, ...]:
    """Return the questions about the other person, with the choices so far."""
    skip = translate("Reach", "Skip this")
    options = (Option("", skip), *(Option(identifier, name) for identifier, name in messengers))
    messages = Option(_MESSAGES, translate("Reach", "Messages"))
    call = Option(_CALL, translate("Reach", "A call"))
    country = ChoiceRow(
        translate("Reach", "Their country"),
        make_country_options(countries, skip),
        other_person.country,
        prompt=translate("Country", "Name of the country"),
        key=COUNTRY,
    )
    uses = ChoiceRow(translate("Reach", "What they use"), options, next(iter(other_person.uses), ""), key=USES)
    chosen = _CALL if other_person.call else _MESSAGES
    means = ChoiceRow(translate("Reach", "Messages or a call"), (messages, call), chosen, key=CALL)
    return (
        TextItem(translate("Reach", "What you choose here is not saved anywhere."), dim=True),
        BoxItem((country, uses, means)),
    )
