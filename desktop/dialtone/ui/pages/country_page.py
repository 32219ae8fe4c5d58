"""What is publicly known about messengers in a country: a timeline for each with sources, readable offline."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from dialtone.model.explanation import CountryWords, ForThem, KnownMessenger, KnownRow
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_M, SPACE_XS, Type
from dialtone.ui.state.country_names import Choosable
from dialtone.ui.widgets.box_items import BoxRow
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import ActionItem, ChoiceItem, GroupItem, HeadingItem, StepsItem, TextItem, lines

_COUNTRY, _COPY = "country", "copy"


def country_page(
    countries: Sequence[tuple[str, str]],
    country: str,
    words_of: Callable[[str], CountryWords | None],
    for_them: Callable[[str], ForThem | None] = lambda _code: None,
    sent: Callable[[str], ForThem | None] | None = None,
) -> ItemPage:
    """Return the page: one country at a time, chosen at the top; at first the person's own.

    `sent`: as `for_them`, but in the language of the people there, for copying.
    """
    nowhere = Choosable("", QCoreApplication.translate("Country", "Choose a country"))
    options = (nowhere, *(Choosable(code, name) for code, name in countries))
    label = QCoreApplication.translate("Settings", "Country")
    page = ItemPage(QCoreApplication.translate("Country", "What is known in a country"))

    shown = ""

    def act(key: str, chosen: object) -> None:
        nonlocal shown
        if key == _COPY:
            told = (sent or for_them)(shown)
            if told is not None and told.may_be_passed_on:
                QGuiApplication.clipboard().setText("\n".join((told.title, *told.said)))
            return
        shown = str(chosen) if chosen else ""
        choice = ChoiceItem(label, options, chosen, labelled=False, key=_COUNTRY)
        words = words_of(shown) if shown else None
        told = for_them(shown) if shown else None
        page.show_items((choice, *(_known(words, _said(told)) if words is not None else ())))

    page.acted.connect(act)
    act(_COUNTRY, country)
    return page


def _known(words: CountryWords, said: tuple[Item, ...]) -> tuple[Item, ...]:
    reported = (TextItem(line, strong=True) for line in words.reported)
    title = HeadingItem(words.title, Type.HEADLINE)
    return title, TextItem(words.lead), *reported, *said, *map(_messenger, words.messengers)


def _said(words: ForThem | None) -> tuple[Item, ...]:
    """Return what to tell a person there on the phone; with a copy button only where passing it on harms nobody."""
    if words is None:
        return ()
    copy = ActionItem(QCoreApplication.translate("Country", "Copy"), _COPY, icon=ButtonIcon.COPY)
    items = (TextItem(words.note), StepsItem(words.said), *((copy,) if words.may_be_passed_on else ()))
    return (BoxRow(words.title, items=items, flat=True, strong=True, key="for-them"),)


def _messenger(messenger: KnownMessenger) -> Item:
    return GroupItem((HeadingItem(messenger.name), *map(_row, messenger.rows)), SPACE_M, key=messenger.name)


def _row(row: KnownRow) -> Item:
    """Return one known fact: when, what, and the sources."""
    sources = TextItem(row.sources, Type.CAPTION, dim=True)
    return GroupItem((TextItem(row.when, strong=True), *lines(row.said), sources), SPACE_XS)
