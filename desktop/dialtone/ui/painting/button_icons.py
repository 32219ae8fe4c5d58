"""Small line icons for buttons, painted to be crisp at every scale; Back is mirrored in right-to-left languages."""

from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from dialtone.ui.painting.drawing import mirror, paint_lines, parse_path, scale_to_square


class ButtonIcon(Enum):
    """The icons of buttons, drawn in a square of 16 units in the notation of `parse_path`."""

    NONE = ""
    AGAIN = "M 10.5 3.67 A 3 3 10 10 60 285 M 10.6 0.9 L 10.7 3.8 L 7.9 4.3"
    STOP = "M 4 4 L 12 12 M 12 4 L 4 12"
    BACK = "M 10 3 L 5 8 L 10 13"
    MORE = "O 3 8 1.4 O 8 8 1.4 O 13 8 1.4"
    COPY = "R 5.5 5.5 8 8 2 2 M 2.5 10.5 L 2.5 4.5 Q 2.5 2.5 4.5 2.5 L 10.5 2.5"
    SHARE = "M 5 5.4 L 8 2.4 L 11 5.4 M 8 2.8 L 8 9.5 M 4.4 7.8 L 3 7.8 L 3 13.4 L 13 13.4 L 13 7.8 L 11.6 7.8"
    PLUS = "M 3 8 L 13 8 M 8 3 L 8 13"
    MUTED = (
        "M 3.2 11.2 L 12.8 11.2 C 11.4 9.8 11.6 8.4 11.6 6.6 C 11.6 1.6 4.4 1.6 4.4 6.6 C 4.4 8.4 4.6 9.8 3.2 11.2"
        " M 6.6 13.5 Q 8 14.5 9.4 13.5 M 2.6 2.4 L 13.4 13.6"
    )


def paint_icon(painter: QPainter, rect: QRectF, icon: ButtonIcon, ink: QColor, direction: Qt.LayoutDirection) -> None:
    """Paint a button's icon into a square. `direction`: of reading, for the icons that are mirrored."""
    painter.save()
    scale_to_square(painter, rect, 16)
    with mirror(painter, 16, direction if icon is ButtonIcon.BACK else Qt.LayoutDirection.LeftToRight):
        if icon is ButtonIcon.MORE:
            painter.fillPath(parse_path(icon.value), ink)
        else:
            paint_lines(painter, icon.value, ink, 1.5)
    painter.restore()
