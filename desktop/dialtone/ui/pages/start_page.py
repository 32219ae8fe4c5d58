"""The start page: the messengers to check, the country and one button; and the page on what is sent."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dialtone.explain.explainer import Explainer
from dialtone.explain.reference import say_advice
from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.model.situation import CountryName
from dialtone.store.settings import Settings
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.tile_board import Board
from dialtone.ui.messengers.way_items import make_way_row
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import Space
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_choices import make_offer, make_offers, with_first_choice
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.options import make_country_options
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.result_state import ResultState, this_network
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.box_items import BoxItem, SwitchHead
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.layouts import has_large_font, tab_in_reading_order
from dialtone.ui.widgets.page_items import HeadingItem, TextItem
from dialtone.ui.widgets.screen_reader import announce

_WHEN_NOT = "when-not-to-run"  # the id of the advice on when not to check at all
READY = "ready"
"""The status of the face, the tint and the lines of ticked messengers while nothing has been checked."""


def find_system_places() -> tuple[str, ...]:
    """Return the countries (codes) of the system's time zone, empty if it has none, and of its region, if set."""
    zone = QTimeZone.systemTimeZone().territory()
    region = QLocale.territoryToCode(QLocale.system().territory())
    return (QLocale.territoryToCode(zone), *((region,) if region else ()))


