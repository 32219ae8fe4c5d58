"""What the controls did, and when, and which hosting companies are in trouble: that concerns no one messenger."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import Enum, auto
from functools import cached_property
from http import HTTPStatus
from statistics import median

from dialtone.judge.attempts import (
    Attempt,
    AttemptIndex,
    addresses_in,
    exchange_seconds,
    figure,
    highest_rate,
    numbers,
    rate,
    seconds_without_lag,
    steps_of,
    successes,
)
from dialtone.judge.kinds import CUT, EXCHANGES, NO_REPLY, REFUSED, TRANSLATED, family_of
from dialtone.judge.network import packet_loss
from dialtone.judge.readings import Tally, is_late, slow_limit
from dialtone.judge.signs import by_endpoint, if_all, if_at_several
from dialtone.model.catalogue import Controls, Endpoint, Operator
from dialtone.model.fact import SYSTEM_RESOLVER, Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    ACCEPTED_HERE_SECONDS,
    ACCEPTED_SHARE,
    CONTROLS_AGREE,
    DEAD_AT_OPERATOR,
    DEAD_ON_PORT,
    DISTANCES_KNOWN,
    NAMES_ASTRAY,
    REPEATED,
)
from dialtone.model.vocabulary import Failure, Place, Step, Variant, Wire

_WEB_PORTS = (80, 443)
_CONTROL_PORT = {587: 465, 143: 993}
"""Ports without neutral servers, and the port of the same service that has some: sending mail, and fetching it.

