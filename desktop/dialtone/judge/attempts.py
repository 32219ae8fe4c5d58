"""Attempts: the observations of one judging, grouped once. What a rule looks at comes from here."""

import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, ResolverKind, ResolverPlace, Step, Variant, Wire

GREETING: dict[Wire, Step] = {
    Wire.TCP: Step.TCP,
    Wire.TLS: Step.TLS,
    Wire.HTTPS: Step.HTTP,
    Wire.HTTP: Step.HTTP,
    Wire.WEBSOCKET: Step.WEBSOCKET,
    Wire.WHATSAPP_WEBSOCKET: Step.NOISE,
    Wire.WHATSAPP_NOISE: Step.NOISE,
    Wire.MTPROTO: Step.MTPROTO,
    Wire.MTPROTO_WEBSOCKET: Step.MTPROTO,
    Wire.STUN: Step.STUN,
    Wire.STUN_TCP: Step.STUN,
    Wire.STUN_TLS: Step.STUN,
    Wire.TELEGRAM_REFLECTOR: Step.REFLECTOR,
    Wire.NTP: Step.NTP,
    Wire.QUIC: Step.QUIC,
    Wire.IMAP: Step.IMAP,
    Wire.SMTP: Step.SMTP,
}
"""The step whose success is the app's own greeting answered by a verified peer. Anything less proves nothing."""

FOREIGN = frozenset({Failure.CERT_UNTRUSTED, Failure.CERT_NAME})
"""Certificates of another host."""
CERTIFICATE = FOREIGN | {Failure.CERT_EXPIRED, Failure.CERT_NOT_YET}
CUT = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.CLOSED, Failure.REFUSED})
"""Failures without an answer."""
REFUSED = (Failure.REFUSED, Failure.RESET)
"""How a connection ends that the server, or something on the way, rejects."""
SILENT_ABOUT_NETWORK = frozenset({Failure.NOT_IN_TIME, Failure.BUG, Failure.DENIED})
"""Failures that say nothing about the network."""

_NOT_DIRECT = (Variant.PROXIED, Variant.ONE_HOP)  # made by another host, or not meant to arrive
_UNFINISHED = (Step.FLOW, Failure.NOT_IN_TIME)  # a page still coming: how fast it came till then is known
_INVENTED = ("198.18.", "198.19.")
_ENCRYPTED = "https"
"""The transport of a lookup that can be trusted; the system's own names none."""


