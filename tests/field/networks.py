"""Whose an address is, without asking a service: the catalogue's ranges, and tables that the person downloaded.

The tables are RIPE's: `riswhoisdump.IPv4.gz` (and IPv6), lines of `AS<TAB>prefix<TAB>peers`; and
`delegated-ripencc-extended-latest` (also those of the other registries), lines of `registry|CC|ipv4|first|count|…`.
"""

import bisect
import gzip
import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dialtone.model.catalogue import Operator

_GZIP = b"\x1f\x8b"
_AT_LEAST_SEEN = 10
"""Peers that must have seen a prefix: fewer are mistakes and experiments (RIPE's own advice)."""

Span = tuple[int, int, str]
"""The first and the last address of a range as numbers, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Networks:
    """Tables by address; each may be empty."""

    operators: tuple[Operator, ...] = ()
    numbers: dict[int, list[Span]] = field(default_factory=dict)
    """By IP version: the number of the network."""
    countries: dict[int, list[Span]] = field(default_factory=dict)

    def operator(self, address: str) -> str:
        """Return the operator that the catalogue knows there; empty for none."""
        return next((one.id for one in self.operators if one.has(address)), "")

    def number(self, address: str) -> int | None:
        """Return the number of the network with the narrowest range; None where no table says it."""
        found = _narrowest(self.numbers, address)
        return int(found) if found.isdigit() else None

    def country(self, address: str) -> str:
        """Return the country of registration; empty where no table says it."""
        return _narrowest(self.countries, address)


def read_networks(operators: tuple[Operator, ...], routes: Iterable[Path], delegated: Iterable[Path]) -> Networks:
    """Return the tables of the files. Raises `OSError` where one cannot be read; a line that is none is passed over."""
    return Networks(
        operators,
        _sorted(span for path in routes for line in _lines(path) for span in _route(line)),
        _sorted(span for path in delegated for line in _lines(path) for span in _delegation(line)),
    )


def _lines(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    text = gzip.decompress(data) if data.startswith(_GZIP) else data
    yield from text.decode("utf-8", errors="replace").splitlines()


def _route(line: str) -> Iterator[tuple[int, Span]]:
    parts = line.split()
    if len(parts) < 2 or not parts[0].isdigit() or (len(parts) > 2 and _is_rare(parts[2])):
        return
    try:
        network = ipaddress.ip_network(parts[1])
    except ValueError:
        return
    yield network.version, (int(network[0]), int(network[-1]), parts[0])


def _is_rare(peers: str) -> bool:
    return peers.isdigit() and int(peers) < _AT_LEAST_SEEN


def _delegation(line: str) -> Iterator[tuple[int, Span]]:
    parts = line.split("|")
    if len(parts) < 5 or parts[2] not in ("ipv4", "ipv6") or not parts[4].isdigit() or len(parts[1]) != 2:
        return
    try:
        first = ipaddress.ip_address(parts[3])
    except ValueError:
        return
    size = int(parts[4]) if first.version == 4 else 1 << (128 - int(parts[4]))
    yield first.version, (int(first), int(first) + size - 1, parts[1])


def _sorted(spans: Iterable[tuple[int, Span]]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {4: [], 6: []}
    for version, span in spans:
        found[version].append(span)
    return {version: sorted(rows) for version, rows in found.items()}


def _narrowest(tables: dict[int, list[Span]], address: str) -> str:
    ip = ipaddress.ip_address(address)
    rows, number = tables.get(ip.version, []), int(ip)
    at = bisect.bisect_right(rows, (number, 1 << 129, ""))
    best: Span | None = None
    for first, last, what in reversed(rows[max(0, at - 64) : at]):
        if last >= number and (best is None or last - first < best[1] - best[0]):
            best = (first, last, what)
    return best[2] if best else ""
