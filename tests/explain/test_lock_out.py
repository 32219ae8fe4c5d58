"""The clock of being locked out: only for what fails, only by the history, and one notice at half time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dialtone.explain.remembered import find_last_answers, say_half_times
from dialtone.model.history_record import HistoryRecord, RememberedFunction
from dialtone.model.readers import Away
from dialtone.model.vocabulary import Function, FunctionStatus, MessengerStatus
from explain.shipped import CATALOGUE, about, blocked, explain, works

ANSWERED = date(2027, 2, 3)
WORKS, BLOCKED = FunctionStatus.WORKS, FunctionStatus.BLOCKED


def seen(day: date, messages: FunctionStatus, messenger: str = "whatsapp", network: int = 1) -> HistoryRecord:
    status = MessengerStatus.WORKS if messages is WORKS else MessengerStatus.BLOCKED
    hour = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return HistoryRecord(hour, network, messenger, status, functions=(RememberedFunction(Function.MESSAGES, messages),))


def after(days: int) -> date:
    return ANSWERED + timedelta(days=days)


def said(messenger: str, days: int, *, fails: bool = True) -> str:
    verdict = blocked(messenger) if fails else works(messenger)
    return explain(today=after(days)).say_since(verdict, ANSWERED)


def test_only_clocks_whose_source_was_read_are_known() -> None:
    found = {m.id: [(one.away, one.days) for one in m.lock_outs] for m in CATALOGUE.messengers if m.lock_outs}
    assert found == {
        "signal": [(Away.COMPUTER, 45)],
        "whatsapp": [(Away.PHONE, 14), (Away.COMPUTER, 30), (Away.ACCOUNT, 120)],
    }


def test_before_the_time_is_up_it_says_until_when_and_what_to_do() -> None:
    assert said("whatsapp", 3) == (
        "WhatsApp last answered this computer on 3 February 2027."
        " If your phone has not reached it since, this computer may be signed out around 17 February 2027."
        " Before then, open WhatsApp once through another network."
    )


def test_after_it_what_may_have_happened_and_what_comes_next() -> None:
    assert "may have been signed out around 17 February 2027" in said("whatsapp", 20)
    assert "it may be unlinked around 5 March 2027" in said("whatsapp", 20)
    assert "the account may be deleted around 3 June 2027" in said("whatsapp", 40)
    assert "may have been deleted" in said("whatsapp", 130)
    assert "it may be unlinked around 20 March 2027" in said("signal", 3)


def test_nothing_is_said_of_what_works_and_of_what_never_answered() -> None:
    assert said("whatsapp", 3, fails=False) == ""
    assert explain(today=after(3)).say_since(blocked("whatsapp"), None) == ""


def test_what_locks_nobody_out_has_a_last_day_too() -> None:
    assert said("viber", 3) == "Viber last answered this computer on 3 February 2027."


def test_the_last_answer_is_that_of_any_network() -> None:
    records = [seen(after(0), WORKS, network=2), seen(after(-5), WORKS), seen(after(1), BLOCKED)]
    assert find_last_answers(records) == {"whatsapp": ANSWERED}


def told(records: list[HistoryRecord]) -> list[str]:
    notices = say_half_times(explain().sentences, CATALOGUE.messengers, records)
    return [messenger for messenger, _ in notices]


@pytest.mark.parametrize("step", [1, 2, 3])
def test_one_notice_at_half_time_however_often_is_checked(step: int) -> None:
    """Day by day, as the history grows: one notice in all, on the first check at or after the seventh day."""
    records, days = [seen(ANSWERED, WORKS)], []
    for day in range(step, 60, step):
        records.append(seen(after(day), BLOCKED))
        days += [day for messenger in told(records) if messenger == "whatsapp"]
    assert len(days) == 1
    assert 7 <= days[0] < 7 + step


def test_no_notice_for_what_answered_again_or_long_after_the_time_was_up() -> None:
    assert told([seen(ANSWERED, WORKS), seen(after(8), WORKS)]) == []
    assert told([seen(ANSWERED, WORKS), seen(after(40), BLOCKED)]) == []
    assert told([seen(ANSWERED, WORKS)]) == []


def test_the_notice_names_the_day() -> None:
    records = [seen(ANSWERED, WORKS), seen(after(6), BLOCKED), seen(after(7), BLOCKED)]
    ((_, notice),) = say_half_times(explain().sentences, [about("whatsapp")], records)
    assert notice == (
        "WhatsApp has not answered this computer since 3 February 2027."
        " Open it once through another network before 17 February 2027."
    )
