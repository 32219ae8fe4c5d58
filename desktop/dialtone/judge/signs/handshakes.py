"""Handshakes that carry the messenger's name (SNI, RFC 6066), and their contrasts.

A name that was cut is also sent to servers that have nothing to do with the messenger (ADR 16): it dies there as well,
or only on this path.
"""

from collections.abc import Sequence

from dialtone.judge.attempts import CUT, GREETING, Attempt, connect_seconds, numbers, repeated
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import RAW_WIRES, EndpointCase
from dialtone.judge.endpoint.servers import is_sooner
from dialtone.judge.signs.certificates import network_is_intercepted
from dialtone.judge.signs.line import is_no_chance
from dialtone.model.fact import Fact
from dialtone.model.thresholds import CLOSE, EVERY_HELLO, FROM_AFAR, REPEATED
from dialtone.model.vocabulary import Failure, Step, Variant, Wire

_ENDED = CUT | {Failure.ALERT}
_APP_STEPS = frozenset({*GREETING.values(), Step.WEBSOCKET}) - {Step.TCP, Step.TLS, Step.STUN, Step.REFLECTOR}
_OWN_PROTOCOLS = (*RAW_WIRES, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET)


def name_is_cut(case: EndpointCase) -> Seen:
    """The handshake dies when the name is sent; a neutral name at the same address gets an answer. Source: ADR 8."""
    cut = case.ended(CUT, Step.TLS)
    alive = [t for t in case.contrast if t.failure not in CUT]
    if not cut or not alive or (all(t.failure is Failure.TIMEOUT for t in cut) and not case.repeated(cut)):
        return ()
    return numbers((*cut, *alive, *case.other_hello))


def name_is_refused(case: EndpointCase) -> Seen:
    """The name repeatedly gets a TLS alert; a neutral name at the same address completes the handshake."""
    refused = case.ended({Failure.ALERT}, Step.TLS)
    whole = _completed(case.contrast)
    if len(refused) < REPEATED or not whole or _completed(case.other_hello):
        return ()
    return numbers((*refused, *whole, *case.other_hello))


def nothing_passes_after_the_name(case: EndpointCase) -> Seen:
    """The name was cut, and then nothing got through to that address, whatever the name.

    Some filters punish an address where they saw a name, so that no contrast there survives. Source: ADR 16.
    """
    cut = case.ended(CUT, Step.TLS)
    if not cut or any(t.failure not in CUT for t in (*case.neutral, *case.other_hello)):
        return ()
    return numbers((*cut, *case.neutral))


def only_this_shape_is_cut(case: EndpointCase) -> Seen:
    """The same name passes at the same server in a first message of another shape, and ours never did.

    If ours passes at times, the other shape may just have been lucky. Source: ADR 26.
    """
    passed = _completed(case.other_hello)
    return numbers((*case.ended(CUT, Step.TLS), *passed)) if passed and not case.share.passed else ()


def app_handshake_is_cut(case: EndpointCase) -> Seen:
    """The app's own ClientHello to the same server was never answered, in three tries or more. Source: ADR 25, 58."""
    cut = all(t.ended(Step.TLS, CUT) for t in case.app_hello)
    return numbers(case.app_hello) if cut and len(case.app_hello) >= EVERY_HELLO else ()


def app_shape_is_in_doubt(case: EndpointCase) -> Seen:
    """The profile of the app's ClientHello is old or was never captured: the app may send another one."""
    return numbers(case.app_hello) if all(t.last.facts.get(Fact.SHAPE_IN_DOUBT) for t in case.app_hello) else ()


def app_handshake_is_not_cut_by_chance(case: EndpointCase) -> Seen:
    """Neutral handshakes fail too seldom for this many failures of the app's in a row."""
    return numbers(case.app_hello) if is_no_chance(case.app_hello, case.timing.fared.get(Step.TLS, (0, 0))) else ()


def app_handshake_passes(case: EndpointCase) -> Seen:
    """The app's own ClientHello was answered by the same server."""
    return numbers(_completed(case.app_hello))


def name_passes_at_times(case: EndpointCase) -> Seen:
    """A later handshake with the same name passed at the same server, and not just one of many. Source: ADR 26."""
    return () if case.share.is_rare else numbers(case.share.passed)


