"""One sentence of law before the first step."""

import pytest

from dialtone.explain.text_report import render_check
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkStatus
from explain.leads import SURE, F, S, check_of, judged, plain
from explain.shipped import explain, law_of
from explain.word_rules import rules_of
from spoken import EXAMPLES

_FILTERED = (S.BLOCKED, Cause.NAME_FILTERED)
BLOCKED = judged("whatsapp", MessengerStatus.BLOCKED, SURE, (F.MESSAGES, *_FILTERED), (F.WEB, *_FILTERED))
CHECK = check_of(BLOCKED)


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("country", ["", "RU", "IR", "OM", "BY", "BR"])
def test_before_the_first_step_stands_one_sentence_of_law(language: str, country: str) -> None:
    explainer = explain(language, country)
    words = explainer.explain_messenger(BLOCKED, CHECK.network)
    printed = " ".join(plain(render_check(CHECK, explainer, colour=False, width=100)).split())
    short = plain(words.law_in_short)
    assert printed.count(short) == 1
    first_step = plain(explainer.sentences.say("report.step", number=1, text="")).strip()
    assert printed.index(short) < printed.index(f" {first_step} ")
    assert not [line for line in law_of(words) if line != words.law_in_short and plain(line) in printed]
    assert not short.rstrip(".").count(". ")
    day = max((n.as_of for e in explainer.entries for n in e.legal if n.country == country), default=None)
    told = short if day is None else short.replace(plain(explainer.sentences.date(day)), "day")
    assert len(told.split()) <= rules_of(language).sentence_words


def test_who_is_offline_is_not_warned_of_what_calls_reveal() -> None:
    """That the state can read an SMS was said to somebody whose cable was out."""
    cause = (Cause.OFFLINE,)
    verdict = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.UNKNOWN, cause, Confidence.SURE)
    for language in EXAMPLES:
        words = explain(language, "").explain_messenger(verdict, NetworkVerdict(NetworkStatus.OFFLINE))
        assert len(words.can_do) == 1
        assert not [line for line in words.can_do if "SMS" in line or "پیامک" in line]
