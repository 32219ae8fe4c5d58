"""A friend's result line beside one's own check: never surer than the doubtful end."""

from datetime import date
from itertools import product

import pytest

from dialtone.explain.answers import answer_of
from dialtone.explain.both_ends import list_end_entries, make_result_line, took_a_detour
from dialtone.explain.explainer import Explainer
from dialtone.model.answer import State
from dialtone.model.frozen import replace
from dialtone.model.result_line import EndEntry, EndState, ResultLine
from dialtone.model.situation import CountryRecord, Situation, SituationKind
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkStatus
from dialtone.store.check_file import load_check
from dialtone.store.result_line_text import format_line, parse_lines
from explain.leads import LIKELY, SURE, UNSURE
from explain.shipped import explain
from explain.word_rules import problems
from gallery.ends import BEFORE, ENTRIES, TODAY, both_ends, every_end
from gallery.verdicts import every_verdict
from judge.saved import CHECKS

STOPPED = (EndState.BLOCKED, EndState.FAILS)


def test_what_is_said_keeps_the_rules(explainer: Explainer) -> None:
    language = explainer.sentences.language
    said = {text for _, texts in every_end(explainer) for text in texts}
    assert not {problem for text in said for problem in problems(text, language)}


@pytest.mark.parametrize("odd", ["na\u00efve", "a b+ KZ", "\u202esignal", "x" * 33, "", "two-words"])
def test_a_messenger_that_no_line_can_hold_is_left_out(odd: str) -> None:
    """As it was found: `dialtone line --from` a stranger's check ended with an error, or an unreadable line."""
    clean = load_check(CHECKS / "clean.json")
    first, *others = clean.messengers
    line = make_result_line(replace(clean, messengers=(replace(first, messenger=odd), *others)), TODAY)
    assert {entry.messenger for entry in line.entries} == {verdict.messenger for verdict in others}
    assert parse_lines(format_line(line), TODAY).lines == (line,)


def test_a_line_says_what_works_at_both_ends(english: Explainer, russian: Explainer, persian: Explainer) -> None:
    works = EndEntry("signal", EndState.WORKS)
    said = [both_ends(words, (works,), ResultLine(TODAY, (works,))) for words in (english, russian, persian)]
    assert [both.answer.replace("\u2068", "").replace("\u2069", "").strip("\u200f") for both in said] == [
        "Your friend's line says that Signal works there too.",
        "В строке собеседника сказано: Signal у него тоже работает.",
        "متن دوستتان می‌گوید که Signal آنجا هم کار می‌کند.",
    ]
    assert said[0].next_step == "Ask whether your friend has it."
    assert said[0].notes[-1] == "Nobody has checked your friend's line. Dialtone does not keep it."


@pytest.mark.parametrize(("mine", "theirs"), list(product(ENTRIES, ENTRIES)))
def test_no_pair_is_rosier_or_surer_than_its_ends(english: Explainer, mine: EndEntry, theirs: EndEntry) -> None:
    both = both_ends(english, (mine,), ResultLine(TODAY, (theirs,)))
    row, ends = both.rows[0], (mine, theirs)
    surely_stopped = any(one.state in STOPPED and one.certainty is not UNSURE for one in ends)
    all_work = all(one.state is EndState.WORKS and one.certainty is not UNSURE for one in ends)
    assert (row.status == "works") is all_work
    assert (row.status == "blocked") is surely_stopped
    assert (both.next_step == "Ask whether your friend has it.") is all_work
    if any(one.certainty is LIKELY for one in ends) and all_work:
        assert row.doubtful
        assert "probably" in both.answer
    if row.status == "blocked" and not row.doubtful:
        assert all(one.certainty is SURE for one in ends if one.state in STOPPED and one.certainty is not UNSURE)


def test_what_works_for_both_comes_first_and_of_that_what_nobody_reads(english: Explainer) -> None:
    states = {"whatsapp": EndState.BLOCKED, "signal": EndState.WORKS, "telegram": EndState.PART}
    theirs = ResultLine(TODAY, tuple(EndEntry(one, EndState.WORKS) for one in states))
    both = both_ends(english, tuple(EndEntry(*one) for one in states.items()), theirs)
    assert [row.messenger for row in both.rows] == ["signal", "telegram", "whatsapp"]
    assert [row.label for row in both.rows] == ["Both of you", "In part for you", "Not for you"]


def test_what_is_punished_at_either_end_comes_last_and_is_said(english: Explainer) -> None:
    row = Situation("signal", SituationKind.PUNISHED, (), date(2025, 9, 9), "high", ())
    record = CountryRecord("BY", date(2026, 11, 1), (row,), "in Belarus", "across Belarus")
    words = Explainer(english.sentences.wording, (), TODAY, "PL", "linux", (record,))
    works = tuple(EndEntry(one, EndState.WORKS) for one in ("signal", "whatsapp"))
    both = both_ends(words, works, ResultLine(TODAY, works, "BY"))
    assert [row.messenger for row in both.rows] == ["whatsapp", "signal"]
    assert "These can get people punished, at one end or both: Signal." in both.notes


