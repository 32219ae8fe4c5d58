"""A story for each pair of a finding and a hypothesis: one in which that hypothesis is the truth."""

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, NamedTuple, TypeVar

from dialtone.judge.diagnosis import Diagnosed, Finding, diagnose
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.verdict import EndpointVerdict
from dialtone.model.vocabulary import Confidence, Prior
from judge.factory import brief

Tell = Callable[[], EndpointCase]
_Story = TypeVar("_Story")


class Told(NamedTuple):
    """What is observed where a hypothesis is true, what is said there, and what is known beside it."""

    tell: Callable[[Any], Any]
    said: str
    beside: Any = None


def expand(stories: Mapping[str, _Story]) -> dict[tuple[str, str], _Story]:
    """Return stories by finding and hypothesis. Their keys: `finding: hypothesis another_that_looks_the_same`."""
    split = ((*key.partition(": "), story) for key, story in stories.items())
    return {(finding, truth): story for finding, _, truths, story in split for truth in truths.split()}


def findings_of(module: ModuleType) -> dict[str, Finding[EndpointCase]]:
    """Return the findings of one module by their ids."""
    return {each.id: each for each in vars(module).values() if isinstance(each, Finding)}


def pairs(*findings: Finding[Any]) -> set[tuple[str, str]]:
    return {(finding.id, each.id) for finding in findings for each in finding.hypotheses}


def find(finding: Finding[EndpointCase], case: EndpointCase) -> Diagnosed[EndpointCase]:
    """Return the diagnosis of a finding that is seen."""
    found: Diagnosed[EndpointCase] | None = diagnose((finding,), case)
    assert found is not None, "the finding is seen"
    return found


def check_pair(finding: Finding[EndpointCase], hypothesis: str, case: EndpointCase) -> None:
    """Assert that the truth stands where it is true, and that nothing else is claimed too surely."""
    found = find(finding, case)
    truth = next(h for h in finding.hypotheses if h.id == hypothesis)
    assert hypothesis not in {each.id for each in found.diagnosis.excluded}
    assert truth.condition is None or truth.condition(case), "it is considered"
    if found.claim.essence == truth.claim.essence:
        return
    assert found.diagnosis.confidence is not Confidence.SURE
    if truth.prior is Prior.COMMON and not any(sign(case) for sign in truth.weakened_by):
        assert found.diagnosis.confidence is Confidence.UNSURE


def check_verdict(verdict: EndpointVerdict | None, finding: Finding[EndpointCase], hypothesis: str, said: str) -> None:
    """Assert that this is said by this finding, and the same of a whole verdict."""
    assert verdict is not None
    assert brief(verdict) == said
    assert finding.id in {e.rule for e in verdict.evidence}
    assert hypothesis not in {each.id for each in verdict.diagnosis.excluded}
    truth = next(h for h in finding.hypotheses if h.id == hypothesis)
    if truth.claim.status is not verdict.status and verdict.diagnosis.hypothesis != hypothesis:
        standing = {rival.id: rival.prior for rival in verdict.diagnosis.standing}
        most = Confidence.UNSURE if standing[hypothesis] is Prior.COMMON else Confidence.LIKELY
        assert verdict.confidence in (Confidence.UNSURE, most)
