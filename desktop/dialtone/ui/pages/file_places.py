"""Where a file dialog opens: in the folder where people expect such a file, never in the working directory."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def in_documents(name: str = "") -> str:
    """Return the path of a file in the person's documents; without a name, the folder."""
    return _in(QStandardPaths.StandardLocation.DocumentsLocation, name)


def in_pictures(name: str) -> str:
    """Return the path of a file in the person's pictures."""
    return _in(QStandardPaths.StandardLocation.PicturesLocation, name)


def in_downloads() -> str:
    """Return the downloads folder."""
    return _in(QStandardPaths.StandardLocation.DownloadLocation, "")


def _in(place: QStandardPaths.StandardLocation, name: str) -> str:
    return str(Path(QStandardPaths.writableLocation(place)) / name)
