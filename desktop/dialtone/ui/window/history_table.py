"""The history as a table: a column for each messenger, a row for each period in which something is known."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from dialtone.explain.history_summary import Strip
from dialtone.ui.painting.theme import TEXT, enlarge
from dialtone.ui.state.labels import translate

_MOST_ROWS = 12
"""The most rows that are shown without scrolling."""
_CELL_PADDING = 20
"""The pixels that Qt and the style below add to the width of a text in a cell."""

_STYLE = (
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
        self.setStyleSheet(_STYLE)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for titles in (header, self.verticalHeader()):
            titles.setFont(self.font())  # a header does not inherit it
        self.setShowGrid(False)
        self._fit_timer = QTimer(self, singleShot=True, interval=0)
        """Fits the height once all columns have their new width."""
        self._fit_timer.timeout.connect(self._fit_height)
        header.sectionResized.connect(lambda *_sizes: self._fit_timer.start())

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
        self._fit_height()

    def _fit_height(self) -> None:
        """Make the rows as high as their words, and the table as high as its rows, up to a limit."""
        self.resizeRowsToContents()
        rows_height = sum(self.rowHeight(row) for row in range(min(self.rowCount(), _MOST_ROWS)))
        scroll_bar = self.horizontalScrollBar()
        scroll_bar_height = scroll_bar.sizeHint().height() if scroll_bar.maximum() else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows_height + scroll_bar_height)
