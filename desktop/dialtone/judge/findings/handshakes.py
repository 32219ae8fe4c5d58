"""Findings about handshakes that die: at the messenger's name, at the shape of a first message, whatever is said."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, all_of, any_of, together, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import EVERY
from dialtone.judge.findings.service import CLOSED_TO_ABROAD, DOWN, OPERATOR_DOWN, OUTAGE_REPORTED
from dialtone.judge.signs import certificates, line, service
from dialtone.judge.signs import handshakes as sign
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

_FAILED = (line.controls_answer, line.has_repeated)
_CONTRASTED = (*_FAILED, line.contrast_was_made)
_ON_THE_WAY = (sign.dies_at_unrelated_servers, sign.ended_from_nearby)
"""Signs that it was ended between here and the server, on purpose."""
_NOT_BY_SERVER = (*_ON_THE_WAY, sign.was_swallowed)
_BY_SIGN = {
    "by_chance": _ON_THE_WAY,
    "line_fails_alike": _ON_THE_WAY,
    "catalogue_old": _NOT_BY_SERVER,
}
_NAME_FILTERED = Claim(FunctionStatus.BLOCKED, Cause.NAME_FILTERED)
_WORKS = Claim(FunctionStatus.WORKS)
_ADDRESS_BLOCKED = Claim(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED)
_OTHERWISE_SILENT = (service.operator_is_silent, service.outage_is_reported, service.serves_one_country)
"""What makes silence the service's own, rather than a block."""
_ASK_ELSEWHERE = "its name at unrelated servers"
_RIVALS = tuple(replace(h, out=(*h.out, *_BY_SIGN.get(h.id, ()))) for h in EVERY)
_FILTER = Hypothesis[EndpointCase](
    "name_filtered",
    _NAME_FILTERED,
    Prior.COMMON,
    out=(sign.name_passes_repeatedly, sign.only_this_shape_is_cut),
    proof=any_of(*_NOT_BY_SERVER, sign.reset_and_passes_nowhere),
    ask=_ASK_ELSEWHERE,
)
_REFUSES_ITS_NAME = Hypothesis[EndpointCase](
    "server_refuses_its_name",
    DOWN,
    Prior.COMMON,
    out=(*_NOT_BY_SERVER, sign.only_this_shape_is_cut),
    ask=_ASK_ELSEWHERE,
)
_SHAPE_CUT = Hypothesis[EndpointCase](
    "our_shape_cut",
    Claim(FunctionStatus.UNKNOWN, Cause.PROTOCOL_FILTERED),
    Prior.COMMON,
    needs=sign.another_shape_passes,
    ask="the app's own ClientHello",
)
_BIG_PACKETS_LOST = Hypothesis[EndpointCase](
    "big_packets_lost", UNEXPLAINED, Prior.COMMON, ask="the same in small packets"
)
_ANSWERS_SWALLOWED = Hypothesis[EndpointCase](
    "filter_that_swallows_answers",
    _ADDRESS_BLOCKED,
    Prior.UNCOMMON,
    needs=sign.all_was_acknowledged,
    out=(sign.another_shape_passes,),
    less=_OTHERWISE_SILENT,
    ask="the service's status page; its neighbours",
)

