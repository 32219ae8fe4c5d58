"""Which attempts at an endpoint were answered, how often, and by whom."""

from dialtone.judge.attempts import Attempt, number, numbers, repeated
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.readings import at_the_same_moment, is_fast, is_telling, pages
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Failure, NetworkFlag, Step, Trust, Weight, Wire

_SHORT_WAY = (Wire.STUN_TCP, Wire.STUN_TLS)


def something_is_cut_here(case: EndpointCase) -> Seen:
    """Somewhere in this check something was stopped, slowed, intercepted or misdirected, at any messenger or control.

    If nothing is, the line is most likely an ordinary one.
    """
    calls = NetworkFlag.CALLS_FILTERED in case.network.flags
    return case.ground.interference or calls or bool(case.ground.inspection.messengers)


def connection_lived(case: EndpointCase) -> Seen:
    """A connection that was kept open was still answered after ten seconds."""
    return numbers(_kept(case, None))


def short_exchanges_go_on(case: EndpointCase) -> Seen:
    """For ten seconds one small request after another was answered, and nothing longer is read from this server."""
    return () if case.endpoint.read_bytes else connection_lived(case)


def _kept(case: EndpointCase, ended: Failure | None) -> list[Attempt]:
    return [t for t in case.kept if t.ended(Step.KEPT, (ended,))]


def connection_ended(case: EndpointCase) -> Seen:
    """A connection that was kept open went silent or was reset within ten seconds.

    An orderly close does not count: the server may end connections of clients that do not identify themselves.
    """
    return numbers([*_silenced(case), *_kept(case, Failure.RESET)])


def stopped_later(case: EndpointCase) -> Seen:
    """Connections that had been answered went silent seconds later, each time: nothing sent after that arrived."""
    return () if connection_lived(case) else repeated(_silenced(case))


def _silenced(case: EndpointCase) -> list[Attempt]:
    """Return the kept connections whose peer no longer received anything.

    If the system does not report acknowledgements, the peer must have answered the same request before.
    """
    stalled = _kept(case, Failure.STALLED)
    return [t for t in stalled if t.delivered is False or (t.delivered is None and number(t.last, Fact.EXCHANGES))]


def nothing_arrived(case: EndpointCase) -> Seen:
    """For each kept connection that went silent, the last data never arrived: a server that closes still gets it."""
    silenced = _silenced(case)
    return numbers(silenced) if all(t.delivered is False for t in silenced) else ()


def control_lasted(case: EndpointCase) -> Seen:
    """A neutral connection kept open at the same time was answered to the end."""
    return numbers([t for t in _silenced(case) if at_the_same_moment(t, case.timing.lasting)])


def every_try_passed(case: EndpointCase) -> Seen:
    """At least eight tries passed here, and no try was cut off at any of the messenger's servers, relays aside."""
    return () if case.messenger.is_cut or not case.share.is_many else numbers(case.share.passed)


def page_came_fast(case: EndpointCase) -> Seen:
    """A page of this very server came fast, or as fast as its distance allows."""
    way = case.messenger.distances.farthest
    return numbers(t for t in case.good for page in pages([t]) if is_fast(page, way(t.address)))


def its_pages_came_fast(case: EndpointCase) -> Seen:
    """All pages of the messenger that were long enough to be timed came fast: nothing slows all its servers."""
    way = case.messenger.distances.farthest
    read = [(t, flow) for found in case.messenger.heard.values() for t in found if (flow := t.find(Step.FLOW))]
    told = [(t, flow) for t, flow in read if is_telling(flow) or flow.failure is not None]
    fast = [t for t, flow in told if flow.ok and is_fast(flow, way(t.address))]
    return numbers(fast) if len(fast) == len(told) else ()


def some_tries_failed(case: EndpointCase) -> Seen:
    """Some of the tries at the app's own addresses were answered and some were not."""
    failed = [t for t in case.own if not t.answered(case.endpoint.wire)]
    return numbers([*failed, *(t for t in case.share.cut if t not in failed)]) if case.good else ()


def many_tries_passed(case: EndpointCase) -> Seen:
    """Of at least eight tries, next to none was cut off."""
    return numbers(case.share.passed) if case.share.is_minor else ()


def national_root_alone(case: EndpointCase) -> Seen:
    """Every answer came with the service's national root, which the catalogue says is genuine there."""
    found = case.from_home
    return numbers(found) if len(found) == len(case.good) else ()


def relay_over_tcp(case: EndpointCase) -> Seen:
    """A relay answered over TCP: calls have a path left, of unmeasured quality. Source: ADR 28."""
    return numbers(case.good) if case.endpoint.wire in _SHORT_WAY else ()


def only_connects(case: EndpointCase) -> Seen:
    """It accepts a connection, and nothing more can be tested there. Any host, or a box on the path, may accept one."""
    return numbers(case.good) if case.endpoint.weight is Weight.CONNECTS else ()


def text_is_not_a_servers(case: EndpointCase) -> Seen:
    """The answer of a server named by a person does not look like one of such a server.

    A messenger's own servers are identified by their certificates; for a name that a person typed, the certificate only
    tells whose site it is.
    """
    said = [(t, step) for t in case.good if (step := t.find(Step.HTTP)) is not None]
    told = [t for t, step in said if step.facts.get(Fact.TEXT_AS_EXPECTED) is False]
    return numbers(told) if case.endpoint.of_person and len(told) == len(case.good) else ()


