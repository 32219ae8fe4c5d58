"""What people do with a messenger, in words: the chips, and the lists inside a headline."""

from collections.abc import Iterable

from dialtone.explain.sentences import Sentences
from dialtone.model.explanation import FunctionWords
from dialtone.model.verdict import FunctionVerdict
from dialtone.model.vocabulary import Confidence, EvidenceKind, FunctionStatus

BROKEN = frozenset({FunctionStatus.BLOCKED, FunctionStatus.DOWN})
_OWN_SENTENCE = frozenset({FunctionStatus.BLOCKED, FunctionStatus.SLOW, FunctionStatus.UNKNOWN})
_RANK = (Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE)


def function_words(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
    """One chip: label, short state and why."""
    function, status, confidence = verdict.function, verdict.status, verdict.confidence
    return FunctionWords(
        function=function,
        status=status,
        label=sentences.say(f"label.{function}", about=messenger),
        state=sentences.say(
            f"function_state.{status}.{confidence}",
            f"function_state.{status}.{function}",
            f"function_state.{status}",
            about=messenger,
        ),
        sentence=_sentence(sentences, verdict, messenger, name),
    )


def _sentence(sentences: Sentences, verdict: FunctionVerdict, messenger: str, name: str) -> str:
    status, confidence = verdict.status, verdict.confidence
    if status is FunctionStatus.NOT_TESTED:
        return sentences.say(f"why_not.{verdict.why_not}", "why_not.generic", about=messenger, messenger=name)
    keys = [f"function_sentence.{status}.{confidence}", f"function_sentence.{status}"]
    if status in _OWN_SENTENCE and verdict.causes and confidence is not Confidence.UNSURE:
        cause = verdict.causes[0]
        keys = [f"function_sentence.{status}.{cause}", f"function_sentence.{cause}", *keys]
    if status is FunctionStatus.UNKNOWN and any(e.kind is EvidenceKind.UDP_SILENT for e in verdict.evidence):
        keys = ["function_sentence.udp_silent", *keys]
    return sentences.say(*keys, about=messenger, messenger=name)


def nouns(sentences: Sentences, functions: Iterable[FunctionVerdict], messenger: str) -> str:
    """The functions as a list in the middle of a sentence."""
    return sentences.list_of([sentences.say(f"noun.{f.function}", about=messenger) for f in functions])


def broken_clause(sentences: Sentences, functions: list[FunctionVerdict], messenger: str) -> str:
    """`calls do not`, `photos and calls probably do not`: as sure as the least sure of them."""
    if not functions:
        return ""
    return _clause(sentences, "broken", functions, messenger)


def slow_clause(sentences: Sentences, functions: list[FunctionVerdict], messenger: str) -> str:
    """`photos and files are very slow`: as sure as the least sure of them."""
    if not functions:
        return ""
    return _clause(sentences, "slow", functions, messenger)


def least_sure(functions: Iterable[FunctionVerdict]) -> Confidence:
    """As sure as several functions may be spoken of together."""
    return max((f.confidence for f in functions), key=_RANK.index)


def _clause(sentences: Sentences, family: str, functions: list[FunctionVerdict], messenger: str) -> str:
    which = functions[0].function if len(functions) == 1 else "many"
    listed = nouns(sentences, functions, messenger)
    return sentences.say(f"{family}.{least_sure(functions)}.{which}", about=messenger, list=listed)
