"""One doubt a clause: it stands in the headline, and nothing below it is doubted again (docs/words.md, rule 4).

Also of what is unsure, on every network, with a VPN, a proxy or any other circumstance. It is seen as well as read: in
the shape of a row, a chip, the band and the printed signs.
"""

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import say_notice
from dialtone.explain.reasons import say_function
from dialtone.explain.text_report import CheckReport
from dialtone.model.explanation import Explanation
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus
from explain.leads import BLOCKED, LIKELY, PARTLY, SURE, UNSURE, F, S, judged, only_calls_fail, without_calls
from explain.pages import MESSENGERS, all_pages, pages
from gallery.verdicts import ONLINE, every_function, every_pair

HEDGES = {
    "en": r"\b(probably|may|might|perhaps|possibly|seems?)\b",
    "ru": r"\b(похоже|возможно|вероятно|видимо|может быть|скорее всего)\b",
    "fa": r"احتمالاً|شاید|ممکن است|انگار",
}
"""What something can do, or what can look alike, is no doubt of the answer."""


def below(words: Explanation) -> Iterator[str]:
    yield words.summary
    for texts in (words.observed, words.means, words.can_do, words.cannot_tell):
        yield from texts
    yield words.where


@pytest.mark.parametrize(("messenger", "name"), MESSENGERS)
def test_a_page_says_its_doubt_once(explainer: Explainer, without_advice: Explainer, messenger: str, name: str) -> None:
    hedge = re.compile(HEDGES[explainer.sentences.language], re.IGNORECASE)
    again: set[str] = set()
    statuses = (MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN, MessengerStatus.WORKS)
    on_each_network = pages(without_advice, every_pair(messenger, name, statuses))
    for verdict, _, words in chain(all_pages(explainer, messenger, name), on_each_network):
        slow = any(f.status is FunctionStatus.SLOW for f in verdict.functions)
        both = slow and any(f.status in BROKEN for f in verdict.functions)
        if len(hedge.findall(words.headline)) > 1 + both:
            again.add(words.headline)
        again.update(text for text in below(words) if hedge.search(text))
    assert not again


def test_why_a_chip_says_so_is_not_doubted_again(explainer: Explainer) -> None:
    """The chip has said "Probably slow"; the reason said "Probably" once more."""
    hedge = re.compile(HEDGES[explainer.sentences.language], re.IGNORECASE)
    reasons = {say_function(explainer.sentences, verdict, "signal", "Signal").sentence for verdict in every_function()}
    assert not {reason for reason in reasons if hedge.search(reason)}


def test_a_service_that_is_probably_too_slow_is_not_said_to_be_for_sure(explainer: Explainer) -> None:
    hedge = re.compile(HEDGES[explainer.sentences.language], re.IGNORECASE)
    for cause in (Cause.THROTTLED, Cause.FROZEN):
        for confidence in (Confidence.LIKELY, Confidence.UNSURE):
            verdict = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (cause,), confidence)
            words = explainer.explain_messenger(verdict, ONLINE)
            assert hedge.search(words.headline)
            assert hedge.search(words.state)


HEDGED_SIGNS = {
    "en": r"\b(probably|may|might)\b",
    "ru": r"\b(похоже|возможно|возможны|может|могут)\b",
    "fa": r"احتمالاً|شاید",
}
CLAIMING = {"works", "partly", "slow", "blocked", "down", "readable"}


@pytest.mark.parametrize(("messenger", "name"), [("whatsapp", "WhatsApp"), ("signal", "Signal")])
def test_a_row_that_is_hedged_in_words_is_hollow(explainer: Explainer, messenger: str, name: str) -> None:
    """A likely block was drawn like a sure one, so "probably" was not seen."""
    hedge = re.compile(HEDGED_SIGNS[explainer.sentences.language], re.IGNORECASE)
    certain = {
        words.headline
        for _, _, words in all_pages(explainer, messenger, name)
        if words.answer.first.status_word in CLAIMING and hedge.search(words.headline) and not words.doubtful
    }
    assert not certain


def test_a_chip_that_is_hedged_in_words_is_hollow(explainer: Explainer) -> None:
    hedge = re.compile(HEDGED_SIGNS[explainer.sentences.language], re.IGNORECASE)
    chips = [say_function(explainer.sentences, verdict, "whatsapp", "WhatsApp") for verdict in every_function()]
    assert not {c.state for c in chips if c.status in CLAIMING and bool(hedge.search(c.state)) != c.doubtful}


