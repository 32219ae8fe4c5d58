"""What every messenger is judged against, the same for all in a check: controls, who inspects TLS, names, and UDP.

And what on a line is stopped, slowed or changed, at any host: it makes a filter plausible for others as well.
"""

import math
from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import chain, combinations

from dialtone.judge.attempts import (
    CUT,
    DATAGRAMS,
    NO_REPLY,
    WRONG_CERTIFICATE,
    Attempt,
    AttemptIndex,
    Lookup,
    addresses_in,
    block_of,
    completed,
    highest_rate,
    if_repeated,
    is_fake_ip,
    is_global,
    numbers,
    rate,
)
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import find_inspection
from dialtone.judge.network.network_case import find_asked_at_home
from dialtone.judge.readings import crawls, round_trips_explain, slow_limit, tells_speed
from dialtone.model.catalogue import Controls, Operator
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CONTROLS_AGREE, NAMES_ASTRAY, SLOW_RATE
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import AddressOrigin, Failure, NetworkStatus, ResolverPlace, Step, Variant, Via

_STOPPED_BY = CUT | WRONG_CERTIFICATE | {Failure.ALERT, Failure.STALLED, Failure.UNREACHABLE}
_AS_THE_APP = (
    *(Variant.APP, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD, Variant.IN_PIECES),
    *(Variant.APP_HELLO, Variant.PHONE_HELLO),
)
"""Attempts that send what the app sends."""


class CheckCase:
    """What is the same for all messengers in a check, gathered once."""

    def __init__(self, index: AttemptIndex, network: NetworkVerdict, controls: Controls, platform: str) -> None:
        self.index, self.network, self.controls, self.platform = index, network, controls, platform
        self.control_results = ControlResults(index, controls)
        self.inspection = find_inspection(index, controls)
        asked_at_home = find_asked_at_home(index)
        asked_countries = (site.countries for site in controls.sites if site.endpoint.id in asked_at_home)
        self.home = frozenset(chain.from_iterable(asked_countries))
        """The countries whose sites were asked as those of home."""
        connected = {o.attempt for o in index.steps if o.step is Step.TCP}
        self.datagrams = [o for o in index.steps if o.step in DATAGRAMS and o.attempt not in connected]
        """All UDP exchanges of this check, with any host."""
        self.last_datagram_answered = max((o.started for o in self.datagrams if o.ok), default=0.0)
        """When the last datagram was sent that any host answered; 0 if none was."""
        self.unverified_handshakes = [t for t in index.every_attempt(Variant.UNVERIFIED) if t.passed(Step.TLS)]
        """The handshakes, with any host, that read a certificate which is normally refused."""
        self.routes_vary = any(t.via == Via.OWN_ROUTE for t in index.every_attempt() if not t.messenger)
        """Whether some neutral hosts, too, are reached by routes of their own: two adapters may take turns."""

    @cached_property
    def interference(self) -> tuple[int, ...]:
        """The numbers of the observations of anything on this line that is stopped, slowed or changed, at any host.

        On a line that loses packets silence shows nothing, nor does what this computer's own routes lead elsewhere.
        """
        results, odd = self.control_results, list[Attempt]()
        best = max(map(rate, (*results.pages, *results.uploads)), default=0.0)
        handshake = results.usual_handshake(self.network)
        for attempts in self.index.by_endpoint(*_AS_THE_APP, Variant.NAME_ELSEWHERE):
            by_usual_route = (t for t in attempts if self.routes_vary or t.via != Via.OWN_ROUTE)
            comparable = [
                t for t in by_usual_route if t.origin is not AddressOrigin.PLAIN and not results.has_no_route(t)
            ]
            odd += _find_stopped(comparable, lossy=self.network.lossy)
            if _all_crawl(attempts, handshake) or _are_slowed(attempts, best):
                odd += attempts
        changed_names = [] if self.network.status is NetworkStatus.DNS_DOWN else _find_changed_names(self.index)
        return tuple(sorted({*numbers(odd), *numbers(changed_names)}))

    @cached_property
    def conclusive(self) -> AttemptIndex:
        """The attempts without silence that is due to the line or this computer."""
        results = self.control_results
        return self.index.without(lambda t: results.fell_into_gap(t) or results.has_no_route(t))

    @cached_property
    def rejected_in_passing(self) -> list[Attempt]:
        """Connections to any host that a router rejected, where the same target accepted a later one."""
        tried = sorted(self.index.every_attempt(*_AS_THE_APP), key=lambda t: t.steps[0].started)
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
    def silent_at_companies(self) -> list[tuple[Operator, list[Attempt]]]:
        """By hosting company: messengers' connections to silent addresses of it, where other addresses of it accept."""
        tried = list(self.conclusive.every_attempt())
        accepting = {t.address for t in tried if t.passed(Step.TCP)}
        silent = [t for t in tried if t.messenger and t.ended(Step.TCP, NO_REPLY) and t.address not in accepting]
        living = (company for company in self.controls.operators if any(map(company.has, accepting)))
        return [(company, [t for t in silent if company.has(t.address)]) for company in living]

    @cached_property
    def asks_own_resolver(self) -> bool:
        """Whether the system asks a program here, or a public resolver that filters: other devices may ask another."""
        lookups = [lookup for lookup in chain.from_iterable(self.index.by_name.values()) if lookup.by_system]
        places = (ResolverPlace.FILTER, ResolverPlace.LOOPBACK)
        return bool(lookups) and all(f.is_asked_at(*places) for f in lookups)

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


