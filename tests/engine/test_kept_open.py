"""For whom a connection is kept open, how long a check waits for it, and what its end is followed by."""

import errno

import anyio
import pytest

from dialtone.engine import late_rows
from dialtone.engine.check_run import run_check
from dialtone.engine.events import CheckFinished, CheckSettled, Event, MessengerJudged
from dialtone.engine.plan import Plan, Watching
from dialtone.engine.requests import Profile
from dialtone.model.catalogue import Endpoint
from dialtone.model.check import Check, KeptOutcome
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.limits import KeepingLimits, RetryLimits
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Confidence, Failure, FunctionStatus, MessengerStatus, Step, Variant, Wire
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.context import ProbeContext
from dialtone.probe.keeping import LastingConnection
from dialtone.probe.target import Target
from engine.simulated import Hang, SimulatedNetwork, Site
from engine.small_plan import ALPHA, ANCHOR, CHAT, PLAIN, PLAN, SPREAD, site
from idle_time import IdleTime

_LASTS, _MANY = 3.0, 8
_KEEPING = KeepingLimits(seconds=_LASTS, pause=0.2)
OTHER = site("beta/chat", 9)
BETA = replace(
    ALPHA, id="beta", name="Beta", endpoints=(OTHER,), functions=(replace(ALPHA.functions[0], needs=(("beta/chat",),)),)
)
"""A second messenger on the same line."""


def plan(
    *,
    chosen: frozenset[str] = frozenset({"alpha"}),
    profile: Profile = Profile.USUAL,
    watching: Watching = Watching.IN_DOUBT,
) -> Plan:
    catalogue = replace(PLAN.catalogue, messengers=(ALPHA, BETA))
    limits = replace(PLAN.limits, keeping=_KEEPING, retries=RetryLimits(pulse=60.0))
    asked = replace(PLAN, catalogue=catalogue, messengers=(ALPHA, BETA), chosen=chosen, limits=limits)
    return replace(asked, profile=profile, watching=watching)


