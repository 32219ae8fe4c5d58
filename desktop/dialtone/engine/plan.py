"""What a check consists of: which endpoints are observed at once (later ones: `rechecks.py`)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum, auto
from functools import partial

from msgspec import field

from dialtone.engine.resolver_place import place_of_resolver
from dialtone.model.catalogue import Catalogue, Control, Controls, Endpoint, Messenger, Pins, PlainResolver
from dialtone.model.computer import Computer, OldApp
from dialtone.model.frozen import Frozen, replace
from dialtone.model.limits import Limits
from dialtone.model.proxy import Proxy
from dialtone.model.proxy_exceptions import ProxyExceptions
from dialtone.model.public_trust import ListedRoots
from dialtone.model.server_keys import ServerKeys
from dialtone.model.vocabulary import Place, Weight, Wire
from dialtone.probe.clock import Clock
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.endpoint_probe import observe_control, observe_endpoint
from dialtone.probe.journal import Journal
from dialtone.probe.kept_connections import KeptConnections
from dialtone.probe.net import Network
from dialtone.probe.proof_registry import ProofRegistry
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.proxy.system_proxy_probe import note_spared, observe_through_system_proxy
from dialtone.probe.timeouts import AdaptiveTimeouts

_UNCHOSEN = "RU"
_NOT_FOR_PROXIES = frozenset({Wire.TCP, Wire.HTTP, Wire.STUN, Wire.STUN_TCP, Wire.STUN_TLS, Wire.NTP})
"""A proxy of the system carries no datagrams, and one that accepts a connection has not yet made one."""


class Plan(Frozen):
    """What to check, and what is known before the first packet."""

    catalogue: Catalogue
    messengers: tuple[Messenger, ...]
    computer: Computer
    installed: frozenset[str]
    app_version: str
    signal_roots: tuple[bytes, ...]
    national_roots: tuple[bytes, ...] = ()
    listed_roots: ListedRoots = field(default_factory=ListedRoots)
    proxy: Proxy | None = None
    """The system's own, where it can be spoken to."""
    proxy_exceptions: ProxyExceptions = field(default_factory=ProxyExceptions)
    """For which hosts the settings leave it out."""
    country: str = ""
    """Chosen by the person, never looked up: whose own sites count as being at home."""
    old_apps: Mapping[str, OldApp] = field(default_factory=dict)
    """Installed apps that are too old, by messenger."""
    pins: Mapping[str, Pins] = field(default_factory=dict)
    """What servers of pinned trust may show, by the id of the endpoint."""
    keys: ServerKeys = field(default_factory=ServerKeys)
    quiet: bool = False
    """One messenger after the other, in random order over minutes (`quiet_order.py`)."""
    by_itself: bool = False
    """Nobody waits for it: more of what may turn out to be needed can wait until it is (`Turn.IN_DOUBT`)."""
    chosen: frozenset[str] = frozenset()
    """The messengers that are installed, or that the person ticked or named: of these alone a connection is kept."""
    keeps_open: bool = False
    """The person sees each word as it comes: connections are kept open although nothing looks odd."""
    limits: Limits = field(default_factory=Limits)

    def __repr__(self) -> str:
        """Without the proxy: a log may show it."""
        return f"Plan({', '.join(m.id for m in self.messengers)})"


def make_context(plan: Plan, net: Network, clock: Clock, *, prove_each: bool = False) -> ProbeContext:
    """Return what the probes of one check share. With `prove_each` one server does not vouch for its sisters."""
    return ProbeContext(
        net=net,
        clock=clock,
        journal=Journal(clock),
        patience=AdaptiveTimeouts(plan.limits.steps),
        contexts=Contexts(
            plan.signal_roots, plan.pins, plan.national_roots, plan.limits.steps.system_store, plan.listed_roots
        ),
        neutral_name=plan.catalogue.controls.neutral_name,
        neutral_address=neutral_address(plan.catalogue.controls),
        local_names=frozenset(name for name, _ in plan.computer.hosts_overrides),
        ipv6=plan.computer.has_ipv6,
        nameservers=len(plan.computer.nameservers),
        searched_below=plan.computer.searched_below,
        asked_at=place_of_resolver(plan.computer.nameservers, plan.catalogue.controls),
        tunnel_addresses=frozenset(plan.computer.tunnel_addresses),
        platform=plan.computer.platform,
        names_beside=plan.computer.names_beside,
        limits=plan.limits,
        hellos=plan.catalogue.hellos,
        keys=plan.keys,
        proofs=ProofRegistry(each=prove_each),
        kept=KeptConnections(() if plan.quiet else [e for m in plan.messengers for e in m.endpoints if e.named_by]),
    )


