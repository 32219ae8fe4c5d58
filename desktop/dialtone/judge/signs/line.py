"""What this line and this computer do to neutral hosts: the innocent reasons for any failure."""

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

    Where b of n neutral tries fail, k failures at different moments have the chance ((b + 1) / (n + 2)) ^ k.
    """
    failed = _failed(case)
    return numbers(failed) if is_no_chance(failed, _fared(case, failed)) else ()


def line_fails_too(case: EndpointCase) -> Seen:
    """A tenth of the neutral tries of the same step, and more than one, ended without an answer as well."""
    failed = _failed(case)
    cut, tried = _fared(case, failed)
    return numbers(failed) if cut > 1 and cut >= OFTEN_FAILS * tried else ()


def share_is_not_by_chance(case: EndpointCase) -> Seen:
    """Of the tries that differ in nothing more were cut off than chance explains, by neutral ones at the same step."""
    cut = case.share.cut
    failed, tried = _fared(case, cut)
    told = tried >= NEUTRAL_TRIES and chance_of_so_many(len(cut), case.share.tried, failed, tried) < BY_CHANCE
    return numbers(cut) if told else ()


def share_is_the_lines(case: EndpointCase) -> Seen:
    """A tenth of the neutral tries of the step at which some are cut off were cut off as well."""
    failed, tried = _fared(case, case.share.cut)
    return numbers(case.share.cut) if failed and failed >= OFTEN_FAILS * tried else ()


def computer_is_calm(case: EndpointCase) -> Seen:
    """Neutral hosts answered, and this computer read what came as soon as it came.

    That a router says there is no way is heard on a busy computer, too.
    """
    told = [t for t in _failed(case) if t.failure is not Failure.UNREACHABLE]
    busy = bool(told) and NetworkFlag.COMPUTER_BUSY in case.network.flags
    late = any(number(t.last, Fact.LAG) > STARVED_SHARE * t.last.seconds for t in told)
    return case.network.controls_answer and not busy and not late


def connection_stands(case: EndpointCase) -> Seen:
    """A connection to its address stood: what stops it looks at more than the address."""
    return numbers(t for t in _failed(case) if t.passed(Step.TCP))


def left_by_helper(case: EndpointCase) -> Seen:
    """All of it left through a tunnel or a helper program on this computer that carries only a part of the internet.

    A VPN for everything that invents addresses itself is such a helper, too: it alone knows where they lead, and may
    have forgotten it.
    """
    vpn = NetworkFlag.VPN in case.network.flags
    helped = [t for t in case.own if (is_invented(t.address) if vpn else t.by_helper)]
    return numbers(helped) if len(helped) == len(case.own) else ()


def tunnel_is_split(case: EndpointCase) -> Seen:
    """The same, beside other connections that go their own way."""
    return left_by_helper(case) if NetworkFlag.VPN not in case.network.flags else ()


def nothing_but_silence(case: EndpointCase) -> Seen:
    """Every attempt that failed, at whichever step, was waited for in vain: none was refused, cut or answered."""
    failed = [t for t in case.asked if t.failure is not None]
    return numbers(failed) if all(t.failure is Failure.TIMEOUT for t in failed) else ()


def answered_elsewhere(case: EndpointCase) -> Seen:
    """The app's greeting was answered at an address of the same name that was learnt elsewhere."""
    return numbers(case.good_elsewhere)


def sibling_lives(case: EndpointCase) -> Seen:
    """Another endpoint of the messenger was answered in the same check."""
    return case.sibling_lives


def controls_answer(case: EndpointCase) -> Seen:
    """Controls of two companies abroad proved who they are."""
    return case.network.controls_answer


def has_repeated(case: EndpointCase) -> Seen:
    """Enough attempts failed: two, on a line that loses packets more. None answered and proved nothing."""
    return numbers(case.failed) if case.repeated(case.failed) else ()


def contrast_was_made(case: EndpointCase) -> Seen:
    """A neutral name was shown at the same address."""
    return numbers(case.contrast)


def app_was_answered(case: EndpointCase) -> Seen:
    """The app's own greeting was answered, at an address that the app itself would use."""
    return numbers(case.good)


def is_no_chance(failed: Sequence[Attempt], fared: tuple[int, int]) -> bool:
    """Return whether failures at different moments are no chance, by how often neutral tries fail, of how many."""
    (cut, tried), moments = fared, len({t.steps[0].started for t in failed})
    return tried >= NEUTRAL_TRIES and ((cut + 1) / (tried + 2)) ** moments < BY_CHANCE


def _failed(case: EndpointCase) -> tuple[Attempt, ...]:
    return case.deepest or tuple(t for t in case.own if t.failure is not None)


def _fared(case: EndpointCase, failed: tuple[Attempt, ...]) -> tuple[int, int]:
    """Return how often neutral tries of the step failed, and how many there were; of an app's own protocol, of TLS."""
    step = failed[0].last.step if failed else Step.TCP
    return case.timing.fared.get(step if step in _OVER_TCP else Step.TLS, (0, 0))
