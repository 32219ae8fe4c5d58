"""When each question of a quiet check starts: neutral hosts first, then the messengers, one after another."""

from collections.abc import Sequence
from random import Random, SystemRandom

from dialtone.engine.first_questions import HELD, list_first_questions
from dialtone.engine.plan import Plan
from dialtone.engine.question import Question
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits


def schedule(plan: Plan) -> tuple[list[Question], Plan]:
    """Return the first questions of a check, and its plan; in a quiet check with start times and the time they take."""
    questions = list_first_questions(plan)
    if not plan.quiet:
        return questions, plan
    starts = draw_start_times(questions, plan.limits, SystemRandom())
    timed = [replace(question, not_before=start) for question, start in zip(questions, starts, strict=True)]
    return timed, make_quiet_plan(plan, starts)


def draw_start_times(questions: Sequence[Question], limits: Limits, chance: Random) -> list[float]:
    """Draw when each question starts, in seconds; neutral hosts come first, messengers and servers at random."""
    quiet, times, now = limits.quiet, [0.0] * len(questions), 0.0
    neutral = [number for number, question in enumerate(questions) if not question.about]
    for number in sorted(neutral, key=lambda n: _held_rank(questions[n])):
        times[number] = now
        now += chance.uniform(*quiet.neutral_pause)
    messengers = list(dict.fromkeys(question.about for question in questions if question.about))
    chance.shuffle(messengers)
    for messenger in messengers:
        now += chance.uniform(*quiet.messenger_pause)
        of_messenger = [number for number, question in enumerate(questions) if question.about == messenger]
        chance.shuffle(of_messenger)
        for number in of_messenger:
            times[number] = now
            now += chance.uniform(*quiet.server_pause)
    return times


def _held_rank(question: Question) -> int:
    """Return the rank of a control's question: those that wait for a reason come last, in the order of `HELD`."""
    return HELD.index(question.row) + 1 if question.row in HELD else 0


def make_quiet_plan(plan: Plan, starts: Sequence[float]) -> Plan:
    """Return the plan with the time that a quiet check takes, and without rows that ask one server many times.

    `starts`: when the first questions start, in seconds.
    """
    limits = plan.limits
    patient = replace(
        limits.check,
        seconds=max(starts, default=0.0) + limits.quiet.at_the_end,
        foreign_first=limits.check.foreign_first + limits.steps.uninformed,
        home_first=limits.check.home_first + limits.steps.uninformed,
    )
    unobtrusive = replace(limits.retries, shares=0, late_messengers=0, pulse=limits.quiet.pulse, read_at_once=1)
    return replace(plan, limits=replace(limits, check=patient, retries=unobtrusive))
