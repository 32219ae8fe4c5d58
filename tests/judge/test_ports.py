"""A port that is closed for everybody, and servers that only new installations ask."""

import pytest

from dialtone.judge.function_verdicts import FunctionCase, JudgedEndpoints
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Function, Step, Weight, Wire
from judge.factory import HERE, Record, ask_addresses, brief, case_of, https, online, small_ground, story
from named_rows import named_rows
from shipped_catalogue import shipped_catalogue, shipped_messenger

TIMEOUT, REFUSED = Failure.TIMEOUT, Failure.REFUSED


def witness(name: str, port: int) -> Endpoint:
    return Endpoint(f"port/{name}", "", Wire.TLS, port, f"{name}.example.org")


MAIL = (witness("mail-1", 993), witness("mail-2", 993))
PUSH = (witness("push-1", 5228), witness("push-2", 5223))
SENDING = (witness("sending-1", 465), witness("sending-2", 465))
WITNESSES = (*MAIL, *PUSH, *SENDING)
GROUND = replace(small_ground(), port_witnesses=WITNESSES)
CLOSED, BLOCKED = "unknown unexplained unsure", "blocked address_blocked unsure"
INBOX, SEED = replace(https(), port=993), replace(https(), port=4443)
PLAIN_INBOX, OUTBOX = replace(https(), port=143), replace(https(), port=587)


def _said(
    endpoint: Endpoint,
    alive: tuple[Endpoint, ...] = (),
    asked: tuple[Endpoint, ...] = WITNESSES,
    failure: Failure = TIMEOUT,
    step: Step = Step.TCP,
) -> str:
    record = Record()
    for one in asked:
        told = record.about(one)
        told.system(told.home)
        told.answers() if one in alive else told.fails(step, failure, times=2)
    told = record.about(endpoint)
    told.system(told.home).fails(Step.TCP, failure, times=2)
    results = record.results(GROUND)
    return brief(ask_addresses(case_of(told, endpoint, results=results)))


@pytest.mark.parametrize("failure", [TIMEOUT, REFUSED])
def test_closed_for_all_is_no_block(failure: Failure) -> None:
    assert _said(INBOX, failure=failure) == CLOSED
    assert _said(INBOX, asked=MAIL, failure=failure) == CLOSED


@named_rows(
    ("endpoint", "alive", "asked", "step", "said"),
    {
        "it accepts and fails later": (INBOX, (), MAIL, Step.TLS, BLOCKED),
        "one alone proves nothing": (INBOX, (), MAIL[:1], Step.TCP, BLOCKED),
        "none was asked": (INBOX, (), (), Step.TCP, BLOCKED),
        "none there, and another port is open": (SEED, PUSH[:1], WITNESSES, Step.TCP, BLOCKED),
        "none there, and only ports of mail are open": (SEED, (*MAIL, *SENDING), WITNESSES, Step.TCP, CLOSED),
        "only mail was asked, and is open": (SEED, MAIL, MAIL, Step.TCP, BLOCKED),
        "one other witness proves no closed port": (SEED, MAIL, (*MAIL, PUSH[0]), Step.TCP, BLOCKED),
        "others send mail": (OUTBOX, (*SENDING[:1], *MAIL), WITNESSES, Step.TCP, BLOCKED),
        "others send mail, and no other port is open": (OUTBOX, SENDING, WITNESSES, Step.TCP, BLOCKED),
        "nobody may fetch mail": (PLAIN_INBOX, (*SENDING, *PUSH), WITNESSES, Step.TCP, CLOSED),
        "others fetch mail": (PLAIN_INBOX, MAIL[:1], WITNESSES, Step.TCP, BLOCKED),
    },
)
def test_a_port_is_closed_for_all_where_two_witnesses_or_all_say_so(
    endpoint: Endpoint, alive: tuple[Endpoint, ...], asked: tuple[Endpoint, ...], step: Step, said: str
) -> None:
    assert _said(endpoint, alive, asked, step=step) == said


def test_the_real_witnesses_stand_two_on_a_port() -> None:
    ports = [e.port for e in shipped_catalogue().controls.port_witnesses]
    assert {port for port in ports if ports.count(port) >= 2} >= {993, 465}


def test_sessions_seeds_are_such() -> None:
    session = shipped_messenger("session")
    assert {e.weight for e in session.endpoints if "seed" in e.id} == {Weight.BOOTSTRAP}


def test_seeds_are_known_as_servers_of_a_first_start() -> None:
    seed, chat = replace(https("app/seed"), weight=Weight.BOOTSTRAP), https("app/chat")
    app = Messenger("app", "App", "A", "#000000", endpoints=(seed, chat))

    def is_of_first_start(*groups: tuple[str, ...]) -> bool:
        return FunctionCase(FunctionRule(Function.MESSAGES, groups), JudgedEndpoints(app, {}), online()).of_first_start

    assert is_of_first_start((seed.id,))
    assert is_of_first_start((seed.id, chat.id))
    assert not is_of_first_start((seed.id,), (chat.id,))
    assert not is_of_first_start()


def test_another_port_of_the_app_is_no_share_of_the_first() -> None:
    """Mail that is cut by its name on 993, and goes on inside TLS that is asked for on 143."""
    mail = Endpoint("app/mail", "app", Wire.IMAP, 993, "mail.example.org", ports=(143, 443))
    told = story(mail).system(HERE).fails(Step.TLS, Failure.RESET, HERE, times=3).answers(HERE, port=143)
    assert brief(judge_endpoint(case_of(told, mail))) == "works unsure"