def neutral_address(controls: Controls) -> str:
    """Return an IPv4 address abroad that nobody has a reason to forbid; empty where none is known."""
    known = (a for e in controls.anchors if e.place is Place.FOREIGN for a in e.addresses if ":" not in a)
    return next(known, "")


class Turn(Enum):
    """When an endpoint is observed, if at all."""

    FIRST = auto()
    FURTHER_PAGE = auto()
    """Another system's sign-in check: only where this system's own page is not as expected, or too few sites abroad
    have answered after a moment. No other program asks for the pages of four systems at once, and all can see it."""
    RESERVE = auto()
    """Only where too few sites abroad have answered after a moment."""
    ELSEWHERE = auto()
    """Only where nothing abroad and too little at home has answered: the person may be in another country."""
    IN_DOUBT = auto()
    """Only where what is asked looks odd, or leaves anything open. It tells failures apart, and where everything works
    there are none."""


class Task(Frozen):
    """One endpoint to observe, and how."""

    observe: Callable[[ProbeContext, Names, Endpoint], Awaitable[None]]
    endpoint: Endpoint
    turn: Turn = Turn.FIRST
    proxied: bool = False
    """Through the system's proxy."""

    @property
    def tells_early(self) -> bool:
        """Whether a messenger's late look waits for it: not for relays, which often say nothing."""
        return bool(self.endpoint.messenger) and not self.proxied and self.endpoint.weight is not Weight.RELAYS


def list_work(plan: Plan) -> list[Task]:
    """Return all tasks, the controls first: their round trips set the timeouts for everything else."""
    controls = plan.catalogue.controls
    neutral = [*controls.anchors, *controls.sign_in_checks, *controls.udp, *controls.stun_tcp]
    own = own_page(plan)
    turns = {e.id: Turn.FURTHER_PAGE for e in controls.sign_in_checks if e != own}
    possible = [endpoint for endpoint in neutral if _is_possible(endpoint, plan.computer)]
    tasks = [Task(observe_control, endpoint, turns.get(endpoint.id, Turn.FIRST)) for endpoint in possible]
    tasks += [_glance(control) for control in controls.sites if is_near(control, plan.country)]
    if not plan.quiet:
        tasks = _fewer(tasks, controls, datagrams=plan.by_itself)
    tasks += [replace(_glance(control), turn=Turn.ELSEWHERE) for control in _elsewhere(plan)]
    further = {e.id for m in plan.messengers for e in asked_on_need(m)}
    installed_first = sorted(plan.messengers, key=lambda m: m.id not in plan.installed)
    theirs = (endpoint for m in installed_first for endpoint in _of_use(m, plan.computer.platform))
    wanted = [e for e in theirs if e.weight is not Weight.SPEED and e.id not in further]
    return tasks + [Task(observe_endpoint, endpoint) for endpoint in wanted] + _through_proxy(plan, wanted)


def asked_on_need(messenger: Messenger) -> list[Endpoint]:
    """Return what only informs, by a handshake: where all that decides of a messenger answers, it would tell nothing.

    Of a messenger of which nothing decides it is all that there is.
    """
    decides = any(e.weight is Weight.DECIDES for e in messenger.endpoints)
    return [e for e in messenger.endpoints if decides and e.weight is Weight.INFORMS and e.wire is Wire.TLS]


