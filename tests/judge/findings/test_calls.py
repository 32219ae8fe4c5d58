"""Calls, which nobody can test without an account: from messages, from relays, and from UDP."""

import pytest

from dialtone.judge.findings import calls
from dialtone.judge.findings.functions import apply_rows
from dialtone.judge.function_verdicts import FunctionCase
from dialtone.judge.messenger_verdicts import judge_whole
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.verdict import (
    Diagnosis,
    EndpointVerdict,
    Evidence,
    Excluded,
    FunctionVerdict,
    NetworkVerdict,
    Rival,
)
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Prior,
)
from judge.factory import brief, certain, function_case, judged_endpoint
from named_rows import named_rows

ONLINE = certain(NetworkVerdict(NetworkStatus.ONLINE))
SHAPE = certain(
    NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.CALLS_FILTERED,), (Evidence(EvidenceKind.STUN_FILTERED, (7,)),))
)
FOR_MOST = replace(SHAPE, evidence=(Evidence(EvidenceKind.STUN_FILTERED_FOR_MOST, (7,)),))
CLOSED = certain(
    NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.UDP_BLOCKED,), (Evidence(EvidenceKind.UDP_SILENT, (7,)),))
)
UNANSWERED = replace(CLOSED, evidence=(Evidence(EvidenceKind.UDP_SILENT, (7,), "stun_unanswered"),))
UNTESTED = certain(FunctionVerdict(Function.CALLS, FunctionStatus.NOT_TESTED, why_not="no_test_without_account"))
ALIVE = judged_endpoint(FunctionStatus.WORKS)


def relay(confidence: Confidence, status: FunctionStatus = FunctionStatus.BLOCKED) -> EndpointVerdict:
    return judged_endpoint(status, (Cause.CALLS_FILTERED,), confidence, (Evidence(EvidenceKind.ADDRESS_SILENT, (1,)),))


UNSURE, LIKELY = relay(Confidence.UNSURE), relay(Confidence.LIKELY)
PORT = judged_endpoint(
    FunctionStatus.UNKNOWN,
    (Cause.UNEXPLAINED,),
    Confidence.UNSURE,
    (Evidence(EvidenceKind.PORT_CLOSED, (1,), "relays_silent"),),
)
OFF = judged_endpoint(
    FunctionStatus.UNKNOWN,
    (Cause.UNEXPLAINED,),
    Confidence.UNSURE,
    (Evidence(EvidenceKind.ADDRESS_REFUSES, (1,), "relays_silent"),),
)
UNHEARD = replace(
    judged_endpoint(
        FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (Evidence(EvidenceKind.NOT_ENOUGH, (1, 2, 3)),)
    ),
    times_tried=1,
)
"""The time of the check ran out: its name was looked up twice, and it was asked once."""
UNHEARD_TWICE = replace(UNHEARD, times_tried=2)
LOSING = judged_endpoint(
    FunctionStatus.SLOW,
    (Cause.UNEXPLAINED,),
    Confidence.UNSURE,
    (Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, (1, 2, 3), "intermittent"),),
)
"""Egypt's filter lost most datagrams to Meta's network: two of sixteen questions to WhatsApp's relays were answered."""
NO_NAME = judged_endpoint(FunctionStatus.BLOCKED, (Cause.DNS_MISSING,), Confidence.LIKELY)


def judge(
    before: FunctionVerdict,
    network: NetworkVerdict = ONLINE,
    *relays: EndpointVerdict,
    stun: bool = False,
    home: bool = False,
    base: FunctionVerdict | None = None,
) -> str:
    rule = FunctionRule(Function.CALLS, (), begins_with_stun=stun)
    case = function_case(network, base, (), relays, home, rule=rule)
    after = apply_rows(before, case)
    return brief(judged_endpoint(after.status, after.causes, after.confidence))


@named_rows(
    ("relays", "said"),
    {
        "none is known": ((), "not_tested sure"),
        "the time ran out": ((UNHEARD,), "not_tested unsure"),
        "asked repeatedly, and too seldom to tell": ((UNHEARD_TWICE, UNHEARD_TWICE), "unknown unexplained unsure"),
        "asked repeatedly at one alone": ((UNHEARD_TWICE, UNHEARD), "not_tested unsure"),
        "the time ran out for one": ((UNHEARD, ALIVE), "not_tested sure"),
        "all silent, and a host is there": ((UNSURE, LIKELY), "blocked calls_filtered likely"),
        "on a closed port as well": ((LIKELY, LIKELY, PORT), "blocked calls_filtered likely"),
        "on closed ports alone": ((PORT, PORT), "unknown unexplained unsure"),
        "calls need no names": ((NO_NAME, NO_NAME), "not_tested sure"),
        "the third answers now and then": ((UNSURE, LIKELY, LOSING), "blocked calls_filtered unsure"),
    },
)
def test_by_address(relays: tuple[EndpointVerdict, ...], said: str) -> None:
    assert judge(UNTESTED, ONLINE, *relays) == said


def test_calls_whose_relays_are_refused_by_nobody_knows_whom_leave_the_whole_in_part() -> None:
    """A box nearby refused them and a loaded computer read that late: "WhatsApp works" was said of the whole."""
    filtered, off = Rival("calls_filtered", Prior.COMMON), Rival("switched_off", Prior.COMMON)
    unclear = replace(
        OFF, diagnosis=Diagnosis(standing=(filtered, off), excluded=(Excluded("by_chance", "not_by_chance"),))
    )
    messages = certain(FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS))
    for relays, whole in (
        ((unclear, unclear), MessengerStatus.PARTLY),
        ((unclear,), MessengerStatus.WORKS),
        ((OFF, OFF), MessengerStatus.WORKS),
    ):
        calls = apply_rows(UNTESTED, function_case(ONLINE, None, (), relays))
        assert calls.status is FunctionStatus.UNKNOWN
        assert judge_whole((messages, calls)) is whole


