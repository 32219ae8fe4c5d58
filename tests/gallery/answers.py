"""Every answer that can be given: each state with each reason, certainty, part and number, and about each network."""

from collections.abc import Iterator
from datetime import date

from dialtone.explain.answer_text import NOWHERE, say_clause, say_first, say_others, say_row
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import Answer, Clause, State
from dialtone.model.vocabulary import Confidence, Function
from gallery.keys import keys_of

NAMES = {"whatsapp": "WhatsApp", "telegram": "Telegram", "signal": "Signal", "viber": "Viber", "zoom": "Zoom"}
_REASONS = {
    State.NOT_SAFE: ("inspected_by_program", "inspected_by_gateway", "read_along"),
    State.BLOCKED: ("throttled", "frozen"),
    State.FAILS: ("this_computer", "own_filter", "clock_wrong", "whitelist_mode"),
    State.UNKNOWN: (
        *("service_refuses", "only_through_proxy", "only_past_proxy"),
        *("network", "network.offline", "network.captive_portal", "network.dns_down"),
    ),
    State.UNTESTED: ("only_site", "retired", "needs_server", "no_server"),
}
"""Reasons that may be given with a state."""
_CERTAINTIES = {
    State.BLOCKED: (Confidence.SURE, Confidence.LIKELY),
    State.UNEVEN: (Confidence.SURE,),
    State.UNKNOWN: (Confidence.SURE,),
    State.UNTESTED: (Confidence.SURE,),
}
"""The degrees of a state that does not have all of them: what is not even likely is not called blocked."""
_WITHOUT_PARTS = frozenset({"only_site", "retired", "needs_server", "no_server"})
_PARTS = (
    (),
    (Function.MESSAGES,),
    (Function.MEDIA, Function.CALLS),
    *((part,) for part in Function if part is not Function.MESSAGES),
)


def every_clause() -> Iterator[Clause]:
    for state in State:
        for reason in ("", *_REASONS.get(state, ())):
            graded = "network" in reason or reason == "service_refuses"
            for certainty in Confidence if graded else _CERTAINTIES.get(state, tuple(Confidence)):
                for about in (("whatsapp",), ("signal",), ("telegram", "signal"), ("whatsapp", "telegram", "signal")):
                    for parts in _PARTS if reason not in _WITHOUT_PARTS else ((),):
                        yield Clause(state, certainty, about, parts, reason)


def every_network() -> Iterator[Clause]:
    told = (key.removesuffix(".now.sure") for key in keys_of("answer.network") if key.endswith(".now.sure"))
    for key in told:
        for certainty in Confidence:
            yield Clause(State.UNKNOWN, certainty, reason=key, program="Kaspersky")


def every_answer(sentences: Sentences) -> Iterator[tuple[str, str]]:
    for told in (sentences, sentences.of_day(date(2026, 11, 24))):
        yield from _told(told)


def _told(sentences: Sentences) -> Iterator[tuple[str, str]]:
    sentences = sentences.naming(NAMES)
    for clause in every_network():
        yield "headline", say_clause(sentences, clause)
    for clause in every_clause():
        yield "headline", say_clause(sentences, clause, tested=3)
        yield "line", say_clause(sentences, clause, NOWHERE, bare=True)
        if len(clause.about) == 1:
            yield "row", say_row(sentences, Answer((clause,)))
    calls = Clause(State.UNTESTED, about=("whatsapp",), parts=(Function.CALLS,))
    works = Clause(State.WORKS, about=("whatsapp",), parts=(Function.MESSAGES, Function.MEDIA))
    many = Clause(State.WORKS, about=tuple(NAMES), parts=(Function.MESSAGES,))
    yield "row", say_row(sentences, Answer((works, calls)))
    for answer in (Answer((works, calls)), Answer((many,))):
        yield "picture", join_texts((say_first(sentences, answer), say_others(sentences, answer)))
    if sentences.past:
        yield "picture", sentences.say("answer.subject.then")
    yield "picture", sentences.say("answer.subject.elsewhere", first=say_clause(sentences, next(every_network())))
