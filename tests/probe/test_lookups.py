"""Names are looked up once, and this computer is never an answer."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager

import anyio
import pytest

from dialtone.model.computer import Computer
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.limits import LookupLimits, StepLimits
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, ResolverPlace, Step
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups, may_be_reachable
from dialtone.probe.timeouts import AdaptiveTimeouts
from probe.clocks import HandClock
from probe.conftest import ProbeRun
from probe.loopback import LoopbackNetwork, named

Seen = Callable[..., list[Observation]]


async def test_ten_endpoints_ask_once(run: ProbeRun) -> None:
    run.net.names["chat.test", socket.AF_INET] = ("10.0.0.1", "10.0.0.2")
    answers: list[tuple[str, ...]] = []

    async def ask() -> None:
        answers.append(await run.names.ask_system(named("chat.test")))

    async with anyio.create_task_group() as group:
        for _ in range(10):
            group.start_soon(ask)
    assert answers == [("10.0.0.1", "10.0.0.2")] * 10
    assert run.net.asked == [("chat.test", socket.AF_INET)]
    (lookup,) = run.seen(Step.DNS)
    assert lookup.target == "chat.test@system"
    assert lookup.facts == {"resolver": "system", "family": 4, "addresses": ("10.0.0.1", "10.0.0.2")}


async def test_a_failure_is_remembered_and_asked_about_once_more(run: ProbeRun) -> None:
    run.net.names["chat.test", socket.AF_INET] = socket.gaierror(socket.EAI_NONAME, "")
    for _ in range(3):
        assert await run.names.ask_system(named("chat.test")) == ()
        await run.names.ask_system_again(named("chat.test"))
    assert [o.failure for o in run.seen(Step.DNS)] == [Failure.NO_SUCH_NAME] * 2


@pytest.mark.parametrize(
    ("as_it_is", "replaced"),
    [(("10.0.0.1",), True), (("10.20.0.80",), None), (socket.gaierror(socket.EAI_NONAME, ""), True)],
)
async def test_a_search_list_that_is_asked_first_is_asked_as_apps_ask(
    run: ProbeRun, as_it_is: tuple[str, ...] | OSError, replaced: bool | None
) -> None:
    run.net.names["chat.test", socket.AF_UNSPEC] = ("10.20.0.80",)
    run.net.names["chat.test.", socket.AF_UNSPEC] = as_it_is
    both = replace(run.tools, computer=Computer("linux", searched_below=4))
    assert await Lookups(both).ask_system(named("chat.test")) == ("10.20.0.80",)
    (lookup,) = run.seen(Step.DNS)
    assert lookup.facts.get(Fact.SEARCH_LIST) is replaced


async def test_a_search_list_does_not_answer_for_one_family(run: ProbeRun) -> None:
    run.net.names["chat.test", socket.AF_INET6] = ("2001:db8:77::80",)
    run.net.names["chat.test.", socket.AF_INET6] = socket.gaierror(socket.EAI_NODATA, "")
    run.net.names["chat.test.", socket.AF_INET] = ("10.0.0.1",)
    both = replace(run.tools, computer=Computer("linux", has_ipv6=True, searched_below=1))
    assert await Lookups(both).ask_system(named("chat.test")) == ("10.0.0.1",)
    assert {o.target for o in run.seen(Step.DNS)} == {"chat.test@system"}


async def test_one_family_may_fail(run: ProbeRun) -> None:
    both = replace(run.tools, computer=Computer("linux", has_ipv6=True))
    run.net.names["chat.test", socket.AF_INET] = ("10.0.0.1",)
    run.net.names["chat.test", socket.AF_INET6] = socket.gaierror(socket.EAI_NONAME, "")
    names = Lookups(both)
    assert await names.ask_system(named("chat.test")) == ("10.0.0.1",)


@pytest.fixture
def step_limits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that each step is given."""
    limits: list[float] = []
    fail_after = anyio.fail_after

    def watched(delay: float) -> AbstractContextManager[anyio.CancelScope]:
        limits.append(delay)
        return fail_after(delay)

    monkeypatch.setattr(anyio, "fail_after", watched)
    return limits


async def test_a_resolver_gets_as_long_as_a_system_gives_it_once(
    tools: ProbeContext, net: LoopbackNetwork, step_limits: list[float]
) -> None:
    """On a quick line, too: what takes three seconds is slow, and after five the second nameserver is asked."""
    tools = replace(tools, timeouts=AdaptiveTimeouts(StepLimits()))
    names = Lookups(tools)
    net.names["chat.test", socket.AF_INET] = socket.gaierror(socket.EAI_AGAIN, "")
    tools.timeouts.learn_round_trip(0.02)
    await names.ask_system(named("chat.test"))
    await names.ask_system_again(named("chat.test"))
    assert step_limits == [6.0, tools.timeouts.limit]


@pytest.mark.parametrize(("heard", "found"), [(False, ("10.0.0.1",)), (True, ())])
async def test_until_the_system_said_anything_the_last_resolver_is_waited_for(
    run: ProbeRun, monkeypatch: pytest.MonkeyPatch, heard: bool, found: tuple[str, ...]
) -> None:
    """The C library waits five seconds for a dead resolver before it asks the next one, which may be slow."""
    last_resolver_answers = anyio.Event()
    sleeps, sleeps_before = 0, 1 if heard else 0

    async def resolve(name: str, family: int) -> tuple[str, ...]:
        if name == "first.test":
            return ("10.0.0.2",)
        await last_resolver_answers.wait()
        return ("10.0.0.1",)

    async def sleep(_seconds: float) -> None:
        """A lookup sleeps until it asks again, then until its limit is over."""
        nonlocal sleeps
        sleeps += 1
        if sleeps <= sleeps_before:
            await anyio.sleep_forever()  # the answer for first.test ends it
        elif sleeps == sleeps_before + 2:
            await anyio.lowlevel.checkpoint()
            if not heard:
                last_resolver_answers.set()

    monkeypatch.setattr(run.net, "resolve", resolve)
    patient = replace(run.tools, computer=Computer("linux", nameservers=("192.0.2.1", "192.0.2.2")))
    names = Lookups(patient)
    monkeypatch.setattr("dialtone.probe.dns.lookups.anyio.sleep", sleep)
    if heard:
        await names.ask_system(named("first.test"))
    assert await names.ask_system(named("chat.test")) == found


