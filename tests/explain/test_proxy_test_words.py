"""Every outcome of a tried proxy has words, in every language, and they keep the house rules."""

from datetime import UTC, datetime

import msgspec
import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.proxy_test_words import explain_proxy_test, say_what_proxy_sees
from dialtone.explain.reports import render_proxy_test, render_warning
from dialtone.explain.text_page import TextPage
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.proxy import ProxyKind, ProxyOutcome, ProxyResult, ProxyTest, SecretKind
from dialtone.model.proxy_link import LinkFault
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import NetworkStatus, Step
from dialtone.store.proxy_test_file import ProxyTestTable, encode_proxy_test
from explain.word_rules import problems

NAMES = {"telegram": "Telegram", "signal": "Signal"}


def trial(kind: ProxyKind, *passages: ProxyResult, outcome: ProxyOutcome = ProxyOutcome.WORKS) -> ProxyTest:
    moment, online = datetime(2026, 11, 24, tzinfo=UTC), NetworkVerdict(NetworkStatus.ONLINE)
    host, secret = "proxy.example.org", SecretKind.NONE
    return ProxyTest("0", kind, host, 443, secret, moment, 1.0, 1, 1, online, outcome, passages, ())


@pytest.mark.parametrize("kind", ProxyKind)
@pytest.mark.parametrize("outcome", ProxyOutcome)
def test_every_outcome_has_words(explainer: Explainer, kind: ProxyKind, outcome: ProxyOutcome) -> None:
    sentences = explainer.sentences
    tried = trial(kind, ProxyResult("telegram", outcome, 0.25, "192.0.2.1:443"))
    words = explain_proxy_test(sentences.naming(NAMES), tried)
    (passage,) = words.results
    assert passage.headline
    assert words.sees
    assert words.can_do or outcome is ProxyOutcome.PARTLY
    texts = (*words.sees, *words.can_do, *words.limits, passage.headline, passage.means)
    found = [problem for text in texts for problem in problems(text, sentences.language)]
    assert not found


@pytest.mark.parametrize("fault", LinkFault)
def test_every_refused_link_has_one_line(explainer: Explainer, fault: LinkFault) -> None:
    line = explainer.sentences.say(f"proxy_link.{fault}")
    assert line
    assert "\n" not in line


def test_who_sees_what_is_said_before_anything_is_tried(explainer: Explainer) -> None:
    sees = say_what_proxy_sees(explainer.sentences, ProxyKind.SOCKS5, "proxy.example.org")
    text = render_warning(TextPage(explainer.sentences, colour=False, width=200), "A proxy", sees)
    assert all(line in " ".join(text.split()) for line in sees)


def test_only_what_came_through_has_limits(explainer: Explainer) -> None:
    passages = (ProxyResult("telegram", ProxyOutcome.DEAD), ProxyResult("signal", ProxyOutcome.DEAD))
    tried = trial(ProxyKind.HTTP, *passages, outcome=ProxyOutcome.DEAD)
    dead = explain_proxy_test(explainer.sentences.naming(NAMES), tried)
    assert not dead.limits
    text = render_proxy_test(TextPage(explainer.sentences, colour=False, width=80), dead, "", "")
    assert text.count("✕") == 1
    assert "\x1b" not in text


def test_what_is_said_of_several_is_said_once_and_names_them(explainer: Explainer) -> None:
    outcomes = (("telegram", ProxyOutcome.DEAD), ("signal", ProxyOutcome.DEAD), ("whatsapp", ProxyOutcome.WORKS))
    passages = tuple(ProxyResult(messenger, outcome) for messenger, outcome in outcomes)
    proxy_test = trial(ProxyKind.HTTP, *passages)
    words = explain_proxy_test(explainer.sentences.naming({**NAMES, "whatsapp": "WhatsApp"}), proxy_test)
    dead, works = words.results
    assert all(name in dead.headline for name in ("Telegram", "Signal"))
    assert "WhatsApp" in works.headline
    table = msgspec.convert(encode_proxy_test(proxy_test, words), ProxyTestTable)
    named = [(row.messenger, row.name) for row in table.messengers]
    assert named == [("telegram", "Telegram"), ("signal", "Signal"), ("whatsapp", "WhatsApp")]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_program_on_this_computer_is_spoken_of_as_one(explainer: Explainer, host: str) -> None:
    here = replace(trial(ProxyKind.SOCKS5, ProxyResult("telegram", ProxyOutcome.DEAD)), host=host)
    there = explain_proxy_test(explainer.sentences.naming(NAMES), replace(here, host="192.0.2.1"))
    words = explain_proxy_test(explainer.sentences.naming(NAMES), here)
    assert words.sees == explainer.sentences.lines("proxy_sees.local")
    assert set(words.can_do).isdisjoint(there.can_do)
    assert words.results[0].means != there.results[0].means


@pytest.mark.parametrize(
    ("outcome", "shape", "offered"),
    [
        (ProxyOutcome.HELLO_UNANSWERED, "current", True),
        (ProxyOutcome.WRONG_SECRET, "current", True),
        (ProxyOutcome.HELLO_UNANSWERED, "classic", False),
        (ProxyOutcome.CANNOT_REACH, "current", False),
    ],
)
def test_the_older_hello_is_offered_where_todays_was_not_let_in(
    explainer: Explainer, outcome: ProxyOutcome, shape: str, offered: bool
) -> None:
    hello = Observation(1, "telegram", "telegram/dc2", Step.PROXY, "192.0.2.1:443", 0, 1, None, {Fact.SHAPE: shape})
    tried = replace(trial(ProxyKind.MTPROTO, ProxyResult("telegram", outcome), outcome=outcome), observations=(hello,))
    assert explain_proxy_test(explainer.sentences.naming(NAMES), tried).offers_older_hello is offered
