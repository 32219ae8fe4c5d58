"""Observations told readably: what was asked of an endpoint, and how it ended."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from ipaddress import IPv4Address
from typing import TypeVar

from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.endpoint.messenger_case import MessengerCase, PathLoss
from dialtone.judge.function_verdicts import FunctionCase, JudgedEndpoints
from dialtone.judge.kinds import APP_HANDSHAKE
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import Inspection
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.network.packet_loss import find_resent_needlessly, lost_a_packet
from dialtone.judge.readings import Tally
from dialtone.judge.rules import ADDRESS_RULES, ENDPOINT_RULES, first_verdict
from dialtone.model.catalogue import Control, Controls, Endpoint, Messenger, StatusPage
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import Fact, Facts, FactValue, number_of
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Place,
    Prior,
    ResolverKind,
    Step,
    Variant,
    Wire,
)

STEPS: dict[Wire, tuple[Step, ...]] = {
    Wire.TCP: (Step.TCP,),
    Wire.TLS: (Step.TCP, Step.TLS),
    Wire.HTTPS: (Step.TCP, Step.TLS, Step.HTTP, Step.FLOW),
    Wire.HTTP: (Step.TCP, Step.HTTP, Step.FLOW),
    Wire.WEBSOCKET: (Step.TCP, Step.TLS, Step.WEBSOCKET),
    Wire.WHATSAPP_WEBSOCKET: (Step.TCP, Step.TLS, Step.WEBSOCKET, Step.NOISE),
    Wire.WHATSAPP_NOISE: (Step.TCP, Step.NOISE, Step.PROOF),
    Wire.MTPROTO: (Step.TCP, Step.MTPROTO, Step.PROOF),
    Wire.MTPROTO_WEBSOCKET: (Step.TCP, Step.TLS, Step.WEBSOCKET, Step.MTPROTO),
    Wire.STUN: (Step.STUN,),
    Wire.STUN_TCP: (Step.TCP, Step.STUN),
    Wire.STUN_TLS: (Step.TCP, Step.TLS, Step.STUN),
    Wire.TELEGRAM_REFLECTOR: (Step.REFLECTOR,),
    Wire.NTP: (Step.NTP,),
    Wire.QUIC: (Step.QUIC,),
    Wire.IMAP: (Step.TCP, Step.TLS, Step.IMAP),
    Wire.SMTP: (Step.TCP, Step.TLS, Step.SMTP),
}
"""What is spoken on a wire, in order."""

HERE, THERE = "157.240.0.60", "31.13.72.52"
"""Two public addresses; which of them is the true one is up to the story."""
ELSEWHERE = ("8.8.4.4", "149.112.112.112")
"""Servers that have nothing to do with any messenger."""
ROUND_TRIP = 0.04
RESENT_EVERY = 0.5
"""Seconds after which a datagram is sent again."""


def https(identifier: str = "app/chat", host: str = "chat.example.org", read_bytes: int = 0) -> Endpoint:
    return Endpoint(identifier, identifier.partition("/")[0], Wire.HTTPS, 443, host, read_bytes=read_bytes)


def typed(facts: Mapping[str, FactValue]) -> Facts:
    """Facts by what a test calls them: `mozilla=False`."""
    return {Fact(word): value for word, value in facts.items()}


def raw(wire: Wire = Wire.MTPROTO, identifier: str = "app/raw", ports: tuple[int, ...] = ()) -> Endpoint:
    return Endpoint(identifier, "app", wire, 443, None, (HERE, THERE), ports=ports)


def relay(identifier: str = "app/relay") -> Endpoint:
    return Endpoint(identifier, "app", Wire.STUN, 3478, "relay.example.org")


def standing(told: "Story", seconds: float) -> "Story":
    steps = told.record.observations
    told.record.observations = [replace(o, seconds=seconds) if o.step is Step.TCP and o.ok else o for o in steps]
    return told


def small_ground() -> Controls:
    """Four sites abroad, three at home, two pages to sign in to, anchors, and UDP of two kinds."""

    def site(place: Place, number: int) -> Control:
        name = f"{place.value}{number}"
        return Control(Endpoint(f"control/{name}", "", Wire.HTTPS, 443, f"{name}.example.org", place=place))

    def page(number: int, text: str) -> Endpoint:
        status = 200 if text else 204
        host = f"page{number}.example.org"
        return Endpoint(f"sign-in/{number}", "", Wire.HTTP, 80, host, expect_status=status, expect_text=text)

    def anchor(name: str, *addresses: str) -> Endpoint:
        place = next((place for place in Place if name.startswith(place.value)), None)
        return Endpoint(f"anchor/{name}", "", Wire.TCP, 443, None, addresses, place=place)

    return Controls(
        sites=(*(site(Place.FOREIGN, n) for n in range(1, 5)), *(site(Place.DOMESTIC, n) for n in range(1, 4))),
        sign_in_checks=(page(1, ""), page(2, "success")),
        anchors=(
            anchor("foreign-1", "1.1.1.1"),
            anchor("foreign-2", "8.8.8.8"),
            anchor("foreign-3", "9.9.9.9"),
            anchor("domestic-1", "77.88.8.8"),
            anchor("v6", "2606:4700:4700::1111", "2001:4860:4860::8888"),
        ),
        udp=(
            Endpoint("udp/stun-1", "", Wire.STUN, 3478, "stun1.example.org"),
            Endpoint("udp/stun-2", "", Wire.STUN, 3478, "stun2.example.org"),
            Endpoint("udp/time", "", Wire.NTP, 123, "time.example.org"),
            Endpoint("udp/stun-3", "", Wire.STUN, 443, "stun3.example.org"),
            Endpoint("udp/quic", "", Wire.QUIC, 443, "quic.example.org"),
        ),
        stun_tcp=(
            Endpoint("stun-tcp/1", "", Wire.STUN_TCP, 3478, "stun1.example.org"),
            Endpoint("stun-tcp/3", "", Wire.STUN_TCP, 443, "stun3.example.org"),
        ),
        resolvers=(),
        neutral_name="example.com",
    )


class Record:
    def __init__(self) -> None:
        self.observations: list[Observation] = []
        self._attempts = 0
        self.started = 0.0
        self.row = ""

    @property
    def index(self) -> AttemptIndex:
        return AttemptIndex(self.observations)

    def results(self, ground: Controls | None = None) -> ControlResults:
        """What the controls of this ground did, by default of the small one."""
        return ControlResults(self.index, ground or small_ground())

    def about(self, endpoint: Endpoint) -> "Story":
        return Story(self, endpoint)

    def asked_by(self, row: str) -> "Record":
        self.row = row
        return self

    def attempt(self) -> int:
        self._attempts += 1
        return self._attempts

    def write(self, observation: Observation) -> None:
        self.observations.append(replace(observation, number=len(self.observations) + 1))

    def well(self, *endpoints: Endpoint) -> "Record":
        for endpoint in endpoints:
            story = self.about(endpoint)
            if endpoint.host:
                story.system(story.home)
            story.answers()
        return self


class Story:
    def __init__(self, record: Record, endpoint: Endpoint) -> None:
        self.record = record
        self._endpoint = endpoint
        self.home = endpoint.addresses[0] if endpoint.addresses else _home(endpoint)
        self._origin = "system" if endpoint.host else "built_in"

    @property
    def observations(self) -> list[Observation]:
        return self.record.observations

    @property
    def index(self) -> AttemptIndex:
        return self.record.index

    def system(
        self, *addresses: str, failure: Failure | None = None, seconds: float = 0.01, **facts: FactValue
    ) -> "Story":
        return self._lookup("system", addresses, failure, typed(facts), seconds)

    def trusted(self, *addresses: str, failure: Failure | None = None) -> "Story":
        return self._lookup("google", addresses, failure, {})

    def plainly(
        self, kind: ResolverKind, *addresses: str, failure: Failure | None = None, **facts: FactValue
    ) -> "Story":
        asked: Facts = {Fact.TRANSPORT: "udp", Fact.KIND: kind.value}
        return self._lookup(kind.value, addresses, failure, {**asked, **typed(facts)})

    @property
    def _greeting(self) -> tuple[Step, ...]:
        steps = STEPS[self._endpoint.wire]
        return steps[: steps.index(APP_HANDSHAKE[self._endpoint.wire]) + 1]

    def answers(
        self, address: str = "", *, origin: str = "", times: int = 1, port: int = 0, **facts: FactValue
    ) -> "Story":
        return self._attempt(self._greeting, None, address, origin, typed(facts), port=port, times=times)

    def takes(self, *seconds: float, **facts: FactValue) -> "Story":
        return self._attempt(STEPS[self._endpoint.wire][: len(seconds)], None, facts=typed(facts), taken=seconds)

    def reads(self, size: int, seconds: float, failure: Failure | None = None, **facts: FactValue) -> "Story":
        flow: Facts = {Fact.BYTES: size, Fact.FLOW_SECONDS: seconds}
        return self._attempt(STEPS[self._endpoint.wire], failure, facts=typed(facts), last_facts=flow)

    def fails(
        self,
        step: Step,
        failure: Failure | None,
        address: str = "",
        *,
        origin: str = "",
        times: int = 1,
        port: int = 0,
        seconds: float = ROUND_TRIP,
        **facts: FactValue,
    ) -> "Story":
        """Let attempts get as far as a step and fail there (or, without a failure, be seen no further)."""
        steps = STEPS[self._endpoint.wire]
        steps, known = steps[: steps.index(step) + 1], typed(facts)
        return self._attempt(steps, failure, address, origin, known, port=port, times=times, last_seconds=seconds)

    def neutral_name(self, failure: Failure | None = None, step: Step = Step.TLS, address: str = "") -> "Story":
        steps = (Step.TCP,) if step is Step.TCP else (Step.TCP, Step.TLS)
        return self._attempt(steps, failure, address, variant=Variant.NEUTRAL_NAME)

    def connects(self, failure: Failure | None = None, seconds: float = ROUND_TRIP) -> "Story":
        return self._attempt((Step.TCP,), failure, variant=Variant.NEUTRAL_REQUEST, last_seconds=seconds)

    def neutral_request(self, failure: Failure | None = None, step: Step = Step.HTTP) -> "Story":
        steps = (Step.TCP,) if step is Step.TCP else (Step.TCP, Step.HTTP)
        return self._attempt(steps, failure, variant=Variant.NEUTRAL_REQUEST, port=80)

    def other_hello(self, failure: Failure | None = None, **facts: FactValue) -> "Story":
        return self._attempt((Step.TCP, Step.TLS), failure, facts=typed(facts), variant=Variant.OTHER_HELLO)

    def in_small_packets(self, failure: Failure | None = None) -> "Story":
        return self._attempt((Step.TCP, Step.TLS), failure, variant=Variant.SMALL_PACKETS)

    def app_hello(self, failure: Failure | None = None, *, times: int = 1, in_doubt: bool = False) -> "Story":
        facts: Facts = {Fact.SHAPE_IN_DOUBT: True} if in_doubt else {}
        return self._attempt((Step.TCP, Step.TLS), failure, facts=facts, times=times, variant=Variant.APP_HELLO)

    def as_a_phone(self, failure: Failure | None = None, *, times: int = 1) -> "Story":
        return self._attempt((Step.TCP, Step.NOISE), failure, times=times, variant=Variant.PHONE_HELLO)

    def spared(self) -> "Story":
        return self._attempt((Step.PROXY,), None, "proxy", facts={Fact.SPARED: True}, variant=Variant.PROXIED)

    def again(
        self, failure: Failure | None = None, *, times: int = 1, step: Step | None = None, origin: str = ""
    ) -> "Story":
        """Say the same once more: of TLS no more than the handshake."""
        steps = STEPS[self._endpoint.wire]
        last = step or (Step.TLS if Step.TLS in steps else self._greeting[-1])
        steps = steps[: steps.index(last) + 1]
        return self._attempt(steps, failure, origin=origin, times=times, variant=Variant.AGAIN)

    def sends(
        self, size: int, seconds: float, failure: Failure | None = None, *, in_pieces: bool = False, **facts: FactValue
    ) -> "Story":
        variant = Variant.IN_PIECES if in_pieces else Variant.UPLOAD
        told: Facts = {**typed(facts), Fact.BYTES: size, Fact.FLOW_SECONDS: seconds}
        return self._attempt((Step.TCP, Step.TLS, Step.SENDING), failure, facts=told, variant=variant)

    def keeps(
        self, failure: Failure | None = None, *, lived: float = 10.0, times: int = 1, **facts: FactValue
    ) -> "Story":
        """Keep a connection open, and let it last or end; what was sent last arrives unless something else is said."""
        told: Facts = {Fact.LIVED: lived, Fact.EXCHANGES: 2, Fact.DELIVERED: failure is None, **typed(facts)}
        steps, variant = (*self._greeting, Step.KEPT), Variant.KEPT
        return self._attempt(steps, failure, facts=told, times=times, variant=variant, last_seconds=lived)

    def later(self, seconds: float) -> "Story":
        self.record.started += seconds
        return self

    def shown(self, issuer: str, organization: str = "", **facts: FactValue) -> "Story":
        known = typed({"issuer": issuer, "issuer_organization": organization, **facts})
        return self._attempt((Step.TCP, Step.TLS), None, facts=known, variant=Variant.UNVERIFIED)

    def name_elsewhere(self, failure: Failure | None, *addresses: str) -> "Story":
        for address in addresses or ELSEWHERE:
            self._attempt((Step.TCP, Step.TLS), failure, address, "built_in", variant=Variant.NAME_ELSEWHERE)
        return self

    def neutral_elsewhere(self, failure: Failure | None, *addresses: str) -> "Story":
        for address in addresses or ELSEWHERE:
            self._attempt((Step.TCP, Step.TLS), failure, address, "built_in", variant=Variant.NEUTRAL_ELSEWHERE)
        return self

    def proxied(self, failure: Failure | None, step: Step = Step.HTTP, **facts: FactValue) -> "Story":
        steps = (Step.TCP, Step.PROXY, *self._greeting[1:])
        steps, known = steps[: steps.index(step) + 1], typed(facts)
        return self._attempt(steps, failure, "proxy", "built_in", known, variant=Variant.PROXIED)

    def one_hop(self, failure: Failure | None, seconds: float = 0.0002, **facts: FactValue) -> "Story":
        known = typed(facts)
        return self._attempt((Step.TCP,), failure, facts=known, variant=Variant.ONE_HOP, last_seconds=seconds)

    def _lookup(
        self, resolver: str, addresses: tuple[str, ...], failure: Failure | None, facts: Facts, seconds: float = 0.01
    ) -> "Story":
        found: Facts = {Fact.RESOLVER: resolver, **facts}
        if failure is None:
            found[Fact.ADDRESSES] = addresses
        target = f"{self._endpoint.host}@{resolver}"
        self._write(Step.DNS, target, failure, found, self.record.attempt(), Variant.APP, seconds)
        return self

    def _attempt(
        self,
        steps: tuple[Step, ...],
        failure: Failure | None,
        address: str = "",
        origin: str = "",
        facts: Facts | None = None,
        *,
        variant: Variant = Variant.APP,
        port: int = 0,
        times: int = 1,
        last_seconds: float = ROUND_TRIP,
        taken: tuple[float, ...] = (),
        last_facts: Facts | None = None,
    ) -> "Story":
        where, facts = address or self.home, facts or {}
        last_seconds += RESENT_EVERY * max(number_of(facts, Fact.SENT) - 1, 0)
        place = f"[{where}]:{port or self._endpoint.port}" if ":" in where else f"{where}:{port or self._endpoint.port}"
        for _ in range(times):
            attempt = self.record.attempt()
            for number, step in enumerate(steps):
                last = step is steps[-1]
                known: Facts = {Fact.FROM: origin or self._origin, **facts} if step is steps[0] else facts
                known = {**known, **(last_facts or {})} if last else known
                seconds = taken[number] if taken else last_seconds if last else ROUND_TRIP
                self._write(step, place, failure if last else None, known, attempt, variant, seconds)
        return self

    def _write(
        self,
        step: Step,
        target: str,
        failure: Failure | None,
        facts: Facts,
        attempt: int,
        variant: Variant,
        seconds: float,
    ) -> None:
        one, record = self._endpoint, self.record
        told = Observation(0, one.messenger, one.id, step, target, record.started, seconds, failure, facts, attempt)
        record.write(replace(told, variant=variant, row=record.row))


def _home(endpoint: Endpoint) -> str:
    """Return every neutral host an address of its own: they stand in different networks."""
    if endpoint.messenger:
        return HERE
    return str(IPv4Address(0x2D000000 + zlib.crc32(endpoint.id.encode()) % 0x1000000))


def story(endpoint: Endpoint) -> Story:
    return Record().about(endpoint)


def online(
    status: NetworkStatus = NetworkStatus.ONLINE,
    *flags: NetworkFlag,
    controls: bool = True,
    lossy: bool = False,
    round_trip: float = ROUND_TRIP,
) -> NetworkVerdict:
    kinds = [EvidenceKind.CONTROLS_ANSWER] * controls + [EvidenceKind.LOSSY_LINE] * lossy
    return certain(NetworkVerdict(status, flags, tuple(map(Evidence, kinds)), Confidence.SURE, round_trip))


Told = TypeVar("Told", FunctionVerdict, NetworkVerdict)
AS_SURE_AS = {
    Confidence.SURE: Diagnosis("told", Prior.COMMON, proved=True),
    Confidence.LIKELY: Diagnosis("told", Prior.COMMON),
    Confidence.UNSURE: Diagnosis(),
}


def certain(verdict: Told) -> Told:
    """A verdict with a diagnosis that makes it as sure as it says."""
    return replace(verdict, diagnosis=AS_SURE_AS[verdict.confidence])


def judged_endpoint(
    status: FunctionStatus,
    causes: tuple[Cause, ...] = (),
    confidence: Confidence = Confidence.SURE,
    evidence: tuple[Evidence, ...] = (),
    *,
    timed: bool | None = None,
) -> EndpointVerdict:
    """A verdict on an endpoint, as sure as that."""
    return EndpointVerdict(status, causes, evidence, timed=timed, diagnosis=AS_SURE_AS[confidence])


def sample(rate: float, began: float, ended: float, at_most: float = 0.0) -> Observation:
    """Something that was read or sent at a control, in bytes per second; `at_most`: if this computer read it late."""
    taken = 1.0 - rate / at_most if at_most else 0.0
    facts: Facts = {Fact.BYTES: rate, Fact.FLOW_SECONDS: 1.0, Fact.LAG: taken}
    return Observation(0, "", "control/a", Step.FLOW, "1.1.1.1:443", began, ended - began, None, facts)


def connected(round_trips: float, began: float, ended: float) -> Observation:
    """A connection to a control that took so many times its own round trip to be seen."""
    facts: Facts = {Fact.ROUND_TRIP: (ended - began) / round_trips}
    return Observation(0, "", "anchor/a", Step.TCP, "1.1.1.1:443", began, ended - began, None, facts)


def having(known: ControlResults | None = None, **facts: object) -> ControlResults:
    """What the controls did, where these facts are known of them besides others, or nothing else."""
    told = copy(known or ControlResults(AttemptIndex(()), small_ground()))
    vars(told).update(facts)
    told.failures = {step: Tally(*counted) for step, counted in told.failures.items()}
    return told


ALL_PASSED = having(failures=dict.fromkeys((Step.DNS, Step.TCP, Step.TLS, Step.HTTP, Step.STUN), (0, 40)))
NO_INSPECTION = Inspection(sites=4)
"""Enough neutral sites show certificates of public roots."""
NO_CONTROLS = online(controls=False)


def check_case_of(
    observations: Iterable[Observation],
    network: NetworkVerdict,
    results: ControlResults = ALL_PASSED,
    inspection: Inspection = NO_INSPECTION,
    platform: str = "linux",
) -> CheckCase:
    check = CheckCase(ControlResults(AttemptIndex(observations), small_ground()), network, platform)
    vars(check).update(control_results=results, inspection=inspection)
    return check


def app_of(*endpoints: Endpoint, home: tuple[str, ...] = (), status: StatusPage | None = None) -> Messenger:
    return Messenger(endpoints[0].messenger, "App", "A", "#000000", endpoints=endpoints, home=home, status_page=status)


def function_case(
    network: NetworkVerdict,
    prerequisite: FunctionVerdict | None = None,
    measured: tuple[EndpointVerdict, ...] = (),
    carriers: tuple[EndpointVerdict, ...] = (),
    serves_one_country: bool = False,
    *,
    rule: FunctionRule | None = None,
    asks_own_resolver: bool = False,
    **facts: object,
) -> FunctionCase:
    """A function that is carried by these servers, where these facts are known of it as well."""
    home = ("RU",) if serves_one_country else ()
    judged = JudgedEndpoints(app_of(https(), home=home), {}, asks_own_resolver=asks_own_resolver)
    case = FunctionCase(rule or FunctionRule(Function.MESSAGES, ()), judged, network, prerequisite, measured)
    vars(case).update({"carriers": carriers, "pages": (), "own_pages": ()} | facts)
    return case


def messenger_of(results: ControlResults, network: NetworkVerdict, *endpoints: Endpoint) -> MessengerCase:
    return MessengerCase(app_of(*endpoints), CheckCase(results, network, "linux"))


def path_loss_of(
    index: AttemptIndex, compared: Sequence[Attempt], network: NetworkVerdict, *endpoints: Endpoint
) -> PathLoss | None:
    """What is lost on the way to these endpoints, beside these connections to neutral hosts."""
    resent = find_resent_needlessly([o for o in index.steps if o.step is Step.TCP])
    lost = sum(lost_a_packet(t, resent) for t in compared)
    results = having(ControlResults(index, small_ground()), packet_loss=Tally(lost, len(compared)))
    return messenger_of(results, network, *endpoints).path_loss


def case_of(
    told: Story,
    endpoint: Endpoint,
    network: NetworkVerdict | None = None,
    *siblings: Endpoint,
    results: ControlResults = ALL_PASSED,
    inspection: Inspection = NO_INSPECTION,
    platform: str = "linux",
) -> EndpointCase:
    check = check_case_of(told.observations, network or online(), results, inspection, platform)
    return EndpointCase(endpoint, MessengerCase(app_of(endpoint, *siblings), check))


def knowing(case: EndpointCase, **facts: object) -> EndpointCase:
    """The same case, where these facts are known of its messenger."""
    messenger = copy(case.messenger)
    vars(messenger).update(facts)
    return EndpointCase(case.endpoint, messenger, case.judged_attempts)


def ask(case: EndpointCase, *rules: str) -> EndpointVerdict | None:
    return first_verdict([rule for rule in ENDPOINT_RULES if rule.id in rules], case)


def ask_addresses(case: EndpointCase) -> EndpointVerdict | None:
    return first_verdict(ADDRESS_RULES, case)


def brief(verdict: EndpointVerdict | None) -> str:
    if verdict is None:
        return ""
    return " ".join((verdict.status.value, *(c.value for c in verdict.causes[:1]), verdict.confidence.value))
