"""The closed vocabulary of the model, the JSON and the tests. People never read it: `explain/` makes the sentences."""

from enum import StrEnum
from typing import Literal

from dialtone.model.evidence_kind import EvidenceKind as EvidenceKind  # a word like the others, and the longest list

Platform = Literal["windows", "macos", "linux"]
Sureness = Literal["high", "medium", "low"]
"""How sure a source is."""


class Function(StrEnum):
    """What people do with a messenger."""

    MESSAGES = "messages"
    """The app on this computer."""
    MEDIA = "media"
    CALLS = "calls"
    WEB = "web"
    LOGIN = "login"
    PHONE = "phone"
    """The phone app's own way, tested from this network, where it differs from the computer's."""


class FunctionStatus(StrEnum):
    """What can be said about one function."""

    WORKS = "works"
    SLOW = "slow"
    BLOCKED = "blocked"
    DOWN = "down"
    UNKNOWN = "unknown"
    NOT_TESTED = "not_tested"


class MessengerStatus(StrEnum):
    """What can be said about a messenger as a whole."""

    WORKS = "works"
    PARTLY = "partly"
    SLOW = "slow"
    BLOCKED = "blocked"
    DOWN = "down"
    UNKNOWN = "unknown"
    NOT_TESTED = "not_tested"
    RETIRED = "retired"
    NEEDS_SERVER = "needs_server"
    NO_SERVER = "no_server"


class Cause(StrEnum):
    """Why something does not work. The last five concern the whole network."""

    DNS_MISSING = "dns_missing"
    DNS_FORGED = "dns_forged"
    ADDRESS_BLOCKED = "address_blocked"
    NAME_FILTERED = "name_filtered"
    PROTOCOL_FILTERED = "protocol_filtered"
    BLOCK_PAGE = "block_page"
    CERTIFICATE_SWAPPED = "certificate_swapped"
    THROTTLED = "throttled"
    FROZEN = "frozen"
    HOSTING_LIMITED = "hosting_limited"
    """A site at the same hosting company fares the same: this messenger is not singled out."""
    CALLS_FILTERED = "calls_filtered"
    SERVICE_DOWN = "service_down"
    SERVICE_REFUSES = "service_refuses"
    """The service answers, and will not serve this network or country."""
    THIS_COMPUTER = "this_computer"
    OWN_FILTER = "own_filter"
    """A filter of names that was set up for that: on this computer, in this home, or at a resolver that was chosen."""
    UNEXPLAINED = "unexplained"
    OFFLINE = "offline"
    CAPTIVE_PORTAL = "captive_portal"
    WHITELIST_MODE = "whitelist_mode"
    DNS_DOWN = "dns_down"
    INTERCEPTED = "intercepted"


class NetworkStatus(StrEnum):
    """The state of the network as a whole."""

    ONLINE = "online"
    OFFLINE = "offline"
    CAPTIVE_PORTAL = "captive_portal"
    WHITELIST_MODE = "whitelist_mode"
    DNS_DOWN = "dns_down"
    INTERCEPTED = "intercepted"
    UNSTABLE = "unstable"


class Degree(StrEnum):
    """What passes on a network and what does not, for everybody: more than its status says."""

    HOME_ONLY = "home_only"
    """Sites of one country answer, and hardly any abroad."""
    SOME_NAMES_ONLY = "some_names_only"
    """A few sites or apps answer, and nothing else does."""
    ONLY_LOOKUPS = "only_lookups"
    """Lookups are answered, and nothing else is."""
    ANSWERED_NEARBY = "answered_nearby"
    """Something near answers in the place of everything."""
    NO_ENCRYPTION = "no_encryption"
    """Plain pages come, and no TLS handshake comes about."""
    LARGE_PACKETS_LOST = "large_packets_lost"
    HANDSHAKES_DIE = "handshakes_die"
    """A share of all TLS handshakes is cut, with any host."""
    PACKETS_LOST = "packets_lost"
    NARROW = "narrow"
    FAR = "far"
    """A long way, as over a satellite: no fault."""
    IPV4_GONE = "ipv4_gone"
    IPV6_GONE = "ipv6_gone"
    ONE_HOST_DOWN = "one_host_down"
    """One neutral host of many does not answer."""


