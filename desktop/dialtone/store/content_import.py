"""Installs an update of catalogue and guidance: signed, versioned, expiring (The Update Framework).

It comes from a zip, or from a mirror, with `metadata/…` and `targets/…` as a TUF repository has them; python-tuf checks
signatures, versions, expiry, lengths and hashes against the root that came with Dialtone. What passes is read once with
the strict loaders before it replaces anything. Nothing in it is ever executed.
"""

import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path, PurePosixPath

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    EqualVersionNumberError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.ngclient.config import UpdaterConfig
from tuf.ngclient.fetcher import FetcherInterface
from tuf.ngclient.updater import Updater

from dialtone.store.catalogue_file import CatalogueError, load_catalogue
from dialtone.store.content import PARTS, Content, content_place, newest_content
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import load_situations
from dialtone.store.wording_file import WordingError, languages

TARGET = "content.zip"
_LARGEST_FILE = 20_000_000
_LARGEST_PART = 1_000_000
_LARGEST_SUM = 10_000_000
_MOST_PARTS = 2000
_CHUNK = 65_536
_HERE = "file:///"
_NOT_FOUND = 404


Source = Callable[[str], Iterator[bytes]]
"""Yields a file of an update piece by piece, by its name (`metadata/timestamp.json`). Raises `NotThereError`."""


class ContentError(Exception):
    """The update is refused, and nothing has changed. The message is one line."""


class NothingNewerError(ContentError):
    """The update is in use already."""


class NotThereError(Exception):
    """The source of an update has no such file."""


def read_trusted_root(resources: Path) -> bytes | None:
    """Return the root of trust that came with Dialtone; None before the first ceremony."""
    with suppress(OSError):
        return (resources / "content" / "root.json").read_bytes()
    return None


def import_content(bundle: Path, resources: Path, state: Path, trusted_root: bytes | None) -> Content:
    """Install an update from a file; return what is in use afterwards. Raises `ContentError`."""
    trusted = demand_root(trusted_root)
    try:
        if bundle.stat().st_size > _LARGEST_FILE:
            raise ContentError(f"{bundle}: the file is too large")
        with zipfile.ZipFile(bundle) as archive:
            return take_content(_from_zip(archive), str(bundle), resources, state, trusted)
    except zipfile.BadZipFile as error:
        raise ContentError(f"{bundle}: this is no update ({error})") from None
    except OSError as error:
        raise ContentError(f"{error.filename or bundle}: {error.strerror or error}") from None


def demand_root(trusted_root: bytes | None) -> bytes:
    """Return the root of trust. Raises `ContentError` without one: then no update can be verified."""
    if trusted_root is None:
        raise ContentError("this Dialtone came without the key that updates are signed with")
    return trusted_root


def take_content(source: Source, name: str, resources: Path, state: Path, trusted_root: bytes | None) -> Content:
    """Install an update from any source; return what is in use afterwards. Raises `ContentError`."""
    trusted = demand_root(trusted_root)
    place = content_place(state)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix="new-") as work:
            return _take(source, name, Path(work), resources, state, trusted)
    except OSError as error:
        raise ContentError(f"{error.filename or name}: {error.strerror or error}") from None


def _take(source: Source, name: str, work: Path, resources: Path, state: Path, trusted_root: bytes) -> Content:
    place = content_place(state)
    metadata, fresh = work / "metadata", work / "current"
    if (place / "metadata").exists():
        shutil.copytree(place / "metadata", metadata)
    metadata.mkdir(exist_ok=True)
    in_use = (place / "current").exists()
    inner = _verified(source, metadata, trusted_root, in_use=in_use)
    _unpack(inner, fresh)
    _read_strictly(fresh, languages(resources))
    if newest_content(fresh, work / "none").version <= newest_content(resources, state).version:
        raise NothingNewerError(f"{name}: it is not newer than what is in use")
    _swap(metadata, place / "metadata")
    _swap(fresh, place / "current")
    return newest_content(resources, state)


