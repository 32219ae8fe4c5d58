"""The first page: who is asked, what the provider can see, and one button. Nothing is sent before it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from dialtone.model.country import CountryName
from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.pages.messenger_choices import MessengerChoices
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Type
from dialtone.ui.state.about_text import by_line
from dialtone.ui.state.country_names import country_choices
from dialtone.ui.state.offered_messengers import Offer, with_first_choice
from dialtone.ui.state.watch_list import EVERY_HOUR
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.form_fields import Choice, Tick
from dialtone.ui.widgets.menu_button import MenuButton
from dialtone.ui.widgets.popup_menu import open_below, open_by_f10
from dialtone.ui.widgets.reading_column import side_margin
from dialtone.ui.widgets.scroll_area import Edge, ScrollArea
from dialtone.ui.widgets.searched_choice import SearchedChoice

_WIDTH, _LETTERS = 600, 40
"""The width of the words, where letters are large in their heights."""
_ICON = 56
_BESIDE = 40
"""From how many heights of the letters on the page is wide enough for titles beside what they are of."""


class StartPage(QWidget):
    """Asks before the first packet leaves. Where there is no room for all of it the words scroll, and Start stays.

    Signals:
        agreed: the person pressed Start, and at least one messenger is ticked.
        country_chosen: another country is chosen: others are used there.
    """

    agreed = Signal()
    country_chosen = Signal()

    def __init__(self, icon_file: Path, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        row = QHBoxLayout(self)
        column = QVBoxLayout()
        column.setSpacing(SPACE_XL)
        row.addStretch(1)
        row.addLayout(column, 100)
        row.addStretch(1)
        self._menu = menu
        self._offered = False
        self._pressed = False
        """Start was pressed before it was known what is on this computer."""
        self.menu_button = MenuButton("", ButtonStyle.QUIET, ButtonIcon.MORE, self)
        self.menu_button.setAccessibleName(QCoreApplication.translate("Window", "Menu"))
        self.menu_button.clicked.connect(self._on_menu_clicked)
        open_by_f10(menu, self.menu_button)
        self.choices = MessengerChoices()
        self.start_button = Button(QCoreApplication.translate("Start", "Start"), ButtonStyle.MAIN)
        self.start_button.clicked.connect(self._on_start_clicked)
        self.country = SearchedChoice(QCoreApplication.translate("Country", "Name of the country"))
        self.country.setAccessibleName(QCoreApplication.translate("Start", "Where are you?"))
        self.country.setPlaceholderText(QCoreApplication.translate("Start", "Choose, or leave it blank"))
        self.show_countries(())
        self.country.currentIndexChanged.connect(self.country_chosen)
        self.watch = Tick(QCoreApplication.translate("Start", "Check again every hour"))
        column.addStretch(2)
        self.notes = _Notes(self.watch)
        self.words = _Words(icon_file, self.choices, self.country, self.notes)
        self.warning = Text("", strong=True)
        """Beside the button, not among the words, which scroll: nobody presses Start before it was on the screen."""
        self.warning.hide()
        column.addWidget(_limited(self.words))
        column.addWidget(_limited(self.warning))
        column.addWidget(self.start_button)
        column.addStretch(3)
        self.menu_button.raise_()

    def show_countries(self, names: Sequence[CountryName]) -> None:
        """Offer these countries, none of them chosen; what the person chose stays so."""
        chosen = self.chosen_country if self.country.currentIndex() >= 0 else None
        nobody = QCoreApplication.translate("Settings", "Rather not say")
        self.country.offer(country_choices(names, nobody), chosen)

    @property
    def chosen_country(self) -> str:
        """The country that the person chose; empty where none was, or she would rather not say."""
        return str(self.country.currentData() or "")

    def show_warning(self, warning: str) -> None:
        """Say, before anything is asked, that people are searched or punished there; nothing for an empty text."""
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))

    def show_offers(self, offered: Sequence[Offer]) -> None:
        """Offer these messengers; who pressed Start before goes on where one was found."""
        self.choices.show_offers(offered)
        self._offered = True
        if self._pressed:
            self._pressed = False
            self._on_start_clicked()

    def chosen(self, settings: Settings) -> Settings:
        """Return the settings with what was chosen here."""
        listed = with_first_choice(settings, self.choices.ticked, self.choices.offers)
        minutes = EVERY_HOUR if self.watch.isChecked() else 0
        return replace(listed, first_run_done=True, country=self.chosen_country, watch_minutes=minutes)

    def _on_start_clicked(self) -> None:
        if not self._offered:
            self._pressed = True
        elif self.choices.ticked:
            self.agreed.emit()
        else:
            self.choices.insist()

    def _on_menu_clicked(self) -> None:
        open_below(self._menu, self.menu_button)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the menu in the corner where it is on the other page's header, and titles where there is room."""
        super().resizeEvent(event)
        self.notes.put_titles(beside=self.width() >= _BESIDE * QFontInfo(self.font()).pixelSize())
        size = self.menu_button.sizeHint()
        if (layout := self.layout()) is not None:
            side = side_margin(self)
            beside = (self.width() - min(self.words.maximumWidth(), self.width() - 2 * side)) // 2
            top = SPACE_XL if beside >= size.width() + SPACE_L else SPACE_M + size.height()
            layout.setContentsMargins(side, top, side, SPACE_XL)
        left = self.width() - size.width() - SPACE_L if self.isLeftToRight() else SPACE_L
        self.menu_button.setGeometry(left, SPACE_M, size.width(), size.height())


