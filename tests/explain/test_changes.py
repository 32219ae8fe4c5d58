"""Before and after, and two networks, each in one sentence, and no claim that was not seen."""

import pytest

from dialtone.explain.changes import compare_checks, say_change
from dialtone.explain.explainer import Explainer
from dialtone.explain.reports import render_changes
from dialtone.explain.text_page import TextPage
from dialtone.model.frozen import replace
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from explain.leads import LIKELY, UNSURE
from explain.word_rules import problems
from gallery.lines import every_comparison, make_check
from gallery.verdicts import every_change

M, C, W = Function.MESSAGES, Function.CALLS, Function.WEB
WORKS, BLOCKED, SLOW, UNKNOWN = (
    FunctionStatus.WORKS,
    FunctionStatus.BLOCKED,
    FunctionStatus.SLOW,
    FunctionStatus.UNKNOWN,
)


def verdict(
    status: MessengerStatus, *functions: tuple[Function, FunctionStatus], confidence: Confidence = Confidence.SURE
) -> MessengerVerdict:
    parts = tuple(FunctionVerdict(function, state) for function, state in functions)
    return MessengerVerdict("telegram", "Telegram", status, confidence=confidence, functions=parts)


def doubted(whole: MessengerVerdict, confidence: Confidence) -> MessengerVerdict:
    return replace(
        whole, confidence=confidence, functions=tuple(replace(f, confidence=confidence) for f in whole.functions)
    )


ALL_BLOCKED = verdict(MessengerStatus.BLOCKED, (M, BLOCKED), (C, BLOCKED), (W, BLOCKED))
NO_CALLS = verdict(MessengerStatus.PARTLY, (M, WORKS), (C, BLOCKED), (W, WORKS))
SLOW_TEXT = verdict(MessengerStatus.PARTLY, (M, SLOW), (C, BLOCKED), (W, UNKNOWN))
ALL_WORK = verdict(MessengerStatus.WORKS, (M, WORKS), (C, WORKS), (W, WORKS))
LOOKS = verdict(MessengerStatus.WORKS, (M, WORKS), confidence=Confidence.LIKELY)
TABLE = [
    (ALL_BLOCKED, ALL_WORK, "Telegram works now."),
    (ALL_BLOCKED, LOOKS, "Telegram probably works now."),
    (ALL_BLOCKED, replace(LOOKS, confidence=UNSURE), "Telegram: we could not find out whether anything changed."),
    (ALL_WORK, ALL_WORK, "Telegram works, as before."),
    (ALL_WORK, LOOKS, "Telegram probably works, as before."),
    (ALL_WORK, doubted(ALL_BLOCKED, LIKELY), "Telegram worked before and probably does not work now."),
    (ALL_WORK, doubted(ALL_BLOCKED, UNSURE), "Telegram: we could not find out whether anything changed."),
    (ALL_WORK, doubted(NO_CALLS, LIKELY), "Telegram, as far as we can tell: calls no longer work."),
    (doubted(ALL_WORK, LIKELY), NO_CALLS, "Telegram, as far as we can tell: calls no longer work."),
    (ALL_WORK, doubted(NO_CALLS, UNSURE), "Telegram: we could not find out whether anything changed."),
    (ALL_WORK, ALL_BLOCKED, "Telegram worked before and does not work now."),
    (ALL_BLOCKED, ALL_BLOCKED, "Telegram: nothing has changed."),
    (ALL_BLOCKED, NO_CALLS, "Telegram: messages and the web version work now; calls still do not work."),
    (ALL_WORK, NO_CALLS, "Telegram: calls no longer work."),
    (ALL_BLOCKED, SLOW_TEXT, "Telegram: calls still do not work; messages slow."),
    (
        ALL_BLOCKED,
        verdict(MessengerStatus.PARTLY, (M, WORKS), (C, BLOCKED)),
        "Telegram: messages work now; calls still do not work.",
    ),
    (ALL_BLOCKED, verdict(MessengerStatus.UNKNOWN), "Telegram: we could not find out whether anything changed."),
    (
        verdict(MessengerStatus.UNKNOWN),
        ALL_WORK,
        "Telegram: the earlier check had no answer, so there is nothing to compare with.",
    ),
    (None, ALL_WORK, "Telegram was not in the earlier check."),
]


