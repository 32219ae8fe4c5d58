"""Opens a page of the system's settings, or a program, only on a click."""

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from dialtone.model.computer import SettingsPlace


def open_settings(place: SettingsPlace) -> bool:
    """Open a settings page or start a command; return whether it could be started.

    A command gets the environment of the person: a bundle restored it at its start (`system/own_process.py`).
    """
    if place.address:
        return QDesktopServices.openUrl(QUrl(place.address))
    started = QProcess.startDetached(place.command[0], list(place.command[1:]))
    return bool(started[0] if isinstance(started, tuple) else started)
