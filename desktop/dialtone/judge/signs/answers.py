"""What was answered at an endpoint, how often, and by whom."""

from dialtone.judge.attempts import Attempt, number, numbers, repeated
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.readings import at_the_same_moment, is_fast, is_telling, pages
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Failure, NetworkFlag, Step, Trust, Weight, Wire

_SHORT_WAY = (Wire.STUN_TCP, Wire.STUN_TLS)


def something_is_cut_here(case: EndpointCase) -> Seen:
    """Somewhere in this check something was stopped, slowed, read along or led astray: of any messenger, or neutral.

    Where nothing is, nobody expects more than an ordinary line.
    """
    calls = NetworkFlag.CALLS_FILTERED in case.network.flags
    return case.ground.interference or calls or bool(case.ground.inspection.messengers)


def connection_lived(case: EndpointCase) -> Seen:
    """A connection that was kept open was still answered after ten seconds."""
    return numbers(_kept(case, None))


def short_exchanges_go_on(case: EndpointCase) -> Seen:
    """For ten seconds one small question after the other was answered, and nothing longer is read at this server."""
    return () if case.endpoint.read_bytes else connection_lived(case)


def _kept(case: EndpointCase, ended: Failure | None) -> list[Attempt]:
    return [t for t in case.kept if t.ended(Step.KEPT, (ended,))]


def connection_ended(case: EndpointCase) -> Seen:
    """A connection that was kept open went silent, or was reset, before ten seconds were over.

    A server may end it in order: it did not hear who asks.
    """
    return numbers([*_silenced(case), *_kept(case, Failure.RESET)])


def stopped_later(case: EndpointCase) -> Seen:
    """Connections that had been answered went silent seconds later, each time: nothing that was sent then arrived."""
    return () if connection_lived(case) else repeated(_silenced(case))


def _silenced(case: EndpointCase) -> list[Attempt]:
    """Return the kept connections of which the other end no longer heard anything.

    Where the system does not tell what arrived, it had answered the same before.
    """
    stalled = _kept(case, Failure.STALLED)
    return [t for t in stalled if t.delivered is False or (t.delivered is None and number(t.last, Fact.EXCHANGES))]


def nothing_arrived(case: EndpointCase) -> Seen:
    """The system says of each of those that what was sent last never arrived: a server that ends it would have."""
    silenced = _silenced(case)
    return numbers(silenced) if all(t.delivered is False for t in silenced) else ()


def control_lasted(case: EndpointCase) -> Seen:
    """A neutral connection that was kept open at the same time was answered to the end."""
    return numbers([t for t in _silenced(case) if at_the_same_moment(t, case.timing.lasting)])


def every_try_passed(case: EndpointCase) -> Seen:
    """Eight tries or more passed here, and none of the messenger was cut off at any of its servers, relays aside."""
    return () if case.messenger.is_cut or not case.share.is_many else numbers(case.share.passed)


def page_came_fast(case: EndpointCase) -> Seen:
    """A page of this very server came fast, or as fast as the way to it allows."""
    way = case.messenger.distances.farthest
    return numbers(t for t in case.good for page in pages([t]) if is_fast(page, way(t.address)))


def its_pages_came_fast(case: EndpointCase) -> Seen:
    """Pages of the messenger were long enough to tell, and each came fast: what slows all that it has is not there."""
    way = case.messenger.distances.farthest
    read = [(t, flow) for found in case.messenger.heard.values() for t in found if (flow := t.find(Step.FLOW))]
    told = [(t, flow) for t, flow in read if is_telling(flow) or flow.failure is not None]
    fast = [t for t, flow in told if flow.ok and is_fast(flow, way(t.address))]
    return numbers(fast) if len(fast) == len(told) else ()


def some_tries_failed(case: EndpointCase) -> Seen:
    """Of the tries at the app's own addresses some were answered and some were not."""
    failed = [t for t in case.own if not t.answered(case.endpoint.wire)]
    return numbers([*failed, *(t for t in case.share.cut if t not in failed)]) if case.good else ()


def many_tries_passed(case: EndpointCase) -> Seen:
    """Eight tries or more, of which next to none was cut off."""
    return numbers(case.share.passed) if case.share.is_minor else ()


def national_root_alone(case: EndpointCase) -> Seen:
    """Every answer came with the root of the service's own country, which the catalogue says is genuine there."""
    found = case.from_home
    return numbers(found) if len(found) == len(case.good) else ()


def relay_over_tcp(case: EndpointCase) -> Seen:
    """A relay answered over TCP: calls have a way left, and how good it is nobody measured. Source: ADR 28."""
    return numbers(case.good) if case.endpoint.wire in _SHORT_WAY else ()


def only_connects(case: EndpointCase) -> Seen:
    """It accepts a connection, and more cannot be asked of it. Any host, or a box on the way, may accept one."""
    return numbers(case.good) if case.endpoint.weight is Weight.CONNECTS else ()


def text_is_not_a_servers(case: EndpointCase) -> Seen:
    """What answers at the server that a person named says nothing of what such a server says.

    Of a messenger's own servers the certificate tells; of a name that a person typed it tells only whose site it is.
    """
    said = [(t, step) for t in case.good if (step := t.find(Step.HTTP)) is not None]
    told = [t for t, step in said if step.facts.get(Fact.TEXT_AS_EXPECTED) is False]
    return numbers(told) if case.endpoint.of_person and len(told) == len(case.good) else ()


