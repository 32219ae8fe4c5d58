"""Findings about connections that fail: to servers, to call relays, or because this computer itself stops them."""

from dialtone.judge.claims import DOWN, UNEXPLAINED, blocked, unknown
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, all_of, any_of, without
from dialtone.judge.findings.every import CLOSED_TO_ABROAD, EVERY, FAILED, OPERATOR_DOWN, OUTAGE_REPORTED, Found, Row
from dialtone.judge.signs import connections as sign
from dialtone.judge.signs import line, relays, service
from dialtone.model.vocabulary import Cause
from dialtone.model.vocabulary import EvidenceKind as Kind

NO_CONNECTION = Found(
    "no_connection",
    sign.no_connection,
    needs=FAILED,
    tells=(
        (Kind.ADDRESS_SILENT, sign.connections_are_silent),
        (Kind.ADDRESS_REFUSES, sign.connections_are_rejected),
        (Kind.PORT_CLOSED, sign.port_is_closed),
        (Kind.OPERATOR_LIMITED, service.operator_is_silent),
        (Kind.SERVICE_ADMITS, service.outage_is_reported),
        (Kind.BYPASS_TOOL, line.tunnel_is_split),
    ),
).explained_by(
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON)
    .rarer_if(
        sign.neighbours_live,
        sign.refused_from_afar,
        sign.port_is_closed,
        sign.family_is_unreached,
        sign.is_of_one_person,
        service.operator_is_silent,
        service.outage_is_reported,
        service.serves_one_country,
    )
    .proved_by(all_of(sign.refused_from_nearby, without(service.serves_one_country))),
    Row("name_filtered", blocked(Cause.NAME_FILTERED), UNCOMMON)
    .given(sign.its_names_are_cut)
    .unless(sign.refused_from_afar),
    Row("one_place_down", DOWN, UNCOMMON).unless(
        sign.silent_in_several_networks, sign.silent_in_many_places, sign.refused_from_nearby
    ),
    Row("whole_service_down", DOWN, RARE).unless(sign.refused_from_nearby),
    OUTAGE_REPORTED.unless(sign.refused_from_nearby),
    Row("refuses_itself", DOWN, COMMON).given(sign.connections_are_refused).unless(sign.refused_from_nearby),
    Row("persons_server_off", DOWN, COMMON).given(sign.is_of_one_person),
    OPERATOR_DOWN.unless(sign.refused_from_nearby),
    CLOSED_TO_ABROAD,
    Row("port_closed", UNEXPLAINED, COMMON).given(sign.port_is_closed),
    Row("one_family_gone", UNEXPLAINED, COMMON).given(sign.family_is_unreached),
    every=EVERY,
)

_OWN_FIREWALL = Row("own_firewall", blocked(Cause.THIS_COMPUTER), COMMON).proved_by(sign.system_forbids)
_DIALTONE_ALONE = Row("dialtone_alone", unknown(Cause.THIS_COMPUTER), RARE)

REFUSED_HERE = Found("refused_here", sign.refused_here, Kind.REFUSED_HERE, needs=FAILED).explained_by(
    _OWN_FIREWALL,
    _DIALTONE_ALONE,
    Row("first_router", UNEXPLAINED, UNCOMMON).unless(sign.refused_sooner_than_by_a_router, sign.system_forbids),
)
DENIED_HERE = Found("denied_here", sign.denied_here, Kind.REFUSED_HERE).explained_by(
    _OWN_FIREWALL.given(line.controls_answer),
    _DIALTONE_ALONE,
    Row("all_is_forbidden", unknown(Cause.THIS_COMPUTER), COMMON).given(without(line.controls_answer)),
)

_SPEAKS_AGAINST = (
    relays.udp_is_closed,
    relays.udp_fell_silent,
    relays.port_is_not_open,
    service.operator_is_silent,
    service.outage_is_reported,
)

RELAYS_SILENT = Found(
    "relays_silent",
    relays.relays_are_silent,
    needs=FAILED,
    tells=(
        (Kind.UDP_SILENT, relays.udp_is_closed),
        (Kind.ADDRESS_REFUSES, relays.nobody_listens),
        (Kind.PORT_CLOSED, relays.port_is_not_open),
        (Kind.ADDRESS_SILENT, relays.only_relays_are_silent),
        (Kind.STUN_FILTERED, relays.stun_is_filtered),
        (Kind.OPERATOR_LIMITED, service.operator_is_silent),
        (Kind.SERVICE_ADMITS, service.outage_is_reported),
    ),
).explained_by(
    Row("calls_filtered", blocked(Cause.CALLS_FILTERED), COMMON)
    .unless(relays.nobody_listens, relays.rest_is_silent_too)
    .rarer_if(*_SPEAKS_AGAINST)
    .proved_by(relays.stun_is_filtered),
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON)
    .unless(relays.nobody_listens)
    .rarer_if(without(relays.rest_is_silent_too), *_SPEAKS_AGAINST),
    Row("udp_closed", UNEXPLAINED, COMMON).given(any_of(relays.udp_is_closed, relays.udp_fell_silent)),
    Row("port_closed", UNEXPLAINED, COMMON).given(relays.port_is_not_open),
    Row("switched_off", UNEXPLAINED, COMMON).given(relays.nobody_listens),
    Row("relay_retired", UNEXPLAINED, UNCOMMON).unless(
        relays.host_is_there, relays.relay_is_well_known, relays.stun_is_filtered
    ),
    Row("relays_moved", UNEXPLAINED, RARE),
    Row("whole_service_down", DOWN, RARE),
    Row("service_hangs", DOWN, UNCOMMON).given(relays.connection_is_taken).unless(relays.stun_is_filtered),
    Row("answers_late", UNEXPLAINED, UNCOMMON).given(relays.connection_is_taken).unless(relays.stun_is_filtered),
    OPERATOR_DOWN,
    OUTAGE_REPORTED,
    every=EVERY,
)
"""Relays that accept a connection and never answer are uncommon: one source (coturn/coturn#957, read 2026-11-30)."""
