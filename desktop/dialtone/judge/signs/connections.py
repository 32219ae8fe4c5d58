"""How connections to a messenger's addresses fail: in silence, or refused, and by whom."""

from dialtone.judge.attempts import CUT, REFUSED, UNHEARD, Attempt, network_of, number, numbers, repeated
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.servers import is_sooner
from dialtone.judge.network.control_timing import family_of
from dialtone.judge.readings import at_the_same_moment
from dialtone.model.fact import Fact
from dialtone.model.thresholds import (
    BLOCKS_REFUSE,
    CALM_ROUND_TRIPS,
    CLOSE,
    FROM_AFAR,
    HELD_BACK,
    ON_THIS_COMPUTER,
    REPEATED,
    STARVED_SHARE,
)
from dialtone.model.vocabulary import Failure, NetworkFlag, Step

_DEAD = CUT | {Failure.UNREACHABLE}


def no_connection(case: EndpointCase) -> Seen:
    """No connection is established, at any address tried."""
    return numbers(_dead(case))


def connections_are_silent(case: EndpointCase) -> Seen:
    """Connections get no answer. "Unreachable" from a router counts as silence: it may be ordered, or a lost route.

    If every connection is rejected, this counts as a refusal instead.
    """
    return () if connections_are_rejected(case) else no_connection(case)


def connections_are_rejected(case: EndpointCase) -> Seen:
    """Every connection is rejected: by a server, or by something on the path that says so."""
    dead = _dead(case)
    return numbers(dead) if all(t.failure in (*REFUSED, Failure.UNREACHABLE) for t in dead) else ()


def connections_are_refused(case: EndpointCase) -> Seen:
    """Every connection is refused, as by a server with nothing listening on the port."""
    dead = _dead(case)
    return numbers(dead) if all(t.failure in REFUSED for t in dead) else ()


def refused_from_nearby(case: EndpointCase) -> Seen:
    """A refusal came sooner than the server itself could have sent it. Source: ADR 8."""
    if case.timing.connects_are_local:
        return ()
    way = case.messenger.distances.nearest
    refused = [t for t in _dead(case) if t.failure in REFUSED and not t.by_helper]
    return numbers([t for t in refused if is_sooner(t.last.seconds, way(t.address))])


def refused_from_afar(case: EndpointCase) -> Seen:
    """Every refusal took as long as the round trip to the server, in a calm moment. Source: ADR 8.

    A busy computer reads every answer late: then a late refusal says nothing about the distance.
    """
    dead, ways = _dead(case), case.messenger.distances
    far = all(t.last.seconds > FROM_AFAR * ways.farthest(t.address) and ways.nearest(t.address) > CLOSE for t in dead)
    told = far and not case.timing.connects_are_local and any(_is_calm(t, case) for t in dead)
    return connections_are_refused(case) if told else ()


def silent_in_several_networks(case: EndpointCase) -> Seen:
    """The messenger's servers are silent in several address blocks at once, and this one is among them.

    One data centre can be dead for all; several at once rarely are. Source: ADR 8.
    """
    silent, dead = case.messenger.silent_networks, _dead(case)
    among_them = any(network_of(t.address) in silent for t in dead)
    return numbers(dead) if len(silent) >= REPEATED and among_them else ()


def silent_in_many_places(case: EndpointCase) -> Seen:
    """Servers of the messenger in at least three blocks of 256 addresses accept no connection, and this is one of them.

    A data centre has a block or two; Telegram's five are in four blocks of one range (core.telegram.org/resources).
    """
    every = [(t, t.address.rpartition(".")[0]) for t in case.messenger.every_try if ":" not in t.address]
    silent = {block for t, block in every if t.ended(Step.TCP, UNHEARD)}
    silent -= {block for t, block in every if t.passed(Step.TCP)}
    dead = _dead(case)
    among_them = silent.intersection(t.address.rpartition(".")[0] for t in dead)
    return numbers(dead) if len(silent) >= BLOCKS_REFUSE and among_them else ()


