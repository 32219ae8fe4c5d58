"""What is said below an answer: of a proxy, a VPN, a wrong clock and a network, each its own and nobody else's."""

import re

import pytest

from dialtone.explain.evidence import About
from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_function, say_other_explanations, say_summary, say_where
from dialtone.judge.function_verdicts import JudgedEndpoints
from dialtone.judge.messenger_verdicts import judge_endpoints, judge_messenger
from dialtone.model.verdict import Diagnosis, Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict, Rival
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Prior,
)
from explain.leads import LIKELY, SURE, UNSURE, F, S, judged
from explain.word_rules import problems
from gallery.verdicts import ONLINE, every_circumstance, every_verdict
from judge.factory import Record, check_case_of, online
from shipped_catalogue import shipped_catalogue

CONTROLS = (Evidence(EvidenceKind.CONTROLS_ANSWER),)
CONNECTED = NetworkVerdict(NetworkStatus.ONLINE, evidence=CONTROLS)
PAST_A_PROXY = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), CONTROLS)
CLOCK = MessengerVerdict(
    "signal", "Signal", MessengerStatus.UNKNOWN, (Cause.THIS_COMPUTER,), evidence=(Evidence(EvidenceKind.CLOCK_OFF),)
)


@pytest.mark.parametrize("status", [MessengerStatus.WORKS, MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN])
def test_past_a_proxy_nobody_is_told_that_we_tested_through_it(english: Explainer, status: MessengerStatus) -> None:
    causes = () if status is MessengerStatus.WORKS else (Cause.NAME_FILTERED,)
    verdict = MessengerVerdict("signal", "Signal", status, causes, Confidence.UNSURE)
    words, network = english.explain_messenger(verdict, PAST_A_PROXY), english.explain_network(PAST_A_PROXY)
    told = " ".join((*words.cannot_tell, network.banner, *network.flags))
    assert "We tested" not in told
    assert len(re.findall(r"use[sd] a proxy|proxy is on", told)) == 3


def test_what_works_past_a_proxy_may_not_where_the_app_follows_it(english: Explainer) -> None:
    works = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS, (), Confidence.UNSURE)
    assert "without the proxy" in english.explain_messenger(works, PAST_A_PROXY).summary


def test_a_wrong_clock_sends_nobody_to_the_programs_that_guard_the_computer(explainer: Explainer) -> None:
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.UNKNOWN, (Cause.THIS_COMPUTER,))
    program, clock = (
        explainer.explain_messenger(verdict, PAST_A_PROXY),
        explainer.explain_messenger(CLOCK, PAST_A_PROXY),
    )
    assert not set(program.means) & set(clock.means)
    assert program.can_do[0] not in clock.can_do
    assert clock.summary != program.summary
    wrong = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.CLOCK_WRONG,), CONTROLS)
    assert "guard-program" not in {entry.id for entry in explainer.explain_messenger(CLOCK, wrong).guidance}


def test_a_line_in_the_hosts_file_stays_what_it_is_beside_a_wrong_clock(english: Explainer) -> None:
    both = (Evidence(EvidenceKind.LOCAL_OVERRIDE), Evidence(EvidenceKind.CLOCK_OFF))
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (Cause.THIS_COMPUTER,), evidence=both)
    assert english.explain_messenger(verdict, PAST_A_PROXY).headline == "Something on this computer stops Signal."


def test_of_a_network_that_fails_it_is_said_what_was_seen(english: Explainer) -> None:
    """On a white list home sites opened, and the page said that the network itself did not work."""
    said = {
        (Cause.OFFLINE, Evidence(EvidenceKind.NOTHING_ANSWERS)): "No site answered, in this country or abroad.",
        (Cause.CAPTIVE_PORTAL, Evidence(EvidenceKind.PAGE_INSTEAD, rule="sign_in_page")): (
            "Something on the network answered instead of the pages we asked for."
        ),
        (Cause.WHITELIST_MODE, Evidence(EvidenceKind.MOST_ABROAD_SILENT)): "Hardly any site abroad answered.",
        (
            Cause.DNS_DOWN,
            Evidence(EvidenceKind.RESOLVER_SILENT),
        ): "The network did not give us the address of any site.",
        (Cause.OFFLINE, None): "No site answered, in this country or abroad.",
    }
    for (cause, one), text in said.items():
        seen = (one,) if one else ()
        verdict = MessengerVerdict("signal", "Signal", MessengerStatus.UNKNOWN, (cause,), evidence=seen)
        assert english.explain_messenger(verdict, PAST_A_PROXY).observed == (text,)


def test_nobody_is_sent_to_the_phone_without_its_risk(explainer: Explainer) -> None:
    """A call is advised with who can listen, everywhere, or not at all."""
    call = {"en": "phone call", "ru": "позвоните", "fa": "تلفن استفاده"}[explainer.sentences.language]
    lines = [line for texts in explainer.sentences.wording.lines.values() for line in texts]
    assert not [line for line in lines if call in line]


