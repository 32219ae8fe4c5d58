"""What the countries are called in a language, in the order of its alphabet: read strictly."""

from pathlib import Path

from dialtone.model.country import COUNTRIES, CountryName
from dialtone.store.wording_file import WordingError, decode_toml

_FOLDER = "countries"
_ALSO = "en"


def load_country_names(folder: Path, language: str) -> tuple[CountryName, ...]:
    """Return every country as a language calls it. Raises `WordingError`, which names file and code."""
    names = _names(folder / _FOLDER / f"{language}.toml")
    english = names if language == _ALSO else _names(folder / _FOLDER / f"{_ALSO}.toml")
    return tuple(CountryName(code, name, english[code]) for code, name in names.items())


def _names(path: Path) -> dict[str, str]:
    names = decode_toml(path, dict[str, str])
    for code in sorted(names.keys() ^ COUNTRIES):
        raise WordingError(f"{path}: {code} {'is no country' if code in names else 'is missing'}")
    return names
