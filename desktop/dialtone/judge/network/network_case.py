"""What the rules may use of a check as a whole: what controls did, who answered, and what happened to any host."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import chain

from dialtone.judge.attempts import (
    Attempt,
    AttemptIndex,
    Lookup,
    completed,
    exchange_seconds,
    figure,
    highest_rate,
    numbers,
    rate,
    shows_local_root,
)
from dialtone.judge.kinds import CUT, DATAGRAMS, EXCHANGES, NO_REPLY, WRONG_CERTIFICATE, block_of, family_of, is_global
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import find_inspection
from dialtone.judge.network.packet_loss import lost_on_the_way
from dialtone.judge.network.resolvers import SystemNames
from dialtone.judge.readings import round_trips_explain, slow_limit, tells_speed
from dialtone.judge.signs import Case, Sign, by_block, if_all, if_at_several, if_repeated
from dialtone.model.catalogue import Endpoint, Operator
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CONTROLS_AGREE, REPEATED, SLOW_RATE, STARVED_MOSTLY, STARVED_SECONDS
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import AddressOrigin, Failure, NetworkFlag, NetworkStatus, Place, Step, Variant, Wire

USABLE = (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE, NetworkStatus.INTERCEPTED, NetworkStatus.DNS_DOWN)
"""States in which a failure elsewhere can mean something, as long as controls answer."""
_APP_STEPS = (Step.HTTP, Step.MTPROTO, Step.NOISE)
_AS_THE_APP = (
    *(Variant.APP, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD, Variant.IN_PIECES),
    *(Variant.APP_HELLO, Variant.PHONE_HELLO),
)
"""Variants that send what the app sends."""
_STOPPED_BY = CUT | WRONG_CERTIFICATE | {Failure.ALERT, Failure.STALLED, Failure.UNREACHABLE}


class NetworkCase(Case):
    """What the controls showed, sorted by what it can prove. The rules about the network get nothing else."""

    def __init__(self, control_results: ControlResults, computer: Computer) -> None:
        self.control_results = control_results
        self.computer = computer
        self.index = index = control_results.index
        self.controls = controls = control_results.controls
        self.attempts = index.attempts
        self.answers = index.answers
        self.every_attempt = index.every_attempt
        self.denied = index.denied
        self.direct = index.direct

        # Who was asked.
        self.domestic = controls.sites_at(Place.DOMESTIC)
        self.foreign = controls.sites_at(Place.FOREIGN)
        self.sites = self.domestic + self.foreign
        self.asked_at_home = control_results.asked_at_home
        self.named_controls = (*self.sites, *controls.sign_in_checks)
        self.stun_servers = [e for e in controls.udp if e.wire is Wire.STUN]

        # What fails, and how far anything gets: out of this computer, past the first router, and abroad.
        self.failed = tuple(o for o in self.direct if not o.ok)
        self.failed_in_time = tuple(o for o in self.failed if o.failure is not Failure.NOT_IN_TIME)
        self.nothing_succeeded = len(self.failed) == len(self.direct)
        asked_in_one_hop = (*controls.neutral_hosts, *controls.sign_in_checks)
        self.one_hop = index.attempts(asked_in_one_hop, Variant.ONE_HOP)
        """Connections to neutral hosts that no router forwards."""
        in_plain = () if computer.tunnels else self.one_hop
        self.router_silent = if_at_several(if_all(in_plain, lambda t: t.is_silent))
        """The connections of `one_hop`, if not even the first router answered any; none if a VPN carried them."""
        denied = (o.number for o in self.failed if o.failure is Failure.DENIED and o.step is not Step.DNS)
        denied_one_hop = (number for e in asked_in_one_hop for number in index.denied(e, Variant.ONE_HOP))
        self.denied_here = (*denied, *denied_one_hop)
        """The numbers of the steps, lookups aside, that this computer itself denied: they are no attempts."""
        self.abroad = index.attempts((*self.foreign, *controls.anchors_abroad))
        """The attempts at sites and anchors abroad."""
        exchanges = (o for t in self.abroad for o in t.steps if o.step in EXCHANGES and o.ok)
        self.round_trip = min(map(exchange_seconds, exchanges), default=0.0)
        """The seconds of the shortest exchange with a control abroad; 0 if there was none."""
        self.other_udp = index.answers(e for e in controls.udp if e.wire is not Wire.STUN)
        """The answered attempts at neutral hosts over UDP other than STUN."""
        tried = index.attempts(self.stun_servers) if not index.answers(self.stun_servers) else ()
        self.silent_stun = if_at_several(tried, by_block, REPEATED)
        """The attempts at neutral STUN servers if these are in several networks and none answered, else none."""
        by_system = (lookup.observation for lookup in index.lookups_by_system)
        self.system_answered = any(o.ok and not o.facts.get(Fact.HOSTS_FILE) for o in by_system)
        """Whether the system resolver resolved any name that is not in the hosts file."""
        self.lost_packets = lost_on_the_way(self.direct)
        """The steps at controls that lost a packet, if there are enough of them to be meaningful, else none."""
        lags = ((o, figure(o, Fact.LAG)) for o in self.direct if not o.messenger)
        self.read_late = [o for o, lag in lags if lag >= max(STARVED_SECONDS, STARVED_MOSTLY * o.seconds)]
        """The steps at controls that took long mostly because this computer read the answer late."""

        # Who answered.
        by_app = (o for o in self.direct if o.ok and o.messenger and o.variant is Variant.APP)
        self.answering_messengers = {o.messenger for o in by_app if o.step in _APP_STEPS}
        """The messengers whose app handshake was answered by a verified peer."""
        resolvers = {f"resolver/{resolver.id}" for resolver in controls.resolvers}
        by_resolver = (o for o in index.steps if o.step is Step.TLS and o.ok and o.endpoint in resolvers)
        self.proved_resolvers = [o for o in by_resolver if not shows_local_root(o)]
        """Handshakes in which a resolver abroad showed a certificate of a public root."""

    @cached_property
    def companies_at_home(self) -> frozenset[str]:
        """The companies that answered in the country where most did, and those of domestic messengers that did.

        A messenger counts as the company that has its sites or, if no control is one of these, as one by itself.
        """
        by_country: dict[str, set[str]] = {"": set()}  # "": companies of no one country
        for site in self.controls.sites:
            if site.place is Place.DOMESTIC and self.index.answer(site.endpoint) is not None:
                for country in site.countries or ("",):
                    by_country.setdefault(country, set()).add(site.endpoint.owner)
        most = max(by_country.values(), key=len)
        owners = {messenger: site.endpoint.owner for site in self.controls.sites for messenger in site.messengers}
        messengers = self.answering_messengers & self.controls.at_home
        return frozenset(most | {owners.get(messenger, messenger) for messenger in messengers})

    def cut(self, sites: Iterable[Endpoint], failures: Collection[Failure] = CUT) -> list[Attempt]:
        """Return the attempts at some sites that ended in the TLS handshake with one of these failures."""
        return [t for t in self.attempts(sites) if t.ended(Step.TLS, failures)]

    def system_lookups(self, endpoints: Iterable[Endpoint]) -> tuple[Lookup, ...]:
        """Return the system resolver's answers for the names of some controls."""
        names = dict.fromkeys(e.host for e in endpoints if e.host)
        return tuple(lookup for name in names for lookup in self.index.lookups(name, system=True))


