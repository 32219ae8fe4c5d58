"""Handshakes that die: at the messenger's name, at the shape of a first message, or whatever is sent."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, completed
from dialtone.judge.diagnosis import COMMON, DOWN, RARE, UNCOMMON, UNEXPLAINED, WORKS, blocked, slow, unknown
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.endpoint.servers import is_sooner
from dialtone.judge.findings import certificates, innocent
from dialtone.judge.findings.innocent import Found, Row
from dialtone.judge.kinds import APP_HANDSHAKE, CUT, OWN_PROTOCOLS, RAW_WIRES
from dialtone.judge.signs import Seen, all_of, any_of, by_address, by_block, if_all, if_at_several, if_repeated, without
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.thresholds import CLOSE_SECONDS, EVERY_HELLO, FROM_AFAR_SHARE, REPEATED, SHARE_RARE
from dialtone.model.vocabulary import Cause, Failure, Step, Variant, Wire
from dialtone.model.vocabulary import EvidenceKind as Kind

_CUT_OR_ALERT = CUT | {Failure.ALERT}


def _find_survivor(attempt: Attempt, case: EndpointCase) -> Attempt | None:
    """Return a neutral attempt that survived where one with the name died, at an unrelated server; None if none did."""
    may_be_lost = attempt.is_silent and case.network.lossy
    if attempt.last.step is not Step.TLS or may_be_lost or not _is_dead(attempt, case):
        return None
    # An alert answers a neutral name as well as a completed handshake does, unless the other one died by an alert.
    survives_with = (None,) if attempt.failure is Failure.ALERT else (None, Failure.ALERT)
    contrasts = (t for t in case.messenger.neutral_elsewhere if t.address == attempt.address and t.find(Step.TLS))
    return next((t for t in contrasts if t.failure in survives_with), None)


def _is_dead(attempt: Attempt, case: EndpointCase) -> bool:
    """Return whether a handshake was cut, or met an alert that a neutral name at the same address did not."""
    if attempt.failure is not Failure.ALERT:
        return attempt.failure in CUT
    neutral = case.messenger.neutral_elsewhere
    return not any(t.address == attempt.address and t.failure is Failure.ALERT for t in neutral)


def name_dies_at_unrelated_servers(case: EndpointCase) -> Seen:
    """At two unrelated servers its name dies while a neutral one survives, and it passes at none. Source: ADR 16."""
    survivors = {t: _find_survivor(t, case) for t in case.messenger.name_elsewhere}
    dead = if_at_several([t for t in survivors if survivors[t]], by_address, REPEATED)
    if not dead or name_passes_at_unrelated_servers(case):
        return ()
    return (*dead, *filter(None, survivors.values()))


def name_passes_at_unrelated_servers(case: EndpointCase) -> Seen:
    """A server unrelated to the messenger received its name and answered, other than by an alert for that name."""
    return [t for t in case.messenger.name_elsewhere if t.find(Step.TLS) is not None and not _is_dead(t, case)]


def name_passes_repeatedly(case: EndpointCase) -> Seen:
    """Two later handshakes with the same name passed at the same server, and not just two of many."""
    if case.tries.seldom_passes or len(case.tries.passed) < REPEATED:
        return ()
    return (*case.tries.passed, *case.ended(CUT, Step.TLS))


def reset_and_passes_nowhere(case: EndpointCase) -> Seen:
    """Connections with the name were repeatedly reset, and no server is known where the name passes."""
    return () if name_passes_at_unrelated_servers(case) else if_repeated(case.ended({Failure.RESET}))


def all_was_acknowledged(case: EndpointCase) -> Seen:
    """The peer, and not a box nearby, acknowledged everything that it left unanswered, repeatedly. Source: ADR 11."""
    if case.control_results.connects_are_local or accepted_on_the_way(case):
        return ()
    acknowledged = if_repeated(if_all(case.cut_off, lambda t: t.is_silent and t.delivered))
    return (*acknowledged, *case.contrasts) if acknowledged else ()


def accepted_nearby(case: EndpointCase) -> Seen:
    """A connection was established sooner than one to a site abroad can be: a box on the path may have accepted it."""
    abroad = case.messenger.distances.abroad
    tried = (*case.cut_off, *case.contrasts)
    return [t for t in tried if t.connect_seconds and is_sooner(t.connect_seconds, abroad)]


def accepted_on_the_way(case: EndpointCase) -> Seen:
    """In several address blocks connections to the messenger were accepted sooner than its servers there could do it.

    A box on the path did that. Looked for where a connection to this server was accepted nearby. Compared with the
    fastest connection to a server that answered among the same 256 addresses or, where none did, to its company.
    """
    if not accepted_nearby(case):
        return ()
    connected = [t for t in case.messenger.attempts if t.connect_seconds]
    answered = completed(connected)
    sooner = [t for t in connected if is_sooner(t.connect_seconds, _round_trip_beside(t, answered, case))]
    return if_at_several(sooner, by_block, REPEATED)


def _round_trip_beside(attempt: Attempt, answered: Sequence[Attempt], case: EndpointCase) -> float:
    """Return the seconds of the fastest connection to `answered` servers beside it, else to its company; 0 if none."""
    beside = [t.connect_seconds for t in answered if t.place == attempt.place]
    return min(beside) if beside else case.control_results.round_trip_to_company(attempt.address)


def servers_hang_in_several_networks(case: EndpointCase) -> Seen:
    """In several address blocks at once, its servers acknowledge data but never answer, and nothing answers there.

    Not if in a further block one server hangs and another one answers, unless the service is known to be up: the app's
    own protocol is answered elsewhere.
    """
    answering = case.messenger.living_blocks
    acknowledging = {t.block for t in case.messenger.server_attempts() if t.delivered}
    if len(acknowledging - answering) < REPEATED:
        return False
    is_service_up = bool(app_speaks_its_own_protocol(case) and same_protocol_is_answered(case))
    return is_service_up or acknowledging.isdisjoint(answering)


def same_protocol_is_answered(case: EndpointCase) -> Seen:
    """Another server of the messenger answered the same first message, inside TLS or elsewhere."""
    same_step = [e for e in case.messenger.endpoints if APP_HANDSHAKE[e.wire] is APP_HANDSHAKE[case.endpoint.wire]]
    return [t for e in same_step for t in case.check.conclusive.attempts_at(e) if t.answered(e.wire)]


def same_protocol_comes_and_goes(case: EndpointCase) -> Seen:
    """Where the same first message passes at servers of the messenger, it is also repeatedly cut; over a fifth pass."""
    same_wire = [e for e in case.messenger.endpoints if e.wire is case.endpoint.wire]
    tries = case.check.conclusive.attempts(same_wire, Variant.APP, Variant.AGAIN)
    passed = [t for t in tries if t.answered(case.endpoint.wire)]
    passed_at = {t.target for t in passed}
    cut = [t for t in tries if t.target in passed_at and t.ended(APP_HANDSHAKE[case.endpoint.wire], CUT)]
    return if_repeated(cut) if len(passed) > SHARE_RARE * (len(passed) + len(cut)) else ()


def app_handshake_is_cut(case: EndpointCase) -> Seen:
    """The app's own ClientHello to the same server was never answered, in three tries or more. Source: ADR 25, 58."""
    return if_repeated(if_all(case.app_hello, lambda t: t.ended(Step.TLS, CUT)), EVERY_HELLO)