class Attempt(Frozen):
    """The steps of one connection, in order."""

    variant: Variant
    origin: str
    """`system`, `trusted`, `plain` or `built_in`: how the address was learnt."""
    steps: tuple[Observation, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The observations it consists of."""
        return tuple(step.number for step in self.steps)

    @property
    def last(self) -> Observation:
        """The last step that exists."""
        return self.steps[-1]

    @property
    def failure(self) -> Failure | None:
        """The failure it ended with, if any."""
        return self.last.failure

    @property
    def target(self) -> str:
        """The address and port."""
        return self.last.target

    @property
    def address(self) -> str:
        """The address alone."""
        return self.target.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The port alone; 0 where the target has none."""
        port = self.target.rpartition(":")[2]
        return int(port) if port.isdecimal() else 0

    def find(self, step: Step) -> Observation | None:
        """Return the observation of one step, where it exists."""
        for each in self.steps:
            if each.step is step:
                return each
        return None

    @property
    def by_helper(self) -> bool:
        """Whether it left through a tunnel, or went to an address that a helper program here invents for a name."""
        return self.steps[0].facts.get(Fact.VIA) == "tunnel" or is_invented(self.address)

    @property
    def delivered(self) -> bool | None:
        """Whether the other end acknowledged what was said in the last step; None where that is not known."""
        said = self.last.facts.get(Fact.DELIVERED)
        return said if isinstance(said, bool) else None

    def answered(self, wire: Wire) -> bool:
        """Return whether the app's greeting was answered (what was read afterwards is another question).

        An answer whose sender was asked for a proof and gave none does not count.
        """
        greeting, proof = self.find(GREETING[wire]), self.find(Step.PROOF)
        return greeting is not None and greeting.ok and (proof is None or proof.ok)


class Lookup(Frozen):
    """One answer of one resolver about one name."""

    observation: Observation

    @property
    def name(self) -> str:
        """The name that was asked about."""
        return self.observation.target.rpartition("@")[0]

    @property
    def failure(self) -> Failure | None:
        """Why there is no answer, if there is none."""
        return self.observation.failure

    @property
    def resolver(self) -> str:
        """The id of the resolver that was asked."""
        return str(self.observation.facts.get(Fact.RESOLVER, ""))

    @property
    def by_system(self) -> bool:
        """Whether the system's own resolver was asked."""
        return self.resolver == "system"

    @property
    def is_plain(self) -> bool:
        """Whether the answer came without encryption from another resolver: nothing in it is trusted by itself."""
        return self.observation.facts.get(Fact.TRANSPORT, _ENCRYPTED) != _ENCRYPTED

    def is_by(self, kind: ResolverKind) -> bool:
        """Return whether a resolver of this kind was asked."""
        return self.observation.facts.get(Fact.KIND) == kind.value

    @property
    def addresses(self) -> tuple[str, ...]:
        """What it answered."""
        found = self.observation.facts.get(Fact.ADDRESSES, ())
        return tuple(found) if isinstance(found, tuple | list) else ()

    @property
    def is_local(self) -> bool:
        """Whether a setting of this computer put another answer in its place: its hosts file, or its search list."""
        return any(self.observation.facts.get(fact) is True for fact in (Fact.HOSTS_FILE, Fact.SEARCH_LIST))

    def is_asked_at(self, *places: ResolverPlace) -> bool:
        """Return whether the system asks a resolver of one of these kinds first."""
        return self.observation.facts.get(Fact.ASKED_AT) in places

    @property
    def is_denied(self) -> bool:
        """Whether the answer is that there is no such name or no address, rather than no answer."""
        return self.failure is Failure.NO_SUCH_NAME or (
            self.failure is Failure.NO_ADDRESS and self.observation.facts.get(Fact.FAMILY) == 4
        )


_Name = TypeVar("_Name")
_Item = TypeVar("_Item")
_Key = tuple[str, Variant]
"""An endpoint's id, and how it was asked."""


class AttemptIndex:
    """All observations of one judging, grouped once: attempts by endpoint and variant, lookups by name and by whom.

    Whatever says nothing about the network (cancelled steps, bugs, what a firewall here denied) is in no group.
    """

    def __init__(self, observations: Iterable[Observation]) -> None:
        self.steps: tuple[Observation, ...] = ()
        """Every step of the check, for the few questions about a whole network: did anything answer at all?"""
        self.direct: tuple[Observation, ...] = ()
        """Those of them that went this computer's own way: what they met, all traffic from here meets."""
        self._own_steps: dict[_Key, tuple[Observation, ...]] = {}
        self._attempts: dict[_Key, tuple[Attempt, ...]] = {}
        self._denied: dict[_Key, tuple[int, ...]] = {}
        self._lookups: dict[str, tuple[Lookup, ...]] = {}
        self._plain: dict[str, tuple[Lookup, ...]] = {}
        self._add(tuple(observations))

    def up_to(self, observations: Sequence[Observation]) -> "AttemptIndex":
        """Return an index of all of these, the first of which are in this one; only what is new is grouped anew."""
        if len(observations) == len(self.steps):
            return self
        more = AttemptIndex(())
        more.steps, more.direct = self.steps, self.direct
        more._own_steps, more._attempts, more._denied = dict(self._own_steps), dict(self._attempts), dict(self._denied)
        more._lookups, more._plain = dict(self._lookups), dict(self._plain)
        more._add(tuple(observations[len(self.steps) :]))
        return more

    def _add(self, new: tuple[Observation, ...]) -> None:
        self.steps += new
        self.direct += tuple(o for o in new if o.variant not in _NOT_DIRECT)
        connecting = [o for o in new if o.step is not Step.DNS]
        grown = _extend(self._own_steps, (((o.endpoint, o.variant), o) for o in connecting))
        self._attempts.update({key: _group(key[1], self._own_steps[key]) for key in grown})
        denied = (o for o in connecting if o.failure is Failure.DENIED)
        _extend(self._denied, (((o.endpoint, o.variant), o.number) for o in denied))
        asked = [Lookup(o) for o in new if o.step is Step.DNS and o.failure not in SILENT_ABOUT_NETWORK]
        _extend(self._lookups, ((lookup.name, lookup) for lookup in asked))
        _extend(self._plain, ((each.observation.messenger, each) for each in asked if each.is_plain))

    def of(self, endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[Attempt, ...]:
        """Return all attempts of one variant at an endpoint, in the order in which they began."""
        return self._attempts.get((endpoint.id, variant), ())

    def every_attempt(self, variant: Variant = Variant.APP) -> Iterator[Attempt]:
        """Yield all attempts of one variant, at whichever endpoint."""
        for (_, made), found in self._attempts.items():
            if made is variant:
                yield from found

    def by_endpoint(self, *variants: Variant) -> Iterator[tuple[Attempt, ...]]:
        """Yield all attempts of some variants, those of one variant at one endpoint together."""
        return (found for (_, made), found in self._attempts.items() if found and made in variants)

    def by_name(self) -> Iterable[tuple[Lookup, ...]]:
        """Return all answers about each name that was asked about, those in the clear too."""
        return self._lookups.values()

    def denied(self, endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[int, ...]:
        """Return the connections to an endpoint that this computer itself did not allow, which stand in no group."""
        return self._denied.get((endpoint.id, variant), ())

    def answer(self, endpoint: Endpoint) -> Attempt | None:
        """Return the first attempt that was answered, wherever its address came from."""
        return next((t for t in self.of(endpoint) if t.answered(endpoint.wire)), None)

    def lookups(self, name: str, *, system: bool, messenger: str | None = None) -> tuple[Lookup, ...]:
        """Return the answers about a name: the system's own, or those of encrypted resolvers abroad.

        With a messenger given, only what was asked on its behalf.
        """
        found = (each for each in self._lookups.get(name, ()) if not each.is_plain and each.by_system is system)
        return tuple(each for each in found if messenger is None or each.observation.messenger == messenger)

    def plain_lookups(self, messenger: str) -> tuple[Lookup, ...]:
        """Return all answers that came without encryption, about any name of a messenger."""
        return self._plain.get(messenger, ())


def _extend(groups: dict[_Name, tuple[_Item, ...]], new: Iterable[tuple[_Name, _Item]]) -> Iterable[_Name]:
    """Add to the groups what is new; return which of them have grown."""
    added: dict[_Name, list[_Item]] = defaultdict(list)
    for name, item in new:
        added[name].append(item)
    for name, items in added.items():
        groups[name] = (*groups.get(name, ()), *items)
    return added


def _group(variant: Variant, observations: Iterable[Observation]) -> tuple[Attempt, ...]:
    """Return the attempts of one variant at one endpoint that say something about the network."""
    attempts: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        attempts[observation.attempt].append(observation)
    found = (Attempt(variant, str(steps[0].facts.get(Fact.FROM, "")), tuple(steps)) for steps in attempts.values())
    told = (t for t in found if t.failure not in SILENT_ABOUT_NETWORK or (t.last.step, t.failure) == _UNFINISHED)
    return tuple(t for t in told if t.failure is not Failure.NOT_IN_TIME or t.last.messenger)


def numbers(items: Sequence[Attempt | Lookup]) -> tuple[int, ...]:
    """Return the numbers of all observations in some attempts and lookups, in order."""
    found = (item.numbers if isinstance(item, Attempt) else (item.observation.number,) for item in items)
    return tuple(sorted({number for each in found for number in each}))


def is_invented(address: str) -> bool:
    """Return whether an address is one that helper programs invent for a name, to know it again when it is called.

    198.18.0.0/15 is for tests of equipment (RFC 2544): Clash and sing-box answer lookups with it.
    """
    return address.startswith(_INVENTED)


def network_of(address: str) -> str:
    """Return the block that an address is in, as large as blocks commonly are: a data centre is seldom larger."""
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/32", strict=False))
    first, second, *_ = address.split(".")
    return f"{first}.{second}.0.0/16"


def number(observation: Observation, fact: Fact) -> float:
    """Return a fact as a number; 0 where it is not one."""
    value = observation.facts.get(fact, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def connect_seconds(connect: Observation) -> float:
    """Return the seconds that a connection took: by the system's own measure where it was noted."""
    return number(connect, Fact.ROUND_TRIP) or connect.seconds


def rate(flow: Observation) -> float:
    """Return the bytes per second of something that was read; it came no slower than this."""
    return number(flow, Fact.BYTES) / max(number(flow, Fact.FLOW_SECONDS), 0.001)


def highest_rate(flow: Observation) -> float:
    """Return the bytes per second at most: bytes that waited for a busy computer may have come at once."""
    return number(flow, Fact.BYTES) / max(least_seconds(flow), 0.001)


def least_seconds(flow: Observation) -> float:
    """Return the time that the bytes took, at least: what the system itself still waited for was not late here.

    Source: ADR 46.
    """
    seconds = number(flow, Fact.FLOW_SECONDS)
    return max(seconds - number(flow, Fact.LAG), min(number(flow, Fact.STILL_COMING), seconds))
