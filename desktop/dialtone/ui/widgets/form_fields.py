"""Check boxes and fields: Qt's classes with room and wrapping; the style paints them."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QWidget

from dialtone.ui.painting.control_style import box_side
from dialtone.ui.painting.theme import SPACE_S, TARGET
from dialtone.ui.widgets.controls import Text

_FEW = 16
"""The letters that are beside a box even in a narrow window."""


class CheckBox(QCheckBox):
    """A check box whose words wrap if there is no room for one line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        free = QSizePolicy.Policy.Preferred  # a fixed policy would cut the second line
        policy = QSizePolicy(free, free)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of sign, gap and words, high enough to press."""
        metrics = self.fontMetrics()
        width = box_side(self) + SPACE_S + metrics.horizontalAdvance(self.text()) + 4
        return QSize(width, max(TARGET, metrics.height() + SPACE_S))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for a word or two beside the box."""
        narrowest = box_side(self) + SPACE_S + _FEW * self.fontMetrics().averageCharWidth()
        return QSize(min(self.sizeHint().width(), narrowest), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Return True: narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of all lines."""
        room = QRect(0, 0, max(40, width - box_side(self) - SPACE_S), 10_000)
        lines = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text()).height()
        return max(self.sizeHint().height(), lines + SPACE_S)

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's names
        """Accept a press anywhere."""
        return True


_BESIDE_THE_CURSOR = "\N{THIN SPACE}"
"""Put before a prompt: Qt paints the cursor on its first letter, and in right-to-left text covers it."""


class Field(QLineEdit):
    """A text field of one line."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(_BESIDE_THE_CURSOR + placeholder if placeholder else "")
        self.setAccessibleName(placeholder)
        self.setTextMargins(SPACE_S, 0, SPACE_S, 0)
        self.textChanged.connect(self._align_cursor)
        self._align_cursor()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the layout direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align_cursor()

    def _align_cursor(self) -> None:
        """Put the cursor of an empty field where its prompt begins: Qt goes by the keyboard layout instead."""
        side = Qt.AlignmentFlag.AlignLeft
        if not self.text():
            side |= Qt.AlignmentFlag.AlignAbsolute
            if not self.isLeftToRight():
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size as high as a button."""
        return QSize(super().sizeHint().width(), max(TARGET, self.fontMetrics().height() + 2 * SPACE_S))


def say_effect(text: Text, control: QWidget, effect: str) -> None:
    """Show the effect of a control below it, and describe it to screen readers."""
    control.setAccessibleDescription(effect)
    text.setText(effect)
    text.setVisible(bool(effect))
