"""Kinds of failures, steps, variants, wires and addresses that the rules treat alike."""

import ipaddress
from http import HTTPStatus

from dialtone.model.vocabulary import Failure, Step, Variant, Wire

APP_HANDSHAKE: dict[Wire, Step] = {
    Wire.TCP: Step.TCP,
    Wire.TLS: Step.TLS,
    Wire.HTTPS: Step.HTTP,
    Wire.HTTP: Step.HTTP,
    Wire.WEBSOCKET: Step.WEBSOCKET,
    Wire.WHATSAPP_WEBSOCKET: Step.NOISE,
    Wire.WHATSAPP_NOISE: Step.NOISE,
    Wire.MTPROTO: Step.MTPROTO,
    Wire.MTPROTO_WEBSOCKET: Step.MTPROTO,
    Wire.STUN: Step.STUN,
    Wire.STUN_TCP: Step.STUN,
    Wire.STUN_TLS: Step.STUN,
    Wire.TELEGRAM_REFLECTOR: Step.REFLECTOR,
    Wire.NTP: Step.NTP,
    Wire.QUIC: Step.QUIC,
    Wire.IMAP: Step.IMAP,
    Wire.SMTP: Step.SMTP,
}
"""The step that succeeds when a verified peer answers the app handshake. Anything less proves nothing."""
WRONG_CERTIFICATE = frozenset({Failure.CERT_UNTRUSTED, Failure.CERT_NAME})
"""The certificate belongs to another host."""
CERTIFICATE_FAILURES = WRONG_CERTIFICATE | {Failure.CERT_EXPIRED, Failure.CERT_NOT_YET}
"""The certificate is not valid for this host at this time."""
CUT = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.CLOSED, Failure.REFUSED})
"""Failures without an answer."""
FORBIDDEN_STATUSES = (HTTPStatus.FORBIDDEN, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS)
"""HTTP statuses by which a server, or a proxy, refuses to serve: 403 and 451 (RFC 7725)."""
NO_REPLY = (Failure.TIMEOUT, Failure.UNREACHABLE)
"""The connection got no answer. A router that reports "unreachable" may have been told to do so."""
REFUSED = (Failure.REFUSED, Failure.RESET)
"""Something answered that there is no connection."""
SILENT_ABOUT_NETWORK = frozenset({Failure.NOT_IN_TIME, Failure.BUG, Failure.DENIED})
"""Failures of this program or computer, which say nothing about the network."""
DATAGRAMS = frozenset({Step.STUN, Step.REFLECTOR, Step.NTP, Step.QUIC})
"""Steps that use UDP, unless the attempt began with a TCP connection."""
EXCHANGES = (Step.TCP, Step.TLS, Step.HTTP)
"""Steps that take at least one round trip each."""
RAW_WIRES = (Wire.MTPROTO, Wire.WHATSAPP_NOISE)
"""Wires on which any wrong answer comes from another host, since no TLS certificate names the peer."""
OWN_PROTOCOLS = (*RAW_WIRES, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET)
"""Wires on which the app speaks a protocol of its own, bare or inside TLS."""
TRIES = (Variant.APP, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD)
"""Variants that begin with the app's own first message."""
CONNECTING = (Variant.APP, Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST, Variant.OTHER_HELLO)
"""Variants that connect to the same server in the same way."""
TO_THE_SERVER = (
    *CONNECTING,
    *(Variant.SMALL_PACKETS, Variant.APP_HELLO, Variant.PHONE_HELLO, Variant.AGAIN),
    *(Variant.UPLOAD, Variant.KEPT, Variant.IN_PIECES, Variant.UNVERIFIED),
)
"""Variants whose connection shows how far the server is: they differ only in what they send once it is established."""
TRANSLATED = 64
"""The "family" of IPv4 servers that are reached over IPv6, through a translator (RFC 6052)."""


def is_fake_ip(address: str) -> bool:
    """Return whether an address is one that programs like Clash invent to answer a lookup: 198.18.0.0/15 (RFC 2544)."""
    return address.startswith(("198.18.", "198.19."))


def is_global(address: str) -> bool:
    """Return whether a server on the public internet can have this address."""
    return ipaddress.ip_address(address).is_global


def family_of(target: str) -> int:
    """Return the family of a target's address: 4, 6 (in brackets: RFC 3986, 3.2.2), or `TRANSLATED`."""
    if target.startswith("[64:ff9b::"):
        return TRANSLATED
    return 6 if target.startswith("[") else 4


def is_ipv6_target(target: str) -> bool:
    """Return whether a target is at an IPv6 address, be it a translated one."""
    return family_of(target) != 4


def block_of(address: str) -> str:
    """Return the address block of an IP address: /16 for IPv4, /32 for IPv6. Data centres are seldom larger."""
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/32", strict=False))
    first, second = address.split(".")[:2]  # asked of every attempt: ten times as fast as `ip_network`
    return f"{first}.{second}.0.0/16"
