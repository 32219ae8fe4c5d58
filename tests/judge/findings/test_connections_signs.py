"""Every try failed: one table for each rule, near its border. A single failure never means anything."""

from collections.abc import Callable
from itertools import product

import pytest

from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, NetworkStatus, Step, Wire
from judge.factory import (
    ALL_PASSED,
    HERE,
    NO_CONTROLS,
    ROUND_TRIP,
    STEPS,
    THERE,
    Story,
    ask_addresses,
    brief,
    case_of,
    connected,
    having,
    https,
    online,
    raw,
    relay,
    sample,
    small_ground,
    story,
)
from named_rows import named_rows

CHAT, DATA_CENTRE, RELAY = https(), raw(), relay()
AMAZON = "3.33.221.48"
NOISE = Endpoint("app/noise", "app", Wire.WHATSAPP_NOISE, 443, "noise.example.org")
SOCKET = Endpoint("app/socket", "app", Wire.WHATSAPP_WEBSOCKET, 443, "web.example.org")
RESET, TIMEOUT, CLOSED, REFUSED = Failure.RESET, Failure.TIMEOUT, Failure.CLOSED, Failure.REFUSED

Telling = Callable[[Story], Story]


def judge(
    endpoint: Endpoint, telling: Telling, network: NetworkVerdict | None = None, results: ControlResults = ALL_PASSED
) -> EndpointVerdict | None:
    case = case_of(telling(story(endpoint)), endpoint, network, results=results)
    return ask_addresses(case)


@pytest.mark.parametrize("endpoint", [NOISE, SOCKET, RELAY], ids=lambda e: e.id)
def test_one_failure_says_nothing(endpoint: Endpoint) -> None:
    for step, failure in product(STEPS[endpoint.wire], Failure):
        once = story(endpoint).fails(step, failure).neutral_name().neutral_request()
        case = case_of(once, endpoint)
        assert ask_addresses(case) is None, (step, failure)


@pytest.mark.parametrize("failure", [RESET, TIMEOUT, CLOSED, REFUSED, Failure.CERT_UNTRUSTED])
def test_without_controls_no_number_of_failures_says_anything(failure: Failure) -> None:
    assert judge(CHAT, lambda s: s.fails(Step.TLS, failure, times=5).neutral_name(), NO_CONTROLS) is None


def test_one_dead_address_beside_living_ones_is_no_surer_for_what_is_dead_elsewhere() -> None:
    """Two other networks of the messenger are silent. In the network of this address another server lives."""
    others = [https(f"app/other{n}", f"other{n}.example.org") for n in range(3)]
    told = story(CHAT).fails(Step.TCP, TIMEOUT, times=2)
    for other, address in zip(others[:2], ("31.13.72.52", "185.60.216.1"), strict=True):
        told.record.about(other).fails(Step.TCP, TIMEOUT, address, times=2)
    case = case_of(told, CHAT, None, *others)
    assert brief(ask_addresses(case)) == "blocked address_blocked likely"
    told.record.about(others[2]).answers(HERE[:-1] + "9")
    case = case_of(told, CHAT, None, *others)
    assert brief(ask_addresses(case)) == "unknown unexplained unsure"


def test_a_page_on_the_plain_port_hides_nothing_that_happens_on_the_others() -> None:
    def told(s: Story, times: int, page: Failure = Failure.BAD_ANSWER) -> Story:
        return s.fails(Step.TCP, TIMEOUT, times=times).fails(Step.MTPROTO, page, port=80)

    assert brief(judge(DATA_CENTRE, lambda s: told(s, 2))) == "blocked address_blocked unsure"
    assert brief(judge(DATA_CENTRE, lambda s: told(s, 2, TIMEOUT))) == "blocked address_blocked unsure"
    assert judge(DATA_CENTRE, lambda s: told(s, 1)) is None


def test_where_whole_conversations_get_lost_silence_must_repeat_until_it_is_no_chance() -> None:
    """One of two ways is dead, for anybody: that three tries in a row go that way happens each eighth time."""
    lossy = online(NetworkStatus.UNSTABLE, lossy=True)
    dead = replace(connected(1.0, 60, 61), failure=TIMEOUT)
    half = having(connects=(connected(1.0, 0, 0.04),) * 4, gaps=(dead,) * 4)
    assert judge(CHAT, lambda s: s.fails(Step.TCP, TIMEOUT, times=5), lossy, half) is None
    assert judge(CHAT, lambda s: s.fails(Step.TCP, TIMEOUT, times=6), lossy, half) is not None


