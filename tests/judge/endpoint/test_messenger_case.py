"""A messenger as a whole: packets lost on the way to it, what its status page admits, and where it is at home."""

from collections.abc import Callable

import pytest

from dialtone.judge.endpoint.messenger_case import MessengerCase, PathLoss
from dialtone.judge.follow_up import find_lossy_endpoints
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase
from dialtone.judge.network.packet_loss import connections
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Control, Endpoint, StatusPage
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import (
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    StatusFormat,
    Step,
    Variant,
    Weight,
    Wire,
)
from judge.factory import (
    HERE,
    Record,
    Story,
    app_of,
    brief,
    case_of,
    check_case_of,
    https,
    knowing,
    messenger_of,
    online,
    path_loss_of,
    small_ground,
    story,
    typed,
)
from named_rows import named_rows

TIMEOUT = Failure.TIMEOUT
CONTROLS = tuple(c.endpoint for c in small_ground().sites)
APP = tuple(https(f"app/{n}", f"{n}.example.org") for n in range(3))


def _late(record: Record, seconds: float, endpoints: tuple[Endpoint, ...] = APP, **facts: int) -> Record:
    for endpoint in endpoints:
        place = next(i for i, o in enumerate(record.observations) if o.endpoint == endpoint.id and o.step is Step.TCP)
        seen = record.observations[place]
        record.observations[place] = replace(seen, seconds=seconds, facts={**seen.facts, **typed(facts)})
    return record


def _asked(times: int = 2, resent: int = 0) -> Record:
    """Ask each endpoint so often; so many later packets of each connection were sent again.

    Neutral hosts are asked three times: of a handful of connections chance would spare all.
    """
    record = Record().well(*CONTROLS * 3)
    for endpoint in APP:
        record.about(endpoint).answers(HERE, times=times)
    return _again_later(record, resent)


def _resent(seen: Observation, times: int = 1) -> Observation:
    return replace(seen, facts={**seen.facts, Fact.RESENT: times})


def _again_later(record: Record, resent: int, endpoints: tuple[Endpoint, ...] = APP) -> Record:
    ids = {e.id for e in endpoints if resent}
    steps = record.observations
    record.observations = [_resent(o, resent) if o.step is Step.TLS and o.endpoint in ids else o for o in steps]
    return record


def _way(record: Record, network: NetworkVerdict | None = None) -> str:
    way = _loss(record, network)
    return ("often" if way.often else "lost") if way else ""


def _loss(
    record: Record,
    network: NetworkVerdict | None = None,
    endpoints: tuple[Endpoint, ...] = APP,
    controls: tuple[Endpoint, ...] = CONTROLS,
) -> PathLoss | None:
    index = record.index
    compared = [t for e in controls for t in connections(index, e)]
    return path_loss_of(index, compared, network or online(), *endpoints)


def test_first_packets_and_later_ones_were_sent_again() -> None:
    assert _way(_late(_asked(resent=1), 1.05)) == "often"
    assert _way(_late(_asked(times=5), 1.05, resent=1)) == ""
    record = _late(_asked(times=3), 1.05, resent=1)
    record.about(APP[0]).fails(Step.TCP, TIMEOUT, HERE)
    assert _way(record) == "lost"


@named_rows(
    "record",
    {
        "nothing was": _asked(),
        "later ones alone: their confirmation may have been late": _asked(resent=1),
        "a busy computer read it late": _late(_asked(resent=1), 1.05, APP[:1], resent=0),
        "a far line": _late(_asked(), 0.8),
        "three are too few": _late(_asked(times=1), 1.05),
    },
)
def test_what_shows_no_loss(record: Record) -> None:
    assert _way(record) == ""


def test_a_bad_moment_that_is_over_is_no_loss_on_the_way() -> None:
    """A route changed: all connections of one moment lost a packet, and those after it none."""
    moment = _late(_asked(times=2, resent=1), 1.05)
    moment.started = 2.0
    for endpoint in APP[1:]:
        moment.about(endpoint).answers(HERE)
    assert _way(moment) == "often"  # two may pass by luck
    moment.about(APP[0]).answers(HERE)
    assert _way(moment) == ""


