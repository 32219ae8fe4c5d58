"""A story for each pair of a finding and a hypothesis: one in which that hypothesis is the truth."""

from collections.abc import Callable, Mapping
from typing import Any

from dialtone.judge.diagnosis import Diagnosed, Finding, diagnose
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.vocabulary import Confidence, Prior

Tell = Callable[[], EndpointCase]
Stories = Mapping[tuple[str, str], Tell]
"""By finding and hypothesis."""


def pairs(*findings: Finding[Any]) -> set[tuple[str, str]]:
    return {(finding.id, each.id) for finding in findings for each in finding.hypotheses}


def check_pair(finding: Finding[EndpointCase], hypothesis: str, case: EndpointCase) -> None:
    """Assert that the truth stands where it is true, and that nothing else is claimed too surely."""
    found: Diagnosed[EndpointCase] | None = diagnose((finding,), case)
    assert found is not None, "the finding is seen"
    truth = next(h for h in finding.hypotheses if h.id == hypothesis)
    assert hypothesis not in {each.id for each in found.diagnosis.excluded}
    assert truth.condition is None or truth.condition(case), "it is considered"
    if found.claim.essence == truth.claim.essence:
        return
    assert found.confidence is not Confidence.SURE
    if truth.prior is Prior.COMMON and not any(sign(case) for sign in truth.weakened_by):
        assert found.confidence is Confidence.UNSURE
