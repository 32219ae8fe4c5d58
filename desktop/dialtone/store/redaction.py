"""A check that can be shared: it shows what a network did, but not whose network it is or who made the check.

Only the facts listed here are kept: one added by a later version is left out until it is listed as identifying nobody.
The judge's verdict on a redacted check is the same as on the complete one.
"""

import ipaddress
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time
from fnmatch import fnmatchcase
from itertools import count
from typing import TypeVar

from dialtone.model.catalogue import Catalogue
from dialtone.model.check import Check
from dialtone.model.fact import SYSTEM_RESOLVER, Fact, Facts, FactValue
from dialtone.model.frozen import replace
from dialtone.model.host import BLOCK_PAGES, ROUTER_PAGES
from dialtone.model.observation import Observation
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Step

_Verdict = TypeVar("_Verdict", NetworkVerdict, MessengerVerdict, FunctionVerdict)
_HIDDEN = "hidden"
_HIDDEN_HOST = "hidden.invalid"  # RFC 2606
_KEPT_FACTS = frozenset(
    {
        *(Fact.DELIVERED, Fact.RESENT, Fact.ROUND_TRIP, Fact.FROM, Fact.LAG, Fact.STILL_COMING, Fact.SENT),
        *(Fact.REFUSED_AFTER, Fact.VIA, Fact.LINE_RATE, Fact.HEARD_BY_OTHERS, Fact.HELD_HERE),
        *(Fact.TRANSPORT, Fact.KIND, Fact.FAMILY, Fact.HOSTS_FILE, Fact.SEARCH_LIST, Fact.ADDRESSES_IN_ALL),
        *(Fact.ASKED, Fact.ASKED_AT, Fact.ASKED_BESIDE),
        *(Fact.VERSION, Fact.ALPN, Fact.LOGGED, Fact.MOZILLA, Fact.LISTED, Fact.NATIONAL, Fact.REASON),
        *(Fact.STATUS, Fact.HTML, Fact.CHALLENGE, Fact.TEXT_AS_EXPECTED, Fact.INDICATOR),
        *(Fact.BYTES, Fact.FLOW_SECONDS, Fact.COMPLETE, Fact.EXCHANGES, Fact.LIVED),
        *(Fact.ANSWER, Fact.PROOF),
        *(Fact.SPARED, Fact.REPLY, Fact.METHOD, Fact.LOGIN),
        *(Fact.JA4, Fact.SHAPE_IN_DOUBT),
    }
)
"""Facts that are kept as they are: outcomes in words of a protocol or of Dialtone. For the others see `_Pseudonyms`."""
_SPECIAL_ADDRESSES = frozenset({"0.0.0.0", "::", "127.0.0.1", "::1"})  # noqa: S104 - what resolvers may answer
_POOLS: tuple[tuple[str, str], ...] = (
    ("198.18.0.0/15", "198.18.0."),  # what local helper programs answer instead of the real address
    ("100.64.0.0/10", "100.64.0."),  # behind the provider's own NAT
    ("64:ff9b::/96", "64:ff9b::"),
)
"""Blocks that mean something to the judge, and the prefix of the addresses that replace one in the block."""
_TIME_OF_DAY = time(10, tzinfo=UTC)
"""The time given to each check: the same day from Hawaii (UTC-10) to New Zealand in summer (UTC+13)."""
_FIXED_TIME = 1_000_000_000  # the Unix time that replaces this computer's clock
_PRIVATE_V4_PREFIX = "192.168.0."
_PRIVATE_V6_PREFIX = "fd00::"
"""The prefixes of the addresses that replace one that is not global."""


def redact(check: Check, catalogue: Catalogue) -> Check:
    """Return a check without what identifies its maker: addresses, names, servers, the time of day, exact totals.

    The list of tested messengers is kept, which shows which ones mattered to the maker; so is the time of each step.
    """
    public = tuple(m for m in check.messengers if _is_public(m, catalogue))
    ids = {m.messenger for m in public}
    outside = check.outside
    if outside is not None and outside.check is not None:
        outside = replace(outside, check=redact(outside.check, catalogue))
    pseudonyms = _Pseudonyms(catalogue)
    observations = tuple(pseudonyms.redact(o) for o in check.observations if not o.messenger or o.messenger in ids)
    numbers = frozenset(o.number for o in observations)
    return replace(
        check,
        started_at=datetime.combine(check.started_at.astimezone(), _TIME_OF_DAY),
        seconds=float(round(check.seconds)),
        # exact totals would let a provider find the line among those of a day
        bytes_sent=round(check.bytes_sent, -4),
        bytes_received=round(check.bytes_received, -4),
        network=_limit_evidence(check.network, numbers),
        messengers=tuple(_redact_messenger(m, numbers) for m in public),
        observations=observations,
        outside=outside,
    )


