"""The history as CSV and JSON, for people who want to keep or compare it."""

import csv
import io
import json
from collections.abc import Iterable

from dialtone.model.history_record import HistoryRecord

_COLUMNS = ("hour", "network", "messenger", "status", "worst", "causes", "functions", "vpn", "helper")


def format_csv(records: Iterable[HistoryRecord]) -> str:
    """Return a header row with the column names, then one line per record, in UTC."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    for record in records:
        functions = " ".join(f"{name}={status}" for name, status in record.functions)
        writer.writerow({**_to_plain(record), "causes": " ".join(record.causes), "functions": functions})
    return text.getvalue()


def format_json(records: Iterable[HistoryRecord]) -> str:
    """Return a `dialtone-history/1` document."""
    rows = [
        {**_to_plain(record), "causes": list(record.causes), "functions": {str(n): str(s) for n, s in record.functions}}
        for record in records
    ]
    return json.dumps({"format": "dialtone-history/1", "hours": rows}, ensure_ascii=False, indent=1) + "\n"


def _to_plain(record: HistoryRecord) -> dict[str, object]:
    """Return a record as plain data, its hour in UTC."""
    return {
        "hour": record.hour.strftime("%Y-%m-%dT%H:00Z"),
        "network": record.network,
        "messenger": record.messenger,
        "status": str(record.status),
        "worst": str(record.worst_status),
        "vpn": record.vpn,
        "helper": record.helper,
    }
