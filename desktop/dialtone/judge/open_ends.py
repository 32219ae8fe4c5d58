"""Questions that are still open: whether any way in which they can end would change what is said."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product

from dialtone.judge.attempts import AttemptIndex
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure

Judged = tuple[NetworkVerdict, tuple[MessengerVerdict, ...]]
End = tuple[tuple[Observation, ...], ...]
"""The attempts of one question, if it ends so: the steps of each."""
_FEW = 3
"""Open questions that are looked through in every combination; of more, one by one, and all alike."""
_ENDED_BY = (Failure.TIMEOUT, Failure.REFUSED, Failure.RESET)


def endings(chain: Sequence[Observation]) -> list[End]:
    """Return how a question can end whose answer is a chain of steps: answered; silent, refused or cut at each step.

    As often as means anything. The first is the answer, the second silence at its last step.
    """
    failed = (
        ((*chain[:at], replace(chain[at], failure=failure)),) * REPEATED
        for at in reversed(range(len(chain)))
        for failure in _ENDED_BY
    )
    return [(tuple(chain),), *failed]


def changes_nothing(
    index: AttemptIndex, ways: Iterable[Sequence[End]], judge: Callable[[AttemptIndex], Judged]
) -> bool:
    """Return whether the same is said, and equally surely, in whichever of some ways all open questions end.

    Nobody has to know which rule looks at what: all are judged with every end, and without them.
    """
    now = claims(judge(index))
    return all(claims(judge(_after(index, ends))) == now for ends in ways)


def ways_to_end(questions: Sequence[Sequence[End]]) -> Iterator[tuple[End, ...]]:
    """Yield what may come of some questions: answers and silences combined, and each other end alone."""
    answered_or_silent = [ends[:2] for ends in questions]
    if len(questions) <= _FEW:
        yield from product(*answered_or_silent)
    else:
        yield from ((end,) for ends in answered_or_silent for end in ends)
        yield from zip(*answered_or_silent, strict=True)
    yield from ((end,) for ends in questions for end in ends[2:])


def _after(index: AttemptIndex, ends: Sequence[End]) -> AttemptIndex:
    """Return what would be known after each of some ends."""
    new = list[Observation]()
    for nth, steps in enumerate(attempt for end in ends for attempt in end):
        first = len(index.steps) + len(new) + 1
        new += (replace(o, number=first + n, attempt=-1 - nth) for n, o in enumerate(steps))
    return index.up_to((*index.steps, *new))


def claims(judged: Judged) -> object:
    """Return what is said, without the numbers of the observations that it rests on."""
    network, verdicts = judged
    parts = [part for verdict in verdicts for part in verdict.functions]
    said: tuple[NetworkVerdict | MessengerVerdict | FunctionVerdict, ...]
    said = (replace(network, round_trip=0.0), *(replace(v, functions=()) for v in verdicts), *parts)
    return [
        (
            replace(each, evidence=(), diagnosis=replace(each.diagnosis, excluded=())),
            frozenset(replace(e, observations=()) for e in each.evidence),
        )
        for each in said
    ]
