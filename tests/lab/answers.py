"""What real hosts answer, where they stand and whose they are: ``answers.toml``, read strictly."""

from __future__ import annotations

import datetime as dt
import ipaddress
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

FILE = Path(__file__).with_name("answers.toml")


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row is from: somebody recorded it, or nobody did and the source says why it is taken for true."""

    kind: Literal["recorded", "assumed"]
    date: dt.date
    source: str


class Operator(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose servers: ``owner`` is the one of ``catalog.Host``, ``network`` an autonomous system."""

    owner: str
    name: str
    network: int | None = None
    anycast: bool = False
    one_way_ms: float | None = None


class Distance(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where some addresses stand, if not where their operator mostly does."""

    addresses: tuple[str, ...]
    place: str
    one_way_ms: float


class Answers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    operators: tuple[Operator, ...] = ()
    distances: tuple[Distance, ...] = ()

    def operator(self, owner: str) -> Operator | None:
        """The operator of a host, if the file names it."""
        return next((found for found in self.operators if found.owner == owner), None)

    def one_way_ms(self, address: str, owner: str) -> float | None:
        """Milliseconds from the provider's edge to an address; None: nobody noted it."""
        ip = ipaddress.ip_address(address)
        for row in self.distances:
            if any(ip in ipaddress.ip_network(net) for net in row.addresses):
                return row.one_way_ms
        operator = self.operator(owner)
        return operator.one_way_ms if operator else None


@lru_cache(maxsize=8)
def read_answers(file: Path = FILE) -> Answers:
    """The file, or an error that names the row: an unknown key, a missing source, a word that is no kind."""
    return msgspec.toml.decode(file.read_bytes(), type=Answers)
