"""A page over the whole window: one column, whose title and way back stand in the header."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.painting.control_style import BAR_WIDTH
from dialtone.ui.painting.theme import SPACE_L, SPACE_S, SPACE_XXL, margins
from dialtone.ui.widgets.reading_column import column_margin
from dialtone.ui.widgets.scroll_area import ScrollArea


class Page(QWidget):
    """The frame that history, settings and the list of hosts have in common.

    Signals:
        back_requested: the person is done here.
        left: the page is no longer shown, and will not be again.
    """

    back_requested = Signal()
    left = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setWindowTitle(title)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(SPACE_L)
        self.area = ScrollArea()
        self.area.setBackgroundRole(QPalette.ColorRole.Base)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # lines keep their width
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column in the middle."""
        super().resizeEvent(event)
        side = column_margin(self)
        self.column.setContentsMargins(margins(side, SPACE_S, side - BAR_WIDTH, SPACE_XXL))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
