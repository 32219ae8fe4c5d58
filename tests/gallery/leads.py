"""Verdicts in which something comes before the messenger's status, for the gallery."""

from collections.abc import Iterator
from itertools import product

from dialtone.model.verdict import Diagnosis, Evidence, FunctionVerdict, MessengerVerdict, Rival
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Function, FunctionStatus, MessengerStatus, Prior
from gallery.keys import keys_of

_BETWEEN = (FunctionStatus.BLOCKED, Cause.CERTIFICATE_SWAPPED)
_BETWEEN_THEM = (
    EvidenceKind.READ_ALONG,
    EvidenceKind.INSPECTED,
    EvidenceKind.INSPECTED_BY_PROGRAM,
    EvidenceKind.INSPECTED_BY_GATEWAY,
)
_OUTAGE = (FunctionStatus.DOWN, Cause.SERVICE_DOWN)


def every_lead(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    for confidence, (status, cause) in product(Confidence, (_BETWEEN, _OUTAGE)):
        for broken, fine in ((Function.MESSAGES, Function.PHONE), (Function.WEB, Function.MESSAGES)):
            functions = (
                FunctionVerdict(broken, status, (cause,), confidence),
                FunctionVerdict(fine, FunctionStatus.WORKS),
            )
            yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, (cause,), confidence, functions)
    for confidence, status in product(Confidence, (FunctionStatus.NOT_TESTED, FunctionStatus.UNKNOWN)):
        functions = (
            FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, confidence=confidence),
            FunctionVerdict(Function.CALLS, status, confidence=Confidence.UNSURE),
        )
        yield MessengerVerdict(messenger, name, MessengerStatus.WORKS, (), confidence, functions)
    yield from _only_calls_fail(messenger, name)
    yield from _slow_beside_what_fails(messenger, name)
    yield from _beside_open_calls(messenger, name)
    yield from _answers_otherwise(messenger, name)


def _only_calls_fail(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    for confidence, messages in product(Confidence, (Confidence.SURE, Confidence.UNSURE)):
        functions = (
            FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, confidence=messages),
            FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), confidence),
        )
        yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, (Cause.CALLS_FILTERED,), confidence, functions)


def _slow_beside_what_fails(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    causes = (Cause.THROTTLED, Cause.CALLS_FILTERED)
    for confidence, messages in product(Confidence, (FunctionStatus.SLOW, FunctionStatus.WORKS)):
        functions = (
            FunctionVerdict(Function.MESSAGES, messages, causes[:1], confidence),
            FunctionVerdict(Function.MEDIA, FunctionStatus.SLOW, causes[:1], confidence),
            FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, causes[1:], confidence),
        )
        yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, causes, confidence, functions)


def _answers_otherwise(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    unknown = MessengerStatus.UNKNOWN
    for confidence in (Confidence.LIKELY, Confidence.UNSURE):
        yield MessengerVerdict(messenger, name, unknown, (Cause.SERVICE_REFUSES,), confidence)
    for kind in (EvidenceKind.ANSWERED_THROUGH_PROXY, EvidenceKind.FAILED_THROUGH_PROXY):
        seen = (Evidence(kind), Evidence(EvidenceKind.GREETING_ANSWERED))
        yield MessengerVerdict(messenger, name, unknown, (Cause.UNEXPLAINED,), Confidence.UNSURE, (), seen)


def _beside_open_calls(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    for status in (FunctionStatus.NOT_TESTED, FunctionStatus.UNKNOWN):
        functions = (
            FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS),
            FunctionVerdict(Function.MEDIA, FunctionStatus.SLOW, (Cause.THROTTLED,)),
            FunctionVerdict(Function.CALLS, status),
        )
        yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, (Cause.THROTTLED,), Confidence.SURE, functions)


def every_uneven(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    parts = [function for function in Function if function is not Function.MESSAGES]
    now_and_then, slow = (Cause.UNEXPLAINED,), FunctionVerdict(Function.MEDIA, FunctionStatus.SLOW, (Cause.THROTTLED,))
    pairs = ((Function.WEB, Function.PHONE), (Function.CALLS, Function.LOGIN))
    for uneven in (*((part,) for part in parts), *pairs):
        fine = FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS)
        shaky = tuple(FunctionVerdict(one, FunctionStatus.SLOW, now_and_then, Confidence.LIKELY) for one in uneven)
        for functions in ((fine, *shaky), (fine, slow, *shaky)):
            if Function.MEDIA not in uneven or slow not in functions:
                likely = Confidence.LIKELY
                yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, now_and_then, likely, functions)


def every_inspection(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    unknown, cause = FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,)
    for confidence, kind in product(Confidence, _BETWEEN_THEM):
        seen = (Evidence(kind, program="Kaspersky" if kind is EvidenceKind.INSPECTED_BY_PROGRAM else "Zscaler"),)
        functions = (FunctionVerdict(Function.MESSAGES, unknown, cause, confidence, seen),)
        yield MessengerVerdict(messenger, name, MessengerStatus.UNKNOWN, cause, confidence, functions, seen)
    seen = (Evidence(EvidenceKind.GREETING_CUT, rule="browser_hello_cut"),)
    cause, likely = (Cause.PROTOCOL_FILTERED,), Confidence.LIKELY
    functions = (FunctionVerdict(Function.WEB, unknown, cause, likely, seen),)
    yield MessengerVerdict(messenger, name, MessengerStatus.UNKNOWN, cause, likely, functions, seen)


def every_rival(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    function = FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.UNSURE)
    for rival in keys_of("rival"):
        standing = (Rival(rival, Prior.COMMON),)
        yield MessengerVerdict(
            messenger,
            name,
            MessengerStatus.BLOCKED,
            function.causes,
            function.confidence,
            (function,),
            diagnosis=Diagnosis("name_filtered", Prior.COMMON, standing=standing),
        )


def every_explanation(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    slow = (FunctionStatus.SLOW, (Cause.THROTTLED,))
    for explanation, _, confidence in (key.partition(".") for key in keys_of("explanation")):
        of_messages = FunctionVerdict(Function.MESSAGES, *slow, Confidence(confidence))
        yield MessengerVerdict(
            messenger,
            name,
            MessengerStatus.SLOW,
            of_messages.causes,
            of_messages.confidence,
            (of_messages,),
            diagnosis=Diagnosis(explanation),
        )
