"""A page over the whole window: one column, that begins with the way back and the title."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XL, SPACE_XXL, TARGET
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading
from dialtone.ui.widgets.reading_column import ReadingColumn, side_margin
from dialtone.ui.widgets.scroll_area import ScrollArea


class Page(QWidget):
    """The frame that history, settings and the list of hosts have in common.

    Signals:
        back_requested: the person is done here.
        left: the page is no longer shown, and will not be again.
    """

    back_requested = Signal()
    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.back_button = Button("", ButtonStyle.QUIET, ButtonIcon.BACK)
        self.back_button.setAccessibleName(QCoreApplication.translate("Page", "Back"))
        self.back_button.clicked.connect(self.back_requested)
        heading = Heading(title, selectable=False)
        heading.setMinimumHeight(TARGET)
        heading.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.setSpacing(SPACE_M)
        self.head.addWidget(self.back_button)
        self.head.addWidget(heading, 1, Qt.AlignmentFlag.AlignVCenter)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_L)
        self.column.addLayout(self.head)
        self.setWindowTitle(title)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(self.column)
        rows.addWidget(self.area)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)


class _Ground(QWidget):
    """What the column stands on."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave less free at the sides where there is little width."""
        side = side_margin(self)
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(side, SPACE_XL, side, SPACE_XXL)
        super().resizeEvent(event)


def scrolled(column: QLayout) -> ScrollArea:
    """A column in the middle, of a width that can be read, that scrolls when it is long."""
    page = _Ground()
    inside = ReadingColumn()
    inside.setLayout(column)
    row = QHBoxLayout(page)
    row.addWidget(inside, 1, Qt.AlignmentFlag.AlignTop)
    area = ScrollArea()
    area.setBackgroundRole(QPalette.ColorRole.Base)
    area.setWidget(page)
    return area
