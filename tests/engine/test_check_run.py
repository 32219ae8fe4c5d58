"""A whole check over a simulated network: what is told when, and what a check never does."""

import asyncio
import errno
import logging
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone import __version__
from dialtone.engine import decide as engine
from dialtone.engine.check_run import run_check
from dialtone.engine.events import CheckFinished, CheckStarted, Event, MessengerJudged, NetworkJudged, Progressed
from dialtone.engine.plan import Plan
from dialtone.engine.rows import FOLLOW_UPS, ROWS
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Control, Controls, Endpoint, Messenger
from dialtone.model.check import Check
from dialtone.model.computer import Computer
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits, RetryLimits, StepLimits
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Place,
    Variant,
    Weight,
    Wire,
)
from engine.simulated import Fate, Hang, SimulatedNetwork, Site, no_resolver, unreachable
from engine.small_plan import HURRY, make_messenger, make_plan
from idle_time import IdleTime


def site(identifier: str, read_bytes: int = 0, weight: Weight = Weight.DECIDES) -> Endpoint:
    messenger, _, name = identifier.rpartition("/")
    known = "" if messenger == "control" else messenger
    return Endpoint(
        identifier, known, Wire.HTTP, 80, f"{messenger}-{name}.example.org", read_bytes=read_bytes, weight=weight
    )


def anchor(name: str, address: str) -> Endpoint:
    return Endpoint(f"anchor/{name}", "", Wire.TCP, 443, None, (address,), place=Place.FOREIGN)


ABROAD = tuple(site(f"control/abroad{n}", 16_384 * (n == 1)) for n in (1, 2, 3, 4))
HOME = tuple(site(f"control/home{n}") for n in (1, 2, 3))
GROUND = Controls(
    sites=(
        *(Control(replace(e, place=Place.FOREIGN)) for e in ABROAD),
        *(Control(replace(e, place=Place.DOMESTIC), ("RU",)) for e in HOME),
    ),
    sign_in_checks=(),
    anchors=(anchor("foreign-1", "192.0.2.1"), anchor("foreign-2", "192.0.2.2"), anchor("foreign-3", "192.0.2.3")),
    udp=(),
    resolvers=(),
    neutral_name="example.com",
)
CHAT, PAGE, FILE = site("alpha/chat"), site("alpha/page", 16_384), site("alpha/file", 16_384, Weight.SPEED)
ALPHA = make_messenger(
    "alpha",
    *(CHAT, PAGE, FILE),
    functions=(
        FunctionRule(Function.MESSAGES, (("alpha/chat",),)),
        FunctionRule(Function.WEB, (("alpha/page",),), speed=("alpha/page", "alpha/file")),
    ),
)
DIRECT = Endpoint("beta/direct", "beta", Wire.TCP, 443, None, ("198.51.100.7",))
BETA = make_messenger("beta", DIRECT, functions=(FunctionRule(Function.MESSAGES, ((DIRECT.id,),)),))
OLD = Messenger("old", "Old", "O", "#000000", untested=MessengerStatus.RETIRED)
PATIENT = replace(HURRY, check=replace(HURRY.check, foreign_first=20.0))
"""Waits for what answers, however busy this computer is."""
PLAN = replace(make_plan(ALPHA, BETA, OLD, controls=GROUND, limits=HURRY), installed=frozenset({"beta"}))
CATALOGUE = PLAN.catalogue

NAMED = (*ABROAD, *HOME, CHAT, PAGE, FILE)
ADDRESS = {e.host or "": f"203.{number}.113.1" for number, e in enumerate(NAMED, 1)}
"""Each in a part of the internet of its own."""


def address(endpoint: Endpoint) -> str:
    return ADDRESS[endpoint.host] if endpoint.host else endpoint.addresses[0]


@pytest.fixture
def net() -> SimulatedNetwork:
    fates = {address(e): Site(e.read_bytes or 100) for e in (*NAMED, *GROUND.anchors, DIRECT)}
    return SimulatedNetwork(names=dict(ADDRESS), fates=dict(fates))


def check(net: SimulatedNetwork, plan: Plan = PLAN) -> tuple[Check, list[Event]]:
    events: list[Event] = []
    idle = IdleTime()
    done = idle.run(run_check, plan, net, idle, events.append)
    return done, events


