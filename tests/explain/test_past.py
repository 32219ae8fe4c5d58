"""What is remembered of a messenger on this network."""

from datetime import UTC, datetime, timedelta

from dialtone.explain.past import HOURS, PastHour, past_of
from dialtone.model.history_record import HistoryRecord
from dialtone.model.vocabulary import Confidence, Function, FunctionStatus, MessengerStatus

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
    return HistoryRecord(hour, network, "signal", status, (), messages, vpn, worst, confidence)


def test_each_of_the_last_hours_has_its_worst_the_oldest_first() -> None:
    kept = [record(23, WORKS), record(24, BLOCKED), record(1, WORKS, worst=BLOCKED, confidence=Confidence.UNSURE)]
    past = past_of(kept, 1, NOW)["signal"]
    assert len(past.hours) == HOURS
    assert past.hours[0] == PastHour(WORKS)
    assert past.hours[22] == PastHour(BLOCKED, unsure=True)
    assert past.hours[23] is None
    assert set(past.hours[1:22]) == {None}


def test_the_last_verdict_is_the_last_word_of_the_last_hour() -> None:
    past = past_of([record(5, BLOCKED), record(2, WORKS, worst=BLOCKED, confidence=Confidence.UNSURE)], 1, NOW)[
        "signal"
    ]
    assert past.hour == HOUR - timedelta(hours=2)
    assert (past.verdict.status, past.verdict.confidence) == (WORKS, Confidence.SURE)
    assert past.verdict.function(Function.MESSAGES) is not None
    unsure = past_of([record(2, BLOCKED, confidence=Confidence.LIKELY)], 1, NOW)["signal"]
    assert unsure.verdict.confidence is Confidence.LIKELY


def test_another_network_and_a_vpn_are_another_line() -> None:
    kept = [record(1, BLOCKED, network=2), record(1, BLOCKED, vpn=True)]
    assert past_of(kept, 1, NOW) == {}
    assert past_of(kept, 0, NOW) == {}
