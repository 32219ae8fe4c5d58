"""What can go wrong: on a tinted ground, above the steps it is about."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout

from dialtone.model.guidance import Risk
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, Colours
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.notice_bar import Tinted

_SIGN = 18
_COLOURS_OF_RISK: Mapping[str, str] = {Risk.NONE: "not_tested", Risk.LOW: "partly", Risk.HIGH: "blocked"}
"""The status whose colour each level has."""


class RiskNotice(Tinted):
    """What can go wrong, in the same size of type as the steps, and above them; its colour says how much."""

    def __init__(self, risk: str, level: str = Risk.LOW) -> None:
        super().__init__(lambda colours: colours.tint(self._status))
        self._text = Text()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margins(SPACE_M + 20 + SPACE_S, SPACE_S, SPACE_M, SPACE_S))
        self.column.setSpacing(SPACE_XS)
        self.column.addWidget(self._text)
        self.show_risk(risk, level)

    def show_risk(self, risk: str, level: str) -> None:
        """Say this, in the colour of its level."""
        self.level = level
        self._status = _COLOURS_OF_RISK.get(level, "partly")
        self._text.setText(risk)
        self.update()

    def paint_sign(self, painter: QPainter, colours: Colours) -> None:
        """Paint a triangle where reading begins; where nothing can go wrong, a calm disc."""
        left = SPACE_M if self.isLeftToRight() else self.width() - SPACE_M - _SIGN
        square = QRectF(left, SPACE_S + (self.fontMetrics().height() - 16) / 2, _SIGN, _SIGN)
        ink = colours.of_status(self._status)
        paint_glyph(painter, square, "note" if self.level == Risk.NONE else "warning", ink, colours.page)
