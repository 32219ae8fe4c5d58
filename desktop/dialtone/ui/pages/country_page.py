"""What is publicly known about messengers in a country: a timeline for each with sources, readable offline."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QGuiApplication

from dialtone.explain.country_words import list_known_countries, say_country, say_phone_advice
from dialtone.model.explanation import CountryWords, KnownMessenger, PhoneAdvice
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import Space
from dialtone.ui.state.labels import translate
from dialtone.ui.state.options import Option
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.choice import ChoiceItem
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.notice_bar import OutcomeBar
from dialtone.ui.widgets.page_items import ActionItem, GroupItem, StepsItem, TextItem, paragraphs

_COPY = "copy"


class CountryPage(ItemPage):
    """One country at a time, chosen at the top; at first the person's own."""

    def __init__(self, content: LoadedContent, country: str, outcome_bar: OutcomeBar) -> None:
        super().__init__(translate("Country", "What is known in a country"))
        self._content, self._outcome_bar = content, outcome_bar
        known_codes = set(list_known_countries(content.words))
        self._no_country = Option("", translate("Country", "Choose a country"))
        self._countries = tuple(Option(name.code, name.name) for name in content.countries if name.code in known_codes)
        self._country = country if country in [option.value for option in self._countries] else ""
        self.acted.connect(self._on_acted)
        self._show_country()

    def _on_acted(self, key: str, chosen: object) -> None:
        if key == _COPY:
            self._copy()
        else:
            self._country = str(chosen)
            self._show_country()

    def _show_country(self) -> None:
        """Show the choice of a country, and what is known about the chosen one."""
        countries = (self._no_country, *self._countries)
        choice = ChoiceItem(translate("Settings", "Country"), countries, self._country, key="country")
        explainer = self._content.words
        words = say_country(explainer, self._country) if self._country else None
        if words is None:
            self.show_answer(ResultState(self._no_country.text))
            self.show_items((choice,))
        else:
            self.show_answer(ResultState(words.title, words.lead))
            self.show_items((choice, *_make_fact_items(words, say_phone_advice(explainer, self._country))))

    def _copy(self) -> None:
        """Copy what to tell a person there, in their own language if the content has it; only if that harms nobody."""
        find_words = self._content.phone_advice_in_their_language or partial(say_phone_advice, self._content.words)
        words = find_words(self._country)
        if words is not None and words.may_be_passed_on:
            QGuiApplication.clipboard().setText("\n".join((words.title, *words.said)))
            self._outcome_bar.say(translate("Share", "The text is copied."))


def _make_fact_items(words: CountryWords, phone_advice: PhoneAdvice | None) -> Iterator[Item]:
    """Yield what is known in a country: reports, then what to tell a person there, then each messenger."""
    for line in words.reported:
        yield TextItem(line, strong=True)
    if phone_advice is not None:
        copy = ActionItem(translate("Country", "Copy"), _COPY, icon=ButtonIcon.COPY)
        buttons = (copy,) if phone_advice.may_be_passed_on else ()
        items = (TextItem(phone_advice.note), StepsItem(phone_advice.said), *buttons)
        yield BoxItem((BoxRow(phone_advice.title, items=items, key="for-them"),), key="phone")
    yield BoxItem(tuple(map(_make_messenger_row, words.messengers)), key="messengers")


def _make_messenger_row(messenger: KnownMessenger) -> BoxRow:
    """Return the row of a messenger: its newest event, which expands to all of them, each with its sources."""
    facts = (
        GroupItem((TextItem(row.when, strong=True), *paragraphs(row.said), TextItem(row.sources, dim=True)), Space.XS)
        for row in messenger.rows
    )
    return BoxRow(messenger.name, messenger.rows[0].when, tuple(facts), key=messenger.name)
