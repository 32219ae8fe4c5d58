"""What the rules about an endpoint may use: its own attempts, and what its messenger and the controls show."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from dialtone.judge.attempts import CUT, DATAGRAMS, FOREIGN, UNHEARD, Attempt, AttemptIndex, Lookup, network_of
from dialtone.judge.diagnosis import Sign
from dialtone.judge.endpoint.dns_tampering import Tampering, find_shared_places, find_tampering
from dialtone.judge.endpoint.servers import Distances, find_distances, find_refusals, find_reported_outage, is_sooner
from dialtone.judge.endpoint.share import TRIES, Share, gather_share
from dialtone.judge.network.control_timing import ControlTiming, no_way_from_here, waited_for_the_line
from dialtone.judge.network.ground import Ground
from dialtone.judge.network.inspection import refused_certificates
from dialtone.judge.network.packet_loss import PathLoss, find_path_loss
from dialtone.model.catalogue import Endpoint, StatusPage
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen, replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import BY_CHANCE, REPEATED, REPEATED_ON_LOSSY_LINE
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import SECURED, Failure, NetworkStatus, Step, Trust, Variant, Weight, Wire

_UNPROVED = "plain"
"""Addresses learnt without encryption: if the messenger does not answer there, they may be any host's."""
_STAGES = (
    *(Step.TCP, Step.STUN, Step.REFLECTOR, Step.TLS, Step.HTTP, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO),
    *(Step.IMAP, Step.SMTP, Step.FLOW),
)
_PLAIN_WEB = ":80"
_NO_SHARE = (Step.TCP, Step.STUN, Step.REFLECTOR)
"""Steps that many networks block for everyone: cuts at these do not count towards a share."""
RAW_WIRES = (Wire.MTPROTO, Wire.WHATSAPP_NOISE)
"""Wires on which any wrong answer comes from another host, since no TLS certificate names the peer."""


class MessengerCase(Frozen):
    """The observations of a messenger as a whole: shared by all its endpoints, gathered once."""

    endpoints: tuple[Endpoint, ...]
    ground: Ground
    at_home: bool
    """It is a service of one country and may refuse clients abroad."""
    heard: Mapping[str, tuple[Attempt, ...]]
    """The app's own attempts by endpoint, without silence that is due to the line or this computer."""
    elsewhere: tuple[Attempt, ...]
    """Attempts that show a name of the messenger to unrelated servers: one name stands for all."""
    neutral_elsewhere: tuple[Attempt, ...]
    """Attempts with a neutral name at the same servers."""
    unanswered_names: int
    """How many of the messenger's names got no answer from the system resolver."""
    disproved: frozenset[str]
    """Addresses that the system gives for a name whose server proved itself, by its certificate, at other addresses."""
    silent_networks: frozenset[str]
    """Address blocks in which no server of the messenger even accepts a connection."""
    distances: Distances
    living_networks: frozenset[str]
    """Address blocks in which some server of the messenger answered."""
    hanging_networks: frozenset[str]
    """Address blocks in which its servers acknowledge data but never answer."""
    shared_places: Mapping[str, tuple[Lookup, ...]]
    """By address, the system's answers that lead several services to it, where none of them answered."""
    tampering: Tampering
    """Who suppresses or changes its names, and where."""
    path_loss: PathLoss | None
    """Packet loss on the path to this messenger only."""
    outage_reported: tuple[int, ...]
    """The observations in which its own status page reports a serious incident."""
    odd_beside_names: tuple[int, ...]
    """What else is odd on this line, besides the lookups of this messenger, and suggests a block."""
    is_cut: bool
    """Whether any attempt at any of its servers was cut off after connecting."""
    refusals: tuple[int, ...]
    """The observations in which all of its web servers refuse to serve; empty if any of them serves."""
    datagrams: tuple[Observation, ...]
    """All UDP exchanges of this check, with any host."""

    @property
    def every_try(self) -> Iterator[Attempt]:
        """All of the app's own attempts in `heard`."""
        return chain.from_iterable(self.heard.values())


