"""Findings about handshakes that die: at the messenger's name, at the shape of a first message, or whatever is sent."""

from dialtone.judge.claims import DOWN, UNEXPLAINED, WORKS, blocked, unknown
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, all_of, any_of, without
from dialtone.judge.findings.every import CLOSED_TO_ABROAD, EVERY, FAILED, OPERATOR_DOWN, OUTAGE_REPORTED, Found, Row
from dialtone.judge.signs import certificates, line, service
from dialtone.judge.signs import handshakes as sign
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause
from dialtone.model.vocabulary import EvidenceKind as Kind

_CONTRASTED = (*FAILED, line.contrast_was_made)
_ON_THE_WAY = (sign.dies_at_unrelated_servers, sign.ended_from_nearby)
"""Signs that the connection was ended deliberately between here and the server."""
_NOT_BY_SERVER = (*_ON_THE_WAY, sign.was_swallowed)
_BY_SIGN = {"by_chance": _ON_THE_WAY, "line_fails_alike": _ON_THE_WAY, "catalogue_old": _NOT_BY_SERVER}
_NAME_FILTERED = blocked(Cause.NAME_FILTERED)
_ADDRESS_BLOCKED = blocked(Cause.ADDRESS_BLOCKED)
_OTHERWISE_SILENT = (service.operator_is_silent, service.outage_is_reported, service.serves_one_country)
"""Reasons for silence on the service's side, rather than a block."""
_RIVALS = tuple(h.unless(*_BY_SIGN.get(h.id, ())) for h in EVERY)
_FILTER = (
    Row("name_filtered", _NAME_FILTERED, COMMON)
    .unless(sign.name_passes_repeatedly, sign.only_this_shape_is_cut)
    .proved_by(any_of(*_NOT_BY_SERVER, sign.reset_and_passes_nowhere))
)
_REFUSES_ITS_NAME = Row("server_refuses_its_name", DOWN, COMMON).unless(*_NOT_BY_SERVER, sign.only_this_shape_is_cut)
_SHAPE_CUT = Row("our_shape_cut", unknown(Cause.PROTOCOL_FILTERED), COMMON).given(sign.another_shape_passes)
_BIG_PACKETS_LOST = Row("big_packets_lost", UNEXPLAINED, COMMON)
_ANSWERS_SWALLOWED = (
    Row("filter_that_swallows_answers", _ADDRESS_BLOCKED, UNCOMMON)
    .given(sign.all_was_acknowledged)
    .unless(sign.another_shape_passes)
    .rarer_if(*_OTHERWISE_SILENT)
)

