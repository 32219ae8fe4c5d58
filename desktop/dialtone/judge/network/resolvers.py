"""How resolvers answered: the system's for all names of a check, and who changes the answers for a messenger's."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import combinations

from dialtone.judge.attempts import AttemptIndex, Lookup, addresses_in, numbers, with_address
from dialtone.judge.kinds import WRONG_CERTIFICATE, block_of, is_fake_ip, is_global
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import NAMES_ASTRAY
from dialtone.model.vocabulary import Failure, ResolverKind, ResolverPlace, Step, Variant

OWN_RESOLVERS = (ResolverPlace.FILTER, ResolverPlace.LOOPBACK)
"""Where resolvers are that this computer was set to ask: a public one that filters, or a program on it."""
_DENIED = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS)
_ANSWERED = (None, *_DENIED, Failure.DNS_FAILED)


class SystemNames:
    """The answers of the system's resolver in a check, and what only the answers for several names together show."""

    def __init__(self, index: AttemptIndex) -> None:
        self._index = index
        self._lookups = index.lookups_by_system
        self._by_name: dict[str, list[Lookup]] = defaultdict(list)
        for lookup in self._lookups:
            self._by_name[lookup.name].append(lookup)
        resolved = with_address(self._lookups)
        self.resolved_domains = {(lookup.observation.messenger, domain_of(lookup.name)) for lookup in resolved}
        """The domains in which the system gives an address for any name, each after the messenger that has the name."""
        asks_own = all(lookup.asked_at in OWN_RESOLVERS for lookup in self._lookups)
        self.asks_own_resolver = bool(self._lookups) and asks_own
        """Whether the system asks only a program here, or a public resolver that filters; other devices may not."""

    @cached_property
    def by_address(self) -> dict[str, list[Lookup]]:
        """By address: the answers, for any name, that contain it."""
        answers: dict[str, list[Lookup]] = defaultdict(list)
        for lookup in self._lookups:
            for address in lookup.addresses:
                answers[address].append(lookup)
        return answers

    @cached_property
    def impossible_addresses(self) -> frozenset[str]:
        """The addresses to which the system leads two names that resolvers abroad know in different address blocks."""
        impossible = set[str]()
        for address, lookups in self.by_address.items():
            names = {lookup.name for lookup in lookups}
            known_blocks = [set(map(block_of, addresses_in(self._index.lookups(name)))) for name in names]
            if any(a.isdisjoint(b) for a, b in combinations(filter(None, known_blocks), 2)):
                impossible.add(address)
        return frozenset(impossible)

    @cached_property
    def denied(self) -> list[Lookup]:
        """The denials of names for which the system gives no address."""
        without_address = (lookups for lookups in self._by_name.values() if not with_address(lookups))
        return [lookup for lookups in without_address for lookup in lookups if lookup.is_denied]

    @cached_property
    def gone_domain(self) -> str:
        """The domain whose names the system denies, or errs for, and others do not; empty if not one, or alive."""
        names = {name for name, lookups in self._by_name.items() if _says_no(lookups) and not with_address(lookups)}
        gone = {domain_of(name) for name in names if not _says_no(self._by_others(name))}
        resolved = {domain for _, domain in self.resolved_domains}
        return gone.pop() if len(gone) == 1 and gone.isdisjoint(resolved) else ""

    @cached_property
    def answered_late(self) -> tuple[Lookup, ...]:
        """The system's answers for names, of whichever messenger, that it had left without any answer before."""
        found = list[Lookup]()
        for lookups in self._by_name.values():
            silent = [lookup.observation for lookup in lookups if lookup.failure is Failure.TIMEOUT]
            first_end = min((o.started + o.seconds for o in silent), default=math.inf)
            answered = (lookup for lookup in lookups if lookup.addresses or lookup.is_denied)
            found += (lookup for lookup in answered if lookup.observation.started >= first_end)
        return tuple(found)

    @cached_property
    def dead_shared_addresses(self) -> dict[str, list[Lookup]]:
        """By address: the answers that lead several services or sites there, although nothing answers there."""
        alive = {t.address for t in self._index.every_attempt() if t.passed(Step.TLS)}
        shared: dict[str, list[Lookup]] = {}
        for address, lookups in self.by_address.items():
            services = {lookup.observation.messenger or lookup.name for lookup in lookups}
            if len(services) >= NAMES_ASTRAY and address not in alive:
                shared[address] = lookups
        return shared

    def find_changed(self) -> list[Lookup]:
        """Return the answers that lead nowhere and, for names whose addresses only other resolvers know, all answers.

        The answers of `OWN_RESOLVERS` are left out: a filter that was chosen here is no interference.
        """
        alive = {t.address for t in self._index.every_attempt() if t.failure is None}
        changed = list[Lookup]()
        for name, lookups in self._by_name.items():
            from_network = [lookup for lookup in lookups if lookup.asked_at not in OWN_RESOLVERS]
            if with_address(from_network):
                changed += (lookup for lookup in from_network if _leads_nowhere(lookup, alive))
            elif with_address(self._by_others(name)):
                changed += from_network
        return changed

    def _by_others(self, name: str) -> Iterator[Lookup]:
        """Yield what encrypted resolvers abroad answered for a name."""
        return (lookup for lookup in self._index.by_name[name] if not (lookup.by_system or lookup.is_plain))


def domain_of(name: str) -> str:
    """Return the domain of a name: where registries give out longer ones, all of those count as one."""
    return ".".join(name.split(".")[-2:])


def _says_no(lookups: Iterable[Lookup]) -> bool:
    """Return whether some answer is a denial, or an error such as SERVFAIL."""
    return any(lookup.is_denied or lookup.failure is Failure.DNS_FAILED for lookup in lookups)


