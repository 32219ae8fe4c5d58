"""What the operating system reports about this computer: nothing here was measured over the network."""

from enum import StrEnum, unique

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
    kind: AppKind = AppKind.APP
    trace: str = ""
    """The first trace found, as the catalogue has it: its maker is determined from this."""
    program: str = ""
    """The path of its program, where the trace reveals it."""

    def __post_init__(self) -> None:
        sanitize_fields(self, "name", "version")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InstalledApp) and self._shown == other._shown

    def __hash__(self) -> int:
        return hash(self._shown)

    @property
    def _shown(self) -> tuple[object, ...]:
        """The fields by which two apps that look the same to a person count as one, wherever they were found."""
        return self.messenger, self.name, self.version, self.found_in, self.fork, self.kind


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
