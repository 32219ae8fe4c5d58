"""Connections that fail: to servers, to call relays, or because this computer itself stops them."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, figure, numbers
from dialtone.judge.diagnosis import COMMON, DOWN, RARE, UNCOMMON, UNEXPLAINED, blocked, unknown
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.endpoint.servers import is_sooner
from dialtone.judge.findings import handshakes, innocent
from dialtone.judge.findings.innocent import Found, Row
from dialtone.judge.findings.names import LED_TO_ANOTHER_ADDRESS, resolvers_abroad_agree
from dialtone.judge.kinds import CUT, NO_REPLY, REFUSED, family_of, is_global
from dialtone.judge.readings import at_the_same_moment
from dialtone.judge.signs import Seen, all_of, any_of, by_block, if_all, if_at_several, if_repeated, without
from dialtone.model.fact import Fact
from dialtone.model.thresholds import (
    BLOCKS_REFUSE,
    CALM_ROUND_TRIPS,
    CLOSE_SECONDS,
    FROM_AFAR_SHARE,
    HELD_BACK_SECONDS,
    ON_THIS_COMPUTER_SECONDS,
    OPEN_PORTS,
    REPEATED,
    STARVED_SHARE,
)
from dialtone.model.verdict import evidence_of
from dialtone.model.vocabulary import Cause, Failure, NetworkDetail, NetworkFlag, NetworkStatus, Step, Wire
from dialtone.model.vocabulary import EvidenceKind as Kind


def _is_calm(attempt: Attempt, case: EndpointCase) -> bool:
    """Return whether nothing delayed an attempt here: all controls at the same moment connected within a round trip."""
    was_read_late = figure(attempt.last, Fact.LAG) > STARVED_SHARE * attempt.last.seconds
    if was_read_late or at_the_same_moment(attempt, case.control_results.gaps):
        return False
    connects = at_the_same_moment(attempt, case.control_results.connects)
    round_trips = [(tcp, figure(tcp, Fact.ROUND_TRIP) or case.network.round_trip) for tcp in connects]
    return bool(connects) and all(tcp.seconds < CALM_ROUND_TRIPS * seconds for tcp, seconds in round_trips)


def others_answer_later(case: EndpointCase) -> Seen:
    """Another server of the messenger took longer to answer the first packet than Dialtone waited for these."""
    waited = max((t.last.seconds for t in case.deepest_failures), default=0.0)
    return [t for t in case.messenger.attempts if t.steps[0].ok and t.steps[0].seconds > waited]


def system_forbids(case: EndpointCase) -> Seen:
    """The system itself denied several connections there, or any datagram although it let others out.

    EPERM, EACCES (connect(2)) and Windows' 10013 never come from the network; EACCES over IPv6, which does, is
    recorded as unreachable.
    """
    if not case.denied_datagrams and len(case.denied_steps) < REPEATED:
        return ()
    return (*case.denied_steps, *case.denied_datagrams)


def _is_udp_relay(case: EndpointCase) -> bool:
    return case.endpoint.wire in (Wire.STUN, Wire.TELEGRAM_REFLECTOR)


connections_are_refused: EndpointSign = lambda c: if_all(c.unconnected, lambda t: t.failure in REFUSED)
"""Every connection is refused, as by a server with nothing listening on the port."""
_OWN_FIREWALL = Row("own_firewall", blocked(Cause.THIS_COMPUTER), COMMON).proved_by(system_forbids)
_DIALTONE_ALONE = Row("dialtone_alone", unknown(Cause.THIS_COMPUTER), RARE)


def refused_from_nearby(case: EndpointCase) -> Seen:
    """A refusal came sooner than the server itself could have sent it. Source: ADR 8."""
    refused = [t for t in case.unconnected if t.failure in REFUSED]
    return case.ended_nearby(t for t in refused if not t.by_helper)


def routers_reject(case: EndpointCase) -> Sequence[Attempt]:
    """Every connection is rejected by a router on the way, as by one that has lost its route."""
    return if_all(case.unconnected, lambda t: t.failure is Failure.UNREACHABLE)


def rejected_from_nearby(case: EndpointCase) -> Seen:
    """Routers reject every connection, repeatedly sooner than one beside the server could: it never gets there."""
    return if_repeated(case.ended_nearby(t for t in routers_reject(case) if not t.by_helper))


def refused_from_afar(case: EndpointCase) -> Seen:
    """Every refusal took as long as the round trip to the server, in a calm moment. Source: ADR 8."""
    distances = case.messenger.distances
    is_close = any(distances.nearest(t.address) <= CLOSE_SECONDS for t in case.unconnected)
    if is_close or case.control_results.connects_are_local:
        return ()
    took_as_long = all(t.last.seconds > FROM_AFAR_SHARE * distances.farthest(t.address) for t in case.unconnected)
    if not took_as_long or not any(_is_calm(t, case) for t in case.unconnected):
        return ()
    return connections_are_refused(case)


def connections_are_rejected(case: EndpointCase) -> Seen:
    """Every connection is rejected: by a server, or by something on the path that says so."""
    return if_all(case.unconnected, lambda t: t.failure in (*REFUSED, Failure.UNREACHABLE))


def others_are_rejected_too(case: EndpointCase) -> Seen:
    """A router rejects these connections, or they meet silence, and so do others in at least three networks.

    An address translator without room for another connection rejects it (RFC 5508, REQ-8), until one ends: others are
    those to neutral hosts, or those of other messengers that got through later. A program that limits how many
    connections begin at once swallows the rest: then some are established late, in at least three networks as well.
    """
    if routers_reject(case):
        in_passing = [t for t in case.check.rejected_in_passing if t.messenger != case.endpoint.messenger]
        return if_at_several(case.control_results.rejected, by_block) or if_at_several(in_passing, by_block)
    some_are_late = bool(if_at_several(case.control_results.resent, by_block))
    if not some_are_late or not if_all(case.unconnected, lambda t: t.is_silent):
        return ()
    return if_at_several(case.control_results.unanswered, by_block)


def silent_in_many_places(case: EndpointCase) -> Seen:
    """Its servers accept no connection in at least three blocks of 256 addresses, and this one is in such a block.

    A data centre has a block or two; Telegram's five are in four blocks of one range (core.telegram.org/resources).
    A region of a hosting company has many and counts as one.
    """
    over_ipv4 = [t for t in case.messenger.attempts if family_of(t.target) == 4]
    accepting_blocks = {t.place for t in over_ipv4 if t.passed(Step.TCP)}
    silent = [t for t in over_ipv4 if t.ended(Step.TCP, NO_REPLY) and t.place not in accepting_blocks]
    silent_blocks = {t.place for t in silent}
    if silent_blocks.isdisjoint(t.place for t in case.unconnected):
        return ()
    blocks_or_regions = {case.check.controls.region_of(t.address) or t.place for t in silent}
    return case.unconnected if len(blocks_or_regions) >= BLOCKS_REFUSE else ()


def silent_in_several_networks(case: EndpointCase) -> Seen:
    """The messenger's servers are silent in several address blocks, this one among them. Source: ADR 8.

    Data centres seldom fail together. The blocks of one region of a hosting company count as one.
    """
    if case.messenger.silent_blocks.isdisjoint(t.block for t in case.unconnected):
        return ()
    return case.unconnected if len(case.messenger.silent_networks) >= REPEATED else ()


def refused_as_all_are_by_then(case: EndpointCase) -> Seen:
    """Every connection is refused, as are those to neutral hosts from some moment on; before, they were accepted."""
    if not connections_are_refused(case):
        return ()
    return if_at_several(case.control_results.failed_from_then_on(REFUSED), least=REPEATED)


def family_is_unreached(case: EndpointCase) -> Seen:
    """No neutral address of that family (IPv4, IPv6) accepted a connection, and one of another family did."""
    reached = case.control_results.families
    return if_all(case.unconnected, lambda t: family_of(t.target) not in reached) if reached else ()


def its_company_accepts_elsewhere(case: EndpointCase) -> Seen:
    """A company that answers for many sites at each address has this one, and accepts connections at others.

    A server behind such an address that is switched off leaves an error of the company, no silence. Such companies are
    blocked by single addresses (Cloudflare in Spain, 2025).
    """
    addresses = {t.address for t in case.unconnected}
    return [t for company, silent in case.check.silent_at_companies if any(map(company.has, addresses)) for t in silent]


def controls_accept_connections(case: EndpointCase) -> Seen:
    """Hosts abroad accept connections each time; the clock or lost large packets keep them from proving themselves."""
    results = case.control_results
    is_usable = case.network.status in (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE)
    if not is_usable or results.dead_count or results.connects_are_local:
        return ()
    cannot_prove = case.flagged(NetworkFlag.CLOCK_WRONG) or case.network.detail is NetworkDetail.LARGE_PACKETS_LOST
    return if_at_several(results.connects) if cannot_prove else ()


no_connection_is_established: EndpointSign = lambda c: c.unconnected
"""No connection is established, at any address tried."""
connections_are_silent: EndpointSign = lambda c: () if connections_are_rejected(c) else c.unconnected
"""Connections get no answer. "Unreachable" from a router counts as silence, unless every connection is rejected."""
its_names_are_cut: EndpointSign = lambda c: (
    [t for t in c.messenger.attempts if t.ended(Step.TLS, CUT)] if c.endpoint.host else ()
)
"""Its app sends a name, and handshakes with such names die: some filters then punish the address for a while."""
everybody_is_refused: EndpointSign = lambda c: if_at_several(c.control_results.refused, least=REPEATED)
"""Neutral hosts that accepted connections are refused in this check as well: nobody does that to one messenger."""
answered_on_this_network: EndpointSign = lambda c: c.answered_in_one_hop
"""A connection that no router passes on was accepted or refused: the address is on this network."""
neighbours_answer: EndpointSign = lambda c: any(t.block in c.messenger.living_blocks for t in c.unconnected)
"""Others of its servers answer in the same address block: a filter that drops ranges would drop them too."""
address_is_private: EndpointSign = lambda c: if_all(c.unconnected, lambda t: not is_global(t.address))
"""No server on the internet has such an address (RFC 1918, 4193 and 6598)."""
port_is_closed: EndpointSign = lambda c: if_all(c.unconnected, lambda t: c.control_results.is_closed(t.port))
"""Neutral servers of two operators do not answer on that port. Offices and hotels often open only web ports."""
neighbours_speak_against_a_block = all_of(neighbours_answer, without(rejected_from_nearby))
all_fails_at_home: EndpointSign = lambda c: (
    c.unconnected if c.messenger.at_home and not any(t.passed(Step.TCP) for t in c.messenger.attempts) else ()
)
"""None of its servers accepts a connection, and they are in this country, whose sites answer."""
is_seldom_blocked_here = all_of(
    any_of(innocent.serves_one_country, innocent.serves_this_country), without(rejected_from_nearby)
)
line_carries_connections = any_of(innocent.controls_answer, controls_accept_connections)

# No connection comes about. Decides whether the addresses are blocked, or the service, its host or the route is down.
# The hardest rival is a service that is down everywhere: from one place it looks the same, and nothing but its rarity
# speaks against it (ADR 62). One data centre that is down is excluded by silence in several networks (ADR 8).
NO_CONNECTION = Found(
    "no_connection",
    no_connection_is_established,
    needs=(line_carries_connections, innocent.failures_repeat),
    reports=(
        (Kind.ADDRESS_SILENT, connections_are_silent),
        (Kind.ADDRESS_REFUSES, connections_are_rejected),
        (Kind.PORT_CLOSED, port_is_closed),
        (Kind.OPERATOR_LIMITED, innocent.operator_is_silent),
        (Kind.SERVICE_ADMITS, innocent.outage_is_reported),
        (Kind.BYPASS_TOOL, innocent.tunnel_is_split),
    ),
).explained_by(
    # The network is at fault.
    # Rarer where a sign fits one of the rows below better, or where its neighbours answer, which a filter of ranges
    # would drop too. Refusals from nearby prove nothing where neutral hosts get them as well, where the port is closed
    # to all, or where the service may refuse clients abroad. A country seldom blocks its own services.
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON)
    .rarer_if(
        neighbours_speak_against_a_block,
        refused_from_afar,
        port_is_closed,
        family_is_unreached,
        innocent.is_a_persons_own,
        is_seldom_blocked_here,
        innocent.operator_is_silent,
        innocent.outage_is_reported,
    )
    .proved_by(refused_from_nearby, without(any_of(innocent.serves_one_country, everybody_is_refused, port_is_closed))),
    # Uncommon, because only some filters punish the address after its name was sent.
    Row("name_filtered", blocked(Cause.NAME_FILTERED), UNCOMMON)
    .given(its_names_are_cut)
    .unless(refused_from_afar)
    .proved_by(handshakes.name_dies_at_unrelated_servers, without(resolvers_abroad_agree)),
    # The service or its host is at fault: not where something nearby refuses or rejects, which neither of them does.
    Row("one_place_down", DOWN, UNCOMMON).unless(
        silent_in_several_networks, silent_in_many_places, refused_from_nearby, rejected_from_nearby
    ),
    Row("whole_service_down", DOWN, RARE).unless(refused_from_nearby, rejected_from_nearby),
    Row("service_down", DOWN, COMMON).given(all_fails_at_home).unless(refused_from_nearby, rejected_from_nearby),
    Row("refuses_itself", DOWN, COMMON).given(connections_are_refused).unless(refused_from_nearby),
    # Rarer behind an address of a company that answers for many sites: it sends an error for a server that is off.
    Row("persons_server_off", DOWN, COMMON).given(innocent.is_a_persons_own).rarer_if(its_company_accepts_elsewhere),
    innocent.OUTAGE_REPORTED.unless(refused_from_nearby),
    innocent.OPERATOR_DOWN.unless(refused_from_nearby),
    innocent.CLOSED_TO_ABROAD.rarer_if(rejected_from_nearby),
    # Nobody is at fault, or it is not known: the route, the line, or how long we waited.
    # A lost route seldom concerns several networks.
    Row("routers_refuse", UNEXPLAINED, UNCOMMON).given(routers_reject).rarer_if(silent_in_several_networks),
    Row("in_private_network", UNEXPLAINED, COMMON)
    .given(address_is_private, resolvers_abroad_agree)
    .unless(answered_on_this_network),
    Row("answers_late", UNEXPLAINED, COMMON).given(connections_are_silent, others_answer_later),
    Row("out_of_ports", UNEXPLAINED, COMMON).given(others_are_rejected_too),
    Row("captive_portal", UNEXPLAINED, COMMON).given(refused_as_all_are_by_then),
    Row("port_closed", UNEXPLAINED, COMMON).given(port_is_closed),
    Row("one_family_gone", UNEXPLAINED, COMMON).given(family_is_unreached),
    and_by=innocent.INNOCENT_REASONS,
)


def refused_here(case: EndpointCase) -> Seen:
    """No connection is established, and it is refused before any router forwards it, or the system denies others there.

    A VPN server is the first router. Other routers answer only what they take as their own, and that takes longer.
    """
    if case.unconnected and system_forbids(case):
        return (*numbers(case.unconnected), *case.denied_steps, *case.denied_datagrams)
    limit = ON_THIS_COMPUTER_SECONDS if case.flagged(NetworkFlag.VPN) else HELD_BACK_SECONDS
    return _find_quick_refusals(case, limit)


def _find_quick_refusals(case: EndpointCase, limit: float) -> Sequence[Attempt]:
    """Return all refusals if the quickest took at most `limit` seconds and no router forwarded some; else none."""
    one_hop = [t for t in case.one_hop_attempts if t.failure in REFUSED]
    if not one_hop or not connections_are_refused(case):
        return ()
    refusals = (*case.unconnected, *one_hop)
    return refusals if min(t.last.seconds for t in refusals) <= limit else ()


refused_sooner_than_by_a_router: EndpointSign = lambda c: _find_quick_refusals(c, ON_THIS_COMPUTER_SECONDS)
"""The fastest refusal came in less time than a round trip to any router takes."""

# Refusals that came from this computer or next to it. Decides between a firewall here and the first router, which is
# the hardest rival: its refusal is told from one made here only by its time, or by the system's own word.
REFUSED_HERE = Found("refused_here", refused_here, Kind.REFUSED_HERE, needs=(innocent.failed_repeatedly,)).explained_by(
    _OWN_FIREWALL,
    _DIALTONE_ALONE,
    Row("first_router", UNEXPLAINED, UNCOMMON).unless(refused_sooner_than_by_a_router, system_forbids),
)


def denied_here(case: EndpointCase) -> Seen:
    """The system denied several connections, and all others were rejected as unreachable."""
    are_unreachable = all(t.failure is Failure.UNREACHABLE for t in case.own_attempts)
    return if_repeated(case.denied_steps) if are_unreachable else ()


def no_datagram_gets_out(case: EndpointCase) -> Seen:
    """The system denied datagrams to this relay, and no other host answered one either."""
    return case.denied_steps if _is_udp_relay(case) and not any(o.ok for o in case.check.datagrams) else ()


# The system denied the connections. Decides whether that concerns this messenger or everything: where neutral hosts do
# not answer either, all may be forbidden.
DENIED_HERE = Found(
    "denied_here", denied_here, Kind.REFUSED_HERE, reports=((Kind.UDP_SILENT, no_datagram_gets_out),)
).explained_by(
    _OWN_FIREWALL.given(innocent.controls_answer),
    _DIALTONE_ALONE,
    Row("all_is_forbidden", unknown(Cause.THIS_COMPUTER), COMMON).given(without(innocent.controls_answer)),
)

_RELAY_STEPS = (Step.STUN, Step.REFLECTOR)
_HTTPS_PORT = 443


def udp_fell_silent(case: EndpointCase) -> Seen:
    """Other hosts answered over UDP before the relay was tried; after that none did."""
    last_answer = case.check.last_datagram_answered
    tried_later = all(t.steps[0].started > last_answer for t in relays_are_silent(case))
    return case.check.find_udp_silence() if _is_udp_relay(case) and tried_later else ()


def port_is_not_open(case: EndpointCase) -> Seen:
    """No neutral server answered on a port where the relay was tried.

    No neutral server is tried on Telegram's own ports: there, too few neutral servers answered on other ports.
    """
    match case.endpoint.wire:
        case Wire.STUN:
            is_open = _stun_port_is_open(case)
        case Wire.TELEGRAM_REFLECTOR:
            is_open = len(case.control_results.stun_ports) >= OPEN_PORTS or bool(stun_is_filtered(case))
        case _:
            is_open = not _tcp_port_is_closed(case)
    return relays_are_silent(case) if not is_open else ()


def _stun_port_is_open(case: EndpointCase) -> bool:
    """Return whether a neutral server answered on the port, or STUN is filtered, so that its silence says nothing."""
    if stun_is_filtered(case) or stun_is_filtered_for_most(case):
        return True
    return any(t.port in case.control_results.stun_ports for t in relays_are_silent(case))


def _tcp_port_is_closed(case: EndpointCase) -> bool:
    """Return whether the port is closed to everybody: neutral servers show it, or only web ports seem to be open."""
    silent = relays_are_silent(case)
    # If UDP is closed for all, often all ports but those of the web are.
    unconnected_besides_web = all(t.port != _HTTPS_PORT and t.last.step is Step.TCP for t in silent)
    if unconnected_besides_web and case.flagged(NetworkFlag.UDP_BLOCKED):
        return True
    return all(case.control_results.is_closed(t.port) for t in silent)


def nobody_listens(case: EndpointCase) -> Sequence[Attempt]:
    """Each time a report comes back that nothing listens there (ICMP), and never too soon for the relay. Source: ADR 8.

    A busy computer may read the report of a filter nearby as late: `relay_itself_refuses` takes a calm moment. Where
    something nearby accepts all connections, the distance of the relay is not known, and any report counts.
    """
    silent = relays_are_silent(case)
    if not all(Fact.REFUSED_AFTER in t.last.facts for t in silent):
        return ()
    if case.control_results.connects_are_local:
        return silent
    reported_after = [(t, figure(t.last, Fact.REFUSED_AFTER)) for t in silent]
    any_too_soon = any(is_sooner(seconds, _round_trip_to(case, t.address)) for t, seconds in reported_after)
    return silent if not any_too_soon else ()


def relay_itself_refuses(case: EndpointCase) -> Seen:
    """The reports that nothing listens came from the relay's own computer: one was read in a calm moment. ADR 8."""
    reports = nobody_listens(case)
    return reports if any(_is_calm(t, case) for t in reports) else ()


