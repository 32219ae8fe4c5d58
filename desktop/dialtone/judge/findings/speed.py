"""Findings about speed: what comes or arrives slowly, or stops on the way."""

from dialtone.judge.diagnosis import UNEXPLAINED, Claim, Finding, Hypothesis, Layer, all_of, without
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.service import DOWN
from dialtone.judge.signs import handshakes, line, service
from dialtone.judge.signs import speed as sign
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, Prior

H = Hypothesis[EndpointCase]
_SLOWED, _LIMITED, _LATE = (
    Claim(FunctionStatus.SLOW, cause) for cause in (Cause.THROTTLED, Cause.HOSTING_LIMITED, Cause.SERVICE_DOWN)
)
_STOPPED = Claim(FunctionStatus.BLOCKED, Cause.FROZEN)
_STOPS = Claim(FunctionStatus.UNKNOWN, Cause.FROZEN)

LOSES_ON_ITS_WAY = (
    H(
        "loses_on_its_way",
        _SLOWED,
        Prior.COMMON,
        needs=sign.packets_lost_on_its_way,
        proof=sign.packets_lost_on_its_way,
    ),
    H(
        "passing_loss",
        UNEXPLAINED,
        Prior.COMMON,
        needs=sign.packets_lost_on_its_way,
        out=(sign.loses_often,),
        ask="the same in a quiet minute",
    ),
    H("service_overloaded", _LATE, Prior.RARE, needs=sign.packets_lost_on_its_way, ask="its status page"),
)
"""What the system had to send again on the way to one messenger alone: rows for whatever is answered there."""
_OVERLOADED = H("service_overloaded", _LATE, Prior.RARE, ask="the same in a minute; the status page")
_THROTTLED = H(
    "throttled",
    _SLOWED,
    Prior.COMMON,
    out=(service.operator_is_limited,),
    proof=sign.neutral_name_is_prompt_there,
    ask="a page of another company that it has; a quiet minute",
)
_OPERATOR_SLOWED = H("hosting_limited", _LIMITED, Prior.COMMON, needs=service.operator_is_limited)
_OPERATOR_FROZEN = H(
    "hosting_limited",
    Claim(FunctionStatus.BLOCKED, Cause.HOSTING_LIMITED),
    Prior.COMMON,
    needs=service.operator_is_frozen,
)
_TOLD_OF_OPERATOR = (EvidenceKind.OPERATOR_LIMITED, service.operator_is_limited)
_LOST = (EvidenceKind.LOSSY_LINE, sign.packets_lost_on_its_way)


def _frozen(says: Claim) -> H:
    return H("frozen", says, Prior.COMMON, out=(service.operator_is_frozen, sign.packets_lost_on_its_way))


READS_SLOWLY = Finding[EndpointCase](
    "slower_than_control",
    Layer.SPEED,
    seen=sign.reads_slowly,
    needs=(line.app_was_answered,),
    tells=((EvidenceKind.SLOWER_THAN_CONTROL, sign.reads_slowly), _TOLD_OF_OPERATOR),
    may_be=(
        _THROTTLED,
        _OPERATOR_SLOWED,
        _OVERLOADED,
        H("line_fails_alike", UNEXPLAINED, Prior.COMMON, out=(sign.reads_slowly,)),
        H("this_computer", Claim(FunctionStatus.UNKNOWN, Cause.THIS_COMPUTER), Prior.COMMON, out=(sign.reads_slowly,)),
        H(
            "by_chance",
            UNEXPLAINED,
            Prior.UNCOMMON,
            needs=sign.crept,
            out=(sign.crept_for_long,),
            ask="read it once more",
        ),
    ),
)
"""What was late here is not counted, and neutral pages came fast at that moment: so it is neither line nor computer."""

STOPS_AFTER_PACKETS = Finding[EndpointCase](
    "frozen_by_packets",
    Layer.SPEED,
    seen=sign.stops_after_packets,
    needs=(line.app_was_answered,),
    tells=((EvidenceKind.STOPS_EARLY, sign.stops_after_packets), _LOST),
    may_be=(
        _frozen(_STOPPED),
        _OPERATOR_FROZEN,
        H("line_stops", _STOPS, Prior.COMMON, out=(sign.pieces_arrive_elsewhere,), ask="the same at a neutral site"),
        *LOSES_ON_ITS_WAY,
    ),
    in_common=_STOPS,
)

