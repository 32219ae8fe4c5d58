"""Which messenger comes first in a report, on the picture and in the window."""

from collections.abc import Callable, Sequence

from dialtone.explain.answers import clauses_of
from dialtone.model.answer import State, severity
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import MessengerVerdict


def _unknown_reach(_messenger: str) -> int:
    return 0


def worst_first(verdicts: Sequence[MessengerVerdict]) -> tuple[MessengerVerdict, ...]:
    """Sort verdicts by what is said of them first."""
    return tuple(sorted(verdicts, key=lambda one: severity(clauses_of(one)[0])))


def by_attention(
    verdicts: Sequence[MessengerVerdict], reach: Callable[[str], int] = _unknown_reach
) -> tuple[MessengerVerdict, ...]:
    """Sort verdicts: what is used here and fails, what is used and works, of the rest what works; untestable ones last.

    Where nothing is on this computer, everything counts as used. `reach`: what more people use comes before the like.
    """
    used = any(verdict.installed for verdict in verdicts)

    def place(verdict: MessengerVerdict) -> tuple[bool, bool, bool, tuple[int, bool, bool, int], int]:
        first, unused = clauses_of(verdict)[0], used and not verdict.installed
        after_what_works = unused and first.state is not State.WORKS  # a person looks for what works
        untestable = verdict.status in UNTESTABLE
        return untestable, not verdict.installed, after_what_works, severity(first), -reach(verdict.messenger)

    return tuple(sorted(verdicts, key=place))