class _Words(ScrollArea):
    """What is said before Start: as high as its words are, and it scrolls where there is less room than that."""

    def __init__(self, icon_file: Path, choices: MessengerChoices, country: Choice, notes: QWidget) -> None:
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_L)
        column.addLayout(_head(icon_file))
        column.addWidget(choices)
        column.addWidget(notes)
        column.addWidget(_asked(country))
        column.addStretch(1)
        self.setWidget(self._inside)
        self._edge = Edge(self.verticalScrollBar(), below=True)
        self._edge.setParent(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room, and as high as the words are then, also where a bar stands beside them.

        Else a bar that came while there were more words than room would make them longer, and so stay.
        """
        beside = self.width() - self.verticalScrollBar().sizeHint().width()
        return QSize(_WIDTH, self._inside.heightForWidth(beside))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for another height where the words wrap otherwise."""
        super().resizeEvent(event)
        self._edge.setGeometry(0, self.height() - 1, self.width(), 1)
        self._edge.raise_()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Ask for another height where there are more words or chips."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def _head(icon_file: Path) -> QHBoxLayout:
    icon = QLabel()
    icon.setPixmap(QIcon(str(icon_file)).pixmap(QSize(_ICON, _ICON)))
    title = Heading(QCoreApplication.translate("Start", "Does your messenger work here?"), Type.HEADLINE)
    lead = QCoreApplication.translate(
        "Start",
        "Dialtone contacts the servers the way the apps do. "
        "In seconds it says what works on this network, what does not, and why.",
    )
    words = QVBoxLayout()
    words.setSpacing(SPACE_S)
    words.addWidget(Text("Dialtone · " + by_line(), Type.CAPTION, dim=True, selectable=False))
    words.addWidget(title)
    words.addWidget(Text(lead))
    head = QHBoxLayout()
    head.setSpacing(SPACE_L)
    head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    head.addLayout(words, 1)
    return head


def _asked(country: Choice) -> QWidget:
    """The country: nothing is chosen before the person does, and she can keep it to herself."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_M)
    label = Text(QCoreApplication.translate("Start", "Where are you?"), dim=True, selectable=False)
    label.setWordWrap(False)
    label.setBuddy(country)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(country)
    row.addStretch(1)
    return box


class _Notes(QWidget):
    """What to know before Start: titles beside what they are of, or above it where that would be a narrow column."""

    def __init__(self, watch: Tick) -> None:
        super().__init__()
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_XL)
        grid.setColumnStretch(1, 1)
        notes = (
            (
                QCoreApplication.translate("Start", "Your provider"),
                QCoreApplication.translate(
                    "Start",
                    "It can see which messengers are checked, blocked ones too. "
                    "It may also recognise Dialtone by that.",
                ),
            ),
            (
                QCoreApplication.translate("Start", "Private"),
                QCoreApplication.translate("Start", "Nothing is uploaded. Results stay on this computer. No account."),
            ),
            (
                QCoreApplication.translate("Start", "Beware of fakes"),
                QCoreApplication.translate(
                    "Start",
                    "There is no special version of WhatsApp or Telegram for blocked countries. "
                    "Never give anyone your login code.",
                ),
            ),
        )
        self.pairs = [(_title(title), Text(said)) for title, said in notes]
        self._watching = _watching(watch)
        self._beside: bool | None = None
        self.put_titles(beside=True)

    def put_titles(self, *, beside: bool) -> None:
        """Put the titles beside their words, or above them."""
        if beside is self._beside:
            return
        self._beside, grid = beside, self._grid
        grid.setVerticalSpacing(SPACE_M if beside else SPACE_XS)
        for number, (title, said) in enumerate(self.pairs):
            title.setContentsMargins(0, SPACE_S if number and not beside else 0, 0, 0)
            if beside:
                grid.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(said, number, 1)
            else:
                grid.addWidget(title, 2 * number, 0, 1, 2)
                grid.addWidget(said, 2 * number + 1, 0, 1, 2)
        grid.addWidget(self._watching, 2 * len(self.pairs), 0, 1, 2)
        self._watching.setContentsMargins(0, 0 if beside else SPACE_S, 0, 0)


def _title(title: str) -> Heading:
    head = Heading(title, Type.BODY, dim=True)
    head.setWordWrap(False)
    return head


def _watching(watch: Tick) -> QWidget:
    """Off until it is ticked, with what it means."""
    said = QCoreApplication.translate(
        "Start",
        "In the tray too, until you quit. Your provider can see each check. Otherwise it checks only when you ask.",
    )
    watch.setAccessibleDescription(said)
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(watch)
    column.addWidget(Text(said, Type.CAPTION, dim=True))
    return box


def _limited(widget: QWidget) -> QWidget:
    widget.setMaximumWidth(max(_WIDTH, _LETTERS * QFontInfo(widget.font()).pixelSize()))
    return widget