A network that lets nobody send or fetch mail closes both (RFC 6409 and 8314: submission; RFC 9051: IMAP).
"""
_ASKS_HOME = ("control.home", "page.home")
"""The rows that ask sites of the country that the person named. Other domestic sites may be abroad here."""
_MAIL_PORTS = frozenset({*_CONTROL_PORT, *_CONTROL_PORT.values()})
_NO_CONNECTION = (*CUT, Failure.UNREACHABLE)
_BEYOND_A_PROXY = (Step.TLS, Step.HTTP)
"""Steps that only the server itself can answer, whatever accepted the connection."""

ExchangeKind = tuple[Step, int]
"""By what exchanges are compared: the step, and the family of the address, which may be slow as a whole."""


class Trouble(Enum):
    """What happened to the sites of an operator."""

    SLOW = auto()
    FROZEN = auto()
    DEAD = auto()
    """No connection or no handshake, each time."""
    ERRS = auto()
    """Every answer was an error of a server (5xx)."""


class HostingTrouble(Frozen):
    """A hosting company, or a region of one, whose sites all have the same trouble, while others have none."""

    operator: Operator
    trouble: Trouble
    observations: tuple[int, ...]


def _got_no_answer(attempt: Attempt) -> bool:
    """Return whether an attempt got no answer at its first step. A refusal over UDP (ICMP) is none either."""
    refused_over_udp = attempt.failure is Failure.REFUSED and attempt.last.step is not Step.TCP
    return attempt.last is attempt.steps[0] and (attempt.failure in NO_REPLY or refused_over_udp)


def _find_trouble(
    at_operator: Sequence[Attempt], at_other_sites: Sequence[Attempt], at_other_hosts: Iterable[Attempt]
) -> Trouble | None:
    """Return what all attempts at an operator's sites met and those at other neutral sites did not; None if nothing.

    `at_other_hosts`: the attempts at any address outside the operator's, those of messengers included.
    """
    if _all_die(at_operator) and any(t.find(Step.HTTP) for t in at_other_sites):
        return Trouble.DEAD
    if _all_answers_are_errors(at_operator) and successes(at_other_sites, Step.HTTP):
        return Trouble.ERRS
    pages = steps_of(at_operator, Step.FLOW)
    all_stalled = bool(pages) and all(page.failure is Failure.STALLED for page in pages)
    if all_stalled and _longer_page_passes(pages, at_other_sites, at_other_hosts):
        return Trouble.FROZEN
    fastest_elsewhere = max(map(rate, successes(at_other_sites, Step.FLOW)), default=0.0)
    return Trouble.SLOW if _are_all_slow(pages, fastest_elsewhere) else None


def _all_die(attempts: Sequence[Attempt]) -> bool:
    """Return whether all of several attempts got no connection or no handshake. A single silent site may be down."""
    died = [t for t in attempts if t.last.step in (Step.TCP, Step.TLS) and t.failure in _NO_CONNECTION]
    return len(attempts) >= REPEATED and len(died) == len(attempts)


def _all_answers_are_errors(attempts: Sequence[Attempt]) -> bool:
    """Return whether all of several HTTP answers are errors of a server. A single one may concern one site."""
    answers = steps_of(attempts, Step.HTTP)
    return len(answers) >= REPEATED and all(
        figure(answer, Fact.STATUS) >= HTTPStatus.INTERNAL_SERVER_ERROR for answer in answers
    )


def _longer_page_passes(
    stalled: Sequence[Observation], at_other_sites: Sequence[Attempt], at_other_hosts: Iterable[Attempt]
) -> bool:
    """Return whether another site's page was read; if none was tried, any host's that is longer than the stalled."""
    if steps_of(at_other_sites, Step.FLOW):
        return bool(successes(at_other_sites, Step.FLOW))
    longest = max(figure(page, Fact.BYTES) for page in stalled)
    return any(figure(page, Fact.BYTES) > longest for page in successes(at_other_hosts, Step.FLOW))


def _are_all_slow(pages: Sequence[Observation], fastest_elsewhere: float) -> bool:
    """Return whether all readings are slow beside another site's page of `fastest_elsewhere` bytes per second.

    At least one must have been read to its end: one that stopped on the way has only the rate up to there.
    """
    any_read_to_its_end = any(page.ok for page in pages)
    return any_read_to_its_end and all(highest_rate(page) < slow_limit(fastest_elsewhere) for page in pages)


class ControlResults:
    """What the controls did during a check. What takes long is gathered when a rule first asks for it."""

    def __init__(self, index: AttemptIndex, controls: Controls) -> None:
        self.index = index
        self.controls = controls
        self._sites_abroad = controls.sites_at(Place.FOREIGN)
        self._sites_at_home = controls.sites_at(Place.DOMESTIC)
        self.asked_at_home = {o.endpoint for o in index.direct if o.row in _ASKS_HOME}
        """The ids of the sites of the country that the person named."""

        # What can be compared with a messenger's pages, uploads and connections at the same moment.
        self.pages = self._succeeded_abroad(Step.FLOW)
        """Readings of pages of sites abroad."""
        self.uploads = self._succeeded_abroad(Step.SENDING, Variant.UPLOAD)
        """Uploads to sites abroad that arrived."""
        self.pieces = self._succeeded_abroad(Step.SENDING, Variant.IN_PIECES)
        """Uploads of small messages in many packets that arrived."""
        self.lasting = self._succeeded_abroad(Step.KEPT, Variant.KEPT)
        """Connections that were kept open and still answered in the end."""
        self.handshakes = self._succeeded_abroad(Step.TLS)
        """Completed handshakes with sites abroad."""
        self.uploads_at_home = successes(index.attempts(self._sites_at_home, Variant.UPLOAD), Step.SENDING)
        """Uploads to domestic sites that arrived."""

        # Connections that fail, in the families of addresses that can be reached from here.
        accepted = (o for o in index.direct if not o.messenger and o.ok and o.step is Step.TCP)
        self.families = {family_of(o.target) for o in accepted}
        """The families (`family_of`) in which a control accepted a connection."""
        reachable = [t for t in index.attempts(controls.neutral_hosts) if family_of(t.target) in self.families]
        self.rejected = [t for t in reachable if t.ended(Step.TCP, (Failure.UNREACHABLE,))]
        """Connections to neutral hosts that a router rejected, in a family in which others were accepted."""
        self.unanswered = [t for t in reachable if t.ended(Step.TCP, (Failure.TIMEOUT,))]
        """Connections to neutral hosts that got no answer, in such a family."""

    def _succeeded_abroad(self, step: Step, variant: Variant = Variant.APP) -> tuple[Observation, ...]:
        return successes(self.index.attempts(self._sites_abroad, variant), step)

    @cached_property
    def home_stops(self) -> bool:
        """Whether readings of domestic sites stalled, and none was complete: then the line is the reason."""
        readings = steps_of(self.index.attempts(self._sites_at_home), Step.FLOW)
        any_stalled = any(reading.failure is Failure.STALLED for reading in readings)
        return any_stalled and not any(reading.ok for reading in readings)

    # Connections to addresses abroad that need no name, moment by moment.

    @cached_property
    def _connects_to_living(self) -> list[Observation]:
        """The connections to those of these addresses that accepted one."""
        connects = steps_of(self.index.attempts(self.controls.anchors_abroad), Step.TCP)
        living = {tcp.target for tcp in connects if tcp.ok}
        return [tcp for tcp in connects if tcp.target in living]

    @cached_property
    def connects(self) -> list[Observation]:
        """Connections to these addresses, established without a retransmission."""
        return [tcp for tcp in self._connects_to_living if tcp.ok and not packet_loss.was_sent_again(tcp)]

    @cached_property
    def gaps(self) -> list[Observation]:
        """Connections with no answer, or none to the first packet, though the same address accepts others.

        The line had a gap for every host then.
        """
        connects = self._connects_to_living
        return [tcp for tcp in connects if tcp.failure is Failure.TIMEOUT or packet_loss.was_sent_again(tcp)]

    @cached_property
    def refused(self) -> list[Observation]:
        """Connections that were refused, though the same address accepts others."""
        return [tcp for tcp in self._connects_to_living if tcp.failure in REFUSED]

    @cached_property
    def resent(self) -> tuple[Attempt, ...]:
        """Connections to any host that were established only after their first packet was sent again."""
        return tuple(t for t in self.index.every_attempt() if packet_loss.was_sent_again(t.steps[0]))

    @cached_property
    def fastest_page(self) -> float:
        """The bytes per second of the fastest page of a site abroad: what the line can carry. 0 if none was read."""
        return max(map(rate, self.pages), default=0.0)

    @property
    def dead_count(self) -> int:
        """How many connections got no answer at all, though the same address accepts others."""
        return sum(tcp.failure is Failure.TIMEOUT for tcp in self.gaps)

    def failed_from_then_on(self, failures: Collection[Failure]) -> list[Attempt]:
        """Return the failed connections to hosts abroad that accepted others; none if any of these did later."""
        abroad = self.index.attempts((*self._sites_abroad, *self.controls.anchors_abroad))
        tried = [t for t in abroad if t.find(Step.TCP)]
        alive = {t.target for t in tried if t.passed(Step.TCP)}
        failed = [t for t in tried if t.ended(Step.TCP, failures) and t.target in alive]
        first_failure = min((t.steps[0].started for t in failed), default=0.0)
        accepted_later = any(t.passed(Step.TCP) and t.steps[0].started > first_failure for t in tried)
        return failed if not accepted_later else []

    def fell_into_gap(self, attempt: Attempt) -> bool:
        """Return whether an attempt timed out while no control was reachable: such silence says nothing."""
        began = attempt.last.started
        ended = began + attempt.last.seconds
        if attempt.failure is not Failure.TIMEOUT or any(began <= tcp.started <= ended for tcp in self.connects):
            return False
        return any(tcp.started <= ended and tcp.started + tcp.seconds >= began for tcp in self.gaps)

    # How far away sites abroad are, and how long their handshakes take.

    @cached_property
    def connects_are_local(self) -> bool:
        """Whether connections to all sites abroad are established long before those sites can have seen them.

        Security programs, and boxes on satellite and mobile lines, accept any connection first.
        """
        tried = [(e, t) for e in self._sites_abroad for t in self.index.attempts_at(e)]
        secured = [(e, tcp, tls) for e, t in tried if (tcp := t.find(Step.TCP)) and (tls := t.passed(Step.TLS))]
        all_near = all(_was_accepted_nearby(tcp, tls) for _, tcp, tls in secured)
        are_several = len({e.id for e, _, _ in secured}) >= CONTROLS_AGREE
        return all_near and are_several and any(not e.cdn for e, _, _ in secured)

    @cached_property
    def distance(self) -> float:
        """The median seconds of a round trip to sites that stand in one place abroad; 0 if too few answered."""
        exchanges = _BEYOND_A_PROXY if self.connects_are_local else EXCHANGES
        neutral = self.controls.neutral_hosts
        in_one_place = [e for e in neutral if e.place is Place.FOREIGN and e.operator and not e.cdn]
        steps = [[o for t in self.index.attempts_at(e) for o in t.steps] for e in in_one_place]
        seconds = [[exchange_seconds(o) for o in of_host if o.ok and o.step in exchanges] for of_host in steps]
        shortest = sorted(map(min, filter(None, seconds)))
        return shortest[(len(shortest) - 1) // 2] if len(shortest) >= DISTANCES_KNOWN else 0.0

    @cached_property
    def company_distances(self) -> list[tuple[Operator, float]]:
        """The hosting companies whose neutral sites were reached, and the seconds of the shortest connection to one."""
        distances = []
        for operator in self.controls.operators:
            its_sites = (e for e in self._sites_abroad if e.operator == operator.id)
            if connects := successes(self.index.attempts(its_sites), Step.TCP):
                distances.append((operator, min(map(exchange_seconds, connects))))
        return distances

    def round_trip_to_company(self, address: str) -> float:
        """Return the seconds of the shortest connection to neutral hosts of the company at an address; 0 if none."""
        return next((seconds for company, seconds in self.company_distances if company.has(address)), 0.0)

    @cached_property
    def exchanges(self) -> dict[ExchangeKind, list[float]]:
        """By kind: the seconds of handshakes with several sites abroad, and of answers; none where a box accepts.

        Delays on this computer are included, because they are not known for every exchange compared with these.
        """
        if self.connects_are_local:
            return {}
        steps: dict[ExchangeKind, list[Observation]] = defaultdict(list)
        for step in (*self.handshakes, *self._succeeded_abroad(Step.HTTP)):
            steps[kind_of_exchange(step)].append(step)
        return {kind: [step.seconds for step in of_kind] for kind, of_kind in steps.items() if if_at_several(of_kind)}

    @cached_property
    def usual_seconds(self) -> dict[ExchangeKind, float]:
        """By kind: the median of `exchanges`."""
        return {kind: median(seconds) for kind, seconds in self.exchanges.items()}

    def is_late(self, exchange: Observation, round_trip: float = 0.0) -> bool:
        """Return whether an exchange took far longer than is usual for its kind, and than its own round trip."""
        usual = self.usual_seconds.get(kind_of_exchange(exchange))
        return usual is not None and is_late(seconds_without_lag(exchange), max(usual, round_trip))

    def tally_late(self, kinds: Iterable[ExchangeKind]) -> Tally:
        """Return how many of the neutral exchanges of these kinds were late, and how many there are."""
        late = [is_late(seconds, self.usual_seconds[kind]) for kind in kinds for seconds in self.exchanges[kind]]
        return Tally(sum(late), len(late))

    # What fails at neutral hosts as well: at hosts, in a family of addresses, at a company, on a port, for a name.

    @cached_property
    def failures(self) -> dict[Step, Tally]:
        """By step: how often it failed at neutral hosts, by silence or rejection, and how often it was tried there.

        A host where each of several tries failed is left out: it is down, and says nothing about chance. `Step.STUN`
        stands for all datagrams.
        """
        failed_by_step: dict[Step, list[bool]] = defaultdict(list)
        for (step, _), failed_at_host in self._failed_by_host().items():
            is_down = len(failed_at_host) > 1 and all(failed_at_host)
            if not is_down:
                failed_by_step[step] += failed_at_host
        tallies = {step: Tally(sum(failed), len(failed)) for step, failed in failed_by_step.items()}
        over_udp = self.index.attempts(self.controls.udp, Variant.APP, Variant.AGAIN)
        return tallies | {Step.STUN: packet_loss.count_neutral_datagrams(over_udp)}

    def tally(self, step: Step) -> Tally:
        """Return how often a step failed at neutral hosts, and how often it was tried there, as of `failures`."""
        return self.failures.get(step, Tally())

    def _failed_by_host(self) -> dict[tuple[Step, str], list[bool]]:
        """Return, by step and target, whether each try failed there. All lookups by the system have one target.

        A rejection by a router is a failure only in a family of addresses that can be reached from here.
        """
        failed_at: dict[tuple[Step, str], list[bool]] = defaultdict(list)
        neutral = self.controls.neutral_hosts
        for attempt in self.index.attempts(neutral, Variant.APP, Variant.AGAIN):
            for step in attempt.steps:
                is_rejected = step.failure is Failure.UNREACHABLE and family_of(step.target) in self.families
                failed_at[step.step, attempt.target].append(is_rejected or step.failure in CUT)
        for name in {e.host for e in neutral if e.host}:
            for lookup in self.index.lookups(name, system=True):
                failed_at[Step.DNS, SYSTEM_RESOLVER].append(lookup.failure in (Failure.TIMEOUT, Failure.DNS_FAILED))
        return failed_at

    @cached_property
    def resent_needlessly(self) -> frozenset[int]:
        """The numbers of connections, to any host, whose first packet was sent again although it had arrived."""
        return packet_loss.find_resent_needlessly([o for o in self.index.steps if o.step is Step.TCP])

    @cached_property
    def packet_loss(self) -> Tally:
        """How many connections to neutral hosts lost a packet, and how many were made."""
        made = [t for e in self.controls.neutral_hosts for t in packet_loss.connections(self.index, e)]
        return Tally(sum(packet_loss.lost_a_packet(t, self.resent_needlessly) for t in made), len(made))

    def has_no_route(self, attempt: Attempt) -> bool:
        """Return whether no address of an attempt's family can be reached from here: then its failure says nothing.

        On an IPv6-only network a gateway leads to all IPv4 servers (RFC 6052): it may be dead and swallow everything.
        """
        if attempt.failure not in NO_REPLY:
            return False
        family = family_of(attempt.target)
        swallowed = family == TRANSLATED and len(attempt.steps) == 1
        return (swallowed or attempt.failure is Failure.UNREACHABLE) and family not in self.families

    @cached_property
    def hosting_troubles(self) -> tuple[HostingTrouble, ...]:
        """The hosting companies whose neutral sites are slow, stalled, silent or in error."""
        troubles = list[HostingTrouble]()
        for operator in self.controls.operators:
            at_operator = self.index.attempts(e for e in self._sites_abroad if e.operator == operator.id)
            at_other_sites = self.index.attempts(e for e in self._sites_abroad if e.operator != operator.id)
            at_other_hosts = (t for t in self.index.every_attempt() if not operator.has(t.address))
            trouble = _find_trouble(at_operator, at_other_sites, at_other_hosts)
            if trouble is not None:
                troubles.append(HostingTrouble(operator, trouble, numbers(at_operator)))
            silent = self._find_silence_of(operator)
            if silent:
                troubles.append(HostingTrouble(operator, Trouble.DEAD, numbers(silent)))
        for region in self.controls.regions:
            silent = self._find_silence_in(region)
            if silent:
                troubles.append(HostingTrouble(region, Trouble.DEAD, numbers(silent)))
        return tuple(troubles)

    def _find_silence_of(self, operator: Operator) -> Sequence[Attempt]:
        """Return the attempts at neutral hosts of an operator other than sites if no such host answered, else none."""
        udp = self.controls.udp if self.index.answers(self.controls.udp) else ()
        attempts = self.index.attempts((*self.controls.anchors, *udp))
        heard = {t.endpoint for t in attempts if not _got_no_answer(t)}
        silent_there = [t for t in attempts if t.endpoint not in heard and operator.has(t.address)]
        if not if_at_several(silent_there, by_endpoint, DEAD_AT_OPERATOR):
            return ()
        any_heard_there = any(t.endpoint in heard and operator.has(t.address) for t in attempts)
        return silent_there if not any_heard_there else ()

    def _find_silence_in(self, region: Operator) -> Sequence[Attempt]:
        """Return the attempts at messengers' servers in a region if none of them was answered, else none.

        They must be of several messengers, and no server of a messenger elsewhere may be silent: otherwise it is no
        fault of one place.
        """
        of_messengers = [t for t in self.index.every_attempt() if t.messenger]
        silent = [t for t in of_messengers if _got_no_answer(t)]
        if not all(region.has(t.address) for t in silent):
            return ()
        if not if_at_several(silent, lambda t: t.messenger, DEAD_AT_OPERATOR):
            return ()
        return if_all([t for t in of_messengers if region.has(t.address)], _got_no_answer)

    # Ports.

    @cached_property
    def stun_ports(self) -> set[int]:
        """Ports on which a neutral STUN server answered over UDP."""
        return {t.port for t in self.index.answers(e for e in self.controls.udp if e.wire is Wire.STUN)}

    @cached_property
    def _witnesses(self) -> list[Endpoint]:
        """The neutral servers on ports other than 80 and 443 that were tried."""
        return [e for e in self.controls.port_witnesses if self.index.attempts_at(e)]

    @cached_property
    def open_ports(self) -> frozenset[int]:
        """Ports, not 80 or 443, on which a neutral server accepts connections."""
        tried = self.index.attempts(self._witnesses)
        return frozenset(t.port for t in tried if t.failure is None or t.last.step is not Step.TCP)

    @cached_property
    def closed_ports(self) -> frozenset[int]:
        """Ports on which none of at least two neutral servers accepts connections."""
        server_counts = Counter(e.port for e in self._witnesses)
        return frozenset(port for port, count in server_counts.items() if count >= DEAD_ON_PORT) - self.open_ports

    @cached_property
    def _at_most_mail_is_open(self) -> bool:
        """Whether two neutral servers were tried on other ports than those of mail, and none accepted there."""
        hosts_on_other_ports = {e.host for e in self._witnesses if e.port not in _MAIL_PORTS}
        return len(hosts_on_other_ports) >= DEAD_ON_PORT and self.open_ports <= _MAIL_PORTS

    def is_closed(self, port: int) -> bool:
        """Return whether a port, even one that no neutral server was tried on, is closed to all hosts.

        80 and 443 never are. Any other port is closed in each of these cases:
        1. No neutral server accepts connections on a port other than 80 and 443, and one such port is closed for sure.
        2. It is closed for sure itself. For submission and IMAP, the other port of the same service decides.
        3. Neutral servers accept connections on ports of mail at most, and it is none of these.
        """
        if port in _WEB_PORTS:
            return False
        if self.closed_ports and not self.open_ports:
            return True
        if _CONTROL_PORT.get(port, port) in self.closed_ports:
            return True
        return self._at_most_mail_is_open and port not in _MAIL_PORTS

    @cached_property
    def neutral_addresses(self) -> list[set[str]]:
        """For each name of a neutral site, the addresses that the system gives, if any."""
        names = {site.endpoint.host for site in self.controls.sites if site.endpoint.host}
        by_name = (addresses_in(self.index.lookups(name, system=True, messenger="")) for name in names)
        return list(filter(None, by_name))

    def leads_all_astray(self, addresses: Collection[str]) -> bool:
        """Return whether every neutral name leads to one of these addresses as well: then no name is singled out."""
        known = self.neutral_addresses
        return len(known) >= NAMES_ASTRAY and not any(of_name.isdisjoint(addresses) for of_name in known)


def kind_of_exchange(step: Observation) -> ExchangeKind:
    """Return the kind of an exchange: a WebSocket is asked for, and agreed to, over HTTP (RFC 6455, 4)."""
    return Step.HTTP if step.step is Step.WEBSOCKET else step.step, family_of(step.target)


def _was_accepted_nearby(connect: Observation, handshake: Observation) -> bool:
    """Return whether a connection was established far sooner than its handshake, which only the server can answer."""
    return exchange_seconds(connect) < min(ACCEPTED_HERE_SECONDS, ACCEPTED_SHARE * seconds_without_lag(handshake))
