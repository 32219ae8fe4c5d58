"""The messengers to choose from: those offered at once, and those found by a name as people type it. No widgets."""

from collections.abc import Iterable, Mapping, Sequence

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen, replace
from dialtone.store.settings import Settings
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.window_inputs import LoadedContent

_INTERCHANGEABLE = str.maketrans({"ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"})
_COMMON = frozenset({"whatsapp", "telegram", "signal"})
_MAX_LOCAL = 5
"""The most messengers that are offered because many use them in the country: more could not be taken in at a glance."""


class SearchResult(Frozen):
    """A messenger that was found by one of its names."""

    messenger: Messenger
    name: str
    other_name: str = ""
    """The name by which it was found, if that is another one."""


def simplify(text: str) -> str:
    """Return the text without case, accents, spaces, hyphens and joiners."""
    import unicodedata  # imported late: half a megabyte, which only a search needs

    folded = unicodedata.normalize("NFKD", text.casefold().translate(_INTERCHANGEABLE))
    return "".join(c for c in folded if c.isalnum())


def find_messengers(
    messengers: Iterable[Messenger], names: Mapping[str, str], text: str, familiar: Sequence[str] = ()
) -> tuple[SearchResult, ...]:
    """Return the messengers with `text` in a name: names that begin with it first, then alphabetically.

    All of them for an empty text: the `familiar` ids first, in their order. `names`: the shown names, by id.
    """
    query = simplify(text)
    results = [_find_in_names(m, names.get(m.id, m.name), query) for m in messengers]
    found = sorted((result for result in results if result is not None), key=lambda result: result.name.casefold())
    if query:
        found.sort(key=lambda result: not simplify(result.other_name or result.name).startswith(query))
    else:
        places = {messenger: place for place, messenger in enumerate(familiar)}
        found.sort(key=lambda result: places.get(result.messenger.id, len(places)))
    return tuple(found)


def _find_in_names(messenger: Messenger, name: str, query: str) -> SearchResult | None:
    """Return the messenger if its shown `name`, or else another of its names, contains the query; else None."""
    if query in simplify(name):
        return SearchResult(messenger, name)
    other_names = [messenger.name, *(n for _, n in messenger.names_by_language), *messenger.names]
    found = next((other for other in other_names if query in simplify(other)), None)
    return SearchResult(messenger, name, found) if found is not None else None


def make_offers(content: LoadedContent, country: str) -> tuple[Row, ...]:
    """Return the offers on the start page, in the order in which they are shown. `country`: a code; empty for none."""
    return tuple(make_offer(content, messenger) for messenger in _messengers_to_offer(content, country))


def make_offer(content: LoadedContent, messenger: Messenger) -> Row:
    """Return the offer of a messenger: a row with its name and monogram, and without a state."""
    return Row(messenger.id, content.names.get(messenger.id, messenger.name), messenger.letter, messenger.hue)


def list_familiar(content: LoadedContent, country: str) -> tuple[str, ...]:
    """Return the ids of the offers, then of all others with a known number of users, most used first."""
    offered = [messenger.id for messenger in _messengers_to_offer(content, country)]
    others = (m for m in content.messengers if m.monthly_millions and m.id not in offered)
    return (*offered, *(m.id for m in sorted(others, key=lambda m: -m.monthly_millions)))


def _messengers_to_offer(content: LoadedContent, country: str) -> tuple[Messenger, ...]:
    """Return the installed messengers, the most common ones, and the most used of `country`: each once, if testable.

    Each group begins with the most used, as does the window's list: the tiles of the start page become that list.
    """
    testable = [m for m in content.messengers if m.untested is None]
    testable.sort(key=lambda m: (-m.monthly_millions, m.name.casefold()))
    installed = [m for m in testable if m.id in content.computer.installed]
    common = [m for m in testable if m.id in _COMMON]
    local = [m for m in testable if country and country in (*m.home, *m.used_in) and m not in (*installed, *common)]
    return tuple(dict.fromkeys((*installed, *common, *local[:_MAX_LOCAL])))


def with_first_choice(settings: Settings, ticked: dict[str, bool], installed: frozenset[str]) -> Settings:
    """Return the settings with ticked messengers (by id) added, and the installed ones that were unticked hidden."""
    added = tuple(messenger for messenger, on in ticked.items() if on and messenger not in installed)
    hidden = tuple(messenger for messenger, on in ticked.items() if not on and messenger in installed)
    return replace(settings, messengers_added=added, messengers_hidden=hidden)
