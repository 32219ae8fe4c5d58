"""One doubt a clause: it stands in the headline, and nothing below it is doubted again (docs/words.md, rule 4).

Also of what is unsure, on every network, with a VPN, a proxy or any other circumstance.
"""

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.reasons import say_function
from dialtone.model.explanation import Explanation
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, FunctionStatus, MessengerStatus
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
    for texts in (words.saw, words.means, words.can_do, words.cannot_tell):
        yield from texts
    yield words.where


@pytest.mark.parametrize(("messenger", "name"), MESSENGERS)
def test_the_doubt_of_a_page_is_said_once_in_its_headline(
    explainer: Explainer, without_advice: Explainer, messenger: str, name: str
) -> None:
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
