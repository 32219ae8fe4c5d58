"""Findings about certificates."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, all_of, any_of, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import EVERY
from dialtone.judge.findings.service import DOWN
from dialtone.judge.signs import certificates as sign
from dialtone.judge.signs import connections, line
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

_INTERCEPTED = Claim(FunctionStatus.UNKNOWN, Cause.INTERCEPTED)
_SWAPPED = Claim(FunctionStatus.UNKNOWN, Cause.CERTIFICATE_SWAPPED)
_INSPECTS = (sign.inspected_by_program, sign.inspected_by_gateway, sign.neutral_sites_show_the_issuer)
_TELLS = (
    (EvidenceKind.INSPECTED_BY_PROGRAM, sign.inspected_by_program),
    (EvidenceKind.INSPECTED_BY_GATEWAY, sign.inspected_by_gateway),
    (
        EvidenceKind.INSPECTED,
        all_of(
            sign.neutral_sites_show_the_issuer,
            without(any_of(sign.inspected_by_program, sign.inspected_by_gateway)),
        ),
    ),
)
_ANTIVIRUS = Hypothesis[EndpointCase](
    "antivirus",
    _INTERCEPTED,
    Prior.COMMON,
    out=(sign.neutral_sites_show_others, sign.inspected_by_gateway),
    proof=sign.neutral_sites_show_the_issuer,
    ask="the issuer at four neutral sites",
)
_GATEWAY = replace(_ANTIVIRUS, id="company_gateway", out=(sign.neutral_sites_show_others, sign.inspected_by_program))
_BESIDE = tuple(replace(h, out=(*h.out, *_INSPECTS)) for h in EVERY if h.id in ("way_of_ones_own", "catalogue_old"))
"""What else leads to another host. A certificate is an answer: it is not shown by chance."""

OUT_OF_DATE = Finding[EndpointCase](
    "certificate_out_of_date",
    Layer.TLS,
    seen=sign.all_out_of_date,
    needs=(any_of(sign.clock_is_wrong, sign.clock_is_right),),
    tells=((EvidenceKind.CLOCK_OFF, sign.clock_is_wrong), (EvidenceKind.SERVER_TROUBLE, sign.clock_is_right)),
    may_be=(
        Hypothesis(
            "clock_wrong",
            Claim(FunctionStatus.UNKNOWN, Cause.THIS_COMPUTER),
            Prior.COMMON,
            out=(sign.clock_is_right,),
            proof=sign.clock_is_wrong,
            ask="the time that verified servers give",
        ),
        Hypothesis(
            "certificate_expired",
            DOWN,
            Prior.UNCOMMON,
            out=(sign.clock_is_wrong,),
            ask="the same in an hour; the status page",
        ),
    ),
)
CERTIFICATE_WRONG = Finding[EndpointCase](
    "certificate_wrong",
    Layer.TLS,
    seen=sign.certificate_is_wrong,
    needs=(line.controls_answer, line.has_repeated),
    tells=(*_TELLS, (EvidenceKind.CERTIFICATE_WRONG, sign.certificate_is_wrong)),
    may_be=(
        Hypothesis(
            "certificate_swapped",
            Claim(FunctionStatus.BLOCKED, Cause.CERTIFICATE_SWAPPED),
            Prior.COMMON,
            out=_INSPECTS,
            ask="a neutral name at that address; the issuer elsewhere",
        ),
        replace(_ANTIVIRUS, out=(*_ANTIVIRUS.out, sign.names_another_host_alone)),
        replace(_GATEWAY, out=(*_GATEWAY.out, sign.names_another_host_alone)),
        Hypothesis(
            "server_mixed_up",
            DOWN,
            Prior.COMMON,
            needs=sign.names_another_host_alone,
            out=(sign.shown_from_nearby,),
            ask="another address of the service",
        ),
        Hypothesis(
            "signed_by_its_owner",
            UNEXPLAINED,
            Prior.COMMON,
            needs=connections.is_of_one_person,
            out=_INSPECTS,
            ask="the person who runs it",
        ),
        Hypothesis("root_renewed", UNEXPLAINED, Prior.COMMON, needs=sign.may_be_renewed, out=_INSPECTS),
        Hypothesis(
            "new_root",
            UNEXPLAINED,
            Prior.RARE,
            out=(*_INSPECTS, sign.names_another_host_alone),
            ask="public lists of roots",
        ),
        Hypothesis(
            "clock_wrong",
            Claim(FunctionStatus.UNKNOWN, Cause.THIS_COMPUTER),
            Prior.COMMON,
            needs=sign.clock_is_off,
            out=_INSPECTS,
        ),
        *_BESIDE,
    ),
    in_common=_SWAPPED,
)
SIGNED_BY_LOCAL_ROOT = Finding[EndpointCase](
    "signed_by_local_root",
    Layer.TLS,
    seen=sign.all_signed_by_local_root,
    needs=(line.app_was_answered,),
    tells=(
        *_TELLS,
        (
            EvidenceKind.READ_ALONG,
            all_of(
                sign.all_signed_by_local_root,
                line.controls_answer,
                any_of(sign.signed_by_a_state, sign.several_messengers_show_the_issuer),
                without(any_of(*_INSPECTS, sign.network_is_intercepted)),
            ),
        ),
        (EvidenceKind.LOCAL_ROOT_TRUSTED, sign.all_signed_by_local_root),
    ),
    may_be=(
        Hypothesis(
            "intercepted",
            _INTERCEPTED,
            Prior.COMMON,
            needs=sign.network_is_intercepted,
            proof=sign.network_is_intercepted,
        ),
        _ANTIVIRUS,
        _GATEWAY,
        Hypothesis("read_along", _INTERCEPTED, Prior.COMMON, out=_INSPECTS, ask="the issuer at other messengers"),
        Hypothesis(
            "new_root",
            Claim(FunctionStatus.WORKS),
            Prior.COMMON,
            out=(
                *_INSPECTS,
                sign.network_is_intercepted,
                all_of(line.controls_answer, sign.signed_by_a_state),
            ),
            less=(all_of(line.controls_answer, sign.several_messengers_show_the_issuer),),
            ask="public lists of roots",
        ),
    ),
    in_common=_SWAPPED,
)
"""It opens. On one messenger alone it may be a public root that no list here knows."""
