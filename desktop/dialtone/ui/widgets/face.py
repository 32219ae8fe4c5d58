"""The bubble whose tone shows the state."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.theme import colours_of
from dialtone.ui.painting.tone import paint_face, tone_of


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
