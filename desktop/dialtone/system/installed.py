"""Which messengers are on this computer. Nothing is executed; anything unreadable counts as missing."""

from collections.abc import Sequence

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, InstalledApp
from dialtone.system.operating_system import FoundTrace, OperatingSystem
from dialtone.system.this_system import this_system

_WEAK = ("program", "link scheme")
"""Traces that do not reveal the kind of app they belong to."""


def find_installed(messengers: Sequence[Messenger], system: OperatingSystem | None = None) -> tuple[InstalledApp, ...]:
    """Return the messengers' own apps and third-party builds of them, without duplicates."""
    looked_at = system if system is not None else this_system()
    return tuple(app for messenger in messengers for app in _apps(messenger, list(looked_at.find(messenger.traces))))


def _apps(messenger: Messenger, found: Sequence[FoundTrace]) -> list[InstalledApp]:
    """Return one app per kind: a package and a Flatpak of the same messenger have separate versions."""
    forks = frozenset(messenger.traces.forks)
    own: dict[AppKind, list[FoundTrace]] = {}
    others: dict[str, list[FoundTrace]] = {}
    for each in sorted(found, key=lambda f: f.how in _WEAK):
        if each.kind is AppKind.WEB_APP or each.trace in forks:
            others.setdefault(each.trace, []).append(each)
        elif each.how in _WEAK and own:
            next(iter(own.values())).append(each)  # most likely an app already found by a better trace
        else:
            own.setdefault(each.kind, []).append(each)
    apps = [_app(messenger, traces) for traces in (*own.values(), *others.values())]
    distinct: dict[tuple[str, AppKind, bool], InstalledApp] = {}
    for app in apps:
        distinct.setdefault((app.name.lower(), app.kind, app.fork), app)
    return list(distinct.values())


def _app(messenger: Messenger, found: Sequence[FoundTrace]) -> InstalledApp:
    """Merge the traces of one app: the first determines how it was installed, each may add details."""
    first = found[0]
    fork = first.trace in messenger.traces.forks
    return InstalledApp(
        messenger=messenger.id,
        name=next((each.name for each in found if each.name), first.trace if fork else messenger.name),
        version=next((each.version for each in found if each.version), ""),
        how=first.how,
        fork=fork,
        kind=first.kind,
        trace=first.trace,
        program=next((each.program for each in found if each.program), ""),
    )