def nothing_was_acknowledged(case: EndpointCase) -> Seen:
    """Nothing sent to that address was acknowledged, repeatedly: a live server acknowledges data. Source: ADR 11."""
    any_acknowledged = any(t.delivered for t in (*case.cut_off, *case.contrasts, *case.other_hello))
    if any_acknowledged or case.control_results.connects_are_local:
        return ()
    return if_repeated(t for t in case.cut_off if t.is_swallowed)


def only_this_shape_is_cut(case: EndpointCase) -> Seen:
    """The same name passes at the same server in a first message of another shape, and ours never did."""
    in_another_shape = completed(case.other_hello)
    if case.tries.passed or not in_another_shape:
        return ()
    return (*case.ended(CUT, Step.TLS), *in_another_shape)


data_was_swallowed: EndpointSign = lambda c: if_repeated(t for t in c.ended(_CUT_OR_ALERT) if t.is_swallowed)
"""Data was repeatedly neither answered nor acknowledged, as a live server does (RFC 9293, 3.8.6.3). Source: ADR 11."""
ended_from_nearby: EndpointSign = lambda c: c.if_from_nearby([t for t in c.ended(_CUT_OR_ALERT) if not t.is_silent])
"""The connections ended too soon for the server: repeatedly, in less than half of its round trip. Source: ADR 8."""
another_shape_passes: EndpointSign = lambda c: completed(c.other_hello)
"""The same name at the same server completed a handshake with a first message of another shape."""
another_shape_passes_repeatedly: EndpointSign = lambda c: not c.network.lossy and if_repeated(completed(c.other_hello))
"""Two handshakes of another shape completed: that is no luck, unless the line loses or queues packets."""
connection_was_reset: EndpointSign = lambda c: [t for t in (*c.cut_off, *c.contrasts) if t.failure is Failure.RESET]
"""A connection was reset, while a server that hangs sends nothing at all."""
plain_request_passes: EndpointSign = lambda c: completed(c.contrasts)
"""A plain request to the same address was answered."""
app_speaks_its_own_protocol: EndpointSign = lambda c: c.endpoint.wire in OWN_PROTOCOLS
"""The app uses its own protocol there, which may have changed since the catalogue was written."""
phone_handshake_passes: EndpointSign = lambda c: completed(c.attempts(Variant.PHONE_HELLO))
"""WhatsApp's first message on phones, which differs in one byte, was answered, and that of the Mac was not. Source:
Auties00/Cobalt@6b60863 WhatsAppClient.java (MOBILE_VERSION 5, WEB_VERSION 6)."""
_AT_UNRELATED_SERVERS = (
    (Kind.NAME_CUT_ANYWHERE, name_dies_at_unrelated_servers),
    (Kind.NAME_PASSES_ELSEWHERE, name_passes_at_unrelated_servers),
)
_CUT_ON_THE_WAY = (name_dies_at_unrelated_servers, ended_from_nearby)
NOT_BY_SERVER = (*_CUT_ON_THE_WAY, data_was_swallowed)