def _round_trip_to(case: EndpointCase, address: str) -> float:
    """Return an upper bound of the seconds to a relay and back: its computer may have accepted a connection."""
    connects = (t.connect_seconds for t in case.contrasts if t.address == address and t.passed(Step.TCP))
    return min((*connects, case.messenger.distances.nearest(address)))


def relays_host_answers(case: EndpointCase) -> Seen:
    """Something far away accepted or refused a connection at the address of a silent relay. Source: ADR 57."""
    connects = [(t, t.find(Step.TCP)) for t in case.contrasts]
    answered = [(t, tcp) for t, tcp in connects if tcp is not None and tcp.failure in (None, Failure.REFUSED)]
    return [t for t, tcp in answered if not is_sooner(tcp.seconds, case.network.round_trip)]


def _cite_network(case: EndpointCase, kind: Kind) -> tuple[int, ...]:
    return tuple(number for e in evidence_of(case.network, kind) for number in e.observations)


def relays_are_silent(case: EndpointCase) -> list[Attempt]:
    """The messenger's call relays do not answer; over TCP they may not even accept the connection."""
    is_over_tcp = case.endpoint.wire in (Wire.STUN_TCP, Wire.STUN_TLS)
    unanswered = [t for t in case.deepest_failures if t.last.step in _RELAY_STEPS and t.failure in CUT]
    unconnected = [t for t in case.deepest_failures if is_over_tcp and t.ended(Step.TCP, (Failure.TIMEOUT,))]
    return unanswered + unconnected


