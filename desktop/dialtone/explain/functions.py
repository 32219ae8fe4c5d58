"""What people do with a messenger, in words: the chips, and the lists inside a headline."""

from collections.abc import Iterable

from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import FunctionWords
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, FunctionStatus, MessengerStatus

_OWN_SENTENCE = frozenset({FunctionStatus.BLOCKED, FunctionStatus.SLOW, FunctionStatus.UNKNOWN})
_INSPECTED = frozenset({EvidenceKind.INSPECTED, EvidenceKind.INSPECTED_BY_PROGRAM, EvidenceKind.INSPECTED_BY_GATEWAY})
_NOT_THE_NETWORK = frozenset({Cause.THIS_COMPUTER, Cause.OWN_FILTER, Cause.UNEXPLAINED, Cause.HOSTING_LIMITED})
"""What does not work because of one of these is not called blocked."""
FOR_BROWSERS_ALONE = "browser_hello_cut"
"""The finding that what looks like the app or a browser is cut, and the key of its words."""
_OF_CALLS = frozenset({EvidenceKind.UDP_SILENT, EvidenceKind.STUN_FILTERED})
_CLAIMS = BROKEN | {FunctionStatus.WORKS, FunctionStatus.SLOW}
PASSES_AT_TIMES = ((Cause.UNEXPLAINED,), (Cause.NAME_FILTERED,))
"""Causes of what is `slow` since some tries pass and some do not: that is not called slow."""
_RANK = (Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE)


