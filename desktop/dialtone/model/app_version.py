"""Comparison of the versions that apps report."""

import re
from collections.abc import Iterable, Sequence

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, InstalledApp, OldApp

_NUMBERS = re.compile(r"(?:\d+:)?v?(\d+(?:\.\d+)*)", re.IGNORECASE)
_LONGEST = 100


def version_numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, `1:6.9.1-2` as (6, 9, 1), `6.9.0` as (6, 9); empty if it starts with none."""
    match = _NUMBERS.match(version.strip()[:_LONGEST])
    numbers = [int(number) for number in match[1].split(".")] if match else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers) if match else ()


def is_older(version: str, than: str) -> bool:
    """Return whether a version is older than another; False where either cannot be parsed."""
    numbers, than_numbers = version_numbers(version), version_numbers(than)
    return bool(numbers and than_numbers) and numbers < than_numbers


def find_old_app(messenger: Messenger, apps: Iterable[InstalledApp], platform: str) -> OldApp | None:
    """Return the messenger's own app if it is too old. Forks have their own version numbers, websites have none."""
    for old in messenger.traces.old_versions:
        for app in apps:
            is_own_app = app.messenger == messenger.id and not app.fork and app.kind is not AppKind.WEB_APP
            if is_own_app and platform in (old.platforms or (platform,)) and is_older(app.version, old.below):
                return OldApp(app.version, old.below, old.why)
    return None


def find_old_apps(messengers: Iterable[Messenger], apps: Sequence[InstalledApp], platform: str) -> dict[str, OldApp]:
    """Return the apps that are too old, by messenger."""
    old_apps = ((messenger.id, find_old_app(messenger, apps, platform)) for messenger in messengers)
    return {messenger: old_app for messenger, old_app in old_apps if old_app is not None}
