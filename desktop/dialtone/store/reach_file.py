"""What is known of reaching one country from another, read strictly: nothing is said without a source that was read."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from dialtone.model.both_countries import Accounts, BothCountries, NoCalls, Pair
from dialtone.model.country import COUNTRIES
from dialtone.model.situation import SituationSource
from dialtone.model.wording import SOURCE
from dialtone.store.conversion import into
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.language_words import read_words, wrong_keys
from dialtone.store.publishers_file import read_publishers
from dialtone.store.situation_file import FOLDER as SITUATIONS
from dialtone.store.wording_file import WordingError, decode_toml

_FILE = "reach.toml"
Day = date
"""A field named `date` hides the class of that name."""


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    publisher: str
    address: str
    read: bool
    date: Day | None = None


class _Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ends: tuple[str, str]
    messages: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    phone: bool = True
    as_of: date | None = None


class _Accounts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    messenger: str
    countries: tuple[str, ...]
    as_of: date
    sources: tuple[_Source, ...]


class _NoCalls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ends: tuple[str, str]
    as_of: date
    sources: tuple[_Source, ...]


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a language says of them."""

    accounts: dict[str, str] = {}
    """By messenger."""
    no_calls: dict[str, str] = {}
    """By both ends, as `RU-UA`."""


class _Reach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pairs: tuple[_Pair, ...]
    accounts: tuple[_Accounts, ...] = ()
    no_calls: tuple[_NoCalls, ...] = ()


def load_reach(folder: Path, language: str) -> BothCountries:
    """Return what `<folder>/reach.toml` holds, in a language. Raises `WordingError`, which names the file and what."""
    path = folder / _FILE
    raw = decode_toml(path, _Reach)
    publishers = read_publishers(folder, SITUATIONS, language)
    for problem in _problems(raw, publishers):
        raise WordingError(f"{path}: {problem}")
    said = read_words(folder, language, _FILE, _Said)
    for problem in (
        *wrong_keys("accounts", said.accounts.keys(), {row.messenger for row in raw.accounts}),
        *wrong_keys("no_calls", said.no_calls.keys(), {"-".join(row.ends) for row in raw.no_calls}),
    ):
        raise WordingError(f"{folder / LANGUAGES / SOURCE / _FILE}: {problem}")

    def told(sources: tuple[_Source, ...]) -> tuple[SituationSource, ...]:
        return tuple(into(SituationSource, one, publisher=publishers[one.publisher]) for one in sources)

    return BothCountries(
        tuple(into(Pair, row) for row in raw.pairs),
        tuple(into(Accounts, r, said=said.accounts[r.messenger], sources=told(r.sources)) for r in raw.accounts),
        tuple(into(NoCalls, r, said=said.no_calls["-".join(r.ends)], sources=told(r.sources)) for r in raw.no_calls),
    )


def _problems(raw: _Reach, publishers: Mapping[str, str]) -> Iterator[str]:
    ends = [frozenset(pair.ends) for pair in raw.pairs]
    both = (*(pair.ends for pair in raw.pairs), *(row.ends for row in raw.no_calls))
    named = [code for codes in (*both, *(row.countries for row in raw.accounts)) for code in codes]
    told = (*((row.as_of, row.sources) for row in raw.accounts), *((row.as_of, row.sources) for row in raw.no_calls))
    if twice := next((sorted(one) for one in ends if ends.count(one) > 1), None):
        yield f"pairs: {' and '.join(twice)} stand there twice"
    for code in named:
        if code not in COUNTRIES:
            yield f"{code} is no country"
    for as_of, sources in told:
        if not any(source.read for source in sources):
            yield f"{as_of}: no source was read"
        for source in sources:
            if source.publisher not in publishers:
                yield f"publisher: {source.publisher} is not known"
