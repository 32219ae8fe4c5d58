"""The QR code of a picture, as chats pass it on; and pictures that attack the one who opens them."""

import struct
import zlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTransform

from dialtone.model.result_line import LONGEST_IN_PICTURE, PICTURES
from dialtone.ui.painting.qr_code import make_code_squares
from dialtone.ui.painting.qr_reader import read_qr_texts
from ui.pictures import picture_of, saved

LINE = "dialtone1 2026-11-29 signal+ telegram+-? whatsapp- 980C"


def test_the_longest_line_of_a_picture_is_version_4() -> None:
    assert len(make_code_squares("d" + "x" * (LONGEST_IN_PICTURE - 1))) == 17 + 4 * 4
    assert len(make_code_squares("d" + "x" * LONGEST_IN_PICTURE)) > 17 + 4 * 4


@pytest.mark.parametrize(("kind", "percent", "quality"), [("PNG", 100, -1), ("JPG", 60, 50), ("JPG", 40, 25)])
def test_a_picture_is_read_as_a_chat_passes_it_on(kind: str, percent: int, quality: int) -> None:
    small = picture_of(LINE).scaledToWidth(12 * percent, Qt.TransformationMode.SmoothTransformation)
    assert read_qr_texts(saved(small, kind, quality)) == (LINE,)


def test_a_photo_of_a_screen_that_was_turned_is_read() -> None:
    turned = picture_of(LINE).transformed(QTransform().rotate(97), Qt.TransformationMode.SmoothTransformation)
    assert read_qr_texts(saved(turned, "JPG", 60)) == (LINE,)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


HOSTILE = {
    "nothing": b"",
    "a text": LINE.encode(),
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.org/"/></svg>',
    "a GIF": b"GIF89a" + b"\0" * 100,
    "only the beginning of a PNG": b"\x89PNG\r\n\x1a\n",
    "only the beginning of a JPEG": b"\xff\xd8\xff\xe0",
    "a JPEG that is a PNG": b"\xff\xd8\xff" + png(8, 8),
    "ten billion pixels": png(100_000, 100_000, chunk(b"IDAT", zlib.compress(b"\0" * 1000))),
    "no pixel": png(0, 0),
    "pixels that are missing": png(4000, 4000, chunk(b"IDAT", zlib.compress(b"\0"))),
    "a text that unpacks to 100 MB": png(8, 8, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 100_000_000))),
}


@pytest.mark.qt_log_ignore("JPEG", "marker")
@pytest.mark.parametrize("attack", HOSTILE)
def test_a_picture_that_attacks_holds_nothing(attack: str) -> None:
    assert read_qr_texts(HOSTILE[attack]) == ()


def test_what_begins_as_a_picture() -> None:
    assert saved(picture_of(LINE), "PNG").startswith(tuple(PICTURES))
    assert not HOSTILE["an SVG"].startswith(tuple(PICTURES))
