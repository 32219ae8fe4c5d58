"""The program's icon: small sizes have drawings of their own, fitted to the pixels; the others are the one drawing."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

_SIDES = (16, 20, 22, 24, 32, 40, 48, 64, 128, 256)


def app_icon(drawing: Path) -> QIcon:
    """The icon in every size that a desktop asks for. `drawing`: the large one; small ones lie beside it."""
    large = QIcon(str(drawing))
    if QGuiApplication.platformName() == "cocoa":
        return large  # only the Dock shows it, in any size
    icon = QIcon()
    for side in _SIDES:
        fitted = drawing.with_name(f"{drawing.stem}-{side}{drawing.suffix}")
        icon.addPixmap((QIcon(str(fitted)) if fitted.exists() else large).pixmap(QSize(side, side), 1.0))
    return icon
