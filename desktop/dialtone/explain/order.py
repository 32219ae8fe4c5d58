"""Which messenger comes first in a report, on the picture and in the window."""

from collections.abc import Callable, Sequence

from dialtone.explain.lead import find_lead
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus

_ATTENTION = (*WORST_FIRST, MessengerStatus.NOT_TESTED)
"""From what needs attention most to what needs none."""
_WORKING_FIRST = (MessengerStatus.WORKS, *(status for status in _ATTENTION if status is not MessengerStatus.WORKS))
"""Of what nobody uses here: a person looks for what works."""


def counted_as(verdict: MessengerVerdict) -> MessengerStatus:
    """Return the status to count with where the worst is looked for: what is not safe is as bad as what is blocked."""
    lead = find_lead(verdict)
    return MessengerStatus.BLOCKED if lead is not None and lead.not_safe else verdict.status


def severity(verdict: MessengerVerdict) -> int:
    """Return the rank of what is said of a messenger, the smallest for the worst: not safe, then WORST_FIRST."""
    lead = find_lead(verdict)
    if lead is not None and lead.not_safe:
        return -2 if lead.group == "not_safe" else -1
    return _ATTENTION.index(verdict.status) if verdict.status in _ATTENTION else len(_ATTENTION)


def _unknown_reach(_messenger: str) -> int:
    return 0


def by_attention(
    verdicts: Sequence[MessengerVerdict], reach: Callable[[str], int] = _unknown_reach
) -> tuple[MessengerVerdict, ...]:
    """Sort verdicts: what is used here and fails, what is used and works, of the rest what works; untestable ones last.

    Where nothing is on this computer, everything counts as used. `reach`: what more people use comes before the like.
    """
    used = any(verdict.installed for verdict in verdicts)

    def place(verdict: MessengerVerdict) -> tuple[bool, bool, int, int]:
        tested = verdict.status in _ATTENTION
        unused = used and not verdict.installed
        rank = _WORKING_FIRST.index(verdict.status) if unused and tested else severity(verdict)
        return not tested, not verdict.installed, rank, -reach(verdict.messenger)

    return tuple(sorted(verdicts, key=place))
