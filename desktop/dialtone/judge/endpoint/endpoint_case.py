"""What the rules about an endpoint may use: its own attempts, how many pass, and what its messenger shows."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from functools import cached_property, partial

from dialtone.judge.attempts import (
    CUT,
    NO_REPLY,
    PLAIN_ORIGIN,
    REFUSED,
    WRONG_CERTIFICATE,
    Attempt,
    AttemptIndex,
    addresses_in,
    family_of,
    if_all,
    if_repeated,
)
from dialtone.judge.diagnosis import Sign
from dialtone.judge.endpoint.servers import (
    RAW_WIRES,
    find_distances,
    find_refusals,
    find_reported_outage,
    find_tampering,
    is_sooner,
)
from dialtone.judge.network.ground import Ground
from dialtone.judge.network.inspection import find_refused_certificates
from dialtone.judge.network.packet_loss import find_datagram_loss, find_path_loss
from dialtone.judge.readings import NO_TRIES
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import (
    BY_CHANCE,
    CUT_FROM_THEN_ON,
    REPEATED,
    REPEATED_ON_LOSSY_LINE,
    SHARE_CONTRASTS,
    SHARE_KNOWN,
    SHARE_MINOR,
    SHARE_RARE,
    SHARE_REPEATS,
    SHARE_TELLS,
)
from dialtone.model.vocabulary import SECURED, Failure, NetworkFlag, NetworkStatus, Step, Trust, Variant, Weight, Wire

_STAGES = (
    *(Step.TCP, Step.STUN, Step.REFLECTOR, Step.TLS, Step.HTTP, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO),
    *(Step.IMAP, Step.SMTP, Step.FLOW),
)
_DEAD = CUT | {Failure.UNREACHABLE}
_NO_SHARE = (Step.TCP, Step.STUN, Step.REFLECTOR)  # many networks block these for everyone
_ENDED = (Failure.RESET, Failure.CLOSED)
_CUT = (*_ENDED, Failure.TIMEOUT)
_UNCONNECTED = (Failure.TIMEOUT, Failure.REFUSED, Failure.RESET)
TRIES = (Variant.APP, Variant.AGAIN, Variant.KEPT, Variant.UPLOAD)
"""Attempts that begin with the app's own first message."""


class Share(Frozen):
    """Identical tries at one server, by how they ended."""

    passed: tuple[Attempt, ...] = ()
    cut: tuple[Attempt, ...] = ()
    name_contrasts: tuple[Attempt, ...] = ()
    """Contrasts with a neutral name at the same server."""
    swapped: tuple[Attempt, ...] = ()
    """Tries that met an untrusted certificate at an address where others of the same endpoint passed."""

    @property
    def tried(self) -> int:
        """How many tries passed or were cut off."""
        return len(self.passed) + len(self.cut)

    @property
    def is_mixed(self) -> bool:
        """Whether some passed and some were cut off, or met an untrusted certificate."""
        return bool(self.passed and (self.cut or self.swapped))

    @property
    def is_known(self) -> bool:
        """Whether there are enough tries: the share is known to within about 15 points."""
        # One more of each kind: after a few tries no share is certain to be 0 or 1 (rule of succession).
        tried = self.tried + len(self.swapped) + 2
        share = (len(self.passed) + 1) / tried
        return math.sqrt(share * (1 - share) / tried) <= SHARE_KNOWN

    @property
    def has_many_tries(self) -> bool:
        """Whether there were at least eight tries, enough to reveal that a share of them is cut off."""
        return self.tried >= SHARE_TELLS

    @property
    def is_seldom_cut(self) -> bool:
        """Whether, of many tries, next to none was cut off."""
        return self.has_many_tries and len(self.cut) <= SHARE_MINOR * self.tried

    @property
    def seldom_passes(self) -> bool:
        """Whether, of many tries, next to none passed."""
        return self.has_many_tries and len(self.passed) <= SHARE_RARE * self.tried

    @property
    def passed_only_at_first(self) -> bool:
        """Whether tries passed at first, and the many that came later were all cut off."""
        last_pass = max((t.steps[0].started for t in self.passed), default=0.0)
        cut_since = sum(t.steps[0].started > last_pass for t in self.cut)
        return bool(self.passed) and cut_since >= max(CUT_FROM_THEN_ON, len(self.cut))

    @property
    def neutral_names_pass(self) -> bool:
        """Whether neutral names were tried at the same server, and always passed."""
        contrasts = [t for t in self.name_contrasts if t.find(Step.TLS) is not None]
        return len(contrasts) >= SHARE_CONTRASTS and all(t.failure not in _CUT for t in contrasts)


