"""The laws of the differential diagnosis, over tables made at random, and that nothing else sets a confidence."""

import ast
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialtone.judge.diagnosis import (
    DOWN,
    UNEXPLAINED,
    UNKNOWN,
    WORKS,
    Claim,
    Diagnosed,
    Finding,
    Hypothesis,
    blocked,
    combine_alternatives,
    combine_required,
    diagnose,
    slow,
    unknown,
    with_rivals,
)
from dialtone.judge.signs import Case, Seen, Sign, all_of, any_of, without
from dialtone.model.frozen import replace
from dialtone.model.verdict import Diagnosis, Excluded, Rival
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    FunctionStatus,
    NetworkDetail,
    NetworkStatus,
    Prior,
    least_sure,
)


class Answers(dict[str, Seen], Case):
    """What shows each sign, by its name."""


BLOCKED = Claim(FunctionStatus.BLOCKED, Cause.NAME_FILTERED)
BY_ADDRESS = Claim(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED)
CLAIMS = (BLOCKED, BY_ADDRESS, DOWN, UNEXPLAINED, Claim(FunctionStatus.WORKS))
CERTAINTY = (Confidence.UNSURE, Confidence.LIKELY, Confidence.SURE)


def sign(name: str) -> Sign[Answers]:
    def seen(case: Answers) -> Seen:
        return case.get(name, False)

    seen.__name__ = name
    return seen


def finding(*may_be: Hypothesis[Answers]) -> Finding[Answers]:
    kind = EvidenceKind.NOT_ENOUGH
    return Finding("found", sign("found"), kind, may_be)


def said(case: Mapping[str, Seen], *may_be: Hypothesis[Answers]) -> Diagnosed[Answers]:
    found = diagnose((finding(*may_be),), Answers({"found": (1,), **case}))
    assert found is not None
    return found


PRIORS = st.sampled_from(Prior)
SIGNS = st.sampled_from(list("abcdef"))
TABLES = st.lists(
    st.builds(
        lambda claim, prior, out, less, needs, proof: Hypothesis[Answers](
            "",
            claim,
            prior,
            tuple(map(sign, out)),
            needs and sign(needs),
            tuple(map(sign, less)),
            proof and sign(proof),
        ),
        st.sampled_from(CLAIMS),
        PRIORS,
        st.lists(SIGNS, max_size=2),
        st.lists(SIGNS, max_size=1),
        st.none() | SIGNS,
        st.none() | SIGNS,
    ),
    min_size=1,
    max_size=5,
).map(lambda rows: [replace(row, id=f"h{n}") for n, row in enumerate(rows)])
CASES = st.dictionaries(SIGNS, st.just((7,))).map(Answers)
many = settings(max_examples=300, deadline=None)


@many
@given(TABLES, CASES)
def test_the_order_of_rows_changes_nothing(rows: list[Hypothesis[Answers]], case: Answers) -> None:
    told = {
        (d.claim, d.diagnosis.confidence, d.diagnosis.standing) for p in permutations(rows) for d in [said(case, *p)]
    }
    assert len(told) == 1


@many
@given(TABLES, CASES, PRIORS)
def test_an_innocent_rival_never_raises_certainty(rows: list[Hypothesis[Answers]], case: Answers, prior: Prior) -> None:
    before, after = said(case, *rows), said(case, *rows, Hypothesis("innocent", UNEXPLAINED, prior))
    if after.claim.status is FunctionStatus.BLOCKED:
        assert before.claim.essence == after.claim.essence
        assert CERTAINTY.index(after.diagnosis.confidence) <= CERTAINTY.index(before.diagnosis.confidence)


@many
@given(TABLES, CASES)
def test_nothing_is_said_while_another_claim_stands_as_strongly(rows: list[Hypothesis[Answers]], case: Answers) -> None:
    told = said(case, *rows)
    if told.diagnosis.hypothesis and not told.diagnosis.proved:
        priors = list(Prior)
        assert all(priors.index(r.prior) < priors.index(told.diagnosis.prior) for r in told.diagnosis.standing)


@many
@given(TABLES, CASES)
def test_nothing_is_sure_beside_a_rival_or_without_a_proof(rows: list[Hypothesis[Answers]], case: Answers) -> None:
    told = said(case, *rows)
    if told.diagnosis.confidence is Confidence.SURE:
        assert told.diagnosis.proved
        assert not told.diagnosis.standing
    if any(rival.prior is Prior.COMMON for rival in told.diagnosis.standing):
        assert told.diagnosis.confidence is Confidence.UNSURE


@pytest.mark.parametrize(
    ("prior", "rival", "proved", "confidence"),
    [
        (Prior.COMMON, None, True, Confidence.SURE),
        (Prior.COMMON, None, False, Confidence.LIKELY),
        (Prior.COMMON, Prior.RARE, False, Confidence.LIKELY),
        (Prior.UNCOMMON, Prior.RARE, False, Confidence.LIKELY),
        (Prior.COMMON, Prior.UNCOMMON, False, Confidence.UNSURE),
        (Prior.COMMON, Prior.UNCOMMON, True, Confidence.LIKELY),
        (Prior.RARE, Prior.COMMON, True, Confidence.UNSURE),
    ],
)
def test_the_strongest_rival_decides(prior: Prior, rival: Prior | None, proved: bool, confidence: Confidence) -> None:
    others = [Hypothesis[Answers]("other", DOWN, rival)] if rival else []
    told = said({"p": (2,)}, Hypothesis("main", BLOCKED, prior, proof=sign("p") if proved else None), *others)
    assert (told.claim, told.diagnosis.confidence) == (BLOCKED, confidence)


