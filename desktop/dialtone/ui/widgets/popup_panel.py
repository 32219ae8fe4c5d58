"""What opens over the window: a panel with round corners, and the list that one of several is chosen from."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dialtone.ui.painting.round_corners import cut_corners, make_round, paint_panel
from dialtone.ui.painting.theme import RADIUS, SPACE_M, SPACE_S, TARGET, colours_of


class PopupPanel(QWidget):
    """Goes with the next press outside it, and that press does nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_round(self)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)

    def place_beside(self, field: QWidget, size: QSize) -> None:
        """Stand under a field, or above it, shorter where neither has room; never over the edge of the screen."""
        screen = field.screen().availableGeometry()
        corner = field.mapToGlobal(QPoint(0, field.height()))
        room = max(screen.bottom() - corner.y(), corner.y() - field.height() - screen.top())
        place = QRect(corner, size.boundedTo(QSize(screen.width(), room)))
        right = field.mapToGlobal(QPoint(field.width(), 0)).x()
        if right - corner.x() < place.width() and _stands_right(field):
            place.moveRight(right - 1)
        if place.bottom() > screen.bottom():
            place.moveBottom(corner.y() - field.height() - 1)
        place.moveLeft(max(screen.left(), min(place.left(), screen.right() - place.width())))
        self.setGeometry(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go away on a press outside."""
        if not self.rect().contains(event.position().toPoint()):
            self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the corners round."""
        super().resizeEvent(event)
        cut_corners(self)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the panel."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), colours_of(self.palette()))
        painter.end()


def _stands_right(field: QWidget) -> bool:
    """Return whether a field is in the right half of its window: what is wider than it then keeps its right edge."""
    window = field.window()
    return field.mapTo(window, field.rect().center()).x() > window.rect().center().x()


class ChoiceList(QListWidget):
    """Rows that are high enough to be pressed; the one under the mouse or the keyboard is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_ChoiceRow(self))
        self.itemEntered.connect(self.setCurrentItem)

    @property
    def line(self) -> int:
        """How high a row is."""
        return max(TARGET, self.fontMetrics().height() + SPACE_S)


_Index = QModelIndex | QPersistentModelIndex


class _ChoiceRow(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground of what is marked, and the words."""
        colours = colours_of(option.palette)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected)
            painter.drawRoundedRect(QRectF(rect), RADIUS - 2, RADIUS - 2)
        room = rect.adjusted(SPACE_M - 2, 0, -SPACE_S, 0)
        words = QStyle.visualRect(option.direction, rect, room)
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(option.font)
        painter.setPen(colours.text)
        text = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """As high as everything that is pressed."""
        return QSize(0, max(TARGET, option.fontMetrics.height() + SPACE_S))
