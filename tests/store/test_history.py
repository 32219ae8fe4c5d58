"""The history file: what is kept, what is not, and what becomes of broken files, full disks and newer versions."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError
from dialtone.model.vocabulary import Confidence, MessengerStatus, NetworkFlag
from dialtone.store.check_file import load_check
from dialtone.store.exports import format_csv, format_json
from dialtone.store.history import FILE, KEPT_DAYS, MIGRATIONS, History
from judge.saved import CHECKS
from quick_fingerprint import quick_fingerprint

CLEAN, RUSSIA = load_check(CHECKS / "clean.json"), load_check(CHECKS / "russia-2026.json")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
KEPT = timedelta(days=KEPT_DAYS)
real_history = partial(History, now=lambda: datetime(2030, 1, 1, tzinfo=UTC))
quick_history = partial(History, fingerprint=quick_fingerprint)
open_history = partial(real_history, fingerprint=quick_fingerprint)


def at(moment: datetime, check: Check = CLEAN) -> Check:
    return replace(check, started_at=moment)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return open_history(tmp_path)


def test_where_nothing_was_kept_nothing_is_read_and_no_file_is_made(tmp_path: Path) -> None:
    assert open_history(tmp_path / "none").read() == ()
    assert not (tmp_path / "none").exists()


def test_an_hour_keeps_the_last_verdict_of_each_messenger(history: History) -> None:
    history.add(at(NOON), "home")
    history.add(at(NOON + timedelta(minutes=40), RUSSIA), "home")
    history.add(at(NOON + timedelta(hours=1)), "home")
    kept = history.read()
    assert {m.hour for m in kept} == {NOON, NOON + timedelta(hours=1)}
    first = {m.messenger: m.status for m in kept if m.hour == NOON}
    assert first == {v.messenger: v.status for v in RUSSIA.messengers}


def test_the_worst_of_an_hour_stays_with_how_sure_it_was(history: History) -> None:
    works = next(v for v in CLEAN.messengers if v.messenger == "signal")
    blocked = replace(works, status=MessengerStatus.BLOCKED, confidence=Confidence.UNSURE)
    seen = []
    for minutes, verdict in enumerate((works, blocked, works, replace(blocked, confidence=Confidence.LIKELY), works)):
        history.add(at(NOON + timedelta(minutes=minutes), replace(CLEAN, messengers=(verdict,))), "home")
        (kept,) = history.read()
        seen.append((kept.status, kept.worst_status, kept.confidence))
    last, worst = MessengerStatus.WORKS, MessengerStatus.BLOCKED
    assert seen == [
        (last, last, works.remembered_confidence),
        (worst, worst, Confidence.UNSURE),
        (last, worst, Confidence.UNSURE),
        (worst, worst, Confidence.LIKELY),
        (last, worst, Confidence.LIKELY),
    ]


@pytest.mark.parametrize(
    ("flag", "detour"),
    [
        (NetworkFlag.VPN, (True, False)),
        (NetworkFlag.BYPASS_TOOL, (False, True)),
        (NetworkFlag.PROXY, (False, True)),
        (NetworkFlag.CLOCK_WRONG, (False, False)),
    ],
)
def test_what_led_around_the_network_is_kept(history: History, flag: NetworkFlag, detour: tuple[bool, bool]) -> None:
    """Two networks were compared, one of them through a program against blocks."""
    history.add(at(NOON, replace(CLEAN, network=replace(CLEAN.network, flags=(flag,)))), "home")
    assert {(kept.vpn, kept.helper) for kept in history.read()} == {detour}


def test_what_failed_through_a_vpn_is_not_the_worst_of_the_network(history: History) -> None:
    """The VPN was turned off because nothing worked through it: the hour of the network was a failure."""
    history.add(at(NOON, replace(RUSSIA, network=replace(RUSSIA.network, flags=(NetworkFlag.VPN,)))), "home")
    history.add(at(NOON + timedelta(minutes=5)), "home")
    checked = {verdict.messenger for verdict in CLEAN.messengers}
    direct = [kept for kept in history.read() if kept.messenger in checked and not kept.vpn]
    assert [kept for kept in direct if kept.worst_status is not kept.status] == []


@pytest.mark.parametrize("first", [RUSSIA, CLEAN])
def test_what_was_seen_before_a_vpn_was_turned_on_stays_beside_it(tmp_path: Path, first: Check) -> None:
    """As it was found: who turned a VPN on and checked again read that all had worked, or failed, in that hour."""
    history, with_vpn = open_history(tmp_path), replace(CLEAN.network, flags=(NetworkFlag.VPN,))
    history.add(at(NOON, first), "home")
    before = history.read()
    history.add(at(NOON + timedelta(minutes=5), replace(CLEAN, network=with_vpn)), "home")
    after = history.read()
    assert tuple(kept for kept in after if not kept.vpn) == before
    assert {kept.messenger for kept in after if kept.vpn} == {verdict.messenger for verdict in CLEAN.messengers}


def test_a_history_from_before_knows_one_status_an_hour(tmp_path: Path) -> None:
    History(tmp_path, MIGRATIONS[:2]).path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        file.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1;")
        hour = int(NOON.timestamp()) // 3600
        file.execute("INSERT INTO memories VALUES (?, 1, 'signal', 'slow', '', '', 0)", (hour,))
        file.commit()
    (kept,) = open_history(tmp_path).read()
    assert (kept.status, kept.worst_status, kept.confidence) == (MessengerStatus.SLOW,) * 2 + (Confidence.SURE,)


def test_a_network_is_known_by_its_number(tmp_path: Path, history: History) -> None:
    assert history.find_network_number("home") == 0
    assert not list(tmp_path.iterdir())
    history.add(at(NOON), "home")
    history.add(at(NOON), "cafe")
    assert [open_history(tmp_path).find_network_number(mark) for mark in ("home", "cafe", "train")] == [1, 2, 0]


def test_what_was_erased_can_be_had_again(tmp_path: Path, history: History) -> None:
    history.add(at(NOON), "home")
    before = history.read()
    erased = history.forget()
    assert history.read() == ()
    assert not list(tmp_path.glob("history*"))
    history.add(at(NOON + timedelta(hours=1)), "home")
    history.put_back(erased)
    assert history.read() == before
    assert open_history(tmp_path / "none").forget() == b""


def test_networks_are_numbered_and_their_names_are_nowhere_in_the_file(tmp_path: Path) -> None:
    history = real_history(tmp_path)
    for number, mark in enumerate(("cafe-de-flore", "home-of-anna", "cafe-de-flore")):
        history.add(at(NOON + timedelta(hours=number)), mark)
    assert [m.network for m in history.read() if m.messenger == "signal"] == [1, 2, 1]
    data = (tmp_path / FILE).read_bytes()
    assert b"cafe" not in data
    assert b"anna" not in data


def test_the_fingerprint_differs_from_one_computer_to_another(tmp_path: Path) -> None:
    prints = []
    for name in ("one", "two"):
        real_history(tmp_path / name).add(CLEAN, "home")
        with closing(sqlite3.connect(tmp_path / name / FILE)) as file:
            prints += file.execute("SELECT fingerprint FROM networks").fetchall()
    assert prints[0] != prints[1]


def test_nothing_technical_is_kept(tmp_path: Path) -> None:
    open_history(tmp_path).add(RUSSIA, "home")
    data = (tmp_path / FILE).read_bytes()
    targets = {o.target.split(":")[0] for o in RUSSIA.observations if o.target}
    assert not [target for target in targets if len(target) > 6 and target.encode() in data]


def test_a_clock_that_is_known_to_be_wrong_erases_nothing_however_often(tmp_path: Path) -> None:
    history = quick_history(tmp_path, now=lambda: NOON)
    history.add(at(NOON), "home")
    flagged = replace(CLEAN, network=replace(CLEAN.network, flags=(NetworkFlag.CLOCK_WRONG,)))
    for days in (500, 501, 502):
        history.add(at(NOON + timedelta(days=days), flagged), "home")
    assert {m.hour for m in history.read()} == {NOON}


def test_what_lies_in_the_future_is_not_told(tmp_path: Path) -> None:
    history = quick_history(tmp_path, now=lambda: NOON + timedelta(minutes=30))
    for hours in (-1, 0, 1, 24 * 800):
        history.add(at(NOON + timedelta(hours=hours)), "home")
    assert {m.hour for m in history.read()} == {NOON - timedelta(hours=1), NOON}


def test_reading_can_begin_at_a_moment(history: History) -> None:
    history.add(at(NOON - timedelta(days=2)), "home")
    history.add(at(NOON), "home")
    assert {m.hour for m in history.read(NOON - timedelta(days=1))} == {NOON}


def test_a_broken_file_is_set_aside_and_said(tmp_path: Path, history: History) -> None:
    (tmp_path / FILE).write_bytes(b"SQLite format 3\0" + b"nonsense" * 900)
    history.add(CLEAN, "home")
    assert history.set_aside == "history.broken-1.sqlite3"
    assert (tmp_path / history.set_aside).exists()
    assert history.read()


def test_a_torn_page_is_seen_before_it_is_read(tmp_path: Path, history: History) -> None:
    for hours in range(400):
        history.add(at(NOON + timedelta(hours=hours)), "home")
    data = bytearray((tmp_path / FILE).read_bytes())
    data[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    (tmp_path / FILE).write_bytes(data)
    fresh = open_history(tmp_path)
    fresh.add(CLEAN, "home")
    assert fresh.set_aside


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    newer = open_history(tmp_path, (*MIGRATIONS, "CREATE TABLE more (value TEXT);"))
    newer.add(CLEAN, "home")
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(TroubleError, match="history newer"):
        open_history(tmp_path).add(CLEAN, "home")
    assert (tmp_path / FILE).read_bytes() == before


def test_a_newer_file_is_told_while_the_newer_dialtone_writes(tmp_path: Path) -> None:
    """As it was found: the older one waited five seconds to write, and then called the file busy."""
    open_history(tmp_path, (*MIGRATIONS, "CREATE TABLE more (value TEXT);")).add(CLEAN, "home")
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as newer:
        newer.execute("BEGIN IMMEDIATE")
        with pytest.raises(TroubleError, match="history newer"):
            open_history(tmp_path).read()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    open_history(tmp_path).add(CLEAN, "home")
    broken = open_history(tmp_path, (*MIGRATIONS, "CREATE TABLE more (value TEXT);\nNONSENSE;"))
    with pytest.raises(TroubleError):
        broken.read()
    assert open_history(tmp_path).read()


def test_a_full_disk_loses_nothing(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    history.add(at(NOON), "home")
    connect: Any = sqlite3.connect

    def small(place: str, **options: Any) -> sqlite3.Connection:
        file: sqlite3.Connection = connect(place, **options)
        file.execute(f"PRAGMA max_page_count = {file.execute('PRAGMA page_count').fetchone()[0]}")
        return file

    def fill() -> None:
        for hours in range(1, 4000):
            history.add(at(NOON + timedelta(hours=hours)), "home")

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(TroubleError, match="disk full"):
        fill()
    monkeypatch.undo()
    assert NOON in {m.hour for m in history.read()}


def test_forgetting_leaves_no_file(tmp_path: Path, history: History) -> None:
    (tmp_path / FILE).write_bytes(b"nonsense" * 900)
    history.add(CLEAN, "home")
    history.forget()
    assert list(tmp_path.iterdir()) == []
    assert history.read() == ()
    history.forget()


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TroubleError) as caught:
        open_history(tmp_path / "file" / "below").add(CLEAN, "home")
    assert "\n" not in str(caught.value)


def test_words_of_another_version_are_passed_over(tmp_path: Path, history: History) -> None:
    history.add(CLEAN, "home")
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute("UPDATE memories SET status = 'levitates' WHERE messenger = 'signal'")
    assert {m.messenger for m in history.read()} == {v.messenger for v in CLEAN.messengers} - {"signal"}


def test_exports_hold_every_hour(history: History) -> None:
    history.add(at(NOON, RUSSIA), "home")
    kept = history.read()
    lines = format_csv(kept).splitlines()
    assert len(lines) == len(kept) + 1
    assert lines[0].startswith("hour,network,messenger,status")
    document = json.loads(format_json(kept))
    assert document["format"] == "dialtone-history/1"
    assert [row["status"] for row in document["hours"]] == [m.status for m in kept]
    assert {m.status for m in kept} <= set(MessengerStatus)


def test_exports_tell_the_rows_of_one_hour_apart(history: History) -> None:
    """As it was found: what was seen with a proxy and without it stood there twice as the same."""
    for flags in ((), (NetworkFlag.VPN,), (NetworkFlag.PROXY,)):
        history.add(at(NOON, replace(CLEAN, network=replace(CLEAN.network, flags=flags))), "home")
    rows = [row for row in json.loads(format_json(history.read()))["hours"] if row["messenger"] == "signal"]
    assert [(row["vpn"], row["helper"]) for row in rows] == [(False, False), (True, False), (False, True)]
