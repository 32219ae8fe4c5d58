"""Ways to a person: the order in which they are offered, and what is known about conversations across a border.

Both come only with the program. The rules for their authors are in `tests/situation_rules.py`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from dialtone.model.frozen import Frozen, replace
from dialtone.model.situation import Accounts, BothCountries, NoCalls
from dialtone.model.way import WayOrder
from dialtone.store.language_words import read_publishers, read_words
from dialtone.store.situation_file import FOLDER as SITUATIONS
from dialtone.store.situation_file import with_publisher_names
from dialtone.store.toml_file import read_toml

WAYS = "ways.toml"
REACH = "reach.toml"
_Row = TypeVar("_Row", Accounts, NoCalls)


class _Texts(Frozen):
    """The texts for `reach.toml` in one language."""

    accounts: Mapping[str, str] = {}
    """By messenger."""
    no_calls: Mapping[str, str] = {}
    """By the countries of both ends: `RU-UA`."""


def load_way_order(folder: Path) -> WayOrder:
    """Return the order of ways, from `<folder>/ways.toml`. Raises `ResourceError`, which names file and key."""
    return read_toml(folder / WAYS, WayOrder)


def load_reach(folder: Path, language: str) -> BothCountries:
    """Return the contents of `<folder>/reach.toml` in a language. Raises `ResourceError`, which names file and key."""
    raw = read_toml(folder / REACH, BothCountries)
    publishers = read_publishers(folder, SITUATIONS, language)
    texts = read_words(folder, language, REACH, _Texts)
    return replace(
        raw,
        accounts=tuple(_with_words(row, texts.accounts[row.messenger], publishers) for row in raw.accounts),
        no_calls=tuple(_with_words(row, texts.no_calls["-".join(row.ends)], publishers) for row in raw.no_calls),
    )


def _with_words(row: _Row, said: str, publishers: Mapping[str, str]) -> _Row:
    """Return a row with its text, and with the names of its sources' publishers, which `publishers` has by id."""
    return replace(row, said=said, sources=with_publisher_names(row.sources, publishers))
