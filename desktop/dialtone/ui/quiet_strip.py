"""One sentence on a quiet ground, and perhaps a button: what to know about a page, apart from its own words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dialtone.ui.controls import Button, Look, Text
from dialtone.ui.theme import RADIUS, SPACE_M, SPACE_S, TARGET, colours_of


class QuietStrip(QWidget):
    """Signals: pressed: the button was pressed."""

    pressed = Signal()

    def __init__(self, sentence: str, verb: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Text(sentence)
        self.said.setAccessibleName(sentence)
        self.button = Button(verb, Look.QUIET)
        self.button.setVisible(bool(verb))
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(TARGET)

    def show_sentence(self, sentence: str) -> None:
        """Say this, and be seen."""
        self.said.setText(sentence)
        self.said.setAccessibleName(sentence)
        self.show()

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours_of(self.palette()).selected)
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        painter.end()
