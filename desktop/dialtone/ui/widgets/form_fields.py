"""What is ticked and chosen: Qt's own classes, that wrap and leave room; the style paints them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dialtone.ui.painting.control_style import arrow_room, sign_side
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, TARGET
from dialtone.ui.state.country_names import Choosable
from dialtone.ui.widgets.popup_panel import ChoiceList, PopupPanel

_MANY = 40
_LINES = 9
"""The most choices that are seen at once."""
_INSET = 4
_FEW = 16


class Tick(QCheckBox):
    """A sign, and words that wrap where there is no room for one line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
        )  # fixed would cut the second line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def box_side(self) -> int:
        """Return the side of the sign."""
        return sign_side(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Sign, gap and words; high enough to be pressed."""
        return _hint(self, self.box_side())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A word or two beside the sign."""
        least = self.box_side() + SPACE_S + _FEW * self.fontMetrics().averageCharWidth()
        return QSize(min(self.sizeHint().width(), least), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """High enough for all lines."""
        room = QRect(0, 0, max(40, width - self.box_side() - SPACE_S), 10_000)
        lines = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text()).height()
        return max(self.sizeHint().height(), lines + SPACE_S)

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's names
        """All of it can be pressed."""
        return True


class Radio(QRadioButton):
    """A dot in a ring, and its words."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Sign, gap and words; high enough to be pressed."""
        return _hint(self, sign_side(self))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of them."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's names
        """All of it can be pressed."""
        return True


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

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest choice; of many only the chosen one is measured: each script brings fonts in."""
        metrics = QFontMetrics(self.font())
        if self.count() > _MANY:
            shown = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
            widest = max(metrics.horizontalAdvance(shown), 18 * metrics.averageCharWidth())
        else:
            widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(widest + 2 * SPACE_M + arrow_room(self) + 4, max(TARGET, metrics.height() + 2 * SPACE_S))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A long choice may be cut."""
        return QSize(min(140, self.sizeHint().width()), self.sizeHint().height())


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


def _hint(button: QAbstractButton, sign: int) -> QSize:
    metrics = QFontMetrics(button.font())
    width = sign + SPACE_S + metrics.horizontalAdvance(button.text()) + 4
    return QSize(width, max(TARGET, metrics.height() + SPACE_S))
