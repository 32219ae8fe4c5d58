"""What can go wrong: on a tinted ground, above the steps it is about."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QVBoxLayout

from dialtone.model.guidance import Risk
from dialtone.ui.painting.control_style import stroke
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, Colours
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.notice_bar import Tinted

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
        ink = colours.of_status(self._status)
        left = SPACE_M if self.isLeftToRight() else self.width() - SPACE_M - 18
        line = self.fontMetrics().height()
        painter.translate(left, SPACE_S + (line - 16) / 2)
        painter.setPen(stroke(ink, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.level == Risk.NONE:
            painter.drawEllipse(QRectF(1, 0, 16, 16))
            painter.drawLine(QPointF(9, 7.5), QPointF(9, 11.5))
            painter.drawPoint(QPointF(9, 4.5))
        else:
            painter.drawPolygon(QPolygonF([QPointF(9, 1.5), QPointF(17, 15), QPointF(1, 15)]))
            painter.drawLine(QPointF(9, 6.3), QPointF(9, 9.8))
            painter.drawPoint(QPointF(9, 12.3))
