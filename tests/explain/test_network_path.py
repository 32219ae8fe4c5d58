"""The drawing shows the trouble where it was seen, and nowhere nearer."""

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.network_path import find_path
from dialtone.model.network_path import NetworkPath
from dialtone.model.path_families import PATH_CAUSES
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from explain.word_rules import problems
from gallery.verdicts import ONLINE, every_circumstance, every_verdict

SURE, LIKELY, UNSURE = Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE
VPN = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,), ONLINE.evidence)
LONGEST_LABEL = 40


def path(
    explainer: Explainer,
    status: MessengerStatus,
    cause: Cause | None = None,
    confidence: Confidence = SURE,
    network: NetworkVerdict = ONLINE,
    *kinds: EvidenceKind,
) -> NetworkPath:
    causes = (cause,) if cause is not None else ()
    evidence = tuple(Evidence(kind) for kind in kinds)
    verdict = MessengerVerdict("signal", "Signal", status, causes, confidence, (), evidence)
    found = find_path(explainer.sentences, verdict, network, "Signal")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("status", "cause", "confidence", "span"),
    [
        (MessengerStatus.WORKS, None, SURE, (-1, -1)),
        (MessengerStatus.BLOCKED, Cause.NAME_FILTERED, SURE, (1, 4)),
        (MessengerStatus.BLOCKED, Cause.NAME_FILTERED, LIKELY, (1, 4)),
        (MessengerStatus.BLOCKED, Cause.NAME_FILTERED, UNSURE, (0, 4)),
        (MessengerStatus.SLOW, Cause.THROTTLED, LIKELY, (1, 4)),
        (MessengerStatus.BLOCKED, Cause.CERTIFICATE_SWAPPED, SURE, (0, 4)),
        (MessengerStatus.BLOCKED, Cause.THIS_COMPUTER, SURE, (0, 0)),
        (MessengerStatus.BLOCKED, Cause.OWN_FILTER, SURE, (0, 1)),
        (MessengerStatus.DOWN, Cause.SERVICE_DOWN, LIKELY, (4, 4)),
        (MessengerStatus.DOWN, Cause.SERVICE_REFUSES, SURE, (4, 4)),
        (MessengerStatus.UNKNOWN, Cause.OFFLINE, SURE, (0, 4)),
        (MessengerStatus.UNKNOWN, Cause.NAME_FILTERED, LIKELY, (0, 4)),
        (MessengerStatus.PARTLY, None, SURE, (0, 4)),
    ],
)
def test_the_trouble_is_where_it_was_seen(
    english: Explainer, status: MessengerStatus, cause: Cause | None, confidence: Confidence, span: tuple[int, int]
) -> None:
    found = path(english, status, cause, confidence)
    assert (found.first, found.last) == span
    assert found.open is (span == (-1, -1))


def test_what_may_be_an_outage_is_not_put_into_the_network_alone(english: Explainer) -> None:
    found = path(english, MessengerStatus.BLOCKED, Cause.ADDRESS_BLOCKED, LIKELY)
    assert found.where == "The problem began beyond your router: in the network, or at Signal itself."
    assert "itself" not in path(english, MessengerStatus.BLOCKED, Cause.ADDRESS_BLOCKED, SURE).where


@pytest.mark.parametrize("cause", [Cause.NAME_FILTERED, Cause.HOSTING_LIMITED, Cause.ADDRESS_BLOCKED])
def test_with_a_vpn_the_trouble_is_beyond_it(english: Explainer, cause: Cause) -> None:
    found = path(english, MessengerStatus.BLOCKED, cause, LIKELY, VPN)
    assert [station.label for station in found.stations] == ["You", "Router", "Provider", "VPN", "Signal"]
    assert (found.first, found.last) == (3, 4)


@pytest.mark.parametrize(
    ("kind", "span"),
    [
        (EvidenceKind.INSPECTED_BY_PROGRAM, (0, 0)),
        (EvidenceKind.INSPECTED_BY_GATEWAY, (0, 1)),
        (EvidenceKind.INSPECTED, (0, 4)),
    ],
)
def test_who_inspects_stands_where_it_runs(english: Explainer, kind: EvidenceKind, span: tuple[int, int]) -> None:
    found = path(english, MessengerStatus.PARTLY, Cause.INTERCEPTED, LIKELY, ONLINE, kind)
    assert (found.first, found.last) == span


@pytest.mark.parametrize("flag", [NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL])
def test_nothing_is_drawn_where_connections_go_several_ways(english: Explainer, flag: NetworkFlag) -> None:
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,))
    assert find_path(english.sentences, verdict, NetworkVerdict(NetworkStatus.ONLINE, (flag,)), "Signal") is None


@pytest.mark.parametrize("status", [MessengerStatus.NOT_TESTED, MessengerStatus.RETIRED, MessengerStatus.NO_SERVER])
def test_nothing_is_drawn_of_what_was_not_tested(english: Explainer, status: MessengerStatus) -> None:
    assert find_path(english.sentences, MessengerVerdict("signal", "Signal", status), ONLINE, "Signal") is None


def test_every_cause_in_the_network_has_a_few_words(explainer: Explainer) -> None:
    for cause in PATH_CAUSES:
        found = path(explainer, MessengerStatus.BLOCKED, cause)
        assert 0 < len(found.by) <= LONGEST_LABEL


def test_its_words_keep_the_rules(explainer: Explainer) -> None:
    pairs = [(verdict, ONLINE) for verdict in every_verdict("signal", "Signal")]
    for verdict, network in (*pairs, *every_circumstance("signal", "Signal")):
        found = find_path(explainer.sentences, verdict, network, "Signal")
        if found is not None:
            said = (found.where, found.by, *(station.label for station in found.stations))
            assert not [problem for text in said for problem in problems(text, explainer.sentences.language)]
            assert found.where
