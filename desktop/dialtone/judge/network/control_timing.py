"""What the controls did, and when: what delays everything at one moment says nothing of one messenger."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from enum import Enum, auto
from statistics import median

from msgspec import field

from dialtone.judge.attempts import CUT, Attempt, AttemptIndex, connect_seconds, highest_rate, number, numbers, rate
from dialtone.judge.network.packet_loss import connections
from dialtone.model.catalogue import Controls, Endpoint, Operator
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
    RESENT_AFTER,
    SLOW_RATE,
    SLOW_SHARE,
)
from dialtone.model.vocabulary import Failure, Place, Step, Variant, Wire

_WEB = (80, 443)
_UNHEARD = (Failure.TIMEOUT, Failure.UNREACHABLE)
_EXCHANGES = (Step.TCP, Step.TLS, Step.HTTP)
"""Each takes one round trip, or more."""
_TRANSLATED = 64
"""Stands for the family of IPv4 servers that are reached over IPv6."""
_FINEST = 0.0001  # seconds, as observations are rounded: what is accepted on this computer itself may have taken none
_BEYOND_A_PROXY = (Step.TLS, Step.HTTP)


class Fate(Enum):
    """What became of a site."""

    SLOW = auto()
    FROZEN = auto()
    """What was read of it stopped, each time."""
    DEAD = auto()
    """No connection, or no handshake, each time."""


class HostingFate(Frozen):
    """A hosting company whose neutral sites all met the same fate, while others did not."""

    operator: Operator
    fate: Fate
    observations: tuple[int, ...]


class TimedSample(Frozen):
    """Something that a control abroad did. The field that holds it names the unit of `value`."""

    value: float
    began: float
    """Seconds since the check began, as `ended`."""
    ended: float


class ControlTiming(Frozen):
    """What the controls did in the moments of a check."""

    pages: tuple[TimedSample, ...] = ()
    """Pages read whole, in bytes per second."""
    pages_at_most: tuple[TimedSample, ...] = ()
    """The same as fast as they may have come, where this computer was busy."""
    uploads: tuple[TimedSample, ...] = ()
    """Bodies sent that arrived, in bytes per second."""
    pieces: tuple[TimedSample, ...] = ()
    """The same, of small messages in many packets."""
    lasting: tuple[TimedSample, ...] = ()
    """Connections that were kept open and still answered in the end, in seconds."""
    connects: tuple[TimedSample, ...] = ()
    """Connections to addresses that need no name: how many times their own round trip they took to be seen."""
    dead: int = 0
    """Connections that got no answer at all, though the same address accepts others."""
    families: frozenset[int] = frozenset()
    """4, 6, and 64 for IPv4 behind a gateway, as far as a control's address of that kind accepted a connection."""
    silent_operators: tuple[Operator, ...] = ()
    """The operators of which no control answers, though others answer to the same questions."""
    home_stops: bool = False
    """Whether sites at home stop in the middle as well: then whatever stops, stops on the line."""
    gaps: tuple[TimedSample, ...] = ()
    """Connections to the same addresses that got no answer, or not the first time: then the line was dead for all."""
    connections: tuple[Attempt, ...] = ()
    """Connections to controls that tell of lost packets."""
    stun_ports: frozenset[int] = frozenset()
    """The ports on which neutral STUN servers answered over UDP."""
    distance: float = 0.0
    """Seconds for a round trip to an ordinary site abroad; 0 where too few of them answered."""
    handshake: float = 0.0
    """Seconds of a TLS handshake with a site abroad, the median; 0 where too few came about."""
    fates: tuple[HostingFate, ...] = ()
    """The hosting companies whose neutral sites are slowed, stopped or silent here."""
    connects_are_local: bool = False
    """Whether something near accepts connections in the place of servers: it knows nothing of them yet."""
    closed_ports: frozenset[int] = frozenset()
    """Ports on which no neutral server answers, of at least two that were asked."""
    open_ports: frozenset[int] = frozenset()
    """Ports other than the web's on which one does."""
    fared: Mapping[Step, tuple[int, int]] = field(default_factory=dict)
    """By step: how often neutral hosts left it without an answer, and how often it was tried there.

    A host that never answered, though it was tried repeatedly, is dead or blocked, and tells nothing of chance.
    """
    given: tuple[frozenset[str], ...] = ()
    """The addresses that the system's resolver gives for each neutral name for which it has any."""

    def leads_all_astray(self, addresses: Collection[str]) -> bool:
        """Return whether every neutral name leads to one of some addresses, too: then no name is singled out."""
        return len(self.given) >= NAMES_ASTRAY and all(given.intersection(addresses) for given in self.given)

    def is_closed(self, target: str) -> bool:
        """Return whether a port is closed for all: its own witnesses are dead, or those on every other port."""
        port = int(target.rpartition(":")[2])
        if port in _WEB:
            return False
        return port in self.closed_ports or bool(self.closed_ports and not self.open_ports)


