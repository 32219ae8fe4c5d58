"""Every messenger by what carries it: a healthy check, with the attempts at the carriers ended, or those at all else.

The same as the lab's networks `carries-*` (`./dev lab score --carries`), without a line: at each step, by each failure.
"""

from collections.abc import Iterator

import pytest

from dialtone.judge.function_verdicts import JudgedEndpoints
from dialtone.judge.kinds import APP_HANDSHAKE
from dialtone.judge.messenger_verdicts import judge_endpoints, judge_messenger
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.vocabulary import Failure, Function, FunctionStatus, Step
from judge.factory import STEPS, Record, check_case_of, online
from lab.carriers import Carried, list_carried_by
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()
MESSENGERS = tuple(
    m.with_server(m.own_server.example) if m.own_server else m for m in CATALOGUE.messengers if m.endpoints
)
GROUND = online()
PLATFORMS = ("linux", "macos", "windows")
_ANYWHERE = (Failure.TIMEOUT, Failure.RESET, Failure.CLOSED)
_FAILURES = {
    Step.DNS: (Failure.NO_SUCH_NAME, Failure.DNS_FAILED, Failure.NOT_IN_TIME),
    Step.TCP: (Failure.TIMEOUT, Failure.RESET, Failure.REFUSED, Failure.UNREACHABLE),
    Step.TLS: (*_ANYWHERE, Failure.ALERT, Failure.CERT_UNTRUSTED),
}
_OTHERWISE = (*_ANYWHERE, Failure.BAD_ANSWER)
_DEEPEST = 4
"""Steps of the longest greeting."""


def endings() -> Iterator[tuple[int, int]]:
    """Every step by its place (0: the lookup) and every failure by its place among those of the step."""
    most = (len(_FAILURES[Step.DNS]), len(_FAILURES[Step.TCP]), len(_FAILURES[Step.TLS]), len(_OTHERWISE), 1)
    yield from ((step, failure) for step in range(_DEEPEST + 1) for failure in range(most[step]))


def _ended(record: Record, endpoint: Endpoint, ending: tuple[int, int]) -> None:
    """End all attempts at one endpoint; where it has fewer steps or failures, at the last of them."""
    told = record.about(endpoint)
    steps = STEPS[endpoint.wire][: STEPS[endpoint.wire].index(APP_HANDSHAKE[endpoint.wire]) + 1]
    step = Step.DNS if ending[0] == 0 and endpoint.host else steps[min(max(ending[0] - 1, 0), len(steps) - 1)]
    failures = _FAILURES.get(step, _OTHERWISE)
    failure = failures[min(ending[1], len(failures) - 1)]
    if step is Step.DNS:
        told.system(failure=failure)
        return
    if endpoint.host:
        told.system(told.home)
    told.fails(step, failure, times=2)
    if Step.TLS in steps:
        told.neutral_name()


def _healthy(record: Record, endpoint: Endpoint) -> None:
    told = record.about(endpoint)
    if endpoint.host:
        told.system(told.home)
    told.answers()


def _judge(messenger: Messenger, ended: set[str], ending: tuple[int, int], platform: str) -> dict[Function, str]:
    record = Record()
    for endpoint in messenger.endpoints:
        if endpoint.id in ended:
            _ended(record, endpoint, ending)
        else:
            _healthy(record, endpoint)
    endpoints = judge_endpoints(messenger, check_case_of(record.observations, GROUND))
    verdict = judge_messenger(JudgedEndpoints(messenger, endpoints), GROUND, platform, installed=False)
    return {f.function: f.status for f in verdict.functions}


def _cases(platform: str) -> Iterator[Carried]:
    """Yield the functions of every messenger; of the other platforms than the first, what is not the same there."""
    for messenger in MESSENGERS:
        same = {case.rule for case in list_carried_by(messenger, PLATFORMS[0])} if platform != PLATFORMS[0] else set()
        yield from (case for case in list_carried_by(messenger, platform) if case.rule not in same)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_all_that_is_healthy_is_no_trouble(platform: str) -> None:
    for messenger in MESSENGERS:
        said = _judge(messenger, set(), (0, 0), platform)
        assert not {FunctionStatus.BLOCKED, FunctionStatus.DOWN} & set(said.values()), messenger.id


@pytest.mark.parametrize("platform", PLATFORMS)
def test_without_what_carries_it_nothing_works(platform: str) -> None:
    wrong = {
        f"{case.messenger.id} {case.name} without {'/'.join(e.id for e in group)} ({ending})"
        for case in _cases(platform)
        for group in case.groups
        for ending in endings()
        if _judge(case.messenger, {e.id for e in group}, ending, platform)[case.rule.function] == FunctionStatus.WORKS
    }
    assert not wrong


@pytest.mark.parametrize("platform", PLATFORMS)
def test_without_the_rest_nothing_is_blocked_or_down(platform: str) -> None:
    wrong = {
        f"{case.messenger.id} {case.name} ({ending})"
        for case in _cases(platform)
        if case.groups
        for ending in endings()
        if _judge(case.messenger, _rest(case), ending, platform)[case.rule.function]
        in (FunctionStatus.BLOCKED, FunctionStatus.DOWN)
    }
    assert not wrong


def _rest(case: Carried) -> set[str]:
    return {e.id for e in case.messenger.endpoints} - {e.id for e in case.all}
