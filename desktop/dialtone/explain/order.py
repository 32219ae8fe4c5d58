"""Which messenger comes first in a report."""

from collections.abc import Sequence

from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus

_ATTENTION = (*WORST_FIRST, MessengerStatus.NOT_TESTED)
"""From what needs attention most to what needs none."""


def by_attention(verdicts: Sequence[MessengerVerdict]) -> tuple[MessengerVerdict, ...]:
    """Sort verdicts: of what is on this computer, then of the rest, what fails first; what no check can test last."""

    def place(verdict: MessengerVerdict) -> tuple[bool, bool, int]:
        tested = verdict.status in _ATTENTION
        return not tested, not verdict.installed, _ATTENTION.index(verdict.status) if tested else 0

    return tuple(sorted(verdicts, key=place))
