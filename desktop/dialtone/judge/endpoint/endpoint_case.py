"""What the rules about an endpoint may look at: its own attempts, and what its messenger and the controls show."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from dialtone.judge.attempts import CUT, DATAGRAMS, FOREIGN, UNHEARD, Attempt, AttemptIndex, Lookup, network_of
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
"""Addresses learnt without encryption: where the messenger does not answer, they may be any host's."""
_STAGES = (
    *(Step.TCP, Step.STUN, Step.REFLECTOR, Step.TLS, Step.HTTP, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO),
    *(Step.IMAP, Step.SMTP, Step.FLOW),
)
_PLAIN_WEB = ":80"
_NO_SHARE = (Step.TCP, Step.STUN, Step.REFLECTOR)
"""Steps that many networks let nobody take: what is cut off there is no part of a share."""
RAW_WIRES = (Wire.MTPROTO, Wire.WHATSAPP_NOISE)
"""Wires on which any answer but the right one comes from another host: there is no TLS that names the peer."""


class MessengerCase(Frozen):
    """What was observed of a messenger as a whole: the same for all of its endpoints, gathered once."""

    endpoints: tuple[Endpoint, ...]
    ground: Ground
    at_home: bool
    """It is the service of one country, and may answer no one abroad."""
    heard: Mapping[str, tuple[Attempt, ...]]
    """The app's own attempts by endpoint, without those that were silent because the line or this computer was."""
    elsewhere: tuple[Attempt, ...]
    """A name of the messenger, shown to servers that have nothing to do with it: one stands for all."""
    neutral_elsewhere: tuple[Attempt, ...]
    """A neutral name at those same servers."""
    unanswered_names: int
    """How many of the messenger's names got no answer at all from the system resolver."""
    disproved: frozenset[str]
    """Addresses that the system gives for a name whose server was found, by its certificate, elsewhere."""
    silent_networks: frozenset[str]
    """Parts of the internet in which the messenger's servers do not even accept a connection."""
    distances: Distances
    living_networks: frozenset[str]
    """Parts of the internet in which some server of the messenger answered."""
    hanging_networks: frozenset[str]
    """Parts of the internet in which its servers acknowledge what they are told, and say nothing."""
    shared_places: Mapping[str, tuple[Lookup, ...]]
    """By address, the system's answers that lead several services to it, where none of them answered."""
    tampering: Tampering
    """Who takes its names away or changes them, and where."""
    path_loss: PathLoss | None
    """Packets lost on the way to it alone."""
    outage_reported: tuple[int, ...]
    """The observations in which its own status page reports a serious incident."""
    odd_beside_names: tuple[int, ...]
    """What is odd on this line beside what the system says of this messenger's names, and speaks for a block."""
    is_cut: bool
    """Whether any try at any of its servers was cut off once it had connected."""
    refusals: tuple[int, ...]
    """The observations in which all of its web servers refuse to serve; none where any of them serves."""
    datagrams: tuple[Observation, ...]
    """What was asked over UDP in this check, of anybody."""

    @property
    def every_try(self) -> Iterator[Attempt]:
        """All of the app's own attempts of those, at whichever endpoint."""
        return chain.from_iterable(self.heard.values())


