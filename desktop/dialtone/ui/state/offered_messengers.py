"""Who is offered to a person who has to choose: those found here, the most used, those of the country. No widgets."""

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen, replace
from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import LoadedContent

_USUAL = ("whatsapp", "telegram", "signal")
_OF_COUNTRY = 5
"""How many of a country are offered: more would have to be read instead of seen."""


class Offer(Frozen):
    """One messenger that can be ticked."""

    messenger: str
    name: str
    letter: str
    hue: str
    found: bool = False
    """An app of it is on this computer."""


def offers(content: LoadedContent, country: str) -> tuple[Offer, ...]:
    """Return who is offered on the first page: those found, the usual ones, then those that many use in `country`.

    One that no check can say anything about is none of them.
    """
    return tuple(offer_of(content, messenger) for messenger in _first(content, country))


def offer_of(content: LoadedContent, messenger: Messenger) -> Offer:
    """Return a messenger as it is offered."""
    name = content.names.get(messenger.id, messenger.name)
    return Offer(messenger.id, name, messenger.letter, messenger.hue, messenger.id in content.installed)


def familiar(content: LoadedContent, country: str) -> tuple[str, ...]:
    """Return the ids of those on offer, then of all others whose number of users is known, the most used first."""
    first = [messenger.id for messenger in _first(content, country)]
    rest = sorted((m for m in content.messengers if m.reach and m.id not in first), key=lambda m: -m.reach)
    return (*first, *(m.id for m in rest))


def _first(content: LoadedContent, country: str) -> tuple[Messenger, ...]:
    tested = [m for m in content.messengers if m.untested is None]
    found = [m for m in tested if m.id in content.installed]
    usual = sorted((m for m in tested if m.id in _USUAL), key=lambda m: _USUAL.index(m.id))
    local = [m for m in tested if country and country in (*m.home, *m.used_in) and m not in (*found, *usual)]
    local.sort(key=lambda m: (-m.reach, m.name.casefold()))
    return tuple(dict.fromkeys((*found, *usual, *local[:_OF_COUNTRY])))


def with_first_choice(settings: Settings, ticked: tuple[str, ...], shown: tuple[Offer, ...]) -> Settings:
    """Return the settings with the ticked offers added, and the installed messengers that were unticked hidden."""
    added = tuple(offer.messenger for offer in shown if offer.messenger in ticked and not offer.found)
    hidden = tuple(offer.messenger for offer in shown if offer.messenger not in ticked and offer.found)
    return replace(settings, messengers_added=added, messengers_hidden=hidden)
