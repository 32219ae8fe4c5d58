"""Find a messenger by any of its names, as people type them: in any script, with or without spaces and hyphens."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen

_SAME = str.maketrans({"ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"})
"""Letters that people type interchangeably."""


class SearchResult(Frozen):
    """A messenger, and the name by which it was found if that is not the shown name."""

    messenger: Messenger
    name: str
    other_name: str = ""


def plain(text: str) -> str:
    """Return the text without case, accents, spaces, hyphens and joiners."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SAME))
    return "".join(c for c in folded if c.isalnum())


def find(
    messengers: Iterable[Messenger], names: Mapping[str, str], text: str, familiar: Sequence[str] = ()
) -> tuple[SearchResult, ...]:
    """Return the messengers with this in a name: names that begin with it first, then alphabetically.

    All if nothing is typed: the familiar ones (their ids) first, in their order.
    """
    wanted = plain(text)
    ranked = [
        (rank, found)
        for messenger in messengers
        if (rank := _rank(found := _found(messenger, names.get(messenger.id, messenger.name), wanted), wanted)) < 2
    ]
    places = {} if wanted else {messenger: place for place, messenger in enumerate(familiar)}

    def order(pair: tuple[int, SearchResult]) -> tuple[int, int, str]:
        rank, found = pair
        return rank, places.get(found.messenger.id, len(places)), found.name.casefold()

    return tuple(found for _, found in sorted(ranked, key=order))


def _found(messenger: Messenger, name: str, wanted: str) -> SearchResult:
    others = [messenger.name, *(n for _, n in messenger.names_by_language), *messenger.names]
    if not wanted or wanted in plain(name):
        return SearchResult(messenger, name)
    return SearchResult(messenger, name, next((other for other in others if wanted in plain(other)), ""))


def _rank(found: SearchResult, wanted: str) -> int:
    """Return 0 if the name begins with it, 1 if it contains it, else 2."""
    name = plain(found.other_name or found.name)
    return 0 if name.startswith(wanted) else 1 if wanted in name else 2