def share_of(
    endpoint: Endpoint,
    endpoints: Iterable[Endpoint],
    index: AttemptIndex,
    attempts: Sequence[Attempt] | None = None,
    *,
    lossy: bool = False,
) -> Share:
    """Return which of an endpoint's own tries, and of other tries of the same name and server, passed or were cut off.

    `attempts`: its own; None for all. `endpoints`: those of its messenger. `lossy`: the line loses packets, so that
    silence is no cut. Another host at a forged address always hangs up, and the true server always answers: that is no
    share. So tries that did not prove the server, and those at addresses from another source than all that passed, are
    left out.
    """
    attempts = index.attempts_at(endpoint) if attempts is None else attempts
    is_named = endpoint.wire in SECURED and endpoint.host is not None
    alike = [e for e in endpoints if e.wire in SECURED and (e.host, e.port) == (endpoint.host, endpoint.port)]
    same_server = alike if is_named else [endpoint]  # a filter that reads names sees no difference
    repeats = _repetitions(endpoint, attempts, index.attempts(same_server, *TRIES))
    own_tries = [t for t in attempts if t.port == endpoint.port and not (t.last.step is Step.PROOF and t.failure)]
    passed = [*(t for t in own_tries if t.answered(endpoint.wire)), *(t for t in repeats if t.failure is None)]
    origins = {t.origin for t in passed}
    tries = [t for t in (*own_tries, *repeats) if not origins or t.origin in origins]
    often = sum(t.variant is Variant.AGAIN for t in repeats) >= SHARE_REPEATS
    cut = _cut_off(tries, {t.target for t in passed}, often=often, lossy=lossy)
    passed_at = {(t.endpoint, t.target) for t in passed}
    swapped = (t for t in tries if t.failure is Failure.CERT_UNTRUSTED and (t.endpoint, t.target) in passed_at)
    return Share(tuple(passed), tuple(cut), index.attempts(same_server, Variant.NEUTRAL_NAME), tuple(swapped))


def _cut_off(tries: Sequence[Attempt], alive: Set[str], *, often: bool, lossy: bool) -> list[Attempt]:
    """Return the tries that were cut off. `alive`: the targets at which some passed, so that silence there counts.

    A server that acknowledged the request was only busy. Tries that were not even connected count if the server was
    tried `often`.
    """
    ended = [t for t in tries if t.failure in _ENDED or (t.is_silent and t.target in alive and not lossy)]
    cut = [t for t in ended if t.last.step is not Step.TCP and not (t.is_silent and t.delivered)]
    if often:
        unconnected = [t for t in tries if t.last.step is Step.TCP and t.failure in _UNCONNECTED]
        cut += [t for t in unconnected if t.target in alive and not (lossy and t.is_silent)]
    if alive and alive.isdisjoint(t.target for t in cut):
        # Where all cuts are at targets that never passed, those cut each time are dead.
        times = Counter(t.target for t in cut)
        cut = [t for t in cut if times[t.target] < SHARE_REPEATS]
    return cut


def _repetitions(endpoint: Endpoint, attempts: Sequence[Attempt], tries: Sequence[Attempt]) -> list[Attempt]:
    """Return the other tries at its port that count for an endpoint: its repetitions, and other handshakes there."""
    cut = [t for t in attempts if t.failure in _CUT]
    after_handshake = any(t.find(Step.TLS) is not None and t.last.step is not Step.TLS for t in cut)
    # The app tries other ports, too: passing there instead of here is not chance.
    at_port = [t for t in tries if t.port == endpoint.port]
    repeated = [t for t in at_port if t.endpoint == endpoint.id and t.variant is Variant.AGAIN]
    others = [t for t in at_port if t.endpoint != endpoint.id or t.variant in (Variant.KEPT, Variant.UPLOAD)]
    # What is cut off only after the handshake is not told by other handshakes.
    return repeated if after_handshake else [*repeated, *map(_cut_to_handshake, others)]


def _cut_to_handshake(attempt: Attempt) -> Attempt:
    steps = [o.step for o in attempt.steps if o.step is not Step.KEPT]
    end = steps.index(Step.TLS) + 1 if Step.TLS in steps else len(steps)
    return Attempt(attempt.steps[:end])


