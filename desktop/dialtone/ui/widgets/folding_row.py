"""Buttons side by side where there is room, else below one another: large letters in a small window."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from dialtone.ui.painting.theme import SPACE_M

_PLACE = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class FoldingRow(QWidget):
    """A row of a page. `apart`: the one that stands at the other end."""

    def __init__(self, *widgets: QWidget, apart: QWidget | None = None) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_M)
        self.put(widgets, () if apart is None else (apart,))

    def put(self, widgets: Sequence[QWidget], apart: Sequence[QWidget] = ()) -> None:
        """Show these instead; what is `apart` stands at the other end. What grows takes the room that is left."""
        while self._row.takeAt(0) is not None:
            pass
        self._widgets = [*widgets, *apart]
        grows = False
        for widget in widgets:
            directions = widget.sizePolicy().expandingDirections()
            wide = bool(directions & Qt.Orientation.Horizontal) or isinstance(widget, QLabel)
            grows = grows or wide
            self._row.addWidget(widget, int(wide), Qt.AlignmentFlag.AlignVCenter if wide else _PLACE)
        if not grows:
            self._row.addStretch(1)
        for widget in apart:
            self._row.addWidget(widget, 0, _PLACE)
        for widget in self._widgets:
            widget.raise_()  # a screen reader goes by the order of the children

    def widgets(self) -> list[QWidget]:
        """Return what stands in it, in the order of reading."""
        return self._widgets

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest of them: the page may be no wider than the window."""
        return QSize(
            max((w.minimumSizeHint().width() for w in self._widgets), default=0), self._row.minimumSize().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or unfold."""
        shown = [w for w in self._widgets if not w.isHidden()]
        wanted = sum(w.sizeHint().width() for w in shown) + SPACE_M * (len(shown) - 1)
        folded = self.width() < wanted
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)
