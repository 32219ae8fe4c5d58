"""A pill that can be ticked: a box, the sign of a messenger, and its name."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from dialtone.ui.painting.control_style import paint_box
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, TARGET, Colours, colours_of, grown, mixed

_SIDE, _SIDE_LETTERS = 20, 1.2
_TICK, _TICK_LETTERS = 14, 0.9
"""The sign and the box; beside large letters in their heights."""


class ChoiceChip(QAbstractButton):
    """A check box to a screen reader and to the keyboard; ticked, it has the accent's edge and a tick."""

    def __init__(self, text: str, letter: str, hue: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._hue = letter, hue
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its name, at least as high as a target; as wide with a tick as without."""
        metrics = QFontMetrics(self.font())
        width = (
            2 * SPACE_M + self._tick_side() + self._sign_side() + 2 * SPACE_S + metrics.horizontalAdvance(self.text())
        )
        return QSize(width, max(TARGET, metrics.height() + SPACE_M))

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the pill, the tick, the sign and the name."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, colours)
        middle, left = self.height() / 2, SPACE_M
        tick, side = self._tick_side(), self._sign_side()
        box = self._mirror(QRect(left, round(middle) - tick // 2, tick, tick))
        paint_box(painter, QRectF(box), colours, on=self.isChecked())
        left += tick + SPACE_S
        sign = self._mirror(QRect(left, round(middle) - side // 2, side, side))
        paint_monogram(painter, QRectF(sign), self._letter, self._hue, self.font())
        left += side + SPACE_S
        painter.setPen(colours.text)
        flags = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        words = self._mirror(QRect(left, 0, self.width() - left - SPACE_S, self.height()))
        painter.drawText(words, int(flags | Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()

    def _paint_ground(self, painter: QPainter, colours: Colours) -> None:
        focused = self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        on = self.isChecked()
        edge = colours.accent if focused or on else mixed(colours.dim, colours.outline, 0.4)
        painter.setPen(QPen(edge, 2 if focused else 1.2))
        painter.setBrush(colours.selected if on else colours.hover if self.underMouse() else colours.page)
        pill = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        if focused and on:
            painter.setPen(QPen(colours.page, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = pill.adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)

    def _tick_side(self) -> int:
        return grown(_TICK, self.font(), _TICK_LETTERS)

    def _sign_side(self) -> int:
        return grown(_SIDE, self.font(), _SIDE_LETTERS)

    def _mirror(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
