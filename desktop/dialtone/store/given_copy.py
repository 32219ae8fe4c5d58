"""Writes a copy of Dialtone for another person into a new folder, with the update in use: whole, or not at all.

Everything is first written under a temporary name and renamed at the end, so that a USB stick that is full or pulled
out contains nothing that looks finished.
"""

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from io import BufferedRandom, BytesIO
from pathlib import Path
from typing import NamedTuple

from tuf.api._payload import Snapshot, Targets, Timestamp
from tuf.api.metadata import Metadata
from tuf.api.serialization import DeserializationError

from dialtone import __version__
from dialtone.model.frozen import Frozen, replace
from dialtone.model.packages import PAGE, Advice, GivenCopy, GivenFile, Provenance
from dialtone.model.trouble import TroubleError, TroubleKind, os_errors_as_trouble
from dialtone.store.content import content_folder, find_imported_folder, find_newest_content, read_imported_hash
from dialtone.store.content_import import TARGET
from dialtone.store.release_file import RELEASE, is_announced, release_path

FOLDER = f"Dialtone-{__version__}"
ADVICE = "dialtone-advice.zip"
_READABLE_BY_ALL = 0o755
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of each file in the update: the same update is the same bytes whenever it is exported."""
_UNINSTALLER = "uninstall.exe"
"""Written by the installer into the program's folder; it would remove the giver's copy alone."""


class CopySources(Frozen):
    """What a copy is made of."""

    program: Path | None
    """This program's package or folder; None where Python was installed separately."""
    system: str
    """What that program runs on: `linux`, `windows` or `macos`."""
    others: tuple[Path, ...]
    """Packages for other systems that the person has."""
    resources: Path
    state: Path
    advice_left_out: bool = False
    """Where passing advice on can be punished."""


def write_copy(sources: CopySources, target: Path, page: Callable[[GivenCopy], str]) -> GivenCopy:
    """Write the copy, with the `page` about it, into a new folder. Raises `TroubleError`."""
    if target.exists():
        raise TroubleError(TroubleKind.EXISTS, target)
    with os_errors_as_trouble(target.parent, TroubleKind.NOT_WRITTEN):
        work = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        with os_errors_as_trouble(target, TroubleKind.NOT_WRITTEN):
            copy = _write_contents(work, sources)
            with _create(work / PAGE) as file:
                file.write(page(copy).encode())
            work.chmod(_READABLE_BY_ALL)  # `mkdtemp` lets nobody else in, but the copy is for another person
            work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return copy


def _write_contents(work: Path, sources: CopySources) -> GivenCopy:
    """Write programs and advice into the folder. Raises `TroubleError` if there is nothing to give."""
    files = [_copy_own_program(work, sources, sources.program)] if sources.program is not None else []
    files += [_copy_package(work, path, sources) for path in dict.fromkeys(sources.others)]
    export = Export(Advice.LEFT_OUT)
    if not sources.advice_left_out:
        export = export_content(sources.resources, sources.state)
    if not files and not export.data:
        raise TroubleError(TroubleKind.NOTHING_TO_GIVE)
    if export.data:
        with _create(work / ADVICE) as file:
            file.write(export.data)
    return GivenCopy(__version__, tuple(files), export.advice, ADVICE if export.data else "")


def _copy_own_program(work: Path, sources: CopySources, program: Path) -> GivenFile:
    if not program.is_dir():
        return replace(_copy_package(work, program, sources), provenance=Provenance.OWN)
    name = f"dialtone-{__version__}-{sources.system}-portable.zip"
    _zip_folder(program, work / name)
    return GivenFile(name, Provenance.OWN)


def _copy_package(work: Path, path: Path, sources: CopySources) -> GivenFile:
    """Copy a package into `work`; return the copy. Raises `TroubleError` if it is none, unreadable or there already."""
    target = work / path.name
    if GivenFile(path.name).opening is None:
        raise TroubleError(TroubleKind.NOT_A_PACKAGE, path)
    if target.exists():
        raise TroubleError(TroubleKind.EXISTS, path.name)
    if not path.is_file():
        raise TroubleError(TroubleKind.NOT_READ if path.exists() else TroubleKind.MISSING, path)
    with os_errors_as_trouble(path, TroubleKind.NOT_READ):
        source = path.open("rb")
    with source, _create(target) as copy:
        shutil.copyfileobj(source, copy)
        copy.seek(0)
        digest = file_digest(copy, "sha256").hexdigest()
    target.chmod(_READABLE_BY_ALL)
    announced = is_announced(sources.state, path.name, digest)
    return GivenFile(path.name, Provenance.ANNOUNCED if announced else Provenance.UNKNOWN)


