"""Of what kind the network is that a check runs on, where the system says so."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication


def network_kind() -> str:
    """Return the kind in words; empty where it is not known. Asked as whether it is metered (metered_connection.py)."""
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        from dialtone.ui.window.line_on_bus import read_medium

        return kind_in_words(read_medium())
    from PySide6.QtNetwork import QNetworkInformation

    medium = QNetworkInformation.TransportMedium
    if not QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.TransportMedium):
        return ""
    there = QNetworkInformation.instance()
    return kind_in_words((there.transportMedium() if there is not None else medium.Unknown).name)


def kind_in_words(medium: str) -> str:
    """Return what a kind of network is called; empty for one that says nothing to a person."""
    match medium:
        case "WiFi":
            return QCoreApplication.translate("Window", "On this Wi-Fi")
        case "Ethernet":
            return QCoreApplication.translate("Window", "On this wired network")
        case "Cellular":
            return QCoreApplication.translate("Window", "On this mobile network")
    return ""
