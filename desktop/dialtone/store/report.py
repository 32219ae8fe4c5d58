"""A report of a wrong verdict: one file with the check, the person's words and the scrubbed log. It is never sent."""

import zipfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from dialtone.store.check_file import to_json
from dialtone.store.log_file import CHECKS_FILE, FILE

_LARGEST_LOG = 200_000
_LONGEST_NOTE = 4000


def pack_report(document: Mapping[str, object], note: str, state: Path) -> bytes:
    """Return a zip with `check.json`, `note.txt`, and the ends of the two logs that are in the folder `state`."""
    logs = {}
    for name in (FILE, CHECKS_FILE):
        with suppress(OSError):
            logs[name] = (state / name).read_bytes()[-_LARGEST_LOG:]
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("check.json", to_json(document) + "\n")
        archive.writestr("note.txt", note.strip()[:_LONGEST_NOTE] + "\n")
        for name, log in logs.items():
            if log:
                archive.writestr(name, log)
    return data.getvalue()