@pytest.mark.parametrize(
    ("first_takes", "place", "longer"),
    [(0.04, ResolverPlace.PRIVATE, 0.0), (5.04, ResolverPlace.PUBLIC, 5.0)],
    ids=["the first nameserver is slow once", "the first nameserver is dead"],
)
async def test_where_every_answer_took_five_seconds_the_next_nameserver_gave_them(
    run: ProbeRun,
    monkeypatch: pytest.MonkeyPatch,
    step_limits: list[float],
    first_takes: float,
    place: ResolverPlace,
    longer: float,
) -> None:
    """A home's filter that is dead denied nothing; and a repeated lookup must reach the next nameserver, too."""
    clock, takes = HandClock(), {"first.test": first_takes, "chat.test": 5.04}

    async def resolve(name: str, family: int) -> tuple[str, ...]:
        clock.time += takes[name]
        raise socket.gaierror(socket.EAI_NONAME, "")

    monkeypatch.setattr(run.net, "resolve", resolve)
    tools = replace(
        run.tools, clock=clock, resolver_place=ResolverPlace.PRIVATE, next_resolver_place=ResolverPlace.PUBLIC
    )
    names = Lookups(tools)
    await names.ask_system(named("first.test"))
    await names.ask_system(named("chat.test"))
    await names.ask_system_again(named("chat.test"))
    assert [o.facts[Fact.ASKED_AT] for o in run.seen(Step.DNS)[1:]] == [place, place]
    assert step_limits[-1] == tools.timeouts.limit + longer


def _hasty(run: ProbeRun, system: float = 0.05) -> ProbeContext:
    lookups = LookupLimits(asked_again_after=0.01, system=system)
    return replace(run.tools, limits=replace(run.tools.limits, lookups=lookups))


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_lost_question_is_asked_again_before_it_is_called_silence(run: ProbeRun, lost: int) -> None:
    names = Lookups(_hasty(run, 6.0))
    run.net.names["other.test", socket.AF_INET] = ("10.0.0.2",)
    await names.ask_system(named("other.test"))
    run.net.names["chat.test", socket.AF_INET] = [*[None] * lost, ("10.0.0.1",)]
    assert await names.ask_system(named("chat.test")) == ("10.0.0.1",)
    lookup = run.seen(Step.DNS)[-1]
    assert lookup.facts[Fact.ASKED] == 1 + lost


@pytest.mark.usefixtures("brisk")
@pytest.mark.parametrize(("heard", "lookups"), [(False, 1), (True, 2)])
async def test_a_system_that_answers_nothing_is_not_asked_again(run: ProbeRun, heard: bool, lookups: int) -> None:
    names = Lookups(_hasty(run))
    run.net.names["other.test", socket.AF_INET] = ("10.0.0.1",) if heard else [None] * 3
    run.net.names["chat.test", socket.AF_INET] = [None] * 6
    await names.ask_system(named("other.test"))
    await names.ask_system(named("chat.test"))
    with anyio.move_on_after(0.1):
        await names.ask_system_again(named("chat.test"))
    failures = [o.failure for o in run.seen(Step.DNS) if o.target == "chat.test@system"]
    assert (failures[0], len(failures)) == (Failure.TIMEOUT, lookups)


@pytest.mark.usefixtures("brisk")
@pytest.mark.parametrize("heard", [False, True])
async def test_a_resolver_that_answers_nothing_is_asked_again_for_twelve_names(run: ProbeRun, *, heard: bool) -> None:
    names = Lookups(_hasty(run))
    if heard:
        run.net.names["heard.test", socket.AF_INET] = ("10.0.0.1",)
        await names.ask_system(named("heard.test", "chat/heard"))
    silent = [f"silent-{number}.test" for number in range(20)]
    for name in silent:
        run.net.names[name, socket.AF_INET] = [None] * 3
    async with anyio.create_task_group() as group:
        for name in silent:
            group.start_soon(names.ask_system, named(name, f"chat/{name}"))
    assert sum(Fact.ASKED in lookup.facts for lookup in run.seen(Step.DNS)) == (20 if heard else 12)


async def test_without_trusted_resolvers_nothing_is_known(run: ProbeRun) -> None:
    assert await run.names.ask_trusted(named("chat.test")) == ()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "169.254.1.1",
        "::1",
        "::",
        "fe80::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:0.0.0.0",
    ],
)
def test_nobody_connects_to_this_computer_or_to_nowhere(address: str) -> None:
    assert not may_be_reachable(address)


@pytest.mark.parametrize("address", ["149.154.167.50", "10.10.34.35", "198.18.0.7", "2001:db8::1", "64:ff9b::8.8.8.8"])
def test_other_addresses_are_tried(address: str) -> None:
    """Private ones too: a block page may stand there. NAT64's and a VPN's stand-ins are how some lines work."""
    assert may_be_reachable(address)
