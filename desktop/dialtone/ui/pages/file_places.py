"""Where a file dialog opens: where people expect such a file, never in the working directory; and what comes of it."""

from pathlib import Path

from PySide6.QtCore import QDir, QProcess, QStandardPaths

from dialtone.system.own_process import own_command
from dialtone.ui.state.labels import translate


def find_in_documents(name: str = "") -> str:
    """Return the path of a file in the person's documents; without a name, the folder."""
    return _find_path(QStandardPaths.StandardLocation.DocumentsLocation, name)


def find_in_pictures(name: str) -> str:
    """Return the path of a file in the person's pictures."""
    return _find_path(QStandardPaths.StandardLocation.PicturesLocation, name)


def find_downloads() -> str:
    """Return the downloads folder."""
    return _find_path(QStandardPaths.StandardLocation.DownloadLocation, "")


def say_saved(path: Path) -> str:
    """Return the sentence that a file is saved, with the name of its folder, so that it is found again."""
    return translate("Share", "Saved as {name}.").format(name=Path(path.parent.name) / path.name)


def _find_path(place: QStandardPaths.StandardLocation, name: str) -> str:
    """Return a path in this folder; in the home folder where there is no such folder, as on a bare desktop."""
    folder = Path(QStandardPaths.writableLocation(place))
    return str((folder if folder.is_dir() else Path(QDir.homePath())) / name)


def open_in_new_process(file: Path) -> None:
    """Show a saved check in another process of this program."""
    program, *arguments = own_command()
    QProcess.startDetached(program, [*arguments, "open", str(file)])
