"""What every messenger is judged against, the same for all in a check: controls, who inspects TLS, names, and UDP."""

import math
from collections import defaultdict
from functools import cached_property
from itertools import chain, combinations

from dialtone.judge.attempts import (
    DATAGRAMS,
    Attempt,
    AttemptIndex,
    Lookup,
    addresses_in,
    block_of,
    is_global,
)
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import Inspection, find_inspection
from dialtone.judge.network.interference import AS_THE_APP, find_interference
from dialtone.judge.network.network_case import ASKS_HOME
from dialtone.model.catalogue import Controls
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CONTROLS_AGREE, NAMES_ASTRAY
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, Step, Variant, Via


class CheckCase(Frozen, dict=True):
    """What is the same for all messengers in a check, gathered once, when a rule first asks for it."""

    index: AttemptIndex
    network: NetworkVerdict
    controls: Controls
    platform: str

    @cached_property
    def control_results(self) -> ControlResults:
        """What the controls did."""
        return ControlResults(self.index, self.controls)

    @cached_property
    def inspection(self) -> Inspection:
        """Which certificates of no public root were seen in this check."""
        return find_inspection(self.index, self.controls)

    @cached_property
    def home(self) -> frozenset[str]:
        """The countries whose sites were asked as those of home."""
        asked = {o.endpoint for o in self.index.direct if o.row in ASKS_HOME}
        sites = (site for site in self.controls.sites if site.endpoint.id in asked)
        return frozenset(country for site in sites for country in site.countries)

    @cached_property
    def interference(self) -> tuple[int, ...]:
        """The numbers of the observations of anything on this line that is stopped, slowed or changed, at any host.

        On a line that loses packets silence shows nothing, nor does what this computer's own routes lead elsewhere.
        """
        return find_interference(self.index, self.network, self.control_results, routes_vary=self.routes_vary)

    @cached_property
    def conclusive(self) -> AttemptIndex:
        """The attempts without silence that is due to the line or this computer."""
        results = self.control_results
        return self.index.without(lambda t: results.fell_into_gap(t) or results.has_no_route(t))

    @cached_property
    def rejected_in_passing(self) -> list[Attempt]:
        """Connections to any host that a router rejected, where the same target accepted a later one."""
        tried = sorted(self.index.every_attempt(*AS_THE_APP), key=lambda t: t.steps[0].started)
        accepted = {t.target: t.steps[0].started for t in tried if t.passed(Step.TCP)}
        rejected = (t for t in tried if t.ended(Step.TCP, (Failure.UNREACHABLE,)))
        return [t for t in rejected if t.last.started < accepted.get(t.target, 0.0)]

    @cached_property
    def system_lookups_by_address(self) -> dict[str, tuple[Lookup, ...]]:
        """By address: the system's answers, for any name, that contain it."""
        answers: dict[str, list[Lookup]] = defaultdict(list)
        for lookup in chain.from_iterable(self.index.by_name.values()):
            for address in lookup.addresses if lookup.by_system else ():
                answers[address].append(lookup)
        return {address: tuple(lookups) for address, lookups in answers.items()}

    @cached_property
    def datagrams(self) -> list[Observation]:
        """All UDP exchanges of this check, with any host."""
        steps = self.index.steps
        connected = {o.attempt for o in steps if o.step is Step.TCP}
        return [o for o in steps if o.step in DATAGRAMS and o.attempt not in connected]

    @cached_property
    def last_datagram_answered(self) -> float:
        """When the last datagram was sent that any host answered; 0 if none was."""
        return max((o.started for o in self.datagrams if o.ok), default=0.0)

    def find_udp_silence(self, besides: str = "") -> list[Observation]:
        """Return what shows that UDP fell silent: after some answers there were no more from any host. Else none.

        Some hosts that had answered were silent then, or three neutral networks were asked only then, and none before
        in vain. `besides`: the id of a messenger whose own relays show nothing.
        """
        of_others = [o for o in self.datagrams if not besides or o.messenger != besides]
        had_answered = {o.target for o in of_others if o.ok}
        later = [o for o in of_others if o.started > self.last_datagram_answered]
        if fell_silent := [o for o in later if o.target in had_answered]:
            return fell_silent
        silent = [o for o in self.datagrams if not o.messenger and o.failure is Failure.TIMEOUT]
        are_several = had_answered and len({block_of(o.host) for o in silent}) >= CONTROLS_AGREE
        return silent if are_several and all(o.started > self.last_datagram_answered for o in silent) else []

    @cached_property
    def has_other_interference(self) -> bool:
        """Whether there is interference other than with lookups, as filters at home do: it suggests a block."""
        numbers_shown = set(self.interference)
        shown = (o for o in self.index.steps if o.number in numbers_shown)
        beyond_names = (o for o in shown if o.step is not Step.DNS and is_global(o.host))
        return any(o.messenger or o.step is not Step.TCP for o in beyond_names)

    @cached_property
    def impossible_addresses(self) -> frozenset[str]:
        """The addresses to which the system leads two names that resolvers abroad know in different address blocks."""

        def known_blocks(name: str) -> set[str]:
            return set(map(block_of, addresses_in(self.index.lookups(name))))

        impossible = set[str]()
        for address, lookups in self.system_lookups_by_address.items():
            blocks_by_name = filter(None, map(known_blocks, {lookup.name for lookup in lookups}))
            if any(a.isdisjoint(b) for a, b in combinations(blocks_by_name, 2)):
                impossible.add(address)
        return frozenset(impossible)

    @cached_property
    def gone_domain(self) -> str:
        """The only domain of which the system denies names that others know, if it resolves none in it; else empty."""
        denied = set[str]()
        for name, lookups in self.index.by_name.items():
            denials = [lookup for lookup in lookups if lookup.is_denied and not lookup.is_plain]
            is_resolved = any(lookup.by_system and lookup.addresses for lookup in lookups)
            if denials and not is_resolved and all(lookup.by_system for lookup in denials):
                denied.add(domain_of(name))
        resolved = {domain for _, domain in self.resolved_domains}
        return denied.pop() if len(denied) == 1 and denied.isdisjoint(resolved) else ""

    @cached_property
    def resolved_domains(self) -> frozenset[tuple[str, str]]:
        """The domains in which the system gives an address for any name, each after the messenger that has the name."""
        resolved = chain.from_iterable(self.system_lookups_by_address.values())
        return frozenset((lookup.observation.messenger, domain_of(lookup.name)) for lookup in resolved)

    @cached_property
    def answered_late(self) -> tuple[Lookup, ...]:
        """The system's answers for names, of whichever messenger, that it had left without any answer before."""
        found = list[Lookup]()
        for lookups in self.index.by_name.values():
            by_system = [lookup for lookup in lookups if lookup.by_system]
            silent = [lookup.observation for lookup in by_system if lookup.failure is Failure.TIMEOUT]
            first_end = min((o.started + o.seconds for o in silent), default=math.inf)
            answered = (lookup for lookup in by_system if lookup.addresses or lookup.is_denied)
            found += (lookup for lookup in answered if lookup.observation.started >= first_end)
        return tuple(found)

    @cached_property
    def unverified_handshakes(self) -> list[Attempt]:
        """The handshakes, with any host, that read a certificate which is normally refused."""
        return [t for t in self.index.every_attempt(Variant.UNVERIFIED) if t.passed(Step.TLS)]

    @cached_property
    def routes_vary(self) -> bool:
        """Whether some neutral hosts, too, are reached by routes of their own: two adapters may take turns."""
        return any(t.via == Via.OWN_ROUTE for t in self.index.every_attempt() if not t.messenger)

    @cached_property
    def dead_shared_addresses(self) -> dict[str, tuple[Lookup, ...]]:
        """By address: the system's answers that lead several services or sites to it, where none of them answers."""
        alive = {t.address for t in self.index.every_attempt() if t.passed(Step.TLS)}
        return {
            address: lookups
            for address, lookups in self.system_lookups_by_address.items()
            if len({f.observation.messenger or f.name for f in lookups}) >= NAMES_ASTRAY and address not in alive
        }


def domain_of(name: str) -> str:
    """Return the domain of a name: where registries give out longer ones, all of those count as one."""
    return ".".join(name.split(".")[-2:])