@pytest.mark.parametrize(
    ("families", "said"),
    [({4}, "blocked address_blocked unsure"), ({6}, ""), (set(), "")],
    ids=["others can be reached", "only by IPv6", "nobody can"],
)
def test_a_router_that_says_there_is_no_way_counts_as_silence(families: set[int], said: str) -> None:
    results = having(families=frozenset(families))
    found = judge(CHAT, lambda s: s.fails(Step.TCP, Failure.UNREACHABLE, times=2), None, results)
    assert brief(found) == said


def test_a_reset_is_no_lost_packet() -> None:
    lossy = online(NetworkStatus.UNSTABLE, lossy=True)
    assert judge(CHAT, lambda s: s.fails(Step.TLS, RESET, times=2).neutral_name(), lossy) is not None


@named_rows(
    ("telling", "said"),
    {
        "somebody else's, from nearby": (
            lambda s: s.fails(Step.TLS, Failure.CERT_NAME, times=2, seconds=0.3 * ROUND_TRIP),
            "blocked certificate_swapped likely",
        ),
        "an old one": (lambda s: s.fails(Step.TLS, Failure.CERT_EXPIRED, times=2), ""),
        "an alert is an answer": (lambda s: s.fails(Step.TLS, Failure.ALERT, times=2), ""),
    },
)
def test_certificate_wrong(telling: Telling, said: str) -> None:
    assert brief(judge(CHAT, telling)) == said


@pytest.mark.parametrize(
    ("endpoint", "telling", "said"),
    [
        (DATA_CENTRE, lambda s: s.fails(Step.MTPROTO, Failure.BAD_ANSWER, times=2), "blocked block_page unsure"),
        (DATA_CENTRE, lambda s: s.fails(Step.MTPROTO, Failure.BAD_ANSWER).fails(Step.MTPROTO, CLOSED), ""),
        (NOISE, lambda s: s.fails(Step.NOISE, Failure.BAD_ANSWER, times=2), "blocked block_page unsure"),
        (CHAT, lambda s: s.fails(Step.HTTP, Failure.BAD_ANSWER, times=2), ""),
    ],
    ids=["every time", "once", "noise", "inside TLS it is the server's own"],
)
def test_page_instead(endpoint: Endpoint, telling: Telling, said: str) -> None:
    assert brief(judge(endpoint, telling)) == said


def test_another_host_answers_where_the_network_answers_for_all() -> None:
    """Port 443 closes at once, another says a page: who answers for all neutral sites does not block this messenger."""

    def told(s: Story) -> Story:
        return s.fails(Step.MTPROTO, CLOSED, times=3).fails(Step.MTPROTO, Failure.BAD_ANSWER).neutral_request()

    assert brief(judge(DATA_CENTRE, told)) == "blocked protocol_filtered unsure"
    assert brief(judge(DATA_CENTRE, told, online(NetworkStatus.INTERCEPTED))) == "unknown intercepted likely"


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (
            lambda s: s.fails(Step.TLS, RESET).fails(Step.TCP, TIMEOUT, THERE).neutral_name(),
            "blocked name_filtered likely",
        ),
        (lambda s: s.fails(Step.TLS, TIMEOUT).fails(Step.TCP, TIMEOUT, THERE).neutral_name(), ""),
        (lambda s: s.fails(Step.TLS, RESET, times=2).neutral_name(TIMEOUT, Step.TCP), ""),
    ],
    ids=["one of two addresses", "one silence may be a lost packet", "the contrast did not connect"],
)
def test_name_cut(telling: Telling, said: str) -> None:
    assert brief(judge(CHAT, telling)) == said


def _twice(told: Story, *, delivered: bool) -> Story:
    return told.fails(Step.TLS, TIMEOUT, times=2, delivered=delivered)


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (lambda s: s.fails(Step.TLS, RESET, times=2).neutral_name(RESET), "blocked address_blocked unsure"),
        (lambda s: _twice(s, delivered=False).neutral_name(TIMEOUT), "blocked address_blocked likely"),
        (lambda s: _twice(s, delivered=False).neutral_name(TIMEOUT).other_hello(), "unknown unexplained unsure"),
        (
            lambda s: _twice(s, delivered=False).fails(Step.TLS, TIMEOUT, delivered=True).neutral_name(TIMEOUT),
            "unknown unexplained unsure",
        ),
    ],
    ids=[
        "reset to both",
        "nobody confirmed anything",
        "nobody confirmed anything but a small message",
        "now confirmed, now not",
    ],
)
def test_silent_to_any_name(telling: Telling, said: str) -> None:
    assert brief(judge(CHAT, telling)) == said


