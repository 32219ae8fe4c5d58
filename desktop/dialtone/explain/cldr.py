"""Plurals, lists, numbers and dates of a language, by its rows of the Unicode CLDR."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dialtone.model.wording import OTHER, Forms

_RELATION = re.compile(r"([a-z])(?: mod (\d+))? (not )?in ([\d.,]+)")
"""One relation of a plural rule. `n` and `i` are the number; the others count its decimals."""
_FIELD = re.compile(r"'([^']*)'|(d+|[ML]+|y+)")  # a quoted text of a date pattern, or one of its fields
_MIN_NAME_LETTERS = 3  # from this many on, the field of a month stands for its name


def digits_of(forms: Forms) -> Mapping[int, int]:
    """Return the digits of a language, as a table for `str.translate`."""
    return {ord("0") + digit: ord(forms.zero) + digit for digit in range(10)}


def plural_of(forms: Forms, count: int) -> str:
    """Return the plural category of a whole number: `one`, `few`, `many` or another one of the CLDR."""
    for category, rule in forms.plurals.items():
        if any(all(_holds(relation, count) for relation in part.split(" and ")) for part in rule.split(" or ")):
            return category
    return OTHER


def _holds(relation: str, count: int) -> bool:
    """Return whether one relation of a plural rule holds for a whole number, which has no decimals."""
    if (found := _RELATION.fullmatch(relation)) is None:
        return False
    operand, divisor, negated, values = found.groups()
    number = count if operand in "ni" else 0
    number = number % int(divisor) if divisor else number
    bounds = (value.partition("..") for value in values.split(","))
    return any(int(low) <= number <= int(high or low) for low, _, high in bounds) is not bool(negated)


def list_of(forms: Forms, words: Sequence[str]) -> str:
    """Return words as a list: `a, b and c`. There are at least two."""
    if len(words) == 2:
        return forms.lists["two"].format(*words)
    listed = forms.lists["start"].format(*words[:2])
    for word in words[2:-1]:
        listed = forms.lists["middle"].format(listed, word)
    return forms.lists["end"].format(listed, words[-1])


def date_of(forms: Forms, pattern: str, day: date) -> str:
    """Return a day or a month of the Gregorian calendar by a pattern of the CLDR, in ASCII digits."""

    def fill(found: re.Match[str]) -> str:
        """Return a quoted text of the pattern as it is, and a field as a number or the name of the month."""
        quoted, field = found.groups()
        if field is None:
            return str(quoted)
        if field[0] in "ML" and len(field) >= _MIN_NAME_LETTERS:
            return forms.months[day.month - 1]
        number = {"d": day.day, "y": day.year}.get(field[0], day.month)
        return f"{number:0{len(field)}}"

    return _FIELD.sub(fill, pattern)


def solar_date(day: date) -> str:
    """Return a day of the Solar Hijri calendar, in Persian."""
    from persiantools.jdatetime import JalaliDate  # large, and only needed for Persian

    solar = JalaliDate(day, locale="fa")
    return f"{solar.day} {solar.strftime('%B')} {solar.year}"


def solar_months(day: date) -> tuple[str, str]:
    """Return the Solar Hijri months in which a Gregorian month begins and ends, in Persian."""
    from persiantools.jdatetime import JalaliDate  # large, and only needed for Persian

    first_day = JalaliDate(day.replace(day=1), locale="fa")
    in_next_month = day.replace(day=28) + timedelta(days=4)
    last_day = JalaliDate(in_next_month - timedelta(days=in_next_month.day), locale="fa")
    first_month = first_day.strftime("%B")
    if first_day.year != last_day.year:
        first_month = f"{first_month} {first_day.year}"
    return first_month, f"{last_day.strftime('%B')} {last_day.year}"
