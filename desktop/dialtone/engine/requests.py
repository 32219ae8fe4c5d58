"""Requests from the window to the process that checks or tests a proxy: one line of JSON, written and read here."""

from collections.abc import Mapping
from enum import Enum, auto

import msgspec
from msgspec import field

from dialtone.model.computer import OldApp
from dialtone.model.frozen import Frozen
from dialtone.model.help_place import HelpTarget

LARGEST_REQUEST = 1_000_000  # bytes read for one line


class Profile(Enum):
    """How conspicuous a check may be, and how long it may take."""

    USUAL = auto()
    """The person waits for the verdicts."""
    UNATTENDED = auto()
    """The person does not wait, so more hosts over UDP are asked only in doubt (`control.datagram`)."""
    QUIET = auto()
    """One messenger is asked after another, in random order over minutes, so as not to be conspicuous."""


class CheckRequest(Frozen, tag=True):
    """What the window wants checked."""

    messengers: tuple[str, ...]
    installed: frozenset[str] = frozenset()
    country: str = ""
    servers: Mapping[str, str] = field(default_factory=dict)
    old_apps: Mapping[str, OldApp] = field(default_factory=dict)
    profile: Profile = Profile.USUAL
    outside: bool = False
    """Check outside the VPN as well: only if the person asked for it."""


class ProxyTestRequest(Frozen, tag=True):
    """The proxy that the window wants tested."""

    link: str
    """As the person pasted it: it may hold a secret, and is never stored."""
    messenger: str = ""
    """The messenger to test it for, if the link does not name one."""
    installed: frozenset[str] = frozenset()
    country: str = ""
    servers: Mapping[str, str] = field(default_factory=dict)
    older_hello: bool = False
    own_network: bool = False

    def __repr__(self) -> str:  # without the link, as this may be logged
        return f"ProxyTestRequest({self.messenger})"


class HelpRequest(Frozen, tag=True):
    """The places named in advice that the window wants checked."""

    targets: tuple[HelpTarget, ...]
    country: str = ""


Request = CheckRequest | ProxyTestRequest | HelpRequest


def encode_request(request: Request) -> bytes:
    """Return the line to send, newline included."""
    return msgspec.json.encode(request) + b"\n"


def decode_request(line: bytes) -> Request:
    """Return the request that a line holds. Raises `msgspec.MsgspecError` if it holds none."""
    request: Request = msgspec.json.decode(line, type=Request)
    return request