class NetworkFlag(StrEnum):
    """Conditions that qualify every verdict."""

    VPN = "vpn"
    PROXY = "proxy"
    CLOCK_WRONG = "clock_wrong"
    UDP_BLOCKED = "udp_blocked"
    CALLS_FILTERED = "calls_filtered"
    IPV6_BROKEN = "ipv6_broken"
    BYPASS_TOOL = "bypass_tool"
    """A program here changes the way to some hosts: a helper against blocks, or a tunnel for a part of the internet."""
    NAMES_BESIDE_VPN = "names_beside_vpn"
    """A VPN is on, and names are looked up past it; IPv6 goes past it likewise."""
    IPV6_BESIDE_VPN = "ipv6_beside_vpn"
    CONNECTS_ARE_LOCAL = "connects_are_local"
    """Something near accepts connections in the place of servers."""
    COMPUTER_BUSY = "computer_busy"


class Confidence(StrEnum):
    """How sure a verdict is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Prior(StrEnum):
    """How common an explanation is where its finding is seen: never by country or provider."""

    RARE = "rare"
    """Possible; no case is known."""
    UNCOMMON = "uncommon"
    """One source names it."""
    COMMON = "common"
    """Several sources name it, or it was met in the field."""


class Step(StrEnum):
    """One step of a probe; each is one observation."""

    DNS = "dns"
    TCP = "tcp"
    TLS = "tls"
    HTTP = "http"
    FLOW = "flow"
    """Reading a body: how many bytes came, how fast, whether it stopped."""
    SENDING = "sending"  # a body or a message in pieces: how many bytes went, how fast they arrived, whether it stopped
    KEPT = "kept"  # a connection that stays open: whether small questions are answered on it, and for how long
    WEBSOCKET = "websocket"
    MTPROTO = "mtproto"
    NOISE = "noise"
    PROOF = "proof"
    """The server that answered the greeting proves whose it is. The facts hold a `Proof` as `proof`."""
    STUN = "stun"
    REFLECTOR = "reflector"
    NTP = "ntp"
    QUIC = "quic"
    IMAP = "imap"
    SMTP = "smtp"
    PROXY = "proxy"  # getting in at a proxy, in its own protocol


class Variant(StrEnum):
    """Why an attempt was made: as the app does it, or as a contrast."""

    APP = "app"
    # The same address, with a server name that is not filtered; with a plain request that is not the app's protocol.
    NEUTRAL_NAME = "neutral_name"
    NEUTRAL_REQUEST = "neutral_request"
    OTHER_HELLO = "other_hello"
    """The same name in a first message of another shape and size (TLS 1.2, without the newest extensions)."""
    SMALL_PACKETS = "small_packets"
    """The same handshake in small packets, both ways."""
    APP_HELLO = "browser_hello"
    """The same name in a browser's first message, as far as the server's first answer."""
    PHONE_HELLO = "phone_hello"  # WhatsApp's first message as phones begin it
    # The messenger's name, or a neutral one, at a server that has nothing to do with the messenger.
    NAME_ELSEWHERE = "name_elsewhere"
    NEUTRAL_ELSEWHERE = "neutral_elsewhere"
    AGAIN = "again"  # the app's first message once more, to see how often it passes; of TLS the handshake alone
    UPLOAD = "upload"  # a body, sent as an app sends a photo
    KEPT = "kept"  # the app's first message once more, on a connection that is then kept open
    IN_PIECES = "in_pieces"  # a small message after the greeting, each piece of it a packet of its own
    STATUS = "status"  # a question to the service's status page, not to the messenger itself
    PROXIED = "proxied"  # the app's own greeting through the proxy that the system has set
    ONE_HOP = "one_hop"
    """A connection that no router passes on: a refusal comes from this computer, or from its first router."""
    UNVERIFIED = "unverified"
    """The same handshake without verification, to read the certificate shown. Proves nothing by itself."""


class Failure(StrEnum):
    """All ways in which a step can fail."""

    TIMEOUT = "timeout"
    RESET = "reset"
    """An RST, before or after the connection was open."""
    REFUSED = "refused"
    CLOSED = "closed"
    """The other side ended the connection in order, too early."""
    UNREACHABLE = "unreachable"
    """This computer has no way to send there: no route, no link, no address family."""
    NO_SUCH_NAME = "no_such_name"
    NO_ADDRESS = "no_address"
    """The name exists, but has no address of the family asked for."""
    DNS_FAILED = "dns_failed"
    """The resolver gave no usable answer (SERVFAIL, REFUSED, silence)."""
    BAD_ANSWER = "bad_answer"
    """Bytes came that are not the protocol: garbage, a wrong nonce, a page of another host."""
    ALERT = "alert"
    """A TLS alert: an answer of the server, not a block."""
    CERT_UNTRUSTED = "cert_untrusted"
    CERT_NAME = "cert_name"
    CERT_EXPIRED = "cert_expired"
    CERT_NOT_YET = "cert_not_yet"
    HTTP_ERROR = "http_error"
    """A server error (5xx) from the verified server: it is there, and in trouble."""
    STALLED = "stalled"
    """Bytes came and then stopped."""
    DECLINED = "declined"
    """A proxy said, in its own protocol, that it will not or cannot."""
    DENIED = "denied"
    """This computer forbade it (a firewall, a sandbox)."""
    NOT_IN_TIME = "not_in_time"
    """The check ended before this step did; says nothing."""
    BUG = "bug"


class Wire(StrEnum):
    """What is spoken to an endpoint: the list of steps."""

    TCP = "tcp"
    TLS = "tls"
    HTTPS = "https"
    HTTP = "http"
    WEBSOCKET = "websocket"
    """TLS, then an HTTP/1.1 upgrade."""
    WHATSAPP_WEBSOCKET = "whatsapp_websocket"
    """TLS, upgrade, then WhatsApp's Noise greeting in binary frames."""
    WHATSAPP_NOISE = "whatsapp_noise"
    """TCP, then WhatsApp's Noise greeting."""
    MTPROTO = "mtproto"
    """TCP, then `req_pq_multi` answered by `resPQ`."""
    MTPROTO_WEBSOCKET = "mtproto_websocket"
    """TLS, upgrade, then obfuscated `req_pq_multi` in binary frames."""
    STUN = "stun"
    STUN_TCP = "stun_tcp"
    """TCP, then the same request: how a relay serves those whose network closes UDP."""
    STUN_TLS = "stun_tls"  # TLS, then the same: where a network lets out the web alone
    TELEGRAM_REFLECTOR = "telegram_reflector"
    """The first message to a relay of Telegram's calls, over UDP."""
    # UDP that is no call, for contrast: a time server, and a web server asked for its versions of QUIC.
    NTP = "ntp"
    QUIC = "quic"
    IMAP = "imap"
    """TLS, then a mail server's first line."""
    SMTP = "smtp"
    """TLS, then the first line of a server that takes mail."""