# Neither chance nor the line cuts a name at unrelated servers, or ends connections sooner than the server could. An
# address that is out of date in the catalogue is no explanation if no server, this one or another, can have done it.
_EXCLUDED_BY = {"by_chance": _CUT_ON_THE_WAY, "line_fails_alike": _CUT_ON_THE_WAY, "catalogue_old": NOT_BY_SERVER}
_INNOCENT_REASONS = tuple(h.unless(*_EXCLUDED_BY.get(h.id, ())) for h in innocent.INNOCENT_REASONS)

# The proof excludes the server itself: the name dies at unrelated servers, too soon, or unacknowledged, or it is reset
# and passes nowhere. None of that is a proof where a program on this computer may swallow packets.
_NAME_IS_FILTERED = (
    Row("name_filtered", blocked(Cause.NAME_FILTERED), COMMON)
    .unless(name_passes_repeatedly, only_this_shape_is_cut)
    .proved_by(any_of(*NOT_BY_SERVER, reset_and_passes_nowhere), without(innocent.may_be_swallowed_here))
)
_SERVER_REFUSES_ITS_NAME = Row("server_refuses_its_name", DOWN, COMMON).unless(*NOT_BY_SERVER, only_this_shape_is_cut)
_OUR_SHAPE_IS_CUT = Row("our_shape_cut", unknown(Cause.PROTOCOL_FILTERED), COMMON).given(another_shape_passes)
_BIG_PACKETS_ARE_LOST = Row("big_packets_lost", UNEXPLAINED, COMMON)

