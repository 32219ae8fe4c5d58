"""Strips and stories of the history."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.history_summary import Grain, News, Strip, find_last_news, make_strips
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord, RememberedFunction
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

WORKS, BLOCKED, UNKNOWN = MessengerStatus.WORKS, MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN
SLOW = MessengerStatus.SLOW
MOSCOW = timezone(timedelta(hours=3))
NOW = datetime(2026, 2, 20, 12, 30, tzinfo=MOSCOW)
NAMES = {"whatsapp": "WhatsApp", "signal": "Signal"}


def memory(hour: datetime, status: MessengerStatus, network: int = 1) -> HistoryRecord:
    return HistoryRecord(hour.astimezone(UTC), network, "whatsapp", status)


def days(*statuses: MessengerStatus, first: int = 10, network: int = 1) -> list[HistoryRecord]:
    start = datetime(2026, 2, first, 9, 0, tzinfo=UTC)
    return [memory(start + timedelta(days=n), s, network) for n, s in enumerate(statuses)]


def strips(explainer: Explainer, memories: Sequence[HistoryRecord], grain: Grain, cells: int) -> tuple[Strip, ...]:
    return make_strips(memories, explainer.sentences.naming(NAMES), NOW, grain, cells)


def story(explainer: Explainer, *memories: HistoryRecord) -> tuple[str, ...]:
    return next(one.story for one in strips(explainer, memories, Grain.DAY, 30) if one.messenger == "whatsapp")


def test_a_strip_ends_today_and_shows_the_worst_of_a_day(english: Explainer) -> None:
    morning = datetime(2026, 2, 20, 6, 0, tzinfo=MOSCOW)
    earlier = memory(morning - timedelta(days=9), WORKS)
    kept = [earlier, memory(morning, BLOCKED), memory(morning + timedelta(hours=2), WORKS)]
    (strip,) = strips(english, kept, Grain.DAY, 3)
    assert [cell.status for cell in strip.cells] == ["", "", "blocked"]
    assert strip.cells[-1].spoken == "20 February 2026: Did not work"
    assert [cell.ends for cell in strip.cells] == ["", "", "works"]
    assert strip.cells[0].spoken == "18 February 2026: Not checked"


def test_the_last_state_is_that_of_the_newest_hour_not_the_worst(english: Explainer) -> None:
    back = replace(memory(NOW - timedelta(hours=1), WORKS), worst=BLOCKED)
    for kept, state, unsure in (
        ([memory(NOW, BLOCKED), memory(NOW - timedelta(days=2), WORKS)], "Did not work", False),
        ([memory(NOW - timedelta(days=2), BLOCKED), back], "Probably worked", True),
    ):
        (strip,) = strips(english, kept, Grain.DAY, 3)
        assert (strip.last.state, strip.last.unsure, strip.last.ends) == (state, unsure, "")
    assert strip.last.spoken == "20 February 2026, 11:00: Probably worked"


def test_a_page_that_opened_does_not_make_lost_messages_work_in_part(english: Explainer) -> None:
    """Of an outage of Signal's messages, photos and calls the history said "Worked in part": its website opened."""
    messages = RememberedFunction(Function.MESSAGES, FunctionStatus.DOWN, Confidence.LIKELY)
    site = RememberedFunction(Function.WEB, FunctionStatus.WORKS, Confidence.LIKELY)
    outage = replace(memory(NOW, MessengerStatus.PARTLY), functions=(messages, site))
    calls_alone = replace(outage, functions=(messages._replace(function=Function.CALLS), site))
    for kept, status, state in (
        (outage, "down", "Probably a problem at the service"),
        (replace(outage, worst=BLOCKED), "down", "Probably a problem at the service"),
        (calls_alone, "partly", "Worked in part"),
    ):
        (strip,) = strips(english, [kept], Grain.DAY, 3)
        assert (strip.last.status, strip.last.state) == (status, state)
        assert strip.cells[-1].status == (kept.worst or status)


def test_a_check_through_a_vpn_is_not_the_last_state_of_a_day_with_another(english: Explainer) -> None:
    """The tile said "Worked" beside a line that ended with a block."""
    blocked, past_it = memory(NOW - timedelta(hours=2), BLOCKED), replace(memory(NOW, WORKS), vpn=True)
    for grain, kept, state in (
        (Grain.DAY, [blocked, past_it], "Did not work"),
        (Grain.HOUR, [blocked, past_it], "Worked"),
        (Grain.DAY, [past_it], "Worked"),
    ):
        (strip,) = strips(english, kept, grain, 3)
        assert (strip.last.state, strip.cells[-1].state) == (state, state)


def test_days_are_the_readers_days(english: Explainer) -> None:
    late = datetime(2026, 2, 19, 22, 0, tzinfo=UTC)  # already the 20th in Moscow
    (strip,) = strips(english, [memory(late, WORKS)], Grain.DAY, 2)
    assert [cell.when for cell in strip.cells if cell.status] == ["20 February 2026"]


