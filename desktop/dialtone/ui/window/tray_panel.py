"""The panel of the tray icon: the answer, its button, the messengers, and buttons to check and to open Dialtone."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from dialtone.model.answer import NextStep
from dialtone.ui.messengers.tile_board import REST, TileBoard
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import Space, colours_of, margins, scale_to_font
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.answer_page import NO_STATUS, AnswerBlock
from dialtone.ui.widgets.controls import Button, ButtonStyle
from dialtone.ui.widgets.layouts import SMALL_MARGIN, make_column
from dialtone.ui.window.check_controller import CheckController

_WIDTH, _FONT_HEIGHTS = 360, 21
"""The width of the panel; with a large font, in font heights."""


class TrayPanel(QWidget):
    """A popup with the content of the result page, which closes at the next press outside."""

    def __init__(self, controller: CheckController) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # the press outside only closes it
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._controller = controller
        self._icon_rect = QRect()
        self.block = AnswerBlock(lines=1, in_panel=True)
        self.board = TileBoard()
        self.check_button = Button(translate("Window", "Check again"), ButtonStyle.QUIET, ButtonIcon.AGAIN)
        self.open_button = Button(translate("Tray", "Open Dialtone"), ButtonStyle.QUIET)
        self._connect()
        buttons = QHBoxLayout()
        buttons.addWidget(self.check_button)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        body = make_column(None, self.board, buttons, spacing=Space.S)
        body.setContentsMargins(margins(SMALL_MARGIN, Space.M, SMALL_MARGIN, Space.S))
        layout = make_column(self, self.block, body)
        layout.setContentsMargins(0, Space.M, 0, Space.XS)
        # otherwise the layout makes it at least as high as in its minimum width, where texts wrap more
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        controller.shown.connect(self._show_screen)
        self._show_screen()

    def _connect(self) -> None:
        """Connect what can be pressed: each press closes the panel first."""
        controller, block = self._controller, self.block
        for button in (block.button, block.link, self.check_button, self.open_button):
            button.clicked.connect(self.close)
        block.button.clicked.connect(self._take_step)
        block.link.clicked.connect(self._follow_link)
        self.check_button.clicked.connect(controller.check)
        self.open_button.clicked.connect(lambda: controller.open())
        self.board.pressed.connect(self._on_tile_pressed)

    def _on_tile_pressed(self, row: Row) -> None:
        self.close()
        self._controller.open("" if row.id == REST else row.id)

    def _show_screen(self) -> None:
        """Show the answer and the watched messengers, and fit an open panel to them."""
        screen = self._controller.screen
        answer = screen.answer
        self.block.show_state(answer)
        self.board.show_rows([row for row in screen.rows if row.watched], answer.network)
        self.check_button.setVisible(answer.step is not None and answer.verb != self.check_button.text())
        self.update()
        if self.isVisible():
            self._fit_to_icon()

    def open_at(self, icon_rect: QRect) -> None:
        """Open below or above the tray icon, which has this place on the screen."""
        self._icon_rect = icon_rect
        width = scale_to_font(_WIDTH, self.font(), _FONT_HEIGHTS)
        self.setFixedWidth(min(width, self._available_area().width()))
        self.show()  # the answer chooses its font for the width only once it is shown; the height follows from the font
        self._fit_to_icon()
        self.activateWindow()  # else Windows reports no press outside
        (self.block.button if self.block.button.isVisible() else self.open_button).setFocus()

    def _available_area(self) -> QRect:
        screen = QGuiApplication.screenAt(self._icon_rect.center()) or QGuiApplication.primaryScreen()
        return screen.availableGeometry()

    def _fit_to_icon(self) -> None:
        """Move below the icon, or above it if there is no room below, with the height that the words need."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # the height follows from the new words
        icon = self._icon_rect
        width = self.width()
        area = self._available_area()
        height = min(self.heightForWidth(width), area.height())
        centred_left = icon.center().x() - width // 2
        left = max(area.left(), min(centred_left, area.right() - width))
        below, above = icon.bottom() + Space.S, icon.top() - Space.S - height
        fits_below = below + height <= area.bottom()
        self.setGeometry(left, max(below if fits_below else above, area.top()), width, height)

    def _take_step(self) -> None:
        """Check again at once; take every other step in the window, which comes forward."""
        if self._controller.screen.answer.step == NextStep():
            self._controller.check()
        else:
            self._controller.open()
            if self._controller.window is not None:
                self._controller.window.take_step(self._controller.screen.answer)

    def _follow_link(self) -> None:
        """Follow the link of the answer in the window, which comes forward."""
        self._controller.open()
        if self._controller.window is not None:
            self._controller.window.follow_link(self._controller.screen.answer)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the panel, and the tint of the answer behind it."""
        colours = colours_of(self.palette())
        answer_bottom = self.block.geometry().bottom()
        status = self._controller.screen.answer.status or NO_STATUS
        with QPainter(self) as painter:
            painter.setPen(colours.outline)
            painter.setBrush(colours.page)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.fillRect(QRect(1, 1, self.width() - 2, answer_bottom), colours.tint(status))
