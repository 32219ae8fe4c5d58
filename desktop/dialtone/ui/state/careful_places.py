"""Whether this computer may be where people are searched or punished. It can only make the first page more careful.

The system's region and time zone are looked at when the page is shown; they are not shown, kept or passed on.
"""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QTimeZone


def system_places() -> tuple[str, ...]:
    """Return the countries of the system's time zone and region; an empty one where nobody knows the zone's."""
    zone = QTimeZone.systemTimeZone().territory()
    region = QLocale.territoryToCode(QLocale.system().territory())
    return (QLocale.territoryToCode(zone), *((region,) if region else ()))


def is_careful_place(wants_quiet: Callable[[str], bool], places: tuple[str, ...]) -> bool:
    """Return whether to warn, though no country was named: also in an unknown zone, which careful people set."""
    return any(not place or wants_quiet(place) for place in places)
