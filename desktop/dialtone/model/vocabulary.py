"""The closed vocabulary of the model, the JSON and the tests. People never see it: `explain/` makes the sentences."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

Platform = Literal["windows", "macos", "linux"]
Sureness = Literal["high", "medium", "low"]
"""How reliable a source is."""


class Function(StrEnum):
    """What people do with a messenger."""

    MESSAGES = "messages"
    """The app on this computer."""
    MEDIA = "media"
    CALLS = "calls"
    WEB = "web"
    LOGIN = "login"
    PHONE = "phone"
    """The phone app's own endpoints, tested from this network, where they differ from the computer's."""


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
    """A site at the same hosting company has the same trouble: this messenger is not singled out."""
    CALLS_FILTERED = "calls_filtered"
    SERVICE_DOWN = "service_down"
    SERVICE_REFUSES = "service_refuses"
    """The service answers, but refuses to serve this network or country."""
    THIS_COMPUTER = "this_computer"
    OWN_FILTER = "own_filter"
    """A name filter that was set up on purpose: on this computer, in this home, or at a resolver chosen for it."""
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


class NetworkDetail(StrEnum):
    """How much of a network's traffic passes, for all apps alike. It says more exactly what the status says."""

    HOME_ONLY = "home_only"
    """Sites of one country answer, but hardly any abroad."""
    SOME_NAMES_ONLY = "some_names_only"
    """A few sites or apps answer, but nothing else."""
    ONLY_LOOKUPS = "only_lookups"
    """Lookups are answered, but nothing else."""
    ANSWERED_NEARBY = "answered_nearby"
    """Something nearby answers in place of everything."""
    NO_ENCRYPTION = "no_encryption"
    """Plain pages load, but no TLS handshake completes."""
    LARGE_PACKETS_LOST = "large_packets_lost"
    """Small packets pass, and large ones do not."""
    HANDSHAKES_DIE = "handshakes_die"
    """A share of all TLS handshakes is cut off, whatever the host."""
    PACKETS_LOST = "packets_lost"
    """Some packets are lost, whatever the host."""
    NARROW = "narrow"
    """The line is slow for all hosts alike."""
    ABROAD_SLOWED = "abroad_slowed"
    """Every page from abroad comes slowly, and pages of this country do not."""
    FAR = "far"
    """Long round trips, as over a satellite; not a fault."""
    IPV4_GONE = "ipv4_gone"
    """Servers answer over IPv6 alone."""
    IPV6_GONE = "ipv6_gone"
    """Servers answer over IPv4 alone, though this computer has IPv6 too."""
    ONE_HOST_DOWN = "one_host_down"
    """One neutral host does not answer, and all others do; not a fault."""


class NetworkFlag(StrEnum):
    """Conditions that qualify every verdict."""

    VPN = "vpn"
    PROXY = "proxy"
    CLOCK_WRONG = "clock_wrong"
    UDP_BLOCKED = "udp_blocked"
    CALLS_FILTERED = "calls_filtered"
    IPV6_BROKEN = "ipv6_broken"
    BYPASS_TOOL = "bypass_tool"
    """A program here reroutes some hosts: a circumvention tool, or a tunnel for part of the internet."""
    NAMES_BESIDE_VPN = "names_beside_vpn"
    """A VPN is on, but name lookups bypass it; IPv6 that bypasses it counts too."""
    IPV6_BESIDE_VPN = "ipv6_beside_vpn"
    CONNECTS_ARE_LOCAL = "connects_are_local"
    """Something nearby accepts connections in place of servers."""
    COMPUTER_BUSY = "computer_busy"


