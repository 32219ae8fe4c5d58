"""Installs an update of catalogue and guidance: signed, versioned, expiring (The Update Framework).

An update is a zip or a mirror with `metadata/…` and `targets/…` as in a TUF repository; python-tuf checks signatures,
versions, expiry, lengths and hashes against the root that came with Dialtone. Verified metadata is stored immediately,
so that a revoked key is never trusted again, whatever happens to the rest. The content is read once with the strict
loaders before it replaces anything. Nothing in it is ever executed.
"""

import logging
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
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

from dialtone.model.trouble import TroubleError, TroubleKind, kind_of, os_errors_as_trouble
from dialtone.store.atomic import hold_write_lock, write_atomically
from dialtone.store.catalogue_file import NAMES, load_catalogue
from dialtone.store.content import (
    Content,
    clean_up,
    content_folder,
    find_newest_content,
    is_content_file,
    read_imported_hash,
    read_version,
    replace_content,
    write_hash,
)
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.guidance_file import load_guidance
from dialtone.store.own_files import make_private, read_capped
from dialtone.store.release_file import LARGEST_RELEASE, RELEASE, parse_release
from dialtone.store.situation_file import load_situations
from dialtone.store.strict import StrictError
from dialtone.store.toml_file import ResourceError, read_toml
from dialtone.store.update_rules import check_places, check_update
from dialtone.store.wording_file import list_languages

log = logging.getLogger(__name__)

