"""What became of handshakes that name the messenger (SNI, RFC 6066), and of the contrasts beside them.

A name that was cut is also shown to servers that have nothing to do with the messenger (ADR 16): there it dies as
well, or on this one way alone.
"""

from collections.abc import Sequence

from dialtone.judge.attempts import CUT, REPEATED, Attempt, numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.vocabulary import Failure, Step

_ENDED = CUT | {Failure.ALERT}
_EVERY_HELLO = 3
"""From this many on, with none answered, it is no chance."""


def name_is_cut(case: EndpointCase) -> Seen:
    """The handshake dies when the name is seen; to a neutral name the same address says something. Source: ADR 8."""
    cut = _cut_at_name(case)
    alive = [t for t in case.contrast if t.failure not in CUT]
    if not cut or not alive or (all(t.failure is Failure.TIMEOUT for t in cut) and not case.repeated(cut)):
        return ()
    return numbers((*cut, *alive, *case.other_hello))


def name_is_refused(case: EndpointCase) -> Seen:
    """A TLS alert answers the name, repeatedly; a neutral name at the same address gets a whole handshake."""
    refused = [t for t in case.deepest if t.last.step is Step.TLS and t.failure is Failure.ALERT]
    whole = _whole(case.contrast)
    if len(refused) < REPEATED or not whole or _whole(case.other_hello):
        return ()
    return numbers((*refused, *whole, *case.other_hello))


def nothing_passes_after_the_name(case: EndpointCase) -> Seen:
    """The name was cut, and then nothing got through to that address, whatever the name.

    Some filters punish an address where they heard a name, so that no contrast there lives. Source: ADR 16.
    """
    cut = _cut_at_name(case)
    if not cut or any(t.failure not in CUT for t in (*case.neutral, *case.other_hello)):
        return ()
    return numbers((*cut, *case.neutral))


def only_this_shape_is_cut(case: EndpointCase) -> Seen:
    """The same name passes at the same server in a first message of another shape, and ours never did.

    Of what a filter lets through by chance the other one may have been lucky. Source: ADR 26.
    """
    passed = _whole(case.other_hello)
    return numbers((*_cut_at_name(case), *passed)) if passed and not case.share.passed else ()


def app_handshake_is_cut(case: EndpointCase) -> Seen:
    """The app's own ClientHello to the same server was never answered, of three or more. Source: ADR 25 and 58."""
    cut = [t for t in case.app_hello if t.last.step is Step.TLS and t.failure in CUT]
    return numbers(cut) if len(cut) >= _EVERY_HELLO and len(cut) == len(case.app_hello) else ()


def app_handshake_passes(case: EndpointCase) -> Seen:
    """The app's own ClientHello was answered by the same server."""
    return numbers([t for t in case.app_hello if t.failure is None])


def name_passes_at_times(case: EndpointCase) -> Seen:
    """A later handshake with the same name passed at the same server, and not just one of many. Source: ADR 26."""
    return () if case.share.is_rare else numbers(case.share.passed)


def name_passes_repeatedly(case: EndpointCase) -> Seen:
    """Two later handshakes with the same name passed at the same server, and not just two of many."""
    passes = len(case.share.passed) >= REPEATED and name_passes_at_times(case)
    return numbers((*case.share.passed, *_cut_at_name(case))) if passes else ()


def name_passed_once(case: EndpointCase) -> Seen:
    """One later handshake passed, and no more."""
    return numbers(case.share.passed) if len(case.share.passed) < REPEATED else ()


def neutral_names_always_pass(case: EndpointCase) -> Seen:
    """Neutral names at the same server passed, each time of three or more."""
    return numbers(case.share.neutral) if case.share.by_name else ()


def dies_at_unrelated_servers(case: EndpointCase) -> Seen:
    """At two unrelated servers a connection with the messenger's name dies, and with a neutral one lives.

    To those servers both names are foreign. Where it passes at any of them, this is not seen. Source: ADR 16.
    """
    dead = [pair for t in case.messenger.elsewhere if (pair := _died_there(t, case))]
    if len({t.address for t, _ in dead}) < REPEATED or passes_at_unrelated_servers(case):
        return ()
    return numbers([t for pair in dead for t in pair])


def passes_at_unrelated_servers(case: EndpointCase) -> Seen:
    """A server unrelated to the messenger got its name and answered, with anything at all.

    An alert is an answer only where that server refuses a neutral name in the same way.
    """
    return numbers([t for t in case.messenger.elsewhere if t.find(Step.TLS) is not None and not _is_dead(t, case)])


def was_swallowed(case: EndpointCase) -> Seen:
    """What was said got no answer and was never acknowledged, repeatedly: a server that is there acknowledges it.

    Source: RFC 9293, 3.8.6.3; ADR 11.
    """
    swallowed = [t for t in _ended(case) if t.failure is Failure.TIMEOUT and t.delivered is False]
    return numbers(swallowed) if len(swallowed) >= REPEATED else ()


def ended_from_nearby(case: EndpointCase) -> Seen:
    """The end came too soon for the server: repeatedly, in less than half of the shortest way to it. Source: ADR 8."""
    ended = [t for t in _ended(case) if t.failure is not Failure.TIMEOUT]
    return numbers(ended) if case.came_from_nearby(ended) else ()


def reset_and_passes_nowhere(case: EndpointCase) -> Seen:
    """Connections with the name were reset, repeatedly, and no server is known at which it passes."""
    reset = [t for t in _ended(case) if t.failure is Failure.RESET]
    return numbers(reset) if len(reset) >= REPEATED and not passes_at_unrelated_servers(case) else ()


def all_were_silent(case: EndpointCase) -> Seen:
    """No handshake got any answer, not even an end."""
    ended = _ended(case)
    return numbers(ended) if all(t.failure is Failure.TIMEOUT for t in ended) else ()


def neutral_handshake_is_whole(case: EndpointCase) -> Seen:
    """With a neutral name the same address made a whole handshake, large packets included."""
    return numbers(_whole(case.contrast))


def small_handshake_dies(case: EndpointCase) -> Seen:
    """An older first message, which fits into one packet, was not acknowledged either."""
    return numbers([t for t in case.other_hello if t.failure is Failure.TIMEOUT and t.delivered is False])


def _ended(case: EndpointCase) -> list[Attempt]:
    return [t for t in case.deepest if t.failure in _ENDED]


def _cut_at_name(case: EndpointCase) -> list[Attempt]:
    return [t for t in case.deepest if t.last.step is Step.TLS and t.failure in CUT]


def _whole(found: Sequence[Attempt]) -> list[Attempt]:
    return [t for t in found if t.failure is None]


def _is_dead(attempt: Attempt, case: EndpointCase) -> bool:
    if attempt.failure is not Failure.ALERT:
        return attempt.failure in CUT
    neutral = case.messenger.neutral_elsewhere
    return not any(t.address == attempt.address and t.failure is Failure.ALERT for t in neutral)


def _died_there(attempt: Attempt, case: EndpointCase) -> tuple[Attempt, Attempt] | None:
    """Return the attempt with the name and a neutral one that lived beside it; None where it shows nothing."""
    if attempt.last.step is not Step.TLS or not _is_dead(attempt, case):
        return None
    if attempt.failure is Failure.TIMEOUT and case.network.lossy:
        return None
    answers = (None,) if attempt.failure is Failure.ALERT else (None, Failure.ALERT)
    beside = (t for t in case.messenger.neutral_elsewhere if t.address == attempt.address and t.find(Step.TLS))
    lives = next((t for t in beside if t.failure in answers), None)
    return (attempt, lives) if lives is not None else None
