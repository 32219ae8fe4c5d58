"""Whether probes that are still pending can change what is said, whichever of their possible results they have."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple, TypeVar

from dialtone.judge.attempts import AttemptIndex
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import COMBINED, REPEATED
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure, Step

_Verdict = TypeVar("_Verdict", bound=NetworkVerdict | MessengerVerdict | FunctionVerdict)
Ending = tuple[tuple[Observation, ...], ...]
"""One possible result of a probe: the steps of each attempt."""
_ENDED_BY = (Failure.TIMEOUT, Failure.REFUSED, Failure.RESET)
_DATAGRAMS_ENDED_BY = (Failure.TIMEOUT, Failure.REFUSED)
"""Without a connection nothing can be reset."""


class Judged(NamedTuple):
    """The verdicts that some observations lead to."""

    network: NetworkVerdict
    messengers: tuple[MessengerVerdict, ...]


def list_endings(success: Sequence[Observation]) -> list[Ending]:
    """Return the possible results of a probe whose success has these steps: success, then each failure at each step.

    The last step fails first, and first by silence. Each failure is repeated as often as findings require (`REPEATED`).
    """
    ended_by = _ENDED_BY if any(o.step is Step.TCP for o in success) else _DATAGRAMS_ENDED_BY
    endings: list[Ending] = [(tuple(success),)]
    for position in reversed(range(len(success))):
        for failure in ended_by:
            failed = (*success[:position], replace(success[position], failure=failure))
            endings.append((failed,) * REPEATED)
    return endings


def changes_nothing(
    index: AttemptIndex, results: Iterable[Sequence[Ending]], judge: Callable[[AttemptIndex], Judged]
) -> bool:
    """Return whether the verdicts and their confidence stay the same, whichever of these results all probes have."""
    now = make_comparable(judge(index))
    with_results = (index.up_to((*index.steps, *_number(endings, len(index.steps)))) for endings in results)
    return all(make_comparable(judge(later)) == now for later in with_results)


def _number(endings: Iterable[Ending], last_number: int) -> Iterator[Observation]:
    """Yield the steps of all attempts in these endings, numbered after `last_number`, with attempts of their own."""
    number = last_number
    for nth, attempt in enumerate(chain.from_iterable(endings), 1):
        for step in attempt:
            number += 1
            yield replace(step, number=number, attempt=-nth)  # negative: no real attempt has such a number


def combine_endings(probes: Sequence[Sequence[Ending]]) -> Iterator[tuple[Ending, ...]]:
    """Yield results that probes may have together: success and silence are combined, each other ending comes alone."""
    answered_or_silent = [possible[:2] for possible in probes]
    if len(probes) <= COMBINED:
        yield from product(*answered_or_silent)
    else:
        yield from zip(*answered_or_silent, strict=True)
        yield from ((ending,) for possible in answered_or_silent for ending in possible)
    yield from ((ending,) for possible in probes for ending in possible[2:])


def make_comparable(judged: Judged) -> object:
    """Return what the verdicts say, to be compared: without the observations behind it, and what they exclude."""
    network, verdicts = judged
    functions = (function for verdict in verdicts for function in verdict.functions)
    said: list[NetworkVerdict | MessengerVerdict | FunctionVerdict] = [replace(network, round_trip=0.0)]
    said += (replace(verdict, functions=()) for verdict in verdicts)
    said += functions
    return [(_without_reasons(each), frozenset(replace(e, observations=()) for e in each.evidence)) for each in said]


def _without_reasons(verdict: _Verdict) -> _Verdict:
    return replace(verdict, evidence=(), diagnosis=replace(verdict.diagnosis, excluded=()))
