"""One thing to reach, and how; and which of them carry a function of a messenger."""

import re
from datetime import date
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from dialtone.model.client_hello import ClientHello
from dialtone.model.file_fields import (
    Count,
    HostNameOrOwn,
    Identifier,
    IdentifierOrEmpty,
    NonEmpty,
    Port,
    RequestPath,
    UrlOrEmpty,
)
from dialtone.model.frozen import Frozen, replace
from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import AddressOrigin, Function, Place, Platform, Sureness, Trust, Weight, Wire

AUTOCONFIG = "autoconfig"
"""In place of a regular expression: the response is Thunderbird's autoconfig, which names mail servers."""

UNPUBLISHED: Literal["none published"] = "none published"
"""The `source` of a function where nobody has published which servers the app uses for it."""

_MAX_READ_BYTES = Allowance().connection // 2
_Protocol = Annotated[str, Meta(min_length=1, max_length=255, pattern=r"^[\x00-\x7f]*\Z")]
"""RFC 7301: one byte holds the length."""
_SERVER_ADDRESS = re.compile(
    r"(?P<scheme>https|imap|smtp)://(?P<host>(?:[A-Za-z0-9_-]{1,63}\.){1,10}[A-Za-z][A-Za-z0-9-]{1,62})(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>(?:/[A-Za-z0-9._~-]{1,80}){1,5})?"
)


class Endpoint(Frozen):
    """One server to reach, and how the app speaks to it."""

    id: Identifier
    """Unique in the whole catalogue: `whatsapp/web-chat`; in the file of its messenger, `web-chat`."""
    messenger: str
    """The messenger's id; empty for a control."""
    wire: Wire
    port: Port
    host: HostNameOrOwn | None = None
    """The name to resolve and to send as SNI; None where the app connects to built-in addresses."""
    addresses: tuple[str, ...] = ()
    """Built-in addresses: the only ones if `host` is None, else known-good ones for contrast."""

    # How the app finds it

    names_fallback: tuple[str, ...] = ()
    """Where the app itself looks if the system has no address for `host`: ids of trusted resolvers, `built_in`, and
    `cache` for an earlier answer. With `beside` it looks there whatever the system answers, true or false."""
    ports: tuple[Port, ...] = ()
    """Alternative ports the app itself tries after `port`."""
    names_server: str = ""
    """How the answer names the server to use next: a regular expression with one group, an address, or `AUTOCONFIG`."""
    server_by: tuple[str, ...] = ()
    """The endpoints whose responses name this one's server, best first; `host` is used if none of them does."""
    nth: Count = 0
    """Which of several servers tried in turn by an app this is, from 0: of those named, or of its guesses (`host`)."""
    of_person: bool = False
    """A person's own server, a single machine somewhere: it may be down for all its users."""

    # What is sent, and what must answer

    trust: Trust = Trust.PUBLIC
    alpn: tuple[_Protocol, ...] = ()
    """For wire `tls`: the protocols to offer instead of a browser's."""
    hello: ClientHello | None = None
    """The app's own ClientHello here: tried in addition to ours. None where unknown."""
    path: RequestPath = "/"
    origin: UrlOrEmpty = ""
    """The Origin header of a WebSocket upgrade; empty for the host's own origin."""
    data_centre: Annotated[int, Meta(ge=-999, le=999)] = 0
    """Telegram's number of the data centre, sent in the obfuscated header, negative for media; 0 elsewhere."""
    held_open: bool = False
    """The app keeps a connection to it open to hear of new messages. Said only where a messenger has several servers
    for them: this one is what a check keeps open then, not a page or an API that answers once."""

    # What is read of a page

    read_bytes: Annotated[int, Meta(ge=0, le=_MAX_READ_BYTES)] = 0
    """How many bytes of the body to read, at most, to detect slowness and freezing."""
    file_prefix: UrlOrEmpty = ""
    """The prefix of a script's URL that this page contains: the page is read only up to that URL."""
    named_by: str = ""
    """The endpoint whose page names this file, which changes with every build; `path` is the prefix of its path."""
    healthy: int = 0
    """The HTTP status that, according to a source, a healthy server returns here; 0 where no source says."""
    expect_status: Annotated[int, Meta(ge=100, le=599)] | None = None
    """The HTTP status that a control must return to count as unaltered."""
    expect_text: str = ""
    """Text that a control's body must contain to count as unaltered. For a messenger (body, or first WebSocket message)
    its presence is noted and decides nothing, since any response from a verified server is a response."""

    # What its result may decide, and how well it is known

    weight: Weight = Weight.DECIDES
    source: NonEmpty = ""
    confidence: Sureness = "high"
    """How reliable the source is."""
    last_good: date | None = None
    """The last day on which a source showed this endpoint in use."""

    # A neutral host

    place: Place | None = None
    """Where a control or an anchor is hosted; None for everything else, and for an anchor on neither side."""
    operator: IdentifierOrEmpty = ""
    """Who hosts a neutral host: the company that connects it to the internet. Empty for a messenger's endpoint."""
    cdn: bool = False
    """A neutral host served from many places, one of them nearby: its answer says less about the path abroad."""

    @property
    def owner(self) -> str:
        """Who runs a neutral host: its company, or the host itself if none is known."""
        return self.operator or self.id

    @property
    def address_origin(self) -> AddressOrigin:
        """How the app itself learns the addresses."""
        return AddressOrigin.SYSTEM if self.host else AddressOrigin.BUILT_IN

    def at_server(self, named: str) -> "Endpoint | None":
        """Return this endpoint at the server that an answer named for it. `named`: addresses separated by spaces.

        Of the hosts in them that speak its protocol it takes the one at its place in the order (`nth`): unchanged if
        there is no such host, None if there are fewer.
        """
        servers = _parse_servers(named, self.wire)
        hosts = list(dict.fromkeys(server.host for server in servers))
        if not hosts:
            return self
        if self.nth >= len(hosts):
            return None
        host = hosts[self.nth]
        first, *others = [server for server in servers if server.host == host]
        return replace(
            self,
            host=host,
            addresses=self.addresses if host == self.host else (),
            port=first.port,
            ports=tuple(dict.fromkeys(other.port for other in others)),
            path=first.path + self.path,
        )


