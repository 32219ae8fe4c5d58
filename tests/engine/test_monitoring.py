"""When to look again, and which changes are told: once each, only when seen twice, never in the quiet hours."""

import random
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from dialtone.engine.monitoring import Change, Schedule, Watch, after_check, is_quiet, next_check
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, MessengerStatus, NetworkFlag, NetworkStatus
from named_rows import named_rows

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WORKS, BLOCKED, UNKNOWN = MessengerStatus.WORKS, MessengerStatus.BLOCKED, MessengerStatus.UNKNOWN
HOURLY = Schedule(every=timedelta(hours=1))
AT_NIGHT = Schedule(quiet=(time(23), time(7)))


Turn = tuple[MessengerStatus, MessengerStatus]
STOPPED, CAME_BACK = (WORKS, BLOCKED), (BLOCKED, WORKS)


def turns(changes: tuple[Change, ...]) -> tuple[Turn, ...]:
    return tuple((change.before, change.verdict.status) for change in changes)


def seen(
    status: MessengerStatus, network: NetworkStatus = NetworkStatus.ONLINE, flags: tuple[NetworkFlag, ...] = ()
) -> Check:
    verdict = MessengerVerdict("whatsapp", "WhatsApp", status)
    return Check("0", "2026-11-24", NOW, 1.0, 0, 0, "linux", NetworkVerdict(network, flags), (verdict,), ())


def told(*looks: Check, schedule: Schedule = HOURLY, at: datetime = NOW, mark: str = "home") -> list[tuple[Turn, ...]]:
    watch, said = Watch(), []
    for look in looks:
        watch, changes = after_check(watch, look, mark, schedule, at)
        said.append(turns(changes))
    return said


def absences(*looks: tuple[float, Check, str], every: timedelta | None = timedelta(hours=1)) -> list[timedelta | None]:
    """How long it was gone, of each change; each look with its hour and network."""
    watch, told = Watch(), list[timedelta | None]()
    for hour, look, mark in looks:
        watch, changes = after_check(watch, look, mark, Schedule(every=every), NOW + timedelta(hours=hour))
        told += [change.absence for change in changes]
    return told


WENT = [(0, seen(WORKS), "home"), (1, seen(BLOCKED), "home"), (1.1, seen(BLOCKED), "home")]
RETURNED = [(4, seen(WORKS), "home"), (4.1, seen(WORKS), "home")]


def test_what_is_back_was_gone_from_the_first_look_that_missed_it_to_the_first_that_found_it() -> None:
    down = seen(MessengerStatus.DOWN)
    assert absences(*WENT, *RETURNED) == [None, timedelta(hours=3)]
    assert absences(*WENT, (2, down, "home"), (2.1, down, "home"), *RETURNED) == [None, None, timedelta(hours=3)]
    unclear_between = [*WENT[:2], (1.1, seen(UNKNOWN), "home"), (1.2, seen(BLOCKED), "home")]
    assert absences(*unclear_between, *RETURNED) == [None, timedelta(hours=3)]
    again = [(hour + 10, look, mark) for hour, look, mark in (*WENT, *RETURNED)]
    assert absences(*WENT, *RETURNED, *again, every=timedelta(hours=6)) == [None, timedelta(hours=3)] * 2


@pytest.mark.parametrize(
    "between",
    [
        [(2, seen(BLOCKED), "office"), (3, seen(BLOCKED), "home")],
        [(2, seen(BLOCKED, flags=(NetworkFlag.VPN,)), "home"), (3, seen(BLOCKED), "home")],
        [(2, seen(UNKNOWN, NetworkStatus.OFFLINE), "home"), (3, seen(BLOCKED), "home")],
    ],
)
def test_what_happened_while_nobody_looked_there_is_not_claimed(between: list[tuple[float, Check, str]]) -> None:
    assert absences(*WENT, *between, *RETURNED) == [None, None]


def test_a_computer_that_slept_does_not_know_how_long() -> None:
    assert absences(*WENT, (8, seen(WORKS), "home"), (8.1, seen(WORKS), "home")) == [None, None]
    assert absences(*WENT, *RETURNED, every=None) == [None, None]


