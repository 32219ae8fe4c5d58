"""Findings about answers: the endpoint works, works at times, or its service is in trouble."""

from dialtone.judge.claims import DOWN, UNEXPLAINED, WORKS, Claim, blocked, slow, unknown
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, all_of, any_of
from dialtone.judge.findings.every import EVERY, OUTAGE_REPORTED, Found, Row
from dialtone.judge.findings.speed import LOSES_ON_ITS_WAY
from dialtone.judge.signs import answers as sign
from dialtone.judge.signs import handshakes, line, service, speed
from dialtone.model.vocabulary import Cause, FunctionStatus
from dialtone.model.vocabulary import EvidenceKind as Kind

_SLOW, _SLOW_BY_NAME = slow(Cause.UNEXPLAINED), slow(Cause.NAME_FILTERED)
_STOPS = unknown(Cause.FROZEN)
_REFUSES = unknown(Cause.SERVICE_REFUSES)

REFUSES_TO_SERVE = Found(
    "service_refuses",
    sign.all_web_servers_refuse,
    Kind.SERVICE_REFUSES,
    needs=(line.controls_answer,),
    in_common=_REFUSES,
).explained_by(
    Row("refused_here", _REFUSES, COMMON).rarer_if(service.serves_one_country),
    Row("refuses_tunnel", UNEXPLAINED, UNCOMMON).given(sign.leaves_by_tunnel),
    Row("refuses_abroad", UNEXPLAINED, UNCOMMON).given(service.serves_one_country),
    Row("block_page", blocked(Cause.UNEXPLAINED), RARE),
)
"""A filter on the path cannot have sent this, unless it has the service's own certificate."""

COMES_AND_GOES = Found(
    "intermittent",
    sign.comes_and_goes,
    Kind.SOME_ATTEMPTS_FAIL,
    tells=((Kind.LOSSY_LINE, speed.packets_lost_on_its_way),),
    in_common=_SLOW,
).explained_by(
    Row("name_filtered", blocked(Cause.NAME_FILTERED), COMMON).given(
        all_of(sign.next_to_nothing_passes, sign.cut_at_its_name_alone)
    ),
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON).given(
        all_of(sign.next_to_nothing_passes, sign.cut_at_connecting)
    ),
    Row("protocol_filtered", blocked(Cause.PROTOCOL_FILTERED), COMMON).given(
        all_of(sign.next_to_nothing_passes, sign.cut_in_its_own_protocol)
    ),
    Row("handshakes_blocked", blocked(Cause.UNEXPLAINED), COMMON)
    .given(all_of(sign.next_to_nothing_passes, sign.cut_at_the_handshake))
    .unless(sign.cut_at_its_name_alone),
    Row("name_filtered_at_times", _SLOW_BY_NAME, COMMON)
    .given(sign.cut_at_its_name_alone)
    .unless(sign.next_to_nothing_passes, speed.packets_lost_on_its_way),
    Row("by_share", _SLOW, COMMON).unless(
        sign.next_to_nothing_passes, sign.cut_at_its_name_alone, speed.packets_lost_on_its_way
    ),
    Row("lossy_line", slow(Cause.THROTTLED), UNCOMMON).given(sign.cut_by_silence).unless(sign.neutral_names_pass_there),
    *LOSES_ON_ITS_WAY,
    Row("server_had_enough", slow(Cause.SERVICE_DOWN), RARE).unless(sign.neutral_names_pass_there),
    Row("by_chance", UNEXPLAINED, UNCOMMON).unless(line.share_is_not_by_chance),
    Row("line_fails_alike", UNEXPLAINED, COMMON).given(line.share_is_the_lines).unless(line.share_is_not_by_chance),
    every=EVERY,
)
"""If one of many tries passes, it does not work; if one of many fails, it does (`greeting_answered`)."""

ONLY_CONNECTS = Found(
    "only_connects", sign.only_connects, Kind.ONLY_CONNECTS, needs=(line.app_was_answered,), in_common=WORKS
).explained_by(Row("works", WORKS, COMMON), Row("taken_by_a_box", UNEXPLAINED, COMMON))

OTHER_SERVER = Found(
    "other_server", sign.text_is_not_a_servers, Kind.UNPROVED, needs=(line.app_was_answered,)
).explained_by(Row("another_site", UNEXPLAINED, COMMON), Row("says_it_otherwise", WORKS, COMMON))

