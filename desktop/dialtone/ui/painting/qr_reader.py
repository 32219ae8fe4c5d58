"""Reads QR codes from an untrusted picture: only in the separate process of `app/separate_process.py`."""

import zxingcpp
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from dialtone.model.result_line import PICTURES

_MAX_PIXELS = 25_000_000
_MAX_MEGABYTES = 4 * _MAX_PIXELS // 1_000_000
"""The memory of the decoded picture, with four bytes for each pixel."""
_MAX_CODES = 4  # more than a friend sends in one picture


def read_qr_texts(data: bytes) -> tuple[str, ...]:
    """Return the texts of the QR codes in a PNG or JPEG; none if it is another file, damaged or too large."""
    image = _decode(data)
    if image.isNull():
        return ()
    lines = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))
    grey = zxingcpp.ImageView(lines, image.width(), image.height(), zxingcpp.ImageFormat.Lum, image.bytesPerLine())
    codes = zxingcpp.read_barcodes(
        grey, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), text_mode=zxingcpp.TextMode.Plain
    )
    return tuple(code.text for code in codes[:_MAX_CODES])


def _decode(data: bytes) -> QImage:
    """Return the picture in grey; a null image if it is not a picture or too large to decode."""
    kind = next((kind for signature, kind in PICTURES.items() if data.startswith(signature)), "")
    if not kind:
        return QImage()
    QImageReader.setAllocationLimit(_MAX_MEGABYTES)
    array = QByteArray(data)
    buffer = QBuffer(array)  # which does not copy the array
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not 0 < size.width() * size.height() <= _MAX_PIXELS:
        return QImage()
    image = reader.read()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)
