"""The history as a table: a column for each messenger, a row for each period in which something is known."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from dialtone.explain.history_summary import Strip
from dialtone.ui.painting.theme import SPACE_M
from dialtone.ui.state.labels import translate

_MIN_HEIGHT = 20 * SPACE_M
_STYLE = (
    "QHeaderView { background: palette(base); border: none; }"
    "QHeaderView::section, QTableCornerButton::section { background: palette(base); border: none; padding: 6px 8px;"
    " border-bottom: 1px solid palette(midlight); color: palette(placeholder-text); }"
    "QTableView::item { border-bottom: 1px solid palette(midlight); padding: 6px 4px; }"
)
"""Uses `palette()` roles, so that it follows a change of scheme."""


class HistoryTable(QTableWidget):
    """Shows the state of each messenger in each period, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("History", "As a table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet(_STYLE)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(leading)
        self.setShowGrid(False)
        self.setMinimumHeight(_MIN_HEIGHT)

    def show_value(self, strips: Sequence[Strip]) -> None:
        """Show these strips, which have cells for the same periods; there is at least one. `ItemView` calls this."""
        periods = range(len(strips[0].cells))
        known = [n for n in reversed(periods) if any(strip.cells[n].status for strip in strips)]
        self.setRowCount(len(known))
        self.setColumnCount(len(strips))
        self.setHorizontalHeaderLabels([strip.name for strip in strips])
        self.setVerticalHeaderLabels([strips[0].cells[n].when for n in known])
        for row, number in enumerate(known):
            for column, strip in enumerate(strips):
                item = QTableWidgetItem(strip.cells[number].state)
                item.setToolTip(strip.cells[number].spoken)
                self.setItem(row, column, item)
