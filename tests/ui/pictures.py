"""Pictures with a QR code, as the program paints them and as chats pass them on."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage, QPainter

from dialtone.ui.painting.qr_code import fit_code_side, make_code_squares, paint_code

CODE_LIMIT = 206
"""Pixels: squares of five in a code of version 4 with its border; the least that is promised is 170 for all of it."""


def painted(side: int, paint: Callable[[QPainter], object], ground: str = "#ffffff") -> QImage:
    """Return what is painted into a square of this side."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    with QPainter(image) as painter:
        paint(painter)
    return image


def picture_of(text: str) -> QImage:
    """Return a picture, 1200 pixels wide, with a QR code on it."""
    squares = make_code_squares(text)
    image = QImage(1200, 630, QImage.Format.Format_RGB32)
    image.fill(QColor("#137138"))
    painter = QPainter(image)
    paint_code(painter, squares, QPoint(900, 380), fit_code_side(squares, CODE_LIMIT))
    painter.end()
    return image


def saved(image: QImage, kind: str, quality: int = -1) -> bytes:
    """Return the file of a picture."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind, quality)  # type: ignore[call-overload]  # the stubs say bytes; Qt wants a string
    return bytes(data.data())
