"""Speed: readings or uploads that are slow or stop on the path, compared with neutral sites at the same moment."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, completed, figure, highest_rate, least_seconds, rate, seconds_without_lag
from dialtone.judge.diagnosis import COMMON, DOWN, RARE, UNCOMMON, UNEXPLAINED, WORKS, Claim, blocked, slow, unknown
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.endpoint.messenger_case import PathLoss
from dialtone.judge.findings import handshakes, innocent
from dialtone.judge.findings.innocent import Found, Row
from dialtone.judge.kinds import CONNECTING, family_of
from dialtone.judge.network.control_results import Trouble, kind_of_exchange
from dialtone.judge.network.packet_loss import is_over_udp
from dialtone.judge.readings import (
    at_the_same_moment,
    chance_of_so_many,
    fastest_control_rate,
    is_fast,
    is_slow,
    keeps_up,
    slow_limit,
    tells_speed,
)
from dialtone.judge.signs import Seen, all_of, any_of, if_all, if_repeated, without
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    BY_CHANCE,
    CREPT_SECONDS,
    FREEZE_FROM_BYTES,
    FREEZE_TO_BYTES,
    MOST_LOST_SHARE,
    PROMPT_HANDSHAKE_SECONDS,
    RATE_BYTES,
    RATE_SECONDS,
    REPEATED,
    SLOW_RATE,
    SLOW_SHARE,
    UNEVEN_FACTOR,
)
from dialtone.model.verdict import EndpointVerdict, shows
from dialtone.model.vocabulary import Cause, Failure, NetworkDetail, NetworkFlag, NetworkStatus, Step, Variant, Wire
from dialtone.model.vocabulary import EvidenceKind as Kind

_ABOUT_AS_FAR = 2
"""A server within this multiple of the neutral hosts' round trip is about as far as these."""


def _most_bytes(readings: Sequence[Attempt]) -> float:
    return max((figure(t.last, Fact.BYTES) for t in readings), default=0.0)


def uploads_are_never_acknowledged(case: EndpointCase) -> Seen:
    """The system reports for every stopped upload that it was never acknowledged: a live server acknowledges it."""
    stopped = [*_stopped_uploads(case, Variant.IN_PIECES), *_stopped_uploads(case, Variant.UPLOAD)]
    return if_all(stopped, lambda t: t.delivered is False)


def _if_arrives_elsewhere(case: EndpointCase, variant: Variant, controls: Sequence[Observation]) -> Seen:
    """Return the uploads of this kind that stopped if one to a neutral site (`controls`) arrived at the same moment."""
    stopped = _stopped_uploads(case, variant)
    any_arrived = any(at_the_same_moment(t, controls) for t in stopped)
    return stopped if any_arrived and case.network.controls_answer else ()


def packets_lost_on_its_way(case: EndpointCase) -> Seen:
    """Packets are repeatedly lost on the path to this messenger, and next to none on the path to neutral hosts."""
    loss = _choose_path_loss(case)
    tried = {t.block for t in case.all_attempts}
    return loss.observations if loss is not None and tried - loss.clean_blocks else ()


def connections_lose_often(case: EndpointCase) -> Seen:
    """Half of many connections to this address block lost something: that is no bad moment of one far line."""
    loss = _choose_path_loss(case)
    tried = {t.block for t in case.all_attempts}
    return loss.observations if loss is not None and loss.often and tried & loss.blocks else ()


def connections_never_come_about(case: EndpointCase) -> Seen:
    """Some connections never come about, however often their first packet is sent, and the others lose nothing."""
    loss = case.messenger.path_loss
    return loss.observations if loss is not None and loss.for_good else ()


def next_to_no_datagram_passes(case: EndpointCase) -> Seen:
    """At most a fifth of several datagrams to the messenger's relays were answered; its connections lose nothing."""
    if not any(map(is_over_udp, case.all_attempts)) or case.messenger.path_loss is not None:
        return ()
    loss = case.messenger.datagram_loss
    return loss.observations if loss is not None and loss.nearly_all else ()


