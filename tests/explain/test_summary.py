"""The trouble is said to lie where it was seen, and nowhere nearer."""

import pytest

from dialtone.explain.evidence import About
from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_summary, say_where
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, MessengerStatus, NetworkFlag, NetworkStatus
from explain.word_rules import problems
from gallery.verdicts import ONLINE, every_circumstance, every_verdict

SURE, LIKELY, UNSURE = Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE
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
    assert "itself" not in where(english, MessengerStatus.BLOCKED, Cause.ADDRESS_BLOCKED, SURE)


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
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS, (), confidence, (), (Evidence(kind),))
    said = say_summary(About(english.sentences, verdict, ONLINE), None)
    assert said == english.sentences.say(f"summary.{key}")


def test_its_words_keep_the_rules(explainer: Explainer) -> None:
    pairs = [(verdict, ONLINE) for verdict in every_verdict("signal", "Signal")]
    for verdict, network in (*pairs, *every_circumstance("signal", "Signal")):
        said = say_where(About(explainer.sentences, verdict, network))
        assert not list(problems(said, explainer.sentences.language))