class Confidence(StrEnum):
    """How sure a verdict is."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"

    @property
    def doubt(self) -> int:
        """How much doubt it leaves: 0 for the surest."""
        return _DOUBT[self]


_DOUBT = {confidence: doubt for doubt, confidence in enumerate(Confidence)}


def least_sure(confidences: Iterable[Confidence]) -> Confidence:
    """Return the lowest confidence: what is said of several is only as sure as that; unsure if there are none."""
    return max(confidences, key=lambda each: each.doubt, default=Confidence.UNSURE)


class Prior(StrEnum):
    """How common an explanation is where its finding occurs: never by country or provider."""

    RARE = "rare"
    """Possible; no case is known."""
    UNCOMMON = "uncommon"
    """One source names it."""
    COMMON = "common"
    """Several sources name it, or it was seen in the field."""

    @property
    def strength(self) -> int:
        """How much it weighs against others: 1 for the rarest."""
        return _STRENGTH[self]


_STRENGTH = {prior: strength for strength, prior in enumerate(Prior, start=1)}


class EvidenceKind(StrEnum):
    """What a rule of `judge/` found, first about the network; `docs/rules.md` lists which rule yields which kind."""

    NOTHING_ANSWERS = "nothing_answers"
    """No control answered, at home or abroad."""
    NOTHING_LEAVES = "nothing_leaves"
    """Nothing left this computer, or the first router was silent."""
    MOST_ABROAD_SILENT = "most_abroad_silent"
    """Hardly any control abroad answered; those at home may."""
    RESOLVER_SILENT = "resolver_silent"
    """The system's resolver answered for no name."""
    LOCAL_ROOT_TRUSTED = "local_root_trusted"
    """Certificates of controls lead to a root that only this computer trusts."""
    CLOCK_OFF = "clock_off"
    """This computer's clock deviates from the time of the controls."""
    LOSSY_LINE = "lossy_line"
    """A noticeable share of the packets was lost, everywhere or on the way to one messenger."""
    NARROW_LINE = "narrow_line"
    """Handshakes with controls had to wait for one another, or every page read from them was slow."""
    HANDSHAKES_CUT = "handshakes_cut"
    """TLS handshakes with controls were cut off, while unencrypted pages were answered."""
    BIG_PACKETS_LOST = "big_packets_lost"
    """Small packets arrived; larger ones did not."""
    IPV6_DEAD = "ipv6_dead"
    """Controls answered over IPv4 and not over IPv6."""
    UDP_SILENT = "udp_silent"
    """No control answered STUN over UDP, and nothing shows a filter of STUN alone."""
    STUN_FILTERED = "stun_filtered"
    """STUN, the first step of a call, went unanswered everywhere, and other UDP did not."""
    STUN_FILTERED_FOR_MOST = "stun_filtered_for_most"
    """STUN went unanswered at most companies, and a few answered it."""
    CONNECTS_ARE_LOCAL = "connects_are_local"
    """Something nearby accepted the connections in place of their servers."""
    COMPUTER_BUSY = "computer_busy"
    """This computer read the answers of controls too late to judge by their times."""
    BESIDE_VPN = "beside_vpn"
    """Some connections or lookups bypassed the VPN."""
    PROXY_SET = "proxy_set"
    """The system's settings name a proxy."""
    PROXY_FORBIDDEN_HERE = "proxy_forbidden_here"
    """This computer did not let us connect to the proxy that its settings name."""
    PROXY_WANTS_LOGIN = "proxy_wants_login"
    """The proxy demanded a login that we do not have."""
    ONLY_PROXY_LEADS_OUT = "only_proxy_leads_out"
    """Controls answered through the proxy only."""
    BYPASS_TOOL = "bypass_tool"
    """Some connections went through a VPN or a similar program."""
    CONTROLS_ANSWER = "controls_answer"
    """Enough controls answered for a failure elsewhere to mean something."""
    # A messenger
    GREETING_ANSWERED = "greeting_answered"
    """A server answered as its protocol demands."""
    NATIONAL_ROOT = "national_root"
    """A server's certificate leads to a root of its state, which few browsers trust."""
    ANSWERED_THROUGH_PROXY = "answered_through_proxy"
    """Its servers answered through the system's proxy."""
    FAILED_THROUGH_PROXY = "failed_through_proxy"
    """Its servers could not be reached through the system's proxy."""
    PROXY_SPARES = "proxy_spares"
    """The system's settings exempt its servers from the proxy."""
    ONLY_CONNECTS = "only_connects"
    """A server accepted the connection; without an account nothing more can be seen."""
    UNPROVED = "unproved"
    """Something answered like its server, without the proof that it is."""
    NAME_MISSING = "name_missing"
    """The network's resolver denied that an existing name exists."""
    NAME_FORGED = "name_forged"
    """The network's resolver gave a false address."""
    NAME_FORGED_ON_THE_WAY = "name_forged_on_the_way"
    """A false answer preceded that of another resolver."""
    NAME_MISSING_NATIONALLY = "name_missing_nationally"
    """The country's central resolver denied the name as well."""
    ONLY_THE_NAME = "only_the_name"
    """At the true addresses, learnt from a trusted resolver, everything answered."""
    ADDRESS_SILENT = "address_silent"
    """No connection to its addresses was accepted or refused."""
    ADDRESS_REFUSES = "address_refuses"
    """Connections to its addresses were refused."""
    OPERATOR_LIMITED = "operator_limited"
    """A control at the same hosting company failed as well."""
    NAME_CUT = "name_cut"
    """The connection was cut off when the handshake named it, and not with a neutral name."""
    NAME_CUT_ANYWHERE = "name_cut_anywhere"
    """Its name was cut off at servers of others too."""
    NAME_PASSES_ELSEWHERE = "name_passes_elsewhere"
    """Its name got through at a server of others."""
    GREETING_CUT = "greeting_cut"
    """The connection was made; the first message went unanswered or was cut off."""
    PHONE_HELLO_PASSES = "phone_hello_passes"
    """The desktop app's ClientHello was stopped, and the phone app's got through."""
    PAGE_INSTEAD = "page_instead"
    """Another page was shown in place of its own: a blocking page, or one to sign in."""
    CERTIFICATE_WRONG = "certificate_wrong"
    """The certificate proves nothing: it is for another name, or of an unknown issuer."""
    READ_ALONG = "read_along"
    """The page opened with a stranger's certificate, which this computer trusts."""
    INSPECTED = "inspected"
    """Controls showed certificates of the same unknown issuer."""
    INSPECTED_BY_PROGRAM = "inspected_by_program"
    """The unknown issuer is a known program on this computer."""
    INSPECTED_BY_GATEWAY = "inspected_by_gateway"
    """The unknown issuer is a known filter of offices, schools or providers."""
    SLOWER_THAN_CONTROL = "slower_than_control"
    """A page or an upload was much slower than a neutral one at the same time."""
    STOPS_EARLY = "stops_early"
    """A page or an upload began and stopped before its end."""
    STOPPED_LATER = "stopped_later"
    """A connection answered at first, and fell silent or was cut off seconds later."""
    SERVER_TROUBLE = "server_trouble"
    """Its real servers reported an error."""
    SERVICE_ADMITS = "service_admits"
    """Its status page reports an outage."""
    SERVICE_REFUSES = "service_refuses"
    """Its real servers refused all requests from this network."""
    PORT_CLOSED = "port_closed"
    """Its port was closed for controls too."""
    SOME_ATTEMPTS_FAIL = "some_attempts_fail"
    """Some attempts passed, and some did not."""
    LOCAL_OVERRIDE = "local_override"
    """A setting of this computer gave another address: the hosts file, or a search list."""
    OWN_FILTER = "own_filter"
    """A resolver at home or on this computer denied the name."""
    REFUSED_HERE = "refused_here"
    """This computer itself refused the connection."""
    NEEDS_MESSAGES = "needs_messages"
    """Calls, which begin through messages, cannot work where messages do not."""
    NOT_ENOUGH = "not_enough"
    """Too little was answered to tell."""


