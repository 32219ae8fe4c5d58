"""Makes the update in use into one file again, which another Dialtone takes in: nothing of it is signed anew.

What TUF verified lies in `content/metadata`, its targets in `content/current`. The names in the file are those of a
repository with consistent snapshots: version or SHA-256 before the name (The Update Framework, section 6.2).
"""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from tuf.api._payload import Snapshot, Targets, Timestamp
from tuf.api.metadata import Metadata
from tuf.api.serialization import DeserializationError

from dialtone.model.given_copy import Advice
from dialtone.store.content import newest_content
from dialtone.store.content_folders import content_place, imported_folder, imported_hash
from dialtone.store.content_import import TARGET
from dialtone.store.release_file import RELEASE, kept_release

_FIXED = (1980, 1, 1, 0, 0, 0)


def export_content(resources: Path, state: Path, now: datetime | None = None) -> tuple[Advice, bytes]:
    """Return the update in use, as a file; where there is none that another would take, why, and nothing."""
    if not newest_content(resources, state).imported:
        return Advice.BUILT_IN, b""
    try:
        parts, until = _parts(content_place(state) / "metadata", state)
    except (OSError, DeserializationError, ValueError):
        return Advice.BUILT_IN, b""
    if until <= (now or datetime.now(UTC)):
        return Advice.EXPIRED, b""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, _FIXED), content, zipfile.ZIP_DEFLATED)
    return Advice.GIVEN, data.getvalue()


def _parts(metadata: Path, state: Path) -> tuple[list[tuple[str, bytes]], datetime]:
    """Return each file with its name, and when the first of them expires. Raises `OSError`, `ValueError`."""
    timestamp = Metadata[Timestamp].from_file(str(metadata / "timestamp.json"))
    snapshot = Metadata[Snapshot].from_file(str(metadata / "snapshot.json"))
    targets = Metadata[Targets].from_file(str(metadata / "targets.json"))
    parts = [(f"metadata/{path.name}", path.read_bytes()) for path in sorted((metadata / "root_history").iterdir())]
    parts += [
        ("metadata/timestamp.json", (metadata / "timestamp.json").read_bytes()),
        (f"metadata/{snapshot.signed.version}.snapshot.json", (metadata / "snapshot.json").read_bytes()),
        (f"metadata/{targets.signed.version}.targets.json", (metadata / "targets.json").read_bytes()),
    ]
    parts += _targets(targets.signed, state)
    return parts, min(timestamp.signed.expires, snapshot.signed.expires, targets.signed.expires)


def _targets(targets: Targets, state: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what the metadata lists. Raises `ValueError` where another content is in use, or a file was changed."""
    places = {TARGET: imported_folder(state) / TARGET, RELEASE: kept_release(state)}
    for name, target in targets.targets.items():
        data, digest = places[name].read_bytes() if name in places else b"", target.hashes["sha256"]
        if sha256(data).hexdigest() != digest or (name == TARGET and digest != imported_hash(state)):
            raise ValueError(name)
        yield f"targets/{digest}.{name}", data
