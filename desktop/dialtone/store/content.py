"""Which catalogue, guidance and situations are in use: the built-in ones, or newer imported ones.

The built-in copy always remains; imported content is used only while it is newer. It is replaced so that a kill at any
moment leaves one of the two copies whole. Below `<state>/content`:

metadata      signature metadata; written by TUF, each file whole or not at all
current       the content in use, with the update that it came from and its hash
current.old   the previous one, while it is being replaced
new-…         being unpacked or removed; the next import deletes what a kill left behind
"""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TypeVar

from dialtone.model.catalogue import Catalogue
from dialtone.model.frozen import Frozen
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.situation import BothCountries, CountryRecord
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.way import WayOrder
from dialtone.store.catalogue_file import GROUND, load_catalogue
from dialtone.store.guidance_file import FOLDER as GUIDANCE
from dialtone.store.guidance_file import load_guidance
from dialtone.store.situation_file import FOLDER as SITUATIONS
from dialtone.store.situation_file import load_reach, load_situations, load_way_order
from dialtone.store.toml_file import ResourceError, read_table
from dialtone.store.update_rules import mark_unknown_links
from dialtone.store.wording_file import read_language

log = logging.getLogger(__name__)
_T = TypeVar("_T")

_PARTS = ("catalogue", GUIDANCE, SITUATIONS)
_TRANSLATED_FILES = ("names.toml", "publishers.toml")
_HASH = "sha256"
_OLD = "current.old"


def is_content_file(name: PurePosixPath) -> bool:
    """Return whether an update may contain a file of this name, in any language; all else comes with the program."""
    match name.parts:
        case ("languages", _, file):
            return file in _TRANSLATED_FILES
        case ("languages", _, part, _):
            return part in (GUIDANCE, SITUATIONS) and name.suffix == ".toml"
        case (part, _):
            return part in _PARTS and name.suffix == ".toml"
    return False


class Content(Frozen):
    """A folder with a `catalogue`, a `guidance`, `situations`, and their translations in `languages`."""

    folder: Path
    version: str
    """The date of the catalogue, `YYYY-MM-DD`; empty if it cannot be read."""
    imported: bool


def find_newest_content(resources: Path, state: Path) -> Content:
    """Return the content to use: an import if it is newer, else the built-in copy."""
    built_in = Content(resources, read_version(resources), imported=False)
    folder = find_imported_folder(state)
    imported = Content(folder, read_version(folder), imported=True)
    return imported if imported.version > built_in.version else built_in


class Knowledge(Frozen):
    """Everything Dialtone knows, in one language."""

    catalogue: Catalogue
    guidance: tuple[GuidanceEntry, ...]
    situations: tuple[CountryRecord, ...]
    order: WayOrder
    """The order of ways to a conversation: it comes only with the program, as do the countries."""
    countries: BothCountries


def load_content(resources: Path, state: Path, language: str, catalogue: Catalogue | None = None) -> Knowledge:
    """Return the content in use; an unreadable import is skipped and logged. Raises `ResourceError` if none is left.

    `catalogue`: the one in use, if it was read before: a check needs the rest only when it ends.
    """
    return _read_in_use(resources, state, lambda folder: _read_knowledge(folder, resources, language, catalogue))


def load_catalogue_in_use(resources: Path, state: Path) -> Catalogue:
    """Return only the catalogue in use: a check needs no advice, and reading it takes time. Raises `ResourceError`."""
    return _read_in_use(resources, state, lambda folder: load_catalogue(folder / "catalogue"))


def _read_in_use(resources: Path, state: Path, read: Callable[[Path], _T]) -> _T:
    """Return what `read` yields for the content in use; an unreadable import is skipped and logged."""
    content = find_newest_content(resources, state)
    if content.imported:
        try:
            return read(content.folder)
        except ResourceError as error:
            log.warning(TroubleError(TroubleKind.ADVICE_IGNORED, detail=error))
    return read(resources)


def _read_knowledge(folder: Path, built_in: Path, language: str, catalogue: Catalogue | None) -> Knowledge:
    """Return the contents of a folder; what is missing there is taken from the built-in folder.

    An older update has no situations, and none has the order of ways. `catalogue`: as for `load_content`.
    """
    situations = folder if (folder / SITUATIONS).is_dir() else built_in
    guidance = load_guidance(folder, language, is_draft=read_language(built_in, language).draft)
    if folder != built_in:
        guidance = mark_unknown_links(guidance, load_guidance(built_in, language))
    return Knowledge(
        catalogue or load_catalogue(folder / "catalogue"),
        guidance,
        load_situations(situations, language),
        load_way_order(built_in),
        load_reach(built_in, language),
    )


def read_version(folder: Path) -> str:
    """Return the date of the catalogue in a content folder (`YYYY-MM-DD`); empty if it cannot be read."""
    with suppress(ResourceError):
        version = read_table(folder / "catalogue" / GROUND).get("version")
        return version if isinstance(version, str) else ""
    return ""


# The folders of an import


def content_folder(state: Path) -> Path:
    """Return the folder of imported content and its signature metadata."""
    return state / "content"


def find_imported_folder(state: Path) -> Path:
    """Return the folder of the content that was imported last; it may not exist."""
    folder = content_folder(state)
    current, old = folder / "current", folder / _OLD
    # `os.path`: a folder that may not be looked into counts as missing, while `Path.exists` raises before Python 3.14
    return old if os.path.exists(old) and not os.path.exists(current) else current


def read_imported_hash(state: Path) -> str:
    """Return the SHA-256 of the update that the imported content came from; empty where unknown."""
    with suppress(OSError, ValueError):
        return (find_imported_folder(state) / _HASH).read_text("ascii").strip()
    return ""


def write_hash(folder: Path, digest: str) -> None:
    """Record in a content folder which update it came from. Raises `OSError`."""
    (folder / _HASH).write_text(f"{digest}\n", "ascii")


def clean_up(folder: Path) -> None:
    """Restore the content that a killed import set aside, and delete what it was unpacking. Raises `OSError`."""
    current, old = folder / "current", folder / _OLD
    if old.exists():
        if current.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(current)
    for unpacked in folder.glob("new-*"):
        shutil.rmtree(unpacked, ignore_errors=True)
    for tuf_file in (folder / "metadata").glob("tmp*"):
        tuf_file.unlink(missing_ok=True)


def replace_content(fresh: Path, state: Path) -> None:
    """Use the content of folder `fresh` from now on, and delete the old one. Raises `OSError`; then the old stays."""
    current, old = content_folder(state) / "current", content_folder(state) / _OLD
    if current.exists():
        current.rename(old)
    try:
        fresh.rename(current)
    except OSError:
        if old.exists():
            old.rename(current)
        raise
    shutil.rmtree(old, ignore_errors=True)


def remove_content(state: Path) -> None:
    """Remove an import, but keep its signature metadata: older updates stay refused. Raises `OSError`."""
    folder = content_folder(state)
    clean_up(folder)
    current, removed = folder / "current", folder / "new-removed"
    if current.exists():
        current.rename(removed)  # first, since that is atomic: a half-deleted folder could be read as an older update
        shutil.rmtree(removed)
