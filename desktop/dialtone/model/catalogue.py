"""Messengers, their endpoints, and the neutral controls beside them."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from msgspec import field

from dialtone.model.client_hello import ClientHello
from dialtone.model.endpoint import Endpoint as Endpoint  # part of the catalogue, and the longest
from dialtone.model.frozen import Frozen, replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.maker import Publisher
from dialtone.model.public_trust import Inspector
from dialtone.model.readers import LockOut, WhoReads
from dialtone.model.vocabulary import (
    MessengerStatus,
    Place,
    Platform,
    ResolverKind,
    StatusFormat,
    Wire,
)


class Pins(Frozen):
    """The certificates that one server of pinned trust may show."""

    leaf_sha256: frozenset[bytes] = frozenset()
    """SHA-256 of the server's own certificate."""
    ca_sha256: frozenset[bytes] = frozenset()
    """SHA-256 of a certificate that vouches for the server's own."""


class KnownServer(Frozen):
    """A server whose addresses the app carries."""

    host: str
    addresses: tuple[str, ...]


class OwnServer(Frozen):
    """A messenger that works with any server the person uses."""

    example: str
    """A host to show as an example: `matrix.org`."""
    known: tuple[KnownServer, ...] = ()


SERVER = "{server}"
"""Stands for the person's own server where an endpoint has its host, or below it: `imap.{server}`."""


class OldVersion(Frozen):
    """Versions of the messenger's own app that are too old to be let through, or to work at all."""

    below: str
    """The first version that is not too old: `6.9.1`."""
    why: str
    """A wording key of `old_version`."""
    platforms: tuple[Platform, ...] = ()
    """Empty for all."""


class Traces(Frozen):
    """What an installed messenger leaves on each system (see docs/detection.md)."""

    windows_uninstall_keys: tuple[str, ...] = ()
    windows_display_names: tuple[str, ...] = ()
    windows_publishers: tuple[str, ...] = ()
    windows_packages: tuple[str, ...] = ()
    """MSIX package families."""
    windows_upgrade_codes: tuple[str, ...] = ()
    """MSI upgrade codes: they stay while the product code changes with each version."""
    windows_paths: tuple[str, ...] = ()
    """Programs, with `%variables%`; a `*` in a folder's name stands for anything (`app-*`)."""
    windows_schemes: tuple[str, ...] = ()
    macos_bundles: tuple[str, ...] = ()
    linux_desktop_ids: tuple[str, ...] = ()
    linux_flatpaks: tuple[str, ...] = ()
    linux_snaps: tuple[str, ...] = ()
    linux_packages: tuple[str, ...] = ()
    linux_rpm_packages: tuple[str, ...] = ()
    """Names in rpm databases, where they differ from `linux_packages`."""
    linux_binaries: tuple[str, ...] = ()
    web_apps: tuple[str, ...] = ()
    """Hosts, where needed with a path, whose installed browser apps count: `discord.com`, `mail.google.com/chat/`."""
    web_app_names: tuple[str, ...] = ()
    """Names that launchers of browser apps have."""
    old_versions: tuple[OldVersion, ...] = ()
    forks: tuple[str, ...] = ()
    """Those of the traces above that are left by third-party builds and wrappers."""


class StatusPage(Frozen):
    """The page on which a service tells programs that it is in trouble. Asked only when something fails."""

    endpoint: Endpoint
    format: StatusFormat


class Messenger(Frozen):
    """One messenger of the catalogue."""

    id: str
    name: str
    letter: str
    """One or two letters for the monogram."""
    hue: str
    """The monogram's colour, `#rrggbb`, toned to Dialtone's palette."""
    names: tuple[str, ...] = ()
    """Other names people type or say, in any script."""
    names_by_language: tuple[tuple[str, str], ...] = ()
    """(language, name) where people write it differently."""
    endpoints: tuple[Endpoint, ...] = ()
    functions: tuple[FunctionRule, ...] = ()
    traces: Traces = field(default_factory=Traces)
    publishers: tuple[Publisher, ...] = ()
    """Who is known to publish it, and what else goes by its name: its maker, and others."""
    link_schemes: tuple[str, ...] = ()
    """The kinds of links that its app opens (`tg`), beside those of `traces`."""
    home: tuple[str, ...] = ()
    """The countries (ISO 3166 alpha-2) where all of its servers stand, if it is a service of those alone. From abroad
    they may be silent on purpose, and that they answer says nothing of the way abroad."""
    untested: MessengerStatus | None = None
    """`retired`, `needs_server` or `no_server` where there is nothing to test."""
    why: str = ""
    """Why there is nothing to test: a wording key of `why_untested`."""
    note: str = ""
    """What to know about it on any network: a wording key of `note`."""
    own_server: OwnServer | None = None
    status: StatusPage | None = None
    """For programs; `status_page` is the one for people."""
    readers: WhoReads | None = None
    """Who can read along; None where no source was read."""
    lock_outs: tuple[LockOut, ...] = ()
    reach: int = 0
    """About how many millions of people use it in a month: only for the order of long lists; 0 where not known."""
    used_in: tuple[str, ...] = ()
    """Countries (ISO 3166 alpha-2) where many use it, beside `home`: only for what is offered first."""
    status_page: str = ""
    download_page: str = ""
    help_page: str = ""

    def name_in(self, language: str) -> str:
        """Return the messenger's name as people write it in a language."""
        return dict(self.names_by_language).get(language, self.name)

    def with_server(self, host: str, port: int | None = None) -> "Messenger":
        """Return the same messenger with the person's own server filled in, ready to be tested.

        A port takes the place of the web's own; mail keeps its ports.
        """
        if self.own_server is None:
            return self
        addresses = next((known.addresses for known in self.own_server.known if known.host == host), ())
        endpoints = tuple(_at(e, host, port, addresses) if SERVER in (e.host or "") else e for e in self.endpoints)
        return replace(self, endpoints=endpoints, untested=None)


