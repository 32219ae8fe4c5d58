"""What the rules about the network may look at: the controls, and whether anything else answered."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, AttemptIndex, Lookup, connect_seconds, network_of, number
from dialtone.judge.network.control_timing import connects_are_local
from dialtone.judge.network.inspection import is_local
from dialtone.judge.network.packet_loss import lost_on_the_way
from dialtone.model.catalogue import Control, Controls, Endpoint
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.notice_hosts import BLOCK_PAGES
from dialtone.model.observation import Observation
from dialtone.model.thresholds import CONTROLS_AGREE, REPEATED, STARVED_MOSTLY, STARVED_SECONDS
from dialtone.model.vocabulary import Failure, NetworkStatus, Place, Step, Variant, Wire

USABLE = (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE, NetworkStatus.INTERCEPTED, NetworkStatus.DNS_DOWN)
"""States in which a failure elsewhere can mean something, as long as controls answer."""
_EXCHANGES = (Step.TCP, Step.TLS, Step.HTTP)
_GREETINGS = (Step.HTTP, Step.MTPROTO, Step.NOISE)


class NetworkCase(Frozen):
    """What the controls said, sorted by what it can show. The rules about the network get nothing else."""

    index: AttemptIndex
    controls: Controls
    computer: Computer
    domestic: tuple[Endpoint, ...]
    """Sites at home."""
    foreign: tuple[Endpoint, ...]
    """Sites abroad."""
    anchors: tuple[Endpoint, ...]
    """Addresses reached without a name, everywhere."""
    messenger_answered: bool
    """Some messenger's greeting was answered by a verified peer."""
    answered_from_abroad: bool
    """The same, by one whose servers do not all stand at home."""
    companies_at_home: frozenset[str]
    """Companies of one country that answered: by a site, or by a messenger whose servers all stand at home."""
    failed: tuple[Observation, ...]
    """Every step that failed, a lookup too."""
    nothing_succeeded: bool
    """No step at all came to a good end."""
    filter_page: bool
    """A name, a plain page or a connection led to the page of a state's filter."""
    connects_are_local: bool
    """Something near accepts connections in the place of servers."""
    small_packets: tuple[Attempt, ...]
    """Handshakes in packets that any line takes, with whichever host."""
    lost_packets: tuple[int, ...]
    """The steps at controls that lost a packet, where there are enough of them to mean something."""
    read_late: tuple[Observation, ...]
    """The steps at neutral sites that took so long mostly because this computer was late to read."""

    @property
    def sites(self) -> tuple[Endpoint, ...]:
        """All sites."""
        return self.domestic + self.foreign

    @property
    def anchors_abroad(self) -> tuple[Endpoint, ...]:
        """The addresses abroad."""
        return tuple(e for e in self.anchors if e.place is Place.FOREIGN)

    @property
    def direct(self) -> tuple[Observation, ...]:
        """Every step that went this computer's own way."""
        return self.index.direct

    def attempts(self, endpoint: Endpoint, variant: Variant = Variant.APP) -> tuple[Attempt, ...]:
        """Return the attempts at one control."""
        return self.index.of(endpoint, variant)

    def all_attempts(self, endpoints: Sequence[Endpoint]) -> tuple[Attempt, ...]:
        """Return the attempts at many."""
        return tuple(t for endpoint in endpoints for t in self.index.of(endpoint))

    def good(self, endpoints: Sequence[Endpoint]) -> tuple[Attempt, ...]:
        """Return one answered attempt for each endpoint that answered."""
        return tuple(t for t in map(self.index.answer, endpoints) if t is not None)

    def system_lookups(self, name: str) -> tuple[Lookup, ...]:
        """Return the answers of the system's resolver about a name."""
        return self.index.lookups(name, system=True)

    @property
    def system_answered(self) -> bool:
        """Whether the system's resolver answered for any name that does not stand in the hosts file."""
        asked = (o for o in self.index.steps if o.step is Step.DNS and o.facts.get(Fact.RESOLVER) == "system")
        return any(o.ok and not o.facts.get(Fact.HOSTS_FILE) for o in asked)

    @property
    def proved_resolvers(self) -> tuple[Observation, ...]:
        """Handshakes in which a resolver abroad showed a certificate of a public root."""
        ids = {f"resolver/{resolver.id}" for resolver in self.controls.resolvers}
        proved = (o for o in self.index.steps if o.step is Step.TLS and o.ok and o.endpoint in ids)
        return tuple(o for o in proved if not is_local(o))

    @property
    def stun(self) -> tuple[Endpoint, ...]:
        """Neutral STUN servers that are asked over UDP."""
        return tuple(e for e in self.controls.udp if e.wire is Wire.STUN)

    @property
    def silent_stun(self) -> tuple[Attempt, ...]:
        """The attempts at them, where none answered and they stand at several operators; else nothing."""
        found = self.all_attempts(self.stun)
        several = len({network_of(t.address) for t in found}) >= REPEATED
        return found if several and not self.good(self.stun) else ()

    @property
    def neutral(self) -> tuple[Endpoint, ...]:
        """All sites, pages and addresses."""
        return (*(c.endpoint for c in self.controls.sites), *self.controls.sign_in_checks, *self.anchors)

    @property
    def one_hop(self) -> tuple[Attempt, ...]:
        """Connections to controls that no router passes on."""
        return tuple(t for e in self.neutral for t in self.attempts(e, Variant.ONE_HOP))

    @property
    def not_let_out(self) -> tuple[int, ...]:
        """Those of them that this computer itself did not allow."""
        return tuple(n for e in self.neutral for n in self.index.denied(e, Variant.ONE_HOP))

    @property
    def as_apps_do(self) -> tuple[Attempt, ...]:
        """Every attempt at what apps do themselves, at neutral hosts and those of messengers."""
        return tuple(self.index.every_attempt())

    @property
    def router_silent(self) -> tuple[Attempt, ...]:
        """Connections that not even the first router answered, where it answered none of them; else nothing."""
        silent = tuple(t for t in self.one_hop if t.failure is Failure.TIMEOUT)
        several = len({t.target for t in silent}) >= CONTROLS_AGREE
        return silent if several and len(silent) == len(self.one_hop) else ()

    @property
    def round_trip(self) -> float:
        """The shortest exchange with a control abroad, in seconds; no lost packet or busy moment blurs it.

        A connection, a handshake and a request take one round trip each, or more.
        """
        abroad = (*self.foreign, *self.anchors_abroad)
        found = [o for t in self.all_attempts(abroad) for o in t.steps if o.step in _EXCHANGES and o.ok]
        taken = [connect_seconds(o) if o.step is Step.TCP else o.seconds for o in found]
        return min(taken, default=0.0)


