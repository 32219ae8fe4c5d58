"""An answer above what belongs to it: one column that scrolls, on the tint of its status from side to side."""

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
"""The ground where nothing is known yet."""


class AnswerPage(QWidget):
    """The first page, the result, and the page of a messenger. `whole`: all of it; `body`: what is below the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.block, self.body, self.shown = AnswerBlock(), QVBoxLayout(), ResultState()
        inside = QWidget()
        in_a_column(inside, self.block).addLayout(self.body, 1)
        self.area = ScrollArea()
        self.area.viewport().setAutoFillBackground(False)  # the tint shows through
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # lines keep their width
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.area.verticalScrollBar().valueChanged.connect(self.update)
        self.whole = in_a_column(self)
        self.whole.addWidget(self.area, 1)

    @property
    def status(self) -> str:
        """The word for the tint."""
        return self.shown.status or NO_STATUS

    def show_answer(self, said: ResultState) -> None:
        """Say this."""
        self.shown = said
        self.block.show_state(said)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column in the middle."""
        super().resizeEvent(event)
        side = column_margin(self)
        self.body.setContentsMargins(margins(side, SPACE_L, side - BAR_WIDTH, SPACE_M))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tint the ground of the answer, as far as it is in sight."""
        end = self.block.mapTo(self, self.block.rect().bottomLeft()).y() + 1
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), end, colours_of(self.palette()).tint(self.status))
