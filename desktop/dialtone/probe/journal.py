"""The record of a check: numbered observations, one per step, written when the step ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.probe.clock import Clock
from dialtone.probe.failure import NETWORK_ERRORS, StepFailed, classify

_TIMED = (Step.FLOW, Step.SENDING)  # steps that show a speed, even if they do not end


class RunningStep(Frozen):
    """A step that has not ended."""

    endpoint: str
    step: Step
    target: str
    started: float
    """Seconds since the check began."""
    variant: Variant
    facts: Facts
    """The facts found so far; more are added while the step runs."""
    messenger: str = ""


class Journal:
    """All observations of one check, in the order in which their steps ended."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = clock.now()
        self._attempts = 0
        self._running: dict[int, RunningStep] = {}
        """By the number of the attempt."""
        self._slept_through = set[int]()
        self.observations: list[Observation] = []
        self.on_failure: Callable[[], None] = lambda: None
        """Called when a step has failed, so that nothing has to poll for failures."""

    def open_attempt(
        self, messenger: str, endpoint: str, variant: Variant = Variant.APP, row: str = ""
    ) -> "AttemptWriter":
        """Open a new attempt: all steps of one connection. `row`: the id of the row that asks."""
        self._attempts += 1
        return AttemptWriter(self, messenger, endpoint, self._attempts, variant, row)

    def elapsed(self) -> float:
        """Return the seconds since the check began."""
        return self._clock.now() - self._began

    def find_running(self, endpoint: str, target: str = "", variant: Variant | None = None) -> RunningStep | None:
        """Return the longest-running step at an endpoint, at that target and of that variant if given; or None."""
        at_endpoint = (step for step in self._running.values() if step.endpoint == endpoint)
        return next((s for s in at_endpoint if target in ("", s.target) and variant in (None, s.variant)), None)

    def running_steps(self) -> tuple[RunningStep, ...]:
        """Return the steps that have not ended."""
        return tuple(self._running.values())

    def note_sleep(self) -> None:
        """Note that the computer slept: what is under way may have died meanwhile."""
        self._slept_through |= self._running.keys()

    def begin_step(self, attempt: "AttemptWriter", step: Step, target: str) -> RunningStep:
        """Note that a step has begun."""
        running = RunningStep(attempt.endpoint, step, target, self.elapsed(), attempt.variant, {}, attempt.messenger)
        self._running[attempt.number] = running
        return running

    def end_step(self, attempt: "AttemptWriter", running: RunningStep, failure: Failure | None) -> float:
        """Write the observation of a step, unless its failure is in `unrecorded`; return its seconds.

        Of an attempt that was under way while the computer slept, neither a failure nor a speed says anything.
        """
        self._running.pop(attempt.number, None)
        slept = attempt.number in self._slept_through
        observation = Observation(
            number=len(self.observations) + 1,
            messenger=attempt.messenger,
            endpoint=attempt.endpoint,
            step=running.step,
            target=running.target,
            started=round(running.started, 4),
            seconds=round(self.elapsed() - running.started, 4),
            failure=Failure.NOT_IN_TIME if slept and failure is not None else failure,
            facts=dict(running.facts),
            attempt=attempt.number,
            variant=attempt.variant,
            row=attempt.row,
        )
        if failure not in attempt.unrecorded and not (slept and running.step in _TIMED):
            self.observations.append(observation)
            if failure is not None:
                self.on_failure()
        return observation.seconds


class AttemptWriter(msgspec.Struct):
    """Writes the observations of one attempt: a connection and the steps on it."""

    journal: Journal
    messenger: str
    endpoint: str
    number: int
    variant: Variant
    row: str
    slowest: float = 0.0
    """Seconds of the slowest successful step so far."""
    unrecorded: tuple[Failure, ...] = ()
    """Failures that are not recorded: they say nothing about the network."""

    @contextmanager
    def step(self, step: Step, target: str) -> Iterator[Facts]:
        """Run one step and write its observation with these facts. Raises `StepFailed`.

        A `TimeoutError` of the body, which sets its own time limit, is a failure like any other.
        """
        failure: Failure | None = None
        running = self.journal.begin_step(self, step, target)
        try:
            yield running.facts
        except NETWORK_ERRORS as error:
            failure = _refine(classify(error) or Failure.BUG, running.facts)
            raise StepFailed(step, failure) from error
        except Exception:
            failure = Failure.BUG
            raise
        except BaseException:  # a cancellation, or Ctrl-C
            failure = Failure.NOT_IN_TIME
            raise
        finally:
            seconds = self.journal.end_step(self, running, failure)
            if failure is None:
                self.slowest = max(self.slowest, seconds)


def _refine(failure: Failure, facts: Facts) -> Failure:
    """Return what a timeout really was, as far as the facts of the step show; any other failure as it is."""
    if failure is Failure.TIMEOUT and Fact.REFUSED_AFTER in facts:
        return Failure.REFUSED  # it was not silent: we only waited for other datagrams
    if failure is Failure.TIMEOUT and Fact.HELD_HERE in facts:
        return Failure.DENIED
    return failure