def _leads_nowhere(lookup: Lookup, alive: Set[str]) -> bool:
    """Return whether no public server can have any of the addresses, and no server at home (`alive`) answered there."""
    if not lookup.addresses or lookup.is_local:
        return False
    return not any(a in alive or is_fake_ip(a) or is_global(a) for a in lookup.addresses)


class Tampering(Frozen):
    """What happened to a messenger's names: the numbers of the observations that show it; empty if nothing does."""

    on_path: tuple[int, ...] = ()
    """Answers were injected on the path: any resolver's answer may come from another host."""
    national: tuple[int, ...] = ()
    """The country's own resolver denies a name that others know."""
    forged: frozenset[str] = frozenset()
    """The addresses that were certainly injected, for any name."""
    reset: tuple[int, ...] = ()
    """Besides, lookups over TCP were reset: a network that hands all lookups to its own resolver need not do that."""
    at_home: tuple[int, ...] = ()
    """A query that no router forwards was answered: a program here or the first router answers for every resolver."""


class _NameLookups:
    """The lookups of one name of a messenger, and what those in plain text show about resolvers and the path."""

    def __init__(self, name: str, messenger: str, index: AttemptIndex, endpoints: Sequence[Endpoint]) -> None:
        self.plain = index.lookups(name, plain=True, messenger=messenger)
        """The answers in plain text, by other resolvers than the system's."""
        self._decoys = [lookup for lookup in self.plain if lookup.resolver_kind is ResolverKind.DECOY]
        self._public = [lookup for lookup in self.plain if lookup.resolver_kind is ResolverKind.PUBLIC]
        self._national = [lookup for lookup in self.plain if lookup.resolver_kind is ResolverKind.NATIONAL]
        self._raced = [lookup for lookup in self._public if Fact.SECOND_ANSWER in lookup.observation.facts]
        """Answers that a second one, injected on the path, raced."""
        attempts = [(e, t) for e in endpoints if e.host == name for t in index.attempts_at(e)]
        from_system = addresses_in(index.lookups(name, system=True, messenger=messenger))
        self._proved = {t.address for e, t in attempts if t.find(Step.TLS) and t.answered(e.wire)}
        """Addresses where the messenger itself answered, proved by its certificate."""
        self._wrong = {t.address for _, t in attempts if t.failure in WRONG_CERTIFICATE and t.address in from_system}
        """Addresses from the system resolver where another host answered."""
        trusted = with_address(index.lookups(name, messenger=messenger))
        proved = [lookup for lookup in self._public if self._proved & set(lookup.addresses)]
        self._known = (*trusted, *proved)
        """Answers that show that the name exists: from encrypted resolvers, or proved by the messenger itself."""

    @property
    def injected(self) -> list[Lookup]:
        """Lookups that were answered on the path: at a decoy, or at a public resolver in a race or falsely."""
        at_decoys = [lookup for lookup in self._decoys if lookup.failure in _ANSWERED]
        at_public = [lookup for lookup in self._public if lookup in self._raced or self._is_false(lookup)]
        return [*at_decoys, *at_public]

    def _is_false(self, lookup: Lookup) -> bool:
        """Return whether an answer denies a known name, or no address of it can be true."""
        true_addresses = addresses_in(self._known)
        if lookup.failure in _DENIED:
            return any("." in address for address in true_addresses)
        addresses = set(lookup.addresses)
        if not addresses or addresses & (true_addresses | self._proved):
            return False
        return addresses <= self._wrong or not any(map(is_global, addresses))

    @property
    def forged(self) -> set[str]:
        """The addresses that were injected, if any came from a decoy: no honest resolver answers in its place.

        But some networks redirect all lookups to their own resolver, which answers truly. There no second answer races
        another, and some address is a possible one; then none counts as injected.
        """
        from_decoys = addresses_in(self._decoys)
        is_redirected = not self._raced and any(map(is_global, from_decoys))
        if not from_decoys or is_redirected:
            return set()
        return from_decoys | addresses_in(self._raced)

    @property
    def denied_nationally(self) -> list[Lookup]:
        """Denials by the country's own resolver, with the answers of those that know the name."""
        denied = [lookup for lookup in self._national if lookup.failure in _DENIED]
        return [*denied, *self._known] if denied and self._known else []


def find_tampering(index: AttemptIndex, endpoints: Sequence[Endpoint]) -> Tampering:
    """Return what happened to a messenger's names, if they were looked up in plain text at other resolvers.

    Whatever answers at home, or on the path, answers in the place of all resolvers beyond it: these show nothing then.
    """
    messenger = next((e.messenger for e in endpoints), "")
    asked_in_plain = (name for name in index.by_name if index.lookups(name, plain=True, messenger=messenger))
    names = [_NameLookups(name, messenger, index, endpoints) for name in asked_in_plain]
    plain = [lookup for name in names for lookup in name.plain]
    in_one_hop = [lookup for lookup in plain if lookup.observation.variant is Variant.ONE_HOP]
    at_home = numbers(lookup for lookup in in_one_hop if lookup.failure in _ANSWERED)
    if at_home:
        return Tampering(at_home=at_home)
    on_path = numbers(lookup for name in names for lookup in name.injected)
    if on_path:
        forged = frozenset[str]().union(*(name.forged for name in names))
        reset = numbers(lookup for lookup in plain if lookup.failure is Failure.RESET and lookup not in in_one_hop)
        return Tampering(on_path, forged=forged, reset=reset)
    return Tampering(national=numbers(lookup for name in names for lookup in name.denied_nationally))
