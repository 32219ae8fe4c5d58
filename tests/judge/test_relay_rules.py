"""Relays of calls that are silent: filtered, or closed like everybody's. One table near the borders of the rule."""

from collections.abc import Callable

import pytest

from dialtone.judge.network.control_timing import ControlTiming
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, NetworkStatus, Step, Wire
from judge.factory import THERE, Story, ask_addresses, brief, case_of, https, online, relay, story

RELAY = replace(relay(), confidence="medium")
OVER_TCP = replace(RELAY, wire=Wire.STUN_TCP)
REFLECTOR = Endpoint("app/reflector", "app", Wire.TELEGRAM_REFLECTOR, 599, None, ("91.108.9.10",), confidence="medium")
TIMEOUT, REFUSED = Failure.TIMEOUT, Failure.REFUSED
CLOSED = online(NetworkStatus.ONLINE, NetworkFlag.UDP_BLOCKED)
SHAPE = online(NetworkStatus.ONLINE, NetworkFlag.CALLS_FILTERED)

Telling = Callable[[Story], Story]


def judge(
    endpoint: Endpoint, telling: Telling, network: NetworkVerdict | None = None, ports: tuple[int, ...] = (3478, 19302)
) -> str:
    timing = ControlTiming(stun_ports=frozenset(ports))
    return brief(ask_addresses(case_of(telling(story(endpoint)), endpoint, network, timing=timing)))


def twice(s: Story) -> Story:
    return s.fails(Step.STUN, TIMEOUT, times=2)


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (twice, online(), "blocked calls_filtered unsure"),
        (lambda s: twice(s).connects(), online(), "blocked calls_filtered likely"),
        (lambda s: twice(s).connects(REFUSED), online(), "blocked calls_filtered likely"),
        (lambda s: twice(s).connects(REFUSED, 0.004), online(), "blocked calls_filtered unsure"),
        (lambda s: twice(s).connects(TIMEOUT), online(), "blocked calls_filtered unsure"),
        (lambda s: s.fails(Step.STUN, TIMEOUT), online(), ""),
        (twice, CLOSED, "unknown unexplained unsure"),
        (twice, SHAPE, "blocked calls_filtered likely"),
        (lambda s: s.fails(Step.STUN, Failure.BAD_ANSWER, times=2), online(), ""),
    ],
    ids=[
        "silent",
        "and the host is there",
        "and the host is there and refuses",
        "refused from nearby: not the host",
        "and so is the whole host",
        "once",
        "no UDP for anyone",
        "stopped by its shape",
        "garbage",
    ],
)
def test_over_udp(telling: Telling, network: NetworkVerdict, said: str) -> None:
    assert judge(RELAY, telling, network) == said


def refused(s: Story, *seconds: float) -> Story:
    for after in seconds:
        s.fails(Step.STUN, REFUSED, seconds=1.5, refused_after=after)
    return s


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (lambda s: refused(s, 0.041, 0.043), None, "unknown unexplained unsure relays_refuse"),
        (lambda s: refused(s, 0.004, 0.003), None, "blocked calls_filtered unsure relays_silent"),
        (lambda s: refused(s, 0.041, 0.003), None, "blocked calls_filtered unsure relays_silent"),
        (
            lambda s: refused(s, 0.041).fails(Step.STUN, TIMEOUT),
            None,
            "blocked calls_filtered unsure relays_silent",
        ),
        (
            lambda s: refused(s, 0.004, 0.004).connects(None, 0.005),
            None,
            "unknown unexplained unsure relays_refuse",
        ),
        (
            lambda s: refused(s, 0.004, 0.004).connects(REFUSED, 0.005),
            None,
            "blocked calls_filtered unsure relays_silent",
        ),
        (
            lambda s: refused(s, 0.003, 0.003),
            online(round_trip=0.008),
            "unknown unexplained unsure relays_refuse",
        ),
        (lambda s: refused(s, 0.041, 0.043), SHAPE, "unknown unexplained unsure relays_refuse"),
        (lambda s: refused(s, 0.041, 0.043), CLOSED, "unknown unexplained unsure udp_silent"),
    ],
    ids=[
        "from where it stands: switched off",
        "from nearby: in its place",
        "from nearby at times",
        "and silent at times",
        "from nearby, where its computer stands",
        "from nearby, where its port of TCP is refused too",
        "the way is short: nobody can tell",
        "calls are filtered by shape: this one was not",
        "UDP is closed for all",
    ],
)
def test_who_refuses_is_told_by_how_soon(telling: Telling, network: NetworkVerdict | None, said: str) -> None:
    timing = ControlTiming(stun_ports=frozenset({3478}))
    verdict = ask_addresses(case_of(telling(story(RELAY)), RELAY, network, timing=timing))
    assert verdict is not None
    assert f"{brief(verdict)} {verdict.evidence[0].kind}" == said


