"""What is ticked and chosen: Qt's own classes with our edges, which can be seen in both schemes."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from dialtone.ui.painting.theme import RADIUS, SPACE_M, SPACE_S, TARGET, colours_of, grown, mixed
from dialtone.ui.state.country_names import Choosable
from dialtone.ui.widgets.popup_panel import ChoiceList, PopupPanel

_SIGN, _OF_A_LETTER = 18, 1.1
_ARROW, _ARROW_LETTERS = 20, 1.5
"""The room for the arrow of a choice; beside large letters in their heights."""
_MANY = 40
_LINES = 9
"""The most choices that are seen at once."""
_INSET = 4
_FEW = 16


class Tick(QCheckBox):
    """A box with a tick, and its words, that wrap where there is no room for one line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )  # fixed would cut the second line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Sign, gap and words; high enough to be pressed."""
        return _hint(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A word or two beside the sign."""
        least = sign_side(self) + SPACE_S + _FEW * self.fontMetrics().averageCharWidth()
        return QSize(min(self.sizeHint().width(), least), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """High enough for all lines."""
        room = QRect(0, 0, max(40, width - sign_side(self) - SPACE_S), 10_000)
        lines = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text()).height()
        return max(self.sizeHint().height(), lines + SPACE_S)

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's names
        """All of it can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the box, the tick, the words and the focus."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        box = _sign_place(self)
        on = self.isChecked()
        _ground(painter, self)
        painter.setPen(QPen(colours.accent if on else colours.dim, 1.4))
        painter.setBrush(colours.accent if on else colours.page)
        painter.drawRoundedRect(box, 4, 4)
        if on:
            painter.setPen(QPen(colours.on_accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            corner = box.topLeft()
            unit = box.width() / _SIGN
            painter.drawPolyline([corner + QPointF(x, y) * unit for x, y in ((4, 9.2), (7.4, 12.6), (13.4, 5.4))])
        _words(painter, self, colours.text)
        painter.end()


class Radio(QRadioButton):
    """A dot in a ring, and its words."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Sign, gap and words; high enough to be pressed."""
        return _hint(self)

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's names
        """All of it can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ring, the dot, the words and the focus."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        ring = _sign_place(self)
        on = self.isChecked()
        _ground(painter, self)
        painter.setPen(QPen(colours.accent if on else colours.dim, 1.4))
        painter.setBrush(colours.page)
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            inset = ring.width() / 4
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        _words(painter, self, colours.text)
        painter.end()


class Choice(QComboBox):
    """One of several: closed, a field with an arrow; open, a list below it."""

    def __init__(self, pairs: Sequence[tuple[object, str]] = (), chosen: object = None) -> None:
        super().__init__()
        self._popup: _ChoicePopup | None = None
        for value, text in pairs:
            self.addItem(text, value)
        if pairs:
            self.choose(chosen)

    def offer(self, choices: Sequence[Choosable], chosen: object) -> None:
        """Offer these, and show what is chosen (None: nothing, but the placeholder), without saying so."""
        self.blockSignals(True)
        self.clear()
        for choice in choices:
            self.addItem(choice.text, choice.value)
        if chosen is None:
            self.setCurrentIndex(-1)
        else:
            self.choose(chosen)
        self.blockSignals(False)
        self.updateGeometry()
        self.update()

    def choose(self, value: object) -> None:
        """Show a value; one of another version, or written by hand, is shown as it is and not changed."""
        found = self.findData(value)
        if found < 0:
            self.addItem(str(value), value)
            found = self.count() - 1
        self.setCurrentIndex(found)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list at what is chosen."""
        if self._popup is None:
            self._popup = _ChoicePopup(self)
            self._popup.list.itemClicked.connect(self._on_item_taken)
            self._popup.list.itemActivated.connect(self._on_item_taken)
        self._popup.open_beside(self)

    def hidePopup(self) -> None:  # noqa: N802 - Qt's name
        """Close the list, and choose nothing."""
        if self._popup is not None:
            self._popup.close()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page: who scrolls over it chooses nothing."""
        event.ignore()

    def _on_item_taken(self) -> None:
        if self._popup is None or not self._popup.isVisible():
            return  # a click is an activation too where the desktop activates by one click
        row = self._popup.list.currentRow()
        self._popup.close()
        self.setCurrentIndex(row)
        self.activated.emit(row)

    @property
    def _shown(self) -> str:
        return self.currentText() if self.currentIndex() >= 0 else self.placeholderText()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest choice; of many only the chosen one is measured: each script brings fonts in."""
        metrics = QFontMetrics(self.font())
        if self.count() > _MANY:
            widest = max(metrics.horizontalAdvance(self._shown), 18 * metrics.averageCharWidth())
        else:
            widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(widest + 2 * SPACE_M + _arrow_room(self) + 4, max(TARGET, metrics.height() + 2 * SPACE_S))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A long choice may be cut."""
        return QSize(min(140, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the field, the choice and the arrow."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        paint_edge(painter, self, hover=self.underMouse())
        words = QRect(SPACE_M, 0, self.width() - 2 * SPACE_M - _arrow_room(self), self.height())
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), words)
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.setPen(colours.text if self.currentIndex() >= 0 else colours.dim)
        text = painter.fontMetrics().elidedText(self._shown, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        unit = _arrow_room(self) / _ARROW
        x = self.width() - SPACE_M - 6 * unit if self.isLeftToRight() else SPACE_M + 6 * unit
        painter.translate(x, self.height() / 2)
        painter.scale(unit, unit)
        painter.setPen(QPen(colours.dim, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([QPointF(-4, -2), QPointF(0, 2.2), QPointF(4, -2)])
        painter.end()


class _ChoicePopup(PopupPanel):
    """All that can be chosen, one below the other; many scroll."""

    def __init__(self, field: Choice) -> None:
        super().__init__(field)
        self.list = ChoiceList()
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        column.addWidget(self.list)

    def open_beside(self, field: Choice) -> None:
        """Open under the field, at what is chosen."""
        self.list.clear()
        self.list.setAccessibleName(field.accessibleName())
        self.list.addItems([field.itemText(row) for row in range(field.count())])
        self.list.setCurrentRow(field.currentIndex())
        lines = min(_LINES, field.count())
        self.place_beside(field, QSize(field.width(), lines * self.list.line + 2 * _INSET))
        self.show()
        self.list.scrollToItem(self.list.currentItem(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)


def sign_side(widget: QWidget) -> int:
    """Return the side of the box or ring before the words: it grows with large letters."""
    return grown(_SIGN, widget.font(), _OF_A_LETTER)


def _arrow_room(choice: Choice) -> int:
    return grown(_ARROW, choice.font(), _ARROW_LETTERS)


def _hint(button: QAbstractButton) -> QSize:
    metrics = QFontMetrics(button.font())
    width = sign_side(button) + SPACE_S + metrics.horizontalAdvance(button.text()) + 4
    return QSize(width, max(TARGET, metrics.height() + SPACE_S))


def _sign_place(button: QAbstractButton) -> QRectF:
    side = sign_side(button)
    left = 1.0 if button.isLeftToRight() else button.width() - side - 1.0
    return QRectF(left, (button.height() - side) / 2, side, side)


def _ground(painter: QPainter, button: QAbstractButton) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not button.isEnabled():
        painter.setOpacity(0.5)
    if _focused(button):
        painter.setPen(QPen(colours_of(button.palette()).accent, 2))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 5, 5)


def _words(painter: QPainter, button: QAbstractButton, ink: QColor) -> None:
    begin = sign_side(button) + SPACE_S
    words = QRect(begin, 0, button.width() - begin, button.height())
    place = QStyle.visualRect(button.layoutDirection(), button.rect(), words)
    side = QStyle.visualAlignment(button.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
    painter.setPen(ink)
    painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap), button.text())


def paint_edge(painter: QPainter, widget: QWidget, *, hover: bool, focus_always: bool = False) -> None:
    """Paint the ground and the edge of a field; the accent where the keyboard is."""
    colours = colours_of(widget.palette())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    focused = (widget.hasFocus() and focus_always) or _focused(widget)
    painter.setPen(QPen(colours.accent if focused else mixed(colours.dim, colours.outline, 0.4), 2 if focused else 1))
    painter.setBrush(colours.hover if hover else colours.page)
    inset = 1.0 if focused else 0.5
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


def _focused(widget: QWidget) -> bool:
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
