"""The sentences, read strictly: unknown keys are refused by name, missing ones are taken from English."""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

import msgspec
import rtoml

from dialtone.model.frozen import Frozen
from dialtone.model.wording import OVERRIDES, SOURCE, Family, Wording
from dialtone.model.wording_families import FAMILIES
from dialtone.store.capped_file import FileTooLargeError, read_packed
from dialtone.store.data_folders import LANGUAGES

_T = TypeVar("_T")
_LANGUAGE = "language.toml"
_MIN_READERS = 2
"""Native speakers who must have read a language before it is no longer a draft."""
_GRAMMAR = "answers.toml"
_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_DATED = re.compile(r"(d{1,2}|M{1,4}|L{1,4}|y+|[^A-Za-z']|'[^']*')*")
"""A day or a month in CLDR notation."""


class WordingError(Exception):
    """A file of sentences or advice cannot be used. The message is one line."""


class Rules(Frozen):
    """`[rules]`: what a test checks in each sentence of the language, in addition to docs/words.md."""

    not_said: str | tuple[str, ...] = ()
    """Patterns of words to avoid."""
    sentence_words: int = 0
    """Maximum words in a sentence; for a language without spaces, characters."""
    form: dict[str, str] = msgspec.field(default_factory=dict)
    """Patterns of wrong spelling, and what is wrong with each."""
    certain: str = ""
    """The words for a certain block."""
    hedge: str = ""
    """The word for what is likely."""


class Language(Frozen):
    """`language.toml`: the properties of a language."""

    name: str
    """Its name in the language itself."""
    locale: str = ""
    """Its name in the CLDR, if that differs from its folder."""
    date: str = ""
    month: str = ""
    """CLDR patterns, in place of the CLDR's own."""
    whole: bool = False
    """Whether nothing may be missing, which a test verifies."""
    draft: bool = False
    """Whether it still lacks the native speakers who must have read it."""
    readers: tuple[str, ...] = ()
    rules: Rules = Rules()


def languages(folder: Path) -> tuple[str, ...]:
    """Return all languages, complete or not. Raises `WordingError`."""
    place = folder / LANGUAGES
    try:
        return tuple(sorted(path.name for path in place.iterdir() if (path / _LANGUAGE).is_file()))
    except OSError as reason:
        raise WordingError(f"{place}: {reason.strerror}") from reason


def read_language(folder: Path, language: str) -> Language:
    """Return the properties of a language. Raises `WordingError`."""
    path = folder / LANGUAGES / language / _LANGUAGE
    read = decode_toml(path, Language)
    for key in ("date", "month"):
        if not _DATED.fullmatch(pattern := getattr(read, key)):
            raise WordingError(f"{path}: {key}: {pattern} is no pattern of a date, as in: d MMMM y")
    if not read.draft and language != SOURCE and len(read.readers) < _MIN_READERS:
        raise WordingError(f"{path}: draft: true until {_MIN_READERS} readers are named")
    return read


# Sentences


def load_wording(folder: Path, language: str) -> Wording:
    """Return all sentences of a language, from `<folder>/languages/<language>/wording`; missing ones in English.

    Raises `WordingError` if a file is malformed, or if English lacks something.
    """
    families = {family.name: family for family in FAMILIES}
    known = read_language(folder, language)
    found = _read_sentences(folder / LANGUAGES / language / "wording", families, whole=language == SOURCE)
    lent = {} if language == SOURCE else _lent(folder / LANGUAGES / SOURCE / "wording", families, found.keys())
    found |= lent
    found |= {f"language.{key}": text for key in ("name", "locale", "date", "month") if (text := getattr(known, key))}
    return Wording(
        language,
        {key: value for key, value in found.items() if isinstance(value, str)},
        {key: value for key, value in found.items() if isinstance(value, tuple)},
        frozenset(lent),
    )


def _lent(place: Path, families: Mapping[str, Family], own: Set[str]) -> dict[str, str | tuple[str, ...]]:
    """Return the English sentences that a language lacks; only these are validated. Raises `WordingError`."""
    lent: dict[str, str | tuple[str, ...]] = {}
    for path in sorted(place.glob("*.toml")):
        for name, table in _tables(path).items():
            lacking = {key for key in table if name in families and f"{name}.{key}" not in own}
            for key in filter(families[name].lends, lacking) if lacking else ():
                lent[f"{name}.{key}"] = _read_sentence(path, families[name], key, table[key])
    for name, family in families.items():
        for key in sorted(family.wanted):
            if f"{name}.{key}" not in own and f"{name}.{key}" not in lent:
                raise WordingError(f"{place}: {name}.{key} is missing")
    return lent


