"""`dialtone line` and `dialtone compare`: from a saved check to a line, to the sentence at the other end."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dialtone.cli import run
from dialtone.model.frozen import replace
from dialtone.model.result_line import EndEntry, EndState, ResultLine
from dialtone.store.check_file import encode_check, load_check, save_check
from dialtone.store.result_line_text import format_line
from judge.saved import CHECKS

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A check of today in which everything works."""
    check = replace(load_check(CHECKS / "clean.json"), started_at=datetime.now(UTC))
    save_check(tmp_path / "here.dialtone", encode_check(check, lambda _: ("", "", ())))
    return tmp_path / "here.dialtone"


def line_of(name: str, *arguments: str, capsys: Captured) -> str:
    assert run(["line", "--lang", "en", "--from", str(CHECKS / f"{name}.json"), *arguments]) == 0
    return capsys.readouterr().out.strip()


def today() -> date:
    return datetime.now(UTC).astimezone().date()


def test_a_line_names_what_was_asked_and_no_country(capsys: Captured) -> None:
    line = line_of("clean", "Signal", "whatsapp", capsys=capsys)
    assert line.startswith("dialtone1 2026-11-24 signal+ whatsapp+ ")
    assert " KZ signal+" in line_of("clean", "signal", "--country", "kz", capsys=capsys)


def test_that_a_vpn_was_on_stands_beside_the_line_and_not_in_it(capsys: Captured) -> None:
    assert run(["line", "--lang", "en", "--from", str(CHECKS / "vpn-up.json"), "signal"]) == 0
    printed = capsys.readouterr()
    assert "vpn" not in printed.out.lower()
    assert "A VPN or proxy was on here." in printed.err


def test_both_ends(here: Path, capsys: Captured) -> None:
    works = EndEntry("signal", EndState.WORKS), EndEntry("whatsapp", EndState.BLOCKED)
    line = format_line(ResultLine(today(), works))
    assert run(["compare", "--lang", "en", "--own", str(here), f"Mine: {line}!"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Your friend's line says that Signal works there too.\nAsk whether your friend has it.")
    assert "Not for your friend" in said


def test_twenty_lines_from_standard_input(here: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked, works = (
        format_line(ResultLine(today(), (EndEntry("signal", s),))) for s in (EndState.BLOCKED, EndState.WORKS)
    )
    chat = "\n".join((*(f"{n}: {blocked}" for n in range(18)), f"a: {works}", f"b: {works}", f"c: {works[:-1]}"))
    monkeypatch.setattr("sys.stdin", io.StringIO(chat))
    assert run(["compare", "--lang", "en", "--own", str(here), "-"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Signal: blocked for 18 of 20 and works for 2." in said
    assert "Line 21: Something in this line is missing or changed." in said


def test_it_is_not_only_me(here: Path, tmp_path: Path, capsys: Captured) -> None:
    blocked = replace(load_check(CHECKS / "russia-2026.json"), started_at=datetime.now(UTC))
    save_check(here, encode_check(blocked, lambda _: ("", "", ())))
    line = format_line(ResultLine(today(), (EndEntry("whatsapp", EndState.BLOCKED),)))
    (tmp_path / "chat.txt").write_text(f"Anna: {line}\nBob: {line}\n", encoding="utf-8")
    assert run(["compare", "--lang", "en", "--own", str(here), str(tmp_path / "chat.txt")]) == 0
    assert capsys.readouterr().out.startswith("WhatsApp: these lines say that you are not the only one.")


def test_a_file_of_lines_as_json(tmp_path: Path, capsys: Captured) -> None:
    old = format_line(ResultLine(today() - timedelta(days=3), (EndEntry("newthing", EndState.WORKS),)))
    (tmp_path / "lines.txt").write_text(f"\ufeff{old}\r\n", encoding="utf-8")
    assert run(["compare", "--json", str(tmp_path / "lines.txt")]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "dialtone-compare/1"
    assert document["days"][0]["messengers"][0]["id"] == "newthing"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("hello", "There is no result line in this."),
        ("not-there.png", "not-there.png was not found."),
        ("dialtone2 2026-11-29 signal+ AAAA", "A newer version of Dialtone wrote this line."),
        ("dialtone1 2026-11-29 signal+ AAAA", "Something in this line is missing or changed."),
        ("\x00", "There is no result line in this."),
        ("a" * 5000, "There is no result line in this."),
    ],
)
def test_what_is_no_line_is_refused_in_one_line(source: str, said: str, capsys: Captured) -> None:
    assert run(["compare", "--lang", "en", source]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"dialtone: {said}")
    assert printed.err.count("\n") == 1
    assert not printed.out


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 500_000)
    assert run(["compare", "--lang", "en", str(tmp_path / "large.txt")]) == 2
    assert "This is too long for a result line." in capsys.readouterr().err


def test_more_messengers_than_a_line_holds(here: Path, capsys: Captured) -> None:
    check = load_check(here)
    many = tuple(replace(check.messengers[0], messenger=f"messenger_number_{n}") for n in range(9))
    save_check(here, encode_check(replace(check, messengers=many), lambda _: ("", "", ())))
    assert run(["line", "--lang", "en", "--from", str(here)]) == 2
    assert "Name fewer messengers." in capsys.readouterr().err
