"""How this line and this computer treat neutral hosts: innocent reasons for any failure."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, is_invented, number, numbers
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.readings import chance_of_so_many
from dialtone.model.fact import Fact
from dialtone.model.thresholds import BY_CHANCE, NEUTRAL_TRIES, OFTEN_FAILS, STARVED_SHARE
from dialtone.model.vocabulary import Failure, NetworkFlag, Step

_OVER_TCP = (Step.TCP, Step.TLS, Step.HTTP)


def not_by_chance(case: EndpointCase) -> Seen:
    """Neutral hosts fail at the same step too seldom for these failures in a row.

    If b of n neutral tries fail, k failures at different moments have the probability ((b + 1) / (n + 2)) ^ k.
    """
    failed = _failed(case)
    return numbers(failed) if is_no_chance(failed, _fared(case, failed)) else ()


def line_fails_too(case: EndpointCase) -> Seen:
    """At least a tenth of the neutral tries at the same step, and more than one, got no answer either."""
    failed = _failed(case)
    cut, tried = _fared(case, failed)
    return numbers(failed) if cut > 1 and cut >= OFTEN_FAILS * tried else ()


def share_is_not_by_chance(case: EndpointCase) -> Seen:
    """More of the identical tries were cut off than chance explains, compared with neutral tries at the same step."""
    cut = case.share.cut
    failed, tried = _fared(case, cut)
    told = tried >= NEUTRAL_TRIES and chance_of_so_many(len(cut), case.share.tried, failed, tried) < BY_CHANCE
    return numbers(cut) if told else ()


def share_is_the_lines(case: EndpointCase) -> Seen:
    """At least a tenth of the neutral tries at the step where some are cut off were cut off as well."""
    failed, tried = _fared(case, case.share.cut)
    return numbers(case.share.cut) if failed and failed >= OFTEN_FAILS * tried else ()


def computer_is_calm(case: EndpointCase) -> Seen:
    """Neutral hosts answered, and this computer read what came without delay.

    A router's "unreachable" is noticed on a busy computer, too.
    """
    told = [t for t in _failed(case) if t.failure is not Failure.UNREACHABLE]
    busy = bool(told) and NetworkFlag.COMPUTER_BUSY in case.network.flags
    late = any(number(t.last, Fact.LAG) > STARVED_SHARE * t.last.seconds for t in told)
    return case.network.controls_answer and not busy and not late


def connection_stands(case: EndpointCase) -> Seen:
    """A connection to its address was established: whatever stops it looks at more than the address."""
    return numbers(t for t in _failed(case) if t.passed(Step.TCP))


def left_by_helper(case: EndpointCase) -> Seen:
    """All connections left through a tunnel or helper program on this computer that carries only part of the traffic.

    A VPN for everything that uses fake addresses counts as such a helper: it alone knows where they lead, and may have
    forgotten.
    """
    vpn = NetworkFlag.VPN in case.network.flags
    helped = [t for t in case.own if (is_invented(t.address) if vpn else t.by_helper)]
    return numbers(helped) if len(helped) == len(case.own) else ()


def tunnel_is_split(case: EndpointCase) -> Seen:
    """Like `left_by_helper`, while other connections take their own path."""
    return left_by_helper(case) if NetworkFlag.VPN not in case.network.flags else ()


def nothing_but_silence(case: EndpointCase) -> Seen:
    """Every failed attempt, at any step, timed out: none was refused, cut or answered."""
    failed = [t for t in case.asked if t.failure is not None]
    return numbers(failed) if all(t.failure is Failure.TIMEOUT for t in failed) else ()


def answered_elsewhere(case: EndpointCase) -> Seen:
    """The app's greeting was answered at an address of the same name from another source."""
    return numbers(case.good_elsewhere)


def sibling_lives(case: EndpointCase) -> Seen:
    """Another endpoint of the messenger was answered in the same check."""
    return case.sibling_lives


def controls_answer(case: EndpointCase) -> Seen:
    """Controls of two companies abroad proved their identity."""
    return case.network.controls_answer


def has_repeated(case: EndpointCase) -> Seen:
    """Enough attempts failed: two, or more on a line that loses packets. None was answered without a proof."""
    return numbers(case.failed) if case.repeated(case.failed) else ()


def contrast_was_made(case: EndpointCase) -> Seen:
    """A neutral name was sent to the same address."""
    return numbers(case.contrast)


def app_was_answered(case: EndpointCase) -> Seen:
    """The app's own greeting was answered, at an address that the app itself would use."""
    return numbers(case.good)


def is_no_chance(failed: Sequence[Attempt], fared: tuple[int, int]) -> bool:
    """Return whether failures at different moments exceed chance. `fared`: failures among neutral tries, and tries."""
    (cut, tried), moments = fared, len({t.steps[0].started for t in failed})
    return tried >= NEUTRAL_TRIES and ((cut + 1) / (tried + 2)) ** moments < BY_CHANCE


def _failed(case: EndpointCase) -> tuple[Attempt, ...]:
    return case.deepest or tuple(t for t in case.own if t.failure is not None)


def _fared(case: EndpointCase, failed: tuple[Attempt, ...]) -> tuple[int, int]:
    """Return the failures and the number of neutral tries at the step; those of TLS for an app's own protocol."""
    step = failed[0].last.step if failed else Step.TCP
    return case.timing.fared.get(step if step in _OVER_TCP else Step.TLS, (0, 0))