def only_relays_are_silent(case: EndpointCase) -> Seen:
    """The relays do not answer, but neutral servers do on the same port, and nothing says that nobody listens there."""
    has_another_reason = udp_is_closed(case) or nobody_listens(case) or port_is_not_open(case)
    return relays_are_silent(case) if not has_another_reason else ()


def relay_accepts_connections(case: EndpointCase) -> Seen:
    """Over TCP it accepts the connection and acknowledges data, as far as is known, but never answers."""
    return if_all(
        relays_are_silent(case),
        lambda t: t.ended(Step.STUN, (Failure.TIMEOUT,)) and t.find(Step.TCP) and not t.is_swallowed,
    )


def other_servers_are_silent_too(case: EndpointCase) -> Seen:
    """Other servers of the messenger accept no connection either, and none answers: its calls are not singled out.

    That is, over the same family of addresses (IPv4, IPv6): filters often drop only one. Where neutral STUN is filtered
    as well, calls are singled out whatever those servers do.
    """
    if stun_is_filtered(case):
        return ()
    families = {family_of(t.target) for t in relays_are_silent(case)}
    in_families = [t for t in case.messenger.attempts if family_of(t.target) in families]
    any_answered = any(t.failure is None and t.last.step is not Step.TCP for t in in_families)
    any_silent = any(t.block in case.messenger.silent_blocks for t in in_families)
    return relays_are_silent(case) if any_silent and not any_answered else ()