NAME_CUT = Finding[EndpointCase](
    "name_cut",
    Layer.TLS,
    seen=sign.name_is_cut,
    needs=_CONTRASTED,
    tells=(
        (EvidenceKind.NAME_CUT, all_of(sign.name_is_cut, without(sign.only_this_shape_is_cut))),
        (EvidenceKind.GREETING_CUT, sign.only_this_shape_is_cut),
        (EvidenceKind.NAME_CUT_ANYWHERE, sign.dies_at_unrelated_servers),
        (EvidenceKind.NAME_PASSES_ELSEWHERE, sign.passes_at_unrelated_servers),
        (EvidenceKind.SOME_ATTEMPTS_FAIL, sign.name_passes_repeatedly),
    ),
    may_be=together(
        _RIVALS,
        _FILTER,
        replace(_REFUSES_ITS_NAME, needs=sign.passes_at_unrelated_servers),
        Hypothesis(
            "server_hangs_up",
            DOWN,
            Prior.RARE,
            out=(*_NOT_BY_SERVER, sign.passes_at_unrelated_servers, sign.only_this_shape_is_cut),
            ask=_ASK_ELSEWHERE,
        ),
        Hypothesis(
            "name_filtered_at_times",
            Claim(FunctionStatus.UNKNOWN, Cause.NAME_FILTERED),
            Prior.COMMON,
            needs=sign.name_passes_at_times,
            less=(sign.name_passed_once,),
            ask="eight more handshakes with either name",
        ),
        Hypothesis(
            "server_drops_some",
            UNEXPLAINED,
            Prior.UNCOMMON,
            needs=sign.name_passes_at_times,
            out=(sign.neutral_names_always_pass,),
            ask="eight more handshakes with either name",
        ),
        replace(_SHAPE_CUT, needs=sign.only_this_shape_is_cut, out=(sign.app_handshake_is_cut,)),
        replace(_ANSWERS_SWALLOWED, says=_NAME_FILTERED, less=()),
        Hypothesis(
            "passed_by_luck",
            UNEXPLAINED,
            Prior.UNCOMMON,
            needs=sign.only_this_shape_is_cut,
            out=(sign.another_shape_passes_repeatedly,),
            ask="three more handshakes of either shape",
        ),
        Hypothesis(
            "name_filtered_in_this_shape",
            _NAME_FILTERED,
            Prior.UNCOMMON,
            needs=sign.only_this_shape_is_cut,
            out=(sign.app_handshake_passes,),
            ask="the app's own ClientHello",
        ),
        replace(
            _BIG_PACKETS_LOST,
            prior=Prior.RARE,
            needs=sign.all_were_silent,
            out=(sign.neutral_handshake_is_whole, sign.small_handshake_dies),
        ),
    ),
)
NAME_REFUSED = Finding[EndpointCase](
    "name_refused",
    Layer.TLS,
    seen=sign.name_is_refused,
    needs=_CONTRASTED,
    tells=(
        (EvidenceKind.NAME_CUT, sign.name_is_refused),
        (EvidenceKind.NAME_CUT_ANYWHERE, sign.dies_at_unrelated_servers),
        (EvidenceKind.NAME_PASSES_ELSEWHERE, sign.passes_at_unrelated_servers),
    ),
    may_be=together(_RIVALS, _FILTER, _REFUSES_ITS_NAME),
)
RESIDUAL_CENSORSHIP = Finding[EndpointCase](
    "residual_censorship",
    Layer.TLS,
    seen=all_of(sign.nothing_passes_after_the_name, sign.dies_at_unrelated_servers),
    needs=_FAILED,
    tells=(
        (EvidenceKind.NAME_CUT_ANYWHERE, sign.dies_at_unrelated_servers),
        (EvidenceKind.ADDRESS_SILENT, sign.nothing_passes_after_the_name),
    ),
    may_be=together(
        _RIVALS,
        replace(_FILTER, proof=None),
        Hypothesis("address_blocked", _ADDRESS_BLOCKED, Prior.UNCOMMON, ask=_ASK_ELSEWHERE),
    ),
)
LARGE_PACKETS_LOST = Finding[EndpointCase](
    "large_packets_lost",
    Layer.TLS,
    seen=sign.larger_packets_are_lost,
    needs=_CONTRASTED,
    tells=((EvidenceKind.BIG_PACKETS_LOST, sign.larger_packets_are_lost),),
    may_be=(
        replace(_BIG_PACKETS_LOST, ask="the same in packets of other sizes"),
        replace(_SHAPE_CUT, prior=Prior.UNCOMMON, ask="the app's own ClientHello in small packets"),
    ),
)
_HANGS = Hypothesis[EndpointCase](
    "service_hangs",
    DOWN,
    Prior.COMMON,
    out=(
        sign.nothing_was_acknowledged,
        sign.any_was_reset,
        sign.ended_from_nearby,
        sign.another_shape_passes,
        sign.phone_handshake_passes,
    ),
    less=(
        sign.several_places_hang,
        sign.plain_request_passes,
        all_of(line.sibling_lives, without(sign.all_was_acknowledged)),
    ),
    ask="the service's status page",
)
_HANGS_UP = Hypothesis[EndpointCase](
    "server_hangs_up",
    DOWN,
    Prior.UNCOMMON,
    needs=sign.any_was_reset,
    out=(sign.ended_from_nearby, sign.another_shape_passes, sign.phone_handshake_passes),
    ask="the service's status page",
)
_ACCEPTED_NEARBY = Hypothesis[EndpointCase](
    "accepted_nearby",
    UNEXPLAINED,
    Prior.COMMON,
    needs=all_of(sign.all_was_acknowledged, sign.accepted_nearby),
    ask="a connection that no router passes on",
)
_OF_THE_SERVICE = (OUTAGE_REPORTED, CLOSED_TO_ABROAD, OPERATOR_DOWN)
SILENT_TO_ANY_NAME = Finding[EndpointCase](
    "silent_to_any_name",
    Layer.TLS,
    seen=sign.handshakes_are_cut,
    needs=_CONTRASTED,
    tells=(
        (EvidenceKind.GREETING_CUT, sign.all_was_acknowledged),
        (EvidenceKind.ADDRESS_SILENT, all_of(sign.handshakes_are_cut, without(sign.all_was_acknowledged))),
    ),
    may_be=together(
        _RIVALS,
        Hypothesis(
            "address_blocked",
            _ADDRESS_BLOCKED,
            Prior.COMMON,
            out=(sign.another_shape_passes, sign.all_was_acknowledged),
            less=_OTHERWISE_SILENT,
            proof=sign.ended_from_nearby,
            ask="a neutral name at its neighbours",
        ),
        _HANGS,
        _HANGS_UP,
        _ACCEPTED_NEARBY,
        _ANSWERS_SWALLOWED,
        *_OF_THE_SERVICE,
        _SHAPE_CUT,
        replace(_BIG_PACKETS_LOST, needs=sign.another_shape_passes, out=(sign.small_packets_fare_no_better,)),
        Hypothesis(
            "passed_by_luck",
            UNEXPLAINED,
            Prior.COMMON,
            needs=sign.another_shape_passes,
            out=(sign.another_shape_passes_repeatedly,),
            ask="three more handshakes of either shape",
        ),
    ),
)
GREETING_CUT = Finding[EndpointCase](
    "greeting_cut",
    Layer.PROTOCOL,
    seen=sign.app_protocol_is_cut,
    needs=_FAILED,
    tells=(
        (EvidenceKind.GREETING_CUT, sign.app_protocol_is_cut),
        (EvidenceKind.PHONE_HELLO_PASSES, sign.phone_handshake_passes),
    ),
    may_be=together(
        _RIVALS,
        Hypothesis(
            "protocol_filtered",
            Claim(FunctionStatus.BLOCKED, Cause.PROTOCOL_FILTERED),
            Prior.COMMON,
            out=(sign.nothing_else_passes, all_of(sign.all_was_acknowledged, without(sign.plain_request_passes))),
            less=(service.outage_is_reported,),
            proof=any_of(sign.ended_from_nearby, all_of(sign.was_swallowed, sign.plain_request_passes)),
            ask="a neutral greeting on that port; another transport",
        ),
        Hypothesis(
            "address_blocked",
            _ADDRESS_BLOCKED,
            Prior.COMMON,
            out=(sign.phone_handshake_passes, sign.plain_request_passes, sign.all_was_acknowledged),
            less=(without(sign.nothing_else_passes), *_OTHERWISE_SILENT),
            ask="its neighbours",
        ),
        _HANGS,
        replace(_HANGS_UP, less=(sign.plain_request_passes, line.sibling_lives)),
        _ACCEPTED_NEARBY,
        _ANSWERS_SWALLOWED,
        *_OF_THE_SERVICE,
        Hypothesis(
            "transparent_proxy",
            UNEXPLAINED,
            Prior.UNCOMMON,
            out=(sign.is_inside_tls, sign.was_swallowed, sign.accepted_from_afar),
            ask="a neutral greeting of another protocol on that port",
        ),
        Hypothesis(
            "app_changed",
            UNEXPLAINED,
            Prior.UNCOMMON,
            needs=sign.speaks_its_own_protocol,
            out=(
                sign.was_swallowed,
                sign.ended_from_nearby,
                sign.same_protocol_lives,
                sign.phone_handshake_is_cut,
            ),
            ask="the greeting of the app's newest version",
        ),
    ),
)
PAGE_INSTEAD = Finding[EndpointCase](
    "page_instead",
    Layer.PROTOCOL,
    seen=sign.another_host_answers,
    needs=_FAILED,
    tells=((EvidenceKind.PAGE_INSTEAD, sign.another_host_answers),),
    may_be=together(
        _RIVALS,
        Hypothesis(
            "block_page",
            Claim(FunctionStatus.BLOCKED, Cause.BLOCK_PAGE),
            Prior.COMMON,
            out=(certificates.network_is_intercepted,),
            ask="the page itself",
        ),
        Hypothesis(
            "intercepted",
            Claim(FunctionStatus.UNKNOWN, Cause.INTERCEPTED),
            Prior.COMMON,
            needs=certificates.network_is_intercepted,
        ),
        Hypothesis(
            "proxy_with_error",
            UNEXPLAINED,
            Prior.COMMON,
            out=(certificates.network_is_intercepted,),
            less=(line.controls_answer,),
            ask="a plain page through the same port",
        ),
        Hypothesis(
            "impostor",
            UNEXPLAINED,
            Prior.UNCOMMON,
            out=(certificates.network_is_intercepted,),
            ask="what it says to a request",
        ),
    ),
)
BROWSER_HELLO_CUT = Finding[EndpointCase](
    "browser_hello_cut",
    Layer.PROTOCOL,
    seen=sign.app_handshake_is_cut,
    needs=(line.app_was_answered,),
    tells=(
        (EvidenceKind.GREETING_CUT, sign.app_handshake_is_cut),
        (EvidenceKind.GREETING_ANSWERED, line.app_was_answered),
    ),
    may_be=(
        Hypothesis(
            "browser_shape_cut",
            Claim(FunctionStatus.UNKNOWN, Cause.PROTOCOL_FILTERED),
            Prior.COMMON,
            ask="the same handshake over QUIC",
        ),
        Hypothesis(
            "app_changed",
            _WORKS,
            Prior.UNCOMMON,
            needs=sign.app_shape_is_in_doubt,
            ask="the ClientHello of the app's newest version",
        ),
        Hypothesis(
            "by_chance",
            _WORKS,
            Prior.UNCOMMON,
            out=(sign.app_handshake_is_not_cut_by_chance,),
            ask="three more of them",
        ),
        Hypothesis("other_way", _WORKS, Prior.RARE, ask="what the app does next, such as QUIC"),
    ),
)
"""Our own ClientHello is answered. Some filters look for a browser's shape alone (XTLS/Xray-core#6293)."""