HERE_ALONE = judged_endpoint(
    FunctionStatus.BLOCKED,
    (Cause.THIS_COMPUTER,),
    Confidence.LIKELY,
    (Evidence(EvidenceKind.REFUSED_HERE, (1,), "denied_here"),),
)
NO_DATAGRAM = replace(
    HERE_ALONE, evidence=(*HERE_ALONE.evidence, Evidence(EvidenceKind.UDP_SILENT, (1,), "denied_here"))
)


@named_rows(
    ("relays", "said"),
    {
        "all relays": ((HERE_ALONE, HERE_ALONE), "blocked this_computer likely"),
        "one of them": ((HERE_ALONE, ALIVE), "not_tested sure"),
        "the only one that is known": ((HERE_ALONE,), "not_tested sure"),
        "all datagrams: calls may use TCP": ((NO_DATAGRAM, NO_DATAGRAM), "unknown this_computer unsure"),
    },
)
def test_what_this_computer_forbids(relays: tuple[EndpointVerdict, ...], said: str) -> None:
    """A firewall here let no datagram out but lookups: WhatsApp's calls were merely "not tested"."""
    assert judge(UNTESTED, ONLINE, *relays) == said


@named_rows(
    ("stun", "relays", "said"),
    {
        "begins with STUN": (True, (), "blocked calls_filtered likely"),
        "has ways of its own": (False, (), "blocked calls_filtered unsure"),
        "whose relays answer": (False, (ALIVE,), "blocked calls_filtered unsure"),
        "whose relays are silent": (False, (LIKELY,), "blocked calls_filtered likely"),
    },
)
def test_by_shape(*, stun: bool, relays: tuple[EndpointVerdict, ...], said: str) -> None:
    assert judge(UNTESTED, SHAPE, *relays, stun=stun) == said


@named_rows(
    ("relays", "said"),
    {
        "none is known": ((), "not_tested sure"),
        "its relay answers": ((ALIVE,), "not_tested sure"),
        "one of two answers": ((LIKELY, ALIVE), "not_tested sure"),
        "one may be retired": ((LIKELY,), "unknown unexplained unsure"),
        "all are silent": ((LIKELY, LIKELY), "blocked calls_filtered likely"),
    },
)
def test_by_shape_for_most(relays: tuple[EndpointVerdict, ...], said: str) -> None:
    """Where STUN passes at some services, only those are blocked whose own relays are silent."""
    assert judge(UNTESTED, FOR_MOST, *relays, stun=True) == said


@named_rows(
    ("relays", "said"),
    {
        "most of its relays are silent": ((ALIVE, LIKELY, LIKELY), "unknown unexplained unsure"),
        "half are": ((ALIVE, LIKELY), "works sure"),
        "none is": ((ALIVE,), "works sure"),
    },
)
def test_what_passes_by_shape_for_most(relays: tuple[EndpointVerdict, ...], said: str) -> None:
    assert judge(certain(FunctionVerdict(Function.CALLS, FunctionStatus.WORKS)), FOR_MOST, *relays, stun=True) == said


def test_what_answers_over_tcp_may_work_under_a_filter_of_shapes() -> None:
    assert (
        judge(certain(FunctionVerdict(Function.CALLS, FunctionStatus.WORKS)), SHAPE, stun=True)
        == "unknown unexplained unsure"
    )


@named_rows(
    ("network", "said"), {"over UDP": (CLOSED, "works sure"), "at all": (UNANSWERED, "unknown unexplained unsure")}
)
def test_an_answer_in_tls_may_carry_no_call_where_stun_never_answers(network: NetworkVerdict, said: str) -> None:
    assert judge(certain(FunctionVerdict(Function.CALLS, FunctionStatus.WORKS)), network, stun=True) == said


@named_rows("network", {"by shape": SHAPE, "closed": CLOSED})
def test_a_service_at_home_is_reached_on_another_way(network: NetworkVerdict) -> None:
    assert judge(UNTESTED, network, stun=True, home=True) == "not_tested sure"


def test_other_functions_are_left_alone() -> None:
    assert (
        judge(certain(FunctionVerdict(Function.MEDIA, FunctionStatus.NOT_TESTED)), SHAPE, stun=True)
        == "not_tested sure"
    )


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (FunctionStatus.BLOCKED, "blocked name_filtered sure"),
        (FunctionStatus.UNKNOWN, "unknown name_filtered sure"),
        (FunctionStatus.WORKS, "blocked calls_filtered likely"),
    ],
)
def test_calls_that_cannot_begin_have_the_cause_of_the_messages(messages: FunctionStatus, said: str) -> None:
    base = certain(FunctionVerdict(Function.MESSAGES, messages, (Cause.NAME_FILTERED,)))
    assert judge(UNTESTED, SHAPE, stun=True, base=base) == said


def test_what_its_relays_say_of_calls() -> None:
    def of(*relays: EndpointVerdict) -> FunctionCase:
        return function_case(ONLINE, None, (), relays)

    assert calls.relay_answers(of(UNHEARD, ALIVE))
    assert calls.relays_unheard(of(UNHEARD, UNHEARD))
    assert not calls.relays_unheard(of(UNHEARD, ALIVE))
    assert not calls.relays_unheard(of())
