"""Pending probes: whether any of their possible results would change the verdicts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from dialtone.judge.attempts import AttemptIndex
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure, Step

Judged = tuple[NetworkVerdict, tuple[MessengerVerdict, ...]]
End = tuple[tuple[Observation, ...], ...]
"""One possible result of a probe: the steps of each attempt."""
_FEW = 3
"""Up to this many pending probes, all combinations are tried; beyond that, all alike and one by one."""
_ENDED_BY = (Failure.TIMEOUT, Failure.REFUSED, Failure.RESET)
_DATAGRAMS_ENDED_BY = (Failure.TIMEOUT, Failure.REFUSED)
"""Without a connection nothing can be reset."""


def endings(chain: Sequence[Observation]) -> list[End]:
    """Return the possible results of a probe: this chain succeeds, or each step meets silence, refusal or a reset.

    Failures are repeated as often as a finding requires. The first result is success, the second silence at the last
    step.
    """
    ended_by = _ENDED_BY if any(o.step is Step.TCP for o in chain) else _DATAGRAMS_ENDED_BY
    failed = (
        ((*chain[:position], replace(chain[position], failure=failure)),) * REPEATED
        for position in reversed(range(len(chain)))
        for failure in ended_by
    )
    return [(tuple(chain),), *failed]


def changes_nothing(
    index: AttemptIndex, ways: Iterable[Sequence[End]], judge: Callable[[AttemptIndex], Judged]
) -> bool:
    """Return whether the verdicts and their confidence stay the same, in whichever of these ways all probes end.

    Nothing needs to know which rule reads what: everything is judged with each result, and without.
    """
    now = claims(judge(index))
    return all(claims(judge(_add_results(index, ends))) == now for ends in ways)


def ways_to_end(questions: Sequence[Sequence[End]]) -> Iterator[tuple[End, ...]]:
    """Yield possible results of some probes: combinations of success and silence, and each other result alone."""
    answered_or_silent = [ends[:2] for ends in questions]
    if len(questions) <= _FEW:
        yield from product(*answered_or_silent)
    else:
        yield from zip(*answered_or_silent, strict=True)  # first, as these differ most often
        yield from ((end,) for ends in answered_or_silent for end in ends)
    yield from ((end,) for ends in questions for end in ends[2:])


def _add_results(index: AttemptIndex, ends: Sequence[End]) -> AttemptIndex:
    """Return the index as it would be after these results."""
    results = list[Observation]()
    for nth, steps in enumerate(attempt for end in ends for attempt in end):
        first_number = len(index.steps) + len(results) + 1
        results += (replace(o, number=first_number + n, attempt=-1 - nth) for n, o in enumerate(steps))
    return index.up_to((*index.steps, *results))


def claims(judged: Judged) -> object:
    """Return the content of the verdicts, without the numbers of the observations behind it."""
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
