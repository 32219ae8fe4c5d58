"""A messenger's servers: how far they are, and whether all of them refuse whoever asks from here."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.attempts import AttemptIndex, block_of
from dialtone.judge.endpoint.servers import Distances
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import FactValue
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Cause, Function, MessengerStatus, Wire
from judge.factory import NO_CONTROLS, THERE, Record, https, online, small_ground
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
    distances = Distances({block_of(THERE): connects}, abroad=0.1)
    assert (distances.nearest(THERE), distances.farthest(THERE)) == (nearest, farthest)


def judge(
    record: Record, *home: str, network: NetworkVerdict | None = None, functions: tuple[FunctionRule, ...] = ()
) -> str:
    seen = {o.endpoint for o in record.observations}
    endpoints = tuple(e for e in ALL if e.id in seen)
    functions = functions or (FunctionRule(Function.MESSAGES, tuple((e.id,) for e in endpoints)),)
    messenger = Messenger("app", "App", "A", "#000000", endpoints=endpoints, functions=functions, home=home)
    verdict = judge_messengers(
        (messenger,),
        ControlResults(AttemptIndex(record.observations), small_ground()),
        network or online(),
        Computer("linux"),
        frozenset(),
    )[0]
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
