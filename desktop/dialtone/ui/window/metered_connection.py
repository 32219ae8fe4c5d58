"""Whether the line is paid by volume, where the system says so."""

from collections.abc import Callable


def read_metered() -> Callable[[], bool]:
    """Return the question to ask; the answer is no where that is unknown. Loaded late: it brings Qt's network part."""
    from PySide6.QtNetwork import QNetworkInformation

    known = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)

    def metered() -> bool:
        there = QNetworkInformation.instance() if known else None
        return there is not None and there.isMetered()

    return metered
