"""The texts about an entry or a country, and the names of publishers and countries, in one language or in English."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Literal, TypeVar

from dialtone.model.frozen import Frozen
from dialtone.model.situation import COUNTRIES, CountryName
from dialtone.model.wording import IN_ENGLISH, SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.strict import StrictError, convert
from dialtone.store.toml_file import ResourceError, name_file_in_errors, read_table, read_toml, refuse_first

_T = TypeVar("_T")
PUBLISHERS = "publishers.toml"
_SHAPES: Mapping[type, str] = {str: "text", list: "list of texts", dict: "table"}


def read_words(folder: Path, language: str, name: str, kind: type[_T]) -> _T:
    """Return a file of a language in the shape of `kind`, with English for what is missing.

    Raises `ResourceError` if a file is malformed or has a key that the English one lacks, and without an English one.
    """
    source, path = (folder.joinpath(LANGUAGES, code, name) for code in (SOURCE, language))
    if language == SOURCE:
        return read_toml(source, kind)
    translated = read_toml(path, dict[str, Any]) if path.is_file() else {}
    merged = _merge(path, read_toml(source, dict[str, Any]), translated)
    with name_file_in_errors(source):
        return convert(merged, kind)


def _merge(path: Path, english: Mapping[str, Any], translated: Mapping[str, Any], within: str = "") -> dict[str, Any]:
    """Return the values of a table, each in the language or in marked English. Raises `ResourceError`.

    `path`, `within`: the translated file, and the key of this table in it, for errors.
    """
    unknown = sorted(translated.keys() - english.keys())
    refuse_first(path, (f"{within}{key} is not a known key: {SOURCE} lacks it" for key in unknown))
    return {key: _merge_value(path, f"{within}{key}", source, translated.get(key)) for key, source in english.items()}


def _merge_value(path: Path, key: str, source: Any, translation: Any) -> Any:
    """Return a value in the language; in marked English if `translation` is None, for a missing one."""
    if translation is None:
        return _merge(path, source, {}, f"{key}.") if isinstance(source, dict) else _mark_as_english(source)
    if type(translation) is not type(source):
        raise ResourceError(f"{path}: {key} must be a {_SHAPES[type(source)]}, as in {SOURCE}")
    if isinstance(source, dict):
        return _merge(path, source, translation, f"{key}.")
    if bool(translation) is not bool(source):
        raise ResourceError(f"{path}: {key}: empty in one language and not in the other")
    if isinstance(source, list) and len(translation) != len(source):
        raise ResourceError(f"{path}: {key}: {len(translation)} items, but {len(source)} in {SOURCE}")
    return translation


def _mark_as_english(text: str | list[str]) -> str | list[str]:
    if isinstance(text, list):
        return [IN_ENGLISH + line for line in text]
    return text and IN_ENGLISH + text


def find_wrong_keys(part: str, keys: Set[str], needed: Set[str]) -> Iterator[str]:
    """Yield a line for each key that the table `part` of an English file lacks, or has without need."""
    for key in sorted(keys ^ needed):
        yield f"{part}.{key} is {'missing in ' + SOURCE if key in needed else 'not a known key'}"


# The names of publishers that are cited as sources, for advice and for situations


class _CitedPublisher(Frozen):
    kind: Literal["agency", "official", "measurement", "press", "users", "maker", "guide"]
    name: str
    """In English."""


def read_publishers(folder: Path, part: str, language: str) -> Mapping[str, str]:
    """Return the names of publishers in a language or in English, by id, from those of `part`."""
    publishers = read_toml(folder / part / PUBLISHERS, dict[str, _CitedPublisher])
    names = {key: publisher.name for key, publisher in publishers.items()}
    translated_path = folder / LANGUAGES / language / PUBLISHERS
    translated = read_toml(translated_path, dict[str, str]) if translated_path.is_file() else {}
    return names | {key: name for key, name in translated.items() if key in names}


def read_sourced(path: Path, kind: type[_T], publishers: Mapping[str, str]) -> _T:
    """Return a TOML file with the names of its sources' publishers. `publishers`: by id. Raises `ResourceError`."""
    raw = read_table(path)
    with name_file_in_errors(path):
        _name_publishers(raw, publishers)
        return convert(raw, kind)


def _name_publishers(value: object, publishers: Mapping[str, str]) -> None:
    """Replace the id of each publisher by its name, in place. Raises `StrictError` for one that is unknown."""
    if isinstance(value, dict):
        if isinstance(publisher := value.get("publisher"), str):
            if publisher not in publishers:
                raise StrictError(f"{publisher} is not in {PUBLISHERS}")
            value["publisher"] = publishers[publisher]
        for inner in value.values():
            _name_publishers(inner, publishers)
    elif isinstance(value, list):
        for inner in value:
            _name_publishers(inner, publishers)


# Countries


def load_country_names(folder: Path, language: str) -> tuple[CountryName, ...]:
    """Return all countries in the file's order; unnamed ones last, in marked English. Raises `ResourceError`."""
    source, translated = (folder / LANGUAGES / code / "countries.toml" for code in (SOURCE, language))
    english = _read_country_names(source)
    refuse_first(source, (f"{code} is missing" for code in sorted(COUNTRIES - english.keys())))
    names = _read_country_names(translated) if translated.is_file() else {}
    names |= {code: IN_ENGLISH + name for code, name in english.items() if code not in names}
    return tuple(CountryName(code, name, english[code]) for code, name in names.items())


def _read_country_names(path: Path) -> dict[str, str]:
    names = read_toml(path, dict[str, str])
    refuse_first(path, (f"{code} is not a country code" for code in sorted(names.keys() - COUNTRIES)))
    return names