def _read_sentences(place: Path, families: Mapping[str, Family], *, whole: bool) -> dict[str, str | tuple[str, ...]]:
    """Return a language's own sentences, by `family.key`; a `whole` one must have all. Raises `WordingError`."""
    found: dict[str, str | tuple[str, ...]] = {}
    overrides: dict[str, tuple[Path, str | list[str]]] = {}
    seen: set[str] = set()
    for path in sorted(place.glob("*.toml")):
        for name, table in _tables(path).items():
            if name == OVERRIDES:
                overrides.update((key, (path, value)) for key, value in table.items())
                continue
            if name not in families or name in seen:
                raise WordingError(f"{path}: [{name}] is {'given twice' if name in seen else 'not known'}")
            seen.add(name)
            found.update(_read_family(path, families[name], table, whole=whole))
    missing = sorted(families.keys() - seen)
    if whole and missing:
        raise WordingError(f"{place}: [{missing[0]}] is missing")
    for key, (path, value) in overrides.items():
        messenger, name, inner = [*key.split(".", 2), "", ""][:3]
        if not _NAME.fullmatch(messenger) or name not in families:
            raise WordingError(f"{path}: {OVERRIDES}.{key} is not known")
        found[f"{OVERRIDES}.{key}"] = _read_sentence(path, families[name], inner, value)
    return found


def _tables(path: Path) -> Mapping[str, Mapping[str, str | list[str]]]:
    """Return the families in a file. The grammar of answers is a single family with nested tables."""
    if path.name != _GRAMMAR:
        return decode_toml(path, dict[str, dict[str, str | list[str]]])
    return {"answer": dict(_flat(path, decode_toml(path, dict[str, Any])))}


def _flat(path: Path, table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str | list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(path, value, f"{before}{key}.")
        elif isinstance(value, str):
            yield f"{before}{key}", value
        else:
            raise WordingError(f"{path}: {before}{key} must be one text")


def _read_family(
    path: Path, family: Family, table: Mapping[str, str | list[str]], *, whole: bool
) -> dict[str, str | tuple[str, ...]]:
    missing = sorted(family.wanted - table.keys())
    if whole and missing:
        raise WordingError(f"{path}: {family.name}.{missing[0]} is missing")
    return {f"{family.name}.{key}": _read_sentence(path, family, key, value) for key, value in table.items()}


def _read_sentence(path: Path, family: Family, key: str, value: str | list[str]) -> str | tuple[str, ...]:
    name = f"{family.name}.{key}"
    if not family.has(key):
        raise WordingError(f"{path}: {name} is not known")
    if family.lines is not isinstance(value, list):
        raise WordingError(f"{path}: {name} must be {'a list of lines' if family.lines else 'one text'}")
    for text in value if isinstance(value, list) else [value]:
        for placeholder in _placeholders(path, name, text):
            if placeholder not in family.placeholders:
                raise WordingError(f"{path}: {name} fills in {{{placeholder}}}, which is not known there")
    return tuple(value) if isinstance(value, list) else value


def _placeholders(path: Path, name: str, text: str) -> list[str]:
    try:
        parts = list(Formatter().parse(text))
    except ValueError as reason:
        raise WordingError(f"{path}: {name}: {reason}") from reason
    if any(form or conversion for _, _, form, conversion in parts):
        raise WordingError(f"{path}: {name}: only plain names may stand in braces")
    return [placeholder for _, placeholder, _, _ in parts if placeholder is not None]


def decode_toml(path: Path, kind: type[_T]) -> _T:
    """Return a file in the shape of `kind`. Raises `WordingError` with one line about what is wrong."""
    try:
        return msgspec.convert(rtoml.loads(read_packed(path).decode()), kind, builtin_types=(date,))
    except OSError as reason:
        raise WordingError(f"{path}: {reason.strerror}") from reason
    except FileTooLargeError as reason:
        raise WordingError(f"{path}: {reason}") from reason
    except (msgspec.ValidationError, rtoml.TomlParsingError, UnicodeDecodeError) as reason:
        raise WordingError(f"{path}: {' '.join(str(reason).split())}") from reason
