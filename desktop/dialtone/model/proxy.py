"""A proxy, the hosts that bypass it, and the result of testing it. No secret appears in any `repr`."""

import ipaddress
from datetime import datetime
from enum import StrEnum
from fnmatch import fnmatchcase

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict


class ProxyKind(StrEnum):
    """The protocol of a proxy."""

    MTPROTO = "mtproto"
    """Telegram's own: obfuscated MTProto, keyed with a secret."""
    SOCKS5 = "socks5"
    HTTP = "http"
    SIGNAL = "signal"
    """Signal's TLS proxy: TLS inside TLS."""
    WHATSAPP = "whatsapp"
    """WhatsApp's own: its chat port, plain or inside TLS."""

    @property
    def carries_only(self) -> str:
        """The one messenger that such a proxy supports; empty for a general one."""
        return {"mtproto": "telegram", "signal": "signal", "whatsapp": "whatsapp"}.get(self.value, "")


class SecretKind(StrEnum):
    """The three kinds of MTProto secret."""

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
    """The SNI of a FakeTLS connection: its bytes as they are in the secret, each as one letter (Latin-1)."""
    username: str = ""
    password: str = ""
    tls: bool | None = None
    """Whether an HTTP proxy, or the chat port of one for WhatsApp, speaks TLS; None if the link does not say."""
    socks: str = "5"
    """The SOCKS version: `5`, `4`, or `4a`, which accepts names too."""
    older_hello: bool = False
    """Whether the test sends the FakeTLS hello of older apps, at the person's request, one per press."""
    own_network: bool = False
    """Whether the test connects even into the person's own network: they confirmed that they know the proxy there."""
    meant_for: str = ""
    """The messenger whose kind of link it is; empty for a general proxy."""

    @property
    def accepts_names(self) -> bool:
        """Whether a general proxy can be asked for a name: SOCKS4 knows only addresses."""
        return self.kind is not ProxyKind.SOCKS5 or self.socks != "4"

    def __repr__(self) -> str:
        """Return it without the secret, the name and the password, since it may end up in a log."""
        return f"Proxy({self.kind.value}, {self.host}:{self.port})"


class ProxyOutcome(StrEnum):
    """The verdict on a proxy, or on one messenger through it.

    The order counts: of several attempts the one whose outcome comes first decides, since it got furthest.
    """

    WORKS = "works"
    """The messenger's own answer came through the proxy, verified."""
    SLOW = "slow"
    """The messenger's answer came too late to be usable."""
    OLDER_HELLO = "older_hello"
    """The messenger answered to the first message of older apps, which the person asked to send instead of today's."""
    PARTLY = "partly"
    """Some of the requested messengers get through, others do not. Only for a whole test."""
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - a word, not a secret
    """The proxy answers like the real one but cannot prove that it knows the secret in the link."""
    LIES = "lies"
    """The proxy answers, but not with the messenger's protocol."""
    UNPROVED = "unproved"
    """What answers speaks like the messenger, but did not prove its identity."""
    BAD_CERTIFICATE = "bad_certificate"
    """The host that answers cannot prove to be the one in the link."""
    FORBIDS = "forbids"
    """The proxy reports that a rule forbids this messenger or this computer."""
    CANNOT_REACH = "cannot_reach"
    """The proxy accepts the connection but does not get through to the messenger."""
    REFUSES = "refuses"
    """The proxy asks for a password, or rejects the one it was given."""
    HELLO_UNANSWERED = "hello_unanswered"
    """The proxy accepts the connection but does not answer the one FakeTLS hello that it was sent.

    The proxy's state is then unknown: a filter may recognise that hello, while apps with another hello get through.
    """
    SILENT = "silent"
    """The proxy accepts the connection and stays silent: a wrong secret looks like this, as do many other faults."""
    DEAD = "dead"
    NO_NAME = "no_name"
    OWN_NETWORK = "own_network"
    """The name of the proxy resolves to the person's own network; no connection was made."""
    NETWORK_UNUSABLE = "network_unusable"
    """The line itself is down or requires a sign-in: the proxy cannot be judged."""
    UNKNOWN = "unknown"


def is_local(host: str) -> bool:
    """Return whether the proxy of a link is a program on this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")  # RFC 6761


class ProxyResult(Frozen):
    """The result for one messenger through a proxy."""

    messenger: str
    outcome: ProxyOutcome
    seconds: float = 0.0
    """From the first packet to the answered greeting, in the best attempt; 0 where none was answered."""
    via: str = ""
    """The address and port of the proxy that got through; empty where none did."""
    observations: tuple[int, ...] = ()


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


# Hosts that bypass the proxy according to the settings of a computer

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def usual_address(endpoint: Endpoint) -> str:
    """Return the built-in address that is tried first: an IPv4 one if there is any."""
    return next((a for a in endpoint.addresses if ":" not in a), endpoint.addresses[0])


class ProxyExceptions(Frozen):
    """A list of proxy exceptions, whichever system it comes from."""

    names: tuple[str, ...] = ()
    """Lower-case patterns of names, `*` for any letters."""
    networks: tuple[Network, ...] = ()
    inverted: bool = False
    """Whether only these hosts use the proxy, and all others bypass it."""

    def applies_to(self, endpoint: Endpoint) -> bool:
        """Return whether a program that follows the settings bypasses the proxy for an endpoint.

        The list names a host; an address, where the app knows no name, in its networks or written like a name.
        """
        if endpoint.host:
            is_listed = self._names(endpoint.host.lower())
        elif endpoint.addresses:
            address = usual_address(endpoint)
            ip = ipaddress.ip_address(address)
            is_in_network = any(ip.version == network.version and ip in network for network in self.networks)
            is_listed = is_in_network or self._names(address)
        else:
            is_listed = False
        return is_listed is not self.inverted

    @property
    def applies_to_all(self) -> bool:
        """Whether no host at all uses the proxy."""
        return not (self.names or self.networks) if self.inverted else "*" in self.names

    def _names(self, host: str) -> bool:
        return any(fnmatchcase(host, pattern) for pattern in self.names)
