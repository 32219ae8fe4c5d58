"""What is publicly known about a country, read strictly. The rules for its authors: `tests/situation_rules.py`."""

from collections.abc import Mapping
from pathlib import Path

from dialtone.model.frozen import Frozen, replace
from dialtone.model.situation import CountryRecord, SituationSource
from dialtone.model.wording import SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import PUBLISHERS, find_wrong_keys, read_publishers, read_words
from dialtone.store.toml_file import read_toml, refuse_first

FOLDER = "situations"


class _RowWords(Frozen):
    """The text of a row, and what to add to it."""

    said: str
    also: str = ""


class _Words(Frozen, rename={"inside": "in"}):
    """The texts about a country in one language."""

    inside: str
    across: str
    rows: Mapping[str, _RowWords] = {}
    """By `<messenger>.<what>`; if several rows have that key, by `<messenger>.<what>.<since>`."""


def load_situations(folder: Path, language: str) -> tuple[CountryRecord, ...]:
    """Return what is known about each country (`<folder>/situations/*.toml`); may be empty. Raises `ResourceError`."""
    situations = folder / FOLDER
    if not situations.is_dir():
        return ()
    publishers = read_publishers(folder, FOLDER, language)
    files = (path for path in sorted(situations.glob("*.toml")) if path.name != PUBLISHERS)
    return tuple(_read_country(folder, path, publishers, language) for path in files)


def _read_country(folder: Path, path: Path, publishers: Mapping[str, str], language: str) -> CountryRecord:
    """Return what is known about the country of a file, with its texts in a language. Raises `ResourceError`."""
    raw, name = read_toml(path, CountryRecord), f"{FOLDER}/{path.name}"
    words = read_words(folder, language, name, _Words)
    keys = _list_word_keys(raw)
    refuse_first(folder.joinpath(LANGUAGES, SOURCE, name), find_wrong_keys("rows", words.rows.keys(), set(keys)))
    rows = (
        replace(row, said=texts.said, also=texts.also, sources=with_publisher_names(row.sources, publishers))
        for texts, row in zip((words.rows[key] for key in keys), raw.rows, strict=True)
    )
    reported = (replace(report, sources=with_publisher_names(report.sources, publishers)) for report in raw.reported)
    return replace(raw, inside=words.inside, across=words.across, rows=tuple(rows), reported=tuple(reported))


def _list_word_keys(raw: CountryRecord) -> list[str]:
    """Return the key of each row's text (`_Words.rows`), in the order of the rows."""
    keys = [f"{row.messenger}.{row.what}" for row in raw.rows]
    return [f"{key}.{row.since}" if keys.count(key) > 1 else key for key, row in zip(keys, raw.rows, strict=True)]


def with_publisher_names(
    sources: tuple[SituationSource, ...], publishers: Mapping[str, str]
) -> tuple[SituationSource, ...]:
    """Return sources with the names of their publishers instead of their ids, which `publishers` maps to names."""
    return tuple(replace(source, publisher=publishers[source.publisher]) for source in sources)
