"""What is said first of a messenger, in the row, the headline, the card and the notice: the worst that is true.

Messages that may be read on the way come before everything that works in part, and so does a fault of the service. What
was not tested is never said to work.
"""

from dialtone.explain.functions import is_not_safe, least_sure
from dialtone.model.frozen import Frozen, replace
from dialtone.model.status_groups import ANSWERS, BROKEN
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

_OPEN = frozenset({FunctionStatus.NOT_TESTED, FunctionStatus.UNKNOWN})


class Lead(Frozen):
    """What comes before the messenger's status."""

    key: str
    """The sentence, in every family that has one: `not_safe.part`. The word before the dot names the plainer one."""
    confidence: Confidence
    functions: tuple[FunctionVerdict, ...] = ()
    """The functions it is about."""

    @property
    def not_safe(self) -> bool:
        """Whether messages may be read on the way."""
        return self.key.startswith("not_safe")

    def keys(self, family: str) -> tuple[str, ...]:
        """Return keys of a family, from the most specific to the plainest."""
        plainer = self.key.partition(".")[0]
        keys = (f"{self.key}.{self.confidence}", self.key, f"{plainer}.{self.confidence}", plainer)
        return tuple(f"{family}.{key}" for key in keys)


def find_lead(verdict: MessengerVerdict) -> Lead | None:
    """Find what must be said first; None where the status of the messenger says it."""
    if verdict.status is MessengerStatus.BLOCKED and verdict.causes[:1] == (Cause.CERTIFICATE_SWAPPED,):
        return Lead("not_safe", verdict.confidence)
    if verdict.status not in ANSWERS:
        return None
    return _not_safe(verdict) or _outage(verdict) or _only_calls_fail(verdict) or _without_calls(verdict)


def with_lead_first(verdict: MessengerVerdict, lead: Lead | None) -> MessengerVerdict:
    """Return the verdict for the rest of the words: the cause behind the lead first, and as sure as it."""
    if lead is None:
        return verdict
    behind = dict.fromkeys(f.causes[0] for f in lead.functions if f.causes)
    status = MessengerStatus.PARTLY if lead.not_safe and verdict.status in ANSWERS else verdict.status
    causes = tuple(dict.fromkeys((*behind, *verdict.causes)))
    return replace(verdict, status=status, causes=causes, confidence=lead.confidence)


def _as_sure(functions: tuple[FunctionVerdict, ...]) -> Confidence:
    return least_sure(f.confidence for f in functions)


def _not_safe(verdict: MessengerVerdict) -> Lead | None:
    """Return the lead where another host answers in the service's place, for the messages or for another part."""
    unsafe = tuple(f for f in verdict.functions if is_not_safe(f))
    if not unsafe:
        return None
    messages = tuple(f for f in unsafe if f.function is Function.MESSAGES)
    return Lead("not_safe" if messages else "not_safe.part", _as_sure(messages or unsafe), unsafe)


def _outage(verdict: MessengerVerdict) -> Lead | None:
    """Return the lead where a fault of the service explains the messages, or all that does not work."""
    broken = tuple(f for f in verdict.functions if f.status in BROKEN)
    down = tuple(f for f in broken if f.status is FunctionStatus.DOWN)
    messages = verdict.function(Function.MESSAGES)
    if not down or (down != broken and messages not in down):
        return None
    works = messages is not None and messages.status is FunctionStatus.WORKS
    return Lead("down.messages_work" if works else "down.named", _as_sure(down), down)


def _only_calls_fail(verdict: MessengerVerdict) -> Lead | None:
    """Return the lead where messages surely work and nothing but calls is hindered."""
    calls, messages = verdict.function(Function.CALLS), verdict.function(Function.MESSAGES)
    troubled = [f for f in verdict.functions if f.status in BROKEN or f.status is FunctionStatus.SLOW]
    if calls is None or messages is None or troubled != [calls] or calls.status is not FunctionStatus.BLOCKED:
        return None
    works = messages.status is FunctionStatus.WORKS and messages.confidence is Confidence.SURE
    return Lead("partly.calls", calls.confidence, (calls,)) if works else None


def open_calls(verdict: MessengerVerdict) -> str:
    """Return what a sentence with "works here" must add: `calls_not_tested`, `calls_unknown`, or nothing."""
    calls = verdict.function(Function.CALLS)
    return f"calls_{calls.status}" if calls is not None and calls.status in _OPEN else ""


def _without_calls(verdict: MessengerVerdict) -> Lead | None:
    """Return the lead where all that could be tested works, calls not among it; calls do not change how sure it is."""
    calls, messages = verdict.function(Function.CALLS), verdict.function(Function.MESSAGES)
    if verdict.status is not MessengerStatus.WORKS or calls is None or calls.status not in _OPEN or messages is None:
        return None
    tested = tuple(f for f in verdict.functions if f is not calls and f.status is not FunctionStatus.NOT_TESTED)
    return Lead(f"works.calls_{calls.status}", _as_sure(tested))
