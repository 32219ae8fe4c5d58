"""A check in a process of its own, seen from outside: every way in which it can end."""

import sys
import threading

import pytest

from dialtone.engine.check_process import CheckProcess, WaitingProcess
from dialtone.engine.events import (
    NOT_AN_EVENT,
    CheckCancelled,
    CheckFailed,
    CheckFinished,
    CheckStarted,
    Event,
    HelpFinished,
    MessengerJudged,
    NetworkJudged,
    Progressed,
    ProxyTestFinished,
    from_line,
    to_line,
)
from dialtone.engine.requests import CheckRequest
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpAnswer, HelpFinding, HelpTarget
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, NetworkStatus, Step
from ui import examples

REQUEST = CheckRequest(())
FINISHED = CheckFinished(examples.check())


def saying(*lines: bytes, then: str = "") -> list[str]:
    program = f"import os, sys; sys.stdin.readline(); os.write(1, {b''.join(lines)!r}); {then}"
    return [sys.executable, "-c", program]


def heard(command: list[str]) -> list[Event]:
    said: list[Event] = []
    CheckProcess(command, REQUEST).perform(said.append)
    return said


@pytest.mark.parametrize(
    "event",
    [
        CheckStarted(("signal",), examples.STARTED),
        Progressed(1, 3),
        NetworkJudged(examples.over_vpn().network),
        MessengerJudged(examples.telegram_partly()),
        FINISHED,
        CheckCancelled(),
        CheckFailed("x"),
        ProxyTestFinished(examples.proxy_test()),
        HelpFinished((HelpFinding(HelpTarget("https://www.torproject.org"), HelpAnswer.NO_ANSWER),)),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_survives_the_way(event: Event) -> None:
    assert from_line(to_line(event)) == event
    assert to_line(event).count(b"\n") == 1


def test_the_rule_that_spoke_goes_along() -> None:
    network = NetworkVerdict(
        NetworkStatus.OFFLINE, evidence=(Evidence(EvidenceKind.NOTHING_ANSWERS, (1,), "no_route"),)
    )
    told = from_line(to_line(NetworkJudged(network)))
    assert isinstance(told, NetworkJudged)
    assert [one.rule for one in told.network.evidence] == ["no_route"]


def test_facts_survive_the_way() -> None:
    observations = (
        Observation(
            1, "telegram", "e", Step.DNS, "a@b", 0.0, 0.1, None, {Fact.TRANSPORT: "udp", Fact.ADDRESSES: ("192.0.2.1",)}
        ),
        Observation(2, "telegram", "e", Step.MTPROTO, "192.0.2.1:443", 0.0, 0.1, None, {Fact.TRANSPORT: "padded"}),
    )
    event = CheckFinished(replace(FINISHED.check, observations=observations))
    heard_again = from_line(to_line(event))
    assert heard_again == event
    assert isinstance(heard_again, CheckFinished)
    assert {type(fact) for one in heard_again.check.observations for fact in one.facts} == {Fact}


@pytest.mark.parametrize("line", [b"", b"{}", b'{"type":"Progressed"}', b'{"type":"os.system"}', b"\x80\x04."])
def test_what_is_no_event_is_refused(line: bytes) -> None:
    with pytest.raises(NOT_AN_EVENT):
        from_line(line)


def test_events_come_in_order_and_the_last_one_ends_it() -> None:
    said = heard(saying(to_line(Progressed(1, 2)), to_line(FINISHED), then="sys.stdin.read()"))
    assert said == [Progressed(1, 2), FINISHED]


def test_a_crash_is_a_failure() -> None:
    said = heard(saying(to_line(Progressed(1, 2)), then="os._exit(3)"))
    assert said == [Progressed(1, 2), CheckFailed("the process that checks ended with code 3")]


def test_nonsense_is_a_failure() -> None:
    assert isinstance(heard(saying(b"hello\n"))[-1], CheckFailed)


def test_a_program_that_hears_nothing_is_a_failure() -> None:
    assert isinstance(heard([sys.executable, "-c", ""])[-1], CheckFailed)


def test_stopping_ends_it_at_once() -> None:
    check = CheckProcess(saying(to_line(Progressed(1, 2)), then="sys.stdin.read()"), REQUEST)
    said: list[Event] = []
    began = threading.Event()

    def hear(event: Event) -> None:
        said.append(event)
        began.set()

    thread = threading.Thread(target=check.perform, args=(hear,))
    thread.start()
    assert began.wait(10)
    check.stop()
    thread.join(5)
    assert not thread.is_alive()


def test_one_stopped_before_it_began_never_begins() -> None:
    check = CheckProcess(["/no/such/program"], REQUEST)
    check.stop()
    said: list[Event] = []
    check.perform(said.append)
    assert said == []


def waiting(command: list[str]) -> WaitingProcess:
    made = WaitingProcess(command)
    made.prepare()
    return made


def test_the_one_that_waits_is_asked() -> None:
    first = waiting(saying(to_line(FINISHED), then="sys.stdin.read()"))
    said: list[Event] = []
    CheckProcess(["/no/such/program"], REQUEST, first).perform(said.append)
    assert said == [FINISHED]
    assert first.take() is None, "it is asked once"


def test_one_that_waited_too_long_is_replaced() -> None:
    ended = waiting([sys.executable, "-c", "import sys; sys.stdin.readline()"])
    said: list[Event] = []
    CheckProcess(saying(to_line(FINISHED), then="sys.stdin.read()"), REQUEST, ended).perform(said.append)
    assert said == [FINISHED]


def test_one_that_ended_long_ago_is_not_taken() -> None:
    ended = WaitingProcess([sys.executable, "-c", ""])
    ended.prepare()
    process = ended._process
    assert process is not None
    process.wait(30)
    assert ended.take() is None


def _end(made: WaitingProcess) -> None:
    process = made.take()
    assert process is not None
    with process:
        process.kill()


def test_there_is_never_more_than_one_that_waits() -> None:
    made = waiting(saying())
    process = made._process
    made.prepare()
    assert made._process is process
    _end(made)
    assert made.take() is None


def test_after_one_that_ended_another_waits() -> None:
    made = waiting([sys.executable, "-c", ""])
    process = made._process
    assert process is not None
    process.wait(30)
    made.prepare()
    assert made._process is not process
    _end(made)


def test_a_crash_of_the_one_that_waited_is_a_failure_once_it_has_spoken() -> None:
    crashing = waiting(saying(to_line(Progressed(1, 2)), then="os._exit(3)"))
    said: list[Event] = []
    CheckProcess(["/no/such/program"], REQUEST, crashing).perform(said.append)
    assert said[0] == Progressed(1, 2)
    assert isinstance(said[1], CheckFailed)


def test_a_stop_ends_the_one_that_waited_too() -> None:
    ready = waiting(saying())
    check = CheckProcess(["/no/such/program"], REQUEST, ready)
    check.stop()
    said: list[Event] = []
    check.perform(said.append)
    assert said == []
    assert ready.take() is None
