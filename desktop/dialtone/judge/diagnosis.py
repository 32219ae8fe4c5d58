"""The differential diagnosis: a finding, the hypotheses that explain it, and how certain the best one is.

The hypotheses are rows of the tables in `judge/findings/`: each makes a claim (what the verdict says where it is
accepted), and signs (named questions to a case) decide between them. A rule never sets a confidence: it follows from
the rivals that still stand. "Sure" also takes a proof, since the list of rivals may be incomplete.
"""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import partial
from typing import Generic, Self

from dialtone.judge.signs import AnyCase, Sign, all_of, name_of, numbers_of
from dialtone.model.frozen import Frozen, replace
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, Excluded, FunctionVerdict, Rival
from dialtone.model.vocabulary import Cause, EvidenceKind, FunctionStatus, NetworkDetail, NetworkStatus, Prior

COMMON, UNCOMMON, RARE = Prior.COMMON, Prior.UNCOMMON, Prior.RARE
_PROVED = COMMON.strength + 1
_WEAKER = {COMMON: UNCOMMON, UNCOMMON: RARE, RARE: RARE}


class Fault(Enum):
    """Who is at fault."""

    NOBODY = auto()
    SERVICE = auto()
    COMPUTER = auto()
    HOME = auto()
    NETWORK = auto()


_AT_FAULT = {
    Cause.SERVICE_DOWN: Fault.SERVICE,
    Cause.SERVICE_REFUSES: Fault.SERVICE,
    Cause.THIS_COMPUTER: Fault.COMPUTER,
    Cause.OWN_FILTER: Fault.HOME,
    Cause.UNEXPLAINED: Fault.NOBODY,
    None: Fault.NOBODY,
}
"""Who is at fault, by cause: people ask that first. For all other causes it is the network."""


class Claim(Frozen):
    """What the verdict says where a hypothesis is accepted."""

    status: FunctionStatus | NetworkStatus
    cause: Cause | None = None
    detail: NetworkDetail | None = None
    """How much passes; for networks only."""

    @property
    def essence(self) -> tuple[FunctionStatus | NetworkStatus, Fault]:
        """The status, and who is at fault. Claims of the same essence differ only in the mechanism."""
        return self.status, _AT_FAULT.get(self.cause, Fault.NETWORK)


blocked, slow = partial(Claim, FunctionStatus.BLOCKED), partial(Claim, FunctionStatus.SLOW)
unknown = partial(Claim, FunctionStatus.UNKNOWN)
"""With a possible cause."""
WORKS, DOWN = Claim(FunctionStatus.WORKS), Claim(FunctionStatus.DOWN, Cause.SERVICE_DOWN)
UNKNOWN, UNEXPLAINED = Claim(FunctionStatus.UNKNOWN), unknown(Cause.UNEXPLAINED)


class Hypothesis(Frozen, Generic[AnyCase]):
    """One explanation of a finding."""

    id: str
    claim: Claim
    prior: Prior
    """How common it is where the finding is seen."""
    excluded_by: tuple[Sign[AnyCase], ...] = ()
    condition: Sign[AnyCase] | None = None
    """The sign without which the explanation is not considered; None if it always is."""
    weakened_by: tuple[Sign[AnyCase], ...] = ()
    """If any of these is seen, it becomes one class rarer, but is not excluded."""
    proof: Sign[AnyCase] | None = None
    """A trace that only this explanation leaves."""

    def given(self, *signs: Sign[AnyCase]) -> Self:
        """Return this hypothesis, considered only if all of these signs are seen."""
        return replace(self, condition=all_of(*signs))

    def unless(self, *signs: Sign[AnyCase]) -> Self:
        """Return this hypothesis, also excluded by any of these signs."""
        return replace(self, excluded_by=(*self.excluded_by, *signs))

    def rarer_if(self, *signs: Sign[AnyCase]) -> Self:
        """Return this hypothesis, also made rarer by any of these signs."""
        return replace(self, weakened_by=(*self.weakened_by, *signs))

    def proved_by(self, *signs: Sign[AnyCase]) -> Self:
        """Return this hypothesis, proved by these signs, which nothing else leaves together."""
        return replace(self, proof=all_of(*signs))


