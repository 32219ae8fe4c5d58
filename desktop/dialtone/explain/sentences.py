"""Sentences of the wording, filled in: the only place where text is put together."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date

from dialtone.explain.direction import isolated, laid, led, written_left_to_right
from dialtone.model.wording import OVERRIDES, PAST, Wording


class Sentences:
    """One language's sentences, ready to be asked for by key."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.right_to_left = wording.sentences["language.direction"] == "rtl"
        """Whether the language runs from right to left."""
        self._figures = str.maketrans("0123456789", wording.sentences["language.digits"])
        self._day = ""

    @property
    def language(self) -> str:
        """The language these sentences are in."""
        return self.wording.language

    @property
    def past(self) -> bool:
        """Whether a saved check is told: in the past, with its day and its place."""
        return bool(self._day)

    def of_day(self, day: date) -> "Sentences":
        """Return the same sentences for a check that was made on a day and is read on another."""
        other = copy(self)
        other._day = self.date(day)
        return other

    def say(self, *keys: str, about: str = "", **values: object) -> str:
        """Return the first of these sentences that exists, in its form for this messenger; else an empty text.

        Of a saved check those come first that are told in the past. They may be plainer, but claim no more.
        """
        if self._day:
            keys = (*(f"{PAST}.{key}" for key in keys), *keys)
            values = {"date": self._day, **values}
        for key in keys:
            own = self.wording.sentences.get(f"{OVERRIDES}.{about}.{key}")
            text = own if own is not None else self.wording.sentences.get(key)
            if text is not None:
                return self._led(key, text.format_map(self._filled(key, values)))
        return ""

    def lines(self, key: str, **values: object) -> tuple[str, ...]:
        """Return several short lines under one key."""
        lines = self.wording.lines.get(key, ())
        return tuple(self._led(key, line.format_map(self._filled(key, values))) for line in lines)

    def list_of(self, words: Sequence[str]) -> str:
        """Return `a, b and c`, joined as in the language."""
        if len(words) < 2:
            return "".join(words)
        first = words[0]
        for word in words[1:-1]:
            first = self.say("list.comma", first=first, last=word)
        return self.say("list.and", first=first, last=words[-1])

    def figures(self, number: str) -> str:
        """Return a number in the language's digits."""
        return number.translate(self._figures)

    def name(self, text: str) -> str:
        """Return a name or an address, safe inside a sentence of this language."""
        return isolated(text) if self.right_to_left else text

    def pair(self, text: str) -> str:
        """Return `name=value`, which is read from left to right in every language."""
        return written_left_to_right(text) if self.right_to_left else text

    def laid(self, text: str) -> str:
        """Return a sentence from outside the wording, such as advice, ready for a line of its own."""
        return laid(text) if self.right_to_left else text

    def _led(self, key: str, text: str) -> str:
        return led(text) if self.right_to_left and not key.startswith("detail.") else text

    def _filled(self, key: str, values: Mapping[str, object]) -> Mapping[str, object]:
        """Return what goes into the braces. Technical lines keep their digits: they are compared with other tools."""
        technical = key.startswith("detail.")
        return {field: self._in_words(value, technical=technical) for field, value in values.items()}

    def _in_words(self, value: object, *, technical: bool) -> object:
        if isinstance(value, int):
            return value if technical else self.figures(str(value))
        if not isinstance(value, str):
            return value
        return self.figures(value) if value.isdigit() and not technical else self.name(value)

    def month(self, day: date) -> str:
        """Return the month of a day in words; in the Solar Hijri calendar too where its years count."""
        plain = self.say("report.month", month=self.say(f"month.{day.month}"), year=day.year)
        if "report.two_months" not in self.wording.sentences:
            return plain
        from persiantools.jdatetime import JalaliDate  # large, and for Persian alone

        first = JalaliDate(day.replace(day=1))
        last = JalaliDate(day.replace(day=monthrange(day.year, day.month)[1]))
        begins = self.say(f"month.solar_hijri.{first.month}")
        if first.year != last.year:
            begins = self.say("report.month", month=begins, year=first.year)
        ends = self.say("report.month", month=self.say(f"month.solar_hijri.{last.month}"), year=last.year)
        return self.say("report.two_months", month=begins, date=ends, text=plain)

    def date(self, day: date) -> str:
        """Return a day in words; where the language counts years of the Solar Hijri calendar, in both calendars."""
        plain = self._dated(day.day, f"month.{day.month}", day.year)
        if "report.both_dates" not in self.wording.sentences:
            return plain
        from persiantools.jdatetime import JalaliDate  # large, and for Persian alone

        solar = JalaliDate(day)
        counted = self._dated(solar.day, f"month.solar_hijri.{solar.month}", solar.year)
        return self.say("report.both_dates", date=counted, text=plain)

    def _dated(self, day: int, month: str, year: int) -> str:
        return self.say("report.date", day=day, month=self.say(month), year=year)
