"""Findings about connections that do not come about."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, all_of, together, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import EVERY
from dialtone.judge.findings.service import CLOSED_TO_ABROAD, DOWN, OPERATOR_DOWN, OUTAGE_REPORTED
from dialtone.judge.signs import connections as sign
from dialtone.judge.signs import line, service
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

_STATUS_PAGE = "the service's status page"

NO_CONNECTION = Finding[EndpointCase](
    "no_connection",
    Layer.ADDRESS,
    seen=sign.no_connection,
    needs=(line.controls_answer, line.has_repeated),
    tells=(
        (EvidenceKind.ADDRESS_SILENT, sign.connections_are_silent),
        (EvidenceKind.ADDRESS_REFUSES, sign.connections_are_rejected),
        (EvidenceKind.PORT_CLOSED, sign.port_is_closed),
        (EvidenceKind.OPERATOR_LIMITED, service.operator_is_silent),
        (EvidenceKind.SERVICE_ADMITS, service.outage_is_reported),
        (EvidenceKind.BYPASS_TOOL, line.tunnel_is_split),
    ),
    may_be=together(
        EVERY,
        Hypothesis(
            "address_blocked",
            Claim(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED),
            Prior.COMMON,
            less=(
                sign.neighbours_live,
                sign.refused_from_afar,
                sign.port_is_closed,
                sign.family_is_unreached,
                sign.is_of_one_person,
                service.operator_is_silent,
                service.outage_is_reported,
                service.serves_one_country,
            ),
            proof=all_of(sign.refused_from_nearby, without(service.serves_one_country)),
        ),
        Hypothesis(
            "name_filtered",
            Claim(FunctionStatus.BLOCKED, Cause.NAME_FILTERED),
            Prior.UNCOMMON,
            needs=sign.its_names_are_cut,
            out=(sign.refused_from_afar,),
            ask="that address in two minutes",
        ),
        Hypothesis(
            "one_place_down",
            DOWN,
            Prior.UNCOMMON,
            out=(sign.silent_in_several_networks, sign.silent_in_many_places, sign.refused_from_nearby),
            ask="another data centre of the service",
        ),
        Hypothesis("whole_service_down", DOWN, Prior.RARE, out=(sign.refused_from_nearby,), ask=_STATUS_PAGE),
        replace(OUTAGE_REPORTED, out=(sign.refused_from_nearby,)),
        Hypothesis(
            "refuses_itself",
            DOWN,
            Prior.COMMON,
            needs=sign.connections_are_refused,
            out=(sign.refused_from_nearby,),
            ask=_STATUS_PAGE,
        ),
        Hypothesis(
            "persons_server_off",
            DOWN,
            Prior.COMMON,
            needs=sign.is_of_one_person,
            ask="whoever runs it",
        ),
        replace(OPERATOR_DOWN, out=(sign.refused_from_nearby,)),
        CLOSED_TO_ABROAD,
        Hypothesis(
            "port_closed",
            UNEXPLAINED,
            Prior.COMMON,
            needs=sign.port_is_closed,
            ask="the same service on another port",
        ),
        Hypothesis(
            "one_family_gone",
            UNEXPLAINED,
            Prior.COMMON,
            needs=sign.family_is_unreached,
            ask="a neutral host of that family",
        ),
    ),
)
