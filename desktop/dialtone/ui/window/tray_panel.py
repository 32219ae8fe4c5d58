"""The panel of the tray icon: the answer, its button, the messengers, and buttons to check and to open Dialtone."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from dialtone.model.answer import Step
from dialtone.ui.messengers.tile_board import REST, TileBoard
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, colours_of, margins
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.answer_page import AnswerBlock
from dialtone.ui.widgets.controls import Button, ButtonStyle
from dialtone.ui.widgets.layouts import in_a_column
from dialtone.ui.window.check_controller import CheckController

_WIDTH = 360


class TrayPanel(QWidget):
    """A popup with the content of the first page, which closes with the next press outside."""

    def __init__(self, controller: CheckController) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._controller, self._said, self._icon = controller, controller.screen.answer, QRect()
        self.block, self.board = AnswerBlock(lines=1), TileBoard()
        self.block.button.clicked.connect(lambda: self._end(self._take_step))
        self.block.link.clicked.connect(lambda: self._end(lambda: controller.open(self._said.about)))
        self.board.pressed.connect(lambda row: self._end(lambda: controller.open("" if row.id == REST else row.id)))
        again = translate("Window", "Check again")
        self.check_button = Button(again, ButtonStyle.QUIET, ButtonIcon.AGAIN)
        self.check_button.clicked.connect(lambda: self._end(controller.check))
        self.open_button = Button(translate("Tray", "Open Dialtone"), ButtonStyle.QUIET)
        self.open_button.clicked.connect(lambda: self._end(controller.open))
        foot = QHBoxLayout()
        foot.addWidget(self.check_button)
        foot.addStretch(1)
        foot.addWidget(self.open_button)
        body = in_a_column(None, self.board, foot, spacing=SPACE_S)
        body.setContentsMargins(margins(SPACE_L, SPACE_M, SPACE_L, SPACE_S))
        whole = in_a_column(self, self.block, body)
        whole.setContentsMargins(0, SPACE_M, 0, SPACE_XS)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it would be as high as if it were narrow
        controller.shown.connect(self._show_screen)
        self._show_screen()

    def _show_screen(self) -> None:
        """Show the answer and the watched messengers, and fit an open panel to them."""
        screen = self._controller.screen
        self._said = answer = screen.answer
        rows = [row for row in screen.rows if row.id in screen.watch_list.watched]
        self.block.show_state(answer)
        self.board.show_rows(rows, answer.network)
        self.check_button.setVisible(answer.step is not None and answer.verb != self.check_button.text())
        self.update()
        if self.isVisible():
            self._place()

    def open_at(self, icon: QRect) -> None:
        """Open below or above the icon, within the screen."""
        screen = QGuiApplication.screenAt(icon.center()) or QGuiApplication.primaryScreen()
        self._icon = icon
        self.setFixedWidth(min(_WIDTH, screen.availableGeometry().width()))
        self.show()  # before the first paint: the width decides the font size, and that the height
        self._place()
        self.activateWindow()  # else Windows reports no press outside
        (self.block.button if self.block.button.isVisible() else self.open_button).setFocus()

    def _place(self) -> None:
        """Move below or above the icon, as high as the words need."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        icon, width = self._icon, self.width()
        screen = QGuiApplication.screenAt(icon.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        height = min(self.heightForWidth(width), room.height())
        left = max(room.left(), min(icon.center().x() - width // 2, room.right() - width))
        below = icon.bottom() + SPACE_S
        top = below if below + height <= room.bottom() else max(room.top(), icon.top() - SPACE_S - height)
        self.setGeometry(left, max(top, room.top()), width, height)

    def _take_step(self) -> None:
        """Check again at once; for every other step, open the window and take it there."""
        if self._said.step == Step():
            self._controller.check()
        else:
            self._controller.open()
            if self._controller.window is not None:
                self._controller.window.take_step(self._controller.screen.answer)

    def _end(self, then: Callable[[], None]) -> None:
        self.close()
        then()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the panel, and the tint of the answer on its upper part."""
        colours, end = colours_of(self.palette()), self.block.geometry().bottom() + 1
        with QPainter(self) as painter:
            painter.setPen(colours.outline)
            painter.setBrush(colours.page)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.fillRect(QRect(1, 1, self.width() - 2, end - 1), colours.tint(self._said.status or "not_tested"))
