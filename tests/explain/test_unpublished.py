"""Where nobody has published which servers carry the messages: what is said of BiP, and of imo."""

from dialtone.explain.explainer import Explainer
from dialtone.judge.messenger_verdicts import judge_endpoints, judge_messenger
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus
from judge.factory import Record, ground_of, online, real_catalogue

CATALOGUE, GROUND = real_catalogue(), online()


def _all_answers(identifier: str) -> MessengerVerdict:
    messenger = next(m for m in CATALOGUE.messengers if m.id == identifier)
    record = Record().well(*messenger.endpoints)
    endpoints = judge_endpoints(messenger, ground_of(record.observations, GROUND))
    return judge_messenger(messenger, endpoints, GROUND, "linux", installed=True)


def test_it_may_work_and_the_page_says_that_nobody_has_published_its_servers(explainer: Explainer) -> None:
    verdict = _all_answers("bip")
    messages = next(f for f in verdict.functions if f.function is Function.MESSAGES)
    assert (messages.status, messages.confidence) == (FunctionStatus.WORKS, Confidence.UNSURE)
    clause = explainer.sentences.say("rival.carried_by_others", messenger="BiP")
    assert any(clause in text for text in explainer.explain_messenger(verdict, GROUND).cannot_tell)


def test_what_is_not_tested_for_that_reason_says_so(english: Explainer) -> None:
    verdict = _all_answers("imo")
    messages = next(f for f in verdict.functions if f.function is Function.MESSAGES)
    words = english.explain_function(messages, "imo", "imo")
    assert words.sentence == "Nobody has published which servers carry this, so we cannot test it."


def test_sources_that_differ_leave_nothing_certain(english: Explainer) -> None:
    verdict = _all_answers("facebook_messenger")
    messages = next(f for f in verdict.functions if f.function is Function.MESSAGES)
    assert messages.confidence is Confidence.LIKELY
    clause = english.sentences.say("rival.carried_by_others", messenger="Facebook Messenger")
    assert any(clause in text for text in english.explain_messenger(verdict, GROUND).cannot_tell)
