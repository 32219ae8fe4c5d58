"""The countries to choose from, in the reader's language and order; searchable by local, English and native name."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from dialtone.model.country import CountryName
from dialtone.model.frozen import Frozen
from dialtone.ui.state.messenger_choices import simplify


class Choosable(Frozen):
    """One choice, and the names by which it is found."""

    value: str | int
    text: str
    also: tuple[str, ...] = ()
    """Its names in other languages."""


def country_choices(names: Sequence[CountryName], nobody: str, first: str = "") -> tuple[Choosable, ...]:
    """Return the choices: the country `first`, which is chosen now, then `nobody` (no country), then all countries."""
    choices = {
        country.code: Choosable(country.code, country.name, (country.english, _endonym(country.code)))
        for country in names
    }
    no_country = Choosable("", nobody)
    return (choices[first], no_country, *choices.values()) if first in choices else (no_country, *choices.values())


def find_choices(choices: Sequence[Choosable], typed: str) -> tuple[Choosable, ...]:
    """Return the choices that match what was typed, names that begin with it first; all if nothing was typed."""
    query = simplify(typed)
    if not query:
        return tuple(choices)
    ranked: dict[str | int, tuple[int, Choosable]] = {}  # by value: the person's own country is listed twice
    for choice in choices:
        if not choice.value:  # the choice of no country has no name
            continue
        texts = [text for text in (choice.text, *choice.also) if text]
        names = [simplify(text) for text in texts]
        words = [simplify(word) for text in texts for word in text.split()]
        if any(name.startswith(query) for name in names):
            ranked.setdefault(choice.value, (0, choice))
        elif any(word.startswith(query) for word in words):
            ranked.setdefault(choice.value, (1, choice))
    return tuple(choice for _, choice in sorted(ranked.values(), key=lambda pair: pair[0]))


def _endonym(code: str) -> str:
    """Return a country's name in its own language; empty if Qt knows none."""
    territory = QLocale.codeToTerritory(code)
    locale = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory)
    return locale.nativeTerritoryName() if locale.territory() == territory else ""