class _NamedServer(NamedTuple):
    host: str
    port: int
    path: str


def _parse_servers(named: str, wire: Wire) -> list[_NamedServer]:
    """Return the addresses with a valid port whose scheme is a protocol."""
    matches = (_SERVER_ADDRESS.fullmatch(address.rstrip("/")) for address in named.split())
    servers = [
        _NamedServer(match["host"].lower(), int(match["port"] or 443), match["path"] or "")
        for match in matches
        if match is not None and match["scheme"] == wire
    ]
    return [server for server in servers if server.port in range(1, 65536)]


class FunctionRule(Frozen):
    """The endpoints that carry a function. It works if at least one endpoint in every group works."""

    function: Function
    needs: tuple[Annotated[tuple[str, ...], Meta(min_length=1)], ...]
    """Groups of endpoint ids. Empty: not tested, and `why_not` gives the reason (a wording key)."""
    speed: tuple[str, ...] = ()
    """Endpoints of which only slowness or freezing counts for this function."""
    depends_on: Function | None = None
    """A function without which this one cannot start (calls are set up through messages)."""
    platforms: tuple[Platform, ...] = ()
    """Empty for all."""
    why_not: str = ""
    relays: tuple[str, ...] = ()
    """For calls that cannot be tested: relays of the messenger whose silence counts, but whose answer does not."""
    begins_with_stun: bool = False
    """Calls that start with STUN, whatever else they may try: a STUN filter stops or hampers them."""
    each_serves_some: bool = False
    """Each server of a group serves some accounts or files alone: that one answers says nothing of the others'."""
    source: str = ""
    """Where it is documented that the app uses these servers: `owner/repository@commit path`, or `UNPUBLISHED`."""
    dated: date | None = None
    second: str = ""
    """An independent second source: another client, an operator's firewall guide, a published capture."""
    second_dated: date | None = None
    doubt: str = ""
    """Why this list may be incomplete: where two sources differ, or what only a signed-in app is told."""

    @property
    def unpublished(self) -> bool:
        """Whether nobody has published which servers carry this."""
        return self.source == UNPUBLISHED
