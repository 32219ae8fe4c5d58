"""Hypothesis tells any story about the endpoints of the real catalogue, likely or not."""

from dataclasses import dataclass

from hypothesis import strategies as st

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure, Place, ResolverKind, Step, Variant, Weight, Wire
from judge.factory import HERE, STEPS, THERE, Record
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()
GROUND = CATALOGUE.controls
FOREIGN = tuple(c.endpoint for c in GROUND.sites if c.place is Place.FOREIGN)
AT_HOME = tuple(c.endpoint for c in GROUND.sites if "RU" in c.countries)
NEUTRAL = (*FOREIGN, *AT_HOME, *GROUND.sign_in_checks, *GROUND.anchors, *GROUND.udp)
TESTED = tuple(m for m in CATALOGUE.messengers if m.untested is None and m.endpoints)
SAYS_NOTHING = (Failure.NOT_IN_TIME, Failure.BUG)

_ADDRESSES = (HERE, THERE, "10.0.0.1", "2a03:2880:f00c::60")
_PARTS = (Failure.TIMEOUT, Failure.RESET, Failure.REFUSED, Failure.CLOSED, Failure.CERT_UNTRUSTED, Failure.HTTP_ERROR)
"""The failures that rules look for: they come up more often than the others."""
_failures = st.sampled_from(_PARTS) | st.sampled_from(Failure)


@dataclass(frozen=True)
class Verdicts:
    network: NetworkVerdict
    messengers: tuple[MessengerVerdict, ...]


class World:
    def __init__(self, observations: tuple[Observation, ...], messenger: Messenger, computer: Computer) -> None:
        self.observations = observations
        self.messenger = messenger
        self.computer = computer

    def __repr__(self) -> str:
        told = (
            f"{o.attempt} {o.endpoint} {o.variant} {o.step} {o.target} {o.failure or 'ok'} {dict(o.facts)}"
            for o in self.observations
        )
        return f"{self.messenger.id} on {self.computer}:\n" + "\n".join(told)

    def judge(self) -> Verdicts:
        index = AttemptIndex(self.observations)
        network = judge_network(ControlResults(index, GROUND), self.computer)
        verdicts = judge_messengers(
            (self.messenger,), ControlResults(index, GROUND), network, self.computer, frozenset({self.messenger.id})
        )
        return Verdicts(network, verdicts)

    def retold(self, observations: tuple[Observation, ...]) -> "World":
        numbered = tuple(replace(o, number=number) for number, o in enumerate(observations, 1))
        return World(numbered, self.messenger, self.computer)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    record = Record()
    mood = draw(st.sampled_from(["well", "well", "mixed", "one abroad", "home only", "dead"]))
    for endpoint in NEUTRAL:
        _tell_neutral(draw, record, endpoint, mood)
    messenger = draw(st.sampled_from(CATALOGUE.messengers))
    favourite = draw(st.none() | _attempts)
    for endpoint in messenger.endpoints:
        _tell_lookups(draw, record, endpoint)
        for attempt in favourite or draw(st.lists(_attempt, max_size=4)):
            _tell(record, endpoint, *attempt)
    computer = Computer(
        platform=draw(st.sampled_from(["windows", "macos", "linux"])),
        tunnels=draw(st.sampled_from([(), (), ("tun0",)])),
        has_ipv6=draw(st.booleans()),
    )
    return World(tuple(record.observations), messenger, computer)


