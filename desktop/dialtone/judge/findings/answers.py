"""Findings about what was answered: that it works, that it comes and goes, and trouble of the service itself."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, all_of, any_of, together
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.every import EVERY
from dialtone.judge.findings.service import OUTAGE_REPORTED
from dialtone.judge.findings.speed import LOSES_ON_ITS_WAY
from dialtone.judge.signs import answers as sign
from dialtone.judge.signs import handshakes, line, service, speed
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

H = Hypothesis[EndpointCase]
WORKS = Claim(FunctionStatus.WORKS)
_SLOW, _SLOW_BY_NAME = (Claim(FunctionStatus.SLOW, cause) for cause in (Cause.UNEXPLAINED, Cause.NAME_FILTERED))
_DOWN = Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN)
_STOPS = Claim(FunctionStatus.UNKNOWN, Cause.FROZEN)
_REFUSES = Claim(FunctionStatus.UNKNOWN, Cause.SERVICE_REFUSES)


def _blocked(cause: Cause) -> Claim:
    return Claim(FunctionStatus.BLOCKED, cause)


REFUSES_TO_SERVE = Finding[EndpointCase](
    "service_refuses",
    Layer.SERVICE,
    seen=sign.all_web_servers_refuse,
    needs=(line.controls_answer,),
    tells=((EvidenceKind.SERVICE_REFUSES, sign.all_web_servers_refuse),),
    may_be=(
        H("refused_here", _REFUSES, Prior.COMMON, less=(service.serves_one_country,), ask="the same past a tunnel"),
        H("refuses_tunnel", UNEXPLAINED, Prior.UNCOMMON, needs=sign.leaves_by_tunnel, ask="the same past the tunnel"),
        H("refuses_abroad", UNEXPLAINED, Prior.UNCOMMON, needs=service.serves_one_country),
        H("block_page", _blocked(Cause.UNEXPLAINED), Prior.RARE),
    ),
    in_common=_REFUSES,
)
"""A filter on the way cannot have said it, unless it has the service's own certificate."""

COMES_AND_GOES = Finding[EndpointCase](
    "intermittent",
    Layer.PROTOCOL,
    seen=sign.comes_and_goes,
    tells=(
        (EvidenceKind.SOME_ATTEMPTS_FAIL, sign.comes_and_goes),
        (EvidenceKind.LOSSY_LINE, speed.packets_lost_on_its_way),
    ),
    may_be=together(
        EVERY,
        H(
            "name_filtered",
            _blocked(Cause.NAME_FILTERED),
            Prior.COMMON,
            needs=all_of(sign.next_to_nothing_passes, sign.cut_at_its_name_alone),
        ),
        H(
            "address_blocked",
            _blocked(Cause.ADDRESS_BLOCKED),
            Prior.COMMON,
            needs=all_of(sign.next_to_nothing_passes, sign.cut_at_connecting),
        ),
        H(
            "protocol_filtered",
            _blocked(Cause.PROTOCOL_FILTERED),
            Prior.COMMON,
            needs=all_of(sign.next_to_nothing_passes, sign.cut_in_its_own_protocol),
        ),
        H(
            "handshakes_blocked",
            _blocked(Cause.UNEXPLAINED),
            Prior.COMMON,
            needs=all_of(sign.next_to_nothing_passes, sign.cut_at_the_handshake),
            out=(sign.cut_at_its_name_alone,),
        ),
        H(
            "name_filtered_at_times",
            _SLOW_BY_NAME,
            Prior.COMMON,
            needs=sign.cut_at_its_name_alone,
            out=(sign.next_to_nothing_passes, speed.packets_lost_on_its_way),
        ),
        H(
            "by_share",
            _SLOW,
            Prior.COMMON,
            out=(sign.next_to_nothing_passes, sign.cut_at_its_name_alone, speed.packets_lost_on_its_way),
            ask="eight more tries, and as many with a neutral name",
        ),
        H(
            "lossy_line",
            Claim(FunctionStatus.SLOW, Cause.THROTTLED),
            Prior.UNCOMMON,
            needs=sign.cut_by_silence,
            out=(sign.neutral_names_pass_there,),
            ask="what the system had to send again",
        ),
        *LOSES_ON_ITS_WAY,
        H(
            "server_had_enough",
            Claim(FunctionStatus.SLOW, Cause.SERVICE_DOWN),
            Prior.RARE,
            out=(sign.neutral_names_pass_there,),
        ),
        H("by_chance", UNEXPLAINED, Prior.UNCOMMON, out=(line.share_is_not_by_chance,)),
        H(
            "line_fails_alike",
            UNEXPLAINED,
            Prior.COMMON,
            needs=line.share_is_the_lines,
            out=(line.share_is_not_by_chance,),
            ask="eight more tries at one neutral site",
        ),
    ),
    in_common=_SLOW,
)
"""Where one of many passes, it does not work; where one of many fails, it does (`greeting_answered`)."""

