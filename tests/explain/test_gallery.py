"""Every combination the judge can produce has words, and the words keep the house rules."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import say_notice
from dialtone.explain.reasons import say_function
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus
from dialtone.store.guidance_file import load_guidance
from explain.pages import MESSENGERS, online_pages, pages
from explain.word_rules import problems, rules_of
from gallery.advice import all_advice
from gallery.readers import every_reader
from gallery.reports import every_card, every_memory, every_notice, every_trial
from gallery.verdicts import (
    ONLINE,
    advice_sentences,
    every_circumstance,
    every_function,
    every_network,
    every_pair,
    gallery,
)
from shipped_catalogue import shipped_catalogue
from spoken import RESOURCES

LONGEST_LIST = 24  # a headline of two lists may run on: it names up to six functions
LONGEST_STATE = 64


def sentences_of(words: Explanation) -> Iterator[str]:
    yield from (words.state, words.headline, words.summary)
    for texts in (words.observed, words.means, words.can_do, words.cannot_tell):
        yield from texts
    for function in words.functions:
        yield from (function.label, function.state, function.sentence)


@pytest.mark.parametrize(("messenger", "name"), MESSENGERS)
def test_every_verdict_has_an_answer_in_plain_words(explainer: Explainer, messenger: str, name: str) -> None:
    language = explainer.sentences.language
    said: set[tuple[str, int]] = set()
    for verdict, _, words in online_pages(explainer, messenger, name):
        assert words.state, verdict
        assert words.headline, verdict
        assert words.summary, verdict
        assert words.can_do, verdict
        assert len(words.state) <= LONGEST_STATE, words.state
        assert name in words.headline, words.headline
        for text in sentences_of(words):
            said.add((text, LONGEST_LIST if text == words.headline and verdict.functions else 0))
        missing = [f for f in words.functions if not (f.label and f.state)]
        assert not missing
    assert not {problem for text, longest in said for problem in problems(text, language, longest=longest)}


def test_every_cause_is_explained(explainer: Explainer) -> None:
    for cause in Cause:
        for confidence in Confidence:
            verdict = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, (cause,), confidence)
            words = explainer.explain_messenger(verdict, ONLINE)
            assert words.observed, verdict
            assert words.means, verdict
            assert words.can_do, verdict


@pytest.mark.parametrize(("messenger", "name"), MESSENGERS)
def test_every_network_colours_a_verdict_and_breaks_none(without_advice: Explainer, messenger: str, name: str) -> None:
    language = without_advice.sentences.language
    cases = every_pair(messenger, name, (MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN))
    texts = {text for page in pages(without_advice, cases) for text in sentences_of(page.words)}
    assert not {problem for text in texts for problem in problems(text, language)}


@pytest.mark.parametrize(("messenger", "name"), MESSENGERS)
def test_what_a_circumstance_rewords_keeps_the_same_rules(explainer: Explainer, messenger: str, name: str) -> None:
    for page in pages(explainer, every_circumstance(messenger, name)):
        for text in sentences_of(page.words):
            assert not list(problems(text, explainer.sentences.language))


def test_every_network_has_words(explainer: Explainer) -> None:
    language = explainer.sentences.language
    for network in every_network():
        words = explainer.explain_network(network)
        assert words.headline
        assert all(words.flags)
        assert words.banner or network.status == "online"
        texts = (words.headline, words.banner, *words.can_do, *words.flags)
        assert not [problem for text in texts for problem in problems(text, language)]


@pytest.mark.parametrize(("messenger", "name"), MESSENGERS)
def test_every_function_has_words(explainer: Explainer, messenger: str, name: str) -> None:
    language = explainer.sentences.language
    for verdict in every_function():
        words = say_function(explainer.sentences, verdict, messenger, name)
        assert words.label, verdict
        assert words.state, verdict
        assert words.sentence or verdict.status in ("works", "unknown"), verdict
        texts = (words.label, words.state, words.sentence)
        assert not [problem for text in texts for problem in problems(text, language)]


def test_advice_keeps_the_same_rules(explainer: Explainer) -> None:
    language = explainer.sentences.language
    found = [
        problem
        for advice in all_advice(explainer)
        for text in advice_sentences(advice)
        for problem in problems(text, language)
    ]
    assert not found


def test_a_block_is_never_certain_unless_the_verdict_is(explainer: Explainer) -> None:
    certain = re.compile(rules_of(explainer.sentences.language).certain)
    for verdict, _, words in online_pages(explainer, "signal", "Signal"):
        if verdict.confidence is not Confidence.SURE or verdict.status is MessengerStatus.UNKNOWN:
            assert not certain.search(words.headline), verdict
            assert not certain.search(words.state), verdict


def test_an_unsure_verdict_or_broken_network_clears_nobody(explainer: Explainer, without_advice: Explainer) -> None:
    cleared = explainer.sentences.say("summary.not_you", messenger="Signal")
    bare = NetworkVerdict(ONLINE.status)
    for verdict, _, words in online_pages(explainer, "signal", "Signal"):
        assert cleared not in without_advice.explain_messenger(verdict, bare).summary
        if verdict.confidence is Confidence.UNSURE:
            assert cleared not in words.summary


class Heard(dict[str, Any]):
    """Sentences that remember which of them were said."""

    def __init__(self, sentences: Mapping[str, Any]) -> None:
        super().__init__(sentences)
        self.heard: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        if key in self:
            self.heard.add(key)
        return super().get(key, default)


def test_every_sentence_there_is_stands_in_the_gallery_and_each_text_once(explainer: Explainer) -> None:
    """A sentence that nobody reads before a release, or that nothing can say, does not stay."""
    wording = explainer.sentences.wording
    sentences, lines = Heard(wording.sentences), Heard(wording.lines)
    advice = load_guidance(RESOURCES, explainer.sentences.language)
    listening = Explainer(replace(wording, sentences=sentences, lines=lines), advice, date(2026, 11, 24))
    for messenger, name in (("deltachat", "Delta Chat"), *reversed(MESSENGERS)):  # both have sentences of their own
        texts = [line for line in gallery(listening, messenger, name).splitlines() if line.startswith("    ")]
        assert len(texts) == len(set(texts)) > 500
        unheard = {*sentences, *lines} - sentences.heard - lines.heard
        unheard = {key for key in unheard if not key.startswith(("language.", "server."))}
        if not unheard:  # one messenger more says no sentence less
            break
    assert not unheard


def test_every_reason_that_the_catalogue_may_give_is_given_by_some_messenger(explainer: Explainer) -> None:
    """Such a sentence stands in the gallery by itself: that no messenger has it any more shows nowhere else."""
    messengers = shipped_catalogue().messengers
    given = {f"why_not.{rule.why_not}" for m in messengers for rule in m.functions}
    given |= {f"why_untested.{m.why_untested}" for m in messengers} | {f"note.{m.note}" for m in messengers}
    given |= {f"old_version.{old.why}" for m in messengers for old in m.traces.old_versions}
    families = ("why_not.", "why_untested.", "note.", "old_version.")
    there = {key for key in explainer.sentences.wording.sentences if key.startswith(families)}
    of_the_judge = {"why_not.phone_may_lack_it"}
    assert there - given == {"old_version.generic", *of_the_judge}


def test_what_is_said_beside_a_verdict_keeps_the_same_rules(explainer: Explainer) -> None:
    language, sentences = explainer.sentences.language, explainer.sentences
    notices = say_notice(sentences, every_notice())
    said = [text for _, texts in (*every_trial(sentences), *every_card(explainer)) for text in texts]
    said += [*every_memory(sentences), *notices, *(text for _, texts in every_reader(sentences) for text in texts)]
    assert not {problem for text in said for problem in problems(text, language)}


@pytest.mark.parametrize(("messenger", "name"), MESSENGERS)
def test_nothing_is_said_twice_on_a_page(explainer: Explainer, messenger: str, name: str) -> None:
    found: set[str] = set()
    for _, _, words in online_pages(explainer, messenger, name):
        page = (words.headline, words.summary, *words.observed, *words.means, *words.cannot_tell)
        said = [sentence for text in page for sentence in re.split(r"(?<=[.?])\s+", text) if sentence]
        found.update(sentence for sentence in said if said.count(sentence) > 1)
    assert not found
