"""A port that is closed for everybody, and servers that only new installations ask."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.messenger_verdicts import judge_messenger
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.judge.rules import judge_endpoint
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.vocabulary import Failure, Function, Step, Weight, Wire
from judge.factory import (
    HERE,
    Record,
    ask_addresses,
    brief,
    case_of,
    https,
    online,
    real_catalogue,
    small_ground,
    story,
)

TIMEOUT, REFUSED = Failure.TIMEOUT, Failure.REFUSED


def witness(name: str, port: int) -> Endpoint:
    return Endpoint(f"port/{name}", "", Wire.TLS, port, f"{name}.example.org")


MAIL = (witness("mail-1", 993), witness("mail-2", 993))
PUSH = (witness("push-1", 5228), witness("push-2", 5223))
GROUND = replace(small_ground(), port_witnesses=(*MAIL, *PUSH))
INBOX, SEED = replace(https(), port=993), replace(https(), port=4443)


def _said(
    endpoint: Endpoint,
    alive: tuple[Endpoint, ...] = (),
    asked: tuple[Endpoint, ...] = GROUND.port_witnesses,
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
    timing = ControlTiming(AttemptIndex(record.observations), GROUND)
    return brief(ask_addresses(case_of(told, endpoint, timing=timing)))


@pytest.mark.parametrize("failure", [TIMEOUT, REFUSED])
def test_closed_for_all_is_no_block(failure: Failure) -> None:
    assert _said(INBOX, failure=failure) == "unknown unexplained unsure"
    assert _said(INBOX, asked=MAIL, failure=failure) == "unknown unexplained unsure"


def test_a_witness_on_the_same_port_frees_the_network() -> None:
    assert _said(INBOX, alive=MAIL[:1]) == "blocked address_blocked unsure"


def test_one_witness_alone_proves_nothing() -> None:
    assert _said(INBOX, asked=MAIL[:1]) == "blocked address_blocked unsure"
    assert _said(INBOX, asked=()) == "blocked address_blocked unsure"


def test_where_nobody_stands_on_that_port_all_others_must_be_closed() -> None:
    assert _said(SEED) == "unknown unexplained unsure"
    assert _said(SEED, alive=PUSH[:1]) == "blocked address_blocked unsure"


def test_a_witness_that_accepts_and_fails_later_shows_an_open_port() -> None:
    assert _said(INBOX, step=Step.TLS, asked=MAIL) == "blocked address_blocked unsure"


def test_the_webs_own_ports_are_never_closed_for_all() -> None:
    assert _said(https()) == "blocked address_blocked unsure"


def test_the_real_witnesses_stand_two_on_a_port() -> None:
    ports = [e.port for e in real_catalogue().controls.port_witnesses]
    assert {port for port in ports if ports.count(port) >= 2} >= {993, 465}


SEEDS = replace(https(), weight=Weight.BOOTSTRAP)


@pytest.mark.parametrize(
    ("step", "failure", "said"),
    [
        (Step.TCP, TIMEOUT, "unknown unexplained unsure"),
        (Step.TLS, Failure.RESET, "unknown unexplained unsure"),
        (Step.HTTP, None, "works unsure"),
    ],
)
def test_seeds_decide_nothing(step: Step, failure: Failure | None, said: str) -> None:
    told = story(SEEDS)
    told.answers() if failure is None else told.fails(step, failure, times=2).neutral_name()
    rule = FunctionRule(Function.MESSAGES, ((SEEDS.id,),))
    app = Messenger("app", "App", "A", "#000000", endpoints=(SEEDS,), functions=(rule,))
    verdict = judge_messenger(app, {SEEDS.id: judge_endpoint(case_of(told, SEEDS))}, online(), "linux", installed=False)
    (function,) = verdict.functions
    assert " ".join((function.status, *function.causes, function.confidence)) == said
    assert "installed_knows_others" in {rival.id for rival in function.diagnosis.standing}


def test_sessions_seeds_are_such() -> None:
    session = real_catalogue().messenger("session")
    assert session is not None
    assert {e.weight for e in session.endpoints if "seed" in e.id} == {Weight.BOOTSTRAP}


def test_another_port_of_the_app_is_no_share_of_the_first() -> None:
    """Mail that is cut by its name on 993, and goes on inside TLS that is asked for on 143."""
    mail = Endpoint("app/mail", "app", Wire.IMAP, 993, "mail.example.org", ports=(143, 443))
    told = story(mail).system(HERE).fails(Step.TLS, Failure.RESET, HERE, times=3).answers(HERE, port=143)
    assert brief(judge_endpoint(case_of(told, mail))) == "works unsure"
