"""Call relays that are silent: filtered, or closed like everybody's. One table near the borders of the finding."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.connections import RELAYS_SILENT
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.control_results import ControlResults, HostingTrouble, Trouble
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, Messenger, Operator
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, Function, NetworkFlag, NetworkStatus, Step, Weight, Wire
from judge.factory import (
    ALL_PASSED,
    HERE,
    STEPS,
    THERE,
    Record,
    Story,
    ask_addresses,
    brief,
    case_of,
    connected,
    having,
    https,
    knowing,
    online,
    relay,
    small_ground,
    story,
)
from judge.stories import check_pair, find
from named_rows import named_rows

RELAY = replace(relay(), confidence="medium")
CHAT = https()
OVER_TCP = replace(RELAY, wire=Wire.STUN_TCP)
REFLECTOR = Endpoint("app/reflector", "app", Wire.TELEGRAM_REFLECTOR, 599, None, ("91.108.9.10",), confidence="medium")
TIMEOUT, REFUSED = Failure.TIMEOUT, Failure.REFUSED
CLOSED = online(NetworkStatus.ONLINE, NetworkFlag.UDP_BLOCKED)
FILTERS = online(NetworkStatus.ONLINE, NetworkFlag.CALLS_FILTERED)
SHAPE, FOR_MOST = (
    replace(FILTERS, evidence=(*FILTERS.evidence, Evidence(kind, (7,))))
    for kind in (EvidenceKind.STUN_FILTERED, EvidenceKind.STUN_FILTERED_FOR_MOST)
)

CALM = having(ALL_PASSED, stun_ports=frozenset({3478}), connects=(connected(1.0, 0, 9),))
"""A neutral host accepted connections after a round trip, all the while."""
Telling = Callable[[Story], Story]


def judge(
    endpoint: Endpoint, telling: Telling, network: NetworkVerdict | None = None, ports: tuple[int, ...] = (3478, 19302)
) -> str:
    results = having(ALL_PASSED, stun_ports=frozenset(ports))
    return brief(ask_addresses(case_of(telling(story(endpoint)), endpoint, network, results=results)))


def twice(s: Story) -> Story:
    return s.fails(Step.STUN, TIMEOUT, times=2)


@named_rows(
    ("telling", "network", "said"),
    {
        "and the host is there and refuses": (
            lambda s: twice(s).connects(REFUSED),
            online(),
            "blocked calls_filtered likely",
        ),
        "and so is the whole host": (lambda s: twice(s).connects(TIMEOUT), online(), "blocked calls_filtered unsure"),
        "stopped by its shape": (twice, SHAPE, "blocked calls_filtered likely"),
        "garbage": (lambda s: s.fails(Step.STUN, Failure.BAD_ANSWER, times=2), online(), ""),
    },
)
def test_over_udp(telling: Telling, network: NetworkVerdict, said: str) -> None:
    assert judge(RELAY, telling, network) == said


@named_rows(
    ("other", "said"),
    {
        "the other one is silent as well": (twice, "blocked calls_filtered unsure"),
        "the other one answers": (lambda s: s.answers(), ""),
        "the other one was not asked": (lambda s: s, ""),
    },
)
def test_on_a_poor_line_the_relays_count_together(other: Telling, said: str) -> None:
    """WhatsApp in Sudan, July 2025: on a line that loses packets, two silent tries at one relay say nothing."""
    first, second = (replace(RELAY, id=f"app/relay-{n}", weight=Weight.RELAYS) for n in (1, 2))
    s = twice(story(first))
    other(s.record.about(second))
    poor = online(NetworkStatus.UNSTABLE, lossy=True)
    assert brief(ask_addresses(case_of(s, first, poor, second, results=CALM))) == said


def refused(s: Story, *seconds: float) -> Story:
    for after in seconds:
        s.fails(Step.STUN, REFUSED, seconds=1.5, refused_after=after)
    return s


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (lambda s: refused(s, 0.041, 0.003), None, "blocked calls_filtered unsure address_silent"),
        (lambda s: refused(s, 0.004, 0.004).connects(None, 0.005), None, "unknown unexplained likely address_refuses"),
        (
            lambda s: refused(s, 0.004, 0.004).connects(REFUSED, 0.005),
            None,
            "blocked calls_filtered unsure address_silent",
        ),
        (lambda s: refused(s, 0.041, 0.043), CLOSED, "unknown unexplained likely udp_silent"),
    ],
    ids=[
        "from nearby at times",
        "from nearby, where its computer stands",
        "from nearby, where its port of TCP is refused too",
        "UDP is closed for all",
    ],
)
def test_who_refuses_is_told_by_how_soon(telling: Telling, network: NetworkVerdict | None, said: str) -> None:
    verdict = ask_addresses(case_of(telling(story(RELAY)), RELAY, network, results=CALM))
    assert verdict is not None
    assert f"{brief(verdict)} {verdict.evidence[0].kind}" == said


def test_where_something_near_takes_every_connection_how_soon_says_nothing() -> None:
    case = case_of(refused(story(RELAY), 0.003, 0.003), RELAY, results=having(CALM, connects_are_local=True))
    assert brief(ask_addresses(case)) == "unknown unexplained likely"


@pytest.mark.parametrize(
    "hindrance", [{"connects": ()}, {"connects": (connected(3.0, 0, 9),)}, {"gaps": (connected(1.0, 0, 9),)}]
)
def test_a_busy_computer_may_have_read_a_filters_refusal_as_late_as_a_relays(hindrance: dict[str, object]) -> None:
    """A loaded computer read the refusals of a box nearby after a round trip to the relay: WhatsApp "works" there."""
    case = case_of(refused(story(RELAY), 0.041, 0.043), RELAY, results=having(CALM, **hindrance))
    assert brief(ask_addresses(case)) == NOT_TOLD
    assert {"calls_filtered", "switched_off"} <= {rival.id for rival in find(RELAYS_SILENT, case).diagnosis.standing}


def test_a_port_that_is_closed_for_everybody_is_nobodys_block() -> None:
    case = case_of(twice(story(RELAY)), RELAY, results=having(ALL_PASSED, stun_ports=frozenset({19302, 443})))
    verdict = judge_endpoint(case)
    assert (brief(verdict), verdict.evidence[0].kind) == ("unknown unexplained unsure", EvidenceKind.PORT_CLOSED)


@pytest.mark.parametrize(
    ("endpoint", "step", "said"),
    [(RELAY, Step.STUN, "blocked calls_filtered likely"), (REFLECTOR, Step.REFLECTOR, "blocked calls_filtered unsure")],
)
def test_where_calls_are_stopped_by_shape_a_port_explains_others(endpoint: Endpoint, step: Step, said: str) -> None:
    assert judge(endpoint, lambda s: s.fails(step, TIMEOUT, times=2), FOR_MOST, (19302,)) == said


def test_over_tcp_a_relay_may_not_even_take_the_connection() -> None:
    """Whatever is open over UDP says nothing of it. Where it is closed for all, TCP may be, too."""
    swallowed = judge(OVER_TCP, lambda s: s.fails(Step.STUN, TIMEOUT, times=2), CLOSED, ())
    assert swallowed == "blocked calls_filtered unsure"

    def unconnected(s: Story) -> Story:
        return s.fails(Step.TCP, TIMEOUT).fails(Step.TCP, TIMEOUT, THERE)

    assert judge(OVER_TCP, unconnected, CLOSED, ()) == "unknown unexplained unsure"
    said = judge(OVER_TCP, unconnected, None, ())
    assert said == "blocked address_blocked unsure", "nothing else of this messenger answers"


def test_over_tcp_relays_in_several_networks_that_take_no_connection_are_filtered() -> None:
    told = story(OVER_TCP).fails(Step.TCP, TIMEOUT).fails(Step.TCP, TIMEOUT, THERE)
    chat = https()
    told.record.about(chat).system("3.33.221.48").answers("3.33.221.48")
    assert brief(ask_addresses(case_of(told, OVER_TCP, online(), chat))) == "blocked calls_filtered unsure"


@pytest.mark.parametrize(
    ("where", "said"),
    [(THERE, "blocked address_blocked unsure"), (HERE, "unknown unexplained unsure")],
    ids=["in two places", "in one, as small ones are: that may be down"],
)
def test_where_all_of_a_messenger_is_silent_nobody_singles_out_its_calls(where: str, said: str) -> None:
    chat = https()
    told = story(RELAY).fails(Step.STUN, TIMEOUT, times=2)
    told.record.about(chat).system(where).fails(Step.TCP, TIMEOUT, where, times=2)
    case = case_of(told, RELAY, None, chat, results=having(ALL_PASSED, stun_ports=frozenset({3478})))
    assert brief(ask_addresses(case)) == said


def _case(
    network: NetworkVerdict | None = None,
    ports: tuple[int, ...] = (3478,),
    failures: tuple[int, int] = (0, 40),
    telling: Telling = twice,
    **known: object,
) -> EndpointCase:
    results = having(CALM, stun_ports=frozenset(ports), failures={Step.STUN: failures})
    told = case_of(telling(story(RELAY)), RELAY, network, results=results)
    return knowing(told, **known) if known else told


BUSY = online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY)
ALL_SILENT = frozenset({"157.240.0.0/16", "31.13.0.0/16"})
FILTERED, DOUBTED = "blocked calls_filtered likely", "blocked calls_filtered unsure"
NOT_TOLD = "unknown unexplained unsure"


NOT_HERE = "unknown hosting_limited unsure"
CLOUD = Operator("cloud", ("157.240.0.0/16",), "made up")


def _over_tcp() -> EndpointCase:
    return case_of(twice(story(OVER_TCP)), OVER_TCP)


def _at(operator: Operator) -> EndpointCase:
    results = having(
        ALL_PASSED, stun_ports=frozenset({3478}), hosting_troubles=(HostingTrouble(operator, Trouble.DEAD, (1,)),)
    )
    return case_of(twice(story(RELAY)), RELAY, results=results)


def there(s: Story) -> Story:
    return twice(s).connects()


def led_elsewhere(s: Story, *abroad: str) -> Story:
    """The relay is silent where the system leads; it answers at an address that resolvers abroad gave."""
    return twice(s.system(HERE)).trusted(THERE, *abroad).answers(THERE, origin="trusted")


TRUE: Mapping[str, tuple[EndpointCase, str]] = {
    "calls_filtered": (_case(telling=there), FILTERED),
    "address_blocked": (_case(silent_blocks=ALL_SILENT, silent_networks=ALL_SILENT), "blocked address_blocked unsure"),
    "one_place_down": (
        _case(silent_blocks=frozenset({"157.240.0.0/16"}), silent_networks=frozenset({"157.240.0.0/16"})),
        NOT_TOLD,
    ),
    "whole_service_down": (
        _case(silent_blocks=ALL_SILENT, silent_networks=ALL_SILENT),
        "blocked address_blocked unsure",
    ),
    "udp_closed": (_case(CLOSED, ()), NOT_TOLD),
    "port_closed": (_case(ports=(443,)), NOT_TOLD),
    "switched_off": (_case(telling=lambda s: refused(s, 0.041, 0.043)), "unknown unexplained likely"),
    "relay_retired": (_case(), DOUBTED),
    "service_hangs": (_over_tcp(), DOUBTED),
    "answers_late": (_over_tcp(), DOUBTED),
    "operator_down": (_at(CLOUD), NOT_HERE),
    "relays_moved": (_case(telling=there), FILTERED),
    "outage_reported": (_case(telling=there, outage_reported=(1,)), "down service_down likely"),
    "dns_forged": (_case(telling=led_elsewhere), DOUBTED),
    "own_filter": (_case(telling=led_elsewhere), DOUBTED),
    "by_chance": (_case(telling=there, failures=(0, 3)), DOUBTED),
    "line_fails_alike": (_case(telling=there, failures=(9, 40)), NOT_TOLD),
    "this_computer": (_case(BUSY, telling=there), DOUBTED),
    "own_firewall": (_case(telling=there), FILTERED),
    "way_of_ones_own": (_case(telling=lambda s: s.fails(Step.STUN, TIMEOUT, times=2, via="tunnel")), NOT_TOLD),
    "catalogue_old": (_case(telling=there), FILTERED),
}
"""By hypothesis: what is seen where it is the truth, and what is said."""


@pytest.mark.parametrize("truth", [row.id for row in RELAYS_SILENT.hypotheses])
def test_the_truth_always_stands_and_nothing_else_is_sure(truth: str) -> None:
    case, words = TRUE[truth]
    found = find(RELAYS_SILENT, case)
    assert f"{found.claim.status} {found.claim.cause} {found.diagnosis.confidence}" == words
    check_pair(RELAYS_SILENT, truth, case)


def test_an_address_that_resolvers_abroad_give_as_well_is_not_false() -> None:
    """One of two genuine relays is silent: no resolver, at home or of the provider, led there wrongly."""
    standing = find(RELAYS_SILENT, _case(telling=lambda s: led_elsewhere(s, HERE))).diagnosis.standing
    assert {"dns_forged", "own_filter"}.isdisjoint(rival.id for rival in standing)


def test_where_another_server_answers_after_seconds_a_relay_may_as_well() -> None:
    late = story(RELAY).record.about(https()).takes(2.9, 2.9, 2.9)
    attempts = tuple(late.index.every_attempt())
    assert brief(ask_addresses(_case(telling=there, attempts=attempts))) == NOT_TOLD


@named_rows(
    ("again", "said"),
    {
        "silent, too": (lambda s: s.fails(Step.STUN, TIMEOUT, THERE), NOT_TOLD),
        "still answers": (lambda s: s.answers(THERE), DOUBTED),
        "was not asked again": (lambda s: s, DOUBTED),
    },
)
def test_where_another_relay_answered_and_fell_silent_no_relay_is_singled_out(again: Telling, said: str) -> None:
    other = replace(RELAY, id="other/relay", messenger="other")
    record = Record()
    record.about(other).answers(THERE)
    mine = twice(record.about(RELAY).later(1.0))
    again(record.about(other).later(1.0))
    results = having(ALL_PASSED, stun_ports=frozenset({3478}), failures={Step.STUN: (0, 40)})
    assert brief(ask_addresses(case_of(mine, RELAY, results=results))) == said


@pytest.mark.parametrize(
    ("silent_at", "said"),
    [((0.5, 0.5, 0.5), NOT_TOLD), ((0.5, 0.5), DOUBTED), ((0.0, 0.5, 0.5, 0.5), DOUBTED)],
    ids=["three, only then", "two are too few", "one was silent before"],
)
def test_where_neutral_hosts_fall_silent_no_relay_is_singled_out(silent_at: tuple[float, ...], said: str) -> None:
    """A hotel's paid time ran out: what was sent to other hosts and to relays after that was lost."""
    record, answered_at = Record(), 0.3
    for n, moment in enumerate((answered_at, *silent_at)):
        neutral = record.about(Endpoint(f"udp/{n}", "", Wire.STUN, 3478, None, (f"9.{n}.9.9",)))
        record.started = moment
        neutral.answers() if moment == answered_at else neutral.fails(Step.STUN, TIMEOUT)
    record.started = 1.0
    mine = twice(record.about(RELAY))
    results = having(ALL_PASSED, stun_ports=frozenset({3478}), failures={Step.STUN: (0, 40)})
    assert brief(ask_addresses(case_of(mine, RELAY, results=results))) == said