def test_what_is_lost_however_often_it_is_sent_is_not_lost_by_chance() -> None:
    """Every second connection never comes about, and those that do lose nothing: a filter or a dead path by turns."""
    record = _asked(times=3)
    for endpoint in APP:
        for _ in range(3):
            record.about(endpoint).fails(Step.TCP, TIMEOUT, HERE).answers(HERE)
    for_good = _loss(record)
    by_chance = _loss(_late(_asked(resent=1), 1.05))
    assert for_good is not None
    assert by_chance is not None
    assert (for_good.for_good, by_chance.for_good) == (True, False)


@pytest.mark.parametrize(
    ("nearest", "seconds", "said"),
    [(0.68, 1.1, ""), (0.68, 1.6, ""), (0.68, 1.75, "often"), (0.04, 1.1, "often")],
    ids=["a queue on a far line", "a longer queue", "far, and lost as well", "lost"],
)
def test_what_is_sent_again_in_vain_is_not_lost(nearest: float, seconds: float, said: str) -> None:
    """On a plane the first packet is sent again after a second, on its way through a queue; later steps count it."""
    record = _asked(resent=1)
    far = [replace(o, seconds=max(o.seconds, nearest)) for o in record.observations]
    record.observations = [
        _resent(replace(o, seconds=seconds)) if o.messenger and o.step is Step.TCP else o for o in far
    ]
    assert _way(record) == said


def _messenger(name: str) -> tuple[Endpoint, ...]:
    return tuple(replace(one, id=f"{name}/{one.id}", messenger=name) for one in APP)


@named_rows(("losing", "said"), {"all lose": (2, ""), "one": (1, "often"), "none": (0, "often")})
def test_where_every_other_messenger_loses_alike_it_is_the_line(losing: int, said: str) -> None:
    """A line that lost for all spared 34 connections to neutral hosts by luck, and three messengers were "slow"."""
    others = (_messenger("one"), _messenger("two"))
    record = Record().well(*CONTROLS * 3)
    for endpoint in (*APP, *others[0], *others[1]):
        record.about(endpoint).answers(HERE, times=2)
    for messenger in (APP, *others[:losing]):
        _again_later(_late(record, 1.05, messenger), 1, messenger)
    assert _way(record) == said


RELAY = replace(APP[0], id="app/relay", weight=Weight.RELAYS)


@named_rows(
    ("asked", "losing", "said"),
    {
        "the other messenger loses": ((*_messenger("one"), RELAY), _messenger("one"), ""),
        "no other was asked, and its relay loses": ((RELAY,), (RELAY,), "often"),
    },
)
def test_its_own_relays_are_no_other_messenger(
    asked: tuple[Endpoint, ...], losing: tuple[Endpoint, ...], said: str
) -> None:
    """Relays over TCP are none of its servers; whether they lose as much says nothing about the line."""
    record = Record().well(*CONTROLS * 3)
    for endpoint in (*APP, *asked):
        record.about(endpoint).answers(HERE, times=6 if endpoint is RELAY else 2)
    assert _way(_again_later(_late(record, 1.05, (*APP, *losing)), 1, (*APP, *losing))) == said


@named_rows(
    ("handshakes", "resent", "moments", "said"),
    {
        "late now, prompt then": ((0.05, 0.9, 2.0, 3.5, 0.05, 0.9), 0, (100.0, 5.0), "lost"),
        "a few of many, and more was sent again": ((0.9, 1.8, *[0.05] * 10), 4, (100.0, 5.0), "often"),
        "a few of many": ((0.9, 1.8, *[0.05] * 10), 0, (100.0, 5.0), ""),
        "all late: a queue, or the server itself": ((0.9, 2.0, 3.5, 2.0, 0.9, 4.0), 6, (100.0, 5.0), ""),
        "late at one moment alone": ((0.05, 0.9, 2.0, 3.5, 0.05, 0.9), 0, (100.0, 0.0), ""),
        "the same, and neutral ones were prompt then": ((0.05, 0.9, 2.0, 3.5, 0.05, 0.9), 0, (0.0, 0.0), "lost"),
    },
)
def test_handshakes_late_now_and_prompt_then_lost_packets_on_their_way_there_or_back(
    handshakes: tuple[float, ...], resent: int, moments: tuple[float, float], said: str
) -> None:
    """Of what Turkey's networks sent to messengers six of ten packets were lost, all connections stood at once."""
    begin, apart = moments
    record = Record().well(*CONTROLS * 6)
    record.started += begin
    for number, seconds in enumerate(handshakes):
        told = record.about(APP[0]).later(apart).takes(0.04, seconds, 0.05)
        if number >= len(handshakes) - resent:
            told.record.observations[-1] = _resent(told.record.observations[-1])
    results = record.results()
    for network, found in ((online(), said), (online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY), "")):
        way = messenger_of(results, network, *APP).delays
        assert ((way and ("often" if way.often else "lost")) or "") == found


