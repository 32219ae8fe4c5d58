"""Attempts: the observations of one judging, grouped once. What a rule looks at comes from here."""

import ipaddress
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED
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
UNHEARD = (Failure.TIMEOUT, Failure.UNREACHABLE)
"""How a connection ends of which nothing is heard: a router that says there is no way may have been told to."""
REFUSED = (Failure.REFUSED, Failure.RESET)
"""How a connection ends that the server, or something on the way, rejects."""
DATAGRAMS = frozenset({Step.STUN, Step.REFLECTOR, Step.NTP, Step.QUIC})
"""Steps that are asked over UDP, unless a connection stands before them."""
EXCHANGES = (Step.TCP, Step.TLS, Step.HTTP)
"""Steps that take one round trip each, or more."""
SILENT_ABOUT_NETWORK = frozenset({Failure.NOT_IN_TIME, Failure.BUG, Failure.DENIED})
"""Failures that say nothing about the network."""

CONNECTING = (Variant.APP, Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST, Variant.OTHER_HELLO)
"""Attempts whose connection goes to the same server in the same way."""
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
    numbers: tuple[int, ...]
    """The observations it consists of."""
    last: Observation
    """The last step that exists."""
    failure: Failure | None
    """The failure it ended with, if any."""
    target: str
    """The address and port."""
    address: str
    port: int
    """0 where the target has none."""
    by_helper: bool
    """It left through a tunnel, or went to an address that a helper program here invents for a name."""
    delivered: bool | None
    """Whether the other end acknowledged what was said in the last step; None where that is not known."""

    def find(self, step: Step) -> Observation | None:
        """Return the observation of one step, where it exists."""
        for each in self.steps:
            if each.step is step:
                return each
        return None

    def passed(self, step: Step) -> Observation | None:
        """Return the observation of one step, where it came to a good end."""
        found = self.find(step)
        return found if found is not None and found.ok else None

    def ended(self, step: Step, failures: Collection[Failure | None]) -> bool:
        """Return whether it ended at a step, in one of some ways."""
        return self.last.step is step and self.failure in failures

    def answered(self, wire: Wire) -> bool:
        """Return whether the app's greeting was answered (what was read afterwards is another question).

        An answer whose sender was asked for a proof and gave none does not count.
        """
        greeting, proof = self.find(GREETING[wire]), self.find(Step.PROOF)
        return greeting is not None and greeting.ok and (proof is None or proof.ok)


def attempt_of(steps: Sequence[Observation]) -> Attempt:
    """Return the attempt that consists of some steps."""
    first, last = steps[0], steps[-1]
    address, delivered = last.host, last.facts.get(Fact.DELIVERED)
    return Attempt(
        variant=first.variant,
        origin=str(first.facts.get(Fact.FROM, "")),
        steps=tuple(steps),
        numbers=tuple(step.number for step in steps),
        last=last,
        failure=last.failure,
        target=last.target,
        address=address,
        port=last.port,
        by_helper=first.facts.get(Fact.VIA) == "tunnel" or is_invented(address),
        delivered=delivered if isinstance(delivered, bool) else None,
    )


class Lookup(Frozen):
    """One answer of one resolver about one name."""

    observation: Observation
    numbers: tuple[int, ...]
    """The observation that it is."""
    name: str
    """The name that was asked about."""
    failure: Failure | None
    """Why there is no answer, if there is none."""
    resolver: str
    """The id of the resolver that was asked."""
    by_system: bool
    """The system's own resolver was asked."""
    is_plain: bool
    """The answer came without encryption from another resolver: nothing in it is trusted by itself."""
    addresses: tuple[str, ...]
    """What it answered."""
    is_local: bool
    """A setting of this computer put another answer in its place: its hosts file, or its search list."""
    is_denied: bool
    """The answer is that there is no such name or no address, rather than no answer."""

    def is_by(self, kind: ResolverKind) -> bool:
        """Return whether a resolver of this kind was asked."""
        return self.observation.facts.get(Fact.KIND) == kind.value

    def is_asked_at(self, *places: ResolverPlace) -> bool:
        """Return whether the system asks a resolver of one of these kinds first."""
        return self.observation.facts.get(Fact.ASKED_AT) in places


def lookup_of(step: Observation) -> Lookup:
    """Return the lookup that a step is."""
    facts, resolver = step.facts, str(step.facts.get(Fact.RESOLVER, ""))
    no_address = step.failure is Failure.NO_ADDRESS and facts.get(Fact.FAMILY) == 4
    return Lookup(
        observation=step,
        numbers=(step.number,),
        name=step.target.rpartition("@")[0],
        failure=step.failure,
        resolver=resolver,
        by_system=resolver == "system",
        is_plain=facts.get(Fact.TRANSPORT, _ENCRYPTED) != _ENCRYPTED,
        addresses=addresses_of(step),
        is_local=any(facts.get(fact) is True for fact in (Fact.HOSTS_FILE, Fact.SEARCH_LIST)),
        is_denied=step.failure is Failure.NO_SUCH_NAME or no_address,
    )