class MessengerCase:
    """The observations of a messenger as a whole: shared by all its endpoints, gathered once."""

    def __init__(self, messenger: Messenger, ground: Ground) -> None:
        index, conclusive = ground.index, ground.conclusive
        self.ground, self.serves_one_country = ground, bool(messenger.home)
        self.at_home = not ground.home.isdisjoint(messenger.home)
        """Whether it is a service of the country that the person named."""
        self.attempts = conclusive.attempts(messenger.endpoints)
        """All of the app's own attempts, without silence that is due to the line or this computer."""
        contrasts = conclusive.attempts(messenger.endpoints, Variant.NEUTRAL_REQUEST)
        # Relays that only hint at calls say nothing about the rest.
        self.endpoints = endpoints = tuple(e for e in messenger.endpoints if e.weight is not Weight.RELAYS)
        attempts = conclusive.attempts(endpoints)
        self.name_elsewhere = conclusive.attempts(endpoints, Variant.NAME_ELSEWHERE)
        """Attempts that show a name of the messenger to unrelated servers: one name stands for all."""
        self.neutral_elsewhere = conclusive.attempts(endpoints, Variant.NEUTRAL_ELSEWHERE)
        self.unanswered_name_count = len({e.host for e in endpoints if _is_unanswered(index, e)})
        hosts = (e.host for e in endpoints if e.host)
        self.found_names = frozenset(host for host in hosts if addresses_in(index.by_name.get(host, ())))
        """Those of its names for which any resolver gives an address."""
        self.disproved_addresses = frozenset[str]().union(*(_find_disproved(index, e) for e in endpoints))
        """Addresses that the system gives for a name whose server proved itself, by its certificate, at others."""
        accepting = {t.block for t in attempts if t.passed(Step.TCP)}
        self.silent_blocks = {t.block for t in attempts if t.ended(Step.TCP, NO_REPLY)} - accepting
        """Address blocks in which no server of the messenger even accepts a connection."""
        self.living_blocks = {t.block for t in attempts if t.last.step is not Step.TCP and t.failure is None}
        """Address blocks in which some server of the messenger answered."""
        self.distances = find_distances(index, endpoints, ground.network, ground.control_results)
        self.tampering = find_tampering(index, endpoints)
        self.path_loss = find_path_loss(endpoints, index, ground.control_results.connections, ground.network)
        """Packet loss on the path to this messenger only, seen by connections."""
        neutral_datagrams = ground.control_results.failures.get(Step.STUN, NO_TRIES)
        # Datagrams to relays that left after UDP fell silent for others as well were not lost on the way to this one.
        end = ground.last_datagram_answered if ground.find_udp_silence(besides=messenger.id) else math.inf
        before_silence = [t for t in self.attempts if t.steps[0].started <= end]
        self.datagram_loss = find_datagram_loss(
            before_silence, contrasts, neutral_datagrams, self.distances.nearest, ground.network
        )
        """The same, seen by datagrams to its relays."""
        self.outage_reported = find_reported_outage(index, messenger.status)
        tries = conclusive.attempts(endpoints, *TRIES)
        self.is_cut = any(t.failure in CUT and t.last.step not in _NO_SHARE for t in tries)
        """Whether any attempt at any of its servers was cut off after connecting."""
        self.refusals = find_refusals(endpoints, messenger, index)


