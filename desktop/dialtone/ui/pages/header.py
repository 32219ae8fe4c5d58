"""The bar on top: the three sections, Share, and the menu."""

from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessibleInterface, QAction, QFontMetrics, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import RADIUS, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, TARGET, Type, colours_of, type_font
from dialtone.ui.widgets.controls import Button, ButtonStyle
from dialtone.ui.widgets.menu_button import MenuButton
from dialtone.ui.widgets.popup_menu import open_below, open_by_f10
from dialtone.ui.widgets.spoken_roles import SpokenTab, SpokenTabs
from dialtone.ui.widgets.tips import answer_tip


class Section(Enum):
    """Where the person can be."""

    RESULT = "result"
    HISTORY = "history"
    SETTINGS = "settings"


class Header(QWidget):
    """Names the sections and shows which one this is.

    Signals:
        section_requested: a `Section`.
    """

    section_requested = Signal(object)

    def __init__(self, menu: QMenu, share: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._group = QButtonGroup(self)
        self.tabs = {
            Section.RESULT: _Tab(QCoreApplication.translate("Header", "Result")),
            Section.HISTORY: _Tab(QCoreApplication.translate("Header", "History")),
            Section.SETTINGS: _Tab(QCoreApplication.translate("Header", "Settings")),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(SPACE_L - SPACE_XS, SPACE_S, SPACE_M, SPACE_S))
        row.setSpacing(SPACE_XS)
        tabs = _Tabs()
        row.addWidget(tabs)
        for section, tab in self.tabs.items():
            self._group.addButton(tab)
            tab.clicked.connect(lambda _checked, section=section: self.section_requested.emit(section))
            tabs.row.addWidget(tab)
        row.addStretch(1)
        self._share_word = share.iconText()
        self.share_button = Button(self._share_word, ButtonStyle.QUIET, ButtonIcon.SHARE)
        self.share_button.setAccessibleName(self._share_word)
        self.share_button.clicked.connect(share.trigger)
        self.share_button.setEnabled(share.isEnabled())
        share.enabledChanged.connect(self.share_button.setEnabled)
        row.addWidget(self.share_button)
        self.menu_button = MenuButton("", ButtonStyle.QUIET, ButtonIcon.MORE)
        self.menu_button.setAccessibleName(QCoreApplication.translate("Window", "Menu"))
        self.menu_button.clicked.connect(self._on_menu_clicked)
        row.addWidget(self.menu_button)
        open_by_f10(menu, self.menu_button)
        self.tabs[Section.RESULT].setChecked(True)

    def show_section(self, section: Section) -> None:
        """Mark where the person is."""
        self.tabs[section].setChecked(True)

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
        shown = bool(self.share_button.text())
        wanted = super().minimumSizeHint().width() + (0 if shown else self._room_of_word())
        if (self.width() >= wanted) != shown:
            self.share_button.show_as("" if shown else self._share_word, ButtonIcon.SHARE)

    def _on_menu_clicked(self) -> None:
        open_below(self._menu, self.menu_button)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the hairline below."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colours_of(self.palette()).hairline)
        painter.end()


class _Tabs(QWidget):
    """The sections side by side: a screen reader says which of how many one is."""

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACE_XS)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenTabs(self)


class _Tab(QAbstractButton):
    """A word that is underlined while it is chosen."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # arrows lead from one to the next
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenTab(self)

    def event(self, event: QEvent) -> bool:
        """Say which keys lead here."""
        return answer_tip(self, event, self.toolTip()) or super().event(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the word when it is strong, so that nothing moves."""
        metrics = QFontMetrics(type_font(self.font(), Type.BODY, strong=True))
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * SPACE_M, max(TARGET, metrics.height() + SPACE_M))

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint ground, word, line and focus."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() and not self.isChecked():
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if self.isChecked():
            painter.setBrush(colours.accent)
            line = QRectF(SPACE_M, self.height() - 4, self.width() - 2 * SPACE_M, 2.5)
            painter.drawRoundedRect(line, 1.2, 1.2)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.setFont(type_font(self.font(), Type.BODY, strong=self.isChecked()))
        painter.setPen(colours.text if self.isChecked() else colours.dim)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
