"""Sentences on a background of their own: the bar with what was just done, and the notice of a risk."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.guidance import Risk
from dialtone.ui.painting.control_style import sign_side
from dialtone.ui.painting.drawing import paint_round, painter_on
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import RADIUS, TARGET, Space, colours_of, margins
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.layouts import FlowLayout, column_margin
from dialtone.ui.widgets.screen_reader import announce

_SHOWN_MS = 12_000  # how long what was done is shown; and what went wrong, once its page was left
_STATUS_BY_RISK: Mapping[str, str] = {Risk.NONE: "not_tested", Risk.LOW: "partly", Risk.HIGH: "blocked"}


class OutcomeBar(QWidget):
    """Shows what was just done for a while, or what went wrong, with a button for what can be done about it.

    What went wrong stays until it is closed or something else is said; once another page is shown, only for a while.
    A button that is offered, such as Undo, is not lost when something else is said: both are shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.label = Text()
        self.button = Button("", ButtonStyle.QUIET)
        self._action: Callable[[], object] | None = None
        """What the button does; None without a button."""
        self._offered: list[str] = []
        """The sentences that the button is about; empty without a button."""
        self.button.clicked.connect(self._on_button_clicked)
        self._row = FlowLayout(self, spacing=Space.M)
        self._row.addWidget(self.label)
        self._row.addWidget(self.button)
        self.setMinimumHeight(TARGET + Space.L)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.hide()

    def say(self, sentence: str, verb: str = "", action: Callable[[], object] | None = None) -> None:
        """Show and announce a sentence. `verb`, `action`: the label of the button, and what it does.

        While a button is offered, a sentence without one, or with the same, is added to what the button is about.
        """
        keeps_offer = self._is_offering and action in (None, self._action)
        if not keeps_offer:
            self._action = action
            self._offered = []
            self.button.setText(verb)
        sentences = self._offered if sentence in self._offered else [*self._offered, sentence]
        if action is not None:
            self._offered = sentences
        self.label.setText("\n".join(filter(None, sentences)))
        self.button.setVisible(self._action is not None)
        self.show()
        self._timer.start()
        announce(self, [sentence])

    @property
    def _is_offering(self) -> bool:
        """Whether the button is shown and does more than close."""
        return not self.isHidden() and self._action not in (None, self.hide)

    def say_trouble(self, sentence: str) -> None:
        """Show and announce what went wrong. A button that is offered stays; without one, Close is added."""
        if self._is_offering:
            self.say(sentence)
        else:
            self.say(sentence, translate("Window", "Close"), self.hide)
        self._timer.stop()

    def leave_page(self) -> None:
        """Let what went wrong disappear after a while, since another page is shown."""
        if not self._timer.isActive():
            self._timer.start()

    def offers(self, action: Callable[[], object]) -> bool:
        return not self.isHidden() and self._action == action

    def retract(self, sentence: str) -> None:
        """Remove a sentence that no longer holds from those that the button is about; hide the bar after the last."""
        if self._is_offering:
            self._offered = [offered for offered in self._offered if offered != sentence]
            self.label.setText("\n".join(self._offered))
            self.setVisible(bool(self._offered))

    def _on_button_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _on_timer_timeout(self) -> None:
        if self.button.hasFocus() or self.underMouse():
            self._timer.start()  # the button is about to be pressed
        else:
            self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = column_margin(self)
        self._row.setContentsMargins(margins(side, Space.S, side - Space.S, Space.S))  # the button's label ends there

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painter_on(self) as painter:
            ground = QRectF(self.rect()).adjusted(Space.S, 0, -Space.S, 0)
            paint_round(painter, ground, RADIUS, colours_of(self.palette()).selected)


class RiskNotice(QWidget):
    """A risk or a note, on the colour of its level (`Risk`), with a sign before it. `column`: for more below it."""

    level: str = Risk.LOW

    def __init__(self) -> None:
        super().__init__()
        self._text = Text()
        self.column = QVBoxLayout(self)
        self.column.setSpacing(Space.XS)
        self.column.addWidget(self._text)

    def show_risk(self, risk: str, level: str) -> None:
        """Show this in the colour of its level: with a triangle, or for `Risk.NONE` with a disc."""
        self.level = level
        self._text.setText(risk)
        self.column.setContentsMargins(margins(Space.M + sign_side(self) + 2 + Space.S, Space.S, Space.M, Space.S))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        status = _STATUS_BY_RISK.get(self.level, "partly")
        side = sign_side(self)
        shape = "note" if self.level == Risk.NONE else "warning"
        left = Space.M if self.isLeftToRight() else self.width() - Space.M - side
        with painter_on(self) as painter:
            paint_round(painter, QRectF(self.rect()), RADIUS, colours.tint(status))
            square = QRectF(left, Space.S + (self._text.fontMetrics().height() - side) / 2 + 1, side, side)
            paint_glyph(painter, square, shape, colours.of_status(status), colours.page)