class Finding(Frozen, Generic[AnyCase]):
    """What was seen, without any cause, and every possible explanation."""

    id: str
    seen: Sign[AnyCase]
    kind: EvidenceKind | None = None
    """The kind of evidence that `seen` gives; None if `reports` says it all."""
    hypotheses: tuple[Hypothesis[AnyCase], ...] = ()
    needs: tuple[Sign[AnyCase], ...] = ()
    """All of these must be seen before the finding is considered."""
    reports: tuple[tuple[EvidenceKind, Sign[AnyCase]], ...] = ()
    """Further evidence, in this order, each if its sign was seen."""
    fallback: Claim = UNEXPLAINED
    """The claim if equally strong hypotheses differ in essence, or if none stands."""
    looks_behind_name: bool = False
    """Whether the addresses behind the name are diagnosed as well, unless the messenger answered at one of them."""

    def explained_by(self, *rows: Hypothesis[AnyCase], and_by: Sequence[Hypothesis[AnyCase]] = ()) -> Self:
        """Return this finding with its explanations. A row replaces the one of `and_by` that has its id."""
        named = {row.id for row in rows}
        return replace(self, hypotheses=(*rows, *(row for row in and_by if row.id not in named)))

    @property
    def evidence(self) -> tuple[tuple[EvidenceKind, Sign[AnyCase]], ...]:
        """The kinds of evidence to report, in this order, each with the sign that shows it."""
        return self.reports if self.kind is None else ((self.kind, self.seen), *self.reports)


class Diagnosed(Frozen, Generic[AnyCase]):
    """The first finding that was seen, and what the diagnosis says of it."""

    finding: Finding[AnyCase]
    claim: Claim
    evidence: tuple[Evidence, ...]
    diagnosis: Diagnosis


def diagnose(findings: Iterable[Finding[AnyCase]], case: AnyCase) -> Diagnosed[AnyCase] | None:
    """Return the diagnosis of the first finding that is seen; None if none is."""
    for finding in findings:
        if all(map(case.look, finding.needs)) and case.look(finding.seen):
            claim, diagnosis = _weigh(finding, case)
            shown = ((kind, case.look(sign)) for kind, sign in finding.evidence)
            evidence = tuple(Evidence(kind, numbers_of(seen), finding.id) for kind, seen in shown if seen)
            return Diagnosed(finding, claim, evidence, diagnosis)
    return None


def verdict_of(diagnosed: Diagnosed[AnyCase]) -> EndpointVerdict:
    """Return the verdict on the endpoint that was diagnosed."""
    claim = diagnosed.claim
    causes = (claim.cause,) if claim.cause else ()
    status = FunctionStatus(claim.status)
    return EndpointVerdict(status, causes, diagnosed.evidence, diagnosis=diagnosed.diagnosis)


def join_causes(verdicts: Iterable[EndpointVerdict | FunctionVerdict]) -> tuple[Cause, ...]:
    """Return the causes of these verdicts in their order, each once."""
    return tuple(dict.fromkeys(cause for verdict in verdicts for cause in verdict.causes))


def join_evidence(verdicts: Iterable[EndpointVerdict | FunctionVerdict]) -> tuple[Evidence, ...]:
    """Return the evidence of these verdicts in its order, each piece once."""
    return tuple(dict.fromkeys(evidence for verdict in verdicts for evidence in verdict.evidence))


def with_rivals(diagnosis: Diagnosis, *rivals: Rival) -> Diagnosis:
    """Return the diagnosis with these rivals added."""
    return replace(diagnosis, standing=_strongest_first((*diagnosis.standing, *rivals)))


