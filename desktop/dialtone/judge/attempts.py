"""Attempts and lookups: the observations of one check, grouped once, and the figures of single steps."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from http import HTTPStatus
from itertools import chain

from dialtone.judge.kinds import APP_HANDSHAKE, SILENT_ABOUT_NETWORK, block_of, is_fake_ip
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import SYSTEM_RESOLVER, Fact, FactValue, number_of
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import AddressOrigin, Failure, ResolverKind, ResolverPlace, Step, Variant, Via, Wire

_NOT_DIRECT = (Variant.PROXIED, Variant.ONE_HOP)  # made by another host, or not meant to arrive
# By the words in `Fact.FROM`, `Fact.KIND` and `Fact.ASKED_AT`.
_ORIGINS = {origin.value: origin for origin in AddressOrigin}
_RESOLVER_KINDS = {kind.value: kind for kind in ResolverKind}
_RESOLVER_PLACES = {place.value: place for place in ResolverPlace}
_ENCRYPTED = "https"
"""The transport of trustworthy lookups."""


class Attempt:
    """The steps of one connection, in order."""

    def __init__(self, steps: Sequence[Observation]) -> None:
        last = steps[-1]
        self.steps = tuple(steps)
        self.last = last
        self._by_step = {step.step: step for step in reversed(steps)}
        self.origin = _ORIGINS.get(str(steps[0].facts.get(Fact.FROM)))
        """How the address was learnt; None if that is not recorded."""
        self.failure = last.failure
        self.variant = last.variant
        self.endpoint = last.endpoint
        """The id of the endpoint where it was made."""
        self.messenger = last.messenger
        """The id of the endpoint's messenger; empty for a neutral host."""
        self.target = last.target
        self.address = last.host
        self.port = last.port
        delivered = last.facts.get(Fact.DELIVERED)
        self.delivered = delivered if isinstance(delivered, bool) else None
        """Whether the peer acknowledged what the last step sent; None if the system does not report that."""
        self.is_silent = last.failure is Failure.TIMEOUT
        self.is_swallowed = self.is_silent and self.delivered is False
        """Whether what its last step sent was neither answered nor acknowledged."""

    def find(self, step: Step) -> Observation | None:
        """Return the observation of a step, or None."""
        return self._by_step.get(step)

    def passed(self, step: Step) -> Observation | None:
        """Return the observation of a step that succeeded, or None."""
        reached = self._by_step.get(step)
        return reached if reached is not None and reached.ok else None

    def ended(self, step: Step, failures: Collection[Failure | None]) -> bool:
        """Return whether it ended at this step with one of these failures."""
        return self.last.step is step and self.failure in failures

    def answered(self, wire: Wire) -> bool:
        """Return whether the app handshake of this wire succeeded, and the proof of identity if one was asked for."""
        answer = self.find(APP_HANDSHAKE[wire])
        proof = self.find(Step.PROOF)
        return answer is not None and answer.ok and (proof is None or proof.ok)

    def fact(self, step: Step, fact: Fact) -> FactValue | None:
        """Return a fact of one of its steps; None if it was not recorded, or the step not reached."""
        reached = self.find(step)
        return reached.facts.get(fact) if reached is not None else None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its steps."""
        return tuple(step.number for step in self.steps)

    @property
    def via(self) -> str:
        """What led to the address, a word of `Via`; empty if it was the usual route."""
        return str(self.steps[0].facts.get(Fact.VIA, ""))

    @property
    def by_own_route(self) -> bool:
        """Whether a route set on this computer led it to another adapter or gateway than the rest."""
        return self.via == Via.OWN_ROUTE

    @property
    def by_helper(self) -> bool:
        """Whether it left through a tunnel, or went to a fake address that a program on this computer had returned."""
        return self.via == Via.TUNNEL or is_fake_ip(self.address)

    @cached_property
    def block(self) -> str:
        """The address block of its address, as of `block_of`."""
        return block_of(self.address)

    @property
    def place(self) -> str:
        """The part of its address that servers in one place have in common: of IPv4 the first three bytes."""
        return self.address.rpartition(":" if ":" in self.address else ".")[0]

    @property
    def connect_seconds(self) -> float:
        """The seconds that its connection took; 0 if none was established."""
        connect = self.passed(Step.TCP)
        return exchange_seconds(connect) if connect is not None else 0.0

    @property
    def is_exempt(self) -> bool:
        """Whether it only records that the system's settings exempt the host from the proxy: nothing was sent."""
        return self.fact(Step.PROXY, Fact.SPARED) is True

    @property
    def wants_login(self) -> bool:
        """Whether the proxy declined it because it wants a login."""
        no_login = self.fact(Step.PROXY, Fact.LOGIN) is False
        asks_for_one = self.fact(Step.PROXY, Fact.STATUS) == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED
        return self.ended(Step.PROXY, (Failure.DECLINED,)) and (no_login or asks_for_one)

    @property
    def shows_local_root(self) -> bool:
        """Whether its server showed a certificate that this computer accepts, of a root that is on no public list."""
        tls = self.find(Step.TLS)
        return tls is not None and shows_local_root(tls)


