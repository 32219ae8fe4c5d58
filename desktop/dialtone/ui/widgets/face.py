"""The bubble whose tone says the state: beside an answer, and large where there is nothing else to see."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XL, SPACE_XXL, Type, colours_of
from dialtone.ui.painting.tone import paint_face, tone_of
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text

RESTING = "resting"
"""Beside the states: nothing is asked, the bubble waits faintly."""
_LARGE = 72
_BESIDE = 1.25
"""The side of the bubble beside a line, in heights of its letters."""
_ROOMY = 30
"""From how many heights of the letters on there is room for a bubble beside a headline."""
_WIDTH = 34
"""The longest line of what is said where there is nothing to see, in heights of the letters."""
_SLACK, _NO_LIMIT = 4, 16_777_215
"""What a label wants more than its words are wide; Qt's width that is none."""


class Face(QWidget):
    """A bubble of one size. What it says stands in words beside it, so a screen reader passes it by."""

    def __init__(self, side: int, status: str = "", *, doubtful: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = status
        self._doubtful = doubtful
        self.setFixedSize(QSize(side, side))

    def show_status(self, status: str, *, doubtful: bool = False) -> None:
        """Show another state."""
        self.status, self._doubtful = status, doubtful
        self.update()

    def set_side(self, side: int) -> None:
        """Be this large."""
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the bubble in the colour of the state, and the tone in it."""
        painter = QPainter(self)
        colours = colours_of(self.palette())
        ground = colours.hairline if self.status == RESTING else colours.of_status(self.status)
        place = QRectF(self.rect())
        paint_face(painter, place, tone_of(self.status), ground, colours.page, hollow=self._doubtful)
        painter.end()


class FacedHeading(QWidget):
    """The answer with its face before it, where there is room for both."""

    def __init__(self, text: str, status: str, *, doubtful: bool = False, size: Type = Type.HEADLINE) -> None:
        """`doubtful`: it is said with a doubt; the face is hollow then."""
        super().__init__()
        self.heading = Heading(text, size)
        letters = self.heading.fontMetrics().height()
        self.face = Face(round(_BESIDE * letters), status, doubtful=doubtful)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.heading, 1)
        row.addStretch()  # what balanced lines leave free

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the line to the words where it is short, and let no word stand alone on the last one."""
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY * QFontInfo(self.font()).pixelSize()
        self.face.setVisible(roomy)
        balance(self.heading, self.width() - (self.face.width() + SPACE_M if roomy else 0))


class EmptyState(QWidget):
    """What stands where there is nothing to see yet: a face, why, the one thing to do, and perhaps another."""

    def __init__(self, status: str, title: str, note: str = "", verb: str = "", other: str = "") -> None:
        super().__init__()
        self.face = Face(_LARGE, status)
        self.title = Heading(title, selectable=False)
        self.note = Text(note, dim=True)
        self.button = Button(verb, ButtonStyle.MAIN)
        self.other = Button(other, ButtonStyle.QUIET)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XXL, SPACE_XL, SPACE_XXL)
        column.setSpacing(SPACE_S)
        column.addStretch(2)
        column.addWidget(self.face, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE_M)
        for text in (self.title, self.note):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            line = QHBoxLayout()
            text.setMaximumWidth(_WIDTH * QFontInfo(text.font()).pixelSize())
            line.addStretch(1)
            line.addWidget(text, 100)
            line.addStretch(1)
            column.addLayout(line)
        column.addSpacing(SPACE_M)
        for button in (self.button, self.other):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.setVisible(bool(button.text()))
        self.say(title, note)
        column.addStretch(3)

    def say(self, title: str, note: str = "") -> None:
        """Say this."""
        for text, said in ((self.title, title), (self.note, note)):
            text.setText(said)
            text.setVisible(bool(said))


def balance(label: QLabel, room: int) -> None:
    """Let its lines be about as long as each other; where it stands, a stretch takes what is left of the room."""
    width = balanced_width(QLabel.text(label), label.fontMetrics(), room)  # with the marks of what goes together
    label.setMaximumWidth(width + _SLACK if width < room - _SLACK else _NO_LIMIT)


def balanced_width(text: str, metrics: QFontMetrics, room: int) -> int:
    """Return the least width for as many lines as the text takes on all the room; the room, where it is one line."""

    def height(width: int) -> int:
        return metrics.boundingRect(QRect(0, 0, width, 100_000), int(Qt.TextFlag.TextWordWrap), text).height()

    allowed = height(room)
    if room <= 1 or allowed <= height(100_000):  # letters of another font may be higher than the metrics say
        return room
    narrow, wide = room // 2, room
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        if height(middle) <= allowed:
            wide = middle
        else:
            narrow = middle
    return wide
