"""Messengers, their endpoints, and the neutral controls used for comparison."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cached_property
from ipaddress import ip_address, ip_network
from typing import Annotated

from msgspec import Meta, field

from dialtone.model.client_hello import ClientHello
from dialtone.model.endpoint import Endpoint as Endpoint  # part of the catalogue, and its largest file
from dialtone.model.endpoint import FunctionRule
from dialtone.model.file_fields import Count, CountryCode, HostName, Identifier, NonEmpty, RequestPath, WordingKey
from dialtone.model.frozen import Frozen, replace
from dialtone.model.maker import Publisher
from dialtone.model.readers import LockOut, WhoReads
from dialtone.model.vocabulary import AddressOrigin, MessengerStatus, Place, Platform, ResolverKind, StatusFormat, Wire


class KnownServer(Frozen):
    """A server whose addresses are built into the app."""

    host: HostName
    addresses: tuple[str, ...]


class OwnServer(Frozen):
    """A messenger that works with any server a person chooses."""

    example: HostName
    known: tuple[KnownServer, ...] = ()


SERVER = "{server}"
"""Placeholder for the person's own server in an endpoint's host: `{server}`, or a subdomain, `imap.{server}`."""


class OldVersion(Frozen):
    """Versions of the messenger's own app that are too old to be let in, or to work at all."""

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
    """Programs, with `%variables%`; a `*` in a folder's name matches anything (`app-*`)."""
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
    """Hosts, with a path where needed, whose installed browser apps count: `discord.com`, `mail.google.com/chat/`."""
    web_app_names: tuple[str, ...] = ()
    old_versions: tuple[OldVersion, ...] = ()
    forks: tuple[str, ...] = ()
    """Those of the traces above that third-party builds and wrappers leave."""


class StatusPage(Frozen):
    """The page where a service reports trouble to programs. Requested only when something fails."""

    endpoint: Endpoint
    format: StatusFormat


class Messenger(Frozen):
    """One messenger of the catalogue."""

    id: Identifier
    name: NonEmpty
    letter: Annotated[str, Meta(min_length=1, max_length=2)]
    hue: Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}\Z")]
    """The monogram's colour, `#rrggbb`, toned to Dialtone's palette."""
    names: tuple[str, ...] = ()
    """Other names people type or say, in any script."""
    names_by_language: tuple[tuple[str, str], ...] = ()
    """(language, name) where the name differs from `name`."""

    # What is tested

    endpoints: tuple[Endpoint, ...] = ()
    functions: tuple[FunctionRule, ...] = ()
    status_page: StatusPage | None = field(default=None, name="status")
    own_server: OwnServer | None = None
    untested: MessengerStatus | None = None
    """`retired`, `needs_server` or `no_server` where there is nothing to test."""
    why_untested: WordingKey = field(default="", name="why")
    """Why there is nothing to test: a key among the sentences `why_untested`."""

    # Its apps on a computer

    traces: Traces = field(default_factory=Traces)
    publishers: tuple[Publisher, ...] = ()
    """Its known publishers: its maker, and others who publish it or something under its name."""
    link_schemes: tuple[str, ...] = ()
    """The URL schemes that its app opens (`tg`), in addition to those of `traces`."""

    # What people should know

    note: WordingKey = ""
    """What people should know about it on any network: a key among the sentences `note`."""
    readers: WhoReads | None = None
    """Who can read along; None where no source was read."""
    lock_outs: tuple[LockOut, ...] = ()

    # Where it is used

    home: tuple[CountryCode, ...] = ()
    """The countries (ISO 3166 alpha-2) that host all of its servers, if it serves only those. From abroad its servers
    may be silent on purpose, and an answer from them says nothing about the path abroad."""
    hosted_in: tuple[CountryCode, ...] = ()
    """The countries that host all of its servers, if it serves others as well: people there reach it at home."""
    used_in: tuple[CountryCode, ...] = ()
    """Countries (ISO 3166 alpha-2) where many use it, in addition to `home`: for what is offered first."""
    monthly_millions: Count = field(default=0, name="reach")
    """Roughly how many millions of people use it each month, for the order of long lists; 0 if unknown."""

    @property
    def contacted(self) -> tuple[Endpoint, ...]:
        """Everything that is contacted for it, including its status page."""
        return self.endpoints if self.status_page is None else (*self.endpoints, self.status_page.endpoint)

    def name_in(self, language: str) -> str:
        """Return the messenger's name as written in a language."""
        return dict(self.names_by_language).get(language, self.name)

    def with_server(self, host: str, port: int | None = None) -> "Messenger":
        """Return the same messenger with the person's own server filled in. A port replaces the one for the web."""
        if self.own_server is None:
            return self
        addresses = next((server.addresses for server in self.own_server.known if server.host == host), ())
        endpoints = tuple(_fill_in(e, host, port, addresses) if SERVER in (e.host or "") else e for e in self.endpoints)
        return replace(self, endpoints=endpoints, untested=None)


