"""What is remembered of a messenger on this network."""

from datetime import UTC, datetime, timedelta

from dialtone.explain.answers import answer_of
from dialtone.explain.remembered import recall_past
from dialtone.model.answer import State
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkStatus

WORKS, BLOCKED = MessengerStatus.WORKS, MessengerStatus.BLOCKED
NOW = datetime(2026, 11, 24, 15, 20, tzinfo=UTC)
HOUR = NOW.replace(minute=0)


def record(
    back: int,
    status: MessengerStatus,
    *,
    network: int = 1,
    vpn: bool = False,
    worst: MessengerStatus | None = None,
    confidence: Confidence = Confidence.SURE,
) -> HistoryRecord:
    messages = ((Function.MESSAGES, FunctionStatus.WORKS),)
    hour = HOUR - timedelta(hours=back)
    return HistoryRecord(hour, network, "signal", status, (), messages, vpn, worst=worst, confidence=confidence)


def test_what_was_blocked_is_remembered_as_blocked() -> None:
    """It was told as "does not work": nothing was remembered of why each part did not."""
    functions = ((Function.MESSAGES, FunctionStatus.BLOCKED), (Function.WEB, FunctionStatus.WORKS))
    kept = HistoryRecord(HOUR, 1, "signal", MessengerStatus.PARTLY, (Cause.NAME_FILTERED,), functions)
    clauses = answer_of(recall_past([kept], 1)["signal"].verdict, NetworkVerdict(NetworkStatus.ONLINE)).clauses
    assert [one.state for one in clauses] == [State.BLOCKED, State.WORKS]


def test_the_last_verdict_is_the_last_word_of_the_last_hour() -> None:
    past = recall_past([record(5, BLOCKED), record(2, WORKS, worst=BLOCKED, confidence=Confidence.UNSURE)], 1)["signal"]
    assert past.hour == HOUR - timedelta(hours=2)
    assert (past.verdict.status, past.verdict.confidence) == (WORKS, Confidence.LIKELY), "how sure it was is forgotten"
    assert past.verdict.function(Function.MESSAGES) is not None
    unsure = recall_past([record(2, BLOCKED, confidence=Confidence.LIKELY)], 1)["signal"]
    assert unsure.verdict.confidence is Confidence.LIKELY


def test_another_network_and_a_vpn_are_another_line() -> None:
    kept = [record(1, BLOCKED, network=2), record(1, BLOCKED, vpn=True)]
    assert recall_past(kept, 1) == {}
    assert recall_past(kept, 0) == {}


def test_who_always_has_a_proxy_on_is_told_what_was_seen_with_it() -> None:
    """As it was found: with a company's proxy set, the start said "Not checked yet" of all that was checked."""
    proxied = [replace(record(hours, status), helper=True) for hours, status in ((3, BLOCKED), (2, WORKS))]
    assert recall_past([record(4, BLOCKED), *proxied], 1)["signal"].verdict.status is WORKS
