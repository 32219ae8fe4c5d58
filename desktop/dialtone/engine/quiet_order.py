"""When each endpoint of a quiet check begins: neutral hosts first, then the messengers, one after the other."""

from collections.abc import Sequence
from random import Random, SystemRandom

from dialtone.engine.plan import Plan, Task, Turn, list_work
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits

_TURNS = (Turn.FIRST, Turn.FURTHER_PAGE, Turn.RESERVE, Turn.ELSEWHERE, Turn.IN_DOUBT)


def schedule(plan: Plan) -> tuple[Sequence[Task], Sequence[float], Plan]:
    """Return what is asked at once, after how many seconds each begins, and the plan with the time that this takes."""
    work = list_work(plan)
    if not plan.quiet:
        return work, [0.0] * len(work), plan
    begins = begin_times(work, plan.limits, SystemRandom())
    return work, begins, quiet_plan(plan, begins)


def late_pause(plan: Plan) -> float:
    """Return how long to wait before something is asked once more."""
    return SystemRandom().uniform(*plan.limits.quiet.late_pause) if plan.quiet else 0.0


def begin_times(work: Sequence[Task], limits: Limits, chance: Random) -> list[float]:
    """Return for each task after how many seconds it begins. Servers and messengers have a new order each time."""
    quiet, times, now = limits.quiet, [0.0] * len(work), 0.0
    neutral = [number for number, task in enumerate(work) if not task.endpoint.messenger]
    for number in sorted(neutral, key=lambda n: _TURNS.index(work[n].turn)):
        times[number] = now
        now += chance.uniform(*quiet.neutral_pause)
    messengers = list(dict.fromkeys(task.endpoint.messenger for task in work if task.endpoint.messenger))
    chance.shuffle(messengers)
    for messenger in messengers:
        now += chance.uniform(*quiet.messenger_pause)
        theirs = [number for number, task in enumerate(work) if task.endpoint.messenger == messenger]
        chance.shuffle(theirs)
        for number in theirs:
            times[number] = now
            now += chance.uniform(*quiet.server_pause)
    return times


def quiet_plan(plan: Plan, begins: Sequence[float]) -> Plan:
    """Return the plan with the time that a quiet check takes, and without what asks one server many times."""
    limits = plan.limits
    patient = replace(
        limits.check,
        seconds=max(begins, default=0.0) + limits.quiet.at_the_end,
        foreign_first=limits.check.foreign_first + limits.steps.uninformed,
        home_first=limits.check.home_first + limits.steps.uninformed,
    )
    calm = replace(limits.retries, shares=0, late_messengers=0, pulse=limits.quiet.pulse, read_at_once=1)
    return replace(plan, limits=replace(limits, check=patient, retries=calm))