class EndpointCase(Frozen):
    """The observations of one endpoint, with its messenger."""

    endpoint: Endpoint
    messenger: MessengerCase
    asked: tuple[Attempt, ...]
    """All of the app's own attempts, including silence that is due to the line or this computer."""
    own: tuple[Attempt, ...]
    """Attempts at the addresses that the app itself would use."""
    other: tuple[Attempt, ...]
    """Attempts at addresses from other sources, as contrasts."""
    good: tuple[Attempt, ...]
    """Attempts at the app's own addresses whose greeting was answered."""
    good_elsewhere: tuple[Attempt, ...]
    """The same at addresses from other sources."""
    tried: tuple[Attempt, ...]
    """The attempts to be judged: `own`, or `other` behind a tampered name."""
    neutral: tuple[Attempt, ...]
    """Contrasts at the same address with a name or request that is not filtered."""
    one_hop: tuple[Attempt, ...]
    """Contrasts: connections that no router forwards."""
    denied: tuple[int, ...]
    """Connections that this computer itself denied."""
    forbidden: tuple[int, ...]
    """Datagrams to this endpoint that this computer denied although it let others out."""
    other_hello: tuple[Attempt, ...]
    """Contrasts with the same name in a first message of a different shape."""
    app_hello: tuple[Attempt, ...]
    """Contrasts with the app's own ClientHello to the same server, from any endpoint of the messenger on it."""
    kept: tuple[Attempt, ...]
    """Connections kept open for a while, to this server (or, without a name, to another one of its wire)."""
    share: Share
    """How many of several identical tries passed, including those made to measure it."""
    refused: tuple[Observation, ...]
    """Handshakes that read a certificate of no known root, which the app refuses."""
    system: tuple[Lookup, ...]
    """The system resolver's answers for its name."""
    trusted: tuple[Lookup, ...]
    """The answers of encrypted resolvers abroad for its name."""
    plain: tuple[Lookup, ...]
    """Plain-text answers of other resolvers for its name."""

    @property
    def ground(self) -> Ground:
        """What is the same for all messengers."""
        return self.messenger.ground

    @property
    def network(self) -> NetworkVerdict:
        """The verdict on the network."""
        return self.messenger.ground.network

    @property
    def timing(self) -> ControlTiming:
        """What the controls did in the same check."""
        return self.messenger.ground.timing

    def heard(self, variant: Variant) -> tuple[Attempt, ...]:
        """Return its attempts of one variant, without silence that is due to the line or this computer."""
        return told(self.ground, [self.endpoint], variant)

    @property
    def from_home(self) -> tuple[Attempt, ...]:
        """The good attempts with the national root, which the catalogue says is genuine there."""
        if self.network.status is NetworkStatus.INTERCEPTED or self.endpoint.trust is not Trust.NATIONAL:
            return ()
        secured = [(t, tls.facts) for t in self.good if (tls := t.find(Step.TLS))]
        return tuple(t for t, shown in secured if shown.get(Fact.NATIONAL) is True and shown.get(Fact.MOZILLA) is False)

    @property
    def sibling_lives(self) -> bool:
        """Whether another endpoint of the same messenger was answered in the same check."""
        others = (e for e in self.messenger.endpoints if e.id != self.endpoint.id and e.wire is not Wire.TCP)
        return bool(self.ground.index.answers(others))

    @property
    def failed(self) -> tuple[Attempt, ...]:
        """The attempts to be judged that failed; none if one was answered without a proof (rule `unproved`).

        Port 80, which some networks answer themselves, is left out if other ports tell enough.
        """
        failed = tuple(t for t in self.tried if not t.answered(self.endpoint.wire))
        others = tuple(t for t in failed if not t.target.endswith(_PLAIN_WEB))
        if self.endpoint.wire in RAW_WIRES and len(others) >= REPEATED:
            failed = others
        return () if any(t.last.step is Step.PROOF for t in failed) else failed

    @property
    def deepest(self) -> tuple[Attempt, ...]:
        """The failed attempts that got furthest: the step at which they failed says what stopped them."""
        failed = self.failed
        deepest = max((_STAGES.index(t.last.step) for t in failed), default=0)
        return tuple(t for t in failed if _STAGES.index(t.last.step) == deepest)

    def ended(self, failures: Collection[Failure], *steps: Step) -> list[Attempt]:
        """Return the deepest attempts that ended with one of these failures, at one of these steps if any are given."""
        found = (t for t in self.deepest if t.failure in failures)
        return [t for t in found if not steps or t.last.step in steps]

    @property
    def contrast(self) -> tuple[Attempt, ...]:
        """Contrasts with a neutral name that got as far as sending it."""
        return tuple(t for t in self.neutral if t.find(Step.TLS) is not None)

    def repeated(self, failed: Sequence[Attempt]) -> bool:
        """Return whether enough attempts failed. On a line that loses packets, silence has to repeat more often.

        Some lines lose whole connections, to any host (one of several paths is dead): all attempts may fall on it by
        chance.
        """
        if not self.network.lossy or any(t.failure is not Failure.TIMEOUT for t in failed):
            return len(failed) >= REPEATED
        dead, asked = self.timing.dead, self.timing.dead + len(self.timing.connects)
        chance = (dead / asked) ** len(failed) if asked else 0.0
        return len(failed) >= REPEATED_ON_LOSSY_LINE and chance < BY_CHANCE

    def came_from_nearby(self, answered: Sequence[Attempt]) -> bool:
        """Return whether answers came too soon for the server: at least two, in less than half the round trip."""
        way = self.messenger.distances.nearest
        near = [t for t in answered if t.passed(Step.TCP) and is_sooner(t.last.seconds, way(t.address))]
        return len(near) >= REPEATED and not self.timing.connects_are_local

    def behind_the_name(self) -> "EndpointCase":
        """Return the same case, judging the addresses that did not come from the system resolver."""
        return replace(self, tried=self.other)


