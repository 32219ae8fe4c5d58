"""A write that fails leaves what was there."""

import os
from pathlib import Path

import pytest

from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.atomic import write_atomically


def test_folders_are_made_and_content_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_file_is_private_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"one")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    write_atomically(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_content_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TroubleError) as caught:
        write_atomically(path, b"new")
    assert str(caught.value) == f"{path}: disk full: No space left on device"
    assert caught.value.kind is TroubleKind.DISK_FULL
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_what_a_kill_left_long_ago_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings [1].json"
    write_atomically(path, b"one")
    left, now, others = (
        tmp_path / name for name in (f".{path.name}.abc_1234", f".{path.name}.zzzz0000", ".other.abc_1234")
    )
    for file in (left, now, others):
        file.write_bytes(b"half")
    for file in (left, others):
        os.utime(file, (path.stat().st_mtime - 7200,) * 2)
    write_atomically(path, b"two")
    assert {file.name for file in tmp_path.iterdir()} == {path.name, now.name, others.name}
