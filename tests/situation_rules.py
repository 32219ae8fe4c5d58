"""The rules for authors of what is known about countries, and about pairs of them: dates, sources, texts that fit.

`./dev lint`, the tests and `./dev content build` apply them. The program itself checks only types and references.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from dialtone.model.situation import (
    COUNTRIES,
    Accounts,
    BothCountries,
    CountryRecord,
    DatePrecision,
    NoCalls,
    ReportedBlock,
    Situation,
)
from dialtone.model.way import WayKind, WayOrder
from dialtone.model.wording import IN_ENGLISH
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import PUBLISHERS
from dialtone.store.situation_file import FOLDER, REACH, WAYS, load_reach, load_situations, load_way_order
from dialtone.store.toml_file import read_table, refuse_first

_LONGEST = 120
"""Maximum length of a sentence about a row: two of them are shown on one line of the page."""


def load_checked(folder: Path, language: str) -> tuple[CountryRecord, ...]:
    records = load_situations(folder, language)
    paths = (path for path in sorted((folder / FOLDER).glob("*.toml")) if path.name != PUBLISHERS)
    for path, record in zip(paths, records, strict=True):
        refuse_first(path, _find_problems(path, record))
        refuse_first(folder.joinpath(LANGUAGES, language, FOLDER, path.name), _find_wrong_texts(record))
    return records


def _find_problems(path: Path, record: CountryRecord) -> Iterator[str]:
    raw = read_table(path)
    if record.country != path.stem or record.country not in COUNTRIES:
        yield f"country: {record.country} is not the name of the file and a country"
    rows = raw.get("rows", ())
    if raw.keys() & {"inside", "across"} or any("said" in row or "also" in row for row in _tables(rows)):
        yield "what a person reads stands in languages"
    for number, row in enumerate(record.rows, 1):
        for problem in (*_find_wrong_dates(row, record.as_of), *_find_unread(row)):
            yield f"rows[{number}] ({row.messenger}): {problem}"
    for number, report in enumerate(record.reported, 1):
        for problem in (*_find_wrong_report(report, record.as_of), *_find_unread(report)):
            yield f"reported[{number}] ({report.messenger}): {problem}"


def _tables(value: object) -> list[dict[str, object]]:
    return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []


def _find_wrong_dates(row: Situation, as_of: date) -> Iterator[str]:
    days = {"since": row.since, "until": row.until, "confirmed_until": row.confirmed_until}
    days |= {f"sources[{number}].date": source.date for number, source in enumerate(row.sources, 1)}
    for key, day in days.items():
        if day is not None and day > as_of:
            yield f"{key}: {day} is after as_of"
    if row.since is not None and row.until is not None and row.until < row.since:
        yield "until: before since"
    newest = max((source.date for source in row.sources if source.read and source.date is not None), default=None)
    if newest is None:
        yield "sources: none that was read has a day"
    for key, day in (("until", row.until), ("confirmed_until", row.confirmed_until)):
        if newest is not None and day is not None and day > newest:
            yield f"{key}: {day} is later than the newest source that was read, {newest}"
    if row.over and (row.until is not None or row.since is None):
        yield "over: for a row with a beginning whose last day is not known"
    if (row.since is None) is not (row.since_exact is DatePrecision.UNKNOWN):
        yield "since_exact: a beginning has one, and nothing else"


def _find_wrong_report(report: ReportedBlock, as_of: date) -> Iterator[str]:
    for number, source in enumerate(report.sources, 1):
        if source.date is None:
            yield f"sources[{number}].date: a report has one"
            continue
        if source.date > as_of:
            yield f"sources[{number}].date: {source.date} is after as_of"
        if source.date >= report.reported_for:
            yield f"reported_for: {report.reported_for} is not after what sources[{number}] wrote"


def _find_unread(row: Situation | ReportedBlock) -> Iterator[str]:
    """Yield that nobody read any source of a row."""
    if not any(source.read for source in row.sources):
        yield "sources: none that was read"


def _find_wrong_texts(record: CountryRecord) -> Iterator[str]:
    for row in record.rows:
        for name, text in (("said", row.said), *((("also", row.also),) if row.also else ())):
            if not text or text.endswith((".", "…")) or len(text.removeprefix(IN_ENGLISH)) > _LONGEST:
                key = f"rows.{row.messenger}.{row.what}.{name}"
                yield f"{key}: missing, longer than {_LONGEST} letters, or with a full stop"


# The ways to a person, and two countries


def check_ways(folder: Path) -> WayOrder:
    """Return the order of ways. Raises `ResourceError` unless every kind of way has exactly one place."""
    order = load_way_order(folder)
    kinds = [row.kind for row in order.kinds]
    times = ((kind, kinds.count(kind)) for kind in WayKind)
    refuse_first(folder / WAYS, (f"{kind} stands there {number} times" for kind, number in times if number != 1))
    return order


def check_reach(folder: Path, language: str) -> BothCountries:
    """Return what is known about pairs of countries. Raises `ResourceError` with the first mistake."""
    facts = load_reach(folder, language)
    refuse_first(folder / REACH, _find_wrong_pairs(facts))
    if any("said" in row for key in ("accounts", "no_calls") for row in _tables(read_table(folder / REACH).get(key))):
        refuse_first(folder / REACH, ["what a person reads stands in languages"])
    return facts


def _find_wrong_pairs(facts: BothCountries) -> Iterator[str]:
    pairs = [frozenset(pair.ends) for pair in facts.pairs]
    if twice := next((sorted(pair) for pair in pairs if pairs.count(pair) > 1), None):
        yield f"pairs: {' and '.join(twice)} stand there twice"
    ends = (*(pair.ends for pair in facts.pairs), *(row.ends for row in facts.no_calls))
    for code in chain(*ends, *(row.countries for row in facts.accounts)):
        if code not in COUNTRIES:
            yield f"{code} is no country"
    reports: tuple[Accounts | NoCalls, ...] = (*facts.accounts, *facts.no_calls)
    for row in reports:
        if not any(source.read for source in row.sources):
            yield f"{row.as_of}: no source was read"
