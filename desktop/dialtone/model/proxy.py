"""A proxy, the hosts for which it is left out, and the result of testing it. No field of it prints a secret."""

import ipaddress
from datetime import datetime
from enum import StrEnum
from fnmatch import fnmatchcase

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict


class ProxyKind(StrEnum):
    """What is spoken to a proxy."""

    MTPROTO = "mtproto"
    """Telegram's own: obfuscated MTProto, keyed with a secret."""
    SOCKS5 = "socks5"
    HTTP = "http"
    """HTTP CONNECT."""
    SIGNAL = "signal"
    """Signal's TLS proxy: TLS inside TLS."""
    WHATSAPP = "whatsapp"
    """WhatsApp's own: its chat port, plain or inside TLS."""

    @property
    def carries_only(self) -> str:
        """The one messenger that such a proxy is made for; empty for a general one."""
        return {"mtproto": "telegram", "signal": "signal", "whatsapp": "whatsapp"}.get(self.value, "")


class SecretKind(StrEnum):
    """The three shapes of an MTProto secret."""

    NONE = ""
    PLAIN = "plain"
    """16 bytes."""
    PADDED = "padded"
    """`dd` and 16 bytes: packets of random length."""
    FAKETLS = "disguised"
    """`ee`, 16 bytes and a domain: FakeTLS, which looks like TLS to that domain."""


class Proxy(Frozen):
    """A proxy as its link describes it."""

    kind: ProxyKind
    host: str
    """A name in ASCII, or an address without brackets."""
    port: int
    secret: bytes = b""
    """The 16 bytes alone."""
    secret_kind: SecretKind = SecretKind.NONE
    domain: str = ""
    """The name that a FakeTLS connection shows: its bytes as they are in the secret, each as one letter (Latin-1)."""
    username: str = ""
    password: str = ""
    tls: bool | None = None
    """WhatsApp: whether the chat port speaks TLS; None where the link does not say. HTTP: whether the proxy does."""
    socks: str = "5"
    """The version of SOCKS: `5`, `4`, or `4a`, which takes names as well."""
    older_hello: bool = False
    """FakeTLS: show it the first message of older apps. Only where a person asked for that: one hello per press."""
    own_network: bool = False
    """Connect into the person's own network too: they were asked, and know the proxy there."""
    meant_for: str = ""
    """The messenger whose kind of link it is; empty for a general proxy."""

    def __repr__(self) -> str:
        """Without the secret, the name and the password: a log may show it."""
        return f"Proxy({self.kind.value}, {self.host}:{self.port})"


class ProxyOutcome(StrEnum):
    """What can be said about a proxy, or about one messenger through it."""

    # In this order: of several attempts, the one that got furthest says most.

    WORKS = "works"
    """The messenger's own greeting came back, verified."""
    SLOW = "slow"
    """It came back, too late to be of use."""
    OLDER_HELLO = "older_hello"
    """It came back to the first message of older apps, which a person asked to be shown in the place of today's."""
    PARTLY = "partly"
    """Some of the messengers asked for get through, others do not. Only of a whole test."""
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - a word, no secret
    """It answers like the real thing and cannot prove that it knows the secret of the link."""
    LIES = "lies"
    """It answers, but not with the messenger's protocol."""
    UNPROVED = "unproved"
    """It answers as the messenger does, and did not prove to be it."""
    BAD_CERTIFICATE = "bad_certificate"
    """The host that answers cannot prove to be the one in the link."""
    FORBIDS = "forbids"
    """It says that a rule forbids this messenger, or this computer."""
    CANNOT_REACH = "cannot_reach"
    """It takes the connection and does not get through to the messenger."""
    REFUSES = "refuses"
    """It asks for a password, or does not accept the one it was given."""
    HELLO_UNANSWERED = "hello_unanswered"
    """It takes the connection and does not answer the one FakeTLS hello that it was shown.

    Nothing is known of the proxy then: a filter may know that hello, and apps that send another one may get through.
    """
    SILENT = "silent"
    """It takes the connection and says nothing: a wrong secret looks like this, and much else."""
    DEAD = "dead"
    """Nothing answers at the address."""
    NO_NAME = "no_name"
    """The name of the proxy leads nowhere."""
    OWN_NETWORK = "own_network"
    """The name of the proxy leads into the person's own network, and nothing was connected to there."""
    NETWORK_UNUSABLE = "network_unusable"
    """The line itself is down or wants a sign-in: nothing can be said of the proxy."""
    UNKNOWN = "unknown"


def is_local(host: str) -> bool:
    """Return whether the proxy of a link is a program on this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")  # RFC 6761


class ProxyResult(Frozen):
    """One messenger through a proxy."""

    messenger: str
    outcome: ProxyOutcome
    seconds: float = 0.0
    """From the first packet to the answered greeting, in the best attempt; 0 where none was answered."""
    via: str = ""
    """The address and port of the proxy that got through; empty where none did."""
    observations: tuple[int, ...] = ()
    """What the outcome rests on."""


class ProxyTest(Frozen):
    """One test of a proxy."""

    app_version: str
    kind: ProxyKind
    host: str
    port: int
    secret_kind: SecretKind
    started_at: datetime
    seconds: float
    bytes_sent: int
    bytes_received: int
    network: NetworkVerdict
    outcome: ProxyOutcome
    results: tuple[ProxyResult, ...]
    observations: tuple[Observation, ...]


# Hosts for which the settings of a computer leave its proxy out

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def usual_address(endpoint: Endpoint) -> str:
    """Return the built-in address that is asked first: one of IPv4 where there is any."""
    return next((a for a in endpoint.addresses if ":" not in a), endpoint.addresses[0])


class ProxyExceptions(Frozen):
    """What a list of exceptions says, whichever system's it is."""

    names: tuple[str, ...] = ()
    """Shapes of names in small letters, `*` for any letters."""
    networks: tuple[Network, ...] = ()

    def spare(self, endpoint: Endpoint) -> bool:
        """Return whether a program that follows the settings goes past the proxy to an endpoint."""
        if endpoint.host:
            return any(fnmatchcase(endpoint.host.lower(), shape) for shape in self.names)
        return bool(endpoint.addresses) and self._has(usual_address(endpoint))

    def _has(self, address: str) -> bool:
        ip = ipaddress.ip_address(address)
        inside = any(ip.version == each.version and ip in each for each in self.networks)
        return inside or any(fnmatchcase(address, shape) for shape in self.names)
