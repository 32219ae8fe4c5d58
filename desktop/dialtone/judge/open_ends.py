"""Questions that are still open: whether any answer to them, or their silence, would change what is said."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from dialtone.judge.attempts import AttemptIndex
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED
from dialtone.model.verdict import Diagnosis, Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure

Judged = tuple[NetworkVerdict, tuple[MessengerVerdict, ...]]
_MOST = 3
"""Open questions; more have too many ways to end."""


def changes_nothing(
    index: AttemptIndex, answers: Sequence[Observation], judge: Callable[[AttemptIndex], Judged]
) -> bool:
    """Return whether the same is said, and equally surely, however each of some open questions ends.

    `answers`: what would be observed of each, were it answered now. Each is of one step. All are judged with every
    answer and every silence, and without them: nobody has to know which rule looks at what.
    """
    if len(answers) > _MOST:
        return False
    now = _claims(judge(index))
    return all(_claims(judge(other)) == now for other in _ways_to_end(index, answers))


def _ways_to_end(index: AttemptIndex, answers: Sequence[Observation]) -> Iterator[AttemptIndex]:
    """Yield what would be known after each: an answer, or as many silences as mean anything."""
    silences = tuple([replace(answer, failure=Failure.TIMEOUT)] * REPEATED for answer in answers)
    for ends in product(*zip(([answer] for answer in answers), silences, strict=True)):
        new = [step for end in ends for step in end]
        first, known = len(index.steps) + 1, index.steps
        yield AttemptIndex((*known, *(replace(o, number=first + n, attempt=-1 - n) for n, o in enumerate(new))))


def _claims(judged: Judged) -> object:
    """Return what is said, without the numbers of the observations that it rests on."""
    network, verdicts = judged
    return (
        (replace(network, evidence=(), diagnosis=_rivals(network), round_trip=0.0), _kinds(network.evidence)),
        [(replace(v, evidence=(), diagnosis=_rivals(v), functions=()), _kinds(v.evidence)) for v in verdicts],
        [(replace(f, evidence=(), diagnosis=_rivals(f)), _kinds(f.evidence)) for v in verdicts for f in v.functions],
    )


def _rivals(verdict: NetworkVerdict | MessengerVerdict | FunctionVerdict) -> Diagnosis:
    return replace(verdict.diagnosis, excluded=())


def _kinds(evidence: Sequence[Evidence]) -> frozenset[Evidence]:
    return frozenset(replace(e, observations=()) for e in evidence)