def several_networks_are_silent(case: EndpointCase) -> Seen:
    """The messenger's servers and relays are silent in several address blocks: that is more than one data centre."""
    silent_relays = {t.block for t in relays_are_silent(case)}
    return len(case.messenger.silent_networks | silent_relays) >= REPEATED


udp_is_closed: EndpointSign = lambda c: _is_udp_relay(c) and c.flagged(NetworkFlag.UDP_BLOCKED) and relays_are_silent(c)
"""Neutral servers do not answer over UDP either."""
stun_is_filtered: EndpointSign = lambda c: _cite_network(c, Kind.STUN_FILTERED)
"""Neutral STUN is stopped by its shape, whatever the destination, while other UDP passes. Source: ADR 28."""
stun_is_filtered_for_most: EndpointSign = lambda c: _cite_network(c, Kind.STUN_FILTERED_FOR_MOST)
"""Neutral STUN is stopped by its shape at most servers and passes at a few."""
relay_is_well_known: EndpointSign = lambda c: c.endpoint.confidence == "high"
"""The app itself or its own documents name this relay."""

# Each fits a row below that blames no filter.
_OTHER_REASONS_FOR_SILENCE = (
    others_answer_later,
    udp_is_closed,
    udp_fell_silent,
    port_is_not_open,
    innocent.operator_is_silent,
    innocent.outage_is_reported,
)

