"""The guess: the time zone first, then the language; nothing is better than something wrong."""

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