# Uncommon: a server that hangs leaves the same trace, and such a filter lets all that we send pass and holds back the
# answers alone. Rarer still where the silence of the server has another reason.
_FILTER_SWALLOWS_ANSWERS = (
    Row("filter_that_swallows_answers", blocked(Cause.ADDRESS_BLOCKED), UNCOMMON)
    .given(all_was_acknowledged)
    .unless(another_shape_passes)
    .rarer_if(*innocent.OTHER_REASONS_FOR_SILENCE)
)
_SERVICE_HANGS = (
    Row("service_hangs", DOWN, COMMON)
    .unless(
        nothing_was_acknowledged,
        connection_was_reset,
        ended_from_nearby,
        another_shape_passes,
        phone_handshake_passes,
        accepted_on_the_way,
    )
    .rarer_if(servers_hang_in_several_networks, plain_request_passes)
)
"""Telegram's outages took out one group of servers (29 April 2018: en.azvision.az/news/85751). A server that answers
plain requests on the same port tells protocols apart by their first bytes, so one that hangs answers neither
(core.telegram.org/mtproto/mtproto-transports). Read 2026-11-30."""

# Uncommon, so that a block is claimed, though not surely: servers and filters send the same resets.
_SERVER_HANGS_UP = (
    Row("server_hangs_up", DOWN, UNCOMMON)
    .given(connection_was_reset)
    .unless(ended_from_nearby, another_shape_passes, phone_handshake_passes)
)

# What silence after connecting has in common, whether handshakes or the app's own protocol meet it.
_REASONS_FOR_SILENCE = (
    _SERVICE_HANGS,
    _FILTER_SWALLOWS_ANSWERS,
    Row("accepted_nearby", UNEXPLAINED, COMMON).given(all_was_acknowledged, accepted_nearby),
    innocent.OUTAGE_REPORTED,
    innocent.CLOSED_TO_ABROAD,
    innocent.OPERATOR_DOWN,
)


def name_is_cut(case: EndpointCase) -> Seen:
    """The handshake dies when the name is sent; a neutral name at the same address gets an answer. Source: ADR 8.

    If it always dies by silence, it must do so often enough for the losses of this line.
    """
    cut = case.ended(CUT, Step.TLS)
    answered = [t for t in case.name_contrasts if t.failure not in CUT]
    if not cut or not answered:
        return ()
    if all(t.is_silent for t in cut) and not case.enough_failed(cut):
        return ()
    return (*cut, *answered, *case.other_hello)


app_handshake_passes: EndpointSign = lambda c: completed(c.app_hello)
"""The app's own ClientHello was answered by the same server."""
name_passes_at_times: EndpointSign = lambda c: () if c.tries.seldom_passes else c.tries.passed
"""A later handshake with the same name passed at the same server, and not just one of many. Source: ADR 26."""
name_passed_once: EndpointSign = lambda c: c.tries.passed if len(c.tries.passed) < REPEATED else ()
"""One later handshake passed, and no more."""
neutral_names_always_pass: EndpointSign = lambda c: c.tries.name_contrasts if c.tries.neutral_names_pass else ()
"""At least three handshakes with neutral names were tried at the same server, and all passed."""
another_name_passes_at_times: EndpointSign = lambda c: [
    t for host, tries in c.messenger.cut_at_times.items() if host != c.endpoint.host for t in tries
]
"""Another name of the messenger passes at some tries and is cut off at others: this one may have been unlucky."""
all_handshakes_are_silent: EndpointSign = lambda c: if_all(c.ended(_CUT_OR_ALERT), lambda t: t.is_silent)
"""No handshake got any answer, not even a reset."""
neutral_handshake_is_whole: EndpointSign = lambda c: completed(c.name_contrasts)
"""With a neutral name the same address completed a handshake, large packets included."""

