"""Files are read whole up to a size, and not at all beyond it."""

import gzip
import os
from pathlib import Path

import pytest

from dialtone.store.own_files import FileTooLargeError, read_capped, read_packed


def test_a_file_of_the_size_is_read_whole_and_a_larger_one_not(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_capped(file, 5) == b"12345"
    with pytest.raises(FileTooLargeError, match=r"^the file is larger than 4 bytes$"):
        read_capped(file, 4)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="other systems have none")
def test_a_file_that_is_longer_than_the_system_says_is_read_whole() -> None:
    file = Path("/proc/self/status")
    assert file.stat().st_size == 0
    assert read_capped(file).startswith(b"Name:")
    with pytest.raises(FileTooLargeError):
        read_capped(file, 10)


def test_what_cannot_be_read_is_the_system_s_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        read_capped(tmp_path / "none")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="other systems have none")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a file"):
        read_capped(tmp_path / "pipe")


def test_a_packed_file_reads_as_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for data in (b"plain", gzip.compress(b"plain")):
        file.write_bytes(data)
        assert read_packed(file) == b"plain"


def test_a_packed_file_is_no_larger_inside_and_ends(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(gzip.compress(b"0" * 100_000))
    with pytest.raises(FileTooLargeError):
        read_packed(file, 10_000)
    file.write_bytes(gzip.compress(bytes(range(256)) * 9)[:-20])
    with pytest.raises(FileTooLargeError, match="ends too soon"):
        read_packed(file)
    file.write_bytes(b"\x1f\x8bnothing of the kind")
    with pytest.raises(OSError, match="cannot be unpacked"):
        read_packed(file)
