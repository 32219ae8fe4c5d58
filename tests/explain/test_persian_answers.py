"""Persian: each part has its own verb, which agrees in number and mood, and no word that sounded translated."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from dialtone.explain.answer_text import say_clause, say_row
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import Answer, Clause, State
from dialtone.model.vocabulary import Confidence, Function
from dialtone.store.wording_file import load_wording
from explain.shipped import explain
from explain.word_rules import problems
from gallery.answers import NAMES, every_answer
from spoken import RESOURCES

INDICATIVE = re.compile(r"شاید[^.]*(?:می‌\w+|\bاست\b|هستند|\bبود(?:ند)?\b)")
SINGULAR = re.compile(r"^(?:پیام‌ها|عکس‌ها) (?:(?! و علت)[^.،])*\b(?:است|نیست|باشد|ن?می‌\w*[دت](?<!ند))(?: یا نه)?[.]")
"""A verb for one thing after a subject in the plural."""


@pytest.fixture
def sentences() -> Sentences:
    return explain("fa").sentences


def said(sentences: Sentences) -> Iterator[str]:
    yield from {text for _, text in every_answer(sentences)}


@pytest.mark.parametrize(
    ("state", "part", "now", "past"),
    [
        (State.WORKS, Function.MESSAGES, "پیام‌های واتساپ اینجا می‌رسند.", "پیام‌های واتساپ می‌رسیدند."),
        (State.FAILS, Function.CALLS, "تماس واتساپ اینجا برقرار نمی‌شود.", "تماس واتساپ برقرار نمی‌شد."),
        (State.FAILS, Function.WEB, "نسخهٔ وب واتساپ اینجا باز نمی‌شود.", "نسخهٔ وب واتساپ باز نمی‌شد."),
    ],
)
def test_messages_arrive_and_do_not_work(
    sentences: Sentences, state: State, part: Function, now: str, past: str
) -> None:
    clause = Clause(state, about=("whatsapp",), parts=(part,))
    for told, expected in ((sentences, now), (sentences.of_day(date(2026, 11, 24)), past)):
        text = say_clause(told.naming(NAMES), clause)
        assert re.sub("[\u2066-\u2069]", "", text) == expected


def test_a_part_has_its_verb_where_the_reason_has_no_short_form(sentences: Sentences) -> None:
    clause = Clause(State.FAILS, Confidence.LIKELY, ("whatsapp",), (Function.MESSAGES,), "this_computer")
    assert say_row(sentences.naming(NAMES), Answer((clause,))) == "پیام‌ها احتمالاً نمی‌رسند"


def test_what_may_be_is_told_in_the_subjunctive(sentences: Sentences) -> None:
    assert not [text for text in said(sentences) if INDICATIVE.search(text)]


def test_the_verb_agrees_with_several(sentences: Sentences) -> None:
    assert SINGULAR.search("پیام‌ها می‌رسد.")
    assert not [text for text in said(sentences) if SINGULAR.search(text)]


def test_every_answer_keeps_the_house_rules(sentences: Sentences) -> None:
    assert not {problem for text in said(sentences) for problem in problems(text, "fa")}


TOLD_BY_THE_GRAMMAR = re.compile(
    r"(only\.\w+\.)?(past|row|headline|card|notice|function_state|broken|slow|on_and_off)\."
)
"""Sentences that `answers.toml` replaces."""
TRANSLATED = re.compile(
    r"دروغین|سرویس آدرس|همین دیده می‌شود|مسدودی\b(?!\u200c)|همین‌طورند|شاید نه\b|مسدودکننده(?!ٔ تبلیغ)|مدافعان(?! حقوق)|"
    r"رمزها|رمز(?! عبور)(?:\s|[.،:؛])"
)


def test_sentences() -> None:
    sentences = load_wording(RESOURCES, "fa").sentences
    texts = ((key, said) for key, said in sentences.items() if not TOLD_BY_THE_GRAMMAR.match(key))
    assert not [(key, said) for key, said in texts if TRANSLATED.search(str(said).replace("رمزهای عبور", ""))]


def test_advice_and_what_is_known_of_countries() -> None:
    folder = RESOURCES / "languages" / "fa"
    texts = {path: path.read_text("utf-8") for name in ("guidance", "situations") for path in (folder / name).iterdir()}
    assert len(texts) > 20
    assert not [path.name for path, text in texts.items() if TRANSLATED.search(text.replace("رمزهای عبور", ""))]
