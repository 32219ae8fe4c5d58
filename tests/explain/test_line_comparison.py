"""The same messengers on two networks: what may be said of a line, and what may not."""

import pytest

from dialtone.explain.changes import compare_checks
from dialtone.explain.explainer import Explainer
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkFlag, NetworkStatus
from explain.word_rules import problems
from gallery.lines import _check, every_comparison

NAMES = {"whatsapp": "WhatsApp"}


def test_what_is_said_of_two_networks_keeps_the_rules(explainer: Explainer) -> None:
    language = explainer.sentences.language
    said = [text for _, texts in every_comparison(explainer.sentences) for text in texts]
    assert not {problem for text in said for problem in problems(text, language)}


@pytest.mark.parametrize(
    ("first", "second", "key", "cautious"),
    [
        ("blocked", "works", "first_only", True),
        ("partly", "slow", "first_only", True),
        ("works", "blocked", "second_only", True),
        ("blocked", "blocked", "both_fail", True),
        ("works", "works", "both_work", False),
        ("down", "works", "nothing", False),
        ("unknown", "works", "nothing", False),
        ("blocked", "unknown", "nothing", False),
    ],
)
def test_two_verdicts(explainer: Explainer, first: str, second: str, key: str, cautious: bool) -> None:
    sentences = explainer.sentences
    said = compare_checks(sentences, _check(MessengerStatus(first)), _check(MessengerStatus(second)))
    assert said[0] == sentences.say(f"line.{key}", list="WhatsApp")
    assert (sentences.say("line.caution") in said) is cautious


def test_what_may_fail_or_fails_by_this_computer_says_nothing_of_a_line(explainer: Explainer) -> None:
    works, stopped = _check(MessengerStatus.WORKS), _check(MessengerStatus.BLOCKED)
    (verdict,) = stopped.messengers
    for doubt in (replace(verdict, confidence=Confidence.UNSURE), replace(verdict, causes=(Cause.THIS_COMPUTER,))):
        told = compare_checks(explainer.sentences, works, replace(stopped, messengers=(doubt,)))
        assert told == (explainer.sentences.say("line.nothing"),)


def test_a_network_of_listed_sites_is_compared_with_nothing(explainer: Explainer) -> None:
    sentences, works, blocked = explainer.sentences, MessengerStatus.WORKS, MessengerStatus.BLOCKED
    listed = _check(works, NetworkStatus.WHITELIST_MODE)
    for pair in ((_check(blocked), listed), (listed, _check(blocked))):
        assert compare_checks(sentences, *pair) == (sentences.say("line.listed"),)
    for status in (NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL, NetworkStatus.UNSTABLE):
        assert compare_checks(sentences, _check(blocked), _check(works, status)) == (sentences.say("line.unusable"),)


@pytest.mark.parametrize("flag", [NetworkFlag.VPN, NetworkFlag.BYPASS_TOOL])
def test_what_a_vpn_led_around_a_network_says_nothing_of_it(explainer: Explainer, flag: NetworkFlag) -> None:
    works, blocked = _check(MessengerStatus.WORKS), _check(MessengerStatus.BLOCKED)
    with_detour = replace(blocked, network=replace(blocked.network, flags=(flag,)))
    for pair in ((with_detour, works), (works, with_detour)):
        assert compare_checks(explainer.sentences, *pair) == (explainer.sentences.say("line.detour"),)