def function_words(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
    """Return one chip: label, short state and why."""
    function = verdict.function
    return FunctionWords(
        function=function,
        status=FunctionStatus.BLOCKED if is_not_safe(verdict) else verdict.status,
        label=sentences.say(f"label.{function}", about=messenger),
        state=sentences.say(*_state_keys(verdict), about=messenger),
        sentence=_sentence(sentences, verdict, messenger, name),
        doubtful=is_doubted(verdict),
    )


def is_doubted(verdict: FunctionVerdict) -> bool:
    """Return whether what is said of a function is said with a doubt; that it comes and goes was seen."""
    claims = verdict.status in _CLAIMS or is_not_safe(verdict)
    return claims and verdict.confidence is not Confidence.SURE and not comes_and_goes([verdict])


def is_not_safe(verdict: FunctionVerdict) -> bool:
    """Return whether another host answers in the service's place: here alone, or wherever this computer asks."""
    cause = verdict.causes[0] if verdict.causes else None
    if cause is Cause.CERTIFICATE_SWAPPED:
        return verdict.status is FunctionStatus.BLOCKED
    return cause is Cause.INTERCEPTED and verdict.status in (FunctionStatus.BLOCKED, FunctionStatus.UNKNOWN)


def _state_keys(verdict: FunctionVerdict) -> tuple[str, ...]:
    status, confidence = verdict.status, verdict.confidence
    if is_not_safe(verdict):
        return (f"function_state.not_safe.{confidence}", "function_state.not_safe")
    cause = verdict.causes[0] if verdict.causes else None
    told = "does_not_work" if status is FunctionStatus.BLOCKED and cause in _NOT_THE_NETWORK else status
    if comes_and_goes([verdict]):
        return ("function_state.on_and_off",)
    return (
        f"function_state.{told}.{confidence}",
        f"function_state.{told}.{verdict.function}",
        f"function_state.{told}",
    )


def _sentence(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> str:
    status, confidence = verdict.status, verdict.confidence
    if status is FunctionStatus.NOT_TESTED:
        return sentences.say(f"why_not.{verdict.why_not}", "why_not.generic", about=messenger, messenger=name)
    keys = [f"function_sentence.{status}.{confidence}", f"function_sentence.{status}"]
    if status in _OWN_SENTENCE and verdict.causes and confidence is not Confidence.UNSURE:
        cause = verdict.causes[0]
        keys = [f"function_sentence.{status}.{cause}", f"function_sentence.{cause}", *keys]
    keys = [*_about_calls(verdict), *keys]
    if status is FunctionStatus.UNKNOWN:
        keys = [*(f"function_sentence.{key}" for key in _between(verdict)), *keys]
    return sentences.say(*keys, about=messenger, messenger=name)


def _about_calls(verdict: FunctionVerdict) -> list[str]:
    """Return the keys for what the network does to everybody's calls."""
    kinds = {e.kind for e in verdict.evidence if e.kind in _OF_CALLS or e.rule == "relays_silent"}
    if verdict.status is FunctionStatus.UNKNOWN:
        closed = (EvidenceKind.UDP_SILENT, EvidenceKind.PORT_CLOSED, EvidenceKind.ADDRESS_REFUSES)
        keys = [f"function_sentence.{kind}" for kind in closed if kind in kinds]
        return [*keys, "function_sentence.stun_filtered.unknown"] if EvidenceKind.STUN_FILTERED in kinds else keys
    stopped = verdict.status is FunctionStatus.BLOCKED and verdict.causes[:1] == (Cause.CALLS_FILTERED,)
    return ["function_sentence.stun_filtered"] if stopped and EvidenceKind.STUN_FILTERED in kinds else []


def _between(verdict: FunctionVerdict) -> Iterable[str]:
    """Yield keys for who inspects or reads along, and for what is cut off for browsers alone."""
    kinds = {e.kind for e in verdict.evidence}
    if any(e.rule == FOR_BROWSERS_ALONE for e in verdict.evidence):
        yield FOR_BROWSERS_ALONE
    if EvidenceKind.READ_ALONG in kinds:
        yield "read_along"
    if kinds & _INSPECTED:
        yield "inspected"


def nouns(sentences: Sentences, functions: Iterable[FunctionVerdict], messenger: str) -> str:
    """Return the functions as a list in the middle of a sentence."""
    return sentences.list_of([sentences.say(f"noun.{f.function}", about=messenger) for f in functions])


def broken_clause(sentences: Sentences, functions: list[FunctionVerdict], messenger: str) -> str:
    """Return `calls do not`, `photos and calls probably do not`: as sure as the least sure of them."""
    if not functions:
        return ""
    return _clause(sentences, "broken", functions, messenger)


def slow_clause(sentences: Sentences, functions: list[FunctionVerdict], messenger: str) -> str:
    """Return `photos are very slow and the web version does not always open`: what comes and goes is not slow."""
    uneven = [f for f in functions if comes_and_goes([f])]
    slow = [f for f in functions if f not in uneven]
    clauses = [_clause(sentences, "slow", slow, messenger)] if slow else []
    if uneven:
        which = uneven[0].function if len(uneven) == 1 else "many"
        listed = nouns(sentences, uneven, messenger)
        clauses.append(sentences.say(f"on_and_off.{which}", "on_and_off.many", about=messenger, list=listed))
    return sentences.list_of(clauses)


def comes_and_goes(functions: list[FunctionVerdict]) -> bool:
    """Return whether all of these pass now and then, rather than slowly."""
    return bool(functions) and all(
        f.status is FunctionStatus.SLOW and f.causes[:1] in PASSES_AT_TIMES for f in functions
    )


def is_on_and_off(verdict: MessengerVerdict) -> bool:
    """Return whether all of a messenger passes now and then: it is then not called slow."""
    return verdict.status is MessengerStatus.SLOW and verdict.causes[:1] in PASSES_AT_TIMES


def least_sure(confidences: Iterable[Confidence]) -> Confidence:
    """Return the lowest confidence: several are spoken of together only as surely."""
    return max(confidences, key=_RANK.index)


def _clause(sentences: Sentences, family: str, functions: list[FunctionVerdict], messenger: str) -> str:
    which = functions[0].function if len(functions) == 1 else "many"
    listed = nouns(sentences, functions, messenger)
    sure = least_sure(f.confidence for f in functions)
    return sentences.say(f"{family}.{sure}.{which}", f"{family}.{sure}.many", about=messenger, list=listed)
