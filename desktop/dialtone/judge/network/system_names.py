"""How the system's resolver answered for the names of all messengers and sites in a check."""

import math
from collections import defaultdict
from collections.abc import Set
from functools import cached_property
from itertools import chain, combinations

from dialtone.judge.attempts import AttemptIndex, Lookup, addresses_in, block_of, is_fake_ip, is_global
from dialtone.model.thresholds import NAMES_ASTRAY
from dialtone.model.vocabulary import Failure, ResolverPlace, Step

_OWN_RESOLVERS = (ResolverPlace.FILTER, ResolverPlace.LOOPBACK)
"""Where resolvers are that this computer was set to: a public one that filters, or a program on it."""


class SystemNames:
    """The answers of the system's resolver in a check, and what only the answers for several names together show."""

    def __init__(self, index: AttemptIndex) -> None:
        self._index = index

    @cached_property
    def by_address(self) -> dict[str, tuple[Lookup, ...]]:
        """By address: the answers, for any name, that contain it."""
        answers: dict[str, list[Lookup]] = defaultdict(list)
        for lookup in chain.from_iterable(self._index.by_name.values()):
            for address in lookup.addresses if lookup.by_system else ():
                answers[address].append(lookup)
        return {address: tuple(lookups) for address, lookups in answers.items()}

    @cached_property
    def impossible_addresses(self) -> frozenset[str]:
        """The addresses to which the system leads two names that resolvers abroad know in different address blocks."""

        def known_blocks(name: str) -> set[str]:
            return set(map(block_of, addresses_in(self._index.lookups(name))))

        impossible = set[str]()
        for address, lookups in self.by_address.items():
            blocks_by_name = filter(None, map(known_blocks, {lookup.name for lookup in lookups}))
            if any(a.isdisjoint(b) for a, b in combinations(blocks_by_name, 2)):
                impossible.add(address)
        return frozenset(impossible)

    @cached_property
    def gone_domain(self) -> str:
        """The only domain of which the system denies names that others know, if it resolves none in it; else empty."""
        denied = set[str]()
        for name, lookups in self._index.by_name.items():
            denials = [lookup for lookup in lookups if lookup.is_denied and not lookup.is_plain]
            is_resolved = any(lookup.by_system and lookup.addresses for lookup in lookups)
            if denials and not is_resolved and all(lookup.by_system for lookup in denials):
                denied.add(domain_of(name))
        resolved = {domain for _, domain in self.resolved_domains}
        return denied.pop() if len(denied) == 1 and denied.isdisjoint(resolved) else ""

    @cached_property
    def resolved_domains(self) -> frozenset[tuple[str, str]]:
        """The domains in which the system gives an address for any name, each after the messenger that has the name."""
        resolved = chain.from_iterable(self.by_address.values())
        return frozenset((lookup.observation.messenger, domain_of(lookup.name)) for lookup in resolved)

    @cached_property
    def answered_late(self) -> tuple[Lookup, ...]:
        """The system's answers for names, of whichever messenger, that it had left without any answer before."""
        found = list[Lookup]()
        for lookups in self._index.by_name.values():
            by_system = [lookup for lookup in lookups if lookup.by_system]
            silent = [lookup.observation for lookup in by_system if lookup.failure is Failure.TIMEOUT]
            first_end = min((o.started + o.seconds for o in silent), default=math.inf)
            answered = (lookup for lookup in by_system if lookup.addresses or lookup.is_denied)
            found += (lookup for lookup in answered if lookup.observation.started >= first_end)
        return tuple(found)

    @cached_property
    def asks_own_resolver(self) -> bool:
        """Whether the system asks only a program here, or a public resolver that filters. Other devices may not."""
        lookups = [lookup for lookup in chain.from_iterable(self._index.by_name.values()) if lookup.by_system]
        return bool(lookups) and all(f.is_asked_at(*_OWN_RESOLVERS) for f in lookups)

    @cached_property
    def dead_shared_addresses(self) -> dict[str, tuple[Lookup, ...]]:
        """By address: the answers that lead several services or sites there, although nothing answers there."""
        alive = {t.address for t in self._index.every_attempt() if t.passed(Step.TLS)}
        return {
            address: lookups
            for address, lookups in self.by_address.items()
            if len({f.observation.messenger or f.name for f in lookups}) >= NAMES_ASTRAY and address not in alive
        }

    def find_changed(self) -> list[Lookup]:
        """Return the answers with impossible addresses, or with none where other resolvers know some."""
        alive = {t.address for t in self._index.every_attempt() if t.failure is None}
        changed: list[Lookup] = []
        # This computer's own settings, or a filter chosen at home, are no interference.
        for lookups in self._index.by_name.values():
            by_system = (f for f in lookups if f.by_system)
            from_network = [f for f in by_system if not f.is_asked_at(*_OWN_RESOLVERS)]
            if any(f.addresses for f in from_network):
                changed += (f for f in from_network if _leads_nowhere(f, alive))
            elif any(f.addresses for f in lookups if not f.by_system and not f.is_plain):
                changed += from_network
        return changed


def domain_of(name: str) -> str:
    """Return the domain of a name: where registries give out longer ones, all of those count as one."""
    return ".".join(name.split(".")[-2:])


def _leads_nowhere(lookup: Lookup, alive: Set[str]) -> bool:
    """Return whether no public server can have any of the addresses, and no server at home (`alive`) answered there."""
    if not lookup.addresses or lookup.is_local:
        return False
    return not any(a in alive or is_fake_ip(a) or is_global(a) for a in lookup.addresses)