@st.composite
def sound_servers(draw: st.DrawFn) -> World:
    """All servers of a messenger answer as they should, its relays perhaps; the neutral ones fare as they like.

    What filters and firewalls stop is of one kind: all of a protocol.
    """
    record, silent = Record(), draw(st.sets(st.sampled_from([Wire.STUN, Wire.STUN_TCP, Wire.QUIC, Wire.NTP, Wire.TCP])))
    relays_answer = draw(st.booleans())
    for endpoint in (*NEUTRAL, *GROUND.stun_tcp):
        mood = "dead" if endpoint.wire in silent else draw(st.sampled_from(["well", "well", "well", "mixed", "dead"]))
        _tell_neutral(draw, record, endpoint, mood)
    messenger = draw(st.sampled_from(TESTED))
    for endpoint in messenger.endpoints:
        if endpoint.weight is Weight.RELAYS and not relays_answer:
            record.about(endpoint).fails(STEPS[endpoint.wire][-1], Failure.TIMEOUT, times=2)
        elif STEPS[endpoint.wire][-1] is Step.FLOW and endpoint.read_bytes:
            record.about(endpoint).reads(16_384, 0.2)
        else:
            record.well(endpoint)
    computer = Computer(
        platform=draw(st.sampled_from(["windows", "macos", "linux"])),
        tunnels=draw(st.sampled_from([(), (), ("tun0",)])),
        proxy=draw(st.sampled_from(["", "", "http://192.0.2.9:3128"])),
        has_ipv6=draw(st.booleans()),
    )
    return World(tuple(record.observations), messenger, computer)


_Attempt = tuple[Variant, str, str, int, Failure | None, bool]
_attempt: st.SearchStrategy[_Attempt] = st.tuples(
    st.sampled_from(
        [Variant.APP] * 4 + [Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST, Variant.OTHER_HELLO, Variant.AGAIN]
    ),
    st.sampled_from(["system", "system", "built_in", "trusted", "plain"]),
    st.sampled_from(_ADDRESSES),
    st.integers(0, 3),
    st.none() | _failures,
    st.booleans(),
)
_attempts = st.lists(_attempt, min_size=1, max_size=4)
"""One fate for all endpoints of a messenger: what censors and outages look like."""


def _tell_neutral(draw: st.DrawFn, record: Record, endpoint: Endpoint, mood: str) -> None:
    at_home = endpoint.place is not Place.FOREIGN
    lives = mood == "well" or (mood == "one abroad" and endpoint is FOREIGN[0]) or (mood == "home only" and at_home)
    if mood == "mixed":
        for attempt in draw(st.lists(_attempt, max_size=2)):
            _tell(record, endpoint, *attempt)
    elif lives:
        record.well(endpoint)
    else:
        record.about(endpoint).fails(STEPS[endpoint.wire][0], Failure.TIMEOUT, times=2)


def _tell_lookups(draw: st.DrawFn, record: Record, endpoint: Endpoint) -> None:
    if endpoint.host is None:
        return
    story = record.about(endpoint)
    answers = st.lists(st.sampled_from(_ADDRESSES), max_size=2).map(tuple)
    lost = st.sampled_from([Failure.NO_SUCH_NAME, Failure.NO_ADDRESS, Failure.DNS_FAILED, Failure.TIMEOUT])
    for found in draw(st.lists(answers | lost, max_size=2)):
        story.system(failure=found) if isinstance(found, Failure) else story.system(*found, family=4)
    for found, kind in draw(st.lists(st.tuples(answers | lost, st.sampled_from(ResolverKind)), max_size=1)):
        addresses = () if isinstance(found, Failure) else found
        story.plainly(kind, *addresses, failure=found if isinstance(found, Failure) else None)
    for found in draw(st.lists(answers | lost, max_size=1)):
        story.trusted(failure=found) if isinstance(found, Failure) else story.trusted(*found)


def _tell(
    record: Record,
    endpoint: Endpoint,
    variant: Variant,
    origin: str,
    address: str,
    depth: int,
    failure: Failure | None,
    known_root: bool,
) -> None:
    story, steps = record.about(endpoint), STEPS[endpoint.wire]
    if variant is Variant.NEUTRAL_NAME:
        story.neutral_name(failure)
    elif variant is Variant.NEUTRAL_REQUEST:
        story.neutral_request(failure)
    elif variant is Variant.OTHER_HELLO:
        story.other_hello(failure)
    elif variant is Variant.AGAIN:
        story.again(failure)
    elif failure is not None:
        size = 16_000 if known_root else 0
        step = steps[min(depth, len(steps) - 1)]
        story.fails(step, failure, address, origin=origin, bytes=size, flow_seconds=2.0, mozilla=known_root)
    elif depth > 2 and steps[-1] is Step.FLOW:
        story.reads(16_384, 4.0 if known_root else 0.2, mozilla=known_root)
    else:
        story.answers(address, origin=origin, mozilla=known_root)