def test_where_nothing_works_at_both_ends_there_is_something_left_to_do() -> None:
    """A grandmother in Russia pasted her son's line, read that nothing works for both, and was told no more."""
    part = EndEntry("telegram", EndState.PART, LIKELY)
    theirs = ResultLine(TODAY, tuple(EndEntry(one, EndState.WORKS) for one in ("telegram", "whatsapp", "signal")), "KZ")
    blocked = tuple(EndEntry(one, EndState.BLOCKED) for one in ("whatsapp", "signal"))
    said = both_ends(explain("en", "RU"), (part, *blocked), theirs).next_step
    assert said == "Try a message in Telegram: it may get through."
    call = "To reach someone, call or send an SMS: the phone company and the state can listen and read."
    assert both_ends(explain("en", "RU"), (replace(part, state=EndState.FAILS), *blocked), theirs).next_step == call
    assert both_ends(explain("en", "BY"), (part, *blocked), theirs).next_step == call, (
        "people are punished for it there"
    )
    ukraine = replace(theirs, country="UA")
    no_calls = both_ends(explain("en", "RU"), (replace(part, state=EndState.FAILS), *blocked), ukraine).next_step
    assert no_calls.startswith("Ordinary calls between Russia and Ukraine were blocked"), no_calls


def test_a_messenger_that_was_not_checked_here_is_named_below_the_answer(english: Explainer) -> None:
    """Below "No messenger is known to work at both ends." the way on stood in the small print alone."""
    both = both_ends(english, (), ResultLine(TODAY, (EndEntry("newthing", EndState.WORKS),)))
    assert both.answer == "No messenger is known to work at both ends."
    assert both.rows[0].name == "a messenger that this version does not know (newthing)"
    assert both.rows[0].label == "Not known for you"
    assert "They were not checked here." in both.next_step
    assert both.next_step not in both.notes


@pytest.mark.parametrize("entry", [EndEntry("signal", EndState.PART), EndEntry("signal", EndState.WORKS, LIKELY)])
def test_only_what_surely_works_there_is_to_be_checked_here(english: Explainer, entry: EndEntry) -> None:
    assert "not checked here" not in both_ends(english, (), ResultLine(TODAY, (entry,))).next_step


def test_an_older_line_and_an_older_check_say_so(english: Explainer) -> None:
    works = (EndEntry("signal", EndState.WORKS),)
    notes = both_ends(english, works, ResultLine(BEFORE, works), day=date(2026, 11, 13)).notes
    assert notes[0] == "Your friend's line is from 12 November 2026. It may be different now."
    assert notes[1] == "Your own check is from 13 November 2026."


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("clean", {EndState.WORKS}),
        ("outage-signal-503", {EndState.WORKS, EndState.FAILS}),
        ("offline-link-down", {EndState.UNKNOWN}),
        ("captive-portal", {EndState.UNKNOWN}),
    ],
)
def test_what_a_check_lets_a_line_say(name: str, states: set[EndState]) -> None:
    assert {one.state for one in list_end_entries(load_check(CHECKS / f"{name}.json"))} == states


def test_nothing_works_in_a_line_where_somebody_interferes() -> None:
    clean = load_check(CHECKS / "clean.json")
    slow = replace(clean.messengers[0], status=MessengerStatus.SLOW)
    unsafe = replace(clean, network=NetworkVerdict(NetworkStatus.INTERCEPTED), messengers=(slow, *clean.messengers[1:]))
    assert {one.state for one in list_end_entries(unsafe)} == {EndState.UNKNOWN}


def test_only_what_is_ticked_stands_in_a_line_and_no_country() -> None:
    check = load_check(CHECKS / "russia-2026.json")
    code = make_result_line(check, TODAY, ["whatsapp", "signal"])
    assert [one.messenger for one in code.entries] == ["signal", "whatsapp"]
    assert code.country == ""


def test_that_a_vpn_was_on_is_told_to_the_one_who_passes_the_line_on() -> None:
    assert took_a_detour(load_check(CHECKS / "vpn-up.json"))
    assert not took_a_detour(load_check(CHECKS / "clean.json"))


def test_no_line_is_rosier_or_surer_than_the_answer() -> None:
    clean = load_check(CHECKS / "clean.json")
    for verdict in every_verdict("signal", "Signal"):
        entry = next(iter(list_end_entries(replace(clean, messengers=(verdict,)))), None)
        first = answer_of(verdict, clean.network).first
        if entry is None:
            assert first.state is State.UNTESTED
            continue
        assert (entry.state is EndState.WORKS) is (first.state is State.WORKS)
        assert (entry.state is EndState.BLOCKED) is (first.state is State.BLOCKED and first.has_messages)
        assert entry.certainty is (SURE if entry.state is EndState.UNKNOWN else first.certainty)
