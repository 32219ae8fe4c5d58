"""What the window asks of the process that checks, or tries a proxy: one line of JSON, made and read here alone."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import field

from dialtone.model.computer import OldApp
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpTarget

LARGEST_REQUEST = 1_000_000
"""Bytes that are read of a line."""


class CheckRequest(Frozen):
    """What the window wants checked."""

    messengers: tuple[str, ...]
    installed: frozenset[str] = frozenset()
    country: str = ""
    servers: Mapping[str, str] = field(default_factory=dict)
    """The person's own servers, by messenger."""
    old_apps: Mapping[str, OldApp] = field(default_factory=dict)
    """Installed apps that are too old, by messenger."""
    quiet: bool = False
    """One messenger after the other, in random order over minutes."""
    outside: bool = False
    """Past a VPN as well: the person asked for it."""
    by_itself: bool = False
    """Nobody waits for it: it may ask less as long as everything works."""


class ProxyTestRequest(Frozen):
    """Which proxy the window wants tried."""

    link: str
    """As the person pasted it: it may hold a secret, and is written nowhere."""
    messenger: str = ""
    """For whom, where the link does not say."""
    installed: frozenset[str] = frozenset()
    country: str = ""
    servers: Mapping[str, str] = field(default_factory=dict)
    """The person's own servers, by messenger."""
    older_hello: bool = False
    """As `Proxy.older_hello`."""
    own_network: bool = False
    """As `Proxy.own_network`."""

    def __repr__(self) -> str:
        """Without the link: a log may show it."""
        return f"ProxyTestRequest({self.messenger})"


class HelpRequest(Frozen):
    """Which places that advice names the window wants asked."""

    targets: tuple[HelpTarget, ...]
    country: str = ""


Request = CheckRequest | ProxyTestRequest | HelpRequest
_R = TypeVar("_R", CheckRequest, ProxyTestRequest, HelpRequest)


def encode_request(request: Request) -> bytes:
    """Return the line that is sent, its end included."""
    return msgspec.json.encode(request) + b"\n"


def decode_request(line: bytes, kind: type[_R]) -> _R:
    """Return the request that a line holds. Raises `msgspec.MsgspecError` where it holds none of this kind."""
    return msgspec.json.decode(line, type=kind)
