"""The texts of an entry, a country or a pair of them in one language: missing ones are in English, marked as such."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar

from dialtone.model.frozen import Frozen
from dialtone.model.wording import IN_ENGLISH, SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.strict import convert
from dialtone.store.toml_file import ResourceError, name_file_in_errors, read_toml, refuse_first

_T = TypeVar("_T")
PUBLISHERS = "publishers.toml"
_SHAPES: Mapping[type, str] = {str: "text", list: "list of texts", dict: "table"}


def read_words(folder: Path, language: str, name: str, kind: type[_T]) -> _T:
    """Return `<folder>/languages/<language>/<name>` in the shape of `kind`, with English for what is missing.

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

    A value is a text, a list of texts, or a table of such values. `path`: the translated file; `within`: the key of
    this table with a dot; both for errors.
    """
    unknown = sorted(translated.keys() - english.keys())
    refuse_first(path, (f"{within}{key} is not known: {SOURCE} does not say it" for key in unknown))
    merged: dict[str, Any] = {}
    for key, source in english.items():
        if key not in translated and not isinstance(source, dict):
            merged[key] = _mark_as_english(source)
            continue
        translation = translated.get(key, {})
        if type(translation) is not type(source):
            raise ResourceError(f"{path}: {within}{key} must be a {_SHAPES[type(source)]}, as in {SOURCE}")
        if isinstance(source, dict):
            merged[key] = _merge(path, source, translation, f"{within}{key}.")
        elif bool(translation) is not bool(source):
            raise ResourceError(f"{path}: {within}{key}: given in one language and not in another")
        elif isinstance(source, list) and len(translation) != len(source):
            raise ResourceError(f"{path}: {within}{key}: {len(translation)}, but {len(source)} in {SOURCE}")
        else:
            merged[key] = translation
    return merged


def _mark_as_english(text: str | list[str]) -> str | list[str]:
    """Return an English text or list, each text with the mark by which surfaces know that it is not translated."""
    if isinstance(text, list):
        return [IN_ENGLISH + line for line in text]
    return text and IN_ENGLISH + text


def find_wrong_keys(part: str, keys: Set[str], needed: Set[str]) -> Iterator[str]:
    """Yield a line for each key that the table `part` of an English file lacks, or has without need.

    Only English is checked: no other language may have a key that English lacks, and it may lack any.
    """
    for key in sorted(keys ^ needed):
        yield f"{part}.{key} is {'missing in ' + SOURCE if key in needed else 'not known'}"


# The names of publishers that are cited as sources, for advice and for situations


class _Publisher(Frozen):
    """A row of `publishers.toml`."""

    kind: Literal["agency", "official", "measurement", "press", "users", "maker", "guide"]
    name: str
    """In English."""


class _Publishers(dict[str, str]):
    """The names of publishers by id. Looking up an unknown id raises `ResourceError`."""

    def __missing__(self, publisher: str) -> NoReturn:
        raise ResourceError(f"{publisher} is not in {PUBLISHERS}")


def read_publishers(folder: Path, part: str, language: str) -> Mapping[str, str]:
    """Return the names of publishers in a language, by id; in English where it has none.

    `part`: the folder of the file with all of them. Raises `ResourceError`, also later for the name of an unknown id.
    """
    path, translated_path = folder / part / PUBLISHERS, folder / LANGUAGES / language / PUBLISHERS
    names = {key: publisher.name for key, publisher in read_toml(path, dict[str, _Publisher]).items()}
    translated = read_toml(translated_path, dict[str, str]) if translated_path.is_file() else {}
    return _Publishers(names | {key: name for key, name in translated.items() if key in names})
