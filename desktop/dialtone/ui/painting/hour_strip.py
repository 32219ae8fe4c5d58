"""The last 24 hours of a messenger as a thin strip: what failed is full, what went in part lower; doubt is hollow."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from dialtone.explain.past import PastHour
from dialtone.ui.painting.theme import Colours

HOUR_WIDTH = 4
STRIP_HEIGHT = 5
_SHARE = {"works": 0.4, "unknown": 0.4, "partly": 0.7, "slow": 0.7, "blocked": 1.0, "down": 1.0}


def paint_hours(
    painter: QPainter, place: QRectF, hours: Sequence[PastHour | None], colours: Colours, *, mirrored: bool
) -> None:
    """Paint a cell for each hour, the oldest where reading begins; hours without a check are points."""
    step = place.width() / max(1, len(hours))
    painter.setPen(Qt.PenStyle.NoPen)
    for number, hour in enumerate(reversed(hours) if mirrored else hours):
        left = place.left() + number * step
        if hour is None:
            painter.setBrush(colours.outline)
            painter.drawRect(QRectF(left + 1, place.bottom() - 1, step - 2, 1))
            continue
        height = place.height() * _SHARE.get(hour.status, 0.4)
        painter.setBrush(colours.of_status(hour.status))
        bar = QRectF(left, place.bottom() - height, step - 1, height)
        if hour.unsure:
            painter.drawRect(QRectF(bar.left(), bar.top(), bar.width(), 1))
            painter.drawRect(QRectF(bar.left(), bar.bottom() - 1, bar.width(), 1))
        else:
            painter.drawRect(bar)
