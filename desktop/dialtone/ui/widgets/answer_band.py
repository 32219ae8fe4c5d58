"""The band across the window: the whole in one line, with the face of the worst, and on what network that is."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontInfo, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XS, Type, colours_of, type_font
from dialtone.ui.painting.tone import paint_face, tone_of
from dialtone.ui.state.band_state import BandState
from dialtone.ui.widgets.balanced_lines import balance
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text

_FACE = 30
"""The side of the bubble beside letters of the usual size; it grows with them."""
_ROOMY = 40
"""From how many heights of the letters on the band is wide enough for a title."""
_QUIET = "not_tested"
"""Nothing is known yet, or only of the network: a grey ground, and no face."""


class AnswerBand(QWidget):
    """One sentence, a line below it, and on request what can be done. Hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status, self._doubtful = "", False
        self.whole = ""
        """The whole in one line, also where it is not shown."""
        self._says_something = False
        self._aside = False
        self.sentence = Heading()
        self.note = Text(dim=True)
        self.more = Button("", ButtonStyle.QUIET)
        self.more.clicked.connect(self._on_more_clicked)
        self.check = Button("")
        self.check.hide()
        self.lines = Text(dim=True)
        self.lines.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self.sentence, 1)
        line.addStretch()  # what a balanced sentence leaves free
        words.addLayout(line)
        words.addWidget(self.note)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addLayout(words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.check, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_XS)
        self._column.addLayout(row)
        self._column.addWidget(self.lines)
        self.hide()

    def show_state(self, state: BandState) -> None:
        """Say what there is to say."""
        self._status, self._doubtful, self.whole = state.status, state.doubtful, state.whole
        for text, said in ((self.sentence, state.sentence), (self.note, state.note)):
            if text.text() != said:
                text.setText(said)
            text.setVisible(bool(said))
        self.lines.setText("\n".join(state.can_do))
        self.more.setVisible(bool(state.can_do))
        self.check.setText(state.check_here)
        self.check.setVisible(bool(state.check_here))
        self._show_lines(bool(state.can_do) and not self.lines.isHidden())
        begin = SPACE_L + (self._face() + SPACE_M if self._status else 4)
        self._column.setContentsMargins(margins(begin, SPACE_M, SPACE_M, SPACE_M))
        self._says_something = bool(state.sentence or state.note)
        self._balance()
        self.setVisible(self._says_something and not self._aside)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where large letters leave no room, the line has the size of the others."""
        narrow = self.width() < _ROOMY * QFontInfo(self.font()).pixelSize()
        font = type_font(self.font(), Type.BODY if narrow else Type.TITLE, strong=True)
        if font != self.sentence.font():
            self.sentence.setFont(font)
        self._balance()
        super().resizeEvent(event)

    def _balance(self) -> None:
        """Let lines be about as long as each other: no word alone on the last one."""
        around = self._column.contentsMargins()
        beside = sum(one.sizeHint().width() + SPACE_M for one in (self.more, self.check) if not one.isHidden())
        room = self.width() - around.left() - around.right() - beside
        balance(self.sentence, room)

    def stand_aside(self, aside: bool) -> None:
        """Leave the room to a page that lies over the list, or come back."""
        self._aside = aside
        self.setVisible(self._says_something and not aside)

    def _face(self) -> int:
        return max(_FACE, round(1.3 * self.sentence.fontMetrics().height()))

    def show_sentence(self, sentence: str) -> None:
        """Say something about the window itself: that something could not be loaded."""
        self.show_state(BandState(note=sentence))

    def _show_lines(self, shown: bool) -> None:
        self.lines.setVisible(shown)
        self.more.show_as(
            QCoreApplication.translate("Window", "Less")
            if shown
            else QCoreApplication.translate("Window", "What can I do?"),
            self.more.sign,
        )

    def _on_more_clicked(self) -> None:
        self._show_lines(self.lines.isHidden())

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the tinted ground, a hairline below, and the face beside the sentence."""
        colours = colours_of(self.palette())
        ground = colours.tint(self._status or _QUIET)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colours.hairline)
        if self._status:
            side = self._face()
            left = SPACE_L if self.isLeftToRight() else self.width() - SPACE_L - side
            first = self.sentence.fontMetrics().height()
            place = QRectF(left, self.sentence.geometry().top() + (first - side) / 2, side, side)
            ink = colours.of_status(self._status)
            paint_face(painter, place, tone_of(self._status), ink, colours.page, hollow=self._doubtful)
        painter.end()
