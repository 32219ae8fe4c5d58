"""Findings about certificates."""

from dialtone.judge.claims import DOWN, UNEXPLAINED, WORKS, blocked, unknown
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, all_of, any_of, without
from dialtone.judge.findings.every import EVERY, FAILED, Found, Row
from dialtone.judge.signs import certificates as sign
from dialtone.judge.signs import connections, line
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause
from dialtone.model.vocabulary import EvidenceKind as Kind

_INTERCEPTED = unknown(Cause.INTERCEPTED)
_SWAPPED = unknown(Cause.CERTIFICATE_SWAPPED)
_INSPECTS = (sign.inspected_by_program, sign.inspected_by_gateway, sign.neutral_sites_show_the_issuer)
_TELLS = (
    (Kind.INSPECTED_BY_PROGRAM, sign.inspected_by_program),
    (Kind.INSPECTED_BY_GATEWAY, sign.inspected_by_gateway),
    (
        Kind.INSPECTED,
        all_of(
            sign.neutral_sites_show_the_issuer, without(any_of(sign.inspected_by_program, sign.inspected_by_gateway))
        ),
    ),
)
_ANTIVIRUS = (
    Row("antivirus", _INTERCEPTED, COMMON)
    .unless(sign.neutral_sites_show_others, sign.inspected_by_gateway)
    .proved_by(sign.neutral_sites_show_the_issuer)
)
_GATEWAY = replace(_ANTIVIRUS, id="company_gateway", out=(sign.neutral_sites_show_others, sign.inspected_by_program))
_OTHER_REASONS = tuple(h.unless(*_INSPECTS) for h in EVERY if h.id in ("way_of_ones_own", "catalogue_old"))
"""Other reasons to reach another host. A certificate is an answer: it is not shown by chance."""

OUT_OF_DATE = Found(
    "certificate_out_of_date",
    sign.all_out_of_date,
    needs=(any_of(sign.clock_is_wrong, sign.clock_is_right),),
    tells=((Kind.CLOCK_OFF, sign.clock_is_wrong), (Kind.SERVER_TROUBLE, sign.clock_is_right)),
).explained_by(
    Row("clock_wrong", unknown(Cause.THIS_COMPUTER), COMMON).unless(sign.clock_is_right).proved_by(sign.clock_is_wrong),
    Row("certificate_expired", DOWN, UNCOMMON).unless(sign.clock_is_wrong),
)
CERTIFICATE_WRONG = Found(
    "certificate_wrong",
    sign.certificate_is_wrong,
    needs=FAILED,
    tells=(*_TELLS, (Kind.CERTIFICATE_WRONG, sign.certificate_is_wrong)),
    in_common=_SWAPPED,
).explained_by(
    Row("certificate_swapped", blocked(Cause.CERTIFICATE_SWAPPED), COMMON).unless(*_INSPECTS),
    _ANTIVIRUS.unless(sign.names_another_host_alone),
    _GATEWAY.unless(sign.names_another_host_alone),
    Row("server_mixed_up", DOWN, COMMON).given(sign.names_another_host_alone).unless(sign.shown_from_nearby),
    Row("signed_by_its_owner", UNEXPLAINED, COMMON).given(connections.is_of_one_person).unless(*_INSPECTS),
    Row("root_renewed", UNEXPLAINED, COMMON).given(sign.may_be_renewed).unless(*_INSPECTS),
    Row("new_root", UNEXPLAINED, RARE).unless(*_INSPECTS, sign.names_another_host_alone),
    Row("clock_wrong", unknown(Cause.THIS_COMPUTER), COMMON).given(sign.clock_is_off).unless(*_INSPECTS),
    *_OTHER_REASONS,
)
SIGNED_BY_LOCAL_ROOT = Found(
    "signed_by_local_root",
    sign.all_signed_by_local_root,
    needs=(line.app_was_answered,),
    tells=(
        *_TELLS,
        (
            Kind.READ_ALONG,
            all_of(
                sign.all_signed_by_local_root,
                line.controls_answer,
                any_of(sign.signed_by_a_state, sign.several_messengers_show_the_issuer),
                without(any_of(*_INSPECTS, sign.network_is_intercepted)),
            ),
        ),
        (Kind.LOCAL_ROOT_TRUSTED, sign.all_signed_by_local_root),
    ),
    in_common=_SWAPPED,
).explained_by(
    Row("intercepted", _INTERCEPTED, COMMON).given(sign.network_is_intercepted).proved_by(sign.network_is_intercepted),
    _ANTIVIRUS,
    _GATEWAY,
    Row("read_along", _INTERCEPTED, COMMON).unless(*_INSPECTS),
    Row("new_root", WORKS, COMMON)
    .unless(*_INSPECTS, sign.network_is_intercepted, all_of(line.controls_answer, sign.signed_by_a_state))
    .rarer_if(all_of(line.controls_answer, sign.several_messengers_show_the_issuer)),
)
"""It opens. If only one messenger shows it, it may be a public root that no list here contains."""
