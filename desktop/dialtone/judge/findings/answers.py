"""Which attempts were answered, how often and by whom: it works, works at times, or its service is in trouble."""

from collections.abc import Sequence
from http import HTTPStatus

from dialtone.judge.attempts import Attempt, figure, rate, successes
from dialtone.judge.diagnosis import COMMON, DOWN, RARE, UNCOMMON, UNEXPLAINED, UNKNOWN, WORKS, blocked, slow, unknown
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.findings import certificates, handshakes, innocent, speed
from dialtone.judge.findings.innocent import INNOCENT_REASONS, OUTAGE_REPORTED, Found, Row
from dialtone.judge.findings.speed import LOSES_ON_ITS_WAY, RELAYS_FILTERED, REPORTED_LOSS
from dialtone.judge.kinds import FORBIDDEN_STATUSES
from dialtone.judge.readings import at_the_same_moment, fastest_control_rate, is_fast, keeps_up, tells_speed
from dialtone.judge.signs import Seen, all_of, any_of, if_all, if_repeated, without
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.thresholds import HOSTS_ERR, REPEATED, SATELLITE_SECONDS, SLOW_RATE
from dialtone.model.verdict import shows
from dialtone.model.vocabulary import Cause, Failure, NetworkDetail, NetworkFlag, Step, Trust, Variant, Weight, Wire
from dialtone.model.vocabulary import EvidenceKind as Kind


def _connections_that_lasted(case: EndpointCase) -> list[Attempt]:
    """Return the connections kept open that were answered to the end, made to this server on its wire.

    If it has no name, those to any server without a name count. Those to other names do not, even at its address: they
    may be spared for their names.
    """
    same_host = [e for e in _servers_on_its_wire(case) if e.host == case.endpoint.host]
    return [t for t in case.check.conclusive.attempts(same_host, Variant.KEPT) if t.ended(Step.KEPT, (None,))]


def _connections_that_ended(case: EndpointCase, failure: Failure) -> list[Attempt]:
    """Return the connections kept open that ended with this failure, made to this server or where it answered."""
    of_wire = _servers_on_its_wire(case)
    same_host = {e.id for e in of_wire if e.host == case.endpoint.host}
    answered_at = {t.target for t in case.answered}
    failed = (t for t in case.check.conclusive.attempts(of_wire, Variant.KEPT) if t.ended(Step.KEPT, (failure,)))
    return [t for t in failed if t.endpoint in same_host or t.target in answered_at]


def _servers_on_its_wire(case: EndpointCase) -> list[Endpoint]:
    return [e for e in case.messenger.endpoints if e.wire is case.endpoint.wire]


def _fell_silent(case: EndpointCase) -> list[Attempt]:
    """Return the kept connections whose peer received nothing any more, after answering the same request before."""
    stalled = _connections_that_ended(case, Failure.STALLED)
    return [t for t in stalled if t.delivered is False or (t.delivered is None and figure(t.last, Fact.EXCHANGES))]


def _page_attempts(case: EndpointCase) -> Sequence[Attempt]:
    return case.check.conclusive.attempts([e for e in case.messenger.endpoints if e.read_bytes or e.named_by])


def _if_all_err(attempts: Sequence[Attempt]) -> Sequence[Attempt]:
    heard = [t for t in attempts if not t.is_silent]  # over a dead family nobody answers
    return if_repeated(if_all(heard, lambda t: t.failure is Failure.HTTP_ERROR))


def _all_said(case: EndpointCase, *statuses: HTTPStatus) -> Sequence[Attempt]:
    return if_all(case.answered, lambda t: any(o.facts.get(Fact.STATUS) in statuses for o in t.steps))