def test_hours_have_cells_of_their_own(english: Explainer) -> None:
    kept = [memory(NOW - timedelta(hours=1), UNKNOWN)]
    (strip,) = strips(english, kept, Grain.HOUR, 3)
    assert [cell.status for cell in strip.cells] == ["unknown", ""]
    assert strip.cells[0].spoken == "20 February 2026, 11:00: Could not tell"


def test_what_stopped_elsewhere_is_not_said_of_here(english: Explainer) -> None:
    """WhatsApp was checked at home alone; on the newest network another one was."""
    elsewhere = replace(memory(NOW, WORKS, network=2), messenger="signal")
    told = story(english, *days(WORKS, WORKS, BLOCKED, BLOCKED), elsewhere)
    assert told == ("Network 1: WhatsApp no longer worked here on 12 February 2026.",)


def test_the_story_tells_when_it_stopped_and_came_back(english: Explainer) -> None:
    assert story(english, *days(WORKS, WORKS, BLOCKED, BLOCKED, BLOCKED, WORKS, WORKS)) == (
        "WhatsApp did not work here on 12 February 2026, and worked again on 15 February 2026.",
    )


def test_a_short_absence_is_told_by_its_hours(english: Explainer) -> None:
    start = datetime(2026, 2, 19, 6, 0, tzinfo=UTC)
    seen = (WORKS, WORKS, BLOCKED, BLOCKED, BLOCKED, WORKS, WORKS)
    kept = [memory(start + timedelta(hours=n), status) for n, status in enumerate(seen)]
    assert story(english, *kept) == (
        "WhatsApp did not work here on 19 February 2026 at 11:00, and worked again at 14:00.",
    )


def test_what_was_away_from_the_beginning_is_only_back(english: Explainer) -> None:
    assert story(english, *days(BLOCKED, BLOCKED, WORKS, WORKS)) == ("WhatsApp worked here again on 12 February 2026.",)


def test_the_worst_of_an_hour_is_shown_though_it_came_back(english: Explainer) -> None:
    """WhatsApp was blocked at 10:27 and worked at 10:31: the strip showed only green."""
    kept = [replace(memory(NOW, WORKS), worst=BLOCKED)]
    (strip,) = strips(english, kept, Grain.HOUR, 3)
    assert (strip.cells[-1].status, strip.cells[-1].state) == ("blocked", "Did not work")


@pytest.mark.parametrize(
    ("causes", "worst", "said"),
    [
        ((Cause.UNEXPLAINED,), None, "Worked on and off"),
        ((Cause.NAME_FILTERED,), SLOW, "Worked on and off"),
        ((Cause.THROTTLED,), None, "Worked slowly"),
        ((), None, "Worked slowly"),
        ((Cause.UNEXPLAINED,), BLOCKED, "Did not work"),
    ],
)
def test_an_hour_in_which_some_tries_passed_is_not_called_slow(
    english: Explainer, causes: tuple[Cause, ...], worst: MessengerStatus | None, said: str
) -> None:
    kept = [replace(memory(NOW, SLOW), causes=causes, worst=worst)]
    (strip,) = strips(english, kept, Grain.HOUR, 3)
    assert strip.cells[-1].state == said


def test_a_day_is_called_slow_where_one_of_its_hours_was(english: Explainer) -> None:
    on_and_off = replace(memory(NOW, SLOW), causes=(Cause.UNEXPLAINED,))
    slow = replace(memory(NOW - timedelta(hours=2), SLOW), causes=(Cause.THROTTLED,))
    (strip,) = strips(english, [on_and_off, slow], Grain.DAY, 3)
    assert strip.cells[-1].state == "Worked slowly"


def test_causes_of_the_last_verdict_say_nothing_of_a_worse_one_before(english: Explainer) -> None:
    kept = [replace(memory(NOW, UNKNOWN), worst=SLOW, causes=(Cause.UNEXPLAINED,))]
    (strip,) = strips(english, kept, Grain.HOUR, 3)
    assert strip.cells[-1].state == "Worked slowly"


def test_doubt_stays_doubt(english: Explainer) -> None:
    doubted = replace(memory(NOW, BLOCKED), confidence=Confidence.UNSURE)
    (strip,) = strips(english, [doubted], Grain.DAY, 3)
    assert (strip.cells[-1].unsure, strip.cells[-1].state) == (True, "May not have worked")
    sure = memory(NOW - timedelta(hours=3), BLOCKED)
    (strip,) = strips(english, [doubted, sure], Grain.DAY, 3)
    assert (strip.cells[-1].unsure, strip.cells[-1].state) == (False, "Did not work")