def _fill_in(endpoint: Endpoint, host: str, port: int | None, addresses: tuple[str, ...]) -> Endpoint:
    """Return an endpoint at the person's own server; mail keeps its ports: one that is typed is for the web."""
    is_web = endpoint.wire in (Wire.HTTPS, Wire.HTTP, Wire.WEBSOCKET)
    built_in = addresses if AddressOrigin.BUILT_IN in endpoint.names_fallback and endpoint.host == SERVER else ()
    host = (endpoint.host or SERVER).replace(SERVER, host)
    return replace(
        endpoint, host=host, addresses=built_in, port=port if port and is_web else endpoint.port, of_person=True
    )


class Control(Frozen):
    """A neutral host. Its endpoint defines how to reach it."""

    endpoint: Endpoint
    countries: tuple[CountryCode, ...] = ()
    """For a domestic control: the countries (ISO 3166 alpha-2) in which it counts as domestic."""
    reserve: bool = False
    """Used only where too few of the others answered."""
    messengers: tuple[Identifier, ...] = ()
    """Messengers run by the same company. At home, if both answer, that is evidence of one company only; a site abroad
    that has any is asked only where one of them is tested."""
    read_in: tuple[CountryCode, ...] = ()
    """The countries in which long answers of its hosting company are known to freeze: there its page is always read."""

    @property
    def place(self) -> Place | None:
        """Whether it is hosted at home or abroad."""
        return self.endpoint.place


class TrustedResolver(Frozen):
    """A resolver over HTTPS, reached by address."""

    id: Identifier
    host: HostName
    addresses: Annotated[tuple[str, ...], Meta(min_length=1)]
    path: RequestPath
    source: NonEmpty
    last_good: date | None = None
    shown_names: tuple[str, ...] = ()
    """Addresses of its owner to which a messenger's name is sent (port 443) after it was cut off at its own server."""


class PlainResolver(Frozen):
    """A resolver queried without encryption, to see what happens to a query on the way."""

    id: Identifier
    address: str
    kind: ResolverKind
    source: NonEmpty
    countries: tuple[CountryCode, ...] = ()
    """The countries (ISO 3166 alpha-2) in which it is useful; empty for all."""
    last_good: date | None = None


class Operator(Frozen, dict=True):
    """A hosting or CDN company that serves both messengers and neutral hosts."""

    id: Identifier
    ranges: tuple[str, ...]
    source: NonEmpty

    def has(self, address: str) -> bool:
        """Return whether an address belongs to the operator."""
        if address not in self._answers:
            ip = ip_address(address)
            version, number = ip.version, int(ip)
            self._answers[address] = any(v == version and low <= number <= high for v, low, high in self._spans)
        return self._answers[address]

    @cached_property
    def _answers(self) -> dict[str, bool]:
        """The answers given so far, by address: each judgement asks about the same addresses again."""
        return {}

    @cached_property
    def _spans(self) -> tuple[tuple[int, int, int], ...]:
        """The version, the first and the last address of each range: numbers, since many addresses are compared."""
        return tuple((n.version, int(n[0]), int(n[-1])) for n in map(ip_network, self.ranges))


class InspectorPlace(StrEnum):
    """Where a program runs that intercepts TLS with its own certificates."""

    COMPUTER = "computer"
    """An antivirus program or a filter installed here."""
    NETWORK = "network"
    """A gateway of a workplace or school."""
    STATE = "state"
    """An authority that a state asks people to trust."""


