"""Layouts: widgets side by side like words, or stacked; their tab order, and how they go."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_S

_LEAST_LETTERS = 12
"""The least width, in letters, that a wrapping text keeps beside its neighbours."""


class FlowLayout(QLayout):
    """Places children in lines, from the side where reading begins.

    Children that can grow, such as wrapping text, take the width left on their line.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = SPACE_S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Add an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt asks past the end
        """Return an item; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - as above
        """Remove and return an item; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Return that it uses more width, but no more height than its lines need."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Return True: narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height for a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the minimum size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the largest child."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Lay out the children in this rectangle."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height that the lines need in a rectangle; `move`: also move the children there."""
        inside, parent = rect.marginsRemoved(self.contentsMargins()), self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = inside.top()
        for line in self._lines(inside.width()):
            line_height = max(_height(item, width) for item, width in line)
            x = inside.left()
            for item, width in line:
                height = _height(item, width)
                if move:
                    left = inside.left() + inside.right() + 1 - x - width if mirrored else x
                    item.setGeometry(QRect(left, top + (line_height - height) // 2, width, height))
                x += width + self.spacing()
            top += line_height + SPACE_S
        around = self.contentsMargins()
        return max(0, top - SPACE_S - inside.top()) + around.top() + around.bottom()

    def _lines(self, line_width: int) -> Iterator[Sequence[tuple[QLayoutItem, int]]]:
        """Yield the children of each line with their widths."""
        line: list[tuple[QLayoutItem, int]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            child = (item, min(line_width, _wanted_width(item)))
            if line and _total_width([*line, child], self.spacing()) > line_width:
                yield self._share_unused(line, line_width)
                line = []
            line.append(child)
        if line:
            yield self._share_unused(line, line_width)

    def _share_unused(
        self, line: Sequence[tuple[QLayoutItem, int]], line_width: int
    ) -> Sequence[tuple[QLayoutItem, int]]:
        """Return the line with the unused width shared among the children that can grow."""
        growing = [item for item, _ in line if _grows(item)]
        extra = (line_width - _total_width(line, self.spacing())) // len(growing) if growing else 0
        return [(item, width + extra if item in growing else width) for item, width in line]


def _total_width(line: Sequence[tuple[QLayoutItem, int]], spacing: int) -> int:
    """Return the width of a line with its gaps."""
    return sum(width for _, width in line) + spacing * (len(line) - 1)


def _grows(item: QLayoutItem) -> bool:
    wraps = isinstance(label := item.widget(), QLabel) and label.wordWrap()
    return wraps or bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _wanted_width(item: QLayoutItem) -> int:
    """Return the width that a child asks for; wrapping texts ask for little, since they can grow in height."""
    width, widget = item.sizeHint().width(), item.widget()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return max(item.minimumSize().width(), min(width, _LEAST_LETTERS * widget.fontMetrics().averageCharWidth()))
    return width


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def make_column(parent: QWidget | None, *parts: QWidget | QLayout, spacing: int = 0) -> QVBoxLayout:
    """Return a column of these widgets and layouts, without margins; it becomes the layout of `parent`, if given."""
    column = QVBoxLayout()
    if parent is not None:
        parent.setLayout(column)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column


def tab_in_order(*widgets: QWidget) -> None:
    """Set the tab order."""
    for widget, other in pairwise(widgets):
        QWidget.setTabOrder(widget, other)


def discard(widget: QWidget) -> None:
    """Hide a widget and delete it later: the request may come from a button in it. Nothing in it is found any more."""
    widget.hide()
    for each in (widget, *widget.findChildren(QWidget)):
        each.setObjectName("")
    widget.deleteLater()