def nobody_proved(case: EndpointCase) -> Seen:
    """Something answered as the messenger does, and gave no proof that it is the messenger. Source: ADR 17."""
    found = (*case.own, *case.other)
    return numbers([t for t in found if t.last.step is Step.PROOF and t.failure is not None])


def verified_server_errs(case: EndpointCase) -> Seen:
    """The verified server answers with an error: the way there is free."""
    return numbers(_errors(case, case.own))


def verified_server_errs_where_it_should_not(case: EndpointCase) -> Seen:
    """The verified server answers with an error to what a healthy one is known to answer, or to the app's own upgrade.

    Many a healthy host answers an error to what nobody asks of it. Source: OONI's samples of healthy hosts hold 501
    and 503 (sfu.voip.signal.org, Telegram's data centres).
    """
    known = bool(case.endpoint.healthy or case.endpoint.expect_text)
    errors = _errors(case, (*case.own, *case.other))
    return numbers([t for t in errors if known or t.last.step is Step.WEBSOCKET])


def error_repeated(case: EndpointCase) -> Seen:
    """It answered with an error more than once."""
    return repeated(_errors(case, (*case.own, *case.other)))


def _errors(case: EndpointCase, attempts: tuple[Attempt, ...]) -> list[Attempt]:
    """Return the errors of servers that showed a public certificate, or the messenger's own: not an interceptor's."""
    bad = [(t, t.find(Step.TLS)) for t in attempts if t.failure is Failure.HTTP_ERROR]
    public = case.endpoint.trust is Trust.PUBLIC
    return [t for t, tls in bad if not (public and tls and tls.facts.get(Fact.MOZILLA) is False)]


def all_web_servers_refuse(case: EndpointCase) -> Seen:
    """Every web server of the messenger answers that it will not serve here (403 or 451), and none is a riddle.

    One such answer proves nothing: it has to be all of them, one of which is known to answer otherwise. Source: Slack's
    list of countries (2018), Zoom's (2020), RFC 7725 for 451.
    """
    refused = [t for t in case.own if set(t.numbers) & set(case.messenger.refusals)]
    return numbers(refused) if all(t in refused for t in case.good) else ()


def leaves_by_tunnel(case: EndpointCase) -> Seen:
    """A VPN is on: the service sees its address, and may refuse that one."""
    return NetworkFlag.VPN in case.network.flags


def comes_and_goes(case: EndpointCase) -> Seen:
    """Of tries that differ in nothing some pass and at least two are cut off, and these are no small part of many.

    A later handshake alone is no answer to the app, and one at another port of the app's does not differ by chance.
    Source: ADR 26.
    """
    share = case.share
    seen = case.good and share.is_mixed and repeated(share.cut) and not share.is_minor
    return numbers((*share.passed, *share.cut)) if seen else ()


def next_to_nothing_passes(case: EndpointCase) -> Seen:
    """Of eight tries or more a fifth at most passed, and not because a server had enough of them."""
    share = case.share
    seen = share.is_rare and (share.by_name or not share.passed_at_first) and case.network.controls_answer
    return seen and numbers((*share.passed, *share.cut))


def cut_at_its_name_alone(case: EndpointCase) -> Seen:
    """The handshakes are cut off when the name is seen, and at the same server neutral names pass each time."""
    at_tls = case.share.by_name and all(t.last.step is Step.TLS for t in case.share.cut)
    return at_tls and numbers((*case.share.cut, *case.share.neutral))


def cut_at_connecting(case: EndpointCase) -> Seen:
    """What is cut off does not even connect."""
    cut = case.share.cut
    return numbers(cut) if all(t.last.step is Step.TCP for t in cut) else ()


def cut_at_the_handshake(case: EndpointCase) -> Seen:
    """What is cut off had connected, and dies in the handshake."""
    cut = case.share.cut
    return numbers(cut) if all(t.last.step is Step.TLS for t in cut) else ()


def cut_in_its_own_protocol(case: EndpointCase) -> Seen:
    """What is cut off had connected, and some of it had shaken hands or needs no TLS: it is the app's own words."""
    cut, steps = case.share.cut, {t.last.step for t in case.share.cut}
    return numbers(cut) if steps - {Step.TCP} and steps != {Step.TLS} else ()


def neutral_names_pass_there(case: EndpointCase) -> Seen:
    """At the same server several neutral names pass each time."""
    return case.share.by_name and numbers(case.share.neutral)


def cut_by_silence(case: EndpointCase) -> Seen:
    """All that did not pass met silence, and no reset."""
    cut = case.share.cut
    return numbers(cut) if all(t.failure is Failure.TIMEOUT for t in cut) else ()


def something_was_tried(case: EndpointCase) -> Seen:
    """Something was observed, and no finding explains it."""
    return numbers((*case.own, *case.other, *case.system))


def nothing_was_tried(case: EndpointCase) -> Seen:
    """Nothing was observed."""
    return not something_was_tried(case)
