"""What is said first of a messenger, in the row, the headline, the card and the notice: the worst that is true.

Messages that may be read on the way come before everything that works in part, and so does a fault of the service. What
was not tested is never said to work.
"""

from dialtone.explain.evidence import PASSES_AT_TIMES, interceptor_of, is_not_safe, least_sure
from dialtone.model.frozen import Frozen
from dialtone.model.status_groups import ANSWERS, BROKEN
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Function, FunctionStatus, MessengerStatus

_OPEN = frozenset({FunctionStatus.NOT_TESTED, FunctionStatus.UNKNOWN})
_STOPPED_OR_UNKNOWN = frozenset({MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN})
_INTERCEPTORS = (
    EvidenceKind.INSPECTED_BY_PROGRAM,
    EvidenceKind.INSPECTED_BY_GATEWAY,
    EvidenceKind.INSPECTED,
    EvidenceKind.READ_ALONG,
)
"""Who is between this computer and the servers, from the best known to the least."""
SLOW_AND_CALLS = "slow_calls"


_CLAIMS = BROKEN | {FunctionStatus.WORKS, FunctionStatus.SLOW}


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

    @property
    def group(self) -> str:
        """Return what messengers are grouped by: `not_safe` for each of those who can read."""
        return "not_safe" if self.not_safe and self.key != "not_safe.part" else self.key

    def keys(self, family: str) -> tuple[str, ...]:
        """Return keys of a family, from the most specific to the plainest."""
        plainer = self.key.partition(".")[0]
        keys = (f"{self.key}.{self.confidence}", self.key, f"{plainer}.{self.confidence}", plainer)
        return tuple(f"{family}.{key}" for key in keys)


def find_lead(verdict: MessengerVerdict) -> Lead | None:
    """Find what must be said first; None where the status of the messenger says it."""
    cause = verdict.causes[0] if verdict.causes else None
    if verdict.status is MessengerStatus.BLOCKED and cause is Cause.CERTIFICATE_SWAPPED:
        return Lead("not_safe", verdict.confidence)
    if verdict.status in _STOPPED_OR_UNKNOWN and cause is Cause.INTERCEPTED:
        who = interceptor_of(verdict)
        told = Cause.INTERCEPTED if who in (None, EvidenceKind.INSPECTED) else who
        return Lead(f"not_safe.{told}", verdict.confidence)
    if verdict.status is MessengerStatus.UNKNOWN:
        return _not_safe(verdict)
    if verdict.status not in ANSWERS:
        return None
    return (
        _not_safe(verdict)
        or _outage(verdict)
        or _slow_and_no_calls(verdict)
        or _only_calls_fail(verdict)
        or _without_calls(verdict)
    )


def said_as_surely(verdict: MessengerVerdict) -> Confidence:
    """Return how sure the row of a messenger is: as its lead, or as the verdict where there is none."""
    lead = find_lead(verdict)
    return verdict.confidence if lead is None else lead.confidence


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


def _slow_and_no_calls(verdict: MessengerVerdict) -> Lead | None:
    """Return the lead where messages are slow and nothing but calls fails: neither hides the other.

    That something is slow is as sure as the surest of what is slow.
    """
    calls, messages = verdict.function(Function.CALLS), verdict.function(Function.MESSAGES)
    slow = tuple(f for f in verdict.functions if f.status is FunctionStatus.SLOW and not comes_and_goes([f]))
    broken = [f for f in verdict.functions if f.status in BROKEN]
    if calls is None or broken != [calls] or calls.status is not FunctionStatus.BLOCKED or messages not in slow:
        return None
    surest = min((f.confidence for f in slow), key=tuple(Confidence).index)
    return Lead(SLOW_AND_CALLS, least_sure((surest, calls.confidence)), (*slow, calls))


def open_calls(verdict: MessengerVerdict) -> str:
    """Return what a sentence with "works here" must add: `calls_not_tested`, `calls_unknown`, or nothing."""
    calls = verdict.function(Function.CALLS)
    if calls is None:
        return ""
    if calls.status is FunctionStatus.WORKS and calls.confidence is Confidence.UNSURE:
        return "calls_unknown"
    return f"calls_{calls.status}" if calls.status in _OPEN else ""


def _without_calls(verdict: MessengerVerdict) -> Lead | None:
    """Return the lead where all that could be tested works, calls not among it; calls do not change how sure it is.

    Nor does a function that works and could only not be timed.
    """
    told, messages = open_calls(verdict), verdict.function(Function.MESSAGES)
    if verdict.status is not MessengerStatus.WORKS or not told or messages is None:
        return None
    others = (f for f in verdict.functions if f.function is not Function.CALLS)
    tested = tuple(f for f in others if f.status is not FunctionStatus.NOT_TESTED and not f.untimed)
    return Lead(f"works.{told}", _as_sure(tested or (messages,)))


def is_doubted(verdict: FunctionVerdict) -> bool:
    """Return whether what is said of a function is said with a doubt; that it comes and goes was seen."""
    claims = verdict.status in _CLAIMS or is_not_safe(verdict)
    return claims and verdict.confidence is not Confidence.SURE and not comes_and_goes([verdict])


def comes_and_goes(functions: list[FunctionVerdict]) -> bool:
    """Return whether all of these pass now and then, rather than slowly."""
    return bool(functions) and all(
        f.status is FunctionStatus.SLOW and f.causes[:1] in PASSES_AT_TIMES for f in functions
    )


def is_on_and_off(verdict: MessengerVerdict) -> bool:
    """Return whether all of a messenger passes now and then: it is then not called slow."""
    return verdict.status is MessengerStatus.SLOW and verdict.causes[:1] in PASSES_AT_TIMES
