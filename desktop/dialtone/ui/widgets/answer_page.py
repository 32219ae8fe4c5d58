"""An answer above its details: a face, one sentence, one line, one button and one link, on the tint of the status."""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from dialtone.ui.painting.control_style import BAR_WIDTH
from dialtone.ui.painting.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    TITLE,
    colours_of,
    enlarge,
    margins,
    target_height,
)
from dialtone.ui.painting.tone import BUBBLE_MIDDLE, paint_face, tone_of
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.layouts import FlowLayout, ScrollArea, column_margin, has_large_font, is_small, make_column

_ANSWER_POINTS = {(False, False): 13, (True, False): 8, (False, True): 9, (True, True): 4}
"""Points added to the text size for the answer, by whether the window is small, and whether the font is large."""
_LESS_ON_TWO_LINES, _MIN_ANSWER_POINTS = 5, 4
"""Points that an answer loses if it needs two lines, and the least that are added to the text size."""
_FACE, _SMALL_FACE, _LARGE_FACE_FROM = 96, 80, 760
"""The side of the face in a wide and in a narrow window, and the width from which a window is wide."""
_BUTTON_HEIGHT, _LINK_HEIGHT = 44, 36
_NO_LIMIT = 10_000  # more pixels than any sentence is high
NO_STATUS = "not_tested"  # the tint while nothing is known


class Face(QWidget):
    """A bubble of fixed size, whose tone shows the state. The words beside it say the same: screen readers skip it."""

    status = ""
    _doubtful = False

    def show_status(self, status: str, *, doubtful: bool) -> None:
        self.status, self._doubtful = status, doubtful
        self.update()

    def paintEvent(self, _event: object) -> None:
        colours = colours_of(self.palette())
        ground = colours.of_status(self.status)
        with QPainter(self) as painter:
            paint_face(painter, QRectF(self.rect()), tone_of(self.status), ground, colours.page, hollow=self._doubtful)