class EndpointCase:
    """The observations of one endpoint, with its messenger."""

    def __init__(self, endpoint: Endpoint, messenger: MessengerCase, tried: Sequence[Attempt] | None = None) -> None:
        """Gather what was observed. `tried`: the attempts to judge; None for all at the app's own addresses."""
        ground = messenger.ground
        index, conclusive = ground.index, ground.conclusive
        attempts = conclusive.attempts_at(endpoint)
        looked_up = partial(index.lookups, endpoint.host or "", messenger=endpoint.messenger)
        origin = "system" if endpoint.host else "built_in"
        answered = {t for t in attempts if t.answered(endpoint.wire)}
        same_host = [e for e in messenger.endpoints if e.host == endpoint.host]
        self.endpoint, self.messenger, self.ground = endpoint, messenger, ground
        self.network, self.control_results = ground.network, ground.control_results
        self.all_attempts = index.attempts_at(endpoint)
        """All of the app's own attempts, including silence that is due to the line or this computer."""
        self.own = tuple(t for t in attempts if t.origin == origin)
        """Attempts at the addresses that the app itself would use."""
        elsewhere = (t for t in attempts if t.origin != origin)
        self.other = tuple(t for t in elsewhere if t.origin != PLAIN_ORIGIN or t in answered)
        """Attempts at addresses from other sources, as contrasts; at those learnt in plain text, only answered ones."""
        self.answered = tuple(t for t in self.own if t in answered)
        """Attempts at the app's own addresses whose app handshake was answered."""
        self.answered_elsewhere = tuple(t for t in self.other if t in answered)
        self.tried = self.own if tried is None else tuple(tried)
        """The attempts to be judged."""
        self.contrasts = conclusive.attempts([endpoint], Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST)
        """Contrasts at the same address with a name or request that is not filtered."""
        self.name_contrasts = tuple(t for t in self.contrasts if t.find(Step.TLS) is not None)
        """Contrasts with a neutral name that got as far as sending it."""
        self.one_hop = index.attempts_at(endpoint, Variant.ONE_HOP)
        """Contrasts: connections that no router forwards."""
        self.answered_in_one_hop = [t for t in self.one_hop if t.ended(Step.TCP, (None, *REFUSED))]
        """Those of them that a host on this network accepted or refused."""
        self.denied = index.denied(endpoint)
        self.denied_one_hop = index.denied(endpoint, Variant.ONE_HOP)
        """The numbers of the datagrams to it that this computer denied although it let others out."""
        self.other_hello = conclusive.attempts_at(endpoint, Variant.OTHER_HELLO)
        """Contrasts with the same name in a first message of a different shape."""
        self.app_hello = conclusive.attempts(same_host if endpoint.wire in SECURED else (), Variant.APP_HELLO)
        """Contrasts with the app's own ClientHello to the same server, from any endpoint of the messenger on it."""
        self.kept_open = conclusive.attempts([e for e in same_host if e.wire is endpoint.wire], Variant.KEPT)
        """Connections kept open for a while, to this server (or, without a name, to another one of its wire)."""
        self.share = share_of(endpoint, messenger.endpoints, conclusive, self.own, lossy=ground.network.lossy)
        self.refused_certificates = find_refused_certificates(index, endpoint)
        """Handshakes that read a certificate of no known root, which the app refuses."""
        self.system_lookups = looked_up(system=True)
        self.system_addresses = addresses_in(self.system_lookups)
        self.trusted_lookups = looked_up()
        """The answers of encrypted resolvers abroad for its name."""
        self.trusted_addresses = addresses_in(self.trusted_lookups)

    def attempts(self, variant: Variant) -> tuple[Attempt, ...]:
        """Return its attempts of one variant, without silence that is due to the line or this computer."""
        return self.ground.conclusive.attempts_at(self.endpoint, variant)

    @property
    def genuine(self) -> set[str]:
        """The addresses known to be the messenger's: from encrypted resolvers, or because it answered there."""
        return self.trusted_addresses | {t.address for t in self.answered_elsewhere}

    @cached_property
    def from_home(self) -> tuple[Attempt, ...]:
        """The answered attempts with the national root, where the catalogue says that it is genuine."""
        if self.network.status is NetworkStatus.INTERCEPTED or self.endpoint.trust is not Trust.NATIONAL:
            return ()
        facts = [(t, tls.facts) for t in self.answered if (tls := t.find(Step.TLS))]
        return tuple(t for t, tls in facts if tls.get(Fact.NATIONAL) is True and tls.get(Fact.MOZILLA) is False)

    @cached_property
    def sibling_lives(self) -> bool:
        """Whether another endpoint of the messenger was answered in this check; an accepted connection is no answer."""
        others = (e for e in self.messenger.endpoints if e.id != self.endpoint.id and e.wire is not Wire.TCP)
        return bool(self.ground.index.answers(others))

    @cached_property
    def failed(self) -> tuple[Attempt, ...]:
        """The attempts to be judged that failed; none if one was answered without a proof of identity (`unproved`)."""
        failed = tuple(t for t in self.tried if not t.answered(self.endpoint.wire))
        # Some networks answer on port 80 themselves.
        on_other_ports = tuple(t for t in failed if not t.target.endswith(":80"))
        if self.endpoint.wire in RAW_WIRES and len(on_other_ports) >= REPEATED:
            failed = on_other_ports
        return () if any(t.last.step is Step.PROOF for t in failed) else failed

    @cached_property
    def deepest(self) -> tuple[Attempt, ...]:
        """The failed attempts that got furthest: the step at which they failed says what stopped them."""
        deepest = max((_STAGES.index(t.last.step) for t in self.failed), default=0)
        return tuple(t for t in self.failed if _STAGES.index(t.last.step) == deepest)

    @cached_property
    def dead(self) -> Sequence[Attempt]:
        """The attempts that failed to connect; none if any got further."""
        return if_all(if_repeated(self.deepest), lambda t: t.ended(Step.TCP, _DEAD))

    @cached_property
    def stopped(self) -> list[Attempt]:
        """The deepest failed attempts that were cut after connecting: in a handshake, or in the app's protocol."""
        return [t for t in self.deepest if t.last.step is not Step.TCP and t.failure in CUT]

    def ended(self, failures: Collection[Failure], *steps: Step) -> list[Attempt]:
        """Return the deepest failed attempts that ended with one of these failures, at one of these steps if any."""
        failed = (t for t in self.deepest if t.failure in failures)
        return [t for t in failed if not steps or t.last.step in steps]

    def flagged(self, flag: NetworkFlag) -> bool:
        """Return whether the network's verdict carries this flag."""
        return flag in self.network.flags

    def enough_failed(self, failed: Sequence[Attempt]) -> bool:
        """Return whether these failures mean anything: on a lossy line, silence has to repeat beyond chance."""
        if not self.network.lossy or any(t.failure is not Failure.TIMEOUT for t in failed):
            return len(failed) >= REPEATED
        # Some lines lose whole connections, to any host: one of several paths is dead. All of these may have taken it.
        dead = self.control_results.dead_count
        tried = dead + len(self.control_results.connects)
        chance = (dead / tried) ** len(failed) if tried else 0.0
        return len(failed) >= REPEATED_ON_LOSSY_LINE and chance < BY_CHANCE

    def if_from_nearby(self, attempts: Sequence[Attempt]) -> Sequence[Attempt]:
        """Return these attempts if at least two were ended too soon for the server to have done it, else none."""
        nearest = self.messenger.distances.nearest
        near = [t for t in attempts if t.passed(Step.TCP) and is_sooner(t.last.seconds, nearest(t.address))]
        return attempts if len(near) >= REPEATED and not self.control_results.connects_are_local else ()

    def behind_the_name(self, origin: str | None = None) -> "EndpointCase":
        """Return the same case, judging other addresses than the system resolver's: all, or those of one `origin`."""
        return EndpointCase(self.endpoint, self.messenger, [t for t in self.other if origin in (None, t.origin)])

    def over_family(self, family: int) -> "EndpointCase":
        """Return the same case, judging the attempts over one family (`family_of`).

        Unless one of them was answered, those at the messenger's other servers of the same wire count as well, since
        each has only an address or two of a family.
        """
        same_wire = [e for e in self.messenger.endpoints if e.wire is self.endpoint.wire]
        tried = [t for t in self.ground.conclusive.attempts(same_wire) if family_of(t.target) == family]
        any_answered = any(t.answered(self.endpoint.wire) for t in tried)
        judged = [t for t in tried if t in self.own] if any_answered else tried
        return EndpointCase(self.endpoint, self.messenger, judged)


EndpointSign = Sign[EndpointCase]
"""A named question about an endpoint: a row with its sentence below it, or a function if it takes steps."""


def _find_disproved(index: AttemptIndex, endpoint: Endpoint) -> frozenset[str]:
    """Return the system's addresses where another host shows its certificate, if the server proved itself at others."""
    by_system = [t for t in index.attempts_at(endpoint) if t.origin == "system"]
    by_others = [t for t in index.attempts_at(endpoint) if t.origin != "system"]
    proved = {t.address for t in by_others if t.find(Step.TLS) and t.answered(endpoint.wire)}
    wrong = {t.address for t in by_system if t.failure in WRONG_CERTIFICATE}
    on_the_path = any(t.failure in WRONG_CERTIFICATE for t in by_others)
    return frozenset(wrong - proved if proved and not on_the_path else ())


def _is_unanswered(index: AttemptIndex, endpoint: Endpoint) -> bool:
    lookups = index.lookups(endpoint.host, system=True, messenger=endpoint.messenger) if endpoint.host else ()
    answers = (Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, None)
    return bool(lookups) and not any(lookup.failure in answers for lookup in lookups)
