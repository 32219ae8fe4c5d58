"""Fills the start page once the messengers on this computer are known, and offers others."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, QTimeZone
from PySide6.QtWidgets import QWidget

from dialtone.explain.explainer import Explainer
from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.ui.pages.start_page import StartPage, sent_page
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.offered_messengers import offer_of, offers
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.widgets.choice import ChooseDialog
from dialtone.ui.widgets.item_view import ItemPage

_WHEN_NOT = "when-not-to-run"


def system_places() -> tuple[str, ...]:
    """Return the countries of the system's time zone and region; the first is empty if the zone has none."""
    zone = QTimeZone.systemTimeZone().territory()
    region = QLocale.territoryToCode(QLocale.system().territory())
    return (QLocale.territoryToCode(zone), *((region,) if region else ()))


def is_careful_place(wants_quiet: Callable[[str], bool], places: tuple[str, ...]) -> bool:
    """Return whether to warn without a chosen country: also in a zone without one, which careful people set."""
    return any(not place or wants_quiet(place) for place in places)


class StartController(QObject):
    """Serves one start page."""

    def __init__(
        self,
        page: StartPage,
        window: QWidget,
        show_page: Callable[[ItemPage], None],
        places: Callable[[], tuple[str, ...]] = system_places,
    ) -> None:
        """`show_page` shows a page over the start page."""
        super().__init__(window)
        self._places, self._show_page = places, show_page
        self._page, self._window = page, window
        self._content: LoadedContent | None = None
        page.country.currentIndexChanged.connect(self._offer)
        page.block.link.clicked.connect(self._on_sent_clicked)
        page.choices.another_button.clicked.connect(self._on_another_clicked)

    def show_content(self, content: LoadedContent) -> None:
        """Offer the loaded messengers. Loading again does not change the person's ticks."""
        self._content = content
        self._page.show_countries(content.countries)
        self._offer()

    def _offer(self) -> None:
        """Show the warning for the chosen country, and the messengers to offer there."""
        if (content := self._content) is None:
            return
        country, when_not = self._page.chosen_country, self._when_not()
        warning = self._warning(content.words, country)
        self._page.show_warning(warning, when_not.title if when_not is not None else "")
        self._page.show_offers(offers(content, country))

    def _warning(self, words: Explainer, country: str) -> str:
        """Return the warning for a country; without one, the general warning if the system's places call for care."""
        if country and (named := words.warning(country)):
            return named
        return words.warning("") if is_careful_place(words.wants_quiet, self._places()) else ""

    def _when_not(self) -> Guidance | None:
        """Return the advice on when not to run Dialtone."""
        return None if self._content is None else self._content.words.advice(_WHEN_NOT)

    def _on_sent_clicked(self) -> None:
        self._show_page(sent_page(self._when_not(), warned=bool(self._page.warning)))

    def _on_another_clicked(self) -> None:
        content = self._content
        if content is None:
            return
        tested = tuple(m for m in content.messengers if m.untested is None)
        presenter = Presenter(replace(content, messengers=tested, country=self._page.chosen_country))
        offered = tuple(offer.messenger for offer in self._page.choices.offers)
        dialog = ChooseDialog(lambda text: presenter.search(text, offered), self._window)
        dialog.chosen.connect(self._on_another_chosen)
        dialog.open()

    def _on_another_chosen(self, messenger: str) -> None:
        about = None if self._content is None else self._content.messenger(messenger)
        if about is not None and self._content is not None:
            self._page.choices.add(offer_of(self._content, about))