def test_what_is_sure_is_never_hollow(english: Explainer) -> None:
    for status in MessengerStatus:
        assert not english.explain_messenger(MessengerVerdict("signal", "Signal", status), ONLINE).doubtful
    assert not english.explain_messenger(without_calls(), ONLINE).doubtful
    assert english.explain_messenger(only_calls_fail(), ONLINE).doubtful


def test_a_part_is_as_doubtful_as_what_is_said_of_it(english: Explainer) -> None:
    web = judged("telegram", PARTLY, UNSURE, (F.MESSAGES, S.WORKS), (F.WEB, S.BLOCKED, Cause.NAME_FILTERED))
    assert english.explain_messenger(web, ONLINE).doubtful
    messages = (F.MESSAGES, S.BLOCKED, Cause.NAME_FILTERED)
    assert not english.explain_messenger(judged("telegram", PARTLY, SURE, messages, (F.WEB, S.WORKS)), ONLINE).doubtful


def test_the_report_prints_no_certain_cross_for_what_may_be(english: Explainer) -> None:
    """Calls that may not work stood beside a cross that was certain."""
    verdict = judged("whatsapp", PARTLY, UNSURE, (F.MESSAGES, S.WORKS), (F.CALLS, S.BLOCKED, Cause.CALLS_FILTERED))
    page = CheckReport(english.sentences, False, 80)
    words = english.explain_messenger(verdict, ONLINE)
    page.add_rows([words], {})
    page.add_paragraph(words)
    assert "  ◑? WhatsApp  Calls may fail" in page.text()
    assert "  ✓ Messages   ✕? Calls" in page.text()


def test_the_whole_is_doubtful_only_where_nobody_has_the_worst_for_sure(english: Explainer) -> None:
    name_filtered = (Cause.NAME_FILTERED,)
    sure = MessengerVerdict("signal", "Signal", BLOCKED, name_filtered)
    likely = MessengerVerdict("telegram", "Telegram", BLOCKED, name_filtered, LIKELY)
    works = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.WORKS, (), UNSURE)
    assert english.answer_about_all((likely, works), ONLINE).first.doubtful
    assert not english.answer_about_all((likely, sure, works), ONLINE).first.doubtful
    assert english.answer_about_all((likely,), ONLINE).first.doubtful
    assert not english.answer_about_all((), ONLINE).first.doubtful


def shaky(*parts: Function, cause: Cause = Cause.UNEXPLAINED) -> MessengerVerdict:
    functions = (
        FunctionVerdict(F.MESSAGES, S.WORKS),
        *(FunctionVerdict(part, S.SLOW, (cause,), LIKELY) for part in parts),
    )
    return MessengerVerdict("whatsapp", "WhatsApp", PARTLY, (cause,), LIKELY, functions)


def test_what_fails_at_times_is_not_called_slow(explainer: Explainer) -> None:
    """As in the lab's `whatsapp-half-reset`: the web version was "probably very slow"."""
    slow = {"en": "slow", "ru": "медленн", "fa": "کند است"}[explainer.sentences.language]
    for cause in (Cause.UNEXPLAINED, Cause.NAME_FILTERED):
        verdict = shaky(F.WEB, cause=cause)
        words = explainer.explain_messenger(verdict, ONLINE)
        for text in (words.headline, words.state, *(f"{one.state} {one.sentence}" for one in words.functions)):
            assert slow not in text
        whole = MessengerVerdict("signal", "Signal", MessengerStatus.SLOW, (cause,), LIKELY)
        other = MessengerVerdict("telegram", "Telegram", BLOCKED, (Cause.NAME_FILTERED,))
        assert slow not in explainer.say_whole((verdict, whole, other), ONLINE)
        assert slow not in say_notice(explainer.sentences, (whole,))[0]


def test_beside_something_slow_what_fails_at_times_is_named_apart(english: Explainer) -> None:
    slow = FunctionVerdict(F.MEDIA, FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.SURE)
    mixed = shaky(F.WEB)
    verdict = MessengerVerdict("whatsapp", "WhatsApp", PARTLY, mixed.causes, LIKELY, (*mixed.functions, slow))
    words = english.explain_messenger(verdict, ONLINE)
    assert words.headline == "Photos in WhatsApp are slow here."
    assert words.other_clauses == "The web version works on and off. Messages work."
    assert (
        english.explain_messenger(shaky(F.WEB), ONLINE).headline == "The web version of WhatsApp works on and off here."
    )
