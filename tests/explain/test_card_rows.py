"""The card's words: what is read first, what is on it, and what cannot be on it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dialtone.explain.card_rows import alternative_text, card_text, make_card
from dialtone.explain.explainer import Explainer
from dialtone.model.card import Card
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkFlag, NetworkStatus
from dialtone.store.check_file import load_check
from judge.saved import CHECKS

DAY = date(2026, 11, 24)
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
        base,
        messengers=tuple(MessengerVerdict(i, names[i], s, causes.get(s, ()), c) for i, s, c in verdicts),
    )


def on_card(made: Check, explainer: Explainer, messengers: Sequence[Messenger], day: date, place: str = "") -> Card:
    return make_card(made.messengers, made.network, explainer, messengers, day, place=place)


WORKS, BLOCKED, UNKNOWN = MessengerStatus.WORKS, MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN
SURE, LIKELY, UNSURE = Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE


def test_where_the_network_is_at_fault_the_answer_is_about_it(english: Explainer) -> None:
    offline = load_check(CHECKS / "offline-link-down.json")
    card = on_card(offline, english, MESSENGERS, DAY)
    assert card.answer == f"My network: {english.network(offline.network).headline}"


def test_an_unstable_network_still_lets_the_messengers_speak(english: Explainer) -> None:
    made = check(("signal", WORKS, SURE))
    made = replace(made, network=replace(made.network, status=NetworkStatus.UNSTABLE))
    assert on_card(made, english, MESSENGERS, DAY).answer == "Signal works on my network."


def test_only_what_was_chosen_is_on_it_and_nothing_that_was_not_tested(explainer: Explainer) -> None:
    made = check(("whatsapp", WORKS, SURE), ("signal", WORKS, SURE), ("skype", MessengerStatus.RETIRED, SURE))
    card = on_card(made, explainer, [MESSENGERS[2], MESSENGERS[3]], DAY)
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
    made = replace(CLEAN, messengers=tuple(verdicts))
    card = on_card(made, english, (many[-1], *many[:-1]), DAY)
    assert [row.name for row in card.rows[:4]] == ["whatsapp", "signal", "telegram", "app-00"]
    assert "skype" not in [row.name for row in card.rows], "what was not tested takes no place"
    assert card_text(card).index("whatsapp") < card_text(card).index("app-00")


def test_a_vpn_is_said(explainer: Explainer) -> None:
    made = check(("signal", WORKS, SURE))
    made = replace(made, network=replace(made.network, flags=(NetworkFlag.VPN,)))
    assert on_card(made, explainer, MESSENGERS, DAY).notes == (explainer.sentences.say("card.vpn"),)


def test_a_card_has_no_field_for_what_must_not_leave_the_computer() -> None:
    assert set(Card.__struct_fields__) == {
        *("language", "answer", "rows", "more", "date", "place", "notes", "footer", "path", "worst")
    }


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*.json")), ids=lambda p: p.stem)
def test_no_address_host_or_hour_comes_onto_it(explainer: Explainer, path: Path) -> None:
    saved = load_check(path)
    card = on_card(saved, explainer, MESSENGERS, DAY)
    said = card_text(card) + alternative_text(card)
    addresses = {o.target.rsplit(":", 1)[0] for o in saved.observations if "." in o.target}
    assert not [address for address in addresses if address in said]
    assert saved.started_at.strftime("%H:%M") not in said


def test_the_text_has_the_same_words_in_the_same_order(explainer: Explainer) -> None:
    card = on_card(check(("whatsapp", BLOCKED, SURE), ("signal", WORKS, SURE)), explainer, MESSENGERS, DAY, place=" X ")
    text = card_text(card)
    rows = [f"{row.name}: {row.state}" for row in card.rows]
    places = [text.index(piece) for piece in (card.answer, *rows, card.date, card.footer)]
    assert places == sorted(places)
    assert card.place == "X"
