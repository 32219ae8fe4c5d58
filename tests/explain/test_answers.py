"""What an answer concludes beyond its clauses: who is cleared, and how surely."""

from dialtone.explain.answers import (
    LOCAL_RIVALS,
    SERVICE_RIVALS,
    answer_about_all,
    answer_about_network,
    answer_of,
    with_leading_cause,
)
from dialtone.judge.diagnosis import Finding
from dialtone.model.frozen import replace
from dialtone.model.verdict import Diagnosis, Evidence, NetworkVerdict, Rival
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Prior,
)
from explain.leads import LIKELY, F, S, judged, only_calls_fail
from explain.shipped import explain, works
from judge.recorded import judged as judged_network
from judge.recorded import recorded
from rule_page import ALL_RULES

ONLINE = NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER),))


def test_on_an_unstable_network_the_answer_is_about_the_messengers() -> None:
    assert answer_about_network(NetworkVerdict(NetworkStatus.UNSTABLE)) is None
    assert answer_about_network(NetworkVerdict(NetworkStatus.UNSTABLE, (NetworkFlag.CLOCK_WRONG,))) is not None


def test_nobody_is_cleared_while_an_explanation_here_stands() -> None:
    """In 47 answers of recorded networks it was "probably not your computer" while a firewall here stood."""
    cleared = 0
    for name in recorded():
        again = judged_network(name)
        for verdict in again.messengers:
            answer = answer_of(verdict, again.network)
            if answer.why is None or not answer.why.not_this_computer:
                continue
            cleared += 1
            told = [f for f in verdict.functions if not answer.first.parts or f.function in answer.first.parts]
            first = [f for f in told if f.status is not FunctionStatus.WORKS]
            standing = {rival.id for f in first for rival in f.diagnosis.standing}
            assert not standing & LOCAL_RIVALS, (name, verdict.messenger)
    assert cleared


def test_every_explanation_at_the_service_or_on_this_computer_is_counted_as_one() -> None:
    """Four at the service and seven on this computer were missing: people were told "not you" while one stood."""
    findings = [rule for rule in ALL_RULES if isinstance(rule, Finding)]
    rows = [(row.id, row.claim.cause) for finding in findings for row in finding.hypotheses]
    assert {name for name, _ in rows} >= LOCAL_RIVALS | SERVICE_RIVALS
    at_the_service = {Cause.SERVICE_DOWN, Cause.SERVICE_REFUSES}
    assert {name for name, cause in rows if cause in at_the_service} <= SERVICE_RIVALS
    assert {name for name, cause in rows if cause in (Cause.THIS_COMPUTER, Cause.OWN_FILTER)} <= LOCAL_RIVALS


def test_why_something_comes_and_goes_is_no_surer_than_its_diagnosis() -> None:
    """That it comes and goes was seen: "it is not your computer" was said as surely."""
    slow = judged("signal", MessengerStatus.SLOW, LIKELY, (F.MESSAGES, S.SLOW, Cause.NAME_FILTERED))
    answer = answer_of(slow, ONLINE)
    assert answer.why is not None
    assert not answer.first.doubtful
    assert answer.why.doubtful


def test_all_that_are_not_safe_are_named_whatever_showed_it() -> None:
    """Of one a certificate showed it and of another the traffic: only the first was named."""
    again = judged_network("mitm-state-root")
    joined = answer_about_all(again.messengers, again.network)
    assert set(joined.first.about) == {"signal", "whatsapp"}


def test_a_vpn_that_the_answer_names_is_no_other_explanation() -> None:
    """Below "Nothing gets through while the VPN is on." stood "We could not rule out that the VPN …"."""
    standing = (Rival("offline", Prior.COMMON), Rival("tunnel_dead", Prior.COMMON))
    offline = NetworkVerdict(NetworkStatus.OFFLINE, diagnosis=Diagnosis(standing=standing))
    behind = replace(offline, flags=(NetworkFlag.VPN,))
    told = [len(explain().explain_network(network).cannot_tell) for network in (offline, behind)]
    assert told == [2, 1]


def test_the_text_below_an_answer_begins_with_the_cause_of_its_first_clause() -> None:
    calls = only_calls_fail()
    verdict = replace(calls, causes=(Cause.NAME_FILTERED, *calls.causes), confidence=Confidence.SURE)
    answer = answer_of(verdict, ONLINE)
    behind = with_leading_cause(verdict, answer)
    assert behind.causes == (Cause.CALLS_FILTERED, Cause.NAME_FILTERED)
    assert behind.confidence is answer.first.certainty is Confidence.LIKELY
    good = works("whatsapp")
    assert with_leading_cause(good, answer_of(good, ONLINE)) is good
