"""Finds a sentence in the wording and fills it in: the one place where text is put together."""

from collections.abc import Sequence
from datetime import date

from dialtone.model.wording import OVERRIDES, Wording


class Sentences:
    """One language's sentences, ready to be asked for by key."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    @property
    def language(self) -> str:
        """The language these sentences are in."""
        return self.wording.language

    def say(self, *keys: str, about: str = "", **values: object) -> str:
        """The first of these sentences that exists, as said about this messenger; else nothing."""
        for key in keys:
            own = self.wording.sentences.get(f"{OVERRIDES}.{about}.{key}")
            text = own if own is not None else self.wording.sentences.get(key)
            if text is not None:
                return text.format_map(values)
        return ""

    def lines(self, key: str, **values: object) -> tuple[str, ...]:
        """Several short lines under one key."""
        return tuple(line.format_map(values) for line in self.wording.lines.get(key, ()))

    def list_of(self, words: Sequence[str]) -> str:
        """`a, b and c`, as the language joins them."""
        if len(words) < 2:
            return "".join(words)
        first = words[0]
        for word in words[1:-1]:
            first = self.say("list.comma", first=first, last=word)
        return self.say("list.and", first=first, last=words[-1])

    def date(self, day: date) -> str:
        """A day in words."""
        return self.say("report.date", day=day.day, month=self.say(f"month.{day.month}"), year=day.year)
