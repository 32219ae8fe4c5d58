"""One thing to reach, and how."""

import re
from datetime import date

from dialtone.model.client_hello import ClientHello
from dialtone.model.frozen import Frozen, replace
from dialtone.model.vocabulary import Place, Sureness, Trust, Weight, Wire

AUTOCONFIG = "autoconfig"
"""In the place of an expression: the answer is Thunderbird's autoconfig, which names servers of mail."""

_SERVER_ADDRESS = re.compile(
    r"(?P<scheme>https|imap|smtp)://(?P<host>(?:[A-Za-z0-9_-]{1,63}\.){1,10}[A-Za-z][A-Za-z0-9-]{1,62})(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>(?:/[A-Za-z0-9._~-]{1,80}){1,5})?"
)


class Endpoint(Frozen):
    """One thing to reach, and how. `id` is unique in the whole catalogue: `whatsapp/web-chat`."""

    id: str
    messenger: str
    """The messenger's id; empty for a control."""
    wire: Wire
    port: int
    host: str | None = None
    """The name to resolve and to show as SNI; None where the app connects to built-in addresses."""
    addresses: tuple[str, ...] = ()
    """Built-in addresses: the only ones where `host` is None, else known-good ones for contrast."""
    names_fallback: tuple[str, ...] = ()
    """Where the app itself looks when the system has no address for `host`: ids of trusted resolvers, `built_in`, and
    `cache` for what it once resolved. With `beside` it does so beside any answer, a false one too."""
    path: str = "/"
    alpn: tuple[str, ...] = ()
    """For wire `tls`: the protocols to offer instead of a browser's."""
    origin: str = ""
    """The Origin header of a WebSocket's upgrade; empty for that of the host itself."""
    read_bytes: int = 0
    """How many bytes of the body to read, at most, to see speed and freezing."""
    file_prefix: str = ""
    """How the address of a script begins that this page names: the page is read no further than to that."""
    named_by: str = ""
    """The endpoint whose page names this file, which is new with every build; `path` is how its path begins."""
    hello: ClientHello | None = None
    """What the app itself sends first here, over TLS: tried beside our own ClientHello. None where not known."""
    names_server: str = ""
    """How the answer names the server that goes on from there: a regular expression with one group, an address, or
    `AUTOCONFIG`."""
    server_by: tuple[str, ...] = ()
    """The endpoints whose answers name the server of this one, the best first; `host` stands where they name none."""
    nth: int = 0
    """Which of several servers it is that an app tries in turn, from 0: of those named, or of its guesses (`host`)."""
    ports: tuple[int, ...] = ()
    """Alternative ports the app itself tries after `port`."""
    trust: Trust = Trust.PUBLIC
    weight: Weight = Weight.DECIDES
    healthy: int = 0
    """The HTTP status that a source shows a server in good health to give here; 0 where none does."""
    data_centre: int = 0
    """Telegram's number of the data centre, sent in the obfuscated header, negative for files; 0 elsewhere."""
    expect_status: int | None = None
    """The HTTP status a control must give to be called unaltered."""
    expect_text: str = ""
    """Text that a control's body must hold to be called unaltered. Of a messenger's, the body or a WebSocket's first
    message: whether it is there is noted and decides nothing, for from a verified server any answer is an answer."""
    source: str = ""
    confidence: Sureness = "high"
    """How sure the source is."""
    last_good: date | None = None
    """The day on which a source last showed this endpoint in use."""
    expires: date | None = None
    """The day after which it must be verified again; None where a source stays good until it is replaced."""
    of_person: bool = False
    """A server of the person's own, one machine somewhere: it may be off for all its users."""
    place: Place | None = None
    """Where a control or an anchor stands; None for all else, and for an anchor that tells of neither side."""
    operator: str = ""
    """Whose server a neutral host is: the company that connects it to the internet. Empty for a messenger's."""
    cdn: bool = False
    """A neutral host served from many places, one of them near: that it answers tells less of the way abroad."""

    @property
    def owner(self) -> str:
        """Who runs a neutral host: its company, or nobody but itself where none is known."""
        return self.operator or self.id

    def at_server(self, named: str) -> "Endpoint | None":
        """Return the same endpoint at its server of those that were named, by their addresses with spaces between.

        Return itself where none of them speaks its protocol, and None where fewer do than there are guesses.
        """
        found = [m for address in named.split() if (m := _SERVER_ADDRESS.fullmatch(address.rstrip("/")))]
        found = [m for m in found if m["scheme"] == self.wire and int(m["port"] or 443) in range(1, 65536)]
        hosts = list(dict.fromkeys(m["host"].lower() for m in found))
        if not hosts:
            return self
        if self.nth >= len(hosts):
            return None
        host = hosts[self.nth]
        first, *others = [m for m in found if m["host"].lower() == host]
        return replace(
            self,
            host=host,
            addresses=self.addresses if host == self.host else (),
            port=int(first["port"] or 443),
            ports=tuple(dict.fromkeys(int(m["port"] or 443) for m in others)),
            path=(first["path"] or "") + self.path,
        )
