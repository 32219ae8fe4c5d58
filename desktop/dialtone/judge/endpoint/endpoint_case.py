"""What the rules may use of an endpoint: its attempts, the contrasts to them, and how its name is resolved."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from dialtone.judge.attempts import Attempt, addresses_in
from dialtone.judge.endpoint.messenger_case import MessengerCase
from dialtone.judge.endpoint.servers import IdenticalTries, find_identical_tries, is_sooner
from dialtone.judge.kinds import CUT, RAW_WIRES, REFUSED, family_of
from dialtone.judge.network.inspection import find_refused_certificates
from dialtone.judge.signs import Case, Sign, if_all, if_repeated
from dialtone.model.catalogue import Endpoint
from dialtone.model.thresholds import BY_CHANCE, REPEATED, REPEATED_ON_LOSSY_LINE
from dialtone.model.vocabulary import SECURED, AddressOrigin, Failure, NetworkFlag, Step, Variant, Weight, Wire

_STAGES = (
    *(Step.TCP, Step.STUN, Step.REFLECTOR, Step.TLS, Step.HTTP, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO),
    *(Step.IMAP, Step.SMTP, Step.FLOW),
)
"""The steps at which an attempt may fail, the first ones first."""
_DEAD = CUT | {Failure.UNREACHABLE}


class EndpointCase(Case):
    """The observations of one endpoint, with its messenger."""

    def __init__(self, endpoint: Endpoint, messenger: MessengerCase, judged: Sequence[Attempt] | None = None) -> None:
        """`judged`: the attempts to be judged; None for all at the app's own addresses."""
        self.endpoint = endpoint
        self.messenger = messenger
        self.check = messenger.check
        self.network = self.check.network
        self.control_results = self.check.control_results
        index = self.check.index

        # The app's own attempts, by the addresses at which they were made.
        by_app = self.attempts(Variant.APP)
        self.all_attempts = index.attempts_at(endpoint)
        """All of the app's own attempts, including silence that is due to the line or this computer."""
        self.own_attempts = tuple(t for t in by_app if t.origin is endpoint.address_origin)
        """Attempts at the addresses that the app itself would use."""
        self.answered = tuple(t for t in self.own_attempts if t.answered(endpoint.wire))
        """The attempts of `own_attempts` whose app handshake was answered."""
        elsewhere = tuple(t for t in by_app if t.origin is not endpoint.address_origin)
        self.answered_elsewhere = tuple(t for t in elsewhere if t.answered(endpoint.wire))
        """Attempts at addresses from other sources whose app handshake was answered."""
        self.other_attempts = tuple(
            t for t in elsewhere if t.origin is not AddressOrigin.PLAIN or t in self.answered_elsewhere
        )
        """Attempts at addresses from other sources, as contrasts; at those learnt in plain text, only answered ones."""
        self.judged_attempts = self.own_attempts if judged is None else tuple(judged)
        """The attempts to be judged."""

        # Contrasts: other things that were sent to the same server.
        self.contrasts = (*self.attempts(Variant.NEUTRAL_NAME), *self.attempts(Variant.NEUTRAL_REQUEST))
        """Contrasts at the same address with a name or request that is not filtered."""
        self.name_contrasts = tuple(t for t in self.contrasts if t.find(Step.TLS) is not None)
        """Contrasts with a neutral name that got as far as sending it."""
        self.other_hello = self.attempts(Variant.OTHER_HELLO)
        """Contrasts with the same name in a first message of a different shape."""
        same_host = [e for e in messenger.endpoints if e.host == endpoint.host] if endpoint.wire in SECURED else ()
        self.app_hello = self.check.conclusive.attempts(same_host, Variant.APP_HELLO)
        """Contrasts with the app's own ClientHello to the same server, from any endpoint of the messenger on it."""
        self.refused_certificates = find_refused_certificates(index, endpoint)
        """Handshakes that read a certificate of no known root, which the app refuses."""
        self.one_hop_attempts = index.attempts_at(endpoint, Variant.ONE_HOP)
        """Contrasts: connections that no router forwards."""
        self.answered_in_one_hop = [t for t in self.one_hop_attempts if t.ended(Step.TCP, (None, *REFUSED))]
        """The connections of `one_hop_attempts` that a host on this network accepted or refused."""
        self.denied_steps = index.denied(endpoint)
        """The numbers of its steps that this computer itself denied."""
        self.denied_datagrams = index.denied(endpoint, Variant.ONE_HOP)
        """The numbers of the datagrams to it that this computer denied although it let others out."""

        # Its name, as resolvers answer for it.
        name = endpoint.host or ""
        self.system_lookups = index.lookups(name, system=True, messenger=endpoint.messenger)
        """The answers of the system resolver."""
        self.trusted_lookups = index.lookups(name, messenger=endpoint.messenger)
        """The answers of encrypted resolvers abroad."""
        self.system_addresses = addresses_in(self.system_lookups)
        self.trusted_addresses = addresses_in(self.trusted_lookups)
        self.genuine_addresses = self.trusted_addresses | {t.address for t in self.answered_elsewhere}
        """The addresses known to be the messenger's: from encrypted resolvers, or because it answered there."""

    def attempts(self, variant: Variant) -> tuple[Attempt, ...]:
        """Return its attempts of one variant, without silence that is due to the line or this computer."""
        return self.check.conclusive.attempts_at(self.endpoint, variant)

    # What other endpoints of the messenger show of this one.

    @cached_property
    def tries(self) -> IdenticalTries:
        """Its own tries, and others of the same name and server, by how they ended."""
        servers = self.messenger.endpoints
        conclusive = self.check.conclusive
        return find_identical_tries(self.endpoint, servers, conclusive, self.own_attempts, lossy=self.network.lossy)

    @cached_property
    def sibling_lives(self) -> bool:
        """Whether another endpoint of the messenger was answered in this check; an accepted connection is no answer."""
        others = (e for e in self.messenger.endpoints if e.id != self.endpoint.id and e.wire is not Wire.TCP)
        return bool(self.check.index.answers(others))

    # What its failures say.

    @cached_property
    def failed(self) -> tuple[Attempt, ...]:
        """The attempts to be judged that failed; none if one was answered without a proof of identity (`unproved`)."""
        failed = tuple(t for t in self.judged_attempts if not t.answered(self.endpoint.wire))
        # Some networks answer on port 80 themselves.
        on_other_ports = tuple(t for t in failed if not t.target.endswith(":80"))
        if self.endpoint.wire in RAW_WIRES and len(on_other_ports) >= REPEATED:
            failed = on_other_ports
        return () if any(t.last.step is Step.PROOF for t in failed) else failed

    @cached_property
    def deepest_failures(self) -> tuple[Attempt, ...]:
        """The failed attempts that got furthest: the step at which they failed says what stopped them."""
        deepest = max((_STAGES.index(t.last.step) for t in self.failed), default=0)
        return tuple(t for t in self.failed if _STAGES.index(t.last.step) == deepest)

    @cached_property
    def unconnected(self) -> Sequence[Attempt]:
        """The attempts that failed to connect; none if any got further."""
        return if_all(if_repeated(self.deepest_failures), lambda t: t.ended(Step.TCP, _DEAD))

    @cached_property
    def cut_off(self) -> list[Attempt]:
        """The deepest failed attempts that were cut after connecting: in a handshake, or in the app's protocol."""
        return [t for t in self.deepest_failures if t.last.step is not Step.TCP and t.failure in CUT]

    def ended(self, failures: Collection[Failure], *steps: Step) -> list[Attempt]:
        """Return the deepest failed attempts that ended with one of these failures, at one of these steps if any."""
        failed = (t for t in self.deepest_failures if t.failure in failures)
        return [t for t in failed if not steps or t.last.step in steps]

    def flagged(self, flag: NetworkFlag) -> bool:
        """Return whether the network's verdict carries this flag."""
        return flag in self.network.flags

    def enough_failed(self, failed: Sequence[Attempt]) -> bool:
        """Return whether these failures mean anything: on a lossy line, silence has to repeat beyond chance."""
        if not self.network.lossy or any(t.failure is not Failure.TIMEOUT for t in failed):
            return len(failed) >= REPEATED
        if self.endpoint.weight is Weight.RELAYS:
            failed = self.messenger.silent_relays or failed
        # Some lines lose whole connections, to any host: one of several paths is dead. All of these may have taken it.
        dead = self.control_results.dead_count
        tried = dead + len(self.control_results.connects)
        chance = (dead / tried) ** len(failed) if tried else 0.0
        return len(failed) >= REPEATED_ON_LOSSY_LINE and chance < BY_CHANCE

    def ended_nearby(self, attempts: Iterable[Attempt]) -> list[Attempt]:
        """Return those of these attempts that ended too soon for the server to have done it. Source: ADR 8."""
        if self.control_results.connects_are_local:
            return []
        nearest = self.messenger.distances.nearest
        return [t for t in attempts if is_sooner(t.last.seconds, nearest(t.address))]

    def if_from_nearby(self, attempts: Sequence[Attempt]) -> Sequence[Attempt]:
        """Return these attempts if at least two that had connected ended too soon for the server, else none."""
        connected = (t for t in attempts if t.passed(Step.TCP))
        return attempts if if_repeated(self.ended_nearby(connected)) else ()

    def behind_the_name(self, origin: AddressOrigin | None = None) -> "EndpointCase":
        """Return a case that judges its other addresses than the app's: all, or those of one `origin`."""
        return EndpointCase(
            self.endpoint, self.messenger, [t for t in self.other_attempts if origin in (None, t.origin)]
        )

    def over_family(self, family: int) -> "EndpointCase":
        """Return a case that judges its attempts over one family (`family_of`).

        Unless one of them was answered, those at the messenger's other servers of the same wire count as well, since
        each has only an address or two of a family.
        """
        same_wire = [e for e in self.messenger.endpoints if e.wire is self.endpoint.wire]
        tried = [t for t in self.check.conclusive.attempts(same_wire) if family_of(t.target) == family]
        any_answered = any(t.answered(self.endpoint.wire) for t in tried)
        judged = [t for t in tried if t in self.own_attempts] if any_answered else tried
        return EndpointCase(self.endpoint, self.messenger, judged)


EndpointSign = Sign[EndpointCase]
