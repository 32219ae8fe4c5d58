"""The facts that a step may record in addition to its failure: each key and its unit."""

from collections.abc import Mapping
from enum import StrEnum

FactValue = str | int | float | bool | tuple[str, ...]


SYSTEM_RESOLVER = "system"
"""The `Fact.RESOLVER` of a lookup by the system."""


class Fact(StrEnum):
    """A key of `Observation.facts`, written by a module in `probe/`."""

    # Any step
    DELIVERED = "delivered"
    """Yes or no: the other end acknowledged what was sent."""
    HELD_HERE = "held_here"
    """Yes: what was sent never left this computer, so the step failed as `denied`."""
    RESENT = "resent"
    """Segments: how many the system has retransmitted on this connection so far."""
    ROUND_TRIP = "round_trip"
    """Seconds: the system's own measurement for a connection, however late it was read here."""
    FROM = "from"
    """A word of `AddressOrigin`: how the address was found."""
    LAG = "lag"
    """Seconds the loop was late."""
    STILL_COMING = "still_coming"
    """Seconds for which, at least, some of it had not arrived or been acknowledged, according to the system: delays of
    this computer are excluded."""
    VIA = "via"
    """A word of `Via`: what led to the address; absent where it was the usual route."""
    LINE_RATE = "line_rate"
    """Bytes per second of all connections together, the maximum so far, on a narrow line."""
    HEARD_BY_OTHERS = "heard_by_others"
    """TCP segments that reached this computer meanwhile, while Dialtone received nothing at all."""
    SENT = "sent"
    """Datagrams sent until the answer came, or without one."""
    REFUSED_AFTER = "refused_after"
    """Seconds from a datagram to the fastest report that its port is closed, at most."""

    # A lookup
    RESOLVER = "resolver"
    """The id of a resolver in the catalogue, or `SYSTEM_RESOLVER`."""
    TRANSPORT = "transport"
    """`https`, `udp` or `tcp`: what carried a lookup; absent for the system's resolver. In MTProto's greeting a word of
    its `Transport`: how the messages were framed."""
    KIND = "kind"
    """A word of `ResolverKind`: whom an unencrypted query went to."""
    FAMILY = "family"
    """4 or 6: the IP version of the addresses that were queried."""
    ADDRESSES = "addresses"
    """IP addresses: the answer, or the first of many."""
    ADDRESSES_IN_ALL = "addresses_in_all"
    """How many addresses the answer held, where not all are recorded."""
    SECOND_ANSWER = "second_answer"
    """IP addresses or a word of `Failure`: a later answer to the same query, unlike the first."""
    HOSTS_FILE = "hosts_file"
    """Yes: the name is in this computer's hosts file."""
    SEARCH_LIST = "search_list"
    """Yes: a name in this computer's search list was answered instead."""
    ASKED_AT = "asked_at"
    """A word of `ResolverPlace`: whose resolver the system queries first, or next if the first is dead."""
    ASKED_BESIDE = "asked_beside"
    """Yes: a VPN is on, and the route to the system's resolver bypasses it."""
    ASKED = "asked"
    """Queries to the system, where one was not enough."""

    # TLS
    SNI = "sni"
    """The server name sent."""
    VERSION = "version"
    """The TLS version agreed on: `TLSv1.3`."""
    ALPN = "alpn"
    """The protocol agreed on: `h2`."""
    ISSUER = "issuer"
    """The issuer's name in the server's certificate."""
    ISSUER_ORGANIZATION = "issuer_organization"
    """The organization in the issuer's name, where that differs."""
    CERTIFICATE = "certificate"
    """32 hexadecimal digits: the start of the SHA-256 of the server's certificate."""
    LOGGED = "logged"
    """Yes: a certificate that was not verified carries timestamps of public logs, as those of public authorities do
    (RFC 6962, 3.3)."""
    MOZILLA = "mozilla"
    """Yes or no: the chain leads to a root in Mozilla's list."""
    LISTED = "listed"
    """Yes or no: it leads to a root that Mozilla once listed, or that another public list has."""
    NATIONAL = "national"
    """Yes or no: the chain leads to a national root."""
    REASON = "reason"
    """OpenSSL's word for why a handshake failed."""

    # HTTP, and the upgrade of a WebSocket
    STATUS = "status"
    """HTTP's status, of a proxy's response too."""
    LOCATION_HOST = "location_host"
    """The target host of a redirect."""
    HTML = "html"
    """Yes: the response to a neutral plain request is declared as HTML."""
    CHALLENGE = "challenge"
    """Yes: the response is a challenge for browsers, not the service's own page."""
    SERVER_TIME = "server_time"
    """Seconds since 1970 by the server's Date header."""
    OWN_TIME = "own_time"
    """Seconds since 1970 by this computer's clock when the response came."""
    TEXT_AS_EXPECTED = "text_as_expected"
    """Yes or no: the response contains the text that the catalogue expects."""
    INDICATOR = "indicator"
    """The service's own word for its state: `none`, `major`."""
    BYTES = "bytes"
    """Bytes of the body received or sent."""
    FLOW_SECONDS = "flow_seconds"
    """Seconds until the last byte arrived, or was acknowledged (pauses excluded); if the system does not say, until it
    was read."""
    PIECES = "pieces"
    """The least number of packets in which a message was sent."""
    EXCHANGES = "exchanges"
    """Small queries that were answered on a connection that was kept open."""
    LIVED = "lived"
    """Seconds for which a kept connection had been open when the last of them was answered."""
    COMPLETE = "complete"
    """Yes: the body ended before the wanted number of bytes was read."""
    NAMED_PATH = "named_path"
    """The path of the first script that the page names."""
    NAMED_SERVER = "named_server"
    """The addresses of the servers that the response names for the next step, space-separated."""

    JA4 = "ja4"
    """The fingerprint of the app's own ClientHello, as sent."""
    SHAPE_IN_DOUBT = "shape_in_doubt"
    """Yes: the profile of that ClientHello is old, or was not captured: the app may send another."""

    # MTProto, and proofs of identity
    ANSWER = "answer"
    """The name of the response: `resPQ`, or an error with its code."""
    PROOF = "proof"
    """A word of `Proof`: the outcome of the proof of identity."""

    # A proxy
    SPEAKS = "speaks"
    """The proxy's own protocol: `socks5`, `socks4`, `connect`, `tls`, `disguise`."""
    ASKED_FOR = "asked_for"
    """The host that the proxy was asked to connect to."""
    REPLY = "reply"
    """The SOCKS reply code."""
    METHOD = "method"
    """The number of the SOCKS5 login method that the proxy chose: it speaks the protocol."""
    LOGIN = "login"
    """Yes or no: the proxy accepted our login."""
    SPARED = "spared"
    """Yes: the settings of this computer bypass the proxy for this host."""
    SHAPE = "shape"
    """A word of `HelloShape`: the shape of FakeTLS's first message."""
    LOOKS_LIKE_TLS = "looks_like_tls"
    """Yes: it answers like a TLS server, but without proof that it knows the secret."""


Facts = dict[Fact, FactValue]


def number_of(facts: Mapping[Fact, FactValue], fact: Fact) -> float:
    """Return a fact as a number; 0 if it is missing, or not one."""
    value = facts.get(fact, 0)
    return float(value) if isinstance(value, int | float) else 0.0