class Inspector(Frozen):
    """A program that inspects TLS, recognised by the issuers in its certificates."""

    id: Identifier
    name: NonEmpty
    place: InspectorPlace
    issuers: Annotated[tuple[Annotated[str, Meta(min_length=6)], ...], Meta(min_length=1)]
    """Patterns for the issuer's name or organization: `*` matches anything, case does not matter. Shorter
    ones would match other issuers too."""
    source: NonEmpty

    def issued(self, *names: str) -> bool:
        """Return whether one of an issuer's names belongs to this program."""
        patterns = [issuer.casefold() for issuer in self.issuers]
        return any(fnmatchcase(name.casefold(), pattern) for name in names for pattern in patterns)


class Controls(Frozen):
    """What is measured about the network itself, for comparison with the messengers."""

    sites: tuple[Control, ...] = field(name="controls")
    sign_in_checks: tuple[Endpoint, ...]
    """Plain HTTP pages with a known response."""
    anchors: tuple[Endpoint, ...]
    """Addresses reached without a name: they distinguish a dead line from a dead resolver."""
    udp: tuple[Endpoint, ...]
    """Generic STUN servers and, for contrast, NTP and QUIC servers."""
    resolvers: tuple[TrustedResolver, ...]
    neutral_name: HostName
    """The server name used for contrast."""
    plain_resolvers: tuple[PlainResolver, ...] = ()
    """Queried in this order about a name that looks missing or forged."""
    filters: tuple[Operator, ...] = ()
    """Resolvers that block names on purpose, for people who chose them."""
    operators: tuple[Operator, ...] = ()
    """Their neutral servers are probed in every check: if all of an operator's are silent, the operator is at fault."""
    regions: tuple[Operator, ...] = ()
    """Places of hosting companies without neutral servers. If several messengers are silent in one, it is at fault."""
    inspectors: tuple[Inspector, ...] = ()
    """Programs and gateways that inspect TLS, recognised by the issuers in their certificates."""
    stun_tcp: tuple[Endpoint, ...] = ()
    """Neutral STUN servers that are probed over TCP too: if they answer, STUN is not filtered by its shape."""
    port_witnesses: tuple[Endpoint, ...] = ()
    """Neutral servers on ports other than the web's: probed where a messenger's port looks closed."""
    at_home: frozenset[str] = frozenset()
    """The messengers with a `home`: they answer even on a network that reaches nothing abroad."""
    own_pages: tuple[tuple[str, str], ...] = ()
    """(operating system, id of the sign-in check that the system itself performs)."""

    def sites_at(self, place: Place) -> tuple[Endpoint, ...]:
        """Return the sites at home, or those abroad."""
        return tuple(control.endpoint for control in self.sites if control.place is place)

    def region_of(self, address: str) -> str:
        """Return the id of the hosting company's region that has an address; empty if none is known."""
        return next((region.id for region in self.regions if region.has(address)), "")

    @property
    def anchors_abroad(self) -> tuple[Endpoint, ...]:
        """The anchors abroad."""
        return tuple(e for e in self.anchors if e.place is Place.FOREIGN)

    @property
    def neutral_hosts(self) -> tuple[Endpoint, ...]:
        """All sites and anchors."""
        return (*(control.endpoint for control in self.sites), *self.anchors)

    @property
    def contacted(self) -> tuple[Endpoint, ...]:
        """Every neutral host, whatever it is for."""
        return (*self.neutral_hosts, *self.sign_in_checks, *self.udp, *self.stun_tcp, *self.port_witnesses)


class Catalogue(Frozen):
    """Everything that can be tested."""

    version: str
    """The date of the catalogue, `YYYY-MM-DD`."""
    messengers: tuple[Messenger, ...]
    controls: Controls
    hellos: Mapping[str, ClientHello] = field(default_factory=dict)
    """ClientHello profiles by their ids."""

    @property
    def contacted(self) -> tuple[Endpoint, ...]:
        """Everything that is contacted, except resolvers."""
        return (*self.controls.contacted, *(e for messenger in self.messengers for e in messenger.contacted))

    def messenger(self, identifier: str) -> Messenger | None:
        """Return the messenger with this id; None if there is none."""
        return next((m for m in self.messengers if m.id == identifier), None)