def losing(s: Story) -> Story:
    return s.fails(Step.STUN, TIMEOUT).answers().fails(Step.STUN, TIMEOUT)


@pytest.mark.parametrize(
    ("third", "said"),
    [
        (losing, ("partly", "blocked", "unsure")),
        (lambda s: s.answers(times=3), ("works", "not_tested", "sure")),
        (lambda s: s.answers(times=3).fails(Step.STUN, TIMEOUT), ("works", "not_tested", "sure")),
    ],
    ids=["it answers one question of three", "it answers each time", "it answers three of four"],
)
def test_a_relay_that_answers_now_and_then_clears_no_calls(third: Telling, said: tuple[str, str, str]) -> None:
    """Egypt: of sixteen questions to WhatsApp's relays two were answered, of six to neutral ones all."""
    relays = tuple(replace(RELAY, id=f"app/relay-{n}", host=f"relay{n}.example.org", confidence="high") for n in "123")
    ground = small_ground()
    record = Record().well(*ground.udp)
    tellings: tuple[Telling, ...] = (lambda s: s.answers(), twice, twice, third)
    for endpoint, telling in zip((CHAT, *relays), tellings, strict=True):
        told = record.about(endpoint)
        telling(told.system(told.home))
    rules = (
        FunctionRule(Function.MESSAGES, ((CHAT.id,),)),
        FunctionRule(Function.CALLS, (), relays=tuple(each.id for each in relays)),
    )
    app = Messenger("app", "App", "A", "#000000", endpoints=(CHAT, *relays), functions=rules)
    index = record.index
    (whole,) = judge_messengers((app,), ControlResults(index, ground), online(), Computer("linux"), frozenset())
    calls = whole.functions[1]
    assert (whole.status, calls.status, calls.confidence) == said


