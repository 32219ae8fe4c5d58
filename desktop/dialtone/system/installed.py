"""The messengers on this computer. Nothing is executed; anything unreadable counts as missing."""

from collections.abc import Sequence
from itertools import chain

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.system.operating_system import FoundTrace, OperatingSystem
from dialtone.system.this_system import this_system

_WEAK = (FoundIn.PROGRAM, FoundIn.LINK_SCHEME)  # where a trace does not reveal the kind of the app


def find_installed(messengers: Sequence[Messenger], system: OperatingSystem | None = None) -> tuple[InstalledApp, ...]:
    """Return the messengers' own apps and third-party builds of them (forks), without duplicates."""
    system = system if system is not None else this_system()
    apps = (_find_apps(messenger, list(system.find_traces(messenger.traces))) for messenger in messengers)
    return tuple(chain.from_iterable(apps))


def _find_apps(messenger: Messenger, traces: Sequence[FoundTrace]) -> list[InstalledApp]:
    """Return the apps that traces of a messenger belong to: one per kind, since a package and a Flatpak are two apps.

    A trace that does not reveal the kind is added to an app already found, which it most likely belongs to.
    """
    forks = frozenset(messenger.traces.forks)
    own_apps: dict[AppKind, list[FoundTrace]] = {}
    web_apps_and_forks: dict[str, list[FoundTrace]] = {}
    for trace in sorted(traces, key=lambda found: found.found_in in _WEAK):
        if trace.kind is AppKind.WEB_APP or trace.trace in forks:
            web_apps_and_forks.setdefault(trace.trace, []).append(trace)
        elif trace.found_in in _WEAK and own_apps:
            next(iter(own_apps.values())).append(trace)
        else:
            own_apps.setdefault(trace.kind, []).append(trace)
    apps = [_merge_traces(messenger, app_traces) for app_traces in (*own_apps.values(), *web_apps_and_forks.values())]
    distinct: dict[tuple[str, AppKind, bool], InstalledApp] = {}
    for app in apps:
        distinct.setdefault((app.name.lower(), app.kind, app.fork), app)
    return list(distinct.values())


def _merge_traces(messenger: Messenger, traces: Sequence[FoundTrace]) -> InstalledApp:
    """Return the app with these traces: the first determines how it was installed, each may add details."""
    best = traces[0]
    fork = best.trace in messenger.traces.forks
    return InstalledApp(
        messenger=messenger.id,
        name=next((trace.name for trace in traces if trace.name), best.trace if fork else messenger.name),
        version=next((trace.version for trace in traces if trace.version), ""),
        found_in=best.found_in,
        fork=fork,
        kind=best.kind,
        trace=best.trace,
        program=next((trace.program for trace in traces if trace.program), ""),
    )