# Decides whether a filter reads the name, or its own server refuses it, or nothing but our first message is cut. The
# hardest rival is a server that refuses its own name: from one address it looks like a filter. The name is therefore
# sent to unrelated servers as well: if it dies there, no server of the messenger is the reason.
NAME_CUT = Found(
    "name_cut",
    name_is_cut,
    needs=(innocent.failed_repeatedly, innocent.neutral_name_was_tried),
    reports=(
        (Kind.NAME_CUT, all_of(name_is_cut, without(only_this_shape_is_cut))),
        (Kind.GREETING_CUT, only_this_shape_is_cut),
        *_AT_UNRELATED_SERVERS,
        (Kind.SOME_ATTEMPTS_FAIL, name_passes_repeatedly),
    ),
).explained_by(
    # The network is at fault.
    _NAME_IS_FILTERED,
    # Rarer after a single pass, which may be luck, or none; two exclude the row above.
    Row("name_filtered_at_times", slow(Cause.NAME_FILTERED), COMMON)
    .given(any_of(name_passes_at_times, another_name_passes_at_times))
    .rarer_if(name_passed_once, without(name_passes_at_times)),
    # The neutral name was answered here: the row blames the name, and reasons for a silent server do not weaken it.
    replace(_FILTER_SWALLOWS_ANSWERS, claim=blocked(Cause.NAME_FILTERED), weakened_by=()),
    # Uncommon, because the same name passes in another shape: the filter would have to look for both.
    Row("name_filtered_in_this_shape", blocked(Cause.NAME_FILTERED), UNCOMMON)
    .given(only_this_shape_is_cut)
    .unless(app_handshake_passes),
    # The network stops our test, but perhaps not the app.
    _OUR_SHAPE_IS_CUT.given(only_this_shape_is_cut).unless(app_handshake_is_cut),
    # The messenger's server is at fault.
    # As common as a filter only once the name has passed elsewhere; before that, rare (`server_hangs_up`).
    _SERVER_REFUSES_ITS_NAME.given(name_passes_at_unrelated_servers),
    Row("server_hangs_up", DOWN, RARE).unless(*NOT_BY_SERVER, name_passes_at_unrelated_servers, only_this_shape_is_cut),
    # Uncommon, because the server answered the neutral name.
    Row("server_drops_some", UNEXPLAINED, UNCOMMON).given(name_passes_at_times).unless(neutral_names_always_pass),
    # Nobody is at fault. Both are less common than in `SILENT_TO_ANY_NAME`: here a neutral name got an answer as well.
    Row("passed_by_luck", UNEXPLAINED, UNCOMMON).given(only_this_shape_is_cut).unless(another_shape_passes_repeatedly),
    # The neutral name's answer may have been an alert, which fits into a small packet.
    replace(_BIG_PACKETS_ARE_LOST, prior=RARE).given(all_handshakes_are_silent).unless(neutral_handshake_is_whole),
    and_by=_INNOCENT_REASONS,
)


def name_is_refused(case: EndpointCase) -> Seen:
    """The name repeatedly gets a TLS alert and passes in no other shape; a neutral name there completes a handshake."""
    refused = if_repeated(case.ended({Failure.ALERT}, Step.TLS))
    neutral = completed(case.name_contrasts)
    if not refused or not neutral or completed(case.other_hello):
        return ()
    return (*refused, *neutral, *case.other_hello)


# Like `NAME_CUT`, but an alert answers the name. The server itself is again the hardest rival: alerts are what servers
# send, so that it is as common as a filter even before the name was sent elsewhere.
NAME_REFUSED = Found(
    "name_refused",
    name_is_refused,
    Kind.NAME_CUT,
    needs=(innocent.failed_repeatedly, innocent.neutral_name_was_tried),
    reports=_AT_UNRELATED_SERVERS,
).explained_by(_NAME_IS_FILTERED, _SERVER_REFUSES_ITS_NAME, and_by=_INNOCENT_REASONS)


def nothing_passes_after_the_name(case: EndpointCase) -> Seen:
    """The name was cut, and then nothing got through to that address, whatever the name: a penalty. Source: ADR 16."""
    cut = case.ended(CUT, Step.TLS)
    any_passed = any(t.failure not in CUT for t in (*case.contrasts, *case.other_hello))
    return (*cut, *case.contrasts) if cut and not any_passed else ()


