"""A quiet check: neutral hosts first, then one messenger after the other, nothing at once."""

import itertools
from random import Random

import pytest

from dialtone.engine.check_run import run_check
from dialtone.engine.first_questions import draw_start_times, list_first_questions, make_quiet_plan
from dialtone.engine.plan import Plan
from dialtone.engine.requests import Profile
from dialtone.model.catalogue import Control, Controls
from dialtone.model.check import Check
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits, QuietLimits
from dialtone.model.vocabulary import Function
from engine.simulated import SimulatedNetwork
from engine.small_plan import ANCHOR, HURRY, PLAIN, make_messenger, make_plan, site
from idle_time import IdleTime

ANCHORS = tuple(replace(ANCHOR, id=f"anchor/{n}", addresses=(f"192.0.2.{n}",)) for n in (1, 2, 3))
GROUND = Controls(tuple(map(Control, PLAIN)), (), ANCHORS, (), (), "example.com")
FIRST = tuple(site(f"alpha/{name}", number) for number, name in enumerate(("chat", "page", "file"), 11))
SECOND = tuple(site(f"beta/{name}", number) for number, name in enumerate(("chat", "page"), 21))
ALPHA, BETA = (
    make_messenger(
        theirs[0].messenger, *theirs, functions=(FunctionRule(Function.MESSAGES, tuple((e.id,) for e in theirs)),)
    )
    for theirs in (FIRST, SECOND)
)
PLAN = make_plan(ALPHA, BETA, controls=GROUND, limits=HURRY)


@pytest.fixture
def net() -> SimulatedNetwork:
    return SimulatedNetwork.serving(*PLAIN, *ANCHORS, *FIRST, *SECOND)


def check(net: SimulatedNetwork, plan: Plan) -> Check:
    idle = IdleTime()
    done: Check = idle.run(run_check, plan, net, idle, lambda _event: None)
    return done


FAST = QuietLimits((0.0, 0.01), (0.01, 0.02), (0.1, 0.2), (0.0, 0.01), 5.0, 5.0)


@pytest.mark.parametrize("seed", range(20))
def test_one_messenger_comes_after_the_other(seed: int) -> None:
    work = list_first_questions(PLAN)
    times = draw_start_times(work, Limits(), Random(seed))
    by_messenger: dict[str, list[float]] = {}
    for task, begin in zip(work, times, strict=True):
        by_messenger.setdefault(task.endpoint.messenger, []).append(begin)
    neutral = by_messenger.pop("")
    assert all(max(neutral) < min(theirs) for theirs in by_messenger.values())
    spans = sorted((min(theirs), max(theirs)) for theirs in by_messenger.values())
    least = Limits().quiet.messenger_pause[0]
    assert all(later[0] - earlier[1] >= least for earlier, later in itertools.pairwise(spans))
    in_order = sorted(times)
    assert all(b - a >= Limits().quiet.neutral_pause[0] for a, b in itertools.pairwise(in_order))


def test_neutral_questions_that_wait_for_a_reason_come_last() -> None:
    rows = ("control.host", "control.first", "control.page", "control.first", "control.reserve", "control.first")
    work = [replace(task, row=row) for task, row in zip(list_first_questions(PLAN), rows, strict=False)]
    times = draw_start_times(work, Limits(), Random(1))
    in_order = [row for _, row in sorted(zip(times, rows, strict=True))]
    assert in_order == [*["control.first"] * 3, "control.page", "control.reserve", "control.host"]


def test_the_order_is_another_one_each_time() -> None:
    work = list_first_questions(PLAN)
    first = {
        tuple(sorted(range(len(work)), key=draw_start_times(work, Limits(), Random(s)).__getitem__)) for s in range(9)
    }
    assert len(first) > 2


def test_what_asks_one_server_many_times_is_left_out() -> None:
    limits = make_quiet_plan(PLAN, [0.0, 600.0]).limits
    assert (limits.retries.shares, limits.retries.late_messengers) == (0, 0)
    assert limits.check.seconds == 600.0 + limits.quiet.at_the_end


def test_a_quiet_check_asks_only_what_was_ticked_and_judges_it(net: SimulatedNetwork) -> None:
    plan = replace(PLAN, messengers=(ALPHA,), profile=Profile.QUIET, limits=replace(HURRY, quiet=FAST))
    done = check(net, plan)
    assert [verdict.status for verdict in done.messengers] == ["works"]
    assert not {e.addresses[0] for e in SECOND} & set(net.connected)
    assert set(net.asked) <= net.names.keys()


def test_in_a_quiet_check_messengers_are_not_mixed(net: SimulatedNetwork) -> None:
    plan = replace(PLAN, messengers=(ALPHA, BETA), profile=Profile.QUIET, limits=replace(HURRY, quiet=FAST))
    check(net, plan)
    theirs = {e.addresses[0]: e.messenger for e in (*FIRST, *SECOND)}
    order = [theirs[a] for a in net.connected if a in theirs]
    assert len([1 for a, b in itertools.pairwise(order) if a != b]) == 1
    assert set(order) == {"alpha", "beta"}
