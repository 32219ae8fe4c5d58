"""Circumstances that colour every verdict: the flags of the network."""

from collections.abc import Callable

from dialtone.judge.neutral import NeutralFacts
from dialtone.judge.reading import CERTIFICATE, Try, numbers
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, NetworkStatus, Step, Wire

USABLE = (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE, NetworkStatus.INTERCEPTED, NetworkStatus.DNS_DOWN)
"""States in which a failure elsewhere can mean something, as long as controls answer."""
_ENOUGH = 3
_CLOCK_TOLERANCE = 3600.0
"""Seconds. Less than an hour breaks no certificate and no greeting."""


def tunnel_present(facts: NeutralFacts, _status: NetworkStatus) -> Evidence | None:
    """The default route of this computer goes through a tunnel: the verdicts describe the tunnel's network."""
    return Evidence(EvidenceKind.TUNNEL_PRESENT) if facts.computer.tunnels else None


def proxy_set(facts: NeutralFacts, _status: NetworkStatus) -> Evidence | None:
    """The system has a proxy set: some apps go through it, and our probes never do."""
    return Evidence(EvidenceKind.PROXY_SET) if facts.computer.proxy else None


def clock_off(facts: NeutralFacts, _status: NetworkStatus) -> Evidence | None:
    """Verified servers give another time, or most neutral certificates look expired or not valid yet."""
    found = facts.all_tries(facts.controls)
    off = [t for t in facts.good(facts.controls) if _clock_offset(t) > _CLOCK_TOLERANCE]
    if len(off) >= _ENOUGH:
        return Evidence(EvidenceKind.CLOCK_OFF, numbers(off))
    dated = [t for t in found if t.failure in (Failure.CERT_EXPIRED, Failure.CERT_NOT_YET)]
    certificates = [t for t in found if t.failure in CERTIFICATE]
    if len({t.target for t in dated}) < _ENOUGH or len(dated) * 2 < len(certificates):
        return None
    return Evidence(EvidenceKind.CLOCK_OFF, numbers(dated))


def _clock_offset(attempt: Try) -> float:
    """Give the seconds between this computer's clock and a server's; 0 where the server gave no time."""
    answer = attempt.find(Step.HTTP)
    theirs, ours = (answer.facts.get(key, 0) for key in ("server_time", "own_time")) if answer else (0, 0)
    return abs(float(theirs) - float(ours)) if isinstance(theirs, int) and isinstance(ours, int) and theirs else 0.0


def udp_silent(facts: NeutralFacts, status: NetworkStatus) -> Evidence | None:
    """No neutral STUN server and no time server answers, although the network is usable: UDP is closed for everyone.

    Names have to lead where they should, which a site shows that proves itself.
    """
    found = facts.all_tries(facts.ground.udp)
    if status not in USABLE or not facts.good(facts.controls):
        return None
    if len({t.target for t in found}) < 2 or facts.good(facts.ground.udp):
        return None
    return Evidence(EvidenceKind.UDP_SILENT, numbers(found))


def ipv6_dead(facts: NeutralFacts, status: NetworkStatus) -> Evidence | None:
    """IPv6 is set up on this computer, with a route, but nothing answers there while IPv4 works."""
    if not facts.computer.has_ipv6 or status is NetworkStatus.OFFLINE:
        return None
    sixes = [t for e in facts.anchors for t in facts.tries(e) if t.target.startswith("[")]
    fours = [t for t in facts.good(facts.anchors) if not t.target.startswith("[")]
    if not fours or len(sixes) < 2 or any(t.answered(Wire.TCP) for t in sixes):
        return None
    return Evidence(EvidenceKind.IPV6_DEAD, numbers(sixes))


FLAGS: tuple[tuple[NetworkFlag, Callable[[NeutralFacts, NetworkStatus], Evidence | None]], ...] = (
    (NetworkFlag.VPN, tunnel_present),
    (NetworkFlag.PROXY, proxy_set),
    (NetworkFlag.CLOCK_WRONG, clock_off),
    (NetworkFlag.UDP_BLOCKED, udp_silent),
    (NetworkFlag.IPV6_BROKEN, ipv6_dead),
)
