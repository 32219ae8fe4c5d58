"""The bar on top: the way back from a messenger, with its name; Share, and the menu. On the tint of what is below."""

from enum import Enum

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, TARGET, colours_of, larger, margins
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, MenuButton, open_below

_ALL = 1000
"""Of the room that is left, beside what keeps the buttons at the end where there is no title."""


class Section(Enum):
    """Where the person can be."""

    RESULT = "result"
    HISTORY = "history"
    SETTINGS = "settings"


class Header(QWidget):
    """What can be done wherever the person is."""

    def __init__(self, menu: QMenu, share: QAction) -> None:
        super().__init__()
        self._menu, self._status = menu, ""
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(SPACE_L, SPACE_S, SPACE_M, SPACE_S))
        row.setSpacing(SPACE_XS)
        self.back_button = Button("", ButtonStyle.QUIET, ButtonIcon.BACK)
        self.back_button.setAccessibleName(QCoreApplication.translate("Page", "Back"))
        self.title = Heading(selectable=False)
        row.addWidget(self.back_button)
        row.addWidget(self.title, _ALL, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._share_word = share.iconText()
        self.share_button = Button(self._share_word, ButtonStyle.QUIET, ButtonIcon.SHARE)
        self.share_button.setObjectName("share")
        self.share_button.setAccessibleName(self._share_word)
        self.share_button.clicked.connect(share.trigger)
        self.share_button.setEnabled(share.isEnabled())
        share.enabledChanged.connect(self.share_button.setEnabled)
        row.addWidget(self.share_button)
        self.menu_button = MenuButton("", ButtonStyle.QUIET, ButtonIcon.MORE)
        self.menu_button.setAccessibleName(QCoreApplication.translate("Window", "Menu"))
        self.menu_button.clicked.connect(lambda: open_below(self._menu, self.menu_button))
        row.addWidget(self.menu_button)
        key = QShortcut(QKeySequence(Qt.Key.Key_F10), self.menu_button)  # the key of menu bars, while it is to be seen
        key.activated.connect(lambda: open_below(menu, self.menu_button, by_key=True))

    def show_place(self, status: str, title: str = "", *, asking: bool = False) -> None:
        """Stand on the tint of this status; empty for none. `title`: what there is a way back from.

        `asking`: nothing was checked yet that could be shared.
        """
        self._status = status
        self.share_button.setVisible(not asking)
        self.back_button.setVisible(bool(title))
        self.title.setText(title)
        self.title.setVisible(bool(title))  # a heading without words would be a stop for who hears the window
        self.title.setFont(larger(self.font(), 1, strong=True))
        self._fit()
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Share can do without its word."""
        least = QSize(super().minimumSizeHint())
        if self.share_button.text():
            least.setWidth(least.width() - self._room_of_word())
        return least

    def _room_of_word(self) -> int:
        return Button(self._share_word, ButtonStyle.QUIET, ButtonIcon.SHARE).sizeHint().width() - TARGET

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say Share where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = bool(self.share_button.text())
        wanted = super().minimumSizeHint().width() + (0 if shown else self._room_of_word())
        if (self.width() >= wanted) != shown:
            self.share_button.show_as("" if shown else self._share_word, ButtonIcon.SHARE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        colours = colours_of(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.tint(self._status) if self._status else colours.page)
