"""The rules for authors of the advice: dates that do not contradict each other, sources, conditions, steps.

`./dev lint`, the tests and `./dev content build` apply them. The program itself checks only types and references.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dialtone.model.guidance import GuidanceEntry, Source
from dialtone.model.help_place import HelpTarget
from dialtone.model.way import WayKind
from dialtone.store.guidance_file import FOLDER, load_guidance
from dialtone.store.language_words import PUBLISHERS
from dialtone.store.toml_file import read_table, refuse_first

OF_MESSENGERS = frozenset(
    {WayKind.BOTH_ENDS, WayKind.KNOWN_THERE, WayKind.WORKS_HERE, WayKind.READABLE, WayKind.NO_WORD}
)
"""These ways come from what a check saw working; all others are advice."""
_OFFICIAL = ("OFF", "MEAS", "KNOW")
"""Sources a step may rest on: the maker or an authority, a measurement, or general knowledge. One is required."""
_COUNTRY = re.compile(r"[A-Z]{2}")
_MIN_SOURCES = 2


def load_checked(folder: Path, language: str) -> tuple[GuidanceEntry, ...]:
    entries = {entry.id: entry for entry in load_guidance(folder, language)}
    for path in sorted((folder / FOLDER).glob("*.toml")):
        if path.name != PUBLISHERS:
            raw = read_table(path)
            if raw["id"] != path.stem:
                refuse_first(path, [f"id: {raw['id']} is not the name of the file"])
            refuse_first(path, _find_problems(entries[path.stem], raw))
    return tuple(entries.values())


def _find_problems(entry: GuidanceEntry, raw: Mapping[str, Any]) -> Iterator[str]:
    yield from _find_wrong_frame(entry, raw)
    yield from _find_wrong_dates(entry, raw)
    yield from _find_wrong_when(entry)
    yield from _find_wrong_sources(entry)
    yield from _find_wrong_places(entry)
    yield from _find_wrong_tool(entry)


def _find_wrong_frame(entry: GuidanceEntry, raw: Mapping[str, Any]) -> Iterator[str]:
    texts = [link.get("what") for link in raw.get("links", ())]
    texts += [note.get("text") or note.get("reassurance") for note in raw.get("legal", ())]
    if any(texts):
        yield "what a person reads stands in languages"
    if len(entry.steps) <= len(entry.systems):
        yield "systems: some step must be for all of them"
    if entry.step_countries and "" not in entry.step_countries:
        yield "step_countries: some step must be for all of them"
    if len(entry.steps) < len(entry.step_countries):
        yield "step_countries: there are fewer steps"


def _find_wrong_dates(entry: GuidanceEntry, raw: Mapping[str, Any]) -> Iterator[str]:
    if entry.expires <= entry.written:
        yield "expires: must be after written"
    if not 0 < entry.review_every_days <= (entry.expires - entry.written).days:
        yield f"review_every_days: {entry.review_every_days} is not between 1 and the days until it expires"
    newest = max((source.date for source in entry.sources if source.read and source.date is not None), default=None)
    if entry.last_reviewed != newest:
        yield f"last_reviewed: {entry.last_reviewed} is not the day of the newest source that was read, {newest}"
    days = {f"sources[{number}].date": source.date for number, source in enumerate(entry.sources, 1)}
    days |= {f"links: {link.url} was opened": link.checked for link in entry.links}
    days |= {f"legal.{note['country']}.as_of": note["as_of"] for note in raw.get("legal", ())}
    for key, day in days.items():
        if day is not None and day > entry.written:
            yield f"{key}: {day} is after written"


def _find_wrong_when(entry: GuidanceEntry) -> Iterator[str]:
    when = entry.when
    has_conditions = bool(when.causes or when.networks or when.statuses or when.flags or when.works)
    reference_only = entry.kind is WayKind.REFERENCE
    if entry.kind in OF_MESSENGERS:
        yield f"kind: {entry.kind} is no advice"
    if reference_only is has_conditions:
        yield "when: a shelf entry has none" if reference_only else "when: nothing would ever show this"
    for local in entry.local:
        if not _COUNTRY.fullmatch(local.country):
            yield f"country: {local.country} is not two capital letters"


def _find_wrong_sources(entry: GuidanceEntry) -> Iterator[str]:
    for source in _list_sources(entry):
        yield from _find_wrong_source(source)
    if len({(source.publisher, source.address) for source in entry.sources}) < _MIN_SOURCES:
        yield f"sources: at least {_MIN_SOURCES} are needed"
    if not any(source.tag in _OFFICIAL for source in entry.sources):
        yield "sources: none is official"
    for note in entry.legal:
        if not note.source.read:
            yield f"legal.{note.country}: its source was not read"


def _list_sources(entry: GuidanceEntry) -> Iterator[Source]:
    yield from entry.sources
    yield from (note.source for note in entry.legal)
    yield from (sighting.source for sighting in (entry.tool.seen if entry.tool is not None else ()))


def _find_wrong_source(source: Source) -> Iterator[str]:
    if source.tag == "KNOW" and source.read:
        yield f"read: {source.publisher} is general knowledge, and nobody read it"
    if source.date is not None and not source.read:
        yield f"date: {source.publisher} was not read, so nobody knows its day"


def _find_wrong_places(entry: GuidanceEntry) -> Iterator[str]:
    for place in entry.places:
        if not 1 <= place.step <= len(entry.steps):
            yield f"places: there is no step {place.step}"
        elif not any(name in entry.steps[place.step - 1].lower() for name in _list_names(place.target)):
            yield f"places: step {place.step} does not name {place.target.url}"


def _list_names(target: HelpTarget) -> tuple[str, ...]:
    host = target.host.removeprefix("www.")
    owners = (part.removesuffix("-dns") for part in host.split(".")[-2:-1])
    return (*target.addresses, *owners, host or target.url.removeprefix("mailto:"))


def _find_wrong_tool(entry: GuidanceEntry) -> Iterator[str]:
    if entry.tool is None:
        return
    if not entry.legal:
        yield "tool: no law bears on it"
    if not entry.risk:
        yield "tool: its risk is not said"
    days = [sighting.on for sighting in entry.tool.seen]
    if days != sorted(days, reverse=True):
        yield "tool.seen: the newest comes first"
    for sighting in entry.tool.seen:
        if sighting.on > entry.written or not sighting.source.read:
            yield f"tool.seen: {sighting.country} {sighting.on}: a day that has come, and a source that was read"
