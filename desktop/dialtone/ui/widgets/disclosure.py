"""A line that opens and closes what is under it."""

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QAccessibleInterface, QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.painting.drawing import stroke
from dialtone.ui.painting.theme import SPACE_S, Colours, Type, grown, type_font
from dialtone.ui.widgets.form_fields import Tick
from dialtone.ui.widgets.spoken_roles import SpokenDisclosure, tell_expanded

_ARROW, _LETTERS = 12, 0.9
"""How wide the arrow is; beside large letters in their heights."""


def arrow_width(widget: QWidget) -> int:
    """Return how wide the arrow is beside these letters, and so how far a line below the title is drawn in."""
    return grown(_ARROW, widget.font(), _LETTERS)


class DisclosureHead(Tick):
    """The line itself: an arrow that turns in the place of the box, and a title that wraps."""

    def __init__(self, text: str, *, strong: bool, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(type_font(self.font(), Type.BODY, strong=strong))
        self.toggled.connect(self._on_toggled)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenDisclosure(self)

    def _on_toggled(self) -> None:
        tell_expanded(self)

    def box_side(self) -> int:
        """Return how wide the arrow is."""
        return arrow_width(self)

    def paint_box(self, painter: QPainter, box: QRectF, colours: Colours) -> None:
        """Paint the arrow."""
        paint_arrow(painter, box.center(), self, colours.text, opened=self.isChecked())


def paint_arrow(painter: QPainter, middle: QPointF, widget: QWidget, ink: QColor, *, opened: bool) -> None:
    """Paint the arrow before what folds out: down where it is open, else the way that reading goes."""
    share = arrow_width(widget) / _ARROW
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.scale(share, share)
    painter.rotate(90 if opened else 0 if widget.isLeftToRight() else 180)
    painter.setPen(stroke(ink, 1.6))
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
