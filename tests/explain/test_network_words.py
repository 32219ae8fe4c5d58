"""The network in words: its state, the degree of its trouble, and what to do about it."""

from datetime import date

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.reference import say_advice
from dialtone.explain.text_report import render_check
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    MessengerStatus,
    NetworkDetail,
    NetworkFlag,
    NetworkStatus,
)
from explain.leads import UNSURE, check_of
from explain.shipped import blocked, explain
from gallery.verdicts import ONLINE
from named_rows import named_rows

NO_ANSWER = MessengerVerdict(
    "signal",
    "Signal",
    MessengerStatus.UNKNOWN,
    (Cause.OFFLINE,),
    Confidence.UNSURE,
    evidence=(Evidence(EvidenceKind.NOTHING_ANSWERS),),
)


def offline(*flags: NetworkFlag, confidence: Confidence = Confidence.UNSURE) -> NetworkVerdict:
    return NetworkVerdict(NetworkStatus.OFFLINE, flags, (Evidence(EvidenceKind.NOTHING_ANSWERS),), confidence)


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


@named_rows(
    ("network", "headline"),
    {
        "a list": (
            NetworkVerdict(
                NetworkStatus.WHITELIST_MODE, detail=NetworkDetail.SOME_NAMES_ONLY, confidence=Confidence.LIKELY
            ),
            "Probably only a few sites and apps open.",
        ),
        "lookups alone": (
            NetworkVerdict(NetworkStatus.OFFLINE, detail=NetworkDetail.ONLY_LOOKUPS),
            "Nothing opens on this network. Only addresses of sites are still found.",
        ),
        "what is behind it comes first": (
            NetworkVerdict(NetworkStatus.OFFLINE, (NetworkFlag.VPN,), detail=NetworkDetail.ONLY_LOOKUPS),
            "Nothing gets through while the VPN is on.",
        ),
        "a portal": (
            NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL, detail=NetworkDetail.SOME_NAMES_ONLY),
            "This network wants a sign-in. A few sites and apps open already.",
        ),
        "a flag says it": (
            NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.IPV6_BROKEN,), detail=NetworkDetail.IPV6_GONE),
            "This computer is connected to the internet.",
        ),
        "no fault": (
            NetworkVerdict(NetworkStatus.ONLINE, detail=NetworkDetail.FAR),
            "Answers take a long time to arrive here, as over a satellite. That is not a fault.",
        ),
    },
)
def test_the_degree_is_the_headline(english: Explainer, network: NetworkVerdict, headline: str) -> None:
    assert english.explain_network(network).headline == headline


@pytest.mark.parametrize("degree", [d for d in NetworkDetail if d is not NetworkDetail.PACKETS_LOST])
def test_only_where_packets_are_lost_is_it_worth_to_move(english: Explainer, degree: NetworkDetail) -> None:
    """A filter that punishes addresses, a satellite and a box that is too busy are no matter of the Wi-Fi."""
    words = english.explain_network(NetworkVerdict(NetworkStatus.UNSTABLE, detail=degree))
    assert not any("closer" in step for step in words.can_do)


def test_where_all_that_is_known_is_old_the_check_says_so_in_one_line() -> None:
    network = explain(country="CN").explain_network(ONLINE)
    assert network.known_until == ("We know nothing about messengers in mainland China that is newer than April 2024.")
    check = check_of(blocked("whatsapp"), network=ONLINE)
    text = " ".join(render_check(check, explain(country="CN"), colour=False, width=100).split())
    assert text.count("that is newer than") == 1
    assert explain(country="RU").explain_network(ONLINE).known_until == ""
    assert explain(country="RU", today=date(2027, 11, 10)).explain_network(ONLINE).known_until
    assert explain(country="").explain_network(ONLINE).known_until == ""
    after_half_a_year = explain(country="", today=date(2027, 5, 31)).explain_network(ONLINE).known_until
    assert after_half_a_year == (
        "All that Dialtone knows is from December 2026 or older. "
        "Newer content comes as a file, from a friend or by e-mail, or from a mirror."
    )
    assert explain(country="", today=date(2027, 5, 30)).explain_network(ONLINE).known_until == ""
    vpn = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,))
    assert explain(country="CN").explain_network(vpn).known_until == ""


def test_where_the_whole_internet_was_shut_down_another_wifi_is_no_promise() -> None:
    """In a shutdown of the whole country a student in Iran read "use home internet" as if it were open."""
    listed = NetworkVerdict(NetworkStatus.WHITELIST_MODE, confidence=UNSURE)
    try_another = "Try home internet or another Wi-Fi."
    in_iran = explain(country="IR")
    assert in_iran.explain_network(listed).can_do[:2] == (
        try_another,
        "If every network is cut, check again every day.",
    )
    assert explain(country="RU").explain_network(listed).can_do[:1] == (try_another,)
    advice = say_advice(in_iran, "white-list")
    assert advice is not None
    assert advice.steps[0] == try_another, "above it stood: try another network"


def test_a_shutdown_of_long_ago_is_not_thought_of_first() -> None:
    """In Kazakhstan, last shut down in January 2022, a data plan of a few sites was told like a shutdown."""
    listed = NetworkVerdict(NetworkStatus.WHITELIST_MODE, confidence=UNSURE)
    assert explain(country="KZ").explain_network(listed).can_do[:1] == ("Try home internet or another Wi-Fi.",)
