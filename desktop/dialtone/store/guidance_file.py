"""The advice, read strictly: no entry without a source; anything missing or unknown is refused in one line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from dialtone.model.file_fields import NonEmpty, SecureUrl
from dialtone.model.frozen import Frozen, replace
from dialtone.model.guidance import EntryFacts, GuidanceEntry, LegalNote, LocalWords, Sighting, Source, Tool
from dialtone.model.help_place import HelpPlace, HelpTarget
from dialtone.model.maker import Publisher
from dialtone.model.way import OF_MESSENGERS, WayKind
from dialtone.model.wording import SOURCE, beside_english
from dialtone.store.conversion import copy_fields
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import PUBLISHERS, find_wrong_keys, read_publishers, read_words
from dialtone.store.toml_file import ResourceError, read_toml, refuse_first

FOLDER = "guidance"

_OFFICIAL = ("OFF", "MEAS", "KNOW")
"""Sources a step may rest on: the maker or an authority, a measurement, or general knowledge. One is required."""
_COUNTRY = re.compile(r"[A-Z]{2}")
_MIN_SOURCES = 2


class _LocalTable(Frozen):
    """What applies in one country only."""

    risk: str = ""
    does_not: str = ""


class _WordsTable(Frozen):
    """The text of an entry in one language: a separate file (`store/language_words.py`)."""

    title: NonEmpty
    risk: str
    steps: Annotated[tuple[str, ...], Meta(min_length=1, max_length=7)]
    does_not: NonEmpty
    cost: NonEmpty
    operator: str = ""
    local: Mapping[str, _LocalTable] = {}
    links: Mapping[str, str] = {}
    """By address."""
    law: Mapping[str, str] = {}
    """By country and date: `IR.2025-10-09`."""
    reassurance: Mapping[str, str] = {}
    """By the same key."""


class _PlaceTable(Frozen):
    """A website or a resolver that a step names."""

    step: int
    url: Annotated[str, Meta(pattern="^(https://|mailto:)")]
    addresses: tuple[str, ...] = ()
    resolver: bool = False


class _FrontTable(Frozen):
    """A tool's own entry point: a page behind a name that the network sees."""

    url: SecureUrl
    front: NonEmpty
    source: NonEmpty


class _ToolTable(Frozen):
    """A tool with a name."""

    name: str
    publishers: tuple[Publisher, ...] = ()
    seen: tuple[Sighting, ...] = ()
    fronts: tuple[_FrontTable, ...] = ()


class _EntryTable(EntryFacts, kw_only=True):
    """One file."""

    menus: Literal["", "compared", "not_compared"] = ""
    """Whether they were compared with the newest versions of the apps; empty where it names no menus."""
    withdrawn: date | None = None
    places: tuple[_PlaceTable, ...] = ()
    law_of: str = ""
    """The entry whose legal notes apply to this one too."""
    tool: _ToolTable | None = None


def load_guidance(folder: Path, language: str) -> tuple[GuidanceEntry, ...]:
    """Return all advice in a language, from `<folder>/guidance/*.toml`, by id, without withdrawn entries.

    Raises `ResourceError`.
    """
    guidance = folder / FOLDER
    publishers = read_publishers(folder, FOLDER, language)
    paths = [path for path in sorted(guidance.glob("*.toml")) if path.name != PUBLISHERS]
    files = {path.stem: read_toml(path, _EntryTable) for path in paths}
    words = {name: read_words(folder, language, f"{FOLDER}/{name}.toml", _WordsTable) for name in files}
    for name, raw in files.items():
        path = guidance / f"{name}.toml"
        refuse_first(path, (*_find_problems(name, raw, words[name]), *_find_wrong_publishers(raw, publishers)))
        refuse_first(folder.joinpath(LANGUAGES, SOURCE, FOLDER, path.name), _find_wrong_words(raw, words[name]))
        if raw.law_of and not (raw.law_of in files and files[raw.law_of].legal):
            raise ResourceError(f"{path}: law_of: {raw.law_of} has no legal notes")
    laws = {name: tuple(_legal_notes(raw, words[name], publishers)) for name, raw in files.items()}
    entries = (
        _make_entry(raw, words[name], (*laws.get(raw.law_of, ()), *laws[name]), publishers)
        for name, raw in files.items()
        if raw.withdrawn is None
    )
    return tuple(sorted(entries, key=lambda entry: entry.id))


def with_english(entries: Iterable[GuidanceEntry], english: Iterable[GuidanceEntry]) -> tuple[GuidanceEntry, ...]:
    """Return the advice of a draft translation, with the English text added to what it says about risk and law."""
    sources = {entry.id: entry for entry in english}
    return tuple(_with_english(entry, sources[entry.id]) for entry in entries)


