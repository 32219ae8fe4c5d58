"""The first page: what Dialtone does, what the provider can see, and one button. Nothing is sent before it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XXL, Type
from dialtone.ui.state.country_names import countries
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.form_fields import Choice
from dialtone.ui.widgets.scroll_area import ScrollArea

_WIDTH = 520
_ICON = 72


class StartPage(QWidget):
    """Asks before the first packet leaves. Where there is no room for all of it the words scroll, and Start stays.

    Signals:
        agreed: the person pressed Start.
    """

    agreed = Signal()

    def __init__(self, icon_file: Path, menu: QMenu, country: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_XXL, SPACE_XL, SPACE_XXL, SPACE_XL)
        column = QVBoxLayout()
        column.setSpacing(SPACE_XL)
        row.addStretch(1)
        row.addLayout(column, 100)
        row.addStretch(1)
        self._menu = menu
        self.menu_button = Button("", ButtonStyle.QUIET, ButtonIcon.MORE, self)
        self.menu_button.setAccessibleName(QCoreApplication.translate("Window", "Menu"))
        self.menu_button.clicked.connect(self._on_menu_clicked)
        self.start_button = Button(QCoreApplication.translate("Start", "Start"), ButtonStyle.MAIN)
        self.start_button.clicked.connect(self.agreed)
        self.country = Choice([("", QCoreApplication.translate("Settings", "Rather not say")), *countries()], country)
        self.country.setAccessibleName(QCoreApplication.translate("Settings", "Country"))
        column.addStretch(2)
        column.addWidget(_limited(_Words(icon_file, self.country)))
        column.addWidget(self.start_button)
        column.addStretch(3)
        self.menu_button.raise_()

    def _on_menu_clicked(self) -> None:
        self._menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the menu in the corner where it is on the other page's header."""
        super().resizeEvent(event)
        size = self.menu_button.sizeHint()
        left = self.width() - size.width() - SPACE_L if self.isLeftToRight() else SPACE_L
        self.menu_button.setGeometry(left, SPACE_M, size.width(), size.height())


class _Words(ScrollArea):
    """What is said before Start: as high as its words are, and it scrolls where there is less room than that."""

    def __init__(self, icon_file: Path, country: Choice) -> None:
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_L)
        _fill(column, icon_file, country)
        self.setWidget(self._inside)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room, and as high as the words are then."""
        return QSize(_WIDTH, self._inside.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for another height where the words wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _fill(column: QVBoxLayout, icon_file: Path, country: Choice) -> None:
    icon = QLabel()
    icon.setPixmap(QIcon(str(icon_file)).pixmap(QSize(_ICON, _ICON)))
    column.addWidget(icon)
    title = Text(QCoreApplication.translate("Start", "Does your messenger work here?"), Type.HEADLINE, strong=True)
    column.addWidget(title)
    lead = QCoreApplication.translate(
        "Start",
        "Dialtone finds the messengers on this computer and asks their servers the way the apps do. "
        "It says what works on this network, what does not, and why.",
    )
    column.addWidget(Text(lead))
    column.addSpacing(SPACE_S)
    column.addWidget(_notes())
    column.addWidget(_asked(country))


def _asked(country: Choice) -> QWidget:
    """The country: a guess that the person can change, or keep to themselves."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_M)
    label = Text(QCoreApplication.translate("Start", "Your country (optional)"), dim=True, selectable=False)
    label.setWordWrap(False)
    label.setBuddy(country)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(country)
    row.addStretch(1)
    return box


def _notes() -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_XL)
    grid.setVerticalSpacing(SPACE_M)
    grid.setColumnStretch(1, 1)
    notes = (
        (
            QCoreApplication.translate("Start", "Before you start"),
            QCoreApplication.translate(
                "Start",
                "A check contacts messengers’ servers, blocked ones too. Your internet provider can see that.",
            ),
        ),
        (
            QCoreApplication.translate("Start", "When you ask"),
            QCoreApplication.translate(
                "Start",
                "Dialtone checks when you open it or ask for a check. "
                "Automatic checks are off until you switch them on in the settings.",
            ),
        ),
        (
            QCoreApplication.translate("Start", "Private"),
            QCoreApplication.translate("Start", "Nothing is uploaded. Results stay on this computer. No account."),
        ),
        (
            QCoreApplication.translate("Start", "Quick"),
            QCoreApplication.translate("Start", "A check takes a few seconds and very little data."),
        ),
        (
            QCoreApplication.translate("Start", "Beware of fakes"),
            QCoreApplication.translate(
                "Start",
                "There is no special version of WhatsApp or Telegram for blocked countries. "
                "Give your login code to nobody.",
            ),
        ),
    )
    for number, (title, said) in enumerate(notes):
        head = Text(title, strong=True, dim=True, selectable=False)
        head.setWordWrap(False)
        grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(said), number, 1)
    return box


def _limited(widget: QWidget) -> QWidget:
    widget.setMaximumWidth(_WIDTH)
    return widget
