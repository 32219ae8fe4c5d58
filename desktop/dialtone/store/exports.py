"""What a person saves on request: the history as CSV or JSON, and a report of a wrong verdict."""

import csv
import json
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from dialtone.model.history_record import HistoryRecord
from dialtone.store.check_file import to_json
from dialtone.store.log_file import CHECKS_FILE, FILE

_COLUMNS = ("hour", "network", "messenger", "status", "worst", "causes", "functions", "vpn", "helper")
_LARGEST_LOG = 200_000  # bytes
_LONGEST_NOTE = 4000  # characters


def format_csv(records: Iterable[HistoryRecord]) -> str:
    """Return a header row with the column names, then one line per record, in UTC."""
    text = StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    for row in map(_to_plain, records):
        functions = " ".join(f"{function}={status}" for function, status in row["functions"].items())
        writer.writerow({**row, "causes": " ".join(row["causes"]), "functions": functions})
    return text.getvalue()


def format_json(records: Iterable[HistoryRecord]) -> str:
    """Return a `dialtone-history/1` document."""
    document = {"format": "dialtone-history/1", "hours": list(map(_to_plain, records))}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _to_plain(record: HistoryRecord) -> dict[str, Any]:
    """Return a record as plain data, its hour in UTC."""
    return {
        "hour": record.hour.strftime("%Y-%m-%dT%H:00Z"),
        "network": record.network,
        "messenger": record.messenger,
        "status": str(record.status),
        "worst": str(record.worst_status),
        "vpn": record.vpn,
        "helper": record.helper,
        "causes": list(record.causes),
        "functions": {str(function.function): str(function.status) for function in record.functions},
    }


def pack_report(document: Mapping[str, object], note: str, state: Path) -> bytes:
    """Return a zip with `check.json`, `note.txt`, and the ends of the two logs that are in the folder `state`.

    It is never sent.
    """
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("check.json", to_json(document) + "\n")
        archive.writestr("note.txt", note.strip()[:_LONGEST_NOTE] + "\n")
        for name in (FILE, CHECKS_FILE):
            with suppress(OSError):
                if log := (state / name).read_bytes()[-_LARGEST_LOG:]:
                    archive.writestr(name, log)
    return data.getvalue()