# The name dies at unrelated servers; at the messenger's own address nothing passes any more, so that no contrast is
# left. Without its proof, because that sign is what the finding begins with, and says nothing about this address.
RESIDUAL_CENSORSHIP = Found(
    "residual_censorship",
    all_of(nothing_passes_after_the_name, name_dies_at_unrelated_servers),
    needs=(innocent.failed_repeatedly,),
    reports=(
        (Kind.NAME_CUT_ANYWHERE, name_dies_at_unrelated_servers),
        (Kind.ADDRESS_SILENT, nothing_passes_after_the_name),
    ),
).explained_by(replace(_NAME_IS_FILTERED, proof=None), and_by=_INNOCENT_REASONS)


def larger_packets_are_lost(case: EndpointCase) -> Seen:
    """No handshake is answered, but one in small packets is, and an older, small first message arrived. Source: ADR 29.

    The older one arrived if it was answered, or met silence and the system does not say that nobody acknowledged it.

    A tunnel or router that passes only smaller packets causes this (RFC 2923, 2.1). A filter that misses a name in
    pieces swallows what fits into one packet.
    """
    unanswered = if_repeated(t for t in case.ended(CUT, Step.TLS) if t.is_silent)
    if not unanswered or completed(case.name_contrasts):
        return ()
    in_small_packets = [t for t in case.attempts(Variant.SMALL_PACKETS) if t.answered(Wire.TLS)]
    older = [t for t in case.other_hello if t.failure is None or t.ended(Step.TLS, (Failure.TIMEOUT,))]
    older_arrived = [t for t in older if not t.is_swallowed]
    if not in_small_packets or not older_arrived:
        return ()
    return (*unanswered, *in_small_packets, *older_arrived)


# Decides whether the size of our first message is the trouble, or its shape. The shape is uncommon here, because the
# same message passed in small packets.
LARGE_PACKETS_LOST = Found(
    "large_packets_lost",
    larger_packets_are_lost,
    Kind.BIG_PACKETS_LOST,
    needs=(innocent.failed_repeatedly, innocent.neutral_name_was_tried),
).explained_by(_BIG_PACKETS_ARE_LOST, replace(_OUR_SHAPE_IS_CUT, prior=UNCOMMON))


def only_a_short_message_arrived(case: EndpointCase) -> Seen:
    """Only an older first message, which is short, was acknowledged in time: longer ones may still be on a slow way."""
    any_long_arrived = any(t.delivered for t in (*case.cut_off, *case.contrasts))
    return [t for t in case.other_hello if t.is_silent and t.delivered] if not any_long_arrived else ()


def small_packets_fare_no_better(case: EndpointCase) -> Seen:
    """The same handshake in packets that fit any line was not answered either."""
    return [t for t in case.attempts(Variant.SMALL_PACKETS) if t.failure in CUT]


def handshakes_are_cut(case: EndpointCase) -> Seen:
    """It accepts connections, but repeatedly no handshake completes, whatever the name."""
    cut = if_repeated(case.ended(CUT, Step.TLS))
    return (*cut, *case.name_contrasts) if cut else ()


# Decides between an address that is blocked after connecting, a server that hangs, and a line that loses large packets.
# The hardest rival is the server that hangs: only acknowledgements tell it from a block (ADR 11), and a filter that
# holds back the answers leaves even these.
SILENT_TO_ANY_NAME = Found(
    "silent_to_any_name",
    handshakes_are_cut,
    needs=(innocent.failed_repeatedly, innocent.neutral_name_was_tried),
    reports=(
        (Kind.GREETING_CUT, all_was_acknowledged),
        (Kind.ADDRESS_SILENT, all_of(handshakes_are_cut, without(all_was_acknowledged))),
    ),
).explained_by(
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON)
    .unless(another_shape_passes, all_was_acknowledged)
    .rarer_if(*innocent.OTHER_REASONS_FOR_SILENCE)
    .proved_by(ended_from_nearby),
    *_REASONS_FOR_SILENCE,
    _SERVER_HANGS_UP,
    _OUR_SHAPE_IS_CUT,
    _BIG_PACKETS_ARE_LOST.given(another_shape_passes).unless(small_packets_fare_no_better),
    Row("passed_by_luck", UNEXPLAINED, COMMON).given(another_shape_passes).unless(another_shape_passes_repeatedly),
    Row("throttled", slow(Cause.THROTTLED), COMMON).given(only_a_short_message_arrived),
    and_by=_INNOCENT_REASONS,
)

