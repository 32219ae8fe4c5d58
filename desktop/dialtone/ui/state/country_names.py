"""The countries a person can name, each in its own words."""

from PySide6.QtCore import QLocale

from dialtone.model.country import COUNTRIES


def countries() -> list[tuple[str, str]]:
    """(ISO 3166 code, name) pairs, by name."""
    found = []
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if code not in COUNTRIES:
            continue  # a part of the world, or of a country
        own = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory)
        name = own.nativeTerritoryName() if own.territory() == territory else ""
        found.append((code, name or QLocale.territoryToString(territory)))
    return sorted(found, key=lambda pair: pair[1].casefold())
