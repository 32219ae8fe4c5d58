"""The sentences of one language, filled in and laid out: the only place where text is assembled."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, datetime

from dialtone.explain.cldr import date_of, digits_of, list_of, plural_of, solar_date, solar_months
from dialtone.explain.direction import (
    add_direction_mark,
    isolate,
    lay_out,
    mark_borrowed,
    runs_right_to_left,
    write_left_to_right,
)
from dialtone.explain.joining import space_out_latin
from dialtone.model.answer import Clause
from dialtone.model.vocabulary import Confidence
from dialtone.model.wording import IN_ENGLISH, OTHER, OVERRIDES, OWN_SERVER, UNSPOKEN, Wording


def grade_keys(certainty: Confidence, *keys: str) -> tuple[str, ...]:
    """Return the keys, each preceded by that of the sentence with this certainty, such as `means.blocked.likely`."""
    return tuple(graded for key in keys for graded in (f"{key}.{certainty}", key))


class Sentences:
    """One language's sentences, by key, and the names of messengers in it."""

    def __init__(self, wording: Wording, names: Mapping[str, str] = {}) -> None:
        """`names`: those of messengers for this reader, by id."""
        self.wording = wording
        self.names = names
        self.right_to_left = runs_right_to_left(wording.sentences["language.name"])
        """Whether the language runs from right to left."""
        self.said_in_short: dict[tuple[Clause, bool], str] = {}
        """What `say_in_short` has said, by clause and by whether it begins with a capital."""
        self._day = ""
        self._forms = wording.forms
        self._digits = digits_of(wording.forms)

    @property
    def language(self) -> str:
        """The language these sentences are in."""
        return self.wording.language

    @property
    def past(self) -> bool:
        """Whether this is a saved check: its answers are in the past tense, after its day and place."""
        return bool(self._day)

    def of_day(self, day: date) -> "Sentences":
        """Return the same sentences in the past tense, for a check that was made on this day and is read later."""
        other = self._copy()
        other._day = self.date(day)
        return other

    def naming(self, names: Mapping[str, str]) -> "Sentences":
        """Return the same sentences with further names, by id, for messengers that have none yet."""
        other = self._copy()
        other.names = {**names, **self.names}
        return other

    def _copy(self) -> "Sentences":
        """Return the same sentences, of which nothing has been said yet."""
        other = copy(self)
        other.said_in_short = {}
        return other

    def name_of(self, messenger: str, otherwise: str = "") -> str:
        """Return a messenger's name for this reader; `otherwise`, or its id, if it has none."""
        return self.names.get(messenger, otherwise or messenger)

    def say(self, *keys: str, about: str = "", **values: object) -> str:
        """Return the first sentence that exists, in the words for the messenger `about` if it has its own; else "".

        Messengers whose server the person chose share theirs, in which {server} is that server.
        """
        if self._day:
            values = {"date": self._day, **values}
        server = self.wording.sentences.get(f"server.{about}", "")
        owners = (about, OWN_SERVER) if server else (about,)
        for key in keys:
            for full_key in (*(f"{OVERRIDES}.{owner}.{key}" for owner in owners), key):
                text = self.wording.sentences.get(full_key)
                if text is not None:
                    return self._finish(full_key, text.format_map(self._fill(key, {"server": server, **values})))
        return ""

    def has(self, key: str) -> bool:
        """Return whether there is a sentence with this key."""
        return key in self.wording.sentences

    def say_counted(self, count: int, *keys: str, **values: object) -> str:
        """Return the first of these sentences that exists, in the plural form of a number."""
        forms = (plural_of(self._forms, count), OTHER)
        return self.say(*(f"{key}.{form}" for key in keys for form in forms), about="", **values)

    def lines(self, key: str, **values: object) -> tuple[str, ...]:
        """Return the short lines under one key."""
        lines = self.wording.lines.get(key, ())
        return tuple(self._finish(key, line.format_map(self._fill(key, values))) for line in lines)

    def list_of(self, words: Sequence[str]) -> str:
        """Return `a, b and c`, joined as the language does."""
        if len(words) < 2:
            return "".join(words)
        listed = list_of(self._forms, [str(self._in_words(word, technical=False)) for word in words])
        return add_direction_mark(listed) if self.right_to_left else space_out_latin(listed)

    def figures(self, number: str) -> str:
        """Return a number in the language's digits."""
        return number.translate(self._digits)

    def decimal(self, value: float) -> str:
        """Return a number with one decimal, as the language writes it."""
        return self.figures(f"{value:.1f}".replace(".", self._forms.decimal))

    def isolate(self, text: str) -> str:
        """Return a name or an address, safe inside a sentence of this language."""
        return isolate(text) if self.right_to_left else text

    def left_to_right(self, text: str) -> str:
        """Return a text that is read left to right in every language, such as a command or `name=value`."""
        return write_left_to_right(text) if self.right_to_left else text

    def lay_out(self, text: str) -> str:
        """Return a sentence from outside the wording, such as advice, ready for its own line."""
        if not self.right_to_left:
            return text
        return mark_borrowed(text) if IN_ENGLISH in text else lay_out(text)

    def _finish(self, key: str, text: str) -> str:
        """Return a sentence ready to show, marked if it is borrowed from English."""
        is_borrowed = key in self.wording.borrowed and not key.startswith(UNSPOKEN)
        if not self.right_to_left:
            return IN_ENGLISH + text if is_borrowed else text
        if is_borrowed:
            return mark_borrowed(IN_ENGLISH + text)
        return text if key.startswith("detail.") else lay_out(text)

    def _fill(self, key: str, values: Mapping[str, object]) -> Mapping[str, object]:
        """Return the values to insert into a sentence, each as the language writes it.

        Technical lines keep their digits, to compare with other tools.
        """
        technical = key.startswith("detail.")
        return {field: self._in_words(value, technical=technical) for field, value in values.items()}

    def _in_words(self, value: object, *, technical: bool) -> object:
        if isinstance(value, int):
            return value if technical else self.figures(str(value))
        if not isinstance(value, str):
            return value
        return self.figures(value) if value.isdigit() and not technical else self.isolate(value)

    def month(self, day: date) -> str:
        """Return the month of a day in words, in both calendars if the language uses the Solar Hijri calendar."""
        plain = self.figures(date_of(self._forms, self._forms.month, day))
        if not self.has("language.two_months"):
            return plain
        begins, ends = map(self.figures, solar_months(day))
        return self.say("language.two_months", month=begins, date=ends, text=plain)

    def date(self, day: date) -> str:
        """Return a day in words; in both calendars if the language uses the Solar Hijri calendar."""
        plain = self.figures(date_of(self._forms, self._forms.date, day))
        if not self.has("language.both_dates"):
            return plain
        return self.say("language.both_dates", date=self.figures(solar_date(day)), text=plain)

    def time(self, moment: datetime) -> str:
        """Return the hour and minute of a moment, in its own time zone."""
        return self.say("report.time", hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")