def name_passes_repeatedly(case: EndpointCase) -> Seen:
    """Two later handshakes with the same name passed at the same server, and not just two of many."""
    passes = len(case.share.passed) >= REPEATED and name_passes_at_times(case)
    return numbers((*case.share.passed, *case.ended(CUT, Step.TLS))) if passes else ()


def name_passed_once(case: EndpointCase) -> Seen:
    """One later handshake passed, and no more."""
    return numbers(case.share.passed) if len(case.share.passed) < REPEATED else ()


def neutral_names_always_pass(case: EndpointCase) -> Seen:
    """At least three handshakes with neutral names were tried at the same server, and all passed."""
    return numbers(case.share.neutral) if case.share.by_name else ()


def dies_at_unrelated_servers(case: EndpointCase) -> Seen:
    """At two unrelated servers, connections with the messenger's name die while a neutral name survives.

    To those servers both names are foreign. The sign is not seen if the name passes at any of them. Source: ADR 16.
    """
    dead = [pair for t in case.messenger.elsewhere if (pair := _death_and_contrast(t, case))]
    if len({t.address for t, _ in dead}) < REPEATED or passes_at_unrelated_servers(case):
        return ()
    return numbers([t for pair in dead for t in pair])


def passes_at_unrelated_servers(case: EndpointCase) -> Seen:
    """A server unrelated to the messenger received its name and answered anything at all.

    An alert counts as an answer only if that server refuses a neutral name in the same way.
    """
    return numbers([t for t in case.messenger.elsewhere if t.find(Step.TLS) is not None and not _is_dead(t, case)])


def was_swallowed(case: EndpointCase) -> Seen:
    """Data was repeatedly neither answered nor acknowledged: a live server acknowledges it.

    Source: RFC 9293, 3.8.6.3; ADR 11.
    """
    return repeated(t for t in case.ended(_ENDED) if _is_swallowed(t))


def ended_from_nearby(case: EndpointCase) -> Seen:
    """The connections ended too soon for the server: repeatedly, in less than half of its round trip. Source: ADR 8."""
    ended = [t for t in case.ended(_ENDED) if t.failure is not Failure.TIMEOUT]
    return numbers(ended) if case.came_from_nearby(ended) else ()


def reset_and_passes_nowhere(case: EndpointCase) -> Seen:
    """Connections with the name were repeatedly reset, and no server is known where the name passes."""
    passes = passes_at_unrelated_servers(case)
    return () if passes else repeated(t for t in case.ended(_ENDED) if t.failure is Failure.RESET)


def all_were_silent(case: EndpointCase) -> Seen:
    """No handshake got any answer, not even a reset."""
    ended = case.ended(_ENDED)
    return numbers(ended) if all(t.failure is Failure.TIMEOUT for t in ended) else ()


def neutral_handshake_is_whole(case: EndpointCase) -> Seen:
    """With a neutral name the same address completed a handshake, large packets included."""
    return numbers(_completed(case.contrast))


def small_handshake_dies(case: EndpointCase) -> Seen:
    """An older first message, which fits into one packet, was not acknowledged either."""
    return numbers(t for t in case.other_hello if _is_swallowed(t))


def handshakes_are_cut(case: EndpointCase) -> Seen:
    """It accepts connections, but repeatedly no handshake completes, whatever the name."""
    cut = case.ended(CUT, Step.TLS)
    return numbers((*cut, *case.contrast)) if len(cut) >= REPEATED else ()


def larger_packets_are_lost(case: EndpointCase) -> Seen:
    """No handshake is answered, whatever the name; one in small packets is, and an older, small first message arrived.

    A tunnel or router that passes only smaller packets, and reports nothing, causes this (RFC 2923, 2.1). Some filters
    miss a name that is split into pieces, but those also swallow what fits into one packet. Source: ADR 29.
    """
    lost = [t for t in case.ended(CUT, Step.TLS) if t.failure is Failure.TIMEOUT]
    passed = [t for t in case.heard(Variant.SMALL_PACKETS) if t.answered(Wire.TLS)]
    arrived = [t for t in case.other_hello if t.failure is None or _may_have_arrived(t)]
    if len(lost) < REPEATED or not passed or not arrived or _completed(case.contrast):
        return ()
    return numbers((*lost, *passed, *arrived))