def combine_alternatives(diagnoses: Sequence[Diagnosis]) -> Diagnosis:
    """Combine diagnoses each of which supports one claim: the surest counts, without rivals that any excludes."""
    excluded = {each.id: each for diagnosis in diagnoses for each in diagnosis.excluded}
    remaining = (tuple(rival for rival in diagnosis.standing if rival.id not in excluded) for diagnosis in diagnoses)
    left = [replace(diagnosis, standing=standing) for diagnosis, standing in zip(diagnoses, remaining, strict=True)]
    return replace(min(left, key=lambda d: d.confidence.doubt), excluded=tuple(excluded.values()))


def combine_required(diagnoses: Sequence[Diagnosis]) -> Diagnosis:
    """Combine diagnoses that must all hold for a claim: the least sure counts, with the rivals of all."""
    standing = _strongest_first(rival for diagnosis in diagnoses for rival in diagnosis.standing)
    stands = {rival.id for rival in standing}
    excluded = {each.id: each for diagnosis in diagnoses for each in diagnosis.excluded if each.id not in stands}
    least_sure = max(diagnoses, key=lambda d: d.confidence.doubt, default=Diagnosis())
    proved = bool(diagnoses) and all(diagnosis.proved for diagnosis in diagnoses)
    return replace(least_sure, proved=proved, standing=standing, excluded=tuple(excluded.values()))


def _weigh(finding: Finding[AnyCase], case: AnyCase) -> tuple[Claim, Diagnosis]:
    """Return the claim of the strongest hypothesis that stands, and the diagnosis.

    If several are equally strong and differ in essence, the finding's fallback is claimed. If they differ only in the
    mechanism, that is left open.
    """
    standing, excluded = _exclude(finding.hypotheses, case)
    proved = {h.id for h in standing if h.proof is not None and case.look(h.proof)}
    strength = {h.id: _PROVED if h.id in proved else h.prior.strength for h in standing}
    leading = [h for h in standing if strength[h.id] == max(strength.values())]
    essences = {h.claim.essence for h in leading}
    if len(essences) != 1:
        all_standing = _strongest_first(Rival(h.id, h.prior) for h in standing)
        return finding.fallback, Diagnosis(standing=all_standing, excluded=excluded)
    rivals = _strongest_first(Rival(h.id, h.prior) for h in standing if h.claim.essence not in essences)
    leader = min(leading, key=lambda h: h.id)
    is_mechanism_open = len({h.claim for h in leading}) > 1
    claim = replace(leader.claim, cause=Cause.UNEXPLAINED, detail=None) if is_mechanism_open else leader.claim
    return claim, Diagnosis(leader.id, leader.prior, leader.id in proved, rivals, excluded)


def _exclude(
    hypotheses: Iterable[Hypothesis[AnyCase]], case: AnyCase
) -> tuple[list[Hypothesis[AnyCase]], tuple[Excluded, ...]]:
    """Return the hypotheses to be considered that stand, each as common as its signs leave it, and those excluded."""
    standing, excluded = list[Hypothesis[AnyCase]](), list[Excluded]()
    for hypothesis in hypotheses:
        if hypothesis.condition is not None and not case.look(hypothesis.condition):
            continue
        by = next(filter(case.look, hypothesis.excluded_by), None)
        if by is not None:
            excluded.append(Excluded(hypothesis.id, name_of(by), numbers_of(case.look(by))))
        elif any(map(case.look, hypothesis.weakened_by)):
            standing.append(replace(hypothesis, prior=_WEAKER[hypothesis.prior]))
        else:
            standing.append(hypothesis)
    return standing, tuple(excluded)


def _strongest_first(rivals: Iterable[Rival]) -> tuple[Rival, ...]:
    """Return each rival once, with its strongest prior, the strongest rival first."""
    strongest: dict[str, Rival] = {}
    for rival in rivals:
        if rival.id not in strongest or rival.prior.strength > strongest[rival.id].prior.strength:
            strongest[rival.id] = rival
    return tuple(sorted(strongest.values(), key=lambda r: (-r.prior.strength, r.id)))
