"""Which messenger comes first in a report."""

from collections.abc import Callable, Sequence

from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus

_ATTENTION = (*WORST_FIRST, MessengerStatus.NOT_TESTED)
"""From what needs attention most to what needs none."""
_WORKING_FIRST = (MessengerStatus.WORKS, *(status for status in _ATTENTION if status is not MessengerStatus.WORKS))
"""Of what nobody uses here: a person looks for what works."""


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
        order = _WORKING_FIRST if used and not verdict.installed else _ATTENTION
        rank = order.index(verdict.status) if tested else 0
        return not tested, not verdict.installed, rank, -reach(verdict.messenger)

    return tuple(sorted(verdicts, key=place))