@pytest.mark.parametrize(("hour", "absence"), [(6.1, timedelta(hours=5.1)), (6.2, None)])
def test_after_a_gap_of_five_intervals_nobody_knows_how_long(hour: float, absence: timedelta | None) -> None:
    again = (hour, seen(WORKS), "home"), (hour + 0.1, seen(WORKS), "home")
    assert absences(*WENT, *again) == [None, absence]


def test_after_the_clock_was_set_back_nobody_knows_how_long() -> None:
    """As it was found: it was said to be gone for a minute."""
    back = [(hour - 1000, look, mark) for hour, look, mark in RETURNED]
    assert absences(*WENT, *back) == [None, None]


def test_what_was_blocked_from_the_start_or_is_back_in_part_was_gone_for_nobody_knows_how_long() -> None:
    partly = seen(MessengerStatus.PARTLY)
    assert absences((0, seen(BLOCKED), "home"), *RETURNED) == [None]
    assert absences(*WENT, (4, partly, "home"), (4.1, partly, "home")) == [None, None]


def test_what_only_perhaps_did_not_work_was_gone_for_nobody_knows_how_long() -> None:
    """Of checks in which it may not have worked, a notice said that it did not work for three hours."""
    look = seen(BLOCKED)
    doubted = replace(look, messengers=tuple(replace(v, confidence=Confidence.UNSURE) for v in look.messengers))
    went = [(0, seen(WORKS), "home"), (1, doubted, "home"), (1.1, doubted, "home")]
    assert absences(*went, *RETURNED) == [None, None]


@named_rows(
    ("looks", "changes"),
    {
        "the first look is what later ones are compared with": ([seen(BLOCKED)] * 2, [(), ()]),
        "told when a second check agrees, and once": ([seen(WORKS), *[seen(BLOCKED)] * 3], [(), (), (STOPPED,), ()]),
        "a slip": ([seen(WORKS), seen(BLOCKED), seen(WORKS), seen(BLOCKED), seen(WORKS)], [()] * 5),
        "what could not be told": ([seen(WORKS), seen(UNKNOWN), seen(UNKNOWN), seen(WORKS)], [()] * 4),
        "no network": ([seen(WORKS), *[seen(BLOCKED, NetworkStatus.OFFLINE)] * 2, seen(WORKS)], [()] * 4),
        "a sign-in page": ([seen(WORKS), *[seen(BLOCKED, NetworkStatus.CAPTIVE_PORTAL)] * 2], [()] * 3),
        "no names": ([seen(WORKS), *[seen(BLOCKED, NetworkStatus.DNS_DOWN)] * 2], [()] * 3),
        "a network that fails ends a suspicion": (
            [seen(WORKS), seen(BLOCKED), seen(UNKNOWN, NetworkStatus.OFFLINE), seen(BLOCKED)],
            [()] * 4,
        ),
        "a VPN": ([seen(BLOCKED), *[seen(WORKS, flags=(NetworkFlag.VPN,))] * 2, seen(BLOCKED)], [()] * 4),
    },
)
def test_which_changes_are_told(looks: list[Check], changes: list[tuple[Turn, ...]]) -> None:
    assert told(*looks) == changes


def test_something_new_asks_for_a_second_check() -> None:
    watch, _ = after_check(Watch(), seen(WORKS), "home", HOURLY, NOW)
    assert watch.second_check is None
    watch, _ = after_check(watch, seen(BLOCKED), "home", HOURLY, NOW)
    assert watch.second_check == timedelta(seconds=15)
    watch, _ = after_check(watch, seen(BLOCKED), "home", HOURLY, NOW)
    assert watch.second_check is None


