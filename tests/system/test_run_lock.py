import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from dialtone.system.run_lock import RunLock

TAKE_AND_CRASH = (
    "import os, pathlib, sys; from dialtone.system.run_lock import RunLock;"
    "os._exit(0 if RunLock(pathlib.Path(sys.argv[1])).take() else 1)"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "running.lock"


def test_one_at_a_time_holds_it(path: Path) -> None:
    first, second = RunLock(path), RunLock(path)
    assert first.take()
    assert first.take(), "it is held already"
    assert not second.take()
    assert (first.held, second.held) == (True, False)
    second.release()
    assert path.exists(), "who does not hold it releases nothing"
    first.release()
    assert not path.exists()
    assert second.take()
    second.release()


def test_a_process_that_crashes_keeps_nothing_locked(path: Path) -> None:
    command = [sys.executable, "-c", TAKE_AND_CRASH, str(path)]
    assert subprocess.run(command, timeout=60, check=False).returncode == 0
    assert path.exists()
    lock = RunLock(path)
    assert lock.take()
    assert subprocess.run(command, timeout=60, check=False).returncode == 1
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_file_that_was_removed_before_it_was_locked_is_not_the_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = RunLock(path), RunLock(path), RunLock(path)
    assert first.take()
    open_file = Path.open

    def open_before_the_release(self: Path, mode: str) -> object:
        file = open_file(self, mode)
        first.release()
        return file

    monkeypatch.setattr(Path, "open", open_before_the_release)
    assert second.take()
    assert not third.take()
    second.release()


def test_a_drive_that_numbers_a_file_anew_each_time_stops_no_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was found: it was opened and locked again without end, before there was a window."""
    monkeypatch.setattr(os.path, "samestat", lambda _open, _found: False)
    first, second = RunLock(path), RunLock(path)
    assert first.take()
    assert not second.take()
    first.release()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux names the computer")
def test_an_older_version_that_runs_here_is_not_elsewhere(path: Path) -> None:
    """Its lock, of Qt, names the process, the program, the computer and its start."""
    boot_id = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    for holder, is_elsewhere in (
        (f"358\ndialtone\nvm\nabc\n{boot_id}\n", False),
        ("358\ndialtone\nvm\nabc\ndef\n", True),
    ):
        path.write_text(holder)
        assert RunLock(path).is_elsewhere is is_elsewhere


def test_where_no_file_can_be_made_the_error_is_raised(path: Path) -> None:
    with pytest.raises(OSError, match=r"running\.lock"):
        RunLock(path / "below").take()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a folder of this computer is known")
def test_where_the_drive_has_no_locks_one_at_a_time_holds_it_too(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was found: with a home on such a drive two windows opened, and both checked."""
    import fcntl

    home, here = path.parent / "home", path.parent / "here"
    home.mkdir()
    here.mkdir()
    real = fcntl.flock

    def lock_only_here(file: IO[bytes], how: int) -> None:
        if Path(file.name).is_relative_to(home):
            raise OSError(errno.ENOLCK, "No locks available")
        real(file, how)

    monkeypatch.setattr(fcntl, "flock", lock_only_here)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(here))
    first, second, other = RunLock(home / "a.lock"), RunLock(home / "a.lock"), RunLock(home / "b.lock")
    assert first.take()
    assert not second.take()
    assert other.take(), "another person's, or another home"
    first.release()
    assert second.take()
    second.release()
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert first.take()
    assert second.take(), "two windows are better than none"
    for lock in (first, second, other):
        lock.release()
