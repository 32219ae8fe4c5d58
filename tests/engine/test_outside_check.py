"""Both sides of a VPN: what is asked past it, when nothing is, and what then counts."""

import errno

import pytest

from dialtone.engine.events import CheckFinished, CheckStarted, Event, MessengerJudged
from dialtone.engine.outside_check import run_both_sides
from dialtone.engine.plan import Plan
from dialtone.model.catalogue import Endpoint
from dialtone.model.check import Check, OutsideOutcome
from dialtone.model.computer import OutsideInterface
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Function, MessengerStatus, NetworkFlag, Wire
from engine.simulated import SimulatedNetwork, unreachable
from engine.small_plan import ANCHOR, HURRY, PLAIN, SPREAD, make_messenger, make_plan
from idle_time import IdleTime

WAY = OutsideInterface("eth0", 2, addresses=("192.168.1.23",), nameservers=("192.168.1.1",), leads_out=True)
DIRECT = Endpoint("beta/direct", "beta", Wire.TCP, 443, None, ("198.51.100.7",))
MESSAGES = FunctionRule(Function.MESSAGES, (("beta/direct",),))
BETA = make_messenger("beta", DIRECT, functions=(MESSAGES,))
PLAN = make_plan(BETA, limits=HURRY)
EVERYBODY = (*PLAIN, SPREAD, ANCHOR, DIRECT)
TUNNELLED = replace(PLAN, computer=replace(PLAN.computer, tunnels=("tun0",), outside=WAY))


class Bound(SimulatedNetwork):
    """A network past a VPN."""

    refuses: OSError | None = None

    def bind(self) -> None:
        if self.refuses is not None:
            raise self.refuses


def both(outside: Bound | None, plan: Plan = TUNNELLED) -> tuple[Check, list[Event]]:
    events: list[Event] = []
    idle = IdleTime()
    return idle.run(run_both_sides, plan, SimulatedNetwork.serving(*EVERYBODY), outside, idle, events.append), events


def test_both_sides_in_one_check() -> None:
    past = Bound.serving(*EVERYBODY)
    past.fates[DIRECT.addresses[0]] = unreachable()
    check, events = both(past)
    assert NetworkFlag.VPN in check.network.flags
    other = check.answered_outside
    assert other is not None
    assert NetworkFlag.VPN not in other.network.flags
    inside, there = check.messenger("beta"), other.messenger("beta")
    assert inside is not None
    assert there is not None
    assert inside.status is MessengerStatus.WORKS
    assert there.status is not MessengerStatus.WORKS
    assert [type(e) for e in events].count(CheckStarted) == 1
    assert isinstance(events[-1], CheckFinished)
    assert events[-1].check == check
    told = [e.verdict for e in events if isinstance(e, MessengerJudged) and e.verdict.messenger == "beta"]
    assert told[-1] == inside  # the window shows one side as its verdicts
    assert {verdict.status for verdict in told} == {MessengerStatus.WORKS}  # only how sure it is may grow


def test_without_a_vpn_there_is_one_side() -> None:
    past = Bound.serving(*EVERYBODY)
    check, _ = both(past, PLAN)
    assert check.outside is None
    assert not past.connected


@pytest.mark.parametrize("way", [None, replace(WAY, leads_out=False)])
def test_where_no_way_leads_past_it_nobody_is_asked(way: OutsideInterface | None) -> None:
    past = Bound.serving(*EVERYBODY)
    plan = replace(TUNNELLED, computer=replace(TUNNELLED.computer, outside=way))
    check, _ = both(past if way else None, plan)
    assert check.outside is not None
    assert check.outside.outcome is OutsideOutcome.NO_ROUTE
    assert not past.connected


def test_a_system_that_does_not_let_us_bind_is_no_block() -> None:
    past = Bound.serving(*EVERYBODY)
    past.refuses = PermissionError(errno.EPERM, "not permitted")
    check, _ = both(past)
    assert check.outside is not None
    assert (check.outside.outcome, check.outside.check) == (OutsideOutcome.CANNOT_BIND, None)
    assert not past.connected


def test_nothing_past_the_vpn_is_no_block() -> None:
    past = Bound(fates={e.addresses[0]: unreachable() for e in EVERYBODY})
    check, _ = both(past)
    assert check.outside is not None
    assert check.outside.outcome is not OutsideOutcome.ANSWERED
    assert check.answered_outside is None
    assert {m.status for m in check.messengers} == {MessengerStatus.WORKS}
