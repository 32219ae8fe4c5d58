"""A copy for another person: whole or not at all, with the update in use as it was signed."""

import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from dialtone.model.packages import PAGE, Advice, GivenCopy, GivenFile, Opening, Provenance
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.content import find_imported_folder
from dialtone.store.content_import import TARGET, import_content
from dialtone.store.given_copy import ADVICE, FOLDER, CopySources, Export, export_content, write_copy
from store.content_maker import RESOURCES, Maker

NEWER = "2027-02-01"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def _sources(tmp_path: Path, program: Path | None = None, *others: Path, left_out: bool = False) -> CopySources:
    return CopySources(program, "linux", others, RESOURCES, tmp_path / "state", advice_left_out=left_out)


def _page(copy: GivenCopy) -> str:
    return f"{len(copy.files)} files"


def _package(tmp_path: Path, name: str = "Dialtone-0.1.0-x86_64.AppImage", data: bytes = b"program") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def _frozen(tmp_path: Path) -> Path:
    folder = tmp_path / "dialtone"
    (folder / "_internal").mkdir(parents=True)
    (folder / "dialtone").write_bytes(b"#!/bin/sh\necho hello\n")
    (folder / "dialtone").chmod(0o755)
    (folder / "_internal" / "libQt.so.6").write_bytes(b"library" * 1000)
    (folder / "_internal" / "libQt.so").symlink_to("libQt.so.6")
    (folder / "uninstall.exe").write_bytes(b"of the installer")
    return folder


def test_an_update_that_was_taken_in_is_taken_in_by_another_dialtone(maker: Maker, tmp_path: Path) -> None:
    maker.take(maker.make(1, NEWER))
    export = export_content(RESOURCES, maker.state)
    assert export.advice is Advice.GIVEN
    file = tmp_path / ADVICE
    file.write_bytes(export.data)
    taken = import_content(file, RESOURCES, tmp_path / "other", maker.root)
    assert (taken.version, taken.imported) == (NEWER, True)


def test_so_is_one_signed_after_the_keys_were_changed_with_an_announcement(maker: Maker, tmp_path: Path) -> None:
    release = b'{"version": "9.0", "day": "2027-02-01"}'
    maker.take(maker.make(1, "2027-01-01"))
    maker.take(maker.successor().make(2, NEWER, release=release))
    file = tmp_path / ADVICE
    file.write_bytes(export_content(RESOURCES, maker.state).data)
    other = tmp_path / "other"
    assert import_content(file, RESOURCES, other, maker.root).version == NEWER
    assert (other / "content" / "release.json").read_bytes() == release
    assert export_content(RESOURCES, other).data == file.read_bytes(), "the other can give it on as well"


def test_there_is_no_advice_to_give_where_none_was_taken_in(tmp_path: Path) -> None:
    assert export_content(RESOURCES, tmp_path / "state") == Export(Advice.BUILT_IN)


def test_expired_advice_is_not_given(maker: Maker) -> None:
    maker.take(maker.make(1, NEWER))
    assert export_content(RESOURCES, maker.state, datetime.now(UTC) + timedelta(days=91)) == Export(Advice.EXPIRED)


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_what_was_changed_on_the_disk_is_not_given(harm: str, maker: Maker) -> None:
    maker.take(maker.make(1, NEWER))
    kept = find_imported_folder(maker.state) / TARGET
    if harm == "gone":
        kept.unlink()
    else:
        kept.write_bytes(kept.read_bytes() + b"x")
    assert export_content(RESOURCES, maker.state) == Export(Advice.BUILT_IN)


def test_the_folder_holds_the_package_the_advice_and_the_page(maker: Maker, tmp_path: Path, stick: Path) -> None:
    maker.take(maker.make(1, NEWER))
    place = stick / FOLDER
    copy = write_copy(_sources(tmp_path, _package(tmp_path)), place, _page)
    assert sorted(os.listdir(stick)) == [FOLDER]
    assert sorted(os.listdir(place)) == ["Dialtone-0.1.0-x86_64.AppImage", ADVICE, PAGE]
    assert copy.files == (GivenFile("Dialtone-0.1.0-x86_64.AppImage", Provenance.OWN),)
    assert (copy.advice, copy.advice_file) == (Advice.GIVEN, ADVICE)
    assert os.access(place / copy.files[0].name, os.X_OK)
    assert stat.S_IMODE(place.stat().st_mode) == 0o755, "another person of the computer may read it"