def addresses_of(step: Observation) -> tuple[str, ...]:
    """Return what a lookup answered."""
    found = step.facts.get(Fact.ADDRESSES, ())
    return tuple(found) if isinstance(found, tuple | list) else ()


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
        self._lookups: dict[str, tuple[Lookup, ...]] = {}
        self._add(tuple(observations))

    def up_to(self, observations: Sequence[Observation]) -> "AttemptIndex":
        """Return an index of all of these, the first of which are in this one; only what is new is grouped anew."""
        if len(observations) == len(self.steps):
            return self
        more = AttemptIndex(())
        more.steps, more.direct = self.steps, self.direct
        more._own_steps, more._attempts = dict(self._own_steps), dict(self._attempts)
        more._lookups = dict(self._lookups)
        more._add(tuple(observations[len(self.steps) :]))
        return more

    def _add(self, new: tuple[Observation, ...]) -> None:
        self.steps += new
        self.direct += tuple(o for o in new if o.variant not in _NOT_DIRECT)
        grown: dict[_Key, None] = {}
        for step in new:
            if step.step is not Step.DNS:
                key = step.endpoint, step.variant
                self._own_steps[key] = (*self._own_steps.get(key, ()), step)
                grown[key] = None
            elif step.failure not in SILENT_ABOUT_NETWORK:
                lookup = lookup_of(step)
                self._lookups[lookup.name] = (*self._lookups.get(lookup.name, ()), lookup)
        self._attempts.update({key: _group(self._own_steps[key]) for key in grown})

    def of(self, endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[Attempt, ...]:
        """Return all attempts of one variant at an endpoint, in the order in which they began."""
        return self._attempts.get((endpoint.id, variant), ())

    def at(self, endpoints: Iterable[Endpoint], *variants: Variant) -> tuple[Attempt, ...]:
        """Return all attempts at some endpoints: of some variants, or as apps do."""
        return tuple(t for e in endpoints for made in variants or (Variant.APP,) for t in self.of(e, made))

    def every_attempt(self, variant: Variant = Variant.APP) -> Iterator[Attempt]:
        """Yield all attempts of one variant, at whichever endpoint."""
        return chain.from_iterable(self.by_endpoint(variant))

    def by_endpoint(self, *variants: Variant) -> Iterator[tuple[Attempt, ...]]:
        """Yield all attempts of some variants, those of one variant at one endpoint together."""
        return (found for (_, made), found in self._attempts.items() if found and made in variants)

    def by_name(self) -> Mapping[str, tuple[Lookup, ...]]:
        """Return all answers about each name that was asked about, those in the clear too."""
        return self._lookups

    def denied(self, endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[int, ...]:
        """Return the connections to an endpoint that this computer itself did not allow, which stand in no group."""
        steps = self._own_steps.get((endpoint.id, variant), ())
        return tuple(o.number for o in steps if o.failure is Failure.DENIED)

    def answer(self, endpoint: Endpoint) -> Attempt | None:
        """Return the first attempt that was answered, wherever its address came from."""
        return next((t for t in self.of(endpoint) if t.answered(endpoint.wire)), None)

    def answers(self, endpoints: Iterable[Endpoint]) -> tuple[Attempt, ...]:
        """Return one answered attempt for each endpoint that answered."""
        return tuple(t for t in map(self.answer, endpoints) if t is not None)

    def lookups(
        self, name: str, *, system: bool = False, plain: bool = False, messenger: str | None = None
    ) -> tuple[Lookup, ...]:
        """Return the answers about a name: of encrypted resolvers abroad, the system's own, or others' in the clear.

        With a messenger given, only what was asked on its behalf.
        """
        found = (each for each in self._lookups.get(name, ()) if (each.by_system, each.is_plain) == (system, plain))
        return tuple(each for each in found if messenger is None or each.observation.messenger == messenger)


def _group(observations: Iterable[Observation]) -> tuple[Attempt, ...]:
    """Return the attempts of one variant at one endpoint that say something about the network."""
    attempts: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        attempts[observation.attempt].append(observation)
    found = map(attempt_of, attempts.values())
    told = (t for t in found if t.failure not in SILENT_ABOUT_NETWORK or (t.last.step, t.failure) == _UNFINISHED)
    return tuple(t for t in told if t.failure is not Failure.NOT_IN_TIME or t.last.messenger)


def steps_of(attempts: Iterable[Attempt], step: Step) -> list[Observation]:
    """Return the observations of one step, of those attempts that got as far."""
    return [found for t in attempts if (found := t.find(step)) is not None]


def numbers(items: Iterable[Attempt | Lookup]) -> tuple[int, ...]:
    """Return the numbers of all observations in some attempts and lookups, in order."""
    return tuple(sorted({number for item in items for number in item.numbers}))


def repeated(items: Iterable[Attempt | Lookup]) -> tuple[int, ...]:
    """Return those numbers where there are enough attempts to mean anything; else none."""
    found = tuple(items)
    return numbers(found) if len(found) >= REPEATED else ()


def is_invented(address: str) -> bool:
    """Return whether an address is one that helper programs invent for a name, to know it again when it is called.

    198.18.0.0/15 is for tests of equipment (RFC 2544): Clash and sing-box answer lookups with it.
    """
    return address.startswith(_INVENTED)


def is_global(address: str) -> bool:
    """Return whether a server out on the internet can have an address."""
    return ipaddress.ip_address(address).is_global


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


def exchange_seconds(step: Observation) -> float:
    """Return the seconds that a connection, or another exchange, took."""
    return connect_seconds(step) if step.step is Step.TCP else step.seconds


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