def test_the_strip_begins_at_the_first_check(english: Explainer) -> None:
    kept = [memory(NOW - timedelta(days=20), WORKS), memory(NOW, WORKS)]
    (strip,) = strips(english, kept, Grain.DAY, 60)
    assert len(strip.cells) == strip.slots == 21
    assert strip.cells[0].status == strip.cells[-1].status == "works"
    (strip,) = strips(english, kept[1:], Grain.DAY, 60)
    assert [cell.status for cell in strip.cells] == ["works"]
    assert strip.slots == 7  # one day is not as wide as a week: there is room for the next six


def test_what_was_remembered_ahead_of_the_clock_leaves_today(english: Explainer) -> None:
    (strip,) = strips(english, [memory(NOW + timedelta(days=3), WORKS)], Grain.DAY, 60)
    assert [cell.status for cell in strip.cells] == [""]


def test_one_slip_is_no_story_but_the_last_word_counts(english: Explainer) -> None:
    assert story(english, *days(WORKS, WORKS, BLOCKED, WORKS, WORKS)) == ()
    assert story(english, *days(WORKS, WORKS, BLOCKED)) == ("WhatsApp no longer worked here on 12 February 2026.",)


@pytest.mark.parametrize(
    ("certainty", "away", "stopped"),
    [
        (Confidence.SURE, "WhatsApp did not work", "WhatsApp no longer"),
        (Confidence.LIKELY, "WhatsApp probably did not work", "WhatsApp probably no longer"),
    ],
)
def test_a_story_is_as_sure_as_its_checks(english: Explainer, certainty: Confidence, away: str, stopped: str) -> None:
    kept = [replace(one, confidence=certainty) for one in days(WORKS, WORKS, BLOCKED, BLOCKED, WORKS, WORKS)]
    assert story(english, *kept) == (f"{away} here on 12 February 2026, and worked again on 14 February 2026.",)
    assert story(english, *kept[:4]) == (f"{stopped} worked here on 12 February 2026.",)


def test_what_may_not_have_worked_is_no_story(english: Explainer) -> None:
    """Of a block that was unsure each time, the history told as of a fact."""
    unsure = [replace(one, confidence=Confidence.UNSURE) for one in days(BLOCKED, BLOCKED, first=12)]
    assert story(english, *days(WORKS, WORKS), *unsure) == ()


def test_what_could_not_be_told_is_no_change(english: Explainer) -> None:
    assert story(english, *days(WORKS, WORKS, UNKNOWN, UNKNOWN, WORKS)) == ()


def test_another_network_is_another_story(explainer: Explainer) -> None:
    kept = [*days(WORKS, WORKS, network=1), *days(BLOCKED, BLOCKED, first=12, network=2)]
    assert story(explainer, *kept) == ()


def test_where_there_are_several_networks_each_is_named_by_its_number(english: Explainer) -> None:
    kept = [*days(WORKS, WORKS, network=1), *days(WORKS, WORKS, BLOCKED, BLOCKED, first=11, network=2)]
    assert story(english, *kept) == ("Network 2: WhatsApp no longer worked here on 13 February 2026.",)


@pytest.mark.parametrize("detour", [(True, False), (False, True)])
def test_what_was_seen_through_a_detour_says_nothing_about_here(english: Explainer, detour: tuple[bool, bool]) -> None:
    blocked, works = days(BLOCKED, BLOCKED), days(WORKS, WORKS, first=12)
    assert story(english, *blocked, *works) != ()
    assert story(english, *blocked, *(replace(one, vpn=detour[0], helper=detour[1]) for one in works)) == ()


def test_who_always_has_a_proxy_on_is_told_what_stops_through_it(english: Explainer) -> None:
    """As it was found: with a company's proxy set, nothing was ever news, and the history told no story."""
    proxied = [replace(one, helper=True) for one in hourly(WORKS, WORKS, BLOCKED, BLOCKED)]
    assert story(english, *proxied) == ("WhatsApp no longer worked here on 20 February 2026.",)
    gone = news(english, *proxied)
    assert gone is not None
    assert gone.sentence == "WhatsApp stopped working here."
    past_it = hourly(WORKS, WORKS)
    assert story(english, *proxied, *past_it) == story(english, *proxied)
    without = [replace(one, hour=one.hour + timedelta(hours=1)) for one in past_it]
    assert news(english, *proxied, *without) is None


def hourly(*statuses: MessengerStatus, network: int = 1, messenger: str = "whatsapp") -> list[HistoryRecord]:
    last = (NOW - timedelta(hours=1, minutes=30)).astimezone(UTC)
    hours = [last - timedelta(hours=back) for back in range(len(statuses))][::-1]
    return [HistoryRecord(hour, network, messenger, s) for hour, s in zip(hours, statuses, strict=True)]