def _app(record: Record, *tellings: Telling, network: NetworkVerdict | None = None) -> tuple[str, str, str]:
    """Judge a messenger and its calls: its chat answers, and each relay stands at an address of its own."""
    relays = tuple(replace(RELAY, id=f"app/relay-{n}", host=f"r{n}.example.org") for n in range(len(tellings)))
    record.about(CHAT).system(HERE).answers(HERE)
    for number, (endpoint, telling) in enumerate(zip(relays, tellings, strict=True)):
        told = record.about(endpoint).system(f"31.13.84.{number}")
        told.home = f"31.13.84.{number}"
        telling(told)
    rules = (
        FunctionRule(Function.MESSAGES, ((CHAT.id,),)),
        FunctionRule(Function.CALLS, (), relays=tuple(each.id for each in relays)),
    )
    app = Messenger("app", "App", "A", "#000000", endpoints=(CHAT, *relays), functions=rules)
    ground, index = small_ground(), record.index
    (whole,) = judge_messengers(
        (app,), ControlResults(index, ground), network or online(), Computer("linux"), frozenset()
    )
    return whole.status.value, whole.functions[1].status.value, whole.functions[1].confidence.value


def _neutral(*sent: int) -> Record:
    """Neutral servers over UDP and TCP, asked with so many datagrams each before they answered; 0: they never did."""
    ground = small_ground()
    record = Record().well(*(c.endpoint for c in ground.sites), *ground.anchors)
    for endpoint, times in zip(ground.udp, sent, strict=True):
        told = record.about(endpoint).system(f"192.0.2.{endpoint.port % 250}")
        told.home = f"192.0.2.{len(record.observations)}"
        told.answers(sent=times) if times else told.fails(STEPS[endpoint.wire][0], TIMEOUT, sent=3)
    return record


