"""What is publicly known about a country, and the ways to a person there, read strictly.

The rules for the authors of these files are in `tests/situation_rules.py`. `ways.toml` and `reach.toml` come only with
the program.
"""

from collections.abc import Mapping
from pathlib import Path

from dialtone.model.frozen import Frozen, replace
from dialtone.model.situation import BothCountries, CountryRecord
from dialtone.model.way import WayOrder
from dialtone.model.wording import SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import PUBLISHERS, find_wrong_keys, read_publishers, read_sourced, read_words
from dialtone.store.toml_file import read_toml, refuse_first

FOLDER = "situations"
WAYS = "ways.toml"
REACH = "reach.toml"


class _RowWords(Frozen):
    said: str
    also: str = ""


class _Words(Frozen, rename={"inside": "in"}):
    inside: str
    across: str
    rows: Mapping[str, _RowWords] = {}
    """By `<messenger>.<what>`; if several rows have that key, by `<messenger>.<what>.<since>`."""


class _ReachWords(Frozen):
    accounts: Mapping[str, str] = {}
    """By messenger."""
    no_calls: Mapping[str, str] = {}
    """By the countries of both ends: `RU-UA`."""


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
    raw = read_sourced(path, CountryRecord, publishers)
    name = f"{FOLDER}/{path.name}"
    words = read_words(folder, language, name, _Words)
    keys = _list_word_keys(raw)
    refuse_first(folder.joinpath(LANGUAGES, SOURCE, name), find_wrong_keys("rows", words.rows.keys(), set(keys)))
    rows = (
        replace(row, said=texts.said, also=texts.also)
        for texts, row in zip((words.rows[key] for key in keys), raw.rows, strict=True)
    )
    return replace(raw, inside=words.inside, across=words.across, rows=tuple(rows))


def _list_word_keys(raw: CountryRecord) -> list[str]:
    keys = [f"{row.messenger}.{row.what}" for row in raw.rows]
    return [f"{key}.{row.since}" if keys.count(key) > 1 else key for key, row in zip(keys, raw.rows, strict=True)]


def load_way_order(folder: Path) -> WayOrder:
    """Return the order of ways, from `<folder>/ways.toml`. Raises `ResourceError`."""
    return read_toml(folder / WAYS, WayOrder)


def load_reach(folder: Path, language: str) -> BothCountries:
    """Return what is known about conversations across a border (`<folder>/reach.toml`). Raises `ResourceError`."""
    raw = read_sourced(folder / REACH, BothCountries, read_publishers(folder, FOLDER, language))
    words = read_words(folder, language, REACH, _ReachWords)
    return replace(
        raw,
        accounts=tuple(replace(row, said=words.accounts[row.messenger]) for row in raw.accounts),
        no_calls=tuple(replace(row, said=words.no_calls["-".join(row.ends)]) for row in raw.no_calls),
    )
