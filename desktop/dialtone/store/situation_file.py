"""What is publicly known about a country, read strictly: no row without a source that was read."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from dialtone.model.country import COUNTRIES
from dialtone.model.frozen import Frozen, replace
from dialtone.model.situation import (
    CountryRecord,
    DatePrecision,
    ReportedBlock,
    Situation,
    SituationSource,
)
from dialtone.model.wording import IN_ENGLISH, SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import PUBLISHERS, find_wrong_keys, read_publishers, read_words
from dialtone.store.toml_file import read_toml, refuse_first

FOLDER = "situations"
_LONGEST = 120
"""Maximum length of a sentence about a row: two of them are shown on one line of the page."""


class _RowWords(Frozen):
    said: str
    also: str = ""


class _Words(Frozen, rename={"inside": "in"}):
    """What a language says about a country."""

    inside: str
    across: str
    rows: Mapping[str, _RowWords] = {}
    """By `<messenger>.<what>`, and if there are two of these, by `<messenger>.<what>.<since>`."""


def load_situations(folder: Path, language: str) -> tuple[CountryRecord, ...]:
    """Return what is known about each country, from `<folder>/situations/*.toml`; nothing if the folder is missing.

    Raises `ResourceError`, which names file and key.
    """
    situations = folder / FOLDER
    if not situations.is_dir():
        return ()
    publishers = read_publishers(folder, FOLDER, language)
    files = (path for path in sorted(situations.glob("*.toml")) if path.name != PUBLISHERS)
    return tuple(_read_country(folder, path, publishers, language) for path in files)


def _read_country(folder: Path, path: Path, publishers: Mapping[str, str], language: str) -> CountryRecord:
    """Return what is known about one country, with its texts in a language. Raises `ResourceError`."""
    raw, name = read_toml(path, CountryRecord), f"{FOLDER}/{path.name}"
    words = read_words(folder, language, name, _Words)
    refuse_first(path, _find_problems(path, raw, publishers))
    keys = _word_keys(raw)
    refuse_first(folder.joinpath(LANGUAGES, SOURCE, name), find_wrong_keys("rows", words.rows.keys(), set(keys)))
    refuse_first(folder.joinpath(LANGUAGES, language, name), _find_wrong_texts(words))
    rows = (
        replace(row, said=texts.said, also=texts.also, sources=with_publisher_names(row.sources, publishers))
        for texts, row in zip((words.rows[key] for key in keys), raw.rows, strict=True)
    )
    reported = (replace(report, sources=with_publisher_names(report.sources, publishers)) for report in raw.reported)
    return replace(raw, inside=words.inside, across=words.across, rows=tuple(rows), reported=tuple(reported))


def _word_keys(raw: CountryRecord) -> list[str]:
    """Return the keys under which a language has the text of each row."""
    short = [f"{row.messenger}.{row.what}" for row in raw.rows]
    return [f"{key}.{row.since}" if short.count(key) > 1 else key for key, row in zip(short, raw.rows, strict=True)]


def _find_problems(path: Path, raw: CountryRecord, publishers: Mapping[str, str]) -> Iterator[str]:
    """Yield everything that is wrong with a country's file, each problem with the row that it is in."""
    if raw.country != path.stem or raw.country not in COUNTRIES:
        yield f"country: {raw.country} is not the name of the file and a country"
    if raw.inside or raw.across or any(row.said or row.also for row in raw.rows):
        yield "what a person reads stands in languages"
    for number, row in enumerate(raw.rows, 1):
        for problem in (*_find_wrong_dates(row, raw.as_of), *_find_wrong_sources(row, publishers)):
            yield f"rows[{number}] ({row.messenger}): {problem}"
    for number, report in enumerate(raw.reported, 1):
        for problem in (*_find_wrong_report(report, raw.as_of), *_find_wrong_sources(report, publishers)):
            yield f"reported[{number}] ({report.messenger}): {problem}"


def _find_wrong_dates(row: Situation, as_of: date) -> Iterator[str]:
    """Yield dates that contradict each other, the sources, or the day of the file."""
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
    """Yield what is wrong with a report: its day must be after those on which it was made."""
    for number, source in enumerate(report.sources, 1):
        if source.date is None:
            yield f"sources[{number}].date: a report has one"
            continue
        if source.date > as_of:
            yield f"sources[{number}].date: {source.date} is after as_of"
        if source.date >= report.reported_for:
            yield f"reported_for: {report.reported_for} is not after what sources[{number}] wrote"


def _find_wrong_texts(words: _Words) -> Iterator[str]:
    """Yield texts that do not fit where they are shown: in short rows, without a full stop."""
    for key, row in words.rows.items():
        for name, text in (("said", row.said), *((("also", row.also),) if row.also else ())):
            if not text or text.endswith((".", "…")) or len(text.removeprefix(IN_ENGLISH)) > _LONGEST:
                yield f"rows.{key}.{name}: missing, longer than {_LONGEST} letters, or with a full stop"


def _find_wrong_sources(row: Situation | ReportedBlock, publishers: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the sources of a row: one at least was read, and each publisher has a name."""
    if not any(source.read for source in row.sources):
        yield "sources: none that was read"
    for number, source in enumerate(row.sources, 1):
        if source.publisher not in publishers:
            yield f"sources[{number}].publisher: {source.publisher} is not in {PUBLISHERS}"


def with_publisher_names(
    sources: tuple[SituationSource, ...], publishers: Mapping[str, str]
) -> tuple[SituationSource, ...]:
    """Return sources with the names of their publishers instead of the keys in the file."""
    return tuple(replace(source, publisher=publishers[source.publisher]) for source in sources)
