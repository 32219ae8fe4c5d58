"""Where something is found in a network of the lab, its truth is in the list and nothing excludes it."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.diagnosis import Claim, Finding, Hypothesis
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.signs import Case
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import EvidenceKind, FunctionStatus, Prior
from judge.recorded import judged, recorded
from lab import rivals, truths
from lab.scenarios import SCENARIOS, find_scenario
from lab.standing import find_at, list_findings, list_untrue
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_truth_always_stands(name: str) -> None:
    lacking = list_untrue(find_scenario(name), recorded()[name], CATALOGUE)
    if name in truths.UNSEEN:
        lacking = [line for line in lacking if line.split()[2] != "greeting_answered"]
    places = {(endpoint, finding) for _, endpoint, finding, *_ in map(str.split, lacking)}
    assert places == truths.OPEN.get(name, set()), "see ./dev lab truths:\n" + "\n".join(lacking)


@pytest.mark.parametrize("name", truths.UNSEEN)
def test_what_a_check_cannot_see_is_told_like_a_sound_line_and_nothing_of_it_is_odd(name: str) -> None:
    told, sound = (judged(each) for each in (name, "clean"))
    ground = CheckCase(ControlResults(AttemptIndex(told.observations), CATALOGUE.controls), told.network, told.platform)
    assert ground.interference == ()
    assert [_words(m) for m in told.messengers] == [_words(m) for m in sound.messengers]


def _words(verdict: MessengerVerdict) -> list[tuple[str, str, str]]:
    return [(f.function, f.status, f.confidence) for f in verdict.functions]


def test_every_label_is_a_hypothesis_or_awaited() -> None:
    known = {each.id for finding in list_findings() for each in finding.hypotheses} | truths.AWAITED
    labels = truths.list_labels(SCENARIOS.values())
    assert {label for label in labels if not truths.add_other_names(frozenset({label})) & known} == set()


def test_a_rival_is_at_least_as_common_in_the_matrix_as_in_the_tables() -> None:
    """The matrix asks no less caution than the tables; where a table lowered a class, it goes on asking for more."""
    classes = (Prior.RARE, Prior.UNCOMMON, Prior.COMMON)
    tables = [{h.id: h.prior for h in finding.hypotheses} for finding in list_findings()]
    for pair in rivals.PAIRS:
        known = [rows[pair.rival] for rows in tables if {pair.conclusion, pair.rival} <= set(rows)]
        most = max(map(classes.index, known), default=0)
        assert classes.index(Prior(pair.prior)) >= most, f"{pair.conclusion} x {pair.rival}"


def test_a_truth_that_is_missing_excluded_or_not_considered_is_told_apart() -> None:
    class Told(frozenset[str], Case):
        """The names of the signs that are seen."""

    def seen(case: Told) -> bool:
        return "seen" in case

    def against(case: Told) -> bool:
        return "against" in case

    claim = Claim(FunctionStatus.UNKNOWN)
    may_be = (
        Hypothesis("excluded", claim, Prior.COMMON, excluded_by=(against,)),
        Hypothesis("needing", claim, Prior.COMMON, condition=against),
    )
    finding = Finding("found", seen, EvidenceKind.NOT_ENOUGH, may_be)
    here = find_at(finding, Told({"seen", "against"}), "app/chat")
    assert here.standing == {"needing"}
    assert here.lacks(frozenset({"needing"})) == ""
    assert here.lacks(frozenset({"excluded"})) == "excluded excluded by against"
    assert here.lacks(frozenset({"another"})) == "missing: another"
    assert find_at(finding, Told({"seen"}), "app/chat").lacks(frozenset({"needing"})) == (
        "needing not considered without against"
    )
