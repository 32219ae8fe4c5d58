"""The bubble whose tone shows the state, and an answer with it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontInfo, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_M, Type, colours_of
from dialtone.ui.painting.tone import paint_face, tone_of
from dialtone.ui.widgets.controls import Heading

_BESIDE = 1.25
"""The side of the bubble beside a line, in line heights."""
_ROOMY = 30
"""The least width, in font heights, with room for a bubble beside a headline."""


class Face(QWidget):
    """A bubble of fixed size. The words beside it say the same, so screen readers skip it."""

    def __init__(self, side: int, status: str = "", *, doubtful: bool = False) -> None:
        super().__init__()
        self.status, self._doubtful = status, doubtful
        self.setFixedSize(side, side)

    def show_status(self, status: str, *, doubtful: bool = False) -> None:
        """Show another state."""
        self.status, self._doubtful = status, doubtful
        self.update()

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the bubble in the colour of the state, and the tone in it."""
        colours = colours_of(self.palette())
        ground = colours.of_status(self.status)
        with QPainter(self) as painter:
            paint_face(painter, QRectF(self.rect()), tone_of(self.status), ground, colours.page, hollow=self._doubtful)


class FacedHeading(QWidget):
    """The answer with its face before it, if there is room for both."""

    def __init__(self, text: str, status: str, *, doubtful: bool = False, size: Type = Type.HEADLINE) -> None:
        """`doubtful`: the answer is uncertain, and the face is hollow."""
        super().__init__()
        self.heading = Heading(text, size)
        letters = self.heading.fontMetrics().height()
        self.face = Face(round(_BESIDE * letters), status, doubtful=doubtful)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.heading, 1)

    def show_answer(self, text: str, status: str, *, doubtful: bool) -> None:
        """Show this answer."""
        self.heading.setText(text)
        self.face.show_status(status, doubtful=doubtful)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the face where the line is short."""
        super().resizeEvent(event)
        self.face.setVisible(self.width() >= _ROOMY * QFontInfo(self.font()).pixelSize())