class MessengerChoices(Board):
    """A tile to tick for each offered messenger, a line to it, and a button for others. Installed ones are ticked.

    Signals:
        ticked_by_hand: the person ticked or unticked one.
    """

    ticked_by_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offers: tuple[Row, ...] = ()
        self._added: list[Row] = []
        self.installed = frozenset[str]()
        """The ids of the messengers on this computer, which are ticked unless the person unticked them."""
        self._manual_ticks: dict[str, bool] = {}
        """Whether a messenger is ticked, by id, for those that the person ticked or unticked."""
        self.another_button = Button(translate("Start", "Another one…"), ButtonStyle.QUIET, ButtonIcon.PLUS)
        self.another_button.hide()
        self._column.addWidget(self.another_button, 0, Qt.AlignmentFlag.AlignLeading)

    def height_beside_labels(self) -> int:
        return self.another_button.sizeHint().height()

    @property
    def tiles_by_id(self) -> Mapping[str, Tile]:
        return {tile.row.id: tile for tile in self.tiles}

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the ticked messengers, from top to bottom."""
        return tuple(tile.row.id for tile in self.tiles if tile.isChecked())

    def show_offers(self, offered: Sequence[Row], installed: frozenset[str]) -> None:
        """Offer these messengers, and those that the person added. `installed`: the ids to tick."""
        self.installed = installed
        offered_ids = {offer.id for offer in offered}
        self.offers = (*offered, *(offer for offer in self._added if offer.id not in offered_ids))
        self.keep_tiles(self.offers)
        for tile in self.tiles:
            tile.setChecked(self._should_be_ticked(tile.row.id))
            tile.show()  # now: it may get the focus
        self.another_button.show()
        self.another_button.raise_()  # after the tiles for screen readers too
        tab_in_reading_order(self)
        self._draw_lines()

    def add(self, offer: Row) -> None:
        """Offer another one, ticked, because the person chose it."""
        self._manual_ticks[offer.id] = True
        self._added.append(offer)
        self.show_offers(self.offers, self.installed)
        self.tiles_by_id[offer.id].setFocus()

    def make_tile(self, row: Row) -> Tile:
        tile = Tile(row, self, ticks=True)
        tile.toggled.connect(lambda on: self._on_tile_toggled(tile.row.id, on))
        return tile

    def _should_be_ticked(self, messenger: str) -> bool:
        return self._manual_ticks.get(messenger, messenger in self.installed)

    def _on_tile_toggled(self, messenger: str, on: bool) -> None:
        if on is not self._should_be_ticked(messenger):  # by the person, not by `show_offers`
            self._manual_ticks[messenger] = on
            self._draw_lines()
            self.ticked_by_hand.emit()

    def _draw_lines(self) -> None:
        rows = [Row(tile.row.id, tile.row.name, shape=READY if tile.isChecked() else "") for tile in self.tiles]
        self.show_lines(rows, this_network())


class StartPage(AnswerPage):
    """Asks before the first packet leaves. It scrolls as one column; a warning is above the button.

    Signals:
        agreed: the person pressed the button, and at least one messenger is ticked.
    """

    agreed = Signal()
    before_first_check = True

    def __init__(
        self,
        show_page: Callable[[ItemPage], None],
        find_places: Callable[[], tuple[str, ...]] = find_system_places,
        *,
        quiet: bool = False,
    ) -> None:
        """`quiet`: whether the quiet profile is on before the first choice, as where stored settings are unreadable."""
        super().__init__(lines=1)
        self._find_places, self._was_quiet = find_places, quiet
        self._content: LoadedContent | None = None
        self.warning = ""
        """That people are searched or punished there; empty for no warning."""
        self._when_not: Guidance | None = None
        self._was_pressed = False
        """The button was pressed before the messengers on this computer were known."""
        self.start_button = self.block.button
        self.start_button.clicked.connect(self._on_start_clicked)
        self.quiet_switch = SwitchHead(flat=True)
        self.quiet_switch.show_words(translate("Start", "Quiet check: fewer traces"))
        self.quiet_switch.setChecked(quiet)
        self.block.put_before_button(self.quiet_switch)
        self.country = Choice(translate("Country", "Name of the country"))
        self.country.setAccessibleName(translate("Settings", "Country"))
        self.country.setPlaceholderText(translate("Start", "Choose, or leave it blank"))
        self.show_countries(())
        self.country.currentIndexChanged.connect(self._on_country_changed)
        self.block.link.clicked.connect(lambda: show_page(make_sent_page(self._when_not, warned=bool(self.warning))))
        self.choices = MessengerChoices()
        self.choices.another_button.clicked.connect(self._on_another_clicked)
        self.choices.ticked_by_hand.connect(self._show_question)
        self._lay_out()
        self.show_warning("")

    def _lay_out(self) -> None:
        """Put the choice of the country above the messengers."""
        row = QHBoxLayout()
        label = Text(self.country.accessibleName(), selectable=False)
        label.setWordWrap(False)
        label.setBuddy(self.country)
        row.setSpacing(Space.M)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.country)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.choices)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave little space between the parts with a large font, so that the first messenger stays in sight."""
        self.body.setSpacing(Space.S if has_large_font(self) else Space.L)
        super().resizeEvent(event)

    def add_notice(self, notice: QWidget) -> None:
        self.body.insertWidget(self.body.indexOf(self.choices) + 1, notice)

    def show_content(self, content: LoadedContent) -> None:
        """Offer the loaded messengers. Loading again does not change the person's ticks."""
        self._content = content
        self._when_not = say_advice(content.words, _WHEN_NOT)
        self.show_countries(content.countries, content.country)
        self._on_country_changed()

    def _on_country_changed(self) -> None:
        if (content := self._content) is not None:
            self.show_warning(self._warning_in(content.words))
            self.show_offers(make_offers(content, self.chosen_country), content.computer.installed)

    def _warning_in(self, words: Explainer) -> str:
        """Return the warning for the chosen country, else the general one if the computer may be in such a country."""
        country = self.chosen_country
        if country and (named := words.say_warning(country)):
            return named
        # people who hide where they are set a time zone without a country
        may_be_risky = any(not place or words.wants_quiet(place) for place in self._find_places())
        return words.say_warning("") if may_be_risky else ""

    def show_countries(self, names: Sequence[CountryName], country: str = "") -> None:
        """Offer these countries. The choice made on this page stays; before one, the code `country` is chosen."""
        chosen = self.chosen_country if self.country.currentIndex() >= 0 else country or None
        nobody = translate("Settings", "Rather not say")
        self.country.offer(make_country_options(names, nobody), chosen)

    @property
    def chosen_country(self) -> str:
        """The country that the person chose; empty for none, or if they would rather not say."""
        return str(self.country.currentData() or "")

    def show_warning(self, warning: str) -> None:
        """Warn, before any check, that people are searched or punished; empty: no warning.

        A quiet check is offered with a warning, and where it was on.
        """
        self.warning = warning
        self._show_question()
        self.quiet_switch.setVisible(bool(warning) or self._was_quiet)

    def _show_question(self, request: str = "") -> None:
        """Show the question, what the person has yet to do, and the warning; without both, what the provider sees."""
        question = translate("Start", "Which do you use?")
        general = translate("Start", "Your provider can see these checks. Nothing is uploaded.")
        line = " ".join(filter(None, (request, self.warning))) or general
        when_not = self._when_not if self.warning else None
        link = when_not.title if when_not is not None else translate("Start", "What is sent")
        verb = translate("Tray", "Check now")
        self.show_answer(ResultState(question, line, READY, verb=verb, filled=True, link=link))

    def show_offers(self, offered: Sequence[Row], installed: frozenset[str]) -> None:
        """Offer these messengers, the `installed` ones ticked; handle a press of the button that came too early."""
        self.choices.show_offers(offered, installed)
        tab_in_reading_order(self.scroll_area)
        if self._was_pressed:
            self._was_pressed = False
            self._on_start_clicked()

    def chosen(self, settings: Settings) -> Settings:
        """Return the settings with the choices made here."""
        ticked = {messenger: tile.isChecked() for messenger, tile in self.choices.tiles_by_id.items()}
        with_list = with_first_choice(settings, ticked, self.choices.installed)
        changed = replace(with_list, first_run_done=True, country=self.chosen_country)
        if self.quiet_switch.isHidden() or not self.quiet_switch.isChecked():
            return replace(changed, quiet_profile=False)
        return replace(changed, quiet_profile=True, quiet_messengers=self.choices.ticked)

    def _on_another_clicked(self) -> None:
        """Let the person search for one more messenger, among those that can be tested."""
        if (content := self._content) is None:
            return
        testable = {m.id: m for m in content.messengers if m.untested is None}
        presenter = Presenter(replace(content, messengers=tuple(testable.values()), country=self.chosen_country))
        offered = tuple(self.choices.tiles_by_id)
        dialog = ChooseDialog(lambda text: presenter.search(text, offered), self.window())
        dialog.chosen.connect(lambda messenger: self.choices.add(make_offer(content, testable[messenger])))
        dialog.open()

    def _on_start_clicked(self) -> None:
        """Agree, if a messenger is ticked; a press before the offers are known is handled once they are."""
        if self._content is None:
            self._was_pressed = True
        elif self.choices.ticked:
            self.agreed.emit()
        else:
            request = translate("Start", "Tick at least one messenger.")
            self._show_question(request)
            announce(self, [request])
            next(iter(self.choices.tiles), self.choices.another_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start when Enter is pressed, also on a tile."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start_button.click()
        else:
            super().keyPressEvent(event)


def make_sent_page(when_not: Guidance | None, *, warned: bool) -> ItemPage:
    """Return the page on what is sent, with the advice on when not to check at all, which is first if `warned`."""
    title = translate("Start", "What is sent")
    sees = translate(
        "Start",
        "It can see which messengers are checked, including blocked ones. It may also recognise Dialtone by that.",
    )
    privacy = translate("Start", "Nothing is uploaded. Results stay on this computer. No account.")
    sections = (
        TextItem(translate("Start", "Dialtone contacts the servers the way the apps do.")),
        HeadingItem(translate("Start", "Your provider")),
        TextItem(sees),
        HeadingItem(translate("Start", "Private")),
        TextItem(privacy),
    )
    box = () if when_not is None else (BoxItem((replace(make_way_row(when_not, when_not.marks), opened=warned),)),)
    return ItemPage(title, (*box, *sections) if warned else (*sections, *box))
