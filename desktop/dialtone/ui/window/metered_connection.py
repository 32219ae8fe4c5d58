"""Whether the line is paid by volume, where the system says so."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication


def read_metered() -> Callable[[], bool]:
    """Return the question to ask; the answer is no where that is unknown.

    Only Windows and macOS are asked by Qt: its network part, with its plugins, is 6 MB in the tray, and no package for
    Linux holds it. A sandbox that lets nobody through to NetworkManager has the desktop's portal to ask.
    """
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        return _system_says_metered
    from PySide6.QtNetwork import QNetworkInformation  # after the first paint

    known = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)

    def metered() -> bool:
        there = QNetworkInformation.instance() if known else None
        return there is not None and there.isMetered()

    return metered


def _system_says_metered() -> bool:
    from dialtone.ui.window.line_on_bus import is_metered  # only when a check is due

    return is_metered()