class Kept:
    """What becomes of connections that are kept open, without a network below them."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.lasted: list[str] = []
        self.ends: dict[str, bool] = {}
        """By endpoint: it went silent."""
        self.again: list[str] = []

    async def begin(self, tools: ProbeContext, endpoint: Endpoint, target: Target) -> LastingConnection:
        await anyio.lowlevel.checkpoint()
        self.begun.append(endpoint.id)
        call = AttemptContext(
            tools, tools.journal.open_attempt(endpoint.messenger, endpoint.id, Variant.KEPT), endpoint, target
        )
        return LastingConnection(call, None, tools.clock.now(), None)  # type: ignore[arg-type]  # nobody asks for them

    async def keep(self, lasting: LastingConnection) -> bool:
        call, ended = lasting.attempt, self.ends.get(lasting.attempt.endpoint.id, False)
        await anyio.sleep(_LASTS / 2 if ended else _LASTS)
        self.lasted.append(call.endpoint.id)
        _write(call, Failure.STALLED if ended else None)
        return ended

    async def keep_again(self, _beside: object, target: Target, tools: ProbeContext, e: Endpoint) -> None:
        await anyio.sleep(_LASTS / 2)
        self.again.append(e.id)
        for _ in range(2):
            call = AttemptContext(tools, tools.journal.open_attempt(e.messenger, e.id, Variant.KEPT), e, target)
            _write(call, Failure.STALLED)
        beside = tools.journal.open_attempt("", PLAIN[0].id, Variant.KEPT)
        _write(AttemptContext(tools, beside, PLAIN[0], target), None)


def _write(call: AttemptContext, failure: Failure | None) -> None:
    facts: Facts = {Fact.LIVED: 1.0, Fact.EXCHANGES: 2, Fact.DELIVERED: failure is None}
    journal, record = call.tools.journal, call.record
    now = round(journal.elapsed(), 3)
    for step, failed, seconds in ((Step.HTTP, None, 0.1), (Step.KEPT, failure, 1.0)):
        journal.observations.append(
            Observation(
                len(journal.observations) + 1,
                record.messenger,
                record.endpoint,
                step,
                str(call.target),
                now - 1.0,
                seconds,
                failed,
                {Fact.FROM: "system", **facts},
                record.number,
                Variant.KEPT,
            )
        )


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    found = Kept()
    monkeypatch.setattr(late_rows, "CAN_BE_KEPT", {Wire.HTTP})
    monkeypatch.setattr(late_rows, "attempt_keeping", found.begin)
    monkeypatch.setattr(late_rows, "keep_open", found.keep)
    monkeypatch.setattr(late_rows, "keep_with_controls", found.keep_again)
    return found


@pytest.fixture
def net() -> SimulatedNetwork:
    return SimulatedNetwork.serving(*PLAIN, SPREAD, CHAT, OTHER, ANCHOR)


def check(net: SimulatedNetwork, asked: Plan) -> tuple[Check, list[Event]]:
    events, idle = list[Event](), IdleTime()
    done = idle.run(run_check, asked, net, idle, events.append)
    assert isinstance(events[-1], CheckFinished)
    assert net.open == 0
    return done, events


def said(events: list[Event], messenger: str = "alpha") -> list[tuple[MessengerStatus, Confidence]]:
    told = (e.verdict for e in events if isinstance(e, MessengerJudged))
    return [(v.status, v.confidence) for v in told if v.messenger == messenger]


WORKS = MessengerStatus.WORKS


def test_where_nothing_is_odd_nobody_waits(net: SimulatedNetwork, kept: Kept) -> None:
    done, events = check(net, plan())
    assert (kept.begun, kept.lasted) == ([CHAT.id], [])
    assert done.seconds < _LASTS
    assert said(events) == [(WORKS, Confidence.SURE)]
    assert done.kept is KeptOutcome.NOT_NEEDED
    assert not any(isinstance(e, CheckSettled) for e in events)


def test_whoever_sees_words_as_they_come_gets_all_but_the_last_at_once(net: SimulatedNetwork, kept: Kept) -> None:
    done, events = check(net, plan(watching=Watching.WHOLE_TIME))
    (settled,) = [e.check for e in events if isinstance(e, CheckSettled)]
    assert settled.seconds < _LASTS <= done.seconds
    assert settled.messengers == done.messengers
    assert kept.lasted == [CHAT.id]
    assert said(events) == [(WORKS, Confidence.SURE)], "what did not change is not said again"


def test_where_something_is_cut_certainty_waits_and_grows(net: SimulatedNetwork, kept: Kept) -> None:
    net.fates[OTHER.addresses[0]] = Hang()
    done, events = check(net, plan())
    assert kept.lasted == [CHAT.id]
    assert said(events) == [(WORKS, Confidence.UNSURE), (WORKS, Confidence.SURE)], "nothing long was read before"
    assert done.kept is KeptOutcome.AWAITED
    tries = [o for o in done.observations if o.endpoint == CHAT.id and o.step is Step.HTTP and o.ok]
    assert len({o.attempt for o in tries}) >= _MANY, "a share would have shown itself"


def test_whoever_wants_the_answer_now_is_told_that_it_is_less_than_sure(net: SimulatedNetwork, kept: Kept) -> None:
    """The worst would be "works, sure" where the connection dies a moment later."""
    net.fates[OTHER.addresses[0]] = Hang()
    kept.ends[CHAT.id] = True
    done, events = check(net, plan(watching=Watching.NOT_AT_ALL))
    assert said(events) == [(WORKS, Confidence.UNSURE)]
    assert done.kept is KeptOutcome.NOT_AWAITED
    assert (kept.begun, kept.lasted) == ([CHAT.id], [])
    assert not any(isinstance(e, CheckSettled) for e in events)


def test_what_is_cut_while_it_is_tried_again_is_a_share(net: SimulatedNetwork, kept: Kept) -> None:
    net.fates[OTHER.addresses[0]] = Hang()
    seen = 0

    async def cut(number: int) -> None:
        nonlocal seen
        await anyio.lowlevel.checkpoint()
        seen += number == 0
        if seen > 2 and seen % 2:
            raise ConnectionResetError(errno.ECONNRESET, "")

    net.fates[CHAT.addresses[0]] = Site(before=cut)
    done, _ = check(net, plan())
    messages = done.messengers[0].functions[0]
    assert messages.status is FunctionStatus.SLOW
    assert sum(o.variant is Variant.AGAIN and o.endpoint == CHAT.id for o in done.observations) > 2 * _MANY


@pytest.mark.parametrize("watching", [Watching.WHOLE_TIME, Watching.IN_DOUBT])
def test_a_death_is_a_word_of_its_own(net: SimulatedNetwork, kept: Kept, watching: Watching) -> None:
    """Where nobody waits, it is not seen."""
    kept.ends[CHAT.id] = True
    done, events = check(net, plan(watching=watching))
    if watching is Watching.IN_DOUBT:
        assert said(events) == [(WORKS, Confidence.SURE)]
        return
    assert kept.again == [CHAT.id]
    assert said(events)[0] == (WORKS, Confidence.SURE)
    assert said(events)[-1] == (MessengerStatus.BLOCKED, Confidence.LIKELY)
    (evidence,) = [e for e in done.messengers[0].evidence if e.rule == "stopped_later"]
    assert evidence.observations


def test_nothing_is_kept_of_what_nobody_chose_nor_in_quiet(net: SimulatedNetwork, kept: Kept) -> None:
    check(net, plan(chosen=frozenset(), watching=Watching.WHOLE_TIME))
    assert kept.begun == []
    quiet = plan(profile=Profile.QUIET)
    calm = replace(quiet.limits.quiet, neutral_pause=(0, 0), server_pause=(0, 0), messenger_pause=(0, 0), at_the_end=5)
    check(net, replace(quiet, limits=replace(quiet.limits, quiet=replace(calm, late_pause=(0, 0)))))
    assert kept.begun == []


def test_each_that_was_chosen_has_one(net: SimulatedNetwork, kept: Kept) -> None:
    check(net, plan(chosen=frozenset({"alpha", "beta"}), watching=Watching.WHOLE_TIME))
    assert sorted(kept.lasted) == [CHAT.id, OTHER.id]


def test_by_itself_a_check_waits_only_where_something_is_cut(net: SimulatedNetwork, kept: Kept) -> None:
    check(net, plan(profile=Profile.UNATTENDED))
    assert kept.lasted == []
    net.fates[OTHER.addresses[0]] = Hang()
    check(net, plan(profile=Profile.UNATTENDED))
    assert kept.lasted == [CHAT.id]


def test_a_check_whose_time_is_over_leaves_what_is_open(net: SimulatedNetwork, kept: Kept) -> None:
    short = plan(watching=Watching.WHOLE_TIME)
    short = replace(short, limits=replace(short.limits, check=replace(short.limits.check, seconds=1.0)))
    done, events = check(net, short)
    assert done.seconds < _LASTS
    assert kept.lasted == []
    assert said(events) == [(WORKS, Confidence.SURE)]


def test_a_bug_of_ours_on_a_kept_connection_does_not_sink_the_check(
    net: SimulatedNetwork, kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_lasting: LastingConnection) -> bool:
        await anyio.lowlevel.checkpoint()
        raise ZeroDivisionError

    monkeypatch.setattr(late_rows, "keep_open", fail)
    _, events = check(net, plan(watching=Watching.WHOLE_TIME))
    assert kept.begun == [CHAT.id]
    assert said(events) == [(WORKS, Confidence.SURE)]
    assert "because of a bug in Dialtone" in caplog.text
