"""A saved check is told in the past, with its day and its place: nothing of it may be taken for today."""

import re
from collections.abc import Iterator

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.text_report import render_check
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, MessengerStatus, NetworkFlag, NetworkStatus
from explain.leads import check_of, only_calls_fail, outage, without_calls
from explain.pages import Page, all_pages
from explain.shipped import blocked, explain, works
from explain.word_rules import problems
from gallery.saved import SAVED_ON, saved_sentences
from gallery.verdicts import ONLINE, every_network
from spoken import EXAMPLES

OF_TODAY = {
    "en": r"\b(here|now|today|at the moment)\b",
    "ru": r"\b(здесь|сейчас|теперь|сегодня|эта сеть|этой сети|этот компьютер|этом компьютере|отсюда|ваш\w* "
    r"(провайдер|сет|компьютер|роутер)\w*)\b",
    "fa": r"اینجا|الان|حالا|این شبکه|این کامپیوتر|همین شبکه|همین کامپیوتر|همین‌جا|امروز|فعلاً|شبکهٔ شما|کامپیوتر شما",
}
"""In English "this network" stands below the day and "on another network", and means the one that was checked."""
BLOCKED = {"en": "blocked", "ru": "блокир", "fa": "مسدود"}
HEDGES = {"en": r"\b(probably|may)\b", "ru": r"\b(похоже|возможно)\b", "fa": r"احتمالاً|شاید"}
LONGEST_LIST = 24


@pytest.fixture(scope="session")
def past(explainer: Explainer) -> Explainer:
    return explainer.of_day(SAVED_ON)


def dated_pages(explainer: Explainer, messenger: str = "whatsapp", name: str = "WhatsApp") -> Iterator[Page]:
    """Yield all pages but those of what no check can test: they are as true today."""
    told = all_pages(explainer, messenger, name)
    return (page for page in told if page.verdict.status not in UNTESTABLE)


def test_no_answer_of_a_saved_check_is_said_of_today(past: Explainer) -> None:
    """The day and the network are said above it: what was seen below may say "this network" of that one."""
    of_today = re.compile(OF_TODAY[past.sentences.language], re.IGNORECASE)
    said = {
        text
        for _, _, words in dated_pages(past)
        for text in (words.when_checked, words.state, words.headline, words.other_clauses)
    }
    said |= {past.explain_network(network).headline for network in every_network()}
    assert not {text for text in said if of_today.search(text)}


def test_what_is_said_of_a_saved_check_keeps_the_house_rules(past: Explainer) -> None:
    language = past.sentences.language
    found: set[str] = set()
    for verdict, _, words in dated_pages(past, "signal", "Signal"):
        for text in saved_sentences(words):
            longest = LONGEST_LIST if text == words.headline and verdict.functions else 0
            found.update(problems(text, language, longest=longest))
    for network in every_network():
        told = past.explain_network(network)
        found.update(problem for text in (told.headline, told.banner) for problem in problems(text, language))
    assert not found


def test_the_day_stands_before_every_answer(past: Explainer) -> None:
    day = past.sentences.date(SAVED_ON)
    for verdict, _, words in dated_pages(past):
        assert day in words.when_checked, verdict


def test_the_past_claims_no_more_than_was_said_on_the_day(explainer: Explainer, past: Explainer) -> None:
    """What is told more plainly is not told more surely, and nothing becomes a block that was none."""
    hedge = re.compile(HEDGES[explainer.sentences.language], re.IGNORECASE)
    for (_, _, then), (_, _, later) in zip(dated_pages(explainer), dated_pages(past), strict=True):
        if hedge.search(then.headline):
            assert hedge.search(later.headline), (then.headline, later.headline)
        assert then.answer.clauses == later.answer.clauses


def test_a_saved_page_has_no_help_for_this_minute(english: Explainer) -> None:
    words = english.of_day(SAVED_ON).explain_messenger(blocked("whatsapp"), ONLINE)
    assert words.when_checked == "On 20 November 2026, on another network:"
    assert words.headline == "WhatsApp was blocked."
    assert words.state == "Was blocked"
    assert words.summary.startswith("The cause: your internet provider or this network.")
    assert words.can_do == ("Check again: things can have changed since then.",)
    assert words.means == ()
    assert [one.state for one in words.functions] == ["Was blocked"]


@pytest.mark.parametrize("language", EXAMPLES)
def test_a_saved_report_is_told_in_the_past(language: str) -> None:
    verdicts = (blocked("whatsapp"), works("signal"), without_calls("telegram"))
    check, words = check_of(*verdicts), explain(language, country="RU")
    today = render_check(check, words, colour=False, width=200)
    then = render_check(check, words.of_day(SAVED_ON), colour=False, width=200)
    advised = words.of_day(SAVED_ON).sentences.say("report.if_still_so")
    assert then.startswith(words.of_day(SAVED_ON).sentences.say("answer.subject.then"))
    assert advised in then
    assert today != then
    assert "dialtone check --all" not in then


def test_the_whole_of_a_saved_check_has_its_day_once(english: Explainer) -> None:
    past = english.of_day(SAVED_ON)
    verdicts = (blocked("whatsapp"), only_calls_fail("telegram"), outage())
    told = past.say_whole(verdicts, ONLINE)
    assert told == (
        "On 20 November 2026, on another network: WhatsApp was blocked. Calls in Telegram were probably blocked. "
        "A service outage was stopping messages in Signal. Messages in Telegram worked."
    )
    alone = past.say_whole(verdicts[:1], ONLINE)
    assert alone == "On 20 November 2026, on another network: WhatsApp was blocked."
    unknown = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.UNKNOWN, (Cause.OFFLINE,))
    offline = past.say_whole((unknown,), NetworkVerdict(NetworkStatus.OFFLINE))
    assert offline == "On 20 November 2026, on another network: That computer had no internet connection."


def test_the_banner_of_a_saved_check_says_what_was_so(english: Explainer) -> None:
    past = english.of_day(SAVED_ON)
    through_vpn = past.explain_network(NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,)))
    assert through_vpn.banner == through_vpn.flags[0]
    offline = past.explain_network(NetworkVerdict(NetworkStatus.OFFLINE))
    assert offline.banner == offline.headline
