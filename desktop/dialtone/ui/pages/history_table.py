"""The history as a table: the state of each messenger in each period."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from dialtone.explain.history_summary import Strip
from dialtone.ui.painting.theme import TEXT, enlarge, scale_to_font
from dialtone.ui.state.labels import translate

_SCROLLED_HEIGHT, _SCROLLED_FONT_HEIGHTS = 320, 18
"""The most of a table that scrolls sideways: its scroll bar is in reach. With a large font, in font heights."""
_CELL_PADDING = 20
"""The pixels that Qt and the style below add to the width of a text in a cell."""
_TABLE_STYLE = (
    "QTableView, QHeaderView, QAbstractScrollArea::corner { background: transparent; border: none; }"
    "QHeaderView::section, QTableCornerButton::section { background: transparent; border: none; padding: 6px 8px;"
    " border-bottom: 1px solid palette(midlight); color: palette(placeholder-text); }"
    "QTableView::item { border-bottom: 1px solid palette(midlight); padding: 6px 4px; }"
)
"""Uses `palette()` roles, so that it follows a change of scheme."""


class HistoryTable(QTableWidget):
    """Shows the state of each messenger in each period, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("History", "As a table"))
        self.setFont(enlarge(self.font(), TEXT))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)  # the frame around it shows through
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet(_TABLE_STYLE)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for titles in (header, self.verticalHeader()):
            titles.setFont(self.font())  # a header does not inherit it
        self.setShowGrid(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of all rows; less if they scroll sideways, so that the scroll bar is not far below."""
        whole = super().sizeHint()
        if not self.horizontalScrollBar().maximum():
            return whole
        most = scale_to_font(_SCROLLED_HEIGHT, self.font(), _SCROLLED_FONT_HEIGHTS)
        return QSize(whole.width(), min(whole.height(), most))

    def show_value(self, strips: Sequence[Strip]) -> None:
        """Show these strips, which have cells for the same periods; there is at least one. `ItemView` calls this."""
        periods = range(len(strips[0].cells))
        known = [n for n in reversed(periods) if any(strip.cells[n].status for strip in strips)]
        words = {word for strip in strips for cell in strip.cells for word in cell.state.split()}
        widest_word = max(map(self.fontMetrics().horizontalAdvance, words))
        self.horizontalHeader().setMinimumSectionSize(widest_word + _CELL_PADDING)
        self.setRowCount(len(known))
        self.setColumnCount(len(strips))
        self.setHorizontalHeaderLabels([strip.name for strip in strips])
        self.setVerticalHeaderLabels([strips[0].cells[n].when for n in known])
        for row, number in enumerate(known):
            for column, strip in enumerate(strips):
                item = QTableWidgetItem(strip.cells[number].state)
                item.setToolTip(strip.cells[number].spoken)
                self.setItem(row, column, item)
