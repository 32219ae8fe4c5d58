"""Findings about speed: readings or uploads that are slow or stop on the path."""

from dialtone.judge.claims import DOWN, UNEXPLAINED, Claim, blocked, slow, unknown
from dialtone.judge.diagnosis import COMMON, RARE, UNCOMMON, all_of, without
from dialtone.judge.findings.every import FAILED, Found, Row
from dialtone.judge.signs import handshakes, line, service
from dialtone.judge.signs import speed as sign
from dialtone.model.vocabulary import Cause
from dialtone.model.vocabulary import EvidenceKind as Kind

_SLOWED, _LIMITED = slow(Cause.THROTTLED), slow(Cause.HOSTING_LIMITED)
_LATE = slow(Cause.SERVICE_DOWN)
_STOPPED = blocked(Cause.FROZEN)
_STOPS = unknown(Cause.FROZEN)

LOSES_ON_ITS_WAY = (
    Row("loses_on_its_way", _SLOWED, COMMON)
    .given(sign.packets_lost_on_its_way)
    .proved_by(sign.packets_lost_on_its_way),
    Row("passing_loss", UNEXPLAINED, COMMON).given(sign.packets_lost_on_its_way).unless(sign.loses_often),
    Row("service_overloaded", _LATE, RARE).given(sign.packets_lost_on_its_way),
)
"""Retransmissions counted by the system on the path to one messenger only: rows for anything that is answered there."""
_OVERLOADED = Row("service_overloaded", _LATE, RARE)
_THROTTLED = (
    Row("throttled", _SLOWED, COMMON).unless(service.operator_is_limited).proved_by(sign.neutral_name_is_prompt_there)
)
_OPERATOR_SLOWED = Row("hosting_limited", _LIMITED, COMMON).given(service.operator_is_limited)
_OPERATOR_FROZEN = Row("hosting_limited", blocked(Cause.HOSTING_LIMITED), COMMON).given(service.operator_is_frozen)
_TOLD_OF_OPERATOR = (Kind.OPERATOR_LIMITED, service.operator_is_limited)
_LOST = (Kind.LOSSY_LINE, sign.packets_lost_on_its_way)
_SILENT_SERVER = Row("server_stops", DOWN, COMMON).unless(sign.never_acknowledged)
"""It took what was sent and does not answer: on a system that does not report ACKs, that looks the same."""


def _frozen(says: Claim) -> Row:
    return Row("frozen", says, COMMON).unless(service.operator_is_frozen, sign.packets_lost_on_its_way)


READS_SLOWLY = Found(
    "slower_than_control",
    sign.reads_slowly,
    Kind.SLOWER_THAN_CONTROL,
    needs=(line.app_was_answered,),
    tells=(_TOLD_OF_OPERATOR,),
).explained_by(
    _THROTTLED,
    _OPERATOR_SLOWED,
    _OVERLOADED,
    Row("line_fails_alike", UNEXPLAINED, COMMON).unless(sign.reads_slowly),
    Row("this_computer", unknown(Cause.THIS_COMPUTER), COMMON).unless(sign.reads_slowly),
    Row("by_chance", UNEXPLAINED, UNCOMMON).given(sign.crept).unless(sign.crept_for_long),
    every=LOSES_ON_ITS_WAY,
)
"""Delays on this computer do not count, and neutral pages came fast at that moment: it is neither line nor computer."""

STOPS_AFTER_PACKETS = Found(
    "frozen_by_packets",
    sign.stops_after_packets,
    Kind.STOPS_EARLY,
    needs=(line.app_was_answered,),
    tells=(_LOST,),
    in_common=_STOPS,
).explained_by(
    _frozen(_STOPPED),
    _OPERATOR_FROZEN,
    Row("line_stops", _STOPS, COMMON).unless(sign.pieces_arrive_elsewhere),
    _SILENT_SERVER,
    *LOSES_ON_ITS_WAY,
)

STOPS_EARLY = Found(
    "frozen_early",
    sign.stops_early,
    Kind.STOPS_EARLY,
    needs=(line.app_was_answered,),
    tells=((Kind.OPERATOR_LIMITED, service.operator_is_frozen), _LOST),
    in_common=_STOPS,
).explained_by(
    _frozen(_STOPPED),
    _OPERATOR_FROZEN,
    Row("line_stops", _STOPS, COMMON).unless(sign.home_goes_on),
    Row("by_chance", _STOPS, COMMON).unless(sign.stops_repeatedly),
    Row("server_stops", DOWN, RARE),
    *LOSES_ON_ITS_WAY,
)

NOTHING_CAME_WHOLE = Found(
    "nothing_read_whole", sign.nothing_came_whole, Kind.NOT_ENOUGH, needs=(line.app_was_answered,), tells=(_LOST,)
).explained_by(
    _frozen(_STOPPED),
    Row("server_stops", DOWN, COMMON).unless(sign.packets_lost_on_its_way),
    Row("line_fails_alike", UNEXPLAINED, COMMON).unless(sign.packets_lost_on_its_way),
    *LOSES_ON_ITS_WAY,
)

CRAWLS = Found(
    "exchanges_crawl",
    sign.exchanges_crawl,
    Kind.SLOWER_THAN_CONTROL,
    needs=(line.app_was_answered,),
    tells=(_TOLD_OF_OPERATOR,),
).explained_by(
    _THROTTLED, _OPERATOR_SLOWED, Row("service_overloaded", _LATE, UNCOMMON), Row("by_chance", UNEXPLAINED, UNCOMMON)
)

SENDING_STOPS = Found(
    "sending_stops", sign.sending_stops, Kind.STOPS_EARLY, tells=(_LOST,), in_common=_STOPS
).explained_by(
    _frozen(slow(Cause.FROZEN)),
    Row("hosting_limited", _LIMITED, COMMON).given(service.operator_is_frozen),
    Row("line_stops", _STOPS, COMMON).unless(sign.sendings_arrive_elsewhere),
    _SILENT_SERVER,
    *LOSES_ON_ITS_WAY,
)

SENDS_SLOWLY = Found(
    "sending_slower_than_control", sign.sends_slowly, Kind.SLOWER_THAN_CONTROL, tells=(_TOLD_OF_OPERATOR,)
).explained_by(
    _THROTTLED, _OPERATOR_SLOWED, _OVERLOADED, Row("line_fails_alike", UNEXPLAINED, COMMON).unless(sign.sends_slowly)
)

SILENT_WHERE_PACKETS_ARE_LOST = Found(
    "silent_where_packets_are_lost",
    all_of(sign.packets_lost_on_its_way, line.nothing_but_silence, without(handshakes.dies_at_unrelated_servers)),
    needs=FAILED,
    tells=(_LOST,),
    in_common=unknown(Cause.THROTTLED),
).explained_by(
    Row("loses_on_its_way", unknown(Cause.THROTTLED), COMMON),
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON),
)
"""Packets are lost on the path to this messenger only: silence there is not yet a block."""
