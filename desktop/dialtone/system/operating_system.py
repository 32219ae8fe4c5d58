"""What can be read from an operating system about this computer. One file per system implements it."""

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from msgspec import field

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind, FoundIn, InstalledApp
from dialtone.model.frozen import Frozen
from dialtone.model.maker import LinkOpener, Origin, OriginGap
from dialtone.model.proxy import ProxyExceptions
from dialtone.system.quiet_files import read_start
from dialtone.system.resolv_conf import ResolverSettings

MAX_HOSTS_BYTES = 8_000_000
"""Maximum bytes of the hosts file: lists that block advertisements have some megabytes."""


class FoundTrace(Frozen):
    """A trace of an app that was found on this computer."""

    trace: str
    """As in the catalogue."""
    found_in: FoundIn
    name: str = ""
    """The name that the system shows. It is empty if the trace does not reveal it, as is the version."""
    version: str = ""
    kind: AppKind = AppKind.APP
    program: str = ""
    """The path of its program."""


class Route(Frozen):
    """One route to the whole internet, whether or not it is the preferred one."""

    interface: str
    gateway: str = ""
    """The router's address; empty if there is none."""
    metric: int = 0
    v6: bool = False
    partial: bool = False
    """Whether it is narrower than a default route, which it outranks: VPNs often set two halves."""


class ProxySettings(Frozen):
    """The settings of a system or a desktop about a proxy."""

    script: bool = False
    """Whether a script decides (PAC), or the network is queried for one (WPAD)."""
    proxies: Mapping[str, str] = field(default_factory=dict)
    """Addresses by scheme, as in the environment; empty on Windows and macOS, where Python reads them itself."""
    exceptions: ProxyExceptions = ProxyExceptions()
    """The hosts that bypass the proxy."""


class OperatingSystem(Frozen, dict=True):
    """One operating system: it reads, runs only the system's own tools that read, and skips what it may not read.

    Each default here means unknown, for systems that reveal that only through a program of their own.
    """

    name: ClassVar[str] = ""
    """`windows`, `macos` or `linux`; empty for a system that is none of these."""

    @property
    def sandbox(self) -> str:
        """`flatpak` or `snap` if Dialtone itself runs in one and sees little of the computer; else empty."""
        return ""

    def find_traces(self, traces: Traces) -> Iterator[FoundTrace]:
        """Yield those of a messenger's traces that are on this computer, the best first."""
        yield from ()

    def find_origin(self, app: InstalledApp) -> Origin:
        """Return the origin of an app, as far as it can be verified; takes up to a second."""
        return Origin(gap=OriginGap.COPIED)

    def find_start_command(self, app: InstalledApp, traces: Traces) -> tuple[str, ...]:
        """Return the program that starts an app, and its fixed arguments; empty if it may be the wrong one."""
        return ()

    def find_link_opener(self, scheme: str) -> LinkOpener | None:
        """Return the program that opens links of a scheme; None if there is none, or if it is unknown."""
        return None

    def read_routes(self) -> tuple[Route, ...] | None:
        """Return all routes to the whole internet, including outranked ones; None if they are unknown."""
        return None

    def has_strict_rp_filter(self, interface: str) -> bool:
        """Return whether packets that arrive at an interface are dropped if replies would leave through another one."""
        return False

    def read_link_nameservers(self, index: int) -> tuple[str, ...]:
        """Return the resolvers given for one interface, by its index; empty if unknown."""
        return ()

    def list_tunnels(self) -> frozenset[str]:
        """Return the names of the interfaces that the system itself marks as tunnels."""
        return frozenset()

    @property
    def proxy_settings(self) -> ProxySettings:
        """The system's own settings about a proxy."""
        return ProxySettings()

    def read_resolvers(self) -> ResolverSettings:
        """Return the resolvers that the system uses."""
        return ResolverSettings()

    def read_hosts_file(self) -> bytes:
        """Return the contents of the hosts file; empty if it cannot be read."""
        return b""


class Unix(OperatingSystem):
    """What Linux and macOS have in common, below a root folder."""

    root: Path

    def read_hosts_file(self) -> bytes:
        """Return the contents of /etc/hosts."""
        return read_start(self.root / "etc" / "hosts", MAX_HOSTS_BYTES)


_TOOL_SECONDS = 60.0


class ToolResult(NamedTuple):
    """How a program ended."""

    code: int | None
    """Its exit code; None if it could not be started, took too long, or was ended by a signal."""
    output: str = ""
    """What it wrote: standard output, then standard error, where `codesign -dv` describes a signature."""


Run = Callable[[Sequence[str]], ToolResult]
"""Runs a program."""


def run_tool(command: Sequence[str], seconds: float = _TOOL_SECONDS) -> ToolResult:
    """Run a tool that changes nothing on this computer, for at most `seconds`; return how it ended."""
    try:
        process = subprocess.run(  # noqa: S603 - absolute path, no shell
            command, capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ToolResult(None)
    output = (process.stdout + process.stderr).decode("utf-8", "replace")
    return ToolResult(process.returncode if process.returncode >= 0 else None, output)