_APP_STEPS = frozenset({*APP_HANDSHAKE.values(), Step.WEBSOCKET}) - {Step.TCP, Step.TLS, Step.STUN, Step.REFLECTOR}


def nothing_else_passes(case: EndpointCase) -> Seen:
    """A plain request to the same address was just as silent, or a box nearby accepts all connections.

    Not if a plain request was answered, or the app's own protocol was reset: then more than silence came back.
    """
    cut = case.ended(CUT, *_APP_STEPS)
    if completed(case.contrasts) or any(t.failure is Failure.RESET for t in cut):
        return ()
    # A request that failed to connect, on another port than the app's, says something about that port only.
    ports = {t.port for t in cut}
    comparable = [t for t in case.contrasts if t.last.step is not Step.TCP or t.port in ports]
    return comparable or case.control_results.connects_are_local


def phone_handshake_is_cut(case: EndpointCase) -> Seen:
    """WhatsApp's first message on phones was never answered in three tries, where ours was answered if anywhere."""
    answering = {t.target for t in case.answered}
    tried = [t for t in case.attempts(Variant.PHONE_HELLO) if not answering or t.target in answering]
    return if_repeated(if_all(tried, lambda t: t.ended(Step.NOISE, CUT)), EVERY_HELLO)


def accepted_from_afar(case: EndpointCase) -> Seen:
    """Each connection took as long as the round trip to a site abroad: nothing nearer accepted it instead."""
    abroad = case.messenger.distances.abroad
    if abroad <= CLOSE_SECONDS or case.control_results.connects_are_local:
        return ()
    accepted = (*case.cut_off, *case.answered)
    return if_all(accepted, lambda t: t.connect_seconds > FROM_AFAR_SHARE * abroad)


def app_protocol_is_cut(case: EndpointCase) -> Seen:
    """It connects, but the first message of the app's own protocol gets no answer, every time. Source: ADR 11."""
    cut = if_repeated(case.ended(CUT, *_APP_STEPS))
    return (*cut, *completed(case.contrasts)) if cut else ()


sent_inside_tls: EndpointSign = lambda c: [t for t in c.ended(CUT, *_APP_STEPS) if t.passed(Step.TLS)]
"""It was sent inside TLS, after a handshake that proved the server: nobody on the path can tell what it was."""