def within(seconds: float, limits: Limits = HURRY) -> Limits:
    return replace(limits, check=replace(limits.check, seconds=seconds))


def statuses(done: Check) -> dict[str, str]:
    return {m.messenger: m.status.value for m in done.messengers}


def failures(done: Check, endpoint: str) -> set[Failure | None]:
    return {o.failure for o in done.observations if o.endpoint == endpoint}


def test_what_cannot_be_loaded_beforehand_ends_no_check(net: SimulatedNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    """With 64 descriptors none was left for a module of the program, and the whole check was lost."""

    def full() -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("dialtone.engine.check_run.load_pages", full)
    assert statuses(check(net, replace(PLAN, limits=PATIENT))[0])["alpha"] == "works"


def test_a_sound_network(net: SimulatedNetwork, caplog: pytest.LogCaptureFixture) -> None:
    done, _ = check(net, replace(PLAN, limits=PATIENT))
    assert not caplog.records
    assert statuses(done) == {"alpha": "works", "beta": "works", "old": "retired"}
    assert done.network.status is NetworkStatus.ONLINE
    assert (done.catalogue_version, done.app_version, done.platform) == ("2026-11-24", __version__, "linux")
    assert [m.installed for m in done.messengers] == [False, True, False]
    assert (done.bytes_sent, done.bytes_received) == (net.traffic.sent, net.traffic.received)
    assert abs((datetime.now(UTC) - done.started_at).total_seconds()) < 60
    assert [o.number for o in done.observations] == list(range(1, len(done.observations) + 1))
    assert net.open == 0, "every connection is closed"
    first = [*map(address, (*GROUND.anchors, DIRECT))]
    assert net.connected[: len(first)] == first, "neutral round trips set the timeouts of everything else"
    assert {FILE.host, *(e.host for e in HOME)}.isdisjoint(net.asked), "nothing is slow, and hosts abroad answer"
    assert not [o for o in done.observations if o.endpoint == ABROAD[0].id and o.step.value == "flow"]


def test_nobody_is_judged_for_nothing(net: SimulatedNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    """All observations are gone through for it, and after most endpoints nobody's last one is done."""
    judged: list[int] = []

    def count(*arguments: Any) -> tuple[MessengerVerdict, ...]:
        judged.append(len(arguments[0]))
        return judge_messengers(*arguments)

    monkeypatch.setattr(engine, "judge_messengers", count)
    done, _ = check(net)
    assert statuses(done) == {"alpha": "works", "beta": "works", "old": "retired"}
    assert 0 not in judged
    # One when each of the two is done, those that have no server with the network, all at the end.
    assert len(judged) <= 5


def test_nobody_is_judged_again_by_steps_of_others(net: SimulatedNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many that fail wait for the word about the network; judged again after each endpoint, they cost a square."""
    failing = tuple(_reached_at(f"failing{n}", f"192.0.2.{100 + n}") for n in range(20))
    late = tuple(_reached_at(f"late{n}", f"198.51.100.{100 + n}") for n in range(10))
    everybody = (*failing, *late)
    net.fates |= {address(one.endpoints[0]): unreachable() for one in failing}
    all_judged, all_came, came = anyio.Event(), anyio.Event(), Counter[int]()

    async def after_all_were_judged(piece: int) -> None:
        await all_judged.wait()
        came[piece] += 1
        if came[0] == len(late):
            all_came.set()

    async def after_all_came(_piece: int) -> None:
        await all_came.wait()
        await anyio.sleep(0.1)

    net.fates |= {address(one.endpoints[0]): Site(before=after_all_were_judged) for one in late}
    net.fates[address(ABROAD[2])] = Site(before=after_all_came)
    judged: Counter[tuple[str, int]] = Counter()

    def count(asked: tuple[Messenger, ...], results: Any, *known: Any) -> tuple[MessengerVerdict, ...]:
        for one in asked if asked != everybody else ():
            told = sum(step.messenger in ("", one.id) for step in results.index.steps)
            judged[one.id, told] += 1
        if {one.id for one in failing} <= {messenger for messenger, _ in judged}:
            all_judged.set()
        return judge_messengers(asked, results, *known)

    monkeypatch.setattr(engine, "judge_messengers", count)
    limits = replace(PATIENT, steps=StepLimits(uninformed=20.0, shortest=20.0, longest=20.0))
    check(net, replace(PLAN, catalogue=replace(CATALOGUE, messengers=everybody), messengers=everybody, limits=limits))
    assert all_came.is_set()
    assert max(judged.values()) <= 2, "before the verdict on the network, and with it"


def _reached_at(messenger: str, place: str) -> Messenger:
    server = replace(DIRECT, id=f"{messenger}/direct", messenger=messenger, wire=Wire.HTTP, addresses=(place,))
    rule = FunctionRule(Function.MESSAGES, ((server.id,),))
    return replace(BETA, id=messenger, endpoints=(server,), functions=(rule,))


def test_events_come_in_order(net: SimulatedNetwork) -> None:
    done, events = check(net)
    assert isinstance(events[0], CheckStarted)
    assert events[0].messengers == ("alpha", "beta", "old")
    assert events[-1] == CheckFinished(done)
    kinds = Counter(type(e).__name__ for e in events)
    assert (kinds["CheckStarted"], kinds["CheckFinished"], kinds["NetworkJudged"]) == (1, 1, 1)
    steps = [e for e in events if isinstance(e, Progressed)]
    assert all(a.done <= b.done for a, b in pairwise(steps))
    assert all(e.done <= e.total for e in steps)
    assert steps[-1].done == steps[-1].total


def test_what_was_told_is_what_the_check_says(net: SimulatedNetwork) -> None:
    net.fates[address(CHAT)] = ConnectionResetError(104, "reset")
    done, events = check(net)
    told = {e.verdict.messenger: e.verdict for e in events if isinstance(e, MessengerJudged)}
    assert tuple(told[m.messenger] for m in done.messengers) == done.messengers
    (network,) = [e.network for e in events if isinstance(e, NetworkJudged)]
    assert network == done.network


def test_nothing_bad_is_said_of_a_messenger_before_the_network_is_judged(net: SimulatedNetwork) -> None:
    net.fates[DIRECT.addresses[0]] = ConnectionResetError(104, "reset")
    net.fates[address(ABROAD[2])] = Hang()
    _, events = check(net)
    network = next(i for i, e in enumerate(events) if isinstance(e, NetworkJudged))
    early = [e.verdict for e in events[:network] if isinstance(e, MessengerJudged)]
    assert {v.status for v in early} <= {MessengerStatus.WORKS, MessengerStatus.RETIRED}
    assert "beta" not in {v.messenger for v in early}


def test_what_waits_for_the_network_is_judged_against_it(net: SimulatedNetwork) -> None:
    """A proxy is set: what works past it is in doubt, and nothing is said before of which that is not known."""
    net.fates[address(ABROAD[2])] = Hang()
    _, events = check(net, replace(PLAN, computer=Computer("linux", proxy="http://192.0.2.9:3128"), limits=PATIENT))
    said = {e.verdict.messenger: e.verdict.confidence for e in events if isinstance(e, MessengerJudged)}
    assert said["alpha"] is Confidence.UNSURE
    assert sum(isinstance(e, MessengerJudged) for e in events) == len(CATALOGUE.messengers), "each once"


@pytest.mark.parametrize("alone", [True, False])
def test_what_stands_alone_is_said_early(net: SimulatedNetwork, monkeypatch: pytest.MonkeyPatch, alone: bool) -> None:
    if not alone:
        monkeypatch.setattr(engine, "needs_no_controls", lambda *_: False)
    net.fates[address(ABROAD[2])] = Hang()
    _, events = check(net)
    network = next(i for i, e in enumerate(events) if isinstance(e, NetworkJudged))
    early = {e.verdict.messenger for e in events[:network] if isinstance(e, MessengerJudged)}
    assert early == ({"alpha", "beta"} if alone else set())


def test_one_slow_messenger_does_not_delay_the_others_verdict(net: SimulatedNetwork) -> None:
    net.fates[DIRECT.addresses[0]] = Hang()
    _, events = check(net)
    order = [e.verdict.messenger for e in events if isinstance(e, MessengerJudged)]
    assert order.index("alpha") < order.index("beta")
    alpha = next(i for i, e in enumerate(events) if isinstance(e, MessengerJudged) and e.verdict.messenger == "alpha")
    assert any(isinstance(e, Progressed) for e in events[alpha:]), "told while the rest still ran"


PAGES = tuple(replace(site(f"sign-in/{n}"), messenger="", expect_status=200) for n in ("this", "that", "other"))
WITH_PAGES = replace(
    PLAN,
    catalogue=replace(
        CATALOGUE, controls=replace(GROUND, sign_in_checks=PAGES, own_pages=(("linux", "sign-in/this"),))
    ),
)


def _pages_asked(net: SimulatedNetwork, own: Fate, plan: Plan = WITH_PAGES) -> set[str]:
    for number, page in enumerate(PAGES):
        net.names[page.host or ""] = f"203.0.113.{200 + number}"
        net.fates[f"203.0.113.{200 + number}"] = Site() if number else own
    done, _ = check(net, plan)
    return {o.endpoint for o in done.observations if o.endpoint.startswith("sign-in/")}


def test_one_sign_in_page_is_enough_where_it_is_as_expected(net: SimulatedNetwork) -> None:
    """No other program asks for the pages of four systems: whoever looks on would know this one by that."""
    assert _pages_asked(net, Site(), replace(WITH_PAGES, limits=PATIENT)) == {"sign-in/this"}


@pytest.mark.parametrize("own", [Site(status="302 Found"), ConnectionResetError(104, "reset"), Hang()])
def test_one_more_is_asked_where_it_is_not(net: SimulatedNetwork, own: Fate) -> None:
    assert _pages_asked(net, own) == {page.id for page in PAGES[:2]}


def test_and_where_nothing_abroad_answers(net: SimulatedNetwork) -> None:
    for endpoint in (*ABROAD, *GROUND.anchors):
        net.fates[address(endpoint)] = Hang()
    assert _pages_asked(net, Site()) == {page.id for page in PAGES[:2]}


def test_a_dead_address_is_called_blocked(net: SimulatedNetwork) -> None:
    """The counterpart of every test that says never blocked: this network can block."""
    net.fates[DIRECT.addresses[0]] = Hang()
    done, _ = check(net)
    beta = done.messenger("beta")
    assert beta is not None
    assert (beta.status, beta.causes) == (MessengerStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,))
    assert statuses(done)["alpha"] == "works"


def test_offline_ends_early() -> None:
    """The names of the messenger hang; nobody waits for them once it is plain that there is no way out."""
    net = SimulatedNetwork()
    net.fates = {a: unreachable() for e in GROUND.anchors for a in e.addresses}
    net.fates[DIRECT.addresses[0]] = unreachable()
    net.names = {e.host or "": no_resolver() for e in (*ABROAD, *HOME)}
    done, events = check(net)
    assert done.seconds < 0.3, "a name has 0.4 s here"
    assert done.network.status is NetworkStatus.OFFLINE
    assert statuses(done) == {"alpha": "unknown", "beta": "unknown", "old": "retired"}
    assert done.messengers[0].causes == (Cause.OFFLINE,)
    assert failures(done, "alpha/chat") == {Failure.NOT_IN_TIME}
    assert isinstance(events[-1], CheckFinished)


def test_a_bug_of_ours_does_not_sink_the_check(net: SimulatedNetwork, caplog: pytest.LogCaptureFixture) -> None:
    net.fates[DIRECT.addresses[0]] = ZeroDivisionError("nobody expected this")
    with caplog.at_level(logging.ERROR):
        done, events = check(net)
    assert statuses(done) == {"alpha": "works", "beta": "unknown", "old": "retired"}
    assert failures(done, "beta/direct") == {Failure.BUG}
    assert isinstance(events[-1], CheckFinished)
    (record,) = caplog.records
    assert record.exc_info is not None
    assert "beta/direct" in record.getMessage()


def test_the_limit_ends_a_check_whose_connections_hang(net: SimulatedNetwork) -> None:
    patient = replace(HURRY, steps=replace(HURRY.steps, shortest=60.0, longest=60.0))
    for endpoint in (CHAT, PAGE, DIRECT):
        net.fates[address(endpoint)] = Hang()
    done, events = check(net, replace(PLAN, limits=within(0.4, patient)))
    assert done.seconds < 1.0
    assert statuses(done) == {"alpha": "unknown", "beta": "unknown", "old": "retired"}
    assert failures(done, "beta/direct") == {Failure.NOT_IN_TIME}
    assert isinstance(events[-1], CheckFinished)
    assert net.open == 0


@pytest.mark.parametrize("busy", [True, False])
def test_a_busy_computer_is_a_narrow_line(net: SimulatedNetwork, monkeypatch: pytest.MonkeyPatch, busy: bool) -> None:
    """What reads late is not cut off while it still comes."""
    flags = (NetworkFlag.COMPUTER_BUSY,) if busy else ()
    monkeypatch.setattr(engine, "judge_network", lambda *known: replace(judge_network(*known), flags=flags))

    async def late(_piece: int) -> None:
        await anyio.sleep(1.5)

    net.fates[address(CHAT)] = Site(before=late)
    steps = StepLimits(uninformed=20.0, shortest=20.0, longest=20.0)
    limits = replace(PATIENT, steps=steps, check=replace(PATIENT.check, seconds=1.0, narrow_seconds=60.0))
    done, _ = check(net, replace(PLAN, limits=limits))
    assert failures(done, CHAT.id) == ({None} if busy else {None, Failure.NOT_IN_TIME})
    assert statuses(done)["alpha"] == ("works" if busy else "unknown")


@pytest.mark.parametrize("limit", [0.0, 0.05, 0.1, 0.2, 0.35, 0.5])
def test_a_check_cut_short_at_any_moment_claims_no_block_it_has_not_seen(net: SimulatedNetwork, limit: float) -> None:
    """Everything hangs but the way abroad: the same check would say blocked if it were given its time."""
    for endpoint in (CHAT, PAGE, DIRECT):
        net.fates[address(endpoint)] = Hang()
    done, _ = check(net, replace(PLAN, limits=within(limit)))
    for verdict in done.messengers:
        for function in verdict.functions:
            timeouts = [o for o in done.observations if o.failure is Failure.TIMEOUT]
            assert function.status is not FunctionStatus.WORKS
            assert function.status is not FunctionStatus.BLOCKED or len(timeouts) >= 2


def test_domestic_sites_are_asked_where_foreign_ones_do_not_answer(net: SimulatedNetwork) -> None:
    for endpoint in (*ABROAD, *GROUND.anchors, CHAT, PAGE, DIRECT):
        net.fates[address(endpoint)] = Hang()
    done, _ = check(net)
    assert {e.host for e in HOME} <= set(net.asked)
    assert done.network.status is NetworkStatus.WHITELIST_MODE
    assert statuses(done) == {"alpha": "blocked", "beta": "blocked", "old": "retired"}


def test_no_moment_is_waited_for_once_all_that_it_was_for_have_failed(net: SimulatedNetwork) -> None:
    """Those at home, the further sign-in pages and then those of other countries are asked at once."""
    refused = ConnectionRefusedError(111, "refused")
    far = site("control/far")
    controls = replace(GROUND, sites=(*GROUND.sites, Control(replace(far, place=Place.DOMESTIC), ("KZ",))))
    net.names |= {far.host or "": "203.0.113.99"}
    net.fates |= dict.fromkeys([*map(address, (*ABROAD, *HOME, *GROUND.anchors)), "203.0.113.99"], refused)
    limits = replace(HURRY, check=replace(HURRY.check, foreign_first=60.0, home_first=60.0))
    done, _ = check(net, replace(PLAN, catalogue=replace(CATALOGUE, controls=controls), messengers=(), limits=limits))
    assert Failure.REFUSED in failures(done, HOME[0].id) & failures(done, far.id)
    assert done.seconds < 20.0


def test_sites_of_another_country_are_not_asked(net: SimulatedNetwork) -> None:
    for endpoint in ABROAD:
        net.fates[address(endpoint)] = Hang()
    check(net, replace(PLAN, country="KZ"))
    assert not {e.host for e in HOME} & set(net.asked)


def test_a_yardstick_is_read_where_something_is_slow(net: SimulatedNetwork) -> None:
    for endpoint in (PAGE, FILE):
        net.fates[address(endpoint)] = Site(16_384, pause=0.04)
    done, events = check(net)
    assert FILE.host in net.asked
    assert [o for o in done.observations if o.endpoint == ABROAD[0].id and o.step.value == "flow"]
    alpha = done.messenger("alpha")
    assert alpha is not None
    web = alpha.function(Function.WEB)
    assert web is not None
    assert (web.status, web.causes) == (FunctionStatus.SLOW, (Cause.THROTTLED,))
    steps = [e for e in events if isinstance(e, Progressed)]
    assert steps[-1].done == steps[-1].total, "what was added is counted too"


def test_where_everything_is_slow_nobody_is_throttled(net: SimulatedNetwork) -> None:
    for endpoint in (PAGE, FILE, *ABROAD):
        net.fates[address(endpoint)] = Site(16_384, pause=0.04)
    done, _ = check(net)
    assert statuses(done)["alpha"] == "works"


@pytest.mark.parametrize("moment", [0.0, 0.03, 0.1, 0.3])
def test_a_cancelled_check_leaves_nothing_running(net: SimulatedNetwork, moment: float) -> None:
    for endpoint in (CHAT, PAGE, DIRECT, ABROAD[0]):
        net.fates[address(endpoint)] = Hang()
    events: list[Event] = []

    async def cancel_it() -> int:
        with anyio.move_on_after(moment):
            await run_check(PLAN, net, idle, events.append)
        return len(asyncio.all_tasks())

    idle = IdleTime()
    began = idle.now()
    assert idle.run(cancel_it) == 1, "only the task that asks"
    assert idle.now() - began < moment + 3.0, "long before anything that hangs would end by itself"
    assert net.open == 0
    assert not [e for e in events if isinstance(e, CheckFinished)], "half a check is no check"


def test_where_all_works_nobody_waits_for_an_address_that_changes_nothing(net: SimulatedNetwork) -> None:
    """IPv6 that leads nowhere is common at home, and a neutral site may be down."""
    slow = Limits(steps=StepLimits(uninformed=5.0, shortest=5.0, shortest_unneeded_control=0.1))
    net.fates[address(GROUND.anchors[0])] = net.fates[address(ABROAD[0])] = Hang()
    done, events = check(net, replace(PLAN, limits=slow))
    assert done.seconds < 2.0, "five seconds, and a second try"
    assert statuses(done) == {"alpha": "works", "beta": "works", "old": "retired"}
    assert done.network.status is NetworkStatus.ONLINE
    assert failures(done, GROUND.anchors[0].id) == {Failure.TIMEOUT}, "not asked again"
    assert isinstance(events[-1], CheckFinished)


def test_where_something_fails_neutral_addresses_get_their_time(net: SimulatedNetwork) -> None:
    steps = StepLimits(
        uninformed=0.4, shortest=0.3, longest=0.4, shortest_unneeded_control=0.01, unneeded_control_round_trips=0
    )
    net.fates[DIRECT.addresses[0]] = ConnectionResetError(104, "reset")
    net.fates[address(GROUND.anchors[0])] = Hang()
    done, _ = check(net, replace(PLAN, limits=replace(HURRY, steps=steps)))
    silent = [o for o in done.observations if o.endpoint == GROUND.anchors[0].id]
    assert len(silent) >= 2
    assert min(o.seconds for o in silent) > 0.25


def test_where_part_of_a_messenger_is_silent_its_hosting_company_gets_its_time(net: SimulatedNetwork) -> None:
    """Its messages work, and which of its rivals is true rests on a neutral site of the company, asked late."""
    steps = StepLimits(
        uninformed=0.4, shortest=0.3, longest=0.4, shortest_unneeded_control=0.01, unneeded_control_round_trips=0
    )
    late = replace(HURRY, steps=replace(steps, shortest_brief_limit=0.5))
    spread = replace(site("control/spread"), place=Place.FOREIGN, cdn=True)
    controls = replace(GROUND, sites=(*GROUND.sites, Control(spread)))
    net.names |= {PAGE.host or "": address(CHAT).replace(".113.1", ".113.9"), spread.host or "": "203.98.113.1"}
    done, _ = check(net, replace(PLAN, catalogue=replace(CATALOGUE, controls=controls), limits=late))
    assert statuses(done)["alpha"] == "partly"
    silent = [o for o in done.observations if o.endpoint == spread.id and o.failure is Failure.TIMEOUT]
    assert len(silent) >= 2
    assert min(o.seconds for o in silent) > 0.25


RELAY = Endpoint("alpha/relay", "alpha", Wire.TCP, 3478, None, ("198.51.100.9",), weight=Weight.RELAYS)


@pytest.mark.parametrize("quick", [True, False])
def test_the_late_look_waits_for_no_relay_where_the_line_has_room(net: SimulatedNetwork, quick: bool) -> None:
    """A narrow line is left alone until all else is done."""
    alpha = replace(ALPHA, endpoints=(*ALPHA.endpoints, RELAY))
    steps = replace(HURRY.steps, capacity_below=0.25 if quick else 0.0)
    plan = replace(PLAN, messengers=(alpha,), limits=replace(HURRY, steps=steps))
    done, _ = check(net, plan)
    again = min(o.started for o in done.observations if o.variant is Variant.AGAIN)
    ended = max(o.started + o.seconds for o in done.observations if o.endpoint == RELAY.id)
    assert (again < ended) is quick
    assert statuses(done)["alpha"] == "works"


@pytest.mark.parametrize("fails", [True, False])
def test_what_only_informs_is_asked_once_where_something_fails(net: SimulatedNetwork, fails: bool) -> None:
    """Where all that decides answers, it would tell nothing; and nothing waits for it to be repeated."""
    extra = Endpoint("beta/extra", "beta", Wire.TLS, 443, None, ("198.51.100.8",), weight=Weight.INFORMS)
    if fails:
        net.fates[DIRECT.addresses[0]] = ConnectionRefusedError(111, "refused")
    check(net, replace(PLAN, messengers=(replace(BETA, endpoints=(DIRECT, extra)),)))
    assert net.connected.count("198.51.100.8") == int(fails)


def test_nothing_but_the_ground_is_asked_for_no_messengers(net: SimulatedNetwork) -> None:
    done, events = check(net, replace(PLAN, messengers=()))
    assert done.messengers == ()
    assert set(net.asked) == {e.host for e in ABROAD}
    assert isinstance(events[-1], CheckFinished)


def test_while_a_check_waits_in_silence_neutral_addresses_are_asked_again(net: SimulatedNetwork) -> None:
    net.fates[address(CHAT)] = Hang()
    check(net, replace(PLAN, limits=replace(HURRY, retries=RetryLimits(pulse=0.02))))
    anchors = [a for e in GROUND.anchors for a in e.addresses]
    assert all(net.connected.count(a) > 1 for a in anchors)


class TurnsAway(SimulatedNetwork):
    """A network that lets each anchor be reached once."""

    async def connect(self, address: str, port: int, *, segment: int = 0) -> ByteStream:
        if address in self.connected and address in {each.addresses[0] for each in GROUND.anchors}:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")
        return await super().connect(address, port, segment=segment)


@pytest.mark.parametrize("network", [SimulatedNetwork, TurnsAway])
def test_where_neutral_addresses_fail_later_the_sign_in_page_is_asked_for(
    net: SimulatedNetwork, network: type[SimulatedNetwork]
) -> None:
    """A café's free time may end during a check: then its page comes back, and tells why everything is refused."""
    page = replace(site("sign-in/own"), messenger="", host=None, addresses=("192.0.2.80",), expect_status=204)
    fates = {**net.fates, address(CHAT): Hang(), address(page): Site()}
    plan = replace(PLAN, limits=replace(HURRY, retries=RetryLimits(pulse=0.02)))
    controls = replace(GROUND, sign_in_checks=(page,))
    done, _ = check(network(net.names, fates), replace(plan, catalogue=replace(CATALOGUE, controls=controls)))
    asked = [o for o in done.observations if (o.endpoint, o.row) == (page.id, "control.pulse")]
    assert bool(asked) is (network is TurnsAway)


def test_each_attempt_bears_the_row_that_asked_it(net: SimulatedNetwork) -> None:
    """So that a saved check says why anything was asked."""
    net.fates[address(CHAT)] = ConnectionResetError(104, "reset")
    net.fates[address(PAGE)] = net.fates[address(FILE)] = Site(16_384, pause=0.04)
    done, _ = check(net)
    rows = {o.row for o in done.observations}
    assert rows <= {row.id for row in ROWS} | set(FOLLOW_UPS)
    assert {"control.first", "server.first", "name.lookup", "retry.same", "page.again", "server.refused"} <= rows
