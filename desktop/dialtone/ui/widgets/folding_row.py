"""Buttons side by side where there is room, else below one another: large letters in a small window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_M


class FoldingRow(QWidget):
    """A row of a page. `apart`: the one that stands at the other end."""

    def __init__(self, *widgets: QWidget, apart: QWidget | None = None) -> None:
        super().__init__()
        self._widgets = [*widgets, *([apart] if apart is not None else [])]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_M)
        for widget in widgets:
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
        self._row.addStretch(1)
        if apart is not None:
            self._row.addWidget(apart, 0, Qt.AlignmentFlag.AlignLeading)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest of them: the page may be no wider than the window."""
        return QSize(max(w.minimumSizeHint().width() for w in self._widgets), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or unfold."""
        shown = [w for w in self._widgets if not w.isHidden()]
        wanted = sum(w.sizeHint().width() for w in shown) + SPACE_M * (len(shown) - 1)
        folded = self.width() < wanted
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)
