"""A line that opens and closes what is under it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessibleInterface, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import RADIUS, SPACE_S, TARGET, Type, colours_of, grown, mixed, type_font
from dialtone.ui.widgets.spoken_roles import SpokenDisclosure, tell_expanded

_ARROW, _LETTERS = 12, 0.9
"""How wide the arrow is; beside large letters in their heights."""


def arrow_width(widget: QWidget) -> int:
    """Return how wide the arrow is beside these letters, and so how far a line below the title is drawn in."""
    return grown(_ARROW, widget.font(), _LETTERS)


class DisclosureHead(QAbstractButton):
    """The line itself: an arrow that turns, and a title that wraps."""

    def __init__(self, text: str, *, strong: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = strong
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )  # fixed would cut the second line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._on_toggled)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenDisclosure(self)

    def _on_toggled(self) -> None:
        tell_expanded(self)

    def _font(self) -> QFont:
        return type_font(self.font(), Type.BODY, strong=self._strong)

    def _words(self, width: int) -> QRect:
        room = QRect(0, 0, max(40, width - arrow_width(self) - SPACE_S), 10000)
        return QFontMetrics(self._font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A long title wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """High enough for the title, and to be pressed."""
        return max(TARGET, self._words(width).height() + SPACE_S)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line, where there is room."""
        metrics = QFontMetrics(self._font())
        return QSize(
            metrics.horizontalAdvance(self.text()) + arrow_width(self) + SPACE_S + 2, max(TARGET, metrics.height())
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow is possible: the title wraps."""
        return QSize(120, TARGET)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the arrow and the title."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS - 2, RADIUS - 2)
        ink = colours.text if self._strong or self.underMouse() else mixed(colours.text, colours.dim, 0.3)
        self._paint_arrow(painter, ink)
        painter.setFont(self._font())
        painter.setPen(ink)
        direction = self.layoutDirection()
        words = self.rect().adjusted(arrow_width(self) + SPACE_S, 0, 0, 0)
        flags = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        place = QStyle.visualRect(direction, self.rect(), words)
        painter.drawText(place, int(flags) | int(Qt.TextFlag.TextWordWrap), self.text())
        painter.end()

    def _paint_arrow(self, painter: QPainter, ink: QColor) -> None:
        wide = arrow_width(self)
        middle = wide / 2 if self.isLeftToRight() else self.width() - wide / 2
        paint_arrow(painter, QPointF(middle, self.height() / 2), self, ink, opened=self.isChecked())


def paint_arrow(painter: QPainter, middle: QPointF, widget: QWidget, ink: QColor, *, opened: bool) -> None:
    """Paint the arrow before what folds out: down where it is open, else the way that reading goes."""
    share = arrow_width(widget) / _ARROW
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.scale(share, share)
    painter.rotate(90 if opened else 0 if widget.isLeftToRight() else 180)
    painter.setPen(QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline([QPointF(-2, -4), QPointF(2.2, 0), QPointF(-2, 4)])
    painter.restore()


class Disclosure(QWidget):
    """A head and a body that it shows or hides.

    Signals:
        toggled: whether it is open now.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, body: QWidget, *, strong: bool = False, opened: bool = False) -> None:
        super().__init__()
        self.head = DisclosureHead(title, strong=strong)
        self.body = body
        self._as_made = opened
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.head)
        column.addWidget(body)
        self.head.setChecked(opened)
        body.setVisible(opened)
        self.head.toggled.connect(self._on_head_toggled)

    @property
    def is_changed(self) -> bool:
        """Whether it is open though it was made closed, or closed though it was made open."""
        return self.head.isChecked() is not self._as_made

    def begin(self, *, opened: bool) -> None:
        """Be open or closed as from the beginning."""
        self._as_made = opened
        self.head.setChecked(opened)

    def add_below_head(self, line: QWidget) -> None:
        """Show this below the head, whether it is open or not."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setSpacing(SPACE_S // 2)
            layout.insertWidget(1, line)
            self.body.raise_()  # a screen reader goes by the order of the children

    def _on_head_toggled(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.toggled.emit(opened)
