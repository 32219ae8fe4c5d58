"""Writes a copy of Dialtone for another person into a new folder: whole, or not at all.

A folder of the frozen program is packed into a zip. Everything is written beside its place under another name, and gets
its own at the end, so that a stick that is full or pulled out holds nothing that looks finished.
"""

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from dialtone import __version__
from dialtone.model.frozen import Frozen, replace
from dialtone.model.given_copy import Advice, GivenCopy, GivenFile, Known
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of
from dialtone.store.content_export import export_content
from dialtone.store.release_file import is_announced

FOLDER = f"Dialtone-{__version__}"
ADVICE = "dialtone-advice.zip"
_CHUNK = 1 << 20
_FOR_ALL = 0o755
_INSTALLERS_OWN = "uninstall.exe"

Pages = Callable[[GivenCopy], Mapping[str, bytes]]
"""Returns what explains the folder, by the name of the file."""


class CopySources(Frozen):
    """What a copy is made of.

    `program`: this program's own package or folder, if it can be had; `system`: for which one.
    """

    program: Path | None
    system: str
    others: tuple[Path, ...]
    """Packages that the person has, for other systems."""
    resources: Path
    state: Path
    advice_left_out: bool = False


def write_copy(sources: CopySources, into: Path, pages: Pages) -> tuple[Path, GivenCopy]:
    """Write the folder into another one; return where it is and what is in it. Raises `TroubleError`."""
    place = into / FOLDER
    if place.exists():
        raise TroubleError(TroubleKind.EXISTS, place)
    try:
        work = Path(tempfile.mkdtemp(dir=into, prefix=f".{FOLDER}-"))
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_WRITTEN), into, error.strerror) from None
    try:
        copy = _fill(work, sources)
        for name, data in pages(copy).items():
            _write(work / name, (data,))
        work.chmod(_FOR_ALL)
        work.rename(place)
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_WRITTEN), place, error.strerror) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return place, copy


def _fill(work: Path, sources: CopySources) -> GivenCopy:
    files = [_give_own(work, sources, sources.program)] if sources.program is not None else []
    files += [_give(work, path, sources) for path in dict.fromkeys(sources.others)]
    advice, data = Advice.LEFT_OUT, b""
    if not sources.advice_left_out:
        advice, data = export_content(sources.resources, sources.state)
    if not files and not data:
        raise TroubleError(TroubleKind.NOTHING_TO_GIVE)
    if data:
        _write(work / ADVICE, (data,))
    return GivenCopy(__version__, tuple(files), advice, ADVICE if data else "")


def _give_own(work: Path, sources: CopySources, program: Path) -> GivenFile:
    if not program.is_dir():
        return replace(_give(work, program, sources), known=Known.OWN)
    name = f"dialtone-{__version__}-{sources.system}-portable.zip"
    _pack(program, work / name)
    return GivenFile(name, Known.OWN)


def _give(work: Path, path: Path, sources: CopySources) -> GivenFile:
    """Copy a package. Raises `TroubleError` where it cannot be read, or where two have one name."""
    to = work / path.name
    if to.exists():
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
        _write(to, _noted(source, digest.update))
    to.chmod(_FOR_ALL)
    announced = is_announced(sources.state, path.name, digest.hexdigest())
    return GivenFile(path.name, Known.ANNOUNCED if announced else Known.UNKNOWN)


def _noted(file: BinaryIO, note: Callable[[bytes], object]) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        note(piece)
        yield piece


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a new file, and wait until it is on the stick."""
    with path.open("xb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _pack(folder: Path, to: Path) -> None:
    """Pack a folder, with its name; links stay links, and what can be started stays so."""
    with to.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for path in sorted(folder.rglob("*")):
                if path != folder / _INSTALLERS_OWN and not path.is_relative_to(to.parent):
                    _add(archive, path, str(Path(folder.name) / path.relative_to(folder)))
        file.flush()
        os.fsync(file.fileno())


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    if path.is_symlink():
        link = zipfile.ZipInfo(name.replace(os.sep, "/"))
        link.create_system = 3  # Unix: whose modes these are
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(path.readlink()))
    elif path.is_file():
        archive.write(path, name)