class Lookup:
    """One resolver's answer for one name."""

    def __init__(self, step: Observation) -> None:
        self.observation = step
        self.numbers = (step.number,)
        self.name = step.target.rpartition("@")[0]
        self.failure = step.failure
        self.addresses = addresses_of(step)
        self.resolver = str(step.facts.get(Fact.RESOLVER, ""))
        """The id of the resolver, `SYSTEM_RESOLVER` for that of this computer."""
        self.by_system = self.resolver == SYSTEM_RESOLVER
        # Only lookups that bypass the system's resolver name their transport.
        self.is_plain = step.facts.get(Fact.TRANSPORT, _ENCRYPTED) != _ENCRYPTED
        """Whether a resolver other than the system's was asked without encryption: its answer alone proves nothing."""
        self.asked_at = _RESOLVER_PLACES.get(str(step.facts.get(Fact.ASKED_AT)))
        """Where the first resolver is that the system asks; None if that is not recorded."""

    @property
    def resolver_kind(self) -> ResolverKind | None:
        """Which kind of resolver was asked in plain text; None if none was."""
        return _RESOLVER_KINDS.get(str(self.observation.facts.get(Fact.KIND)))

    @property
    def is_local(self) -> bool:
        """Whether a setting of this computer, its hosts file or its search list, replaced the answer."""
        facts = self.observation.facts
        return facts.get(Fact.HOSTS_FILE) is True or facts.get(Fact.SEARCH_LIST) is True

    @property
    def is_denied(self) -> bool:
        """Whether the resolver answered that there is no such name, or no IPv4 address for it."""
        has_no_ipv4 = self.failure is Failure.NO_ADDRESS and self.observation.facts.get(Fact.FAMILY) == 4
        return self.failure is Failure.NO_SUCH_NAME or has_no_ipv4


def addresses_of(step: Observation) -> tuple[str, ...]:
    """Return the IP addresses that a lookup returned."""
    listed = step.facts.get(Fact.ADDRESSES, ())
    return tuple(listed) if isinstance(listed, tuple | list) else ()


def with_address(lookups: Iterable[Lookup]) -> list[Lookup]:
    """Return the lookups that gave an address."""
    return [lookup for lookup in lookups if lookup.addresses]


def addresses_in(lookups: Iterable[Lookup]) -> set[str]:
    """Return the IP addresses in the answers of several lookups."""
    return {address for lookup in lookups for address in lookup.addresses}


_LEAST_SECONDS = 0.001
"""Seconds that a transfer is taken to last at least, so that one that came at once has a rate."""
_Key = tuple[str, Variant]


