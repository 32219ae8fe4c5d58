"""The history as CSV and JSON, for people who want to keep or compare it."""

import csv
import io
import json
from collections.abc import Iterable

from dialtone.model.history_record import HistoryRecord

_COLUMNS = ("hour", "network", "messenger", "status", "worst", "causes", "functions", "vpn")


def format_csv(memories: Iterable[HistoryRecord]) -> str:
    """Return a header row with the column names, then one line per record, in UTC."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")  # RFC 4180
    writer.writeheader()
    for memory in memories:
        functions = " ".join(f"{name}={status}" for name, status in memory.functions)
        writer.writerow({**_to_plain(memory), "causes": " ".join(memory.causes), "functions": functions})
    return text.getvalue()


def format_json(memories: Iterable[HistoryRecord]) -> str:
    """Return a `dialtone-history/1` document."""
    rows = [
        {**_to_plain(memory), "causes": list(memory.causes), "functions": {str(n): str(s) for n, s in memory.functions}}
        for memory in memories
    ]
    return json.dumps({"format": "dialtone-history/1", "hours": rows}, ensure_ascii=False, indent=1) + "\n"


def _to_plain(memory: HistoryRecord) -> dict[str, object]:
    return {
        "hour": memory.hour.strftime("%Y-%m-%dT%H:00Z"),
        "network": memory.network,
        "messenger": memory.messenger,
        "status": str(memory.status),
        "worst": str(memory.worst_status),
        "vpn": memory.vpn,
    }
