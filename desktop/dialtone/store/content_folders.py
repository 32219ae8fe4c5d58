"""Where imported content is kept, and how it is replaced: a kill at any moment leaves one of the two copies whole.

content/metadata      signature metadata; written by TUF, each file whole or not at all
content/current       the content in use, with the update that it came from and its hash
content/current.old   the previous one, while it is being replaced
content/new-…         being unpacked or removed; the next import deletes what a kill left behind
"""

import shutil
from contextlib import suppress
from pathlib import Path

_HASH = "sha256"
_OLD = "current.old"
_TEMPORARY = "new-*"
_TUFS_TEMPORARY = "tmp*"


def content_folder(state: Path) -> Path:
    """Return the folder of imported content and its signature metadata."""
    return state / "content"


def find_imported_folder(state: Path) -> Path:
    """Return the folder of the content that was imported last; it may not exist."""
    folder = content_folder(state)
    current, old = folder / "current", folder / _OLD
    return old if old.exists() and not current.exists() else current


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
    for unpacked in folder.glob(_TEMPORARY):
        shutil.rmtree(unpacked, ignore_errors=True)
    for tuf_file in (folder / "metadata").glob(_TUFS_TEMPORARY):
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


def remove_content(state: Path) -> bool:
    """Remove an import, but keep its signature metadata: older updates stay refused. Return whether there was one.

    Raises `OSError`.
    """
    folder = content_folder(state)
    clean_up(folder)
    current, removed = folder / "current", folder / "new-removed"
    if not current.exists():
        return False
    current.rename(removed)  # first, since that is atomic: a half-deleted folder could be read as an older update
    shutil.rmtree(removed)
    return True
