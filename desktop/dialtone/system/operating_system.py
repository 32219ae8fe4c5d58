"""The questions to an operating system about this computer. One file per system answers them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from msgspec import field

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, InstalledApp
from dialtone.model.frozen import Frozen
from dialtone.model.maker import LinkOpener, Origin, OriginGap
from dialtone.model.proxy import ProxyExceptions
from dialtone.system.quiet_files import read_start
from dialtone.system.resolv_conf import read_nameservers

MAX_HOSTS_BYTES = 8_000_000
"""Maximum bytes of the hosts file: lists that block advertisements have some megabytes."""
PACKAGE, DESKTOP_ENTRY, PROGRAM, LINK_SCHEME = "package", "desktop entry", "program", "link scheme"
"""Where a trace was found. The last two do not reveal the kind of the app."""


class FoundTrace(Frozen):
    """One trace of an app, as found."""

    trace: str
    """As in the catalogue."""
    how: str
    """Where it was found."""
    name: str = ""
    """The name the system shows, where the trace reveals it."""
    version: str = ""
    kind: AppKind = AppKind.APP
    program: str = ""
    """The path of its program, where the trace reveals it."""


class Route(Frozen):
    """One route to the whole internet, whether or not it is the preferred one."""

    interface: str
    gateway: str = ""
    """The router's address; empty if there is none."""
    metric: int = 0
    v6: bool = False
    partial: bool = False
    """It is narrower than a default route, which it outranks: VPNs often set two halves."""


class ProxySettings(Frozen):
    """What the settings of a system or a desktop say about a proxy."""

    script: bool = False
    """A script decides (PAC), or the network is queried for one (WPAD)."""
    proxies: Mapping[str, str] = field(default_factory=dict)
    """By scheme, as in the environment; empty for what Python reads itself, on Windows and macOS."""
    exceptions: ProxyExceptions = ProxyExceptions()
    """The hosts that bypass it."""


class OperatingSystem(Frozen, dict=True):
    """One operating system: it reads, runs only the system's own tools that read, and skips what it may not read.

    The defaults here mean unknown, for systems that reveal something only through a program of their own.
    """

    name: ClassVar[str] = ""
    """`windows`, `macos` or `linux`."""

    @property
    def sandbox(self) -> str:
        """`flatpak` or `snap` if Dialtone itself runs in one and sees little of the computer; else empty."""
        return ""

    def find(self, traces: Traces) -> Iterator[FoundTrace]:
        """Yield those of a messenger's traces that are on this computer, the best first."""
        yield from ()

    def origin(self, app: InstalledApp) -> Origin:
        """Return the origin of an app, as far as it can be verified; takes up to a second."""
        return Origin(gap=OriginGap.COPIED)

    def start_command(self, app: InstalledApp, traces: Traces) -> tuple[str, ...]:
        """Return the program that starts an app, and its fixed arguments; empty if none is certainly the right one."""
        return ()

    def link_opener(self, scheme: str) -> LinkOpener | None:
        """Return the program that opens links of a kind; None if there is none, or if it is unknown."""
        return None

    def routes(self) -> tuple[Route, ...] | None:
        """Return all routes to the whole internet, including outranked ones; None if only a program could list them."""
        return None

    def is_strict(self, interface: str) -> bool:
        """Return whether the system drops packets arriving there whose reply would leave through another interface."""
        return False

    def link_nameservers(self, index: int) -> tuple[str, ...]:
        """Return the resolvers given for one interface, by its index; empty if unknown."""
        return ()

    def tunnels(self) -> frozenset[str]:
        """Return the names of the interfaces that the system itself knows as tunnels."""
        return frozenset()

    @property
    def proxy_settings(self) -> ProxySettings:
        """What the system's own settings say about a proxy."""
        return ProxySettings()

    def nameservers(self) -> tuple[str, ...]:
        """Return the addresses of the resolvers that the system uses, in order."""
        return ()

    def searched_below(self) -> int:
        """Return the number of dots below which a name is first tried within the search list; 0 without one.

        Windows and macOS query a name with a dot as it is (AppendToMultiLabelName, which is off unless a policy sets
        it; mDNSResponder(8), AlwaysAppendSearchDomains).
        """
        return 0

    def hosts_file(self) -> bytes:
        """Return the contents of the hosts file; empty where it cannot be read."""
        return b""


class Unix(OperatingSystem):
    """What Linux and macOS have in common, below a root folder."""

    root: Path

    def nameservers(self) -> tuple[str, ...]:
        """Return the resolvers in resolv.conf."""
        return read_nameservers(self.root)

    def hosts_file(self) -> bytes:
        """Return the contents of /etc/hosts."""
        return read_start(self.root / "etc" / "hosts", MAX_HOSTS_BYTES)