def _at(endpoint: Endpoint, host: str, port: int | None, addresses: tuple[str, ...]) -> Endpoint:
    web = endpoint.wire in (Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET)
    built_in = addresses if "built_in" in endpoint.names_fallback and endpoint.host == SERVER else ()
    host = (endpoint.host or SERVER).replace(SERVER, host)
    return replace(
        endpoint, host=host, addresses=built_in, port=port if port and web else endpoint.port, of_person=True
    )


class Control(Frozen):
    """A neutral host. Its endpoint says how to reach it."""

    endpoint: Endpoint
    countries: tuple[str, ...] = ()
    """For a domestic control: the countries (ISO 3166 alpha-2) it is domestic in."""
    reserve: bool = False
    """Asked only where too few of the others answered."""
    messengers: tuple[str, ...] = ()
    """Messengers of the same company at home: where both answer, one company does."""

    @property
    def place(self) -> Place | None:
        """Where it stands."""
        return self.endpoint.place


class TrustedResolver(Frozen):
    """A resolver over HTTPS, reached by address."""

    id: str
    host: str
    addresses: tuple[str, ...]
    path: str
    source: str
    last_good: date | None = None
    shown_names: tuple[str, ...] = ()
    """Addresses of its owner that are shown a messenger's name (port 443) where it was cut at the messenger's own."""


class PlainResolver(Frozen):
    """A resolver asked without encryption, to see what becomes of a question on the way."""

    id: str
    address: str
    kind: ResolverKind
    source: str
    countries: tuple[str, ...] = ()
    """The countries (ISO 3166 alpha-2) in which it is of use; empty for all."""
    last_good: date | None = None


class Operator(Frozen, dict=True):
    """A hosting or CDN company that serves both messengers and neutral hosts."""

    id: str
    ranges: tuple[str, ...]
    """Of addresses: `157.240.0.0/16`."""
    source: str

    def has(self, address: str) -> bool:
        """Return whether an address is the operator's."""
        ip = ip_address(address)
        return any(ip.version == each.version and ip in each for each in self._networks)

    @cached_property
    def _networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return tuple(map(ip_network, self.ranges))


class Controls(Frozen):
    """What is measured about the network itself, beside the messengers."""

    sites: tuple[Control, ...] = field(name="controls")
    """Well-known sites, at home and abroad."""
    sign_in_checks: tuple[Endpoint, ...]
    """Plain HTTP pages with a known answer."""
    anchors: tuple[Endpoint, ...]
    """Addresses reached without any name: tells a dead line from a dead resolver."""
    udp: tuple[Endpoint, ...]
    """Generic STUN servers, and as the contrast to them servers of the time and of QUIC."""
    resolvers: tuple[TrustedResolver, ...]
    neutral_name: str
    """The server name used for contrast."""
    plain_resolvers: tuple[PlainResolver, ...] = ()
    """Asked in their order about a name that looks missing or forged."""
    filters: tuple[Operator, ...] = ()
    """Resolvers that leave out names on purpose, for those who chose them."""
    operators: tuple[Operator, ...] = ()
    """Their neutral servers are asked in every check: where all of them are silent, the operator is at fault."""
    inspectors: tuple[Inspector, ...] = ()
    """Programs and gateways that inspect TLS, by the issuers that they write into certificates."""
    stun_tcp: tuple[Endpoint, ...] = ()
    """Neutral STUN servers that are asked over TCP as well: what passes there is not filtered by its shape."""
    port_witnesses: tuple[Endpoint, ...] = ()
    """Neutral servers on other ports than the web's: asked where a messenger's port looks closed."""
    at_home: frozenset[str] = frozenset()
    """The messengers with a `home`: they answer on a network that reaches nothing abroad."""
    own_pages: tuple[tuple[str, str], ...] = ()
    """(operating system, id of the sign-in check that it makes itself)."""

    def sites_at(self, place: Place) -> tuple[Endpoint, ...]:
        """Return the sites at home, or abroad."""
        return tuple(control.endpoint for control in self.sites if control.place is place)

    @property
    def anchors_abroad(self) -> tuple[Endpoint, ...]:
        """The addresses abroad."""
        return tuple(e for e in self.anchors if e.place is Place.FOREIGN)

    @property
    def neutral_hosts(self) -> tuple[Endpoint, ...]:
        """All sites and addresses."""
        return (*(control.endpoint for control in self.sites), *self.anchors)


class Catalogue(Frozen):
    """All that can be tested."""

    version: str
    """The day of the catalogue, `YYYY-MM-DD`."""
    messengers: tuple[Messenger, ...]
    controls: Controls
    hellos: Mapping[str, ClientHello] = field(default_factory=dict)
    """ClientHello profiles by their ids."""

    def messenger(self, identifier: str) -> Messenger | None:
        """Return the messenger with this id."""
        return next((m for m in self.messengers if m.id == identifier), None)
