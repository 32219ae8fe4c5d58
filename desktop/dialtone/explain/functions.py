"""The parts of a messenger in words: label, short state, and why."""

from collections.abc import Iterable

from dialtone.explain.answer_text import Reader, say_state
from dialtone.explain.answers import clause_of
from dialtone.explain.reasons import FOR_BROWSERS_ALONE
from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import FunctionWords
from dialtone.model.frozen import replace
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, FunctionStatus, MessengerStatus

_OWN_SENTENCE = frozenset({FunctionStatus.BLOCKED, FunctionStatus.SLOW, FunctionStatus.UNKNOWN})
_INSPECTED = frozenset({EvidenceKind.INSPECTED, EvidenceKind.INSPECTED_BY_PROGRAM, EvidenceKind.INSPECTED_BY_GATEWAY})
_OF_CALLS = frozenset({EvidenceKind.UDP_SILENT, EvidenceKind.STUN_FILTERED})


def function_words(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
    """Return one part of a messenger in words."""
    alone = MessengerVerdict(messenger, name, MessengerStatus.PARTLY, functions=(verdict,))
    told = clause_of(verdict, alone)
    clause = replace(told, parts=())
    return FunctionWords(
        function=verdict.function,
        status=clause.sign,
        label=sentences.say(f"label.{verdict.function}", about=messenger),
        state=say_state(Reader(sentences, {messenger: name}), told),
        sentence=_sentence(sentences, verdict, messenger, name),
        doubtful=clause.doubtful,
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
