"""What the operating system reports about this computer, and which apps on it are too old. Nothing was measured."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum, unique

from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen
from dialtone.model.untrusted_text import sanitize_fields


@unique
class AppKind(StrEnum):
    """How an app was installed: each kind is updated differently."""

    APP = "app"
    FLATPAK = "flatpak"
    SNAP = "snap"
    STORE = "store"
    """An MSIX package, as from the Microsoft Store."""
    APPIMAGE = "appimage"
    WEB_APP = "web_app"
    """A website that a browser installed as an app."""


class FoundIn(StrEnum):
    """Where on this computer an app was found."""

    PACKAGE = "package"
    """The database of a package manager on Linux."""
    FLATPAK = "flatpak"
    SNAP = "snap"
    DESKTOP_ENTRY = "desktop entry"
    """An entry of the menu on Linux."""
    UNINSTALL_KEY = "uninstall key"
    """The list of programs on Windows."""
    STORE_PACKAGE = "store package"
    APPLICATION = "application"
    """A folder of applications on macOS."""
    WEB_APP = "web app"
    """A browser's list of web apps."""
    PROGRAM = "program"
    """The place of its file, which does not reveal how it was installed."""
    LINK_SCHEME = "link scheme"
    """The registration of links that it opens, which does not reveal how it was installed."""


class InstalledApp(Frozen):
    """A messenger found on this computer."""

    messenger: str
    name: str
    """The name the system shows: `Telegram Desktop`, or the name of a fork."""
    version: str = ""
    found_in: FoundIn | None = None
    fork: bool = False
    """It is a third party's build."""
    kind: AppKind = AppKind.APP
    trace: str = ""
    """The first trace found, as the catalogue has it: its maker is determined from this."""
    program: str = ""
    """The path of its program, where the trace reveals it."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "name", "version")


class OldApp(Frozen):
    """An installed app that is too old to work, or to be let in."""

    version: str
    below: str
    """The first version that is not too old."""
    why: str
    """A wording key of `old_version`."""


class OutsideInterface(Frozen):
    """The interface through which this computer is connected without its VPN."""

    name: str
    index: int
    platform: str = "linux"
    """`windows`, `macos` or `linux`: how a socket is bound to it."""
    addresses: tuple[str, ...] = ()
    """This computer's own addresses on it."""
    nameservers: tuple[str, ...] = ()
    """Addresses of resolvers that may answer there, the most likely first."""
    has_ipv6: bool = False
    """It has a global IPv6 address and a default route."""
    leads_out: bool | None = None
    """Whether a default route uses it; None where the system does not say."""
    strict: bool = False
    """The system drops packets that arrive there and whose reply would leave through another interface."""


class Computer(Frozen):
    """The conditions of a check, read from the operating system."""

    platform: str
    """`windows`, `macos` or `linux`."""
    tunnels: tuple[str, ...] = ()
    """Names of interfaces that look like a VPN and carry the default route."""
    proxy: str = ""
    """`http`, `socks` or `script` where the system has a proxy set; never its address."""
    has_ipv6: bool = False
    """A global IPv6 address and a default route exist."""
    nameservers: tuple[str, ...] = ()
    """The addresses of the resolvers it uses, in order; where it uses a stub, those behind the stub."""
    searched_below: int = 0
    """Names with fewer dots are first tried with each domain of the search list; 0 where there is no search list."""
    hides_who_answers: bool = False
    """Any of its `nameservers` may answer, and how long it takes does not tell which."""
    tunnel_addresses: tuple[str, ...] = ()
    """Its own addresses on interfaces that look like a VPN, whatever these carry."""
    names_beside: bool = False
    """A VPN is on, and the route to the first resolver bypasses it."""
    outside: OutsideInterface | None = None
    """Where a VPN is on: the path that bypasses it, if there is one."""
    bypass_tools: tuple[str, ...] = ()
    """Running programs that are known to change the path to some hosts."""
    leads_marked_elsewhere: bool = False
    """A program here may mark packets, which are then led another way than the rest, perhaps to that program."""
    hosts_file_names: frozenset[str] = frozenset()
    """The names in the hosts file beyond localhost: whatever it says of them, a resolver is not asked."""


class SettingsPlace(Frozen):
    """Where a page of the system settings is: a URL that the system opens, or a command."""

    address: str = ""
    command: tuple[str, ...] = ()


# Apps that are too old, by the versions that they report

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
    numbers = version_numbers(version)
    than_numbers = version_numbers(than)
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