# Decides whether calls are filtered, or the relays' addresses blocked, or UDP or the port is closed to all, or nobody
# listens there any more. The hardest rival is a relay that was retired: it is as silent as a filtered one, until the
# same address answers otherwise, or a second relay is silent (judged with the calls, `calls.py`).
RELAYS_SILENT = Found(
    "relays_silent",
    relays_are_silent,
    needs=(innocent.failed_repeatedly,),
    reports=(
        (Kind.UDP_SILENT, udp_is_closed),
        (Kind.ADDRESS_REFUSES, nobody_listens),
        (Kind.PORT_CLOSED, port_is_not_open),
        (Kind.ADDRESS_SILENT, only_relays_are_silent),
        (Kind.STUN_FILTERED, stun_is_filtered),
        (Kind.STUN_FILTERED_FOR_MOST, stun_is_filtered_for_most),
        (Kind.OPERATOR_LIMITED, innocent.operator_is_silent),
        (Kind.SERVICE_ADMITS, innocent.outage_is_reported),
    ),
).explained_by(
    Row("calls_filtered", blocked(Cause.CALLS_FILTERED), COMMON)
    .unless(relay_itself_refuses, other_servers_are_silent_too)
    .rarer_if(*_OTHER_REASONS_FOR_SILENCE)
    .proved_by(any_of(stun_is_filtered, stun_is_filtered_for_most)),
    # Rarer where other servers answer, or one network alone is silent: a filter for calls or one place fits better.
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON)
    .unless(relay_itself_refuses)
    .rarer_if(without(other_servers_are_silent_too), without(several_networks_are_silent), *_OTHER_REASONS_FOR_SILENCE),
    Row("udp_closed", UNEXPLAINED, COMMON).given(any_of(udp_is_closed, udp_fell_silent)),
    Row("port_closed", UNEXPLAINED, COMMON).given(port_is_not_open),
    Row("switched_off", UNEXPLAINED, COMMON).given(nobody_listens),
    Row("relay_retired", UNEXPLAINED, UNCOMMON).unless(relays_host_answers, relay_is_well_known, stun_is_filtered),
    Row("relays_moved", UNEXPLAINED, RARE),
    Row("one_place_down", DOWN, UNCOMMON).given(other_servers_are_silent_too).unless(several_networks_are_silent),
    Row("whole_service_down", DOWN, RARE),
    # Uncommon: one source (coturn/coturn#957, read 2026-11-30).
    Row("service_hangs", DOWN, UNCOMMON).given(relay_accepts_connections).unless(stun_is_filtered),
    Row("answers_late", UNEXPLAINED, UNCOMMON)
    .given(any_of(relay_accepts_connections, others_answer_later))
    .unless(stun_is_filtered),
    innocent.OPERATOR_DOWN,
    innocent.OUTAGE_REPORTED,
    and_by=(*LED_TO_ANOTHER_ADDRESS, *innocent.INNOCENT_REASONS),
)
