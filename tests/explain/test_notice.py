"""A notice of what is back says how long it was gone."""

from datetime import date, timedelta

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import say_absence, say_notice
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus
from explain.word_rules import problems
from gallery.reports import every_absence

SAID = {
    timedelta(seconds=20): "It did not work for one minute.",
    timedelta(minutes=59): "It did not work for 59 minutes.",
    timedelta(hours=2): "It did not work for 2 hours.",
    timedelta(hours=3, minutes=20): "It did not work for 3 h 20 min.",
    timedelta(hours=9, minutes=59): "It did not work for 9 h 59 min.",
    timedelta(hours=10, minutes=1): "It did not work for 10 hours.",
    timedelta(hours=13, minutes=40): "It did not work for 14 hours.",
    timedelta(hours=47): "It did not work for 47 hours.",
    timedelta(hours=48): "It had not worked since 22 November 2026.",
    timedelta(days=4): "It had not worked since 20 November 2026.",
}


@pytest.mark.parametrize("gone", SAID)
def test_how_long_it_was_gone(english: Explainer, gone: timedelta) -> None:
    assert say_absence(english.sentences, gone, date(2026, 11, 24)) == SAID[gone]


def test_it_stands_behind_what_works_again(english: Explainer) -> None:
    back = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.WORKS)
    (line,) = say_notice(english.sentences, [back], say_absence_of=lambda _: "It did not work for 2 hours.")
    assert line == "WhatsApp works here. It did not work for 2 hours."


def test_it_keeps_the_rules_of_the_words(explainer: Explainer) -> None:
    said = list(every_absence(explainer.sentences))
    assert len(set(said)) == 4
    assert not [problem for text in said for problem in problems(text, explainer.sentences.language)]