def _own_errors(case: EndpointCase, attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the attempts that the server itself, not an interceptor, answered with an HTTP error."""
    errors = [t for t in attempts if t.failure is Failure.HTTP_ERROR]
    has_public_root = case.endpoint.trust is Trust.PUBLIC
    return [t for t in errors if not (has_public_root and t.shows_local_root)]


def something_is_cut_here(case: EndpointCase) -> Seen:
    """Somewhere in this check something was stopped, slowed, intercepted or misdirected: a messenger or a control."""
    are_calls_filtered = case.flagged(NetworkFlag.CALLS_FILTERED)
    return case.check.interference or are_calls_filtered or bool(case.check.inspection.messengers)


pages_err: EndpointSign = lambda c: _if_all_err(_page_attempts(c))
"""Every page of the messenger that people open was answered with an error, each time."""
something_was_tried: EndpointSign = lambda c: (*c.own_attempts, *c.other_attempts, *c.system_lookups)
"""Something was observed, and no finding explains it."""
_REPORTED_OUTAGE = ((Kind.SERVICE_ADMITS, innocent.outage_is_reported),)
"""Evidence that is added to what a finding saw: the service itself reports an outage."""


def web_servers_refuse(case: EndpointCase) -> Seen:
    """Every web server that a function needs refuses to serve here, and none of these is a bot challenge.

    Source: Slack's list of countries (2018), Zoom's (2020); 451: RFC 7725.
    """
    refused = [t for t in case.own_attempts if t in case.messenger.refusals.observed]
    return refused if all(t in refused for t in case.answered) else ()


def healthy_answer_is_known(case: EndpointCase) -> Seen:
    """A healthy one of the refusing servers is known to answer otherwise: it is no guard against bots."""
    return [t for t in case.own_attempts if t in case.messenger.refusals.known]


vpn_is_on: EndpointSign = lambda c: c.flagged(NetworkFlag.VPN)
"""A VPN is on: the service sees the VPN's address and may refuse it."""

# The service itself refuses. Decides whether it refuses this place; the hardest rival is a server that answers every
# program so, as protection against bots. A known healthy answer excludes that. A service of one country may refuse
# everybody abroad: there, refusing this place in particular is rarer.
REFUSES_TO_SERVE = Found(
    "service_refuses",
    web_servers_refuse,
    Kind.SERVICE_REFUSES,
    needs=(innocent.controls_answer,),
    fallback=unknown(Cause.SERVICE_REFUSES),
).explained_by(
    Row("refused_here", unknown(Cause.SERVICE_REFUSES), COMMON).rarer_if(innocent.serves_one_country),
    Row("refuses_tunnel", UNEXPLAINED, UNCOMMON).given(vpn_is_on),
    Row("refuses_abroad", UNEXPLAINED, UNCOMMON).given(innocent.serves_one_country),
    Row("answers_everybody_so", WORKS, UNCOMMON).unless(healthy_answer_is_known),
    # Rare, because a refusal counts only if it came with the service's own certificate.
    Row("block_page", blocked(Cause.UNEXPLAINED), RARE),
)

too_many_requests_each_time: EndpointSign = lambda c: _all_said(c, HTTPStatus.TOO_MANY_REQUESTS)
"""Each time it answered 429 Too Many Requests: nothing of what it does was seen. Source: RFC 6585, 4."""
RATE_LIMITED = Found(
    "rate_limited",
    too_many_requests_each_time,
    Kind.SERVER_TROUBLE,
    needs=(innocent.controls_answer,),
    fallback=unknown(Cause.SERVICE_REFUSES),
).explained_by(Row("refuses_for_now", unknown(Cause.SERVICE_REFUSES), COMMON))
"""Customers behind a provider's address translation share one address, and its limit."""


def some_tries_are_cut(case: EndpointCase) -> Seen:
    """Of identical tries some pass and at least two are cut off, which is no small part of many. Source: ADR 26."""
    tries = case.tries
    is_shown = case.answered and tries.is_mixed and if_repeated(tries.cut) and not tries.is_seldom_cut
    return (*tries.passed, *tries.cut) if is_shown else ()


def next_to_nothing_passes(case: EndpointCase) -> Seen:
    """At most a fifth of at least eight tries passed, and not because a server began to refuse them."""
    tries = case.tries
    server_had_enough = tries.passed_only_at_first and not tries.neutral_names_pass
    is_shown = tries.seldom_passes and not server_had_enough and case.network.controls_answer
    return (*tries.passed, *tries.cut) if is_shown else ()


def cut_before_its_protocol(case: EndpointCase) -> Seen:
    """No try got past the handshake, and some had connected."""
    return () if cut_at_connecting(case) or cut_in_its_own_protocol(case) else case.tries.cut


cut_at_connecting: EndpointSign = lambda c: if_all(c.tries.cut, lambda t: t.last.step is Step.TCP)
"""The tries that were cut off did not even connect."""
cut_at_the_handshake: EndpointSign = lambda c: if_all(c.tries.cut, lambda t: t.last.step is Step.TLS)
"""The tries that were cut off had connected and died in the handshake."""
cut_at_its_name_alone = all_of(cut_at_the_handshake, handshakes.neutral_names_always_pass)
cut_by_silence: EndpointSign = lambda c: if_all(c.tries.cut, lambda t: t.is_silent)
"""All tries that did not pass met silence, not a reset."""
cut_in_its_own_protocol: EndpointSign = lambda c: [t for t in c.tries.cut if t.last.step not in (Step.TCP, Step.TLS)]
"""The tries that were cut off after they had connected, and after the handshake if its protocol has one."""

# Of identical tries some pass. Decides by their share whether it is blocked (next to nothing passes) or slow, and by
# the step at which the others end, what is cut: the name, connecting, or the protocol. The hardest rivals are packets
# lost to everybody, and on the way to this messenger alone; neutral tries at the same step exclude chance.
COMES_AND_GOES = Found(
    "intermittent", some_tries_are_cut, Kind.SOME_ATTEMPTS_FAIL, reports=REPORTED_LOSS, fallback=slow(Cause.UNEXPLAINED)
).explained_by(
    # Next to nothing passes.
    Row("name_filtered", blocked(Cause.NAME_FILTERED), COMMON).given(next_to_nothing_passes, cut_at_its_name_alone),
    Row("address_blocked", blocked(Cause.ADDRESS_BLOCKED), COMMON).given(next_to_nothing_passes, cut_at_connecting),
    Row("protocol_filtered", blocked(Cause.PROTOCOL_FILTERED), COMMON).given(
        next_to_nothing_passes, cut_in_its_own_protocol
    ),
    Row("handshakes_blocked", blocked(Cause.UNEXPLAINED), COMMON)
    .given(next_to_nothing_passes, cut_before_its_protocol)
    .unless(cut_at_its_name_alone),
    # A part passes.
    Row("name_filtered_at_times", slow(Cause.NAME_FILTERED), COMMON)
    .given(cut_at_its_name_alone)
    .unless(next_to_nothing_passes, speed.packets_lost_on_its_way),
    Row("by_share", slow(Cause.UNEXPLAINED), COMMON).unless(
        next_to_nothing_passes, cut_at_its_name_alone, speed.packets_lost_on_its_way
    ),
    # Lost packets are silent, and concern neutral names as well. Uncommon beside losses that were counted (below).
    Row("lossy_line", slow(Cause.THROTTLED), UNCOMMON)
    .given(cut_by_silence)
    .unless(handshakes.neutral_names_always_pass),
    *LOSES_ON_ITS_WAY,
    RELAYS_FILTERED,
    Row("server_had_enough", slow(Cause.SERVICE_DOWN), RARE).unless(handshakes.neutral_names_always_pass),
    Row("by_chance", UNEXPLAINED, UNCOMMON).unless(innocent.share_is_no_chance),
    Row("line_fails_alike", UNEXPLAINED, COMMON).given(innocent.share_is_the_lines).unless(innocent.share_is_no_chance),
    and_by=INNOCENT_REASONS,
)

only_connecting_was_tested: EndpointSign = lambda c: c.answered if c.endpoint.weight is Weight.CONNECTS else ()
"""It accepts a connection, and nothing more can be tested there. Any host, or a box on the path, may accept one."""

# It accepts connections, and no more can be tested. That is said to work, but never surely: a filter that lets only the
# start of a connection through, or a box on the path that accepts every one, is just as common. Such a box is rarer
# where accepting took as long as the way abroad. That a share of the tries is cut is uncommon, and needs a reason.
ONLY_CONNECTS = Found("only_connects", only_connecting_was_tested, Kind.ONLY_CONNECTS, fallback=WORKS).explained_by(
    Row("works", WORKS, COMMON),
    Row("stops_after_greeting", blocked(Cause.PROTOCOL_FILTERED), COMMON),
    Row("taken_by_a_box", UNEXPLAINED, COMMON).rarer_if(handshakes.accepted_from_afar),
    Row("by_share", slow(Cause.UNEXPLAINED), UNCOMMON).given(something_is_cut_here),
)


def text_is_of_another_site(case: EndpointCase) -> Seen:
    """The answer of a server named by a person does not look like one of such a server."""
    if not case.endpoint.of_person:
        return ()
    return if_all(case.answered, lambda t: t.fact(Step.HTTP, Fact.TEXT_AS_EXPECTED) is False)


# A person's own server answers unlike one of its kind. Nothing decides between another site and another version of the
# same server: both are common, and the verdict is unknown.
OTHER_SERVER = Found("other_server", text_is_of_another_site, Kind.UNPROVED).explained_by(
    Row("another_site", UNEXPLAINED, COMMON), Row("says_it_otherwise", WORKS, COMMON)
)


def neutral_connection_lasted(case: EndpointCase) -> Seen:
    """A neutral connection kept open at the same time was answered to the end."""
    return [t for t in _fell_silent(case) if at_the_same_moment(t, case.control_results.lasting)]


kept_connections_fell_silent: EndpointSign = lambda c: (
    () if _connections_that_lasted(c) else if_repeated(_fell_silent(c))
)
"""Connections that had been answered went silent seconds later, each time: nothing sent after that arrived."""
last_data_never_arrived: EndpointSign = lambda c: if_all(_fell_silent(c), lambda t: t.delivered is False)
"""For each kept connection that went silent, the last data never arrived: a server that closes still gets it."""

# Connections fall silent seconds after they were answered. The hardest rival of a filter is a server that ends quiet
# connections: it is excluded only if the last data was never acknowledged. A neutral connection that lasted excludes
# the line, a router and a computer that slept: what they do to this connection, they do to any.
STOPPED_LATER = Found(
    "stopped_later",
    kept_connections_fell_silent,
    Kind.STOPPED_LATER,
    needs=(innocent.app_was_answered,),
    reports=REPORTED_LOSS,
    fallback=unknown(Cause.FROZEN),
).explained_by(
    Row("dies_later", blocked(Cause.FROZEN), COMMON).unless(speed.packets_lost_on_its_way),
    Row("line_stops", unknown(Cause.FROZEN), COMMON).unless(neutral_connection_lasted),
    Row("forgotten_on_the_way", unknown(Cause.FROZEN), COMMON).unless(neutral_connection_lasted),
    Row("just_woke", unknown(Cause.FROZEN), UNCOMMON).unless(neutral_connection_lasted),
    Row("ends_quiet_connections", WORKS, COMMON).unless(last_data_never_arrived),
    Row("server_stops", DOWN, RARE),
    *LOSES_ON_ITS_WAY,
)

_RELAYS_OVER_TCP = (Wire.STUN_TCP, Wire.STUN_TLS)
_PLAIN_WIRES = (Wire.WHATSAPP_NOISE, Wire.STUN, Wire.STUN_TCP, Wire.TELEGRAM_REFLECTOR)
"""The protocols that nothing hides: those inside TLS look like any page once the handshake has passed."""


def its_pages_came_fast(case: EndpointCase) -> Seen:
    """All pages of the messenger that were long enough to be timed came fast: nothing slows all its servers."""
    if innocent.operator_is_limited(case):
        return ()  # pages at another company say nothing about it
    tried = [(e, t) for e in case.messenger.endpoints for t in case.check.conclusive.attempts_at(e)]
    # The speed of an intercepted page is the interceptor's.
    genuine = [t for e, t in tried if e.trust is Trust.NATIONAL or not t.shows_local_root]
    timed = [t for t in genuine if t.last.step is Step.FLOW and (t.failure or tells_speed(t.last))]
    return if_all(timed, lambda t: t.failure is None and _was_not_slowed(case, t))


def _was_not_slowed(case: EndpointCase, reading: Attempt) -> bool:
    """Return whether a page came faster than anything that is called slow, or as fast as a narrow line carries it."""
    page = reading.last
    line_rate = max(fastest_control_rate(reading, case.control_results.pages), figure(page, Fact.LINE_RATE))
    # On a far line all short pages come slowly, and alike: that round trips explain it excludes no throttle.
    fills_narrow_line = case.network.detail is NetworkDetail.NARROW and keeps_up(page, line_rate)
    return fills_narrow_line or rate(page) >= SLOW_RATE


def body_arrives_elsewhere_alone(case: EndpointCase) -> Seen:
    """A body sent here never arrived in time, and another server took such a body fast in the same check."""
    failed = speed.failed_uploads(case)
    if not failed:
        return ()
    arrived = successes(case.check.conclusive.every_attempt(Variant.UPLOAD), Step.SENDING)
    return failed if any(is_fast(o, case.network.round_trip) for o in arrived) else ()


def refuses_as_far_as_known(case: EndpointCase) -> Seen:
    """Each time it answered 403 or 451, and the catalogue does not say that a healthy server does so, too."""
    return () if case.endpoint.healthy in FORBIDDEN_STATUSES else _all_said(case, *FORBIDDEN_STATUSES)


def some_tries_failed(case: EndpointCase) -> Seen:
    """Some of the tries at the app's own addresses were answered and some were not."""
    unanswered = (t for t in case.own_attempts if not t.answered(case.endpoint.wire))
    return (*unanswered, *case.tries.cut) if case.answered else ()


def home_is_slow_too(case: EndpointCase) -> Seen:
    """A page of this country came as slowly as those from abroad."""
    # In the table of the network (`line.NARROW_LINE`) such a page is what makes that rival rare.
    return any(rival.id == "abroad_slowed" and rival.prior is RARE for rival in case.network.diagnosis.standing)


def abroad_may_be_slowed(case: EndpointCase) -> Seen:
    """Every page from abroad came slowly, and that this holds for pages of this country was not seen."""
    diagnosis = case.network.diagnosis
    considered = {diagnosis.hypothesis, *(rival.id for rival in diagnosis.standing)}
    return "abroad_slowed" in considered and not case.messenger.at_home


def national_root_alone(case: EndpointCase) -> Seen:
    """Every answer came with the service's national root, which the catalogue says is genuine there."""
    genuine = certificates.answered_with_national_root(case)
    return genuine if len(genuine) == len(case.answered) else ()


def its_address_errs(case: EndpointCase) -> Seen:
    """Its certificate is all that is read of it, and at its address other names of the messenger always err."""
    addresses = {t.address for t in case.answered} if case.endpoint.wire is Wire.TLS else set()
    asked = [e for e in case.messenger.endpoints if e.host != case.endpoint.host and e.wire is not Wire.TLS]
    there = [t for t in case.check.conclusive.attempts(asked) if t.address in addresses]
    hosts = {e.host for e in asked if any(t.endpoint == e.id for t in there)}
    return _if_all_err(there) if len(hosts) >= REPEATED else ()


def answers_late_each_time(case: EndpointCase) -> Seen:
    """Each TLS handshake that the server completed took several times as long as neutral ones and as connecting."""
    made = [(t, tls) for t in case.answered if (tls := t.passed(Step.TLS))]
    late = [t for t, tls in made if case.control_results.is_late(tls, t.connect_seconds)]
    return if_repeated(late) if len(late) == len(made) else ()


def shows_an_old_certificate(case: EndpointCase) -> Seen:
    """An address of the messenger showed an expired certificate, and the clock of this computer is right."""
    is_clock_right = not case.flagged(NetworkFlag.CLOCK_WRONG)
    return is_clock_right and [t for t in case.own_attempts if t.failure is Failure.CERT_EXPIRED]


kept_connection_lived: EndpointSign = lambda c: _connections_that_lasted(c)
"""A connection that was kept open was still answered after ten seconds."""
short_exchanges_go_on: EndpointSign = lambda c: () if c.endpoint.read_bytes else _connections_that_lasted(c)
"""For ten seconds one small request after another was answered, and nothing longer is read from this server."""
only_the_handshake_is_seen: EndpointSign = lambda c: c.answered if c.endpoint.wire in _PLAIN_WIRES else ()
"""Without an account no more than the app handshake can be seen: a few packets, which some filters pass."""
kept_connection_ended: EndpointSign = lambda c: [*_fell_silent(c), *_connections_that_ended(c, Failure.RESET)]
"""A connection that was kept open went silent or was reset within ten seconds. An orderly close does not count."""
every_try_passed: EndpointSign = lambda c: () if c.messenger.is_cut or not c.tries.has_many_tries else c.tries.passed
"""At least eight tries passed here, and no try was cut off at any of the messenger's servers, relays aside."""
page_came_fast: EndpointSign = lambda c: [t for t in speed.timed_pages(c) if _was_not_slowed(c, t)]
"""A page of this very server came faster than anything that is called slow, or as fast as a narrow line carries."""
line_may_hide_a_throttle: EndpointSign = lambda c: (
    c.network.round_trip > SATELLITE_SECONDS or shows(c.network, Kind.LOSSY_LINE)
)
"""Every exchange on this line takes long, or loses packets: what is slowed on its way looks the same there."""
many_tries_passed: EndpointSign = lambda c: c.tries.passed if c.tries.is_seldom_cut else ()
"""Of at least eight tries, next to none was cut off."""
relay_over_tcp: EndpointSign = lambda c: c.answered if c.endpoint.wire in _RELAYS_OVER_TCP else ()
"""A relay answered over TCP: calls have a path left, of unmeasured quality. Source: ADR 28."""

# It works, which the answer of a verified peer proves (ADR 17): a rival takes nothing away but certainty. Uncommon
# rivals leave "likely", common ones "unsure". The hardest is a throttle that a short answer does not show
# (`too_short_to_tell`); pages that came fast exclude it. Filters that cut a share, or only later, are considered only
# where something is cut in this check.
ANSWERED = Found(
    "greeting_answered",
    innocent.app_was_answered,
    Kind.GREETING_ANSWERED,
    reports=(
        (Kind.NATIONAL_ROOT, national_root_alone),
        (Kind.SOME_ATTEMPTS_FAIL, some_tries_failed),
        *REPORTED_LOSS,
        (Kind.GREETING_CUT, handshakes.phone_handshake_is_cut),
        (Kind.SERVER_TROUBLE, its_address_errs),
        (Kind.CERTIFICATE_WRONG, shows_an_old_certificate),
        (Kind.SLOWER_THAN_CONTROL, answers_late_each_time),
        (Kind.BYPASS_TOOL, innocent.tunnel_is_split),
    ),
).explained_by(
    Row("works", WORKS, COMMON).unless(speed.packets_lost_on_its_way).proved_by(innocent.app_was_answered),
    Row("by_share", slow(Cause.UNEXPLAINED), UNCOMMON)
    .given(any_of(some_tries_failed, something_is_cut_here, speed.connections_never_come_about))
    .unless(every_try_passed),
    Row("handshakes_die", slow(Cause.UNEXPLAINED), UNCOMMON).given(something_is_cut_here).unless(many_tries_passed),
    *LOSES_ON_ITS_WAY,
    RELAYS_FILTERED,
    speed.OPERATOR_FROZEN.unless(page_came_fast),
    Row("frozen", blocked(Cause.FROZEN), COMMON)
    .given(innocent.another_company_is_frozen)
    .unless(page_came_fast, its_pages_came_fast),
    Row("refused_here", unknown(Cause.SERVICE_REFUSES), UNCOMMON).given(refuses_as_far_as_known),
    Row("service_down", DOWN, COMMON).given(its_address_errs),
    # The report proves no outage here, since it was answered.
    replace(OUTAGE_REPORTED, prior=UNCOMMON, proof=None),
    Row("too_short_to_tell", slow(Cause.THROTTLED), COMMON)
    .given(something_is_cut_here)
    .unless(page_came_fast, short_exchanges_go_on, its_pages_came_fast),
    Row("throttled_unseen", slow(Cause.THROTTLED), UNCOMMON)
    .given(line_may_hide_a_throttle)
    .unless(page_came_fast, its_pages_came_fast),
    Row("throttled", slow(Cause.THROTTLED), COMMON).given(body_arrives_elsewhere_alone).unless(page_came_fast),
    # Rarer where a page of this country is as slow: then it is the line.
    Row("abroad_slowed", slow(Cause.THROTTLED), COMMON)
    .given(any_of(abroad_may_be_slowed, speed.all_uploads_abroad_are_slow))
    .rarer_if(home_is_slow_too),
    # Both are rarer where some connections never come about and the rest lose nothing: `by_share` explains that.
    Row("passes_at_first", slow(Cause.NAME_FILTERED), UNCOMMON)
    .given(something_is_cut_here)
    .unless(many_tries_passed)
    .rarer_if(speed.connections_never_come_about),
    Row("dies_later", blocked(Cause.FROZEN), UNCOMMON)
    .given(any_of(something_is_cut_here, kept_connection_ended))
    .unless(kept_connection_lived)
    .rarer_if(speed.connections_never_come_about),
    Row("stops_after_greeting", blocked(Cause.PROTOCOL_FILTERED), RARE).given(only_the_handshake_is_seen),
    Row("too_poor_for_calls", slow(Cause.UNEXPLAINED), COMMON).given(relay_over_tcp),
)


def nobody_proved_to_be_it(case: EndpointCase) -> Seen:
    """Something answered as the messenger does, without proving that it is the messenger. Source: ADR 17."""
    tried = (*case.own_attempts, *case.other_attempts)
    return [t for t in tried if t.last.step is Step.PROOF and t.failure is not None]


# Something answers without the proof. Nothing decides between an impostor and a key that the service has replaced.
NOT_PROVED = Found("unproved", nobody_proved_to_be_it, Kind.UNPROVED).explained_by(
    Row("impostor", blocked(Cause.PROTOCOL_FILTERED), COMMON), Row("new_key", WORKS, COMMON)
)


def verified_server_errs_where_it_should_not(case: EndpointCase) -> Seen:
    """The verified server answers with an error where a healthy one does not, or to the app's own upgrade.

    Many healthy hosts return errors to unusual requests, but not for pages that people open and the files that these
    name. Source: OONI's samples of healthy hosts contain 501 and 503 (sfu.voip.signal.org, Telegram's data centres).
    """
    errors = _own_errors(case, (*case.own_attempts, *case.other_attempts))
    if not errors or case.endpoint.healthy or case.endpoint.expect_text:
        return errors
    addresses = {t.address for t in case.all_attempts}
    if _if_all_err([t for t in _page_attempts(case) if t.address in addresses]) or all_its_hosts_err(case):
        return errors
    return [t for t in errors if t.last.step is Step.WEBSOCKET]


def all_its_hosts_err(case: EndpointCase) -> Seen:
    """Every server of the messenger answers with an error, each time: several hosts, and the pages that people open."""
    errors = _if_all_err(case.messenger.server_attempts())
    hosts = {e.host for e in case.messenger.endpoints if any(t.endpoint == e.id for t in errors)}
    return errors if len(hosts) >= HOSTS_ERR and pages_err(case) else ()


def pages_may_be_guarded(case: EndpointCase) -> Seen:
    """Only pages show what a healthy server answers here, and each said 503, as protection against bots does too."""
    has_upgrade = any(t.last.step is Step.WEBSOCKET for t in case.own_attempts)
    if case.endpoint.healthy or case.endpoint.expect_text or has_upgrade:
        return ()
    files = {e.id for e in case.messenger.endpoints if e.named_by}
    unavailable = HTTPStatus.SERVICE_UNAVAILABLE
    errors = _if_all_err(_page_attempts(case))
    return if_all(errors, lambda t: t.last.facts.get(Fact.STATUS) == unavailable and t.endpoint not in files)


def servers_known_by_their_answers_err(case: EndpointCase) -> Seen:
    """Each server of the messenger whose healthy answer is known gives an error instead, each time."""
    known = [e for e in case.messenger.endpoints if e.healthy or e.expect_text]
    return _if_all_err(case.check.conclusive.attempts(known))


error_repeated: EndpointSign = lambda c: if_repeated(_own_errors(c, (*c.own_attempts, *c.other_attempts)))
"""It answered with an error more than once."""

# An error where a healthy server gives none. The hardest rival of an outage is a server that answers all programs with
# 503: uncommon, and considered only where nothing but pages tells what is healthy. Our request is rarely at fault.
SERVER_TROUBLE = Found(
    "server_trouble", verified_server_errs_where_it_should_not, Kind.SERVER_TROUBLE, reports=_REPORTED_OUTAGE
).explained_by(
    Row("service_down", DOWN, COMMON).proved_by(innocent.outage_is_reported),
    Row("our_request_wrong", UNEXPLAINED, RARE).unless(innocent.outage_is_reported),
    Row("answers_everybody_so", WORKS, UNCOMMON).given(pages_may_be_guarded).unless(innocent.outage_is_reported),
    Row("passing_trouble", WORKS, RARE).unless(error_repeated, innocent.outage_is_reported),
)

verified_server_errs: EndpointSign = lambda c: _own_errors(c, c.own_attempts)
"""The verified server answers with an error: the path to it is open."""
app_path_was_asked: EndpointSign = lambda c: c.endpoint.path != "/" and c.own_attempts
"""A path that the app itself requests was asked. Strangers are known to get errors at the root, not there."""

# An error where a healthy server may give one, too: usually it works. That is rarer where the app's own path was asked,
# the same error comes from all sites of its company or all pages of the messenger, or an outage is reported.
ERROR_REACHED = Found(
    "error_reached",
    verified_server_errs,
    Kind.SERVER_TROUBLE,
    reports=(*_REPORTED_OUTAGE, (Kind.OPERATOR_LIMITED, innocent.operator_errs)),
).explained_by(
    Row("answers_everybody_so", WORKS, COMMON).rarer_if(
        innocent.outage_is_reported,
        innocent.operator_errs,
        pages_err,
        servers_known_by_their_answers_err,
        app_path_was_asked,
    ),
    Row("service_down", DOWN, COMMON).rarer_if(without(servers_known_by_their_answers_err)),
    Row("operator_down", DOWN, COMMON).given(innocent.operator_errs),
    OUTAGE_REPORTED,
)

_OUTAGE_ALONE = (OUTAGE_REPORTED, Row("by_chance", UNEXPLAINED, UNCOMMON).given(innocent.outage_is_reported))
"""Where nothing else is known, a reported outage can be said. That something fails here as well may be chance; without
a report there is nothing that chance would explain."""

# No other finding applies.
NOT_ENOUGH = Found(
    "not_enough",
    something_was_tried,
    Kind.NOT_ENOUGH,
    reports=((Kind.BYPASS_TOOL, innocent.tunnel_is_split), *_REPORTED_OUTAGE),
).explained_by(*_OUTAGE_ALONE)

nothing_was_tried: EndpointSign = lambda c: not something_was_tried(c)
"""Nothing was observed."""
NOT_TRIED = Found(
    "not_tried", nothing_was_tried, Kind.NOT_ENOUGH, reports=_REPORTED_OUTAGE, fallback=UNKNOWN
).explained_by(*_OUTAGE_ALONE)
