"""Reads the sentences and the advice, strictly: what is missing or unknown is named and refused."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import TypeVar

import msgspec

from dialtone.model.vocabulary import Cause, Function, MessengerStatus, NetworkFlag, NetworkStatus
from dialtone.model.wording import FAMILIES, OVERRIDES, Family, GuidanceEntry, LegalNote, Link, Source, When, Wording

_TAGS = ("OFF", "MEAS", "MED", "COM", "KNOW")
_MOST_STEPS = 7
_FEWEST_SOURCES = 2
_T = TypeVar("_T")
_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


class WordingError(Exception):
    """A file of sentences or advice is not as it must be. The message is one line."""


def languages(folder: Path) -> tuple[str, ...]:
    """The languages there are sentences for."""
    try:
        return tuple(sorted(path.name for path in (folder / "wording").iterdir() if path.is_dir()))
    except OSError as reason:
        raise WordingError(f"{folder / 'wording'}: {reason.strerror}") from reason


# Sentences


def load_wording(folder: Path, language: str) -> Wording:
    """All sentences of a language, from `<folder>/wording/<language>/*.toml`."""
    place = folder / "wording" / language
    families = {family.name: family for family in FAMILIES}
    found: dict[str, str | tuple[str, ...]] = {}
    overrides: dict[str, tuple[Path, str | list[str]]] = {}
    seen: set[str] = set()
    for path in sorted(place.glob("*.toml")):
        for name, table in _decode(path, dict[str, dict[str, str | list[str]]]).items():
            if name == OVERRIDES:
                overrides.update((key, (path, value)) for key, value in table.items())
                continue
            if name not in families or name in seen:
                raise WordingError(f"{path}: [{name}] is {'given twice' if name in seen else 'not known'}")
            seen.add(name)
            found.update(_read_family(path, families[name], table))
    missing = sorted(families.keys() - seen)
    if missing:
        raise WordingError(f"{place}: [{missing[0]}] is missing")
    for key, (path, value) in overrides.items():
        messenger, name, inner = [*key.split(".", 2), "", ""][:3]
        if not _NAME.fullmatch(messenger) or name not in families:
            raise WordingError(f"{path}: {OVERRIDES}.{key} is not known")
        found[f"{OVERRIDES}.{key}"] = _read_sentence(path, families[name], inner, value)
    return Wording(
        language,
        {key: value for key, value in found.items() if isinstance(value, str)},
        {key: value for key, value in found.items() if isinstance(value, tuple)},
    )


def _read_family(path: Path, family: Family, table: Mapping[str, str | list[str]]) -> dict[str, str | tuple[str, ...]]:
    missing = sorted(family.required - table.keys())
    if missing:
        raise WordingError(f"{path}: {family.name}.{missing[0]} is missing")
    return {f"{family.name}.{key}": _read_sentence(path, family, key, value) for key, value in table.items()}


def _read_sentence(path: Path, family: Family, key: str, value: str | list[str]) -> str | tuple[str, ...]:
    name = f"{family.name}.{key}"
    if key not in family.required | family.optional:
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


# Advice


class _Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    risk: str
    steps: tuple[str, ...]
    does_not: str
    cost: str


class _When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    messengers: tuple[str, ...] = ()
    statuses: tuple[MessengerStatus, ...] = ()
    causes: tuple[Cause, ...] = ()
    every_cause: bool = False
    functions: tuple[Function, ...] = ()
    networks: tuple[NetworkStatus, ...] = ()
    platforms: tuple[str, ...] = ()
    not_causes: tuple[Cause, ...] = ()
    not_networks: tuple[NetworkStatus, ...] = ()
    not_flags: tuple[NetworkFlag, ...] = ()


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    publisher: str
    url: str
    tag: str


class _Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: dict[str, str]
    url: str
    checked: date | None = None


class _Legal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    country: str
    as_of: date
    expires: date
    source: _Source
    text: dict[str, str]


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    version: int
    rank: int
    last_reviewed: date
    expires: date
    on_expiry: str
    when: _When
    text: dict[str, _Text]
    sources: tuple[_Source, ...]
    closing: bool = False
    operator: str = ""
    links: tuple[_Link, ...] = ()
    legal: tuple[_Legal, ...] = ()


def load_guidance(folder: Path, language: str) -> tuple[GuidanceEntry, ...]:
    """All advice in a language, from `<folder>/guidance/*.toml`, by rank. No source, no entry."""
    entries: dict[str, GuidanceEntry] = {}
    for path in sorted((folder / "guidance").glob("*.toml")):
        raw = _decode(path, _Entry)
        _refuse_entry(path, raw)
        if language not in raw.text:
            raise WordingError(f"{path}: text.{language} is missing")
        entries[raw.id] = _entry(path, raw, language)
    return tuple(sorted(entries.values(), key=lambda entry: (entry.closing, entry.rank, entry.id)))


def _refuse_entry(path: Path, raw: _Entry) -> None:
    sources = (*raw.sources, *(note.source for note in raw.legal))
    problems = (
        (raw.id != path.stem, f"id: {raw.id} is not the name of the file"),
        *((source.tag not in _TAGS, f"tag: {source.tag} is not known") for source in sources),
        (len(raw.sources) < _FEWEST_SOURCES, f"sources: at least {_FEWEST_SOURCES} are needed"),
        (not any(source.tag in ("OFF", "MEAS", "KNOW") for source in raw.sources), "sources: none is official"),
        (raw.on_expiry not in ("warn", "hide"), f"on_expiry: {raw.on_expiry} is neither warn nor hide"),
        (raw.expires <= raw.last_reviewed, "expires: must be after last_reviewed"),
        (not (raw.when.causes or raw.when.networks or raw.when.statuses), "when: nothing would ever show this"),
        *((not link.url.startswith("https://"), f"url: {link.url} is not https") for link in raw.links),
        *((not source.url.startswith("https://"), f"url: {source.url} is not https") for source in sources),
        *((not 1 <= len(text.steps) <= _MOST_STEPS, f"text.{key}.steps") for key, text in raw.text.items()),
        *((not (text.title and text.risk), f"text.{key}: no title or risk") for key, text in raw.text.items()),
    )
    for wrong, problem in problems:
        if wrong:
            raise WordingError(f"{path}: {problem}")


def _entry(path: Path, raw: _Entry, language: str) -> GuidanceEntry:
    text = raw.text[language]
    return GuidanceEntry(
        id=raw.id,
        version=raw.version,
        rank=raw.rank,
        closing=raw.closing,
        when=When(**msgspec.structs.asdict(raw.when)),
        title=text.title,
        risk=text.risk,
        steps=text.steps,
        does_not=text.does_not,
        cost=text.cost,
        sources=tuple(_source(source) for source in raw.sources),
        links=tuple(Link(_in_language(path, link.what, language), link.url, link.checked) for link in raw.links),
        legal=tuple(
            LegalNote(
                note.country, _in_language(path, note.text, language), note.as_of, note.expires, _source(note.source)
            )
            for note in raw.legal
        ),
        operator=raw.operator,
        last_reviewed=raw.last_reviewed,
        expires=raw.expires,
        on_expiry=raw.on_expiry,
    )


def _source(raw: _Source) -> Source:
    return Source(raw.publisher, raw.url, raw.tag)


def _in_language(path: Path, texts: Mapping[str, str], language: str) -> str:
    if language not in texts:
        raise WordingError(f"{path}: a text is missing in {language}")
    return texts[language]


def _decode(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as reason:
        raise WordingError(f"{path}: {reason.strerror}") from reason
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        raise WordingError(f"{path}: {' '.join(str(reason).split())}") from reason
