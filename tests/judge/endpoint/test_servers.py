"""A messenger's servers: how far away they are, what they refuse, and which of identical tries there are cut off."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.endpoint.servers import Distances, find_identical_tries
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import FactValue
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Cause, Failure, Function, MessengerStatus, Step, Wire
from judge.factory import (
    HERE,
    NO_CONTROLS,
    THERE,
    Record,
    Story,
    ask,
    brief,
    case_of,
    having,
    https,
    online,
    raw,
    story,
)
from named_rows import named_rows

API = replace(https("app/api", "api.example.org"), expect_text="ok")
CHAT, FILES = https("app/chat"), https("app/files", "files.example.org")
SOCKET = replace(https("app/socket", "socket.example.org"), wire=Wire.WEBSOCKET)
NOISE = replace(https("app/noise", "noise.example.org"), wire=Wire.WHATSAPP_NOISE)
ALL = (API, CHAT, FILES, SOCKET, NOISE)


@pytest.mark.parametrize(
    ("connects", "nearest", "farthest"),
    [((), 0.1, 0.1), ((0.04,), 0.04, 0.1), ((0.3,), 0.1, 0.3), ((0.04, 0.9), 0.04, 0.1), ((0.3, 0.9), 0.3, 0.3)],
    ids=["nothing connected", "one near", "one far, or read late", "near, and one read late", "far, and one read late"],
)
def test_a_connection_read_late_moves_no_server(connects: tuple[float, ...], nearest: float, farthest: float) -> None:
    told = story(CHAT)
    for seconds in connects:
        told.takes(seconds)
    distances = Distances(told.index, [CHAT], having(distance=0.1))
    assert (distances.nearest(told.home), distances.farthest(told.home)) == (nearest, farthest)


def judge(
    record: Record, *home: str, network: NetworkVerdict | None = None, functions: tuple[FunctionRule, ...] = ()
) -> str:
    seen = {o.endpoint for o in record.observations}
    endpoints = tuple(e for e in ALL if e.id in seen)
    functions = functions or (FunctionRule(Function.MESSAGES, tuple((e.id,) for e in endpoints)),)
    messenger = Messenger("app", "App", "A", "#000000", endpoints=endpoints, functions=functions, home=home)
    verdict = judge_messengers((messenger,), record.results(), network or online(), Computer("linux"), frozenset())[0]
    assert verdict.status in (MessengerStatus.WORKS, MessengerStatus.UNKNOWN)
    refuses = Cause.SERVICE_REFUSES in verdict.causes
    return f"{verdict.status.value}{' refuses' * refuses} {verdict.confidence.value}"


def told(*answers: tuple[Endpoint, Mapping[str, FactValue]]) -> Record:
    record = Record()
    for endpoint, facts in answers:
        about = record.about(endpoint)
        about.system(about.home).answers(**facts)  # type: ignore[arg-type]
    return record


NO: Mapping[str, FactValue] = {"status": 403, "text_as_expected": False}


@named_rows(("make", "said"), {
"all of them": (lambda: told((API, NO), (CHAT, {"status": 403}), (FILES, {"status": 403})), "unknown refuses likely"),
"by law, in its own words": (lambda: told((CHAT, {"status": 451})), "unknown refuses likely"),
"one of two serves": (lambda: told((API, NO), (CHAT, {"status": 200})), "works likely"),
"what a healthy one says is not known": (
    lambda: told((CHAT, {"status": 403}), (FILES, {"status": 403})),
    "works likely",
),
"a riddle for browsers": (lambda: told((API, {**NO, "challenge": True}), (CHAT, {"status": 403})), "works likely"),
"too many questions": (lambda: told((API, {**NO, "status": 429}), (CHAT, {"status": 429})), "unknown refuses likely"),
"the app's own connection opens": (lambda: told((API, NO), (SOCKET, {"status": 101})), "works likely"),
"the app's own greeting is answered": (lambda: told((API, NO), (NOISE, {})), "works likely"),
"with certificates of public roots": (lambda: told((API, {**NO, "mozilla": True})), "unknown refuses likely"),
})  # fmt: skip
def test_who_refuses(make: Callable[[], Record], said: str) -> None:
    assert judge(make()) == said


PARTS = (
    FunctionRule(Function.MESSAGES, ((CHAT.id,),)),
    FunctionRule(Function.WEB, ((CHAT.id,), (FILES.id,))),
    FunctionRule(Function.LOGIN, ((API.id,),)),
)


@named_rows(("files", "said"), {
"each of its own pages": (403, "unknown refuses unsure"),
"a guard against bots at one of them": (200, "works likely"),
})  # fmt: skip
def test_a_host_that_only_signs_people_in_says_nothing_of_what_they_open_then(files: int, said: str) -> None:
    """Google Chat and Meet refuse in regions under sanctions; accounts.google.com is that of all its services."""
    record = told((API, {"status": 200}), (CHAT, {"status": 403}), (FILES, {"status": files}))
    assert judge(record, functions=PARTS) == said


def test_a_service_of_one_country_refuses_abroad_without_a_witness() -> None:
    assert judge(told((CHAT, {"status": 403})), "IR") == "unknown refuses unsure"


def test_without_controls_it_is_not_said() -> None:
    assert judge(told((API, NO), (CHAT, {"status": 403})), network=NO_CONTROLS) == "works likely"


CENTRE = raw()
PAGE = https("app/page")
"""At the same server as the chat."""
RESET, TIMEOUT = Failure.RESET, Failure.TIMEOUT

Telling = Callable[[Story], Story]


def cut(told: Story, times: int, failure: Failure = RESET) -> Story:
    """Let handshakes be cut off."""
    return told.again(failure, times=times)


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (lambda s: cut(s.answers().again(times=5), 6), online(), "slow unexplained likely"),
        (lambda s: cut(s.answers().later(1.0), 11), online(), "slow unexplained likely"),
        (
            lambda s: cut(s.neutral_name().neutral_name().neutral_name().answers().later(1.0), 11),
            online(),
            "blocked name_filtered likely",
        ),
        (lambda s: cut(s.answers().later(1.0), 6), online(), "slow unexplained likely"),
        (lambda s: cut(s.fails(Step.TLS, RESET).answers(), 10), online(), "blocked unexplained likely"),
        (
            lambda s: cut(s.fails(Step.TLS, RESET, times=3).answers().again(), 10),
            online(),
            "blocked unexplained likely",
        ),
        (lambda s: cut(s.fails(Step.TLS, RESET).answers(), 10), NO_CONTROLS, "slow unexplained unsure"),
        (lambda s: cut(s.fails(Step.TLS, RESET).answers().again(times=2), 9), online(), "slow unexplained likely"),
        (lambda s: cut(s.answers().again(times=11), 2), online(), ""),
        (lambda s: cut(s.answers().again(times=9), 2), online(), "slow unexplained unsure"),
        (lambda s: cut(s.answers().again(times=5), 6, TIMEOUT), online(), "slow unexplained unsure"),
        (lambda s: cut(s.answers().again(times=5), 6, TIMEOUT), online(lossy=True), ""),
        (lambda s: cut(s.answers(), 1), online(), ""),
    ],
    ids=[
        "half",
        "none of many after the first: perhaps the server had enough",
        "the same, and neutral names always pass",
        "none of some after the first",
        "one of twelve",
        "two of fifteen",
        "nothing to compare with",
        "a quarter",
        "two of fourteen fail",
        "two of twelve fail",
        "half are silent",
        "half are silent where the line loses packets",
        "once",
    ],
)
def test_a_share_of_handshakes(telling: Telling, network: NetworkVerdict, said: str) -> None:
    assert brief(ask(case_of(telling(story(CHAT)), CHAT, network), "intermittent")) == said


@named_rows(("neutral", "said"), {"three": (3, "slow name_filtered likely"), "two": (2, "slow unexplained likely")})
def test_neutral_names_that_always_pass_say_that_it_is_the_name(neutral: int, said: str) -> None:
    told = cut(story(CHAT).answers().again(times=5), 6)
    for _ in range(neutral):
        told.neutral_name()
    assert brief(ask(case_of(told, CHAT), "intermittent")) == said
    assert brief(ask(case_of(told.neutral_name(RESET), CHAT), "intermittent")) == "slow unexplained likely"


def test_the_same_where_the_resolver_forges_one_family_alone() -> None:
    told = story(CHAT).system(HERE, THERE).fails(Step.TLS, Failure.CLOSED, HERE, times=3).answers(THERE, times=2)
    assert ask(case_of(told, CHAT), "intermittent") is None
    told.fails(Step.TLS, Failure.CLOSED, THERE)
    assert ask(case_of(told, CHAT), "intermittent") is not None, "the true one is cut as well"


def test_a_later_handshake_alone_is_no_answer_to_the_app() -> None:
    told = story(CHAT).fails(Step.TLS, TIMEOUT, times=2).again(times=3)
    assert ask(case_of(told, CHAT), "intermittent") is None


def test_the_step_at_which_the_rest_is_cut_off_says_why_nearly_nothing_passes() -> None:
    greeting = story(CENTRE).fails(Step.MTPROTO, RESET, times=11).answers()
    assert brief(ask(case_of(greeting, CENTRE), "intermittent")) == "blocked protocol_filtered likely"
    connecting = story(CENTRE).fails(Step.TCP, TIMEOUT, times=8).answers()
    assert ask(case_of(connecting, CENTRE), "intermittent") is None, "nobody repeated it on purpose"
    connecting.again(TIMEOUT, times=3, step=Step.TCP)
    assert brief(ask(case_of(connecting, CENTRE), "intermittent")) == "blocked address_blocked unsure"


def test_what_is_said_at_a_sister_with_the_same_name_tells_of_both() -> None:
    told = cut(story(CHAT).answers().record.about(PAGE).answers().again(times=3), 4)
    assert brief(ask(case_of(told, CHAT, None, PAGE), "intermittent")) == "slow unexplained likely"
    other = replace(PAGE, host="other.example.org")
    told = cut(story(CHAT).answers().record.about(other).answers().again(times=3), 4)
    assert ask(case_of(told, CHAT, None, other), "intermittent") is None


def test_handshakes_tell_nothing_of_what_is_cut_off_after_them() -> None:
    told = story(CHAT).answers().fails(Step.HTTP, RESET, times=2).record.about(PAGE).answers(times=9)
    assert brief(ask(case_of(told, CHAT, None, PAGE), "intermittent")) == "slow unexplained likely"


@pytest.mark.parametrize(
    ("passed", "failed", "known"),
    [
        (1, 0, False),
        (3, 0, False),
        (5, 0, True),
        (0, 4, False),
        (0, 5, True),
        (5, 5, True),
        (4, 4, False),
        (2, 7, True),
    ],
)
def test_a_share_is_known_to_some_fifteen_points(passed: int, failed: int, known: bool) -> None:
    told = story(CHAT).answers(times=passed).fails(Step.TLS, RESET, times=failed)
    assert find_identical_tries(CHAT, [CHAT], told.index).is_known is known