class AttemptIndex:
    """All observations of one check, grouped once, without what says nothing about the network."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self.steps: tuple[Observation, ...] = ()
        """Every step of the check, for questions about the whole network, such as whether anything answered at all."""
        self.direct: tuple[Observation, ...] = ()
        """The steps that took this computer's own path: whatever they met affects all its traffic."""
        self._own_steps: dict[_Key, tuple[Observation, ...]] = {}
        self._attempts: dict[str, Mapping[Variant, tuple[Attempt, ...]]] = {}
        """By endpoint, then by variant."""
        self.by_name: dict[str, tuple[Lookup, ...]] = {}
        self._add(tuple(observations))

    def up_to(self, observations: Sequence[Observation]) -> "AttemptIndex":
        """Return an index of these observations, which begin with this index's own."""
        if len(observations) == len(self.steps):
            return self
        more = copy(self)
        more._own_steps = dict(self._own_steps)
        more._attempts = dict(self._attempts)
        more.by_name = dict(self.by_name)
        more._add(tuple(observations[len(self.steps) :]))
        return more

    def without(self, is_left_out: Callable[[Attempt], bool]) -> "AttemptIndex":
        """Return an index of the same observations, in which these attempts are in no group."""
        rest = copy(self)
        rest._attempts = {
            endpoint: {variant: tuple(t for t in made if not is_left_out(t)) for variant, made in by_variant.items()}
            for endpoint, by_variant in self._attempts.items()
        }
        return rest

    def _add(self, new: tuple[Observation, ...]) -> None:
        """Add observations to the groups. Only the groups of attempts that got new steps are built again.

        No group is changed in place: an index that was copied by `up_to` shares the others.
        """
        self.steps += new
        self.direct += tuple(o for o in new if o.variant not in _NOT_DIRECT)
        for lookup in (Lookup(o) for o in new if o.step is Step.DNS and o.failure not in SILENT_ABOUT_NETWORK):
            self.by_name[lookup.name] = (*self.by_name.get(lookup.name, ()), lookup)
        grown: dict[_Key, list[Observation]] = defaultdict(list)
        for step in new:
            if step.step is not Step.DNS:
                grown[step.endpoint, step.variant].append(step)
        for key, steps in grown.items():
            endpoint, variant = key
            self._own_steps[key] = (*self._own_steps.get(key, ()), *steps)
            made = attempts_in(self._own_steps[key])
            telling = tuple(t for t in made if t.failure not in SILENT_ABOUT_NETWORK or _is_unfinished_page(t))
            self._attempts[endpoint] = {**self._attempts.get(endpoint, {}), variant: telling}

    def attempts_at(self, endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[Attempt, ...]:
        """Return the attempts of one variant at an endpoint, in the order in which they began."""
        return self._attempts.get(endpoint.id, {}).get(variant, ())

    def attempts(self, endpoints: Iterable[Endpoint], *variants: Variant) -> tuple[Attempt, ...]:
        """Return the attempts of these variants (by default the app's own) at several endpoints."""
        by_variant = (self._attempts[e.id] for e in endpoints if e.id in self._attempts)
        return tuple(t for made in by_variant for v in variants or (Variant.APP,) for t in made.get(v, ()))

    def every_attempt(self, *variants: Variant) -> Iterator[Attempt]:
        """Yield the attempts of these variants (by default the app's own) at all endpoints, neutral hosts included."""
        return chain.from_iterable(self.by_endpoint(*variants or (Variant.APP,)))

    def by_endpoint(self, *variants: Variant) -> Iterator[tuple[Attempt, ...]]:
        """Yield the attempts of these variants, those of each endpoint and variant together."""
        groups = (group for by_variant in self._attempts.values() for group in by_variant.items())
        return (attempts for variant, attempts in groups if attempts and variant in variants)

    @property
    def lookups_by_system(self) -> list[Lookup]:
        """The answers of the system's resolver, for any name."""
        return [lookup for lookup in chain.from_iterable(self.by_name.values()) if lookup.by_system]

    def denied(self, endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[int, ...]:
        """Return the numbers of the steps at an endpoint that this computer itself denied: they are no attempts."""
        steps = self._own_steps.get((endpoint.id, variant), ())
        return tuple(o.number for o in steps if o.failure is Failure.DENIED)

    def answer(self, endpoint: Endpoint) -> Attempt | None:
        """Return the first answered attempt at an endpoint, wherever its address is from; None if there is none."""
        return next((t for t in self.attempts_at(endpoint) if t.answered(endpoint.wire)), None)

    def answers(self, endpoints: Iterable[Endpoint]) -> tuple[Attempt, ...]:
        """Return the first answered attempt of each endpoint that has one."""
        return tuple(t for t in map(self.answer, endpoints) if t is not None)

    def lookups(
        self, name: str, *, system: bool = False, plain: bool = False, messenger: str | None = None
    ) -> tuple[Lookup, ...]:
        """Return the lookups of a name by encrypted resolvers abroad, or by the system, or by others in plain text.

        `messenger`: the id of the messenger for which they were made, empty for neutral hosts; None for any.
        """
        of_kind = (each for each in self.by_name.get(name, ()) if (each.by_system, each.is_plain) == (system, plain))
        return tuple(each for each in of_kind if messenger in (None, each.observation.messenger))


def attempts_in(observations: Iterable[Observation]) -> list[Attempt]:
    """Group observations, none of them lookups, into attempts."""
    steps_by_attempt: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        steps_by_attempt[observation.attempt].append(observation)
    return list(map(Attempt, steps_by_attempt.values()))


def _is_unfinished_page(attempt: Attempt) -> bool:
    """Return whether a messenger's page was still loading when the check ended: its speed until then is known."""
    return bool(attempt.messenger) and attempt.ended(Step.FLOW, (Failure.NOT_IN_TIME,))


def steps_of(attempts: Iterable[Attempt], step: Step) -> list[Observation]:
    """Return the observations of one step, successful or not, from the attempts that reached it."""
    return [reached for t in attempts if (reached := t.find(step)) is not None]


def successes(attempts: Iterable[Attempt], step: Step) -> tuple[Observation, ...]:
    """Return the successful observations of one step, from these attempts."""
    return tuple(o for o in steps_of(attempts, step) if o.ok)


def numbers(items: Iterable[Attempt | Lookup]) -> tuple[int, ...]:
    """Return the numbers of all observations in these attempts and lookups, sorted."""
    return tuple(sorted({number for item in items for number in item.numbers}))


def completed(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Return the attempts whose last step succeeded."""
    return [t for t in attempts if t.failure is None]


def shows_local_root(handshake: Observation) -> bool:
    """Return whether a certificate that this computer accepts chains to a root that is on no public list."""
    return handshake.facts.get(Fact.MOZILLA) is False and handshake.facts.get(Fact.LISTED) is not True


def figure(observation: Observation, fact: Fact) -> float:
    """Return a fact as a figure; 0 if it is not a number."""
    return number_of(observation.facts, fact)


def exchange_seconds(step: Observation) -> float:
    """Return the seconds that an exchange took; for a connection as measured by the system, if it reports that."""
    return (figure(step, Fact.ROUND_TRIP) if step.step is Step.TCP else 0.0) or step.seconds


def seconds_without_lag(step: Observation) -> float:
    """Return the seconds that a step took, without the delay with which this computer read the answer."""
    return step.seconds - figure(step, Fact.LAG)


def rate(transfer: Observation) -> float:
    """Return the bytes per second of a page or an upload, as measured: a busy computer may have read them late."""
    return figure(transfer, Fact.BYTES) / max(figure(transfer, Fact.FLOW_SECONDS), _LEAST_SECONDS)


def highest_rate(transfer: Observation) -> float:
    """Return the most bytes per second at which a page or an upload may have come, had this computer been idle."""
    return figure(transfer, Fact.BYTES) / max(least_seconds(transfer), _LEAST_SECONDS)


def least_seconds(transfer: Observation) -> float:
    """Return the least seconds that the bytes took: while the system waited, this computer was not late (ADR 46)."""
    seconds = figure(transfer, Fact.FLOW_SECONDS)
    return max(seconds - figure(transfer, Fact.LAG), min(figure(transfer, Fact.STILL_COMING), seconds))