def _is_public(verdict: MessengerVerdict, catalogue: Catalogue) -> bool:
    """Return whether a messenger is in the catalogue, and was not tested on the person's own server."""
    messenger = catalogue.messenger(verdict.messenger)
    if messenger is None:
        return False
    return messenger.own_server is None or verdict.status in UNTESTABLE


def _redact_messenger(verdict: MessengerVerdict, numbers: frozenset[int]) -> MessengerVerdict:
    functions = tuple(_limit_evidence(function, numbers) for function in verdict.functions)
    return replace(_limit_evidence(verdict, numbers), installed=False, old_app=None, functions=functions)


def _limit_evidence(verdict: _Verdict, numbers: frozenset[int]) -> _Verdict:
    limited = (replace(e, observations=tuple(n for n in e.observations if n in numbers)) for e in verdict.evidence)
    return replace(verdict, evidence=tuple(limited))


class _Pseudonyms:
    """Replaces names and addresses, each in the same way wherever it occurs."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Collect what may stay, since it is the same for everybody: the catalogue's names, addresses and resolvers."""
        endpoints = catalogue.contacted
        resolvers = catalogue.controls.resolvers
        plain = catalogue.controls.plain_resolvers
        self._names = {e.host for e in endpoints if e.host} | {r.host for r in resolvers}
        self._names.add(catalogue.controls.neutral_name)
        self._resolvers = {SYSTEM_RESOLVER, *(r.id for r in resolvers), *(r.id for r in plain)}
        self._addresses = {a for e in endpoints for a in e.addresses} | {a for r in resolvers for a in r.addresses}
        self._addresses |= {a for r in resolvers for a in r.shown_names} | _SPECIAL_ADDRESSES | BLOCK_PAGES
        self._addresses |= {r.address for r in plain}
        self._hidden: dict[str, str] = {}
        """The address that replaces each address."""
        self._inspectors = catalogue.controls.inspectors
        self._issuers: dict[str, int] = {}
        self._certificates: dict[str, int] = {}
        """The numbers that replace unknown issuers and certificates, in the order of their occurrence."""
        self._hidden_facts: dict[Fact, Callable[[FactValue], FactValue]] = {
            Fact.SNI: self._hide_name,
            Fact.LOCATION_HOST: self._hide_name,
            Fact.CERTIFICATE: self._hide_certificate,
            Fact.NAMED_PATH: lambda _: f"/{_HIDDEN}",
            Fact.NAMED_SERVER: lambda _: f"https://{_HIDDEN}",
            Fact.RESOLVER: self._hide_resolver,
            Fact.ADDRESSES: self._hide_addresses,
            Fact.SECOND_ANSWER: self._hide_addresses,
        }

    def redact(self, o: Observation) -> Observation:
        """Return a step with only the facts that this file lists, and with names, addresses and times replaced."""
        facts: Facts = {fact: value for fact, value in o.facts.items() if fact in _KEPT_FACTS}
        facts |= {fact: hide(o.facts[fact]) for fact, hide in self._hidden_facts.items() if fact in o.facts}
        facts |= self._hide_issuer(o.facts) | _hide_time(o.facts)
        target = self._hide_lookup_target(o.target) if o.step is Step.DNS else self._hide_target(o.target)
        return replace(o, target=target, facts=facts)

    def _hide_name(self, value: FactValue) -> str:
        return str(value) if value in self._names | BLOCK_PAGES | ROUTER_PAGES else _HIDDEN_HOST

    def _hide_issuer(self, facts: Mapping[Fact, FactValue]) -> Facts:
        """Return who signed a certificate: a public authority, a known program, or a number for an unknown issuer.

        Any other issuer may contain a company's name, and its certificates may be unique to one computer.
        """
        names = [str(facts[fact]) for fact in (Fact.ISSUER, Fact.ISSUER_ORGANIZATION) if fact in facts]
        if any(facts.get(fact) is True for fact in (Fact.MOZILLA, Fact.LISTED, Fact.NATIONAL)):
            shown_facts = (Fact.ISSUER, Fact.ISSUER_ORGANIZATION, Fact.CERTIFICATE)
            return {fact: facts[fact] for fact in shown_facts if fact in facts}
        if not any(names):
            return {}
        if program := self._find_inspector(names):
            return {Fact.ISSUER: program}
        number = self._issuers.setdefault(names[0], len(self._issuers) + 1)
        return {Fact.ISSUER: f"{_HIDDEN} {number}"}

    def _find_inspector(self, names: Sequence[str]) -> str:
        """Return how a known program that inspects TLS names itself as issuer; empty if these names are of none."""
        for pattern in (pattern for program in self._inspectors for pattern in program.issuers):
            if any(fnmatchcase(name.casefold(), pattern.casefold()) for name in names):
                return pattern.replace("*", "")
        return ""

    def _hide_certificate(self, value: FactValue) -> str:
        """Return a number for a certificate: the judge compares what several hosts showed."""
        return f"{_HIDDEN} {self._certificates.setdefault(str(value), len(self._certificates) + 1)}"

    def _hide_resolver(self, value: FactValue) -> str:
        return str(value) if value in self._resolvers else _HIDDEN

    def _hide_addresses(self, value: FactValue) -> FactValue:
        """Return a resolver's answer with its addresses hidden; one that failed is a word, which is kept."""
        if isinstance(value, tuple):
            return tuple(self._hide_address(item) for item in value)
        return value

    def _hide_lookup_target(self, target: str) -> str:
        name, _, resolver = target.rpartition("@")
        transport, colon, address = resolver.partition(":")
        hidden_resolver = f"{transport}:{self._hide_address(address)}" if colon else self._hide_resolver(resolver)
        return f"{self._hide_name(name)}@{hidden_resolver}"

    def _hide_target(self, target: str) -> str:
        host, _, port = target.rpartition(":")
        address = self._hide_address(host.strip("[]"))
        return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"

    def _hide_address(self, text: str) -> str:
        """Return an address of the catalogue unchanged; for any other, a made-up one in the same block.

        A large service has servers inside providers' networks: a full address would reveal the provider.
        """
        if text in self._addresses:
            return text
        if text not in self._hidden:
            try:
                prefix = _choose_prefix(ipaddress.ip_address(text))
            except ValueError:
                return _HIDDEN
            candidates = (_with_number(prefix, number) for number in count(len(self._hidden) + 1))
            self._hidden[text] = next(address for address in candidates if address not in self._addresses)
        return self._hidden[text]