def unanswered(s: Story) -> Story:
    return s.fails(Step.STUN, TIMEOUT, times=2, sent=3)


@named_rows(
    ("sent", "said"),
    {
        "no neutral one is": ((1, 1, 1, 1, 1), ("partly", "blocked", "likely")),
        "most neutral ones are": ((0, 3, 0, 2, 0), ("works", "not_tested", "sure")),
        "two neutral servers are dead": ((0, 1, 0, 1, 1), ("partly", "blocked", "unsure")),
    },
)
def test_lost_datagrams_are_weighed_by_datagrams(sent: tuple[int, ...], said: tuple[str, str, str]) -> None:
    """A line that loses most of UDP answers TCP without fault: its sites say nothing of a silent relay."""
    assert _app(_neutral(*sent), unanswered, unanswered) == said


def drowning(s: Story) -> Story:
    return unanswered(s.answers(sent=3))


def often(s: Story) -> Story:
    """Three of thirteen datagrams are answered."""
    return unanswered(s.answers(sent=2).answers(sent=2).answers(sent=3))


def at_a_host(telling: Telling) -> Telling:
    """The relay's computer accepts a connection."""
    return lambda s: telling(s).connects()


def far(s: Story) -> Story:
    """The messenger is 1.1 s away: each answer comes after the datagram was sent again, and belongs to the first."""
    s.record.about(CHAT).answers(s.home, times=3, round_trip=1.1)
    for _ in range(4):
        s.takes(1.1, sent=3)
    return s


