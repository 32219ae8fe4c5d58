"""What stands in the way on this side of the line."""

import pytest

from dialtone.judge.diagnosis import Claim
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.connections import NO_CONNECTION, line_carries_connections
from dialtone.judge.findings.functions import apply_rows
from dialtone.judge.findings.handshakes import LARGE_PACKETS_LOST
from dialtone.judge.findings.innocent import CHANCE, INNOCENT_REASONS, Found, failed_repeatedly, failures_repeat
from dialtone.judge.rules import ADDRESS_RULES, judge_endpoint
from dialtone.model.catalogue import Operator
from dialtone.model.frozen import replace
from dialtone.model.verdict import Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
)
from judge.factory import (
    HERE,
    Record,
    Story,
    ask_addresses,
    brief,
    case_of,
    function_case,
    https,
    online,
    small_ground,
    story,
)
from named_rows import named_rows

CHAT = https()
INVENTED = "198.18.0.7"


@named_rows(
    ("seconds", "lag", "said"),
    {
        "from the first router or beyond": (0.0021, 0.0, "blocked name_filtered sure"),
        "from within this computer": (0.0019, 0.0, "blocked name_filtered likely"),
        "the same, read late": (0.0501, 0.049, "blocked name_filtered likely"),
    },
)
def test_a_program_here_ends_connections_sooner_than_a_router_can(seconds: float, lag: float, said: str) -> None:
    """Microsoft's network protection and parental controls let a connection be made, and look at the name then."""
    told = story(CHAT).fails(Step.TLS, Failure.RESET, times=3, seconds=seconds, lag=lag).neutral_name()
    told.name_elsewhere(Failure.RESET).neutral_elsewhere(None)
    assert brief(judge_endpoint(case_of(told, CHAT))) == said


def test_what_nobody_tests_stays_untested_behind_a_proxy() -> None:
    ground = NetworkVerdict(
        NetworkStatus.ONLINE, (NetworkFlag.PROXY,), (Evidence(EvidenceKind.ONLY_PROXY_LEADS_OUT),), Confidence.SURE
    )
    calls = FunctionVerdict(Function.CALLS, FunctionStatus.NOT_TESTED)
    after = apply_rows(calls, function_case(ground, None, ()))
    assert (after.status, after.confidence) == (FunctionStatus.NOT_TESTED, Confidence.UNSURE)


def _forgotten(step: Step, failure: Failure, *, elsewhere: bool) -> Story:
    """A helper's own address for the name leads nowhere; at its true address the messenger may answer."""
    told = story(CHAT).system(INVENTED).trusted(HERE).fails(step, failure, INVENTED, times=3)
    return told.answers(HERE, origin="trusted") if elsewhere else told


@named_rows("elsewhere", {"nowhere": False, "answers elsewhere": True})
@named_rows("flags", {"alone": (), "for everything": (NetworkFlag.VPN,)})
@pytest.mark.parametrize(
    ("step", "failure"),
    [(Step.TLS, Failure.TIMEOUT), (Step.TLS, Failure.RESET), (Step.TCP, Failure.TIMEOUT), (Step.TCP, Failure.REFUSED)],
)
def test_an_address_that_a_helper_invented_is_no_forgery(
    step: Step, failure: Failure, flags: tuple[NetworkFlag, ...], *, elsewhere: bool
) -> None:
    """Clash and sing-box invent addresses as a VPN for everything too, and forget them when they are started anew."""
    ground = online(NetworkStatus.ONLINE, *flags)
    verdict = judge_endpoint(case_of(_forgotten(step, failure, elsewhere=elsewhere), CHAT, ground))
    assert brief(verdict) == "unknown unexplained unsure"
    kinds = {e.kind for e in verdict.evidence}
    assert EvidenceKind.NAME_FORGED not in kinds
    assert (EvidenceKind.BYPASS_TOOL in kinds) is not (NetworkFlag.VPN in flags)


@named_rows(
    ("via", "neutral", "said"),
    {
        "a route left behind": ("own_route", "", "unknown this_computer"),
        "the usual route": ("", "", "blocked address_blocked"),
        "two ways out, by turns": ("own_route", "own_route", "blocked address_blocked"),
        "the tunnel of a VPN": ("tunnel", "", "unknown unexplained"),
    },
)
def test_a_route_of_this_computers_own_that_leads_nowhere(via: str, neutral: str, said: str) -> None:
    """A test network on this computer had Meta's addresses, and routes to Telegram led to a machine that was gone."""
    told = story(CHAT)
    told.record.about(small_ground().anchors[0]).answers(via=neutral)
    for address in (HERE, "31.13.72.52") * 2:
        told.fails(Step.TCP, Failure.TIMEOUT, address, via=via).later(1.0)
    assert brief(judge_endpoint(case_of(told, CHAT))).rpartition(" ")[0] == said


@named_rows(
    ("via", "neutral"),
    {"this computer's": ("own_route", ""), "the line's": ("", ""), "everybody's": ("own_route", "own_route")},
)
def test_what_a_route_of_this_computers_own_stops_is_no_interference_on_the_line(via: str, neutral: str) -> None:
    told = story(CHAT).answers()
    told.record.about(small_ground().anchors[0]).answers(via=neutral)
    other = https("other/chat", "chat.other.example")
    told.record.about(other).fails(Step.TCP, Failure.TIMEOUT, times=2, via=via)
    assert bool(case_of(told, CHAT).check.interference) is (via == neutral)


