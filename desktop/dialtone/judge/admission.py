"""The service's own word: where it says that it is in trouble, silence needs no censor. No incident proves nothing."""

from collections.abc import Sequence
from dataclasses import replace

from dialtone.judge.finding import Finding
from dialtone.judge.reading import numbers, tries
from dialtone.model.catalogue import Messenger
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, FunctionStatus, Step, Variant

_SERIOUS = "major"
_ONLY_SILENT = frozenset({EvidenceKind.ADDRESS_SILENT, EvidenceKind.GREETING_CUT, EvidenceKind.NOT_ENOUGH})
"""What a service that is down leaves behind; anything more was done by somebody on the way."""


def service_admits(messenger: Messenger, observations: Sequence[Observation]) -> Evidence | None:
    """Its status page, whose certificate everybody vouches for, reports a serious incident."""
    if messenger.status is None:
        return None
    said = [
        t
        for t in tries(observations, messenger.status.endpoint, Variant.STATUS)
        if (answer := t.find(Step.HTTP)) is not None and answer.facts.get("indicator") == _SERIOUS
        if (tls := t.find(Step.TLS)) is not None and tls.facts.get("mozilla") is True
    ]
    return Evidence(EvidenceKind.SERVICE_ADMITS, numbers(said)) if said else None


def with_admission(finding: Finding, said: Evidence | None) -> Finding:
    """Judge a finding in the light of it: what is down is surely so, what is only silent is likely so."""
    if said is None:
        return finding
    evidence = (*finding.evidence, said)
    if finding.status is FunctionStatus.DOWN:
        return replace(finding, confidence=Confidence.SURE, evidence=evidence)
    if finding.status not in (FunctionStatus.BLOCKED, FunctionStatus.UNKNOWN):
        return finding
    if not {e.kind for e in finding.evidence} <= _ONLY_SILENT or not _is_open(finding):
        return finding
    return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.LIKELY, evidence)


def _is_open(finding: Finding) -> bool:
    """Say whether it may as well be an outage: a greeting that dies beside one that lives was cut by somebody."""
    if finding.status is FunctionStatus.UNKNOWN:
        return finding.causes in ((), (Cause.UNEXPLAINED,))
    silent = finding.causes == (Cause.ADDRESS_BLOCKED,)
    return silent or (finding.causes == (Cause.PROTOCOL_FILTERED,) and finding.confidence is Confidence.UNSURE)
