"""The record of a check: numbered observations, one per step, written as the steps end."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import anyio

from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.probe.clock import Clock
from dialtone.probe.failure import StepFailed, classify, expected


class Journal:
    """All observations of one check, in the order in which their steps ended."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = clock.now()
        self._attempts = 0
        self._running: dict[int, RunningStep] = {}
        self.observations: list[Observation] = []
        self.on_failure: Callable[[], None] = lambda: None
        """Called when a step failed: who waits for one need not look."""

    def attempt(self, messenger: str, endpoint: str, variant: Variant = Variant.APP, row: str = "") -> "AttemptWriter":
        """Open a new attempt: all steps of one connection. `row`: who asks it."""
        self._attempts += 1
        return AttemptWriter(self, messenger, endpoint, self._attempts, variant, row)

    def elapsed(self) -> float:
        """Seconds since the check began."""
        return self._clock.now() - self._began

    def running(self, endpoint: str, target: str = "", variant: Variant | None = None) -> "RunningStep | None":
        """Return the step at an endpoint that has been under way for longest; None where none is.

        With a target or a variant only of attempts at that target, or of that variant.
        """
        here = (step for step in self._running.values() if step.endpoint == endpoint)
        return next((s for s in here if target in ("", s.target) and variant in (None, s.variant)), None)

    def under_way(self) -> "tuple[RunningStep, ...]":
        """Return the steps that have not ended."""
        return tuple(self._running.values())

    def begin(self, attempt: "AttemptWriter", step: Step, target: str, started: float, facts: Facts) -> None:
        """Note that a step is under way."""
        self._running[attempt.number] = RunningStep(
            attempt.endpoint, step, target, started, attempt.variant, facts, attempt.messenger
        )

    def forget(self, attempt: "AttemptWriter") -> None:
        """Note that a step ended of which nothing is to be said."""
        self._running.pop(attempt.number, None)

    def write(
        self, attempt: "AttemptWriter", step: Step, target: str, started: float, outcome: "Outcome"
    ) -> Observation:
        """Add one observation."""
        self._running.pop(attempt.number, None)
        observation = Observation(
            number=len(self.observations) + 1,
            messenger=attempt.messenger,
            endpoint=attempt.endpoint,
            step=step,
            target=target,
            started=round(started, 4),
            seconds=round(self.elapsed() - started, 4),
            failure=outcome.failure,
            facts=dict(outcome.facts),
            attempt=attempt.number,
            variant=attempt.variant,
            row=attempt.row,
        )
        self.observations.append(observation)
        if observation.failure is not None:
            self.on_failure()
        return observation


class RunningStep(Frozen):
    """A step that has not ended."""

    endpoint: str
    step: Step
    target: str
    started: float
    """Seconds since the check began."""
    variant: Variant
    facts: Facts
    """What it has found so far; they grow while it runs."""
    messenger: str = ""


class Outcome:
    """What a running step has found so far."""

    def __init__(self) -> None:
        self.facts: Facts = {}
        self.failure: Failure | None = None


class AttemptWriter:
    """The steps of one connection."""

    def __init__(
        self, journal: Journal, messenger: str, endpoint: str, number: int, variant: Variant, row: str = ""
    ) -> None:
        self._journal = journal
        self.messenger = messenger
        self.endpoint = endpoint
        self.number = number
        self.variant = variant
        self.row = row
        self.slowest = 0.0
        """Seconds of the slowest step so far that got its answer."""
        self.unsaid: tuple[Failure, ...] = ()
        """How a step may fail without being written: it is done again, and says nothing of the network."""

    @asynccontextmanager
    async def step(self, step: Step, target: str, limit: float) -> AsyncIterator[Facts]:
        """Run one step within `limit` seconds and write its observation. Raises `StepFailed`.

        The body fills the facts. What the network did wrong is recorded and raised as `StepFailed`; a bug of Dialtone
        surfaces as it is.
        """
        started = self._journal.elapsed()
        outcome = Outcome()
        self._journal.begin(self, step, target, started, outcome.facts)
        try:
            with anyio.fail_after(limit):
                yield outcome.facts
        except anyio.get_cancelled_exc_class():
            outcome.failure = Failure.NOT_IN_TIME
            raise
        except expected() as error:
            failure = classify(error)
            if failure is None:
                raise
            if failure is Failure.TIMEOUT and Fact.REFUSED_AFTER in outcome.facts:
                failure = Failure.REFUSED  # other datagrams were waited for, but it was not silent
            outcome.failure = failure
            raise StepFailed(step, failure) from error
        except BaseException:
            outcome.failure = Failure.BUG
            raise
        finally:
            if outcome.failure in self.unsaid:
                self._journal.forget(self)
            else:
                self._end(step, target, started, outcome)

    def _end(self, step: Step, target: str, started: float, outcome: Outcome) -> None:
        observation = self._journal.write(self, step, target, started, outcome)
        if outcome.failure is None:
            self.slowest = max(self.slowest, observation.seconds)
