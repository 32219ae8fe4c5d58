"""What the rules about the network may use: the controls, and whether anything else answered."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from dialtone.judge.attempts import (
    CUT,
    EXCHANGES,
    Attempt,
    AttemptIndex,
    Lookup,
    by_block,
    exchange_seconds,
    if_all,
    if_at_several,
    number,
)
from dialtone.judge.diagnosis import Case, Sign
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import is_local
from dialtone.judge.network.packet_loss import lost_on_the_way
from dialtone.model.catalogue import Endpoint
from dialtone.model.computer import Computer
from dialtone.model.fact import SYSTEM_RESOLVER, Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED, STARVED_MOSTLY, STARVED_SECONDS
from dialtone.model.vocabulary import Failure, NetworkStatus, Place, Step, Variant, Wire

USABLE = (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE, NetworkStatus.INTERCEPTED, NetworkStatus.DNS_DOWN)
"""States in which a failure elsewhere can mean something, as long as controls answer."""
_APP_STEPS = (Step.HTTP, Step.MTPROTO, Step.NOISE)
_ASKS_HOME = ("control.home", "page.home")
"""The rows that ask sites of the country that the person named. Other domestic sites may be abroad here."""


class NetworkCase(Case):
    """What the controls showed, sorted by what it can prove. The rules about the network get nothing else."""

    def __init__(self, control_results: ControlResults, computer: Computer) -> None:
        self.control_results, self.computer = control_results, computer
        self.index, self.controls = index, controls = control_results.index, control_results.controls
        self.attempts, self.answers, self.direct = index.attempts, index.answers, index.direct
        self.every_attempt, self.denied = index.every_attempt, index.denied

        # Who was asked.
        self.domestic = controls.sites_at(Place.DOMESTIC)
        self.foreign = controls.sites_at(Place.FOREIGN)
        self.sites = self.domestic + self.foreign
        self.asked_at_home = find_asked_at_home(index)
        self.named_controls = (*self.sites, *controls.sign_in_checks)
        self.stun_servers = [e for e in controls.udp if e.wire is Wire.STUN]

        # What fails, and how far anything gets: out of this computer, past the first router, and abroad.
        self.failed = tuple(o for o in self.direct if not o.ok)
        self.failed_in_time = tuple(o for o in self.failed if o.failure is not Failure.NOT_IN_TIME)
        self.nothing_succeeded = len(self.failed) == len(self.direct)
        self._asked_in_one_hop = (*controls.neutral_hosts, *controls.sign_in_checks)
        self.one_hop = index.attempts(self._asked_in_one_hop, Variant.ONE_HOP)
        """Connections to neutral hosts that no router forwards."""
        self.router_silent = if_at_several(if_all(self.one_hop, lambda t: t.is_silent))
        """The connections of `one_hop`, if not even the first router answered any of them; else none."""
        self.abroad = index.attempts((*self.foreign, *controls.anchors_abroad))
        """The attempts at sites and anchors abroad."""
        self.other_udp = index.answers(e for e in controls.udp if e.wire is not Wire.STUN)
        """The answered attempts at neutral hosts over UDP other than STUN."""

    @cached_property
    def denied_here(self) -> tuple[int, ...]:
        """The numbers of the steps, lookups aside, that this computer itself denied: they are no attempts."""
        denied_one_hop = (number for e in self._asked_in_one_hop for number in self.denied(e, Variant.ONE_HOP))
        denied = (o.number for o in self.failed if o.failure is Failure.DENIED and o.step is not Step.DNS)
        return (*denied, *denied_one_hop)

    @cached_property
    def round_trip(self) -> float:
        """The seconds of the shortest exchange with a control abroad; 0 if there was none."""
        exchanges = (o for t in self.abroad for o in t.steps if o.step in EXCHANGES and o.ok)
        return min(map(exchange_seconds, exchanges), default=0.0)

    # Who answered.

    @cached_property
    def answering_messengers(self) -> set[str]:
        """The messengers whose app handshake was answered by a verified peer."""
        by_app = (o for o in self.direct if o.ok and o.messenger and o.variant is Variant.APP)
        return {o.messenger for o in by_app if o.step in _APP_STEPS}

    @cached_property
    def proved_resolvers(self) -> list[Observation]:
        """Handshakes in which a resolver abroad showed a certificate of a public root."""
        resolvers = {f"resolver/{resolver.id}" for resolver in self.controls.resolvers}
        proved = (o for o in self.index.steps if o.step is Step.TLS and o.ok and o.endpoint in resolvers)
        return [o for o in proved if not is_local(o)]

    @cached_property
    def companies_at_home(self) -> frozenset[str]:
        """The companies that answered, in the country where most did; each counts once, and so do messengers."""
        by_country: dict[str, set[str]] = {"": set()}  # "": companies of no one country
        for site in self.controls.sites:
            if site.place is Place.DOMESTIC and self.index.answer(site.endpoint) is not None:
                for country in site.countries or ("",):
                    by_country.setdefault(country, set()).add(site.endpoint.owner)
        most = max(by_country.values(), key=len)
        owners = {messenger: site.endpoint.owner for site in self.controls.sites for messenger in site.messengers}
        messengers = self.answering_messengers & self.controls.at_home
        return frozenset(most | {owners.get(messenger, messenger) for messenger in messengers})

    def cut(self, sites: Iterable[Endpoint], failures: Collection[Failure] = CUT) -> list[Attempt]:
        """Return the attempts at some sites that ended in the TLS handshake with one of these failures."""
        return [t for t in self.attempts(sites) if t.ended(Step.TLS, failures)]

    @cached_property
    def lost_packets(self) -> Sequence[Observation]:
        """The steps at controls that lost a packet, if there are enough of them to be meaningful, else none."""
        return lost_on_the_way(self.direct)

    @cached_property
    def read_late(self) -> tuple[Observation, ...]:
        """The steps at controls that took long mostly because this computer read the answer late."""
        of_controls = ((o, number(o, Fact.LAG)) for o in self.direct if not o.messenger)
        return tuple(o for o, lag in of_controls if lag >= max(STARVED_SECONDS, STARVED_MOSTLY * o.seconds))

    def system_lookups(self, endpoints: Iterable[Endpoint]) -> tuple[Lookup, ...]:
        """Return the system resolver's answers for the names of some controls."""
        names = dict.fromkeys(e.host for e in endpoints if e.host)
        return tuple(lookup for name in names for lookup in self.index.lookups(name, system=True))

    @cached_property
    def system_answered(self) -> bool:
        """Whether the system resolver resolved any name that is not in the hosts file."""
        resolved = (o for o in self.index.steps if o.step is Step.DNS and o.ok)
        by_system = (o for o in resolved if o.facts.get(Fact.RESOLVER) == SYSTEM_RESOLVER)
        return any(not o.facts.get(Fact.HOSTS_FILE) for o in by_system)

    @cached_property
    def silent_stun(self) -> Sequence[Attempt]:
        """The attempts at neutral STUN servers if these are in several networks and none answered, else none."""
        tried = self.attempts(self.stun_servers)
        return () if self.answers(self.stun_servers) else if_at_several(tried, by_block, REPEATED)


def find_asked_at_home(index: AttemptIndex) -> set[str]:
    """Return the ids of the sites of the country that the person named."""
    return {o.endpoint for o in index.direct if o.row in _ASKS_HOME}


NetworkSign = Sign[NetworkCase]
"""A named question about the network: a function, or a lambda of one line with its sentence below it."""
