"""What real hosts answer, where they stand and whose they are: ``answers.toml``, read strictly."""

import ipaddress
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

FILE = Path(__file__).with_name("answers.toml")
ASSUMED_ON = "2026-11-25"
"""The day of the assumptions that name none."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a row is from: somebody recorded it, or nobody did and the source says why it is taken for true."""

    kind: Literal["recorded", "assumed"] = "assumed"
    date: Annotated[str, msgspec.Meta(pattern=r"^20\d\d(-\d\d(-\d\d)?)?$")] = ASSUMED_ON
    source: str

    def __post_init__(self) -> None:
        """Refuse a recording without its day."""
        if self.kind == "recorded" and self.date == ASSUMED_ON:
            raise ValueError("a recording has a day of its own")


class Operator(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose servers: ``network`` is an autonomous system."""

    name: str
    network: int | None = None
    anycast: bool = False
    one_way_ms: float | None = None


class Distance(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where some addresses stand, if not where their operator mostly does."""

    addresses: tuple[str, ...]
    place: str
    one_way_ms: float


class Answer(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a host says to one path."""

    host: str
    path: str
    method: str = "GET"
    needs: tuple[str, ...] = ()
    """Request headers, in small letters, that must be there."""
    status: int
    length: int
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = {}
    text: str = ""
    """How the body begins; the rest is filler."""

    def fits(self, method: str, host: str, path: str, headers: Mapping[str, str]) -> bool:
        """Return whether it answers such a request. A row about GET speaks of HEAD as well."""
        if self.method != method and (self.method, method) != ("GET", "HEAD"):
            return False
        begins = self.path.endswith("*") and path.startswith(self.path[:-1])
        return self.host == host and (self.path == path or begins) and all(name in headers for name in self.needs)


class Answers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    operators: dict[str, Operator] = {}
    """By the owner of ``catalog.Host``."""
    distances: tuple[Distance, ...] = ()
    answers: tuple[Answer, ...] = ()

    def answer(self, method: str, host: str, path: str, headers: Mapping[str, str]) -> Answer | None:
        """Return the row that answers a request: the one for this method and this very path, and that needs most."""
        found = [row for row in self.answers if row.fits(method, host, path, headers)]
        return max(found, key=lambda row: (row.method == method, row.path == path, len(row.needs)), default=None)

    def before(self, rows: tuple[Answer, ...]) -> "Answers":
        """Return the same, with other rows in the place of those of the same host, path and method."""
        told = {(row.host, row.path, row.method) for row in rows}
        kept = tuple(row for row in self.answers if (row.host, row.path, row.method) not in told)
        return msgspec.structs.replace(self, answers=rows + kept)

    def lengths(self, host: str, path: str) -> list[int]:
        """Return how long the good answers of a path are that somebody noted; ``path`` may end in ``*``."""
        good = [row for row in self.answers if row.host == host and row.status == 200]
        begins = path[:-1] if path.endswith("*") else None
        return [row.length for row in good if row.path == path or (begins and row.path.startswith(begins))]

    def one_way_ms(self, address: str, owner: str) -> float | None:
        """Return the milliseconds from the provider's edge to an address; None if nobody noted them."""
        ip = ipaddress.ip_address(address)
        for row in self.distances:
            if any(ip in ipaddress.ip_network(net) for net in row.addresses):
                return row.one_way_ms
        operator = self.operators.get(owner)
        return operator.one_way_ms if operator else None


@lru_cache(maxsize=8)
def load_answers(file: Path = FILE) -> Answers:
    """Return the file. Raises an error that names the row: an unknown key, a missing source, a word that is no kind."""
    return msgspec.toml.decode(file.read_bytes(), type=Answers)