def _read_strictly(folder: Path, known: Sequence[str]) -> None:
    """Read everything once, so that a mistake in the update is found before it replaces anything."""
    try:
        load_catalogue(folder / "catalogue")
        for language in known:
            load_guidance(folder, language)
            load_situations(folder, language)
    except (CatalogueError, WordingError) as error:
        raise ContentError(f"the update holds a mistake, or is for a newer Dialtone ({_line(error)})") from None


def _verified(source: Source, metadata: Path, trusted_root: bytes, *, in_use: bool) -> bytes:
    """Return the target after all of TUF's checks. Raises `ContentError` with plain words for each refusal.

    Where the newest one is in use already, it is not fetched again.
    """
    before = _timestamp(metadata) if in_use else b""
    try:
        updater = Updater(
            str(metadata),
            f"{_HERE}metadata/",
            target_base_url=f"{_HERE}targets/",
            fetcher=_Fetcher(source),
            config=UpdaterConfig(targets_max_length=_LARGEST_PART),
            bootstrap=None if (metadata / "root.json").exists() else trusted_root,
        )
        updater.refresh()
        if before and before == _timestamp(metadata):
            raise NothingNewerError("there is nothing newer")
        target = updater.get_targetinfo(TARGET)
        if target is None or target.length > _LARGEST_SUM:
            raise ContentError("there is nothing in the update that Dialtone can use")
        path = updater.download_target(target, str(metadata.parent / TARGET))
        return Path(path).read_bytes()
    except ExpiredMetadataError:
        raise ContentError("the update has expired: get a newer one") from None
    except (EqualVersionNumberError, BadVersionNumberError):
        raise ContentError("the update is older than one that was taken in before") from None
    except UnsignedMetadataError:
        raise ContentError("the update is not signed by Dialtone's makers") from None
    except DownloadHTTPError:
        raise ContentError("there is no update") from None
    except (LengthOrHashMismatchError, DownloadError) as error:
        raise ContentError(f"the update is damaged or was changed on the way ({_line(error)})") from None
    except RepositoryError as error:
        raise ContentError(f"the update cannot be trusted ({_line(error)})") from None


def _timestamp(metadata: Path) -> bytes:
    """Return the newest signed timestamp on the disk; empty where there is none."""
    with suppress(OSError):
        return (metadata / "timestamp.json").read_bytes()
    return b""


class _Fetcher(FetcherInterface):
    """Passes files to TUF a piece at a time: it stops where a file is longer than allowed."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            return self._source(url.removeprefix(_HERE))
        except NotThereError:
            raise DownloadHTTPError(f"{url.removeprefix(_HERE)} is not there", _NOT_FOUND) from None


def _from_zip(archive: zipfile.ZipFile) -> Source:
    def read(name: str) -> Iterator[bytes]:
        try:
            info = archive.getinfo(name)
        except KeyError:
            raise NotThereError(name) from None
        try:
            with archive.open(info) as file:
                data = file.read(_LARGEST_SUM + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise DownloadError(f"{name}: {_line(error)}") from None
        return (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))

    return read


def _unpack(inner: bytes, to: Path) -> None:
    """Write the TOML files of an update, and nothing else, below `to`."""
    total = 0
    with zipfile.ZipFile(BytesIO(inner)) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS:
            raise ContentError("the update holds too many files")
        for entry in entries:
            name = PurePosixPath(entry.filename)
            if len(name.parts) != 2 or name.parts[0] not in PARTS or name.suffix != ".toml" or "\\" in entry.filename:
                raise ContentError(f"the update holds something that does not belong there: {_line(entry.filename)}")
            with archive.open(entry) as file:
                data = file.read(_LARGEST_PART + 1)
            total += len(data)
            if len(data) > _LARGEST_PART or total > _LARGEST_SUM:
                raise ContentError("the update is too large")
            path = to.joinpath(*name.parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _swap(fresh: Path, old: Path) -> None:
    """Replace a folder with another; the old one is deleted only once the new one is in place."""
    aside = old.with_name(f"{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    try:
        fresh.rename(old)
    except OSError:
        if aside.exists():
            aside.rename(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _line(text: object) -> str:
    return " ".join(str(text).split())[:200]
