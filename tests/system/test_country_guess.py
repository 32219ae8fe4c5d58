"""The guess: the time zone first, then the language; nothing is better than something wrong."""

import sys

import pytest

from dialtone.system.country_guess import country_of, guess_country

TABLE = [
    "# a comment",
    "RU\t+554521+0373703\tEurope/Moscow\tMSK+00",
    "IR\t+3540+05126\tAsia/Tehran",
    "short",
]


@pytest.mark.parametrize(
    ("zone", "language", "country"),
    [
        ("Europe/Moscow", "en_US.UTF-8", "RU"),
        ("Asia/Tehran", "", "IR"),
        ("Etc/UTC", "fa_IR", "IR"),
        ("", "en-GB", "GB"),
        ("Mars/Base", "ru_RU.UTF-8", "RU"),
        ("", "C", ""),
        ("", "Russian_Russia.1251", ""),
        ("", "", ""),
    ],
)
def test_the_zone_outranks_the_language(zone: str, language: str, country: str) -> None:
    assert country_of(zone, TABLE, language) == country


def test_a_computer_has_a_guess_or_none() -> None:
    assert len(guess_country()) in (0, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a country of its own")
@pytest.mark.parametrize(
    ("variables", "country"),
    [
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "ru_RU.UTF-8"}, "RU"),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, ""),
        ({}, ""),
    ],
)
def test_a_locale_without_a_country_names_none(
    variables: dict[str, str], country: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TZ": "Etc/UTC", **variables}.items():
        monkeypatch.setenv(name, value)
    assert guess_country() == country