@named_rows(
    ("endpoint", "telling", "said"),
    {
        "a plain request is not": (
            DATA_CENTRE,
            lambda s: s.fails(Step.MTPROTO, TIMEOUT, times=2).neutral_request(TIMEOUT),
            "unknown unexplained unsure",
        ),
        "a plain request is not, on a port that is closed": (
            DATA_CENTRE,
            lambda s: s.fails(Step.MTPROTO, TIMEOUT, times=2, delivered=False).neutral_request(TIMEOUT, Step.TCP),
            "blocked protocol_filtered likely",
        ),
        "reset": (
            DATA_CENTRE,
            lambda s: s.fails(Step.MTPROTO, RESET, times=2).neutral_request(TIMEOUT),
            "blocked protocol_filtered unsure",
        ),
        "reset from nearby": (
            DATA_CENTRE,
            lambda s: s.fails(Step.MTPROTO, RESET, times=2, seconds=0.3 * ROUND_TRIP).neutral_request(),
            "blocked protocol_filtered sure",
        ),
        "as silent to a plain request, and all of it confirmed": (
            DATA_CENTRE,
            lambda s: s.fails(Step.MTPROTO, TIMEOUT, times=2, delivered=True).neutral_request(TIMEOUT),
            "down service_down unsure",
        ),
        "as silent to a plain request, and none of it confirmed": (
            DATA_CENTRE,
            lambda s: s.fails(Step.MTPROTO, TIMEOUT, times=2, delivered=False).neutral_request(TIMEOUT),
            "blocked address_blocked likely",
        ),
        "upgrade": (SOCKET, lambda s: s.fails(Step.WEBSOCKET, TIMEOUT, times=2), "unknown unexplained unsure"),
        "noise in a socket": (SOCKET, lambda s: s.fails(Step.NOISE, TIMEOUT, times=2), "unknown unexplained unsure"),
    },
)
def test_greeting_cut(endpoint: Endpoint, telling: Telling, said: str) -> None:
    assert brief(judge(endpoint, telling)) == said


def test_where_nobody_knows_what_arrived_a_living_sibling_accuses_nobody() -> None:
    """Telegram's outages took out some of its servers while others answered."""
    noise = story(NOISE).system(THERE).fails(Step.NOISE, TIMEOUT, times=2)
    noise.record.about(CHAT).system(THERE).answers()
    case = case_of(noise, NOISE, None, CHAT)
    assert brief(ask_addresses(case)) == "unknown unexplained unsure"


@named_rows(
    ("telling", "said"),
    {
        "no way there for one": (lambda s: s.fails(Step.TCP, TIMEOUT).fails(Step.TCP, Failure.UNREACHABLE), ""),
        "silent, and this computer has no way by IPv6": (
            lambda s: s.fails(Step.TCP, TIMEOUT, times=2).fails(Step.TCP, Failure.UNREACHABLE, "2001:db8::1"),
            "blocked address_blocked unsure",
        ),
        "no way there": (lambda s: s.fails(Step.TCP, Failure.UNREACHABLE, times=3), ""),
    },
)
def test_address_dead(telling: Telling, said: str) -> None:
    assert brief(judge(CHAT, telling)) == said


@named_rows(
    ("way", "seconds", "said"),
    {
        "from as far as the server": (0.040, 0.039, "down service_down unsure"),
        "controls are next door": (0.010, 0.001, "unknown unexplained unsure"),
        "no controls to compare": (0.0, 0.040, "unknown unexplained unsure"),
    },
)
def test_who_refused(way: float, seconds: float, said: str) -> None:
    told = judge(
        CHAT, lambda s: s.fails(Step.TCP, REFUSED, times=2, seconds=seconds), online(round_trip=way), connects(1.0)
    )
    assert brief(told) == said
    assert told is not None
    assert told.evidence[0].kind is EvidenceKind.ADDRESS_REFUSES


AT_ONCE = replace(connected(1.0, 0, 1), seconds=0.0, facts={Fact.ROUND_TRIP: 0.0})


def connects(*times: float) -> ControlResults:
    """Neutral addresses that were seen to answer after so many round trips: no time passes in a story."""
    return having(connects=tuple(connected(each, 0, 1) for each in times))


@named_rows(
    ("lag", "results", "said"),
    {
        "busy elsewhere": (0.04, connects(1.0), "unknown unexplained unsure"),
        "neutral addresses were late as well": (0.0, connects(1.0, 1.8), "unknown unexplained unsure"),
        "by a clock of coarse steps, as on Windows": (0.0, having(connects=(AT_ONCE,)), "down service_down unsure"),
    },
)
def test_a_refusal_is_late_only_where_nothing_else_is(lag: float, results: ControlResults, said: str) -> None:
    """A computer that is busy reads refusals from nearby as late as those from afar."""
    told = judge(
        CHAT, lambda s: s.fails(Step.TCP, REFUSED, seconds=0.09, times=2, lag=lag), online(round_trip=0.05), results
    )
    assert brief(told) == said


