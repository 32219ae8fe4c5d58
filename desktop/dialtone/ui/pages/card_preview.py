"""The picture as it will be, small; it can be dragged out of the window as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from dialtone.ui.painting.theme import colours_of

_SMALL = 160


class CardPreview(QWidget):
    """Shows an image as large as there is room for."""

    def __init__(self, file: Callable[[], Path | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._image = QImage()
        self._pressed: QPoint | None = None
        self.setMinimumSize(320, 320)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_image(self, image: QImage, described: str) -> None:
        """Show another picture, with its words for a screen reader."""
        self._image = image
        self.setAccessibleDescription(described)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the tall and the wide one alike."""
        return QSize(460, 440)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the picture in the middle, with a hairline around it."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
        scaled = self._image.scaled(
            size * self.devicePixelRatio(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(place, scaled)
        painter.setPen(colours_of(self.palette()).hairline)
        painter.drawRect(place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a drag once the mouse has moved far enough."""
        if self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            self._drag()

    def _drag(self) -> None:
        data = QMimeData()
        data.setImageData(self._image)
        file = self._file()
        if file is not None:
            data.setUrls([QUrl.fromLocalFile(str(file))])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(QPixmap.fromImage(self._image.scaledToWidth(_SMALL, Qt.TransformationMode.SmoothTransformation)))
        drag.exec(Qt.DropAction.CopyAction)
