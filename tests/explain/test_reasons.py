"""A proxy that was passed, a VPN that carries nothing, a wrong clock: what is said is theirs, and nobody else's."""

import re

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_other_explanations
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

CONTROLS = (Evidence(EvidenceKind.CONTROLS_ANSWER),)
CONNECTED = NetworkVerdict(NetworkStatus.ONLINE, evidence=CONTROLS)
PAST_A_PROXY = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), CONTROLS)
NO_ANSWER = MessengerVerdict(
    "signal",
    "Signal",
    MessengerStatus.UNKNOWN,
    (Cause.OFFLINE,),
    Confidence.UNSURE,
    evidence=(Evidence(EvidenceKind.NOTHING_ANSWERS),),
)
CLOCK = MessengerVerdict(
    "signal", "Signal", MessengerStatus.UNKNOWN, (Cause.THIS_COMPUTER,), evidence=(Evidence(EvidenceKind.CLOCK_OFF),)
)


def offline(*flags: NetworkFlag, confidence: Confidence = Confidence.UNSURE) -> NetworkVerdict:
    return NetworkVerdict(NetworkStatus.OFFLINE, flags, (Evidence(EvidenceKind.NOTHING_ANSWERS),), confidence)


@pytest.mark.parametrize("status", [MessengerStatus.WORKS, MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN])
def test_past_a_proxy_nobody_is_told_that_we_tested_through_it(english: Explainer, status: MessengerStatus) -> None:
    causes = () if status is MessengerStatus.WORKS else (Cause.NAME_FILTERED,)
    verdict = MessengerVerdict("signal", "Signal", status, causes, Confidence.UNSURE)
    words, network = english.explain_messenger(verdict, PAST_A_PROXY), english.explain_network(PAST_A_PROXY)
    told = " ".join((*words.cannot_tell, network.banner, *network.flags))
    assert "We tested" not in told
    assert len(re.findall(r"use[sd] a proxy|proxy is on", told)) == 3
    everything = " ".join((words.summary, *words.saw, *words.can_do, told, *english.explain_network(offline()).can_do))
    assert "way through it" not in everything
    assert "tested that way" not in everything
    assert "sends its traffic" not in everything


def test_what_works_past_a_proxy_may_not_where_the_app_follows_it(english: Explainer) -> None:
    works = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS, (), Confidence.UNSURE)
    assert "without the proxy" in english.explain_messenger(works, PAST_A_PROXY).summary


def test_where_nothing_answers_past_a_proxy_it_is_named_before_the_cable(explainer: Explainer) -> None:
    plain, words = explainer.explain_network(offline()), explainer.explain_network(offline(NetworkFlag.PROXY))
    assert words.banner != plain.banner
    assert words.can_do[0] not in plain.can_do
    about = explainer.explain_messenger(NO_ANSWER, offline(NetworkFlag.PROXY))
    assert about.summary != explainer.explain_messenger(NO_ANSWER, offline()).summary


def test_a_dead_vpn_is_told_as_the_vpns_matter(explainer: Explainer) -> None:
    words = explainer.explain_network(offline(NetworkFlag.VPN))
    about = explainer.explain_messenger(NO_ANSWER, offline(NetworkFlag.VPN))
    vpn = "وی‌پی‌ان" if explainer.sentences.language == "fa" else "VPN"
    for text in (words.headline, words.banner, words.can_do[0], about.summary, about.can_do[0]):
        assert vpn in text
    plain = explainer.explain_messenger(NO_ANSWER, offline())
    assert not set(about.means) & set(plain.means), "cables and bills are the line's matter"
    assert not set(about.can_do) & set(plain.can_do)


def test_without_a_vpn_a_dead_line_is_one(english: Explainer) -> None:
    sure = offline(confidence=Confidence.SURE)
    assert english.explain_network(sure).banner.startswith("No internet connection.")


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
        assert english.explain_messenger(verdict, PAST_A_PROXY).saw == (text,)


def test_nobody_is_sent_to_the_phone_without_its_risk(explainer: Explainer) -> None:
    call = {"en": "phone call", "ru": "позвоните", "fa": "تلفن استفاده"}[explainer.sentences.language]
    lines = [line for texts in explainer.sentences.wording.lines.values() for line in texts]
    assert not [line for line in lines if call in line]


def stopped(messenger: str, cause: Cause, function: Function = Function.MESSAGES) -> MessengerVerdict:
    status = MessengerStatus.BLOCKED if function is Function.MESSAGES else MessengerStatus.PARTLY
    functions = [FunctionVerdict(function, FunctionStatus.BLOCKED, (cause,))]
    if function is not Function.MESSAGES:
        functions.append(FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS))
    return MessengerVerdict(messenger, messenger.title(), status, (cause,), functions=tuple(functions))


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
    whatsapp, signal = stopped("whatsapp", cause, function), stopped("signal", cause, function)
    untested = MessengerVerdict("bear", "Bear", MessengerStatus.NOT_TESTED)
    works = MessengerVerdict("wire", "Wire", MessengerStatus.WORKS)
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
