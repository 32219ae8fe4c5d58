"""The names of countries in a language, in its alphabetical order: read strictly."""

from pathlib import Path

from dialtone.model.country import COUNTRIES, CountryName
from dialtone.model.wording import IN_ENGLISH, SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.toml_file import read_toml, refuse_first

_FILE = "countries.toml"


def load_country_names(folder: Path, language: str) -> tuple[CountryName, ...]:
    """Return all countries in the file's order; unnamed ones last, in marked English. Raises `ResourceError`."""
    source, translated = (folder / LANGUAGES / code / _FILE for code in (SOURCE, language))
    english = _read_names(source)
    refuse_first(source, (f"{code} is missing" for code in sorted(COUNTRIES - english.keys())))
    names = _read_names(translated) if translated.is_file() else {}
    names |= {code: IN_ENGLISH + name for code, name in english.items() if code not in names}
    return tuple(CountryName(code, name, english[code]) for code, name in names.items())


def _read_names(path: Path) -> dict[str, str]:
    """Return the names in a language's file by country code. Raises `ResourceError` for a code that is no country's."""
    names = read_toml(path, dict[str, str])
    refuse_first(path, (f"{code} is no country" for code in sorted(names.keys() - COUNTRIES)))
    return names
