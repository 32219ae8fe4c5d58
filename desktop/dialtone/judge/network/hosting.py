"""Hosting companies whose neutral sites are all slow, stalled, silent or in error: that concerns no one messenger."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from http import HTTPStatus

from dialtone.judge.attempts import (
    CUT,
    NO_REPLY,
    Attempt,
    AttemptIndex,
    highest_rate,
    number,
    numbers,
    rate,
    steps_of,
    successes,
)
from dialtone.judge.enough import by_endpoint, if_at_several
from dialtone.judge.readings import slow_limit
from dialtone.model.catalogue import Controls, Operator
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import DEAD_AT_OPERATOR, REPEATED
from dialtone.model.vocabulary import Failure, Place, Step


class Trouble(Enum):
    """What happened to the sites of an operator."""

    SLOW = auto()
    FROZEN = auto()
    DEAD = auto()
    """No connection or no handshake, each time."""
    ERRS = auto()
    """Every answer was an error of a server (5xx)."""


class HostingTrouble(Frozen):
    """A hosting company whose neutral sites all have the same trouble, while others have none."""

    operator: Operator
    trouble: Trouble
    observations: tuple[int, ...]


def find_hosting_troubles(index: AttemptIndex, controls: Controls) -> tuple[HostingTrouble, ...]:
    """Return the hosting companies that are slow, stalled, silent or in error, as far as neutral sites show it."""
    abroad, troubles = controls.sites_at(Place.FOREIGN), []
    hosts = (*controls.anchors, *(controls.udp if index.answers(controls.udp) else ()))
    silent = [e for e in hosts if index.attempts_at(e) and all(map(_got_no_answer, index.attempts_at(e)))]
    silent_attempts, other_attempts = index.attempts(silent), index.attempts(e for e in hosts if e not in silent)
    for operator in controls.operators:
        attempts = index.attempts(e for e in abroad if e.operator == operator.id)
        others = index.attempts(e for e in abroad if e.operator != operator.id)
        elsewhere = (t for t in index.every_attempt() if not operator.has(t.address))
        if trouble := _find_trouble(attempts, others, elsewhere):
            troubles.append(HostingTrouble(operator, trouble, numbers(attempts)))
        its_silent = [t for t in silent_attempts if operator.has(t.address)]
        is_dead = if_at_several(its_silent, by_endpoint, DEAD_AT_OPERATOR)
        if is_dead and not any(operator.has(t.address) for t in other_attempts):
            troubles.append(HostingTrouble(operator, Trouble.DEAD, numbers(its_silent)))
    return tuple(troubles)


def _got_no_answer(attempt: Attempt) -> bool:
    """Return whether an attempt got no answer at its first step. A refusal over UDP (ICMP) is none either."""
    refused_over_udp = attempt.failure is Failure.REFUSED and attempt.last.step is not Step.TCP
    return attempt.last is attempt.steps[0] and (attempt.failure in NO_REPLY or refused_over_udp)


def _find_trouble(
    attempts: Sequence[Attempt], others: Sequence[Attempt], elsewhere: Iterable[Attempt]
) -> Trouble | None:
    """Return what happened to all sites of an operator (`attempts`) and not to other sites; None if nothing did.

    Others must have got further, or come faster. If no other site's page was read, a longer one from `elsewhere` shows
    that what is long passes.
    """
    # A single silent site may just be down, and a single error may concern one site.
    died = [t for t in attempts if t.last.step in (Step.TCP, Step.TLS) and t.failure in (*CUT, Failure.UNREACHABLE)]
    if len(died) == len(attempts) >= REPEATED and any(t.find(Step.HTTP) for t in others):
        return Trouble.DEAD
    answers = steps_of(attempts, Step.HTTP)
    errors = [o for o in answers if number(o, Fact.STATUS) >= HTTPStatus.INTERNAL_SERVER_ERROR]
    if len(errors) == len(answers) >= REPEATED and successes(others, Step.HTTP):
        return Trouble.ERRS
    flows, other_flows = steps_of(attempts, Step.FLOW), successes(others, Step.FLOW)
    if flows and all(flow.failure is Failure.STALLED for flow in flows):
        longest = max(number(flow, Fact.BYTES) for flow in flows)
        instead = () if steps_of(others, Step.FLOW) else successes(elsewhere, Step.FLOW)
        long_passes = other_flows or any(number(flow, Fact.BYTES) > longest for flow in instead)
        return Trouble.FROZEN if long_passes else None
    # One must have been read to its end: one that stopped on the way has only the rate up to there.
    limit = slow_limit(max(map(rate, other_flows), default=0.0))
    any_whole = any(flow.ok for flow in flows)
    return Trouble.SLOW if any_whole and all(highest_rate(flow) < limit for flow in flows) else None