def test_where_something_near_takes_every_connection_how_soon_says_nothing() -> None:
    timing = ControlTiming(stun_ports=frozenset({3478}), connects_are_local=True)
    case = case_of(refused(story(RELAY), 0.003, 0.003), RELAY, timing=timing)
    assert brief(ask_addresses(case)) == "unknown unexplained unsure"


def test_a_port_that_is_closed_for_everybody_is_nobodys_block() -> None:
    case = case_of(twice(story(RELAY)), RELAY, timing=ControlTiming(stun_ports=frozenset({19302, 443})))
    verdict = judge_endpoint(case)
    assert (brief(verdict), verdict.evidence[0].kind) == ("unknown unexplained unsure", EvidenceKind.PORT_SILENT)


@pytest.mark.parametrize(("ports", "said"), [((3478, 443), "blocked"), ((443,), "unknown"), ((), "unknown")])
def test_on_a_port_where_no_neutral_server_is_several_others_must_be_open(ports: tuple[int, ...], said: str) -> None:
    silent = judge(REFLECTOR, lambda s: s.fails(Step.REFLECTOR, TIMEOUT, times=2), None, ports)
    assert silent.split()[0] == said


def test_over_tcp_a_relay_may_not_even_take_the_connection() -> None:
    """Whatever is open over UDP says nothing of it."""
    swallowed = judge(OVER_TCP, lambda s: s.fails(Step.STUN, TIMEOUT, times=2), CLOSED, ())
    unconnected = judge(OVER_TCP, lambda s: s.fails(Step.TCP, TIMEOUT).fails(Step.TCP, TIMEOUT, THERE), CLOSED, ())
    assert swallowed == "blocked calls_filtered unsure"
    assert unconnected == "blocked address_blocked unsure", "nothing else of this messenger answers"


def test_over_tcp_relays_in_several_networks_that_take_no_connection_are_filtered() -> None:
    told = story(OVER_TCP).fails(Step.TCP, TIMEOUT).fails(Step.TCP, TIMEOUT, THERE)
    chat = https()
    told.record.about(chat).system("3.33.221.48").answers("3.33.221.48")
    assert brief(ask_addresses(case_of(told, OVER_TCP, online(), chat))) == "blocked calls_filtered likely"


def test_an_answer_over_tcp_leaves_doubt() -> None:
    assert brief(judge_endpoint(case_of(story(OVER_TCP).answers(), OVER_TCP))) == "works unsure"


def test_where_all_of_a_messenger_is_silent_nobody_singles_out_its_calls() -> None:
    chat = https()
    told = story(RELAY).fails(Step.STUN, TIMEOUT, times=2)
    told.record.about(chat).system(THERE).fails(Step.TCP, TIMEOUT, times=2)
    case = case_of(told, RELAY, None, chat, timing=ControlTiming(stun_ports=frozenset({3478})))
    assert brief(ask_addresses(case)) == "blocked address_blocked unsure"
