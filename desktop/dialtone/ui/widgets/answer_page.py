"""An answer above its details: one scrolling column, with the answer on the full-width tint of its status."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.painting.control_style import BAR_WIDTH
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, colours_of, margins
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.answer_block import AnswerBlock
from dialtone.ui.widgets.flow_layout import in_a_column
from dialtone.ui.widgets.page import ScrollArea, column_margin

NO_STATUS = "not_tested"
"""The tint while nothing is known."""


class AnswerPage(QWidget):
    """The base of the start page, the result and a messenger's page. `whole`: all of it; `body`: below the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.block, self.body, self.shown = AnswerBlock(), QVBoxLayout(), ResultState()
        inside = QWidget()
        in_a_column(inside, self.block).addLayout(self.body, 1)
        self.area = ScrollArea()
        self.area.viewport().setAutoFillBackground(False)  # the tint shows through
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that lines keep their width
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.area.verticalScrollBar().valueChanged.connect(self.update)
        self.whole = in_a_column(self)
        self.whole.addWidget(self.area, 1)

    @property
    def status(self) -> str:
        """The status for the tint."""
        return self.shown.status or NO_STATUS

    def show_answer(self, said: ResultState) -> None:
        """Show this answer."""
        self.shown = said
        self.block.show_state(said)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column centred."""
        super().resizeEvent(event)
        side = column_margin(self)
        self.body.setContentsMargins(margins(side, SPACE_L, side - BAR_WIDTH, SPACE_M))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tint the visible background of the answer."""
        end = self.block.mapTo(self, self.block.rect().bottomLeft()).y() + 1
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), end, colours_of(self.palette()).tint(self.status))