@pytest.mark.parametrize(("begin", "found"), [(100.0, False), (0.0, True)], ids=["unknown", "neutral ones prompt"])
def test_where_another_messenger_is_late_alike_it_may_be_the_line(begin: float, found: bool) -> None:
    """A line that becomes bad later makes every handshake after that late, and neutral sites are asked at first."""
    record = Record().well(*CONTROLS * 6)
    record.started += begin
    for seconds in (0.05, 0.9, 2.0, 3.5, 0.05, 0.9):
        for endpoint in (APP[0], _messenger("one")[0]):
            record.about(endpoint).takes(0.04, seconds, 0.05)
        record.started += 5.0 if begin else 0.0
    results = record.results()
    assert bool(messenger_of(results, online(), *APP).delays) == found


@pytest.mark.parametrize(
    ("lost", "asked", "beside", "way"),
    [((6, 3), 14, 2, ""), ((12, 8), 36, 0, "lost"), ((15, 11), 29, 0, "often")],
    ids=["12 % are lost on the whole line", "a third of Telegram's packets", "the same, in another check"],
)
def test_chance_on_a_bad_line_shows_no_bad_way(lost: tuple[int, int], asked: int, beside: int, way: str) -> None:
    """As counted in the lab, connections and first packets; neutral hosts were asked 23 times, and are no bad line."""
    every, first = lost
    record = Record()
    for number in range(23):
        record.about(CONTROLS[0]).answers(f"192.0.2.{number}")
    record.about(APP[0]).answers(HERE, times=asked)
    for place, seen in enumerate(record.observations):
        gone = (beside, beside) if not seen.messenger else (every, first)
        nth = sum(o.endpoint == seen.endpoint and o.step is seen.step for o in record.observations[: place + 1])
        if nth <= (gone[1] if seen.step is Step.TCP else gone[0]):
            record.observations[place] = _resent(seen)
    assert _way(record) == way


def test_neutral_hosts_that_lose_as_much_or_too_few_of_them_free_the_messenger() -> None:
    assert _way(_late(_late(_asked(resent=1), 1.05), 1.05, CONTROLS)) == ""
    assert _loss(_late(_asked(resent=1), 1.05), controls=CONTROLS[:1]) is None
    assert _way(_late(_asked(resent=1), 1.05), online(NetworkStatus.UNSTABLE, lossy=True)) == ""


def _judged(told: Story, endpoint: Endpoint = APP[0]) -> str:
    loss = _loss(_late(_asked(resent=1), 1.05))
    return brief(judge_endpoint(knowing(case_of(told, endpoint), path_loss=loss)))


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (lambda s: s.answers(HERE), "slow throttled likely"),
        (lambda s: s.answers(HERE).fails(Step.TLS, TIMEOUT, HERE, times=2), "slow throttled likely"),
        (lambda s: s.reads(1_000, 0.1, Failure.STALLED).reads(1_000, 0.1, Failure.STALLED), "slow throttled likely"),
        (lambda s: s.reads(14_000, 0.1, Failure.STALLED).reads(14_000, 0.1, Failure.STALLED), "slow throttled likely"),
        (lambda s: s.answers("198.51.100.7"), "slow throttled unsure"),
        (lambda s: s.answers(HERE, mozilla=False), "unknown certificate_swapped unsure"),
    ],
    ids=["answered", "comes and goes", "stops at once", "freezes", "in another part", "another answered"],
)
def test_on_such_a_way_what_answers_is_slow(telling: Callable[[Story], Story], said: str) -> None:
    assert _judged(telling(Record().about(APP[0]))) == said


def test_on_such_a_way_silence_is_no_block_and_a_reset_still_is() -> None:
    def told() -> Story:
        return Record().about(APP[0])

    assert _judged(told().fails(Step.TLS, TIMEOUT, HERE, times=3)) == "unknown throttled unsure"
    cut = told().fails(Step.TLS, Failure.RESET, HERE, times=3).neutral_name()
    assert _judged(cut).startswith("blocked name_filtered")
    named = told().fails(Step.TLS, TIMEOUT, HERE, times=3).neutral_name()
    named.name_elsewhere(TIMEOUT).neutral_elsewhere(None)
    assert _judged(named).startswith("blocked name_filtered"), "it dies at unrelated servers as well"


