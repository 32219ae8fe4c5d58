"""Both sides of a VPN, and what it leaves out, in words: only what was seen, in three languages."""

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.text_report import render_check
from dialtone.explain.vpn_words import compare_outside
from dialtone.model.check import Check, OutsideCheck, OutsideOutcome
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, NetworkFlag, NetworkStatus
from explain.leads import BLOCKED, SURE, F, S, check_of, judged, without_calls
from explain.shipped import explain

TUNNEL = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,))
WORKS = without_calls(calls=S.UNKNOWN)


def blocked(confidence: Confidence = SURE) -> MessengerVerdict:
    return judged("whatsapp", BLOCKED, confidence, (F.MESSAGES, S.BLOCKED, Cause.ADDRESS_BLOCKED))


def check(verdict: MessengerVerdict, outside: OutsideCheck | None = None, network: NetworkVerdict = TUNNEL) -> Check:
    return replace(check_of(verdict, network=network), outside=outside)


def past(verdict: MessengerVerdict, outcome: OutsideOutcome = OutsideOutcome.ANSWERED) -> OutsideCheck:
    return OutsideCheck(outcome, check_of(verdict))


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(Confidence.SURE, "Blocked"), (Confidence.LIKELY, "Probably blocked"), (Confidence.UNSURE, "May not work")],
)
def test_blocked_without_it(english: Explainer, confidence: Confidence, said: str) -> None:
    words = compare_outside(english.sentences, check(WORKS, past(blocked(confidence))))
    assert words is not None
    assert words.why_not == ""
    (row,) = words.rows
    assert row.line.endswith(f" Without it: {said}.")
    assert row.sentence == ""


def test_without_an_answer_there_is_no_verdict(explainer: Explainer) -> None:
    for outcome in set(OutsideOutcome) - {OutsideOutcome.ANSWERED}:
        words = compare_outside(explainer.sentences, check(WORKS, past(blocked(), outcome)))
        assert words is not None
        assert words.why_not
        assert not words.rows


def test_one_side_alone_is_not_compared(explainer: Explainer) -> None:
    assert compare_outside(explainer.sentences, check(WORKS)) is None


def test_the_vpn_itself_in_the_way(english: Explainer) -> None:
    words = compare_outside(english.sentences, check(blocked(), past(WORKS)))
    assert words is not None
    assert words.rows[0].line.startswith("With the VPN: Blocked.")
    assert words.rows[0].sentence == "Try another country or city in the VPN."


def test_a_report_has_both_sides(english: Explainer) -> None:
    text = render_check(check(WORKS, past(blocked())), english, colour=False, width=100)
    assert "With the VPN and without it" in text
    assert "Without it: Blocked." in text


def test_what_a_vpn_leaves_out(english: Explainer) -> None:
    leaks = replace(TUNNEL, flags=(NetworkFlag.VPN, NetworkFlag.UDP_BLOCKED, NetworkFlag.NAMES_BESIDE_VPN))
    verdict = replace(WORKS, evidence=(Evidence(EvidenceKind.BESIDE_VPN),))
    said = english.explain_messenger(verdict, leaks).through_vpn
    assert len(said) == 3
    assert "so calls can fail" in said[0]
    assert english.explain_messenger(verdict, replace(leaks, flags=leaks.flags[1:])).through_vpn == ()
    assert english.explain_messenger(WORKS, TUNNEL).through_vpn == ()


def test_where_people_are_punished_no_check_past_the_vpn_is_offered() -> None:
    """To somebody in Turkmenistan whose VPN hides what is asked, the first page offered to ask the same without it."""
    assert not explain("en", "TM").explain_network(TUNNEL).sees_outside
    assert explain("en", "RU").explain_network(TUNNEL).sees_outside


def test_false_names_past_the_vpn_are_the_providers_answer(english: Explainer) -> None:
    verdict = replace(blocked(), causes=(Cause.DNS_FORGED,))
    beside = replace(TUNNEL, flags=(NetworkFlag.VPN, NetworkFlag.NAMES_BESIDE_VPN))
    assert "your own network, not the VPN's" in english.explain_messenger(verdict, beside).summary
    assert "not yours" in english.explain_messenger(verdict, TUNNEL).summary


def test_what_alone_goes_through_a_vpn_is_said(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.BYPASS_TOOL,))
    split = replace(WORKS, evidence=(Evidence(EvidenceKind.BYPASS_TOOL, (1,)),))
    text = render_check(check(split, network=network), english, colour=False, width=200)
    line = "A VPN or a similar program carried WhatsApp, but not other traffic."
    assert line in text.replace("\n", " ")
    assert line not in render_check(check(WORKS, network=network), english, colour=False, width=200).replace("\n", " ")
    assert english.explain_messenger(split, network).through_vpn
