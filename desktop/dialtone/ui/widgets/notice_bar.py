"""One sentence on a quiet ground, and perhaps a button: what to know, what was just done, whose file this is."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.guidance import Risk
from dialtone.ui.painting.drawing import paint_round
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import RADIUS, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, TARGET, colours_of, margins
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.flow_layout import FlowLayout

_SHOWN_MS = 12_000
_SIGN = 18
_COLOURS_OF_RISK: Mapping[str, str] = {Risk.NONE: "not_tested", Risk.LOW: "partly", Risk.HIGH: "blocked"}
"""The status whose colour each level has."""


class Tinted(QWidget):
    """A ground with round corners. `beside`: what stays free at its sides.

    Where `sign` is one, it stands where reading begins, and the ground is tinted by `status`.
    """

    def __init__(self, beside: int = 0) -> None:
        super().__init__()
        self.status = self.sign = ""
        self._beside = beside

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, and what stands on it besides the words."""
        colours, ground = colours_of(self.palette()), QRectF(self.rect()).adjusted(self._beside, 0, -self._beside, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_round(painter, ground, RADIUS, colours.tint(self.status) if self.sign else colours.selected)
            if self.sign:
                left = SPACE_M if self.isLeftToRight() else self.width() - SPACE_M - _SIGN
                square = QRectF(left, SPACE_S + (self.fontMetrics().height() - 16) / 2, _SIGN, _SIGN)
                paint_glyph(painter, square, self.sign, colours.of_status(self.status), colours.page)


class NoticeBar(Tinted):
    """A sentence, and a button where there is a word for one."""

    def __init__(self, sentence: str, verb: str = "", beside: int = 0) -> None:
        super().__init__(beside)
        self.label = Text(sentence)
        self.label.setAccessibleName(sentence)
        self.button = Button(verb, ButtonStyle.QUIET)
        if not verb:
            self.button.hide()
        row = FlowLayout(self, apart=self.button, spacing=SPACE_M)
        row.setContentsMargins(SPACE_M + beside, SPACE_S, SPACE_M + beside, SPACE_S)
        row.addWidget(self.label)
        row.addWidget(self.button)
        self.setMinimumHeight(TARGET)

    def show_sentence(self, sentence: str) -> None:
        """Say this, and be seen."""
        self.label.setText(sentence)
        self.label.setAccessibleName(sentence)
        self.show()


class DraftBar(NoticeBar):
    """Says that the language is a draft. `english`: what the button beside it is called."""

    def __init__(self, english: str) -> None:
        said = QCoreApplication.translate(
            "Window", "This translation is a draft: no native speaker has checked it yet. Words may be wrong."
        )
        super().__init__(said, english)


class UndoBar(NoticeBar):
    """What was just done, and the way back, for a while. Hidden until there is something to take back.

    Signals:
        undo_requested: take it back.
    """

    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__("", QCoreApplication.translate("Window", "Undo"), SPACE_S)
        self.setMinimumHeight(TARGET + SPACE_L)
        self.button.clicked.connect(self._on_button_clicked)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Say what was done."""
        self._say(sentence, undo=True)

    def show_trouble(self, sentence: str) -> None:
        """Say what went wrong with it; what can be taken back still can."""
        self._say(sentence, undo=not self.isHidden() and not self.button.isHidden())

    def _say(self, sentence: str, *, undo: bool) -> None:
        super().show_sentence(sentence)
        self.button.setVisible(undo)
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        if self.button.hasFocus() or self.underMouse():
            self._timer.start()  # it is about to be pressed
        else:
            self.hide()

    def _on_button_clicked(self) -> None:
        self.hide()
        self.undo_requested.emit()


class RiskNotice(Tinted):
    """What can go wrong, in the same size of type as the steps, and above them; its colour says how much."""

    def __init__(self, risk: str, level: str = Risk.LOW) -> None:
        super().__init__()
        self._text = Text()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margins(SPACE_M + 20 + SPACE_S, SPACE_S, SPACE_M, SPACE_S))
        self.column.setSpacing(SPACE_XS)
        self.column.addWidget(self._text)
        self.show_risk(risk, level)

    def show_risk(self, risk: str, level: str) -> None:
        """Say this, in the colour of its level: a triangle, and where nothing can go wrong a calm disc."""
        self.level = level
        self.status = _COLOURS_OF_RISK.get(level, "partly")
        self.sign = "note" if level == Risk.NONE else "warning"
        self._text.setText(risk)
        self.update()
