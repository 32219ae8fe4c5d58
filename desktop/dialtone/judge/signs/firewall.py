"""Whether this computer itself stops connections to a messenger."""

from dialtone.judge.attempts import REFUSED, REPEATED, Attempt, numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.vocabulary import Failure, NetworkFlag, Step

_STOPPED = (*REFUSED, Failure.TIMEOUT, Failure.UNREACHABLE)
_ON_THIS_COMPUTER = 0.002
"""Seconds. A refusal of this computer's own comes in a tenth of a millisecond; the first router's takes longer."""
_HELD_BACK = 0.02
"""Seconds within which the fastest of several refusals here came, on a computer however busy."""


def refused_here(case: EndpointCase) -> Seen:
    """No connection comes about, and it is refused before any router passes it on, or the system forbids others there.

    The first router answers such a packet itself only for what it takes as its own; that takes longer. With a VPN its
    server is the first router.
    """
    vpn = NetworkFlag.VPN in case.network.flags
    dead = _stopped(case)
    if dead and system_forbids(case):
        return (*numbers(dead), *case.denied, *case.forbidden)
    return _refused_within(case, _ON_THIS_COMPUTER if vpn else _HELD_BACK)


def system_forbids(case: EndpointCase) -> Seen:
    """The system itself did not allow several connections there, or no datagram, though it let others out.

    EPERM and EACCES (connect(2)), and Windows' 10013, never come from the network. Over IPv6 EACCES does: there it is
    noted as unreachable, and speaks neither for this computer nor against it.
    """
    return (*case.denied, *case.forbidden) if case.forbidden or len(case.denied) >= REPEATED else ()


def refused_sooner_than_by_a_router(case: EndpointCase) -> Seen:
    """The fastest refusal came in less time than a packet takes to any router and back."""
    return _refused_within(case, _ON_THIS_COMPUTER)


def denied_here(case: EndpointCase) -> Seen:
    """The system allowed none of several connections, and none led anywhere."""
    led_somewhere = any(t.failure is not Failure.UNREACHABLE for t in case.own)
    return case.denied if len(case.denied) >= REPEATED and not led_somewhere else ()


def _stopped(case: EndpointCase) -> list[Attempt]:
    dead = [t for t in case.failed if t.last.step is Step.TCP and t.failure in _STOPPED]
    return dead if len(dead) >= REPEATED and len(dead) == len(case.failed) else []


def _refused_within(case: EndpointCase, seconds: float) -> tuple[int, ...]:
    dead, near = _stopped(case), [t for t in case.one_hop if t.failure in REFUSED]
    if not dead or not near or any(t.failure not in REFUSED for t in dead):
        return ()
    both = (*dead, *near)
    return numbers(both) if min(t.last.seconds for t in both) <= seconds else ()