def test_an_address_that_this_computer_leads_astray_is_not_called_another_sites() -> None:
    told = story(CHAT).system(HERE).trusted("31.13.72.52")
    told.fails(Step.TCP, Failure.TIMEOUT, HERE, times=2, via="own_route").answers("31.13.72.52", origin="trusted")
    assert judge_endpoint(case_of(told, CHAT)).causes == (Cause.THIS_COMPUTER,)


TIMEOUT = Failure.TIMEOUT
CLOUD = Operator("cloud", ("1.1.1.0/24", "157.240.0.0/16", "45.77.0.0/16"), "made up")
GROUND = replace(small_ground(), operators=(CLOUD,))
ANCHOR, (STUN, OTHER) = GROUND.anchors[0], GROUND.udp[:2]
THEIR_STUN = "45.77.0.1"


def _ground(*, anchor: Failure | None = TIMEOUT, stun: Failure | None = TIMEOUT, udp: bool = True) -> Record:
    """An anchor and a STUN server stand at the operator, another STUN server does not."""
    record = Record()
    told = record.about(ANCHOR)
    told.answers() if anchor is None else told.fails(Step.TCP, anchor, times=2)
    told = record.about(STUN).system(THEIR_STUN)
    told.answers(THEIR_STUN) if stun is None else told.fails(Step.STUN, stun, THEIR_STUN, times=2)
    told = record.about(OTHER).system("45.78.0.1")
    told.answers("45.78.0.1") if udp else told.fails(Step.STUN, TIMEOUT, "45.78.0.1", times=2)
    return record


def _said(record: Record) -> str:
    told = record.about(CHAT).fails(Step.TCP, TIMEOUT, HERE, times=2)
    case = case_of(told, CHAT, results=record.results(GROUND))
    return brief(ask_addresses(case))


def test_datagrams_that_are_rejected_are_as_silent() -> None:
    assert _said(_ground(stun=Failure.REFUSED)) == "unknown hosting_limited unsure"


@named_rows(
    "record",
    {
        "its anchor lives": _ground(anchor=None),
        "its STUN server lives": _ground(stun=None),
        "UDP is closed for all": _ground(udp=False),
    },
)
def test_else_it_is(record: Record) -> None:
    assert _said(record) == "blocked address_blocked unsure"


REGION = Operator("cloud-region", ("3.64.0.0/12", "18.184.0.0/15"), "made up")
OF_ANOTHER = https("other/chat", "chat.other.example")


def _in_region(other: Failure | None, address: str) -> str:
    """Say what is told of a messenger silent in two blocks of a region, and of another one there, at `address`."""
    record = Record()
    told = record.about(OF_ANOTHER).system(address)
    told.answers(address) if other is None else told.fails(Step.TCP, other, address, times=2)
    told = record.about(CHAT).system("3.68.1.1", "18.185.1.1")
    for own in ("3.68.1.1", "18.185.1.1"):
        told.fails(Step.TCP, TIMEOUT, own, times=2)
    controls = replace(small_ground(), regions=(REGION,))
    case = case_of(told, CHAT, results=record.results(controls))
    return brief(ask_addresses(case))


def test_a_region_silent_to_several_messengers_is_no_block_of_one() -> None:
    assert _in_region(TIMEOUT, "3.72.1.1") == "unknown hosting_limited unsure"


@named_rows(
    "other, address",
    {
        "the other one is answered there": (None, "3.72.1.1"),
        "the other one is silent elsewhere": (TIMEOUT, "45.77.0.9"),
    },
)
def test_a_region_is_one_network_in_which_a_service_fails_alone(other: Failure | None, address: str) -> None:
    """Its blocks are many, as those of two data centres would be: the silence was "blocked, likely"."""
    assert _in_region(other, address) == "blocked address_blocked unsure"


_OF_CERTIFICATES, _OF_THIS_COMPUTER = "certificate_wrong", "refused_here"
"""A certificate is an answer, and no chance; and what this computer refuses needs no other rival of that kind."""
_ACCUSE = [
    row
    for row in ADDRESS_RULES
    if row.id not in (_OF_CERTIFICATES, _OF_THIS_COMPUTER, LARGE_PACKETS_LOST.id)
    and any(each.claim.status is FunctionStatus.BLOCKED for each in row.hypotheses)
]


@pytest.mark.parametrize("found", _ACCUSE, ids=lambda found: found.id)
def test_no_accusation_forgets_what_makes_anything_fail(found: Found) -> None:
    assert {row.id for row in INNOCENT_REASONS} <= {row.id for row in found.hypotheses}
    need = {line_carries_connections, failures_repeat} if found is NO_CONNECTION else {failed_repeatedly}
    assert need <= set(found.needs), "one failure alone, or on a line that carries nothing, accuses nobody"


def test_none_of_them_accuses_the_network() -> None:
    said: list[Claim] = [row.claim for row in INNOCENT_REASONS]
    assert {claim.status for claim in said} <= {FunctionStatus.UNKNOWN, FunctionStatus.BLOCKED}
    assert {row.id for row in INNOCENT_REASONS if row.claim.status is FunctionStatus.BLOCKED} == {"own_firewall"}


def test_a_row_of_its_own_comes_before_the_one_for_all() -> None:
    mine = CHANCE[0].given(lambda case: isinstance(case, EndpointCase))
    found = Found("made_up", lambda _: True).explained_by(mine, and_by=INNOCENT_REASONS)
    assert [row for row in found.hypotheses if row.id == mine.id] == [mine]
