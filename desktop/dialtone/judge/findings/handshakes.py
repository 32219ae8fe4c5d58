"""Findings about handshakes that die: at the messenger's name, at the shape of a first message, whatever is said."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, all_of, any_of, together, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import EVERY
from dialtone.judge.signs import handshakes as sign
from dialtone.judge.signs import line
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
_DOWN = Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN)
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
    _DOWN,
    Prior.COMMON,
    out=(*_NOT_BY_SERVER, sign.only_this_shape_is_cut),
    ask=_ASK_ELSEWHERE,
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
            _DOWN,
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
        Hypothesis(
            "our_shape_cut",
            Claim(FunctionStatus.UNKNOWN, Cause.PROTOCOL_FILTERED),
            Prior.COMMON,
            needs=sign.only_this_shape_is_cut,
            out=(sign.app_handshake_is_cut,),
            ask="the app's own ClientHello",
        ),
        Hypothesis(
            "name_filtered_in_this_shape",
            _NAME_FILTERED,
            Prior.UNCOMMON,
            needs=sign.only_this_shape_is_cut,
            out=(sign.app_handshake_passes,),
            ask="the app's own ClientHello",
        ),
        Hypothesis(
            "big_packets_lost",
            UNEXPLAINED,
            Prior.RARE,
            needs=sign.all_were_silent,
            out=(sign.neutral_handshake_is_whole, sign.small_handshake_dies),
            ask="the same in small packets",
        ),
    ),
)
NAME_REFUSED = Finding[EndpointCase](
    "name_refused",
    Layer.TLS,
    seen=sign.name_is_refused,
    needs=_CONTRASTED,
    tells=(
        (EvidenceKind.NAME_REFUSED, sign.name_is_refused),
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
        Hypothesis(
            "address_blocked", Claim(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED), Prior.UNCOMMON, ask=_ASK_ELSEWHERE
        ),
    ),
)
