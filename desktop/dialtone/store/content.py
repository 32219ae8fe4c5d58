"""Which catalogue and guidance are in use: those that came with Dialtone, or newer ones that were imported.

The built-in copy always remains. What was imported is in `<state>/content/current`, and is used only while it is
newer than what came with the program.
"""

import logging
import shutil
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dialtone.model.catalogue import Catalogue
from dialtone.model.guidance import GuidanceEntry
from dialtone.store.catalogue_file import CatalogueError, load_catalogue
from dialtone.store.guidance_file import load_guidance
from dialtone.store.wording_file import WordingError

log = logging.getLogger(__name__)

PARTS = ("catalogue", "guidance")
"""What an update may hold. Everything else (words, roots, code) comes with the program alone."""


@dataclass(frozen=True, slots=True)
class Content:
    """A folder with a `catalogue` and a `guidance` in it."""

    folder: Path
    version: str
    """The day of the catalogue, `YYYY-MM-DD`; empty where it cannot be read."""
    imported: bool


def content_place(state: Path) -> Path:
    """Return where imported content is kept, with what is known of its signatures."""
    return state / "content"


def newest_content(resources: Path, state: Path) -> Content:
    """Return the content to use: an import that is newer, else the built-in copy."""
    built_in = Content(resources, _version(resources), imported=False)
    folder = content_place(state) / "current"
    imported = Content(folder, _version(folder), imported=True)
    return imported if imported.version > built_in.version else built_in


def load_content(resources: Path, state: Path, language: str) -> tuple[Catalogue, tuple[GuidanceEntry, ...]]:
    """Return the catalogue and guidance in use. An unreadable import is skipped and logged.

    Raises `CatalogueError` or `WordingError` where the built-in copy cannot be used.
    """
    content = newest_content(resources, state)
    if content.imported:
        try:
            return load_catalogue(content.folder / "catalogue"), load_guidance(content.folder, language)
        except (CatalogueError, WordingError) as error:
            log.warning("%s; what came with Dialtone is used instead", error)
    return load_catalogue(resources / "catalogue"), load_guidance(resources, language)


def remove_content(state: Path) -> bool:
    """Remove an import; what is known of its signatures stays, so that an older one is still refused."""
    folder = content_place(state) / "current"
    if not folder.exists():
        return False
    shutil.rmtree(folder)
    return True


def _version(folder: Path) -> str:
    with suppress(OSError, ValueError):
        with (folder / "catalogue" / "ground.toml").open("rb") as file:
            version = tomllib.load(file).get("version", "")
        return version if isinstance(version, str) else ""
    return ""
