"""What the controls did, and when: a delay of everything at one moment says nothing about one messenger.

Hosting companies whose neutral sites are all slow, stalled, silent or in error concern no one messenger either.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import Enum, auto
from functools import cached_property
from http import HTTPStatus
from statistics import median

from dialtone.judge.attempts import (
    CUT,
    EXCHANGES,
    NO_REPLY,
    REFUSED,
    TRANSLATED,
    Attempt,
    AttemptIndex,
    addresses_in,
    exchange_seconds,
    family_of,
    highest_rate,
    if_agreed,
    number,
    numbers,
    rate,
    steps_of,
    successes,
)
from dialtone.judge.network.packet_loss import connections, count_neutral_datagrams, was_sent_again
from dialtone.judge.readings import NO_TRIES, Tally, slow_limit
from dialtone.model.catalogue import Controls, Operator
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    ACCEPTED_HERE,
    ACCEPTED_SHARE,
    CONTROLS_AGREE,
    DEAD_AT_OPERATOR,
    DEAD_ON_PORT,
    DISTANCES_KNOWN,
    NAMES_ASTRAY,
    REPEATED,
)
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Place, Step, Variant, Wire

_WEB_PORTS = (80, 443)
_BEYOND_A_PROXY = (Step.TLS, Step.HTTP)
"""Steps that only the server itself can answer, whatever accepted the connection."""


class ControlTiming:
    """What the controls did during a check, moment by moment."""

    def __init__(self, index: AttemptIndex, controls: Controls) -> None:
        self._index, sites = index, controls.sites_at(Place.FOREIGN)
        connects = steps_of(index.attempts(controls.anchors_abroad), Step.TCP)
        alive = {tcp.target for tcp in connects if tcp.ok}
        late = [tcp for tcp in connects if tcp.failure is Failure.TIMEOUT or was_sent_again(tcp)]
        self.pages = successes(index.attempts(sites), Step.FLOW)
        self.uploads = successes(index.attempts(sites, Variant.UPLOAD), Step.SENDING)
        domestic = controls.sites_at(Place.DOMESTIC)
        self.uploads_at_home = successes(index.attempts(domestic, Variant.UPLOAD), Step.SENDING)
        self.pieces = successes(index.attempts(sites, Variant.IN_PIECES), Step.SENDING)
        """Uploads of small messages in many packets that arrived."""
        self.lasting = successes(index.attempts(sites, Variant.KEPT), Step.KEPT)
        """Connections that were kept open and still answered in the end."""
        self.connects = [tcp for tcp in connects if tcp.ok and tcp not in late]
        """Connections to addresses that need no name, established without a retransmission."""
        self.gaps = [tcp for tcp in late if tcp.target in alive]
        """Connections to the same addresses with no answer, or none to the first packet: a gap in the line for all."""
        self.refused = [tcp for tcp in connects if tcp.target in alive and tcp.failure in REFUSED]
        self.families = {family_of(o.target) for o in index.direct if not o.messenger and o.ok and o.step is Step.TCP}
        """The families (`family_of`) in which a control accepted a connection."""
        at_home = steps_of(index.attempts(domestic), Step.FLOW)
        self.home_stops = any(f.failure is Failure.STALLED for f in at_home) and not any(f.ok for f in at_home)
        """Whether readings of domestic sites stalled, and none was complete: then the line is the reason."""
        self.connections = [t for e in controls.neutral_hosts for t in connections(index, e)]
        self.stun_ports = {t.port for t in index.answers(e for e in controls.udp if e.wire is Wire.STUN)}
        self.connects_are_local = connects_are_local(index, controls)
        self.distance = _median_distance(index, controls, _BEYOND_A_PROXY if self.connects_are_local else EXCHANGES)
        """Seconds of a round trip to an ordinary site abroad; 0 if too few of them answered."""
        self.handshakes = successes(index.attempts(sites), Step.TLS)
        enough = if_agreed(self.handshakes, "endpoint")
        self.handshake = median(map(_seconds_without_lag, enough)) if enough else 0.0
        """The median of their seconds, without those when this computer was busy; 0 if too few hosts answered."""
        made = [(o, index.attempts(e for e in sites if e.operator == o.id)) for o in controls.operators]
        reached = ((o, successes(attempts, Step.TCP)) for o, attempts in made)
        self.company_distances = [(o, min(map(exchange_seconds, connects))) for o, connects in reached if connects]
        """The hosting companies whose neutral sites were reached, and the seconds of the shortest connection to one."""
        self.hosting_troubles = find_hosting_troubles(index, controls)
        asked = [e for e in controls.port_witnesses if index.attempts_at(e)]
        self.open_ports = frozenset(
            e.port for e in asked if any(not t.failure or t.last.step is not Step.TCP for t in index.attempts_at(e))
        )
        """Ports, not 80 or 443, on which a neutral server accepts connections."""
        servers = Counter(e.port for e in asked)
        closed = frozenset(port for port, count in servers.items() if count >= DEAD_ON_PORT)
        self.closed_ports = closed - self.open_ports
        """Ports on which none of at least two neutral servers does."""
        self.failures = _count_failures(index, controls, self.families)
        """By step: how often it failed at neutral hosts, by silence or rejection, and how often it was tried there.

        A host that never answered several tries says nothing about chance. Datagrams count as `Step.STUN`.
        """
        tried = [t for t in index.attempts(controls.neutral_hosts) if family_of(t.target) in self.families]
        self.rejected = [t for t in tried if t.ended(Step.TCP, (Failure.UNREACHABLE,))]
        """Connections to neutral hosts that a router rejected, in a family in which others were accepted."""
        self.unanswered = [t for t in tried if t.ended(Step.TCP, (Failure.TIMEOUT,))]
        """Connections to neutral hosts that got no answer, in such a family."""
        names = dict.fromkeys(site.endpoint.host for site in controls.sites if site.endpoint.host)
        by_name = (addresses_in(index.lookups(name, system=True, messenger="")) for name in names)
        self.neutral_addresses = list(filter(None, by_name))

    @cached_property
    def resent(self) -> tuple[Attempt, ...]:
        """Connections to any host that were established only after their first packet was sent again."""
        return tuple(t for t in self._index.every_attempt() if was_sent_again(t.steps[0]))

    @property
    def dead_count(self) -> int:
        """How many connections got no answer at all, though the same address accepts others."""
        return sum(tcp.failure is Failure.TIMEOUT for tcp in self.gaps)

    def leads_all_astray(self, addresses: Collection[str]) -> bool:
        """Return whether every neutral name leads to one of these addresses as well: then no name is singled out."""
        astray = [known for known in self.neutral_addresses if not known.isdisjoint(addresses)]
        return len(astray) == len(self.neutral_addresses) >= NAMES_ASTRAY

    def round_trip_to_company(self, address: str) -> float:
        """Return the seconds of the shortest connection to neutral hosts of the company at an address; 0 if none."""
        return next((seconds for company, seconds in self.company_distances if company.has(address)), 0.0)

    def is_closed(self, target: str) -> bool:
        """Return whether a port is closed for all: no neutral server answers on it, or on any but 80 and 443."""
        port = int(target.rpartition(":")[2])
        if port in _WEB_PORTS:
            return False
        return port in self.closed_ports or bool(self.closed_ports and not self.open_ports)


def connects_are_local(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether connections to all sites abroad are established long before those sites can have seen them.

    Security programs, and boxes on satellite and mobile lines, accept any connection first.
    """
    tried = [(e, t) for e in controls.sites_at(Place.FOREIGN) for t in index.attempts_at(e)]
    secured = [(e, tcp, tls) for e, t in tried if (tcp := t.find(Step.TCP)) and (tls := t.passed(Step.TLS))]
    all_near = all(_was_accepted_nearby(tcp, tls) for _, tcp, tls in secured)
    return all_near and len({e.id for e, _, _ in secured}) >= CONTROLS_AGREE and any(not e.cdn for e, _, _ in secured)


