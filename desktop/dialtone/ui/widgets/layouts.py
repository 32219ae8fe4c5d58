"""Layouts of widgets, side by side like words or stacked; the column of a page; tab order, and removal."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from dialtone.ui.painting.theme import Space, scale_to_font

_COLUMN, _COLUMN_FONT_HEIGHTS = 720, 48  # the width of the column; with a large font, in font heights
_MARGIN, SMALL_MARGIN = 40, 20
"""The least margin at either side; and the least in a small window or with a large font."""
_SMALL = 520  # a narrower window is small
_LARGE_POINTS = 18  # from this size on a font is large
_FOCUS_MARGIN = 24  # pixels that stay visible above and below the focused widget
_MIN_CHARS = 12  # the least width, in average characters, that a wrapping text has beside its neighbours
_Line = Sequence[tuple[QLayoutItem, int]]  # the children of one line, with their widths


class FlowLayout(QLayout):
    """Places children in lines, vertically centred. Those that can grow share the width left on their line."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = Space.S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height that the lines need in a rectangle; `move`: also move the children there."""
        inside = rect.marginsRemoved(self.contentsMargins())
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        top = inside.top()
        for line in self._break_into_lines(inside.width()):
            line_height = max(_height_of(item, width) for item, width in line)
            left = inside.left()
            for item, width in line:
                height = _height_of(item, width)
                if move:
                    place = QRect(left, top + (line_height - height) // 2, width, height)
                    item.setGeometry(QStyle.visualRect(direction, inside, place))
                left += width + self.spacing()
            top += line_height + Space.S
        around = self.contentsMargins()
        return max(0, top - Space.S - inside.top()) + around.top() + around.bottom()

    def _break_into_lines(self, line_width: int) -> Iterator[_Line]:
        """Yield the lines, each as full as possible, at most `line_width` wide; hidden children take no space."""
        line: list[tuple[QLayoutItem, int]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            child = (item, min(line_width, _preferred_width(item)))
            if line and self._total_width([*line, child]) > line_width:
                yield self._share_unused_width(line, line_width)
                line = []
            line.append(child)
        if line:
            yield self._share_unused_width(line, line_width)

    def _share_unused_width(self, line: _Line, line_width: int) -> _Line:
        growing = [item for item, _ in line if _can_grow(item)]
        extra = (line_width - self._total_width(line)) // len(growing) if growing else 0
        return [(item, width + extra if item in growing else width) for item, width in line]

    def _total_width(self, line: _Line) -> int:
        return sum(width for _, width in line) + self.spacing() * (len(line) - 1)


def _wrapping_label(item: QLayoutItem) -> QLabel | None:
    widget = item.widget()
    return widget if isinstance(widget, QLabel) and widget.wordWrap() else None


def _can_grow(item: QLayoutItem) -> bool:
    return _wrapping_label(item) is not None or bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _preferred_width(item: QLayoutItem) -> int:
    """Return the width that a child asks for; wrapping texts ask for little, since they can grow in height."""
    width = item.sizeHint().width()
    label = _wrapping_label(item)
    if label is None:
        return width
    return max(item.minimumSize().width(), min(width, _MIN_CHARS * label.fontMetrics().averageCharWidth()))


def _height_of(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def make_column(parent: QWidget | None, *parts: QWidget | QLayout, spacing: int = 0) -> QVBoxLayout:
    """Return a column of these widgets and layouts, without margins. It becomes the layout of `parent`, unless None."""
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


def list_tab_stops(widget: QWidget) -> list[QWidget]:
    """Return the tab stops in a widget in the order of its children, which is that of reading."""
    inside = (child for child in widget.findChildren(QWidget) if child.window() is widget.window())
    return [child for child in inside if child.focusPolicy() is not Qt.FocusPolicy.NoFocus]


def tab_in_reading_order(widget: QWidget) -> None:
    """Let Tab go through a widget in reading order: Qt would put what was added later last."""
    for stop, next_stop in pairwise(list_tab_stops(widget)):
        QWidget.setTabOrder(stop, next_stop)


def discard(widget: QWidget) -> None:
    """Hide a widget, and delete it later: the request may come from a button in it. No name in it is found any more."""
    widget.hide()
    for named in (widget, *widget.findChildren(QWidget)):
        named.setObjectName("")
    widget.deleteLater()


def is_small(widget: QWidget) -> bool:
    """Return whether the width is too small for pictures and for words side by side."""
    return widget.width() < _SMALL


def has_large_font(widget: QWidget) -> bool:
    """Return whether the system's font is so large that drawings must give way."""
    return QFontInfo(widget.font()).pointSizeF() >= _LARGE_POINTS


def column_margin(widget: QWidget, scroll_bar: int = 0) -> int:
    """Return the margin on each side of the centred column. `scroll_bar`: the width of one beside the widget."""
    least = SMALL_MARGIN if is_small(widget) or has_large_font(widget) else _MARGIN
    column = scale_to_font(_COLUMN, widget.font(), _COLUMN_FONT_HEIGHTS)
    return max(least, (widget.width() + scroll_bar - column) // 2)


class ScrollArea(QScrollArea):
    """A vertical scroll area without a frame, whose content is as wide as it is; only the content accepts the focus."""

    def __init__(self) -> None:
        super().__init__()
        # Qt's own viewport is of a class that PySide6 does not know: to return it, it would load all (0.6 MB or more)
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the widget that gets the focus by keyboard, also from outside; a clicked one is already visible."""
        content = self.widget()
        if now is None or content is None or not content.isAncestorOf(now):
            return
        if self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self.ensureWidgetVisible(now, 0, _FOCUS_MARGIN)