@contextmanager
def _create(path: Path) -> Iterator[BufferedRandom]:
    """Yield a new file, which is on disk at the end: a USB stick may be pulled out once the program says it is done."""
    with path.open("x+b") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _zip_folder(folder: Path, target: Path) -> None:
    """Pack a folder into a new zip, without the uninstaller, and without the copy if that is being written into it."""
    with _create(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in sorted(folder.rglob("*")):
            if path != folder / _UNINSTALLER and not path.is_relative_to(target.parent):
                _add_to_archive(archive, path, str(Path(folder.name) / path.relative_to(folder)))


def _add_to_archive(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Add a file or a symbolic link to an archive; a link is kept as one, not replaced by what it points to."""
    if path.is_symlink():
        link = zipfile.ZipInfo(name.replace(os.sep, "/"))
        link.create_system = 3  # Unix, since the modes are Unix modes
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(path.readlink()))
    elif path.is_file():
        archive.write(path, name)


# The update in use, as one file again that another Dialtone can import: nothing is signed anew. What TUF verified is in
# `content/metadata`, its targets in `content/current`. The names in the file are those of a repository with consistent
# snapshots: version or SHA-256 before the name (The Update Framework, section 6.2).


class Export(NamedTuple):
    """The advice that is given on."""

    advice: Advice
    """What became of it."""
    data: bytes = b""
    """The update in use as one file; empty if it cannot be given."""


def export_content(resources: Path, state: Path, now: datetime | None = None) -> Export:
    """Return the update in use for another Dialtone."""
    if not find_newest_content(resources, state).imported:
        return Export(Advice.BUILT_IN)
    try:
        files, expires = _read_update(content_folder(state) / "metadata", state)
    except (OSError, DeserializationError, ValueError):
        return Export(Advice.BUILT_IN)
    if expires <= (now or datetime.now(UTC)):
        return Export(Advice.EXPIRED)
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    return Export(Advice.GIVEN, data.getvalue())


def _read_update(metadata: Path, state: Path) -> tuple[dict[str, bytes], datetime]:
    """Return the files of the update in use, and when it expires at the earliest. Raises `OSError`, `ValueError`."""
    data = {role: (metadata / f"{role}.json").read_bytes() for role in ("timestamp", "snapshot", "targets")}
    timestamp = Metadata[Timestamp].from_bytes(data["timestamp"]).signed
    snapshot = Metadata[Snapshot].from_bytes(data["snapshot"]).signed
    targets = Metadata[Targets].from_bytes(data["targets"]).signed
    files = {f"metadata/{path.name}": path.read_bytes() for path in sorted((metadata / "root_history").iterdir())}
    files |= {
        "metadata/timestamp.json": data["timestamp"],
        f"metadata/{snapshot.version}.snapshot.json": data["snapshot"],
        f"metadata/{targets.version}.targets.json": data["targets"],
    }
    files |= _read_targets(targets, state)
    return files, min(timestamp.expires, snapshot.expires, targets.expires)


def _read_targets(targets: Targets, state: Path) -> dict[str, bytes]:
    """Return the targets in the metadata. Raises `ValueError` if other content is in use, or a file was changed."""
    files: dict[str, bytes] = {}
    paths = {TARGET: find_imported_folder(state) / TARGET, RELEASE: release_path(state)}
    for name, target in targets.targets.items():
        data = paths[name].read_bytes() if name in paths else b""
        digest = target.hashes["sha256"]
        if sha256(data).hexdigest() != digest or (name == TARGET and digest != read_imported_hash(state)):
            raise ValueError(name)
        files[f"targets/{digest}.{name}"] = data
    return files
