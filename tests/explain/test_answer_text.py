"""The grammar of answers in Russian: each part has its own verb, and nothing agrees with a messenger's name."""

import re

import pytest

from dialtone.explain.answer_text import say_clause, say_row, say_whole
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import Answer, Clause, State
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, MessengerStatus, NetworkFlag, NetworkStatus
from explain.shipped import explain
from explain.word_rules import problems
from gallery.answers import NAMES, every_answer
from gallery.saved import SAVED_ON

LONGEST_LIST = 24  # a sentence that names several parts and several messengers may run on
ALL = ("whatsapp", "telegram", "signal")
MESSAGES, MEDIA, CALLS, WEB = Function.MESSAGES, Function.MEDIA, Function.CALLS, Function.WEB


def russian() -> Sentences:
    return explain("ru").sentences


def of_whatsapp(state: State, *parts: Function, certainty: Confidence = Confidence.SURE) -> Clause:
    return Clause(state, certainty, ("whatsapp",), parts)


def test_a_single_part_has_words_of_its_own() -> None:
    sentences = russian().naming(NAMES)
    likely = of_whatsapp(State.FAILS, MESSAGES, certainty=Confidence.LIKELY)
    assert say_clause(sentences, of_whatsapp(State.WORKS, MESSAGES)) == "Сообщения в WhatsApp здесь доходят."
    assert say_clause(sentences, likely) == "Сообщения в WhatsApp здесь, похоже, не доходят."
    assert say_clause(sentences, of_whatsapp(State.WORKS, WEB)) == "Веб-версия WhatsApp здесь открывается."
    assert say_clause(sentences, of_whatsapp(State.WORKS, MEDIA, CALLS)) == "Фото и звонки в WhatsApp здесь работают."
    row = Answer((of_whatsapp(State.BLOCKED, CALLS), of_whatsapp(State.WORKS, MESSAGES)))
    assert say_row(sentences, row) == "Звонки блокируют"


def test_a_row_adds_what_is_bad_or_unknown_and_not_what_works() -> None:
    sentences, works = explain("en").sentences.naming(NAMES), of_whatsapp(State.WORKS, MESSAGES)
    calls, slow = of_whatsapp(State.BLOCKED, CALLS), of_whatsapp(State.SLOW, MESSAGES)
    unknown = of_whatsapp(State.UNKNOWN, MEDIA, WEB)
    assert say_row(sentences, Answer((calls, works))) == "Calls blocked"
    assert say_row(sentences, Answer((calls, slow))) == "Calls blocked, messages slow"
    assert say_row(sentences, Answer((works, unknown))) == "Messages work, photos unclear"
    assert say_row(sentences, Answer((calls, unknown))) == "Calls blocked", "nobody takes photos for working"


def test_beside_its_rows_a_part_of_all_messengers_is_named_alone() -> None:
    sentences = explain("en").sentences.naming(NAMES)
    works = Clause(State.WORKS, about=ALL, parts=(MESSAGES,))
    assert say_clause(sentences, works, tested=3) == "Messages in all 3 messengers work here."
    assert say_clause(sentences, works, tested=3, with_rows=True) == "Messages work here."
    some = say_clause(sentences, works, tested=4, with_rows=True)
    assert some == "Messages in WhatsApp, Telegram and Signal work here."


def test_of_many_messengers_and_of_many_parts_one_is_named() -> None:
    sentences = explain("en").sentences.naming({**NAMES, "wire": "Wire"})
    blocked = Clause(State.BLOCKED, about=ALL)
    assert say_clause(sentences, blocked) == "WhatsApp, Telegram and Signal are blocked here."
    four = replace(blocked, about=(*ALL, "wire"))
    assert say_clause(sentences, four) == "WhatsApp and 3 more are blocked here."
    assert say_row(sentences, Answer((of_whatsapp(State.BLOCKED, MEDIA, CALLS),))) == "Photos and calls blocked"
    assert say_row(sentences, Answer((of_whatsapp(State.BLOCKED, MEDIA, CALLS, WEB),))) == "Photos and 2 more blocked"


def test_all_messengers_stand_in_the_case_that_the_sentence_needs() -> None:
    sentences = russian().naming(NAMES)
    works = Clause(State.WORKS, about=ALL, parts=(MESSAGES,))
    fails = Clause(State.FAILS, about=ALL)
    assert say_clause(sentences, works, tested=3) == "Сообщения во всех мессенджерах (3) здесь доходят."
    assert say_clause(sentences, fails, tested=3) == "Все мессенджеры (3) здесь не работают."


def test_a_saved_check_says_of_messages_that_they_arrived() -> None:
    sentences = russian().of_day(SAVED_ON).naming(NAMES)
    answer = Answer((of_whatsapp(State.BLOCKED, CALLS), of_whatsapp(State.WORKS, MESSAGES, WEB)))
    assert say_whole(sentences, answer, 0).endswith("Звонки в WhatsApp блокировали. Сообщения и веб-версия работали.")


def test_in_russian_no_past_agrees_with_the_name_of_a_messenger() -> None:
    sentences = russian().wording.sentences
    of_parts = "|".join(Function)
    told = rf"answer\.(?!.*({of_parts})).+\.past\.one\.\w+"
    past = {key: text for key, text in sentences.items() if re.fullmatch(told, key)}
    assert past
    assert not {key: text for key, text in past.items() if text.startswith("{who}")}


def test_every_answer_keeps_the_house_rules() -> None:
    said = {text for _, text in every_answer(russian())}
    assert not {problem for text in said for problem in problems(text, "ru", longest=LONGEST_LIST)}


@pytest.mark.parametrize(
    ("language", "works", "blocked"),
    [
        ("en", "Signal works through the VPN.", "Signal is blocked through the VPN."),
        ("ru", "Signal через VPN работает.", "Signal через VPN блокируют."),
        ("fa", "سیگنال از راه وی‌پی‌ان کار می‌کند.", "سیگنال از راه وی‌پی‌ان مسدود است."),
        ("zh", "Signal 通过 VPN 能用。", "Signal 通过 VPN 被屏蔽。"),
    ],
)
def test_what_a_vpn_carried_works_through_it_and_not_here(language: str, works: str, blocked: str) -> None:
    explainer = explain(language)
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,))
    causes = (Cause.NAME_FILTERED,)
    fine = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS)
    stopped = MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, causes)
    for verdict, told in ((fine, works), (stopped, blocked)):
        said = explainer.explain_messenger(verdict, network).headline
        assert said.translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069"))) == told
        assert explainer.say_whole((verdict,), network) == said
    several = explainer.say_whole((fine, replace(fine, messenger="wire", name="Wire")), network)
    assert explainer.sentences.say("answer.here.vpn").strip() in several
