"""What to say to somebody inside a country: at most five pieces, no tool, and in writing only where it harms nobody."""

from datetime import date
from pathlib import Path

import pytest

from dialtone.cli import run
from dialtone.explain.country_words import say_phone_advice
from dialtone.model.explanation import PhoneAdvice
from explain.every_country import LANGUAGES, NAMES, RECORDS, TODAY, explainer_of

EVERYWHERE = tuple(record.country for record in RECORDS["en"])
ONLY_SAID = {"RU", "IR", "CN", "TM", "MM", "BY", "AE", "OM", "IN", "TZ", "AF", "VE"}
"""Where devices are searched, messengers or tools are punished or banned, or passing advice on is."""


def told(country: str, language: str = "en", today: date = TODAY) -> PhoneAdvice:
    words = say_phone_advice(explainer_of("", language, today), country)
    assert words is not None
    return words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", EVERYWHERE)
def test_five_pieces_at_most_and_no_tool_by_name(country: str, language: str) -> None:
    words = told(country, language)
    assert 3 <= len(words.said) <= 5
    assert not NAMES.search(str(words))


def test_where_anybody_is_punished_it_is_only_said() -> None:
    assert {country for country in ONLY_SAID if told(country).may_be_passed_on} == set()
    assert told("GA").may_be_passed_on
    assert told("KE").may_be_passed_on


def test_what_was_open_long_ago_is_told_in_the_past_with_its_month() -> None:
    first = told("IR").said[0]
    assert first.startswith("Was open in Iran when last heard of, and we know nothing newer: ")
    assert "May 2026" in first
    soon = told("IR", today=date(2026, 8, 20)).said[0]
    assert soon.startswith("Known to be open in Iran: ")


def test_who_can_read_stands_beside_what_is_open() -> None:
    assert "a state can read" in told("RU").said[0]


def test_no_file_is_written_where_it_can_harm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "said.txt"
    assert run(["known", "IR", "--for-them", "--save", str(file), "--lang", "en"]) == 2
    assert "Say it on the phone" in capsys.readouterr().err
    assert not file.exists()
    assert run(["known", "KE", "--for-them", "--save", str(file), "--lang", "en"]) == 0
    assert "Telegram (November 2025)" in file.read_text("utf-8")


@pytest.mark.parametrize(("country", "language"), [("KZ", "ru"), ("KE", "en")])
def test_the_file_is_in_their_language_and_the_screen_in_the_readers(
    country: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialtone.app.session.choose_language", lambda *_: "en")
    file = tmp_path / "said.txt"
    assert run(["known", country, "--for-them", "--save", str(file)]) == 0
    sent, shown = file.read_text("utf-8"), capsys.readouterr().out
    assert told(country, language).title in sent
    assert (told(country).title in shown) is (language != "en")
    assert told(country, language).note not in sent, "it is for the one who sends it"


def test_a_language_that_was_asked_for_wins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "said.txt"
    assert run(["known", "KZ", "--for-them", "--save", str(file), "--lang", "en"]) == 0
    assert told("KZ").title in file.read_text("utf-8")
    assert capsys.readouterr().out == ""