class Step(StrEnum):
    """One step of a probe; each is one observation."""

    DNS = "dns"
    TCP = "tcp"
    TLS = "tls"
    HTTP = "http"
    FLOW = "flow"
    """Reading a body: how many bytes came, how fast, and whether it stopped."""
    SENDING = "sending"
    """A body or a message in pieces: how many bytes went out, how fast they arrived, if it stopped."""
    KEPT = "kept"
    """A connection that stays open: whether small queries are answered on it, and for how long."""
    WEBSOCKET = "websocket"
    MTPROTO = "mtproto"
    NOISE = "noise"
    PROOF = "proof"
    """The server that answered the greeting proves its identity. The facts hold a `Proof` as `proof`."""
    STUN = "stun"
    REFLECTOR = "reflector"
    NTP = "ntp"
    QUIC = "quic"
    IMAP = "imap"
    SMTP = "smtp"
    PROXY = "proxy"
    """Connecting to a proxy, in its own protocol."""


class Variant(StrEnum):
    """Why an attempt was made: as the app does it, or for contrast."""

    APP = "app"
    # Contrasts at the app's address: an unfiltered server name, or a plain request that is not the app's protocol.
    NEUTRAL_NAME = "neutral_name"
    NEUTRAL_REQUEST = "neutral_request"
    OTHER_HELLO = "other_hello"
    """The app's server name in a first message of another shape and size (TLS 1.2, without the newest extensions)."""
    SMALL_PACKETS = "small_packets"
    """The app's handshake in small packets, in both directions."""
    APP_HELLO = "browser_hello"
    """The app's server name in a browser's first message, up to the server's first answer."""
    PHONE_HELLO = "phone_hello"
    """WhatsApp's first message as phones start it."""
    # The messenger's name, or a neutral one, at a server unrelated to the messenger.
    NAME_ELSEWHERE = "name_elsewhere"
    NEUTRAL_ELSEWHERE = "neutral_elsewhere"
    AGAIN = "again"
    """The app's first message again, to measure how often it passes; for TLS only the handshake."""
    UPLOAD = "upload"
    """A body, sent the way an app sends a photo."""
    KEPT = "kept"
    """The app's first message again, on a connection that is then kept open."""
    IN_PIECES = "in_pieces"
    """A small message after the greeting, each piece in its own packet."""
    STATUS = "status"
    """A request to the service's status page, not to the messenger itself."""
    PROXIED = "proxied"
    """The app's own greeting through the system's proxy."""
    ONE_HOP = "one_hop"
    """A connection or a lookup that no router forwards: what answers is this computer, or its first router."""
    UNVERIFIED = "unverified"
    """The app's handshake without verification, to read the certificate presented. It proves nothing by itself."""


