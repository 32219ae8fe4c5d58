"""Opens a page of the system's settings, only on a click."""

from PySide6.QtCore import QProcess, QProcessEnvironment, QUrl
from PySide6.QtGui import QDesktopServices

from dialtone.model.computer import SettingsPlace

_LIBRARIES, _BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"
"""A PyInstaller bundle sets the first to its own libraries, and saves the former value in the second."""


def open_settings(place: SettingsPlace) -> bool:
    """Open a settings page or start a command; return whether it could be started."""
    if place.address:
        return QDesktopServices.openUrl(QUrl(place.address))
    process = QProcess()
    process.setProgram(place.command[0])
    process.setArguments(list(place.command[1:]))
    process.setProcessEnvironment(of_the_person(QProcessEnvironment.systemEnvironment()))
    begun = process.startDetached()
    return bool(begun[0] if isinstance(begun, tuple) else begun)


def of_the_person(environment: QProcessEnvironment) -> QProcessEnvironment:
    """Return the environment without what the bundle set for itself."""
    if environment.contains(_BEFORE):
        before = environment.value(_BEFORE)
        environment.remove(_BEFORE)
        environment.remove(_LIBRARIES)
        if before:
            environment.insert(_LIBRARIES, before)
    return environment
