"""One sentence on a quiet ground, and perhaps a button: what to know about a page, apart from its own words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from dialtone.ui.painting.theme import RADIUS, SPACE_M, SPACE_S, TARGET, colours_of
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text

_WORDS = 24
"""The number of letters that fit on a line beside the button."""


class NoticeBar(QWidget):
    """Signals: pressed: the button was pressed."""

    pressed = Signal()

    def __init__(self, sentence: str, verb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(sentence)
        self.label.setAccessibleName(sentence)
        self.button = Button(verb, ButtonStyle.QUIET)
        if not verb:
            self.button.hide()
        self.button.clicked.connect(self.pressed)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)
        self.setMinimumHeight(TARGET)

    def show_sentence(self, sentence: str) -> None:
        """Say this, and be seen."""
        self.label.setText(sentence)
        self.label.setAccessibleName(sentence)
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where both do not fit side by side, the button goes below the sentence."""
        least = _WORDS * self.fontMetrics().averageCharWidth()
        narrow = self.width() < least + self.button.sizeHint().width() + 3 * SPACE_M
        aside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(below if narrow and not self.button.isHidden() else aside)
        super().resizeEvent(event)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours_of(self.palette()).selected)
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()
