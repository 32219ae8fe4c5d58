"""Years of the history in short: what it leaves out changes no strip and no story, and takes a fraction of the time."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dialtone.explain.history_summary import Grain, make_strips
from dialtone.explain.remembered import compare_networks
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.status_groups import ANSWERS, STOPPED
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.history import FILE, MIGRATIONS, History
from dialtone.store.history_rows import DAYS_MIGRATION
from dialtone.store.network_fingerprint import slow_hash
from quick_fingerprint import quick_fingerprint
from ui.english import WORDS
from ui.examples import check as example

NOW = datetime(2026, 11, 24, 12, 20, tzinfo=UTC)
LAST = int(NOW.timestamp()) // 3600
OLD = MIGRATIONS[: MIGRATIONS.index(DAYS_MIGRATION)]
"""The file as it was before the days were in it."""
SPAN = 62


def open_history(folder: Path) -> History:
    return History(folder, MIGRATIONS, lambda: NOW, quick_fingerprint)


def fill(folder: Path, days: int, seed: int = 1) -> None:
    """Write what hourly checks on two networks left, as an older Dialtone did."""
    chance, state = random.Random(seed), dict.fromkeys(("whatsapp", "telegram", "signal"), "works")
    rows = []
    for hour in range(LAST - days * 24, LAST + 1):
        if chance.random() < 0.2:
            continue
        for messenger, status in state.items():
            if chance.random() < 0.03:
                state[messenger] = chance.choice(("works", "blocked", "slow", "down", "partly"))
            said = "unknown" if chance.random() < 0.1 else status
            network = 2 if chance.random() < 0.1 else 1
            rows.append(
                (hour, network, messenger, said, "", "messages=works", int(chance.random() < 0.05), said, "sure")
            )
    with closing(sqlite3.connect(folder / FILE)) as file, file:
        file.create_function("slow_hash", 2, slow_hash)
        file.executescript("".join(OLD) + f"PRAGMA user_version = {len(OLD)};")
        file.executemany("INSERT INTO memories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def list_rows(folder: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / FILE)) as file:
        columns = "hour, network, messenger, status, causes, functions, vpn, worst, confidence"
        return list(file.execute(f"SELECT {columns} FROM memories ORDER BY hour, network, messenger"))  # noqa: S608


def at(moment: datetime) -> Check:
    return replace(example(), started_at=moment)


def told(history: History, *, short: bool) -> list[object]:
    records = history.read_condensed(SPAN) if short else history.read()
    spans = ((Grain.DAY, 60), (Grain.HOUR, 48))
    return [
        *(make_strips(records, WORDS.sentences, NOW, grain, cells) for grain, cells in spans),
        compare_networks(WORDS.sentences, records),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_strips_stories_and_comparison_are_those_of_every_hour(tmp_path: Path, seed: int) -> None:
    fill(tmp_path, 300, seed)
    history = open_history(tmp_path)
    assert told(history, short=True) == told(history, short=False)


def test_years_are_told_by_a_fraction_of_their_rows(tmp_path: Path) -> None:
    fill(tmp_path, 730)
    history = open_history(tmp_path)
    whole, short = history.read(), history.read_condensed(SPAN)
    lately = history.read(NOW.replace(hour=0, minute=0) - timedelta(days=SPAN))
    assert len(whole) > 40_000
    assert len(short) - len(lately) < len(whole) / 10


def test_a_file_of_before_keeps_every_row_and_gets_its_days(tmp_path: Path) -> None:
    fill(tmp_path, 100)
    before = list_rows(tmp_path)
    history = open_history(tmp_path)
    assert len(history.read()) == len(before)
    assert list_rows(tmp_path) == before
    assert told(history, short=True) == told(history, short=False)


def test_whatever_writes_or_deletes_an_hour_its_day_is_right(tmp_path: Path) -> None:
    fill(tmp_path, 80)
    history = open_history(tmp_path)
    history.add(at(NOW - timedelta(days=70)), "home")
    history.add(at(NOW), "home")
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute("DELETE FROM memories WHERE hour < ?", (LAST - 75 * 24,))
        file.execute("DELETE FROM memories WHERE hour % 7 = 0 AND messenger = 'signal'")
    assert told(history, short=True) == told(history, short=False)


def test_its_words_are_those_of_today() -> None:
    """The step is never changed: where a status changes its side, a new step has to count the days anew."""
    assert {str(one) for one in STOPPED} == {"blocked", "down"}
    assert {str(one) for one in ANSWERS} == {"works", "partly", "slow"}
    assert "status IN ('blocked', 'down')" in DAYS_MIGRATION
    assert "status IN ('works', 'partly', 'slow')" in DAYS_MIGRATION


def test_nothing_remembered_is_nothing_in_short(tmp_path: Path) -> None:
    assert open_history(tmp_path).read_condensed(SPAN) == ()


def test_one_that_stopped_long_ago_is_told_with_its_day(tmp_path: Path) -> None:
    """Its whole strip is red: since when is what the person wants to know."""
    history = open_history(tmp_path)
    blocked = replace(example(), started_at=NOW)
    begun = NOW - timedelta(days=200)
    working = replace(
        blocked, messengers=tuple(replace(one, status=MessengerStatus.WORKS) for one in blocked.messengers)
    )
    for back in (201, 200):
        history.add(replace(working, started_at=NOW - timedelta(days=back)), "home")
    for back in range(199, 0, -1):
        history.add(replace(blocked, started_at=NOW - timedelta(days=back)), "home")
    strips = {strip.messenger: strip for strip in told(history, short=True)[0]}  # type: ignore[attr-defined]
    day = WORDS.sentences.date((begun + timedelta(days=1)).date())
    assert any(day in line for line in strips["whatsapp"].story)