def _hide_time(facts: Mapping[Fact, FactValue]) -> Facts:
    """Return the server's and this computer's time, both moved so that only their difference shows; {} without both."""
    server_time = facts.get(Fact.SERVER_TIME)
    own_time = facts.get(Fact.OWN_TIME)
    if not isinstance(server_time, int | float) or not isinstance(own_time, int | float):
        return {}
    return {Fact.OWN_TIME: _FIXED_TIME, Fact.SERVER_TIME: _FIXED_TIME + server_time - own_time}


def _choose_prefix(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """Return the prefix of the address that replaces this one: as much of it as the judge derives something from."""
    for network, prefix in _POOLS:
        if address in ipaddress.ip_network(network):
            return prefix
    is_ipv6 = address.version == 6
    if not address.is_global:
        return _PRIVATE_V6_PREFIX if is_ipv6 else _PRIVATE_V4_PREFIX
    if is_ipv6:
        return f"{address.exploded[:9]}::"  # `exploded` has all four digits of each group
    return ".".join(address.exploded.split(".")[:2]) + "."


def _with_number(prefix: str, number: int) -> str:
    """Return the address with this number under a prefix, which has two or three of the four parts of IPv4."""
    if ":" in prefix:
        return f"{prefix}{number:x}"
    last_part = number % 254 + 1  # 1 to 254: 0 and 255 may be the addresses of a network and of its broadcast
    return f"{prefix}{number // 254}.{last_part}" if prefix.count(".") == 2 else f"{prefix}{last_part}"
