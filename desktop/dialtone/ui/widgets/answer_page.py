"""An answer above its details: a face, one sentence, one line, one button and one link, on the tint of the status."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from dialtone.ui.painting.control_style import BAR_WIDTH
from dialtone.ui.painting.theme import TITLE, Space, colours_of, enlarge, margins, target_height
from dialtone.ui.painting.tone import BUBBLE_MIDDLE, paint_face, tone_of
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.layouts import FlowLayout, ScrollArea, column_margin, has_large_font, is_small, make_column

_ANSWER_POINTS = {(False, False): 13, (True, False): 8, (False, True): 9, (True, True): 4}
"""Points added to the text size for the answer, by whether the window is small, and whether the font is large."""
_LESS_ON_TWO_LINES, _MIN_ANSWER_POINTS = 5, 4
"""Points that an answer loses if it needs two lines, and the least that are added to the text size."""
_FACE, _SMALL_FACE, _LARGE_FACE_FROM, _PANEL_FACE = 96, 80, 760, 48
"""The side of the face in a wide and in a narrow window, the width from which a window is wide, and in the panel."""
_BUTTON_HEIGHT, _LINK_HEIGHT = 44, 36
_ROUNDING = 2  # by how many pixels two labels may be higher than the lines of text in them
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
    """Shows an answer. With a button it is equally high in every state: the button stays where it is.

    `lines`: in a small font, that a sentence with a button always has room for.

    `in_panel`: it is in the tray's panel, with a small face, a button across the width, and no scroll bar beside it.
    """

    resized = Signal()  # and so is the tint behind it

    def __init__(self, lines: int = 2, *, in_panel: bool = False) -> None:
        super().__init__()
        self._lines, self._in_panel = lines, in_panel
        self.face = Face()
        self.answer = Heading()
        self.line = Text()
        self.button, self.link = Button("", ButtonStyle.MAIN), Button("", ButtonStyle.QUIET)
        if in_panel:
            self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons = FlowLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.link)
        self._said = make_column(None, self.answer, self.line, spacing=Space.XS)
        self._reserved = QSpacerItem(0, 0)
        """Above buttons, as high as the longest answer with a line."""
        self._above_buttons = QHBoxLayout()
        self._above_buttons.addLayout(self._said, 1)
        self._above_buttons.addItem(self._reserved)
        self._beside_face = make_column(None, self._above_buttons)
        below_face = QVBoxLayout()
        (below_face if in_panel else self._beside_face).addLayout(buttons)
        self._row = QHBoxLayout()
        self._row.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._beside_face, 1)
        self._whole = make_column(self, self._row, below_face, spacing=Space.XS if in_panel else 0)

    def put_before_button(self, widget: QWidget) -> None:
        self._said.addWidget(widget)
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

    @property
    def _has_buttons(self) -> bool:
        return bool(self.button.text() or self.link.text())

    def _fit(self) -> None:
        """Set margins, fonts and the size of the face for the current width and font."""
        small = is_small(self)
        large = has_large_font(self)
        has_face = bool(self.face.status) and not large and (not small or self._in_panel)
        side = _FACE if self.width() >= _LARGE_FACE_FROM else _SMALL_FACE
        if self._in_panel:
            side = _PANEL_FACE
        bar, gap = (0, Space.M) if self._in_panel else (BAR_WIDTH, Space.XL)
        edge = column_margin(self, bar)
        below = Space.M if small or large or not self._has_buttons else Space.XL
        self._whole.setContentsMargins(margins(edge, Space.XS, edge - bar, below))
        self._beside_face.setSpacing(Space.M if self._has_buttons else 0)
        self._row.setSpacing(gap)
        self.face.setFixedSize(side, side)
        self.face.setVisible(has_face)
        width = self.width() + bar - 2 * edge - (side + gap if has_face else 0)
        self.line.setFont(enlarge(self.font(), TITLE))
        self.line.setVisible(bool(self.line.text()))
        self.answer.setMinimumHeight(0)  # it counts as height that the text needs
        self._fit_answer(width, _ANSWER_POINTS[small, large])
        # alone, the sentence has the middle of the bubble, or without a bubble that of the whole height
        is_alone = not self.line.text()
        self.answer.setMinimumHeight(round(2 * BUBBLE_MIDDLE * side) if is_alone and has_face else 0)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        self.answer.setAlignment(Qt.AlignmentFlag.AlignLeading | (middle if is_alone else top))
        self._above_buttons.setAlignment(self._said, middle if is_alone and not has_face else top)
        for button, height in ((self.button, _BUTTON_HEIGHT), (self.link, _LINK_HEIGHT)):
            button.setMinimumHeight(target_height(height, self.font()))

    def _fit_answer(self, width: int, points: int) -> None:
        """Set the sentence in a large font if it fits on one line of this width, else in one so small that it has room.

        `points`: of the large font, added to the text size.
        """
        large_font = enlarge(self.font(), points, strong=True)
        small_font = enlarge(self.font(), max(_MIN_ANSWER_POINTS, points - _LESS_ON_TWO_LINES), strong=True)
        is_one_line = QFontMetrics(large_font).horizontalAdvance(self.answer.text()) <= width
        self.answer.setFont(large_font if is_one_line else small_font)
        small_height = self._lines * QFontMetrics(small_font).lineSpacing()
        if not is_one_line and self.answer.heightForWidth(width) > small_height + _ROUNDING:
            self.answer.setFont(enlarge(self.font(), _MIN_ANSWER_POINTS, strong=True))
        answer_height = max(QFontMetrics(large_font).height(), small_height)
        line_height = self.line.fontMetrics().height()
        self._reserved.changeSize(0, answer_height + Space.XS + line_height + _ROUNDING if self._has_buttons else 0)
        self._whole.invalidate()


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
        self.block = AnswerBlock(lines)
        self.body = QVBoxLayout()
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
        above = Space.S if has_large_font(self) else Space.L
        self.body.setContentsMargins(margins(side, above, side - BAR_WIDTH, Space.M))