def its_names_are_cut(case: EndpointCase) -> Seen:
    """Handshakes of the messenger die when its name is sent: some filters then punish the address for a while."""
    return numbers(t for t in case.messenger.every_try if t.ended(Step.TLS, CUT))


def neighbours_live(case: EndpointCase) -> Seen:
    """Others of its servers answer in the same address block: a filter that drops ranges would drop them too."""
    return bool({network_of(t.address) for t in _dead(case)} & case.messenger.living_networks)


def port_is_closed(case: EndpointCase) -> Seen:
    """Neutral servers of two operators do not answer on that port. Offices and hotels often open only web ports."""
    dead = _dead(case)
    return numbers(dead) if all(case.timing.is_closed(t.target) for t in dead) else ()


def family_is_unreached(case: EndpointCase) -> Seen:
    """No neutral address of that family (IPv4, IPv6) accepted a connection, and one of another family did."""
    dead, reached = _dead(case), case.timing.families
    return numbers(dead) if reached and not reached & {family_of(t.target) for t in dead} else ()


def is_of_one_person(case: EndpointCase) -> Seen:
    """It is a person's own server: one machine somewhere, more often switched off than blocked."""
    return case.endpoint.of_person


def _dead(case: EndpointCase) -> tuple[Attempt, ...]:
    """Return the attempts that failed to connect; none if any got further."""
    dead = case.deepest
    return dead if repeated(dead) and all(t.ended(Step.TCP, _DEAD) for t in dead) else ()


def _is_calm(attempt: Attempt, case: EndpointCase) -> bool:
    """Return whether nothing delayed an attempt here: controls at the same moment connected promptly."""
    busy = number(attempt.last, Fact.LAG) > STARVED_SHARE * attempt.last.seconds
    late = at_the_same_moment(attempt, case.timing.gaps)
    beside = [case.timing.round_trips(tcp) for tcp in at_the_same_moment(attempt, case.timing.connects)]
    return not busy and not late and bool(beside) and max(beside) < CALM_ROUND_TRIPS


# ---- What this computer itself stops


def refused_here(case: EndpointCase) -> Seen:
    """No connection is established, and it is refused before any router forwards it, or the system denies others there.

    The first router answers such a packet only if it takes it as its own, and that takes longer. With a VPN, the VPN
    server is the first router.
    """
    dead = _dead(case)
    if dead and system_forbids(case):
        return (*numbers(dead), *case.denied, *case.forbidden)
    return _refused_within(case, ON_THIS_COMPUTER if NetworkFlag.VPN in case.network.flags else HELD_BACK)


def system_forbids(case: EndpointCase) -> Seen:
    """The system itself denied several connections there, or any datagram although it let others out.

    EPERM and EACCES (connect(2)), and Windows' 10013, never come from the network. Over IPv6 EACCES does: there it is
    recorded as unreachable, and counts neither for nor against this computer.
    """
    return (*case.denied, *case.forbidden) if case.forbidden or len(case.denied) >= REPEATED else ()


def refused_sooner_than_by_a_router(case: EndpointCase) -> Seen:
    """The fastest refusal came in less time than a round trip to any router takes."""
    return _refused_within(case, ON_THIS_COMPUTER)


def denied_here(case: EndpointCase) -> Seen:
    """The system denied several connections, and none led anywhere."""
    led_somewhere = any(t.failure is not Failure.UNREACHABLE for t in case.own)
    return case.denied if len(case.denied) >= REPEATED and not led_somewhere else ()


def _refused_within(case: EndpointCase, seconds: float) -> tuple[int, ...]:
    dead, near = _dead(case), [t for t in case.one_hop if t.failure in REFUSED]
    if not dead or not near or any(t.failure not in REFUSED for t in dead):
        return ()
    both = (*dead, *near)
    return numbers(both) if min(t.last.seconds for t in both) <= seconds else ()
