"""What is old goes, day by day; and no clock, whatever it shows and however often, takes more than that."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.store.check_file import load_check
from dialtone.store.history import (
    FILE,
    KEPT_DAYS,
    MOST_DAYS,
    MOST_DELETED_AT_ONCE,
    History,
    delete_old_days,
    is_new_day,
)
from judge.saved import CHECKS
from quick_fingerprint import quick_fingerprint

TODAY = 20_781
CLEAN = load_check(CHECKS / "clean.json")
quick_history = partial(History, fingerprint=quick_fingerprint)
ONE = replace(CLEAN, messengers=CLEAN.messengers[:1])
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WRONG_DAYS = [NOON + timedelta(days=days) for days in (800, 801, 4_000, 4_001, 900_000)]


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        _prepare(made)
        yield made


def _prepare(file: sqlite3.Connection) -> None:
    file.executescript(
        "CREATE TABLE memories (hour INTEGER PRIMARY KEY, network INTEGER);"
        "CREATE TABLE networks (number INTEGER PRIMARY KEY);"
    )


def use(file: sqlite3.Connection, days: Iterable[tuple[int, bool]], network: int = 1) -> None:
    """Check once on each of some days, with a clock that is known to be wrong or not."""
    for day, wrong in days:
        hour = day * 24 + 12
        is_new = is_new_day(file, hour)
        file.execute("INSERT OR REPLACE INTO memories VALUES (?, ?)", (hour, network))
        if is_new:
            delete_old_days(file, hour, network, clock_is_wrong=wrong)


def days_in(file: sqlite3.Connection) -> list[int]:
    return [hour // 24 for (hour,) in file.execute("SELECT hour FROM memories ORDER BY hour")]


def test_days_of_a_wrong_clock_that_nobody_noticed_erase_no_year(tmp_path: Path) -> None:
    history = quick_history(tmp_path, now=lambda: NOON)
    true_days = [NOON - timedelta(days=days) for days in range(30, -1, -1)]

    def check(moment: datetime) -> Check:
        return replace(ONE, started_at=moment)

    for moment in true_days:
        history.add(check(moment), "home")
    for moment in WRONG_DAYS:
        history.add(check(moment), "home")
    left = {record.hour for record in history.read()}
    assert left == set(true_days[MOST_DELETED_AT_ONCE * (len(WRONG_DAYS) - 1) :])


def test_many_checks_on_one_wrong_day_are_one_day(tmp_path: Path) -> None:
    history = quick_history(tmp_path, now=lambda: NOON)
    for days in range(9, -1, -1):
        history.add(replace(ONE, started_at=NOON - timedelta(days=days)), "home")
    for wrong_day in WRONG_DAYS[:2]:
        for minutes in range(0, 600, 50):
            history.add(replace(ONE, started_at=wrong_day.replace(hour=0) + timedelta(minutes=minutes)), "home")
    assert len({record.hour for record in history.read()}) == 10 - MOST_DELETED_AT_ONCE


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 60), st.lists(st.tuples(st.integers(-30_000, 3_000_000), st.booleans()), max_size=25))
def test_whatever_clocks_show_each_new_day_takes_at_most_two(before: int, clocks: list[tuple[int, bool]]) -> None:
    with closing(sqlite3.connect(":memory:")) as file:
        _prepare(file)
        true_days = list(range(TODAY - before, TODAY + 1))
        use(file, [(day, False) for day in true_days])
        use(file, clocks)
        left = set(days_in(file))
    new = len({day for day, _ in clocks} - set(true_days))
    assert len(set(true_days) - left) <= MOST_DELETED_AT_ONCE * max(0, new - 1)
    assert not clocks or clocks[-1][0] in left


def test_daily_use_keeps_four_hundred_days(file: sqlite3.Connection) -> None:
    use(file, ((TODAY + day, False) for day in range(KEPT_DAYS * 2)))
    last = TODAY + KEPT_DAYS * 2 - 1
    assert days_in(file) == list(range(last - 1 - KEPT_DAYS, last + 1))


def test_what_a_long_pause_left_goes_while_the_program_is_used(file: sqlite3.Connection) -> None:
    use(file, ((TODAY + day, False) for day in range(40)))
    use(file, ((TODAY + 2_000 + day, False) for day in range(21)))
    assert min(days_in(file)) == TODAY + 2_000


def test_a_clock_that_is_always_wrong_does_not_let_the_history_grow_for_ever(file: sqlite3.Connection) -> None:
    use(file, ((TODAY + day, True) for day in range(MOST_DAYS + 50)))
    assert days_in(file) == list(range(TODAY + 50, TODAY + MOST_DAYS + 50))


def test_where_there_are_too_many_the_day_farthest_from_today_goes(file: sqlite3.Connection) -> None:
    use(file, ((TODAY + 900_000 + 2 * day, True) for day in range(MOST_DAYS)))
    use(file, ((TODAY + day, False) for day in range(100)))
    days = days_in(file)
    assert days[:100] == list(range(TODAY, TODAY + 100))
    assert len(days) == MOST_DAYS


def test_a_network_that_nothing_is_remembered_of_is_forgotten(tmp_path: Path) -> None:
    history = quick_history(tmp_path, now=lambda: NOON + timedelta(days=500))
    history.add(replace(ONE, started_at=NOON), "cafe")
    for days in (450, 451):
        history.add(replace(ONE, started_at=NOON + timedelta(days=days)), "home")
    assert history.find_network_number("cafe") == 0
    assert history.find_network_number("home") == 2
    with closing(sqlite3.connect(tmp_path / FILE)) as kept:
        assert kept.execute("SELECT COUNT(*) FROM networks").fetchone() == (1,)