def test_where_passing_on_is_risky_the_advice_stays_out(maker: Maker, tmp_path: Path, stick: Path) -> None:
    maker.take(maker.make(1, NEWER))
    place = stick / FOLDER
    copy = write_copy(_sources(tmp_path, _package(tmp_path), left_out=True), place, _page)
    assert copy.advice is Advice.LEFT_OUT
    assert not (place / ADVICE).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of Unix")
def test_a_frozen_program_is_packed_so_that_it_starts_where_it_is_unpacked(tmp_path: Path, stick: Path) -> None:
    place = stick / FOLDER
    copy = write_copy(_sources(tmp_path, _frozen(tmp_path)), place, _page)
    assert copy.files[0].opening is Opening.LINUX_ZIP
    with zipfile.ZipFile(place / copy.files[0].name) as archive:
        names = archive.namelist()
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
        assert archive.read("dialtone/_internal/libQt.so") == b"libQt.so.6"
    assert "dialtone/uninstall.exe" not in names
    assert modes["dialtone/dialtone"] & 0o111
    assert stat.S_ISLNK(modes["dialtone/_internal/libQt.so"])


def test_a_package_that_a_signed_update_names_is_known(maker: Maker, tmp_path: Path, stick: Path) -> None:
    data, name = b"the installer", "dialtone-9.0-windows-setup.exe"
    digest = sha256(data).hexdigest()
    said = f'{{"name": "{name}", "sha256": "{digest}", "bytes": {len(data)}}}'
    maker.take(maker.make(1, NEWER, release=f'{{"version": "9.0", "day": "{NEWER}", "files": [{said}]}}'.encode()))
    named = _package(tmp_path, name, data)
    other = _package(tmp_path, "dialtone-9.0-windows-portable.zip")
    copy = write_copy(_sources(tmp_path, None, named, other), stick / FOLDER, _page)
    assert [file.provenance for file in copy.files] == [Provenance.ANNOUNCED, Provenance.UNKNOWN]


def _refused(sources: CopySources, stick: Path) -> TroubleKind:
    with pytest.raises(TroubleError) as told:
        write_copy(sources, stick / FOLDER, _page)
    return told.value.kind


def test_nothing_is_given_where_there_is_nothing(tmp_path: Path, stick: Path) -> None:
    assert _refused(_sources(tmp_path), stick) is TroubleKind.NOTHING_TO_GIVE
    assert os.listdir(stick) == []


def test_what_is_there_stays(tmp_path: Path, stick: Path) -> None:
    (stick / FOLDER).mkdir()
    (stick / FOLDER / "mine").touch()
    assert _refused(_sources(tmp_path, _package(tmp_path)), stick) is TroubleKind.EXISTS
    assert os.listdir(stick / FOLDER) == ["mine"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("holiday.exe", TroubleKind.NOT_A_PACKAGE),
        ("dialtone-0.2.0\u202egpj.exe", TroubleKind.NOT_A_PACKAGE),
        ("dialtone-\x1b[2J.deb", TroubleKind.NOT_A_PACKAGE),
        ("dialtone.txt", TroubleKind.NOT_A_PACKAGE),
        ("dialtone-0.1.0.zip", TroubleKind.NOT_A_PACKAGE),
        ("dialtone.deb", TroubleKind.MISSING),
    ],
)
def test_what_is_no_package_is_not_given(name: str, kind: TroubleKind, tmp_path: Path, stick: Path) -> None:
    if kind is not TroubleKind.MISSING:
        (tmp_path / name).touch()
    assert _refused(_sources(tmp_path, None, tmp_path / name), stick) is kind
    assert os.listdir(stick) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among the files")
def test_a_pipe_is_not_waited_for(tmp_path: Path, stick: Path) -> None:
    os.mkfifo(tmp_path / "dialtone.deb")
    assert _refused(_sources(tmp_path, None, tmp_path / "dialtone.deb"), stick) is TroubleKind.NOT_READ


def test_two_packages_of_one_name_are_refused(tmp_path: Path, stick: Path) -> None:
    (tmp_path / "a").mkdir()
    both = _package(tmp_path, "dialtone.deb"), _package(tmp_path / "a", "dialtone.deb")
    assert _refused(_sources(tmp_path, None, *both), stick) is TroubleKind.EXISTS
    assert os.listdir(stick) == []


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    assert _refused(_sources(tmp_path, _package(tmp_path)), tmp_path / "nowhere") is TroubleKind.MISSING


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a small file system is made with Linux's mount")
def test_a_full_stick_holds_nothing_that_looks_finished(tmp_path: Path, small_stick: Path) -> None:
    large = _package(tmp_path, data=os.urandom(600_000))
    assert _refused(_sources(tmp_path, large), small_stick) is TroubleKind.DISK_FULL
    assert os.listdir(small_stick) == []
