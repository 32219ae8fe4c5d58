"""What is known of a function beside its endpoints: its servers, its speed, and what its pages do not show."""

from typing import Any

from dialtone.judge.findings import functions
from dialtone.judge.findings.functions import apply_rows
from dialtone.judge.function_verdicts import FunctionCase
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, FunctionVerdict, NetworkVerdict, Rival
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Function, FunctionStatus, NetworkStatus, Prior
from judge.factory import certain, function_case, judged_endpoint, online
from named_rows import named_rows

ONLINE = certain(NetworkVerdict(NetworkStatus.ONLINE))

ALIVE = judged_endpoint(FunctionStatus.WORKS)


UNHEARD = judged_endpoint(
    FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (Evidence(EvidenceKind.NOT_ENOUGH, (1,)),)
)
"""The time of the check ran out."""
SILENT = judged_endpoint(
    FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), Confidence.LIKELY, (Evidence(EvidenceKind.ADDRESS_SILENT, (1,)),)
)
NOT_ASKED = replace(UNHEARD, evidence=(Evidence(EvidenceKind.NOT_ENOUGH, rule="not_tried"),))


@named_rows(
    ("servers", "said"),
    {
        "one was not asked": ((ALIVE, NOT_ASKED), "works sure"),
        "one was silent once": ((ALIVE, ALIVE, UNHEARD), "works likely"),
        "one of three is silent": ((ALIVE, ALIVE, SILENT), "works likely"),
        "two of three are silent": ((ALIVE, SILENT, SILENT), "works unsure"),
    },
)
def test_a_server_says_nothing_of_accounts_that_others_keep(servers: tuple[EndpointVerdict, ...], said: str) -> None:
    """Of Telegram's five data centres three were silent: "works, sure", and whose account is there sends nothing."""
    works = FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, diagnosis=Diagnosis("works", proved=True))
    for each_serves_some in (True, False):
        rule = FunctionRule(Function.MESSAGES, (), each_serves_some=each_serves_some)
        after = apply_rows(works, function_case(ONLINE, None, (), servers, rule=rule))
        assert f"{after.status} {after.confidence}" == (said if each_serves_some else "works sure")


QUICK = EndpointVerdict(FunctionStatus.WORKS, timed=True)
SHORT = EndpointVerdict(FunctionStatus.WORKS, timed=False)
FREEZES = EndpointVerdict(
    FunctionStatus.WORKS, diagnosis=Diagnosis("works", Prior.COMMON, True, (Rival("hosting_limited", Prior.COMMON),))
)


def case(*pages: EndpointVerdict, **known: Any) -> FunctionCase:
    """A function of which these pages were read, at hosts that it needs itself."""
    return function_case(known.pop("network", online()), None, pages, pages=pages, own_pages=(pages,), **known)


@named_rows(
    ("carriers", "said"),
    {
        "long pages stall at the hosting company of one server": ((QUICK, FREEZES), "unknown hosting_limited"),
        "none stalls anywhere": ((QUICK, SHORT), "works"),
    },
)
def test_photos_of_a_company_whose_pages_stall_may_not_come(carriers: tuple[EndpointVerdict, ...], said: str) -> None:
    """Russia's curtain, 2025: what is longer than 16 KB stalls at Cloudflare, where Signal's photos lie.

    Whoever stops them, the messenger as a whole does not work: its page says so by this cause.
    """
    works = FunctionVerdict(Function.MEDIA, FunctionStatus.WORKS, diagnosis=Diagnosis("works", Prior.COMMON, True))
    told = apply_rows(works, case(QUICK, carriers=carriers))
    assert " ".join((told.status.value, *(cause.value for cause in told.causes))) == said


SLOWED = EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,), timed=True)


@named_rows(
    ("pages", "slow"),
    {"all": ((SLOWED, SLOWED), True), "not one": ((SLOWED, SLOWED, QUICK), False), "the only one": ((SLOWED,), False)},
)
def test_its_pages_are_slow_if_several_are_and_none_quick(pages: tuple[EndpointVerdict, ...], *, slow: bool) -> None:
    assert functions.pages_are_slow(function_case(online(), None, pages)) is slow


def test_how_well_its_servers_are_known() -> None:
    assert functions.entries_are_old(function_case(online(), None, (), rests_on_old_entries=True))
    in_doubt = FunctionRule(Function.CALLS, (), doubt="made up")
    assert functions.servers_in_doubt(function_case(online(), None, (), rule=in_doubt))
    assert not functions.servers_in_doubt(function_case(online()))
    assert not functions.servers_unpublished(function_case(online()))