class EndpointCase(Frozen):
    """What was observed of one endpoint, beside its messenger."""

    endpoint: Endpoint
    messenger: MessengerCase
    asked: tuple[Attempt, ...]
    """All of the app's own attempts, also those that were silent because the line or this computer was."""
    own: tuple[Attempt, ...]
    """Attempts at the addresses that the app itself would use."""
    other: tuple[Attempt, ...]
    """Attempts at addresses learnt elsewhere, for contrast."""
    good: tuple[Attempt, ...]
    """Attempts at the app's own addresses whose greeting was answered."""
    good_elsewhere: tuple[Attempt, ...]
    """The same at addresses learnt elsewhere."""
    tried: tuple[Attempt, ...]
    """Those of them that are under judgement: `own`, or `other` for what is behind a name that was tampered with."""
    neutral: tuple[Attempt, ...]
    """Contrasts at the same address with a name or a request that is not filtered."""
    one_hop: tuple[Attempt, ...]
    """Contrasts with connections that no router passes on."""
    denied: tuple[int, ...]
    """Connections that this computer itself did not allow."""
    forbidden: tuple[int, ...]
    """Datagrams to there that it did not let out, though it let them out to others."""
    other_hello: tuple[Attempt, ...]
    """Contrasts with the same name in a first message of another shape."""
    app_hello: tuple[Attempt, ...]
    """Contrasts with the app's own ClientHello to the same server, of this endpoint or another of the messenger."""
    kept: tuple[Attempt, ...]
    """Connections that were kept open for a while: to this server, or another of its kind without a name."""
    share: Share
    """How many of the tries passed that differ in nothing, with those that were made to know it."""
    refused: tuple[Observation, ...]
    """Handshakes in which a certificate was read that the app refuses as nobody's."""
    system: tuple[Lookup, ...]
    """What the system's resolver says of its name."""
    trusted: tuple[Lookup, ...]
    """What encrypted resolvers abroad say of its name."""
    plain: tuple[Lookup, ...]
    """What other resolvers say of its name that were asked in the clear."""

    @property
    def ground(self) -> Ground:
        """What is the same for all messengers."""
        return self.messenger.ground

    @property
    def network(self) -> NetworkVerdict:
        """The network, as judged before."""
        return self.messenger.ground.network

    @property
    def timing(self) -> ControlTiming:
        """What the controls did in the same check."""
        return self.messenger.ground.timing

    def heard(self, variant: Variant) -> tuple[Attempt, ...]:
        """Return the attempts of one variant at it, without those that were silent because the line was."""
        return told(self.ground, [self.endpoint], variant)

    @property
    def from_home(self) -> tuple[Attempt, ...]:
        """Those of them with their own country's root, which the catalogue says is genuine there."""
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
        """The attempts under judgement that failed; none where one answered and proved nothing (rule `unproved`).

        The plain port of the web, which some networks answer themselves, is left out where other ports tell enough.
        """
        failed = tuple(t for t in self.tried if not t.answered(self.endpoint.wire))
        others = tuple(t for t in failed if not t.target.endswith(_PLAIN_WEB))
        if self.endpoint.wire in RAW_WIRES and len(others) >= REPEATED:
            failed = others
        return () if any(t.last.step is Step.PROOF for t in failed) else failed

    @property
    def deepest(self) -> tuple[Attempt, ...]:
        """Of the failed attempts, those that got furthest: the step they failed at says what stopped them."""
        failed = self.failed
        deepest = max((_STAGES.index(t.last.step) for t in failed), default=0)
        return tuple(t for t in failed if _STAGES.index(t.last.step) == deepest)

    def ended(self, failures: Collection[Failure], *steps: Step) -> list[Attempt]:
        """Return those of them that ended in one of some ways, at one of some steps, if any is named."""
        found = (t for t in self.deepest if t.failure in failures)
        return [t for t in found if not steps or t.last.step in steps]

    @property
    def contrast(self) -> tuple[Attempt, ...]:
        """Contrasts with a neutral name that got as far as the name is shown."""
        return tuple(t for t in self.neutral if t.find(Step.TLS) is not None)

    def repeated(self, failed: Sequence[Attempt]) -> bool:
        """Return whether enough attempts failed. On a line that loses packets silence has to repeat more often.

        Some lose whole conversations, to any host (one of several paths is dead): by chance all attempts may go there.
        """
        if not self.network.lossy or any(t.failure is not Failure.TIMEOUT for t in failed):
            return len(failed) >= REPEATED
        dead, asked = self.timing.dead, self.timing.dead + len(self.timing.connects)
        chance = (dead / asked) ** len(failed) if asked else 0.0
        return len(failed) >= REPEATED_ON_LOSSY_LINE and chance < BY_CHANCE

    def came_from_nearby(self, answered: Sequence[Attempt]) -> bool:
        """Return whether answers came too soon for the server: two or more in less than half of the way to it."""
        way = self.messenger.distances.nearest
        near = [t for t in answered if t.passed(Step.TCP) and is_sooner(t.last.seconds, way(t.address))]
        return len(near) >= REPEATED and not self.timing.connects_are_local

    def behind_the_name(self) -> "EndpointCase":
        """Return the same case with the addresses under judgement that no system resolver gave."""
        return replace(self, tried=self.other)


def gather_messenger(
    endpoints: Sequence[Endpoint], ground: Ground, *, status: StatusPage | None = None, at_home: bool = False
) -> MessengerCase:
    """Sort what was observed of a messenger."""
    index, timing, network = ground.index, ground.timing, ground.network
    heard = partial(told, ground)
    own = {e.id: heard([e]) for e in endpoints}
    # What is asked of relays that only hint at calls says nothing of the rest.
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
    """Return the attempts at some endpoints, without those that were silent because the line or this computer was."""
    found, timing = ground.index.at(endpoints, *made), ground.timing
    return tuple(t for t in found if not waited_for_the_line(t, timing) and not no_way_from_here(t, timing))


def _odd_beside_names(index: AttemptIndex, interference: tuple[int, ...], messengers: set[str]) -> tuple[int, ...]:
    """Leave out this messenger's names, and neutral hosts that take no connection: one is down, or IPv6 is broken."""
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
    """Sort what was observed of one of its endpoints."""
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
