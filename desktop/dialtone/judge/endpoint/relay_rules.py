"""Relays of calls that do not answer: filtered by their address or their shape, or closed like everybody's."""

from dialtone.judge.attempts import CUT, REPEATED, Attempt, connect_seconds, number, numbers
from dialtone.judge.endpoint.distance import CLOSE, NEAR
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.fact import Fact
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    Step,
    Wire,
)

_STEPS = (Step.STUN, Step.REFLECTOR)
_UDP = (Wire.STUN, Wire.TELEGRAM_REFLECTOR)
_OPEN_PORTS = 2
"""The least number of ports on which neutral STUN answers before UDP counts as open on a port where none is asked."""


def relays_silent(case: EndpointCase) -> EndpointVerdict | None:
    """The messenger's call relays do not answer, while neutral ones do.

    Where UDP is closed for all, or only the port they use, that is the network's matter: whether calls find another way
    cannot be seen. One whose own computer says that nobody listens there (ICMP) is switched off, and not filtered. A
    relay that is there accepts or refuses a connection at the same address. Where everything of this messenger is
    silent, its calls are not singled out. Source: ADR 28 and 57.
    """
    silent = [t for t in case.deepest if _is_silent(t, case.endpoint.wire)]
    if not silent:
        return None
    flags, over_udp = case.network.flags, case.endpoint.wire in _UDP
    if over_udp and NetworkFlag.UDP_BLOCKED in flags:
        return _closed_for_all(EvidenceKind.UDP_SILENT, silent)
    if over_udp and _is_switched_off(case, silent):
        return _closed_for_all(EvidenceKind.RELAYS_REFUSE, silent)
    evidence = Evidence(EvidenceKind.RELAYS_SILENT, numbers(silent))
    if NetworkFlag.CALLS_FILTERED in flags:
        shape = next((e for e in case.network.evidence if e.kind is EvidenceKind.STUN_FILTERED), None)
        return _filtered(Confidence.LIKELY, evidence, *([shape] if shape is not None else []))
    if over_udp and not _is_port_open(case, silent):
        return _closed_for_all(EvidenceKind.PORT_SILENT, silent)
    if case.messenger.silent_networks and not case.sibling_lives:
        return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.UNSURE, (evidence,))
    several = len(case.messenger.silent_networks) >= REPEATED
    sure = case.endpoint.confidence == "high" or several or _is_there(case)
    return _filtered(Confidence.LIKELY if sure else Confidence.UNSURE, evidence)


def _is_silent(attempt: Attempt, wire: Wire) -> bool:
    """Return whether a relay did not answer; over TCP it may not even take the connection."""
    over_tcp = wire in (Wire.STUN_TCP, Wire.STUN_TLS)
    unconnected = over_tcp and attempt.last.step is Step.TCP and attempt.failure is Failure.TIMEOUT
    return unconnected or (attempt.last.step in _STEPS and attempt.failure in CUT)


def _filtered(confidence: Confidence, *evidence: Evidence) -> EndpointVerdict:
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), confidence, evidence)


def _closed_for_all(kind: EvidenceKind, silent: list[Attempt]) -> EndpointVerdict:
    evidence = (Evidence(kind, numbers(silent)),)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence)


def _is_port_open(case: EndpointCase, silent: list[Attempt]) -> bool:
    """Return whether neutral STUN was answered on a port that the relay was asked on.

    On Telegram's own ports no neutral server is asked: there it counts that several others are open.
    """
    ports = case.timing.stun_ports
    if case.endpoint.wire is Wire.TELEGRAM_REFLECTOR:
        return len(ports) >= _OPEN_PORTS
    return any(t.port in ports for t in silent)


def _is_switched_off(case: EndpointCase, silent: list[Attempt]) -> bool:
    """Return whether every try was refused, and none of it came from nearby, in the relay's place.

    A filter near the line answers sooner than the relay could (ADR 8). Where the way is short, or something near takes
    all connections, that cannot be told: then nobody is accused.
    """
    if not all(t.failure is Failure.REFUSED and Fact.REFUSED_AFTER in t.last.facts for t in silent):
        return False
    nearby = [
        t for t in silent if (way := _way_to(case, t)) > CLOSE and number(t.last, Fact.REFUSED_AFTER) < NEAR * way
    ]
    return case.timing.connects_are_local or not nearby


def _way_to(case: EndpointCase, attempt: Attempt) -> float:
    """Return the round trip to a relay, at most: its own computer may have taken a connection as well."""
    theirs = [tcp for t in case.neutral if t.address == attempt.address and (tcp := t.find(Step.TCP)) is not None]
    taken = [connect_seconds(tcp) for tcp in theirs if tcp.ok]
    return min((*taken, case.messenger.distances.nearest(attempt.address)))


def _is_there(case: EndpointCase) -> bool:
    """Return whether something far away accepted or refused a connection at the address of a silent relay."""
    way = case.network.round_trip
    connects = [tcp for t in case.neutral if (tcp := t.find(Step.TCP)) is not None]
    return any(tcp.ok or tcp.failure is Failure.REFUSED for tcp in connects if way <= CLOSE or tcp.seconds > NEAR * way)
