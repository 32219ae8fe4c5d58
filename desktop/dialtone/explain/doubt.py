"""Whether a row or a chip says what it says with a doubt: its shape must not look as certain as that of a fact."""

from collections.abc import Iterable

from dialtone.explain.lead import find_lead, is_doubted, is_on_and_off
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus, MessengerStatus

_CLAIMS = frozenset(
    {
        MessengerStatus.WORKS,
        MessengerStatus.PARTLY,
        MessengerStatus.SLOW,
        MessengerStatus.BLOCKED,
        MessengerStatus.DOWN,
    }
)
"""What says that something was found out; all else has a shape that claims nothing."""


def is_doubtful(verdict: MessengerVerdict) -> bool:
    """Return whether the row of a messenger is said with a doubt: as sure as its sentence, never surer."""
    if is_on_and_off(verdict):
        return False  # that was seen
    if (lead := find_lead(verdict)) is not None:
        return lead.confidence is not Confidence.SURE
    if verdict.status not in _CLAIMS:
        return False
    if verdict.status is not MessengerStatus.PARTLY:
        return verdict.confidence is not Confidence.SURE
    broken = [f for f in verdict.functions if f.status in BROKEN]
    messages = [f for f in broken if f.function is Function.MESSAGES]
    slow = [f for f in verdict.functions if f.status is FunctionStatus.SLOW]
    told = messages or broken or slow
    return any(is_doubted(f) for f in told) if told else verdict.confidence is not Confidence.SURE


def all_doubtful(verdicts: Iterable[MessengerVerdict]) -> bool:
    """Return whether each of these is said with a doubt, so that nothing sure can stand for all of them."""
    doubts = [is_doubtful(verdict) for verdict in verdicts]
    return bool(doubts) and all(doubts)
