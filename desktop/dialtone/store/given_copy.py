"""Writes a copy of Dialtone for another person into a new folder: whole, or not at all.

A folder of the frozen program is packed into a zip. Everything is first written under a temporary name and renamed at
the end, so that a USB stick that is full or pulled out contains nothing that looks finished.
"""

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tuf.api._payload import Snapshot, Targets, Timestamp
from tuf.api.metadata import Metadata
from tuf.api.serialization import DeserializationError

from dialtone import __version__
from dialtone.model.frozen import Frozen, replace
from dialtone.model.given_copy import PAGE, Advice, GivenCopy, GivenFile, Provenance
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of
from dialtone.store.content import find_newest_content
from dialtone.store.content_folders import content_folder, find_imported_folder, read_imported_hash
from dialtone.store.content_import import TARGET
from dialtone.store.release_file import RELEASE, is_announced, release_path

FOLDER = f"Dialtone-{__version__}"
ADVICE = "dialtone-advice.zip"
_CHUNK = 1 << 20
_READABLE_BY_ALL = 0o755
_INSTALLERS_OWN = "uninstall.exe"

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of each file in the advice: the same update is the same bytes whenever it is given."""


class CopySources(Frozen):
    """What a copy is made of. `program`: this program's package or folder, if available; `system`: its target."""

    program: Path | None
    system: str
    others: tuple[Path, ...]
    """Packages for other systems that the person has."""
    resources: Path
    state: Path
    advice_left_out: bool = False


def write_copy(sources: CopySources, into: Path, page: Callable[[GivenCopy], str]) -> tuple[Path, GivenCopy]:
    """Write the copy as a new folder in `into`; return its path and its contents. Raises `TroubleError`.

    `page`: makes the page that explains the folder.
    """
    target = into / FOLDER
    if target.exists():
        raise TroubleError(TroubleKind.EXISTS, target)
    try:
        work = Path(tempfile.mkdtemp(dir=into, prefix=f".{FOLDER}-"))
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_WRITTEN), into, error.strerror) from None
    try:
        copy = _write_contents(work, sources)
        _write_and_flush(work / PAGE, (page(copy).encode(),))
        work.chmod(_READABLE_BY_ALL)  # `mkdtemp` lets nobody else in, but the copy is for another person
        work.rename(target)
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_WRITTEN), target, error.strerror) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target, copy


def _write_contents(work: Path, sources: CopySources) -> GivenCopy:
    """Write programs and advice into the folder. Raises `TroubleError` if there is nothing to give."""
    files = [_copy_own_program(work, sources, sources.program)] if sources.program is not None else []
    files += [_copy_package(work, path, sources) for path in dict.fromkeys(sources.others)]
    advice, data = Advice.LEFT_OUT, b""
    if not sources.advice_left_out:
        advice, data = export_content(sources.resources, sources.state)
    if not files and not data:
        raise TroubleError(TroubleKind.NOTHING_TO_GIVE)
    if data:
        _write_and_flush(work / ADVICE, (data,))
    return GivenCopy(__version__, tuple(files), advice, ADVICE if data else "")


def _copy_own_program(work: Path, sources: CopySources, program: Path) -> GivenFile:
    """Copy this program, and return it as a file: a package as it is, a program's folder as a zip archive."""
    if not program.is_dir():
        return replace(_copy_package(work, program, sources), provenance=Provenance.OWN)
    name = f"dialtone-{__version__}-{sources.system}-portable.zip"
    _zip_folder(program, work / name)
    return GivenFile(name, Provenance.OWN)


def _copy_package(work: Path, path: Path, sources: CopySources) -> GivenFile:
    """Copy a package. Raises `TroubleError` if it cannot be read, or if two have the same name."""
    target = work / path.name
    if target.exists():
        raise TroubleError(TroubleKind.EXISTS, path.name)
    if GivenFile(path.name).opening is None:
        raise TroubleError(TroubleKind.NOT_A_PACKAGE, path)
    if not path.is_file():
        raise TroubleError(TroubleKind.NOT_READ if path.exists() else TroubleKind.MISSING, path)
    digest = sha256()
    try:
        source = path.open("rb")
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_READ), path, error.strerror) from None
    with source:
        _write_and_flush(target, _read_with_digest(source, digest.update))
    target.chmod(_READABLE_BY_ALL)
    announced = is_announced(sources.state, path.name, digest.hexdigest())
    return GivenFile(path.name, Provenance.ANNOUNCED if announced else Provenance.UNKNOWN)


