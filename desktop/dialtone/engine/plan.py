"""What to check, and what is known before the first packet."""

import ipaddress
from collections.abc import Mapping
from enum import Enum, auto

from msgspec import field, structs

from dialtone.engine.requests import Profile
from dialtone.model.catalogue import Catalogue, Control, Controls, Endpoint, Messenger, PlainResolver
from dialtone.model.computer import Computer, OldApp
from dialtone.model.frozen import Frozen
from dialtone.model.limits import Limits
from dialtone.model.proxy import Proxy, ProxyExceptions
from dialtone.model.trust_anchors import TrustAnchors
from dialtone.model.vocabulary import Place, ResolverPlace, Weight, Wire
from dialtone.probe.clock import Clock
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookup_context import LookupContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.journal import Journal
from dialtone.probe.kept_connections import KeptConnections
from dialtone.probe.line_pace import LinePace
from dialtone.probe.loop_lag import LoopLag
from dialtone.probe.net import Network
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.shared_state import SecondReadings
from dialtone.probe.timeouts import AdaptiveTimeouts

_DEFAULT_COUNTRY = "RU"  # its sites count as domestic where no country was chosen
_STUBS = ("127.0.0.53", "127.0.0.54", "127.0.1.1")
"""systemd-resolved, and the dnsmasq that NetworkManager starts: they forward queries and filter nothing."""


class Watching(Enum):
    """For how long a check watches the connections that it left open, once nothing else is open."""

    WHOLE_TIME = auto()
    """Until their time is up, even if nothing looks odd, since the person has each verdict already."""
    IN_DOUBT = auto()
    """Until their time is up if their messenger works but may stop later."""
    NOT_AT_ALL = auto()


class Plan(Frozen):
    """The plan of one check."""

    catalogue: Catalogue
    messengers: tuple[Messenger, ...]
    computer: Computer
    installed: frozenset[str]
    trust: TrustAnchors = field(default_factory=TrustAnchors)
    proxy: Proxy | None = None
    """The system's proxy, if Dialtone supports it."""
    proxy_exceptions: ProxyExceptions = field(default_factory=ProxyExceptions)
    country: str = ""
    """Chosen by the person, never looked up: the country whose sites count as domestic."""
    old_apps: Mapping[str, OldApp] = field(default_factory=dict)
    profile: Profile = Profile.USUAL
    chosen: frozenset[str] = frozenset()
    """The messengers that are installed, ticked or named by the person: only for these a connection is kept open."""
    watching: Watching = Watching.IN_DOUBT
    limits: Limits = field(default_factory=Limits)

    @property
    def is_quiet(self) -> bool:
        """Whether the check must not be conspicuous."""
        return self.profile is Profile.QUIET

    def __repr__(self) -> str:  # without the proxy, as this may be logged
        return f"Plan({', '.join(m.id for m in self.messengers)})"


def make_context(plan: Plan, net: Network, clock: Clock) -> ProbeContext:
    """Return what the probes of one check share."""
    computer, controls = plan.computer, plan.catalogue.controls
    journal, lag = Journal(clock), LoopLag()
    resolver_place, next_resolver_place = _find_resolver_places(computer, controls)
    lag.on_wake = journal.note_sleep
    basis = LookupContext(
        net=net,
        clock=clock,
        journal=journal,
        timeouts=AdaptiveTimeouts(plan.limits.steps),
        contexts=Contexts(plan.trust, plan.limits.steps.system_store),
        local_names=computer.hosts_file_names,
        computer=computer,
        limits=plan.limits,
        resolver_place=resolver_place,
        next_resolver_place=next_resolver_place,
    )
    named_later = [] if plan.is_quiet else [e for m in plan.messengers for e in m.endpoints if e.named_by]
    return ProbeContext(
        **structs.asdict(basis),
        lookups=Lookups(basis, controls.resolvers, list_plain_resolvers(plan)),
        neutral_name=controls.neutral_name,
        neutral_address=find_neutral_address(controls),
        lag=lag,
        pace=LinePace(plan.limits.pace),
        hellos=plan.catalogue.hellos,
        keys=plan.trust.keys,
        second_readings=SecondReadings(plan.limits.retries.reread_in_all),
        kept=KeptConnections(named_later),
    )


