"""The messengers to choose from: those offered at once, and those found by a name as people type it. No widgets."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen, replace
from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.messenger_row import Row

_SAME = str.maketrans({"ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"})
"""Letters that people type interchangeably."""
_COMMON = ("whatsapp", "telegram", "signal")
_OF_COUNTRY = 5
"""The most messengers of a country that are offered: more could not be taken in at a glance."""


class SearchResult(Frozen):
    """A messenger, and the name by which it was found if that is not the shown name."""

    messenger: Messenger
    name: str
    other_name: str = ""


def simplify(text: str) -> str:
    """Return the text without case, accents, spaces, hyphens and joiners."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SAME))
    return "".join(c for c in folded if c.isalnum())


def find_messengers(
    messengers: Iterable[Messenger], names: Mapping[str, str], text: str, familiar: Sequence[str] = ()
) -> tuple[SearchResult, ...]:
    """Return the messengers with this in a name: names that begin with it first, then alphabetically.

    All if nothing is typed: the familiar ones (their ids) first, in their order.
    """
    query = simplify(text)
    ranked = [
        (rank, match)
        for messenger in messengers
        if (rank := _rank(match := _make_match(messenger, names.get(messenger.id, messenger.name), query), query)) < 2
    ]
    positions = {} if query else {messenger: position for position, messenger in enumerate(familiar)}

    def sort_key(pair: tuple[int, SearchResult]) -> tuple[int, int, str]:
        rank, match = pair
        return rank, positions.get(match.messenger.id, len(positions)), match.name.casefold()

    return tuple(match for _, match in sorted(ranked, key=sort_key))


def _make_match(messenger: Messenger, name: str, query: str) -> SearchResult:
    """Return the messenger as a match under its shown name; if only another name matches, with that one.

    It is also returned if no name matches: `_rank` sorts those out.
    """
    other_names = [messenger.name, *(n for _, n in messenger.names_by_language), *messenger.names]
    if not query or query in simplify(name):
        return SearchResult(messenger, name)
    return SearchResult(messenger, name, next((other for other in other_names if query in simplify(other)), ""))


def _rank(match: SearchResult, query: str) -> int:
    """Return 0 if the name begins with it, 1 if it contains it, else 2."""
    name = simplify(match.other_name or match.name)
    return 0 if name.startswith(query) else 1 if query in name else 2


def offers(content: LoadedContent, country: str) -> tuple[Row, ...]:
    """Return the offers on the start page: those found, the usual ones, then those that many use in `country`.

    Messengers that cannot be tested are left out.
    """
    return tuple(offer_of(content, messenger) for messenger in _messengers_to_offer(content, country))


def offer_of(content: LoadedContent, messenger: Messenger) -> Row:
    """Return the offer for a messenger."""
    return Row(messenger.id, content.names.get(messenger.id, messenger.name), messenger.letter, messenger.hue)


def order_familiar(content: LoadedContent, country: str) -> tuple[str, ...]:
    """Return the ids of the offers, then of all others with a known number of users, most used first."""
    offered = [messenger.id for messenger in _messengers_to_offer(content, country)]
    rest = sorted((m for m in content.messengers if m.reach and m.id not in offered), key=lambda m: -m.reach)
    return (*offered, *(m.id for m in rest))


def _messengers_to_offer(content: LoadedContent, country: str) -> tuple[Messenger, ...]:
    """Return the messengers to offer: the installed ones, the most common ones, and the most used of `country`."""
    tested = [m for m in content.messengers if m.untested is None]
    installed = [m for m in tested if m.id in content.installed]
    common = sorted((m for m in tested if m.id in _COMMON), key=lambda m: _COMMON.index(m.id))
    local = [m for m in tested if country and country in (*m.home, *m.used_in) and m not in (*installed, *common)]
    local.sort(key=lambda m: (-m.reach, m.name.casefold()))
    return tuple(dict.fromkeys((*installed, *common, *local[:_OF_COUNTRY])))


def with_first_choice(settings: Settings, ticked: dict[str, bool], installed: frozenset[str]) -> Settings:
    """Return the settings with the ticked messengers added, and the installed ones that were unticked hidden."""
    added = tuple(messenger for messenger, on in ticked.items() if on and messenger not in installed)
    hidden = tuple(messenger for messenger, on in ticked.items() if not on and messenger in installed)
    return replace(settings, messengers_added=added, messengers_hidden=hidden)
