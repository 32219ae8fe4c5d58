"""The facts that a step may note beside its failure: every key, with its unit and the modules that write it."""

from enum import StrEnum
from types import MappingProxyType

from dialtone.model.vocabulary import Step

FactValue = str | int | float | bool | tuple[str, ...]


class Fact(StrEnum):
    """A key of `Observation.facts`. "By" names the modules in `probe/` that write it; a test holds that it is true."""

    # Any step
    DELIVERED = "delivered"
    """Yes or no: the other end acknowledged what was sent. By `attempt_steps`, `keeping`, `sending`."""
    RESENT = "resent"
    """Segments: how often the system sent one again on this connection so far. By `attempt`, `attempt_steps`."""
    ROUND_TRIP = "round_trip"
    """Seconds: the system's own measure of a connection, however late it was read here. By `attempt`."""
    FROM = "from"
    """Of `Origin`. By `attempt`, `attempt_steps`, `greeting`, `proxy/proxied_attempt`, `proxy/system_proxy_probe`."""
    LAG = "lag"
    """Seconds the loop was late. By `attempt`, `greeting`, `keeping`, `page_request`, `protocols/page`, `sending`."""
    STILL_COMING = "still_coming"
    """Seconds for which, at least, not all of it was here, or acknowledged, by the system's own count: the lag of this
    computer has no part in it. By `page_request`, `sending`."""
    VIA = "via"
    """`tunnel`: it left through the interface of a VPN; none where it left as usual. By `attempt_steps`."""
    LINE_RATE = "line_rate"
    """Bytes per second that all connections together got, at most so far, on a narrow line. By `attempt_steps`."""
    HEARD_BY_OTHERS = "heard_by_others"
    """Segments of TCP that came to this computer meanwhile, where Dialtone got nothing at all. By `attempt`."""
    SENT = "sent"
    """Datagrams sent until the answer came, or in vain. By `greeting`."""
    REFUSED_AFTER = "refused_after"
    """Seconds from the first datagram until it was said first that nobody listens on its port. By `greeting`."""

    # A lookup
    RESOLVER = "resolver"
    """The id of a resolver in the catalogue, or `system`. By `dns/doh`, `dns/lookups`, `dns/plain`."""
    TRANSPORT = "transport"
    """`https`, `udp` or `tcp`: what carried a lookup; none where the system was asked. By `dns/doh`, `dns/plain`."""
    KIND = "kind"
    """A word of `ResolverKind`: whom a question without encryption went to. By `dns/plain`."""
    FAMILY = "family"
    """4 or 6: the IP version that addresses were asked for. By `dns/lookups`."""
    ADDRESSES = "addresses"
    """IP addresses: the answer, or the first of many. By `dns/addresses`."""
    ADDRESSES_IN_ALL = "addresses_in_all"
    """How many addresses the answer held, where not all are noted. By `dns/addresses`."""
    SECOND_ANSWER = "second_answer"
    """IP addresses or a word of `Failure`: a later answer to the same question, unlike the first. By `dns/plain`."""
    HOSTS_FILE = "hosts_file"
    """Yes: the name stands in this computer's hosts file. By `dns/lookups`."""
    SEARCH_LIST = "search_list"
    """Yes: a name in this computer's search list was answered in its place. By `dns/lookups`."""
    ASKED_AT = "asked_at"
    """A word of `ResolverPlace`: whose resolver the system asks first. By `dns/lookups`."""
    ASKED_BESIDE = "asked_beside"
    """Yes: a VPN is on, and the way to the system's resolver leads past it. By `dns/lookups`."""
    ASKED = "asked"
    """Questions to the system, where one was not enough. By `dns/lookups`."""

    # TLS
    SNI = "sni"
    """The server name shown. By `attempt`, `protocols/tls`, `proxy/faketls`."""
    VERSION = "version"
    """The version of TLS agreed on: `TLSv1.3`. By `protocols/tls`."""
    ALPN = "alpn"
    """The protocol agreed on: `h2`. By `protocols/tls`."""
    ISSUER = "issuer"
    """The name of the issuer of the server's certificate. By `protocols/tls`."""
    ISSUER_ORGANIZATION = "issuer_organization"
    """The organization in the issuer's name, where that is another word. By `protocols/tls`."""
    CERTIFICATE = "certificate"
    """32 hexadecimal digits: the beginning of the SHA-256 of the server's certificate. By `protocols/tls`."""
    MOZILLA = "mozilla"
    """Yes or no: the chain leads to a root of Mozilla's list. By `protocols/tls`."""
    LISTED = "listed"
    """Yes or no: it leads to a root that Mozilla once listed, or that another public list holds. By `protocols/tls`."""
    NATIONAL = "national"
    """Yes or no: the chain leads to a national root. By `protocols/tls`."""
    REASON = "reason"
    """OpenSSL's word for why a handshake failed. By `protocols/tls`."""

    # HTTP, and the upgrade of a WebSocket
    STATUS = "status"
    """HTTP's status, of a proxy's answer too. By `protocols/http`, `protocols/websocket`, `proxy/handshake`."""
    LOCATION_HOST = "location_host"
    """The host that a redirect leads to. By `protocols/http`."""
    HTML = "html"
    """Yes: the answer to a neutral plain request calls itself an HTML page. By `page_request`."""
    CHALLENGE = "challenge"
    """Yes: the answer is a riddle for browsers, and none of the service's. By `protocols/http`."""
    SERVER_TIME = "server_time"
    """Seconds since 1970 by the server's Date header. By `protocols/http`."""
    OWN_TIME = "own_time"
    """Seconds since 1970 by this computer's clock, as the answer came. By `page_request`."""
    TEXT_AS_EXPECTED = "text_as_expected"
    """Yes or no: the answer holds the text that the catalogue expects. By `greeting`, `protocols/http`."""
    INDICATOR = "indicator"
    """The service's own word for its state: `none`, `major`. By `greeting`."""
    BYTES = "bytes"
    """Bytes of the body that came, or were sent. By `protocols/http`, `protocols/page`, `sending`."""
    FLOW_SECONDS = "flow_seconds"
    """Seconds until the last byte came, or was acknowledged (pauses left out); where the system does not tell, until it
    was read. By `page_request`, `protocols/page`, `sending`."""
    PIECES = "pieces"
    """Packets that a message was sent in, at least. By `sending`."""
    EXCHANGES = "exchanges"
    """Small questions that were answered on a connection that was kept open. By `keeping`."""
    LIVED = "lived"
    """Seconds for which a kept connection was open when the last of them was answered. By `keeping`."""
    COMPLETE = "complete"
    """Yes: the body ended before the wanted number of bytes was read. By `protocols/page`."""
    NAMED_PATH = "named_path"
    """The path of the first script that the page names. By `protocols/page`."""
    NAMED_SERVER = "named_server"
    """The addresses of the servers that the answer names for what comes next, spaces between. By `protocols/http`."""

    JA4 = "ja4"
    """The fingerprint of the app's own ClientHello that was sent. By `attempt`, `proxy/faketls`."""
    SHAPE_IN_DOUBT = "shape_in_doubt"
    """Yes: the profile of that ClientHello is old, or was not captured: the app may send another. By `attempt`."""

    # MTProto, and proofs of identity
    FRAMING = "framing"
    """A word of MTProto's `Transport`: how its messages were framed. The JSON says `transport`. By `greeting`."""
    ANSWER = "answer"
    """The name of the answer: `resPQ`, or an error with its code. By `greeting`."""
    PROOF = "proof"
    """A word of `Proof`: what became of the proof of identity. By `proof_registry`."""

    # A proxy
    SPEAKS = "speaks"
    """The proxy's own protocol: `socks5`, `socks4`, `connect`, `tls`, `disguise`. By `proxy/proxied_attempt`."""
    ASKED_FOR = "asked_for"
    """The host that the proxy was asked to connect to. By `proxy/proxied_attempt`."""
    REPLY = "reply"
    """SOCKS's code of the reply. By `proxy/handshake`."""
    METHOD = "method"
    """SOCKS5's number of the way to log in that the proxy chose: it speaks the protocol. By `proxy/handshake`."""
    LOGIN = "login"
    """Yes or no: the proxy let us log in. By `proxy/handshake`."""
    SPARED = "spared"
    """Yes: the settings of this computer leave the proxy out for this host. By `proxy/system_proxy_probe`."""
    SHAPE = "shape"
    """A word of `HelloShape`: what FakeTLS's first message looked like. By `proxy/proxied_attempt`."""
    LOOKS_LIKE_TLS = "looks_like_tls"
    """Yes: the answer is that of a TLS server, but without a proof that it knows the secret. By `proxy/faketls`."""

    @property
    def word(self) -> str:
        """The key in JSON, and what people read under Details."""
        return Fact.TRANSPORT.value if self is Fact.FRAMING else self.value


Facts = dict[Fact, FactValue]


_BY_WORD = MappingProxyType({fact.word: fact for fact in Fact if fact is not Fact.FRAMING})


def find_fact(word: str, step: Step) -> Fact | None:
    """Return the fact that a key of the JSON names in a step; None for a word that this version does not know."""
    return Fact.FRAMING if step is Step.MTPROTO and word == Fact.FRAMING.word else _BY_WORD.get(word)
