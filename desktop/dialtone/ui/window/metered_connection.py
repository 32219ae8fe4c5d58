"""Whether the line is paid by volume, where the system says so."""

from collections.abc import Callable


def read_metered() -> Callable[[], bool]:
    """Return the question to ask; its answer is no where nobody knows. Loaded late: it brings Qt's network part in."""
    from PySide6.QtNetwork import QNetworkInformation

    known = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)

    def metered() -> bool:
        there = QNetworkInformation.instance() if known else None
        return there is not None and there.isMetered()

    return metered
