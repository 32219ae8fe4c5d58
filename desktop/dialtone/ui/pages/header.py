"""The bar at the top: Back with the title of the page, Share and the menu, on the tint of the page below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, TEXT, colours_of, margins
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.column_page import has_large_font, is_small
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, MenuButton, open_below

_TITLE_STRETCH = 1000
"""The stretch of the title, against 1 for the spacer that keeps the buttons at the end if there is no title."""


class Header(QWidget):
    """The actions available on every page."""

    def __init__(self, menu: QMenu, share: QAction) -> None:
        super().__init__()
        self._status = ""
        """The status of the tint; empty for none."""
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(SPACE_L, SPACE_S, SPACE_M, SPACE_S))
        row.setSpacing(SPACE_XS)
        self.back_button = Button("", ButtonStyle.QUIET, ButtonIcon.BACK)
        self.back_button.setAccessibleName(translate("Page", "Back"))
        self.title = Heading("", TEXT, selectable=False)
        row.addWidget(self.back_button)
        row.addWidget(self.title, _TITLE_STRETCH, Qt.AlignmentFlag.AlignVCenter)
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
        self.menu_button.setAccessibleName(translate("Window", "Menu"))
        self.menu_button.clicked.connect(lambda: open_below(menu, self.menu_button))
        row.addWidget(self.menu_button)
        key = QShortcut(QKeySequence(Qt.Key.Key_F10), self.menu_button)  # the key of menu bars
        key.activated.connect(lambda: open_below(menu, self.menu_button, by_key=True))

    def show_page(self, title: str, status: str, *, may_share: bool) -> None:
        """Show the title of a page, which Back leaves, and the tint of its status; both are empty for none."""
        self._status = status
        self.share_button.setVisible(may_share)
        self.back_button.setVisible(bool(title))
        self.title.setText(title)
        self.title.setVisible(bool(title))  # a screen reader would stop at an empty heading
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the word Share beside its icon where it fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the word Share, except in a small window and with a large font."""
        fits = not (is_small(self) or has_large_font(self))
        self.share_button.set_label(self._share_word if fits else "", ButtonIcon.SHARE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the background."""
        colours = colours_of(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.tint(self._status) if self._status else colours.page)
