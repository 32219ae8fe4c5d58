"""Findings about call relays."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, any_of, together, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import EVERY
from dialtone.judge.findings.service import DOWN, OPERATOR_DOWN, OUTAGE_REPORTED
from dialtone.judge.signs import line, service
from dialtone.judge.signs import relays as sign
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

_SPEAKS_AGAINST = (
    sign.udp_is_closed,
    sign.udp_fell_silent,
    sign.port_is_not_open,
    service.operator_is_silent,
    service.outage_is_reported,
)

RELAYS_SILENT = Finding[EndpointCase](
    "relays_silent",
    Layer.PROTOCOL,
    seen=sign.relays_are_silent,
    needs=(line.controls_answer, line.has_repeated),
    tells=(
        (EvidenceKind.UDP_SILENT, sign.udp_is_closed),
        (EvidenceKind.ADDRESS_REFUSES, sign.nobody_listens),
        (EvidenceKind.PORT_CLOSED, sign.port_is_not_open),
        (EvidenceKind.ADDRESS_SILENT, sign.only_relays_are_silent),
        (EvidenceKind.STUN_FILTERED, sign.stun_is_filtered),
        (EvidenceKind.OPERATOR_LIMITED, service.operator_is_silent),
        (EvidenceKind.SERVICE_ADMITS, service.outage_is_reported),
    ),
    may_be=together(
        EVERY,
        Hypothesis(
            "calls_filtered",
            Claim(FunctionStatus.BLOCKED, Cause.CALLS_FILTERED),
            Prior.COMMON,
            out=(sign.nobody_listens, sign.rest_is_silent_too),
            less=_SPEAKS_AGAINST,
            proof=sign.stun_is_filtered,
        ),
        Hypothesis(
            "address_blocked",
            Claim(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED),
            Prior.COMMON,
            out=(sign.nobody_listens,),
            less=(without(sign.rest_is_silent_too), *_SPEAKS_AGAINST),
        ),
        Hypothesis(
            "udp_closed",
            UNEXPLAINED,
            Prior.COMMON,
            needs=any_of(sign.udp_is_closed, sign.udp_fell_silent),
            ask="the relay over TCP",
        ),
        Hypothesis(
            "port_closed",
            UNEXPLAINED,
            Prior.COMMON,
            needs=sign.port_is_not_open,
            ask="a neutral server on that port",
        ),
        Hypothesis("switched_off", UNEXPLAINED, Prior.COMMON, needs=sign.nobody_listens, ask="another relay"),
        Hypothesis(
            "relay_retired",
            UNEXPLAINED,
            Prior.UNCOMMON,
            out=(sign.host_is_there, sign.relay_is_well_known, sign.stun_is_filtered),
            ask="a connection over TCP to its address",
        ),
        Hypothesis("relays_moved", UNEXPLAINED, Prior.RARE, ask="the relays that a call is told"),
        Hypothesis("whole_service_down", DOWN, Prior.RARE, ask="the service's status page"),
        Hypothesis(
            "service_hangs",
            DOWN,
            Prior.UNCOMMON,
            needs=sign.connection_is_taken,
            out=(sign.stun_is_filtered,),
            ask="the same in a minute",
        ),
        Hypothesis(
            "answers_late",
            UNEXPLAINED,
            Prior.UNCOMMON,
            needs=sign.connection_is_taken,
            out=(sign.stun_is_filtered,),
            ask="a longer wait",
        ),
        OPERATOR_DOWN,
        OUTAGE_REPORTED,
    ),
)
