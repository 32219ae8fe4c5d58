"""Conditions that qualify every verdict: the flags of the network. The table: `rules.py`."""

from dialtone.judge.attempts import CERTIFICATE, REPEATED, Attempt, network_of, numbers
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.fact import Fact
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, Step, Wire

_ENOUGH = 3
"""The least number of controls that must agree about the time."""
_READ_LATE = 3
"""The least number of steps that this computer read late."""
_CLOCK_TOLERANCE = 3600.0
"""Seconds. Less than an hour breaks no certificate and no greeting."""


def tunnel_present(case: NetworkCase) -> Evidence | None:
    """The default route of this computer goes through a tunnel: the verdicts describe the tunnel's network."""
    return Evidence(EvidenceKind.TUNNEL_PRESENT) if case.computer.tunnels else None


def clock_off(case: NetworkCase) -> Evidence | None:
    """Verified servers give another time, or most certificates of controls look expired or not valid yet."""
    found = case.all_attempts(case.sites)
    off = [t for t in case.good(case.sites) if _clock_offset(t) > _CLOCK_TOLERANCE]
    if len(off) >= _ENOUGH:
        return Evidence(EvidenceKind.CLOCK_OFF, numbers(off))
    dated = [t for t in found if t.failure in (Failure.CERT_EXPIRED, Failure.CERT_NOT_YET)]
    certificates = [t for t in found if t.failure in CERTIFICATE]
    if len({t.target for t in dated}) < _ENOUGH or len(dated) * 2 < len(certificates):
        return None
    return Evidence(EvidenceKind.CLOCK_OFF, numbers(dated))


def _clock_offset(attempt: Attempt) -> float:
    """Return the seconds between this computer's clock and a server's; 0 where the server gave no time."""
    answer = attempt.find(Step.HTTP)
    theirs, ours = (answer.facts.get(key, 0) for key in (Fact.SERVER_TIME, Fact.OWN_TIME)) if answer else (0, 0)
    return abs(float(theirs) - float(ours)) if isinstance(theirs, int) and isinstance(ours, int) and theirs else 0.0


def stun_filtered(case: NetworkCase) -> Evidence | None:
    """STUN, with which calls begin, is stopped by its shape: no neutral server answers it, and other UDP gets through.

    Many networks leave open a few ports alone, as for the time. So one of two must be seen as well. Neutral servers of
    several operators accept a connection, and when STUN is said on it, it is swallowed. Or a server answers STUN over
    TCP and not over UDP, on a port where QUIC gets through. Source: ADR 28.
    """
    silent, other = case.silent_stun, case.other_udp
    if not silent or not other or not case.good(case.sites):
        return None
    swallowed = case.swallowed_over_tcp
    several = len({network_of(t.address) for t in swallowed}) >= REPEATED
    shown = swallowed if several and not case.good(case.controls.stun_tcp) else case.stun_on_open_ports
    return Evidence(EvidenceKind.STUN_FILTERED, numbers((*silent, *other, *shown))) if shown else None


def udp_silent(case: NetworkCase) -> Evidence | None:
    """No neutral STUN server answers, whose else the fault may be: nobody's calls get through directly.

    That the time answers is no contradiction: strict networks leave that one port open. Names have to lead where they
    should, which a site shows that proves itself. Source: ADR 28.
    """
    silent = case.silent_stun
    proved = case.good(case.sites) or case.proxied.leads_out
    if not silent or not proved or stun_filtered(case) is not None:
        return None
    return Evidence(EvidenceKind.UDP_SILENT, numbers(silent))


def taken_nearby(case: NetworkCase) -> Evidence | None:
    """Connections to sites abroad stand long before those can have heard of them, and are answered much later.

    A program that guards this computer, or a box of the line (satellite, mobile), accepts them in their place. Then
    that a connection stands, how soon it is refused and what was acknowledged say nothing of a server. Source: ADR 23.
    """
    if not case.connects_are_local:
        return None
    return Evidence(EvidenceKind.CONNECTS_ARE_LOCAL, numbers(case.good(case.foreign)))


def computer_busy(case: NetworkCase) -> Evidence | None:
    """What neutral sites answered lay here unread for longer than it had been on its way, and more than once.

    The event loop's own delay says so, whatever the line is like. A computer that only wakes up is late once: so two of
    these steps must lie apart. Nothing is decided by it: what is slow is judged without that time, or not at all.
    """
    late = case.read_late
    first_end = min((o.started + o.seconds for o in late), default=0.0)
    if len(late) < _READ_LATE or all(o.started < first_end for o in late):
        return None
    return Evidence(EvidenceKind.COMPUTER_BUSY, tuple(o.number for o in late))


def ipv6_dead(case: NetworkCase) -> Evidence | None:
    """IPv6 is set up on this computer, with a route, but nothing answers there while IPv4 works.

    A line may have come up when neutral addresses had been given up: what a messenger answered over IPv6 counts, too.
    """
    if not case.computer.has_ipv6 or case.answered_over_v6:
        return None
    sixes = [t for e in case.anchors for t in case.attempts(e) if t.target.startswith("[")]
    fours = [t for t in case.good(case.anchors) if not t.target.startswith("[")]
    if not fours or len(sixes) < 2 or any(t.answered(Wire.TCP) for t in sixes):
        return None
    return Evidence(EvidenceKind.IPV6_DEAD, numbers(sixes))