def _may_have_arrived(attempt: Attempt) -> bool:
    """Return whether a first message got no answer, but is not known to have been swallowed."""
    return attempt.failure is Failure.TIMEOUT and attempt.last.step is Step.TLS and attempt.delivered is not False


def small_packets_fare_no_better(case: EndpointCase) -> Seen:
    """The same handshake in packets that fit any line was not answered either."""
    return numbers(t for t in case.heard(Variant.SMALL_PACKETS) if t.failure in CUT)


def another_shape_passes(case: EndpointCase) -> Seen:
    """The same name at the same server completed a handshake with a first message of another shape."""
    return numbers(_completed(case.other_hello))


def another_shape_passes_repeatedly(case: EndpointCase) -> Seen:
    """Two handshakes of another shape completed: that is no luck, unless the line loses or queues packets."""
    return () if case.network.lossy else repeated(_completed(case.other_hello))


def any_was_reset(case: EndpointCase) -> Seen:
    """A connection was reset, while a server that hangs sends nothing at all."""
    return numbers([t for t in (*_stopped(case), *case.neutral) if t.failure is Failure.RESET])


def all_was_acknowledged(case: EndpointCase) -> Seen:
    """The peer acknowledged everything that it left unanswered, repeatedly. A filter swallows it. Source: ADR 11.

    Where something nearby accepts all connections, it acknowledges everything: dead servers look like hanging ones.
    """
    stopped = _stopped(case)
    taken = repeated(stopped) and all(t.failure is Failure.TIMEOUT and t.delivered is True for t in stopped)
    return numbers((*stopped, *case.neutral)) if taken and not case.timing.connects_are_local else ()


def nothing_was_acknowledged(case: EndpointCase) -> Seen:
    """Nothing sent to that address was acknowledged, repeatedly: a live server acknowledges data.

    Source: ADR 11.
    """
    any_taken = any(t.delivered for t in (*_stopped(case), *case.neutral, *case.other_hello))
    return (
        () if any_taken or case.timing.connects_are_local else repeated(t for t in _stopped(case) if _is_swallowed(t))
    )


def accepted_nearby(case: EndpointCase) -> Seen:
    """A connection was established sooner than one to a site abroad can be: a box on the path may have accepted it."""
    way = case.messenger.distances.abroad
    tried = ((t, t.passed(Step.TCP)) for t in (*_stopped(case), *case.neutral))
    return numbers(t for t, tcp in tried if tcp and connect_seconds(tcp) > 0 and is_sooner(connect_seconds(tcp), way))


def accepted_from_afar(case: EndpointCase) -> Seen:
    """Each connection took as long as the round trip to a site abroad: nothing nearer accepted it instead."""
    way, stopped = case.messenger.distances.abroad, _stopped(case)
    far = all((tcp := t.passed(Step.TCP)) and connect_seconds(tcp) > FROM_AFAR * way for t in stopped)
    return numbers(stopped) if way > CLOSE and far and not case.timing.connects_are_local else ()


def several_places_hang(case: EndpointCase) -> Seen:
    """In several address blocks at once, the messenger's servers acknowledge data but never answer."""
    hanging = case.messenger.hanging_networks
    return len(hanging) >= REPEATED and not hanging & case.messenger.living_networks


def app_protocol_is_cut(case: EndpointCase) -> Seen:
    """It connects, but the first message of the app's own protocol gets no answer, every time. Source: ADR 11."""
    cut = case.ended(CUT, *_APP_STEPS)
    return numbers((*cut, *_completed(case.neutral))) if len(cut) >= REPEATED else ()


def plain_request_passes(case: EndpointCase) -> Seen:
    """A plain request to the same address was answered."""
    return numbers(_completed(case.neutral))


