"""Icons for every system from the drawings: `icons.py OUT` writes png/icon-N.png, dialtone.ico and dialtone.icns.

`icons.py` alone paints those that the program loads, beside the drawings; run it after a drawing was changed.
Only Qt is needed; it works without a screen.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "dialtone.svg"
SIDES = (16, 20, 22, 24, 32, 40, 48, 64, 128, 256, 512, 1024)
IN_PROGRAM = (16, 20, 22, 24, 32, 40, 48, 64, 128, 256)
ICO = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS = (
    *((b"ic11", 32), (b"ic12", 64), (b"ic07", 128), (b"ic13", 256)),
    *((b"ic08", 256), (b"ic14", 512), (b"ic09", 512), (b"ic10", 1024)),
)
"""Apple's types of PNG entries, and their sides. The oldest small ones are left out."""


def drawing_of(side: int) -> Path:
    """Small sizes have drawings of their own, fitted to the pixels."""
    fitted = DRAWING.with_name(f"{DRAWING.stem}-{side}{DRAWING.suffix}")
    return fitted if fitted.exists() else DRAWING


def png(side: int) -> bytes:
    """The drawing as a square PNG."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QIcon(str(drawing_of(side))).paint(painter, 0, 0, side, side)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def ico(pngs: dict[int, bytes]) -> bytes:
    """Windows: a directory, then the PNGs as they are (since Vista)."""
    head, body = struct.pack("<HHH", 0, 1, len(ICO)), b""
    start = len(head) + 16 * len(ICO)
    for side in ICO:
        data = pngs[side]
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return head + body


def icns(pngs: dict[int, bytes]) -> bytes:
    """macOS: typed chunks."""
    body = b"".join(kind + struct.pack(">I", 8 + len(pngs[side])) + pngs[side] for kind, side in ICNS)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main(out: Path) -> None:
    """Write them all."""
    (out / "png").mkdir(parents=True, exist_ok=True)
    pngs = {side: png(side) for side in SIDES}
    for side, data in pngs.items():
        (out / "png" / f"icon-{side}.png").write_bytes(data)
    (out / "dialtone.ico").write_bytes(ico(pngs))
    (out / "dialtone.icns").write_bytes(icns(pngs))


if __name__ == "__main__":
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    if sys.argv[1:]:
        main(Path(sys.argv[1]))
    else:
        for side in IN_PROGRAM:
            DRAWING.with_name(f"{DRAWING.stem}-{side}.png").write_bytes(png(side))