def test_the_furthest_try_decides() -> None:
    """On one address nothing connects, on the other the name is cut: the name is what can be said for sure."""
    told = judge(CHAT, lambda s: s.fails(Step.TCP, TIMEOUT, THERE, times=2).fails(Step.TLS, RESET).neutral_name())
    assert told is not None
    assert told.causes == (Cause.NAME_FILTERED,)
    assert told.confidence is Confidence.LIKELY


def moments(*spans: tuple[float, float]) -> tuple[Observation, ...]:
    return tuple(sample(0.04, began, ended) for began, ended in spans)


@named_rows(
    "results",
    {
        "it came back meanwhile": having(connects=moments((0.01, 0.03)), gaps=moments((-0.5, 2))),
        "it was alive": having(connects=moments((0.01, 0.03))),
        "it was dead at another moment": having(gaps=moments((5, 7))),
    },
)
def test_silence_counts_while_the_line_is_alive(results: ControlResults) -> None:
    told = story(CHAT).fails(Step.TCP, TIMEOUT, times=2)
    found = judge_endpoint(case_of(told, CHAT, results=results))
    assert f"{found.status} {' '.join(found.causes)} {found.confidence}" == "blocked address_blocked unsure"


def test_a_line_is_dead_where_an_address_that_answers_else_does_not() -> None:
    controls = small_ground()
    first, second, home = controls.anchors[0], controls.anchors[1], controls.anchors[3]
    told = story(first).answers().fails(Step.TCP, TIMEOUT, seconds=1.6).fails(Step.TCP, None, seconds=1.1)
    told.record.about(second).fails(Step.TCP, TIMEOUT, times=3, seconds=1.6)
    told.record.about(home).answers().fails(Step.TCP, TIMEOUT, seconds=1.6)
    results = told.record.results(controls)
    assert len(results.connects) == 1
    assert [tcp.seconds for tcp in results.gaps] == [1.6, 1.1], "one that never answers is another matter"


def test_where_several_machine_rooms_hang_at_once_it_may_be_a_filter() -> None:
    """One that swallows answers alone. Unless something of the messenger is heard from the same place."""

    def told(s: Story) -> Story:
        return s.fails(Step.TLS, TIMEOUT, times=2, delivered=True).neutral_name(TIMEOUT)

    sibling = https("app/media", "media.example.org")
    record = told(story(CHAT)).record
    record.about(sibling).fails(Step.TLS, TIMEOUT, THERE, times=2, delivered=True)
    case = case_of(record.about(CHAT), CHAT, None, sibling)
    assert brief(ask_addresses(case)) == "unknown unexplained unsure"
    record.about(sibling).answers(HERE.rpartition(".")[0] + ".77")
    case = case_of(record.about(CHAT), CHAT, None, sibling)
    assert brief(ask_addresses(case)) == "down service_down unsure"


@pytest.mark.parametrize(
    ("elsewhere", "said"), [((THERE, AMAZON), "unknown unexplained unsure"), ((THERE,), "down service_down unsure")]
)
def test_a_web_server_that_answers_says_little_of_those_for_phones(elsewhere: tuple[str, ...], said: str) -> None:
    """WhatsApp's servers for phones heard everything and nothing came back, from Meta's places and from Amazon's.

    Its web server answered from one of these. Where one other place hangs as well, that may be out of order.
    """
    phones, web = raw(Wire.WHATSAPP_NOISE), replace(CHAT, wire=Wire.WHATSAPP_WEBSOCKET)
    told = story(phones)
    for address in (HERE, *elsewhere):
        told.fails(Step.NOISE, TIMEOUT, address, times=2, delivered=True)
    told.record.about(web).answers(HERE.rpartition(".")[0] + ".77")
    assert brief(ask_addresses(case_of(told, phones, None, web))) == said


@named_rows(
    "telling",
    {
        "nor does what is small arrive": lambda s: (
            s.neutral_name(TIMEOUT).other_hello(TIMEOUT, delivered=True).in_small_packets(TIMEOUT)
        ),
        "what fits into one packet is swallowed too: a filter that misses names in pieces": lambda s: (
            s.neutral_name(TIMEOUT).other_hello(TIMEOUT, delivered=False).in_small_packets()
        ),
        "a neutral name passes": lambda s: s.neutral_name().other_hello(TIMEOUT, delivered=True).in_small_packets(),
    },
)
def test_it_is_not_the_size_of_packets_that_matters(telling: Telling) -> None:
    verdict = ask_addresses(case_of(telling(story(CHAT).fails(Step.TLS, TIMEOUT, times=2)), CHAT))
    assert verdict is None or EvidenceKind.BIG_PACKETS_LOST not in [e.kind for e in verdict.evidence]
