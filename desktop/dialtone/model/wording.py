"""The words Dialtone can say, as data: which sentences exist, and what may be filled in."""

from collections.abc import Iterable, Mapping

from dialtone.model.frozen import Frozen


class Wording(Frozen):
    """All sentences of one language, by `family.key`."""

    language: str
    sentences: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    """Families that have several short lines per key."""
    borrowed: frozenset[str] = frozenset()
    """Keys that the language does not say yet: these are in English."""


SOURCE = "en"
"""The language that is whole: what another one lacks is said in it."""

IN_ENGLISH = "[en] "
"""What stands before such a text, so that it is read, and read out, as English."""

_ISOLATE, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
ENGLISH_BESIDE = _ISOLATE + IN_ENGLISH
"""How English begins in a text whose own words stand beside it: it ends where the isolate does."""


def beside_english(text: str, english: str) -> str:
    """Return a text with the English one after it, isolated; what is empty, or in English already, stays so."""
    return f"{text} {ENGLISH_BESIDE}{english}{_POP}" if text and IN_ENGLISH not in text else text


UNSPOKEN = ("answer.part_number.",)
"""How keys begin whose text is no word: the program reads it, so nothing marks it."""

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural categories of the Unicode CLDR; a language has up to six."""

OTHER = "other"
"""The category that every language has: its form is said where the one that fits is not given."""


class Family(Frozen):
    """A group of sentences: which keys a file may give, which it must, and what may be filled in."""

    name: str
    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    lines: bool = False
    counted: frozenset[str] = frozenset()
    """Keys of sentences that count: a file gives `key.other`, and a form for each other plural category it needs."""
    of_its_own: bool = False
    """Whether each language has those of the optional keys that its grammar needs. Else all have what English has."""

    @property
    def wanted(self) -> frozenset[str]:
        """The keys that a whole language gives."""
        return frozenset(f"{key}.{OTHER}" if key in self.counted else key for key in self.required)

    def lends(self, key: str) -> bool:
        """Return whether a language that lacks this key says it in English, rather than something more general.

        A more general sentence may be surer, so this is the rule.
        """
        stem, _, form = key.rpartition(".")
        if stem in self.counted:
            return form == OTHER
        return key in self.required or not self.of_its_own

    def has(self, key: str) -> bool:
        """Return whether a file may give this key."""
        stem, _, form = key.rpartition(".")
        if stem in self.counted:
            return form in PLURALS
        return (key in self.required or key in self.optional) and key not in self.counted


OVERRIDES = "only"
"""The table whose keys are `messenger.family.key`: the same sentence, said differently for one messenger."""

MESSENGER = frozenset({"messenger"})
"""The name that most sentences have filled in."""


def every_key(*parts: Iterable[str]) -> frozenset[str]:
    """Return every way to join one word of each part with a dot."""
    keys = [""]
    for part in parts:
        words = tuple(part)
        keys = [f"{key}.{word}" if key else word for key in keys for word in words]
    return frozenset(keys)