def nothing_else_passes(case: EndpointCase) -> Seen:
    """A plain request to the same address was just as silent, or a box nearby accepts all connections; none was reset.

    A request that failed to connect, on another port than the app's, says something about that port only.
    """
    cut = case.ended(CUT, *_APP_STEPS)
    told = [t for t in case.neutral if t.last.step is not Step.TCP or t.port in {c.port for c in cut}]
    silent = bool(told or case.timing.connects_are_local) and not _completed(case.neutral)
    reset = any(t.failure is Failure.RESET for t in cut)
    return (numbers(told) or True) if silent and not reset else ()


def speaks_its_own_protocol(case: EndpointCase) -> Seen:
    """The app uses its own protocol there, which may have changed since the catalogue was written."""
    return case.endpoint.wire in _OWN_PROTOCOLS


def same_protocol_lives(case: EndpointCase) -> Seen:
    """Another server of the messenger answered the same first message, inside TLS or elsewhere."""
    step, heard = GREETING[case.endpoint.wire], case.messenger.heard
    alike = [(e, t) for e in case.messenger.endpoints if GREETING[e.wire] is step for t in heard[e.id]]
    return numbers([t for e, t in alike if t.answered(e.wire)])


def is_inside_tls(case: EndpointCase) -> Seen:
    """It was sent inside TLS, after a handshake that proved the server: nobody on the path can tell what it was."""
    return numbers(t for t in case.ended(CUT, *_APP_STEPS) if t.passed(Step.TLS))


def phone_handshake_passes(case: EndpointCase) -> Seen:
    """WhatsApp's first message on phones, which differs in one byte, was answered, and that of the Mac was not.

    Source: Auties00/Cobalt@6b60863 WhatsAppClient.java (MOBILE_VERSION 5, WEB_VERSION 6).
    """
    return () if case.good else numbers(_completed(case.heard(Variant.PHONE_HELLO)))


def phone_handshake_is_cut(case: EndpointCase) -> Seen:
    """WhatsApp's first message on phones was sent at least three times and never answered.

    If ours was answered, only the same addresses count: a stranger at a forged address answers neither.
    """
    asked = case.heard(Variant.PHONE_HELLO)
    asked = tuple(t for t in asked if not case.good or t.address in {good.address for good in case.good})
    return numbers(asked) if len(asked) >= EVERY_HELLO and all(t.ended(Step.NOISE, CUT) for t in asked) else ()


def another_host_answers(case: EndpointCase) -> Seen:
    """On a wire without TLS something other than the messenger answers, every time.

    If the network answers in place of all neutral sites, one such answer shows that it does so here, too.
    """
    wrong = case.ended({Failure.BAD_ANSWER})
    told = len(wrong) >= (1 if network_is_intercepted(case) else REPEATED)
    return numbers(wrong) if case.endpoint.wire in RAW_WIRES and told else ()


def _stopped(case: EndpointCase) -> list[Attempt]:
    """Return the deepest attempts that were cut after connecting: in a handshake, or in the app's protocol."""
    return [t for t in case.deepest if t.last.step is not Step.TCP and t.failure in CUT]


def _is_swallowed(attempt: Attempt) -> bool:
    return attempt.failure is Failure.TIMEOUT and attempt.delivered is False


def _completed(found: Sequence[Attempt]) -> list[Attempt]:
    return [t for t in found if t.failure is None]


def _is_dead(attempt: Attempt, case: EndpointCase) -> bool:
    if attempt.failure is not Failure.ALERT:
        return attempt.failure in CUT
    neutral = case.messenger.neutral_elsewhere
    return not any(t.address == attempt.address and t.failure is Failure.ALERT for t in neutral)


def _death_and_contrast(attempt: Attempt, case: EndpointCase) -> tuple[Attempt, Attempt] | None:
    """Return the attempt with the name and a neutral one that survived there; None if it shows nothing."""
    if attempt.last.step is not Step.TLS or not _is_dead(attempt, case):
        return None
    if attempt.failure is Failure.TIMEOUT and case.network.lossy:
        return None
    answers = (None,) if attempt.failure is Failure.ALERT else (None, Failure.ALERT)
    beside = (t for t in case.messenger.neutral_elsewhere if t.address == attempt.address and t.find(Step.TLS))
    lives = next((t for t in beside if t.failure in answers), None)
    return (attempt, lives) if lives is not None else None
