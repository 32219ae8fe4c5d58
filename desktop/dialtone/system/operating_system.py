"""What is asked of each operating system about this computer. One file per system answers."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, InstalledApp
from dialtone.model.frozen import Frozen
from dialtone.model.maker import LinkOpener, Origin, OriginGap
from dialtone.model.proxy import ProxyExceptions


class FoundApps(Frozen):
    """One trace of an app that was found."""

    trace: str
    """As it stands in the catalogue."""
    how: str
    name: str = ""
    """The name the system shows, where the trace tells it."""
    version: str = ""
    kind: AppKind = AppKind.APP
    program: str = ""
    """The path of its program, where the trace tells it."""


class Routes(Frozen):
    """The interfaces that carry traffic to the whole internet."""

    v4: frozenset[str] = frozenset()
    v6: frozenset[str] = frozenset()


class DefaultRoute(Frozen):
    """One route to the whole internet, whether or not it is the one that is taken."""

    interface: str
    gateway: str = ""
    """The router's address; empty where there is none."""
    metric: int = 0
    v6: bool = False


class OperatingSystem(Frozen, dict=True):
    """One operating system: it reads, executes nothing, and skips what it may not read.

    What one does not tell without a program of its own being run is answered here, as not known.
    """

    name: ClassVar[str] = ""
    """`windows`, `macos` or `linux`."""

    @property
    def sandbox(self) -> str:
        """`flatpak` or `snap` where Dialtone itself runs in one and sees little of the computer; else empty."""
        return ""

    def find(self, traces: Traces) -> Iterator[FoundApps]:
        """Yield the traces of a messenger, the best first."""
        yield from ()

    def origin(self, app: InstalledApp) -> Origin:
        """Return where an app came from, as far as it can be tested; takes up to a second."""
        return Origin(gap=OriginGap.COPIED)

    def start_command(self, app: InstalledApp, traces: Traces) -> tuple[str, ...]:
        """Return the program that starts an app, and its fixed arguments; empty where none is surely the right one."""
        return ()

    def link_opener(self, scheme: str) -> LinkOpener | None:
        """Return the program that opens links of a kind; None where there is none, or nobody can tell."""
        return None

    def routes(self) -> Routes | None:
        """Return the system's routes; None where only a program could list them."""
        return None

    def default_routes(self) -> tuple[DefaultRoute, ...] | None:
        """Return all default routes, outranked ones too; None where only a program could list them."""
        return None

    def is_strict(self, interface: str) -> bool:
        """Return whether the system drops what arrives there and would be answered through another interface."""
        return False

    def link_nameservers(self, index: int) -> tuple[str, ...]:
        """Return the resolvers that were given for one interface, by its number; empty where nobody tells."""
        return ()

    def tunnel_kinds(self) -> Mapping[str, str]:
        """Return the interfaces that the system itself knows as a tunnel, each with its kind."""
        return {}

    def has_proxy_script(self) -> bool:
        """Return whether the proxy is chosen by a script (PAC)."""
        return False

    def desktop_proxies(self) -> Mapping[str, str]:
        """Return the proxies of a desktop's settings, by scheme and `no`; {} where Python reads them."""
        return {}

    def proxy_exceptions(self) -> ProxyExceptions:
        """Return for which hosts the system's own settings leave its proxy out."""
        return ProxyExceptions()

    def nameservers(self) -> tuple[str, ...]:
        """Return the addresses of the resolvers that the system asks, the first one first."""
        return ()

    def searched_below(self) -> int:
        """Return the number of dots below which a name is asked for within the search list first; 0 without one.

        Windows and macOS ask for a name with a dot as it is (AppendToMultiLabelName, which is off unless a policy sets
        it; mDNSResponder(8), AlwaysAppendSearchDomains).
        """
        return 0

    def hosts_file(self) -> bytes:
        """Return the content of the hosts file; empty where it cannot be read."""
        return b""