class Failure(StrEnum):
    """All ways in which a step can fail."""

    TIMEOUT = "timeout"
    RESET = "reset"
    """An RST, before or after the connection was established."""
    REFUSED = "refused"
    CLOSED = "closed"
    """The other side closed the connection in an orderly way, but too early."""
    UNREACHABLE = "unreachable"
    """This computer has no way to send there: no route, no link, no address family."""
    NO_SUCH_NAME = "no_such_name"
    NO_ADDRESS = "no_address"
    """The name exists, but has no address of the requested family."""
    DNS_FAILED = "dns_failed"
    """The resolver gave no usable answer (SERVFAIL, REFUSED, silence)."""
    BAD_ANSWER = "bad_answer"
    """Bytes that do not fit the protocol: garbage, a wrong nonce, a page of another host."""
    ALERT = "alert"
    """A TLS alert: an answer of the server, not a block."""
    CERT_UNTRUSTED = "cert_untrusted"
    CERT_NAME = "cert_name"
    CERT_EXPIRED = "cert_expired"
    CERT_NOT_YET = "cert_not_yet"
    HTTP_ERROR = "http_error"
    """A server error (5xx) from the verified server: it is reachable, but in trouble."""
    STALLED = "stalled"
    """Data arrived and then stopped."""
    DECLINED = "declined"
    """A proxy reported, in its own protocol, that it will not or cannot."""
    DENIED = "denied"
    """This computer forbade it (a firewall, a sandbox)."""
    NOT_IN_TIME = "not_in_time"
    """The check ended before this step did; means nothing."""
    BUG = "bug"