# Decides whether the app's own protocol is filtered, its address is blocked, or the server hangs. The hardest rival is
# the server that hangs (`outage-telegram-silent` in the lab). A plain request that is answered at the same address
# speaks for a filter, and so does data that nobody acknowledged.
GREETING_CUT = Found(
    "greeting_cut",
    app_protocol_is_cut,
    Kind.GREETING_CUT,
    needs=(innocent.failed_repeatedly,),
    reports=((Kind.PHONE_HELLO_PASSES, phone_handshake_passes),),
).explained_by(
    Row("protocol_filtered", blocked(Cause.PROTOCOL_FILTERED), COMMON)
    .unless(nothing_else_passes, all_of(all_was_acknowledged, without(plain_request_passes)))
    .rarer_if(innocent.outage_is_reported)
    .proved_by(
        any_of(ended_from_nearby, all_of(data_was_swallowed, plain_request_passes)),
        without(innocent.may_be_swallowed_here),
        without(same_protocol_comes_and_goes),
    ),
    # The few tries here may all have been among those that are cut.
    Row("by_share", slow(Cause.UNEXPLAINED), COMMON).given(same_protocol_comes_and_goes),
    # Rarer unless a plain request failed there as well: else only the protocol may be cut.
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON)
    .unless(phone_handshake_passes, plain_request_passes, all_was_acknowledged)
    .rarer_if(without(nothing_else_passes), *innocent.OTHER_REASONS_FOR_SILENCE),
    *_REASONS_FOR_SILENCE,
    # Rarer where the same server, or another one of the messenger, answers: then the service is up.
    _SERVER_HANGS_UP.rarer_if(plain_request_passes, innocent.another_endpoint_answers),
    # Whoever gets a message that it does not know acknowledges it all the same, so `data_was_swallowed` excludes these.
    Row("transparent_proxy", UNEXPLAINED, UNCOMMON).unless(sent_inside_tls, data_was_swallowed, accepted_from_afar),
    Row("app_changed", UNEXPLAINED, UNCOMMON)
    .given(app_speaks_its_own_protocol)
    .unless(data_was_swallowed, ended_from_nearby, same_protocol_is_answered, phone_handshake_is_cut),
    and_by=_INNOCENT_REASONS,
)


def another_host_answers(case: EndpointCase) -> Seen:
    """On a wire without TLS something other than the messenger answers, every time."""
    wrong_answers = case.ended({Failure.BAD_ANSWER})
    # If the network answers in place of all neutral sites, one such answer shows that it does so here, too.
    least = 1 if certificates.network_is_intercepted(case) else REPEATED
    return wrong_answers if case.endpoint.wire in RAW_WIRES and len(wrong_answers) >= least else ()


# Decides who answers in the messenger's place: a block page, an interceptor, a proxy of the network or an impostor.
# The hardest rival of a block page is a proxy that answers with its own error. It is rarer where neutral sites answer,
# since these would have to pass the proxy as well.
PAGE_INSTEAD = Found(
    "page_instead", another_host_answers, Kind.PAGE_INSTEAD, needs=(innocent.failed_repeatedly,)
).explained_by(
    Row("block_page", blocked(Cause.BLOCK_PAGE), COMMON).unless(certificates.network_is_intercepted),
    Row("intercepted", unknown(Cause.INTERCEPTED), COMMON).given(certificates.network_is_intercepted),
    Row("proxy_with_error", UNEXPLAINED, COMMON)
    .unless(certificates.network_is_intercepted)
    .rarer_if(innocent.controls_answer),
    Row("impostor", UNEXPLAINED, UNCOMMON).unless(certificates.network_is_intercepted),
    and_by=_INNOCENT_REASONS,
)

app_shape_is_in_doubt: EndpointSign = lambda c: if_all(c.app_hello, lambda t: t.last.facts.get(Fact.SHAPE_IN_DOUBT))
"""The profile of the app's ClientHello is old or was never captured: the app may send another one."""
app_handshake_is_not_cut_by_chance: EndpointSign = lambda c: innocent.unless_by_chance(c, c.app_hello, Step.TLS)
"""Neutral handshakes fail too seldom for this many failures of the app's in a row."""

# Our handshake is answered and the app's own is cut. Decides whether a filter looks for the app's shape, as some do
# (XTLS/Xray-core#6293); the hardest rival is a profile of that shape that is out of date, so the app sends another one.
BROWSER_HELLO_CUT = Found(
    "browser_hello_cut",
    app_handshake_is_cut,
    Kind.GREETING_CUT,
    needs=(innocent.app_was_answered,),
    reports=((Kind.GREETING_ANSWERED, innocent.app_was_answered),),
).explained_by(
    Row("browser_shape_cut", unknown(Cause.PROTOCOL_FILTERED), COMMON),
    Row("app_changed", WORKS, UNCOMMON).given(app_shape_is_in_doubt),
    Row("by_chance", WORKS, UNCOMMON).unless(app_handshake_is_not_cut_by_chance),
    Row("other_way", WORKS, RARE),
)
