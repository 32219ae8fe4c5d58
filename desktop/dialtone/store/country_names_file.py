"""The names of countries in a language, in its alphabetical order: read strictly."""

from pathlib import Path

from dialtone.model.country import COUNTRIES, CountryName
from dialtone.model.wording import IN_ENGLISH, SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.wording_file import WordingError, decode_toml

_FILE = "countries.toml"


def load_country_names(folder: Path, language: str) -> tuple[CountryName, ...]:
    """Return every country with its name in a language; those without one come last, in English.

    Raises `WordingError`, which names file and code.
    """
    source, own = (folder / LANGUAGES / code / _FILE for code in (SOURCE, language))
    english = _names(source)
    for code in sorted(COUNTRIES - english.keys()):
        raise WordingError(f"{source}: {code} is missing")
    names = _names(own) if own.is_file() else {}
    names |= {code: IN_ENGLISH + name for code, name in english.items() if code not in names}
    return tuple(CountryName(code, name, english[code]) for code, name in names.items())


def _names(path: Path) -> dict[str, str]:
    names = decode_toml(path, dict[str, str])
    for code in sorted(names.keys() - COUNTRIES):
        raise WordingError(f"{path}: {code} is no country")
    return names
