"""What the way through the system's proxy says about a messenger's servers."""

import pytest

from dialtone.judge.findings.functions import apply_rows
from dialtone.judge.function_verdicts import FunctionCase, JudgedEndpoints
from dialtone.judge.rules import judge_proxied_endpoints
from dialtone.model.catalogue import Endpoint
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Place,
    Step,
    Wire,
)
from judge.factory import Record, certain, function_case, https, online, small_ground
from judge.neutral_hosts import judge_record
from judge.proxied_stories import APP, CHAT, CUT, asked, judged
from named_rows import named_rows

PAGE = https("app/page", "page.example.org")
SOCKET = replace(CHAT, wire=Wire.WEBSOCKET)


@named_rows(
    ("endpoint", "step", "mozilla", "status"),
    {
        "its socket": (SOCKET, Step.WEBSOCKET, True, FunctionStatus.DOWN),
        "known to be healthy": (replace(CHAT, healthy=200), Step.HTTP, True, FunctionStatus.DOWN),
        "not known": (CHAT, Step.HTTP, True, FunctionStatus.UNKNOWN),
        "the proxy's own error": (SOCKET, Step.WEBSOCKET, False, FunctionStatus.UNKNOWN),
    },
)
def test_an_error_of_the_server_is_one_through_the_proxy_too(
    endpoint: Endpoint, step: Step, mozilla: bool, status: FunctionStatus
) -> None:
    story = Record().about(endpoint)
    for _ in range(2):
        story.proxied(Failure.HTTP_ERROR, step, mozilla=mozilla)
    index = story.index
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,))
    verdict = judge_proxied_endpoints(replace(APP, endpoints=(endpoint,)), index, network, {CHAT.id: CUT})[CHAT.id]
    assert verdict.status is status


def test_behind_a_dead_proxy_this_computer_is_the_cause_and_a_login_asks_nothing() -> None:
    dead = judged(asked(Failure.REFUSED, Step.TCP), EvidenceKind.FAILED_THROUGH_PROXY)
    assert dead.causes == (Cause.THIS_COMPUTER,)
    with pytest.raises(KeyError):
        judged(asked(Failure.DECLINED, Step.PROXY, status=407), EvidenceKind.PROXY_WANTS_LOGIN)


def spare(*endpoints: Endpoint, proxied: tuple[Endpoint, ...] = ()) -> dict[str, EndpointVerdict]:
    record = Record()
    for endpoint in endpoints:
        record.about(endpoint).spared()
    for endpoint in proxied:
        record.about(endpoint).proxied(None, Step.HTTP, mozilla=True)
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,))
    app = replace(APP, endpoints=(CHAT, PAGE))
    return judge_proxied_endpoints(app, record.index, network, {CHAT.id: CUT, PAGE.id: CUT})


def test_where_the_settings_leave_the_proxy_out_the_direct_way_is_every_apps() -> None:
    found = spare(CHAT, proxied=(PAGE,))
    told = found[CHAT.id]
    assert (told.status, told.causes, told.confidence) == (CUT.status, CUT.causes, Confidence.SURE)
    assert [e.kind for e in told.evidence] == [EvidenceKind.NAME_CUT, EvidenceKind.PROXY_SPARES]
    assert found[PAGE.id].status is FunctionStatus.WORKS
    both = FunctionRule(Function.MESSAGES, ((CHAT.id,), (PAGE.id,)))

    def exemptions(rule: FunctionRule) -> tuple[Evidence, ...]:
        return FunctionCase(rule, JudgedEndpoints(APP, {}, proxied=found), online()).proxy_exemptions

    assert exemptions(replace(both, needs=((CHAT.id,),))), "all of it"
    assert exemptions(both) == (), "a part of it"
    assert exemptions(replace(both, needs=())) == ()


def test_a_function_that_is_left_out_keeps_what_the_direct_way_says() -> None:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,))
    direct = certain(FunctionVerdict(Function.WEB, CUT.status, CUT.causes, Confidence.SURE, CUT.evidence))
    left_out = (Evidence(EvidenceKind.PROXY_SPARES, (9,)),)
    told = apply_rows(direct, function_case(network, None, (), proxy_exemptions=left_out))
    assert (told.confidence, told.evidence) == (Confidence.SURE, (*CUT.evidence, *left_out))
    unsure = apply_rows(direct, function_case(network, None, ()))
    assert unsure.confidence is Confidence.UNSURE


def test_an_answer_through_the_proxy_is_one() -> None:
    verdict = judged(asked(None, Step.HTTP, 1, mozilla=True))
    assert verdict.status is FunctionStatus.WORKS
    assert [e.kind for e in verdict.evidence] == [EvidenceKind.ANSWERED_THROUGH_PROXY]


@pytest.mark.parametrize("facts", [{"status": 403}, {"reply": 2}])
def test_what_the_proxy_forbids_by_a_rule_is_blocked_there(facts: dict[str, int]) -> None:
    verdict = judged(asked(Failure.DECLINED, Step.PROXY, **facts))
    assert (verdict.status, verdict.causes) == (FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,))


def test_what_a_proxy_on_this_computer_forbids_may_be_a_filter_of_its_own() -> None:
    """Or it passes everything on to a company's proxy, as cntlm does."""
    verdict = judged(asked(Failure.DECLINED, Step.PROXY, status=403, via="this_computer"))
    assert (verdict.status, verdict.causes) == (FunctionStatus.BLOCKED, (Cause.OWN_FILTER,))
    assert [rival.id for rival in verdict.diagnosis.standing] == ["proxy_rule"]
    through = FunctionVerdict(Function.PHONE, verdict.status, verdict.causes, diagnosis=verdict.diagnosis)
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,))
    direct = certain(FunctionVerdict(Function.PHONE, FunctionStatus.WORKS))
    assert apply_rows(direct, function_case(network, None, (), through_proxy=through)).status is FunctionStatus.WORKS
    page = replace(direct, function=Function.WEB)
    assert apply_rows(page, function_case(network, None, (), through_proxy=through)).causes == (Cause.OWN_FILTER,)


@named_rows(
    ("function", "status", "said"),
    {
        "the web version": (Function.WEB, FunctionStatus.WORKS, "unknown this_computer"),
        "messages": (Function.MESSAGES, FunctionStatus.WORKS, "unknown this_computer"),
        "phones": (Function.PHONE, FunctionStatus.WORKS, "works"),
        "what is blocked without it": (Function.MESSAGES, FunctionStatus.BLOCKED, "blocked"),
    },
)
def test_nothing_is_known_to_pass_a_proxy_with_a_login(function: Function, status: FunctionStatus, said: str) -> None:
    """An office's settings, taken home: browsers ask for a password and open nothing, though the line is open."""
    login = (Evidence(EvidenceKind.PROXY_WANTS_LOGIN, (9,)),)
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), login)
    told = apply_rows(certain(FunctionVerdict(function, status)), function_case(network, None, ()))
    assert " ".join((told.status.value, *(cause.value for cause in told.causes))) == said
    assert told.confidence is Confidence.UNSURE


def test_what_is_left_out_says_nothing_of_the_proxy() -> None:
    ground = small_ground()
    abroad = [c.endpoint for c in ground.sites if c.place is Place.FOREIGN]
    record = Record()
    for endpoint in abroad:
        record.about(endpoint).spared()
    network = judge_record(record, ground)
    assert NetworkFlag.PROXY not in network.flags