def _was_accepted_nearby(connect: Observation, handshake: Observation) -> bool:
    """Return whether a connection was established far sooner than its handshake, which only the server can answer."""
    return exchange_seconds(connect) < min(ACCEPTED_HERE, ACCEPTED_SHARE * _seconds_without_lag(handshake))


def _seconds_without_lag(step: Observation) -> float:
    return step.seconds - number(step, Fact.LAG)


def _median_distance(index: AttemptIndex, controls: Controls, exchanges: Sequence[Step]) -> float:
    """Return the median seconds of these exchanges with neutral hosts in one place abroad; 0 if too few answered."""
    abroad = [e for e in controls.neutral_hosts if e.place is Place.FOREIGN and e.operator and not e.cdn]
    seconds_of = {
        e.id: [exchange_seconds(o) for t in index.attempts_at(e) for o in t.steps if o.ok and o.step in exchanges]
        for e in abroad
    }
    shortest = sorted(min(seconds) for seconds in seconds_of.values() if seconds)
    return shortest[(len(shortest) - 1) // 2] if len(shortest) >= DISTANCES_KNOWN else 0.0


def _count_failures(index: AttemptIndex, controls: Controls, families: Collection[int]) -> dict[Step, Tally]:
    """Count by step how often neutral hosts failed and were tried, as in `ControlTiming.failures`."""
    neutral = controls.neutral_hosts
    failed_at: dict[tuple[Step, str], list[bool]] = defaultdict(list)  # by step and target: whether each try failed
    for attempt in index.attempts(neutral, Variant.APP, Variant.AGAIN):
        for step in attempt.steps:
            rejected = step.failure is Failure.UNREACHABLE and family_of(step.target) in families
            failed_at[step.step, attempt.target].append(rejected or step.failure in CUT)
    for name in {e.host for e in neutral if e.host}:
        for lookup in index.lookups(name, system=True):
            failed_at[Step.DNS, "system"].append(lookup.failure in (Failure.TIMEOUT, Failure.DNS_FAILED))
    failures: dict[Step, Tally] = {}
    for (kind, _), outcomes in failed_at.items():
        if len(outcomes) == 1 or not all(outcomes):
            failed, tried = failures.get(kind, NO_TRIES)
            failures[kind] = Tally(failed + sum(outcomes), tried + len(outcomes))
    return failures | {Step.STUN: count_neutral_datagrams(index.attempts(controls.udp, Variant.APP, Variant.AGAIN))}


def fell_into_gap(attempt: Attempt, timing: ControlTiming) -> bool:
    """Return whether an attempt timed out while no control was reachable: such silence says nothing."""
    began, ended = attempt.last.started, attempt.last.started + attempt.last.seconds
    if attempt.failure is not Failure.TIMEOUT or any(began <= tcp.started <= ended for tcp in timing.connects):
        return False
    return any(tcp.started <= ended and tcp.started + tcp.seconds >= began for tcp in timing.gaps)


def has_no_route(attempt: Attempt, timing: ControlTiming) -> bool:
    """Return whether no address of an attempt's family can be reached from here: then its failure says nothing.

    On an IPv6-only network a gateway leads to all IPv4 servers (RFC 6052): it may be dead and swallow everything.
    """
    family = family_of(attempt.target)
    swallowed = family == TRANSLATED and attempt.failure is Failure.TIMEOUT and len(attempt.steps) == 1
    return (swallowed or attempt.failure is Failure.UNREACHABLE) and family not in timing.families


def usual_handshake(network: NetworkVerdict, timing: ControlTiming) -> float:
    """Return the seconds of a neutral handshake, with which others are compared; 0 if none can be on this network."""
    is_disturbed = network.status is not NetworkStatus.ONLINE or NetworkFlag.COMPUTER_BUSY in network.flags
    return 0.0 if is_disturbed or timing.connects_are_local else timing.handshake


class Trouble(Enum):
    """What happened to the sites of an operator."""

    SLOW = auto()
    FROZEN = auto()
    DEAD = auto()
    """No connection or no handshake, each time."""
    ERRS = auto()
    """Every answer was an error of a server (5xx)."""


class HostingTrouble(Frozen):
    """A hosting company whose neutral sites all have the same trouble, while others have none."""

    operator: Operator
    trouble: Trouble
    observations: tuple[int, ...]


def find_hosting_troubles(index: AttemptIndex, controls: Controls) -> tuple[HostingTrouble, ...]:
    """Return the hosting companies that are slow, stalled, silent or in error, as far as neutral sites show it."""
    abroad, troubles = controls.sites_at(Place.FOREIGN), []
    for operator in controls.operators:
        attempts = index.attempts(e for e in abroad if e.operator == operator.id)
        others = index.attempts(e for e in abroad if e.operator != operator.id)
        elsewhere = (t for t in index.every_attempt() if not operator.has(t.address))
        if trouble := _find_trouble(attempts, others, elsewhere):
            troubles.append(HostingTrouble(operator, trouble, numbers(attempts)))
        if silent := _find_silent(operator, index, controls):
            troubles.append(HostingTrouble(operator, Trouble.DEAD, numbers(silent)))
    return tuple(troubles)


def _find_silent(operator: Operator, index: AttemptIndex, controls: Controls) -> Sequence[Attempt]:
    """Return the attempts at an operator's anchors, and UDP hosts where any answers, if all are silent, else none."""
    hosts = (*controls.anchors, *(controls.udp if index.answers(controls.udp) else ()))
    silent = [e for e in hosts if index.attempts_at(e) and all(map(_got_no_answer, index.attempts_at(e)))]
    if len(silent) < DEAD_AT_OPERATOR:
        return ()  # finding out whose addresses they are takes long
    its_own = [t for t in index.attempts(silent) if operator.has(t.address)]
    another_lives = any(operator.has(t.address) for t in index.attempts(e for e in hosts if e not in silent))
    return () if another_lives else if_agreed(its_own, "endpoint", DEAD_AT_OPERATOR)


def _got_no_answer(attempt: Attempt) -> bool:
    """Return whether an attempt got no answer at its first step. A refusal over UDP (ICMP) is none either."""
    refused_over_udp = attempt.failure is Failure.REFUSED and attempt.last.step is not Step.TCP
    return attempt.last is attempt.steps[0] and (attempt.failure in NO_REPLY or refused_over_udp)


def _find_trouble(
    attempts: Sequence[Attempt], others: Sequence[Attempt], elsewhere: Iterable[Attempt]
) -> Trouble | None:
    """Return what happened to all sites of an operator (`attempts`) and not to other sites; None if nothing did.

    Others must have got further, or come faster. If no other site's page was read, a longer one from `elsewhere` shows
    that what is long passes.
    """
    # A single silent site may just be down, and a single error may concern one site.
    died = [t for t in attempts if t.last.step in (Step.TCP, Step.TLS) and t.failure in (*CUT, Failure.UNREACHABLE)]
    if len(died) == len(attempts) >= REPEATED and any(t.find(Step.HTTP) for t in others):
        return Trouble.DEAD
    answers = steps_of(attempts, Step.HTTP)
    errors = [o for o in answers if number(o, Fact.STATUS) >= HTTPStatus.INTERNAL_SERVER_ERROR]
    if len(errors) == len(answers) >= REPEATED and successes(others, Step.HTTP):
        return Trouble.ERRS
    flows, other_flows = steps_of(attempts, Step.FLOW), successes(others, Step.FLOW)
    if flows and all(flow.failure is Failure.STALLED for flow in flows):
        longest = max(number(flow, Fact.BYTES) for flow in flows)
        instead = () if steps_of(others, Step.FLOW) else successes(elsewhere, Step.FLOW)
        long_passes = other_flows or any(number(flow, Fact.BYTES) > longest for flow in instead)
        return Trouble.FROZEN if long_passes else None
    # One must have been read to its end: one that stopped on the way has only the rate up to there.
    limit = slow_limit(max(map(rate, other_flows), default=0.0))
    any_whole = any(flow.ok for flow in flows)
    return Trouble.SLOW if any_whole and all(highest_rate(flow) < limit for flow in flows) else None