@pytest.mark.parametrize(("before", "after", "said"), TABLE)
def test_one_sentence_says_what_changed(
    english: Explainer, before: MessengerVerdict | None, after: MessengerVerdict, said: str
) -> None:
    assert say_change(english.sentences, before, after) == said


def test_the_same_in_russian_and_persian(russian: Explainer, persian: Explainer) -> None:
    after = verdict(MessengerStatus.PARTLY, (M, WORKS), (C, BLOCKED))
    said = say_change(russian.sentences, ALL_BLOCKED, after)
    assert said == "Telegram: сообщения теперь доходят; звонки по-прежнему не работают."
    said = say_change(persian.sentences.naming({"telegram": "تلگرام"}), ALL_BLOCKED, after)
    assert said == "تلگرام: پیام‌ها حالا می‌رسند؛ تماس هنوز برقرار نمی‌شود."


def test_a_whole_check_is_compared_by_messenger(english: Explainer) -> None:
    other = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS)
    page = TextPage(english.sentences, False, 80)
    text = render_changes(page, "Since then", (ALL_BLOCKED,), (ALL_WORK, other))
    assert text == "Since then\n  Telegram works now.\n  Signal was not in the earlier check.\n"


def test_every_change_has_plain_words(explainer: Explainer) -> None:
    found: set[str] = set()
    for before, after in every_change("telegram", "Telegram"):
        text = say_change(explainer.sentences, before, after)
        assert text, (before, after)
        found.update(problems(text, explainer.sentences.language, longest=24))
    assert not found


def test_nothing_is_said_to_work_that_was_not_seen_to(explainer: Explainer) -> None:
    good = {explainer.sentences.say(f"since.{key}", messenger="Telegram") for key in ("works_now", "works_as_before")}
    for before, after in every_change("telegram", "Telegram"):
        if after.status is not MessengerStatus.WORKS:
            assert say_change(explainer.sentences, before, after) not in good


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
    said = compare_checks(sentences, make_check(MessengerStatus(first)), make_check(MessengerStatus(second)))
    assert said[0] == sentences.say(f"line.{key}", list="WhatsApp")
    assert (sentences.say("line.caution") in said) is cautious


def test_what_may_fail_or_fails_by_this_computer_says_nothing_of_a_line(explainer: Explainer) -> None:
    """The network was "probably the reason" where a firewall of this computer was, or where nothing was sure."""
    works, stopped = make_check(MessengerStatus.WORKS), make_check(MessengerStatus.BLOCKED)
    (verdict,) = stopped.messengers
    for doubt in (replace(verdict, confidence=Confidence.UNSURE), replace(verdict, causes=(Cause.THIS_COMPUTER,))):
        told = compare_checks(explainer.sentences, works, replace(stopped, messengers=(doubt,)))
        assert told == (explainer.sentences.say("line.nothing"),)


def test_what_only_one_of_two_checks_tested_is_not_compared(english: Explainer) -> None:
    works = make_check(MessengerStatus.WORKS)
    nothing = (english.sentences.say("line.nothing"),)
    assert compare_checks(english.sentences, works, replace(works, messengers=())) == nothing


def test_a_network_of_listed_sites_is_compared_with_nothing(explainer: Explainer) -> None:
    sentences, works, blocked = explainer.sentences, MessengerStatus.WORKS, MessengerStatus.BLOCKED
    listed = make_check(works, NetworkStatus.WHITELIST_MODE)
    for pair in ((make_check(blocked), listed), (listed, make_check(blocked))):
        assert compare_checks(sentences, *pair) == (sentences.say("line.listed"),)
    for status in (NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL, NetworkStatus.UNSTABLE):
        assert compare_checks(sentences, make_check(blocked), make_check(works, status)) == (
            sentences.say("line.unusable"),
        )


@pytest.mark.parametrize("flag", [NetworkFlag.VPN, NetworkFlag.BYPASS_TOOL])
def test_what_a_vpn_led_around_a_network_says_nothing_of_it(explainer: Explainer, flag: NetworkFlag) -> None:
    """As it was found: with a VPN turned off in between, "the first network or its provider" was the reason."""
    works, blocked = make_check(MessengerStatus.WORKS), make_check(MessengerStatus.BLOCKED)
    with_detour = replace(blocked, network=replace(blocked.network, flags=(flag,)))
    for pair in ((with_detour, works), (works, with_detour)):
        assert compare_checks(explainer.sentences, *pair) == (explainer.sentences.say("line.detour"),)