EndpointSign = Sign[EndpointCase]


def gather_messenger(
    endpoints: Sequence[Endpoint], ground: Ground, *, status: StatusPage | None = None, at_home: bool = False
) -> MessengerCase:
    """Collect the observations of a messenger."""
    index, timing, network = ground.index, ground.timing, ground.network
    heard = partial(told, ground)
    own = {e.id: heard([e]) for e in endpoints}
    # Relays that only hint at calls say nothing about the rest.
    endpoints = tuple(e for e in endpoints if e.weight is not Weight.RELAYS)
    found = [t for e in endpoints for t in own[e.id]]
    answered = (t for t in found if t.last.step is not Step.TCP and t.failure is None)
    return MessengerCase(
        endpoints=endpoints,
        ground=ground,
        at_home=at_home,
        heard=own,
        elsewhere=heard(endpoints, Variant.NAME_ELSEWHERE),
        neutral_elsewhere=heard(endpoints, Variant.NEUTRAL_ELSEWHERE),
        unanswered_names=len({e.host for e in endpoints if _is_unanswered(index, e)}),
        disproved=frozenset[str]().union(*(_disproved(index, e) for e in endpoints)),
        silent_networks=_silent_networks(found),
        distances=find_distances(index, endpoints, network, timing),
        living_networks=frozenset(network_of(t.address) for t in answered),
        hanging_networks=frozenset(network_of(t.address) for t in found if t.delivered),
        shared_places=find_shared_places(index),
        tampering=find_tampering(index, endpoints),
        path_loss=find_path_loss(endpoints, index, timing.connections, network),
        outage_reported=find_reported_outage(index, status),
        odd_beside_names=_odd_beside_names(index, ground.interference, {e.messenger for e in endpoints}),
        is_cut=any(t.failure in CUT and t.last.step not in _NO_SHARE for t in heard(endpoints, *TRIES)),
        refusals=find_refusals(endpoints, index, at_home=at_home),
        datagrams=_over_udp(index),
    )