class Wire(StrEnum):
    """The protocol of an endpoint: the list of steps."""

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
    """TCP, then STUN: how relays serve networks that block UDP."""
    STUN_TLS = "stun_tls"
    """TLS, then STUN: for networks that allow only the web."""
    TELEGRAM_REFLECTOR = "telegram_reflector"
    """The first message to a relay of Telegram's calls, over UDP."""
    # UDP that is not a call, for contrast: a time server, and a web server asked for its QUIC versions.
    NTP = "ntp"
    QUIC = "quic"
    IMAP = "imap"
    """TLS, then the greeting line of a mail server."""
    SMTP = "smtp"
    """TLS, then the greeting line of a server that accepts mail."""


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
"""Wires whose first message is a TLS ClientHello that contains the server name."""

UPGRADED = frozenset({Wire.WEBSOCKET, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET})
"""Wires on which more exchanges follow the TLS handshake than on the others: an upgrade, and mostly a greeting."""


class Trust(StrEnum):
    """Which certificates a genuine server presents."""

    PUBLIC = "public"
    """A chain accepted by both the system's store and Mozilla's list."""
    NATIONAL = "national"
    """As public, or under the root of the Russian Ministry of Digital Development, which browsers do not trust."""
    SIGNAL = "signal"
    """Signal's own two roots."""
    PINNED = "pinned"
    """No public chain: only the fingerprints in `resources/roots/pins.toml` tell who is genuine."""


class StatusFormat(StrEnum):
    """The format in which a service reports trouble to programs."""

    STATUSPAGE = "statuspage"
    """Atlassian Statuspage, `/api/v2/status.json`: `{"status": {"indicator": "none", …}}`."""
    SLACK = "slack"
    """Slack's own, `/api/v2.0.0/current`: `{"status": "ok"}`, or `active_incidents` with a `type` each."""


class Weight(StrEnum):
    """What an endpoint's result may decide."""

    DECIDES = "decides"
    SPEED = "speed"
    """Read only if the messenger is slow elsewhere; only slowness and freezing count, not failure."""
    INFORMS = "informs"
    """Shown, never decides (low confidence)."""
    RELAYS = "relays"
    """A call relay: its silence says something about calls, its answer nothing, since each call gets its own relays."""
    BOOTSTRAP = "bootstrap"
    """Only new installations use it, others know more: it decides nothing."""
    CONNECTS = "connects"
    """Only connecting can be observed: a failure counts in full, a success leaves doubt."""


class ResolverKind(StrEnum):
    """Who answers at the address of a resolver that is queried without encryption."""

    PUBLIC = "public"
    """Open to everybody, abroad."""
    NATIONAL = "national"
    """A country's own, from which its providers copy."""
    DECOY = "decoy"
    """Not a resolver: any answer was injected on the way."""


class ResolverPlace(StrEnum):
    """Whose resolver this computer queries first, as far as its address tells."""

    STUB = "stub"
    """A part of the system that forwards queries, and does not reveal where."""
    LOOPBACK = "loopback"
    """A program on this computer."""
    PRIVATE = "private"
    """A router of this home or office; most forward to the provider's resolver."""
    FILTER = "filter"
    """A public one that blocks names on purpose."""
    PUBLIC = "public"


class AddressOrigin(StrEnum):
    """How an address was learnt. Stored in the facts of the first step of an attempt as `from`."""

    SYSTEM = "system"
    """From the system's resolver."""
    TRUSTED = "trusted"
    """From a trusted resolver, whose answers are encrypted."""
    PLAIN = "plain"
    """From a resolver asked without encryption. Any host may have given it, until the server proves its identity."""
    BUILT_IN = "built_in"
    """From the app itself, or from the person."""


class Via(StrEnum):
    """What leads to an address, where it is not the route by which this computer reaches the internet."""

    TUNNEL = "tunnel"
    OWN_ROUTE = "own_route"
    """A route of this computer's own to a part of the internet: another adapter or another gateway."""
    THIS_COMPUTER = "this_computer"
    """Nothing: the address is one of this computer's."""


class Place(StrEnum):
    """Where a control or an anchor is hosted, seen from the country in question."""

    DOMESTIC = "domestic"
    FOREIGN = "foreign"
