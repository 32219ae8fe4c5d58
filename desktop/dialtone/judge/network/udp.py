"""What passes over UDP: whether STUN, with which calls begin, is answered, or stopped by its shape."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, if_agreed
from dialtone.judge.diagnosis import Seen
from dialtone.judge.network.computer import proxy_leads_out
from dialtone.judge.network.network_case import NetworkCase
from dialtone.model.thresholds import REPEATED
from dialtone.model.vocabulary import Failure, Step, Wire


def stun_filtered(case: NetworkCase) -> Seen:
    """STUN, with which calls begin, is stopped by its shape: no neutral server answers it, and other UDP gets through.

    Many networks leave only a few ports open, such as NTP's. So one of two more must be seen: neutral servers of
    several operators accept a TCP connection on which STUN is then swallowed, or a server answers STUN over TCP but not
    over UDP, on a port where QUIC gets through. Source: ADR 28.
    """
    silent, other_udp = case.silent_stun, case.answers([e for e in case.controls.udp if e.wire is not Wire.STUN])
    if not silent or not other_udp or not case.answers(case.sites):
        return ()
    shown = _unanswered_over_tcp(case, delivered=False) or _stun_on_open_ports(case)
    return (*silent, *other_udp, *shown) if shown else ()


def stun_filtered_for_most(case: NetworkCase) -> Seen:
    """STUN is stopped by its shape, except at a few servers: most neutral ones are silent, and other UDP gets through.

    A list of allowed addresses or ports, lost datagrams and switched-off servers leave that picture over UDP. None of
    them lets a connection stand and then swallows STUN on it, at several operators. Oman stops calls of most apps and
    licenses those of Google Meet, Zoom and Webex (Reuters, 30 March 2020).
    """
    asked = [e for e in case.stun_servers if case.attempts([e])]
    silent = [t for e in asked if not case.answers([e]) for t in case.attempts([e])]
    passed, other_udp = case.answers(asked), case.answers([e for e in case.controls.udp if e.wire is not Wire.STUN])
    are_most_silent = if_agreed(silent, "block") and 2 * len(passed) < len(asked)
    shown = _unanswered_over_tcp(case, delivered=False)
    return (*silent, *passed, *other_udp, *shown) if are_most_silent and passed and other_udp and shown else ()


def _unanswered_over_tcp(case: NetworkCase, *, delivered: bool | None) -> Sequence[Attempt]:
    """Return the connections with servers in several networks on which STUN was not answered; none if one answers.

    `delivered`: whether what was sent must have arrived, or not; None: the system must not tell.
    """
    over_tcp = case.attempts(case.controls.stun_tcp)
    unanswered = [t for t in over_tcp if t.ended(Step.STUN, (Failure.TIMEOUT,)) and t.delivered is delivered]
    return () if case.answers(case.controls.stun_tcp) else if_agreed(unanswered, "block", REPEATED)


def _stun_on_open_ports(case: NetworkCase) -> Sequence[Attempt]:
    """Return silent UDP attempts at servers that answer over TCP, on ports where QUIC passes; and the QUIC attempts."""
    quic = case.answers([e for e in case.controls.udp if e.wire is Wire.QUIC])
    open_ports, alive = {t.port for t in quic}, {e.host for e in case.controls.stun_tcp if case.answers([e])}
    silent = [t for e in case.stun_servers if e.host in alive for t in case.attempts([e]) if t.port in open_ports]
    return (*silent, *quic) if silent else ()


def udp_silent(case: NetworkCase) -> Seen:
    """No neutral STUN server answers, and no filter is shown: nobody's calls get through directly.

    An NTP answer is no contradiction: strict networks leave that one port open. Names must lead to the right place, as
    shown by a site that proves its identity. Source: ADR 28.
    """
    by_filter = stun_filtered(case) or _unanswered_over_tcp(case, delivered=None)
    return case.silent_stun if _leads_out(case) and not by_filter else ()


def stun_unanswered(case: NetworkCase) -> Seen:
    """Like `udp_silent`, and neutral servers of several operators accept a connection but do not answer STUN on it.

    This system does not report whether it arrived. So STUN may be stopped by its shape, or a box accepts every
    connection.
    """
    silent, over_tcp = case.silent_stun, _unanswered_over_tcp(case, delivered=None)
    are_both = silent and over_tcp and not stun_filtered(case)
    return (*silent, *over_tcp) if are_both and _leads_out(case) else ()


def _leads_out(case: NetworkCase) -> bool:
    """Return whether a neutral site proved its identity, or sites answered through the system's proxy."""
    return bool(case.answers(case.sites) or proxy_leads_out(case))
