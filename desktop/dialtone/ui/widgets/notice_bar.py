"""One sentence on a quiet background, and perhaps a button: a notice, an undo, the source of a file."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.guidance import Risk
from dialtone.ui.painting.control_style import box_side
from dialtone.ui.painting.drawing import paint_round, painter_on
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import RADIUS, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, TARGET, colours_of, margins
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.layouts import FlowLayout

_SHOWN_MS = 12_000
"""How long an undo is offered."""
_COLOURS_OF_RISK: Mapping[str, str] = {Risk.NONE: "not_tested", Risk.LOW: "partly", Risk.HIGH: "blocked"}
"""The status that gives each risk level its colour."""


class Tinted(QWidget):
    """A background with round corners, or that of a selection. `side_margin`: the free pixels at its sides."""

    def __init__(self, side_margin: int = 0) -> None:
        super().__init__()
        self.status = ""
        """The status whose colour tints it."""
        self.shape = ""
        """The shape of a status at its leading edge; empty for none."""
        self._side_margin = side_margin

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the background and the shape."""
        colours = colours_of(self.palette())
        ground = QRectF(self.rect()).adjusted(self._side_margin, 0, -self._side_margin, 0)
        with painter_on(self) as painter:
            paint_round(painter, ground, RADIUS, colours.tint(self.status) if self.shape else colours.selected)
            if self.shape:
                side = box_side(self)
                left = SPACE_M if self.isLeftToRight() else self.width() - SPACE_M - side
                square = QRectF(left, SPACE_S + (self.fontMetrics().height() - side) / 2 + 1, side, side)
                paint_glyph(painter, square, self.shape, colours.of_status(self.status), colours.page)


class NoticeBar(Tinted):
    """A sentence, and a button if `verb` is given."""

    def __init__(self, sentence: str, verb: str = "", side_margin: int = 0) -> None:
        super().__init__(side_margin)
        self.label = Text(sentence)
        self.button = Button(verb, ButtonStyle.QUIET)
        if not verb:
            self.button.hide()
        row = FlowLayout(self, apart=self.button, spacing=SPACE_M)
        row.setContentsMargins(SPACE_M + side_margin, SPACE_S, SPACE_M + side_margin, SPACE_S)
        row.addWidget(self.label)
        row.addWidget(self.button)
        self.setMinimumHeight(TARGET)

    def show_sentence(self, sentence: str) -> None:
        """Show this sentence, and the bar."""
        self.label.setText(sentence)
        self.show()


class DraftBar(NoticeBar):
    """States that the translation is a draft. `english`: the label of the button that switches to English."""

    def __init__(self, english: str) -> None:
        super().__init__(translate("Window", "Draft translation: words may be wrong."), english)


class UndoBar(NoticeBar):
    """The last action with an Undo button, for a while. Hidden until there is something to undo."""

    def __init__(self) -> None:
        super().__init__("", translate("Window", "Undo"), SPACE_S)
        self.setMinimumHeight(TARGET + SPACE_L)
        self.button.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show what was done."""
        self._say(sentence, undo=True)

    def show_trouble(self, sentence: str) -> None:
        """Show what went wrong; if Undo was offered, it stays."""
        self._say(sentence, undo=not self.isHidden() and not self.button.isHidden())

    def _say(self, sentence: str, *, undo: bool) -> None:
        """Show this for a while. `undo`: with the button."""
        super().show_sentence(sentence)
        self.button.setVisible(undo)
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        if self.button.hasFocus() or self.underMouse():
            self._timer.start()  # the button is about to be pressed
        else:
            self.hide()


class RiskNotice(Tinted):
    """A risk, in the type size of the steps; its colour shows the level."""

    def __init__(self, risk: str, level: str = Risk.LOW) -> None:
        super().__init__()
        self._text = Text()
        self.column = QVBoxLayout(self)
        self.column.setSpacing(SPACE_XS)
        self.column.addWidget(self._text)
        self.show_risk(risk, level)

    def show_risk(self, risk: str, level: str) -> None:
        """Show this in the colour of its level: with a triangle, or a calm disc if there is no risk."""
        self.level = level
        self.status = _COLOURS_OF_RISK.get(level, "partly")
        self.shape = "note" if level == Risk.NONE else "warning"
        self._text.setText(risk)
        self.column.setContentsMargins(margins(SPACE_M + box_side(self) + 2 + SPACE_S, SPACE_S, SPACE_M, SPACE_S))
        self.update()
