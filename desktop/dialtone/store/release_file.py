"""The announcement of a newer Dialtone: `release.json`, which is part of signed updates and stored with them.

It has a version, its date, what changed in each language, and each package with its length and SHA-256. It contains no
address and triggers no download: the person decides where to get a package.
"""

import logging
import re
from itertools import chain
from pathlib import Path

import msgspec

from dialtone import __version__
from dialtone.model.computer import is_older
from dialtone.model.packages import Release
from dialtone.store.content import content_folder
from dialtone.store.strict import StrictError, convert

RELEASE = "release.json"
LARGEST_RELEASE = 65_536
"""In bytes."""
log = logging.getLogger(__name__)

_LONGEST_SENTENCE = 300
_JOINERS = re.compile("[\u200c\u200d]")  # Persian needs them: not printable according to Unicode, but harmless


def parse_release(data: bytes) -> Release:
    """Return the contents of an announcement. Raises `StrictError`."""
    if len(data) > LARGEST_RELEASE:
        raise StrictError(f"larger than {LARGEST_RELEASE} bytes")
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise StrictError("this is not JSON") from None
    release = convert(raw, Release, dates_as_text=True)
    for sentence in chain.from_iterable(release.changes.values()):
        if len(sentence) > _LONGEST_SENTENCE or not _JOINERS.sub("", sentence).isprintable():
            raise StrictError("changes: a sentence is too long, or has unprintable characters")
    names = [file.name for file in release.files]
    if len(set(names)) != len(names):
        raise StrictError("files: duplicate name")
    return release


def release_path(state: Path) -> Path:
    """Return where the newest announcement is kept; it may not exist."""
    return content_folder(state) / RELEASE


def find_newer_release(state: Path, running: str = __version__) -> Release | None:
    """Return the announced version if it is newer than this program; else None."""
    release = _read_stored(state)
    return release if release is not None and is_older(running, release.version) else None


def is_announced(state: Path, name: str, sha256: str) -> bool:
    """Return whether a signed update announced a package with this name and this SHA-256, of whatever version."""
    release = _read_stored(state)
    return release is not None and any((file.name, file.sha256) == (name, sha256) for file in release.files)


def _read_stored(state: Path) -> Release | None:
    """Return the newest announcement; None if there is none, or if it cannot be parsed, which is logged."""
    try:
        return parse_release(release_path(state).read_bytes())
    except OSError:
        return None
    except StrictError as error:
        log.warning("%s: %s", RELEASE, error)
        return None