SECURED = frozenset(
    {
        Wire.TLS,
        Wire.HTTPS,
        Wire.WEBSOCKET,
        Wire.WHATSAPP_WEBSOCKET,
        Wire.MTPROTO_WEBSOCKET,
        Wire.IMAP,
        Wire.SMTP,
        Wire.STUN_TLS,
    }
)
"""Wires whose first message is TLS's, with the name of the server in it."""


class Trust(StrEnum):
    """Whose certificates a genuine server shows."""

    PUBLIC = "public"
    """A chain that both the system's store and Mozilla's list accept."""
    NATIONAL = "national"
    """As public, or the root of the Russian Ministry of Digital Development, which browsers do not trust."""
    SIGNAL = "signal"  # Signal's own two roots
    PINNED = "pinned"
    """No public chain: the fingerprints in `resources/roots/pins.toml` alone say who is genuine."""


class StatusFormat(StrEnum):
    """The format in which a service tells programs that it is in trouble."""

    STATUSPAGE = "statuspage"
    """Atlassian Statuspage, `/api/v2/status.json`: `{"status": {"indicator": "none", …}}`."""
    SLACK = "slack"
    """Slack's own, `/api/v2.0.0/current`: `{"status": "ok"}`, or `active_incidents` with a `type` each."""


class Weight(StrEnum):
    """What an endpoint's result may decide."""

    DECIDES = "decides"
    SPEED = "speed"
    """Read only when the messenger is slow elsewhere; only slowness and freezing count, not its failure."""
    INFORMS = "informs"  # shown, never decides (low confidence)
    RELAYS = "relays"
    """A relay of calls: its silence tells of calls, its answer of nothing, for each call names relays of its own."""
    BOOTSTRAP = "bootstrap"  # only new installations ask it, others know more: it decides nothing
    CONNECTS = "connects"
    """Only that it connects can be seen: a failure counts in full, a success leaves doubt."""


class ResolverKind(StrEnum):
    """Who answers at the address of a resolver that is asked without encryption."""

    PUBLIC = "public"
    """Open to all, abroad."""
    NATIONAL = "national"
    """A country's own, which its providers copy from."""
    DECOY = "decoy"
    """No resolver is there: an answer was made by something on the way."""


class ResolverPlace(StrEnum):
    """Whose resolver this computer asks first, as far as its address tells."""

    STUB = "stub"
    """A part of the system that hands questions on, and does not say to whom."""
    LOOPBACK = "loopback"
    """A program on this computer."""
    PRIVATE = "private"
    """A box of this home or office; most of them ask the provider's."""
    FILTER = "filter"
    """A public one that leaves out names on purpose."""
    PUBLIC = "public"


class Place(StrEnum):
    """Where a control or an anchor stands, seen from the country asked about."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"