def test_two_mechanisms_of_one_claim_are_told_as_one() -> None:
    first, second = (Hypothesis[Answers](n, c, Prior.COMMON) for n, c in (("a", BLOCKED), ("b", BY_ADDRESS)))
    assert said({}, first, second).claim == Claim(FunctionStatus.BLOCKED, Cause.UNEXPLAINED)


def test_what_excludes_is_kept_and_what_was_not_asked_excludes_nothing() -> None:
    row = Hypothesis[Answers]("other", DOWN, Prior.COMMON, excluded_by=(sign("x"),))
    told = said({"x": (3, 4)}, Hypothesis("main", BLOCKED, Prior.COMMON), row)
    assert [(e.id, e.by, e.observations) for e in told.diagnosis.excluded] == [("other", "x", (3, 4))]
    assert said({}, Hypothesis("main", BLOCKED, Prior.COMMON), row).claim == UNEXPLAINED


def test_a_rival_of_the_whole_lowers_what_its_parts_say() -> None:
    alone = Diagnosis("main", Prior.COMMON, proved=True)
    joined = with_rivals(alone, Rival("late", Prior.RARE), Rival("late", Prior.UNCOMMON))
    assert joined.standing == (Rival("late", Prior.UNCOMMON),)


def test_what_one_excludes_explains_none_of_those_that_fail_alike() -> None:
    """Two servers, each silent in a network of its own: that one place is down cannot be the reason of both."""
    down, late = Rival("one_place_down", Prior.COMMON), Rival("late", Prior.RARE)
    first = Diagnosis("main", Prior.COMMON, standing=(down,))
    second = Diagnosis("main", Prior.COMMON, standing=(down, late), excluded=(Excluded("other", "sign", (3,)),))
    told = Diagnosis("main", Prior.COMMON, standing=(late,), excluded=(Excluded("one_place_down", "sign", (4,)),))
    assert combine_alternatives((first, second)).standing == (down,)
    assert combine_alternatives((first, second, told)).standing == ()
    assert {each.id for each in combine_alternatives((first, told)).excluded} == {"one_place_down"}


def test_what_must_hold_together_has_the_rivals_of_all() -> None:
    late = Rival("late", Prior.RARE)
    sure = Diagnosis("main", Prior.COMMON, proved=True, excluded=(Excluded("late", "sign"), Excluded("other", "sign")))
    doubted = Diagnosis("main", Prior.COMMON, proved=True, standing=(late,))
    told = combine_required((sure, doubted))
    assert (told.standing, told.proved, [e.id for e in told.excluded]) == ((late,), True, ["other"])
    assert combine_required(()) == Diagnosis()
    assert not combine_required((sure, replace(doubted, proved=False))).proved


def test_the_least_sure_counts() -> None:
    assert least_sure((Confidence.SURE, Confidence.LIKELY)) is Confidence.LIKELY
    assert least_sure(()) is Confidence.UNSURE


def test_signs_are_joined() -> None:
    a, b = sign("a"), sign("b")
    assert any_of(a, b)(Answers(b=(2,))) == (2,)
    assert any_of(a, b)(Answers()) is False
    assert all_of(a, b)(Answers(a=(1,), b=(2,))) == (1, 2)
    assert all_of(a, b)(Answers(a=True, b=True)) is True
    assert all_of(a, b)(Answers(a=(1,))) is False
    assert without(a)(Answers()) is True
    assert without(a)(Answers(a=(1,))) is False


def test_no_rule_sets_a_confidence() -> None:
    judge = Path(__file__).resolve().parents[2] / "desktop" / "dialtone" / "judge"
    found = {path.stem for path in judge.rglob("*.py") if _sets_a_confidence(ast.parse(path.read_text("utf-8")))}
    assert found == set(), "it follows from the rivals that stand (`model/verdict.py`)"


def _sets_a_confidence(tree: ast.Module) -> bool:
    """Return whether a file names a confidence, except to compare with it."""
    compared = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Compare) for part in ast.walk(node)}
    named = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and id(node) not in compared)
    return any(isinstance(node.value, ast.Name) and node.value.id == "Confidence" for node in named)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (blocked(Cause.NAME_FILTERED), blocked(Cause.ADDRESS_BLOCKED), True),
        (blocked(Cause.NAME_FILTERED), slow(Cause.NAME_FILTERED), False),
        (blocked(Cause.NAME_FILTERED), blocked(Cause.THIS_COMPUTER), False),
        (blocked(Cause.NAME_FILTERED), blocked(Cause.OWN_FILTER), False),
        (blocked(Cause.OWN_FILTER), blocked(Cause.THIS_COMPUTER), False),
        (UNKNOWN, UNEXPLAINED, True),
        (unknown(Cause.SERVICE_REFUSES), UNEXPLAINED, False),
        (unknown(Cause.SERVICE_REFUSES), DOWN, False),
        (slow(Cause.SERVICE_DOWN), DOWN, False),
        (WORKS, WORKS, True),
        (Claim(NetworkStatus.ONLINE, detail=NetworkDetail.FAR), Claim(NetworkStatus.ONLINE), True),
        (Claim(NetworkStatus.ONLINE, Cause.THIS_COMPUTER), Claim(NetworkStatus.ONLINE), False),
    ],
)
def test_the_essence_is_the_status_and_who_is_at_fault(one: Claim, other: Claim, same: bool) -> None:
    assert (one.essence == other.essence) is same
