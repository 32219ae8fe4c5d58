"""The card's words: what is read first, what is on it, and what cannot be on it."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from dialtone.explain.answer_text import say_in_short
from dialtone.explain.card_rows import describe_card, make_card, say_card_note, say_country_on_card, write_as_text
from dialtone.explain.explainer import Explainer
from dialtone.model.answer import Clause, State
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.explanation import Card, CardRow
from dialtone.model.frozen import replace
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkFlag
from dialtone.store.check_file import load_check
from explain.leads import LIKELY, SURE, UNSURE
from explain.shipped import CATALOGUE, explain
from gallery.verdicts import every_network
from judge.saved import CHECKS
from spoken import EXAMPLES

DAY = date(2026, 11, 24)
PAGE = "https://example.org/d"
MESSENGERS = (
    Messenger("whatsapp", "WhatsApp", "W", "#2f9e58"),
    Messenger("telegram", "Telegram", "T", "#3390d6"),
    Messenger("signal", "Signal", "S", "#4a6fe3"),
    Messenger("skype", "Skype", "S", "#2f7fae"),
)
CLEAN = load_check(CHECKS / "clean.json")


def check(*verdicts: tuple[str, MessengerStatus, Confidence], base: Check = CLEAN) -> Check:
    names = {m.id: m.name for m in MESSENGERS}
    causes = {MessengerStatus.BLOCKED: (Cause.NAME_FILTERED,)}
    return replace(
        base, messengers=tuple(MessengerVerdict(i, names[i], s, causes.get(s, ()), c) for i, s, c in verdicts)
    )


def on_card(
    made: Check, explainer: Explainer, messengers: Sequence[Messenger] = MESSENGERS, *, country: bool = False
) -> Card:
    return make_card(made.messengers, made.network, explainer, messengers, DAY, with_country=country, home_page=PAGE)


def counted(row: CardRow) -> str:
    return row.state.replace("\N{NO-BREAK SPACE}", " ")


WORKS, BLOCKED, UNKNOWN = MessengerStatus.WORKS, MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN


def test_where_the_network_is_at_fault_the_answer_is_about_it(english: Explainer) -> None:
    offline = load_check(CHECKS / "offline-link-down.json")
    card = on_card(offline, english)
    assert card.heading == "My network · 24 November 2026"
    assert card.answer == "My computer probably has no internet connection."
    assert english.explain_network(offline.network).headline == "This computer probably has no internet connection."


POINTS_HERE = {
    "en": r"\b([Tt]h(is|at) (computer|network|Wi-Fi|line|country)|here|asks? you)\b",
    "ru": r"\b([Ээ]т(от|ом|ого) компьютер|[Ээ]т(а|у|ой) (сет|лини|стран)|здесь|сюда)",
    "fa": "(این|آن|همین|همان) (کامپیوتر|شبکه|وای‌فای|خط|کشور)|اینجا|شوید",
}


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize("language", EXAMPLES)
def test_the_picture_says_my_where_its_reader_is_somebody_else(language: str, past: bool) -> None:
    words = explain(language)
    words = words.of_day(DAY) if past else words
    own = Cause.THIS_COMPUTER, Cause.OWN_FILTER, Cause.SERVICE_REFUSES, Cause.WHITELIST_MODE
    said = []
    for network in every_network():
        for cause, confidence in product(own, Confidence):
            status = MessengerStatus.UNKNOWN if cause is Cause.SERVICE_REFUSES else BLOCKED
            verdict = MessengerVerdict("signal", "Signal", status, (cause,), confidence)
            card = make_card((verdict,), network, words, MESSENGERS, DAY)
            said += [card.answer, card.line, *(row.state for row in card.rows)]
    assert not sorted({text for text in said if re.search(POINTS_HERE[language], text)})
    assert len(set(said)) > 40


def test_only_what_was_chosen_is_on_it_and_nothing_that_was_not_tested(explainer: Explainer) -> None:
    made = check(("whatsapp", WORKS, SURE), ("signal", WORKS, SURE), ("skype", MessengerStatus.RETIRED, SURE))
    card = on_card(made, explainer, [MESSENGERS[2], MESSENGERS[3]])
    assert [row.name for row in card.rows] == ["Signal"]


def test_the_worst_come_first_because_the_picture_has_no_room_for_all(english: Explainer) -> None:
    """Whom the answer names must be on it, however many work and whatever their names begin with."""
    works = [(f"app-{number:02}", WORKS, SURE) for number in range(28)]
    trouble = [
        ("whatsapp", BLOCKED, SURE),
        ("telegram", MessengerStatus.PARTLY, SURE),
        ("signal", BLOCKED, SURE),
        ("skype", MessengerStatus.NOT_TESTED, SURE),
    ]
    many = (*(Messenger(name, name, "A", "#000000") for name, _, _ in works), *MESSENGERS)
    verdicts = [MessengerVerdict(name, name, status, (), sure) for name, status, sure in (*works, *trouble)]
    card = on_card(replace(CLEAN, messengers=tuple(verdicts)), english, (many[-1], *many[:-1]))
    assert [row.name for row in card.rows[:4]] == ["whatsapp", "signal", "telegram", "app-00"]
    assert "skype" not in [row.name for row in card.rows], "what was not tested takes no place"
    assert write_as_text(card).index("whatsapp") < write_as_text(card).index("app-00")

    assert (card.rest[-1].name, counted(card.rest[-1])) == ("31 more", "Not working: 2 · Works: 28")
    last_rows = [(row.shape, counted(row)) for row in card.rest[:28:27]]
    assert last_rows == [("works", "Works: 1"), ("works", "Works: 28")]


def test_a_count_is_as_sure_as_the_least_sure_of_those_it_counts(english: Explainer) -> None:
    made = check(("whatsapp", BLOCKED, SURE), ("telegram", BLOCKED, LIKELY), ("signal", WORKS, LIKELY))
    rest = on_card(made, english).rest[-1]
    assert counted(rest) == "Probably blocked: 2 · Probably works: 1"


def test_what_a_state_can_read_is_counted_as_such_and_never_green() -> None:
    words, messengers = explain("en"), [one for one in CATALOGUE.messengers if one.id in ("max", "signal", "whatsapp")]
    verdicts = [MessengerVerdict(one.id, one.name, WORKS) for one in messengers]
    card = make_card(verdicts, CLEAN.network, words, messengers, DAY)
    assert card.status == "readable"
    assert "MAX" not in card.answer.replace("all 3", "") + card.line
    assert counted(card.rest[-1]) == "A state can read: 1 · Works: 2"
    (of_max,) = (row for row in card.rows if row.name == "MAX")
    assert (card.rest[-1].shape, of_max.state) == ("readable", "Works · a state can read")


def test_nothing_that_reassures_stands_on_it() -> None:
    """What is private is told under How we know: a picture is believed by people who never read that."""
    words = explain("en")
    verdicts = [MessengerVerdict("signal", "Signal", WORKS)]
    card = make_card(verdicts, CLEAN.network, words, CATALOGUE.messengers, DAY)
    assert "private" not in write_as_text(card) + describe_card(card)


@pytest.mark.parametrize("flag", [NetworkFlag.VPN, NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL])
def test_a_vpn_or_a_proxy_is_said_instead_of_the_country(explainer: Explainer, flag: NetworkFlag) -> None:
    made = check(("signal", WORKS, SURE))
    made = replace(made, network=replace(made.network, flags=(flag,)))
    card = on_card(made, explainer, country=True)
    assert card.heading.startswith(explainer.sentences.say(f"card.{flag}"))
    assert not say_country_on_card(explainer, made.network)


def test_the_country_is_on_it_only_where_the_person_puts_it_there() -> None:
    made, inside = check(("signal", WORKS, SURE)), explain("en", "IR")
    assert say_country_on_card(inside, made.network) == "in Iran"
    assert on_card(made, inside).heading == "My network · 24 November 2026"
    assert on_card(made, inside, country=True).heading == "My network in Iran · 24 November 2026"
    assert on_card(made, explain("en"), country=True).heading == "My network · 24 November 2026"


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize(("country", "risky"), [("RU", True), ("BY", True), ("IR", True), ("AE", False), ("", False)])
def test_where_passing_it_on_is_punished_it_names_no_download(language: str, country: str, *, risky: bool) -> None:
    made, words = check(("signal", WORKS, SURE)), explain(language, country)
    card = on_card(made, words)
    said = write_as_text(card) + describe_card(card)
    assert bool(say_card_note(words, made.network)) is risky
    assert bool(words.say_sharing_note("card.risky_line")) is risky
    assert words.say_sharing_note("card.risky_line") != say_card_note(words, made.network) or not risky, (
        "the line has the name in it"
    )
    assert ("example.org" in said, "Dialtone" in said, bool(card.address)) == (not risky,) * 3
    vpn = replace(made.network, flags=(NetworkFlag.VPN,))
    says_vpn_too = say_card_note(words, vpn) != say_card_note(words, made.network)
    assert says_vpn_too is risky


def test_a_card_has_no_field_for_what_must_not_leave_the_computer() -> None:
    assert set(Card.__struct_fields__) == {
        *("language", "heading", "answer", "line", "status", "doubtful", "rows", "rest", "me", "network", "scan"),
        *("footer", "invite", "address"),
    }
    assert set(CardRow.__struct_fields__) == {"name", "letter", "hue", "shape", "state", "doubtful", "place"}


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.json")), ids=lambda p: p.stem)
def test_no_address_host_or_hour_comes_onto_it(explainer: Explainer, path: Path) -> None:
    saved = load_check(path)
    card = on_card(saved, explainer)
    said = write_as_text(card) + describe_card(card)
    addresses = {o.target.rsplit(":", 1)[0] for o in saved.observations if "." in o.target}
    assert not [address for address in addresses if address in said]
    assert saved.started_at.strftime("%H:%M") not in said


def test_the_text_has_the_same_words_in_the_same_order(explainer: Explainer) -> None:
    card = on_card(check(("whatsapp", BLOCKED, SURE), ("signal", WORKS, SURE)), explainer)
    text = write_as_text(card)
    rows = [f"{row.name}: {row.state}" for row in card.rows]
    places = [text.index(piece) for piece in (card.heading, card.answer, card.line, *rows)]
    assert places == sorted(places)
    assert all(piece in describe_card(card) for piece in (card.heading, card.answer, card.line, *rows))


@pytest.mark.parametrize("first", [Function.CALLS, Function.WEB, Function.MEDIA])
@pytest.mark.parametrize("language", EXAMPLES)
def test_trouble_with_messages_is_never_left_out_for_want_of_room(language: str, first: Function) -> None:
    """Russian words are longer: only English said that messages may be slow."""
    words, cause = explain(language), (Cause.NAME_FILTERED,)
    parts = (
        FunctionVerdict(Function.MESSAGES, FunctionStatus.SLOW, (Cause.THROTTLED,), UNSURE),
        FunctionVerdict(first, FunctionStatus.BLOCKED, cause, LIKELY),
    )
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.PARTLY, cause, LIKELY, parts)
    (row,) = on_card(replace(CLEAN, messengers=(verdict,)), words).rows
    slow = Clause(State.SLOW, UNSURE, ("signal",), (Function.MESSAGES,))
    assert say_in_short(words.sentences, slow) in row.state
