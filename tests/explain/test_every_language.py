"""What is asked of every language: that each sentence keeps its rules, and that a sample of all verdicts reads well."""

import re
from itertools import chain

import pytest

from dialtone.model.vocabulary import Confidence, MessengerStatus
from dialtone.model.wording import IN_ENGLISH
from dialtone.store.wording_file import load_wording
from explain.shipped import explain
from explain.word_rules import problems, rules_of, said
from gallery.advice import all_advice
from gallery.verdicts import ONLINE, advice_sentences, every_verdict
from spoken import ALL, OTHERS, RESOURCES

PLACE = re.compile(r"\{\w+\}")
TECHNICAL = ("language.", "detail.", "step.", "failure.")
EVERY = 97  # of so many verdicts one is read


@pytest.mark.parametrize("language", ALL)
def test_a_language_names_its_own_rules(language: str) -> None:
    rules = rules_of(language)
    patterns = [rules.not_said] if isinstance(rules.not_said, str) else [*rules.not_said]
    for pattern in (*patterns, *rules.form, rules.certain, rules.hedge):
        re.compile(pattern)
    assert rules.sentence_words or language not in ALL


@pytest.mark.parametrize("language", OTHERS or ["en"])
def test_each_sentence_keeps_the_rules(language: str) -> None:
    wording = load_wording(RESOURCES, language)
    own = [(key, text) for key, text in wording.sentences.items() if key not in wording.borrowed]
    texts = chain((text for key, text in own if not key.startswith(TECHNICAL)), *wording.lines.values())
    spoken = (PLACE.sub("X", text).strip() for text in texts)
    assert [problem for text in spoken if IN_ENGLISH not in text for problem in said(text, language)] == []


@pytest.mark.parametrize("language", OTHERS or ["en"])
def test_a_sample_of_all_verdicts_keeps_the_rules(language: str) -> None:
    words = explain(language, "RU")
    certain = re.compile(rules_of(language).certain or "(?!)")
    found: set[str] = set()
    for number, verdict in enumerate(every_verdict("signal", "Signal")):
        if number % EVERY:
            continue
        told = words.explain_messenger(verdict, ONLINE)
        assert told.headline
        assert told.summary
        if verdict.confidence is not Confidence.SURE or verdict.status is MessengerStatus.UNKNOWN:
            assert not certain.search(told.headline), verdict
        for text in (told.state, told.summary, *told.observed, *told.means, *told.can_do, *told.cannot_tell):
            found.update(problems(text, language) if IN_ENGLISH not in text else ())
    told_advice = (text for one in all_advice(words) for text in advice_sentences(one) if IN_ENGLISH not in text)
    assert not found | {problem for text in told_advice for problem in problems(text, language)}