NAME_CUT = Found(
    "name_cut",
    sign.name_is_cut,
    needs=_CONTRASTED,
    tells=(
        (Kind.NAME_CUT, all_of(sign.name_is_cut, without(sign.only_this_shape_is_cut))),
        (Kind.GREETING_CUT, sign.only_this_shape_is_cut),
        (Kind.NAME_CUT_ANYWHERE, sign.dies_at_unrelated_servers),
        (Kind.NAME_PASSES_ELSEWHERE, sign.passes_at_unrelated_servers),
        (Kind.SOME_ATTEMPTS_FAIL, sign.name_passes_repeatedly),
    ),
).explained_by(
    _FILTER,
    _REFUSES_ITS_NAME.given(sign.passes_at_unrelated_servers),
    Row("server_hangs_up", DOWN, RARE).unless(
        *_NOT_BY_SERVER, sign.passes_at_unrelated_servers, sign.only_this_shape_is_cut
    ),
    Row("name_filtered_at_times", unknown(Cause.NAME_FILTERED), COMMON)
    .given(sign.name_passes_at_times)
    .rarer_if(sign.name_passed_once),
    Row("server_drops_some", UNEXPLAINED, UNCOMMON)
    .given(sign.name_passes_at_times)
    .unless(sign.neutral_names_always_pass),
    _SHAPE_CUT.given(sign.only_this_shape_is_cut).unless(sign.app_handshake_is_cut),
    replace(_ANSWERS_SWALLOWED, says=_NAME_FILTERED, less=()),
    Row("passed_by_luck", UNEXPLAINED, UNCOMMON)
    .given(sign.only_this_shape_is_cut)
    .unless(sign.another_shape_passes_repeatedly),
    Row("name_filtered_in_this_shape", _NAME_FILTERED, UNCOMMON)
    .given(sign.only_this_shape_is_cut)
    .unless(sign.app_handshake_passes),
    replace(_BIG_PACKETS_LOST, prior=RARE)
    .given(sign.all_were_silent)
    .unless(sign.neutral_handshake_is_whole, sign.small_handshake_dies),
    every=_RIVALS,
)
NAME_REFUSED = Found(
    "name_refused",
    sign.name_is_refused,
    Kind.NAME_CUT,
    needs=_CONTRASTED,
    tells=(
        (Kind.NAME_CUT_ANYWHERE, sign.dies_at_unrelated_servers),
        (Kind.NAME_PASSES_ELSEWHERE, sign.passes_at_unrelated_servers),
    ),
).explained_by(_FILTER, _REFUSES_ITS_NAME, every=_RIVALS)
RESIDUAL_CENSORSHIP = Found(
    "residual_censorship",
    all_of(sign.nothing_passes_after_the_name, sign.dies_at_unrelated_servers),
    needs=FAILED,
    tells=(
        (Kind.NAME_CUT_ANYWHERE, sign.dies_at_unrelated_servers),
        (Kind.ADDRESS_SILENT, sign.nothing_passes_after_the_name),
    ),
).explained_by(replace(_FILTER, proof=None), Row("address_blocked", _ADDRESS_BLOCKED, UNCOMMON), every=_RIVALS)
LARGE_PACKETS_LOST = Found(
    "large_packets_lost", sign.larger_packets_are_lost, Kind.BIG_PACKETS_LOST, needs=_CONTRASTED
).explained_by(_BIG_PACKETS_LOST, replace(_SHAPE_CUT, prior=UNCOMMON))
_HANGS = (
    Row("service_hangs", DOWN, COMMON)
    .unless(
        sign.nothing_was_acknowledged,
        sign.any_was_reset,
        sign.ended_from_nearby,
        sign.another_shape_passes,
        sign.phone_handshake_passes,
    )
    .rarer_if(sign.several_places_hang, sign.plain_request_passes)
)
"""Each sign that makes it rarer has a source, read 2026-11-30.

Telegram's outages took out one group of servers, and people elsewhere got through (29 April 2018, "one of the Telegram
server clusters": en.azvision.az/news/85751). A server that answers plain requests on the same port tells protocols
apart by their first bytes, so one that hangs answers neither (core.telegram.org/mtproto/mtproto-transports).
"""
_HANGS_UP = (
    Row("server_hangs_up", DOWN, UNCOMMON)
    .given(sign.any_was_reset)
    .unless(sign.ended_from_nearby, sign.another_shape_passes, sign.phone_handshake_passes)
)
_ACCEPTED_NEARBY = Row("accepted_nearby", UNEXPLAINED, COMMON).given(
    all_of(sign.all_was_acknowledged, sign.accepted_nearby)
)
_OF_THE_SERVICE = (OUTAGE_REPORTED, CLOSED_TO_ABROAD, OPERATOR_DOWN)
SILENT_TO_ANY_NAME = Found(
    "silent_to_any_name",
    sign.handshakes_are_cut,
    needs=_CONTRASTED,
    tells=(
        (Kind.GREETING_CUT, sign.all_was_acknowledged),
        (Kind.ADDRESS_SILENT, all_of(sign.handshakes_are_cut, without(sign.all_was_acknowledged))),
    ),
).explained_by(
    Row("address_blocked", _ADDRESS_BLOCKED, COMMON)
    .unless(sign.another_shape_passes, sign.all_was_acknowledged)
    .rarer_if(*_OTHERWISE_SILENT)
    .proved_by(sign.ended_from_nearby),
    _HANGS,
    _HANGS_UP,
    _ACCEPTED_NEARBY,
    _ANSWERS_SWALLOWED,
    *_OF_THE_SERVICE,
    _SHAPE_CUT,
    _BIG_PACKETS_LOST.given(sign.another_shape_passes).unless(sign.small_packets_fare_no_better),
    Row("passed_by_luck", UNEXPLAINED, COMMON)
    .given(sign.another_shape_passes)
    .unless(sign.another_shape_passes_repeatedly),
    every=_RIVALS,
)
GREETING_CUT = Found(
    "greeting_cut",
    sign.app_protocol_is_cut,
    Kind.GREETING_CUT,
    needs=FAILED,
    tells=((Kind.PHONE_HELLO_PASSES, sign.phone_handshake_passes),),
).explained_by(
    Row("protocol_filtered", blocked(Cause.PROTOCOL_FILTERED), COMMON)
    .unless(sign.nothing_else_passes, all_of(sign.all_was_acknowledged, without(sign.plain_request_passes)))
    .rarer_if(service.outage_is_reported)
    .proved_by(any_of(sign.ended_from_nearby, all_of(sign.was_swallowed, sign.plain_request_passes))),
    Row("address_blocked", _ADDRESS_BLOCKED, COMMON)
    .unless(sign.phone_handshake_passes, sign.plain_request_passes, sign.all_was_acknowledged)
    .rarer_if(without(sign.nothing_else_passes), *_OTHERWISE_SILENT),
    _HANGS,
    _HANGS_UP.rarer_if(sign.plain_request_passes, line.sibling_lives),
    _ACCEPTED_NEARBY,
    _ANSWERS_SWALLOWED,
    *_OF_THE_SERVICE,
    Row("transparent_proxy", UNEXPLAINED, UNCOMMON).unless(
        sign.is_inside_tls, sign.was_swallowed, sign.accepted_from_afar
    ),
    Row("app_changed", UNEXPLAINED, UNCOMMON)
    .given(sign.speaks_its_own_protocol)
    .unless(sign.was_swallowed, sign.ended_from_nearby, sign.same_protocol_lives, sign.phone_handshake_is_cut),
    every=_RIVALS,
)
PAGE_INSTEAD = Found("page_instead", sign.another_host_answers, Kind.PAGE_INSTEAD, needs=FAILED).explained_by(
    Row("block_page", blocked(Cause.BLOCK_PAGE), COMMON).unless(certificates.network_is_intercepted),
    Row("intercepted", unknown(Cause.INTERCEPTED), COMMON).given(certificates.network_is_intercepted),
    Row("proxy_with_error", UNEXPLAINED, COMMON)
    .unless(certificates.network_is_intercepted)
    .rarer_if(line.controls_answer),
    Row("impostor", UNEXPLAINED, UNCOMMON).unless(certificates.network_is_intercepted),
    every=_RIVALS,
)
BROWSER_HELLO_CUT = Found(
    "browser_hello_cut",
    sign.app_handshake_is_cut,
    Kind.GREETING_CUT,
    needs=(line.app_was_answered,),
    tells=((Kind.GREETING_ANSWERED, line.app_was_answered),),
).explained_by(
    Row("browser_shape_cut", unknown(Cause.PROTOCOL_FILTERED), COMMON),
    Row("app_changed", WORKS, UNCOMMON).given(sign.app_shape_is_in_doubt),
    Row("by_chance", WORKS, UNCOMMON).unless(sign.app_handshake_is_not_cut_by_chance),
    Row("other_way", WORKS, RARE),
)
"""Our own ClientHello is answered. Some filters look only for a browser's shape (XTLS/Xray-core#6293)."""
