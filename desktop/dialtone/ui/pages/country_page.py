"""What is publicly known about messengers in a country: a timeline for each with sources, readable offline."""

from PySide6.QtGui import QGuiApplication

from dialtone.model.explanation import CountryWords, ForThem, KnownMessenger, KnownRow
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_M, SPACE_XS
from dialtone.ui.state.country_names import Choosable
from dialtone.ui.state.labels import translate
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.box_items import BoxRow
from dialtone.ui.widgets.choice import ChoiceItem
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.notice_bar import OutcomeBar
from dialtone.ui.widgets.page_items import (
    ActionItem,
    GroupItem,
    HeadingItem,
    StepsItem,
    TextItem,
    paragraphs,
)

_COUNTRY, _COPY = "country", "copy"


class CountryPage(ItemPage):
    """One country at a time, chosen at the top; at first the person's own."""

    def __init__(self, content: LoadedContent, country: str, outcome_bar: OutcomeBar) -> None:
        super().__init__(translate("Country", "What is known in a country"))
        self._content, self._outcome_bar = content, outcome_bar
        known_codes = set(content.words.list_known_countries())
        nowhere = Choosable("", translate("Country", "Choose a country"))
        named = tuple(Choosable(name.code, name.name) for name in content.countries if name.code in known_codes)
        self._options = (nowhere, *named)
        self._country = country if country in [choice.value for choice in named] else ""
        self.acted.connect(self._on_acted)
        self._show()

    def _on_acted(self, key: str, chosen: object) -> None:
        """Copy the words, or show what is known in another country."""
        if key == _COPY:
            self._copy()
        else:
            self._country = str(chosen)
            self._show()

    def _show(self) -> None:
        """Show the choice of a country, and what is known about the chosen one."""
        label = translate("Settings", "Country")
        choice = ChoiceItem(label, self._options, self._country, key=_COUNTRY)
        explainer = self._content.words
        words = explainer.say_country(self._country) if self._country else None
        facts = (
            _list_facts(words, _list_what_to_say(explainer.say_for_them(self._country))) if words is not None else ()
        )
        answer = ResultState(words.title, words.lead) if words is not None else ResultState(self._options[0].text)
        self.show_answer(answer)
        self.show_items((choice, *facts))

    def _copy(self) -> None:
        """Copy what to tell a person there in their own language, where passing it on harms nobody."""
        # What is sent is in a language of that country, as far as the content offers that; the page is in the reader's.
        find_words = self._content.for_them_there or self._content.words.say_for_them
        words = find_words(self._country)
        if words is not None and words.may_be_passed_on:
            QGuiApplication.clipboard().setText("\n".join((words.title, *words.said)))
            self._outcome_bar.say(translate("Share", "The text is copied."))


def _list_facts(words: CountryWords, for_them: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return what is known in a country: reports, then what to tell a person there, then each messenger."""
    reported = (TextItem(line, strong=True) for line in words.reported)
    return *reported, *for_them, *map(_group_messenger, words.messengers)


def _list_what_to_say(words: ForThem | None) -> tuple[Item, ...]:
    """Return what to tell a person there on the phone; with a copy button only where passing it on harms nobody."""
    if words is None:
        return ()
    copy = ActionItem(translate("Country", "Copy"), _COPY, icon=ButtonIcon.COPY)
    items = (TextItem(words.note), StepsItem(words.said), *((copy,) if words.may_be_passed_on else ()))
    return (BoxRow(words.title, items=items, flat=True, strong=True, key="for-them"),)


def _group_messenger(messenger: KnownMessenger) -> Item:
    return GroupItem((HeadingItem(messenger.name), *map(_group_fact, messenger.rows)), SPACE_M, key=messenger.name)


def _group_fact(row: KnownRow) -> Item:
    """Return one known fact: when, what, and the sources."""
    sources = TextItem(row.sources, dim=True)
    return GroupItem((TextItem(row.when, strong=True), *paragraphs(row.said), sources), SPACE_XS)
