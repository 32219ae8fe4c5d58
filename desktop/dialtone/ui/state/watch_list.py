"""The messengers in the list, and changes to the person's choice of them. No widgets."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import field

from dialtone.model.frozen import Frozen, replace
from dialtone.model.readers import Readers
from dialtone.store.settings import Settings
from dialtone.ui.state.window_inputs import LoadedContent

EVERY_HOUR = 60
"""The most minutes between automatic checks once the person asks for notices."""
_PRIVATE = frozenset({Readers.NOBODY, Readers.IF_SWITCHED_ON})


class WatchList(Frozen):
    """The messengers in the list, by id, and the person's choices for each."""

    watched: tuple[str, ...] = ()
    """The messengers to check: those in the list that can be tested."""
    listed: tuple[str, ...] = ()
    """All messengers in the list, including those that cannot be tested."""
    servers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    muted: frozenset[str] = frozenset()
    """The watched messengers that are checked without notices."""
    watching: bool = False
    """Automatic checks and notices are on."""
    notice_minutes: int = EVERY_HOUR
    """The minutes between automatic checks once the person asks for notices."""
    quiet: bool = False
    """The quiet profile: only ticked messengers are checked, and nothing is stored."""


def watch_list_of(content: LoadedContent | None, settings: Settings) -> WatchList:
    """Return the list: what is installed and added; of a saved check its own; in the quiet profile what is ticked."""
    if content is None:
        return WatchList()
    if content.saved is not None:
        saved = tuple(verdict.messenger for verdict in content.saved.messengers)
        return WatchList(saved, saved, settings.servers)
    if settings.quiet_profile:
        ticked = tuple(m.id for m in content.messengers if m.id in settings.quiet_messengers)
        testable = tuple(m.id for m in content.messengers if m.id in ticked and m.untested is None)
        return WatchList(testable, ticked, settings.servers, quiet=True)
    wanted = (content.computer.installed | set(settings.messengers_added)) - set(settings.messengers_hidden)
    listed = tuple(m.id for m in content.messengers if m.id in wanted)
    watched = tuple(m.id for m in content.messengers if m.id in wanted and m.untested is None)
    muted = frozenset(settings.muted) & frozenset(watched)
    watching = settings.watch_minutes > 0 and settings.notify
    return WatchList(watched, listed, settings.servers, muted, watching, _notice_minutes(settings))


def others_to_test(content: LoadedContent, watch_list: WatchList) -> tuple[str, ...]:
    """Return the ids of testable alternatives: private at least as an option, or licensed for calls in the country.

    There are none in the quiet profile.
    """
    if watch_list.quiet:
        return ()
    private = {m.id for m in content.messengers if m.readers and m.readers.messages in _PRIVATE}
    wanted = private.union(content.words.list_licensed()).difference(watch_list.watched)
    return tuple(m.id for m in content.messengers if m.id in wanted and m.untested is None)


def with_added(settings: Settings, messengers: tuple[str, ...]) -> Settings:
    """Return the settings with these in the list, whether they were hidden or never in it."""
    if settings.quiet_profile:
        return replace(settings, quiet_messengers=tuple(dict.fromkeys((*settings.quiet_messengers, *messengers))))
    added = tuple(dict.fromkeys((*settings.messengers_added, *messengers)))
    hidden = tuple(m for m in settings.messengers_hidden if m not in messengers)
    return replace(settings, messengers_added=added, messengers_hidden=hidden)


def with_removed(settings: Settings, messenger: str, *, installed: bool) -> Settings:
    """Return the settings without this one in the list; an installed one is hidden, or it would be listed again."""
    if settings.quiet_profile:
        return replace(settings, quiet_messengers=tuple(m for m in settings.quiet_messengers if m != messenger))
    added = tuple(m for m in settings.messengers_added if m != messenger)
    hidden = settings.messengers_hidden
    if installed:
        hidden = tuple(dict.fromkeys((*hidden, messenger)))
    return replace(settings, messengers_added=added, messengers_hidden=hidden)


def with_muted(settings: Settings, messenger: str, *, muted: bool) -> Settings:
    """Return the settings with this one muted or unmuted."""
    others = tuple(m for m in settings.muted if m != messenger)
    return replace(settings, muted=(*others, messenger) if muted else others)


def with_watching(settings: Settings, messengers: tuple[str, ...]) -> Settings:
    """Return the settings with automatic checks and notices on, at least every hour, and these unmuted."""
    unmuted = tuple(m for m in settings.muted if m not in messengers)
    return replace(settings, watch_minutes=_notice_minutes(settings), notify=True, muted=unmuted)


def _notice_minutes(settings: Settings) -> int:
    """Return the minutes between automatic checks for notices: as often as the person chose, at least every hour."""
    return min(settings.watch_minutes or EVERY_HOUR, EVERY_HOUR)


def with_own_server(settings: Settings, messenger: str, server: str) -> Settings:
    """Return the settings with the person's own server for this messenger; empty removes it."""
    servers = {m: s for m, s in settings.servers.items() if m != messenger}
    if server:
        servers[messenger] = server
    return replace(settings, servers=servers)
