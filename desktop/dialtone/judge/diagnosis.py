"""The differential diagnosis: a finding, the hypotheses that explain it, and how certain the rest makes the best one.

Nothing here knows what the hypotheses are about. They are rows of the tables in `judge/findings/`; what decides
between them are signs, named questions to a case. A rule never sets a confidence: it follows from the rivals that
still stand, and "sure" takes a proof as well, since a list of rivals may be incomplete.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Generic, Self, TypeVar

from dialtone.judge.claims import UNEXPLAINED, Claim
from dialtone.model.frozen import Frozen, replace
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, Excluded, Rival
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, FunctionStatus, Prior

Case = TypeVar("Case")
Seen = tuple[int, ...] | bool
"""The observations that show something; True where it is known without any; empty or False where it was not seen.

What was not seen excludes nothing: it may not have been asked.
"""
Sign = Callable[[Case], Seen]
_Look = Callable[[Callable[[Case], Seen]], Seen]
"""Asks the case for a sign, each once."""

COMMON, UNCOMMON, RARE = Prior.COMMON, Prior.UNCOMMON, Prior.RARE
_DOUBT = {confidence: doubt for doubt, confidence in enumerate(Confidence)}
_STRENGTH = {RARE: 1, UNCOMMON: 2, COMMON: 3}
_PROVED = 4
_WEAKER = {COMMON: UNCOMMON, UNCOMMON: RARE, RARE: RARE}


class Hypothesis(Frozen, Generic[Case]):
    """One explanation of a finding."""

    id: str
    says: Claim
    prior: Prior
    out: tuple[Sign[Case], ...] = ()
    """Any of these, seen, excludes it."""
    needs: Sign[Case] | None = None
    """Unless this is seen, it is not considered."""
    less: tuple[Sign[Case], ...] = ()
    """Any of these, seen, makes it rarer by one class, and excludes nothing."""
    proof: Sign[Case] | None = None
    """What only this explanation leaves behind."""

    def given(self, sign: Sign[Case]) -> Self:
        """Return it as considered only where a sign is seen."""
        return replace(self, needs=sign)

    def unless(self, *signs: Sign[Case]) -> Self:
        """Return it as excluded by any of some signs as well."""
        return replace(self, out=(*self.out, *signs))

    def rarer_if(self, *signs: Sign[Case]) -> Self:
        """Return it as made rarer by any of some signs as well."""
        return replace(self, less=(*self.less, *signs))

    def proved_by(self, sign: Sign[Case]) -> Self:
        """Return it as proved by a sign that only it leaves behind."""
        return replace(self, proof=sign)


class Finding(Frozen, Generic[Case]):
    """What was seen, without a word about why, and everything that may be behind it."""

    id: str
    seen: Sign[Case]
    kind: EvidenceKind | None = None
    """What is told as evidence of what was seen itself."""
    may_be: tuple[Hypothesis[Case], ...] = ()
    needs: tuple[Sign[Case], ...] = ()
    """All of these must be seen before it is asked."""
    tells: tuple[tuple[EvidenceKind, Sign[Case]], ...] = ()
    """What is told after it, in this order, where each was seen."""
    in_common: Claim = UNEXPLAINED
    """What is said where hypotheses of different essence stand equally, or none stands."""
    behind: bool = False
    """Whether what fails at an address is asked as well of those behind the name, unless the messenger answers."""

    def explained_by(self, *rows: Hypothesis[Case], every: Sequence[Hypothesis[Case]] = ()) -> Self:
        """Return it with its explanations, and those that stand behind any finding of its kind, each once."""
        named = {row.id for row in rows}
        return replace(self, may_be=(*rows, *(row for row in every if row.id not in named)))

    @property
    def evidence(self) -> tuple[tuple[EvidenceKind, Sign[Case]], ...]:
        """What is told as evidence, in this order."""
        return self.tells if self.kind is None else ((self.kind, self.seen), *self.tells)


class Diagnosed(Frozen, Generic[Case]):
    """The first finding that was seen, and what is said of it."""

    finding: Finding[Case]
    claim: Claim
    evidence: tuple[Evidence, ...]
    diagnosis: Diagnosis

    @property
    def confidence(self) -> Confidence:
        """How certain the claim is."""
        return confidence_of(self.diagnosis)


def diagnose(findings: Iterable[Finding[Case]], case: Case) -> Diagnosed[Case] | None:
    """Return the diagnosis of the first finding that is seen; None where none is."""
    look: _Look[Case] = cache(lambda sign: sign(case))
    for finding in findings:
        if all(map(look, finding.needs)) and look(finding.seen):
            claim, diagnosis = _weigh(finding, look)
            shown = ((kind, look(sign)) for kind, sign in finding.evidence)
            told = tuple(Evidence(kind, numbers_of(seen), finding.id) for kind, seen in shown if seen)
            return Diagnosed(finding, claim, told, diagnosis)
    return None


def said(found: Diagnosed[Case]) -> EndpointVerdict:
    """Return a diagnosis as the verdict on an endpoint."""
    claim, causes = found.claim, (found.claim.cause,) if found.claim.cause else ()
    status = FunctionStatus(claim.status)
    return EndpointVerdict(status, causes, found.confidence, found.evidence, diagnosis=found.diagnosis)


def confidence_of(diagnosis: Diagnosis) -> Confidence:
    """Return how certain a claim is, by the strongest rival that stands.

    Sure: proved, and no rival stands. Unsure: a rival stands that is common, or nothing leads; or one that is not rare,
    unless the claim is proved.
    """
    if not diagnosis.hypothesis:
        return Confidence.UNSURE
    if not diagnosis.standing:
        return Confidence.SURE if diagnosis.proved else Confidence.LIKELY
    rival = max(_STRENGTH[r.prior] for r in diagnosis.standing)
    if diagnosis.proved:
        return Confidence.LIKELY if rival < _STRENGTH[Prior.COMMON] else Confidence.UNSURE
    above = _STRENGTH[diagnosis.prior] > rival
    return Confidence.LIKELY if above and rival == _STRENGTH[Prior.RARE] else Confidence.UNSURE


def with_rivals(diagnosis: Diagnosis, *rivals: Rival) -> Diagnosis:
    """Return the diagnosis with more explanations standing."""
    return replace(diagnosis, standing=_strongest_first((*diagnosis.standing, *rivals)))


def either(diagnoses: Sequence[Diagnosis]) -> Diagnosis:
    """Return what diagnoses of one claim come to where each of them carries it: the surest.

    What any of them excludes explains none of it, since one explanation has to fit all.
    """
    excluded = {each.id: each for one in diagnoses for each in one.excluded}
    known = (tuple(rival for rival in one.standing if rival.id not in excluded) for one in diagnoses)
    left = [replace(one, standing=standing) for one, standing in zip(diagnoses, known, strict=True)]
    return replace(max(left, key=sureness), excluded=tuple(excluded.values()))


def both(diagnoses: Sequence[Diagnosis]) -> Diagnosis:
    """Return what diagnoses come to where all of them must hold: the least sure, with the rivals of all."""
    standing = _strongest_first(rival for one in diagnoses for rival in one.standing)
    stands = {rival.id for rival in standing}
    excluded = {each.id: each for one in diagnoses for each in one.excluded if each.id not in stands}
    least = min(diagnoses, key=sureness, default=Diagnosis())
    proved = bool(diagnoses) and all(one.proved for one in diagnoses)
    return replace(least, proved=proved, standing=standing, excluded=tuple(excluded.values()))


def sureness(diagnosis: Diagnosis) -> int:
    """Return how certain a diagnosis is, as a number that grows with it."""
    return -_DOUBT[confidence_of(diagnosis)]


def least_sure(confidences: Iterable[Confidence]) -> Confidence:
    """Return the lowest of some; of none, that nothing is certain."""
    return max(confidences, key=_DOUBT.__getitem__, default=Confidence.UNSURE)


def _weigh(finding: Finding[Case], look: _Look[Case]) -> tuple[Claim, Diagnosis]:
    considered = [h for h in finding.may_be if h.needs is None or look(h.needs)]
    excluded = tuple(found for h in considered if (found := _exclude(h, look)) is not None)
    out = {each.id for each in excluded}
    standing = [_at_its_rate(h, look) for h in considered if h.id not in out]
    proved = {h.id for h in standing if h.proof is not None and look(h.proof)}
    if not standing:
        return finding.in_common, Diagnosis(excluded=excluded)
    most = max(_strength(h, proved) for h in standing)
    leading = [h for h in standing if _strength(h, proved) == most]
    essences = {h.says.essence for h in leading}
    if len(essences) > 1:
        return finding.in_common, Diagnosis(standing=_rivals(standing), excluded=excluded)
    first = min(leading, key=lambda h: h.id)
    told = {h.says for h in leading}
    claim = first.says if len(told) == 1 else replace(first.says, cause=Cause.UNEXPLAINED, degree=None)
    others = _rivals(h for h in standing if h.says.essence not in essences)
    return claim, Diagnosis(first.id, first.prior, first.id in proved, others, excluded)


def _exclude(hypothesis: Hypothesis[Case], look: _Look[Case]) -> Excluded | None:
    for sign in hypothesis.out:
        if seen := look(sign):
            return Excluded(hypothesis.id, name_of(sign), numbers_of(seen))
    return None


def _at_its_rate(hypothesis: Hypothesis[Case], look: _Look[Case]) -> Hypothesis[Case]:
    spoken_against = any(look(sign) for sign in hypothesis.less)
    return replace(hypothesis, prior=_WEAKER[hypothesis.prior]) if spoken_against else hypothesis


def _strength(hypothesis: Hypothesis[Case], proved: set[str]) -> int:
    return _PROVED if hypothesis.id in proved else _STRENGTH[hypothesis.prior]


def _rivals(hypotheses: Iterable[Hypothesis[Case]]) -> tuple[Rival, ...]:
    return _strongest_first(Rival(h.id, h.prior) for h in hypotheses)


def _strongest_first(rivals: Iterable[Rival]) -> tuple[Rival, ...]:
    known: dict[str, Rival] = {}
    for rival in rivals:
        if rival.id not in known or _STRENGTH[rival.prior] > _STRENGTH[known[rival.id].prior]:
            known[rival.id] = rival
    return tuple(sorted(known.values(), key=lambda r: (-_STRENGTH[r.prior], r.id)))


def name_of(sign: Callable[..., object]) -> str:
    """Return the id of a sign: the name of its function."""
    return str(getattr(sign, "__name__", ""))


def numbers_of(seen: Seen) -> tuple[int, ...]:
    """Return the observations that show what was seen; none where it is known without any."""
    return seen if isinstance(seen, tuple) else ()


def any_of(*signs: Sign[Case]) -> Sign[Case]:
    """Return the sign that is seen where any of these is."""

    def seen(case: Case) -> Seen:
        return next((found for sign in signs if (found := sign(case))), False)

    seen.__name__ = "_or_".join(map(name_of, signs))
    return seen


def all_of(*signs: Sign[Case]) -> Sign[Case]:
    """Return the sign that is seen where all of these are: with the observations of all."""

    def seen(case: Case) -> Seen:
        together: set[int] = set()
        for sign in signs:
            found = sign(case)
            if not found:
                return False
            together.update(numbers_of(found))
        return tuple(sorted(together)) or True

    seen.__name__ = "_and_".join(map(name_of, signs))
    return seen


def without(sign: Sign[Case]) -> Sign[Case]:
    """Return the sign that another was looked for and not seen. Use it only where the question is always asked."""

    def seen(case: Case) -> Seen:
        return not sign(case)

    seen.__name__ = f"no_{name_of(sign)}"
    return seen