def test_a_part_of_the_internet_that_was_asked_often_and_lost_nothing_is_free() -> None:
    record = _late(_asked(resent=1), 1.05)
    clean = https("app/clean", "clean.example.org")
    record.about(clean).answers("203.0.114.9", times=3)
    loss = _loss(record, endpoints=(*APP, clean))
    case = case_of(record.about(clean), clean)
    verdict = judge_endpoint(knowing(case, path_loss=loss))
    assert verdict.status is FunctionStatus.WORKS


def test_what_is_asked_again_calmly() -> None:
    assert _asked_again(_asked()) == []
    assert _asked_again(_asked(resent=1)) == []
    assert _asked_again(_late(_asked(), 1.05, APP[:2])) == list(APP[:2])
    assert _asked_again(_asked().about(APP[1]).takes(0.04, 0.05, 0.9).record) == [APP[1]]
    assert _asked_again(_asked().about(APP[1]).fails(Step.TLS, TIMEOUT, HERE, seconds=3.0).record) == []


def _asked_again(record: Record) -> list[Endpoint]:
    return find_lossy_endpoints(APP, record.index, small_ground())


PAGE = Endpoint("app/status", "app", Wire.HTTPS, 443, "status.example.org")
STATUS = StatusPage(PAGE, StatusFormat.STATUSPAGE)
CHAT = https()


def _report(indicator: str, *, mozilla: bool = True, variant: Variant = Variant.STATUS) -> list[Observation]:
    def step(number: int, kind: Step, **facts: str | bool) -> Observation:
        where = "192.0.2.9:443"
        return Observation(number, "app", PAGE.id, kind, where, 0.0, 0.1, None, typed(facts), 1, variant)

    return [
        step(1, Step.TCP, **{"from": "system"}),
        step(2, Step.TLS, mozilla=mozilla),
        step(3, Step.HTTP, indicator=indicator),
    ]


def _said(observations: list[Observation], status: StatusPage | None = STATUS) -> tuple[int, ...]:
    return MessengerCase(app_of(CHAT, status=status), check_case_of(observations, online())).outage_reported


@pytest.mark.parametrize(("indicator", "shown"), [("major", (1, 2, 3)), ("none", ()), ("minor", ()), ("", ())])
def test_a_serious_incident_is_an_admission(indicator: str, shown: tuple[int, ...]) -> None:
    assert _said(_report(indicator)) == shown


def test_a_page_that_somebody_else_may_have_written_is_none() -> None:
    assert _said(_report("major", mozilla=False)) == ()
    assert _said(_report("major", variant=Variant.APP)) == ()
    assert _said(_report("major"), status=None) == ()
    failed = [replace(o, failure=Failure.BAD_ANSWER, facts={}) if o.step is Step.HTTP else o for o in _report("major")]
    assert _said(failed) == ()


@pytest.mark.parametrize("tried", [0, 1], ids=["nothing was tried", "one try alone"])
def test_what_was_hardly_asked_is_likely_down_where_its_page_says_so(tried: int) -> None:
    case = case_of(story(CHAT).fails(Step.TCP, Failure.TIMEOUT, times=tried), CHAT)
    reported = knowing(case, outage_reported=(7,))
    assert brief(judge_endpoint(case)).startswith("unknown")
    verdict = judge_endpoint(reported)
    assert brief(verdict) == "down service_down likely"
    assert EvidenceKind.SERVICE_ADMITS in {e.kind for e in verdict.evidence}


@pytest.mark.parametrize(
    ("country", "row", "at_home"),
    [
        ("RU", "page.home", True),
        ("RU", "control.home", True),
        ("RU", "page.domestic", False),
        ("IR", "page.home", False),
    ],
)
def test_a_service_is_at_home_in_the_country_that_was_named(country: str, row: str, *, at_home: bool) -> None:
    """Where none was named, Russia's sites are asked under other rows, and tell nothing of where the person is."""
    site = Control(https("control/home", "home.example.org"), countries=(country,))
    record = Record()
    record.asked_by(row).about(site.endpoint).answers()
    check = CheckCase(ControlResults(record.index, replace(small_ground(), sites=(site,))), online(), "linux")
    service = MessengerCase(app_of(CHAT, home=("RU",)), check)
    assert service.at_home is at_home
    assert service.serves_one_country
