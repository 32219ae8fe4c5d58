"""What Dialtone can say, as data: which sentences exist, and which placeholders they may have."""

from collections.abc import Iterable, Mapping

from dialtone.model.frozen import Frozen


class Wording(Frozen):
    """All sentences of one language, by `family.key`."""

    language: str
    sentences: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    """Families with several short lines per key."""
    borrowed: frozenset[str] = frozenset()
    """Keys that the language lacks: these are in English."""


SOURCE = "en"
"""The complete language, which fills the gaps of the others."""

IN_ENGLISH = "[en] "
"""The prefix of such a text, so that it is read, and read aloud, as English."""

_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
ENGLISH_BESIDE = _ISOLATE + IN_ENGLISH
"""How an embedded English text starts within another language: it ends where the isolate does."""


def beside_english(text: str, english: str) -> str:
    """Return a text followed by the English one, isolated; unchanged if it is empty or already in English."""
    return f"{text} {ENGLISH_BESIDE}{english}{_POP}" if text and IN_ENGLISH not in text else text


UNSPOKEN = ("answer.part_number.",)
"""Prefixes of keys whose text is not shown: the program parses it, so it gets no mark."""

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural categories of the Unicode CLDR; a language has up to six."""

OTHER = "other"
"""The category that every language has: its form is used where the matching one is missing."""


class Family(Frozen):
    """A group of sentences: which keys a file may define, which it must, and their placeholders."""

    name: str
    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    lines: bool = False
    counted: frozenset[str] = frozenset()
    """Keys of sentences with a count: a file defines `key.other` and a form for each other plural category it needs."""
    of_its_own: bool = False
    """Whether each language has only the optional keys that its grammar needs. Else all have those of English."""

    @property
    def wanted(self) -> frozenset[str]:
        """The keys that a complete language defines."""
        return frozenset(f"{key}.{OTHER}" if key in self.counted else key for key in self.required)

    def lends(self, key: str) -> bool:
        """Return whether a missing key is filled with English rather than with a more general sentence.

        That is the rule, because a more general sentence may claim more certainty.
        """
        stem, _, form = key.rpartition(".")
        if stem in self.counted:
            return form == OTHER
        return key in self.required or not self.of_its_own

    def has(self, key: str) -> bool:
        """Return whether a file may define this key."""
        stem, _, form = key.rpartition(".")
        if stem in self.counted:
            return form in PLURALS
        return (key in self.required or key in self.optional) and key not in self.counted


OVERRIDES = "only"
"""The table whose keys are `messenger.family.key`: a different wording of a sentence for one messenger."""

MESSENGER = frozenset({"messenger"})
"""The placeholder for the name, which most sentences have."""


def every_key(*parts: Iterable[str]) -> frozenset[str]:
    """Return all combinations of one word from each part, joined with dots."""
    keys = [""]
    for part in parts:
        words = tuple(part)
        keys = [f"{key}.{word}" if key else word for key in keys for word in words]
    return frozenset(keys)