class AnswerBlock(QWidget):
    """Shows an answer, equally high in every state. `lines`: in a small font, that a sentence always has room for."""

    resized = Signal()  # and so is the tint behind it

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self._lines = lines
        self.face = Face()
        self.answer, self.line = Heading(), Text()
        self.button, self.link = Button("", ButtonStyle.MAIN), Button("", ButtonStyle.QUIET)
        buttons = FlowLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.link)
        self._words = make_column(None, self.answer, self.line, spacing=SPACE_XS)
        self._gap = QSpacerItem(0, SPACE_S)
        """The space above the buttons, which stay where they are when the words are few."""
        self._words.addItem(self._gap)
        self._words.addLayout(buttons)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)

    def put_before_button(self, widget: QWidget) -> None:
        self._words.insertWidget(self._words.indexOf(self.line) + 1, widget)
        for below in (self.button, self.link):
            below.raise_()  # screen readers go by the order of the children

    def show_state(self, state: ResultState) -> None:
        """Show a result, and fit fonts and sizes to it. Unchanged words are not set again: they may be selected."""
        for text, sentence in ((self.answer, state.sentence), (self.line, state.line)):
            if text.text() != sentence:
                text.setText(sentence)
        self.face.show_status(state.status, doubtful=state.doubtful)
        self.button.setText(state.verb)
        self.button.set_look(ButtonStyle.MAIN if state.filled else ButtonStyle.PLAIN)
        self.link.setText(state.link)
        for button in (self.button, self.link):
            button.setVisible(bool(button.text()))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Set margins, fonts and the size of the face for the current width and font."""
        small, large = is_small(self), has_large_font(self)
        has_face = bool(self.face.status) and not small and not large
        side = _FACE if self.width() >= _LARGE_FACE_FROM else _SMALL_FACE
        edge = column_margin(self, BAR_WIDTH)
        self._row.setContentsMargins(margins(edge, SPACE_XS, edge - BAR_WIDTH, SPACE_M if small or large else SPACE_XL))
        self._row.setSpacing(SPACE_XL)
        self.face.setFixedSize(side, side)
        self.face.setVisible(has_face)
        width = self.width() + BAR_WIDTH - 2 * edge - (side + SPACE_XL if has_face else 0)
        self.line.setFont(enlarge(self.font(), TITLE))
        self.line.setMinimumHeight(self.line.fontMetrics().height())
        self._fit_answer(width, _ANSWER_POINTS[small, large], round(2 * BUBBLE_MIDDLE * side) if has_face else None)
        for button, height in ((self.button, _BUTTON_HEIGHT), (self.link, _LINK_HEIGHT)):
            button.fit_into(width)
            button.setMinimumHeight(target_height(height, self.font()))

    def _fit_answer(self, width: int, points: int, centred_height: int | None) -> None:
        """Set the sentence in a large font if it fits on one line of this width, else in a smaller one.

        `points`: of the large font, added to the text size. With a line below it, the sentence begins at the top of the
        face. Alone, it is centred in `centred_height`, so that it has the middle of the bubble; without a face (None),
        in the whole height for sentence and line. What the words leave of that is above the buttons.
        """
        large_font = enlarge(self.font(), points, strong=True)
        small_font = enlarge(self.font(), max(_MIN_ANSWER_POINTS, points - _LESS_ON_TWO_LINES), strong=True)
        is_one_line = QFontMetrics(large_font).horizontalAdvance(self.answer.text()) <= width
        font = large_font if is_one_line else small_font
        if self.answer.font() != font:
            self.answer.setFont(font)
        max_height = max(QFontMetrics(large_font).height(), self._lines * QFontMetrics(small_font).height())
        bounds = QRect(0, 0, width, _NO_LIMIT)
        wrapped = QFontMetrics(font).boundingRect(bounds, int(Qt.TextFlag.TextWordWrap), self.answer.text())
        height = min(wrapped.height(), max_height)
        line_height = self.line.minimumHeight() + self._words.spacing()
        whole_height = max_height + line_height
        if self.line.text():
            used, vertical = height + line_height, Qt.AlignmentFlag.AlignTop
        else:
            height = max(height, min(centred_height or whole_height, whole_height))
            used, vertical = height, Qt.AlignmentFlag.AlignVCenter
        self.answer.setAlignment(Qt.AlignmentFlag.AlignLeading | vertical)
        self.answer.setMinimumHeight(height)
        self.line.setVisible(bool(self.line.text()))
        self._gap.changeSize(0, SPACE_S + whole_height - used)
        self._words.invalidate()
        self._row.invalidate()


class AnswerPage(QWidget):
    """The base of every page: one column that scrolls and stays centred, with an answer above everything else.

    `lines`: as for `AnswerBlock`. `body`: what is below the answer. The window title is shown in the header.
    """

    answered = Signal()  # it shows another answer
    before_first_check = False
    """It asks for a first check: until then nothing can be shared, and no other page be opened."""

    def __init__(self, lines: int = 2) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.block, self.body = AnswerBlock(lines), QVBoxLayout()
        self.shown = ResultState()
        inside = QWidget()
        make_column(inside, self.block).addLayout(self.body, 1)
        # Its height follows from its width alone: the least height that wrapping words report is that of a narrow page
        inside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.scroll_area = ScrollArea()
        # always, so that lines keep their width
        self.scroll_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroll_area.setWidget(inside)
        inside.setAutoFillBackground(False)  # the tint shows through
        for moved in (self.block.resized, self.scroll_area.verticalScrollBar().valueChanged):
            moved.connect(self.update)
        self.column = make_column(self, self.scroll_area)

    @property
    def status(self) -> str:
        """The status that tints answer and header; empty without an answer."""
        return "" if self.block.isHidden() else self.shown.status or NO_STATUS

    def show_answer(self, state: ResultState) -> None:
        self.shown = state
        self.block.show_state(state)
        self.update()
        self.answered.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint the visible background of the answer, also under the scroll bar, which is beside the block."""
        if self.status:
            bottom = self.block.mapTo(self, self.block.rect().bottomLeft()).y() + 1
            with QPainter(self) as painter:
                painter.fillRect(0, 0, self.width(), bottom, colours_of(self.palette()).tint(self.status))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = column_margin(self)
        above = SPACE_S if has_large_font(self) else SPACE_L
        self.body.setContentsMargins(margins(side, above, side - BAR_WIDTH, SPACE_M))
