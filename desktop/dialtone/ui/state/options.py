"""The options of a choice; those of countries are found by their local, English and native names. No widgets."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from dialtone.model.frozen import Frozen
from dialtone.model.situation import CountryName
from dialtone.ui.state.messenger_choices import simplify


class Option(Frozen):
    """One of the values to choose from, and the names by which it is found."""

    value: str | int
    """What is chosen; an empty string for no country, messenger or the like."""
    text: str
    other_names: tuple[str, ...] = ()


def make_country_options(names: Sequence[CountryName], no_country: str, first: str = "") -> tuple[Option, ...]:
    """Return the country with the code `first` (such as the current choice), then `no_country`, then all countries."""
    by_code = {
        country.code: Option(country.code, country.name, (country.english, _endonym(country.code))) for country in names
    }
    none = Option("", no_country)
    return (by_code[first], none, *by_code.values()) if first in by_code else (none, *by_code.values())


def find_options(options: Sequence[Option], typed: str) -> tuple[Option, ...]:
    """Return the options with a name that begins with this, then those with such a word in it; all for no text."""
    query = simplify(typed)
    if not query:
        return tuple(options)
    by_name, by_word = dict[str | int, Option](), dict[str | int, Option]()
    for option in options:  # the current choice is among them twice
        if not option.value:  # the option for no country has no name
            continue
        names = [name for name in (option.text, *option.other_names) if name]
        words = [word for name in names for word in name.split()]
        if any(simplify(name).startswith(query) for name in names):
            by_name[option.value] = option
        elif any(simplify(word).startswith(query) for word in words):
            by_word[option.value] = option
    return (*by_name.values(), *by_word.values())


def _endonym(code: str) -> str:
    """Return a country's name in its own language; empty if Qt knows none."""
    territory = QLocale.codeToTerritory(code)
    locale = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, territory)
    return locale.nativeTerritoryName() if locale.territory() == territory else ""
