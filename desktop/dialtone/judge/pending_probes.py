"""Whether probes that are still pending can change what is said, whichever of their possible results they have."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from dialtone.judge.attempts import AttemptIndex
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import COMBINED, REPEATED
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure, Step

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
    """Return the possible results of a probe whose success has these steps.

    Success and silence at the last step come first; each failure comes as often as a finding requires (`REPEATED`).
    """
    ended_by = _ENDED_BY if any(o.step is Step.TCP for o in success) else _DATAGRAMS_ENDED_BY
    failed = (
        ((*success[:position], replace(success[position], failure=failure)),) * REPEATED
        for position in reversed(range(len(success)))
        for failure in ended_by
    )
    return [(tuple(success),), *failed]


def changes_nothing(
    index: AttemptIndex, results: Iterable[Sequence[Ending]], judge: Callable[[AttemptIndex], Judged]
) -> bool:
    """Return whether the verdicts and their confidence stay the same, whichever of these results all probes have."""
    now = make_comparable(judge(index))
    for endings_of_probes in results:
        added = list[Observation]()
        for nth, steps in enumerate(attempt for ending in endings_of_probes for attempt in ending):
            first_number = len(index.steps) + len(added) + 1
            added += (replace(o, number=first_number + n, attempt=-1 - nth) for n, o in enumerate(steps))
        if make_comparable(judge(index.up_to((*index.steps, *added)))) != now:
            return False
    return True


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
    """Return what the verdicts say, comparable, without the numbers of the observations behind it."""
    network, verdicts = judged
    functions = [function for verdict in verdicts for function in verdict.functions]
    compared: tuple[NetworkVerdict | MessengerVerdict | FunctionVerdict, ...]
    compared = (replace(network, round_trip=0.0), *(replace(v, functions=()) for v in verdicts), *functions)
    return [
        (
            replace(verdict, evidence=(), diagnosis=replace(verdict.diagnosis, excluded=())),
            frozenset(replace(e, observations=()) for e in verdict.evidence),
        )
        for verdict in compared
    ]