STOPPED_LATER = Found(
    "stopped_later",
    sign.stopped_later,
    Kind.STOPPED_LATER,
    needs=(line.app_was_answered,),
    tells=((Kind.LOSSY_LINE, speed.packets_lost_on_its_way),),
    in_common=_STOPS,
).explained_by(
    Row("dies_later", blocked(Cause.FROZEN), COMMON).unless(speed.packets_lost_on_its_way),
    Row("line_stops", _STOPS, COMMON).unless(sign.control_lasted),
    Row("forgotten_on_the_way", _STOPS, COMMON).unless(sign.control_lasted),
    Row("just_woke", _STOPS, UNCOMMON).unless(sign.control_lasted),
    Row("ends_quiet_connections", WORKS, COMMON).unless(sign.nothing_arrived),
    Row("server_stops", DOWN, RARE),
    *LOSES_ON_ITS_WAY,
)
"""A server that ends a connection says so; one that is gone does not.

Whatever the line, a forgetful router or a sleeping computer does, it does to a neutral connection at the same time as
well.
"""

ANSWERED = Found(
    "greeting_answered",
    line.app_was_answered,
    Kind.GREETING_ANSWERED,
    tells=(
        (Kind.NATIONAL_ROOT, sign.national_root_alone),
        (Kind.SOME_ATTEMPTS_FAIL, sign.some_tries_failed),
        (Kind.LOSSY_LINE, speed.packets_lost_on_its_way),
        (Kind.GREETING_CUT, handshakes.phone_handshake_is_cut),
        (Kind.BYPASS_TOOL, line.tunnel_is_split),
    ),
).explained_by(
    Row("works", WORKS, COMMON).unless(speed.packets_lost_on_its_way).proved_by(line.app_was_answered),
    Row("by_share", _SLOW, UNCOMMON)
    .given(any_of(sign.some_tries_failed, sign.something_is_cut_here))
    .unless(sign.every_try_passed),
    Row("handshakes_die", _SLOW, UNCOMMON).given(sign.something_is_cut_here).unless(sign.many_tries_passed),
    *LOSES_ON_ITS_WAY,
    Row("too_short_to_tell", slow(Cause.THROTTLED), COMMON)
    .given(sign.something_is_cut_here)
    .unless(sign.page_came_fast, sign.short_exchanges_go_on, sign.its_pages_came_fast),
    Row("passes_at_first", _SLOW_BY_NAME, UNCOMMON).given(sign.something_is_cut_here).unless(sign.many_tries_passed),
    Row("dies_later", blocked(Cause.FROZEN), UNCOMMON)
    .given(any_of(sign.something_is_cut_here, sign.connection_ended))
    .unless(sign.connection_lived),
    Row("too_poor_for_calls", _SLOW, COMMON).given(sign.relay_over_tcp),
)
"""A verified peer answered the app's own greeting, at an address that the app itself would use. Source: ADR 17."""

NOT_PROVED = Found("unproved", sign.nobody_proved, Kind.UNPROVED).explained_by(
    Row("impostor", blocked(Cause.PROTOCOL_FILTERED), COMMON), Row("new_key", WORKS, COMMON)
)

SERVER_TROUBLE = Found(
    "server_trouble",
    sign.verified_server_errs_where_it_should_not,
    Kind.SERVER_TROUBLE,
    tells=((Kind.SERVICE_ADMITS, service.outage_is_reported),),
).explained_by(
    Row("service_down", DOWN, COMMON).proved_by(service.outage_is_reported),
    Row("our_request_wrong", UNEXPLAINED, RARE).unless(service.outage_is_reported),
    Row("passing_trouble", WORKS, RARE).unless(sign.error_repeated, service.outage_is_reported),
)
"""The verified server says so itself: the path to it is open."""

ERROR_REACHED = Found(
    "error_reached",
    sign.verified_server_errs,
    Kind.SERVER_TROUBLE,
    tells=((Kind.SERVICE_ADMITS, service.outage_is_reported),),
).explained_by(
    Row("answers_everybody_so", WORKS, COMMON).rarer_if(service.outage_is_reported),
    Row("service_down", DOWN, UNCOMMON),
    OUTAGE_REPORTED,
)

_ADMITTED = (Kind.SERVICE_ADMITS, service.outage_is_reported)
_OUTAGE_OR_CHANCE = (OUTAGE_REPORTED, Row("by_chance", UNEXPLAINED, UNCOMMON).given(service.outage_is_reported))
NOT_ENOUGH = Found(
    "not_enough", sign.something_was_tried, Kind.NOT_ENOUGH, tells=((Kind.BYPASS_TOOL, line.tunnel_is_split), _ADMITTED)
).explained_by(*_OUTAGE_OR_CHANCE)
NOT_TRIED = Found(
    "not_tried", sign.nothing_was_tried, Kind.NOT_ENOUGH, tells=(_ADMITTED,), in_common=Claim(FunctionStatus.UNKNOWN)
).explained_by(*_OUTAGE_OR_CHANCE)
