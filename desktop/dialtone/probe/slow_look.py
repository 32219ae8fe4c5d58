"""Seeing that a page comes slowly while it is still being read."""

from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Step
from dialtone.probe.context import ProbeContext


def slow_so_far(tools: ProbeContext) -> tuple[str, ...]:
    """Return the endpoints whose page has come plainly slowly for a while, and still comes.

    What comes no more may have stopped, which is another question. On a line that is far, full or loses packets, and
    on a busy computer, nothing is odd so early.
    """
    odd = tools.patience.odd_silence
    if odd is None or tools.pace.is_narrow or tools.pace.makes_all_wait:
        return ()
    found = tools.journal.under_way(Step.FLOW)
    return tuple(r.endpoint for r in found if _is_slow(tools, tools.journal.elapsed() - r.started, odd, r.facts))


def slow_on_a_slow_line(tools: ProbeContext) -> tuple[str, ...]:
    """Return the same where every handshake was slow: whether others come as slowly has to be seen, and soon.

    Where the line is so narrow that handshakes wait for one another, pages are read alone, and the line itself is
    the yardstick.
    """
    if not tools.pace.makes_all_wait or tools.pace.is_shared:
        return ()
    found = tools.journal.under_way(Step.FLOW)
    after = tools.limits.slow.neutral_after
    return tuple(r.endpoint for r in found if _is_slow(tools, tools.journal.elapsed() - r.started, after, r.facts))


def _is_slow(tools: ProbeContext, took: float, odd: float, facts: Facts) -> bool:
    limits, alone = tools.limits.slow, took - _number(facts, Fact.LAG)
    received, last = _number(facts, Fact.BYTES), _number(facts, Fact.FLOW_SECONDS)
    return alone >= odd and 0 < received <= limits.rate * alone and took - last <= limits.fresh


def _number(facts: Facts, fact: Fact) -> float:
    value = facts.get(fact, 0)
    return float(value) if isinstance(value, int | float) else 0.0