@named_rows(
    ("changed", "seconds"),
    {
        "sure": ({}, 15),
        "by silence": ({"causes": (Cause.ADDRESS_BLOCKED,)}, 15),
        "by silence first": ({"causes": (Cause.ADDRESS_BLOCKED, Cause.DNS_FORGED)}, 15),
        "a name that is gone": ({"causes": (Cause.DNS_MISSING,)}, 0),
        "a forged name": ({"causes": (Cause.DNS_FORGED, Cause.ADDRESS_BLOCKED)}, 0),
        "a name that is stopped": ({"causes": (Cause.NAME_FILTERED,)}, 0),
        "a name that is stopped in part": ({"causes": (Cause.NAME_FILTERED,), "status": MessengerStatus.PARTLY}, 0),
        "probably": ({"causes": (Cause.NAME_FILTERED,), "confidence": Confidence.LIKELY}, 90),
        "in part": ({"status": MessengerStatus.PARTLY}, 90),
        "down": ({"status": MessengerStatus.DOWN}, 90),
        "likely": ({"confidence": Confidence.LIKELY}, 90),
        "the service's own fault": ({"causes": (Cause.SERVICE_DOWN,)}, 90),
    },
)
def test_the_surer_a_verdict_was_the_sooner_it_is_checked_again(changed: dict[str, Any], seconds: int) -> None:
    watch, _ = after_check(Watch(), seen(WORKS), "home", HOURLY, NOW)
    (verdict,) = seen(BLOCKED).messengers
    check = replace(seen(BLOCKED), messengers=(replace(verdict, **changed),))
    watch, _ = after_check(watch, check, "home", HOURLY, NOW)
    assert watch.second_check == timedelta(seconds=seconds)
    busy = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.COMPUTER_BUSY,))
    for network in (NetworkVerdict(NetworkStatus.UNSTABLE), busy):
        again, _ = after_check(Watch(), seen(WORKS), "home", HOURLY, NOW)
        again, _ = after_check(again, replace(check, network=network), "home", HOURLY, NOW)
        assert again.second_check == timedelta(seconds=90)


@pytest.mark.parametrize(
    ("confidence", "seconds"), [(Confidence.SURE, 0), (Confidence.LIKELY, 0), (Confidence.UNSURE, 90)]
)
def test_what_works_again_is_looked_at_at_once_unless_it_is_unsure(confidence: Confidence, seconds: int) -> None:
    """What a check leaves untested makes it likely; no fault of a line looks like servers that prove who they are."""
    (verdict,) = seen(WORKS).messengers
    back = replace(seen(WORKS), messengers=(replace(verdict, confidence=confidence),))
    watch, _ = after_check(Watch(), seen(BLOCKED), "home", HOURLY, NOW)
    watch, _ = after_check(watch, back, "home", HOURLY, NOW)
    assert watch.second_check == timedelta(seconds=seconds)


def test_a_second_check_that_cannot_tell_is_repeated_once_and_later() -> None:
    """A filter that punishes an address where it heard a name leaves nothing to be seen there for a minute."""
    looks = [seen(WORKS), seen(BLOCKED), seen(UNKNOWN)]
    assert told(*looks, seen(BLOCKED)) == [(), (), (), (STOPPED,)]
    assert told(*looks, seen(WORKS), seen(BLOCKED)) == [()] * 5
    assert told(*looks, seen(UNKNOWN), seen(BLOCKED)) == [()] * 5
    watch, soon = Watch(), list[timedelta | None]()
    for look in (*looks, seen(UNKNOWN)):
        watch, _ = after_check(watch, look, "home", HOURLY, NOW)
        soon.append(watch.second_check)
    assert soon == [None, timedelta(seconds=15), timedelta(seconds=90), None]


def test_each_network_is_compared_with_itself() -> None:
    watch = Watch()
    for mark, status in (("home", WORKS), ("work", BLOCKED), ("work", BLOCKED), ("home", WORKS)):
        watch, changes = after_check(watch, seen(status), mark, HOURLY, NOW)
        assert changes == ()


def test_networks_that_were_left_long_ago_are_forgotten() -> None:
    watch = Watch()
    for number in range(500):
        watch, _ = after_check(watch, seen(WORKS), f"hotel {number}", HOURLY, NOW)
    assert list(watch.confirmed) == [f"hotel {number}" for number in range(470, 500)]