def far_and_lost(s: Story) -> Story:
    s.record.about(CHAT).answers(s.home, times=3, round_trip=0.6)
    for _ in range(4):
        s.takes(1.6, sent=3)
    return s


@named_rows(
    ("tellings", "said"),
    {
        "one in nine arrives": ((drowning, drowning, unanswered), ("partly", "blocked", "unsure")),
        "two in eight arrive": (
            (lambda s: s.answers(sent=2).fails(Step.STUN, TIMEOUT, sent=3).answers(sent=3),) * 2,
            ("partly", "slow", "likely"),
        ),
        "one answers often, and computers that are there never do": (
            (at_a_host(often), at_a_host(unanswered), at_a_host(unanswered)),
            ("partly", "blocked", "unsure"),
        ),
        "one answers often, and others may be gone": (
            (at_a_host(often), unanswered, unanswered),
            ("partly", "slow", "likely"),
        ),
        "they are a second away": ((far, far, far), ("works", "not_tested", "sure")),
        "they are far, and datagrams are lost": ((far_and_lost,) * 3, ("partly", "slow", "likely")),
    },
)
def test_most_datagrams_to_one_messenger_are_lost(tellings: tuple[Telling, ...], said: tuple[str, str, str]) -> None:
    """An answer now and then clears no calls: neutral servers answered every first datagram."""
    assert _app(_neutral(1, 1, 1, 1, 1), *tellings) == said