def _read_with_digest(file: BinaryIO, add_to_digest: Callable[[bytes], object]) -> Iterator[bytes]:
    """Yield a file in chunks, each added to a digest first."""
    while chunk := file.read(_CHUNK):
        add_to_digest(chunk)
        yield chunk


def _write_and_flush(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a new file, and flush it: a USB stick may be pulled out as soon as the program says that it is done."""
    with path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _zip_folder(folder: Path, target: Path) -> None:
    """Pack a folder into a new zip, under its own name; symbolic links and executable bits are preserved.

    The installer's own file is left out, and the copy itself if it is being written into that folder.
    """
    with target.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for path in sorted(folder.rglob("*")):
                if path != folder / _INSTALLERS_OWN and not path.is_relative_to(target.parent):
                    _add(archive, path, str(Path(folder.name) / path.relative_to(folder)))
        file.flush()
        os.fsync(file.fileno())


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Add a file or a symbolic link to an archive; a link is kept as one, not replaced by what it points to."""
    if path.is_symlink():
        link = zipfile.ZipInfo(name.replace(os.sep, "/"))
        link.create_system = 3  # Unix, since the modes are Unix modes
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(path.readlink()))
    elif path.is_file():
        archive.write(path, name)


# The update in use, as one file again that another Dialtone can import: nothing is signed anew. What TUF verified is
# in `content/metadata`, its targets in `content/current`. The names in the file are those of a repository with
# consistent snapshots: version or SHA-256 before the name (The Update Framework, section 6.2).


def export_content(resources: Path, state: Path, now: datetime | None = None) -> tuple[Advice, bytes]:
    """Return the update in use as the data of one file; if no other Dialtone would accept it, why not, and no data."""
    if not find_newest_content(resources, state).imported:
        return Advice.BUILT_IN, b""
    try:
        files, expires = _read_update(content_folder(state) / "metadata", state)
    except (OSError, DeserializationError, ValueError):
        return Advice.BUILT_IN, b""
    if expires <= (now or datetime.now(UTC)):
        return Advice.EXPIRED, b""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    return Advice.GIVEN, data.getvalue()


def _read_update(metadata: Path, state: Path) -> tuple[list[tuple[str, bytes]], datetime]:
    """Return each file of the update in use with its name, and the earliest expiry. Raises `OSError`, `ValueError`."""
    timestamp = Metadata[Timestamp].from_file(str(metadata / "timestamp.json"))
    snapshot = Metadata[Snapshot].from_file(str(metadata / "snapshot.json"))
    targets = Metadata[Targets].from_file(str(metadata / "targets.json"))
    files = [(f"metadata/{path.name}", path.read_bytes()) for path in sorted((metadata / "root_history").iterdir())]
    files += [
        ("metadata/timestamp.json", (metadata / "timestamp.json").read_bytes()),
        (f"metadata/{snapshot.signed.version}.snapshot.json", (metadata / "snapshot.json").read_bytes()),
        (f"metadata/{targets.signed.version}.targets.json", (metadata / "targets.json").read_bytes()),
    ]
    files += _read_targets(targets.signed, state)
    return files, min(timestamp.signed.expires, snapshot.signed.expires, targets.signed.expires)


def _read_targets(targets: Targets, state: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the targets in the metadata. Raises `ValueError` if other content is in use, or a file was changed."""
    paths = {TARGET: find_imported_folder(state) / TARGET, RELEASE: release_path(state)}
    for name, target in targets.targets.items():
        data, digest = paths[name].read_bytes() if name in paths else b"", target.hashes["sha256"]
        if sha256(data).hexdigest() != digest or (name == TARGET and digest != read_imported_hash(state)):
            raise ValueError(name)
        yield f"targets/{digest}.{name}", data