def _choose_path_loss(case: EndpointCase) -> PathLoss | None:
    """Return the packet loss on the path to this endpoint: for relays over UDP that of datagrams, if any."""
    messenger = case.messenger
    if not any(map(is_over_udp, case.all_attempts)):
        return messenger.path_loss or messenger.delays
    # Connections that never come about say nothing about datagrams, nor do those that are late.
    of_connections = messenger.path_loss if not connections_never_come_about(case) else None
    return messenger.datagram_loss or of_connections


def add_speed(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict:
    """Return the verdict with what readings and uploads tell about the speed, beside what the findings claim."""
    readings = _readings(case)
    doubted = verdict.status is WORKS.status and _is_doubted(case)
    return replace(
        verdict,
        timed=any(tells_speed(t.last) for t in readings) if readings else None,
        doubted=doubted,
        always_slow=doubted and all(_is_slow(case, t) for t in timed_pages(case)),
        sent=any(not _is_slow(case, t) for t in _arrived_uploads(case)),
    )


def _is_doubted(case: EndpointCase) -> bool:
    """Return whether pages were timed, none certainly came fast, and none kept up with a neutral one beside it."""
    neutral = case.control_results.pages
    compared = [(page, fastest_control_rate(page, neutral, highest_rate)) for page in timed_pages(case)]
    if not compared or _line_explains_slowness(case, compared):
        return False
    return not any(_came_fast(case, page, best) or keeps_up(page.last, best) for page, best in compared)


def _line_explains_slowness(case: EndpointCase, compared: Sequence[tuple[Attempt, float]]) -> bool:
    """Return whether pages come slowly on this line in any case: it is narrow, and they were read in turn or alone.

    `compared`: the pages, each with the bytes per second of the fastest neutral page beside it; 0 if there is none.
    """
    was_read_in_turn = any(Fact.LINE_RATE in page.last.facts for page, _ in compared)
    was_read_alone = not any(best for _, best in compared)
    return shows(case.network, Kind.NARROW_LINE) and (was_read_in_turn or was_read_alone)


def _came_fast(case: EndpointCase, page: Attempt, best: float) -> bool:
    """Return whether a page came fast, or round trips explain its time.

    They explain nothing if neutral hosts are about as far, and a page of one came far faster at that moment (`best`, in
    bytes per second).
    """
    distance = case.messenger.distances.farthest(page.address)
    neutral_hosts_are_as_far = _ABOUT_AS_FAR * case.network.round_trip >= distance
    is_far_slower = rate(page.last) < slow_limit(best)
    return is_fast(page.last, distance) and not (is_far_slower and neutral_hosts_are_as_far)


def _is_slow(case: EndpointCase, transfer: Attempt) -> bool:
    """Return whether a page or upload was slow, however late a busy computer read it, and the server is not far."""
    return is_slow(transfer.last, case.messenger.distances.farthest(transfer.address))


def _readings(case: EndpointCase) -> list[Attempt]:
    """Return the answered attempts that read a page, however little of it: that is their last step."""
    return [t for t in case.answered if t.last.step is Step.FLOW]


def timed_pages(case: EndpointCase) -> list[Attempt]:
    """Return the answered attempts whose page was read for long enough to tell the speed."""
    return [t for t in _readings(case) if t.failure is None and tells_speed(t.last)]


def _stopped_uploads(case: EndpointCase, variant: Variant) -> list[Attempt]:
    """Return the uploads that stopped without an ACK or, where none is reported, without an answer."""
    # What is sent over Noise is the beginning of a frame, which no server answers.
    unacknowledged = (False,) if case.endpoint.wire is Wire.WHATSAPP_NOISE else (False, None)
    stopped = (t for t in case.attempts(variant) if t.ended(Step.SENDING, (Failure.STALLED,)))
    return [t for t in stopped if t.delivered in unacknowledged]


def _arrived_uploads(case: EndpointCase) -> list[Attempt]:
    """Return the uploads that arrived and are long enough to tell the speed."""
    arrived = (t for t in case.attempts(Variant.UPLOAD) if t.ended(Step.SENDING, (None,)))
    return [t for t in arrived if figure(t.last, Fact.BYTES) >= RATE_BYTES]


no_reading_ended: EndpointSign = lambda c: () if completed(_readings(c)) else _readings(c)
"""The app was answered, and no reading reached its end."""
_SERVICE_OVERLOADED = Row("service_overloaded", slow(Cause.SERVICE_DOWN), RARE)
_FROZEN = Row("frozen", blocked(Cause.FROZEN), COMMON).unless(innocent.operator_is_frozen, packets_lost_on_its_way)

# The hardest rival is a passing loss of the line: half of many connections that lost something exclude it. Where next
# to no datagram passes, calls are filtered (`RELAYS_FILTERED`) rather than slowed.
LOSES_ON_ITS_WAY = (
    Row("loses_on_its_way", slow(Cause.THROTTLED), COMMON)
    .given(packets_lost_on_its_way)
    .unless(connections_never_come_about)
    .rarer_if(next_to_no_datagram_passes)
    .proved_by(packets_lost_on_its_way, without(next_to_no_datagram_passes)),
    Row("passing_loss", UNEXPLAINED, COMMON)
    .given(packets_lost_on_its_way)
    .unless(connections_lose_often, connections_never_come_about),
    _SERVICE_OVERLOADED.given(packets_lost_on_its_way),
)
"""Packets lost on the path to one messenger only, counted or shown by delays: rows for what is answered there."""
_THROTTLED = Row("throttled", slow(Cause.THROTTLED), COMMON).unless(innocent.operator_is_limited)
_OPERATOR_SLOWED = Row("hosting_limited", slow(Cause.HOSTING_LIMITED), COMMON).given(innocent.operator_is_limited)
OPERATOR_FROZEN = Row("hosting_limited", blocked(Cause.HOSTING_LIMITED), COMMON).given(innocent.operator_is_frozen)
_REPORTED_OPERATOR = ((Kind.OPERATOR_LIMITED, innocent.operator_is_limited),)
REPORTED_LOSS = ((Kind.LOSSY_LINE, packets_lost_on_its_way),)
_SERVER_STOPS = Row("server_stops", DOWN, COMMON).unless(uploads_are_never_acknowledged)
"""It took what was sent and does not answer: on a system that does not report ACKs, that looks the same."""


def _explain_stop(claim: Claim, line_goes_on: EndpointSign) -> tuple[Row, ...]:
    """Return the explanations of what stops on its way: a filter, the line, or lost packets.

    `claim`: what is said of a filter, blocked or slow. `line_goes_on`: what excludes the line.
    """
    frozen = replace(_FROZEN, claim=claim)
    return frozen, Row("line_stops", unknown(Cause.FROZEN), COMMON).unless(line_goes_on), *LOSES_ON_ITS_WAY


def readings_crept(case: EndpointCase) -> Seen:
    """No reading had ended when the time ran out, and some crept from the start, while neutral pages were fast.

    On a narrow line no page is fast, and pages are read in turn, seldom twice: see `_crept_on_narrow_line`.
    """
    creeping = _creeping_readings(case)
    others = [t for t in _readings(case) if t not in creeping]
    # One that stalls after a fast start is frozen instead, unless another one crept past that point.
    any_started_fast = _most_bytes(others) >= max(FREEZE_FROM_BYTES, _most_bytes(creeping))
    if not creeping or any_started_fast:
        return ()
    if network_is_narrow(case):
        return _crept_on_narrow_line(case, creeping) if not others else ()
    if case.control_results.fastest_page < SLOW_RATE or case.network.status is NetworkStatus.UNSTABLE:
        return ()
    return no_reading_ended(case)


def _crept_on_narrow_line(case: EndpointCase, creeping: Sequence[Attempt]) -> Seen:
    """Return the readings if they crept for seconds while neutral pages beside them came far faster, and one ended."""
    neutral = case.control_results.pages
    were_singled_out = all(highest_rate(t.last) < slow_limit(fastest_control_rate(t, neutral)) for t in creeping)
    any_ended = not no_reading_ended(case)
    return readings_crept_for_long(case) if were_singled_out and any_ended else ()


def _creeping_readings(case: EndpointCase) -> list[Attempt]:
    """Return the readings that were slow beside the fastest neutral page, for long enough to tell."""
    limit = slow_limit(case.control_results.fastest_page)
    return [t for t in _readings(case) if least_seconds(t.last) >= CREPT_SECONDS and highest_rate(t.last) < limit]


def readings_crept_for_long(case: EndpointCase) -> Seen:
    """Readings that crept until the time ran out did so for seconds."""
    seconds = sum(least_seconds(t.last) for t in _creeping_readings(case))
    return _readings(case) if seconds >= RATE_SECONDS else ()


def _slower_than_control(case: EndpointCase) -> Seen:
    """Return the slow and the stalled readings if no reading was fast, and two or more were beside a fast control.

    Each of the latter must be far slower than its control.
    """
    readings = _readings(case)
    timed = [t for t in readings if t.failure in (None, Failure.NOT_IN_TIME) and tells_speed(t.last)]
    slow = [t for t in timed if _is_slow(case, t)]
    if not slow or any(rate(t.last) >= SLOW_RATE for t in timed):
        return ()
    # An overflowing queue may stall a reading for longer than the timeout: that makes it no faster.
    stalled = [t for t in readings if t.failure is Failure.STALLED]
    # Sites of a hosting company that is slow as a whole are no controls.
    slow_companies = (each for each in case.control_results.hosting_troubles if each.trouble is Trouble.SLOW)
    left_out = {number for company in slow_companies for number in company.observations}
    controls = [page for page in case.control_results.pages if page.number not in left_out]
    compared = [(t.last, fastest_control_rate(t, controls)) for t in (*slow, *stalled)]
    beside_control = [(flow, best) for flow, best in compared if best]
    if len(beside_control) < REPEATED:
        return ()
    are_all_slower = all(highest_rate(flow) < SLOW_SHARE * best for flow, best in beside_control)
    return [*slow, *stalled] if are_all_slower else ()


def slow_like_all_abroad(case: EndpointCase) -> Seen:
    """All readings were slow, stalled ones included, like everything from abroad, while a page at home came fast."""
    if case.network.detail is not NetworkDetail.ABROAD_SLOWED or case.messenger.at_home:
        return ()
    return if_all([t for t in _readings(case) if tells_speed(t.last)], lambda t: _is_slow(case, t))


def neutral_pages_use_other_families(case: EndpointCase) -> Seen:
    """Neutral pages were read over another family (IPv4, IPv6) alone: this one may be slow for everybody."""
    families = {family_of(page.target) for page in case.control_results.pages}
    return if_all(_readings(case), lambda t: family_of(t.target) not in families) if families else ()


network_is_narrow: EndpointSign = lambda c: c.network.detail is NetworkDetail.NARROW
"""The line is narrow for everybody: pages are read in turn, and seldom twice."""
pages_come_slowly: EndpointSign = lambda c: readings_crept(c) or _slower_than_control(c) or slow_like_all_abroad(c)
"""All readings were slow, and a neutral page read at the same moment, or one of this country, came fast: ADR 14."""

# Decides whether a throttle or the hosting company is the reason. The hardest rival of a throttle is a service that is
# overloaded; it is rare. Line and computer are excluded by neutral pages at the same moment. One family that is slow
# and chance are considered only where these pages do not tell: over another family, and after a short time.
READS_SLOWLY = Found(
    "slower_than_control", pages_come_slowly, Kind.SLOWER_THAN_CONTROL, reports=_REPORTED_OPERATOR
).explained_by(
    _THROTTLED,
    _OPERATOR_SLOWED,
    _SERVICE_OVERLOADED,
    Row("line_fails_alike", UNEXPLAINED, COMMON).unless(pages_come_slowly),
    Row("this_computer", unknown(Cause.THIS_COMPUTER), COMMON).unless(pages_come_slowly),
    Row("one_family_slow", UNEXPLAINED, UNCOMMON).given(neutral_pages_use_other_families),
    Row("by_chance", UNEXPLAINED, UNCOMMON)
    .given(readings_crept)
    .unless(all_of(readings_crept_for_long, without(network_is_narrow))),
    and_by=LOSES_ON_ITS_WAY,
)


def small_messages_never_arrive(case: EndpointCase) -> Seen:
    """A small message in many packets never arrives: filters that count packets pass about 25. Source: ADR 27."""
    arrived = any(t.ended(Step.SENDING, (None,)) for t in case.attempts(Variant.IN_PIECES))
    return () if arrived else if_repeated(_stopped_uploads(case, Variant.IN_PIECES))


pieces_arrive_elsewhere: EndpointSign = lambda c: _if_arrives_elsewhere(c, Variant.IN_PIECES, c.control_results.pieces)
"""The same message in pieces arrived at neutral sites at that moment."""

# A message in many packets never arrives. The hardest rival of a filter is a server that does not answer: it is
# excluded where the system reports that no acknowledgement came.
STOPS_AFTER_PACKETS = Found(
    "frozen_by_packets",
    small_messages_never_arrive,
    Kind.STOPS_EARLY,
    needs=(innocent.app_was_answered,),
    reports=REPORTED_LOSS,
    fallback=unknown(Cause.FROZEN),
).explained_by(*_explain_stop(_FROZEN.claim, pieces_arrive_elsewhere), OPERATOR_FROZEN, _SERVER_STOPS)


def readings_stall_early(case: EndpointCase) -> Sequence[Attempt]:
    """Readings stall after the first kilobytes, each time. Source: ADR 19.

    A slow reading that got further than the others shows that no filter stops readings at a certain size.
    """
    readings = _readings(case)
    slow = [t for t in readings if least_seconds(t.last) >= CREPT_SECONDS and _is_slow(case, t)]
    others = [t for t in readings if t not in slow]
    if _most_bytes(slow) > _most_bytes(others):
        return ()
    stalled = if_all(readings, lambda t: t.failure is Failure.STALLED)
    return if_all(stalled, lambda t: FREEZE_FROM_BYTES <= figure(t.last, Fact.BYTES) <= FREEZE_TO_BYTES)


readings_stall_repeatedly: EndpointSign = lambda c: if_repeated(readings_stall_early(c))
"""At least two connections stalled: a single one may do so by chance."""
readings_at_home_go_on: EndpointSign = lambda c: c.network.controls_answer and not c.control_results.home_stops
"""Neutral hosts answer, and readings of domestic sites do not stall."""

# Readings stall after the first kilobytes. The hardest rivals of a filter are a line that stops, excluded by
# domestic sites that go on, and the hosting company. A server that stops within the same few kilobytes is rare.
STOPS_EARLY = Found(
    "frozen_early",
    readings_stall_early,
    Kind.STOPS_EARLY,
    reports=((Kind.OPERATOR_LIMITED, innocent.operator_is_frozen), *REPORTED_LOSS),
    fallback=unknown(Cause.FROZEN),
).explained_by(
    *_explain_stop(_FROZEN.claim, readings_at_home_go_on),
    OPERATOR_FROZEN,
    Row("by_chance", unknown(Cause.FROZEN), COMMON).unless(readings_stall_repeatedly),
    Row("server_stops", DOWN, RARE),
)

# No reading reached its end, and nothing says why. A filter, the server and the line are equally common, so that none
# is claimed, unless counted losses exclude all three.
NOTHING_CAME_WHOLE = Found("nothing_read_whole", no_reading_ended, Kind.NOT_ENOUGH, reports=REPORTED_LOSS).explained_by(
    _FROZEN,
    Row("server_stops", DOWN, COMMON).unless(packets_lost_on_its_way),
    Row("line_fails_alike", UNEXPLAINED, COMMON).unless(packets_lost_on_its_way),
    *LOSES_ON_ITS_WAY,
)


def exchanges_are_late(case: EndpointCase) -> Seen:
    """Most of its handshakes and answers were late beside those of neutral sites: too many for chance.

    What slows or loses packets on the path delays every kind of exchange, or some exchanges far more than others.
    """
    if case.network.status is not NetworkStatus.ONLINE:
        return ()
    tried = _exchanges_to_compare(case)
    late = _late_exchanges(case)
    if len(late) < REPEATED or len(late) <= MOST_LOST_SHARE * len(tried):
        return ()
    # A busy server delays handshakes alone, or answers alone, and each of them alike.
    is_one_kind_prompt = {o.step for o in late} != {o.step for o in tried}
    if is_one_kind_prompt and not exchanges_are_late_unevenly(case):
        return ()
    neutral = case.control_results.tally_late(set(map(kind_of_exchange, tried)))
    chance = chance_of_so_many(len(late), len(tried), *neutral)
    return late if chance < BY_CHANCE else ()


def exchanges_are_late_unevenly(case: EndpointCase) -> Seen:
    """Of its late exchanges some took far longer than others: each loses other packets, if any are lost."""
    late = [o for o in _late_exchanges(case) if o.ok]
    seconds = list(map(seconds_without_lag, late))
    return late if max(seconds, default=0.0) > UNEVEN_FACTOR * min(seconds, default=0.0) else ()


def _late_exchanges(case: EndpointCase) -> list[Observation]:
    nearest = case.messenger.distances.nearest
    return [o for o in _exchanges_to_compare(case) if case.control_results.is_late(o, nearest(o.host))]


def _exchanges_to_compare(case: EndpointCase) -> list[Observation]:
    """Return its exchanges of kinds that were timed at neutral sites: answered, or unanswered where another one was."""
    variants = (*CONNECTING, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD)
    others = (t for v in variants if v is not Variant.APP for t in case.attempts(v))
    known = case.control_results.exchanges
    steps = (o for t in (*case.own_attempts, *case.other_attempts, *others) for o in t.steps)
    exchanges = [o for o in steps if kind_of_exchange(o) in known]
    alive = {o.target for o in exchanges if o.ok}
    return [o for o in exchanges if o.ok or (o.failure is Failure.TIMEOUT and o.target in alive)]


def neutral_name_is_prompt_there(case: EndpointCase) -> Seen:
    """With a neutral name the same address completed the handshake promptly, each time."""
    handshakes_there = [t.passed(Step.TLS) for t in case.name_contrasts]
    are_prompt = all(tls is not None and tls.seconds < PROMPT_HANDSHAKE_SECONDS for tls in handshakes_there)
    return case.name_contrasts if are_prompt else ()


computer_is_busy: EndpointSign = lambda c: c.flagged(NetworkFlag.COMPUTER_BUSY)
"""This computer read answers of neutral sites late: other delays may be its own."""

# Only handshakes and answers are slow. A neutral name that was prompt at the same address proves a throttle; without
# it, an overloaded service (rare where pages are slow, uncommon here) and chance keep it unsure.
CRAWLS = Found(
    "exchanges_crawl",
    exchanges_are_late,
    Kind.SLOWER_THAN_CONTROL,
    needs=(innocent.app_was_answered,),
    reports=_REPORTED_OPERATOR,
).explained_by(
    _THROTTLED.proved_by(neutral_name_is_prompt_there),
    _OPERATOR_SLOWED,
    Row("loses_on_its_way", slow(Cause.THROTTLED), COMMON).rarer_if(without(exchanges_are_late_unevenly)),
    replace(_SERVICE_OVERLOADED, prior=UNCOMMON),
    Row("this_computer", unknown(Cause.THIS_COMPUTER), COMMON).given(computer_is_busy),
    Row("by_chance", UNEXPLAINED, UNCOMMON),
)

uploads_stop: EndpointSign = lambda c: () if _arrived_uploads(c) else if_repeated(_stopped_uploads(c, Variant.UPLOAD))
"""Uploads stop on the path, each time, without an ACK: receiving may still work. Source: ADR 27."""
uploads_arrive_elsewhere: EndpointSign = lambda c: _if_arrives_elsewhere(c, Variant.UPLOAD, c.control_results.uploads)
"""The same upload arrived at neutral sites at that moment."""

# Uploads stop. Like `STOPS_AFTER_PACKETS`, but called slow, not blocked: receiving may still work.
SENDING_STOPS = Found(
    "sending_stops", uploads_stop, Kind.STOPS_EARLY, reports=REPORTED_LOSS, fallback=unknown(Cause.FROZEN)
).explained_by(
    *_explain_stop(slow(Cause.FROZEN), uploads_arrive_elsewhere),
    replace(OPERATOR_FROZEN, claim=slow(Cause.HOSTING_LIMITED)),
    _SERVER_STOPS,
)


def failed_uploads(case: EndpointCase) -> list[Attempt]:
    """Return the uploads that did not arrive in time, whether they crept or stopped."""
    failures = (Failure.TIMEOUT, Failure.STALLED)
    return [t for t in case.attempts(Variant.UPLOAD) if t.ended(Step.SENDING, failures) and not t.delivered]


def uploads_arrive_slowly(case: EndpointCase) -> Seen:
    """All uploads arrive slowly, or not at all, while one to a neutral site is fast. Source: ADR 14 and 27."""
    unacknowledged = [t for t in failed_uploads(case) if t.delivered is False]
    late = [t for t in unacknowledged if t.failure is Failure.TIMEOUT]
    crept = [t for t in late if at_the_same_moment(t, case.control_results.uploads)]
    slow = if_all([*_arrived_uploads(case), *crept], lambda t: _was_sent_slowly(case, t))
    # One that stopped, or for whose whole time there is nothing to compare it with, is no faster.
    others = [t for t in unacknowledged if t not in crept]
    return if_repeated([*slow, *others]) if slow else ()


def _was_sent_slowly(case: EndpointCase, upload: Attempt) -> bool:
    """Return whether an upload was slow, and far slower than one to a neutral site at the same moment."""
    limit = SLOW_SHARE * fastest_control_rate(upload, case.control_results.uploads)
    return highest_rate(upload.last) < limit and _is_slow(case, upload)


def all_uploads_abroad_are_slow(case: EndpointCase) -> Seen:
    """All uploads arrived slowly, and so did the same at neutral sites abroad: the way out is slow for all of them."""
    slow = if_all(_arrived_uploads(case), lambda t: _is_slow(case, t))
    neutral = case.control_results.uploads if slow else ()
    return (*slow, *neutral) if neutral and all(is_slow(o, case.network.round_trip) for o in neutral) else ()


def upload_at_home_was_fast(case: EndpointCase) -> Seen:
    """The same upload arrived fast at a site of this country."""
    return [o for o in case.control_results.uploads_at_home if is_fast(o, case.network.round_trip)]


only_uploads_abroad_are_slow = all_of(
    all_uploads_abroad_are_slow, upload_at_home_was_fast, without(innocent.serves_this_country)
)
"""Uploads are slow wherever they go abroad, and one to a site of this country was fast: it is not the line."""

# Decides whether uploads are slowed to this messenger, or to everything abroad: neutral uploads there tell.
SENDS_SLOWLY = Found(
    "sending_slower_than_control",
    any_of(uploads_arrive_slowly, only_uploads_abroad_are_slow),
    Kind.SLOWER_THAN_CONTROL,
    reports=_REPORTED_OPERATOR,
).explained_by(
    _THROTTLED.unless(all_uploads_abroad_are_slow),
    _OPERATOR_SLOWED,
    _SERVICE_OVERLOADED.unless(all_uploads_abroad_are_slow),
    Row("abroad_slowed", slow(Cause.THROTTLED), COMMON).given(only_uploads_abroad_are_slow),
    Row("line_fails_alike", UNEXPLAINED, COMMON).unless(uploads_arrive_slowly, only_uploads_abroad_are_slow),
)

RELAYS_FILTERED = Row("calls_filtered", blocked(Cause.CALLS_FILTERED), COMMON).given(next_to_no_datagram_passes)

# Nothing but silence where packets are lost. Losses and a block are equally common, and the answer is unknown; where
# next to no datagram passes, filtered calls are the best explanation, and both of these are rarer.
SILENT_WHERE_PACKETS_ARE_LOST = Found(
    "silent_where_packets_are_lost",
    all_of(packets_lost_on_its_way, innocent.all_failures_silent, without(handshakes.name_dies_at_unrelated_servers)),
    needs=(innocent.failed_repeatedly,),
    reports=REPORTED_LOSS,
    fallback=unknown(Cause.THROTTLED),
).explained_by(
    Row("loses_on_its_way", unknown(Cause.THROTTLED), COMMON).rarer_if(next_to_no_datagram_passes),
    RELAYS_FILTERED,
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON).rarer_if(next_to_no_datagram_passes),
)
