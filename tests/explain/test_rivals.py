"""What else would explain what was seen is told: of a messenger on its page, of the network with its state."""

import re
from pathlib import Path

import dialtone.judge
from dialtone.explain.explainer import Explainer
from dialtone.explain.text_report import render_check
from dialtone.judge.diagnosis import Finding
from dialtone.judge.rules import NETWORK_FINDINGS
from dialtone.model.frozen import replace
from dialtone.model.verdict import Diagnosis, MessengerVerdict, NetworkVerdict, Rival
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkStatus, Prior
from explain.leads import check_of
from gallery.keys import keys_of
from gallery.verdicts import ONLINE
from rule_page import ALL_RULES

_FINDINGS = tuple(rule for rule in ALL_RULES if isinstance(rule, Finding))

DIAGNOSIS = Diagnosis("offline", Prior.COMMON, standing=(Rival("tunnel_dead", Prior.COMMON),))
OFFLINE = NetworkVerdict(NetworkStatus.OFFLINE, confidence=Confidence.UNSURE, diagnosis=DIAGNOSIS)
DUE_TO_IT = MessengerVerdict(
    "signal", "Signal", MessengerStatus.UNKNOWN, (Cause.OFFLINE,), Confidence.UNSURE, diagnosis=DIAGNOSIS
)
TOLD = "We could not rule out that the VPN or the proxy on the computer is the reason."


def test_what_else_would_explain_the_network_s_state_is_told_with_it(english: Explainer) -> None:
    assert english.explain_network(OFFLINE).cannot_tell == (TOLD,)
    assert not english.explain_network(ONLINE).cannot_tell


def test_the_report_says_it_once_for_all_messengers(english: Explainer) -> None:
    both = (DUE_TO_IT, replace(DUE_TO_IT, messenger="telegram", name="Telegram"))
    check = check_of(*both, network=OFFLINE)
    assert render_check(check, english, colour=False, width=200).count(TOLD) == 1


def test_explanations_that_read_the_same_are_told_once(english: Explainer) -> None:
    rivals = ("name_filtered_at_times", "name_filtered_by_share", "by_chance")
    standing = tuple(Rival(rival, Prior.COMMON) for rival in rivals)
    verdict = replace(DUE_TO_IT, causes=(Cause.UNEXPLAINED,), diagnosis=Diagnosis(standing=standing))
    (told,) = english.explain_messenger(verdict, ONLINE).means
    assert told.count("cuts some of") == 1
    assert "by chance" in told


def test_an_unknown_cause_is_told_with_what_may_be_behind_it(english: Explainer) -> None:
    """Of Zalo the check knew that larger data gets lost, and said only: "We do not know what this means."."""
    diagnosis = Diagnosis("big_packets_lost", Prior.COMMON)
    verdict = replace(DUE_TO_IT, causes=(Cause.UNEXPLAINED,), diagnosis=diagnosis)
    words = english.explain_messenger(verdict, ONLINE)
    assert words.means[0].endswith("We could not rule out that larger pieces of data get lost on the line.")
    assert not any("not rule out" in text for text in words.cannot_tell), "it is said once"


def test_each_explanation_that_may_stand_has_a_sentence_and_no_other_has() -> None:
    assert _may_stand(*_FINDINGS) | _at_the_functions() == set(keys_of("rival"))


def test_what_stands_beside_the_network_s_state_names_no_messenger(explainer: Explainer) -> None:
    sentences = explainer.sentences.wording.sentences
    assert not [rival for rival in _may_stand(*NETWORK_FINDINGS) if "{messenger}" in sentences[f"rival.{rival}"]]


def _may_stand(*findings: Finding) -> frozenset[str]:  # type: ignore[type-arg]
    """Return the hypotheses of findings that are explained by more than one claim: each may stand beside another."""
    divided = (finding for finding in findings if len({each.claim.essence for each in finding.hypotheses}) > 1)
    return frozenset(each.id for finding in divided for each in finding.hypotheses)


def _at_the_functions() -> frozenset[str]:
    found: set[str] = set()
    for file in (Path(dialtone.judge.__file__).parent).rglob("*.py"):
        found.update(re.findall(r'\bRival\(\s*"(\w+)"', file.read_text(encoding="utf-8")))
    return frozenset(found)