def _with_english(entry: GuidanceEntry, english: GuidanceEntry) -> GuidanceEntry:
    """Return an entry whose texts on risk and law, where mistakes do harm, have the English ones beside them."""
    local = zip(entry.local, english.local, strict=True)
    legal = zip(entry.legal, english.legal, strict=True)
    return replace(
        entry,
        risk=beside_english(entry.risk, english.risk),
        local=tuple(
            replace(translated, risk=beside_english(translated.risk, source.risk)) for translated, source in local
        ),
        legal=tuple(
            replace(translated, text=beside_english(translated.text, source.text)) for translated, source in legal
        ),
    )


def _legal_notes(raw: _EntryTable, words: _WordsTable, publishers: Mapping[str, str]) -> Iterator[LegalNote]:
    """Yield the legal notes of an entry in one language."""
    for note in raw.legal:
        text, reassurance = words.law[note.key], words.reassurance.get(note.key, "")
        yield replace(note, text=text, reassurance=reassurance, source=_with_publisher_name(note.source, publishers))


def _find_problems(name: str, raw: _EntryTable, words: _WordsTable) -> Iterator[str]:
    """Yield everything that is wrong with an entry, as `key: reason`."""
    yield from _find_wrong_frame(name, raw, words)
    yield from _find_wrong_dates(raw)
    yield from _find_wrong_when(raw, words)
    yield from _find_wrong_sources(raw)
    yield from _find_wrong_places(raw, words)
    yield from _find_wrong_tool(raw, words)


def _find_wrong_frame(name: str, raw: _EntryTable, words: _WordsTable) -> Iterator[str]:
    """Yield mistakes in the fields that stand alone, and in the number of steps."""
    if raw.id != name:
        yield f"id: {raw.id} is not the name of the file"
    if any((*(link.what for link in raw.links), *(note.text or note.reassurance for note in raw.legal))):
        yield "what a person reads stands in languages"
    if len(words.steps) <= len(raw.systems):
        yield "systems: some step must be for all of them"
    if raw.step_countries and "" not in raw.step_countries:
        yield "step_countries: some step must be for all of them"
    if len(words.steps) < len(raw.step_countries):
        yield "step_countries: there are fewer steps"


def _find_wrong_dates(raw: _EntryTable) -> Iterator[str]:
    """Yield contradictions between dates: a review that did not happen, a source from the future."""
    if raw.expires <= raw.written:
        yield "expires: must be after written"
    if not 0 < raw.review_every_days <= (raw.expires - raw.written).days:
        yield f"review_every_days: {raw.review_every_days} is not between 1 and the days until it expires"
    newest = max((source.date for source in raw.sources if source.read and source.date is not None), default=None)
    if raw.last_reviewed != newest:
        yield f"last_reviewed: {raw.last_reviewed} is not the day of the newest source that was read, {newest}"
    days = {f"sources[{number}].date": entry.date for number, entry in enumerate(raw.sources, 1)}
    days |= {f"links: {link.url} was opened": link.checked for link in raw.links}
    days |= {f"legal.{note.country}.as_of": note.as_of for note in raw.legal}
    for key, day in days.items():
        if day is not None and day > raw.written:
            yield f"{key}: {day} is after written"


def _find_wrong_when(raw: _EntryTable, words: _WordsTable) -> Iterator[str]:
    """Yield mistakes in the conditions under which an entry is shown."""
    when = raw.when
    has_conditions = bool(when.causes or when.networks or when.statuses or when.flags)
    is_shelf = raw.kind is WayKind.SHELF
    if raw.kind in OF_MESSENGERS:
        yield f"kind: {raw.kind} is no advice"
    if is_shelf is has_conditions:
        yield "when: a shelf entry has none" if is_shelf else "when: nothing would ever show this"
    for country in words.local:
        if not _COUNTRY.fullmatch(country):
            yield f"country: {country} is not two capital letters"


def _find_wrong_words(raw: _EntryTable, words: _WordsTable) -> Iterator[str]:
    """Yield the keys of links and legal notes in the English texts that the entry lacks, or the other way round."""
    notes = {note.key for note in raw.legal}
    yield from find_wrong_keys("links", words.links.keys(), {link.url for link in raw.links})
    yield from find_wrong_keys("law", words.law.keys(), notes)
    yield from find_wrong_keys("reassurance", words.reassurance.keys() - notes, set())


