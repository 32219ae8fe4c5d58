"""What Dialtone can say, as data: the sentences of one language."""

import re
from collections.abc import Mapping

from dialtone.model.frozen import Frozen


class Forms(Frozen):
    """How a language counts, lists and dates: its rows of the Unicode CLDR (UTS 35)."""

    lists: Mapping[str, str]
    """The patterns of a list: of `two` words, and the `start`, `middle` and `end` of a longer one."""
    months: tuple[str, ...]
    date: str
    month: str
    plurals: Mapping[str, str] = {}
    """The rule of each plural category but `other`, such as `i mod 10 in 2..4 and i mod 100 not in 12..14`."""
    decimal: str = "."
    zero: str = "0"


class Wording(Frozen):
    """All sentences of one language, by `family.key`."""

    language: str
    forms: Forms
    sentences: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    """Families with several short lines per key."""
    borrowed: frozenset[str] = frozenset()
    """Keys that the language lacks: these are in English."""


SOURCE = "en"

IN_ENGLISH = "[en] "
"""The prefix of such a text, so that it is read, and read aloud, as English."""

_ISOLATE = "\N{FIRST STRONG ISOLATE}"
_POP = "\N{POP DIRECTIONAL ISOLATE}"
EMBEDDED_ENGLISH = _ISOLATE + IN_ENGLISH
"""How an English text starts that is embedded in another language: it ends where the isolate does."""
_EMBEDDED = re.compile(f" {re.escape(EMBEDDED_ENGLISH)}([^{_POP}]*){_POP}")


def append_english(text: str, english: str) -> str:
    """Return a text followed by the English one, isolated; unchanged if it is empty or already in English."""
    return f"{text} {EMBEDDED_ENGLISH}{english}{_POP}" if text and IN_ENGLISH not in text else text


def split_english(text: str) -> tuple[str, str]:
    """Return a text without the English that was appended to it, and that English, which is empty if there is none."""
    return _EMBEDDED.sub("", text), " ".join(_EMBEDDED.findall(text))


UNSPOKEN = ("answer.part_number.",)
"""Prefixes of keys whose text is not shown: the program parses it, so it gets no mark."""

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

OTHER = "other"

OVERRIDES = "only"
"""The table whose keys are `messenger.family.key`: a different wording of a sentence for one messenger."""

OWN_SERVER = "own_server"
"""In place of the messenger in such a key: for each that has a row in the table `server`."""