ONLY_CONNECTS = Finding[EndpointCase](
    "only_connects",
    Layer.ADDRESS,
    seen=sign.only_connects,
    needs=(line.app_was_answered,),
    tells=((EvidenceKind.ONLY_CONNECTS, sign.only_connects),),
    may_be=(
        H("works", WORKS, Prior.COMMON),
        H("taken_by_a_box", UNEXPLAINED, Prior.COMMON, ask="a port that nobody listens on, at that address"),
    ),
    in_common=WORKS,
)

OTHER_SERVER = Finding[EndpointCase](
    "other_server",
    Layer.SERVICE,
    seen=sign.text_is_not_a_servers,
    needs=(line.app_was_answered,),
    tells=((EvidenceKind.UNPROVED, sign.text_is_not_a_servers),),
    may_be=(
        H("another_site", UNEXPLAINED, Prior.COMMON, ask="whose site it is"),
        H("says_it_otherwise", WORKS, Prior.COMMON, ask="what this version of the server says"),
    ),
)

STOPPED_LATER = Finding[EndpointCase](
    "stopped_later",
    Layer.PROTOCOL,
    seen=sign.stopped_later,
    needs=(line.app_was_answered,),
    tells=(
        (EvidenceKind.STOPPED_LATER, sign.stopped_later),
        (EvidenceKind.LOSSY_LINE, speed.packets_lost_on_its_way),
    ),
    may_be=(
        H("dies_later", _blocked(Cause.FROZEN), Prior.COMMON, out=(speed.packets_lost_on_its_way,)),
        H("line_stops", _STOPS, Prior.COMMON, out=(sign.control_lasted,), ask="a neutral connection, kept beside it"),
        H("forgotten_on_the_way", _STOPS, Prior.COMMON, out=(sign.control_lasted,), ask="the same at a neutral site"),
        H("just_woke", _STOPS, Prior.UNCOMMON, out=(sign.control_lasted,), ask="the same at a neutral site"),
        H("ends_quiet_connections", WORKS, Prior.COMMON, out=(sign.nothing_arrived,), ask="the same once more"),
        H("server_stops", _DOWN, Prior.RARE, ask="the same with a neutral name"),
        *LOSES_ON_ITS_WAY,
    ),
    in_common=_STOPS,
)
"""A server that ends a connection says so; one that is gone does not. What the line, a router that forgets, or a sleep
of this computer does, it does to a neutral connection beside it as well."""

ANSWERED = Finding[EndpointCase](
    "greeting_answered",
    Layer.PROTOCOL,
    seen=line.app_was_answered,
    tells=(
        (EvidenceKind.GREETING_ANSWERED, line.app_was_answered),
        (EvidenceKind.NATIONAL_ROOT, sign.national_root_alone),
        (EvidenceKind.SOME_ATTEMPTS_FAIL, sign.some_tries_failed),
        (EvidenceKind.LOSSY_LINE, speed.packets_lost_on_its_way),
        (EvidenceKind.GREETING_CUT, handshakes.phone_handshake_is_cut),
        (EvidenceKind.BYPASS_TOOL, line.tunnel_is_split),
    ),
    may_be=(
        H("works", WORKS, Prior.COMMON, out=(speed.packets_lost_on_its_way,), proof=line.app_was_answered),
        H(
            "by_share",
            _SLOW,
            Prior.UNCOMMON,
            needs=any_of(sign.some_tries_failed, sign.something_is_cut_here),
            out=(sign.every_try_passed,),
            ask="eight more tries",
        ),
        H(
            "handshakes_die",
            _SLOW,
            Prior.UNCOMMON,
            needs=sign.something_is_cut_here,
            out=(sign.many_tries_passed,),
            ask="eight more tries at one neutral site",
        ),
        *LOSES_ON_ITS_WAY,
        H(
            "too_short_to_tell",
            Claim(FunctionStatus.SLOW, Cause.THROTTLED),
            Prior.UNCOMMON,
            needs=sign.something_is_cut_here,
            out=(sign.page_came_fast, sign.short_exchanges_go_on),
            ask="twelve kilobytes of its own",
        ),
        H(
            "passes_at_first",
            _SLOW_BY_NAME,
            Prior.UNCOMMON,
            needs=sign.something_is_cut_here,
            out=(sign.many_tries_passed,),
            ask="eight more tries",
        ),
        H(
            "dies_later",
            _blocked(Cause.FROZEN),
            Prior.UNCOMMON,
            needs=any_of(sign.something_is_cut_here, sign.connection_ended),
            out=(sign.connection_lived,),
            ask="keep one connection open for ten seconds",
        ),
        H(
            "too_poor_for_calls",
            _SLOW,
            Prior.COMMON,
            needs=sign.relay_over_tcp,
            ask="how steadily a relay over TCP carries voice",
        ),
    ),
)
"""The app's own greeting was answered by a verified peer, at an address the app itself would use. Source: ADR 17."""

