"""A history that was damaged: what is whole is told, what is not is passed over, and nothing is raised but one line."""

import hashlib
import hmac
import random
import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError
from dialtone.store.check_file import load_check
from dialtone.store.history import FILE, MIGRATIONS, History
from dialtone.store.network_fingerprint import slow_hash
from judge.saved import CHECKS
from quick_fingerprint import quick_fingerprint

CLEAN = load_check(CHECKS / "clean.json")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
open_history = partial(History, now=lambda: datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    history = open_history(folder, fingerprint=quick_fingerprint)
    for hours in range(48):
        history.add(replace(CLEAN, started_at=NOON + timedelta(hours=hours)), "home")
    return (folder / FILE).read_bytes()


def use(folder: Path) -> History:
    """Read, add a new day and read as the window does; only the one kind of trouble may come of it."""
    history = open_history(folder, fingerprint=quick_fingerprint)
    later = replace(CLEAN, started_at=NOON + timedelta(days=9))
    for step in (history.read, lambda: history.add(later, "cafe"), history.read):
        with suppress(TroubleError):
            step()
    return history


def test_one_flipped_bit_hides_one_row_and_no_more(tmp_path: Path, sound: bytes) -> None:
    data = bytearray(sound)
    data[data.index(b"messages=works")] ^= 0x80
    (tmp_path / FILE).write_bytes(data)
    history = open_history(tmp_path)
    assert len(history.read()) == 48 * len(CLEAN.messengers) - 1
    assert not history.set_aside


def test_any_flipped_bits_are_borne(tmp_path: Path, sound: bytes) -> None:
    chance = random.Random(7)
    for _ in range(20):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 1, 2, 8, 64))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (tmp_path / FILE).write_bytes(data)
        use(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO memories VALUES ('x', 1, 'signal', 'works', '', '', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (1e300, 1, 'signal', 'works', '', '', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (x'ff', 1, 'signal', 'works', '', '', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (-9223372036854775808, 1, 'signal', 'works', '', '', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (5, 'n', 'signal', 'works', '', '', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (5, 1, x'ff', 'works', '', '', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (5, 1, 'signal', 'works', x'ff', '', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (5, 1, 'signal', 'works', '', x'ff', 0, '', 'sure', '')",
        "INSERT INTO memories VALUES (5, 1, 'signal', 'works', '', '', 0, x'ff', 'sure', '')",
        "INSERT INTO memories VALUES (5, 1, 'signal', 'works', '', '', 0, '', 'doubtful', '')",
        "INSERT INTO memories VALUES (5, 1, 'signal', 'works', '', 'messages=works', 0, '', 'sure', x'ff')",
        "INSERT INTO memories VALUES (5, 1, 'signal', 'works', '', 'messages=works', 0, '', 'sure', 'sure likely')",
        "UPDATE salt SET value = 'text'",
        "UPDATE salt SET value = 5",
        "DELETE FROM salt",
    ],
)
def test_a_row_of_the_wrong_kind_is_passed_over(tmp_path: Path, sound: bytes, change: str) -> None:
    (tmp_path / FILE).write_bytes(sound)
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute(change)
    history = use(tmp_path)
    assert len(history.read()) >= 48 * len(CLEAN.messengers)
    assert not history.set_aside


@pytest.mark.parametrize("change", ["DROP TABLE salt", "DROP TABLE memories", "PRAGMA user_version = -5"])
def test_a_file_without_its_tables_is_set_aside(tmp_path: Path, sound: bytes, change: str) -> None:
    (tmp_path / FILE).write_bytes(sound)
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute(change)
    history = use(tmp_path)
    assert history.set_aside
    assert history.read()


SALT, MARK = b"s" * 16, b"192.168.1.0/24 3c:84:6a:9f:12:b7"


def write_first_version(folder: Path) -> bytes:
    """Write a history as the first version did, which knows one network; return its fingerprint."""
    quick = hmac.new(SALT, MARK, hashlib.sha256).digest()[:8]
    with closing(sqlite3.connect(folder / FILE)) as file, file:
        file.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1;")
        file.execute("INSERT INTO salt VALUES (?)", (SALT,))
        file.execute("INSERT INTO networks VALUES (7, ?)", (quick,))
    return quick


def test_what_was_quick_to_guess_is_hashed_slowly_and_stays_the_same_network(tmp_path: Path) -> None:
    quick = write_first_version(tmp_path)
    history = open_history(tmp_path)
    history.add(CLEAN, MARK.decode())
    assert {record.network for record in history.read()} == {7}
    assert quick not in (tmp_path / FILE).read_bytes()


def test_two_that_open_an_older_file_at_once_convert_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was found: each step was done twice, so its networks were lost, or it could not be opened ever after."""
    write_first_version(tmp_path)
    with ThreadPoolExecutor(1) as others:
        opened_beside = list[Future[object]]()

        def hash_while_another_opens(quick: object, salt: object) -> bytes:
            if not opened_beside:
                opened_beside.append(others.submit(open_history(tmp_path).read))
                wait(opened_beside, timeout=0.5)
            return slow_hash(quick, salt)

        monkeypatch.setattr("dialtone.store.history.slow_hash", hash_while_another_opens)
        assert open_history(tmp_path).read() == opened_beside[0].result() == ()
    assert open_history(tmp_path).find_network_number(MARK.decode()) == 7


def test_a_network_that_one_stays_in_is_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = open_history(tmp_path)
    history.add(CLEAN, "home")
    monkeypatch.setattr(hashlib, "scrypt", None)
    history.add(CLEAN, "home")


def test_others_may_write_while_a_network_is_hashed(tmp_path: Path) -> None:
    open_history(tmp_path).add(CLEAN, "home")
    written = []

    def hash_and_write_elsewhere(_salt: bytes, mark: bytes) -> bytes:
        with closing(sqlite3.connect(tmp_path / FILE, timeout=0)) as other, other:
            other.execute("BEGIN IMMEDIATE")
            written.append(other.execute("INSERT INTO networks (fingerprint) VALUES (?)", (b"another",)).rowcount)
        return mark[:8]

    history = History(tmp_path, fingerprint=hash_and_write_elsewhere)
    history.add(CLEAN, "cafe")
    assert written == [1]
    assert len({record.network for record in history.read()}) == 2
