"""States of a check that were not reached by one: what is known, for a row to look at."""

from collections.abc import Iterable

from dialtone.engine.plan import Plan
from dialtone.engine.question import Question
from dialtone.engine.rows import ROWS
from dialtone.engine.state import HeadStart, Line, State
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.probe.journal import RunningStep

QUICK = Line(odd_silence=0.5, has_capacity=True, moment=0.25)


def known(
    plan: Plan,
    observations: AttemptIndex | Iterable[Observation] = (),
    *,
    line: Line = QUICK,
    steps: tuple[RunningStep, ...] = (),
    now: float = 10.0,
) -> State:
    index = observations if isinstance(observations, AttemptIndex) else AttemptIndex(observations)
    return State(
        plan,
        HeadStart(plan.limits.check.foreign_first),
        now=now,
        line=line,
        running_steps=steps,
        index=index,
    )


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
