"""States of a check that were not reached by one: what is known, for a row to look at."""

from collections.abc import Iterable
from typing import Any

from dialtone.engine.line import HeadStart, Line
from dialtone.engine.plan import Plan
from dialtone.engine.question import Question
from dialtone.engine.rows import ROWS
from dialtone.engine.state import State
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.probe.journal import RunningStep

QUICK = Line(odd_silence=0.5, has_capacity=True, brief_limit=0.25)
_ORDER = (Step.TCP, Step.TLS, Step.HTTP, Step.FLOW)


def tried(
    endpoint: Endpoint,
    last: Step = Step.TLS,
    failure: Failure | None = None,
    *,
    attempt: int = 1,
    variant: Variant = Variant.APP,
    seconds: float = 0.1,
    **facts: Any,
) -> list[Observation]:
    """Return the steps of one attempt, up to the last: only that can have failed, in so many seconds."""
    steps = _ORDER[: _ORDER.index(last) + 1] if last in _ORDER else (Step.TCP, last)
    target = f"{endpoint.addresses[0] if endpoint.addresses else '192.0.2.99'}:{endpoint.port}"
    told: Facts = {Fact.FROM: endpoint.address_origin.value, **{Fact(key): value for key, value in facts.items()}}
    return [
        Observation(
            10 * attempt + nth,
            endpoint.messenger,
            endpoint.id,
            step,
            target,
            float(attempt),
            seconds if step is last else 0.1,
            failure if step is last else None,
            told,
            attempt,
            variant,
        )
        for nth, step in enumerate(steps)
    ]


def known(
    plan: Plan,
    observations: AttemptIndex | Iterable[Observation] = (),
    *,
    line: Line = QUICK,
    steps: tuple[RunningStep, ...] = (),
    now: float = 10.0,
) -> State:
    index = observations if isinstance(observations, AttemptIndex) else AttemptIndex(observations)
    return State(plan, HeadStart(plan.limits.check.foreign_first), now=now, line=line, running_steps=steps, index=index)


def asks(row: str, state: State, messenger: Messenger | None = None) -> list[Question]:
    (found,) = (each for each in ROWS if each.id == row)
    if found.ask_controls is not None:
        return list(found.ask_controls(state))
    assert found.ask is not None
    assert messenger is not None
    return list(found.ask(state, messenger))


def names(questions: Iterable[Question]) -> list[str]:
    return [question.endpoint.id for question in questions]


def later(state: State, asked: Iterable[Question], seconds: float = 1.0) -> State:
    for question in asked:
        state = state.after_asking(question).after_starting(question)
        state = state.after_end(state.next_number - 1)
    return replace(state, now=state.now + seconds)
