"""The facts that a step may record in addition to its failure: each key, its unit and the modules that write it."""

from collections.abc import Mapping
from enum import StrEnum

FactValue = str | int | float | bool | tuple[str, ...]


class Fact(StrEnum):
    """A key of `Observation.facts`. "By" names the modules in `probe/` that write it, which a test verifies."""

    # Any step
    DELIVERED = "delivered"
    """Yes or no: the other end acknowledged what was sent. By `attempt_context`, `keeping`, `sending`."""
    HELD_HERE = "held_here"
    """Yes: what was sent never left this computer, so the step failed as `denied`. By `attempt_context`."""
    RESENT = "resent"
    """Segments: how many the system has retransmitted on this connection so far. By `attempt`, `attempt_context`."""
    ROUND_TRIP = "round_trip"
    """Seconds: the system's own measurement for a connection, however late it was read here. By `attempt`."""
    FROM = "from"
    """A word of `Origin`: how the address was found. By `attempt`, `attempt_context`, `proxy/system_proxy_probe`."""
    LAG = "lag"
    """Seconds the loop was late. By `attempt`, `greeting`, `keeping`, `page_request`, `protocols/page`, `sending`."""
    STILL_COMING = "still_coming"
    """Seconds for which, at least, some of it had not arrived or been acknowledged, according to the system: delays of
    this computer are excluded. By `page_request`, `sending`."""
    VIA = "via"
    """A word of `Via`: what led to the address; absent where it was the usual route. By `attempt_context`."""
    LINE_RATE = "line_rate"
    """Bytes per second of all connections together, the maximum so far, on a narrow line. By `attempt_context`."""
    HEARD_BY_OTHERS = "heard_by_others"
    """TCP segments that reached this computer meanwhile, while Dialtone received nothing at all. By `attempt`."""
    SENT = "sent"
    """Datagrams sent until the answer came, or without one. By `datagram_greeting`."""
    REFUSED_AFTER = "refused_after"
    """Seconds from the first datagram to the first report that its port is closed. By `datagram_greeting`."""

    # A lookup
    RESOLVER = "resolver"
    """The id of a resolver in the catalogue, or `system`. By `dns/doh`, `dns/lookups`, `dns/plain`."""
    TRANSPORT = "transport"
    """`https`, `udp` or `tcp`: what carried a lookup; absent for the system's resolver. In MTProto's greeting a word of
    its `Transport`: how the messages were framed. By `dns/doh`, `dns/plain`, `greeting`."""
    KIND = "kind"
    """A word of `ResolverKind`: whom an unencrypted query went to. By `dns/plain`."""
    FAMILY = "family"
    """4 or 6: the IP version of the addresses that were queried. By `dns/lookups`."""
    ADDRESSES = "addresses"
    """IP addresses: the answer, or the first of many. By `dns/addresses`."""
    ADDRESSES_IN_ALL = "addresses_in_all"
    """How many addresses the answer held, where not all are recorded. By `dns/addresses`."""
    SECOND_ANSWER = "second_answer"
    """IP addresses or a word of `Failure`: a later answer to the same query, unlike the first. By `dns/plain`."""
    HOSTS_FILE = "hosts_file"
    """Yes: the name is in this computer's hosts file. By `dns/lookups`."""
    SEARCH_LIST = "search_list"
    """Yes: a name in this computer's search list was answered instead. By `dns/lookups`."""
    ASKED_AT = "asked_at"
    """A word of `ResolverPlace`: whose resolver the system queries first, or next if the first is dead.
    By `dns/lookups`."""
    ASKED_BESIDE = "asked_beside"
    """Yes: a VPN is on, and the route to the system's resolver bypasses it. By `dns/lookups`."""
    ASKED = "asked"
    """Queries to the system, where one was not enough. By `dns/lookups`."""

    # TLS
    SNI = "sni"
    """The server name sent. By `attempt`, `protocols/tls`, `proxy/faketls`."""
    VERSION = "version"
    """The TLS version agreed on: `TLSv1.3`. By `protocols/tls`."""
    ALPN = "alpn"
    """The protocol agreed on: `h2`. By `protocols/tls`."""
    ISSUER = "issuer"
    """The issuer's name in the server's certificate. By `protocols/tls`."""
    ISSUER_ORGANIZATION = "issuer_organization"
    """The organization in the issuer's name, where that differs. By `protocols/tls`."""
    CERTIFICATE = "certificate"
    """32 hexadecimal digits: the start of the SHA-256 of the server's certificate. By `protocols/tls`."""
    LOGGED = "logged"
    """Yes: a certificate that was not verified carries timestamps of public logs, as those of public authorities do
    (RFC 6962, 3.3). By `protocols/tls`."""
    MOZILLA = "mozilla"
    """Yes or no: the chain leads to a root in Mozilla's list. By `protocols/tls`."""
    LISTED = "listed"
    """Yes or no: it leads to a root that Mozilla once listed, or that another public list has. By `protocols/tls`."""
    NATIONAL = "national"
    """Yes or no: the chain leads to a national root. By `protocols/tls`."""
    REASON = "reason"
    """OpenSSL's word for why a handshake failed. By `protocols/tls`."""

    # HTTP, and the upgrade of a WebSocket
    STATUS = "status"
    """HTTP's status, of a proxy's response too. By `protocols/http`, `protocols/websocket`, `proxy/handshake`."""
    LOCATION_HOST = "location_host"
    """The target host of a redirect. By `protocols/http`."""
    HTML = "html"
    """Yes: the response to a neutral plain request is declared as HTML. By `page_request`."""
    CHALLENGE = "challenge"
    """Yes: the response is a challenge for browsers, not the service's own page. By `protocols/http`."""
    SERVER_TIME = "server_time"
    """Seconds since 1970 by the server's Date header. By `protocols/http`."""
    OWN_TIME = "own_time"
    """Seconds since 1970 by this computer's clock when the response came. By `page_request`."""
    TEXT_AS_EXPECTED = "text_as_expected"
    """Yes or no: the response contains the text that the catalogue expects. By `greeting`, `protocols/http`."""
    INDICATOR = "indicator"
    """The service's own word for its state: `none`, `major`. By `greeting`."""
    BYTES = "bytes"
    """Bytes of the body received or sent. By `protocols/http`, `protocols/page`, `sending`."""
    FLOW_SECONDS = "flow_seconds"
    """Seconds until the last byte arrived, or was acknowledged (pauses excluded); if the system does not say, until it
    was read. By `page_request`, `protocols/page`, `sending`."""
    PIECES = "pieces"
    """The least number of packets in which a message was sent. By `sending`."""
    EXCHANGES = "exchanges"
    """Small queries that were answered on a connection that was kept open. By `keeping`."""
    LIVED = "lived"
    """Seconds for which a kept connection had been open when the last of them was answered. By `keeping`."""
    COMPLETE = "complete"
    """Yes: the body ended before the wanted number of bytes was read. By `protocols/page`."""
    NAMED_PATH = "named_path"
    """The path of the first script that the page names. By `protocols/page`."""
    NAMED_SERVER = "named_server"
    """The addresses of the servers that the response names for the next step, space-separated. By `protocols/http`."""

    JA4 = "ja4"
    """The fingerprint of the app's own ClientHello, as sent. By `attempt`, `proxy/faketls`."""
    SHAPE_IN_DOUBT = "shape_in_doubt"
    """Yes: the profile of that ClientHello is old, or was not captured: the app may send another. By `attempt`."""

    # MTProto, and proofs of identity
    ANSWER = "answer"
    """The name of the response: `resPQ`, or an error with its code. By `greeting`."""
    PROOF = "proof"
    """A word of `Proof`: the outcome of the proof of identity. By `proof_registry`."""

    # A proxy
    SPEAKS = "speaks"
    """The proxy's own protocol: `socks5`, `socks4`, `connect`, `tls`, `disguise`. By `proxy/proxied_attempt`."""
    ASKED_FOR = "asked_for"
    """The host that the proxy was asked to connect to. By `proxy/proxied_attempt`."""
    REPLY = "reply"
    """The SOCKS reply code. By `proxy/handshake`."""
    METHOD = "method"
    """The number of the SOCKS5 login method that the proxy chose: it speaks the protocol. By `proxy/handshake`."""
    LOGIN = "login"
    """Yes or no: the proxy accepted our login. By `proxy/handshake`."""
    SPARED = "spared"
    """Yes: the settings of this computer bypass the proxy for this host. By `proxy/system_proxy_probe`."""
    SHAPE = "shape"
    """A word of `HelloShape`: the shape of FakeTLS's first message. By `proxy/proxied_attempt`."""
    LOOKS_LIKE_TLS = "looks_like_tls"
    """Yes: it answers like a TLS server, but without proof that it knows the secret. By `proxy/faketls`."""


Facts = dict[Fact, FactValue]


def number_of(facts: Mapping[Fact, FactValue], fact: Fact) -> float:
    """Return a fact as a number; 0 if it is missing, or not one."""
    value = facts.get(fact, 0)
    return float(value) if isinstance(value, int | float) else 0.0