TARGET = "content.zip"
_LARGEST_FILE = 20_000_000
_LARGEST_PART = 1_000_000
_LARGEST_SUM = 10_000_000  # maximum bytes of an update, of each file in its content, and of all these files together
_MAX_PARTS = 2000
_CHUNK = 65_536
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Updates are never compressed in any other way, and the packages have no bzip2 or LZMA to unpack them with."""
_BASE_URL = "file:///"  # what TUF adds before the names of files, since it requests URLs
_NOT_FOUND = 404

UpdateSource = Callable[[str], Iterator[bytes]]
"""Yields a file of an update in chunks, by name (`metadata/timestamp.json`). Raises `FileNotFoundError`."""


def read_trusted_root(resources: Path) -> bytes:
    """Return the root of trust for updates that came with Dialtone. Raises `TroubleError` if there is none yet."""
    try:
        return (resources / "content" / "root.json").read_bytes()
    except OSError:
        raise TroubleError(TroubleKind.UPDATES_WITHOUT_KEY) from None


def import_content(bundle: Path, resources: Path, state: Path, trusted_root: bytes) -> Content:
    """Install an update from a file; return the content now in use. Raises `TroubleError`, as `install_update` does."""
    with os_errors_as_trouble(bundle, TroubleKind.NOT_READ):
        data = read_capped(bundle, _LARGEST_FILE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return install_update(_make_zip_source(archive), str(bundle), resources, state, trusted_root)
    except zipfile.BadZipFile as error:
        raise TroubleError(TroubleKind.NOT_AN_UPDATE, bundle, error) from None


def install_update(source: UpdateSource, name: str, resources: Path, state: Path, trusted_root: bytes) -> Content:
    """Install an update from any source; return the content now in use.

    `name`: what the source is called in errors. Raises `TroubleError`; the same content is in use then. Its kind is
    `UPDATE_IN_USE` if that is why.
    """
    folder = content_folder(state)
    metadata = folder / "metadata"
    try:
        make_private(state)
        make_private(folder)
        with hold_write_lock(folder):
            clean_up(folder)
            metadata.mkdir(exist_ok=True)
            in_use = _find_sound_content(resources, state)
            with tempfile.TemporaryDirectory(dir=folder, prefix="new-") as downloads:
                path = Path(downloads, TARGET)
                known_hash = read_imported_hash(state) if in_use.imported else ""
                archive = _download(source, metadata, path, trusted_root, in_use=known_hash)
                fresh = Path(downloads, "current")
                _unpack(archive, fresh)
                _check_content(fresh, resources)
                if read_version(fresh) <= in_use.version:
                    raise TroubleError(TroubleKind.UPDATE_IN_USE, name)
                write_hash(fresh, sha256(archive).hexdigest())
                (fresh / TARGET).write_bytes(archive)  # so that it can be passed on
                replace_content(fresh, state)
    except OSError as error:
        raise TroubleError(kind_of(error, TroubleKind.NOT_WRITTEN), error.filename or name, error.strerror) from None
    return find_newest_content(resources, state)


def _find_sound_content(resources: Path, state: Path) -> Content:
    """Return the content in use, or the built-in copy if that is damaged: the same update then repairs it."""
    in_use = find_newest_content(resources, state)
    try:
        _check_content(in_use.folder, resources)
    except TroubleError:
        return Content(resources, read_version(resources), imported=False)
    return in_use


def _check_content(folder: Path, resources: Path) -> None:
    """Read all content of an update once, before it replaces anything. Raises `TroubleError` for a mistake in it."""
    try:
        check_update(load_catalogue(folder / "catalogue"), load_catalogue(resources / "catalogue"))
        for names in (folder / LANGUAGES).glob(f"*/{NAMES}"):
            read_toml(names, dict[str, str])
        for language in list_languages(resources):
            check_places(load_guidance(folder, language))
            load_situations(folder, language)
    except (ResourceError, StrictError) as error:
        raise TroubleError(TroubleKind.UPDATE_UNUSABLE, detail=error) from None


def _download(source: UpdateSource, metadata: Path, path: Path, trusted_root: bytes, *, in_use: str) -> bytes:
    """Download the target to `path`, and return it after all of TUF's checks. Raises `TroubleError` for each refusal.

    TUF writes what it has verified into `metadata`, step by step. A target with hash `in_use` is not downloaded again.
    """
    with _refusals_as_trouble():
        updater = Updater(
            str(metadata),
            f"{_BASE_URL}metadata/",
            target_base_url=f"{_BASE_URL}targets/",
            fetcher=_Fetcher(source),
            config=UpdaterConfig(targets_max_length=_LARGEST_PART),
            bootstrap=trusted_root,
        )
        updater.refresh()
        _store_release(updater, metadata.parent / RELEASE, path.parent / RELEASE)
        target = updater.get_targetinfo(TARGET)
        if target is None or target.length > _LARGEST_SUM:
            raise TroubleError(TroubleKind.UPDATE_UNUSABLE, detail=f"{TARGET} is missing or too large")
        if in_use and target.hashes.get("sha256") == in_use:
            raise TroubleError(TroubleKind.UPDATE_IN_USE)
        return Path(updater.download_target(target, str(path))).read_bytes()


@contextmanager
def _refusals_as_trouble() -> Iterator[None]:
    """Turn each error of TUF in the block into the `TroubleError` for it."""
    try:
        yield
    except ExpiredMetadataError:
        raise TroubleError(TroubleKind.UPDATE_EXPIRED) from None
    except (EqualVersionNumberError, BadVersionNumberError):
        raise TroubleError(TroubleKind.UPDATE_OLDER) from None
    except UnsignedMetadataError:
        raise TroubleError(TroubleKind.UPDATE_NOT_SIGNED) from None
    except DownloadHTTPError:
        raise TroubleError(TroubleKind.UPDATE_MISSING) from None
    except (LengthOrHashMismatchError, DownloadError) as error:
        raise TroubleError(TroubleKind.UPDATE_DAMAGED, detail=error) from None
    except RepositoryError as error:
        raise TroubleError(TroubleKind.UPDATE_NOT_SIGNED, detail=error) from None


def _store_release(updater: Updater, stored: Path, download: Path) -> None:
    """Store the update's announcement of a newer Dialtone as `stored`; delete that file if the update has none.

    This is done before the content is examined: it may be the only news. An announcement that cannot be parsed is for a
    newer Dialtone: it is logged, and the content is installed all the same.
    """
    target = updater.get_targetinfo(RELEASE)
    if target is None:
        stored.unlink(missing_ok=True)
        return
    if target.length > LARGEST_RELEASE or updater.find_cached_target(target, str(stored)) is not None:
        return
    data = Path(updater.download_target(target, str(download))).read_bytes()
    try:
        parse_release(data)
    except StrictError as error:
        log.warning("%s: %s", RELEASE, error)
        return
    write_atomically(stored, data)


class _Fetcher(FetcherInterface):
    """Passes files to TUF in chunks: TUF stops where a file is longer than allowed."""

    def __init__(self, source: UpdateSource) -> None:
        self._source = source

    def _fetch(self, url: str) -> Iterator[bytes]:
        """Return a file's chunks; for a missing file raise a 404, with which TUF's search for newer roots ends."""
        name = url.removeprefix(_BASE_URL)
        try:
            return self._source(name)
        except FileNotFoundError:
            raise DownloadHTTPError(f"{name} does not exist", _NOT_FOUND) from None


def _make_zip_source(archive: zipfile.ZipFile) -> UpdateSource:
    """Return a source of the files in a zip archive, which is unpacked one file at a time."""

    def read(name: str) -> Iterator[bytes]:
        """Return a file's chunks; at most one byte more than allowed is unpacked, so that TUF refuses a larger file."""
        try:
            info = archive.getinfo(name)
        except KeyError:
            raise FileNotFoundError(name) from None
        if info.compress_type not in _COMPRESSIONS:
            raise DownloadError(f"{name}: unsupported compression")
        try:
            with archive.open(info) as file:
                data = file.read(_LARGEST_SUM + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise DownloadError(f"{name}: {error}") from None
        return (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))

    return read


def _unpack(data: bytes, folder: Path) -> None:
    """Unpack the TOML files of an update into a folder. Raises `TroubleError` for other files, and for too much."""
    total = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > _MAX_PARTS:
            raise TroubleError(TroubleKind.UPDATE_TOO_LARGE, detail=f"{len(entries)} files")
        for entry in entries:
            name = PurePosixPath(entry.filename)
            if not is_content_file(name) or ".." in name.parts or "\\" in entry.filename:
                raise TroubleError(TroubleKind.UPDATE_UNUSABLE, detail=f"unexpected file {entry.filename}")
            with archive.open(entry) as file:
                content = file.read(_LARGEST_PART + 1)
            total += len(content)
            if len(content) > _LARGEST_PART or total > _LARGEST_SUM:
                raise TroubleError(TroubleKind.UPDATE_TOO_LARGE)
            path = folder.joinpath(*name.parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
