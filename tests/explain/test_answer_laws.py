"""The laws of the answer: over every combination of verdicts, each surface says the same, as surely, the worst first.

The sentences are replaced by signs that stand for their keys, so what a surface says is read back in any language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from typing import NamedTuple

import pytest

from dialtone.explain.answer_text import say_clause, say_first, say_others, say_row
from dialtone.explain.answers import answer_of, clauses_of, may_be_offered
from dialtone.explain.card_rows import make_card, write_as_text
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import join_texts
from dialtone.explain.notice import say_notice
from dialtone.explain.text_report import render_check
from dialtone.judge.messenger_verdicts import judge_whole
from dialtone.model.answer import BAD, WORST_STATES, Answer, Clause, State, severity
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from explain.leads import LIKELY, ONLINE, SURE, UNSURE, F, S, check_of, plain
from gallery.working import works_here

_PARTS = (F.MESSAGES, F.MEDIA, F.CALLS, F.WEB)
_OPTIONS: tuple[tuple[FunctionStatus, tuple[Cause, ...], Confidence], ...] = (
    (S.WORKS, (), SURE),
    (S.WORKS, (), UNSURE),
    (S.SLOW, (Cause.THROTTLED,), SURE),
    (S.SLOW, (Cause.THROTTLED,), LIKELY),
    (S.BLOCKED, (Cause.NAME_FILTERED,), SURE),
    (S.BLOCKED, (Cause.ADDRESS_BLOCKED,), UNSURE),
    (S.BLOCKED, (Cause.CERTIFICATE_SWAPPED,), SURE),
    (S.DOWN, (Cause.SERVICE_DOWN,), LIKELY),
    (S.UNKNOWN, (Cause.INTERCEPTED,), LIKELY),
    (S.UNKNOWN, (), UNSURE),
    (S.NOT_TESTED, (), SURE),
)
_NAMES = {"whatsapp": "WhatsApp", "signal": "Signal"}
_MESSENGERS = tuple(Messenger(key, name, name[0], "#2f9e58") for key, name in _NAMES.items())
_DAY = date(2026, 11, 24)
_CLAIM_NOTHING = frozenset({State.UNKNOWN, State.UNTESTED})
_TWO_LINES = 160  # characters that the band holds
HEDGES = {"en": r"\b(probably|may|perhaps)\b", "ru": r"\b(похоже|возможно)\b", "fa": r"احتمالاً|شاید"}
HERE = {"en": r"\bhere\b", "ru": r"\bздесь\b", "fa": r"اینجا"}


def verdict_of(parts: Sequence[tuple[FunctionStatus, tuple[Cause, ...], Confidence]]) -> MessengerVerdict:
    functions = tuple(FunctionVerdict(part, *one) for part, one in zip(_PARTS, parts, strict=True))
    causes = tuple(dict.fromkeys(cause for one in functions for cause in one.causes))
    return MessengerVerdict("whatsapp", "WhatsApp", judge_whole(functions), causes, SURE, functions)


_SIGNAL = replace(verdict_of((_OPTIONS[0],) * 4), messenger="signal", name="Signal")


@cache
def every_answer() -> Mapping[tuple[Clause, ...], MessengerVerdict]:
    combined = (verdict_of(parts) for parts in product(_OPTIONS, repeat=len(_PARTS)))
    return {clauses_of(verdict): verdict for verdict in combined if verdict.status is not MessengerStatus.NOT_TESTED}


@cache
def every_first() -> Mapping[Clause, MessengerVerdict]:
    """Return each first clause, with a verdict: what says only that clause is the same for all the others."""
    return {clauses[0]: verdict for clauses, verdict in every_answer().items()}


class Said(NamedTuple):
    """A clause as it is read back from a surface."""

    state: str
    certainty: str
    parts: frozenset[str]
    about: frozenset[str]
    counted: bool = False
    """Some parts, or messengers, are counted and not named."""

    def is_about(self, parts: frozenset[str]) -> bool:
        return self.parts == parts or (self.counted and bool(self.parts) and self.parts < parts)


class Shown(NamedTuple):
    """What a surface shows of an answer."""

    said: tuple[Said, ...]
    sign: str
    doubtful: bool
    text: str = ""


class Signs:
    """A language whose sentences are signs for their keys."""

    def __init__(self, real: Explainer) -> None:
        wording = real.sentences.wording
        self.keys = tuple(wording.sentences)
        signs = {
            key: text if key.startswith("language.") else f"\u27e8{n}\u27e9{_filled(text)}"
            for n, (key, text) in enumerate(wording.sentences.items())
        }
        self.explainer = Explainer(replace(wording, sentences=signs), (), _DAY, messengers=_MESSENGERS)

    def read(self, text: str) -> tuple[Said, ...]:
        told: list[tuple[str, str, set[str], set[str]]] = []
        counted: set[int] = set()
        for number, name in re.findall(r"\u27e8(\d+)\u27e9|(WhatsApp|Signal)", text):
            if name:
                told[-1][3].add(name)
                continue
            levels = self.keys[int(number)].split(".")
            if levels[:3] == ["answer", "subject", "more"]:
                counted.add(len(told) - 1)
            if levels[0] != "answer" or levels[1] in ("subject", "here", "part_number"):
                continue
            if levels[1].startswith("part"):
                told[-1][2].add(levels[2])
                continue
            parts = {level for level in levels[2:-3] if level in tuple(Function)}
            told.append((levels[1], levels[-1], parts, set()))
        return tuple(
            Said(state, sure, frozenset(parts), frozenset(about), n in counted)
            for n, (state, sure, parts, about) in enumerate(told)
        )


def _filled(text: str) -> str:
    return " ".join(dict.fromkeys(re.findall(r"\{(?:who|whom|parts|first|last)\}", text)))


@pytest.fixture(scope="module")
def signs(explainer: Explainer) -> Signs:
    return Signs(explainer)


def surfaces(words: Explainer, verdict: MessengerVerdict, answer: Answer) -> Iterator[tuple[str, str, str, bool]]:
    """Yield each surface that shows an answer of its own: its name, its text, its sign and whether that is hollow."""
    sentences, first = words.sentences.naming(_NAMES), answer.first
    yield "row", say_row(sentences, answer), first.status_word, first.doubtful
    page = join_texts((say_first(sentences, answer), say_others(sentences, answer)))
    yield "page", page, first.status_word, first.doubtful


def surfaces_of_first(words: Explainer, verdict: MessengerVerdict) -> Iterator[tuple[str, str, str, bool]]:
    """Yield each surface that shows the first clause of each messenger."""
    first = clauses_of(verdict)[0]
    (notice,) = say_notice(words.sentences, (verdict,))
    yield "notice", notice, first.status_word, first.doubtful
    lead = words.answer_about_all((verdict, _SIGNAL), ONLINE).first
    yield "band", words.say_whole((verdict, _SIGNAL), ONLINE), lead.status_word, lead.doubtful


def _lead(clause: Clause) -> frozenset[str]:
    return frozenset({F.MESSAGES} if clause.has_messages and clause.parts else clause.parts)


def broken_laws(verdict: MessengerVerdict, answer: Answer, shown: Shown) -> list[str]:
    if not shown.said:
        return ["it says nothing"]
    first, told = answer.first, shown.said
    broken = []
    same = told[0].state == first.state and told[0].is_about(_lead(first))
    if not same or (first.state not in _CLAIM_NOTHING and told[0].certainty != first.certainty):
        broken.append("1: clause one, with its certainty, comes first")
    mine = [one for one in told if one.about != {"Signal"}]
    left_out = [one for one in answer.clauses if one.state in BAD and not any(_tells(said, one) for said in mine)]
    if left_out and any(one.state == State.WORKS and not one.parts for one in mine):
        broken.append("2: it works, where a bad clause is left out")
    if shown.doubtful != (told[0].state not in _CLAIM_NOTHING and told[0].certainty != SURE):
        broken.append("3: doubt in words and sign, or in neither")
    if shown.sign != first.status_word:
        broken.append("4: the sign is that of clause one")
    works = {f.function for f in verdict.functions if f.status is S.WORKS}
    untested = {f.function for f in verdict.functions if f.status is S.NOT_TESTED and f.function is F.WEB}
    said_to_work = [one.parts or frozenset(_PARTS) - untested for one in mine if one.state == State.WORKS]
    if not all(parts <= works for parts in said_to_work):
        broken.append("6: works, of what was not seen to work")
    order = [severity_of(one) for one, before in zip(told, (None, *told), strict=False) if _differ(one, before)]
    if order != sorted(order):
        broken.append("the worst comes first")
    return broken


def _differ(one: Said, before: Said | None) -> bool:
    return before is None or (one.state, one.about or before.about) != (before.state, before.about)


def _tells(said: Said, clause: Clause) -> bool:
    return said.state == clause.state and (not clause.parts or bool(said.parts & set(clause.parts)))


def severity_of(said: Said) -> int:
    """Return the rank of a state; what is not known of other parts is no worse than that messages work."""
    if said.state == State.UNKNOWN and said.parts and F.MESSAGES not in said.parts:
        return WORST_STATES.index(State.UNTESTED)
    return WORST_STATES.index(State(said.state))


def test_every_surface_keeps_the_laws(signs: Signs, explainer: Explainer) -> None:
    """Over all combinations in English; of the other languages, which may lack other forms, every seventh."""
    step = 1 if explainer.sentences.language == "en" else 7
    for verdict in list(every_answer().values())[::step]:
        answer = answer_of(verdict, ONLINE)
        for name, text, sign, doubtful in surfaces(signs.explainer, verdict, answer):
            laws = broken_laws(verdict, answer, Shown(signs.read(text), sign, doubtful))
            assert (laws, text.count("WhatsApp") > 1) == ([], False), (name, text, verdict.functions)


def test_every_surface_of_first_clauses_keeps_the_laws(signs: Signs) -> None:
    for verdict in every_first().values():
        joined = signs.explainer.answer_about_all((verdict, _SIGNAL), ONLINE)
        for name, text, sign, doubtful in surfaces_of_first(signs.explainer, verdict):
            answer = answer_of(verdict, ONLINE) if name == "notice" else joined
            laws = broken_laws(verdict, answer, Shown(signs.read(text), sign, doubtful))
            assert laws == [], (name, text, verdict.functions)
            assert text.count("WhatsApp") == 1 >= text.count("Signal"), (name, text, verdict.functions)


def test_the_past_keeps_state_order_and_certainty(signs: Signs) -> None:
    past = signs.explainer.of_day(_DAY)
    for verdict in list(every_answer().values())[::9]:
        answer = answer_of(verdict, ONLINE)
        now, then = surfaces(signs.explainer, verdict, answer), surfaces(past, verdict, answer)
        for (name, text, *sign), (_, later, *same) in zip(now, then, strict=True):
            assert (signs.read(text), sign) == (signs.read(later), same), (name, later, verdict.functions)


def test_a_picture_and_a_terminal_say_clause_one_too(signs: Signs) -> None:
    words = signs.explainer
    for first, verdict in list(every_first().items())[::4]:
        card = make_card((verdict,), ONLINE, words, _MESSENGERS, _DAY)
        assert card.answer in write_as_text(card)
        signs_shown = (card.status, card.rows[0].shape, card.rows[0].doubtful)
        assert signs_shown == (first.status_word, first.status_word, first.doubtful)
        printed = render_check(check_of(verdict), words, colour=False, width=10_000)
        for text in (card.answer, card.rows[0].state, printed):
            said = signs.read(text)[0]
            assert said.state == first.state, (verdict, text)
            assert said.is_about(_lead(first)), (verdict, text)


@pytest.mark.parametrize("surface", ["row", "page", "notice", "band"])
def test_a_mutation_breaks_a_law(english: Explainer, surface: str) -> None:
    """A certainty that is lowered, a clause that is dropped, two states that are swapped."""
    signs = Signs(english)
    verdict = verdict_of((_OPTIONS[4], _OPTIONS[2], _OPTIONS[0], _OPTIONS[9]))
    answer, words = answer_of(verdict, ONLINE), signs.explainer
    every = [*surfaces(words, verdict, answer), *surfaces_of_first(words, verdict)]
    _, text, sign, doubtful = next(one for one in every if one[0] == surface)
    shown = Shown(signs.read(text), sign, doubtful)
    assert not broken_laws(verdict, answer, shown)
    first, *others = shown.said
    lowered = first._replace(certainty=UNSURE)
    other = others[0] if others else Said(State.SLOW, SURE, frozenset({F.MEDIA}), first.about)
    swapped = (first._replace(state=other.state), other._replace(state=first.state), *others[1:])
    for said in ((lowered, *others), tuple(others), swapped):
        assert broken_laws(verdict, answer, shown._replace(said=said)), said
    assert broken_laws(verdict, answer, shown._replace(doubtful=not doubtful))
    assert broken_laws(verdict, answer, shown._replace(sign="works"))


def test_the_words_doubt_where_the_sign_does(explainer: Explainer) -> None:
    language = explainer.sentences.language
    hedge, here = re.compile(HEDGES[language], re.IGNORECASE), re.compile(HERE[language], re.IGNORECASE)
    clauses = {replace(one, parts=one.parts[:2]) for answer in every_answer() for one in answer}
    home = [Clause(State.FAILS, about=("whatsapp",), reason=reason) for reason in ("own_filter", "clock_wrong")]
    for words in (explainer, explainer.of_day(_DAY)):
        sentences = words.sentences.naming(_NAMES)
        for clause in (*clauses, *home):
            said = [plain(say_clause(sentences, clause)), plain(say_row(sentences, Answer((clause,))))]
            for text in said:
                assert text
                assert len(hedge.findall(text)) == clause.doubtful, text
            picture = plain(say_clause(sentences, clause, "network"))
            assert not here.search(f"{picture} {said[1]}"), (picture, said[1])


def test_the_band_has_two_lines(explainer: Explainer) -> None:
    for verdict in every_first().values():
        whole = explainer.say_whole((verdict, _SIGNAL), ONLINE)
        assert 0 < len(plain(whole)) <= _TWO_LINES, whole


def test_offered_is_only_what_its_own_answer_does_not_doubt(english: Explainer) -> None:
    gone = replace(verdict_of((_OPTIONS[4],) * 4), messenger="viber", name="Viber")
    for verdict in every_first().values():
        joined = english.answer_about_all((verdict, gone), ONLINE)
        own = [one for one in clauses_of(verdict) if may_be_offered(one)]
        offered = [one for one in joined.still_works if "whatsapp" in one.about]
        assert bool(offered) <= bool(own), verdict
        surely = any(one.certainty is SURE for one in own)
        named = "WhatsApp" in works_here(english, (verdict, gone))
        assert named <= surely, verdict


@pytest.mark.parametrize("status", NetworkStatus)
@pytest.mark.parametrize("confidence", Confidence)
def test_the_network_is_the_answer_only_where_no_messenger_fares_worse(
    english: Explainer, status: NetworkStatus, confidence: Confidence
) -> None:
    for flags in ((), (NetworkFlag.CLOCK_WRONG,), (NetworkFlag.VPN,)):
        network = NetworkVerdict(status, flags, confidence=confidence)
        for first, verdict in every_first().items():
            answer = english.answer_about_all((verdict,), network)
            if answer.first.about:
                assert answer.first == first
            else:
                assert severity(answer.first)[0] <= severity(first)[0], (network, verdict)
            assert english.say_whole((verdict,), network)


def test_what_explains_comes_before_what_disturbs(english: Explainer) -> None:
    unknown = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.UNKNOWN)
    lossy = Evidence(EvidenceKind.LOSSY_LINE, (), "lossy_line")
    network = NetworkVerdict(NetworkStatus.UNSTABLE, (NetworkFlag.CLOCK_WRONG,), evidence=(lossy,))
    assert english.answer_about_all((unknown,), network).first.reason == "clock_wrong"


@pytest.mark.parametrize("cause", [Cause.THIS_COMPUTER, Cause.OWN_FILTER])
@pytest.mark.parametrize("confidence", Confidence)
def test_a_cause_here_never_leads_to_another_network(english: Explainer, cause: Cause, confidence: Confidence) -> None:
    elsewhere = set(english.sentences.lines("elsewhere.unexplained"))
    for status in (S.BLOCKED, S.SLOW, S.UNKNOWN):
        words = english.explain_messenger(verdict_of(((status, (cause,), confidence),) * 4), ONLINE)
        steps = [step for entry in words.guidance if not entry.ahead for step in entry.steps]
        told = (*steps, *words.can_do, *words.means, words.summary)
        assert not [line for line in told if "Leave this network" in line or line in elsewhere]


def test_it_is_not_your_computer_only_where_controls_answered(signs: Signs) -> None:
    answered = replace(ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER),))
    cleared = {n for n, key in enumerate(signs.keys) if key.startswith("summary.not_")}
    for verdict in every_first().values():
        for network in (ONLINE, answered, replace(answered, flags=(NetworkFlag.VPN,))):
            why, words = answer_of(verdict, network).why, signs.explainer.explain_messenger(verdict, network)
            told = {int(number) for number in re.findall(r"\u27e8(\d+)\u27e9", words.summary)} & cleared
            assert bool(told) is (why is not None and why.not_this_computer), verdict
            assert network is answered or not told, verdict
