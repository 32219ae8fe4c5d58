"""One check: a loop that passes what happened to `decide`, and does what it returns."""

from collections.abc import Callable, Collection
from contextlib import suppress
from random import SystemRandom

import anyio
from anyio.abc import TaskGroup

from dialtone import __version__
from dialtone.engine.decide import Decision, decide
from dialtone.engine.events import (
    CheckFinished,
    CheckSettled,
    CheckStarted,
    Event,
    MessengerJudged,
    NetworkJudged,
    Progressed,
)
from dialtone.engine.first_questions import schedule
from dialtone.engine.line import measure_line
from dialtone.engine.plan import Plan, make_context
from dialtone.engine.question import Question
from dialtone.engine.state import make_initial_state
from dialtone.judge.function_verdicts import check_day
from dialtone.model.check import Check
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Step
from dialtone.probe.clock import Clock
from dialtone.probe.keeping import LastingConnection
from dialtone.probe.libraries import load_pages, load_sockets
from dialtone.probe.net import Network

_LOOK_SECONDS = 0.01  # between two looks at what is under way
_MOST_LOOKS = 10  # then the line is slow, and there is time to load
_NETWORK = ""  # stands for the network where a messenger's id is expected

Emit = Callable[[Event], None]


async def run_check(plan: Plan, net: Network, clock: Clock, emit: Emit) -> Check:
    """Measure and judge. Emit all events of a check, and return the whole check."""
    check = await measure(plan, net, clock, emit)
    emit(CheckFinished(check))
    return check


async def measure(plan: Plan, net: Network, clock: Clock, emit: Emit) -> Check:
    """Measure and judge. Emit verdicts while the rest still runs; `CheckFinished` is left to the caller."""
    run = _CheckRun(plan, net, clock, emit)
    emit(CheckStarted(tuple(m.id for m in plan.messengers), run.started_at))
    await run.observe()
    return run.make_check()


class _CheckRun:
    """Starts and cancels probes, and collects what happens."""

    def __init__(self, plan: Plan, net: Network, clock: Clock, emit: Emit) -> None:
        first_questions, self._plan = schedule(plan)
        self._emit = emit
        self.started_at = clock.today()
        self._tools = make_context(self._plan, net, clock)
        self._journal = self._tools.journal
        seed = SystemRandom().getrandbits(32)
        day = check_day(self.started_at.date(), plan.catalogue.version)
        self._state = make_initial_state(self._plan, first_questions, seed, day)
        self._scopes: dict[int, anyio.CancelScope] = {}
        """By the number of a running question: what cancels it."""
        self._ended: list[tuple[int, LastingConnection | None]] = []
        """The questions that have ended since the last decision: number, and the connection that one left open."""
        self._happened = anyio.Event()
        """Set when a question has ended or a step has failed; a new one for each turn."""
        self._announced: dict[str, NetworkVerdict | MessengerVerdict] = {}
        """The verdicts emitted last, by messenger; `_NETWORK` has the network's."""

    async def observe(self) -> None:
        """Observe until `decide` ends the check."""
        tools = self._tools
        self._journal.on_failure = self._wake
        try:
            async with anyio.create_task_group() as group:
                group.start_soon(tools.lag.watch, tools.clock)
                group.start_soon(tools.pace.watch, tools.clock, lambda: tools.net.traffic.received)
                group.start_soon(self._preload)
                while await self._take_turn(group):
                    pass
                group.cancel_scope.cancel()
        finally:
            await tools.kept.aclose()
            await tools.lookups.aclose()

    async def _take_turn(self, group: TaskGroup) -> bool:
        """Carry out the next decisions, and wait. Return whether the check goes on."""
        self._happened = anyio.Event()
        self._update_state()
        decision = decide(self._state)
        self._state = decision.state
        for verdict in decision.verdicts:
            self._announce(verdict)
        if decision.shortens_control_timeouts:
            self._tools.timeouts.shorten_for_controls()
        if decision.announces_unfinished:
            self._emit(CheckSettled(self.make_check()))
        for number in decision.cancelled:
            self._scopes[number].cancel()
        for number, question in decision.started.items():
            self._scopes[number] = anyio.CancelScope()
            group.start_soon(self._ask, number, question)
        if decision.ends:
            return False
        with anyio.move_on_after(max(0.0, decision.wake_at - self._journal.elapsed())):
            await self._happened.wait()
        return True

    def _update_state(self) -> None:
        """Fold in what happened: the time and the line first, then observations, then questions that ended."""
        before = self._state
        state = before.after_time(self._journal.elapsed(), measure_line(self._tools), self._journal.running_steps())
        if len(self._journal.observations) > len(state.index.steps):
            state = state.after_observing(self._journal.observations)
        ended, self._ended = self._ended, []
        for number, result in ended:
            state = state.after_end(number, result)
        if (state.done, state.total) != (before.done, before.total) or ended:
            self._emit(Progressed(state.done, state.total))
        self._state = state

    async def _ask(self, number: int, question: Question) -> None:
        """Ask a question in a scope of its own, so that it can be cancelled; note its end and what it returned."""
        result: LastingConnection | None = None
        with self._scopes[number]:
            result = await question.ask(self._tools)
        del self._scopes[number]
        self._ended.append((number, result))
        self._wake()

    def _wake(self) -> None:
        self._happened.set()

    def _announce(self, verdict: NetworkVerdict | MessengerVerdict) -> None:
        subject = verdict.messenger if isinstance(verdict, MessengerVerdict) else _NETWORK
        if self._announced.get(subject) == verdict:
            return
        self._announced[subject] = verdict
        self._emit(MessengerJudged(verdict) if isinstance(verdict, MessengerVerdict) else NetworkJudged(verdict))

    async def _preload(self) -> None:
        """Load what answers need while the first ones are awaited: one part during lookups, one during connections."""
        contexts = self._tools.contexts
        await self._wait_for(lambda steps: Step.DNS in steps)
        _load(load_sockets, contexts.load)
        await self._wait_for(lambda steps: Step.DNS not in steps)
        _load(load_pages, contexts.public)

    async def _wait_for(self, is_reached: Callable[[Collection[Step]], bool]) -> None:
        """Wait until the steps under way are as far as is wanted; if it takes long, there is time to load anyway."""
        for _ in range(_MOST_LOOKS):
            await anyio.sleep(_LOOK_SECONDS)
            if is_reached({running.step for running in self._journal.running_steps()}):
                break

    def make_check(self) -> Check:
        """Judge all observations so far, announce what is not announced yet, and return the check."""
        self._state = state = self._state.after_observing(self._journal.observations)
        network, verdicts = Decision(state).judge_all()
        self._announce(network)
        for verdict in verdicts:
            self._announce(verdict)
        traffic = self._tools.net.traffic
        return Check(
            app_version=__version__,
            catalogue_version=self._plan.catalogue.version,
            started_at=self.started_at,
            seconds=round(self._journal.elapsed(), 3),
            bytes_sent=traffic.sent,
            bytes_received=traffic.received,
            platform=self._plan.computer.platform,
            network=network,
            messengers=verdicts,
            observations=tuple(self._journal.observations),
            kept=state.find_kept_outcome(),
        )


def _load(*parts: Callable[[], object]) -> None:
    for load in parts:
        with suppress(OSError):  # no file descriptors left: whatever needs it loads it later
            load()
