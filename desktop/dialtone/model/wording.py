"""The words Dialtone can say, as data: which sentences exist, and what may be filled in."""

from collections.abc import Mapping

from dialtone.model.frozen import Frozen


class Wording(Frozen):
    """All sentences of one language, by `family.key`."""

    language: str
    sentences: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    """Families that have several short lines per key."""


class Family(Frozen):
    """A group of sentences: which keys a file may give, which it must, and what may be filled in."""

    name: str
    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    lines: bool = False


PAST = "past"
"""The family whose keys are `family.key`: the same sentence, as it is said of a saved check."""

OVERRIDES = "only"
"""The table whose keys are `messenger.family.key`: the same sentence, said differently for one messenger."""
