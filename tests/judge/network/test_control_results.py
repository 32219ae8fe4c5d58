"""How far away the world is, and whether connections tell of it at all."""

from collections.abc import Mapping

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import RESENT_AFTER_SECONDS
from dialtone.model.vocabulary import Failure, Step
from judge.factory import HERE, THERE, Record, ask_addresses, brief, case_of, having, https, raw, small_ground
from named_rows import named_rows

SMALL = small_ground()
ABROAD = tuple(c.endpoint for c in SMALL.sites)[:4]
FAR, NEAR = ABROAD[:2], ABROAD[2:]
CHAT = https()


def _ground() -> Controls:
    def owned(endpoint: Endpoint) -> Endpoint:
        return replace(endpoint, operator=endpoint.id.rpartition("/")[2], cdn=endpoint not in FAR)

    sites = tuple(replace(c, endpoint=owned(c.endpoint)) if c.endpoint in ABROAD else c for c in SMALL.sites)
    return replace(SMALL, sites=sites, anchors=tuple(map(owned, SMALL.anchors)))


GROUND = _ground()


def _timed(record: Record, seconds: Mapping[str, float]) -> list[Observation]:
    return [replace(o, seconds=seconds.get(o.endpoint, o.seconds)) for o in record.observations]


def _world() -> tuple[Record, ControlResults]:
    record = Record().well(*ABROAD, *SMALL.anchors[:3])
    taken = {e.id: 0.004 for e in (*NEAR, *SMALL.anchors)} | {e.id: 0.06 for e in FAR}
    record.observations[:] = _timed(record, taken)
    return record, record.results(GROUND)


@pytest.mark.parametrize(("seconds", "prompt"), [(RESENT_AFTER_SECONDS, True), (RESENT_AFTER_SECONDS + 0.01, False)])
def test_a_connection_is_prompt_until_a_lost_packet_can_have_been_sent_again(seconds: float, prompt: bool) -> None:
    record = Record().well(*SMALL.anchors[:3])
    steps = _timed(record, {e.id: seconds for e in SMALL.anchors})
    results = ControlResults(AttemptIndex(steps), GROUND)
    connects = [o for o in steps if o.step is Step.TCP]
    assert connects
    assert (results.connects, results.gaps) == ((connects, []) if prompt else ([], connects))


@named_rows(
    ("seconds", "said"),
    {
        "a box of the provider": (0.008, "blocked address_blocked likely"),
        "a box on the way": (0.028, "blocked address_blocked likely"),
        "perhaps the server": (0.032, "unknown unexplained unsure"),
    },
)
def test_a_refusal_from_nearby_is_one_though_a_cdn_is_nearer_still(seconds: float, said: str) -> None:
    record, results = _world()
    told = record.about(CHAT).system(HERE).fails(Step.TCP, Failure.REFUSED, HERE, times=2, seconds=seconds)
    assert brief(ask_addresses(case_of(told, CHAT, results=results))) == said


def test_a_messenger_nearby_is_measured_by_its_own_connections() -> None:
    """Its own servers of the same network are 12 ms away: what refuses after 10 may be one of them."""
    other = replace(CHAT, id="app/other", host="other.example.org")
    record, results = _world()
    told = record.about(other).system(HERE).fails(Step.TCP, None, HERE, times=2, seconds=0.012).record.about(CHAT)
    told.system("157.240.9.9").fails(Step.TCP, Failure.REFUSED, "157.240.9.9", times=2, seconds=0.010)
    assert brief(ask_addresses(case_of(told, CHAT, None, other, results=results))) == "unknown unexplained unsure"


def _accepted(connect: float, handshake: float) -> list[Observation]:
    record = Record().well(*ABROAD)
    took = {Step.TCP: connect, Step.TLS: handshake}
    return [replace(o, seconds=took.get(o.step, o.seconds)) for o in record.observations]


@pytest.mark.parametrize(
    ("endpoint", "step", "addresses", "said"),
    [
        (CHAT, Step.TLS, (HERE,), "unknown unexplained unsure"),
        (CHAT, Step.TLS, (HERE, THERE), "blocked address_blocked unsure"),
        (raw(), Step.MTPROTO, (HERE,), "unknown unexplained unsure"),
    ],
)
def test_where_something_near_accepts_all_what_is_taken_proves_no_server(
    endpoint: Endpoint, step: Step, addresses: tuple[str, ...], said: str
) -> None:
    record = Record()
    record.observations[:] = _accepted(0.0006, 0.05)
    results = record.results(GROUND)
    told = record.about(endpoint)
    if endpoint.host:
        told.system(addresses[0]).neutral_name(Failure.TIMEOUT)
    for address in addresses:
        told.fails(step, Failure.TIMEOUT, address, times=3, delivered=True)
    assert brief(ask_addresses(case_of(told, endpoint, results=results))) == said


def test_a_busy_computer_reads_late_what_the_system_measured() -> None:
    """Its handshakes take long as well; that nothing near accepted the connections is seen all the same."""
    late = [
        replace(o, seconds=0.3, facts={**o.facts, Fact.ROUND_TRIP: 0.012 if o.endpoint != FAR[0].id else 0.04})
        for o in Record().well(*ABROAD).observations
    ]
    assert not ControlResults(AttemptIndex(late), GROUND).connects_are_local
    assert ControlResults(AttemptIndex(late), GROUND).distance == pytest.approx(0.012)
    near = [replace(o, facts={**o.facts, Fact.ROUND_TRIP: 0.0004}) for o in late]
    assert ControlResults(AttemptIndex(near), GROUND).connects_are_local
    busy = [replace(o, facts={**o.facts, Fact.LAG: 0.299}) if o.step is Step.TLS else o for o in near]
    assert not ControlResults(AttemptIndex(busy), GROUND).connects_are_local


def test_where_every_neutral_name_leads_to_one_place_the_resolver_answers_all_so() -> None:
    record = Record()
    for endpoint in ABROAD:
        record.about(endpoint).system(HERE, THERE)
    results = record.results(GROUND)
    assert results.leads_all_astray({HERE})
    assert results.leads_all_astray({THERE})
    assert not results.leads_all_astray({"10.0.0.5"})


def test_neutral_names_without_any_answer_are_lost_lookups_unless_none_is_answered() -> None:
    record = Record()
    for site in NEAR:
        record.about(site).system(failure=Failure.TIMEOUT, family=4).system(failure=Failure.TIMEOUT, family=6)
    assert Step.DNS not in record.results(GROUND).failures
    for site in FAR:
        record.about(site).system(HERE, family=4).system(failure=Failure.NO_ADDRESS, family=6)
    assert record.results(GROUND).failures[Step.DNS] == (4, 8)


@pytest.mark.parametrize(("port", "closed"), [(80, False), (443, False), (5222, True), (5223, True)])
def test_ports_of_the_web_are_never_closed_for_all(port: int, closed: bool) -> None:
    results = having(closed_ports=frozenset({5222}), open_ports=frozenset())
    assert results.is_closed(port) is closed