def test_a_muted_messenger_is_watched_without_a_word() -> None:
    muted = Schedule(muted=frozenset({"whatsapp"}))
    assert told(seen(WORKS), seen(BLOCKED), seen(BLOCKED), schedule=muted) == [()] * 3


def after_a_night(*looks: MessengerStatus) -> Watch:
    """Return what is known at its end; nothing was told."""
    watch = Watch()
    for look in looks:
        watch, changes = after_check(watch, seen(look), "home", AT_NIGHT, NOW.replace(hour=3))
        assert changes == ()
    return watch


MORNING = NOW.replace(hour=8)


def test_the_quiet_hours_hold_a_word_back_until_they_end() -> None:
    watch, changes = after_check(after_a_night(WORKS, BLOCKED, BLOCKED), seen(BLOCKED), "home", AT_NIGHT, MORNING)
    assert turns(changes) == (STOPPED,)
    assert after_check(watch, seen(BLOCKED), "home", AT_NIGHT, MORNING)[1] == ()


def test_what_was_muted_in_the_quiet_hours_is_not_told_after_them() -> None:
    muted = replace(AT_NIGHT, muted=frozenset({"whatsapp"}))
    watch, changes = after_check(after_a_night(WORKS, BLOCKED, BLOCKED), seen(BLOCKED), "home", muted, MORNING)
    assert (watch.held_back, changes) == ((), ())


def test_what_came_and_went_in_the_night_is_not_told() -> None:
    watch = after_a_night(WORKS, BLOCKED, BLOCKED, WORKS, WORKS)
    assert after_check(watch, seen(WORKS), "home", AT_NIGHT, MORNING)[1] == ()


@pytest.mark.parametrize(
    ("quiet", "hour", "expected"),
    [
        ((time(23), time(7)), 23, True),
        ((time(23), time(7)), 6, True),
        ((time(23), time(7)), 7, False),
        ((time(13), time(15)), 14, True),
        ((time(13), time(15)), 15, False),
    ],
)
def test_quiet_hours_may_go_over_midnight(quiet: tuple[time, time], hour: int, expected: bool) -> None:
    assert is_quiet(Schedule(quiet=quiet), NOW.replace(hour=hour)) is expected


def test_the_next_look_comes_after_the_interval_give_or_take_a_fifth() -> None:
    moments = [next_check(NOW, HOURLY, chance / 10) for chance in range(11)]
    assert moments[0] == NOW + timedelta(minutes=48)
    assert moments[10] == NOW + timedelta(minutes=72)


def test_on_battery_looks_are_rarer() -> None:
    assert next_check(NOW, HOURLY, 0.5, on_battery=True) == NOW + timedelta(hours=3)


def test_who_wants_no_checks_gets_none() -> None:
    assert next_check(NOW, Schedule(every=None), 0.5) is None


def test_a_week_of_watching_misses_nothing_and_repeats_nothing() -> None:
    """A made-up week with slips, a nightly outage of the network and real changes, minute by minute."""
    chance = random.Random(7)
    watch, now = Watch(), NOW
    real = {day: (WORKS, BLOCKED)[day % 2] for day in range(8)}
    said: list[Turn] = []
    looks = 0
    due: datetime | None = NOW
    while now < NOW + timedelta(days=7):
        now += timedelta(minutes=1)
        if due is None or now < due:
            continue
        truth = real[(now - NOW).days]
        slip = watch.second_check is None and chance.random() < 0.1
        status = (BLOCKED if truth is WORKS else WORKS) if slip else truth
        network = NetworkStatus.OFFLINE if now.hour == 4 else NetworkStatus.ONLINE
        check = replace(seen(status, network), started_at=now)
        watch, changes = after_check(watch, check, "home", HOURLY, now)
        said += turns(changes)
        looks += 1
        soon = watch.second_check
        due = next_check(now, HOURLY, chance.random()) if soon is None else now + soon
    assert looks > 7 * 20
    assert said == [STOPPED if n % 2 == 0 else CAME_BACK for n in range(6)]
