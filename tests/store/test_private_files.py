"""What Dialtone keeps is for the person alone, whatever the system's default and whatever an earlier version left."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dialtone.store.check_file import load_check
from dialtone.store.history import FILE, History
from dialtone.store.log_file import open_log
from dialtone.store.own_files import make_private, make_private_file
from dialtone.store.settings import Settings, save_settings
from judge.saved import CHECKS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems keep no such modes")


@pytest.fixture(autouse=True)
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