NetworkSign = Sign[NetworkCase]


class CheckCase:
    """What all messengers of a check are judged against: the network, neutral hosts, and what happened to any host."""

    def __init__(self, control_results: ControlResults, network: NetworkVerdict, platform: str) -> None:
        self.control_results = control_results
        self.network = network
        self.platform = platform
        self.index = index = control_results.index
        self.controls = controls = control_results.controls
        self.names = SystemNames(index)

        # The path: who inspects TLS on it, in which country it starts, and by which routes it leads.
        self.inspection = find_inspection(index, controls)
        self.unverified_handshakes = [t for t in index.every_attempt(Variant.UNVERIFIED) if t.passed(Step.TLS)]
        """The handshakes, with any host, that read a certificate which is normally refused."""
        asked_at_home = [site for site in controls.sites if site.endpoint.id in control_results.asked_at_home]
        answering = (site.countries for site in asked_at_home if index.answer(site.endpoint) is not None)
        is_vpn_on = NetworkFlag.VPN in network.flags
        self.home = frozenset[str]() if is_vpn_on else frozenset(chain.from_iterable(answering))
        """The countries whose sites were asked as those of home, and answered; none through a VPN."""
        self.routes_vary = any(t.by_own_route for t in index.every_attempt() if not t.messenger)
        """Whether some neutral hosts, too, are reached by routes of their own, as when two adapters take turns."""

        # UDP, to any host.
        connected = {o.attempt for o in index.steps if o.step is Step.TCP}
        self.datagrams = [o for o in index.steps if o.step in DATAGRAMS and o.attempt not in connected]
        """All exchanges over UDP."""
        self.last_datagram_answered = max((o.started for o in self.datagrams if o.ok), default=0.0)
        """When the last datagram was sent that was answered; 0 if none was."""

    def find_udp_silence(self, besides: str = "") -> list[Observation]:
        """Return what shows that UDP fell silent: after some answers no host answered any more. Else none.

        `besides`: the id of a messenger whose own relays show nothing, as they are what is judged.
        """
        of_others = [o for o in self.datagrams if not besides or o.messenger != besides]
        had_answered = {o.target for o in of_others if o.ok}
        later = [o for o in of_others if o.started > self.last_datagram_answered]
        fell_silent = [o for o in later if o.target in had_answered]
        return fell_silent or (self._find_hosts_asked_too_late() if had_answered else [])

    def _find_hosts_asked_too_late(self) -> list[Observation]:
        """Return the silence of neutral hosts if several networks were asked only after the last answer over UDP.

        They may have answered earlier, so if one was silent before that, the silence is its own.
        """
        silent = [o for o in self.datagrams if not o.messenger and o.failure is Failure.TIMEOUT]
        are_several = len({block_of(o.host) for o in silent}) >= CONTROLS_AGREE
        return silent if are_several and all(o.started > self.last_datagram_answered for o in silent) else []

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
    def silent_at_companies(self) -> list[tuple[Operator, list[Attempt]]]:
        """By hosting company: messengers' connections to silent addresses of it, where other addresses of it accept."""
        tried = list(self.conclusive.every_attempt())
        accepting = {t.address for t in tried if t.passed(Step.TCP)}
        silent = [t for t in tried if t.messenger and t.ended(Step.TCP, NO_REPLY) and t.address not in accepting]
        living = (company for company in self.controls.operators if any(map(company.has, accepting)))
        return [(company, [t for t in silent if company.has(t.address)]) for company in living]

    # What is stopped, slowed or changed, at any host.

    @cached_property
    def interference(self) -> tuple[int, ...]:
        """The numbers of the observations of connections that were stopped or slowed, and of changed names.

        Changed names show nothing where DNS is down, nor silence on a line that loses packets, nor late answers where
        the network is not simply online or this computer is busy. What `_is_comparable` leaves out was not stopped.
        """
        results = self.control_results
        network = self.network
        odd = list[Attempt | Lookup]()
        if network.status is not NetworkStatus.DNS_DOWN:
            odd += self.names.find_changed()
        best = max(map(rate, (*results.pages, *results.uploads)), default=0.0)
        lateness_counts = network.status is NetworkStatus.ONLINE and NetworkFlag.COMPUTER_BUSY not in network.flags
        for attempts in self.index.by_endpoint(*_AS_THE_APP, Variant.NAME_ELSEWHERE):
            odd += _find_stopped(list(filter(self._is_comparable, attempts)), lossy=network.lossy)
            are_late = lateness_counts and _are_all_late(attempts, results)
            if are_late or _are_slowed(attempts, best):
                odd += attempts
        return numbers(odd)

    def _is_comparable(self, attempt: Attempt) -> bool:
        """Return whether it matters if an attempt was stopped: it took the usual route to an address of a good source.

        Routes of this computer's own count if neutral hosts are reached by such routes too (`routes_vary`).
        """
        if attempt.by_own_route and not self.routes_vary:
            return False
        return attempt.origin is not AddressOrigin.PLAIN and not self.control_results.has_no_route(attempt)

    @cached_property
    def has_interference_beyond_names(self) -> bool:
        """Whether more than lookups is interfered with. Filters at home change only lookups."""
        numbers_shown = set(self.interference)
        shown = (o for o in self.index.steps if o.number in numbers_shown)
        beyond_names = (o for o in shown if o.step is not Step.DNS and is_global(o.host))
        return any(o.messenger or o.step is not Step.TCP for o in beyond_names)


def _are_all_late(attempts: Sequence[Attempt], results: ControlResults) -> bool:
    """Return whether on each answered connection several exchanges were late beside those of neutral sites."""
    families = {family for _, family in results.exchanges}
    compared = [t for t in completed(attempts) if family_of(t.target) in families]
    late_counts = [sum(results.is_late(o, t.connect_seconds) for o in t.steps) for t in compared]
    return min(late_counts, default=0) >= REPEATED


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
    if not transfers or best < SLOW_RATE:
        return False
    are_all_slow = all(highest_rate(t.last) < slow_limit(best) for t in transfers)
    return are_all_slow and not any(round_trips_explain(t.last, t.connect_seconds) for t in transfers)