def nobody_proved(case: EndpointCase) -> Seen:
    """Something answered as the messenger does, without proving that it is the messenger. Source: ADR 17."""
    found = (*case.own, *case.other)
    return numbers([t for t in found if t.last.step is Step.PROOF and t.failure is not None])


def verified_server_errs(case: EndpointCase) -> Seen:
    """The verified server answers with an error: the path to it is open."""
    return numbers(_errors(case, case.own))


def verified_server_errs_where_it_should_not(case: EndpointCase) -> Seen:
    """The verified server answers with an error where a healthy one does not, or to the app's own upgrade.

    Many healthy hosts return errors to unusual requests. Source: OONI's samples of healthy hosts contain 501 and 503
    (sfu.voip.signal.org, Telegram's data centres).
    """
    known = bool(case.endpoint.healthy or case.endpoint.expect_text)
    errors = _errors(case, (*case.own, *case.other))
    return numbers([t for t in errors if known or t.last.step is Step.WEBSOCKET])


def error_repeated(case: EndpointCase) -> Seen:
    """It answered with an error more than once."""
    return repeated(_errors(case, (*case.own, *case.other)))


def _errors(case: EndpointCase, attempts: tuple[Attempt, ...]) -> list[Attempt]:
    """Return the errors of servers with a public certificate or the messenger's own, not those of an interceptor."""
    bad = [(t, t.find(Step.TLS)) for t in attempts if t.failure is Failure.HTTP_ERROR]
    public = case.endpoint.trust is Trust.PUBLIC
    return [t for t, tls in bad if not (public and tls and tls.facts.get(Fact.MOZILLA) is False)]


def all_web_servers_refuse(case: EndpointCase) -> Seen:
    """Every web server of the messenger refuses to serve here (403 or 451), and none of these is a bot challenge.

    One such answer proves nothing: all must refuse, and at least one must be known to answer otherwise. Source: Slack's
    list of countries (2018), Zoom's (2020), RFC 7725 for 451.
    """
    refused = [t for t in case.own if set(t.numbers) & set(case.messenger.refusals)]
    return numbers(refused) if all(t in refused for t in case.good) else ()


def leaves_by_tunnel(case: EndpointCase) -> Seen:
    """A VPN is on: the service sees the VPN's address and may refuse it."""
    return NetworkFlag.VPN in case.network.flags


def comes_and_goes(case: EndpointCase) -> Seen:
    """Of identical tries some pass and at least two are cut off, which is no small part of many.

    A later handshake alone does not count as an answer to the app, and tries at another port differ by more than
    chance. Source: ADR 26.
    """
    share = case.share
    seen = case.good and share.is_mixed and repeated(share.cut) and not share.is_minor
    return numbers((*share.passed, *share.cut)) if seen else ()


def next_to_nothing_passes(case: EndpointCase) -> Seen:
    """At most a fifth of at least eight tries passed, and not because a server began to refuse them."""
    share = case.share
    seen = share.is_rare and (share.by_name or not share.passed_at_first) and case.network.controls_answer
    return seen and numbers((*share.passed, *share.cut))


def cut_at_its_name_alone(case: EndpointCase) -> Seen:
    """The handshakes are cut off when the name is sent, and at the same server neutral names pass each time."""
    at_tls = case.share.by_name and all(t.last.step is Step.TLS for t in case.share.cut)
    return at_tls and numbers((*case.share.cut, *case.share.neutral))


def cut_at_connecting(case: EndpointCase) -> Seen:
    """The tries that were cut off did not even connect."""
    cut = case.share.cut
    return numbers(cut) if all(t.last.step is Step.TCP for t in cut) else ()


def cut_at_the_handshake(case: EndpointCase) -> Seen:
    """The tries that were cut off had connected and died in the handshake."""
    cut = case.share.cut
    return numbers(cut) if all(t.last.step is Step.TLS for t in cut) else ()


def cut_in_its_own_protocol(case: EndpointCase) -> Seen:
    """Some tries that were cut off had connected and got past the handshake, if any: its own protocol is cut."""
    cut, steps = case.share.cut, {t.last.step for t in case.share.cut}
    return numbers(cut) if steps - {Step.TCP} and steps != {Step.TLS} else ()


def neutral_names_pass_there(case: EndpointCase) -> Seen:
    """At the same server several neutral names pass each time."""
    return case.share.by_name and numbers(case.share.neutral)


def cut_by_silence(case: EndpointCase) -> Seen:
    """All tries that did not pass met silence, not a reset."""
    cut = case.share.cut
    return numbers(cut) if all(t.failure is Failure.TIMEOUT for t in cut) else ()


def something_was_tried(case: EndpointCase) -> Seen:
    """Something was observed, and no finding explains it."""
    return numbers((*case.own, *case.other, *case.system))


def nothing_was_tried(case: EndpointCase) -> Seen:
    """Nothing was observed."""
    return not something_was_tried(case)