def time_controls(index: AttemptIndex, controls: Controls) -> ControlTiming:
    """Sort what the controls did."""
    flows = _read(index, controls, Place.FOREIGN)
    at_home = _read(index, controls, Place.DOMESTIC)
    abroad = [e for e in controls.anchors if e.place is Place.FOREIGN]
    local = connects_are_local(index, controls)
    connects = [tcp for e in abroad for t in index.of(e) if (tcp := t.find(Step.TCP))]
    alive = {tcp.target for tcp in connects if tcp.ok}
    sites = [c.endpoint for c in controls.sites if c.place is Place.FOREIGN]
    exchanges = (o for e in (*sites, *abroad) for t in index.of(e) for o in t.steps if o.ok and o.step in _EXCHANGES)
    least = max(min(map(_seconds, exchanges), default=1.0), _FINEST)
    prompt = [tcp for tcp in connects if tcp.ok and tcp.seconds < RESENT_AFTER]
    late = [tcp for tcp in connects if tcp.target in alive and tcp not in prompt]
    return ControlTiming(
        pages=tuple(_sample(rate(flow), flow) for flow in flows if flow.ok),
        pages_at_most=tuple(_sample(highest_rate(flow), flow) for flow in flows if flow.ok),
        uploads=tuple(_sample(rate(o), o) for o in _done(index, controls, Variant.UPLOAD, Step.SENDING)),
        pieces=tuple(_sample(rate(o), o) for o in _done(index, controls, Variant.IN_PIECES, Step.SENDING)),
        lasting=tuple(_sample(o.seconds, o) for o in _done(index, controls, Variant.KEPT, Step.KEPT)),
        connects=tuple(_sample(tcp.seconds / (number(tcp, Fact.ROUND_TRIP) or least), tcp) for tcp in prompt),
        dead=sum(tcp.failure is Failure.TIMEOUT for tcp in late),
        families=frozenset(
            family_of(o.target) for o in index.direct if not o.messenger and o.ok and o.step is Step.TCP
        ),
        home_stops=any(f.failure is Failure.STALLED for f in at_home) and not any(f.ok for f in at_home),
        silent_operators=tuple(o for o in controls.operators if _is_silent(o, index, controls)),
        gaps=tuple(_sample(tcp.seconds, tcp) for tcp in late if tcp.failure in (None, Failure.TIMEOUT)),
        **_ports(index, controls),
        fared=_fared(index, controls),
        connections=tuple(
            t for e in (*(c.endpoint for c in controls.sites), *controls.anchors) for t in connections(index, e)
        ),
        stun_ports=frozenset(t.port for e in controls.udp if e.wire is Wire.STUN if (t := index.answer(e)) is not None),
        distance=_distance(index, controls, _BEYOND_A_PROXY if local else _EXCHANGES),
        handshake=_handshake(index, sites),
        fates=hosting_fates(index, controls),
        connects_are_local=local,
        given=_given(index, controls),
    )


def _given(index: AttemptIndex, controls: Controls) -> tuple[frozenset[str], ...]:
    names = dict.fromkeys(c.endpoint.host for c in controls.sites if c.endpoint.host)
    found = (
        frozenset(a for o in index.lookups(name, system=True, messenger="") for a in o.addresses) for name in names
    )
    return tuple(addresses for addresses in found if addresses)


