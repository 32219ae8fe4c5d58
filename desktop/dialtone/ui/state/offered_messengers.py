"""The messengers offered as a choice: those found here, the usual ones, those of the country. No widgets."""

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.messenger_row import Row

_USUAL = ("whatsapp", "telegram", "signal")
_OF_COUNTRY = 5
"""The most messengers of a country that are offered: more could not be taken in at a glance."""


def offers(content: LoadedContent, country: str) -> tuple[Row, ...]:
    """Return the offers on the start page: those found, the usual ones, then those that many use in `country`.

    Messengers that cannot be tested are left out.
    """
    return tuple(offer_of(content, messenger) for messenger in _first(content, country))


def offer_of(content: LoadedContent, messenger: Messenger) -> Row:
    """Return the offer for a messenger."""
    return Row(messenger.id, content.names.get(messenger.id, messenger.name), messenger.letter, messenger.hue)


def familiar(content: LoadedContent, country: str) -> tuple[str, ...]:
    """Return the ids of the offers, then of all others with a known number of users, most used first."""
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


def with_first_choice(settings: Settings, ticked: dict[str, bool], installed: frozenset[str]) -> Settings:
    """Return the settings with the ticked messengers added, and the installed ones that were unticked hidden."""
    added = tuple(messenger for messenger, on in ticked.items() if on and messenger not in installed)
    hidden = tuple(messenger for messenger, on in ticked.items() if not on and messenger in installed)
    return replace(settings, messengers_added=added, messengers_hidden=hidden)
