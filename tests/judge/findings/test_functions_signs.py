"""What is seen of one function beside its endpoints: its relays, and the pages whose speed stands for it."""

from typing import Any

import pytest

from dialtone.judge.findings import functions as sign
from dialtone.judge.findings.functions import FunctionCase
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import Cause, EvidenceKind, Function, FunctionStatus, NetworkFlag, NetworkStatus
from judge.factory import online

WORKS, SLOW, UNKNOWN = FunctionStatus.WORKS, FunctionStatus.SLOW, FunctionStatus.UNKNOWN
QUICK = EndpointVerdict(WORKS, timed=True)
SHORT = EndpointVerdict(WORKS, timed=False)
DOUBTED = EndpointVerdict(WORKS, timed=True, doubted=True, creeps=True)
OPENED = EndpointVerdict(UNKNOWN, (Cause.INTERCEPTED,), timed=True)
SLOWED = EndpointVerdict(SLOW, (Cause.THROTTLED,), timed=True)
UNHEARD = EndpointVerdict(UNKNOWN, evidence=(Evidence(EvidenceKind.NOT_ENOUGH),))
BUSY = online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY)


def case(*pages: EndpointVerdict, **known: Any) -> FunctionCase:
    """A function of which these pages were read, at hosts that it needs itself."""
    return FunctionCase(known.pop("network", online()), None, pages, pages=pages, own_pages=pages, **known)


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (sign.no_page_timed(case(SHORT)), True),
        (sign.no_page_timed(case(SHORT, QUICK)), False),
        (sign.no_page_timed(case(OPENED)), True),
        (sign.pages_opened(case(OPENED)), True),
        (sign.pages_opened(case(OPENED, QUICK)), False),
        (sign.other_host_timed(case(QUICK)), False),
        (sign.other_host_timed(FunctionCase(online(), None, (QUICK,), pages=(QUICK,))), True),
        (sign.speed_in_doubt(case(DOUBTED)), True),
        (sign.speed_in_doubt(case(DOUBTED, QUICK)), False),
        (sign.pages_creep(case(DOUBTED)), False),
        (sign.pages_creep(case(DOUBTED, network=BUSY)), True),
        (sign.pages_are_slow(case(SLOWED, SLOWED)), True),
        (sign.pages_are_slow(case(SLOWED, SLOWED, QUICK)), False),
        (sign.pages_are_slow(case(SLOWED)), False),
    ],
)
def test_what_its_pages_say_of_its_speed(seen: bool, told: bool) -> None:
    assert bool(seen) is told


def test_what_its_relays_say_of_calls() -> None:
    assert sign.relay_answers(case(relays=(UNHEARD, QUICK)))
    assert sign.relays_unheard(case(relays=(UNHEARD, UNHEARD)))
    assert not sign.relays_unheard(case(relays=(UNHEARD, QUICK)))
    assert not sign.relays_unheard(case())


def test_how_well_its_servers_are_known() -> None:
    assert sign.entries_are_old(case(aged=True))
    assert sign.servers_in_doubt(case(rule=FunctionRule(Function.CALLS, (), doubt="made up")))
    assert not sign.servers_in_doubt(case())
    assert not sign.servers_unpublished(case())
