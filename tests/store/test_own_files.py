"""What Dialtone keeps is for the person alone, whatever the system's default, and is read only up to a size."""

import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dialtone.store.check_file import load_check
from dialtone.store.history import FILE, History
from dialtone.store.log_file import open_log
from dialtone.store.own_files import make_private, make_private_file, read_capped, read_packed
from dialtone.store.settings import Settings, save_settings
from judge.saved import CHECKS

of_modes = pytest.mark.skipif(os.name != "posix", reason="other systems keep no such modes")


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def remember(folder: Path) -> None:
    History(folder).add(load_check(CHECKS / "clean.json"), "home")


def log(folder: Path) -> None:
    handler = open_log(folder)
    assert handler is not None
    handler.close()


def choose(folder: Path) -> None:
    save_settings(folder, Settings(country="IR"))


@of_modes
@pytest.mark.usefixtures("_open_to_all")
@pytest.mark.parametrize("keep", [remember, log, choose])
@pytest.mark.parametrize("was_there", [False, True])
def test_nobody_else_can_look_into_a_folder_or_a_file_of_ours(
    tmp_path: Path, keep: Callable[[Path], None], was_there: bool
) -> None:
    folder = tmp_path / "state" / "dialtone"
    if was_there:
        folder.mkdir(parents=True)
    keep(folder)
    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir() if path.stat().st_mode & 0o077] == []
    assert folder.parent.stat().st_mode & 0o777 == 0o777, "what is not ours stays as it is"


@of_modes
@pytest.mark.usefixtures("_open_to_all")
def test_a_history_of_an_earlier_version_is_closed_to_others(tmp_path: Path) -> None:
    remember(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    remember(tmp_path)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_what_is_there_keeps_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"before")
    make_private_file(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"before"


def test_where_there_can_be_no_folder_that_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        make_private(tmp_path / "file" / "folder")


def test_a_file_of_the_size_is_read_whole_and_a_larger_one_not(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_capped(file, 5) == b"12345"
    with pytest.raises(OSError, match="larger than 4 bytes"):
        read_capped(file, 4)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="other systems have none")
def test_a_file_that_is_longer_than_the_system_says_is_read_whole() -> None:
    file = Path("/proc/self/status")
    assert file.stat().st_size == 0
    assert read_capped(file).startswith(b"Name:")
    with pytest.raises(OSError, match="larger than"):
        read_capped(file, 10)


def test_what_cannot_be_read_is_the_system_s_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        read_capped(tmp_path / "none")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="other systems have none")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        read_capped(tmp_path / "pipe")


def test_a_packed_file_reads_as_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for data in (b"plain", gzip.compress(b"plain")):
        file.write_bytes(data)
        assert read_packed(file) == b"plain"


def test_a_packed_file_is_no_larger_inside_and_ends(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(gzip.compress(b"0" * 100_000))
    with pytest.raises(OSError, match="larger than"):
        read_packed(file, 10_000)
    file.write_bytes(gzip.compress(bytes(range(256)) * 9)[:-20])
    with pytest.raises(OSError, match="or truncated"):
        read_packed(file)
    file.write_bytes(b"\x1f\x8bnothing of the kind")
    with pytest.raises(OSError, match="cannot be unpacked"):
        read_packed(file)


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe")
@pytest.mark.parametrize("name", ["dialtone.log", "writing.lock"])
def test_a_pipe_in_place_of_a_file_of_ours_holds_up_nothing(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert (open_log(tmp_path) is None) is (name == "dialtone.log")
    choose(tmp_path)
