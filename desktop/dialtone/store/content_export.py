"""The update in use, as one file again that another Dialtone can import: nothing is signed anew.

What TUF verified is in `content/metadata`, its targets in `content/current`. The names in the file are those of a
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
from dialtone.store.content import find_newest_content
from dialtone.store.content_folders import content_folder, find_imported_folder, read_imported_hash
from dialtone.store.content_import import TARGET
from dialtone.store.release_file import RELEASE, release_path

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of each file in the export: the same update is the same bytes whenever it is exported."""


def export_content(resources: Path, state: Path, now: datetime | None = None) -> tuple[Advice, bytes]:
    """Return what became of the advice, and the update in use as the data of one file; empty if it cannot be given."""
    if not find_newest_content(resources, state).imported:
        return Advice.BUILT_IN, b""
    try:
        files, expires = _read_update(content_folder(state) / "metadata", state)
    except (OSError, DeserializationError, ValueError):
        return Advice.BUILT_IN, b""
    if expires <= (now or datetime.now(UTC)):
        return Advice.EXPIRED, b""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    return Advice.GIVEN, data.getvalue()


def _read_update(metadata: Path, state: Path) -> tuple[list[tuple[str, bytes]], datetime]:
    """Return each file of the update in use with its name, and the earliest expiry. Raises `OSError`, `ValueError`."""
    timestamp = Metadata[Timestamp].from_file(str(metadata / "timestamp.json"))
    snapshot = Metadata[Snapshot].from_file(str(metadata / "snapshot.json"))
    targets = Metadata[Targets].from_file(str(metadata / "targets.json"))
    files = [(f"metadata/{path.name}", path.read_bytes()) for path in sorted((metadata / "root_history").iterdir())]
    files += [
        ("metadata/timestamp.json", (metadata / "timestamp.json").read_bytes()),
        (f"metadata/{snapshot.signed.version}.snapshot.json", (metadata / "snapshot.json").read_bytes()),
        (f"metadata/{targets.signed.version}.targets.json", (metadata / "targets.json").read_bytes()),
    ]
    files += _read_targets(targets.signed, state)
    return files, min(timestamp.signed.expires, snapshot.signed.expires, targets.signed.expires)


def _read_targets(targets: Targets, state: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the targets in the metadata. Raises `ValueError` if other content is in use, or a file was changed."""
    paths = {TARGET: find_imported_folder(state) / TARGET, RELEASE: release_path(state)}
    for name, target in targets.targets.items():
        data, digest = paths[name].read_bytes() if name in paths else b"", target.hashes["sha256"]
        if sha256(data).hexdigest() != digest or (name == TARGET and digest != read_imported_hash(state)):
            raise ValueError(name)
        yield f"targets/{digest}.{name}", data