@named_rows(("others", "calls"), {"with three others": (3, "not_tested"), "with two others": (2, "unknown")})
def test_what_is_sent_after_udp_fell_silent_is_not_lost_on_the_way(others: int, calls: str) -> None:
    """A router's guard against floods let twelve conversations out, and one relay of three was among them."""
    record = _neutral(1, 1, 1, 1, 1)
    record.started = 2.0
    for n in range(others):
        record.about(Endpoint(f"udp/{n}", "", Wire.STUN, 3478, None, (f"9.{n}.9.9",))).fails(Step.STUN, TIMEOUT, sent=3)
    record.started = 0.5
    tellings: tuple[Telling, ...] = (
        lambda s: s.answers("31.13.84.2", sent=1),
        lambda s: s.answers("31.13.84.2", sent=1),
        lambda s: s.later(2).fails(Step.STUN, TIMEOUT, times=4, sent=3),
    )
    assert _app(record, *tellings)[1] == calls


def forbidden(s: Story) -> Story:
    return s.fails(Step.STUN, Failure.DENIED, times=3)


@named_rows(
    ("tellings", "said"),
    {
        "one relay alone": ((forbidden, Story.answers, Story.answers), ("works", "not_tested", "sure")),
        "one relay, and the other is silent": ((forbidden, unanswered), ("works", "unknown", "unsure")),
        "the one that is known": ((forbidden,), ("works", "not_tested", "sure")),
        "each relay": ((forbidden, forbidden, forbidden), ("partly", "blocked", "likely")),
    },
)
def test_which_relays_this_computer_forbids(tellings: tuple[Telling, ...], said: tuple[str, str, str]) -> None:
    """A firewall with a list of ports drops the datagrams, and whoever sends them hears of it (EPERM)."""
    assert _app(_neutral(1, 1, 1, 1, 1), *tellings) == said


def test_where_this_computer_forbids_all_datagrams_calls_are_unclear_for_they_may_use_tcp() -> None:
    sites = Record().well(*(control.endpoint for control in small_ground().sites))
    assert _app(sites, forbidden, forbidden) == ("works", "unknown", "unsure")


def test_on_a_line_that_loses_for_all_no_messenger_loses_datagrams_on_its_way() -> None:
    """A firewall here held everything for four seconds, and let it pass then."""
    assert _app(_neutral(1, 1, 1, 1, 1), often, often, often)[1] == "slow"
    lossy = online(NetworkStatus.UNSTABLE, lossy=True)
    assert _app(_neutral(1, 1, 1, 1, 1), often, often, often, network=lossy)[1] == "not_tested"


def test_where_neutral_servers_lose_datagrams_too_no_messenger_loses_them_on_its_way() -> None:
    assert _app(_neutral(3, 3, 0, 2, 0), drowning, drowning, unanswered)[1] in ("unknown", "not_tested")


def test_lookups_of_its_name_are_no_tries_of_a_relay() -> None:
    told = story(RELAY).system(HERE).system(HERE).fails(Step.STUN, TIMEOUT)
    verdict = judge_endpoint(case_of(told, RELAY))
    assert verdict.times_tried == 1
    assert len(verdict.evidence[0].observations) > 1
