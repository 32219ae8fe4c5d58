"""The way to a messenger as a drawing, with a sentence below it that says the same."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessibleInterface, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dialtone.model.network_path import NetworkPath
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.path_picture import PathLook, paint_path, path_height
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, Type, colours_of, type_font
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.spoken_roles import SpokenPicture

_SIGN_LINES = 2.0
"""The side of a sign, in lines of text."""


class PathDrawing(QWidget):
    """The drawing with its sentence. What it shows is its description for those who do not see it."""

    def __init__(self, path: NetworkPath, letter: str, hue: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(PathCanvas(path, letter, hue))
        column.addWidget(Text(path.where))


class PathCanvas(QWidget):
    """The drawing alone: from side to side where there is width for every word, else from above down."""

    def __init__(self, path: NetworkPath, letter: str, hue: str) -> None:
        super().__init__()
        self._path, self._letter, self._hue = path, letter, hue
        self._fit_font()
        stations = ", ".join(station.label for station in path.stations)
        self.setAccessibleName(stations)
        self.setAccessibleDescription(" ".join(filter(None, (path.where, path.by))))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenPicture(self)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Qt: the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height that the drawing has in this width."""
        return round(path_height(self._path, self._side(), self._line(), upright=self.stands_upright(width)))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size from side to side."""
        wide = self._widest() * len(self._path.stations)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least width: the stations stand one below the other then."""
        side = round(self._side() * 2)
        texts = (self._path.by, *(station.label for station in self._path.stations))
        return QSize(side + max(QFontMetrics(self.font()).horizontalAdvance(text) for text in texts), 0)

    def stands_upright(self, width: int) -> bool:
        """Return whether there is too little width for the words side by side."""
        by = QFontMetrics(self.font()).horizontalAdvance(self._path.by)
        return self._widest() * len(self._path.stations) > width or by * 2 > width * 1.1

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit_font()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_path(painter, QRectF(self.rect()), self._path, self._look(painter))

    def _fit_font(self) -> None:
        self.setFont(type_font(Text("").font(), Type.CAPTION))

    def _widest(self) -> int:
        metrics = QFontMetrics(self.font())
        return max(metrics.horizontalAdvance(station.label) for station in self._path.stations) + SPACE_M

    def _line(self) -> float:
        return float(QFontMetrics(self.font()).height())

    def _side(self) -> float:
        return float(round(self._line() * _SIGN_LINES))

    def _look(self, painter: QPainter) -> PathLook:
        colours = colours_of(self.palette())

        def words(text: str, place: QRectF, colour: QColor, centred: bool) -> None:
            painter.setPen(colour)
            across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
            painter.drawText(place, across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

        def monogram(place: QRectF) -> None:
            paint_monogram(painter, place, self._letter, self._hue, self.font())

        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(self.layoutDirection())
        upright = self.stands_upright(self.width())
        return PathLook(colours, colours.page, self._side(), self._line(), mirrored, upright, words, monogram)