def _companies_at_home(index: AttemptIndex, controls: Controls, messengers: frozenset[str]) -> frozenset[str]:
    """Return the companies that answered in the country where most did: each counts once, however much it runs."""
    found: dict[str, set[str]] = {"": set()}
    owners = {messenger: _company(site) for site in controls.sites for messenger in site.messengers}
    for site in controls.sites:
        if site.place is Place.DOMESTIC and index.answer(site.endpoint) is not None:
            for country in site.countries or ("",):
                found.setdefault(country, set()).add(_company(site))
    most = max(found.values(), key=len)
    return frozenset(most | {owners.get(messenger, messenger) for messenger in messengers})


def _company(site: Control) -> str:
    return site.endpoint.operator or site.endpoint.id


def gather_network(index: AttemptIndex, controls: Controls, computer: Computer) -> NetworkCase:
    """Sort what was observed of the network."""
    succeeded = [o for o in index.direct if o.ok]
    answered = {o.messenger for o in succeeded if o.messenger and o.variant is Variant.APP and o.step in _GREETINGS}
    return NetworkCase(
        index=index,
        controls=controls,
        computer=computer,
        domestic=tuple(c.endpoint for c in controls.sites if c.place is Place.DOMESTIC),
        foreign=tuple(c.endpoint for c in controls.sites if c.place is Place.FOREIGN),
        anchors=controls.anchors,
        messenger_answered=bool(answered),
        answered_from_abroad=bool(answered - controls.at_home),
        companies_at_home=_companies_at_home(index, controls, frozenset(answered & controls.at_home)),
        failed=tuple(o for o in index.direct if not o.ok),
        nothing_succeeded=not succeeded,
        filter_page=any(map(_leads_to_filter, index.direct)),
        connects_are_local=connects_are_local(index, controls),
        small_packets=tuple(index.every_attempt(Variant.SMALL_PACKETS)),
        lost_packets=lost_on_the_way(index.direct),
        read_late=tuple(o for o in index.direct if not o.messenger and _was_read_late(o)),
    )


def _leads_to_filter(step: Observation) -> bool:
    if step.step is Step.DNS:
        given = step.facts.get(Fact.ADDRESSES)
        return isinstance(given, tuple | list) and not BLOCK_PAGES.isdisjoint(given)
    return step.target.rpartition(":")[0] in BLOCK_PAGES or step.facts.get(Fact.LOCATION_HOST) in BLOCK_PAGES


def _was_read_late(step: Observation) -> bool:
    lag = number(step, Fact.LAG)
    return lag >= STARVED_SECONDS and lag >= STARVED_MOSTLY * step.seconds