def _all_crawl(attempts: Sequence[Attempt], handshake: float) -> bool:
    """Return whether all answered attempts crawl beside a usual handshake, in seconds; 0 if none is known."""
    answered = completed(attempts)
    return bool(handshake and answered) and all(crawls(t, handshake) for t in answered)


def _find_stopped(attempts: Sequence[Attempt], *, lossy: bool) -> tuple[Attempt, ...]:
    """Return the attempts at one endpoint that were stopped repeatedly. `lossy`: the line loses packets."""
    # Many honest networks block UDP, and relays are retired: their silence is nothing odd.
    failed = [t for t in attempts if t.failure and not (lossy and t.is_silent) and t.last.step not in DATAGRAMS]
    stopped = [t for t in failed if t.last.step is Step.PROOF or t.failure in _STOPPED_BY]
    if len(stopped) < len(attempts):  # where some were answered, failed connections do not count
        stopped = [t for t in stopped if t.last.step is not Step.TCP]
    return if_repeated(stopped)


def _are_slowed(attempts: Sequence[Attempt], best: float) -> bool:
    """Return whether all readings or uploads were slow beside a fast neutral one, and not by long round trips."""
    transfers = [t for t in attempts if t.last.step in (Step.FLOW, Step.SENDING) and tells_speed(t.last)]
    return best >= SLOW_RATE and bool(transfers) and all(_is_slow(t, slow_limit(best)) for t in transfers)


def _is_slow(transfer: Attempt, limit: float) -> bool:
    return highest_rate(transfer.last) < limit and not round_trips_explain(transfer.last, transfer.connect_seconds)


def _find_changed_names(index: AttemptIndex) -> list[Lookup]:
    """Return the system's answers with impossible addresses, or with none where others know some."""
    alive = {t.address for t in index.every_attempt() if t.failure is None}
    changed: list[Lookup] = []
    # This computer's own settings, or a filter chosen at home, are no interference.
    for lookups in index.by_name.values():
        system = [f for f in lookups if f.by_system and not f.is_asked_at(ResolverPlace.FILTER, ResolverPlace.LOOPBACK)]
        if any(f.addresses for f in system):
            changed += (f for f in system if _leads_nowhere(f, alive))
        elif any(f.addresses for f in lookups if not f.by_system and not f.is_plain):
            changed += system
    return changed


def _leads_nowhere(lookup: Lookup, alive: Set[str]) -> bool:
    """Return whether no public server can have any of the addresses, and no server at home (`alive`) answered there."""
    if not lookup.addresses or lookup.is_local:
        return False
    return not any(a in alive or is_fake_ip(a) or is_global(a) for a in lookup.addresses)
