"""Where imported content lies, and how another takes its place: a kill at any moment leaves one of both whole.

content/metadata      what is known of signatures; TUF writes it, each file whole or not at all
content/current       the content in use, with the update that it came from and its hash
content/current.old   the one before, while another takes its place
content/new-…         what is being unpacked or removed; the next import deletes what a kill left of it
"""

import shutil
from contextlib import suppress
from pathlib import Path

_HASH = "sha256"
_OLD = "current.old"
_NEW = "new-*"
_TUFS_PARTS = "tmp*"


def content_place(state: Path) -> Path:
    """Return where imported content is kept, with what is known of its signatures."""
    return state / "content"


def imported_folder(state: Path) -> Path:
    """Return the folder of the content that was imported last; it may not exist."""
    place = content_place(state)
    current, old = place / "current", place / _OLD
    return old if old.exists() and not current.exists() else current


def imported_hash(state: Path) -> str:
    """Return the SHA-256 of the update that the imported content came from; empty where that is not known."""
    with suppress(OSError, ValueError):
        return (imported_folder(state) / _HASH).read_text("ascii").strip()
    return ""


def write_hash(folder: Path, digest: str) -> None:
    """Note in a folder with content which update it came from. Raises `OSError`."""
    (folder / _HASH).write_text(f"{digest}\n", "ascii")


def sweep(place: Path) -> None:
    """Bring back what a killed import set aside, and delete what it was unpacking. Raises `OSError`."""
    current, old = place / "current", place / _OLD
    if old.exists():
        if current.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(current)
    for left in place.glob(_NEW):
        shutil.rmtree(left, ignore_errors=True)
    for part in (place / "metadata").glob(_TUFS_PARTS):
        part.unlink(missing_ok=True)


def replace_content(fresh: Path, state: Path) -> None:
    """Use the content of another folder from now on; the old one goes once the new one is in place.

    Raises `OSError`; then the old one is still in use.
    """
    current, old = content_place(state) / "current", content_place(state) / _OLD
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
    """Remove an import; what is known of its signatures stays, so that an older one is still refused.

    Returns whether there was one. Raises `OSError`.
    """
    place = content_place(state)
    sweep(place)
    current, gone = place / "current", place / "new-removed"
    if not current.exists():
        return False
    current.rename(gone)  # at once: half a folder could be read as an older update
    shutil.rmtree(gone)
    return True
