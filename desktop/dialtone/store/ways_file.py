"""Ways to a person, read strictly: the order in which they are offered, and what is known about other countries.

Every kind of way has exactly one place. Nothing is stated without a source that was read.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TypeVar

from dialtone.model.country import COUNTRIES
from dialtone.model.frozen import Frozen, replace
from dialtone.model.situation import Accounts, BothCountries, NoCalls
from dialtone.model.way import WayKind, WayOrder
from dialtone.model.wording import SOURCE
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import find_wrong_keys, read_publishers, read_words
from dialtone.store.situation_file import FOLDER as SITUATIONS
from dialtone.store.situation_file import with_publisher_names
from dialtone.store.toml_file import read_toml, refuse_first

_WAYS = "ways.toml"
_REACH = "reach.toml"
_Row = TypeVar("_Row", Accounts, NoCalls)


class _Texts(Frozen):
    """The texts for them in one language."""

    accounts: Mapping[str, str] = {}
    """By messenger."""
    no_calls: Mapping[str, str] = {}
    """By both ends: `RU-UA`."""


def load_ways(folder: Path) -> WayOrder:
    """Return the order of ways from `<folder>/ways.toml`. Raises `ResourceError` with the file and the kind."""
    path = folder / _WAYS
    order = read_toml(path, WayOrder)
    kinds = [row.kind for row in order.kinds]
    times = ((kind, kinds.count(kind)) for kind in WayKind)
    refuse_first(path, (f"{kind} stands there {number} times" for kind, number in times if number != 1))
    return order


def load_reach(folder: Path, language: str) -> BothCountries:
    """Return the contents of `<folder>/reach.toml` in a language. Raises `ResourceError` with file and reason."""
    path = folder / _REACH
    raw = read_toml(path, BothCountries)
    publishers = read_publishers(folder, SITUATIONS, language)
    refuse_first(path, _find_problems(raw, publishers))
    texts = read_words(folder, language, _REACH, _Texts)
    accounts = [(row.messenger, row) for row in raw.accounts]
    no_calls = [("-".join(row.ends), row) for row in raw.no_calls]
    wrong = (
        *find_wrong_keys("accounts", texts.accounts.keys(), {key for key, _ in accounts}),
        *find_wrong_keys("no_calls", texts.no_calls.keys(), {key for key, _ in no_calls}),
    )
    refuse_first(folder / LANGUAGES / SOURCE / _REACH, wrong)
    return replace(
        raw,
        accounts=tuple(_with_words(row, texts.accounts[key], publishers) for key, row in accounts),
        no_calls=tuple(_with_words(row, texts.no_calls[key], publishers) for key, row in no_calls),
    )


def _with_words(row: _Row, said: str, publishers: Mapping[str, str]) -> _Row:
    return replace(row, said=said, sources=with_publisher_names(row.sources, publishers))


def _find_problems(raw: BothCountries, publishers: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the file: a pair twice, no such country, a report not read, no such publisher."""
    pairs = [frozenset(pair.ends) for pair in raw.pairs]
    if twice := next((sorted(pair) for pair in pairs if pairs.count(pair) > 1), None):
        yield f"pairs: {' and '.join(twice)} stand there twice"
    reports: tuple[Accounts | NoCalls, ...] = (*raw.accounts, *raw.no_calls)
    if any(row.said for row in reports):
        yield "what a person reads stands in languages"
    ends = (*(pair.ends for pair in raw.pairs), *(row.ends for row in raw.no_calls))
    for code in chain(*ends, *(row.countries for row in raw.accounts)):
        if code not in COUNTRIES:
            yield f"{code} is no country"
    for row in reports:
        if not any(source.read for source in row.sources):
            yield f"{row.as_of}: no source was read"
        for source in row.sources:
            if source.publisher not in publishers:
                yield f"publisher: {source.publisher} is not known"
