"""Verdicts in which something comes before the messenger's status, for the gallery."""

from collections.abc import Iterator
from itertools import product

from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

_BETWEEN = (FunctionStatus.BLOCKED, Cause.CERTIFICATE_SWAPPED)
_OUTAGE = (FunctionStatus.DOWN, Cause.SERVICE_DOWN)


def every_lead(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    """Yield interception and an outage, of messages or of another part, and calls untested or unknown."""
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