NOT_PROVED = Finding[EndpointCase](
    "unproved",
    Layer.PROTOCOL,
    seen=sign.nobody_proved,
    tells=((EvidenceKind.UNPROVED, sign.nobody_proved),),
    may_be=(
        H("impostor", _blocked(Cause.PROTOCOL_FILTERED), Prior.COMMON, ask="the same address with TLS"),
        H("new_key", WORKS, Prior.COMMON, ask="the app's newest version, and which key it brings"),
    ),
)

SERVER_TROUBLE = Finding[EndpointCase](
    "server_trouble",
    Layer.SERVICE,
    seen=sign.verified_server_errs_where_it_should_not,
    tells=(
        (EvidenceKind.SERVER_TROUBLE, sign.verified_server_errs_where_it_should_not),
        (EvidenceKind.SERVICE_ADMITS, service.outage_is_reported),
    ),
    may_be=(
        H("service_down", _DOWN, Prior.COMMON, proof=service.outage_is_reported, ask="its status page"),
        H(
            "our_request_wrong",
            UNEXPLAINED,
            Prior.RARE,
            out=(service.outage_is_reported,),
            ask="what a healthy server says to the same today",
        ),
        H(
            "passing_trouble",
            WORKS,
            Prior.RARE,
            out=(sign.error_repeated, service.outage_is_reported),
            ask="the same in a minute",
        ),
    ),
)
"""The verified server says so itself: the way there is free."""

ERROR_REACHED = Finding[EndpointCase](
    "error_reached",
    Layer.SERVICE,
    seen=sign.verified_server_errs,
    tells=(
        (EvidenceKind.SERVER_TROUBLE, sign.verified_server_errs),
        (EvidenceKind.SERVICE_ADMITS, service.outage_is_reported),
    ),
    may_be=(
        H("answers_everybody_so", WORKS, Prior.COMMON, less=(service.outage_is_reported,)),
        H("service_down", _DOWN, Prior.UNCOMMON, ask="its status page"),
        OUTAGE_REPORTED,
    ),
)

_ADMITTED = (EvidenceKind.SERVICE_ADMITS, service.outage_is_reported)
_OUTAGE_OR_CHANCE = (
    OUTAGE_REPORTED,
    H("by_chance", UNEXPLAINED, Prior.UNCOMMON, needs=service.outage_is_reported, ask="three more tries"),
)
NOT_ENOUGH = Finding[EndpointCase](
    "not_enough",
    Layer.SERVICE,
    seen=sign.something_was_tried,
    tells=(
        (EvidenceKind.NOT_ENOUGH, sign.something_was_tried),
        (EvidenceKind.BYPASS_TOOL, line.tunnel_is_split),
        _ADMITTED,
    ),
    may_be=_OUTAGE_OR_CHANCE,
)
NOT_TRIED = Finding[EndpointCase](
    "not_tried",
    Layer.SERVICE,
    seen=sign.nothing_was_tried,
    tells=((EvidenceKind.NOT_ENOUGH, sign.nothing_was_tried), _ADMITTED),
    may_be=_OUTAGE_OR_CHANCE,
    in_common=Claim(FunctionStatus.UNKNOWN),
)