STOPS_EARLY = Finding[EndpointCase](
    "frozen_early",
    Layer.SPEED,
    seen=sign.stops_early,
    needs=(line.app_was_answered,),
    tells=(
        (EvidenceKind.STOPS_EARLY, sign.stops_early),
        (EvidenceKind.OPERATOR_LIMITED, service.operator_is_frozen),
        _LOST,
    ),
    may_be=(
        _frozen(_STOPPED),
        _OPERATOR_FROZEN,
        H("line_stops", _STOPS, Prior.COMMON, out=(sign.home_goes_on,), ask="a page at home, at the same moment"),
        H("by_chance", _STOPS, Prior.COMMON, out=(sign.stops_repeatedly,), ask="read it once more"),
        H("server_stops", DOWN, Prior.RARE, ask="the same with a neutral name"),
        *LOSES_ON_ITS_WAY,
    ),
    in_common=_STOPS,
)

NOTHING_CAME_WHOLE = Finding[EndpointCase](
    "nothing_read_whole",
    Layer.SPEED,
    seen=sign.nothing_came_whole,
    needs=(line.app_was_answered,),
    tells=((EvidenceKind.NOT_ENOUGH, sign.nothing_came_whole), _LOST),
    may_be=(
        _frozen(_STOPPED),
        H("server_stops", DOWN, Prior.COMMON, out=(sign.packets_lost_on_its_way,), ask="read it once more"),
        H("line_fails_alike", UNEXPLAINED, Prior.COMMON, out=(sign.packets_lost_on_its_way,), ask="a page at home"),
        *LOSES_ON_ITS_WAY,
    ),
)

CRAWLS = Finding[EndpointCase](
    "exchanges_crawl",
    Layer.SPEED,
    seen=sign.exchanges_crawl,
    needs=(line.app_was_answered,),
    tells=((EvidenceKind.SLOWER_THAN_CONTROL, sign.exchanges_crawl), _TOLD_OF_OPERATOR),
    may_be=(
        _THROTTLED,
        _OPERATOR_SLOWED,
        H("service_overloaded", _LATE, Prior.UNCOMMON, ask="the same in a minute; the status page"),
        H("by_chance", UNEXPLAINED, Prior.UNCOMMON, ask="the same once more"),
    ),
)

SENDING_STOPS = Finding[EndpointCase](
    "sending_stops",
    Layer.SPEED,
    seen=sign.sending_stops,
    tells=((EvidenceKind.STOPS_EARLY, sign.sending_stops), _LOST),
    may_be=(
        _frozen(Claim(FunctionStatus.SLOW, Cause.FROZEN)),
        H("hosting_limited", _LIMITED, Prior.COMMON, needs=service.operator_is_frozen),
        H("line_stops", _STOPS, Prior.COMMON, out=(sign.sendings_arrive_elsewhere,), ask="the same to a neutral site"),
        *LOSES_ON_ITS_WAY,
    ),
    in_common=_STOPS,
)

SENDS_SLOWLY = Finding[EndpointCase](
    "sending_slower_than_control",
    Layer.SPEED,
    seen=sign.sends_slowly,
    tells=((EvidenceKind.SLOWER_THAN_CONTROL, sign.sends_slowly), _TOLD_OF_OPERATOR),
    may_be=(
        _THROTTLED,
        _OPERATOR_SLOWED,
        _OVERLOADED,
        H("line_fails_alike", UNEXPLAINED, Prior.COMMON, out=(sign.sends_slowly,)),
    ),
)

SILENT_WHERE_PACKETS_ARE_LOST = Finding[EndpointCase](
    "silent_where_packets_are_lost",
    Layer.SPEED,
    seen=all_of(sign.packets_lost_on_its_way, line.nothing_but_silence, without(handshakes.dies_at_unrelated_servers)),
    needs=(line.controls_answer, line.has_repeated),
    tells=(_LOST,),
    may_be=(
        H("loses_on_its_way", Claim(FunctionStatus.UNKNOWN, Cause.THROTTLED), Prior.COMMON, ask="three more tries"),
        H(
            "address_blocked",
            Claim(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED),
            Prior.COMMON,
            ask="three more tries",
        ),
    ),
    in_common=Claim(FunctionStatus.UNKNOWN, Cause.THROTTLED),
)
"""Packets get lost on the way to this messenger alone: silence there is not yet a block."""