def connects_are_local(index: AttemptIndex, controls: Controls) -> bool:
    """Return whether connections to all sites abroad stand long before those sites can have heard of them.

    Programs that guard a computer, and boxes of satellite and mobile lines, accept whatever is asked for, and then see
    whether it is there. A site may be near (a CDN); none is nearer than its own handshake.
    """
    abroad = [c.endpoint for c in controls.sites if c.place is Place.FOREIGN]
    asked = [(e, t) for e in abroad for t in index.of(e)]
    found = [(e, tcp, tls) for e, t in asked if (tcp := t.find(Step.TCP)) and (tls := t.find(Step.TLS)) and tls.ok]
    near = all(connect_seconds(tcp) < min(ACCEPTED_HERE, ACCEPTED_SHARE * _unhurried(tls)) for _, tcp, tls in found)
    return near and len({e.id for e, _, _ in found}) >= CONTROLS_AGREE and any(not e.cdn for e, _, _ in found)


def _unhurried(handshake: Observation) -> float:
    """Return the seconds of a handshake without those in which this computer was busy."""
    return handshake.seconds - number(handshake, Fact.LAG)


def _seconds(step: Observation) -> float:
    return connect_seconds(step) if step.step is Step.TCP else step.seconds


def _distance(index: AttemptIndex, controls: Controls, exchanges: Sequence[Step]) -> float:
    """Return the median way to neutral hosts abroad that stand in one place.

    Those that stand in many are near in most countries: the nearest of them says nothing of a messenger's servers.
    """
    sites = (c.endpoint for c in controls.sites)
    abroad = [e for e in (*sites, *controls.anchors) if e.place is Place.FOREIGN and e.operator and not e.cdn]
    taken = {e.id: [_seconds(o) for t in index.of(e) for o in t.steps if o.ok and o.step in exchanges] for e in abroad}
    shortest = sorted(min(seconds) for seconds in taken.values() if seconds)
    return shortest[(len(shortest) - 1) // 2] if len(shortest) >= DISTANCES_KNOWN else 0.0


def _handshake(index: AttemptIndex, sites: Sequence[Endpoint]) -> float:
    found = [tls for e in sites for t in index.of(e) if (tls := t.find(Step.TLS)) is not None and tls.ok]
    return median(map(_unhurried, found)) if len({tls.endpoint for tls in found}) >= CONTROLS_AGREE else 0.0


def _fared(index: AttemptIndex, controls: Controls) -> dict[Step, tuple[int, int]]:
    neutral = (*(c.endpoint for c in controls.sites), *controls.anchors)
    ends: dict[tuple[Step, str], list[bool]] = defaultdict(list)
    for attempt in (t for e in neutral for v in (Variant.APP, Variant.AGAIN) for t in index.of(e, v)):
        for step in attempt.steps:
            ends[step.step, attempt.target].append(step.failure in CUT)
    for name in {e.host for e in neutral if e.host}:
        for found in index.lookups(name, system=True):
            ends[Step.DNS, name].append(found.failure in (Failure.TIMEOUT, Failure.DNS_FAILED))
    told = {key: cut for key, cut in ends.items() if len(cut) == 1 or not all(cut)}
    steps = {step for step, _ in told}
    every = {step: [c for (of, _), cut in told.items() if of is step for c in cut] for step in steps}
    return {step: (sum(cut), len(cut)) for step, cut in every.items()}


def _ports(index: AttemptIndex, controls: Controls) -> dict[str, frozenset[int]]:
    """Sort the ports by whether a neutral server answers on them."""
    asked = [e for e in controls.port_witnesses if index.of(e)]
    alive = frozenset(e.port for e in asked if any(not _is_dead(t) for t in index.of(e)))
    times = Counter(e.port for e in asked)
    return {
        "closed_ports": frozenset(p for p, n in times.items() if n >= DEAD_ON_PORT) - alive,
        "open_ports": alive,
    }


def _is_dead(attempt: Attempt) -> bool:
    return attempt.failure is not None and attempt.last.step is Step.TCP


def _read(index: AttemptIndex, controls: Controls, place: Place) -> list[Observation]:
    found = (t for c in controls.sites if c.place is place for t in index.of(c.endpoint))
    return [flow for t in found if (flow := t.find(Step.FLOW)) is not None]


def _done(index: AttemptIndex, controls: Controls, variant: Variant, step: Step) -> list[Observation]:
    found = (t for c in controls.sites if c.place is Place.FOREIGN for t in index.of(c.endpoint, variant))
    return [o for t in found if (o := t.find(step)) is not None and o.ok]


def _is_silent(operator: Operator, index: AttemptIndex, controls: Controls) -> bool:
    """Return whether all controls of an operator are dead. Where UDP is closed for everything it says nothing."""
    udp = {e.id for e in controls.udp}
    open_udp = any(index.answer(e) for e in controls.udp)
    asked = [e for e in (*controls.anchors, *controls.udp) if open_udp or e.id not in udp]
    theirs = {e.id: found for e in asked if (found := [t for t in index.of(e) if operator.has(t.address)])}
    return len(theirs) >= DEAD_AT_OPERATOR and all(
        t.last is t.steps[0]
        and (t.failure in _UNHEARD or (t.failure is Failure.REFUSED and t.last.step is not Step.TCP))
        for f in theirs.values()
        for t in f
    )


def at_the_same_moment(attempt: Attempt, samples: Sequence[TimedSample]) -> list[float]:
    """Return what was measured while an attempt was going on."""
    began, ended = attempt.steps[0].started, attempt.last.started + attempt.last.seconds
    return [s.value for s in samples if s.began <= ended and s.ended >= began]


def family_of(target: str) -> int:
    """Return the family of an address: 4, 6, or 64 for IPv4 that is reached over IPv6."""
    if target.startswith("[64:ff9b::"):
        return _TRANSLATED
    return 6 if target.startswith("[") else 4


def waited_for_the_line(attempt: Attempt, timing: ControlTiming) -> bool:
    """Return whether the line was dead for all while an attempt waited in vain: such silence says nothing."""
    began, ended = attempt.last.started, attempt.last.started + attempt.last.seconds
    if attempt.failure is not Failure.TIMEOUT or any(began <= s.began <= ended for s in timing.connects):
        return False
    return any(s.began <= ended and s.ended >= began for s in timing.gaps)


def no_way_from_here(attempt: Attempt, timing: ControlTiming) -> bool:
    """Return whether this computer has no way to addresses of that kind at all: that says nothing of one of them.

    Where a network has IPv6 alone, a gateway leads to all IPv4 servers (RFC 6052): it may be dead, and swallow all.
    """
    family = family_of(attempt.target)
    swallowed = family == _TRANSLATED and attempt.failure is Failure.TIMEOUT and len(attempt.steps) == 1
    return (swallowed or attempt.failure is Failure.UNREACHABLE) and family not in timing.families


def _sample(value: float, observation: Observation) -> TimedSample:
    return TimedSample(value, observation.started, observation.started + observation.seconds)


def hosting_fates(index: AttemptIndex, controls: Controls) -> tuple[HostingFate, ...]:
    """Return the hosting companies that are slowed, stopped or silent here, as far as neutral sites show it."""
    abroad = [c.endpoint for c in controls.sites if c.place is Place.FOREIGN]
    attempts = {e.id: index.of(e) for e in abroad}
    found = []
    for operator in controls.operators:
        theirs = [t for e in abroad if e.operator == operator.id for t in attempts[e.id]]
        others = [t for e in abroad if e.operator != operator.id for t in attempts[e.id]]
        fate = _fate(theirs, others)
        if fate is not None:
            found.append(HostingFate(operator, fate, numbers(theirs)))
    return tuple(found)


def _fate(theirs: Sequence[Attempt], others: Sequence[Attempt]) -> Fate | None:
    if len(theirs) >= REPEATED and all(_is_unheard(t) for t in theirs) and any(t.find(Step.HTTP) for t in others):
        return Fate.DEAD
    flows, fast = _flows_of(theirs), [f for f in _flows_of(others) if f.ok]
    if not flows or not fast:
        return None
    if all(f.failure is Failure.STALLED for f in flows):
        return Fate.FROZEN
    slow = [f for f in flows if f.ok and highest_rate(f) < SLOW_RATE]
    best = max(rate(f) for f in fast)
    return Fate.SLOW if slow and all(highest_rate(f) < min(SLOW_RATE, SLOW_SHARE * best) for f in flows) else None


def _is_unheard(attempt: Attempt) -> bool:
    return attempt.failure in (*CUT, Failure.UNREACHABLE) and attempt.last.step in (Step.TCP, Step.TLS)


def _flows_of(attempts: Sequence[Attempt]) -> list[Observation]:
    return [flow for t in attempts if (flow := t.find(Step.FLOW)) is not None]
