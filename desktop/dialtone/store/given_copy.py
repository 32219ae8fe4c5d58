"""Writes a copy of Dialtone for another person into a new folder: whole, or not at all.

A folder of the frozen program is packed into a zip. Everything is first written under a temporary name and renamed at
the end, so that a USB stick that is full or pulled out contains nothing that looks finished.
"""

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from io import BufferedRandom
from pathlib import Path

from dialtone import __version__
from dialtone.model.frozen import Frozen, replace
from dialtone.model.given_copy import PAGE, Advice, GivenCopy, GivenFile, Provenance
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of
from dialtone.store.content_export import export_content
from dialtone.store.release_file import is_announced

FOLDER = f"Dialtone-{__version__}"
ADVICE = "dialtone-advice.zip"
_READABLE_BY_ALL = 0o755
_UNINSTALLER = "uninstall.exe"
"""Written by the installer into the program's folder; it would remove the giver's copy alone."""


class CopySources(Frozen):
    """What a copy is made of."""

    program: Path | None
    """This program's package or folder; None where Python was installed separately."""
    system: str
    """What that program runs on: `linux`, `windows` or `macos`; empty without it."""
    others: tuple[Path, ...]
    """Packages for other systems that the person has."""
    resources: Path
    state: Path
    advice_left_out: bool = False


def write_copy(sources: CopySources, into: Path, page: Callable[[GivenCopy], str]) -> tuple[Path, GivenCopy]:
    """Write the copy, with the `page` about it, into a new folder in `into`; return both. Raises `TroubleError`."""
    target = into / FOLDER
    if target.exists():
        raise TroubleError(TroubleKind.EXISTS, target)
    try:
        work = Path(tempfile.mkdtemp(dir=into, prefix=f".{FOLDER}-"))
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_WRITTEN), into, error.strerror) from None
    try:
        copy = _write_contents(work, sources)
        with _create(work / PAGE) as file:
            file.write(page(copy).encode())
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
        with _create(work / ADVICE) as file:
            file.write(data)
    return GivenCopy(__version__, tuple(files), advice, ADVICE if data else "")


def _copy_own_program(work: Path, sources: CopySources, program: Path) -> GivenFile:
    """Copy this program into `work`: a package as it is, a program's folder as a zip archive. Return the copy."""
    if not program.is_dir():
        return replace(_copy_package(work, program, sources), provenance=Provenance.OWN)
    name = f"dialtone-{__version__}-{sources.system}-portable.zip"
    _zip_folder(program, work / name)
    return GivenFile(name, Provenance.OWN)


def _copy_package(work: Path, path: Path, sources: CopySources) -> GivenFile:
    """Copy a package into `work`; return the copy. Raises `TroubleError` if it is none, unreadable or there already."""
    target = work / path.name
    if target.exists():
        raise TroubleError(TroubleKind.EXISTS, path.name)
    if GivenFile(path.name).opening is None:
        raise TroubleError(TroubleKind.NOT_A_PACKAGE, path)
    if not path.is_file():
        raise TroubleError(TroubleKind.NOT_READ if path.exists() else TroubleKind.MISSING, path)
    try:
        source = path.open("rb")
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_READ), path, error.strerror) from None
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
    """Pack a folder into a new zip, under its own name; symbolic links and executable bits are preserved.

    The uninstaller is left out, and the copy itself if it is being written into that folder.
    """
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
