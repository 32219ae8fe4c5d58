"""Who is in the list, and how the person's choice of it is changed. No widgets."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import field

from dialtone.model.frozen import Frozen, replace
from dialtone.model.readers import Readers
from dialtone.store.settings import Settings
from dialtone.ui.state.loaded_content import LoadedContent

EVERY_HOUR = 60
"""Minutes between automatic checks, where the person asks for them."""
_PRIVATE = frozenset({Readers.NOBODY, Readers.IF_SWITCHED_ON})


class WatchList(Frozen):
    """The messengers in the list, and what the person chose for each."""

    watched: tuple[str, ...] = ()
    """Those to check: in the list, and a check can say something about them."""
    listed: tuple[str, ...] = ()
    """All of them: those too that say why they are not checked."""
    servers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The person's own servers, by messenger."""
    muted: frozenset[str] = frozenset()
    """Those of them that are checked without notices."""
    watching: bool = False
    """They are checked again and again, and what changes is told."""
    quiet: bool = False
    """Only what was ticked is asked, and nothing is kept."""


def watch_list_of(content: LoadedContent | None, settings: Settings) -> WatchList:
    """Read the list off what is installed and what was added and hidden; a saved check lists what is in it."""
    if content is None:
        return WatchList()
    if content.saved is not None:
        saved = tuple(verdict.messenger for verdict in content.saved.messengers)
        return WatchList(saved, saved, settings.servers)
    if settings.quiet_profile:
        ticked = tuple(m.id for m in content.messengers if m.id in settings.quiet_messengers)
        asked = tuple(m.id for m in content.messengers if m.id in ticked and m.untested is None)
        return WatchList(asked, ticked, settings.servers, quiet=True)
    wanted = (content.installed | set(settings.messengers_added)) - set(settings.messengers_hidden)
    listed = tuple(m.id for m in content.messengers if m.id in wanted)
    watched = tuple(m.id for m in content.messengers if m.id in wanted and m.untested is None)
    muted, watching = frozenset(settings.muted) & frozenset(watched), settings.watch_minutes > 0 and settings.notify
    return WatchList(watched, listed, settings.servers, muted, watching)


def every_messenger(content: LoadedContent | None) -> tuple[str, ...]:
    """Return all that can be in the list; nothing before anything is loaded."""
    return tuple(m.id for m in content.messengers) if content is not None else ()


def others_to_test(content: LoadedContent, watch_list: WatchList) -> tuple[str, ...]:
    """Return what may work in place of what does not: not watched, and private by itself or where it is switched on."""
    return tuple(
        m.id
        for m in content.messengers
        if m.id not in watch_list.watched and m.untested is None and m.readers and m.readers.messages in _PRIVATE
    )


def with_added(settings: Settings, messengers: tuple[str, ...]) -> Settings:
    """Have these in the list too, whether they had been hidden or never there."""
    added = tuple(dict.fromkeys((*settings.messengers_added, *messengers)))
    hidden = tuple(m for m in settings.messengers_hidden if m not in messengers)
    return replace(settings, messengers_added=added, messengers_hidden=hidden)


def without(settings: Settings, messenger: str, *, installed: bool) -> Settings:
    """Take this one out of the list; one that is installed has to be kept out."""
    added = tuple(m for m in settings.messengers_added if m != messenger)
    hidden = settings.messengers_hidden
    if installed:
        hidden = tuple(dict.fromkeys((*hidden, messenger)))
    return replace(settings, messengers_added=added, messengers_hidden=hidden)


def with_muted(settings: Settings, messenger: str, *, muted: bool) -> Settings:
    """Check this one without notices, or with them again."""
    others = tuple(m for m in settings.muted if m != messenger)
    return replace(settings, muted=(*others, messenger) if muted else others)


def with_watching(settings: Settings, messengers: tuple[str, ...]) -> Settings:
    """Check again and again, and tell what changes, of these too where they were muted."""
    unmuted = tuple(m for m in settings.muted if m not in messengers)
    return replace(settings, watch_minutes=settings.watch_minutes or EVERY_HOUR, notify=True, muted=unmuted)


def as_watched_before(settings: Settings, before: Settings) -> Settings:
    """Take that back; everything else stays as it is now."""
    return replace(settings, watch_minutes=before.watch_minutes, notify=before.notify, muted=before.muted)


def as_listed_before(settings: Settings, before: Settings) -> Settings:
    """Take back what was hidden or muted last; everything else stays as it is now."""
    return replace(
        settings,
        messengers_added=before.messengers_added,
        messengers_hidden=before.messengers_hidden,
        muted=before.muted,
    )


def with_own_server(settings: Settings, messenger: str, server: str) -> Settings:
    """Check this messenger on a server of the person's; empty forgets it."""
    servers = {m: s for m, s in settings.servers.items() if m != messenger}
    if server:
        servers[messenger] = server
    return replace(settings, servers=servers)