def _find_wrong_sources(raw: _EntryTable) -> Iterator[str]:
    """Yield what is wrong with the sources: two different ones are needed, one of them official, and laws were read."""
    for source in _list_sources(raw):
        yield from _find_wrong_source(source)
    if len({(source.publisher, source.address) for source in raw.sources}) < _MIN_SOURCES:
        yield f"sources: at least {_MIN_SOURCES} are needed"
    if not any(source.tag in _OFFICIAL for source in raw.sources):
        yield "sources: none is official"
    for note in raw.legal:
        if not note.source.read:
            yield f"legal.{note.country}: its source was not read"


def _find_wrong_tool(raw: _EntryTable, words: _WordsTable) -> Iterator[str]:
    """Yield what is wrong with a named tool: it needs an applicable law, a risk, and sightings that were read."""
    if raw.tool is None:
        return
    if not raw.law_of and not raw.legal:
        yield "tool: no law bears on it"
    if not words.risk:
        yield "tool: its risk is not said"
    days = [sighting.on for sighting in raw.tool.seen]
    if days != sorted(days, reverse=True):
        yield "tool.seen: the newest comes first"
    for sighting in raw.tool.seen:
        if sighting.on > raw.written or not sighting.source.read:
            yield f"tool.seen: {sighting.country} {sighting.on}: a day that has come, and a source that was read"


def _find_wrong_places(raw: _EntryTable, words: _WordsTable) -> Iterator[str]:
    """Yield websites and resolvers that the step they belong to does not name."""
    for place in raw.places:
        if not 1 <= place.step <= len(words.steps):
            yield f"places: there is no step {place.step}"
        elif not any(name in words.steps[place.step - 1].lower() for name in _list_names(place)):
            yield f"places: step {place.step} does not name {place.url}"


def _list_names(place: _PlaceTable) -> tuple[str, ...]:
    """Return what may refer to a place in a step: one of its addresses, its mailbox, its site, or its owner's name."""
    host = HelpTarget(place.url).host.removeprefix("www.")
    owners = (part.removesuffix("-dns") for part in host.split(".")[-2:-1])
    return (*place.addresses, *owners, host or place.url.removeprefix("mailto:"))


def _list_sources(raw: _EntryTable) -> Iterator[Source]:
    """Yield every source of an entry: its own, those of its legal notes, and those of the sightings of its tool."""
    yield from raw.sources
    yield from (note.source for note in raw.legal)
    yield from (sighting.source for sighting in (raw.tool.seen if raw.tool is not None else ()))


def _find_wrong_source(source: Source) -> Iterator[str]:
    """Yield what contradicts itself in one source: its day is known only if it was read."""
    if source.tag == "KNOW" and source.read:
        yield f"read: {source.publisher} is general knowledge, and nobody read it"
    if source.date is not None and not source.read:
        yield f"date: {source.publisher} was not read, so nobody knows its day"


def _find_wrong_publishers(raw: _EntryTable, publishers: Mapping[str, str]) -> Iterator[str]:
    for source in _list_sources(raw):
        if source.publisher not in publishers:
            yield f"publisher: {source.publisher} is not in {PUBLISHERS}"


def _make_entry(
    raw: _EntryTable, words: _WordsTable, legal: tuple[LegalNote, ...], publishers: Mapping[str, str]
) -> GuidanceEntry:
    """Return an entry in one language, with the laws that apply to it."""
    texts = {name: getattr(words, name) for name in ("title", "risk", "steps", "does_not", "cost", "operator")}
    return copy_fields(
        GuidanceEntry,
        raw,
        omitting=("withdrawn", "law_of", "menus"),
        sources=tuple(_with_publisher_name(source, publishers) for source in raw.sources),
        places=tuple(HelpPlace(p.step, HelpTarget(p.url, p.addresses, p.resolver)) for p in raw.places),
        links=tuple(replace(link, what=words.links[link.url]) for link in raw.links),
        legal=legal,
        menus_compared=raw.menus != "not_compared",
        tool=None if raw.tool is None else _make_tool(raw.id, raw.tool, publishers),
        local=tuple(
            copy_fields(LocalWords, local_words, country=code) for code, local_words in sorted(words.local.items())
        ),
        **texts,
    )


def _make_tool(identifier: str, tool: _ToolTable, publishers: Mapping[str, str]) -> Tool:
    """Return a tool as the model has it: publishers by name, entry points as places that can be probed."""
    sightings = tuple(
        replace(sighting, source=_with_publisher_name(sighting.source, publishers)) for sighting in tool.seen
    )
    fronts = tuple(HelpTarget(front.url, front=front.front, tool=tool.name) for front in tool.fronts)
    return copy_fields(Tool, tool, id=identifier, seen=sightings, fronts=fronts)


def _with_publisher_name(source: Source, publishers: Mapping[str, str]) -> Source:
    return replace(source, publisher=publishers[source.publisher])
