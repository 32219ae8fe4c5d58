"""What the rules about the network may use: the controls, and whether anything else answered."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from dialtone.judge.attempts import CUT, EXCHANGES, Attempt, AttemptIndex, Lookup, exchange_seconds, if_agreed, number
from dialtone.judge.diagnosis import Sign
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import is_local
from dialtone.judge.network.packet_loss import lost_on_the_way
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED, STARVED_MOSTLY, STARVED_SECONDS
from dialtone.model.vocabulary import Failure, NetworkStatus, Place, Step, Variant, Wire

USABLE = (NetworkStatus.ONLINE, NetworkStatus.UNSTABLE, NetworkStatus.INTERCEPTED, NetworkStatus.DNS_DOWN)
"""States in which a failure elsewhere can mean something, as long as controls answer."""
_APP_STEPS = (Step.HTTP, Step.MTPROTO, Step.NOISE)
ASKS_HOME = ("control.home", "page.home")
"""The rows that ask sites of the country that the person named. Other domestic sites may be abroad here."""


class NetworkCase:
    """What the controls showed, sorted by what it can prove. The rules about the network get nothing else."""

    def __init__(self, index: AttemptIndex, controls: Controls, computer: Computer) -> None:
        """Gather what was observed; some of it once it is asked for."""
        self.index, self.controls, self.computer = index, controls, computer
        self.attempts, self.answers = index.attempts, index.answers
        self.control_results = ControlResults(index, controls)
        self.domestic, self.foreign = controls.sites_at(Place.DOMESTIC), controls.sites_at(Place.FOREIGN)
        self.sites = self.domestic + self.foreign
        self.stun_servers = [e for e in controls.udp if e.wire is Wire.STUN]
        self.named_controls = (*self.sites, *controls.sign_in_checks)
        self.abroad = self.attempts((*self.foreign, *controls.anchors_abroad))
        self.direct = index.direct
        self.asked_at_home = {o.endpoint for o in index.direct if o.row in ASKS_HOME}
        """The ids of the sites of the country that the person named."""
        succeeded = [o for o in index.direct if o.ok]
        self.nothing_succeeded = not succeeded
        self.failed = tuple(o for o in index.direct if not o.ok)
        self.failed_in_time = tuple(o for o in self.failed if o.failure is not Failure.NOT_IN_TIME)
        answered = {o.messenger for o in succeeded if o.messenger and o.variant is Variant.APP and o.step in _APP_STEPS}
        self.messenger_answered = bool(answered)
        """Whether a verified peer answered the app handshake of some messenger."""
        self.answered_from_abroad = bool(answered - controls.at_home)
        """Whether one did of a messenger whose servers are not all domestic."""
        self.companies_at_home = _find_companies_at_home(index, controls, answered & controls.at_home)
        self.app_attempts = tuple(index.every_attempt())
        self.small_packets = tuple(index.every_attempt(Variant.SMALL_PACKETS))
        self.lost_packets = lost_on_the_way(index.direct)
        """The steps at controls that lost a packet, if there are enough of them to be meaningful, else none."""
        of_controls = ((o, number(o, Fact.LAG)) for o in index.direct if not o.messenger)
        self.read_late = tuple(o for o, lag in of_controls if lag >= max(STARVED_SECONDS, STARVED_MOSTLY * o.seconds))
        """The steps at controls that took long mostly because this computer read the answer late."""
        neutral = (*controls.neutral_hosts, *controls.sign_in_checks)
        self.one_hop = self.attempts(neutral, Variant.ONE_HOP)
        denied = (o.number for o in self.failed if o.failure is Failure.DENIED and o.step is not Step.DNS)
        self.denied_here = (*denied, *(n for e in neutral for n in index.denied(e, Variant.ONE_HOP)))
        """The numbers of the steps, lookups aside, that this computer itself denied: they are no attempts."""
        self.denied_at_proxy = tuple(n for e in self.foreign for n in index.denied(e, Variant.PROXIED))
        silent = tuple(t for t in self.one_hop if t.is_silent)
        self.router_silent = silent if if_agreed(silent) and len(silent) == len(self.one_hop) else ()
        """Connections that not even the first router answered, if it answered none of them; else none."""

    def cut(self, sites: Iterable[Endpoint], failures: Collection[Failure] = CUT) -> list[Attempt]:
        """Return the attempts at some sites that ended in the TLS handshake with one of these failures."""
        return [t for t in self.attempts(sites) if t.ended(Step.TLS, failures)]

    def system_lookups(self, endpoints: Iterable[Endpoint]) -> tuple[Lookup, ...]:
        """Return the system resolver's answers for the names of some controls."""
        names = dict.fromkeys(e.host for e in endpoints if e.host)
        return tuple(lookup for name in names for lookup in self.index.lookups(name, system=True))

    @cached_property
    def system_answered(self) -> bool:
        """Whether the system resolver resolved any name that is not in the hosts file."""
        by_system = (o for o in self.index.steps if o.step is Step.DNS and o.facts.get(Fact.RESOLVER) == "system")
        return any(o.ok and not o.facts.get(Fact.HOSTS_FILE) for o in by_system)

    @cached_property
    def proved_resolvers(self) -> list[Observation]:
        """Handshakes in which a resolver abroad showed a certificate of a public root."""
        ids = {f"resolver/{resolver.id}" for resolver in self.controls.resolvers}
        proved = (o for o in self.index.steps if o.step is Step.TLS and o.ok and o.endpoint in ids)
        return [o for o in proved if not is_local(o)]

    @cached_property
    def silent_stun(self) -> Sequence[Attempt]:
        """The attempts at neutral STUN servers if these are in several networks and none answered, else none."""
        return () if self.answers(self.stun_servers) else if_agreed(self.attempts(self.stun_servers), "block", REPEATED)

    @cached_property
    def other_udp(self) -> Sequence[Attempt]:
        """The answered attempts at neutral hosts over UDP other than STUN."""
        return self.answers([e for e in self.controls.udp if e.wire is not Wire.STUN])

    @cached_property
    def round_trip(self) -> float:
        """The seconds of the shortest exchange with a control abroad; 0 if there was none."""
        answers = (o for t in self.abroad for o in t.steps if o.step in EXCHANGES and o.ok)
        return min(map(exchange_seconds, answers), default=0.0)


NetworkSign = Sign[NetworkCase]
"""A named question about the network: a row with its sentence below it, or a function if it takes steps."""


def _find_companies_at_home(index: AttemptIndex, controls: Controls, messengers: Collection[str]) -> frozenset[str]:
    """Return the companies that answered, also by these messengers, in the country where most did; each counts once."""
    by_country: dict[str, set[str]] = {"": set()}  # "": companies of no one country
    owners = {messenger: site.endpoint.owner for site in controls.sites for messenger in site.messengers}
    for site in controls.sites:
        if site.place is Place.DOMESTIC and index.answer(site.endpoint) is not None:
            for country in site.countries or ("",):
                by_country.setdefault(country, set()).add(site.endpoint.owner)
    most = max(by_country.values(), key=len)
    return frozenset(most | {owners.get(messenger, messenger) for messenger in messengers})
