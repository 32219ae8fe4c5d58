"""Plurals, lists and dates of a language: the Unicode CLDR, as packaged by Babel."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

_INTERNATIONAL = "en_001"
_ZERO = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "khmr": "០", "mymr": "၀", "nkoo": "߀", "tibt": "༠"}
"""The zero of each numbering system that CLDR makes a language's default; Babel writes ASCII digits."""


class Cldr:
    """The forms of one language. A language unknown to CLDR gets those of international English."""

    def __init__(self, locale: str, date: str = "", month: str = "") -> None:
        """`date` and `month` are CLDR patterns that replace the language's own."""
        try:
            self._locale = Locale.parse(locale)
        except (UnknownLocaleError, ValueError):
            self._locale = Locale.parse(_INTERNATIONAL)
        # Within a sentence a month is declined: CLDR marks that form with an M.
        self._month = month or self._locale.datetime_skeletons["yMMMM"].pattern.replace("L", "M")
        self._date = date or "long"

    @property
    def digits(self) -> Mapping[int, int]:
        """The digits of the language, as a table for `str.translate`."""
        zero = ord(_ZERO.get(self._locale.default_numbering_system, "0"))
        return {ord("0") + digit: zero + digit for digit in range(10)}

    def category(self, count: Decimal) -> str:
        """Return the plural category of a number: `one`, `few`, `many` or another."""
        return self._locale.plural_form(count)

    def list_of(self, words: Sequence[str]) -> str:
        """Return `a, b and c`."""
        return format_list(words, locale=self._locale)

    def decimal(self, value: float) -> str:
        """Return a number with one decimal, in ASCII digits."""
        return format_decimal(value, "0.0", self._locale, numbering_system="default")

    def month(self, day: date) -> str:
        """Return the month of a day in the Gregorian calendar, in ASCII digits."""
        return self._with_ezafe(format_date(day, self._month, self._locale))

    def date(self, day: date) -> str:
        """Return a day of the Gregorian calendar, in ASCII digits."""
        return self._with_ezafe(format_date(day, self._date, self._locale))

    def _with_ezafe(self, day: str) -> str:
        """Return a date with what Persian writes between a month ending in ه and the year; CLDR leaves it out."""
        return day.replace("ه ", "ه\N{ARABIC HAMZA ABOVE} ") if self._locale.language == "fa" else day


def solar_date(day: date) -> str:
    """Return a day of the Solar Hijri calendar, in Persian."""
    from persiantools.jdatetime import JalaliDate  # large, and only needed for Persian

    solar = JalaliDate(day)
    return f"{solar.day} {_month_name(solar.month)} {solar.year}"


def solar_months(day: date) -> tuple[str, str]:
    """Return the Solar Hijri months in which a Gregorian month begins and ends, in Persian."""
    from persiantools.jdatetime import JalaliDate  # large, and only needed for Persian

    first_day = JalaliDate(day.replace(day=1))
    last_day = JalaliDate(day.replace(day=monthrange(day.year, day.month)[1]))
    first_month, last_month = _month_name(first_day.month), _month_name(last_day.month)
    if first_day.year != last_day.year:
        first_month = f"{first_month} {first_day.year}"
    return first_month, f"{last_month} {last_day.year}"


def _month_name(month: int) -> str:
    """Return the Persian name of a month of the Solar Hijri calendar, counted from 1."""
    from persiantools.jdatetime import MONTH_NAMES_FA

    return str(MONTH_NAMES_FA[month])