def stopped(messenger: str, cause: Cause, function: Function = Function.MESSAGES) -> MessengerVerdict:
    if function is F.MESSAGES:
        return judged(messenger, MessengerStatus.BLOCKED, SURE, (function, S.BLOCKED, cause))
    return judged(messenger, MessengerStatus.PARTLY, SURE, (function, S.BLOCKED, cause), (F.MESSAGES, S.WORKS))


@pytest.mark.parametrize(
    ("cause", "function"),
    [
        *((cause, Function.MESSAGES) for cause in (Cause.DNS_FORGED, Cause.ADDRESS_BLOCKED, Cause.SERVICE_DOWN)),
        (Cause.CALLS_FILTERED, Function.CALLS),
    ],
)
def test_nobody_is_sent_to_another_messenger_where_every_other_fails_too(
    explainer: Explainer, cause: Cause, function: Function
) -> None:
    """As it was found in Iran and Turkmenistan: all that was tested was blocked, and the way out was another one."""
    whatsapp, signal = stopped("whatsapp", cause, function), stopped("signal", cause, function)
    untested = MessengerVerdict("bear", "Bear", MessengerStatus.NOT_TESTED)
    carries = tuple(FunctionVerdict(part, S.WORKS) for part in (F.MESSAGES, F.CALLS))
    works = MessengerVerdict("wire", "Wire", MessengerStatus.WORKS, functions=carries)
    another = set(explainer.sentences.lines(f"instead.{cause}"))
    call = set(explainer.sentences.lines("network_can_do.call"))
    assert another
    assert call

    def steps(*beside: MessengerVerdict) -> set[str]:
        return set(explainer.explain_messenger(whatsapp, CONNECTED, all_verdicts=beside).can_do)

    among_stopped = steps(whatsapp, signal, untested)
    assert call <= among_stopped
    assert not another & among_stopped
    for beside in ((), (whatsapp, untested), (whatsapp, signal, works)):
        assert another <= steps(*beside)
        assert not call & steps(*beside)


def test_two_causes_are_explained_and_two_rivals_named(english: Explainer) -> None:
    causes = (Cause.NAME_FILTERED, Cause.ADDRESS_BLOCKED, Cause.DNS_FORGED)
    rivals = tuple(Rival(each, Prior.COMMON) for each in ("answers_late", "antivirus", "big_packets_lost"))
    diagnosis = Diagnosis("name_filtered", standing=rivals)
    told = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, causes, diagnosis=diagnosis)
    assert len(english.explain_messenger(told, CONNECTED).means) == 2
    assert len(say_other_explanations(english.sentences, told, "Signal")) == 2


VPN = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,), ONLINE.evidence)


def where(
    explainer: Explainer,
    status: MessengerStatus,
    cause: Cause | None = None,
    confidence: Confidence = SURE,
    network: NetworkVerdict = ONLINE,
    *kinds: EvidenceKind,
) -> str:
    causes = (cause,) if cause is not None else ()
    evidence = tuple(Evidence(kind) for kind in kinds)
    verdict = MessengerVerdict("signal", "Signal", status, causes, confidence, (), evidence)
    return say_where(About(explainer.sentences, verdict, network))


@pytest.mark.parametrize(
    ("status", "cause", "confidence", "place"),
    [
        (MessengerStatus.WORKS, None, SURE, "open"),
        (MessengerStatus.BLOCKED, Cause.NAME_FILTERED, SURE, "network"),
        (MessengerStatus.BLOCKED, Cause.NAME_FILTERED, LIKELY, "network.likely"),
        (MessengerStatus.BLOCKED, Cause.NAME_FILTERED, UNSURE, "unknown"),
        (MessengerStatus.SLOW, Cause.THROTTLED, LIKELY, "network.likely"),
        (MessengerStatus.BLOCKED, Cause.CERTIFICATE_SWAPPED, SURE, "unknown"),
        (MessengerStatus.BLOCKED, Cause.THIS_COMPUTER, SURE, "computer"),
        (MessengerStatus.BLOCKED, Cause.OWN_FILTER, SURE, "home"),
        (MessengerStatus.DOWN, Cause.SERVICE_DOWN, LIKELY, "service.likely"),
        (MessengerStatus.DOWN, Cause.SERVICE_REFUSES, SURE, "service"),
        (MessengerStatus.UNKNOWN, Cause.OFFLINE, SURE, "unknown"),
        (MessengerStatus.UNKNOWN, Cause.NAME_FILTERED, LIKELY, "unknown"),
        (MessengerStatus.PARTLY, None, SURE, "unknown"),
    ],
)
def test_the_trouble_is_where_it_was_seen(
    english: Explainer, status: MessengerStatus, cause: Cause | None, confidence: Confidence, place: str
) -> None:
    said = english.sentences.say(f"path_where.{place}", messenger="Signal")
    assert where(english, status, cause, confidence) == said


def test_what_may_be_an_outage_is_not_put_into_the_network_alone(english: Explainer) -> None:
    likely = where(english, MessengerStatus.BLOCKED, Cause.ADDRESS_BLOCKED, LIKELY)
    assert likely == "It looks as if the problem began beyond your router: in the network, or at Signal itself."
    sure = where(english, MessengerStatus.BLOCKED, Cause.ADDRESS_BLOCKED, SURE)
    assert sure == "The problem began beyond your router, not at Signal itself."