def news(explainer: Explainer, *kept: HistoryRecord) -> News | None:
    return find_last_news(kept, explainer.sentences.naming(NAMES), NOW)


def test_a_stop_that_was_over_before_the_strip_is_not_told(english: Explainer) -> None:
    months = [replace(one, hour=one.hour - timedelta(days=30)) for one in hourly(WORKS, WORKS, BLOCKED, BLOCKED, WORKS)]
    records = [*months, *hourly(WORKS, WORKS)]
    stories = [make_strips(records, english.sentences, NOW, Grain.DAY, days)[0].story for days in (7, 60)]
    assert [len(story) for story in stories] == [0, 1]


def test_the_news_is_the_last_change(english: Explainer) -> None:
    back = news(english, *hourly(WORKS, WORKS, BLOCKED, BLOCKED, WORKS), *hourly(WORKS, WORKS, messenger="signal"))
    assert back == News("whatsapp", "works", False, "WhatsApp is back.", "First seen at 11:00 today.")
    gone = news(english, *hourly(WORKS, WORKS, WORKS, BLOCKED))
    assert gone == News("whatsapp", "blocked", False, "WhatsApp stopped working here.", "First seen at 11:00 today.")
    older = [replace(one, hour=one.hour - timedelta(days=2)) for one in hourly(BLOCKED, BLOCKED, WORKS)]
    assert news(english, *older) == News(
        "whatsapp", "works", False, "WhatsApp is back.", "First seen on 18 February 2026."
    )


def test_a_return_that_is_doubtful_or_in_part_is_said_so_or_not_at_all(english: Explainer) -> None:
    *kept, last = hourly(BLOCKED, BLOCKED, WORKS)
    doubtful = news(english, *kept, replace(last, confidence=Confidence.LIKELY))
    assert doubtful == News("whatsapp", "works", True, "WhatsApp is probably back.", "First seen at 11:00 today.")
    assert news(english, *kept, replace(last, status=SLOW)) is None
    assert news(english, *kept, replace(last, status=SLOW), replace(last, vpn=True)) is None  # a VPN is another path
    sure = news(english, *kept, last, replace(last, vpn=True, confidence=Confidence.LIKELY))
    assert sure == news(english, *kept, last)


def test_there_is_no_news_without_a_change_within_a_week_on_this_network(english: Explainer) -> None:
    assert news(english) is None
    assert news(english, *hourly(WORKS, WORKS)) is None
    for days, is_news in ((8, False), (6, True)):
        past = [replace(one, hour=one.hour - timedelta(days=days)) for one in hourly(BLOCKED, BLOCKED, WORKS)]
        assert (news(english, *past) is not None) is is_news
    before = [replace(one, hour=one.hour - timedelta(hours=9)) for one in hourly(BLOCKED, BLOCKED, WORKS)]
    assert news(english, *before, *hourly(WORKS, network=2)) is None


def test_while_it_cannot_be_told_which_network_was_checked_last_the_news_names_its_network(english: Explainer) -> None:
    """As it was found: after two networks in one hour the page had no headline."""
    back, still_stopped = hourly(BLOCKED, BLOCKED, WORKS), hourly(BLOCKED, BLOCKED, network=2)
    named = News("whatsapp", "works", False, "Network 1: WhatsApp is back.", "First seen at 11:00 today.")
    assert news(english, *back, *still_stopped) == named
    gone = news(english, *hourly(WORKS, WORKS, BLOCKED, network=2), *hourly(WORKS, WORKS, WORKS))
    assert gone == News(
        "whatsapp", "blocked", False, "Network 2: WhatsApp stopped working here.", "First seen at 11:00 today."
    )
    earlier = [replace(one, hour=one.hour - timedelta(hours=1)) for one in still_stopped]
    assert news(english, *back, *earlier) == news(english, *back)


def test_news_is_as_sure_as_the_checks_that_saw_the_change(english: Explainer) -> None:
    """After an hour that told nothing, what had probably stopped was said to have stopped."""
    *works, stopped, unknown = hourly(WORKS, WORKS, BLOCKED, UNKNOWN)
    told = news(english, *works, replace(stopped, confidence=Confidence.LIKELY), unknown)
    assert told == News(
        "whatsapp", "blocked", True, "WhatsApp probably stopped working here.", "First seen at 10:00 today."
    )


def test_a_return_within_the_first_hour_or_after_one_check_is_told(english: Explainer) -> None:
    (only,) = hourly(WORKS)
    back = "WhatsApp worked here again on 20 February 2026."
    # how sure it was that it worked again was not kept
    assert story(english, replace(only, worst=BLOCKED)) == (back.replace("worked", "probably worked"),)
    assert story(english, *hourly(BLOCKED, WORKS)) == (back,)
    assert story(english, *hourly(WORKS, BLOCKED)) == ()  # one check that worked proves no stop
