"""A line to type in, with the cursor where its prompt begins."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from dialtone.ui.painting.theme import SPACE_S, TARGET

_BESIDE_THE_CURSOR = "\N{THIN SPACE}"
"""Before a prompt: Qt paints the cursor on its first letter, and from right to left that covers it."""


class Field(QLineEdit):
    """A line to type in."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_BESIDE_THE_CURSOR + placeholder if placeholder else "")
        self.setAccessibleName(placeholder)
        self.setTextMargins(SPACE_S, 0, SPACE_S, 0)
        self.textChanged.connect(self._begin_where_reading_begins)
        self._begin_where_reading_begins()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._begin_where_reading_begins()

    def _begin_where_reading_begins(self) -> None:
        """Put the cursor of an empty field where its prompt begins: Qt asks the keyboard, whatever the language."""
        side = Qt.AlignmentFlag.AlignLeft
        if not self.text():
            side |= Qt.AlignmentFlag.AlignAbsolute
            if not self.isLeftToRight():
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a button."""
        return QSize(super().sizeHint().width(), max(TARGET, self.fontMetrics().height() + 2 * SPACE_S))
