"""What is publicly known of messengers in a country: a timeline for each, with its sources, readable offline."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from dialtone.model.explanation import CountryWords, KnownMessenger, KnownRow
from dialtone.ui.painting.theme import SPACE_M, SPACE_XS, Type
from dialtone.ui.state.country_names import Choosable
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import ChoiceItem, GroupItem, HeadingItem, Item, TextItem, lines

_COUNTRY = "country"


def country_page(
    countries: Sequence[tuple[str, str]], country: str, words_of: Callable[[str], CountryWords | None]
) -> ItemPage:
    """Return the page: one country at a time, chosen above; the person's own comes first."""
    nowhere = Choosable("", QCoreApplication.translate("Country", "Choose a country"))
    options = (nowhere, *(Choosable(code, name) for code, name in countries))
    label = QCoreApplication.translate("Settings", "Country")
    page = ItemPage(QCoreApplication.translate("Country", "What is known in a country"))

    def show(_key: str, chosen: object) -> None:
        choice = ChoiceItem(label, options, chosen, labelled=False, key=_COUNTRY)
        words = words_of(str(chosen)) if chosen else None
        page.show_items((choice, *(_known(words) if words is not None else ())))

    page.acted.connect(show)
    show(_COUNTRY, country)
    return page


def _known(words: CountryWords) -> tuple[Item, ...]:
    reported = (TextItem(line, strong=True) for line in words.reported)
    title = HeadingItem(words.title, Type.HEADLINE)
    return title, TextItem(words.lead), *reported, *map(_messenger, words.messengers)


def _messenger(messenger: KnownMessenger) -> Item:
    return GroupItem((HeadingItem(messenger.name), *map(_row, messenger.rows)), SPACE_M, key=messenger.name)


def _row(row: KnownRow) -> Item:
    """One thing that is known: what and when, who said so, and where that stands."""
    sources = TextItem(row.sources, Type.CAPTION, dim=True)
    return GroupItem((TextItem(row.when, strong=True), *lines(row.said), sources), SPACE_XS)
