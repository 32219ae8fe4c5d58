"""Which messengers are on this computer. Nothing is executed; what cannot be read is not there."""

from collections.abc import Sequence

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import InstalledApp
from dialtone.system.operating_system import Found, OperatingSystem
from dialtone.system.this_system import this_system


def find_installed(messengers: Sequence[Messenger], system: OperatingSystem | None = None) -> tuple[InstalledApp, ...]:
    """The messengers' own apps and other people's builds of them, each once."""
    looked_at = system if system is not None else this_system()
    return tuple(app for messenger in messengers for app in _apps(messenger, list(looked_at.find(messenger.traces))))


def _apps(messenger: Messenger, found: Sequence[Found]) -> list[InstalledApp]:
    forks = frozenset(messenger.traces.forks)
    own = [f for f in found if f.trace not in forks]
    apps = [_app(messenger, own, messenger.name, fork=False)] if own else []
    others: dict[str, list[Found]] = {}
    for each in found:
        if each.trace in forks:
            others.setdefault(each.trace, []).append(each)
    named: dict[str, InstalledApp] = {}
    for trace, witnesses in others.items():
        app = _app(messenger, witnesses, trace, fork=True)
        named.setdefault(app.name.lower(), app)
    return apps + list(named.values())


def _app(messenger: Messenger, witnesses: Sequence[Found], otherwise: str, *, fork: bool) -> InstalledApp:
    """Several witnesses of one app: the first says how it got here, each may add what it knows."""
    return InstalledApp(
        messenger=messenger.id,
        name=next((w.name for w in witnesses if w.name), otherwise),
        version=next((w.version for w in witnesses if w.version), ""),
        how=witnesses[0].how,
        fork=fork,
    )