def _find_resolver_places(computer: Computer, controls: Controls) -> tuple[ResolverPlace | None, ResolverPlace | None]:
    """Return where the resolver is that the system asks first, and where all its others are; None if unknown.

    A public filter counts wherever it stands among them. Where nobody knows which of several answers, the first counts
    as a private one: a filter in this home must not be taken for the network's.
    """
    found = (_find_resolver_place(nameserver, controls) for nameserver in computer.nameservers)
    places = [place for place in found if place is not None]
    first = places[0] if places else None
    if first is not ResolverPlace.STUB and ResolverPlace.FILTER in places:
        first = ResolverPlace.FILTER
    elif computer.hides_who_answers and len(set(places)) > 1:
        first = ResolverPlace.PRIVATE
    asks_in_turn = computer.platform == "linux" and not computer.hides_who_answers  # as only the C library does
    others = set(places[1:]) if asks_in_turn else set()
    return first, others.pop() if len(others) == 1 else None


def _find_resolver_place(nameserver: str, controls: Controls) -> ResolverPlace | None:
    """Return where a resolver is, as far as its address tells; None if the system lists something else."""
    try:
        address = ipaddress.ip_address(nameserver)
    except ValueError:
        return None
    if nameserver in _STUBS:
        return ResolverPlace.STUB
    if any(resolver.has(str(address)) for resolver in controls.filters):
        return ResolverPlace.FILTER
    if address.is_loopback:
        return ResolverPlace.LOOPBACK
    return ResolverPlace.PUBLIC if address.is_global else ResolverPlace.PRIVATE


def find_neutral_address(controls: Controls) -> str:
    """Return an IPv4 address abroad that nobody has a reason to block; empty if none is known."""
    return next((a for e in controls.anchors_abroad for a in e.addresses if ":" not in a), "")


def list_asked_on_need(messenger: Messenger) -> list[Endpoint]:
    """Return the TLS endpoints that only inform: as long as all that decide answer, they would add nothing.

    Without endpoints that decide they are all that can be asked, and are asked at once.
    """
    if not any(e.weight is Weight.DECIDES for e in messenger.endpoints):
        return []
    return [e for e in messenger.endpoints if e.weight is Weight.INFORMS and e.wire is Wire.TLS]


def find_system_sign_in_page(plan: Plan) -> Endpoint | None:
    """Return the sign-in check that this system makes itself, or else the first of the catalogue; None without any."""
    controls = plan.catalogue.controls
    own_id = dict(controls.own_pages).get(plan.computer.platform)
    own_first = sorted(controls.sign_in_checks, key=lambda e: e.id != own_id)
    return next(iter(own_first), None)


def list_plain_resolvers(plan: Plan) -> tuple[PlainResolver, ...]:
    """Return the resolvers to ask without encryption: a country's own only where the person named that country."""
    return tuple(r for r in plan.catalogue.controls.plain_resolvers if not r.countries or plan.country in r.countries)


def list_sites_abroad_and_at_home(plan: Plan) -> list[Control]:
    """Return the neutral sites of a check, without those of companies none of whose messengers is tested."""
    tested = {messenger.id for messenger in plan.messengers}
    sites = (c for c in plan.catalogue.controls.sites if is_abroad_or_home(c, plan.country))
    return [c for c in sites if c.place is Place.DOMESTIC or not c.messengers or tested & set(c.messengers)]


def is_abroad_or_home(control: Control, country: str) -> bool:
    """Return whether a control is abroad, or in the chosen country (`_DEFAULT_COUNTRY` if none is chosen)."""
    return control.place is Place.FOREIGN or (country or _DEFAULT_COUNTRY) in control.countries


def can_reach(endpoint: Endpoint, computer: Computer) -> bool:
    """Return whether this computer has the address family of an endpoint: it may lack IPv6."""
    only_ipv6 = bool(endpoint.addresses) and endpoint.host is None and all(":" in a for a in endpoint.addresses)
    return computer.has_ipv6 or not only_ipv6