def own_page(plan: Plan) -> Endpoint | None:
    """Return the sign-in check that this system makes itself; the first one where that is not known."""
    controls = plan.catalogue.controls
    own = dict(controls.own_pages).get(plan.computer.platform)
    return next((e for e in controls.sign_in_checks if e.id == own), next(iter(controls.sign_in_checks), None))


def _through_proxy(plan: Plan, endpoints: Sequence[Endpoint]) -> list[Task]:
    """Return the tasks that ask sites abroad and what decides about a messenger through the system's proxy as well."""
    if plan.proxy is None:
        return []
    sites = [c.endpoint for c in plan.catalogue.controls.sites if c.place is Place.FOREIGN]
    deciding = [e for e in endpoints if e.weight is Weight.DECIDES]
    observe = partial(observe_through_system_proxy, plan.proxy)
    asked = [replace(e, read_bytes=0) for e in (*sites, *deciding) if e.wire not in _NOT_FOR_PROXIES]
    spared = {e.id for e in asked if plan.proxy_exceptions.spare(e)}
    return [Task(note_spared if e.id in spared else observe, e, proxied=True) for e in asked]


def _of_use(messenger: Messenger, platform: str) -> list[Endpoint]:
    """Return what the app on this operating system needs; nothing of a messenger without a test."""
    if messenger.untested is not None:
        return []
    elsewhere, here = set[str](), set[str]()
    for rule in messenger.functions:
        used = here if not rule.platforms or platform in rule.platforms else elsewhere
        used.update(rule.speed, rule.relays, *rule.needs)
    return [endpoint for endpoint in messenger.endpoints if endpoint.id not in elsewhere - here]


def plain_resolvers(plan: Plan) -> tuple[PlainResolver, ...]:
    """Return the resolvers to ask without encryption: a country's own only where the person may be."""
    country = plan.country or _UNCHOSEN
    return tuple(r for r in plan.catalogue.controls.plain_resolvers if not r.countries or country in r.countries)


def _glance(control: Control) -> Task:
    """Return the task that asks only for a control's head: enough, as long as nothing is slow."""
    endpoint = replace(control.endpoint, read_bytes=0)
    late = control.reserve or control.place is Place.DOMESTIC
    return Task(observe_control, endpoint, Turn.RESERVE if late else Turn.FIRST)


def _fewer(tasks: Sequence[Task], controls: Controls, *, datagrams: bool) -> list[Task]:
    """Let wait what would only confirm: sites that stand in many places, which are the witnesses of their companies.

    Of `datagrams` too, all but the first of each kind.
    """
    firsts = {e.wire: e.id for e in reversed((*controls.udp, *controls.stun_tcp))}
    further = {e.id for e in (*controls.udp, *controls.stun_tcp) if e.id not in firsts.values()}
    late = (further if datagrams else set()) | {c.endpoint.id for c in controls.sites if c.endpoint.cdn}
    return [
        replace(task, turn=Turn.IN_DOUBT) if task.turn is Turn.FIRST and task.endpoint.id in late else task
        for task in tasks
    ]


def _elsewhere(plan: Plan) -> list[Control]:
    """Return a few sites at home in each country on file that the person has not chosen."""
    far = [c for c in plan.catalogue.controls.sites if not is_near(c, plan.country)]
    countries = dict.fromkeys(country for control in far for country in control.countries)
    few = plan.limits.check.sites_elsewhere
    return [control for country in countries for control in [c for c in far if country in c.countries][:few]]


def is_near(control: Control, country: str) -> bool:
    """Return whether a control is asked: abroad always; at home if of the country chosen, or of the first known."""
    return control.place is Place.FOREIGN or (country or _UNCHOSEN) in control.countries


def _is_possible(endpoint: Endpoint, computer: Computer) -> bool:
    only_ipv6 = bool(endpoint.addresses) and endpoint.host is None and all(":" in a for a in endpoint.addresses)
    return computer.has_ipv6 or not only_ipv6
