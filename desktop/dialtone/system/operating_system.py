"""What each operating system must be able to say about this computer. One file per system says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from dialtone.model.catalogue import Traces
from dialtone.model.computer import AppKind


@dataclass(frozen=True, slots=True)
class FoundApps:
    """One trace that is there."""

    trace: str
    """As it stands in the catalogue."""
    how: str
    name: str = ""
    """The name the system shows, where the trace tells it."""
    version: str = ""
    kind: AppKind = AppKind.APP


@dataclass(frozen=True, slots=True)
class Routes:
    """The interfaces that carry what goes to the whole internet."""

    v4: frozenset[str] = frozenset()
    v6: frozenset[str] = frozenset()


class OperatingSystem(Protocol):
    """Reads, executes nothing, skips what it may not read."""

    @property
    def name(self) -> str:
        """`windows`, `macos` or `linux`."""
        ...

    @property
    def sandbox(self) -> str:
        """`flatpak` or `snap` where Dialtone itself is shut in one and sees little of the computer; else empty."""
        ...

    def find(self, traces: Traces) -> Iterator[FoundApps]:
        """What is there of a messenger, the best witness first."""
        ...

    def routes(self) -> Routes | None:
        """The routes as the system lists them; None where it lists none without being asked by a program."""
        ...

    def tunnel_kinds(self) -> Mapping[str, str]:
        """Interfaces that the system itself knows as a tunnel, each with its kind."""
        ...

    def has_proxy_script(self) -> bool:
        """The proxy is chosen by a script (PAC)."""
        ...

    def hosts_file(self) -> bytes:
        """The content of the hosts file; empty where it cannot be read."""
        ...
