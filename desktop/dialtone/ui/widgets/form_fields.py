"""A text field: Qt's class with space around the text; the style paints it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLineEdit

from dialtone.ui.painting.theme import SPACE_S, TARGET, TEXT, enlarge

_BESIDE_THE_CURSOR = "\N{THIN SPACE}"
"""Put before a prompt: Qt paints the cursor on its first letter, and in right-to-left text covers it."""


class Field(QLineEdit):
    """A text field of one line."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setFont(enlarge(self.font(), TEXT))
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
