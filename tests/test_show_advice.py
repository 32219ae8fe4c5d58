"""`dialtone advice`, `dialtone country` and `dialtone check --since`: what can be read and said in the terminal."""

import json
from pathlib import Path

import pytest

from dialtone.app.session import Session, SessionError
from dialtone.cli import run
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.check_file import load_check
from dialtone.store.settings import Settings, load_settings, save_settings
from judge.saved import CHECKS
from ready_session import let_check

CLEAN = load_check(CHECKS / "clean.json")


@pytest.fixture
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("dialtone.app.session.config_dir", lambda: tmp_path)
    return tmp_path


def test_all_titles_and_the_warning_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["advice", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "beware-of-fakes"
    assert any(line.startswith("prepare-ahead ") for line in lines)


@pytest.mark.parametrize(("language", "first"), [("en", "Risk: "), ("ru", "Учтите: "), ("fa", "توجه: ")])
def test_one_piece_in_full_with_its_risk_first(language: str, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["advice", "telegram-update", "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(first)
    assert any("https://desktop.telegram.org" in line for line in lines)


def test_advice_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["advice", "magic"]) == 2
    assert capsys.readouterr().err == "dialtone: There is no advice called magic. To list it: dialtone advice\n"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Did you mean telegram-update?"),
        ("ru", "Возможно, вы имели в виду telegram-update."),
        ("fa", "شاید منظورتان \u2068telegram-update\u2069 بود."),
    ],
)
def test_misspelt_advice_is_named_as_written(language: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["advice", "telegram-udpate", "--lang", language]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "near"), [("watsapp", "whatsapp"), ("Telegrm", "telegram"), ("وتساپ", "whatsapp"), ("magic", "")]
)
def test_a_misspelt_messenger_is_named_as_it_is_written(word: str, near: str) -> None:
    with pytest.raises(SessionError) as refused:
        Session("en").choose_messengers([word])
    meant = f" Did you mean {near}?" if near else ""
    assert str(refused.value) == f"No messenger is called {word}.{meant} To list them: dialtone list"


def test_a_country_is_set_shown_and_forgotten(settings_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_settings(settings_folder, Settings(language="en"))
    assert run(["country"]) == 0
    assert capsys.readouterr().out == "No country is set. Legal notes are left out.\n"
    assert load_settings(settings_folder).country == ""
    assert run(["country", "ru"]) == 0
    assert "set to RU" in capsys.readouterr().out
    assert load_settings(settings_folder) == Settings(language="en", country="RU")
    assert run(["country", "--forget"]) == 0
    assert capsys.readouterr().out == "No country is set. Legal notes are left out.\n"
    assert load_settings(settings_folder).country == ""


@pytest.mark.parametrize("code", ["Atlantis", "XX", "UK", "R", "ЯЯ"])
def test_a_country_that_is_none(code: str, settings_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["country", code]) == 2
    assert run(["check", "--country", code]) == 2
    said = f"dialtone: Unknown country: {code}. Use its name or its two letters, for example RU."
    assert capsys.readouterr().err.splitlines() == [said, said]
    assert load_settings(settings_folder).country == ""


@pytest.mark.parametrize(("language", "typed"), [("en", "russia"), ("ru", "Россия"), ("ru", "Russia"), ("fa", "روسیه")])
def test_a_country_may_be_named(language: str, typed: str) -> None:
    """The answer was that Russia is no country."""
    assert Session(language, typed).settings.country == "RU"


def test_a_country_for_one_check_is_not_kept(settings_folder: Path) -> None:
    assert Session("en", "de").settings.country == "DE"
    assert load_settings(settings_folder).country == ""


@pytest.fixture
def next_check(monkeypatch: pytest.MonkeyPatch) -> None:
    after = replace(CLEAN, messengers=(MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED),))

    let_check(monkeypatch, lambda *_: after)


@pytest.mark.usefixtures("next_check")
def test_what_changed_since_a_saved_check_stands_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "whatsapp", "--lang", "en", "--since", str(CHECKS / "clean.json")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("Compared with the check of ")
    assert lines[-1] == "  WhatsApp worked before and probably does not work now."  # it only probably worked before


@pytest.mark.usefixtures("next_check")
def test_a_saved_check_is_judged_anew_before_it_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it was found: after an update, what older rules had called blocked "still did not work" or "worked now"."""
    saved = json.loads((CHECKS / "clean.json").read_text())
    whatsapp = next(each for each in saved["messengers"] if each["id"] == "whatsapp")
    whatsapp["status"] = "blocked"
    older = tmp_path / "older.json"
    older.write_text(json.dumps(saved))
    assert run(["check", "whatsapp", "--lang", "en", "--since", str(older)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "  WhatsApp worked before and probably does not work now."


@pytest.mark.usefixtures("next_check")
def test_a_wrong_file_is_refused_before_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    assert run(["check", "whatsapp", "--since", str(wrong)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("settings_folder")
def test_what_is_known_of_a_country_as_text_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["known", "RU", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Messengers in Russia: what is known")
    assert "The Kremlin announced the full block on 12 February 2026." in said
    assert "http" not in said
    assert run(["known", "ru", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["country"], document["rows"][0]["since"]) == ("RU", "2026-02-11")


@pytest.mark.usefixtures("settings_folder")
def test_a_country_of_which_nothing_is_known_and_none_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["known", "DE", "--lang", "en"]) == 0
    assert "no source" in capsys.readouterr().out
    assert run(["known", "DE", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"country": "DE", "as_of": None, "rows": [], "reported": []}
    assert run(["known", "--lang", "en"]) == 2
    assert "Name a country" in capsys.readouterr().err
    assert run(["known", "XX"]) == 2
