"""How call relays answer, what else was probed at their addresses, and how neutral STUN servers compare."""

from dialtone.judge.attempts import CUT, Attempt, connect_seconds, number, numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.servers import is_sooner
from dialtone.model.fact import Fact
from dialtone.model.thresholds import OPEN_PORTS
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, Step, Wire

_STEPS = (Step.STUN, Step.REFLECTOR)
_UDP = (Wire.STUN, Wire.TELEGRAM_REFLECTOR)
_SECURE = 443
"""The only TCP port on which neutral servers are always tried."""


def relays_are_silent(case: EndpointCase) -> Seen:
    """The messenger's call relays do not answer; over TCP they may not even accept the connection."""
    return numbers(_silent(case))


def only_relays_are_silent(case: EndpointCase) -> Seen:
    """The relays do not answer, but neutral servers do on the same port, and nothing says that nobody listens there."""
    for_all = udp_is_closed(case) or nobody_listens(case) or port_is_not_open(case)
    return () if for_all else relays_are_silent(case)


def udp_is_closed(case: EndpointCase) -> Seen:
    """Neutral servers do not answer over UDP either."""
    closed = _over_udp(case) and NetworkFlag.UDP_BLOCKED in case.network.flags
    return relays_are_silent(case) if closed else ()


def udp_fell_silent(case: EndpointCase) -> Seen:
    """Other hosts answered over UDP before the relay was tried; after that none did, not even those that had answered.

    Routers with flood protection let some datagrams out, and then none for a while.
    """
    silent, asked = _silent(case), case.messenger.datagrams
    last = max((o.started for o in asked if o.ok), default=0.0)
    alive = {o.target for o in asked if o.ok}
    fell = [o for o in asked if o.started > last and o.target in alive]
    told = _over_udp(case) and all(t.steps[0].started > last for t in silent)
    return tuple(o.number for o in fell) if told else ()


def stun_is_filtered(case: EndpointCase) -> Seen:
    """Neutral STUN is stopped by its shape, whatever the destination, while other UDP passes. Source: ADR 28."""
    filtered = NetworkFlag.CALLS_FILTERED in case.network.flags
    told = (e.observations for e in case.network.evidence if e.kind is EvidenceKind.STUN_FILTERED)
    return next(filter(None, told), True) if filtered else ()


def port_is_not_open(case: EndpointCase) -> Seen:
    """No neutral server answered on a port where the relay was tried.

    No neutral server is tried on Telegram's own ports: there several other ports must be open to STUN over UDP. If UDP
    is closed for all, a failed connection on a port other than 443 says just as little.
    """
    silent, ports = _silent(case), case.timing.stun_ports
    if not _over_udp(case):
        unheard = all(t.last.step is Step.TCP and t.port != _SECURE for t in silent)
        web_alone = NetworkFlag.UDP_BLOCKED in case.network.flags and unheard
        return numbers(silent) if web_alone or all(case.timing.is_closed(t.target) for t in silent) else ()
    own = case.endpoint.wire is Wire.TELEGRAM_REFLECTOR
    is_open = len(ports) >= OPEN_PORTS if own else any(t.port in ports for t in silent)
    return numbers(silent) if not is_open and not stun_is_filtered(case) else ()


def connection_is_taken(case: EndpointCase) -> Seen:
    """Over TCP it accepts the connection and acknowledges data, as far as is known, but never answers."""
    taken = [t for t in _silent(case) if t.last.step is Step.STUN and t.find(Step.TCP) is not None]
    heard = [t for t in taken if t.failure is Failure.TIMEOUT and t.delivered is not False]
    return numbers(heard) if len(heard) == len(_silent(case)) else ()


def nobody_listens(case: EndpointCase) -> Seen:
    """The relay's own computer reports each time that nothing listens there (ICMP): it is switched off, not filtered.

    A filter near the line answers sooner than the relay could (ADR 8). If the round trip is short, or something nearby
    accepts all connections, that cannot be told: then nobody is accused.
    """
    silent = _silent(case)
    said = all(t.failure is Failure.REFUSED and Fact.REFUSED_AFTER in t.last.facts for t in silent)
    if not said or not _over_udp(case):
        return ()
    ways = [(_way_to(case, t), number(t.last, Fact.REFUSED_AFTER)) for t in silent]
    nearby = any(is_sooner(after, way) for way, after in ways)
    return numbers(silent) if case.timing.connects_are_local or not nearby else ()


def host_is_there(case: EndpointCase) -> Seen:
    """Something far away accepted or refused a connection at the address of a silent relay. Source: ADR 57."""
    connects = [(t, tcp) for t in case.neutral if (tcp := t.find(Step.TCP)) is not None]
    heard = [(t, tcp) for t, tcp in connects if tcp.failure in (None, Failure.REFUSED)]
    return numbers(t for t, tcp in heard if not is_sooner(tcp.seconds, case.network.round_trip))


def relay_is_well_known(case: EndpointCase) -> Seen:
    """The app itself or its own documents name this relay."""
    return case.endpoint.confidence == "high"


def rest_is_silent_too(case: EndpointCase) -> Seen:
    """Other servers of the messenger accept no connection either, and none answers: its calls are not singled out."""
    alone = case.messenger.silent_networks and not case.sibling_lives
    return relays_are_silent(case) if alone and not stun_is_filtered(case) else ()


def _over_udp(case: EndpointCase) -> bool:
    return case.endpoint.wire in _UDP


def _silent(case: EndpointCase) -> list[Attempt]:
    over_tcp = case.endpoint.wire in (Wire.STUN_TCP, Wire.STUN_TLS)
    ends = [(t, over_tcp and t.ended(Step.TCP, (Failure.TIMEOUT,))) for t in case.deepest]
    return [t for t, unconnected in ends if unconnected or (t.last.step in _STEPS and t.failure in CUT)]


def _way_to(case: EndpointCase, attempt: Attempt) -> float:
    """Return an upper bound of the round trip to a relay: its own computer may have accepted a connection as well."""
    theirs = (tcp for t in case.neutral if t.address == attempt.address and (tcp := t.passed(Step.TCP)))
    return min((*map(connect_seconds, theirs), case.messenger.distances.nearest(attempt.address)))
