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
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from dialtone import __version__
from dialtone.model.frozen import Frozen, replace
from dialtone.model.given_copy import PAGE, Advice, GivenCopy, GivenFile, Provenance
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of
from dialtone.store.content_export import export_content
from dialtone.store.release_file import is_announced

FOLDER = f"Dialtone-{__version__}"
ADVICE = "dialtone-advice.zip"
_CHUNK = 1 << 20
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
    """Copy this program into `work`: a package as it is, a program's folder as a zip archive. Return the copy."""
    if not program.is_dir():
        return replace(_copy_package(work, program, sources), provenance=Provenance.OWN)
    name = f"dialtone-{__version__}-{sources.system}-portable.zip"
    _zip_folder(program, work / name)
    return GivenFile(name, Provenance.OWN)


def _copy_package(work: Path, path: Path, sources: CopySources) -> GivenFile:
    """Copy a package into `work`, and return the copy.

    Raises `TroubleError` if it cannot be read, if it is none, or if another one with the same name was copied.
    """
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
        _flush(file)


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _zip_folder(folder: Path, target: Path) -> None:
    """Pack a folder into a new zip, under its own name; symbolic links and executable bits are preserved.

    The uninstaller is left out, and the copy itself if it is being written into that folder.
    """
    with target.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for path in sorted(folder.rglob("*")):
                if path != folder / _UNINSTALLER and not path.is_relative_to(target.parent):
                    _add_to_archive(archive, path, str(Path(folder.name) / path.relative_to(folder)))
        _flush(file)


def _add_to_archive(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Add a file or a symbolic link to an archive; a link is kept as one, not replaced by what it points to."""
    if path.is_symlink():
        link = zipfile.ZipInfo(name.replace(os.sep, "/"))
        link.create_system = 3  # Unix, since the modes are Unix modes
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(path.readlink()))
    elif path.is_file():
        archive.write(path, name)
