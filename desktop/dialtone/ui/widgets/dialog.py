"""The frame that small windows have in common: a heading, what is said, and the buttons at the end of the last line."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XL
from dialtone.ui.widgets.controls import Button, Heading

_WIDTH = 28
"""In heights of the letters."""
_EDGES = 48


class Dialog(QDialog):
    """A window of its own, as wide as a few words and no larger than the screen."""

    def __init__(self, title: str, heading: str, parent: QWidget | None = None) -> None:
        """`heading`: what it is about; empty where what follows says it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.column = QVBoxLayout()
        self.column.setSpacing(SPACE_M)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE_M)
        self._buttons.addStretch(1)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        whole.setSpacing(SPACE_L)
        whole.addLayout(self.column, 1)
        whole.addLayout(self._buttons)
        if heading:
            self.column.addWidget(Heading(heading))
        wanted = max(400, _WIDTH * self.fontInfo().pixelSize())
        self.setMinimumWidth(QSize(wanted, 0).boundedTo(self.screen().availableSize() - QSize(_EDGES, _EDGES)).width())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the words are at this width; Qt guesses narrower lines, and leaves a hole."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            width = max(self.minimumWidth(), self.sizeHint().width())
            self.resize(width, self._whole.totalHeightForWidth(width))
        super().showEvent(event)

    def end_with(self, *buttons: Button) -> None:
        """Put these at the end of the last line, the one that goes on last."""
        for button in buttons:
            self._buttons.addWidget(button)
