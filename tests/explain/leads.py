"""Verdicts in which something comes before "works in part", and what is said of them."""

from datetime import UTC, datetime

from dialtone.model.check import Check
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus

SURE, LIKELY, UNSURE = Confidence.SURE, Confidence.LIKELY, Confidence.UNSURE
WORKS, PARTLY, BLOCKED = MessengerStatus.WORKS, MessengerStatus.PARTLY, MessengerStatus.BLOCKED
NAMES = {"whatsapp": "WhatsApp", "telegram": "Telegram", "signal": "Signal"}
F, S = Function, FunctionStatus
ONLINE = NetworkVerdict(NetworkStatus.ONLINE)
Part = tuple[Function, FunctionStatus] | tuple[Function, FunctionStatus, Cause]


def check_of(*verdicts: MessengerVerdict, network: NetworkVerdict = ONLINE) -> Check:
    moment = datetime(2026, 11, 24, 10, 5, tzinfo=UTC)
    return Check("0.1.0", "2026-11-24", moment, 1.0, 0, 0, "linux", network, verdicts, ())


def judged(messenger: str, status: MessengerStatus, confidence: Confidence, *parts: Part) -> MessengerVerdict:
    functions = tuple(
        FunctionVerdict(part[0], part[1], tuple(part[2:]), SURE if part[1] is S.WORKS else confidence) for part in parts
    )
    causes = tuple(dict.fromkeys(cause for one in functions for cause in one.causes))
    return MessengerVerdict(messenger, NAMES.get(messenger, messenger.title()), status, causes, confidence, functions)


def without_calls(messenger: str = "whatsapp", calls: FunctionStatus = S.NOT_TESTED) -> MessengerVerdict:
    doubt = UNSURE if calls is S.UNKNOWN else SURE
    return judged(messenger, WORKS, doubt, (F.MESSAGES, S.WORKS), (F.WEB, S.WORKS), (F.CALLS, calls))


def only_calls_fail(messenger: str = "whatsapp") -> MessengerVerdict:
    """As in the lab's `emirates-2026`."""
    calls = (F.CALLS, S.BLOCKED, Cause.CALLS_FILTERED)
    return judged(messenger, PARTLY, LIKELY, (F.MESSAGES, S.WORKS), (F.WEB, S.WORKS), calls)


def slow_beside_untested_calls() -> MessengerVerdict:
    """A part is slow, and of calls nothing is known."""
    slow = (F.MEDIA, S.SLOW, Cause.THROTTLED)
    return judged("telegram", PARTLY, SURE, (F.MESSAGES, S.WORKS), slow, (F.CALLS, S.NOT_TESTED))


def intercepted(messenger: str = "whatsapp") -> MessengerVerdict:
    """As in the lab's `mitm-untrusted`: the phone app's own protocol passes, everything else is intercepted."""
    swapped = (S.BLOCKED, Cause.CERTIFICATE_SWAPPED)
    return judged(messenger, PARTLY, LIKELY, (F.MESSAGES, *swapped), (F.WEB, *swapped), (F.PHONE, S.WORKS))


def web_intercepted(cause: Cause = Cause.CERTIFICATE_SWAPPED) -> MessengerVerdict:
    return judged("telegram", PARTLY, LIKELY, (F.MESSAGES, S.WORKS), (F.WEB, S.BLOCKED, cause))


def outage(confidence: Confidence = SURE) -> MessengerVerdict:
    """As in the lab's `outage-signal-503`: the website stands elsewhere and answers."""
    down = (S.DOWN, Cause.SERVICE_DOWN)
    parts = ((F.MESSAGES, *down), (F.MEDIA, *down), (F.CALLS, *down), (F.WEB, S.WORKS))
    return judged("signal", PARTLY, confidence, *parts)


def photos_out() -> MessengerVerdict:
    return judged("signal", PARTLY, SURE, (F.MESSAGES, S.WORKS), (F.MEDIA, S.DOWN, Cause.SERVICE_DOWN))


def plain(text: str) -> str:
    """Without the marks that hold names together in a right-to-left sentence."""
    return text.translate(dict.fromkeys(map(ord, "\u200f\u2066\u2068\u2069")))


LEADS = (
    without_calls(),
    without_calls(calls=S.UNKNOWN),
    intercepted(),
    web_intercepted(),
    outage(),
    photos_out(),
    only_calls_fail(),
    slow_beside_untested_calls(),
)
