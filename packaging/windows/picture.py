"""The picture at the side of the installer: `picture.py OUT` writes a bitmap of 164 by 314, as NSIS wants it."""

import sys
from pathlib import Path

from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QLinearGradient, QPainter

PROJECT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT, ICON = 164, 314, 96


def main(out: Path) -> None:
    """Paint it: the icon on a lighter ground of its own colours."""
    application = QGuiApplication(["picture", "-platform", "offscreen"])
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, 0, HEIGHT)
    ground.setColorAt(0, QColor("#eef1fc"))
    ground.setColorAt(1, QColor("#cdd6f7"))
    painter.fillRect(image.rect(), ground)
    icon = QIcon(str(PROJECT / "resources/icons/dialtone.svg"))
    icon.paint(painter, (WIDTH - ICON) // 2, 56, ICON, ICON)
    painter.end()
    out.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(out), "BMP"):
        raise SystemExit(f"cannot write {out}")
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