def told(ground: Ground, endpoints: Iterable[Endpoint], *made: Variant) -> tuple[Attempt, ...]:
    """Return the attempts at some endpoints, without silence that is due to the line or this computer."""
    found, timing = ground.index.at(endpoints, *made), ground.timing
    return tuple(t for t in found if not waited_for_the_line(t, timing) and not no_way_from_here(t, timing))


def _odd_beside_names(index: AttemptIndex, interference: tuple[int, ...], messengers: set[str]) -> tuple[int, ...]:
    """Leave out this messenger's lookups, and neutral hosts that accept no connection: down, or IPv6 is broken."""
    shown = set(interference)
    odd = (o for o in index.steps if o.number in shown)
    named = (o for o in odd if o.step is not Step.DNS or o.messenger not in messengers)
    return tuple(o.number for o in named if o.messenger or o.step is not Step.TCP)


def _over_udp(index: AttemptIndex) -> tuple[Observation, ...]:
    connected = {o.attempt for o in index.steps if o.step is Step.TCP}
    return tuple(o for o in index.steps if o.step in DATAGRAMS and o.attempt not in connected)


def _disproved(index: AttemptIndex, endpoint: Endpoint) -> frozenset[str]:
    found = index.of(endpoint)
    elsewhere = {t.address for t in found if t.origin != "system" and t.find(Step.TLS) and t.answered(endpoint.wire)}
    wrong = {t.address for t in found if t.origin == "system" and t.failure in FOREIGN}
    return frozenset(wrong - elsewhere if elsewhere else ())


def _silent_networks(found: Sequence[Attempt]) -> frozenset[str]:
    silent = [t for t in found if t.ended(Step.TCP, UNHEARD)]
    return frozenset(network_of(t.address) for t in silent) - {
        network_of(t.address) for t in found if t.passed(Step.TCP)
    }


def _is_unanswered(index: AttemptIndex, endpoint: Endpoint) -> bool:
    asked = index.lookups(endpoint.host, system=True, messenger=endpoint.messenger) if endpoint.host else ()
    heard = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, None)
    return bool(asked) and not any(found.failure in heard for found in asked)


def gather_endpoint(endpoint: Endpoint, messenger: MessengerCase) -> EndpointCase:
    """Collect the observations of one endpoint of a messenger."""
    index, found = messenger.ground.index, messenger.heard[endpoint.id]
    heard = partial(told, messenger.ground)
    looked_up = partial(index.lookups, endpoint.host or "", messenger=endpoint.messenger)
    origin = "system" if endpoint.host else "built_in"
    own = tuple(t for t in found if t.origin == origin)
    answered = {id(t) for t in found if t.answered(endpoint.wire)}
    other = tuple(t for t in found if t.origin != origin and (t.origin != _UNPROVED or id(t) in answered))
    named_so = [e for e in messenger.endpoints if e.host == endpoint.host]
    return EndpointCase(
        endpoint=endpoint,
        messenger=messenger,
        asked=index.of(endpoint),
        own=own,
        other=other,
        good=tuple(t for t in own if id(t) in answered),
        good_elsewhere=tuple(t for t in other if id(t) in answered),
        tried=own,
        neutral=heard([endpoint], Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST),
        one_hop=index.of(endpoint, Variant.ONE_HOP),
        denied=index.denied(endpoint),
        forbidden=index.denied(endpoint, Variant.ONE_HOP),
        other_hello=heard([endpoint], Variant.OTHER_HELLO),
        app_hello=heard(named_so if endpoint.wire in SECURED else (), Variant.APP_HELLO),
        kept=heard([e for e in named_so if e.wire is endpoint.wire], Variant.KEPT),
        share=gather_share(endpoint, own, messenger.endpoints, heard, lossy=messenger.ground.network.lossy),
        refused=refused_certificates(index, endpoint),
        system=looked_up(system=True),
        trusted=looked_up(),
        plain=looked_up(plain=True),
    )