@pytest.mark.parametrize("cause", [Cause.NAME_FILTERED, Cause.HOSTING_LIMITED, Cause.ADDRESS_BLOCKED])
def test_with_a_vpn_the_trouble_is_beyond_it(english: Explainer, cause: Cause) -> None:
    said = where(english, MessengerStatus.BLOCKED, cause, LIKELY, VPN)
    assert said == "It looks as if the problem began between the VPN and Signal."


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (EvidenceKind.INSPECTED_BY_PROGRAM, "computer.likely"),
        (EvidenceKind.INSPECTED_BY_GATEWAY, "home.likely"),
        (EvidenceKind.INSPECTED, "unknown"),
    ],
)
def test_who_inspects_stands_where_it_runs(english: Explainer, kind: EvidenceKind, place: str) -> None:
    said = where(english, MessengerStatus.PARTLY, Cause.INTERCEPTED, LIKELY, ONLINE, kind)
    assert said == english.sentences.say(f"path_where.{place}", messenger="Signal")


@pytest.mark.parametrize("flag", [NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL])
def test_nothing_is_said_where_connections_go_several_ways(english: Explainer, flag: NetworkFlag) -> None:
    several = NetworkVerdict(NetworkStatus.ONLINE, (flag,))
    assert where(english, MessengerStatus.BLOCKED, Cause.NAME_FILTERED, SURE, several) == ""


@pytest.mark.parametrize("status", [MessengerStatus.NOT_TESTED, MessengerStatus.RETIRED, MessengerStatus.NO_SERVER])
def test_nothing_is_said_of_what_was_not_tested(english: Explainer, status: MessengerStatus) -> None:
    assert where(english, status) == ""


@pytest.mark.parametrize(
    ("confidence", "kind", "key"),
    [
        (SURE, EvidenceKind.GREETING_ANSWERED, "works"),
        (LIKELY, EvidenceKind.GREETING_ANSWERED, "works"),
        (LIKELY, EvidenceKind.SOME_ATTEMPTS_FAIL, "works.some_attempts_fail"),
        (UNSURE, EvidenceKind.SOME_ATTEMPTS_FAIL, "works.unsure"),
    ],
)
def test_servers_failed_to_answer_at_times_only_where_that_was_seen(
    english: Explainer, confidence: Confidence, kind: EvidenceKind, key: str
) -> None:
    """How fast files come is never known for sure of most messengers, and no server failed to answer for that."""
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS, (), confidence, (), (Evidence(kind),))
    said = say_summary(About(english.sentences, verdict, ONLINE), None)
    assert said == english.sentences.say(f"summary.{key}")


def test_its_words_keep_the_rules(explainer: Explainer) -> None:
    pairs = [(verdict, ONLINE) for verdict in every_verdict("signal", "Signal")]
    for verdict, network in (*pairs, *every_circumstance("signal", "Signal")):
        said = say_where(About(explainer.sentences, verdict, network))
        assert not list(problems(said, explainer.sentences.language))


CATALOGUE, GROUND = shipped_catalogue(), online()


def _all_answers(identifier: str) -> MessengerVerdict:
    messenger = next(m for m in CATALOGUE.messengers if m.id == identifier)
    record = Record().well(*messenger.endpoints)
    endpoints = judge_endpoints(messenger, check_case_of(record.observations, GROUND))
    return judge_messenger(JudgedEndpoints(messenger, endpoints), GROUND, "linux", installed=True)


def test_it_may_work_and_the_page_says_that_nobody_has_published_its_servers(explainer: Explainer) -> None:
    """BiP's service answered, and it was said for sure that messages work."""
    verdict = _all_answers("bip")
    messages = next(f for f in verdict.functions if f.function is Function.MESSAGES)
    assert (messages.status, messages.confidence) == (FunctionStatus.WORKS, Confidence.UNSURE)
    clause = explainer.sentences.say("rival.carried_by_others", messenger="BiP")
    assert any(clause in text for text in explainer.explain_messenger(verdict, GROUND).cannot_tell)


def test_what_is_not_tested_for_that_reason_says_so(english: Explainer) -> None:
    verdict = _all_answers("imo")
    messages = next(f for f in verdict.functions if f.function is Function.MESSAGES)
    words = say_function(english.sentences, messages, "imo", "imo")
    assert words.sentence == "Nobody has published which servers carry this, so we cannot test it."


def test_sources_that_differ_leave_nothing_certain(english: Explainer) -> None:
    verdict = _all_answers("facebook_messenger")
    messages = next(f for f in verdict.functions if f.function is Function.MESSAGES)
    assert messages.confidence is Confidence.LIKELY
    clause = english.sentences.say("rival.carried_by_others", messenger="Facebook Messenger")
    assert any(clause in text for text in english.explain_messenger(verdict, GROUND).cannot_tell)
